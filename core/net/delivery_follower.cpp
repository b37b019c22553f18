// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/delivery_follower.h"

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::uint64_t TellNs = 20'000'000;
constexpr std::size_t Few = 64; // of so many the sockets may be asked often
constexpr std::uint64_t AskNs = 40'000; // else at most so often for each of them
constexpr std::uint64_t MinPauseNs = 1'000'000;
constexpr std::uint64_t MaxPauseNs = 500'000'000;
constexpr std::uint64_t MaxQuietNs = 100'000'000; // after the stamped ones have come back

std::uint64_t keyOf(ConnectionRef ref)
{
    return std::uint64_t(ref.generation) << 32 | ref.slot;
}

} // namespace

DeliveryFollower::~DeliveryFollower()
{
    endAll();
}

// ---------------------------------------------------------------- tallies

std::uint32_t DeliveryFollower::takeTally()
{
    if (m_freeTallies.empty()) {
        m_tallies.emplace_back();
        return static_cast<std::uint32_t>(m_tallies.size() - 1);
    }
    const std::uint32_t tally = m_freeTallies.back();
    m_freeTallies.pop_back();
    return tally;
}

std::uint32_t DeliveryFollower::open(const Deliver& delivery, std::uint64_t nowNs)
{
    if (delivery.message == 0 && !delivery.receipt)
        return NoIndex;
    const std::uint32_t index = takeTally();
    Tally& tally = m_tallies[index];
    tally.publishedNs = delivery.publishedNs;
    tally.message = delivery.message;
    tally.follow = delivery.receipt ? openFollow(delivery, nowNs) : NoIndex;
    tally.uses = 1;
    if (tally.message != 0) {
        if (const std::uint64_t second = nowNs / 1'000'000'000; second != m_traceSecond) {
            m_traceSecond = second;
            m_mayTrace = TracedSteps;
        }
        tally.mayTrace = m_mayTrace > 0 ? TracedClients : 0;
        if (m_reports.empty() && m_late.empty())
            m_nextReportNs = nowNs + ReportNs;
        m_late.push_back({index, tally.generation, nowNs + LateNs});
    }
    return index;
}

std::uint32_t DeliveryFollower::openBatch(std::vector<std::uint32_t> members)
{
    if (members.empty())
        return NoIndex;
    const std::uint32_t index = takeTally();
    for (const std::uint32_t member : members)
        ++m_tallies[member].uses;
    m_tallies[index].uses = 1;
    m_tallies[index].members = std::move(members);
    return index;
}

void DeliveryFollower::addRecipients(
    std::uint32_t index, std::uint64_t recipients, std::uint64_t test)
{
    Tally& tally = m_tallies[index];
    tally.recipients += recipients;
    tally.testRecipients += test;
    if (tally.follow == NoIndex)
        return;
    Follow& follow = m_follows[tally.follow];
    follow.news.recipients += recipients;
    follow.news.testRecipients += test;
    follow.hasNews = true;
    const auto stride = static_cast<std::uint32_t>((recipients + Stamps - 1) / Stamps);
    if (stride > follow.stride) {
        follow.stride = stride;
        // so that the last one is among them
        follow.untilStamp = static_cast<std::uint32_t>((recipients - 1) % stride);
    }
}

void DeliveryFollower::done(std::uint32_t index)
{
    if (--m_tallies[index].uses > 0)
        return;
    Tally tally = std::exchange(m_tallies[index], Tally());
    m_tallies[index].generation = tally.generation + 1;
    m_freeTallies.push_back(index);
    if (tally.message != 0)
        report(tally);
    if (tally.follow != NoIndex) {
        --m_follows[tally.follow].uses;
        endIfComplete(tally.follow);
    }
    for (const std::uint32_t member : tally.members)
        done(member);
}

void DeliveryFollower::written(std::uint32_t index, ConnectionRef connection, std::uint64_t end,
    std::uint64_t handedNs, bool isStamped, const FramePtr& frame)
{
    const auto events = static_cast<std::uint32_t>(m_tallies[index].members.size());
    if (events == 0)
        writtenIn(index, connection, end, handedNs, isStamped, {}, 1);
    else
        writtenIn(index, connection, end, handedNs, isStamped, frame, events);
}

void DeliveryFollower::writtenIn(std::uint32_t index, ConnectionRef connection, std::uint64_t end,
    std::uint64_t handedNs, bool isStamped, const FramePtr& batch, std::uint32_t events)
{
    Tally& tally = m_tallies[index];
    for (const std::uint32_t member : tally.members)
        writtenIn(member, connection, end, handedNs, isStamped, batch, events);
    ++tally.written;
    if (tally.mayTrace > 0) {
        --tally.mayTrace;
        trace({tally.message, m_connections[connection.slot].stream.id, false,
            tally.publishedNs != 0 ? handedNs - tally.publishedNs : 0, events, batch});
    }
    if (tally.message != 0 && tally.publishedNs != 0)
        tally.write.record(handedNs - tally.publishedNs);
    if (tally.follow == NoIndex || !m_follows[tally.follow].receipt)
        return;
    Follow& follow = m_follows[tally.follow];
    if (tally.publishedNs != 0) // else it comes out of a gap, whose length is no latency
        follow.news.write.record(handedNs - tally.publishedNs);
    follow.hasNews = true;
    follow.wasLikely = false;
    ++follow.unstamped;
    if (isStamped) {
        follow.stamped.push_back({connection, end, std::exchange(follow.unstamped, 0), false});
        ++follow.stampedInAll;
        remember(follow.stamped.back());
    } else {
        follow.pending.push_back({connection, end, 1, false});
        remember(follow.pending.back());
        if (++m_pending > MaxPending)
            this->end(m_open.front());
    }
}

void DeliveryFollower::lost(std::uint32_t index)
{
    const Tally& tally = m_tallies[index];
    for (const std::uint32_t member : tally.members)
        lost(member);
    if (tally.follow == NoIndex)
        return;
    ++m_follows[tally.follow].news.gone;
    m_follows[tally.follow].hasNews = true;
}

// ---------------------------------------------------------------- the message log

void DeliveryFollower::report(Tally& tally)
{
    m_reports.push_back({tally.message, std::exchange(tally.recipients, 0), true,
        std::exchange(tally.write, {}), {}, 0, std::exchange(tally.testRecipients, 0)});
}

std::uint64_t DeliveryFollower::sampled(std::uint32_t index)
{
    if (index == NoIndex)
        return 1;
    Tally& tally = m_tallies[index];
    const std::uint64_t upTo = tally.written + 1;
    return upTo - std::exchange(tally.covered, upTo);
}

void DeliveryFollower::trace(TracedDelivery step)
{
    if (m_mayTrace == 0)
        return;
    --m_mayTrace;
    m_traced.push_back(std::move(step));
}

std::vector<TracedDelivery> DeliveryFollower::takeTraced(std::uint64_t nowNs, bool all)
{
    if (!all && nowNs < m_nextReportNs)
        return {};
    return std::exchange(m_traced, {});
}

void DeliveryFollower::reportAck(std::uint64_t message, std::uint64_t latencyNs,
    std::uint64_t standsFor, std::uint64_t connection)
{
    if (message == 0)
        return;
    if (connection != 0)
        trace({message, connection, true, latencyNs});
    MessageFigures& one = m_reports.emplace_back();
    one.number = message;
    one.measured = 1;
    one.ack.record(latencyNs, standsFor);
}

std::vector<MessageFigures> DeliveryFollower::takeReports(std::uint64_t nowNs, bool all)
{
    if (!all && (nowNs < m_nextReportNs || (m_reports.empty() && m_late.empty())))
        return {};
    while (!m_late.empty() && (all || m_late.front().dueNs <= nowNs)) {
        Tally& tally = m_tallies[m_late.front().tally];
        if (tally.generation == m_late.front().generation && tally.uses > 0
            && (tally.recipients > 0 || !tally.write.isEmpty()))
            report(tally);
        m_late.pop_front();
    }
    m_nextReportNs = nowNs + ReportNs;
    return std::exchange(m_reports, {});
}

// ---------------------------------------------------------------- receipts

std::uint32_t DeliveryFollower::openFollow(const Deliver& delivery, std::uint64_t nowNs)
{
    const std::shared_ptr<Receipt>& receipt = delivery.receipt;
    if (const auto found = m_followOf.find(receipt.get()); found != m_followOf.end()) {
        ++m_follows[found->second].uses;
        return found->second;
    }
    if (m_open.size() >= MaxReceipts)
        end(m_open.front());
    std::uint32_t index;
    if (m_freeFollows.empty()) {
        index = static_cast<std::uint32_t>(m_follows.size());
        m_follows.emplace_back();
    } else {
        index = m_freeFollows.back();
        m_freeFollows.pop_back();
    }
    Follow& follow = m_follows[index];
    follow.receipt = receipt;
    follow.publishedNs = delivery.publishedNs;
    follow.message = delivery.message;
    follow.mayTrace = delivery.message != 0 ? TracedClients : 0;
    follow.uses = 1;
    follow.nextAskNs = nowNs + MaxPauseNs / 10;
    follow.deadlineNs = nowNs + FollowNs;
    follow.toldNs = nowNs;
    receipt->hold();
    m_followOf.emplace(receipt.get(), index);
    m_open.push_back(index);
    return index;
}

// Every so many, as it is known how many there are; where they come one by one, fewer and fewer.
bool DeliveryFollower::wantsStamp(const Tally& tally)
{
    if (tally.follow == NoIndex || !m_follows[tally.follow].receipt)
        return false;
    Follow& follow = m_follows[tally.follow];
    if (follow.untilStamp > 0) {
        --follow.untilStamp;
        return false;
    }
    if (++follow.stamps > Stamps) {
        follow.stamps = 1;
        follow.stride *= 2;
    }
    follow.untilStamp = follow.stride - 1;
    return true;
}

// For a batch its first message decides for all of them.
std::vector<DeliveryFollower::StampFor> DeliveryFollower::stampsFor(std::uint32_t index)
{
    std::vector<StampFor> all;
    if (index == NoIndex || m_open.empty())
        return all;
    const Tally& tally = m_tallies[index];
    if (tally.members.empty()) {
        if (wantsStamp(tally))
            all.push_back({tally.follow, tally.publishedNs});
        return all;
    }
    for (const std::uint32_t member : tally.members) {
        const Tally& one = m_tallies[member];
        if (one.follow == NoIndex || !m_follows[one.follow].receipt || one.publishedNs == 0)
            continue;
        if (all.empty() && !wantsStamp(one))
            return all;
        all.push_back({one.follow, one.publishedNs});
    }
    return all;
}

void DeliveryFollower::stampArrived(
    std::uint32_t index, ConnectionRef connection, std::uint64_t latencyNs)
{
    if (!m_follows[index].receipt)
        return;
    Follow& follow = m_follows[index];
    const auto found
        = std::find_if(follow.stamped.begin(), follow.stamped.end(), [&](const Pending& one) {
              return one.connection.slot == connection.slot
                  && one.connection.generation == connection.generation;
          });
    if (found == follow.stamped.end())
        return;
    follow.news.ack.record(latencyNs, found->standsFor);
    if (follow.message != 0)
        trace({follow.message, m_connections[connection.slot].stream.id, true, latencyNs});
    forget(*found);
    follow.stamped.erase(found);
    ++follow.news.acknowledged;
    ++follow.news.measured;
    follow.news.lastAckNs = std::max(follow.news.lastAckNs, latencyNs);
    follow.hasNews = true;
    endIfComplete(index);
}

void DeliveryFollower::connectionClosed(ConnectionRef ref)
{
    if (ref.slot >= m_asked.size() || m_asked[ref.slot].waiting == 0)
        return;
    const auto acknowledged = static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, m_transport.acknowledgedBytes(m_connections[ref.slot])));
    m_closed.emplace(keyOf(ref), Closed{acknowledged, std::exchange(m_asked[ref.slot].waiting, 0)});
}

// A delivery that is followed from now on, and one that is no longer: its connection is asked about
// no more than there are.
void DeliveryFollower::remember(const Pending& pending)
{
    if (pending.connection.slot >= m_asked.size())
        m_asked.resize(m_connections.capacity());
    ++m_asked[pending.connection.slot].waiting;
}

void DeliveryFollower::forget(const Pending& pending)
{
    if (m_connections.find(pending.connection)) {
        --m_asked[pending.connection.slot].waiting;
    } else if (const auto closed = m_closed.find(keyOf(pending.connection));
               closed != m_closed.end() && --closed->second.waiting == 0) {
        m_closed.erase(closed);
    }
}

DeliveryFollower::Look DeliveryFollower::look(const Pending& pending)
{
    if (const Connection* connection = m_connections.find(pending.connection)) {
        Asked& asked = m_asked[pending.connection.slot];
        if (asked.poll != m_poll) {
            asked.poll = m_poll;
            asked.acknowledged = m_transport.acknowledgedBytes(*connection);
            m_mayAsk -= m_mayAsk > 0;
        }
        return asked.acknowledged >= static_cast<std::int64_t>(pending.end) ? Look::Acknowledged
                                                                            : Look::Not;
    }
    const auto closed = m_closed.find(keyOf(pending.connection));
    return closed != m_closed.end() && closed->second.acknowledged >= pending.end
        ? Look::Acknowledged
        : Look::Gone;
}

void DeliveryFollower::settle(
    Follow& follow, const Pending& pending, Look look, std::uint64_t nowNs)
{
    forget(pending);
    if (look == Look::Acknowledged) {
        ++follow.news.acknowledged;
        if (const Connection* connection
            = follow.mayTrace > 0 ? m_connections.find(pending.connection) : nullptr) {
            --follow.mayTrace;
            trace({follow.message, connection->stream.id, true, 0});
        }
        // else it was among the others, whose times the stamped ones tell
        if (pending.wasAsked && follow.publishedNs != 0)
            follow.news.lastAckNs = std::max(follow.news.lastAckNs, nowNs - follow.publishedNs);
    } else {
        ++follow.news.gone;
    }
    follow.hasNews = true;
}

bool DeliveryFollower::ask(Follow& follow, std::uint64_t nowNs)
{
    while (follow.next < follow.pending.size()) {
        if (m_mayAsk == 0)
            return false;
        Pending& one = follow.pending[follow.next];
        const Look seen = look(one);
        if (seen == Look::Not) {
            one.wasAsked = true;
            ++follow.next;
            continue;
        }
        settle(follow, one, seen, nowNs);
        one = follow.pending.back();
        follow.pending.pop_back();
        --m_pending;
    }
    follow.next = 0;
    std::erase_if(follow.stamped, [&](Pending& one) {
        const Look seen = look(one);
        if (seen == Look::Not || (seen == Look::Acknowledged && !std::exchange(one.wasAsked, true)))
            return false; // what was acknowledged a moment ago the kernel will tell better
        settle(follow, one, seen, nowNs);
        return true;
    });
    return true;
}

std::uint64_t DeliveryFollower::pauseNs(const Follow& follow, std::uint64_t nowNs)
{
    const std::uint64_t age = nowNs - std::min(nowNs, follow.publishedNs);
    return std::clamp(
        follow.pending.size() <= Few ? age / 8 : std::max(age / 4, AskNs * follow.pending.size()),
        MinPauseNs, MaxPauseNs);
}

void DeliveryFollower::poll(std::uint64_t nowNs, bool isSending)
{
    ++m_poll;
    m_mayAsk = AskedAtOnce;
    const std::vector<std::uint32_t> open = m_open;
    for (const std::uint32_t index : open) {
        Follow& follow = m_follows[index];
        if (!follow.receipt)
            continue;
        if (nowNs >= follow.deadlineNs) {
            end(index);
            continue;
        }
        if (!follow.wasLikely && !isSending && follow.stamped.size() * 10 <= follow.stampedInAll) {
            follow.wasLikely = true;
            const std::uint64_t age = nowNs - std::min(nowNs, follow.publishedNs);
            // others may still be at it, on other shards, and clients
            if (follow.pending.size() > Few)
                follow.nextAskNs = nowNs + std::clamp(age / 2, MinPauseNs, MaxQuietNs);
            else
                follow.nextAskNs = nowNs;
        }
        if (nowNs >= follow.nextAskNs)
            follow.nextAskNs = nowNs + (ask(follow, nowNs) ? pauseNs(follow, nowNs) : MinPauseNs);
        tell(follow, nowNs);
        endIfComplete(index);
    }
}

int DeliveryFollower::waitMs(std::uint64_t nowNs) const
{
    std::uint64_t next = ~std::uint64_t(0);
    for (const std::uint32_t index : m_open)
        next = std::min(next, m_follows[index].nextAskNs);
    if (!m_reports.empty() || !m_traced.empty())
        next = std::min(next, m_nextReportNs);
    if (!m_late.empty())
        next = std::min(next, std::max(m_nextReportNs, m_late.front().dueNs));
    if (next == ~std::uint64_t(0))
        return -1;
    return next <= nowNs ? 0 : static_cast<int>((next - nowNs + 999'999) / 1'000'000);
}

void DeliveryFollower::tell(Follow& follow, std::uint64_t nowNs)
{
    if (!follow.hasNews || nowNs - follow.toldNs < TellNs)
        return;
    follow.receipt->add(std::exchange(follow.news, {}));
    follow.hasNews = false;
    follow.toldNs = nowNs;
}

void DeliveryFollower::endIfComplete(std::uint32_t index)
{
    Follow& follow = m_follows[index];
    if (follow.uses > 0)
        return;
    if (!follow.receipt) { // it ended before
        m_follows[index] = {};
        m_freeFollows.push_back(index);
    } else if (follow.pending.empty() && follow.stamped.empty()) {
        end(index);
    }
}

void DeliveryFollower::end(std::uint32_t index)
{
    Follow& follow = m_follows[index];
    m_pending -= follow.pending.size();
    for (const std::vector<Pending>* list : {&follow.pending, &follow.stamped}) {
        for (const Pending& one : *list)
            forget(one);
    }
    const std::shared_ptr<Receipt> receipt = std::move(follow.receipt);
    m_followOf.erase(receipt.get());
    m_open.erase(std::find(m_open.begin(), m_open.end(), index));
    if (follow.hasNews)
        receipt->add(follow.news);
    receipt->release();
    const std::uint32_t uses = follow.uses;
    follow = {};
    follow.uses = uses;
    if (uses == 0)
        m_freeFollows.push_back(index);
}

void DeliveryFollower::endAll()
{
    while (!m_open.empty())
        end(m_open.front());
}

} // namespace fanlight
