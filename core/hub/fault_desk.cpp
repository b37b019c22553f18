// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/fault_desk.h"

#include "broker/redis_broker.h"
#include "hub/connection_rows.h"
#include "hub/log.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace fanlight {

namespace {

bool actsOnStreams(FaultKind kind)
{
    return kind == FaultKind::Delay || kind == FaultKind::Cut || kind == FaultKind::HalfOpen
        || kind == FaultKind::Drip;
}

// Of those that watch the hub only what is meant for them by name, “type:admin-stream”: whoever
// breaks all streams wants to see what comes of it.
bool namesAdminStream(const ConnectionFilter& filter, const Connection& connection)
{
    ConnectionRow row;
    row.address = QString::fromStdString(connection.addressText());
    row.connectedAtMs = connection.stream.connectedAtMs;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    row.types = QStringList{QStringLiteral("-")};
    const bool isMeantAnyway = filter.matches(row, nowMs);
    row.types = QStringList{QStringLiteral("admin-stream")};
    return !isMeantAnyway && filter.matches(row, nowMs);
}

std::shared_ptr<const StreamFault> streamFaultOf(
    const Fault& fault, const std::shared_ptr<StreamFaultTally>& tally)
{
    auto stream = std::make_shared<StreamFault>();
    stream->id = fault.id;
    stream->tally = tally;
    stream->delayNs = static_cast<std::uint64_t>(std::chrono::nanoseconds(fault.delay).count());
    stream->events = fault.events;
    stream->bytes = fault.bytes;
    switch (fault.kind) {
    case FaultKind::Cut:
        stream->kind = StreamFault::Kind::Cut;
        break;
    case FaultKind::HalfOpen:
        stream->kind = StreamFault::Kind::HalfOpen;
        break;
    case FaultKind::Drip:
        stream->kind = StreamFault::Kind::Drip;
        break;
    default:
        stream->kind = StreamFault::Kind::Delay;
    }
    stream->concerns
        = [](const Shard&, const Connection& connection) { return !connection.isFed(); };
    if (const ConnectionFilter filter(fault.filter); !filter.isEmpty()) {
        stream->concerns = [filter, withRoundTrip = filter.asksForRoundTrip()](
                               const Shard& shard, const Connection& connection) {
            if (connection.isFed())
                return namesAdminStream(filter, connection);
            return filter.matches(
                rowOf(shard, connection, withRoundTrip), QDateTime::currentMSecsSinceEpoch());
        };
        stream->mayChange = filter.asksForFigures();
    }
    return stream;
}

QString droppedText(int streams)
{
    return streams == 1 ? QStringLiteral("1 stream dropped")
                        : QStringLiteral("%1 streams dropped").arg(streams);
}

} // namespace

Fault FaultDesk::Active::now() const
{
    Fault stands = fault;
    stands.streams = tally->streams.load(std::memory_order_relaxed);
    stands.hits = tally->hits.load(std::memory_order_relaxed);
    return stands;
}

FaultDesk::FaultDesk(HubSide hub, QObject* parent)
    : QObject(parent)
    , m_hub(std::move(hub))
    , m_tick(this)
{
    m_tick.setInterval(TickMs);
    connect(&m_tick, &QTimer::timeout, this, &FaultDesk::tick);
}

FaultDesk::~FaultDesk() = default;

void FaultDesk::setRedis(RedisBroker* redis)
{
    m_redis = redis;
    apply();
}

void FaultDesk::begin(Fault fault, std::function<void(const QString&, const Fault&)> done)
{
    QString error = checkFault(fault);
    if (error.isEmpty() && isRedisFault(fault.kind) && !m_redis)
        error = QStringLiteral("kind: the hub is not behind Redis");
    if (error.isEmpty() && m_active.size() >= Fault::MostAtOnce)
        error = QStringLiteral("At most %1 faults can be on at once; end one first.")
                    .arg(Fault::MostAtOnce);
    if (!error.isEmpty())
        return done(error, fault);
    fault.id = m_next++;
    fault.sinceMs = QDateTime::currentMSecsSinceEpoch();
    fault.streams = fault.hits = 0;
    const bool isSecret = fault.origin == Fault::Origin::Doctor;
    if (fault.kind == FaultKind::Drop && fault.every.count() == 0) {
        dropFrom(fault, [this, fault, done = std::move(done)](int found) mutable {
            fault.hits = static_cast<quint64>(found);
            qCInfo(hubLog, "fault %s: %s: %s", qPrintable(faultIdText(fault.id)),
                qPrintable(describeFault(fault)), qPrintable(droppedText(found)));
            Q_EMIT happened(QDateTime::currentMSecsSinceEpoch(), droppedText(found));
            done({}, fault);
        });
        return;
    }

    auto active = std::make_unique<Active>();
    active->fault = fault;
    if (actsOnStreams(fault.kind))
        active->stream = streamFaultOf(fault, active->tally);
    const auto timer = [](std::chrono::milliseconds after, bool once) {
        auto made = std::make_unique<QTimer>();
        made->setTimerType(Qt::PreciseTimer);
        made->setSingleShot(once);
        made->start(after);
        return made;
    };
    if (fault.kind == FaultKind::Drop) {
        active->again = timer(fault.every, false);
        connect(active->again.get(), &QTimer::timeout, this, [this, id = fault.id] { drop(id); });
    }
    if (fault.lasts.count() > 0) {
        active->end = timer(fault.lasts, true);
        // not within its own timer, which goes with it
        connect(
            active->end.get(), &QTimer::timeout, this, [this, id = fault.id] { end(id); },
            Qt::QueuedConnection);
    }
    if (fault.kind == FaultKind::CutRedis)
        active->tally->hits = 2; // links
    m_active.push_back(std::move(active));
    if (!isSecret)
        qCWarning(hubLog, "fault %s began: %s", qPrintable(faultIdText(fault.id)),
            qPrintable(describeFault(fault)));
    apply();
    if (!m_tick.isActive())
        m_tick.start();
    done({}, fault);
    tell();
    if (fault.kind == FaultKind::Drop)
        drop(fault.id);
}

bool FaultDesk::end(quint64 id)
{
    const auto found = std::find_if(m_active.begin(), m_active.end(),
        [id](const auto& active) { return active->fault.id == id; });
    if (found == m_active.end())
        return false;
    if ((*found)->fault.origin != Fault::Origin::Doctor)
        qCWarning(hubLog, "fault %s ended: %s", qPrintable(faultIdText(id)),
            qPrintable(describeFault((*found)->fault)));
    m_active.erase(found);
    apply();
    if (m_active.empty())
        m_tick.stop();
    tell();
    return true;
}

int FaultDesk::endAll()
{
    const Faults all = faults();
    for (const Fault& fault : all)
        end(fault.id);
    return static_cast<int>(all.size());
}

Faults FaultDesk::faults() const
{
    Faults all;
    for (const auto& active : m_active) {
        if (active->fault.origin != Fault::Origin::Doctor)
            all.push_back(active->now());
    }
    return all;
}

// Makes what is broken what is to be.
void FaultDesk::apply()
{
    StreamFaults streams;
    auto newStreams = std::make_shared<std::vector<NewStreamFault>>();
    bool isPaused = false;
    bool isCut = false;
    for (const auto& active : m_active) {
        const FaultKind kind = active->fault.kind;
        if (active->stream)
            streams.push_back(active->stream);
        if (kind == FaultKind::Refuse || kind == FaultKind::Unavailable)
            newStreams->push_back({kind == FaultKind::Unavailable,
                ConnectionFilter(active->fault.filter), active->tally});
        isPaused = isPaused || kind == FaultKind::PauseRedis;
        isCut = isCut || kind == FaultKind::CutRedis;
    }
    m_hub.setStreamFaults(streams);
    m_hub.setNewStreamFaults(newStreams);
    if (m_redis)
        m_redis->setBroken(isPaused, isCut);
}

void FaultDesk::drop(quint64 id)
{
    const auto found = std::find_if(m_active.begin(), m_active.end(),
        [id](const auto& active) { return active->fault.id == id; });
    if (found == m_active.end())
        return;
    const Fault fault = (*found)->fault;
    dropFrom(fault, [this, fault, tally = (*found)->tally](int dropped) {
        tally->hits.fetch_add(static_cast<std::uint64_t>(dropped), std::memory_order_relaxed);
        if (fault.every >= TellEvery)
            Q_EMIT happened(QDateTime::currentMSecsSinceEpoch(), droppedText(dropped));
        tell();
    });
}

// Breaks off the fault's share of the streams there are, exactly, but at least one of any; of those
// that watch the hub, where the filter names them, the same.
void FaultDesk::dropFrom(const Fault& fault, std::function<void(int)> done)
{
    const ConnectionFilter filter(fault.filter);
    m_hub.collect(filter.asksForRoundTrip(),
        [this, filter, share = fault.share, done = std::move(done)](
            const ConnectionSnapshot& snapshot) {
            std::vector<quint64> ids;
            for (const ConnectionRow& row : snapshot.rows) {
                if (filter.matches(row, snapshot.takenAtMs))
                    ids.push_back(row.id);
            }
            std::shuffle(ids.begin(), ids.end(), *QRandomGenerator::global());
            const auto wanted = static_cast<std::size_t>(std::llround(share * double(ids.size())));
            ids.resize(std::min(ids.size(), std::max<std::size_t>(wanted, 1)));
            const auto breakReaders = [this, filter, share, done](int found) {
                if (filter.isEmpty())
                    return done(found);
                m_hub.breakReaders(
                    [filter](const Connection& one) { return namesAdminStream(filter, one); },
                    share, [found, done](int readers) { done(found + readers); });
            };
            m_hub.breakOff(std::move(ids), breakReaders);
        });
}

void FaultDesk::tick()
{
    if (std::any_of(m_active.begin(), m_active.end(),
            [](const auto& active) { return active->stream && active->stream->mayChange; }))
        m_hub.reviewStreams();
    tell();
}

void FaultDesk::tell()
{
    Q_EMIT changed(faults());
}

} // namespace fanlight
