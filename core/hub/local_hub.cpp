// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/local_hub.h"

#include "auth/openssl_thread.h"
#include "hub/access_snapshot.h"
#include "hub/audit_log.h"
#include "hub/hub_core.h"
#include "hub/not_listening.h"

#include <QRandomGenerator>
#include <QThread>

#include <array>

namespace fanlight {

namespace {

// 32 random bytes.
QString newOwnToken()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words).toHex());
}

// The core and the thread it lives in.
class CoreThread : public QThread {
public:
    CoreThread() { setObjectName(QStringLiteral("hub")); }
};

} // namespace

struct LocalHub::Private {
    MessageLog messages;
    ClosedConnections closed;
    AuditLog audit;
    const HandRecord byHand{audit};
    CoreThread thread;
    HubCore* core = nullptr; // lives in `thread`; destroyed there when it ends
};

LocalHub::LocalHub(QObject* parent)
    : HubPort(parent)
    , m_ownToken(newOwnToken())
    , m(std::make_unique<Private>())
{
    auto core = std::make_unique<HubCore>(HubCore::Kept{m->audit, m->messages, m->closed});
    m->core = core.get();
    core->setOwnToken(m_ownToken);
    core->moveToThread(&m->thread);
    auth::leaveThreadWith(*core);
    // In its thread, which then still deletes what parts of it leave to be deleted later.
    connect(&m->thread, &QThread::finished, [last = core.release()] { delete last; });
    connect(m->core, &HubCore::statusChanged, this, [this](const HubStatus& status) {
        m_status = status;
        Q_EMIT statusChanged(m_status);
    });
    connect(m->core, &HubCore::optionsChanged, this, [this](const HubOptions& options) {
        m_options = withLiveOptions(m_options, options);
        Q_EMIT optionsChanged();
    });
    connect(m->core, &HubCore::sampled, this, &LocalHub::sampled);
    connect(m->core, &HubCore::instancesChanged, this, &LocalHub::instancesChanged);
    connect(m->core, &HubCore::redisSampled, this, &LocalHub::redisSampled);
    connect(m->core, &HubCore::connectionWatched, this, &LocalHub::connectionWatched);
    connect(m->core, &HubCore::connectionsChanged, this, &LocalHub::connectionsChanged);
    connect(m->core, &HubCore::faultsChanged, this, &LocalHub::faultsChanged);
    connect(m->core, &HubCore::faultHappened, this, &LocalHub::faultHappened);
    connect(m->core, &HubCore::tapped, this, &LocalHub::tapped);
    connect(m->core, &HubCore::tapFailed, this, &LocalHub::tapFailed);
    connect(m->core, &HubCore::gapClosed, this, &LocalHub::gapClosed);
    connect(m->core, &HubCore::moveProgressed, this, &LocalHub::moveProgressed);
    connect(m->core, &HubCore::receiptChanged, this, &LocalHub::receiptChanged);
    connect(m->core, &HubCore::sourcesChanged, this, &LocalHub::sourcesChanged);
    m->thread.start();
}

LocalHub::~LocalHub()
{
    m->thread.quit();
    m->thread.wait();
}

void LocalHub::start(const HubOptions& options)
{
    m_options = options;
    Q_EMIT optionsChanged();
    QMetaObject::invokeMethod(
        m->core, [core = m->core, options] { core->start(options); }, Qt::QueuedConnection);
}

void LocalHub::stop()
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core] { core->stop(); }, Qt::QueuedConnection);
}

void LocalHub::publish(
    const PublishRequest& request, std::function<void(const PublishResult&)> done)
{
    auto here = [this, request, done = std::move(done)](PublishResult result) {
        m->byHand.published(request, result);
        QMetaObject::invokeMethod(
            this, [done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, request, here = std::move(here)] { core->publish(request, here); },
        Qt::QueuedConnection);
}

// Wraps what is to be called on the main thread for the hub's to call.
template <class... Values>
static auto onMainThread(LocalHub* hub, std::function<void(Values...)> done)
{
    return [hub, done = std::move(done)](std::decay_t<Values>... values) {
        QMetaObject::invokeMethod(
            hub, [done, ... values = std::move(values)] { done(values...); }, Qt::QueuedConnection);
    };
}

void LocalHub::requestReach(const PublishRequest& request, std::function<void(const Reach&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, request, here = onMainThread(this, std::move(done))] {
            core->reach(request, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::requestReplay(const QString& userId, const QString& lastEventId,
    std::function<void(const ReplayPreview&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, userId, lastEventId, here = onMainThread(this, std::move(done))] {
            core->previewReplay(userId, lastEventId, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::requestReceipt(const QString& id,
    std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, id, here = onMainThread(this, std::move(done))] {
            core->lookAtReceipt(id, here);
        },
        Qt::QueuedConnection);
}

MessageLog& LocalHub::recordMessages()
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core] { core->recordMessages(); }, Qt::QueuedConnection);
    return m->messages;
}

void LocalHub::setConnectionMemory(const ConnectionMemory& measured)
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core, measured] { core->setConnectionMemory(measured); },
        Qt::QueuedConnection);
}

void LocalHub::setSideLosses(std::function<SideLosses()> losses)
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core, losses = std::move(losses)] { core->setSideLosses(losses); },
        Qt::QueuedConnection);
}

void LocalHub::setLog(const LogRing& log)
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core, &log] { core->setLog(log); }, Qt::QueuedConnection);
}

void LocalHub::requestAudienceSets(
    AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, kind, contains, here = onMainThread(this, std::move(done))] {
            core->listAudience(kind, contains, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::requestAudienceMembers(
    AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, kind, set, here = onMainThread(this, std::move(done))] {
            core->listMembers(kind, set, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::changeAudience(const std::vector<AudienceChange>& changes,
    std::function<void(const QString& error, quint64 changed)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, changes, record = m->byHand, here = onMainThread(this, std::move(done))] {
            core->changeAudience(changes, [changes, record, here](const QString& error, quint64 n) {
                record.audienceChanged(changes, error, n);
                here(error, n);
            });
        },
        Qt::QueuedConnection);
}

void LocalHub::requestAccess(std::function<void(const AccessSnapshotPtr&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, here = onMainThread(this, std::move(done))] {
            here(std::make_shared<const AccessSnapshot>(core->accessSnapshot()));
        },
        Qt::QueuedConnection);
}

void LocalHub::examineToken(const QString& token, std::function<void(const TokenReport&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, token, here = onMainThread(this, std::move(done))] {
            here(core->examineToken(token));
        },
        Qt::QueuedConnection);
}

void LocalHub::mintToken(const QString& user, std::chrono::seconds lifetime,
    std::function<void(const MintedToken&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, user, lifetime, here = onMainThread(this, std::move(done))] {
            here(core->mintToken(user, lifetime));
        },
        Qt::QueuedConnection);
}

AuditLog& LocalHub::audit()
{
    return m->audit;
}

void LocalHub::watchConnections(const std::optional<ConnectionWish>& wish)
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core, wish] { core->watchConnections(wish); }, Qt::QueuedConnection);
}

void LocalHub::requestConnections(
    bool withRoundTrip, std::function<void(ConnectionSnapshotPtr)> done)
{
    auto here = [this, done = std::move(done)](std::shared_ptr<ConnectionSnapshot> snapshot) {
        QMetaObject::invokeMethod(
            this, [done, snapshot = ConnectionSnapshotPtr(std::move(snapshot))] { done(snapshot); },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, withRoundTrip, here = std::move(here)] {
            core->collectConnections(withRoundTrip, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::disconnectConnections(
    const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
{
    auto here = [this, ids, retryMs, done = std::move(done)](int found) {
        m->byHand.disconnected(ids, retryMs, found);
        QMetaObject::invokeMethod(
            this, [done, found] { done(found); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, ids, retryMs, here = std::move(here)] {
            core->disconnect(ids, retryMs, here);
        },
        Qt::QueuedConnection);
}

ClosedConnections& LocalHub::recordClosed()
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core] { core->recordClosed(); }, Qt::QueuedConnection);
    return m->closed;
}

void LocalHub::watchConnection(quint64 id)
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core, id] { core->watchConnection(id); }, Qt::QueuedConnection);
}

void LocalHub::changeOptions(
    const HubOptions& options, std::function<void(const QString& error)> done)
{
    auto here = [this, options, done = std::move(done)](const QString& error) {
        QMetaObject::invokeMethod(
            this,
            [this, options, done, error] {
                if (error.isEmpty()) {
                    m_options = withLiveOptions(m_options, options);
                    Q_EMIT optionsChanged();
                }
                done(error);
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, options, here = std::move(here)] { core->changeOptions(options, here); },
        Qt::QueuedConnection);
}

void LocalHub::beginFault(
    const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, fault, here = onMainThread(this, std::move(done))] {
            core->beginFault(fault, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::endFault(quint64 id)
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core, id] { core->endFault(id); }, Qt::QueuedConnection);
}

void LocalHub::endFaults()
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core] { core->endFaults(); }, Qt::QueuedConnection);
}

void LocalHub::requestTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, wish, here = onMainThread(this, std::move(done))] {
            core->makeTicket(wish, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::checkRedis(const QString& url, std::function<void(const RedisCheck&)> done)
{
    auto here = [this, done = std::move(done)](const RedisCheck& check) {
        QMetaObject::invokeMethod(
            this, [done, check] { done(check); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m->core, [core = m->core, url, here = std::move(here)] { core->checkRedis(url, here); },
        Qt::QueuedConnection);
}

void LocalHub::requestKept(std::function<void(const KeptInMemory&)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, here = onMainThread(this, std::move(done))] {
            here(core->keptInMemory());
        },
        Qt::QueuedConnection);
}

void LocalHub::moveToRedis(
    const QString& url, Along along, std::function<void(const MoveResult&)> done)
{
    auto here = [this, url, done = std::move(done)](const MoveResult& result) {
        m->byHand.moved(url, result.error);
        QMetaObject::invokeMethod(
            this,
            [this, url, done, result] {
                if (result.error.isEmpty()) {
                    m_options.broker = url;
                    Q_EMIT optionsChanged();
                }
                done(result);
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, url, along, here = std::move(here)] {
            core->moveToRedis(url, along == Along::Everything, here);
        },
        Qt::QueuedConnection);
}

void LocalHub::cancelMove()
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core] { core->cancelMove(); }, Qt::QueuedConnection);
}

void LocalHub::holdAddress(
    const HubOptions& options, std::function<void(const QString& error, quint16 freePort)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, options, here = onMainThread(this, std::move(done))] {
            quint16 freePort = 0;
            const QString error = core->holdAddress(options, freePort);
            here(error, freePort);
        },
        Qt::QueuedConnection);
}

void LocalHub::readFilesAnew(std::function<void()> done)
{
    const bool isWanted = bool(done);
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, isWanted, here = onMainThread(this, std::move(done))] {
            core->readFilesAnew();
            if (isWanted)
                here();
        },
        Qt::QueuedConnection);
}

void LocalHub::requestPulse(std::function<void()> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, here = onMainThread(this, std::move(done))] { core->pulse(here); },
        Qt::QueuedConnection);
}

void LocalHub::useSockets(HandedSockets sockets)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, here = std::make_shared<HandedSockets>(std::move(sockets))] {
            core->useSockets(std::move(*here));
        },
        Qt::QueuedConnection);
}

void LocalHub::viewWatched(View view, bool isNowWatched)
{
    if (view != View::Redis)
        return; // the rest is told anyway
    QMetaObject::invokeMethod(
        m->core, [core = m->core, isNowWatched] { core->watchRedis(isNowWatched); },
        Qt::QueuedConnection);
}

void LocalHub::tapRedis(const QString& pattern)
{
    QMetaObject::invokeMethod(
        m->core, [core = m->core, pattern] { core->tapRedis(pattern); }, Qt::QueuedConnection);
}

// What a desk is asked, or that there is none, and what was done to it by hand.
static SourceDesk::Done toldByHand(const HandRecord& record, const char* action,
    const QString& target, std::function<void(const QString& error)> here)
{
    return [record, action, target, here = std::move(here)](int, const QString& error) {
        record.sourceChanged(action, target, error);
        here(error);
    };
}

void LocalHub::pauseSource(
    const QString& name, bool paused, std::function<void(const QString& error)> done)
{
    const std::function<void(const QString&)> here = onMainThread(
        this, done ? std::move(done) : [](const QString&) {});
    const SourceDesk::Done told
        = toldByHand(m->byHand, paused ? "pause source" : "resume source", name, here);
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, name, paused, told] {
            SourceDesk* const desk = core->sources();
            if (!desk)
                return told(503, notListening());
            const bool isThere = desk->setPaused(name, paused);
            told(isThere ? 200 : 404, isThere ? QString() : SourceDesk::unknown(name));
        },
        Qt::QueuedConnection);
}

void LocalHub::requestDeadLetters(const QString& name,
    std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
{
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, name, here = onMainThread(this, std::move(done))] {
            SourceDesk* const desk = core->sources();
            if (!desk)
                return here(notListening(), {});
            desk->listDead(
                name, [here](int, const QString& error, const std::vector<DeadLetter>& letters) {
                    here(error, letters);
                });
        },
        Qt::QueuedConnection);
}

void LocalHub::sendDeadAgain(const QString& name, const std::string& handle, const QByteArray& body,
    std::function<void(const QString& error)> done)
{
    const QString letter = QString::fromStdString(handle);
    const SourceDesk::Done told = toldByHand(
        m->byHand, "send dead letter", name + u'/' + letter, onMainThread(this, std::move(done)));
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, name, letter, body, told] {
            if (SourceDesk* const desk = core->sources())
                return desk->sendAgain(name, letter, body, told);
            told(503, notListening());
        },
        Qt::QueuedConnection);
}

void LocalHub::removeDead(
    const QString& name, const std::string& handle, std::function<void(const QString& error)> done)
{
    const QString letter = QString::fromStdString(handle);
    const SourceDesk::Done told = toldByHand(
        m->byHand, "remove dead letter", name + u'/' + letter, onMainThread(this, std::move(done)));
    QMetaObject::invokeMethod(
        m->core,
        [core = m->core, name, letter, told] {
            if (SourceDesk* const desk = core->sources())
                return desk->removeDead(name, letter, told);
            told(503, notListening());
        },
        Qt::QueuedConnection);
}

} // namespace fanlight
