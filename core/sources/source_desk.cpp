// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_desk.h"

#include "sources/source_kinds.h"
#include "sources/source_log.h"
#include "sources/source_makers.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

Q_LOGGING_CATEGORY(fanlight::sourceLog, "fanlight.source", QtInfoMsg)

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

using DeskClock = std::chrono::steady_clock;

const QString DeskStops = u"The hub stops."_s;
constexpr std::size_t MostNotNow = 20'000; // remembered

} // namespace

struct SourceDesk::One {
    QString name;
    QString kind;
    QString url;
    std::unique_ptr<Source> source;
    bool isPaused = false;
    // As they were told in the log last:
    QString error;
    bool wasTaking = false;
    std::uint64_t buried = 0;
    // By handle: since when the broker, though it serves, does not take it.
    std::unordered_map<std::string, DeskClock::time_point> notNowSince;
    // As they were sampled last:
    std::uint64_t acknowledged = 0;
    DeskClock::time_point sampledAt = DeskClock::now();

    void tellState(const SourceFigures& now);
};

// Of one that somebody waits for.
struct SourceDesk::Asked {
    Done done;
};

// What changes, once; also what came and went between two samples.
void SourceDesk::One::tellState(const SourceFigures& now)
{
    using State = SourceFigures::State;
    if (now.state == State::Connecting && !now.error.isEmpty() && now.error != error) {
        qCWarning(sourceLog, "source %s (%s): %s", qPrintable(name), qPrintable(url),
            qPrintable(now.error));
        wasTaking = false;
        error = now.error;
    }
    if (now.state == State::Taking && !wasTaking) {
        qCInfo(
            sourceLog, "source %s: messages are taken from %s", qPrintable(name), qPrintable(url));
        wasTaking = true;
        error.clear();
    }
    if (now.buried > buried) {
        qCWarning(sourceLog, "source %s: %llu more went to the dead: %s", qPrintable(name),
            static_cast<unsigned long long>(now.buried - buried), qPrintable(now.error));
        buried = now.buried;
    }
}

SourceDesk::SourceDesk(std::vector<Part> parts, HubSide hub)
    : m_hub(std::move(hub))
    , m_sampleTimer(this)
    , m_waitTimer(this)
{
    auto snapshot = std::make_shared<SourceSnapshot>();
    for (Part& part : parts) {
        snapshot->rows.push_back({part.name, part.kind, part.url, {}, Unknown, false});
        auto one = std::make_unique<One>();
        one->name = std::move(part.name);
        one->kind = std::move(part.kind);
        one->url = std::move(part.url);
        one->source = std::move(part.source);
        connect(one->source.get(), &Source::changed, this,
            [told = one.get()] { told->tellState(told->source->figures()); });
        m_parts.push_back(std::move(one));
    }
    m_snapshot = std::move(snapshot);
    m_sampleTimer.setInterval(SampleMs);
    m_waitTimer.setInterval(WaitingMs);
    connect(&m_sampleTimer, &QTimer::timeout, this, &SourceDesk::sample);
    connect(&m_waitTimer, &QTimer::timeout, this, [this] {
        look();
        lookAtDrain();
    });
}

SourceDesk::~SourceDesk()
{
    close();
}

std::vector<SourceDesk::Part> SourceDesk::made(const QStringList& urls, std::size_t mostBody)
{
    std::vector<source_kinds::Given> given;
    source_kinds::readAll(urls, &given);
    std::vector<Part> parts;
    parts.reserve(given.size());
    for (const source_kinds::Given& one : given)
        parts.push_back({one.name, one.kind->name, one.url.display(), makeSource(one, mostBody)});
    return parts;
}

void SourceDesk::open()
{
    if (m_parts.empty() || std::exchange(m_isOpen, true))
        return;
    for (const auto& one : m_parts) {
        one->source->open([this, told = one.get()](SourceMessage message, Source::Done done) {
            take(*told, std::move(message), done);
        });
    }
    look();
    m_sampleTimer.start();
    sample();
}

void SourceDesk::drain(std::function<void()> done)
{
    m_drained = std::move(done);
    if (!m_isOpen)
        return lookAtDrain();
    for (const auto& one : m_parts)
        one->source->setPaused(true);
    m_waitTimer.start(10);
    lookAtDrain();
}

// What a broker that takes nothing has not got is not waited for.
void SourceDesk::lookAtDrain()
{
    if (!m_drained)
        return;
    const bool isFinished = !m_isOpen || !m_whyWaiting.isEmpty()
        || std::all_of(m_parts.begin(), m_parts.end(),
            [](const auto& one) { return one->source->figures().inHand == 0; });
    if (!isFinished)
        return;
    const auto done = std::exchange(m_drained, nullptr);
    close();
    done();
}

void SourceDesk::close()
{
    m_sampleTimer.stop();
    m_waitTimer.stop();
    if (std::exchange(m_isOpen, false)) {
        for (const auto& one : m_parts)
            one->source->close();
    }
    for (const auto& one : std::exchange(m_asked, {})) {
        if (const Done done = std::exchange(one->done, nullptr))
            done(503, DeskStops);
    }
}

SourceDesk::One* SourceDesk::find(const QString& name)
{
    const auto found = std::find_if(
        m_parts.begin(), m_parts.end(), [&](const auto& one) { return one->name == name; });
    return found == m_parts.end() ? nullptr : found->get();
}

void SourceDesk::take(One& one, SourceMessage message, const Source::Done& done)
{
    m_hub.publish(one.name, std::move(message.content),
        [this, alive = std::weak_ptr(m_alive), told = &one, handle = message.handle, done](
            const SourceVerdict& verdict) {
            if (alive.expired())
                return;
            if (verdict.outcome != SourceVerdict::Outcome::NotNow) {
                told->notNowSince.erase(handle);
                return done(verdict);
            }
            if (m_isOpen && isHopeless(*told, handle))
                return done({SourceVerdict::Outcome::Refused, verdict.reason});
            if (m_isOpen)
                setWaiting(QString::fromStdString(verdict.reason));
            done(verdict);
        });
}

// A broker that serves all others has said for long that it does not take this one, such as where a
// key is in use for something else: it must not hold up the rest for ever.
bool SourceDesk::isHopeless(One& one, const std::string& handle)
{
    const auto now = DeskClock::now();
    if (!m_hub.whyNotReady().empty()) {
        one.notNowSince.clear();
        return false;
    }
    if (one.notNowSince.size() > MostNotNow)
        one.notNowSince.clear();
    return now - one.notNowSince.try_emplace(handle, now).first->second > LongestNotNow;
}

void SourceDesk::setWaiting(const QString& why)
{
    const bool isWaiting = !why.isEmpty();
    const bool wasWaiting = !std::exchange(m_whyWaiting, why).isEmpty();
    if (isWaiting == wasWaiting)
        return;
    if (isWaiting)
        m_waitTimer.start();
    else if (!m_drained)
        m_waitTimer.stop();
    for (const auto& one : m_parts)
        one->source->setWaiting(isWaiting);
}

void SourceDesk::look()
{
    if (m_isOpen)
        setWaiting(QString::fromStdString(m_hub.whyNotReady()));
}

void SourceDesk::sample()
{
    if (m_isOpen)
        look();
    auto snapshot = std::make_shared<SourceSnapshot>();
    snapshot->takenAtMs = QDateTime::currentMSecsSinceEpoch();
    const auto now = DeskClock::now();
    for (const auto& one : m_parts) {
        SourceRow row{
            one->name, one->kind, one->url, one->source->figures(), Unknown, one->isPaused};
        one->tellState(row.figures);
        if (row.figures.state == SourceFigures::State::Waiting && !m_whyWaiting.isEmpty())
            row.figures.error = m_whyWaiting;
        const std::chrono::duration<double> since = now - one->sampledAt;
        if (since.count() > 0.1) {
            row.perSecond
                = static_cast<double>(row.figures.acknowledged - one->acknowledged) / since.count();
            one->acknowledged = row.figures.acknowledged;
            one->sampledAt = now;
        }
        snapshot->rows.push_back(std::move(row));
    }
    m_snapshot = std::move(snapshot);
    Q_EMIT sampled(m_snapshot);
}

bool SourceDesk::setPaused(const QString& name, bool paused)
{
    One* const one = find(name);
    if (!one)
        return false;
    if (std::exchange(one->isPaused, paused) != paused) {
        qCInfo(sourceLog, "source %s %s", qPrintable(name), paused ? "is paused" : "goes on");
        one->source->setPaused(paused);
        sample();
    }
    return true;
}

QString SourceDesk::unknown(const QString& name)
{
    return u"there is no source “%1”"_s.arg(name);
}

// What is asked is answered once, by its source or by the end.
SourceDesk::Done SourceDesk::asked(Done done)
{
    const auto one = std::make_shared<Asked>(Asked{std::move(done)});
    m_asked.push_back(one);
    return [this, alive = std::weak_ptr(m_alive), one](int status, const QString& error) {
        const Done answer = std::exchange(one->done, nullptr);
        if (!answer)
            return;
        if (!alive.expired())
            std::erase(m_asked, one);
        answer(status, error);
    };
}

void SourceDesk::listDead(const QString& name, Letters done)
{
    One* const one = find(name);
    if (!one)
        return done(404, unknown(name), {});
    if (!m_isOpen)
        return done(503, DeskStops, {});
    const auto letters = std::make_shared<std::vector<DeadLetter>>();
    one->source->listDead(
        [letters,
            answer = asked([letters, done = std::move(done)](int status, const QString& error) {
                done(status, error, *letters);
            })](const QString& error, std::vector<DeadLetter> listed) {
            *letters = std::move(listed);
            answer(error.isEmpty() ? 200 : 503, error);
        });
}

// Which is asked for first, so that one that is not there is told from a queue that says no.
void SourceDesk::findDead(const QString& name, const QString& handle,
    std::function<void(const DeadLetter& letter, const Done& answer)> then, Done done)
{
    listDead(name,
        [this, name, handle, then = std::move(then), done = std::move(done)](
            int status, const QString& error, const std::vector<DeadLetter>& letters) {
            if (status != 200)
                return done(status, error);
            const auto letter = std::find_if(letters.begin(), letters.end(),
                [key = handle.toStdString()](const DeadLetter& it) { return it.handle == key; });
            if (letter == letters.end())
                return done(404, u"source “%1” has no dead message “%2”"_s.arg(name, handle));
            then(*letter, asked(done));
        });
}

void SourceDesk::sendAgain(
    const QString& name, const QString& handle, const QByteArray& body, Done done)
{
    findDead(
        name, handle,
        [this, name, body](const DeadLetter& letter, const Done& answer) {
            republish(*find(name), letter, body, answer);
        },
        std::move(done));
}

// Removed only once it is published: what happens in between leaves it where it is, and its id
// keeps it from being published twice.
void SourceDesk::republish(One& one, DeadLetter letter, const QByteArray& body, const Done& done)
{
    if (!body.isNull())
        letter.content.body = body.toStdString();
    const std::string handle = letter.handle;
    m_hub.publish(one.name, std::move(letter.content),
        [alive = std::weak_ptr(m_alive), source = one.source.get(), handle, done](
            const SourceVerdict& verdict) {
            using Outcome = SourceVerdict::Outcome;
            if (alive.expired())
                return;
            if (verdict.outcome != Outcome::Published)
                return done(verdict.outcome == Outcome::Refused ? 400 : 503,
                    QString::fromStdString(verdict.reason));
            source->removeDead(handle, [done](const QString& error) {
                done(error.isEmpty() ? 200 : 503,
                    error.isEmpty()
                        ? error
                        : u"It was published, and is still with the dead: %1"_s.arg(error));
            });
        });
}

void SourceDesk::removeDead(const QString& name, const QString& handle, Done done)
{
    findDead(
        name, handle,
        [this, name](const DeadLetter& letter, const Done& answer) {
            find(name)->source->removeDead(letter.handle,
                [answer](const QString& error) { answer(error.isEmpty() ? 200 : 503, error); });
        },
        std::move(done));
}

} // namespace fanlight
