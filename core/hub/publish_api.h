// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "delivery/publish_parser.h"
#include "hub/options.h"
#include "hub/recorded_publish.h"
#include "metrics/prometheus.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace fanlight {

struct HttpCall;
class MessageLog;
class ReceiptBook;

// Publishes over HTTP: POST /api/publish, and /api/fanout and /api/selective, whose recipients the
// hub's thread looks up. Called by all shards at once; what it keeps is constant, atomic, or per
// shard.
class PublishApi {
public:
    // `broker`: the one that serves, now and then another one.
    PublishApi(const HubOptions& options, int shards, const std::atomic<Broker*>& broker);

    // Before any shard runs. `toAudience` passes a publish to the hub's thread.
    void bind(ReceiptBook& receipts, std::function<void(AudiencePublish)> toAudience);
    // Every message goes there from now on. Any thread.
    void setMessageLog(MessageLog* log) { m_messages.store(log, std::memory_order_release); }

    // In the shard's thread.
    void publish(const HttpCall& call, PublishKind kind);
    // What became of messages of the log. Any thread.
    void messagesDelivered(const std::vector<MessageFigures>& reports);
    void deliveriesTraced(std::vector<TracedDelivery> steps);

    // Publishes that were refused, by prometheus_text::PublishRefusal; written by all shards.
    using Refusals = std::array<std::atomic<std::uint64_t>, prometheus_text::PublishRefusalCount>;
    const Refusals& refusals() const { return *m_refusals; }
    // One was, before it came here or here.
    void countRefusal(int status);

private:
    const std::atomic<Broker*>& m_broker;
    std::atomic<MessageLog*> m_messages{nullptr}; // null: nobody looks
    ReceiptBook* m_receipts = nullptr;
    std::function<void(AudiencePublish)> m_toAudience;
    std::vector<std::unique_ptr<PublishParser>> m_parsers; // by shard
    // an answer may outlive this
    const std::shared_ptr<Refusals> m_refusals = std::make_shared<Refusals>();
};

} // namespace fanlight
