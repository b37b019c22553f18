// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_source.h"

#include "metrics/hand_over.h"
#include "sources/amqp_keeper.h"
#include "sources/amqp_thread.h"

#include <QDeadlineTimer>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 FirstAmqpRefusalPauseMs = 100; // doubled with each try
constexpr qint64 FirstAmqpHeldPauseMs = 100;
constexpr qint64 LongestAmqpPauseMs = 2000;
constexpr qint64 AmqpBuryAgainMs = 1000;

qint64 amqpNowMs()
{
    return QDeadlineTimer::current().deadline();
}

qint64 amqpPause(qint64 first, int tries)
{
    constexpr int MostDoublings = 6;
    return std::min(first << std::clamp(tries - 1, 0, MostDoublings), LongestAmqpPauseMs);
}

} // namespace

AmqpSource::AmqpSource(const AmqpPlace& place, std::size_t mostBody)
    : m_place(place)
    , m_mostBody(mostBody)
    , m_retry(this)
    , m_flush(this)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &AmqpSource::askAgain);
    m_flush.setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, &AmqpSource::flush);
}

AmqpSource::~AmqpSource()
{
    close();
}

void AmqpSource::open(Publish publish)
{
    close();
    const unsigned opened = ++m_opened;
    m_publish = std::move(publish);
    m_keeper = std::make_unique<AmqpKeeper>(
        m_place, m_mostBody, this, [this, opened](const AmqpKeeper::Counts& counts) {
            if (opened != m_opened)
                return;
            m_figures.lag = counts.waiting;
            m_figures.dead = counts.dead;
        });
    m_thread = std::make_unique<AmqpThread>(m_place, m_mostBody, [this, opened] {
        handOver(this, [this, opened] {
            if (opened == m_opened)
                takeNews();
        });
    });
    m_thread->setTaking(!m_isPaused && !m_isWaiting);
    refresh();
}

void AmqpSource::close()
{
    if (!m_thread)
        return;
    flush();
    ++m_opened;
    m_thread->requestStop();
    m_keeper->requestStop();
    m_thread.reset();
    m_keeper.reset();
    m_publish = nullptr;
    m_isConnected = false;
    dropHand();
    m_figures.lag = Unknown;
    m_figures.dead = Unknown;
    refresh();
}

void AmqpSource::setPaused(bool paused)
{
    m_isPaused = paused;
    refresh();
}

void AmqpSource::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    refresh();
    if (!waiting)
        askHeld();
}

SourceFigures AmqpSource::figures() const
{
    SourceFigures figures = m_figures;
    figures.inHand = int(m_hand.size());
    return figures;
}

void AmqpSource::listDead(
    std::function<void(const QString& error, std::vector<DeadLetter> letters)> done)
{
    if (!m_keeper) {
        handOver(this, [done = std::move(done)] { done(u"The source is closed."_s, {}); });
        return;
    }
    m_keeper->list([this, opened = m_opened, done = std::move(done)](
                       const QString& error, std::vector<DeadLetter> letters) {
        if (opened == m_opened)
            done(error, std::move(letters));
    });
}

void AmqpSource::removeDead(
    const std::string& handle, std::function<void(const QString& error)> done)
{
    if (!m_keeper) {
        handOver(this, [done = std::move(done)] { done(u"The source is closed."_s); });
        return;
    }
    m_keeper->remove(
        handle, [this, opened = m_opened, done = std::move(done)](const QString& error) {
            if (opened == m_opened)
                done(error);
        });
}

void AmqpSource::takeNews()
{
    AmqpThread::News news = m_thread->takeNews();
    if (news.epoch != m_epoch || !news.isConnected)
        dropHand();
    m_epoch = news.epoch;
    m_isConnected = news.isConnected;
    for (const std::string& reason : news.buried) {
        ++m_figures.taken;
        ++m_figures.refused;
        ++m_figures.buried;
        setError(u"A message was refused: %1"_s.arg(QString::fromStdString(reason)));
    }
    if (!news.error.isEmpty())
        setError(news.error);
    refresh();
    if (!m_thread)
        return; // whoever was told of the change closed it

    m_figures.taken += news.deliveries.size();
    std::vector<std::uint64_t> tags;
    tags.reserve(news.deliveries.size());
    for (auto& delivery : news.deliveries) {
        const std::uint64_t tag = delivery->tag;
        const int tries = delivery->earlierTries + 1;
        m_hand.emplace(tag, InHand{std::move(delivery), Step::Held, tries, 0, {}});
        m_lastTag = tag;
        tags.push_back(tag);
    }
    // Those that are held come first, or the order would be another.
    const bool waits = m_isWaiting || m_held > 0;
    m_held += tags.size();
    if (waits) {
        if (!tags.empty())
            retryHeld();
        return;
    }
    askInTurn(tags);
}

// Held ones, until the hub takes no more.
void AmqpSource::askInTurn(const std::vector<std::uint64_t>& tags)
{
    for (const std::uint64_t tag : tags) {
        const auto found = m_hand.find(tag); // the hub may close us meanwhile
        if (found == m_hand.end() || found->second.step != Step::Held || m_isWaiting)
            continue;
        const std::size_t held = m_held;
        ask(tag);
        if (m_held >= held)
            return; // it was held again at once
    }
}

void AmqpSource::dropHand()
{
    m_hand.clear();
    m_finished.clear();
    m_dying.clear();
    m_pausing = 0;
    m_held = 0;
    m_heldTries = 0;
    m_lastTag = 0;
    m_retry.stop();
}

// Of one that is held or pauses.
void AmqpSource::ask(std::uint64_t tag)
{
    InHand& message = m_hand.at(tag);
    --(message.step == Step::Pausing ? m_pausing : m_held);
    message.step = Step::Asked;
    if (!message.delivery->objection.empty()) {
        ++m_figures.refused;
        message.reason = message.delivery->objection;
        bury(tag); // no other verdict can come of it
        return;
    }
    SourceMessage handed;
    handed.handle = std::to_string(m_epoch) + '-' + std::to_string(tag);
    handed.content = message.delivery->content;
    handed.tries = message.tries;
    m_publish(std::move(handed),
        [self = QPointer<AmqpSource>(this), epoch = m_epoch, tag](const SourceVerdict& verdict) {
            if (self)
                self->judge(epoch, tag, verdict);
        });
}

void AmqpSource::askHeld()
{
    std::vector<std::uint64_t> tags;
    for (const auto& [tag, message] : m_hand) {
        if (message.step == Step::Held)
            tags.push_back(tag);
    }
    askInTurn(tags);
}

void AmqpSource::judge(std::uint64_t epoch, std::uint64_t tag, const SourceVerdict& verdict)
{
    if (epoch != m_epoch || !m_thread)
        return;
    const auto found = m_hand.find(tag);
    if (found == m_hand.end() || found->second.step != Step::Asked)
        return;
    InHand& message = found->second;
    switch (verdict.outcome) {
    case SourceVerdict::Outcome::Published:
        m_heldTries = 0;
        ++m_figures.acknowledged;
        finish(tag);
        return;
    case SourceVerdict::Outcome::Refused:
        refuse(tag, message, verdict.reason);
        return;
    case SourceVerdict::Outcome::NotNow:
        message.step = Step::Held;
        if (m_held++ == 0) {
            ++m_heldTries;
            setError(QString::fromStdString(verdict.reason));
        }
        retryHeld();
        return;
    }
}

void AmqpSource::refuse(std::uint64_t tag, InHand& message, const std::string& reason)
{
    ++m_figures.refused;
    message.reason = reason;
    if (message.tries >= MostTries) {
        bury(tag);
        return;
    }
    // Where they are the most of what may be taken, their pauses would hold up the others.
    const bool isCrowded = m_pausing * 2 >= std::size_t(m_place.prefetch);
    const qint64 pause = isCrowded ? 0 : amqpPause(FirstAmqpRefusalPauseMs, message.tries);
    message.step = Step::Pausing;
    message.dueMs = amqpNowMs() + pause;
    ++message.tries;
    ++m_pausing;
    retryAt(message.dueMs);
}

void AmqpSource::askAgain()
{
    const qint64 nowMs = amqpNowMs();
    std::vector<std::uint64_t> due;
    for (const auto& [tag, message] : m_hand) {
        if (message.step == Step::Pausing && message.dueMs <= nowMs)
            due.push_back(tag);
    }
    const std::uint64_t epoch = m_epoch;
    for (const std::uint64_t tag : due) {
        const auto found = m_hand.find(tag);
        if (epoch != m_epoch || found == m_hand.end() || found->second.step != Step::Pausing)
            continue;
        if (found->second.tries > MostTries) {
            --m_pausing;
            bury(tag); // the dead did not take it
        } else {
            ask(tag);
        }
    }
    if (!m_isWaiting)
        askHeld();
    for (const auto& [tag, message] : m_hand) {
        if (message.step == Step::Pausing)
            retryAt(message.dueMs);
    }
}

void AmqpSource::retryAt(qint64 dueMs)
{
    const int left = int(std::max<qint64>(0, dueMs - amqpNowMs()));
    if (!m_retry.isActive() || m_retry.remainingTime() > left)
        m_retry.start(left);
}

void AmqpSource::retryHeld()
{
    if (!m_isWaiting)
        retryAt(amqpNowMs() + amqpPause(FirstAmqpHeldPauseMs, m_heldTries));
}

void AmqpSource::bury(std::uint64_t tag)
{
    m_hand.at(tag).step = Step::Dying;
    m_dying.push_back(tag);
    flushLater();
}

void AmqpSource::sendToKeeper()
{
    std::vector<AmqpKeeper::Burial> burials;
    for (const std::uint64_t tag : m_dying) {
        const InHand& message = m_hand.at(tag);
        burials.push_back(
            {m_epoch, message.delivery, message.reason, std::min(message.tries, int(MostTries))});
    }
    m_dying.clear();
    if (burials.empty())
        return;
    const auto done = [this, opened = m_opened](
                          const std::vector<AmqpKeeper::Burial>& all, const QString& error) {
        if (opened != m_opened)
            return;
        for (const AmqpKeeper::Burial& one : all)
            buried(one.epoch, one.delivery->tag, error);
    };
    if (m_place.deadExchange.isEmpty()) {
        m_keeper->bury(std::move(burials), done);
        return;
    }
    // An exchange may take one and have no queue for another.
    for (AmqpKeeper::Burial& burial : burials)
        m_keeper->bury({std::move(burial)}, done);
}

void AmqpSource::buried(std::uint64_t epoch, std::uint64_t tag, const QString& error)
{
    const auto found = m_hand.find(tag);
    if (epoch != m_epoch || found == m_hand.end() || found->second.step != Step::Dying)
        return;
    InHand& message = found->second;
    if (error.isEmpty()) {
        ++m_figures.buried;
        setError(u"A message was refused: %1"_s.arg(QString::fromStdString(message.reason)));
        finish(tag);
        return;
    }
    setError(u"A refused message could not be laid aside: %1"_s.arg(error));
    message.tries = MostTries + 1;
    message.step = Step::Pausing;
    message.dueMs = amqpNowMs() + AmqpBuryAgainMs;
    ++m_pausing;
    retryAt(message.dueMs);
}

void AmqpSource::finish(std::uint64_t tag)
{
    m_hand.erase(tag);
    m_finished.insert(tag);
    flushLater();
}

void AmqpSource::flushLater()
{
    if (!std::exchange(m_isFlushDue, true))
        m_flush.start(0);
}

// One acknowledgement for all before the first that is still in hand, and one for each beyond it.
void AmqpSource::flush()
{
    m_isFlushDue = false;
    if (!m_thread)
        return;
    sendToKeeper();
    if (m_finished.empty())
        return;
    const std::uint64_t firstInHand = m_hand.empty() ? m_lastTag + 1 : m_hand.begin()->first;
    const auto beyond = m_finished.lower_bound(firstInHand);
    std::vector<AmqpThread::Ack> acks;
    if (beyond != m_finished.begin())
        acks.push_back({*std::prev(beyond), true});
    for (auto it = beyond; it != m_finished.end(); ++it)
        acks.push_back({*it, false});
    m_finished.clear();
    m_thread->acknowledge(m_epoch, acks);
}

void AmqpSource::setError(const QString& error)
{
    if (m_figures.error == error)
        return;
    m_figures.error = error;
    Q_EMIT changed();
}

// What follows from how it stands: whether the thread takes, and what is shown.
void AmqpSource::refresh()
{
    using State = SourceFigures::State;
    if (m_thread)
        m_thread->setTaking(!m_isPaused && !m_isWaiting);
    const State state = !m_thread ? State::Closed
        : !m_isConnected          ? State::Connecting
        : m_isPaused              ? State::Paused
        : m_isWaiting             ? State::Waiting
                                  : State::Taking;
    if (std::exchange(m_figures.state, state) != state)
        Q_EMIT changed();
}

} // namespace fanlight
