// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_hub.h"

#include "hub/access_snapshot.h"

namespace fanlight {

namespace {

QString captureSentence()
{
    return CaptureHub::tr("This is a capture: it can only be looked at.");
}

// With the next turn, and not once the hub is gone.
template <class... Wanted, class... Values>
void answerLater(CaptureHub* hub, const std::function<void(Wanted...)>& done, Values... values)
{
    if (done)
        QMetaObject::invokeMethod(
            hub, [done, ... values = std::move(values)] { done(values...); }, Qt::QueuedConnection);
}

template <class Answer> Answer refusal()
{
    Answer answer;
    answer.error = captureSentence();
    return answer;
}

} // namespace

CaptureHub::CaptureHub(QObject* parent)
    : HubPort(parent)
{
    connectPlayer();
}

void CaptureHub::connectPlayer()
{
    connect(&m_player, &CapturePlayer::startedOver, this, &CaptureHub::startedOver);
    connect(&m_player, &CapturePlayer::optionsChanged, this, &CaptureHub::optionsChanged);
    connect(&m_player, &CapturePlayer::statusChanged, this,
        [this] { Q_EMIT statusChanged(m_player.status()); });
    connect(&m_player, &CapturePlayer::sampled, this, &CaptureHub::sampled);
    connect(&m_player, &CapturePlayer::faultsChanged, this, &CaptureHub::faultsChanged);
    connect(&m_player, &CapturePlayer::faultHappened, this, &CaptureHub::faultHappened);
    connect(&m_player, &CapturePlayer::receiptChanged, this, &CaptureHub::receiptChanged);
    connect(&m_player, &CapturePlayer::redisSampled, this, &CaptureHub::redisSampled);
    connect(&m_player, &CapturePlayer::instancesChanged, this, &CaptureHub::instancesChanged);
    connect(&m_player, &CapturePlayer::sourcesChanged, this, &CaptureHub::sourcesChanged);
    connect(&m_player, &CapturePlayer::gapClosed, this, &CaptureHub::gapClosed);
    connect(&m_player, &CapturePlayer::tapped, this, &CaptureHub::tapped);
    connect(&m_player, &CapturePlayer::moved, this, &CaptureHub::tellWatched);
    connect(&m_player, &CapturePlayer::startedOver, this, [this] { m_closedRows.clear(); });
    connect(&m_player, &CapturePlayer::moved, this, &CaptureHub::tellWindow);
}

QString CaptureHub::missing(Ability ability) const
{
    return ability == Ability::Look ? QString() : captureSentence();
}

QString CaptureHub::unseen(Sight sight) const
{
    return sight == Sight::AccessRules ? tr("A capture does not have the rules of access.")
                                       : QString();
}

void CaptureHub::requestConnections(bool, std::function<void(ConnectionSnapshotPtr)> done)
{
    answerLater(this, done, m_player.connections());
}

void CaptureHub::watchConnection(quint64 id)
{
    m_watched = id;
    QMetaObject::invokeMethod(this, &CaptureHub::tellWatched, Qt::QueuedConnection);
}

// As it was watched when it was captured; of one that was not there is its row alone.
void CaptureHub::tellWatched()
{
    if (m_watched == 0)
        return;
    const auto known = m_player.watched().find(m_watched);
    if (known != m_player.watched().end()) {
        Q_EMIT connectionWatched(known->second);
        return;
    }
    WatchedConnection connection;
    connection.id = m_watched;
    const ConnectionSnapshotPtr all = m_player.connections();
    const auto row = std::lower_bound(all->rows.begin(), all->rows.end(), m_watched,
        [](const ConnectionRow& one, quint64 id) { return one.id < id; });
    if (row != all->rows.end() && row->id == m_watched) {
        connection.found = true;
        connection.row = *row;
        connection.takenAtMs = connection.watchedSinceMs = all->takenAtMs;
    }
    Q_EMIT connectionWatched(connection);
}

void CaptureHub::watchConnections(const std::optional<ConnectionWish>& wish)
{
    m_wish = wish;
    QMetaObject::invokeMethod(this, &CaptureHub::tellWindow, Qt::QueuedConnection);
}

void CaptureHub::tellWindow()
{
    if (!m_wish || m_player.isWorking())
        return;
    const ConnectionSnapshotPtr snapshot = m_player.connections();
    m_closedRows.take(
        m_player.closed().since(m_closedRows.lastNumber(), ClosedRows::Most), snapshot->takenAtMs);
    Q_EMIT connectionsChanged(windowOf(snapshot, m_closedRows.rows(), *m_wish));
}

void CaptureHub::publish(const PublishRequest&, std::function<void(const PublishResult&)> done)
{
    answerLater(this, done, refusal<PublishResult>());
}

void CaptureHub::requestReach(const PublishRequest&, std::function<void(const Reach&)> done)
{
    answerLater(this, done, refusal<Reach>());
}

void CaptureHub::requestReplay(
    const QString&, const QString&, std::function<void(const ReplayPreview&)> done)
{
    answerLater(this, done, refusal<ReplayPreview>());
}

void CaptureHub::requestReceipt(
    const QString&, std::function<void(const QString&, const ReceiptSnapshot&)> done)
{
    answerLater(this, done, QString(), ReceiptSnapshot());
}

void CaptureHub::requestAudienceSets(
    AudienceKind, const QString&, std::function<void(const AudienceSets&)> done)
{
    answerLater(this, done, refusal<AudienceSets>());
}

void CaptureHub::requestAudienceMembers(
    AudienceKind, const QString&, std::function<void(const AudienceMembers&)> done)
{
    answerLater(this, done, refusal<AudienceMembers>());
}

void CaptureHub::changeAudience(
    const std::vector<AudienceChange>&, std::function<void(const QString&, quint64)> done)
{
    answerLater(this, done, captureSentence(), quint64(0));
}

void CaptureHub::requestAccess(
    std::function<void(const std::shared_ptr<const AccessSnapshot>&)> done)
{
    answerLater(
        this, done, std::shared_ptr<const AccessSnapshot>(std::make_shared<AccessSnapshot>()));
}

void CaptureHub::examineToken(const QString&, std::function<void(const TokenReport&)> done)
{
    answerLater(this, done, refusal<TokenReport>());
}

void CaptureHub::mintToken(
    const QString&, std::chrono::seconds, std::function<void(const MintedToken&)> done)
{
    answerLater(this, done, refusal<MintedToken>());
}

void CaptureHub::disconnectConnections(
    const std::vector<quint64>&, qint64, std::function<void(int)> done)
{
    answerLater(this, done, 0);
}

void CaptureHub::requestTicket(const TicketWish&, std::function<void(const TicketMade&)> done)
{
    answerLater(this, done, refusal<TicketMade>());
}

void CaptureHub::checkRedis(const QString&, std::function<void(const RedisCheck&)> done)
{
    answerLater(this, done, RedisCheck());
}

void CaptureHub::requestKept(std::function<void(const KeptInMemory&)> done)
{
    answerLater(this, done, KeptInMemory());
}

void CaptureHub::moveToRedis(const QString&, Along, std::function<void(const MoveResult&)> done)
{
    answerLater(this, done, refusal<MoveResult>());
}

void CaptureHub::holdAddress(const HubOptions&, std::function<void(const QString&, quint16)> done)
{
    answerLater(this, done, captureSentence(), quint16(0));
}

void CaptureHub::changeOptions(const HubOptions&, std::function<void(const QString&)> done)
{
    answerLater(this, done, captureSentence());
}

void CaptureHub::beginFault(
    const Fault& fault, std::function<void(const QString&, const Fault&)> done)
{
    answerLater(this, done, captureSentence(), fault);
}

void CaptureHub::readFilesAnew(std::function<void()> done)
{
    answerLater(this, done);
}

void CaptureHub::tapRedis(const QString& pattern)
{
    if (!pattern.isEmpty())
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT tapFailed(captureSentence()); }, Qt::QueuedConnection);
}

void CaptureHub::pauseSource(const QString&, bool, std::function<void(const QString&)> done)
{
    answerLater(this, done, captureSentence());
}

void CaptureHub::requestDeadLetters(
    const QString&, std::function<void(const QString&, const std::vector<DeadLetter>&)> done)
{
    answerLater(this, done, captureSentence(), std::vector<DeadLetter>());
}

void CaptureHub::sendDeadAgain(
    const QString&, const std::string&, const QByteArray&, std::function<void(const QString&)> done)
{
    answerLater(this, done, captureSentence());
}

void CaptureHub::removeDead(
    const QString&, const std::string&, std::function<void(const QString&)> done)
{
    answerLater(this, done, captureSentence());
}

} // namespace fanlight
