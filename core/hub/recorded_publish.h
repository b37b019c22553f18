// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "delivery/parsed_publish.h"
#include "hub/message_log.h"
#include "net/publish_ticket.h"

#include <memory>
#include <span>
#include <string>

namespace fanlight {

class ReceiptBook;

// A publish of this hub's API or window: goes to the message log and the log, and has a receipt
// where one is wanted. Any thread, one at a time.
class RecordedPublish : public PublishTicket {
public:
    // Without a log, or a book, there is no record, or receipt; both outlive this. `isWatched`: as
    // for ReceiptBook::published().
    RecordedPublish(MessageSource source, PublishKind kind, const ParsedPublish& publish,
        MessageLog* messages, ReceiptBook* receipts, bool isWatched);

    // How many users follow, or are interested.
    void setAudience(std::uint64_t users) { m_audience = users; }
    std::uint64_t audience() const override // or channels, of a named publish
    {
        return hasFirst() ? PublishTicket::audience() : m_audience;
    }
    // Of a publish with a key that is not the first: what to say of it; empty: nothing.
    std::string repeatWarning() const;

    void setId(std::string id) override;
    std::uint64_t record(const FramePtr& frame, const MessageSteps& steps) override;
    void stepped(const MessageSteps& steps) override;

protected:
    void complete(std::uint64_t recipients, Shard* shard) override; // logs it; to be called first

private:
    MessageSource source() const;

    const MessageSource m_source;
    const PublishKind m_kind;
    const bool m_isBroadcast;
    const BatchWish m_batch;
    std::uint64_t m_audience;
    std::string m_userId; // the first
    std::string m_authorId;
    std::string m_type;
    MessageLog* const m_messages;
    std::uint64_t m_message = 0; // its number there
    ReceiptBook* const m_receipts;
    const bool m_isWatched;
};

// A publish whose recipients the hub's thread has to look up.
struct AudiencePublish {
    PublishKind kind = PublishKind::Fanout;
    ParsedPublish publish;
    std::uint64_t publishedNs = 0;
    std::shared_ptr<RecordedPublish> ticket;
};

// What a broker is given; views of the publish and of those it goes to.
Notification notificationOf(
    const ParsedPublish& publish, std::span<const std::string> userIds, std::uint64_t publishedNs);

} // namespace fanlight
