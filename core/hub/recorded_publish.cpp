// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/recorded_publish.h"

#include "hub/log.h"
#include "hub/receipt_book.h"
#include "net/clock.h"

namespace fanlight {

RecordedPublish::RecordedPublish(MessageSource source, PublishKind kind,
    const ParsedPublish& publish, MessageLog* messages, ReceiptBook* receipts, bool isWatched)
    : m_source(source)
    , m_kind(kind)
    , m_isBroadcast(publish.broadcast)
    , m_batch(publish.batch)
    , m_audience(publish.broadcast ? 1 : publish.userIds.size())
    , m_messages(messages)
    , m_receipts(receipts)
    , m_isWatched(isWatched)
{
    if (messages || publishLog().isInfoEnabled()) {
        if (!publish.userIds.empty())
            m_userId = publish.userIds.front();
        m_authorId = publish.authorId;
        if (kind == PublishKind::Selective)
            m_type = publish.type;
    }
    if (receipts)
        setReceipt(receipts->begin());
}

// What the window sends for clients of its own is nobody's doing.
MessageSource RecordedPublish::source() const
{
    return m_source == MessageSource::Window && isOwn() ? MessageSource::Demo : m_source;
}

void RecordedPublish::setId(std::string id)
{
    PublishTicket::setId(std::move(id));
    if (m_receipts)
        m_receipts->published(receipt(), this->id(), m_isWatched);
}

std::uint64_t RecordedPublish::record(const FramePtr& frame, const MessageSteps& steps)
{
    if (!m_messages)
        return 0;
    MessageRecord record;
    record.timeMs = static_cast<std::int64_t>(realtimeNs() / 1'000'000);
    record.source = source();
    record.kind = m_kind;
    record.broadcast = m_isBroadcast;
    record.users = m_isBroadcast ? 0 : static_cast<std::uint32_t>(m_audience);
    record.userId = m_userId;
    record.authorId = m_authorId;
    record.batch = m_batch;
    record.receipt = receipt() ? receipt()->number() : 0;
    record.frame = frame;
    record.steps = steps;
    return m_message = m_messages->append(std::move(record));
}

void RecordedPublish::stepped(const MessageSteps& steps)
{
    if (m_message != 0)
        m_messages->addSteps(m_message, steps);
}

void RecordedPublish::complete(std::uint64_t recipients, Shard*)
{
    if (m_message != 0 && recipients == 0) // perhaps no shard has anything to tell
        m_messages->add({{m_message, 0, true, {}, {}}});
    if (failureCount() > 0)
        qCWarning(publishLog, "%s could not be published to %llu of %llu users: %s", id().c_str(),
            static_cast<unsigned long long>(failureCount()),
            static_cast<unsigned long long>(m_audience), failures().front().error.c_str());
    if (!refusal().empty() || !publishLog().isInfoEnabled())
        return;
    if (isRepeated()) {
        qCInfo(publishLog, "%s was asked for again, and not published again", id().c_str());
        return;
    }
    const std::string among = m_authorId.empty() ? std::string() : "followers of " + m_authorId;
    const std::string whom = m_kind == PublishKind::Fanout ? among
        : m_kind == PublishKind::Selective
        ? (among.empty() ? "those" : among) + " interested in " + m_type
        : m_isBroadcast   ? "everyone"
        : m_audience == 1 ? "user " + m_userId
                          : std::to_string(m_audience) + " users";
    const char* const by = source() == MessageSource::Window ? " by hand"
        : source() == MessageSource::Demo                    ? " by the demo"
                                                             : "";
    qCInfo(publishLog, "%s published%s to %s: %llu %s", id().c_str(), by, whom.c_str(),
        static_cast<unsigned long long>(recipients), recipients == 1 ? "recipient" : "recipients");
}

std::string RecordedPublish::repeatWarning() const
{
    if (isSameAsFirst())
        return {};
    return "once: the first publish with this key was another one; this one was not published";
}

Notification notificationOf(
    const ParsedPublish& publish, std::span<const std::string> userIds, std::uint64_t publishedNs)
{
    return {publish.broadcast ? std::span<const std::string>() : userIds, publish.type,
        publish.data, publish.isJson, publish.event, publish.id, publish.retryMs, publish.batch,
        publishedNs, publish.once, publish.once.empty() ? 0 : fingerprintOf(publish)};
}

} // namespace fanlight
