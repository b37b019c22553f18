// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/query.h"
#include "http/response.h"
#include "net/clock.h"
#include "net/shard.h"
#include "support/event_stream.h"

#include <QtTest>

#include <future>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fanlight::testing {

inline ShardConfig withBacklog(std::uint64_t bytes, bool drop = false)
{
    ShardConfig config;
    config.backlogLimit = bytes;
    config.dropWhenSlow = drop;
    return config;
}

// A listening socket of the loopback address and the smallest hub a shard can have: every
// connection the test makes is adopted when it says so. Paths:
// /api/notifications?channel=N&types=…&gaps=1&heartbeat=event&traffic=test|probe subscribes; /now…
// is answered at once with its own path; /later… when the test answers it.
class ShardRig : public ShardHandler {
public:
    static constexpr std::size_t Channels = 4;

    explicit ShardRig(const ShardConfig& config = {})
        : shard(config, *this)
    {
        for (std::uint32_t i = 0; i < Channels; ++i) {
            channels[i].userId = std::to_string(i);
            channels[i].index = i;
        }
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) < 0
            || ::listen(m_listener, 4096) < 0
            || ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) < 0
            || !shard.start().empty())
            qFatal("no socket to test with");
        port = ntohs(address.sin_port);
    }
    ~ShardRig() override
    {
        shard.stop();
        ::close(m_listener);
    }

    // Hands the next connection to the shard; a small send buffer blocks soon.
    void adopt(bool shed = false, int sendBuffer = 0)
    {
        const int descriptor
            = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (sendBuffer > 0)
            ::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &sendBuffer, sizeof sendBuffer);
        shard.post(Adopt{descriptor, shed});
    }
    EventStream subscribe(const QByteArray& query = {}, const QByteArray& version = "HTTP/1.1")
    {
        EventStream stream(port, query, {}, version);
        adopt();
        stream.waitForOpen();
        return stream;
    }
    // A subscriber whose buffers are as small as the system allows, and that does not read.
    EventStream subscribeSlowly(const QByteArray& query = {})
    {
        EventStream stream(port, query, {}, "HTTP/1.1", 4096);
        adopt(false, 4096);
        stream.waitForOpen();
        return stream;
    }
    HttpClient connect(bool shed = false)
    {
        HttpClient client(port);
        adopt(shed);
        return client;
    }

    // Runs in the shard's thread, after all that was posted before, and waits for it.
    void inShard(const std::function<void(Shard&)>& task)
    {
        std::promise<void> done;
        shard.post(Task([&](Shard& one) {
            task(one);
            done.set_value();
        }));
        done.get_future().wait();
    }
    void deliver(const std::string& data, std::uint32_t channel = BroadcastIndex,
        std::string_view type = {}, std::shared_ptr<PublishTicket> ticket = {})
    {
        shard.post(Deliver{
            Frame::event({{}, {}, data}, type), monotonicNs(), channel, {}, std::move(ticket)});
    }
    // With a wish and a receipt, which is held until it has been queued.
    void deliver(const EventFields& fields, std::uint32_t channel, std::string_view type,
        BatchWish batch, std::shared_ptr<Receipt> receipt = {}, std::uint64_t message = 0)
    {
        EventFields all = fields;
        all.batching = batch.batching();
        if (receipt)
            receipt->hold();
        shard.post(Deliver{Frame::event(all, type), monotonicNs(), channel, {}, {}, batch, message,
            std::move(receipt)});
    }
    void deliverOutOfGap(const FramePtr& frame, std::uint32_t channel = BroadcastIndex)
    {
        Deliver item{frame, 0, channel};
        item.isOutOfGap = true;
        shard.post(std::move(item));
    }
    std::shared_ptr<Receipt> deliverWithReceipt(
        const std::string& data, std::uint32_t channel = BroadcastIndex)
    {
        auto receipt = std::make_shared<Receipt>("t", 1);
        deliver({{}, {}, data}, channel, {}, {}, receipt);
        return receipt;
    }
    MessageFigures reportOf(std::uint64_t message)
    {
        const std::lock_guard lock(m_mutex);
        return m_reports[message];
    }
    void answerLater(std::size_t which, const std::string& body, bool close = false)
    {
        Pending pending;
        {
            const std::lock_guard lock(m_mutex);
            pending = m_pending.at(which);
        }
        shard.post(Answer{pending.connection, pending.number, answerOf(body, !close), close});
    }

    void handleRequest(
        Shard& one, ConnectionRef connection, std::uint32_t number, http::Request& request) override
    {
        if (onRequest)
            onRequest(request);
        if (request.path() == "/api/notifications")
            return subscribe(one, connection, request);
        if (request.path().starts_with("/later")) {
            const std::lock_guard lock(m_mutex);
            m_pending.push_back({connection, number});
            ++pendingCount;
            return;
        }
        const bool keepAlive = one.keepsAlive(connection);
        one.answer(connection, number, answerOf(request.target, keepAlive), !keepAlive);
        if (request.path() == "/now/drain")
            one.drain([this] { emptied = true; });
    }
    void streamOpened(Shard&, const Connection&) override { ++opened; }
    void streamClosed(Shard&, const Connection&, DisconnectReason reason) override
    {
        lastReason = int(reason);
        ++closed;
    }
    void messagesDelivered(std::vector<MessageFigures> reports) override
    {
        const std::lock_guard lock(m_mutex);
        for (MessageFigures& report : reports) {
            MessageFigures& sum = m_reports[report.number];
            sum.recipients += report.recipients;
            sum.testRecipients += report.testRecipients;
            sum.write.merge(report.write);
            sum.ack.merge(report.ack);
        }
    }
    void subscriptionLost(Shard&, const Subscription&) override { ++lost; }
    void socketClosed() override { ++socketsClosed; }

    static FramePtr answerOf(const std::string& body, bool keepAlive)
    {
        return Frame::raw(http::serialize({.body = body}, {}, keepAlive));
    }

    quint16 port = 0;
    std::array<Channel, Channels> channels;
    std::vector<FramePtr> replay; // given to whoever subscribes
    std::optional<Gap> gap; // likewise
    // told of each, in the shard's thread; set before there are any
    std::function<void(const http::Request&)> onRequest;
    std::atomic<int> opened = 0;
    std::atomic<int> closed = 0;
    std::atomic<int> lost = 0;
    std::atomic<int> socketsClosed = 0;
    std::atomic<int> lastReason = -1; // a DisconnectReason
    std::atomic<int> pendingCount = 0;
    std::atomic<bool> emptied = false;
    Shard shard; // last: it ends before what its thread uses

private:
    struct Pending {
        ConnectionRef connection;
        std::uint32_t number = 0;
    };
    void subscribe(Shard& one, ConnectionRef connection, const http::Request& request)
    {
        const auto query = http::Query::parse(request.query()).value();
        auto subscription = std::make_unique<Subscription>();
        subscription->connection = connection;
        if (const auto index = query.value("channel"))
            subscription->channel = &channels[std::size_t(std::stoi(std::string(*index)))];
        subscription->id = ++m_lastId;
        subscription->head = request.version == 10
            ? "HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: "
              "text/event-stream\r\n\r\n";
        subscription->opening = ": connection c-" + std::to_string(m_lastId) + "\n\n";
        subscription->types = query.value("types").value_or("");
        subscription->userAgent = request.userAgent;
        subscription->traffic = query.value("traffic") == "test" ? TrafficKind::Test
            : query.value("traffic") == "probe"                  ? TrafficKind::Probe
                                                                 : TrafficKind::Real;
        subscription->wantsGaps = query.value("gaps") == "1";
        subscription->wantsHeartbeats = query.value("heartbeat") == "event";
        subscription->lastEventId = request.lastEventId;
        if (const auto expires = query.value("expires")) // in so many milliseconds
            subscription->expiresAtMs
                = std::int64_t(realtimeNs() / 1'000'000) + std::stoll(std::string(*expires));
        subscription->gap = gap;
        subscription->replay = replay;
        one.holdForStream(connection);
        one.post(InboxItem(std::move(subscription)));
    }

    int m_listener = -1;
    std::uint64_t m_lastId = 0; // the shard's thread
    std::mutex m_mutex;
    std::vector<Pending> m_pending; // guarded by m_mutex
    std::unordered_map<std::uint64_t, MessageFigures> m_reports; // guarded by m_mutex
};

// Remembers what completed it. Any thread.
class TestTicket final : public PublishTicket {
public:
    std::atomic<int> completed = 0;
    std::atomic<std::uint64_t> recipients = 0;

protected:
    void complete(std::uint64_t count, Shard*) override
    {
        recipients = count;
        ++completed;
    }
};

} // namespace fanlight::testing
