// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_core.h"

#include "hub/admin_desks.h"
#include "hub/audit_log.h"
#include "hub/fault_side.h"
#include "hub/hub_access.h"
#include "hub/log.h"
#include "hub/message_log.h"
#include "hub/not_listening.h"
#include "hub/shard_setup.h"
#include "hub/socket_budget.h"
#include "hub/source_api.h"
#include "hub/source_publishing.h"
#include "metrics/hand_over.h"
#include "metrics/process_stats.h"
#include "net/dead_peer.h"

#include <QDateTime>

namespace fanlight {

HubCore::HubCore(const Kept& kept, QObject* parent)
    : QObject(parent)
    , m_kept(kept)
    , m_audit(kept.audit)
    , m_byHand(kept.audit)
    , m_mark(InstanceBoard::newMark())
    , m_windows(this)
    , m_onlookers(kept.messages, kept.closed, m_windows, this)
    , m_tls(this)
    , m_sampleTimer(this)
    , m_drainTimer(this)
    , m_move({*this, m_options, m_status,
          [this] { return m_status.state == HubState::Listening ? m_switch.get() : nullptr; }})
{
    m_sampleTimer.setInterval(SampleIntervalMs);
    m_drainTimer.setInterval(DrainLimitMs);
    m_drainTimer.setSingleShot(true);
    connect(&m_sampleTimer, &QTimer::timeout, this, &HubCore::takeSample);
    connect(&m_drainTimer, &QTimer::timeout, this, &HubCore::finishStop);
    connect(&m_onlookers, &Onlookers::connectionWatched, this, &HubCore::connectionWatched);
    connect(&m_onlookers, &Onlookers::redisSampled, this, &HubCore::redisSampled);
    connect(&m_onlookers, &Onlookers::tapped, this, &HubCore::tapped);
    connect(&m_onlookers, &Onlookers::tapFailed, this, &HubCore::tapFailed);
}

HubCore::~HubCore()
{
    stopParts();
}

// ---------------------------------------------------------------- start and stop

void HubCore::start(const HubOptions& options)
{
    stopParts();
    m_doorway.prepare(options);
    const HubOptions before = std::exchange(m_options, options);
    m_status = {};
    m_status.state = HubState::Starting;
    m_status.instance = InstanceBoard::nameOf(m_options.instanceName, m_mark);
    const ListenAddress first = options.listeners().front();
    m_status.url = first.isUnix()
        ? first.text()
        : QString((options.tlsCert.isEmpty() ? u"http://" : u"https://") + first.text());
    m_status.fileLimit = process_stats::raiseFileLimit().soft;
    Q_EMIT statusChanged(m_status);
    if (const QString error = checkHubOptions(options); !error.isEmpty())
        return fail(error);
    if (const QString error = LogSink::follow(before, options); !error.isEmpty())
        return fail(error);
    if (const QString error = m_audit.follow(before, options); !error.isEmpty())
        return fail(error);
    m_byHand.optionsChanged(before, options, {});
    startParts();
}

// What a shard calls, later and in this thread; what is of an earlier run comes too late.
template <class Answer> auto HubCore::ofThisRun(Answer answer)
{
    return [this, run = m_run, answer](auto&&... said) {
        handOver(
            this, [this, run, answer, ... said = std::decay_t<decltype(said)>(said)]() mutable {
                if (run == m_run)
                    answer(std::move(said)...);
            });
    };
}

void HubCore::startParts()
{
    QString wrong;
    std::unique_ptr<HubAccess> access = HubAccess::make(m_options, m_ownToken, wrong);
    if (!access)
        return fail(wrong);
    const SocketBudget budget = socketBudget(m_options);
    const int shards = shardsOf(m_options);
    m_api = std::make_unique<HttpApi>(m_options, std::move(access), shards, budget.streams);
    m_api->keepRecords(m_refusals, m_audit);

    m_shards.make(shards, shardConfigOf(m_options), *m_api);
    const std::vector<Shard*> all = m_shards.all();
    if (wrong = m_tls.open(m_options, all); !wrong.isEmpty())
        return fail(wrong);
    m_rows = std::make_unique<ConnectionRows>(all);
    m_ender = std::make_unique<StreamEnder>(all, m_options);
    m_proofs = std::make_unique<ProofDesk>(
        ProofDesk::HubSide{m_options, m_api->access(), m_api->streams(), *m_ender, m_mark});
    m_api->setProofs(*m_proofs);
    m_connectionWatch = std::make_unique<ConnectionWatch>(all);
    m_receipts = std::make_unique<ReceiptBook>(m_status.instance, m_mark);
    connect(m_receipts.get(), &ReceiptBook::changed, this, &HubCore::receiptChanged);
    m_audience = std::make_unique<AudienceDesk>();
    startSwitch(all);
    m_acceptor = std::make_unique<Acceptor>(all,
        Acceptor::Limits{budget.sockets, budget.shedRoom, static_cast<int>(m_options.retry.count()),
            deadPeerTime(m_options.heartbeat), m_tls.status().isOn});
    connect(m_acceptor.get(), &Acceptor::descriptorsShort, this,
        [this] { m_shards.post(Task([](Shard& one) { one.closeIdleConnections(); })); });
    m_onlookers.begin({*m_api, *m_switch, *m_connectionWatch});
    m_api->bind(m_switch->broker(), *m_acceptor, *m_receipts,
        {ofThisRun([this](AdminRequest request) { answer(std::move(request)); }),
            ofThisRun([this](AudiencePublish wanted) { m_audience->publish(std::move(wanted)); }),
            ofThisRun([this](std::uint32_t channel, const std::string& userId) {
                m_ender->endSurplus(channel, userId);
            })});
    if (const std::string error = m_shards.start(); !error.empty())
        return fail(QStringLiteral("Cannot start: %1.").arg(QString::fromStdString(error)));
    quint16 suggestedPort = 0;
    if (const QString error = m_doorway.listen(*m_acceptor, m_options, suggestedPort);
        !error.isEmpty())
        return fail(error, suggestedPort);
    m_sampler = std::make_unique<Sampler>(all, m_switch->broker(), *m_acceptor, m_status.instance);
    if (m_connectionMemory)
        m_sampler->setConnectionMemory(*m_connectionMemory);
    startFaults();
    startSources();
    m_window = std::make_unique<WindowDesk>(WindowDesk::HubSide{m_options, *m_switch, *m_audience,
        *m_receipts, [this] { return m_onlookers.messages(); },
        [this] { return static_cast<qint64>(m_lastSample.connections); }});
    m_admin = std::make_unique<AdminApi>(AdminApi::HubSide{m_options, m_status, *m_api, *m_sampler,
        *m_faults, *m_sources, *m_rows, m_refusals, m_sideLosses,
        [this](const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done) {
            disconnect(ids, retryMs, std::move(done));
        }});
    m_accessDesk = std::make_unique<AccessDesk>(
        AccessDesk::HubSide{m_options, m_api->access(), m_api->limits(), m_api->front(),
            [this] { return m_switch->broker().figures().once; }, m_status, m_refusals, m_audit});
    startRemote();
    startAdminFeed();

    m_status.state = HubState::Listening;
    Doorway::tell(*m_acceptor, m_options, m_tls, m_status);
    m_status.tls = m_tls.status();
    m_status.startedAtMs = QDateTime::currentMSecsSinceEpoch();
    m_status.shards = shards;
    qCInfo(hubLog, "listening on %s, %d shards, up to %d streams (%llu descriptors)",
        qPrintable(m_status.urls.join(QStringLiteral(", "))), shards, budget.streams,
        static_cast<unsigned long long>(m_status.fileLimit));
    m_byHand.started(m_status);
    m_windows.open(
        [this](bool withRoundTrip, ConnectionWindows::Collected done) {
            m_rows->collect(withRoundTrip, std::move(done));
        },
        m_status.instance, m_onlookers.closed());
    m_sampleTimer.start();
    m_switch->open();
    m_sources->open();
}

void HubCore::startSources()
{
    m_sources = std::make_unique<SourceDesk>(
        SourceDesk::made(m_options.sources, std::size_t(m_options.bodyLimit)),
        SourcePublishing::sideOf(
            m_options, [this]() -> Broker& { return m_switch->broker(); },
            [this] { return m_onlookers.messages(); }));
    connect(m_sources.get(), &SourceDesk::sampled, this, [this](const SourceSnapshotPtr& sources) {
        m_api->setRemark(source_api::remark(*sources).toStdString());
        Q_EMIT sourcesChanged(sources);
    });
}

void HubCore::startRemote()
{
    m_remote = std::make_unique<RemoteDesk>(RemoteDesk::HubSide{m_options, m_status, *m_window,
        *m_audience, *m_accessDesk, *m_receipts, m_audit,
        [this](const HubOptions& wanted, const HandRecord& by,
            std::function<void(const QString&)> done) {
            changeOptions(wanted, by, [this, done = std::move(done)](const QString& error) {
                if (error.isEmpty())
                    Q_EMIT optionsChanged(m_options);
                done(error);
            });
        },
        [this](const QString& url, std::function<void(const RedisCheck&)> done) {
            m_move.check(url, ofThisRun(std::move(done)));
        },
        [this] { readFilesAnew(); },
        [this](const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done) {
            disconnect(ids, retryMs, std::move(done));
        }});
}

void HubCore::startAdminFeed()
{
    m_adminFeed = std::make_unique<AdminFeed>(
        AdminStreams::HubSide{m_status, m_api->access(), m_samples, m_kept.messages, m_kept.closed,
            m_audit, m_log, m_windows},
        AdminFeed::Parts{
            m_options, *m_admin, *m_faults, *m_switch, *m_sources, *m_receipts, m_onlookers});
    connect(this, &HubCore::gapClosed, m_adminFeed.get(), &AdminFeed::noteGap);
    connect(this, &HubCore::faultHappened, m_adminFeed.get(), &AdminFeed::noteFault);
    connect(this, &HubCore::moveProgressed, m_adminFeed.get(), &AdminFeed::noteMove);
}

void HubCore::readFilesAnew()
{
    m_tls.readAnew();
    m_status.tls = m_tls.status();
    Q_EMIT statusChanged(m_status);
}

void HubCore::startSwitch(const std::vector<Shard*>& shards)
{
    m_switch = std::make_unique<BrokerSwitch>(BrokerSwitch::HubSide{shards, m_options, m_status,
        *m_receipts, *m_audience, [this] { return m_onlookers.messages(); }, m_mark});
    m_status.broker = m_switch->status();
    const BrokerSwitch* const one = m_switch.get();
    connect(one, &BrokerSwitch::changed, this, [this] {
        m_status.broker = m_switch->status();
        Q_EMIT statusChanged(m_status);
    });
    if (m_switch->redis())
        joinInstances();
    connect(one, &BrokerSwitch::moved, this, [this] {
        joinInstances();
        m_faults->setRedis(m_switch->redis());
        m_api->setBroker(m_switch->broker());
        m_sampler->setBroker(m_switch->broker());
    });
    connect(one, &BrokerSwitch::opened, this,
        [this] { m_admin->setRedis(*m_switch->redis(), *m_switch->board()); });
    connect(one, &BrokerSwitch::instancesChanged, this, &HubCore::instancesChanged);
    connect(one, &BrokerSwitch::gapClosed, this, &HubCore::gapClosed);
    connect(one, &BrokerSwitch::moveProgressed, this, &HubCore::moveProgressed);
}

// Behind Redis there are others.
void HubCore::joinInstances()
{
    RedisBroker& redis = *m_switch->redis();
    m_proofs->setRedis(redis);
    m_instanceWindows.reset();
    m_instanceWindows = std::make_unique<InstanceWindows>(
        redis.commands(), redis.keys(), m_mark,
        [this] { return m_switch->board() ? m_switch->board()->instances() : nullptr; }, m_windows);
    redis.setInstancesHandler([this](std::string_view payload) {
        m_proofs->take(payload);
        if (m_instanceWindows)
            m_instanceWindows->take(payload);
    });
}

void HubCore::fail(const QString& error, quint16 suggestedPort)
{
    stopParts();
    m_status.state = HubState::Failed;
    m_status.error = error;
    m_status.suggestedPort = suggestedPort;
    m_byHand.started(m_status);
    Q_EMIT statusChanged(m_status);
}

void HubCore::stop()
{
    if (m_status.state != HubState::Listening) {
        if (m_status.state != HubState::Draining)
            finishStop();
        return;
    }
    m_status.state = HubState::Draining;
    Q_EMIT statusChanged(m_status);
    qCInfo(hubLog, "draining");
    m_byHand.stopped();
    endFaults();
    m_acceptor->stop();
    m_proofs->giveUp();
    m_switch->sayGoodbye();
    m_partsToDrain = 2;
    m_drainTimer.start();
    const auto drained = ofThisRun([this] {
        if (--m_partsToDrain == 0)
            finishStop();
    });
    m_sources->drain(drained);
    m_shards.drain(drained);
}

void HubCore::finishStop()
{
    if (m_sampler)
        takeSample(); // what the end itself did counts too
    stopParts();
    m_status.state = HubState::Stopped;
    qCInfo(hubLog, "stopped");
    Q_EMIT statusChanged(m_status);
}

void HubCore::stopParts()
{
    m_sampleTimer.stop();
    m_drainTimer.stop();
    m_windows.close();
    if (m_accessDesk)
        m_accessDesk->tellRefusals(QDateTime::currentMSecsSinceEpoch());
    m_remote.reset();
    m_accessDesk.reset();
    if (m_acceptor)
        m_acceptor->stop();
    endFaults();
    m_sources.reset(); // whoever waits for its answer is still here
    m_shards.stop();
    if (m_switch)
        m_switch->close(); // whoever waits for its answer is still here
    m_adminFeed.reset();
    m_onlookers.end();
    m_admin.reset(); // which waits for answers over shards that are still there
    m_faults.reset();
    m_connectionWatch.reset();
    m_instanceWindows.reset();
    m_proofs.reset(); // what waits for it is answered over shards that are still there
    m_ender.reset();
    m_rows.reset();
    m_sampler.reset();
    m_switch.reset();
    m_audience.reset();
    m_tls.close();
    m_shards.clear();
    m_acceptor.reset();
    m_receipts.reset();
    m_api.reset();
    m_window.reset(); // last: what it asked for it answers, also when it comes to nothing
    ++m_run;
}

void HubCore::takeSample()
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    m_accessDesk->tellRefusals(nowMs);
    m_audit.settle(nowMs);
    m_switch->broker().expire();
    m_rows->expire();
    m_lastSample = m_sampler->sample();
    if (InstanceBoard* const board = m_switch->board()) {
        board->addSample(m_lastSample);
        m_lastSample.allConnections = board->totalConnections();
        m_lastSample.allRssBytes = board->totalRssBytes();
    }
    m_samples.add(m_lastSample);
    m_adminFeed->streams().turn();
    Q_EMIT sampled(m_lastSample);
}

// ---------------------------------------------------------------- what the window asks for

void HubCore::publish(const PublishRequest& request, std::function<void(PublishResult)> done)
{
    if (m_status.state == HubState::Listening)
        return m_window->publish(request, std::move(done));
    done(notListening<PublishResult>());
}

void HubCore::reach(const PublishRequest& request, std::function<void(const Reach&)> done)
{
    if (m_status.state == HubState::Listening)
        return m_window->reach(request, std::move(done));
    done(notListening<Reach>());
}

void HubCore::previewReplay(const QString& userId, const QString& lastEventId,
    std::function<void(const ReplayPreview&)> done)
{
    if (m_status.state == HubState::Listening)
        return m_window->previewReplay(userId, lastEventId, std::move(done));
    done(notListening<ReplayPreview>());
}

void HubCore::setConnectionMemory(const ConnectionMemory& measured)
{
    m_connectionMemory = measured;
    if (m_sampler)
        m_sampler->setConnectionMemory(measured);
}

void HubCore::lookAtReceipt(const QString& id,
    std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done)
{
    if (m_status.state != HubState::Listening)
        return done(notListening(), {});
    m_receipts->look(id.toStdString(),
        [done = std::move(done)](const std::string& error, std::optional<ReceiptSnapshot> receipt) {
            done(QString::fromStdString(error), receipt ? *receipt : ReceiptSnapshot());
        });
}

void HubCore::collectConnections(
    bool withRoundTrip, std::function<void(std::shared_ptr<ConnectionSnapshot>)> done)
{
    if (!m_rows)
        return done(std::make_shared<ConnectionSnapshot>());
    // not put in order where it is put together: a shard has better things to do
    m_rows->collect(withRoundTrip,
        ofThisRun([this, done = std::move(done)](std::shared_ptr<ConnectionSnapshot> snapshot) {
            ConnectionRows::arrange(*snapshot);
            snapshot->instance = m_status.instance;
            done(snapshot);
        }));
}

void HubCore::disconnect(
    const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
{
    m_windows.watchReturns(ids);
    if (m_ender)
        return m_ender->disconnect(ids, retryMs, std::move(done));
    done(0);
}

void HubCore::makeTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done)
{
    const auto told = [record = m_byHand, wish, done = std::move(done)](const TicketMade& made) {
        record.ticketMade(wish.userId, durationText(wish.ttl), made.error);
        done(made);
    };
    if (m_status.state == HubState::Listening)
        return m_proofs->makeTicket(wish, told);
    told(notListening<TicketMade>());
}

void HubCore::watchConnections(const std::optional<ConnectionWish>& wish)
{
    if (!wish)
        m_windows.end(std::exchange(m_windowWatch, 0));
    else if (m_windowWatch != 0)
        m_windows.change(m_windowWatch, *wish);
    else
        m_windowWatch = m_windows.watch(*wish,
            [this](const ConnectionWindowPtr& window) { Q_EMIT connectionsChanged(window); });
}

void HubCore::changeOptions(
    const HubOptions& options, const HandRecord& by, std::function<void(const QString&)> done)
{
    const HubOptions wanted = withLiveOptions(m_options, options);
    QString error = checkHubOptions(wanted);
    if (error.isEmpty())
        error = LogSink::follow(m_options, wanted);
    if (error.isEmpty())
        error = m_audit.follow(m_options, wanted);
    if (error.isEmpty() && m_proofs)
        error = m_proofs->exchange(m_options, wanted);
    by.optionsChanged(m_options, wanted, error);
    if (!error.isEmpty())
        return done(error);
    if (m_adminFeed) {
        m_adminFeed->streams().reviewReaders();
        m_adminFeed->streams().noteOptions();
    }
    const HubOptions before = std::exchange(m_options, wanted);
    HandRecord::logChanges(before, m_options);
    if (m_api) {
        m_api->streams().setLimits(
            m_options, socketBudget(m_options, m_acceptor->openSockets()).streams);
        m_api->limits().retune(m_options);
    }
    if (m_acceptor) {
        m_acceptor->setRetry(static_cast<int>(m_options.retry.count()));
        m_acceptor->setDeadPeerTime(deadPeerTime(m_options.heartbeat));
    }
    m_shards.post(Task([tuning = tuningOf(m_options)](Shard& one) { one.retune(tuning); }));
    done({});
}

void HubCore::beginFault(const Fault& fault, std::function<void(const QString&, const Fault&)> done)
{
    if (m_status.state != HubState::Listening)
        return done(notListening(), fault);
    m_faults->begin(fault,
        [record = m_byHand, done = std::move(done)](const QString& error, const Fault& begun) {
            record.faultBegun(begun, error);
            done(error, begun);
        });
}

void HubCore::endFault(quint64 id)
{
    if (m_faults && m_faults->end(id))
        m_byHand.faultEnded(id);
}

void HubCore::endFaults()
{
    if (m_faults)
        m_byHand.faultsEnded(m_faults->endAll());
}

void HubCore::startFaults()
{
    m_faults = std::make_unique<FaultDesk>(faultSideOf(
        m_shards, *m_api, *m_ender,
        [this](bool withRoundTrip, const std::function<void(const ConnectionSnapshot&)>& done) {
            collectConnections(withRoundTrip,
                [done](const std::shared_ptr<ConnectionSnapshot>& snapshot) { done(*snapshot); });
        },
        [this](AdminStreams::IsMeant isMeant, double share, std::function<void(int)> done) {
            if (m_adminFeed)
                m_adminFeed->streams().breakOff(std::move(isMeant), share, std::move(done));
        }));
    m_faults->setRedis(m_switch->redis());
    connect(m_faults.get(), &FaultDesk::changed, this, &HubCore::faultsChanged);
    connect(m_faults.get(), &FaultDesk::happened, this, &HubCore::faultHappened);
}

// ---------------------------------------------------------------- what is asked over HTTP

void HubCore::answer(AdminRequest request)
{
    answerAdmin(std::move(request),
        {*m_admin, *m_audience, *m_faults, *m_receipts, *m_proofs, *m_sources, *m_remote,
            m_adminFeed->streams(), m_options.allowFaults});
}

// ---------------------------------------------------------------- access

AccessSnapshot HubCore::accessSnapshot() const
{
    if (m_accessDesk)
        return m_accessDesk->snapshot();
    AccessSnapshot snapshot;
    snapshot.takenAtMs = QDateTime::currentMSecsSinceEpoch();
    snapshot.refusals = m_refusals.contents();
    return snapshot;
}

TokenReport HubCore::examineToken(const QString& token) const
{
    return m_accessDesk ? m_accessDesk->examine(token) : notListening<TokenReport>();
}

MintedToken HubCore::mintToken(const QString& user, std::chrono::seconds lifetime) const
{
    MintedToken minted
        = m_accessDesk ? m_accessDesk->mint(user, lifetime) : notListening<MintedToken>();
    m_byHand.tokenMade(user, durationText(lifetime), minted.error);
    return minted;
}

// ---------------------------------------------------------------- audience

void HubCore::listAudience(
    AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
{
    if (m_audience)
        return m_audience->list(kind, contains, std::move(done));
    done(notListening<AudienceSets>());
}

void HubCore::listMembers(
    AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
{
    if (m_audience)
        return m_audience->members(kind, set, std::move(done));
    done(notListening<AudienceMembers>());
}

void HubCore::changeAudience(
    std::vector<AudienceChange> changes, std::function<void(const QString&, quint64)> done)
{
    if (m_audience)
        return m_audience->change(std::move(changes), std::move(done));
    done(notListening(), 0);
}

} // namespace fanlight
