// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_writer.h"

#include "hub/audit_log.h"
#include "hub/log_ring.h"
#include "hub/views/codec.h"

#include <QDateTime>

#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using capture_format::Kind;

namespace {

constexpr std::size_t PulledMessages = 1000; // at once, under the log's lock
constexpr int MostPulls = 100; // in a row
constexpr std::size_t MostTraced = 50'000; // messages whose trace is waited for
constexpr qint64 TraceAfterMs = 3000; // of its publish; most has come to its clients by then
constexpr qsizetype MostPlainTarget = 200; // characters of what an action was done to

qint64 nowMsOfCapture()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

void CaptureSink::put(
    Kind kind, qint64 timeMs, const QByteArray& bytes, std::uint32_t weight, bool isKey)
{
    if (!m_output.put(kind, timeMs, bytes, weight, isKey))
        ++m_left;
}

void CaptureSink::putState(Kind kind, qint64 timeMs, const QJsonObject& json)
{
    QByteArray bytes = capture_records::encodeJson(json);
    const bool isKey = timeMs - m_stateKeyMs >= KeyMs;
    m_state[kind] = bytes;
    if (!isKey)
        return put(kind, timeMs, bytes);
    m_stateKeyMs = timeMs;
    bool isFirst = true;
    for (const auto& [one, newest] : m_state)
        put(one, timeMs, newest, 0, std::exchange(isFirst, false));
}

void CaptureSink::putRows(qint64 timeMs, const ConnectionSnapshot& snapshot)
{
    if (snapshot.rows.size() > CapturedRows::Most)
        addLeft(snapshot.rows.size() - CapturedRows::Most);
    const bool isKey = timeMs - m_rowsKeyMs >= KeyMs;
    const QByteArray bytes
        = isKey ? m_rows.encodeAll(snapshot, others()) : m_rows.encodeChanges(snapshot, others());
    if (isKey)
        m_rowsKeyMs = timeMs;
    const quint64 before = m_left;
    put(isKey ? Kind::AllRows : Kind::ChangedRows, timeMs, bytes, 0, isKey);
    if (m_left != before)
        m_rowsKeyMs = 0; // what follows would have nothing to stand on
}

void CaptureSink::putMessage(qint64 timeMs, const MessageRecord& message)
{
    ++m_messages;
    put(Kind::Message, timeMs, capture_records::encodeMessage(message, payload(), others()), 1);
}

// What the thread takes from what the hub keeps, and how far it is.
class CaptureWriter::Pulling {
public:
    Pulling(const Logs& logs, CaptureSink& sink)
        : m_logs(logs)
        , m_sink(sink)
    {
    }
    Pulling(const Pulling&) = delete;
    Pulling& operator=(const Pulling&) = delete;

    void pull(bool isEnd)
    {
        const qint64 nowMs = nowMsOfCapture();
        if (m_logs.messages)
            pullMessages(nowMs, isEnd);
        if (m_logs.closed)
            pullClosed(nowMs);
        if (m_logs.log)
            pullLog(nowMs);
        if (m_logs.audit)
            pullAudit(nowMs);
    }

private:
    void pullMessages(qint64 nowMs, bool isEnd)
    {
        bool more = true;
        for (int i = 0; i < MostPulls && more; ++i) {
            const MessageLog::Read read = m_logs.messages->read(
                m_place, PulledMessages, std::numeric_limits<std::int64_t>::max());
            more = read.more;
            if (m_place.number != 0) // before the first, all of before the capture
                m_sink.addLeft(read.missed);
            m_place = read.place;
            for (const MessageRecord& message : read.added) {
                m_sink.putMessage(nowMs, message);
                if (m_traced.size() < MostTraced)
                    m_traced.push_back({message.number, message.timeMs});
            }
            for (const MessageRecord& message : read.changed)
                m_sink.put(
                    Kind::MessageFigures, nowMs, capture_records::encodeFigures(message.figures));
        }
        while (!m_traced.empty() && (isEnd || nowMs - m_traced.front().timeMs > TraceAfterMs)) {
            const std::uint64_t number = m_traced.front().number;
            m_traced.pop_front();
            const MessageTrace trace = m_logs.messages->traceOf(number);
            if (!trace.clients.empty())
                m_sink.put(Kind::Trace, nowMs,
                    capture_records::encodeTrace(number, trace, m_sink.payload()));
        }
    }

    void pullClosed(qint64 nowMs)
    {
        for (const ClosedConnectionPtr& closed : m_logs.closed->since(m_lastClosed)) {
            if (m_lastClosed != 0 && closed->number > m_lastClosed + 1)
                m_sink.addLeft(closed->number - m_lastClosed - 1);
            m_lastClosed = closed->number;
            m_sink.put(
                Kind::Closed, nowMs, capture_records::encodeRow(closed->row, m_sink.others()), 1);
        }
    }

    void pullLog(qint64 nowMs)
    {
        for (LogLine& line : m_logs.log->since(m_lastLine)) {
            m_lastLine = line.id;
            if (m_sink.others())
                line.text = m_sink.others()->inText(line.text);
            m_sink.put(Kind::LogLine, nowMs, capture_records::encodeJson(views::toJson(line)), 1);
        }
    }

    // What an action was done to may be what was published, or whom.
    void pullAudit(qint64 nowMs)
    {
        for (AuditEntry& entry : m_logs.audit->since(m_lastEntry)) {
            m_lastEntry = entry.id;
            if (m_sink.others())
                entry.target = entry.target.isEmpty() ? QString() : u"…"_s;
            else if (m_sink.payload() != CapturedPayload::Kept)
                entry.target = QString::fromStdString(
                    maskedData(entry.target.left(MostPlainTarget).toStdString(),
                        entry.target.startsWith(u'{') || entry.target.startsWith(u'[')));
            m_sink.put(Kind::Audit, nowMs, capture_records::encodeJson(views::toJson(entry)), 1);
        }
    }

    struct Traced {
        std::uint64_t number;
        qint64 timeMs;
    };
    const Logs& m_logs;
    CaptureSink& m_sink;
    MessageLog::Place m_place; // of the messages
    std::deque<Traced> m_traced;
    quint64 m_lastClosed = 0;
    quint64 m_lastLine = 0;
    quint64 m_lastEntry = 0;
};

CaptureWriter::CaptureWriter(CaptureWish wish, const Logs& logs)
    : m_wish(std::move(wish))
    , m_logs(logs)
    , m_output(m_wish.path, m_wish.mostBytes)
{
}

CaptureWriter::~CaptureWriter()
{
    end();
}

QString CaptureWriter::begin(const QByteArray& headerJson)
{
    if (QString error = m_output.begin(headerJson); !error.isEmpty())
        return error;
    m_thread = std::thread([this] { run(); });
    return {};
}

void CaptureWriter::put(Piece piece)
{
    const std::lock_guard lock(m_mutex);
    if (m_isEnding || m_progress.isOver)
        return;
    if (m_waiting.size() >= MostWaiting) {
        ++m_refused;
        return;
    }
    m_waiting.push_back(std::move(piece)); // looked at with the next pull
}

void CaptureWriter::end()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

CaptureProgress CaptureWriter::progress() const
{
    const std::lock_guard lock(m_mutex);
    return m_progress;
}

void CaptureWriter::run()
{
    CaptureSink sink(m_output, m_wish);
    Pulling pulling(m_logs, sink);
    auto flushed = std::chrono::steady_clock::now();
    quint64 toldLeft = 0;
    for (bool isEnd = false; !isEnd;) {
        std::deque<Piece> pieces;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, PullInterval, [this] { return m_isEnding; });
            isEnd = m_isEnding;
            pieces.swap(m_waiting);
            sink.addLeft(std::exchange(m_refused, 0));
        }
        for (const Piece& piece : pieces)
            piece(sink);
        pulling.pull(isEnd);
        if (sink.left() != toldLeft) {
            toldLeft = sink.left();
            sink.put(Kind::Left, nowMsOfCapture(),
                capture_records::encodeJson({{u"count"_s, qint64(toldLeft)}}));
        }
        const auto now = std::chrono::steady_clock::now();
        if (now - flushed >= FlushInterval) {
            flushed = now;
            m_output.flush();
        }
        isEnd = isEnd || !m_output.takesMore();
        if (isEnd)
            m_output.finish();
        const std::lock_guard lock(m_mutex);
        m_progress = {m_output.bytes(), sink.messages(), sink.left(), isEnd, m_output.problem()};
        if (isEnd)
            m_waiting.clear();
    }
}

} // namespace fanlight
