// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_recorder.h"

#include "data_folder.h"
#include "format.h"
#include "history/history_file.h"
#include "history/history_words.h"
#include "history/history_writer.h"
#include "hub/hub_port.h"
#include "marker_log.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QPointer>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

Q_LOGGING_CATEGORY(historyLog, "fanlight.history", QtInfoMsg)

// In the log, between what a program before this one has logged and what this one does.
LogLine dividingLine(qint64 endMs, bool isElsewhere)
{
    LogLine line;
    line.timeMs = QDateTime::currentMSecsSinceEpoch();
    line.category = QString::fromLatin1(historyLog().categoryName());
    if (isElsewhere)
        line.text = u"the lines above were kept from before; they were written down until %1"_s.arg(
            format::dayAndClock(endMs));
    else
        line.text = endMs > 0
            ? u"the lines above are of before this start; the last of them were written down until %1"_s
                  .arg(format::dayAndClock(endMs))
            : u"the lines above are of before this start"_s;
    return line;
}

const char* causeText(HistoryState::Cause cause)
{
    switch (cause) {
    case HistoryState::Cause::Newer:
        return "is of a newer version of Fanlight";
    case HistoryState::Cause::Foreign:
        return "is no history of Fanlight";
    default:
        return "is damaged";
    }
}

bool isSame(const ChartMarker& a, const ChartMarker& b)
{
    return a.timeMs == b.timeMs && a.kind == b.kind && a.text == b.text;
}

} // namespace

HistoryRecorder::HistoryRecorder(HubPort& hub, const QString& key, LogRing* log, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_log(log)
    , m_path(pathFor(key))
    , m_writer(std::make_shared<Writer>())
{
    qRegisterMetaType<HistoryState>();
    m_choice.isOn = false; // until it is opened
    connect(&m_timer, &QTimer::timeout, this, [this] { turn(false); });
}

HistoryRecorder::~HistoryRecorder()
{
    end();
}

// A name that any file system takes, whatever a server is called.
QString HistoryRecorder::pathFor(const QString& key)
{
    return data_folder::path() + u"/history/"_s
        + QString::fromLatin1(QUrl::toPercentEncoding(key, {}, ".~")) + u".sqlite"_s;
}

void HistoryRecorder::open(const HistoryChoice& choice)
{
    m_choice = choice;
    if (choice.isOn)
        waitFor(begin());
}

void HistoryRecorder::waitFor(std::future<HistoryPast> come)
{
    if (come.wait_for(Patience) == std::future_status::ready)
        takePast(come.get(), true);
    else
        takeLate(std::move(come));
}

void HistoryRecorder::openElsewhere(
    const HistoryChoice& choice, std::function<void(qint64 untilMs)> ready)
{
    m_choice = choice;
    m_isElsewhere = true;
    Q_EMIT chosen(choice); // whoever shows it was there before
    if (!choice.isOn)
        return ready(0);
    m_ready = std::move(ready);
    auto come = std::make_shared<std::future<HistoryPast>>(begin());
    m_worker.start([this, come] {
        Worker::answer(this, [this, come] {
            if (!m_ready)
                return; // the patience was over
            HistoryPast past = come->get();
            const auto& newest = past.figures.front();
            const qint64 untilMs = newest.empty() ? 0 : newest.back().timeMs;
            takePast(std::move(past), true);
            std::exchange(m_ready, nullptr)(untilMs);
        });
    });
    QTimer::singleShot(Patience, this, [this, come] {
        if (!m_ready)
            return;
        std::exchange(m_ready, nullptr)(0);
        takeLate(std::move(*come));
    });
}

std::future<HistoryPast> HistoryRecorder::begin()
{
    const bool isFirst = !std::exchange(m_isBegun, true);
    m_isTurning = false;
    if (m_isElsewhere && !m_rows) // such a hub tells no more than what somebody looks at
        m_rows.emplace(
            m_hub, std::vector{HubPort::View::Messages, HubPort::View::Closed, HubPort::View::Log});
    HistoryState opening;
    opening.kind = HistoryState::Kind::Opening;
    opening.bounds = m_choice.bounds;
    takeState(opening);
    const HistoryWriter::Records records{m_hub.recordMessages(), m_hub.recordClosed(), m_log};
    // Switched on again, it goes on from now; what was is shown already.
    const HistoryWriter::Places places
        = isFirst ? HistoryWriter::Places() : HistoryWriter::endOf(records);
    m_stop = std::make_shared<HistoryWriterStop>();
    auto past = std::make_shared<std::promise<HistoryPast>>();
    std::future<HistoryPast> come = past->get_future();
    m_worker.start([this, writer = m_writer, path = m_path, records, bounds = m_choice.bounds, past,
                       places, stop = m_stop] {
        *writer = std::make_unique<HistoryWriter>(path, records, bounds, stop);
        HistoryPast read = (*writer)->open();
        (*writer)->setPlaces(places);
        past->set_value(std::move(read));
        Worker::answer(this, [this, state = (*writer)->state()] {
            if (m_choice.isOn)
                takeState(state);
        });
    });
    m_timer.start(Interval);
    return come;
}

void HistoryRecorder::takeLate(std::future<HistoryPast> come)
{
    qCWarning(historyLog,
        "the history of before takes long to read: messages, ended streams and log lines of it "
        "are left out");
    m_worker.start([this, come = std::make_shared<std::future<HistoryPast>>(std::move(come))] {
        Worker::answer(this, [this, come] { takePast(come->get(), false); });
    });
}

void HistoryRecorder::takePast(HistoryPast past, bool isInTime)
{
    m_past = std::move(past);
    m_earlierUntilMs = m_past.endMs;
    if (isInTime) {
        HistoryWriter::Places places;
        MessageLog& messages = m_hub.recordMessages();
        if (messages.begin(std::move(m_past.messages), m_past.lastMessage))
            places.messages = messages.end();
        if (m_hub.recordClosed().begin(std::move(m_past.closed), m_past.lastClosed))
            places.closed = m_past.lastClosed;
        if (m_log && !m_past.log.empty()) {
            places.log = m_past.log.size();
            m_past.log.push_back(dividingLine(m_past.endMs, m_isElsewhere));
            m_log->putBefore(std::move(m_past.log));
        }
        m_worker.start([writer = m_writer, places] {
            if (*writer)
                (*writer)->setPlaces(places);
        });
    }
    m_past.messages.clear();
    m_past.closed.clear();
    m_past.log.clear();
    if (m_series)
        fill();
}

void HistoryRecorder::follow(TimeSeries& series, MarkerLog& markers)
{
    m_series = &series;
    m_markers = &markers;
    connect(&markers, &MarkerLog::changed, this, [this] { m_markersChanged = true; });
    if (m_isChartsRead && m_choice.isOn)
        readCharts();
    else
        fill();
}

void HistoryRecorder::readCharts()
{
    m_worker.start([this, writer = m_writer] {
        if (!*writer)
            return;
        Worker::answer(this, [this, past = std::make_shared<HistoryPast>((*writer)->readCharts())] {
            if (!m_series)
                return; // left again
            m_past = std::move(*past);
            fill();
        });
    });
}

// What was stands in front of what is; there is none where it is filled in already.
void HistoryRecorder::fill()
{
    HistoryPast past = std::exchange(m_past, {});
    bool wasThere = !past.markers.empty();
    for (std::size_t level = 0; level < TimeSeries::LevelCount; ++level) {
        const std::vector<MetricsSample>& steps = past.figures.at(level);
        wasThere = wasThere || !steps.empty();
        if (!steps.empty())
            m_written.at(level) = std::max(m_written.at(level), steps.back().timeMs);
    }
    if (!wasThere)
        return;
    m_series->putBefore(std::move(past.figures));
    if (!std::exchange(m_isChartsRead, true)) {
        m_earlierMarkers = past.markers;
        m_markers->putBefore(std::move(past.markers));
        if (!m_isElsewhere)
            m_markers->add(tr("Fanlight started again"));
    } else {
        m_markers->putBefore(std::move(past.markers));
    }
    Q_EMIT broughtBack();
}

void HistoryRecorder::leave()
{
    if (!m_series)
        return;
    if (m_choice.isOn)
        turn(true);
    disconnect(m_markers, nullptr, this, nullptr);
    m_leftMarkers = ownMarkers();
    m_isChartsRead = true;
    m_series = nullptr;
    m_markers = nullptr;
    m_written = {};
}

void HistoryRecorder::setChoice(const HistoryChoice& choice)
{
    if (choice == m_choice)
        return;
    const bool wasOn = std::exchange(m_choice, choice).isOn;
    if (choice.isOn && !wasOn) {
        if (m_series) { // from now on
            if (const MetricsSample* newest = m_series->newest())
                m_written.fill(newest->timeMs);
        }
        const bool isFirst = !m_isBegun;
        std::future<HistoryPast> come = begin();
        if (isFirst)
            waitFor(std::move(come));
    } else if (!choice.isOn && wasOn) {
        const HistoryWriter::Places last
            = HistoryWriter::endOf({m_hub.recordMessages(), m_hub.recordClosed(), m_log});
        m_stop->message = last.messages.number;
        m_stop->closed = last.closed;
        m_stop->log = last.log;
        turn(true);
        end();
        takeState({});
    }
    Q_EMIT chosen(choice);
}

void HistoryRecorder::remove(
    const QString& key, QObject* receiver, std::function<void(bool isGone)> done)
{
    Worker::spare().start([path = pathFor(key), receiver = QPointer(receiver), done] {
        HistoryFile(path).forget();
        Worker::answer(
            QCoreApplication::instance(), [receiver, isGone = !QFileInfo::exists(path), done] {
                if (receiver)
                    done(isGone);
            });
    });
}

qint64 HistoryRecorder::bytesOf(const QString& key)
{
    return HistoryDatabase(pathFor(key)).bytesOnDisk();
}

void HistoryRecorder::end()
{
    m_timer.stop();
    m_rows.reset();
    m_worker.start([writer = m_writer, bounds = m_choice.bounds] {
        if (*writer) {
            HistoryWriter::Turn last;
            last.bounds = bounds;
            last.isLast = true;
            (*writer)->take(last);
        }
        writer->reset();
    });
}

void HistoryRecorder::forget(std::function<void()> done)
{
    if (m_series) {
        if (const MetricsSample* newest = m_series->newest())
            m_written.fill(newest->timeMs);
    }
    if (m_markers)
        m_earlierMarkers = m_markers->markers();
    m_leftMarkers.clear();
    m_worker.start([this, writer = m_writer, path = m_path, done = std::move(done)] {
        if (*writer)
            (*writer)->forget();
        else
            HistoryFile(path).forget();
        Worker::answer(
            this, [this, state = *writer ? (*writer)->state() : HistoryState(), done = done] {
                takeState(state);
                done();
            });
    });
}

// -- writing

TimeSeries::Steps HistoryRecorder::newFigures()
{
    TimeSeries::Steps figures;
    const MetricsSample* newest = m_series->newest();
    for (std::size_t level = 0; level < TimeSeries::LevelCount; ++level) {
        qint64& written = m_written.at(level);
        if (newest) // a clock that was set back makes the series begin anew there
            written = std::min(written, newest->timeMs);
        figures.at(level) = m_series->closedAfter(level, written, HistorySlice::MostRows);
        m_asked.at(level) = figures.at(level).empty() ? written : figures.at(level).back().timeMs;
    }
    return figures;
}

std::vector<ChartMarker> HistoryRecorder::ownMarkers() const
{
    std::vector<ChartMarker> own = m_leftMarkers;
    for (const ChartMarker& marker : m_markers->markers()) {
        const auto is = [&marker](const ChartMarker& other) { return isSame(other, marker); };
        if (std::none_of(m_earlierMarkers.begin(), m_earlierMarkers.end(), is)
            && std::none_of(m_leftMarkers.begin(), m_leftMarkers.end(), is))
            own.push_back(marker);
    }
    return own;
}

void HistoryRecorder::turn(bool isLast)
{
    if (m_isTurning && !isLast)
        return; // the disk is slow; the records wait
    HistoryWriter::Turn turn;
    turn.bounds = m_choice.bounds;
    turn.isLast = isLast;
    if (m_series)
        turn.figures = newFigures();
    if (m_markers && std::exchange(m_markersChanged, false))
        turn.markers = ownMarkers();
    m_isTurning = true;
    m_worker.start([this, writer = m_writer, turn = std::move(turn), asked = m_asked] {
        if (!*writer)
            return;
        const bool isWritten = (*writer)->take(turn);
        Worker::answer(this,
            [this, isWritten, hadMarkers = turn.markers.has_value(), asked,
                state = (*writer)->state()] {
                m_markersChanged = m_markersChanged || (hadMarkers && !isWritten);
                if (isWritten)
                    m_written = asked;
                turned(state);
            });
    });
}

void HistoryRecorder::turned(const HistoryState& state)
{
    m_isTurning = false;
    if (m_choice.isOn)
        takeState(state);
}

void HistoryRecorder::takeState(const HistoryState& state)
{
    const HistoryState before = std::exchange(m_state, state);
    tellOf(before);
    Q_EMIT stateChanged(m_state);
}

// In the log what is worth a word there: once each time it begins or ends.
void HistoryRecorder::tellOf(const HistoryState& before)
{
    using Kind = HistoryState::Kind;
    if (!m_state.putAside.isEmpty() && m_state.putAside != before.putAside) {
        qCWarning(historyLog, "the history file %s; it was put aside as %s, and a new one begun",
            causeText(m_state.cause), qPrintable(m_state.putAside));
        Q_EMIT told(history_words::putAside(m_state));
    }
    if (m_state.kind == Kind::Failing
        && (before.kind != Kind::Failing || before.problem != m_state.problem))
        qCWarning(historyLog, "the history cannot be written, and is tried again: %s",
            qPrintable(m_state.problem));
    if (m_state.kind == Kind::Elsewhere && before.kind != Kind::Elsewhere)
        qCInfo(historyLog, "another window records the history (process %lld)",
            static_cast<long long>(m_state.otherProcess));
    const bool wasHeldUp = before.kind == Kind::Failing || before.kind == Kind::Elsewhere;
    if (m_state.kind == Kind::Recording && wasHeldUp)
        qCInfo(historyLog, "the history is written again");
    if (m_state.lost > 0 && before.lost == 0)
        qCWarning(historyLog,
            "what came was too much to be written in time: the history lacks "
            "some of it");
}

} // namespace fanlight
