// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis_stream_source.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSysInfo>

#include <algorithm>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using redis::Reply;

namespace {

constexpr std::chrono::milliseconds StreamLeastPause = 50ms;
constexpr std::chrono::milliseconds StreamMostPause = 5s;
constexpr std::size_t IdsPerCommand = 500;
constexpr std::size_t MostForgotten = 10'000; // ids
constexpr const char* StreamConsumerMark = "fanlight-";
// Consumers of instances that are gone for good, with nothing left to claim: one an hour old.
constexpr std::string_view SweepScript
    = "local n = 0 for _, c in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do "
      "local f = {} for i = 1, #c, 2 do f[c[i]] = c[i + 1] end "
      "if f.pending == 0 and f.idle > 3600000 and "
      "string.sub(f.name, 1, #ARGV[2]) == ARGV[2] then "
      "redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], f.name) n = n + 1 end end return n";

// Unlike that of any other instance: two that share one take each other's entries for their own.
std::string newConsumer()
{
    const QString name = QLatin1StringView(StreamConsumerMark) % QSysInfo::machineHostName() % u'-'
        % QString::number(QCoreApplication::applicationPid()) % u'-'
        % QString::number(QRandomGenerator::global()->generate(), 36);
    return name.toStdString();
}

bool isLost(std::string_view error)
{
    return error.starts_with("LOST ");
}

// The stream, or its group, is not there any more.
bool isGone(std::string_view error)
{
    return error.starts_with("NOGROUP") || error.starts_with("UNBLOCKED")
        || error.find("no such key") != std::string_view::npos;
}

// What a failure waits before it is tried again: 50, 100, 200, 400 ms.
std::chrono::milliseconds pauseAfter(int tries)
{
    return StreamLeastPause * (1 << std::clamp(tries - 1, 0, 6));
}

} // namespace

RedisStreamSource::RedisStreamSource(RedisStreamPlace place, QObject* parent)
    : Source(parent)
    , m_place(std::move(place))
    , m_key(m_place.key.toStdString())
    , m_group(m_place.group.toStdString())
    , m_consumer(m_place.consumer.isEmpty() ? newConsumer() : m_place.consumer.toStdString())
    , m_link(linkSettings("source"))
    , m_reader(linkSettings("source-reader"))
    , m_dead(m_link, m_place)
{
    m_prepareTimer.setSingleShot(true);
    m_tryTimer.setSingleShot(true);
    m_claimTimer.setInterval(m_place.idle / 6);
    m_figuresTimer.setInterval(FiguresEvery);
    connect(&m_prepareTimer, &QTimer::timeout, this, &RedisStreamSource::prepare);
    connect(&m_tryTimer, &QTimer::timeout, this, &RedisStreamSource::tryAgain);
    connect(&m_figuresTimer, &QTimer::timeout, this, &RedisStreamSource::askFigures);
    connect(&m_claimTimer, &QTimer::timeout, this, [this] {
        keepInHand(0ms);
        claimLeft();
    });
    connect(&m_link, &redis::RedisLink::ready, this, &RedisStreamSource::prepare);
    connect(&m_link, &redis::RedisLink::lost, this, [this](const QString& reason) {
        m_isPrepared = false;
        m_prepareTimer.stop();
        setProblem(reason);
    });
    connect(&m_reader, &redis::RedisLink::ready, this, [this] {
        read();
        tellChanges();
    });
    connect(&m_reader, &redis::RedisLink::lost, this, &RedisStreamSource::setProblem);
}

RedisStreamSource::~RedisStreamSource()
{
    close();
}

redis::RedisLink::Settings RedisStreamSource::linkSettings(const char* what) const
{
    redis::RedisLink::Settings settings;
    settings.url = m_place.url;
    settings.clientName = QByteArray("fanlight-") + what;
    settings.replyTimeout = 2 * BlockTime + 1s;
    settings.maxBackoff = StreamMostPause;
    settings.rules = m_place.rules();
    return settings;
}

void RedisStreamSource::open(Publish publish)
{
    if (std::exchange(m_isOpen, true))
        return;
    m_publish = std::move(publish);
    m_link.open();
    m_reader.open();
    m_claimTimer.start();
    m_figuresTimer.start();
    tellChanges();
}

// What is in hand is made as idle as what a consumer left that is gone, so that the next one takes
// it at once.
void RedisStreamSource::close()
{
    if (!std::exchange(m_isOpen, false))
        return;
    for (QTimer* timer : {&m_prepareTimer, &m_tryTimer, &m_claimTimer, &m_figuresTimer})
        timer->stop();
    ++m_run;
    sendAcknowledgements();
    keepInHand(m_place.idle);
    m_isPrepared = false;
    m_isReading = false;
    m_inHand.clear();
    m_toAcknowledge.clear();
    m_forgotten.clear();
    m_problem.clear();
    m_reader.close();
    m_link.close();
    tellChanges();
}

void RedisStreamSource::setPaused(bool paused)
{
    m_isPaused = paused;
    read();
    tellChanges();
}

void RedisStreamSource::setWaiting(bool waiting)
{
    if (std::exchange(m_isWaiting, waiting) == waiting)
        return;
    if (!waiting) {
        for (auto& [id, one] : m_inHand) {
            if (std::exchange(one.isHeld, false))
                one.due = Clock::now();
        }
        tryAgain();
        read();
    }
    tellChanges();
}

SourceFigures RedisStreamSource::figures() const
{
    using State = SourceFigures::State;
    SourceFigures figures = m_figures;
    const bool isThere = m_isPrepared && m_reader.state() == redis::RedisLink::State::Ready;
    figures.state = !m_isOpen ? State::Closed
        : !isThere            ? State::Connecting
        : m_isPaused          ? State::Paused
        : m_isWaiting         ? State::Waiting
                              : State::Taking;
    figures.error = m_problem.isEmpty() ? m_lastError : m_problem;
    figures.inHand = static_cast<int>(m_inHand.size());
    return figures;
}

// ---------------------------------------------------------------- the group and what was left

std::vector<std::string_view> RedisStreamSource::command(
    std::initializer_list<std::string_view> words, std::span<const std::string> ids) const
{
    std::vector<std::string_view> all(words);
    all.insert(all.end(), ids.begin(), ids.end());
    return all;
}

void RedisStreamSource::prepareLater(const QString& problem)
{
    m_isPrepared = false;
    setProblem(problem);
    m_pause = std::clamp(2 * m_pause, StreamLeastPause, StreamMostPause);
    m_prepareTimer.start(m_pause);
}

// From the beginning of the stream, since what stands there was not published yet.
void RedisStreamSource::prepare()
{
    m_isPrepared = false;
    if (!m_isOpen || m_link.state() != redis::RedisLink::State::Ready)
        return;
    m_link.send({"XGROUP", "CREATE", m_key, m_group, "0", "MKSTREAM"}, [this](const Reply& reply) {
        if (!m_isOpen || (reply.isError() && isLost(reply.text())))
            return;
        if (reply.isError() && !reply.text().starts_with("BUSYGROUP"))
            return prepareLater(m_place.explain(reply.text()));
        claimOwn("-");
    });
    m_link.send({"EVAL", SweepScript, "1", m_key, m_group, StreamConsumerMark}, nullptr);
}

// What this consumer took before, and does not have in hand: the answer was on its way when the
// link was lost, or it is another process with that name.
void RedisStreamSource::claimOwn(const std::string& from)
{
    m_link.send(
        {"XPENDING", m_key, m_group, from, "+", "500", m_consumer}, [this](const Reply& reply) {
            if (!m_isOpen || (reply.isError() && isLost(reply.text())))
                return;
            if (reply.isError())
                return prepareLater(m_place.explain(reply.text()));
            std::vector<Pending> pending;
            std::string last;
            for (std::size_t i = 0; i < reply.size(); ++i) {
                last = reply[i][0].text();
                if (!m_inHand.contains(last))
                    pending.push_back({last, static_cast<int>(reply[i][3].integer())});
            }
            if (reply.size() > 0)
                return claim(std::move(pending), 0ms, [this, last] { claimOwn('(' + last); });
            m_isPrepared = true;
            setProblem({});
            sendAcknowledgements();
            tryAgain();
            claimLeft();
            askFigures();
            read();
        });
}

void RedisStreamSource::claimLeft()
{
    const int most = room();
    if (!m_isPrepared || m_isPaused || m_isWaiting || most <= 0)
        return;
    const std::string idle = std::to_string(m_place.idle.count());
    m_link.send({"XPENDING", m_key, m_group, "IDLE", idle, "-", "+", std::to_string(most)},
        [this](const Reply& reply) {
            if (!m_isOpen || !m_isPrepared)
                return;
            std::vector<Pending> pending;
            for (std::size_t i = 0; i < reply.size(); ++i) {
                std::string id(reply[i][0].text());
                if (!m_inHand.contains(id))
                    pending.push_back({std::move(id), static_cast<int>(reply[i][3].integer())});
            }
            claim(std::move(pending), m_place.idle, [this] { read(); });
        });
}

void RedisStreamSource::claim(
    std::vector<Pending> pending, Milliseconds idle, std::function<void()> then)
{
    if (pending.empty())
        return then();
    std::vector<std::string> ids;
    ids.reserve(pending.size());
    for (const Pending& one : pending)
        ids.push_back(one.id);
    const std::string least = std::to_string(idle.count());
    m_link.send(command({"XCLAIM", m_key, m_group, m_consumer, least}, ids),
        [this, pending = std::move(pending), then = std::move(then)](const Reply& reply) {
            if (!m_isOpen || reply.isError())
                return reply.isError() && !isLost(reply.text())
                    ? prepareLater(m_place.explain(reply.text()))
                    : void();
            for (std::size_t i = 0; i < reply.size(); ++i) {
                RedisStreamEntry entry = RedisStreamEntry::of(reply[i]);
                const auto known = std::find_if(pending.begin(), pending.end(),
                    [&](const Pending& one) { return one.id == entry.id; });
                if (known != pending.end())
                    take(std::move(entry), known->tries + 1);
            }
            then();
        });
}

// No other consumer may take for left what is in hand here; or, at the end, the next one shall.
void RedisStreamSource::keepInHand(Milliseconds idle)
{
    if (m_inHand.empty() || m_link.state() != redis::RedisLink::State::Ready)
        return;
    std::vector<std::string> ids;
    for (const auto& [id, one] : m_inHand)
        ids.push_back(id);
    const std::string milliseconds = std::to_string(idle.count());
    for (std::size_t begin = 0; begin < ids.size(); begin += IdsPerCommand) {
        const std::size_t count = std::min(IdsPerCommand, ids.size() - begin);
        auto words = command(
            {"XCLAIM", m_key, m_group, m_consumer, "0"}, std::span(ids).subspan(begin, count));
        words.insert(words.end(), {"IDLE", milliseconds, "JUSTID"});
        m_link.send(words, nullptr);
    }
}

// ---------------------------------------------------------------- taking

int RedisStreamSource::room() const
{
    return m_place.prefetch - static_cast<int>(m_inHand.size());
}

void RedisStreamSource::read()
{
    const int most = room();
    // not one by one where it is nearly full
    const bool hasRoom = most > 0 && (most * 4 >= m_place.prefetch || m_inHand.empty());
    if (!m_isPrepared || m_isReading || m_isPaused || m_isWaiting || !hasRoom
        || m_reader.state() != redis::RedisLink::State::Ready)
        return;
    m_isReading = true;
    m_reader.send({"XREADGROUP", "GROUP", m_group, m_consumer, "COUNT", std::to_string(most),
                      "BLOCK", std::to_string(BlockTime.count()), "STREAMS", m_key, ">"},
        [this](const Reply& reply) { readAnswered(reply); });
}

void RedisStreamSource::readAnswered(const Reply& reply)
{
    m_isReading = false;
    if (!m_isOpen)
        return;
    if (reply.isError()) {
        if (isLost(reply.text()))
            return;
        if (isGone(reply.text())) {
            m_lastError = u"The stream “%1”, or its group, was deleted; it was made anew."_s.arg(
                m_place.key);
            return prepare();
        }
        return prepareLater(m_place.explain(reply.text()));
    }
    m_pause = 0ms;
    for (std::size_t stream = 0; stream < reply.size(); ++stream) {
        const Reply entries = reply[stream][1];
        for (std::size_t i = 0; i < entries.size(); ++i)
            take(RedisStreamEntry::of(entries[i]), 1);
    }
    read();
}

void RedisStreamSource::take(RedisStreamEntry entry, int tries)
{
    const std::string id = entry.id;
    if (m_forgotten.erase(id) > 0)
        return acknowledge(id);
    const bool isTrimmed = entry.fields.empty();
    const auto [at, isNew] = m_inHand.try_emplace(id, InHand{std::move(entry), tries});
    if (!isNew) {
        at->second.isGivenAgain = true;
        return;
    }
    ++m_figures.taken;
    if (isTrimmed) { // before it was published, which nobody can mend
        m_lastError = u"Entry %1 was deleted from the stream before it was published."_s.arg(
            redis::toQString(id));
        at->second.isBuried = true;
        return acknowledge(id);
    }
    publish(at->second);
}

void RedisStreamSource::publish(InHand& one)
{
    one.due = Clock::time_point::max();
    const std::string id = one.entry.id;
    std::string wrong;
    SourceMessage message{id, one.entry.content(&wrong), one.tries};
    if (!wrong.empty())
        return verdictOf(id, {SourceVerdict::Outcome::Refused, wrong});
    m_publish(std::move(message), [this, id, run = m_run](const SourceVerdict& verdict) {
        if (run == m_run)
            verdictOf(id, verdict);
    });
}

void RedisStreamSource::verdictOf(const std::string& id, const SourceVerdict& verdict)
{
    const auto at = m_inHand.find(id);
    if (at == m_inHand.end())
        return;
    InHand& one = at->second;
    switch (verdict.outcome) {
    case SourceVerdict::Outcome::Published:
        return acknowledge(id);
    case SourceVerdict::Outcome::NotNow:
        one.isHeld = m_isWaiting;
        if (!m_isWaiting)
            one.due = Clock::now() + StreamLeastPause;
        break;
    case SourceVerdict::Outcome::Refused:
        ++m_figures.refused;
        m_lastError = QString::fromStdString(verdict.reason);
        if (one.tries >= MostTries)
            return bury(one, verdict.reason);
        one.due = Clock::now() + pauseAfter(one.tries);
        ++one.tries;
        // which Redis counts
        m_link.send({"XCLAIM", m_key, m_group, m_consumer, "0", id}, nullptr);
        break;
    }
    if (!one.isHeld && !m_tryTimer.isActive())
        m_tryTimer.start(StreamLeastPause);
}

void RedisStreamSource::tryAgain()
{
    if (!m_isOpen)
        return;
    std::vector<std::string> due;
    bool isMore = false;
    const auto now = Clock::now();
    for (auto& [id, one] : m_inHand) {
        if (one.due <= now)
            due.push_back(id);
        else
            isMore = isMore || one.due != Clock::time_point::max();
    }
    for (const std::string& id : due) {
        if (const auto at = m_inHand.find(id); at != m_inHand.end())
            publish(at->second);
    }
    if (isMore && !m_tryTimer.isActive())
        m_tryTimer.start(StreamLeastPause);
}

// ---------------------------------------------------------------- letting go

void RedisStreamSource::bury(InHand& one, const std::string& reason)
{
    m_dead.bury(
        one.entry, reason, one.tries, [this, id = one.entry.id, run = m_run](const QString& error) {
            const auto at = run == m_run ? m_inHand.find(id) : m_inHand.end();
            if (at == m_inHand.end())
                return;
            if (!error.isEmpty()) { // it stays in hand, and is tried and refused once more
                m_lastError
                    = u"The dead cannot be kept under “%1”: %2"_s.arg(m_place.deadKey, error);
                at->second.due = Clock::now() + StreamMostPause;
                tryAgain();
                return tellChanges();
            }
            at->second.isBuried = true;
            ++m_figures.buried;
            acknowledge(id);
            tellChanges();
        });
}

void RedisStreamSource::acknowledge(const std::string& id)
{
    m_toAcknowledge.push_back(id);
    if (!std::exchange(m_isSendQueued, true))
        QMetaObject::invokeMethod(
            this, [this] { sendAcknowledgements(); }, Qt::QueuedConnection);
}

// Those of one turn together. What cannot be sent waits until the link is there again.
void RedisStreamSource::sendAcknowledgements()
{
    m_isSendQueued = false;
    if (m_link.state() != redis::RedisLink::State::Ready || m_toAcknowledge.empty())
        return;
    const std::vector<std::string> all = std::exchange(m_toAcknowledge, {});
    for (std::size_t begin = 0; begin < all.size(); begin += IdsPerCommand) {
        const auto slice
            = std::span(all).subspan(begin, std::min(IdsPerCommand, all.size() - begin));
        m_link.send(command({"XACK", m_key, m_group}, slice),
            [this, run = m_run, ids = std::vector(slice.begin(), slice.end())](const Reply& reply) {
                if (run != m_run)
                    return;
                if (reply.isError()) {
                    m_toAcknowledge.insert(m_toAcknowledge.end(), ids.begin(), ids.end());
                    if (!isLost(reply.text()))
                        prepareLater(m_place.explain(reply.text()));
                    return;
                }
                const bool isForgotten = reply.integer() < std::int64_t(ids.size());
                for (const std::string& id : ids) {
                    const auto at = m_inHand.find(id);
                    if (at == m_inHand.end())
                        continue;
                    if (std::exchange(at->second.isGivenAgain, false)) { // perhaps after the XACK
                        acknowledge(id);
                        continue;
                    }
                    m_figures.acknowledged += at->second.isBuried ? 0 : 1;
                    m_inHand.erase(at);
                    if (isForgotten && m_forgotten.size() < MostForgotten)
                        m_forgotten.insert(id);
                }
                read();
            });
    }
}

// ---------------------------------------------------------------- figures and the dead

void RedisStreamSource::askFigures()
{
    if (!m_isPrepared)
        return;
    m_link.send({"XINFO", "GROUPS", m_key}, [this](const Reply& reply) {
        if (!m_isOpen)
            return;
        if (reply.isError()) {
            m_figures.lag = Unknown;
            return isGone(reply.text()) && !m_isReading ? prepare() : void();
        }
        bool isThere = false;
        for (std::size_t i = 0; i < reply.size(); ++i) {
            const Reply group = reply[i];
            std::string_view name;
            double lag = Unknown;
            for (std::size_t field = 0; field + 1 < group.size(); field += 2) {
                const Reply value = group[field + 1];
                if (group[field].text() == "name")
                    name = value.text();
                else if (group[field].text() == "lag" && value.type() == Reply::Type::Integer)
                    lag = static_cast<double>(value.integer());
            }
            if (name != m_group)
                continue;
            isThere = true;
            m_figures.lag = lag;
        }
        if (!isThere && !m_isReading)
            prepare();
    });
    m_dead.count([this](double entries) { m_figures.dead = entries; });
}

void RedisStreamSource::listDead(
    std::function<void(const QString& error, std::vector<DeadLetter> letters)> done)
{
    m_dead.list(std::move(done));
}

void RedisStreamSource::removeDead(
    const std::string& handle, std::function<void(const QString& error)> done)
{
    m_dead.remove(handle, [this, done = std::move(done)](const QString& error) {
        askFigures();
        done(error);
    });
}

void RedisStreamSource::setProblem(const QString& problem)
{
    m_problem = problem;
    tellChanges();
}

} // namespace fanlight
