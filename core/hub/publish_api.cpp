// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/publish_api.h"

#include "http/parameters.h"
#include "hub/http_call.h"
#include "hub/message_log.h"
#include "load/own_traffic.h"
#include "net/shard.h"

namespace fanlight {

namespace {

void countIn(PublishApi::Refusals& refusals, int status)
{
    refusals[static_cast<std::size_t>(prometheus_text::publishRefusalOf(status))].fetch_add(
        1, std::memory_order_relaxed);
}

// Answers a publish once every shard has queued it.
class PublishAnswer final : public RecordedPublish {
public:
    PublishAnswer(const HttpCall& call, PublishKind kind, const ParsedPublish& publish,
        MessageLog* messages, ReceiptBook& receipts, std::shared_ptr<PublishApi::Refusals> refusals)
        : RecordedPublish(MessageSource::Api, kind, publish, messages,
            publish.receipt ? &receipts : nullptr, false)
        , m_refusals(std::move(refusals))
        , m_shard(call.shard)
        , m_connection(call.connection)
        , m_number(call.number)
        , m_keepAlive(call.shard.keepsAlive(call.connection))
        , m_cors(call.cors)
        , m_warning(publish.warning)
        , m_countName(kind == PublishKind::Named ? "channels"
                  : kind == PublishKind::Fanout  ? "followers"
                                                 : "interested")
    {
        m_request.version = call.request.version;
        if (own_traffic::isOwn(std::string_view(call.request.userAgent)))
            markOwn();
    }

protected:
    void complete(std::uint64_t recipients, Shard* shard) override
    {
        RecordedPublish::complete(recipients, shard);
        http::Response response;
        response.headers = std::move(m_cors);
        if (refusal().empty()) {
            response.body = "{\"id\":" + (id().empty() ? "null" : jsonString(id())) + ",\""
                + m_countName + "\":" + std::to_string(audience())
                + ",\"recipients\":" + std::to_string(recipients)
                + (hasReceipt() && !id().empty()
                        ? ",\"receipt\":" + jsonString("/api/receipts/" + http::percentEncode(id()))
                        : std::string())
                + failuresText() + (isRepeated() ? ",\"repeated\":true" : "") + warningText()
                + "}\n";
        } else {
            response.status = refusalStatus();
            response.body = http::errorBody(refusal());
            countIn(*m_refusals, response.status);
        }
        FramePtr bytes = Frame::raw(http::serialize(response, m_request, m_keepAlive));
        if (shard == &m_shard)
            m_shard.answer(m_connection, m_number, std::move(bytes), !m_keepAlive);
        else
            m_shard.post(Answer{m_connection, m_number, std::move(bytes), !m_keepAlive});
    }

private:
    // Who did not get what others got.
    std::string failuresText() const
    {
        if (failureCount() == 0)
            return {};
        std::string text = ",\"failedCount\":" + std::to_string(failureCount()) + ",\"failed\":[";
        for (const Failure& failure : failures())
            text += (text.back() == '[' ? "{\"userId\":" : ",{\"userId\":")
                + jsonString(failure.userId) + ",\"error\":" + jsonString(failure.error) + '}';
        return text + ']';
    }

    std::string warningText() const
    {
        const std::string repeat = repeatWarning();
        const std::string& warning = repeat.empty() ? m_warning : repeat;
        return warning.empty() ? std::string() : ",\"warning\":" + jsonString(warning);
    }

    const std::shared_ptr<PublishApi::Refusals> m_refusals;
    Shard& m_shard;
    const ConnectionRef m_connection;
    const std::uint32_t m_number;
    const bool m_keepAlive;
    std::string m_cors;
    const std::string m_warning;
    http::Request m_request; // only what serialize() looks at
    const char* m_countName;
};

} // namespace

PublishApi::PublishApi(const HubOptions& options, int shards, const std::atomic<Broker*>& broker)
    : m_broker(broker)
{
    for (int i = 0; i < shards; ++i)
        m_parsers.push_back(std::make_unique<PublishParser>(
            static_cast<std::size_t>(options.dataLimit), options.typeAs));
}

void PublishApi::bind(ReceiptBook& receipts, std::function<void(AudiencePublish)> toAudience)
{
    m_receipts = &receipts;
    m_toAudience = std::move(toAudience);
}

void PublishApi::publish(const HttpCall& call, PublishKind kind)
{
    const ParsedPublish& parsed
        = m_parsers[static_cast<std::size_t>(call.shard.index())]->parse(call.request.body, kind);
    if (!parsed.error.empty()) {
        countRefusal(parsed.status);
        return call.respondError(parsed.status, parsed.error);
    }
    const auto ticket = std::make_shared<PublishAnswer>(
        call, kind, parsed, m_messages.load(std::memory_order_acquire), *m_receipts, m_refusals);
    if (kind != PublishKind::Named)
        return m_toAudience({kind, parsed, call.shard.turnNs(), ticket});
    m_broker.load(std::memory_order_acquire)
        ->publish(notificationOf(parsed, parsed.userIds, call.shard.turnNs()), ticket);
}

void PublishApi::messagesDelivered(const std::vector<MessageFigures>& reports)
{
    if (MessageLog* log = m_messages.load(std::memory_order_acquire))
        log->add(reports);
}

void PublishApi::deliveriesTraced(std::vector<TracedDelivery> steps)
{
    if (MessageLog* log = m_messages.load(std::memory_order_acquire))
        log->addSteps(std::move(steps));
}

void PublishApi::countRefusal(int status)
{
    countIn(*m_refusals, status);
}

} // namespace fanlight
