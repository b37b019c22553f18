// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_writer.h"

#include "history/history_folder.h"

#include <QDateTime>
#include <QElapsedTimer>

namespace fanlight {

namespace {

constexpr qint64 TryAgainMs = 2000; // a disk that is full, a file that another program writes
constexpr qint64 BoundsMs = 10'000; // how often the bounds are looked at where little is written
constexpr qint64 BoundsBytes = 4 << 20; // … and after so much

qint64 currentMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

HistoryWriter::HistoryWriter(const QString& path, const Records& records,
    const HistoryBounds& bounds, std::shared_ptr<const HistoryWriterStop> stop)
    : m_path(path)
    , m_file(path)
    , m_records(records)
    , m_stop(std::move(stop))
    , m_bounds(bounds)
    , m_share(bounds)
{
}

HistoryWriter::Places HistoryWriter::endOf(const Records& records)
{
    Places places;
    places.messages = records.messages.end();
    if (const auto closed = records.closed.since(0, 1); !closed.empty())
        places.closed = closed.back()->number;
    if (const auto lines = records.log ? records.log->since(0) : std::vector<LogLine>();
        !lines.empty())
        places.log = lines.back().id;
    return places;
}

HistoryPast HistoryWriter::open()
{
    m_openedAtMs = currentMs();
    history_folder::tidy(m_path, m_bounds, m_openedAtMs);
    m_share = history_folder::shareOf(m_path, m_bounds);
    m_file.setBounds(m_share);
    m_file.open();
    return m_file.read();
}

// Of each record the next rows. True: there are more.
bool HistoryWriter::gather(HistorySlice& slice, Places& places, quint64& lost, bool isLast) const
{
    const qint64 untilMs = isLast ? std::numeric_limits<qint64>::max() - MessageLog::MostHeldMs
                                  : currentMs() - Settling.count();
    MessageLog::Read read
        = m_records.messages.read(places.messages, HistorySlice::MostRows, untilMs);
    places.messages = read.place;
    lost += read.missed;
    slice.messages = std::move(read.added);
    while (!slice.messages.empty() && slice.messages.back().number > m_stop->message)
        slice.messages.pop_back();
    slice.changed = std::move(read.changed);

    for (const ClosedConnectionPtr& one :
        m_records.closed.following(places.closed, HistorySlice::MostRows)) {
        lost += one->number - places.closed - 1;
        places.closed = one->number;
        if (one->number > m_stop->closed)
            continue;
        slice.closed.push_back({one->number, one->row});
    }
    if (m_records.log) {
        slice.log = m_records.log->since(places.log, HistorySlice::MostRows);
        for (const LogLine& line : slice.log) {
            lost += line.id - places.log - 1;
            places.log = line.id;
        }
        while (!slice.log.empty() && slice.log.back().id > m_stop->log)
            slice.log.pop_back();
    }
    return read.more || slice.closed.size() == HistorySlice::MostRows
        || slice.log.size() == HistorySlice::MostRows;
}

bool HistoryWriter::take(const Turn& turn)
{
    const qint64 nowMs = currentMs();
    m_bounds = turn.bounds;
    m_share.days = m_bounds.days;
    m_share.withPayloads = m_bounds.withPayloads;
    m_share.bytes = std::min(m_share.bytes, m_bounds.bytes);
    m_file.setBounds(m_share);
    if (!m_file.isRecording()) {
        if (nowMs - m_openedAtMs < TryAgainMs && nowMs >= m_openedAtMs && !turn.isLast)
            return false;
        m_openedAtMs = nowMs;
        if (!m_file.isOpen())
            m_file.open();
        if (!m_file.isOpen())
            return false;
    }
    QElapsedTimer clock;
    clock.start();
    const qint64 bytesBefore = m_file.state().bytes;
    bool more = true;
    for (bool isFirst = true; more && (turn.isLast || clock.elapsed() < LongestTurn.count());
         isFirst = false) {
        HistorySlice slice;
        Places places = m_places;
        quint64 lost = m_lost;
        if (isFirst) {
            slice.figures = turn.figures;
            slice.markers = turn.markers;
        }
        more = gather(slice, places, lost, turn.isLast);
        if (!slice.isEmpty() && !m_file.write(slice))
            return !isFirst;
        m_places = places;
        m_lost = lost;
        if (m_file.state().bytes > m_share.bytes - BoundsBytes)
            m_file.keepBounds(nowMs);
    }
    if (nowMs - m_boundedAtMs >= BoundsMs || nowMs < m_boundedAtMs
        || m_file.state().bytes - bytesBefore > BoundsBytes) {
        m_share = history_folder::shareOf(m_path, m_bounds); // the others grow, too
        m_file.setBounds(m_share);
        if (!m_file.keepBounds(nowMs))
            m_boundedAtMs = nowMs;
    }
    return true;
}

void HistoryWriter::forget()
{
    m_file.forget();
    m_file.open();
    m_places = endOf(m_records);
    m_lost = 0;
}

HistoryState HistoryWriter::state() const
{
    HistoryState state = m_file.state();
    state.bounds = m_bounds;
    state.lost = m_lost;
    return state;
}

} // namespace fanlight
