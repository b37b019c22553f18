// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_recorder.h"

#include "hub/hub_port.h"
#include "hub/views/codec.h"

#include <QDateTime>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using capture_format::Kind;

namespace {

qint64 recordedAtMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// Options as texts: none that is a secret, none that may hold one.
QJsonObject jsonOfOptions(const HubOptions& options)
{
    QJsonObject json;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        if (spec.isSecret || name.contains("token"_L1) || name.contains("secret"_L1)
            || name == "source"_L1)
            continue;
        QString text = hubOptionText(options, name);
        if (spec.kind == OptionKind::Url || text.contains(u"://"_s)) {
            QUrl url(text);
            url.setUserInfo({});
            text = url.toString();
        }
        json.insert(name, text);
    }
    return json;
}

bool marksEqual(const CaptureMark& a, const CaptureMark& b)
{
    return a.timeMs == b.timeMs && a.kind == b.kind && a.text == b.text;
}

void putWhole(CaptureSink& sink, qint64 timeMs, const TimeSeries::Whole& whole)
{
    for (std::size_t level = 0; level < whole.parts.size(); ++level) {
        const TimeSeries::Whole::Part& part = whole.parts[level];
        for (const MetricsSample& sample : part.samples)
            sink.put(Kind::Series, timeMs,
                capture_records::encodeJson(
                    {{u"level"_s, qint64(level)}, {u"sample"_s, views::toJson(sample)}}));
        QJsonObject end{{u"level"_s, qint64(level)}, {u"forgotten"_s, part.forgottenMs},
            {u"last"_s, level + 1 == whole.parts.size()}};
        if (part.open.intervalMs > 0)
            end.insert(u"open"_s, views::toJson(part.open));
        sink.put(Kind::Series, timeMs, capture_records::encodeJson(end));
    }
}

} // namespace

CaptureRecorder::CaptureRecorder(const Sources& sources, CaptureWish wish, QObject* parent)
    : QObject(parent)
    , m_sources(sources)
    , m_writer(std::move(wish),
          {&sources.hub.recordMessages(), &sources.hub.recordClosed(), sources.log,
              &sources.hub.audit()})
{
    m_rows.setSingleShot(true);
    connect(&m_rows, &QTimer::timeout, this, &CaptureRecorder::askRows);
}

CaptureRecorder::~CaptureRecorder()
{
    end();
}

QString CaptureRecorder::begin()
{
    m_startedAtMs = recordedAtMs();
    CaptureHead head;
    head.madeBy = QStringLiteral("Fanlight " FANLIGHT_VERSION);
    head.url = m_sources.hub.status().url;
    head.instance = m_sources.hub.status().instance;
    head.startedAtMs = m_startedAtMs;
    head.payload = wish().payload;
    head.otherUsers = wish().otherUsers;
    if (QString error = m_writer.begin(head.toJson()); !error.isEmpty())
        return error;
    putFirst();
    connectHub();
    // A hub elsewhere, and Redis anywhere, are asked for no more than what somebody looks at.
    m_watched.emplace(m_sources.hub, WatchedViews::all());
    askRows();
    return {};
}

void CaptureRecorder::end()
{
    disconnect(&m_sources.hub, nullptr, this, nullptr);
    m_watched.reset();
    m_rows.stop();
    putWaiting();
    m_writer.end();
}

template <class Value> void CaptureRecorder::putState(Kind kind, const Value& value, bool isKept)
{
    m_writer.put([kind, value, isKept, timeMs = recordedAtMs()](CaptureSink& sink) {
        const QJsonObject json = views::toJson(value);
        if (isKept)
            sink.putState(kind, timeMs, json);
        else
            sink.put(kind, timeMs, capture_records::encodeJson(json));
    });
}

// What was so before it began.
void CaptureRecorder::putFirst()
{
    if (m_sources.series)
        m_writer.put([whole = m_sources.series->whole(), timeMs = m_startedAtMs](
                         CaptureSink& sink) { putWhole(sink, timeMs, whole); });
    putOptions();
    putStatus();
}

void CaptureRecorder::connectHub()
{
    HubPort& hub = m_sources.hub;
    connect(&hub, &HubPort::sampled, this, [this](const MetricsSample& sample) {
        m_writer.put([sample, timeMs = recordedAtMs()](CaptureSink& sink) {
            sink.put(Kind::Sample, timeMs, capture_records::encodeJson(views::toJson(sample)));
        });
        if (recordedAtMs() - m_watchedAtMs >= WatchedIntervalMs)
            putWaiting();
    });
    connect(&hub, &HubPort::statusChanged, this, &CaptureRecorder::putStatus);
    connect(&hub, &HubPort::optionsChanged, this, &CaptureRecorder::putOptions);
    connect(&hub, &HubPort::faultsChanged, this, &CaptureRecorder::putFaults);
    connect(&hub, &HubPort::connectionWatched, this, &CaptureRecorder::takeWatched);
    connect(&hub, &HubPort::tapped, this, &CaptureRecorder::putTap);
    connect(&hub, &HubPort::redisSampled, this,
        [this](const RedisSnapshot& redis) { putState(Kind::Redis, redis); });
    connect(&hub, &HubPort::receiptChanged, this,
        [this](const ReceiptSnapshot& receipt) { putState(Kind::Receipt, receipt, false); });
    connect(&hub, &HubPort::instancesChanged, this,
        [this](const InstanceSnapshotPtr& instances) { putState(Kind::Instances, *instances); });
    connect(&hub, &HubPort::sourcesChanged, this,
        [this](const SourceSnapshotPtr& sources) { putState(Kind::Sources, *sources); });
    connect(&hub, &HubPort::faultHappened, this, [this](qint64 timeMs, const QString& text) {
        m_writer.put([timeMs, text, nowMs = recordedAtMs()](CaptureSink& sink) {
            const QString said = sink.others() ? sink.others()->inText(text) : text;
            sink.put(Kind::FaultHappened, nowMs,
                capture_records::encodeJson({{u"time"_s, timeMs}, {u"text"_s, said}}));
        });
    });
    connect(&hub, &HubPort::gapClosed, this,
        [this](qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost) {
            m_writer.put([=, nowMs = recordedAtMs()](CaptureSink& sink) {
                sink.put(Kind::Gap, nowMs,
                    capture_records::encodeJson({{u"from"_s, fromMs}, {u"to"_s, toMs},
                        {u"replayed"_s, qint64(replayed)}, {u"lost"_s, historyLost}}));
            });
        });
}

void CaptureRecorder::putStatus()
{
    putState(Kind::Status, m_sources.hub.status());
}

void CaptureRecorder::putOptions()
{
    m_writer.put([json = jsonOfOptions(m_sources.hub.options()), timeMs = recordedAtMs()](
                     CaptureSink& sink) { sink.putState(Kind::Options, timeMs, json); });
}

// A filter may name users.
void CaptureRecorder::putFaults(const Faults& faults)
{
    m_writer.put([faults, timeMs = recordedAtMs()](CaptureSink& sink) {
        QJsonArray all;
        for (Fault fault : faults) {
            if (sink.others() && fault.filter.contains("user"_L1))
                fault.filter = u"…"_s;
            all.append(views::toJson(fault));
        }
        sink.putState(Kind::Faults, timeMs, {{u"faults"_s, all}});
    });
}

void CaptureRecorder::takeWatched(const WatchedConnection& connection)
{
    if (recordedAtMs() - m_watchedAtMs < WatchedIntervalMs && !connection.row.isClosed())
        m_watchedNext = connection;
    else
        putWatched(connection);
}

void CaptureRecorder::putWaiting()
{
    if (m_watchedNext)
        putWatched(*std::exchange(m_watchedNext, std::nullopt));
}

void CaptureRecorder::putWatched(const WatchedConnection& connection)
{
    const qint64 nowMs = recordedAtMs();
    m_watchedNext.reset();
    m_watchedAtMs = nowMs;
    m_writer.put([connection, nowMs](CaptureSink& sink) {
        WatchedConnection kept = connection;
        if (sink.others())
            kept.row.userId = sink.others()->of(kept.row.userId);
        if (sink.payload() == CapturedPayload::LeftOut) {
            kept.sentBefore += kept.sent.size();
            kept.sent.clear();
        }
        for (WatchedConnection::Sent& sent : kept.sent)
            sent.frame = capture_records::allowedFrame(sent.frame, sink.payload());
        sink.put(Kind::Watched, nowMs, capture_records::encodeJson(views::toJson(kept)));
    });
}

// Channels are named after users, and payloads are what was published.
void CaptureRecorder::putTap(const TapBatch& batch)
{
    m_writer.put([batch, nowMs = recordedAtMs()](CaptureSink& sink) {
        if (sink.others() || sink.payload() != CapturedPayload::Kept)
            return sink.addLeft(batch.messages.size());
        sink.put(Kind::Tap, nowMs, capture_records::encodeJson(views::toJson(batch)));
    });
}

void CaptureRecorder::addMarks(const std::vector<CaptureMark>& marks)
{
    for (const CaptureMark& mark : marks) {
        const auto isKnown = [&mark](const CaptureMark& known) { return marksEqual(known, mark); };
        if (std::any_of(m_marks.begin(), m_marks.end(), isKnown))
            continue;
        m_marks.push_back(mark);
        m_writer.put([mark, nowMs = recordedAtMs()](CaptureSink& sink) {
            const QString said = sink.others() ? sink.others()->inText(mark.text) : mark.text;
            sink.put(Kind::Marker, nowMs,
                capture_records::encodeJson(
                    {{u"time"_s, mark.timeMs}, {u"kind"_s, mark.kind}, {u"text"_s, said}}));
        });
    }
    if (m_marks.size() > CapturePlayer::MostMarks)
        m_marks.erase(m_marks.begin(), m_marks.end() - CapturePlayer::MostMarks);
}

void CaptureRecorder::askRows()
{
    if (std::exchange(m_asksRows, true))
        return;
    m_sources.hub.requestConnections(
        false, [self = QPointer(this)](const ConnectionSnapshotPtr& snapshot) {
            if (!self)
                return;
            self->m_asksRows = false;
            const std::size_t rows = snapshot ? snapshot->rows.size() : 0;
            self->m_rows.start(self->rowsInterval(rows));
            if (snapshot)
                self->m_writer.put([snapshot, timeMs = recordedAtMs()](
                                       CaptureSink& sink) { sink.putRows(timeMs, *snapshot); });
        });
}

std::chrono::milliseconds CaptureRecorder::rowsInterval(std::size_t rows) const
{
    if (m_sources.hub.link().state != HubLink::State::Here)
        return FarRowsInterval;
    return rows > Many ? ManyRowsInterval : RowsInterval;
}

} // namespace fanlight
