// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Micro-benchmarks of the hot path, each beside a floor: the least that could be done for the same
// result.
#include "broker/memory_broker.h"
#include "delivery/publish_parser.h"
#include "http/request_parser.h"
#include "net/shard.h"

#include <benchmark/benchmark.h>

#include <simdjson.h>

#include <cstring>
#include <future>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace fanlight;

namespace {

constexpr std::size_t Clients = 1000;
const std::string Data = "{\"type\":\"like\",\"from\":\"user-17\",\"post\":\""
    + std::string(160, 'x') + "\",\"n\":12345}";
const std::string Body = "{\"userId\":\"42\",\"data\":" + Data + '}'; // about 250 bytes

// ---------------------------------------------------------------- encoding

void frameEvent(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(Frame::event({"1732449751000-18", {}, Data}, "like"));
}
BENCHMARK(frameEvent);

void frameFloorMemcpy(benchmark::State& state)
{
    const FramePtr frame = Frame::event({"1732449751000-18", {}, Data}, "like");
    std::vector<char> copy(frame->allocatedBytes());
    for (auto _ : state) {
        std::memcpy(copy.data(), frame.get(), copy.size());
        benchmark::ClobberMemory();
    }
}
BENCHMARK(frameFloorMemcpy);

// ---------------------------------------------------------------- requests

const std::string& request()
{
    static const std::string Bytes
        = "POST /api/publish HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: "
          "application/json\r\nContent-Length: "
        + std::to_string(Body.size()) + "\r\n\r\n" + Body;
    return Bytes;
}

void requestParse(benchmark::State& state)
{
    http::RequestParser parser({});
    for (auto _ : state)
        benchmark::DoNotOptimize(parser.parse(request()));
    state.SetBytesProcessed(state.iterations() * std::int64_t(request().size()));
}
BENCHMARK(requestParse);

void requestFloorMemchr(benchmark::State& state)
{
    for (auto _ : state) {
        std::size_t lines = 0;
        const char* end = request().data() + request().size();
        for (const char* at = request().data();
             (at = static_cast<const char*>(std::memchr(at, '\n', std::size_t(end - at)))); ++at)
            ++lines;
        benchmark::DoNotOptimize(lines);
    }
    state.SetBytesProcessed(state.iterations() * std::int64_t(request().size()));
}
BENCHMARK(requestFloorMemchr);

// ---------------------------------------------------------------- publishes

void publishParse(benchmark::State& state)
{
    PublishParser parser(256 << 10);
    std::string body = Body;
    for (auto _ : state)
        benchmark::DoNotOptimize(parser.parse(body));
    state.SetBytesProcessed(state.iterations() * std::int64_t(body.size()));
}
BENCHMARK(publishParse);

void publishFloorSimdjson(benchmark::State& state)
{
    simdjson::dom::parser parser;
    const simdjson::padded_string body(Body);
    for (auto _ : state)
        benchmark::DoNotOptimize(parser.parse(body).error());
    state.SetBytesProcessed(state.iterations() * std::int64_t(body.size()));
}
BENCHMARK(publishFloorSimdjson);

// ---------------------------------------------------------------- delivery

class NoHandler : public ShardHandler {
public:
    // Every request becomes a stream.
    void handleRequest(
        Shard& shard, ConnectionRef connection, std::uint32_t, http::Request&) override
    {
        auto subscription = std::make_unique<Subscription>();
        subscription->connection = connection;
        subscription->id = 1;
        shard.holdForStream(connection);
        shard.post(InboxItem(std::move(subscription)));
    }
    void streamOpened(Shard&, const Connection&) override { }
    void streamClosed(Shard&, const Connection&, DisconnectReason) override { }
    void messagesDelivered(std::vector<MessageFigures>) override { }
    void subscriptionLost(Shard&, const Subscription&) override { }
    void socketClosed() override { }
};

// Socket pairs; the second ends are what a client would read.
class Pairs {
public:
    Pairs()
    {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        for (auto& pair : ends) {
            if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data())
                < 0)
                std::abort();
        }
    }
    ~Pairs()
    {
        for (const auto& pair : ends)
            ::close(pair[1]);
    }
    void empty() const
    {
        char buffer[64 << 10];
        for (const auto& pair : ends) {
            while (::recv(pair[1], buffer, sizeof buffer, 0) > 0) { }
        }
    }
    std::array<std::array<int, 2>, Clients> ends;
};

// From the post to the last byte handed to the kernel; reading is not counted.
void broadcastThroughShard(benchmark::State& state)
{
    NoHandler handler;
    Shard shard({}, handler);
    if (!shard.start().empty())
        std::abort();
    const Pairs pairs;
    for (const auto& pair : pairs.ends) {
        shard.post(Adopt{pair[0], false});
        constexpr std::string_view Request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        if (::send(pair[1], Request.data(), Request.size(), 0) < 0)
            std::abort();
    }
    while (shard.counters().all(&TrafficCounters::streams) < Clients)
        std::this_thread::yield();
    const FramePtr frame = Frame::event({"1732449751000-18", {}, Data});
    for (auto _ : state) {
        const std::uint64_t wanted = shard.counters().all(&TrafficCounters::delivered) + Clients;
        // 0: pair sockets have no acknowledgements to sample
        shard.post(Deliver{frame, 0, BroadcastIndex, {}, {}});
        while (shard.counters().all(&TrafficCounters::delivered) < wanted)
            std::this_thread::yield();
        state.PauseTiming();
        pairs.empty();
        state.ResumeTiming();
    }
    shard.stop();
    state.SetItemsProcessed(state.iterations() * std::int64_t(Clients));
}
BENCHMARK(broadcastThroughShard)->UseRealTime()->Unit(benchmark::kMicrosecond);

void broadcastFloorSend(benchmark::State& state)
{
    const Pairs pairs;
    const FramePtr frame = Frame::event({"1732449751000-18", {}, Data});
    for (auto _ : state) {
        for (const auto& pair : pairs.ends)
            benchmark::DoNotOptimize(::send(pair[0], frame->chunked().data(),
                frame->chunked().size(), MSG_DONTWAIT | MSG_NOSIGNAL));
        state.PauseTiming();
        pairs.empty();
        state.ResumeTiming();
    }
    for (const auto& pair : pairs.ends)
        ::close(pair[0]);
    state.SetItemsProcessed(state.iterations() * std::int64_t(Clients));
}
BENCHMARK(broadcastFloorSend)->UseRealTime()->Unit(benchmark::kMicrosecond);

// ---------------------------------------------------------------- the broker

// A channel nobody listens to: id, frame and history are all there is to do.
void brokerPublishToIdleChannel(benchmark::State& state)
{
    MemoryBroker broker({}, {});
    const std::vector<std::string> users = {"42"};
    for (auto _ : state)
        broker.publish({.userIds = users, .type = "like", .data = Data, .event = {}, .id = {}}, {});
}
BENCHMARK(brokerPublishToIdleChannel);

} // namespace

BENCHMARK_MAIN();
