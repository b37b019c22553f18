// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_hub.h"

#include "hub/audit_log.h"
#include "hub/moment_log.h"
#include "remote/hub_calls.h"
#include "remote/hub_deeds.h"
#include "remote/receipt_follower.h"
#include "remote/remote_looks.h"
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

} // namespace

RemoteHub::RemoteHub(RemoteAddress address, const RemotePatience& patience, QObject* parent)
    : HubPort(parent)
    , m_session(std::make_unique<RemoteSession>(std::move(address), patience))
    , m_calls(std::make_unique<HubCalls>(m_session->requests()))
    , m_deeds(std::make_unique<HubDeeds>(m_session->requests()))
    , m_state(std::make_unique<RemoteState>())
    , m_windows(std::make_unique<RemoteWindows>(*m_session, *m_deeds, m_state->closed()))
    , m_looks(std::make_unique<RemoteLooks>(*m_session))
    , m_receipts(std::make_unique<ReceiptFollower>(
          [this](const QString& id, const ReceiptFollower::Answer& answer) {
              if (m_session->link().isUp())
                  m_calls->receipt(id, m_session->identity().has(HubIdentity::AdminRoutes), answer);
              return m_session->link().isUp();
          }))
    , m_stats(std::make_unique<StatsReader>())
{
    m_status.url = m_session->requests().address().url.toString(QUrl::StripTrailingSlash);
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
        m_looks->meet(identity);
        m_ownToken = covers(identity.role, Role::Publish)
            ? m_session->requests().address().tokenNow()
            : QString();
        m_status.instance = identity.instance;
        Q_EMIT abilitiesChanged();
    });
    connect(m_session.get(), &RemoteSession::received, this, &RemoteHub::take);
    connect(m_session.get(), &RemoteSession::polled, this, &RemoteHub::takeStats);
    connect(m_session.get(), &RemoteSession::refusedDetail, this, &RemoteHub::takeBack);
    connectState();
    m_lookAgain.setSingleShot(true);
    m_lookAgain.setInterval(patience.lookAgain);
    connect(&m_lookAgain, &QTimer::timeout, this, [this] { lookClosely(true); });
    connect(m_receipts.get(), &ReceiptFollower::receiptChanged, this, &RemoteHub::receiptChanged);
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
    connect(state, &RemoteState::lookFailed, this, [this](const QString& why) {
        if (m_lookedAt != 0)
            Q_EMIT m_closeLook.refused(m_lookedAt, why);
    });
    connect(state, &RemoteState::happened, this, &RemoteHub::takeMoment);
    connect(state, &RemoteState::optionsRevised, this, &RemoteHub::askOptions);
    m_state->setWindowTaker([this](const QJsonObject& news) { return m_windows->take(news); });
    connect(m_windows.get(), &RemoteWindows::told, this, &RemoteHub::connectionsChanged);
}

void RemoteHub::connectNow(qint64 sampledUntilMs)
{
    m_state->setSampledUntil(sampledUntilMs);
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
    const bool hasFaults = stats["faults"_L1].toInt() > 0;
    if ((std::exchange(m_hadFaults, hasFaults) || hasFaults) && isWatched(View::Faults))
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
    askOptions();
}

void RemoteHub::askOptions()
{
    if (!m_session->identity().has(HubIdentity::AdminRoutes))
        return;
    m_deeds->options(HubOptions(), [this](const QString& error, const HubOptions& options) {
        if (!error.isEmpty() || options == m_options)
            return;
        m_options = options;
        Q_EMIT optionsChanged();
    });
}

// One thing the hub cannot do now must not keep it from telling the rest.
void RemoteHub::takeBack(const QString& member, const QString& error)
{
    if (member == "connection"_L1) {
        lookClosely(false); // until the other one looks elsewhere
        if (m_lookedAt == 0)
            return;
        m_lookAgain.start();
        Q_EMIT m_closeLook.refused(m_lookedAt, error.section(u": "_s, 1));
        return;
    }
    if (std::exchange(m_isTapped, false)) {
        tapRedis({});
        Q_EMIT tapFailed(error);
    }
}

void RemoteHub::takeMoment(const Moment& moment)
{
    switch (moment.kind) {
    case Moment::Kind::Gap:
        Q_EMIT gapClosed(moment.fromMs, moment.toMs, moment.replayed, moment.historyLost);
        break;
    case Moment::Kind::Fault:
        Q_EMIT faultHappened(moment.timeMs, moment.text);
        break;
    case Moment::Kind::Move:
        Q_EMIT moveProgressed({moment.done, moment.all});
        break;
    }
}

void RemoteHub::viewWatched(View view, bool isNowWatched)
{
    switch (view) {
    case View::Sample: // tells that the hub lives: it always comes
    case View::Connections: // by a wish, as those below
    case View::Connection:
    case View::Tap:
    case View::Receipts: // asked for one by one
        return;
    default:
        m_looks->look(view, isNowWatched);
    }
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

LogRing& RemoteHub::recordLog()
{
    return m_state->log();
}

MessageLog& RemoteHub::recordMessages()
{
    m_looks->record(View::Messages);
    return m_state->messages();
}

ClosedConnections& RemoteHub::recordClosed()
{
    m_looks->record(View::Closed);
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

} // namespace fanlight
