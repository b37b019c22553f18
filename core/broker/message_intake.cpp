// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/message_intake.h"

#include "broker/redis_log.h"
#include "net/clock.h"
#include "sse/utf8.h"

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::size_t BytesShown = 24; // of a message that is not UTF-8, in the log
constexpr std::uint64_t RefusedLogNs = 1'000'000'000; // between two lines about them
constexpr std::uint64_t MaxPlausibleLagUs = 60'000'000; // more is two clocks that differ

} // namespace

MessageIntake::MessageIntake(RedisPublishing& publishing, Settings settings)
    : m_publishing(publishing)
    , m_settings(std::move(settings))
    , m_payloads(m_settings.batchAll)
{
}

FanPayloadReader::Payload* MessageIntake::read(std::string_view name, std::string_view payload)
{
    if (payload.size() > m_settings.messageLimit) {
        ++m_tooLarge;
        return nullptr;
    }
    FanPayloadReader::Payload& read = m_payloads.read(payload);
    if (!read.refusal)
        return &read;
    if (m_notUtf8++ == m_notUtf8Logged)
        m_notUtf8Sample = std::string(name) + " begins with " + escapeBytes(payload, BytesShown);
    return nullptr;
}

RedisDelivery::Message MessageIntake::take(const FanPayloadReader::Payload& read,
    SubscribedChannel* channel, FramePtr frame, const FramePtr& logged, bool& isOwn)
{
    const std::uint64_t nowNs = monotonicNs();
    std::uint64_t publishedNs = nowNs;
    std::shared_ptr<PublishTicket> ticket;
    std::shared_ptr<Receipt> receipt;
    RedisPublishing::Own* own = nullptr;
    if (read.id) {
        publishedNs = publishedNsOf(read.publishedUs, nowNs);
        m_lag.record(nowNs - publishedNs);
        own = m_publishing.cameBack(read.by, read.publishedUs);
        if (own) {
            ticket = own->ticket;
            publishedNs = own->publishedNs;
        }
        if (!read.receipt.empty() && m_settings.receiptOf)
            receipt = m_settings.receiptOf(read.receipt, true);
    }
    isOwn = own != nullptr;
    const MessageSteps steps{0, nowNs - std::min(nowNs, publishedNs)};
    const std::uint64_t message = own
        ? m_publishing.recorded(*own, logged, steps)
        : recordForeign(logged, channel, read.id ? read.publishedUs : 0, read.by, steps);
    return {channel, read.id, std::move(frame), publishedNs, std::move(ticket), read.batch, message,
        std::move(receipt)};
}

// What another instance published to many users comes as a message for each of them.
std::uint64_t MessageIntake::recordForeign(const FramePtr& frame, SubscribedChannel* channel,
    std::uint64_t publishedUs, std::string_view by, const MessageSteps& steps)
{
    if (!m_settings.foreign)
        return 0;
    Foreign& last = m_foreign[(publishedUs + std::hash<std::string_view>()(by)) % m_foreign.size()];
    if (publishedUs != 0 && channel && last.publishedUs == publishedUs && last.by == by) {
        if (last.message != 0)
            m_settings.foreignUser(last.message);
        return last.message;
    }
    const std::uint64_t message = m_settings.foreign(
        frame, channel ? std::optional(channel->userId.view()) : std::nullopt, steps);
    if (publishedUs != 0)
        last = {publishedUs, std::string(by), message};
    return message;
}

// By the clock of whoever published it; two clocks that differ must not make latencies of their
// own.
std::uint64_t MessageIntake::publishedNsOf(std::uint64_t publishedUs, std::uint64_t nowNs)
{
    const std::uint64_t nowUs = realtimeNs() / 1000;
    return publishedUs > nowUs || nowUs - publishedUs > MaxPlausibleLagUs
        ? nowNs
        : nowNs - (nowUs - publishedUs) * 1000;
}

void MessageIntake::addTo(BrokerFigures& figures) const
{
    figures.redisReceived = double(m_received);
    figures.redisTooLarge = double(m_tooLarge);
    figures.redisNotUtf8 = double(m_notUtf8);
    figures.redisLag = &m_lag;
}

void MessageIntake::tick(std::uint64_t nowNs)
{
    if (m_tooLarge != m_tooLargeLogged) {
        qCWarning(redisLog, "%llu messages from Redis were over %zu bytes and were not delivered",
            static_cast<unsigned long long>(m_tooLarge - m_tooLargeLogged),
            m_settings.messageLimit);
        m_tooLargeLogged = m_tooLarge;
    }
    if (m_notUtf8 != m_notUtf8Logged && nowNs - m_notUtf8LoggedNs >= RefusedLogNs) {
        qCWarning(redisLog,
            "%llu messages from Redis were not UTF-8, as streams must be, and were not delivered; "
            "the first on %s",
            static_cast<unsigned long long>(m_notUtf8 - m_notUtf8Logged), m_notUtf8Sample.c_str());
        m_notUtf8Logged = m_notUtf8;
        m_notUtf8LoggedNs = nowNs;
    }
}

} // namespace fanlight
