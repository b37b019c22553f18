// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_hub.h"

#include "hub/access_snapshot.h"
#include "hub/audit_log.h"
#include "remote/hub_calls.h"
#include "remote/hub_deeds.h"
#include "remote/remote_session.h"
#include "remote/remote_state.h"
#include "remote/remote_windows.h"
#include "remote/stats_reader.h"

#include <QDateTime>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 hereNowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// What a window shows without asking for it.
const QStringList& usualViews()
{
    static const QStringList Views{
        u"sample"_s, u"faults"_s, u"instances"_s, u"sources"_s, u"log"_s, u"audit"_s};
    return Views;
}

} // namespace

RemoteHub::RemoteHub(RemoteAddress address, const RemotePatience& patience, QObject* parent)
    : HubPort(parent)
    , m_session(std::make_unique<RemoteSession>(std::move(address), patience))
    , m_calls(std::make_unique<HubCalls>(m_session->requests()))
    , m_deeds(std::make_unique<HubDeeds>(m_session->requests()))
    , m_state(std::make_unique<RemoteState>())
    , m_windows(std::make_unique<RemoteWindows>(*m_session, *m_deeds, m_state->closed()))
    , m_stats(std::make_unique<StatsReader>())
    , m_views(usualViews())
    , m_receiptTimer(this)
{
    m_status.url = m_session->requests().address().url.toString(QUrl::StripTrailingSlash);
    m_session->setViews(m_views);
    m_session->setPlaces([this] { return m_state->places(); });
    connect(m_session.get(), &RemoteSession::linkChanged, this, [this](const HubLink& link) {
        if (!link.isUp())
            m_stats->forget();
        Q_EMIT linkChanged(link);
        Q_EMIT abilitiesChanged();
        if (link.state == HubLink::State::Connected)
            meetAgain();
    });
    connect(m_session.get(), &RemoteSession::identityChanged, this, [this] {
        const HubIdentity& identity = m_session->identity();
        m_isOlder = !identity.has(HubIdentity::AdminStream);
        m_ownToken = covers(identity.role, Role::Publish)
            ? m_session->requests().address().tokenNow()
            : QString();
        m_status.instance = identity.instance;
        Q_EMIT abilitiesChanged();
    });
    connect(m_session.get(), &RemoteSession::received, this, &RemoteHub::take);
    connect(m_session.get(), &RemoteSession::polled, this, &RemoteHub::takeStats);
    connect(m_session.get(), &RemoteSession::refusedDetail, this, [this](const QString& error) {
        if (m_isTapped)
            Q_EMIT tapFailed(error);
    });
    connectState();
    m_receiptTimer.setInterval(ReceiptInterval);
    connect(&m_receiptTimer, &QTimer::timeout, this, &RemoteHub::followReceipts);
}

RemoteHub::~RemoteHub() = default;

void RemoteHub::connectState()
{
    const RemoteState* const state = m_state.get();
    connect(state, &RemoteState::statusChanged, this, &RemoteHub::takeStatus);
    connect(state, &RemoteState::sampled, this, &RemoteHub::sampled);
    connect(state, &RemoteState::faultsChanged, this, &RemoteHub::faultsChanged);
    connect(state, &RemoteState::instancesChanged, this, &RemoteHub::instancesChanged);
    connect(state, &RemoteState::redisSampled, this, &RemoteHub::redisSampled);
    connect(state, &RemoteState::sourcesChanged, this, &RemoteHub::sourcesChanged);
    connect(state, &RemoteState::connectionWatched, this, &RemoteHub::connectionWatched);
    connect(state, &RemoteState::tapped, this, &RemoteHub::tapped);
    connect(state, &RemoteState::tapFailed, this, &RemoteHub::tapFailed);
    m_state->setWindowTaker([this](const QJsonObject& news) { return m_windows->take(news); });
    connect(m_windows.get(), &RemoteWindows::told, this, &RemoteHub::connectionsChanged);
}

void RemoteHub::connectNow()
{
    m_session->start();
}

void RemoteHub::tryNow()
{
    m_session->tryNow();
}

// ---------------------------------------------------------------- what it
// tells

void RemoteHub::take(const QJsonObject& event, bool isSnapshot)
{
    if (isSnapshot)
        m_windows->forget(); // the window comes later, once the new stream knows the wish
    const QString wrong = m_state->take(event, isSnapshot);
    if (wrong.isEmpty())
        m_session->setStreamId(m_state->streamId());
    else
        m_session->drop(wrong);
}

// By the address of the window it is reached, whatever it listens on.
void RemoteHub::takeStatus(HubStatus status)
{
    status.url = m_session->requests().address().url.toString(QUrl::StripTrailingSlash);
    status.localhostUrl.clear();
    const bool hasOtherBroker = status.broker.kind != m_status.broker.kind;
    m_status = std::move(status);
    Q_EMIT statusChanged(m_status);
    if (hasOtherBroker)
        Q_EMIT abilitiesChanged();
}

void RemoteHub::takeStats(const QJsonObject& stats)
{
    const std::optional<StatsReader::Read> read
        = m_stats->read(stats, m_session->requests().address().url, hereNowMs());
    if (!read)
        return m_session->drop(link_problem::notFanlight(m_session->requests().address().url).text);
    takeStatus(read->status);
    if (read->sample)
        Q_EMIT sampled(*read->sample);
    if (read->sources)
        Q_EMIT sourcesChanged(read->sources);
    if (stats["faults"_L1].toInt() > 0)
        askFaults();
}

void RemoteHub::askFaults()
{
    if (!m_session->identity().has(HubIdentity::Faults))
        return;
    m_deeds->faults([this](const Faults& faults) { Q_EMIT faultsChanged(faults); });
}

// It is there, for the first time or again, perhaps with other options.
void RemoteHub::meetAgain()
{
    const HubIdentity& identity = m_session->identity();
    if (identity.mayLook())
        m_windows->meet(m_isOlder);
    if (!identity.mayLook()) {
        HubStatus status;
        status.state = HubState::Listening;
        status.instance = identity.instance;
        return takeStatus(status);
    }
    if (!identity.has(HubIdentity::AdminRoutes))
        return;
    m_deeds->options(HubOptions(), [this](const QString& error, const HubOptions& options) {
        if (!error.isEmpty() || options == m_options)
            return;
        m_options = options;
        Q_EMIT optionsChanged();
    });
}

void RemoteHub::look(QLatin1StringView view, bool isWanted)
{
    if (isWanted == m_views.contains(view))
        return;
    if (isWanted)
        m_views.append(view);
    else
        m_views.removeAll(view);
    m_session->setViews(m_views);
}

// ---------------------------------------------------------------- what it is

QString RemoteHub::missing(Ability ability) const
{
    return missingAbility(ability, name(), m_session->identity(), m_session->link(), m_status);
}

QString RemoteHub::unseen(Sight sight) const
{
    return unseenSight(sight, name(), m_session->identity());
}

QString RemoteHub::name() const
{
    return m_session->requests().address().shownName();
}

QString RemoteHub::version() const
{
    return m_session->identity().version;
}

bool RemoteHub::hasFeature(QLatin1StringView feature) const
{
    return m_session->identity().has(feature);
}

Role RemoteHub::role() const
{
    return m_session->identity().role;
}

HubLink RemoteHub::link() const
{
    return m_session->link();
}

const LogRing* RemoteHub::log() const
{
    return &m_state->log();
}

MessageLog& RemoteHub::recordMessages()
{
    look("messages"_L1, true);
    return m_state->messages();
}

ClosedConnections& RemoteHub::recordClosed()
{
    look("closed"_L1, true);
    return m_state->closed();
}

AuditLog& RemoteHub::audit()
{
    return m_state->audit();
}

bool RemoteHub::refuse(Ability ability, std::function<void(const QString& why)> tell)
{
    const QString why = missing(ability);
    if (why.isEmpty())
        return false;
    if (tell)
        QMetaObject::invokeMethod(
            this, [tell = std::move(tell), why] { tell(why); }, Qt::QueuedConnection);
    return true;
}

bool RemoteHub::refuseOlder(std::function<void(const QString& why)> tell)
{
    if (m_session->identity().has(HubIdentity::AdminRoutes))
        return false;
    const QString why = RemoteText::tr("%1 is Fanlight %2, which does not offer this to a window "
                                       "elsewhere: upgrade it.")
                            .arg(name(), version());
    QMetaObject::invokeMethod(
        this, [tell = std::move(tell), why] { tell(why); }, Qt::QueuedConnection);
    return true;
}

// An answer whose error says why nothing was asked.
template <class Answer> static auto asError(std::function<void(const Answer&)> done)
{
    return [done = std::move(done)](const QString& why) {
        Answer answer;
        answer.error = why;
        done(answer);
    };
}

// ---------------------------------------------------------------- publishing

void RemoteHub::publish(
    const PublishRequest& request, std::function<void(const PublishResult&)> done)
{
    if (refuse(Ability::Publish, asError(done)))
        return;
    m_calls->publish(request, [this, done = std::move(done)](const PublishResult& result) {
        PublishResult told = result;
        if (told.error.isEmpty() && !told.id.isEmpty() && !told.repeated) {
            told.receipt = ++m_receiptNumber;
            if (m_receipts.size() >= MostReceipts)
                m_receipts.erase(m_receipts.begin());
            m_receipts.push_back({told.receipt, told.id, hereNowMs(), false});
            m_receiptTimer.start();
        }
        done(told);
    });
}

void RemoteHub::followReceipts()
{
    const qint64 nowMs = hereNowMs();
    std::erase_if(
        m_receipts, [nowMs](const Followed& one) { return nowMs - one.sinceMs > ReceiptMostMs; });
    if (m_receipts.empty() || !m_session->link().isUp())
        return m_receipts.empty() ? m_receiptTimer.stop() : void();
    for (Followed& one : m_receipts) {
        if (std::exchange(one.isAsked, true))
            continue;
        m_calls->receipt(one.id, m_session->identity().has(HubIdentity::AdminRoutes),
            [this, number = one.number](const QString& error, const ReceiptSnapshot& receipt) {
                const auto followed = std::find_if(m_receipts.begin(), m_receipts.end(),
                    [number](const Followed& other) { return other.number == number; });
                if (followed == m_receipts.end())
                    return;
                followed->isAsked = false;
                if (!error.isEmpty())
                    return; // it is asked again
                const bool isOver = receipt.settled || receipt.id.isEmpty();
                ReceiptSnapshot told = receipt;
                told.number = number;
                if (isOver)
                    m_receipts.erase(followed);
                if (!receipt.id.isEmpty())
                    Q_EMIT receiptChanged(told);
            });
    }
}

void RemoteHub::requestReach(const PublishRequest& request, std::function<void(const Reach&)> done)
{
    if (refuse(Ability::Publish, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->reach(request, std::move(done));
}

void RemoteHub::requestReplay(const QString& userId, const QString& lastEventId,
    std::function<void(const ReplayPreview&)> done)
{
    if (refuse(Ability::Look, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->replay(userId, lastEventId, std::move(done));
}

void RemoteHub::requestReceipt(const QString& id,
    std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done)
{
    if (refuse(Ability::Publish, [done](const QString& why) { done(why, {}); }))
        return;
    m_calls->receipt(id, m_session->identity().has(HubIdentity::AdminRoutes), std::move(done));
}

void RemoteHub::requestMessage(quint64 number,
    std::function<void(const QString& error, const MessageRecord&, const MessageTrace&)> done)
{
    const std::optional<MessageRecord> known = m_state->messages().find(number);
    const std::uint64_t hubs = m_state->hubNumberOf(number);
    if (!known || (hubs == 0 && known->bytesElsewhere)) {
        QMetaObject::invokeMethod(
            this,
            [done = std::move(done)] {
                done(RemoteText::tr("The message is kept no longer."), {}, {});
            },
            Qt::QueuedConnection);
        return;
    }
    if (hubs == 0) // of an earlier run of the hub, and whole
        return HubPort::requestMessage(number, std::move(done));
    if (refuse(Ability::Look, [done](const QString& why) { done(why, {}, {}); }))
        return;
    m_calls->message(hubs,
        [this, number, done = std::move(done)](
            const QString& error, const MessageRecord& message, const MessageTrace& trace) {
            MessageRecord whole = message;
            whole.number = whole.figures.number = number;
            if (error.isEmpty())
                m_state->messages().update(whole);
            done(error, whole, trace);
        });
}

// ---------------------------------------------------------------- audience,
// access

void RemoteHub::requestAudienceSets(
    AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
{
    if (refuse(Ability::ChangeAudience, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->audienceSets(kind, contains, std::move(done));
}

void RemoteHub::requestAudienceMembers(
    AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
{
    if (refuse(Ability::ChangeAudience, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->audienceMembers(kind, set, std::move(done));
}

void RemoteHub::changeAudience(const std::vector<AudienceChange>& changes,
    std::function<void(const QString& error, quint64 changed)> done)
{
    const auto tell = [done](const QString& why) { done(why, 0); };
    if (refuse(Ability::ChangeAudience, tell) || refuseOlder(tell))
        return;
    m_calls->changeAudience(changes, std::move(done));
}

void RemoteHub::requestAccess(std::function<void(const AccessSnapshotPtr&)> done)
{
    const auto tell = [done](const QString&) { done(std::make_shared<const AccessSnapshot>()); };
    if (refuse(Ability::Look, tell) || refuseOlder(tell))
        return;
    m_calls->access([done = std::move(done)](const AccessSnapshotPtr& access) {
        done(access ? access : std::make_shared<const AccessSnapshot>());
    });
}

void RemoteHub::examineToken(const QString& token, std::function<void(const TokenReport&)> done)
{
    if (!refuse(Ability::HandleTokens, asError(done)))
        m_calls->examineToken(token, std::move(done));
}

void RemoteHub::mintToken(const QString& user, std::chrono::seconds lifetime,
    std::function<void(const MintedToken&)> done)
{
    if (!refuse(Ability::HandleTokens, asError(done)))
        m_calls->mintToken(user, lifetime, std::move(done));
}

void RemoteHub::requestTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done)
{
    if (!refuse(Ability::MakeTickets, asError(done)))
        m_calls->ticket(wish, std::move(done));
}

// ---------------------------------------------------------------- streams

void RemoteHub::requestConnections(bool, std::function<void(ConnectionSnapshotPtr)> done)
{
    const auto none
        = [done](const QString&) { done(std::make_shared<const ConnectionSnapshot>()); };
    if (refuse(Ability::Look, none))
        return;
    m_deeds->connections([this, done = std::move(done)](const ConnectionSnapshotPtr& snapshot) {
        auto told
            = std::make_shared<ConnectionSnapshot>(snapshot ? *snapshot : ConnectionSnapshot());
        told->instance = m_status.instance;
        done(told);
    });
}

void RemoteHub::watchConnections(const std::optional<ConnectionWish>& wish)
{
    m_windows->watch(wish);
    look("connections"_L1, wish.has_value());
}

void RemoteHub::watchConnection(quint64 id)
{
    m_session->setDetail(
        u"connection"_s, {{u"id"_s, id == 0 ? QJsonValue() : QJsonValue(connectionIdText(id))}});
    look("connection"_L1, id != 0);
}

void RemoteHub::disconnectConnections(
    const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
{
    if (refuse(Ability::Disconnect, [done](const QString&) { done(0); }))
        return;
    m_deeds->disconnect(ids, retryMs, m_session->identity().has(HubIdentity::AdminRoutes),
        [done = std::move(done)](const QString&, int found) { done(found); });
}

// ---------------------------------------------------------------- options,
// broker

void RemoteHub::changeOptions(
    const HubOptions& options, std::function<void(const QString& error)> done)
{
    if (refuse(Ability::ChangeOptions, done))
        return;
    QJsonObject changes;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const QString text = hubOptionText(options, name);
        if (text == hubOptionText(m_options, name))
            continue;
        if (isLiveOption(name) && !spec.isSecret)
            changes.insert(name, text);
        else if (isExchangedOption(name)) {
            const QString why
                = RemoteText::tr("Tokens and keys are changed on the server of %1, in its own "
                                 "options.")
                      .arg(this->name());
            QMetaObject::invokeMethod(
                this, [done, why] { done(why); }, Qt::QueuedConnection);
            return;
        }
    }
    if (changes.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [done] { done({}); }, Qt::QueuedConnection);
        return;
    }
    m_deeds->changeOptions(changes, m_options,
        [this, done = std::move(done)](const QString& error, const HubOptions& now) {
            if (error.isEmpty()) {
                m_options = now;
                Q_EMIT optionsChanged();
            }
            done(error);
        });
}

void RemoteHub::readFilesAnew(std::function<void()> done)
{
    const auto finish = [done = std::move(done)](const QString&) {
        if (done)
            done();
    };
    if (!refuse(Ability::ChangeOptions, finish))
        m_deeds->readFilesAnew(finish);
}

void RemoteHub::checkRedis(const QString& url, std::function<void(const RedisCheck&)> done)
{
    const auto tell = [done](const QString& why) {
        RedisCheck check;
        check.steps.push_back({RemoteText::tr("asked"), RedisCheckStep::Outcome::Failed, why});
        done(check);
    };
    if (!refuse(Ability::ChangeOptions, tell))
        m_deeds->checkRedis(url, std::move(done));
}

void RemoteHub::requestKept(std::function<void(const KeptInMemory&)> done)
{
    QMetaObject::invokeMethod(
        this, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

void RemoteHub::moveToRedis(const QString&, Along, std::function<void(const MoveResult&)> done)
{
    refuse(Ability::MoveBroker, asError(std::move(done)));
}

void RemoteHub::holdAddress(
    const HubOptions&, std::function<void(const QString& error, quint16 freePort)> done)
{
    refuse(Ability::StartAndStop, [done = std::move(done)](const QString& why) { done(why, 0); });
}

void RemoteHub::watchRedis(bool watched)
{
    look("redis"_L1, watched);
}

void RemoteHub::tapRedis(const QString& pattern)
{
    m_isTapped = !pattern.isEmpty();
    if (m_isTapped
        && refuse(Ability::TapRedis, [this](const QString& why) { Q_EMIT tapFailed(why); })) {
        m_isTapped = false;
    }
    m_session->setDetail(u"tap"_s, {{u"pattern"_s, m_isTapped ? pattern : QString()}});
    look("tap"_L1, m_isTapped);
}

// ---------------------------------------------------------------- faults,
// sources

void RemoteHub::beginFault(
    const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done)
{
    if (refuse(Ability::BreakOnPurpose, [done, fault](const QString& why) { done(why, fault); }))
        return;
    m_deeds->beginFault(
        fault, [this, done = std::move(done)](const QString& error, const Fault& begun) {
            if (error.isEmpty() && m_isOlder)
                askFaults();
            done(error, begun);
        });
}

void RemoteHub::endFault(quint64 id)
{
    if (!refuse(Ability::BreakOnPurpose, {}))
        m_deeds->endFault(id, [this](const QString&) {
            if (m_isOlder)
                askFaults();
        });
}

void RemoteHub::endFaults()
{
    if (!refuse(Ability::BreakOnPurpose, {}))
        m_deeds->endFault(std::nullopt, [this](const QString&) {
            if (m_isOlder)
                askFaults();
        });
}

void RemoteHub::pauseSource(
    const QString& name, bool paused, std::function<void(const QString& error)> done)
{
    if (!refuse(Ability::HandleSources, done))
        m_deeds->pauseSource(name, paused, std::move(done));
}

void RemoteHub::requestDeadLetters(const QString& name,
    std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
{
    if (!refuse(Ability::Look, [done](const QString& why) { done(why, {}); }))
        m_deeds->deadLetters(name, std::move(done));
}

void RemoteHub::sendDeadAgain(const QString& name, const std::string& handle,
    const QByteArray& body, std::function<void(const QString& error)> done)
{
    if (!refuse(Ability::HandleSources, done))
        m_deeds->sendDeadAgain(name, handle, body, std::move(done));
}

void RemoteHub::removeDead(
    const QString& name, const std::string& handle, std::function<void(const QString& error)> done)
{
    if (!refuse(Ability::HandleSources, done))
        m_deeds->removeDead(name, handle, std::move(done));
}

} // namespace fanlight
