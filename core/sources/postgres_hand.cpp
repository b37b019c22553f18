// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_hand.h"

#include <algorithm>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds FirstPostgresPause = 100ms; // of one refused, or held
constexpr std::chrono::milliseconds LongestPostgresPause = 2000ms;
constexpr std::chrono::milliseconds PostgresBuryAgain = 1000ms;

std::chrono::milliseconds postgresPause(int tries)
{
    constexpr int mostDoublings = 6;
    return std::min(
        FirstPostgresPause * (1 << std::clamp(tries - 1, 0, mostDoublings)), LongestPostgresPause);
}

} // namespace

PostgresHand::PostgresHand(int prefetch, std::int64_t mostBody)
    : m_prefetch(prefetch)
    , m_mostBody(mostBody)
    , m_tryTimer(this)
{
    m_tryTimer.setSingleShot(true);
    connect(&m_tryTimer, &QTimer::timeout, this, &PostgresHand::tryAgain);
}

void PostgresHand::open(Source::Publish publish)
{
    m_publish = std::move(publish);
}

void PostgresHand::clear()
{
    ++m_run;
    m_tryTimer.stop();
    m_rows.clear();
    m_bytes = 0;
    m_held = 0;
    m_pausing = 0;
    m_heldTries = 0;
    for (Ids* const ids : {&m_finished, &m_dying, &m_retried})
        ids->clear();
}

// ---------------------------------------------------------------- publishing

void PostgresHand::add(std::vector<PostgresRow> rows)
{
    Ids ids;
    ids.reserve(rows.size());
    for (PostgresRow& row : rows) {
        const std::int64_t id = row.id;
        if (m_rows.contains(id))
            continue; // its lease had ended, and begins anew
        InHand one;
        one.tries = row.tries;
        one.taking = ++m_takings;
        m_bytes += std::int64_t(row.content.body.size());
        one.row = std::move(row);
        m_rows.emplace(id, std::move(one));
        ids.push_back(id);
    }
    // Those that are held come first, or the order would be another.
    const bool waits = m_isWaiting || m_held > 0;
    m_held += ids.size();
    if (!waits)
        publishInTurn(ids);
    else if (!ids.empty())
        holdOn();
}

void PostgresHand::setWaiting(bool waiting)
{
    if (std::exchange(m_isWaiting, waiting) && !waiting)
        publishHeld();
}

// Held ones, until the hub takes no more.
void PostgresHand::publishInTurn(const Ids& ids)
{
    for (const std::int64_t id : ids) {
        const auto found = m_rows.find(id); // the hub may close us meanwhile
        if (found == m_rows.end() || found->second.step != Step::Held || m_isWaiting)
            continue;
        const std::size_t held = m_held;
        publish(id);
        if (m_held >= held)
            return; // it was held again at once
    }
}

void PostgresHand::publishHeld()
{
    Ids held;
    for (const auto& [id, one] : m_rows) {
        if (one.step == Step::Held)
            held.push_back(id);
    }
    publishInTurn(held);
}

// Of one that is held or pauses.
void PostgresHand::publish(std::int64_t id)
{
    InHand& one = m_rows.at(id);
    --(one.step == Step::Pausing ? m_pausing : m_held);
    one.step = Step::Asked;
    if (one.row.bytes > m_mostBody) {
        ++m_refused;
        one.reason = "Its body has " + std::to_string(one.row.bytes) + " bytes, and "
            + std::to_string(m_mostBody) + " may be.";
        setLastError(u"A message was refused: %1"_s.arg(QString::fromStdString(one.reason)));
        return bury(id); // no other verdict can come of it
    }
    m_publish({std::to_string(id), one.row.content, one.tries},
        [this, id, taking = one.taking, run = m_run](const SourceVerdict& verdict) {
            if (run == m_run)
                judge(id, taking, verdict);
        });
}

void PostgresHand::judge(std::int64_t id, std::uint64_t taking, const SourceVerdict& verdict)
{
    const auto at = m_rows.find(id);
    if (at == m_rows.end() || at->second.taking != taking || at->second.step != Step::Asked)
        return;
    InHand& one = at->second;
    switch (verdict.outcome) {
    case SourceVerdict::Outcome::Published:
        m_heldTries = 0;
        one.step = Step::Finished;
        m_finished.push_back(id);
        Q_EMIT newsCame();
        return;
    case SourceVerdict::Outcome::NotNow:
        one.step = Step::Held;
        if (m_held++ == 0)
            ++m_heldTries;
        setLastError(QString::fromStdString(verdict.reason));
        return holdOn();
    case SourceVerdict::Outcome::Refused:
        return refuse(one, verdict.reason);
    }
}

void PostgresHand::refuse(InHand& one, const std::string& reason)
{
    ++m_refused;
    one.reason = reason;
    setLastError(u"A message was refused: %1"_s.arg(QString::fromStdString(reason)));
    if (one.tries >= Source::MostTries)
        return bury(one.row.id);
    // Where they are the most of what may be taken, their pauses would hold up the others.
    const bool isCrowded = m_pausing * 2 >= std::size_t(m_prefetch);
    one.due = Clock::now() + (isCrowded ? 0ms : postgresPause(one.tries));
    one.step = Step::Pausing;
    ++one.tries;
    ++m_pausing;
    m_retried.push_back(one.row.id);
    tryAt(one.due);
    Q_EMIT newsCame();
}

void PostgresHand::tryAgain()
{
    Ids due;
    const Clock::time_point now = Clock::now();
    for (const auto& [id, one] : m_rows) {
        if (one.step == Step::Pausing && one.due <= now)
            due.push_back(id);
    }
    for (const std::int64_t id : due) {
        const auto at = m_rows.find(id);
        if (at == m_rows.end() || at->second.step != Step::Pausing)
            continue;
        if (at->second.tries > Source::MostTries) {
            --m_pausing;
            bury(id); // the dead did not take it
        } else {
            publish(id);
        }
    }
    if (!m_isWaiting)
        publishHeld();
    for (const auto& [id, one] : m_rows) {
        if (one.step == Step::Pausing)
            tryAt(one.due);
    }
}

void PostgresHand::tryAt(Clock::time_point due)
{
    using Milliseconds = std::chrono::milliseconds;
    const auto left
        = std::max<Milliseconds>(0ms, std::chrono::ceil<Milliseconds>(due - Clock::now()));
    if (!m_tryTimer.isActive() || m_tryTimer.remainingTimeAsDuration() > left)
        m_tryTimer.start(left);
}

void PostgresHand::holdOn()
{
    if (!m_isWaiting)
        tryAt(Clock::now() + postgresPause(m_heldTries));
}

void PostgresHand::bury(std::int64_t id)
{
    m_rows.at(id).step = Step::Dying;
    m_dying.push_back(id);
    Q_EMIT newsCame();
}

// ---------------------------------------------------------------- letting go

bool PostgresHand::hasNews() const
{
    return !(m_finished.empty() && m_dying.empty() && m_retried.empty());
}

PostgresHand::Ids PostgresHand::sayFinished()
{
    for (const std::int64_t id : m_finished)
        m_rows.at(id).isSaid = true;
    return std::exchange(m_finished, {});
}

std::vector<PostgresHand::Dying> PostgresHand::sayDying()
{
    std::vector<Dying> all;
    for (const std::int64_t id : std::exchange(m_dying, {})) {
        InHand& one = m_rows.at(id);
        one.isSaid = true;
        all.push_back({id, std::min(one.tries, int(Source::MostTries)), one.reason});
    }
    return all;
}

PostgresHand::Ids PostgresHand::sayRetried()
{
    return std::exchange(m_retried, {});
}

int PostgresHand::removed(const Ids& said)
{
    int count = 0;
    for (const std::int64_t id : said) {
        if (const auto at = m_rows.find(id); at != m_rows.end() && at->second.isSaid) {
            forget(at);
            ++count;
        }
    }
    return count;
}

void PostgresHand::notBuried(const std::vector<Dying>& said, const QString& why)
{
    setLastError(u"A refused message could not be laid aside: %1"_s.arg(why));
    const Clock::time_point again = Clock::now() + PostgresBuryAgain;
    for (const Dying& one : said) {
        const auto at = m_rows.find(one.id);
        if (at == m_rows.end() || !at->second.isSaid)
            continue;
        at->second.isSaid = false;
        at->second.tries = Source::MostTries + 1;
        at->second.step = Step::Pausing;
        at->second.due = again;
        ++m_pausing;
        tryAt(again);
    }
}

void PostgresHand::forgetSaid()
{
    m_finished.clear();
    m_dying.clear();
    for (auto& [id, one] : m_rows) {
        one.isSaid = false;
        if (one.step == Step::Finished)
            m_finished.push_back(id);
        if (one.step == Step::Dying)
            m_dying.push_back(id);
    }
}

PostgresHand::Ids PostgresHand::all() const
{
    Ids ids;
    for (const auto& [id, one] : m_rows) {
        if (!one.isSaid)
            ids.push_back(id);
    }
    return ids;
}

PostgresHand::Ids PostgresHand::finished() const
{
    Ids ids;
    for (const auto& [id, one] : m_rows) {
        if (one.step == Step::Finished)
            ids.push_back(id);
    }
    return ids;
}

PostgresHand::Ids PostgresHand::unfinished() const
{
    Ids ids;
    for (const auto& [id, one] : m_rows) {
        if (one.step != Step::Finished)
            ids.push_back(id);
    }
    return ids;
}

int PostgresHand::keepOnly(const Ids& of, const std::set<std::int64_t>& ours)
{
    int published = 0;
    for (const std::int64_t id : of) {
        const auto at = m_rows.find(id);
        if (at == m_rows.end() || ours.contains(id) || at->second.isSaid)
            continue;
        published += at->second.step == Step::Finished ? 1 : 0;
        forget(at);
    }
    return published;
}

void PostgresHand::forget(Rows::iterator one)
{
    const std::int64_t id = one->first;
    m_bytes -= std::int64_t(one->second.row.content.body.size());
    switch (one->second.step) {
    case Step::Held:
        --m_held;
        break;
    case Step::Pausing:
        --m_pausing;
        break;
    case Step::Finished:
        if (!one->second.isSaid)
            std::erase(m_finished, id);
        break;
    case Step::Dying:
        if (!one->second.isSaid)
            std::erase(m_dying, id);
        break;
    case Step::Asked:
        break;
    }
    m_rows.erase(one);
}

void PostgresHand::setLastError(const QString& error)
{
    if (std::exchange(m_lastError, error) != error)
        Q_EMIT errorChanged();
}

} // namespace fanlight
