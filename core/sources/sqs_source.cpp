// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_source.h"

#include <QDeadlineTimer>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LeastSqsPauseMs = 50;
constexpr int MostSqsPauseMs = 5000;
constexpr int ThrottledPauseMs = 1000;
constexpr int ProvenMs = 1000; // a call for messages that is not refused by then waits for some
constexpr int EmptyAtOnceMs = 500; // an empty answer that came sooner did not wait for messages
constexpr qint64 ClockIsWrongMs = 60'000;

qint64 steadyMs()
{
    return QDeadlineTimer::current().deadline();
}

int longerPause(int pauseMs)
{
    return std::clamp(2 * pauseMs, LeastSqsPauseMs, MostSqsPauseMs);
}

} // namespace

SqsSource::SqsSource(const SqsPlace& place, const SqsPace& pace, QObject* parent)
    : Source(parent)
    , m_place(place)
    , m_pace(pace)
{
    const auto once = [this](QTimer& timer, auto slot) {
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, slot);
    };
    once(m_reconnect, &SqsSource::connectNow);
    once(m_again, &SqsSource::tryAgain);
    once(m_receiveAgain, &SqsSource::fill);
    once(m_fillSoon, &SqsSource::fill);
    once(m_proof, &SqsSource::proven);
    connect(&m_extendTimer, &QTimer::timeout, this, &SqsSource::extend);
    connect(&m_figuresTimer, &QTimer::timeout, this, [this] {
        if (m_isConnected)
            readQueue(false);
    });
}

SqsSource::~SqsSource() = default;

void SqsSource::open(Publish publish)
{
    if (m_opened % 2 == 1)
        return;
    ++m_opened;
    m_publish = std::move(publish);
    if (!m_client) {
        m_client = std::make_unique<SqsClient>(m_place);
        m_dead = std::make_unique<SqsDeadQueue>(m_place, *m_client);
        m_batches = std::make_unique<SqsBatches>(*m_client, batchOwner());
    }
    m_figuresTimer.start(m_pace.figuresMs);
    connectNow();
    Q_EMIT changed();
}

void SqsSource::close()
{
    if (m_opened % 2 == 0)
        return;
    // What history has is deleted, the rest is seen by others at once.
    for (const auto& [id, held] : m_hand) {
        if (held.phase != Phase::Published && held.phase != Phase::Burying && !held.isLost)
            m_batches->hideSoon(held.message.receipt, 0);
    }
    m_batches->finish();
    ++m_opened;
    for (QTimer* const timer : {&m_reconnect, &m_again, &m_receiveAgain, &m_fillSoon, &m_proof,
             &m_extendTimer, &m_figuresTimer})
        timer->stop();
    m_hand.clear();
    m_groups.clear();
    m_notNow = m_asked = m_receives = 0;
    m_reconnectMs = m_againMs = 0;
    m_wantedReceives = 1;
    m_isConnected = m_isStalled = false;
    m_isProven = true;
    m_error.clear();
    m_deadError.clear();
    m_counted.lag = m_counted.dead = Unknown;
    m_publish = {};
    Q_EMIT changed();
}

void SqsSource::setPaused(bool paused)
{
    if (std::exchange(m_isPaused, paused) == paused)
        return;
    Q_EMIT changed();
    fill();
}

void SqsSource::setWaiting(bool waiting)
{
    if (std::exchange(m_isWaiting, waiting) == waiting)
        return;
    Q_EMIT changed();
    if (waiting)
        return;
    if (m_notNow > 0) {
        m_againMs = 0;
        m_again.start(0);
    }
    fill();
}

SourceFigures SqsSource::figures() const
{
    using State = SourceFigures::State;
    SourceFigures figures = m_counted;
    figures.state = m_opened % 2 == 0   ? State::Closed
        : !m_isConnected || !m_isProven ? State::Connecting
        : m_isPaused                    ? State::Paused
        : m_isWaiting || m_isStalled    ? State::Waiting
                                        : State::Taking;
    figures.inHand = int(m_hand.size());
    figures.error = m_error.isEmpty() ? m_deadError : m_error;
    const qint64 offset = m_client ? m_client->clockOffsetMs() : 0;
    if (figures.error.isEmpty() && (offset >= ClockIsWrongMs || offset <= -ClockIsWrongMs))
        figures.error = offset > 0
            ? u"This machine's clock is %1 s behind that of SQS."_s.arg(offset / 1000)
            : u"This machine's clock is %1 s ahead of that of SQS."_s.arg(-offset / 1000);
    return figures;
}

void SqsSource::listDead(
    std::function<void(const QString& error, std::vector<DeadLetter> letters)> done)
{
    if (m_isConnected)
        return m_dead->list(std::move(done));
    const QString why = m_error.isEmpty() ? u"SQS is not there."_s : m_error;
    QMetaObject::invokeMethod(
        this, [done = std::move(done), why] { done(why, {}); }, Qt::QueuedConnection);
}

void SqsSource::removeDead(
    const std::string& handle, std::function<void(const QString& error)> done)
{
    if (m_isConnected)
        return m_dead->remove(QString::fromStdString(handle),
            [this, opened = m_opened, done = std::move(done)](const QString& error) {
                done(error);
                if (opened == m_opened)
                    readQueue(false);
            });
    const QString why = m_error.isEmpty() ? u"SQS is not there."_s : m_error;
    QMetaObject::invokeMethod(
        this, [done = std::move(done), why] { done(why); }, Qt::QueuedConnection);
}

void SqsSource::call(const QByteArray& action, const QJsonObject& body, SqsClient::Done done)
{
    m_client->call(
        action, body, [this, opened = m_opened, done = std::move(done)](const SqsAnswer& answer) {
            if (opened == m_opened)
                done(answer);
        });
}

void SqsSource::connectNow()
{
    m_reconnect.stop();
    QJsonObject request{{u"QueueName"_s, m_place.queue}};
    if (!m_place.account.isEmpty())
        request[u"QueueOwnerAWSAccountId"_s] = m_place.account;
    call("GetQueueUrl", request, [this](const SqsAnswer& answer) {
        if (!answer.isFine())
            return fail(answer);
        m_url = answer.json["QueueUrl"_L1].toString();
        m_batches->setQueue(m_url);
        readQueue(true);
    });
}

void SqsSource::readQueue(bool isFirst)
{
    // Not by their names: a standard queue refuses to be asked for what FIFO queues have.
    call("GetQueueAttributes",
        {{u"QueueUrl"_s, m_url}, {u"AttributeNames"_s, QJsonArray{u"All"_s}}},
        [this, isFirst](const SqsAnswer& answer) {
            if (!isFirst && answer.kind == SqsAnswer::Kind::Throttled)
                return; // the figures are older, then
            if (!answer.isFine())
                return fail(answer);
            const SqsQueueFacts facts = SqsQueueFacts::read(answer.json);
            const QString before = std::exchange(m_policy, facts.redrivePolicy);
            takeFacts(facts);
            // A queue for the dead that is missing may have been made since.
            if (!isFirst && m_dead->isKnown() && before == m_policy)
                return m_dead->count([this, opened = m_opened](double dead) {
                    if (opened == m_opened)
                        m_counted.dead = dead;
                });
            m_dead->find(m_policy, [this, opened = m_opened, isFirst](const QString& error) {
                if (opened != m_opened)
                    return;
                // It may be that there is none, and no right to see so: of no interest until then.
                m_whyNoDead = error;
                if (m_dead->isKnown() && !m_deadError.isEmpty()) {
                    m_deadError.clear();
                    Q_EMIT changed();
                }
                m_dead->count([this, opened](double dead) {
                    if (opened == m_opened)
                        m_counted.dead = dead;
                });
                if (!isFirst)
                    return;
                m_isConnected = true;
                if (m_isProven)
                    m_error.clear();
                Q_EMIT changed();
                fill();
            });
        });
}

void SqsSource::takeFacts(const SqsQueueFacts& facts)
{
    m_hideSeconds = facts.hideSeconds;
    m_counted.lag = facts.waiting;
    m_mostTries = facts.mostReceives > 0 ? std::min(MostTries, facts.mostReceives) : MostTries;
    // a quarter of the time: what is hidden for half of it is extended well before its end
    const int tickMs = std::clamp(m_hideSeconds * 250, 250, 10'000);
    if (!m_extendTimer.isActive() || m_extendTimer.interval() != tickMs)
        m_extendTimer.start(tickMs);
}

void SqsSource::fail(const SqsAnswer& answer)
{
    m_isConnected = false;
    m_reconnectMs = answer.kind == SqsAnswer::Kind::Throttled
        ? std::max(ThrottledPauseMs, longerPause(m_reconnectMs))
        : longerPause(m_reconnectMs);
    m_reconnect.start(m_reconnectMs);
    m_error = answer.kind == SqsAnswer::Kind::Missing
        ? u"There is no queue “%1” in %2, or the credentials may not see it."_s.arg(
            m_place.queue, m_place.region)
        : answer.error;
    m_counted.lag = m_counted.dead = Unknown;
    Q_EMIT changed();
}

void SqsSource::proven()
{
    m_proof.stop();
    m_reconnectMs = 0;
    if (std::exchange(m_isProven, true))
        return;
    m_error.clear();
    Q_EMIT changed();
}

bool SqsSource::mayTake() const
{
    return m_isConnected && !m_isPaused && !m_isWaiting && !m_isStalled
        && !m_receiveAgain.isActive();
}

void SqsSource::fill()
{
    while (mayTake() && m_receives < m_wantedReceives) {
        const int most
            = std::min(int(MostInSqsBatch), m_place.prefetch - int(m_hand.size()) - m_asked);
        // Some more will be free in a moment, and a call costs the same for one as for ten.
        const bool isWorthIt = most == int(MostInSqsBatch) || (most > 0 && m_receives == 0);
        if (!isWorthIt)
            return;
        receive(most);
    }
}

void SqsSource::receive(int most)
{
    ++m_receives;
    m_asked += most;
    if (!m_isProven)
        m_proof.start(ProvenMs);
    m_client->call("ReceiveMessage",
        SqsMessage::request(m_url, most, m_pace.waitSeconds, m_hideSeconds), m_pace.waitSeconds,
        SqsClient::Lane::Receiving,
        [this, most, opened = m_opened, askedAtMs = steadyMs()](const SqsAnswer& answer) {
            if (opened == m_opened)
                return received(answer, most, askedAtMs);
            // This source was closed since. To break the connection off would not have helped:
            // SQS may hand out to a poll nobody waits for, and hide that for long.
            for (const SqsMessage& message : SqsMessage::readAll(answer.json))
                m_batches->hideSoon(message.receipt, 0);
        });
}

void SqsSource::received(const SqsAnswer& answer, int most, qint64 askedAtMs)
{
    --m_receives;
    m_asked -= most;
    if (!answer.isFine()) {
        // That the queue was found says nothing about whether it may be taken from.
        m_isProven = false;
        m_proof.stop();
        if (m_isConnected)
            fail(answer);
        return;
    }
    proven();
    std::vector<SqsMessage> messages = SqsMessage::readAll(answer.json);
    if (messages.empty()) {
        m_wantedReceives = 1;
        if (steadyMs() - askedAtMs < EmptyAtOnceMs)
            m_receiveAgain.start(EmptyAtOnceMs);
    } else if (messages.size() == MostInSqsBatch) {
        m_wantedReceives = std::min(m_wantedReceives + 1, MostReceives);
    }
    for (SqsMessage& message : messages) {
        // Taken by a call that began before the pause.
        if (m_isPaused)
            m_batches->hideSoon(message.receipt, 0);
        else
            take(std::move(message));
    }
    fill();
}

void SqsSource::take(SqsMessage message)
{
    const std::string id = message.id.toStdString();
    if (const auto again = m_hand.find(id); again != m_hand.end()) {
        // It was hidden too briefly, or SQS handed it out twice: this receipt counts.
        again->second.message.receipt = message.receipt;
        again->second.hiddenSinceMs = steadyMs();
        again->second.isLost = false;
        return;
    }
    ++m_counted.taken;
    Held held;
    held.message = std::move(message);
    held.hiddenSinceMs = steadyMs();
    held.order = ++m_taken;
    const bool isFirst = !m_place.isFifo() || m_groups.join(held.message.group.toStdString(), id);
    held.phase = isFirst ? Phase::Publishing : Phase::Behind;
    const auto at = m_hand.emplace(id, std::move(held)).first;
    if (isFirst)
        publish(at);
}

void SqsSource::publish(Hand::iterator at)
{
    Held& held = at->second;
    held.phase = Phase::Publishing;
    SourceMessage message;
    message.handle = at->first;
    message.content = held.message.content();
    message.tries = held.message.receives + held.refusals;
    // By its order, too: the same message may have been given back and taken anew since.
    m_publish(std::move(message),
        [self = QPointer(this), opened = m_opened, id = at->first, order = held.order](
            const SourceVerdict& verdict) {
            if (!self || opened != self->m_opened)
                return;
            const auto found = self->m_hand.find(id);
            if (found != self->m_hand.end() && found->second.order == order
                && found->second.phase == Phase::Publishing)
                self->judged(id, verdict);
        });
}

void SqsSource::judged(const std::string& id, const SourceVerdict& verdict)
{
    const auto at = m_hand.find(id);
    Held& held = at->second;
    held.reason = QString::fromStdString(verdict.reason);
    const bool isNotNow = verdict.outcome == SourceVerdict::Outcome::NotNow;
    if (!isNotNow)
        m_againMs = 0;
    if (std::exchange(m_isStalled, isNotNow) != isNotNow)
        Q_EMIT changed();
    switch (verdict.outcome) {
    case SourceVerdict::Outcome::Published:
        held.phase = Phase::Published;
        deleteSoon(id);
        break;
    case SourceVerdict::Outcome::Refused:
        ++m_counted.refused;
        refused(at);
        break;
    case SourceVerdict::Outcome::NotNow:
        held.phase = Phase::NotNow;
        ++m_notNow;
        if (!m_again.isActive()) {
            m_againMs = longerPause(m_againMs);
            m_again.start(m_againMs);
        }
        break;
    }
}

void SqsSource::tryAgain()
{
    std::vector<std::pair<std::uint64_t, std::string>> ids;
    for (const auto& [id, held] : m_hand) {
        if (held.phase == Phase::NotNow)
            ids.emplace_back(held.order, id);
    }
    std::sort(ids.begin(), ids.end());
    m_notNow = 0;
    for (const auto& [order, id] : ids) {
        if (const auto at = m_hand.find(id); at != m_hand.end())
            publish(at);
    }
    fill();
}

void SqsSource::refused(Hand::iterator at)
{
    Held& held = at->second;
    const int tries = held.message.receives + held.refusals;
    if (tries >= m_mostTries) {
        held.phase = Phase::Burying;
        return bury(at->first);
    }
    if (!m_place.isFifo()) {
        m_batches->hideSoon(held.message.receipt, m_pace.restSeconds);
        return letGo(at);
    }
    ++held.refusals;
    held.phase = Phase::Resting;
    QTimer::singleShot(m_pace.restSeconds * 1000, this,
        [this, opened = m_opened, id = at->first, order = held.order] {
            const auto found = opened == m_opened ? m_hand.find(id) : m_hand.end();
            if (found != m_hand.end() && found->second.order == order
                && found->second.phase == Phase::Resting)
                publish(found);
        });
}

void SqsSource::letGo(Hand::iterator at)
{
    const std::string id = at->first;
    const std::string group = at->second.message.group.toStdString();
    m_hand.erase(at);
    publishNext(m_groups.leave(group, id));
    fill();
}

void SqsSource::publishNext(const std::string& id)
{
    if (!id.empty())
        publish(m_hand.find(id));
}

void SqsSource::giveBackGroup(const std::string& group)
{
    for (const std::string& id : m_groups.takeAll(group)) {
        if (const auto at = m_hand.find(id); at != m_hand.end()) {
            m_batches->hideSoon(at->second.message.receipt, 0);
            m_hand.erase(at);
        }
    }
    fill();
}

void SqsSource::bury(const std::string& id)
{
    const auto at = m_hand.find(id);
    if (at == m_hand.end())
        return;
    if (!m_dead->isKnown())
        return holdBack(at, m_pace.holdBackSeconds);
    const Held& held = at->second;
    m_dead->bury(held.message, held.reason, held.message.receives + held.refusals,
        [this, opened = m_opened, id](const QString& error) {
            const auto found = opened == m_opened ? m_hand.find(id) : m_hand.end();
            if (found == m_hand.end() || found->second.phase != Phase::Burying)
                return;
            if (!error.isEmpty()) {
                m_deadError
                    = u"What was refused cannot be moved to “%1”: %2"_s.arg(m_dead->name(), error);
                Q_EMIT changed();
                return holdBack(found, m_hideSeconds);
            }
            m_deadError.clear();
            ++m_counted.buried;
            if (isKnown(m_counted.dead))
                ++m_counted.dead;
            deleteSoon(id);
        });
}

void SqsSource::holdBack(Hand::iterator at, int seconds)
{
    if (!m_dead->isKnown()) {
        m_deadError = m_whyNoDead.isEmpty()
            ? u"A message was refused %1 times (%2) and stays: no queue keeps the dead, neither by "
              u"a "
              "redrive policy nor as “%3”."_s.arg(m_mostTries)
                  .arg(at->second.reason, m_dead->name())
            : u"A message was refused %1 times (%2) and stays: “%3” cannot be used. %4"_s
                  .arg(m_mostTries)
                  .arg(at->second.reason, m_dead->name(), m_whyNoDead);
        Q_EMIT changed();
    }
    m_batches->hideSoon(at->second.message.receipt, seconds);
    if (!m_place.isFifo())
        return letGo(at);
    // SQS gives nothing of a group while one of it is hidden, so the others wait there.
    const std::string group = at->second.message.group.toStdString();
    m_groups.leave(group, at->first);
    m_hand.erase(at);
    giveBackGroup(group);
}

void SqsSource::deleteSoon(const std::string& id)
{
    m_batches->deleteSoon(id);
    // The next of its group need not wait for that: history has this one, or the dead.
    publishNext(m_groups.leave(m_hand.find(id)->second.message.group.toStdString(), id));
}

SqsBatches::Owner SqsSource::batchOwner()
{
    return {.receiptOf =
                [this](const std::string& id) {
                    const auto at = m_hand.find(id);
                    return at == m_hand.end() ? QString() : at->second.message.receipt;
                },
        .deleted =
            [this](const std::string& id, bool isDeleted) {
                m_counted.acknowledged += isDeleted ? 1 : 0;
                m_hand.erase(id);
                // Those of a batch go together, and what takes their places is asked for together.
                if (!m_fillSoon.isActive())
                    m_fillSoon.start(0);
            },
        .told =
            [this](const QString& error) {
                if (m_isConnected && std::exchange(m_error, error) != error)
                    Q_EMIT changed();
            },
        .extended =
            [this](const std::string& id, bool isHidden) {
                const auto at = m_hand.find(id);
                if (at == m_hand.end())
                    return;
                at->second.isLost = !isHidden;
                at->second.hiddenSinceMs = steadyMs();
            }};
}

void SqsSource::extend()
{
    std::vector<std::string> due;
    for (const auto& [id, held] : m_hand) {
        if (!held.isLost && steadyMs() - held.hiddenSinceMs >= m_hideSeconds * 500LL)
            due.push_back(id);
    }
    m_batches->extend(due, m_hideSeconds);
}

} // namespace fanlight
