// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Micro-benchmarks of the hot path, each beside a floor: the least that could be done for the same
// result.
#include "broker/channel_table.h"
#include "broker/memory_broker.h"
#include "delivery/publish_parser.h"
#include "http/request_parser.h"
#include "net/shard.h"

#include <benchmark/benchmark.h>

#include <simdjson.h>

#include <atomic>
#include <cstring>
#include <future>
#include <thread>
#include <unordered_map>

#include <malloc.h>
#include <sys/eventfd.h>
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

// From a post to a shard that waits for something to do, to the end of its task.
void shardIsWoken(benchmark::State& state)
{
    NoHandler handler;
    Shard shard({}, handler);
    if (!shard.start().empty())
        std::abort();
    std::atomic<std::uint64_t> done{0};
    std::uint64_t posted = 0;
    for (auto _ : state) {
        shard.post(Task([&done](Shard&) { done.fetch_add(1, std::memory_order_release); }));
        ++posted;
        while (done.load(std::memory_order_acquire) < posted)
            std::this_thread::yield();
    }
    shard.stop();
}
BENCHMARK(shardIsWoken)->UseRealTime();

// The least of that: a thread that waits for an eventfd.
void shardIsWokenFloor(benchmark::State& state)
{
    const int wake = ::eventfd(0, EFD_CLOEXEC);
    std::atomic<std::uint64_t> done{0};
    std::atomic<bool> ends{false};
    std::thread thread([&] {
        eventfd_t count;
        while (::eventfd_read(wake, &count) == 0 && !ends)
            done.fetch_add(count, std::memory_order_release);
    });
    std::uint64_t posted = 0;
    for (auto _ : state) {
        ::eventfd_write(wake, 1);
        ++posted;
        while (done.load(std::memory_order_acquire) < posted)
            std::this_thread::yield();
    }
    ends = true;
    ::eventfd_write(wake, 1);
    thread.join();
    ::close(wake);
}
BENCHMARK(shardIsWokenFloor)->UseRealTime();

// ---------------------------------------------------------------- what each client costs

constexpr std::size_t Idle = 10'000;

std::string userOf(std::size_t number)
{
    return "u" + std::to_string(number);
}

std::size_t allocated()
{
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// The counter is what is allocated for each, the allocator's own included.
void connectionsComeAndGo(benchmark::State& state)
{
    std::size_t bytes = 0;
    for (auto _ : state) {
        const std::size_t before = allocated();
        ConnectionSlab slab;
        for (std::size_t i = 0; i < Idle; ++i)
            slab[slab.take()].state = ConnectionState::Stream;
        bytes = allocated() - before;
        for (std::uint32_t slot = 0; slot < Idle; ++slot)
            slab.giveBack(slot);
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(Idle));
    state.counters["bytes"] = double(bytes) / double(Idle);
}
BENCHMARK(connectionsComeAndGo)->Unit(benchmark::kMicrosecond);

void channelsComeAndGo(benchmark::State& state)
{
    std::vector<std::string> users;
    for (std::size_t i = 0; i < Idle; ++i)
        users.push_back(userOf(i));
    std::size_t bytes = 0;
    for (auto _ : state) {
        const std::size_t before = allocated();
        ChannelTable table(1);
        for (const std::string& user : users)
            table.create<SubscribedChannel>(user).add(0);
        bytes = allocated() - before;
        for (const std::string& user : users)
            table.remove(*table.find(user));
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(Idle));
    state.counters["bytes"] = double(bytes) / double(Idle);
}
BENCHMARK(channelsComeAndGo)->Unit(benchmark::kMicrosecond);

// The same with the map of the standard library that it was once.
void channelsComeAndGoFloor(benchmark::State& state)
{
    struct Plain {
        std::string userId;
        std::vector<std::uint32_t> subscribers;
    };
    std::vector<std::string> users;
    for (std::size_t i = 0; i < Idle; ++i)
        users.push_back(userOf(i));
    std::size_t bytes = 0;
    for (auto _ : state) {
        const std::size_t before = allocated();
        std::unordered_map<std::string_view, std::unique_ptr<Plain>, SeededHash> table;
        for (const std::string& user : users) {
            auto plain = std::make_unique<Plain>(Plain{user, {1}});
            table.emplace(plain->userId, std::move(plain));
        }
        bytes = allocated() - before;
        for (const std::string& user : users)
            table.erase(table.find(user));
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(Idle));
    state.counters["bytes"] = double(bytes) / double(Idle);
}
BENCHMARK(channelsComeAndGoFloor)->Unit(benchmark::kMicrosecond);

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
