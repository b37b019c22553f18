// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_player.h"

#include "hub/views/codec.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using capture_format::Kind;
using capture_format::Lane;
using capture_format::Record;

namespace {

constexpr std::size_t MostWatched = 100; // streams looked at closely that are kept
constexpr qint64 Ever = 1LL << 53; // UTC

// Fields of records that are no value of the hub's.
constexpr auto LevelKey = "level"_L1;
constexpr auto OpenKey = "open"_L1;
constexpr auto SampleKey = "sample"_L1;
constexpr auto ForgottenKey = "forgotten"_L1;
constexpr auto LastKey = "last"_L1;
constexpr qint64 MostLevels = 8; // of a series

} // namespace

CapturePlayer::CapturePlayer(QObject* parent)
    : QObject(parent)
{
    m_work.setSingleShot(true);
    m_work.setInterval(0);
    connect(&m_work, &QTimer::timeout, this, &CapturePlayer::work);
    m_tick.setInterval(PlayInterval);
    connect(&m_tick, &QTimer::timeout, this, &CapturePlayer::tick);
}

QString CapturePlayer::open(const QString& path)
{
    if (QString error = m_file.open(path); !error.isEmpty())
        return error;
    for (std::size_t lane = 0; lane < capture_format::LaneCount; ++lane)
        m_cursors.emplace_back(m_file, Lane(lane));
    readMarks();
    leap(toMs());
    return {};
}

void CapturePlayer::readMarks()
{
    CaptureCursor cursor(m_file, Lane::Marks);
    while (m_marks.size() < MostMarks) {
        const std::optional<Record> record = cursor.next(Ever);
        QJsonObject json;
        if (!record)
            break;
        if (record->kind != Kind::Marker || !capture_records::decodeJson(record->bytes, json))
            continue;
        m_marks.push_back({json[u"time"_s].toInteger(), json[u"kind"_s].toInt(),
            json[u"text"_s].toString().left(CaptureHead::MostText)});
    }
    std::stable_sort(m_marks.begin(), m_marks.end(),
        [](const CaptureMark& a, const CaptureMark& b) { return a.timeMs < b.timeMs; });
}

void CapturePlayer::seek(qint64 timeMs)
{
    timeMs = std::clamp(timeMs, fromMs(), toMs());
    if (m_isWorking || timeMs < m_nowMs || timeMs > m_nowMs + 60'000)
        return leap(timeMs);
    m_targetMs = timeMs;
    m_isWorking = true;
    m_isLeap = false;
    m_lane = 0;
    work();
}

// Everything is forgotten, and read from where all that is so at that time can be known.
void CapturePlayer::leap(qint64 timeMs)
{
    m_targetMs = timeMs;
    m_isWorking = true;
    m_isLeap = true;
    m_lane = 0;
    m_left = 0;
    // status and options stay until others are read: who asks meanwhile should not see it stopped
    m_series.clear();
    m_before = {};
    m_rows.clear();
    m_snapshot = nullptr;
    m_faults.clear();
    m_redis.reset();
    m_instances = nullptr;
    m_sources = nullptr;
    m_watched.clear();
    m_messages.clear();
    m_shifts.clear();
    m_closed.clear();
    m_log.clear();
    m_audit.clear();
    const auto cursor
        = [this](Lane lane) -> CaptureCursor& { return m_cursors[std::size_t(lane)]; };
    cursor(Lane::Figures).goBack(timeMs, ~std::uint64_t(0));
    cursor(Lane::Messages).goBack(timeMs, MessageLog::MostMessages);
    cursor(Lane::Closed).goBack(timeMs, ClosedConnections::Capacity);
    cursor(Lane::Rows).goToKey(timeMs);
    cursor(Lane::Words).goBack(timeMs, LogRing::All);
    cursor(Lane::State).goToKey(timeMs);
    cursor(Lane::Marks).goBack(timeMs, 0);
    m_work.start();
}

void CapturePlayer::work()
{
    if (!m_isWorking)
        return;
    QElapsedTimer since;
    since.start();
    int done = 0;
    for (; m_lane < m_cursors.size(); ++m_lane) {
        CaptureCursor& cursor = m_cursors[m_lane];
        while (const std::optional<Record> record = cursor.next(m_targetMs)) {
            apply(*record);
            if (++done % 16 == 0 && since.elapsed() >= Slice.count()) {
                m_work.start();
                return;
            }
        }
        if (cursor.isDamaged() && !std::exchange(m_hasToldDamage, true))
            Q_EMIT damaged(tr("A part of the capture is damaged and is not shown."));
    }
    arrive();
}

void CapturePlayer::arrive()
{
    m_isWorking = false;
    m_nowMs = m_targetMs;
    if (std::exchange(m_isLeap, false)) {
        Q_EMIT startedOver();
        tellState();
    }
    Q_EMIT moved(m_nowMs);
}

void CapturePlayer::tellState()
{
    Q_EMIT optionsChanged();
    Q_EMIT statusChanged();
    Q_EMIT faultsChanged(m_faults);
    if (m_redis)
        Q_EMIT redisSampled(*m_redis);
    if (m_instances)
        Q_EMIT instancesChanged(m_instances);
    if (m_sources)
        Q_EMIT sourcesChanged(m_sources);
    if (const MetricsSample* newest = m_series.newest())
        Q_EMIT sampled(*newest);
}

void CapturePlayer::play(double speed)
{
    speed = std::max(speed, 0.0);
    if (speed > 0 && m_nowMs >= toMs() && !m_isWorking)
        seek(fromMs()); // from the beginning, as a player does
    m_speed = speed;
    if (speed > 0) {
        m_played.start();
        m_tick.start();
    } else {
        m_tick.stop();
    }
    Q_EMIT speedChanged(m_speed);
}

void CapturePlayer::tick()
{
    if (m_isWorking) {
        m_played.start(); // it stands still meanwhile
        return;
    }
    const qint64 passed = std::llround(double(m_played.restart()) * m_speed);
    seek(m_nowMs + passed);
    if (m_targetMs >= toMs())
        play(0);
}

ConnectionSnapshotPtr CapturePlayer::connections()
{
    if (!m_snapshot && !m_isLeap)
        m_shownRows = m_snapshot = m_rows.snapshot();
    return m_shownRows;
}

// What is not well formed, or of a later version, is passed over.
void CapturePlayer::apply(const Record& record)
{
    switch (capture_format::laneOf(record.kind)) {
    case Lane::Figures:
        applyFigures(record);
        break;
    case Lane::Messages:
        applyMessage(record);
        break;
    case Lane::Closed:
    case Lane::Rows:
    case Lane::Words:
        applyRow(record);
        break;
    case Lane::State:
        applyState(record);
        break;
    case Lane::Marks:
    case Lane::Index:
        break;
    }
}

bool CapturePlayer::applyRow(const Record& record)
{
    switch (record.kind) {
    case Kind::Closed: {
        ConnectionRow row;
        if (!capture_records::decodeRow(record.bytes, row))
            return false;
        m_closed.append(std::move(row));
        return true;
    }
    case Kind::AllRows:
        m_snapshot = nullptr;
        return m_rows.decodeAll(record.bytes);
    case Kind::ChangedRows:
        m_snapshot = nullptr;
        return m_rows.decodeChanges(record.bytes);
    default:
        break;
    }
    QJsonObject json;
    if (!capture_records::decodeJson(record.bytes, json))
        return false;
    if (record.kind == Kind::LogLine) {
        LogLine line;
        if (!views::fromJson(json, line))
            return false;
        m_log.append(std::move(line));
        return true;
    }
    AuditEntry entry;
    if (!views::fromJson(json, entry))
        return false;
    m_audit.add(std::move(entry));
    return true;
}

// Numbers of the file are those shown, as long as they ascend without a gap; where messages are
// missing, or after a leap, they are moved.
void CapturePlayer::appendMessage(MessageRecord message)
{
    const std::uint64_t number = message.number;
    if (number == 0)
        return;
    m_messages.begin({}, number - 1); // once
    const std::uint64_t shown = m_messages.append(std::move(message));
    if (m_shifts.empty() || shownNumber(number) != shown)
        m_shifts[number] = shown - number; // wraps around where it is less
}

std::uint64_t CapturePlayer::shownNumber(std::uint64_t number) const
{
    const auto after = m_shifts.upper_bound(number);
    return after == m_shifts.begin() ? 0 : number + std::prev(after)->second;
}

bool CapturePlayer::applyMessage(const Record& record)
{
    if (record.kind == Kind::Message) {
        MessageRecord message;
        if (!capture_records::decodeMessage(record.bytes, message))
            return false;
        appendMessage(std::move(message));
        return true;
    }
    if (record.kind == Kind::MessageFigures) {
        MessageFigures figures;
        if (!capture_records::decodeFigures(record.bytes, figures))
            return false;
        figures.number = shownNumber(figures.number);
        if (auto message = m_messages.find(figures.number)) {
            message->figures = figures;
            m_messages.update(*message);
        }
        return true;
    }
    std::uint64_t number = 0;
    MessageTrace trace;
    if (!capture_records::decodeTrace(record.bytes, number, trace))
        return false;
    number = shownNumber(number);
    std::vector<TracedDelivery> steps;
    for (const MessageTrace::Client& client : trace.clients) {
        steps.push_back(
            {number, client.connection, false, client.writtenNs, client.events, client.batch});
        if (client.isAcknowledged)
            steps.push_back({number, client.connection, true, client.acknowledgedNs});
    }
    if (number != 0)
        m_messages.addSteps(std::move(steps));
    return true;
}

bool CapturePlayer::applyFigures(const Record& record)
{
    QJsonObject json;
    if (!capture_records::decodeJson(record.bytes, json))
        return false;
    MetricsSample sample;
    if (record.kind == Kind::Sample) {
        if (!views::fromJson(json, sample))
            return false;
        m_series.append(sample);
        if (!m_isLeap)
            Q_EMIT sampled(sample);
        return true;
    }
    const qint64 level = json[LevelKey].toInteger(-1);
    if (level < 0 || level >= MostLevels)
        return false;
    if (m_before.parts.size() <= std::size_t(level))
        m_before.parts.resize(std::size_t(level) + 1);
    TimeSeries::Whole::Part& part = m_before.parts[std::size_t(level)];
    if (json.contains(SampleKey)) {
        if (!views::fromJson(json[SampleKey].toObject(), sample))
            return false;
        part.samples.push_back(std::move(sample));
        return true;
    }
    // what ends the level
    if (json.contains(OpenKey) && !views::fromJson(json[OpenKey].toObject(), part.open))
        return false;
    if (json.contains(ForgottenKey))
        part.forgottenMs = json[ForgottenKey].toInteger();
    if (json[LastKey].toBool())
        m_series.restore(std::exchange(m_before, {}));
    return true;
}

bool CapturePlayer::applyOptions(const QJsonObject& json)
{
    HubOptions options;
    for (const QString& name : json.keys()) {
        if (findOption(hubOptionSpecs(), name))
            setHubOption(options, name, json[name].toString()); // what it cannot read stays
    }
    m_options = options;
    return true;
}

bool CapturePlayer::applyFaults(const QJsonObject& json)
{
    Faults faults;
    const QJsonArray all = json[u"faults"_s].toArray();
    for (qsizetype i = 0; i < std::min(all.size(), qsizetype(Fault::MostAtOnce)); ++i) {
        Fault fault;
        if (views::fromJson(all[i].toObject(), fault))
            faults.push_back(std::move(fault));
    }
    m_faults = std::move(faults);
    return true;
}

// Of what is read on a leap only the last counts, and is told at its end.
bool CapturePlayer::applyState(const Record& record)
{
    QJsonObject json;
    if (!capture_records::decodeJson(record.bytes, json))
        return false;
    const bool tells = !m_isLeap;
    switch (record.kind) {
    case Kind::Status: {
        HubStatus status;
        if (!views::fromJson(json, status))
            return false;
        m_status = status;
        if (tells)
            Q_EMIT statusChanged();
        return true;
    }
    case Kind::Options:
        if (!applyOptions(json))
            return false;
        if (tells)
            Q_EMIT optionsChanged();
        return true;
    case Kind::Faults:
        applyFaults(json);
        if (tells)
            Q_EMIT faultsChanged(m_faults);
        return true;
    case Kind::FaultHappened:
        if (tells)
            Q_EMIT faultHappened(json[u"time"_s].toInteger(),
                json[u"text"_s].toString().left(CaptureHead::MostText));
        return true;
    case Kind::Receipt: {
        ReceiptSnapshot receipt;
        if (!views::fromJson(json, receipt))
            return false;
        if (tells)
            Q_EMIT receiptChanged(receipt);
        return true;
    }
    case Kind::Redis: {
        RedisSnapshot redis;
        if (!views::fromJson(json, redis))
            return false;
        m_redis = redis;
        if (tells)
            Q_EMIT redisSampled(redis);
        return true;
    }
    case Kind::Instances: {
        auto instances = std::make_shared<InstanceSnapshot>();
        if (!views::fromJson(json, *instances))
            return false;
        m_instances = instances;
        if (tells)
            Q_EMIT instancesChanged(m_instances);
        return true;
    }
    case Kind::Sources: {
        auto sources = std::make_shared<SourceSnapshot>();
        if (!views::fromJson(json, *sources))
            return false;
        m_sources = sources;
        if (tells)
            Q_EMIT sourcesChanged(m_sources);
        return true;
    }
    case Kind::Watched: {
        WatchedConnection connection;
        if (!views::fromJson(json, connection)
            || (m_watched.size() >= MostWatched && !m_watched.contains(connection.id)))
            return false;
        m_watched[connection.id] = connection;
        if (tells)
            Q_EMIT watchedChanged(connection);
        return true;
    }
    case Kind::Tap: {
        TapBatch batch;
        if (!views::fromJson(json, batch))
            return false;
        if (tells)
            Q_EMIT tapped(batch);
        return true;
    }
    case Kind::Gap:
        if (tells)
            Q_EMIT gapClosed(json[u"from"_s].toInteger(), json[u"to"_s].toInteger(),
                quint64(json[u"replayed"_s].toInteger()), json[u"lost"_s].toBool());
        return true;
    case Kind::Left:
        m_left = quint64(std::max<qint64>(0, json[u"count"_s].toInteger()));
        return true;
    default:
        return false;
    }
}

} // namespace fanlight
