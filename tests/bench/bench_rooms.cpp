// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Micro-benchmarks of the rooms a notification goes through, beside bench_core.cpp: one operation a
// turn, each beside a floor where there is a plain thing that does the same. tests/bench/history.py
// keeps what they give with the commit.
#include "auth/sha256.h"
#include "auth/token_memory.h"
#include "broker/fan_payload.h"
#include "metrics/latency_histogram.h"
#include "net/outbox.h"
#include "net/stream_index.h"
#include "net/timer_wheel.h"
#include "qtredis/reply_reader.h"
#include "sse/batch.h"
#include "sse/event_id.h"
#include "sse/sse_parser.h"

#include <benchmark/benchmark.h>

#include <array>
#include <bit>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace fanlight;

namespace {

constexpr std::size_t Streams = 10'000;
constexpr std::uint32_t Away = 200; // ticks, ten seconds
const std::string Notification = "{\"type\":\"like\",\"from\":\"user-17\",\"post\":\""
    + std::string(160, 'x') + "\",\"n\":12345}";

// ---------------------------------------------------------------- sse

void eventIdParse(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(EventId::parse("1732449751000-18"));
}
BENCHMARK(eventIdParse);

// As a client reads it: the frame of one event.
void sseParse(benchmark::State& state)
{
    const FramePtr frame = Frame::event({"1732449751000-18", {}, Notification}, "like");
    SseParser parser;
    std::size_t events = 0;
    parser.onEvent = [&events](const SseParser::Event&) { ++events; };
    for (auto _ : state)
        benchmark::DoNotOptimize(parser.feed(frame->plain()));
    state.SetBytesProcessed(state.iterations() * std::int64_t(frame->plain().size()));
    if (events != std::size_t(state.iterations()))
        state.SkipWithError("an event was not read");
}
BENCHMARK(sseParse);

// A hundred notifications become one event.
void batchOfHundred(benchmark::State& state)
{
    std::vector<FramePtr> frames;
    std::vector<const Frame*> events;
    for (int i = 0; i < 100; ++i) {
        frames.push_back(Frame::event({"1732449751000-" + std::to_string(i), {}, Notification}));
        events.push_back(frames.back().get());
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(makeBatch(events));
    state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(batchOfHundred);

void batchFloorMemcpy(benchmark::State& state)
{
    std::vector<char> into(100 * Notification.size());
    for (auto _ : state) {
        for (std::size_t i = 0; i < 100; ++i)
            std::memcpy(
                into.data() + i * Notification.size(), Notification.data(), Notification.size());
        benchmark::ClobberMemory();
    }
}
BENCHMARK(batchFloorMemcpy);

// ---------------------------------------------------------------- net

struct Slots {
    Slots()
    {
        for (std::size_t i = 0; i < Streams; ++i) {
            all.push_back(connections.take());
            connections[all.back()].state = ConnectionState::Http;
        }
    }
    ConnectionSlab connections;
    std::vector<std::uint32_t> all;
};

// A stream was sent something: its heartbeat is due later than it was.
void wheelArmAnew(benchmark::State& state)
{
    Slots slots;
    TimerWheel wheel(slots.connections);
    for (const std::uint32_t slot : slots.all)
        wheel.arm(slot, Away);
    std::size_t next = 0;
    for (auto _ : state) {
        wheel.arm(slots.all[next], Away + std::uint32_t(next % Away));
        next = next + 1 == Streams ? 0 : next + 1;
    }
}
BENCHMARK(wheelArmAnew);

// The same with the standard library: erased from a tree, put in again.
void wheelFloorMultimap(benchmark::State& state)
{
    std::multimap<std::uint32_t, std::uint32_t> tree;
    std::vector<std::multimap<std::uint32_t, std::uint32_t>::iterator> where;
    for (std::size_t i = 0; i < Streams; ++i)
        where.push_back(tree.emplace(Away, std::uint32_t(i)));
    std::size_t next = 0;
    for (auto _ : state) {
        tree.erase(where[next]);
        where[next] = tree.emplace(Away + std::uint32_t(next % Away), std::uint32_t(next));
        next = next + 1 == Streams ? 0 : next + 1;
    }
}
BENCHMARK(wheelFloorMultimap);

// A stream comes to a channel and goes, among ten thousand that stay.
void indexComeAndGo(benchmark::State& state)
{
    ConnectionSlab connections;
    StreamIndex index(connections);
    std::deque<Channel> channels; // they do not move
    std::uint64_t lastId = 0;
    const auto open = [&](Channel& channel) {
        const std::uint32_t slot = connections.take();
        connections[slot].state = ConnectionState::Stream;
        connections[slot].stream.id = ++lastId;
        connections[slot].stream.channel = &channel;
        index.add(slot, {}, "bench");
        return slot;
    };
    const auto close = [&](std::uint32_t slot) {
        index.remove(slot);
        index.release(slot);
        connections.giveBack(slot);
    };
    std::vector<std::uint32_t> slots;
    for (std::size_t i = 0; i < Streams; ++i) {
        channels.emplace_back();
        channels.back().index = std::uint32_t(i);
        slots.push_back(open(channels.back()));
    }
    std::size_t next = 0;
    for (auto _ : state) {
        close(slots[next]);
        slots[next] = open(channels[next]);
        next = next + 1 == Streams ? 0 : next + 1;
    }
    for (const std::uint32_t slot : slots)
        close(slot);
}
BENCHMARK(indexComeAndGo);

// A broadcast to ten thousand queued, and taken off as it is sent; no socket.
void outboxBroadcast(benchmark::State& state)
{
    Outbox outbox;
    const FramePtr frame = Frame::event({"1732449751000-18", {}, Notification});
    std::vector<std::uint32_t> nodes(Streams);
    for (auto _ : state) {
        const std::uint32_t number = outbox.addFrame(frame, 0);
        for (std::uint32_t& node : nodes)
            node = outbox.addNode(number);
        for (const std::uint32_t node : nodes)
            outbox.freeNode(node);
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(Streams));
}
BENCHMARK(outboxBroadcast);

// The same with a queue of shared pointers a connection.
void outboxFloorSharedPointers(benchmark::State& state)
{
    const auto frame = std::make_shared<const std::string>(Notification);
    std::vector<std::deque<std::shared_ptr<const std::string>>> queues(Streams);
    for (auto _ : state) {
        for (auto& queue : queues)
            queue.push_back(frame);
        for (auto& queue : queues)
            queue.pop_front();
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(Streams));
}
BENCHMARK(outboxFloorSharedPointers);

// ---------------------------------------------------------------- auth

// A token that was verified before: its digest, and one look.
void tokenKnown(benchmark::State& state)
{
    auth::TokenMemory memory;
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < Streams; ++i) {
        tokens.push_back(std::string(180, 'x') + std::to_string(i)); // as long as they are
        memory.remember(auth::sha256(tokens.back()), {.user = std::to_string(i)});
    }
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(memory.find(auth::sha256(tokens[next]), 1));
        next = next + 1 == Streams ? 0 : next + 1;
    }
}
BENCHMARK(tokenKnown);

void tokenFloorSha256(benchmark::State& state)
{
    const std::string token(184, 'x');
    for (auto _ : state)
        benchmark::DoNotOptimize(auth::sha256(token));
}
BENCHMARK(tokenFloorSha256);

// ---------------------------------------------------------------- Redis

std::string payload()
{
    return "{\"$fan\":\"1732449751000-18"
        + FanPayloadWriter().afterId({.data = Notification,
            .type = "like",
            .event = {},
            .customId = {},
            .publishedUs = 1732449751000123});
}

std::string pushed()
{
    const std::string text = payload();
    return "*3\r\n$7\r\nmessage\r\n$16\r\nnotifications:42\r\n$" + std::to_string(text.size())
        + "\r\n" + text + "\r\n";
}

// What a subscription brings, as bytes of the link.
void redisReply(benchmark::State& state)
{
    redis::ReplyReader reader;
    const std::string bytes = pushed();
    for (auto _ : state) {
        reader.feed(bytes);
        if (reader.next() != redis::ReplyReader::Outcome::Reply)
            state.SkipWithError("no reply");
        benchmark::DoNotOptimize(reader.reply());
    }
    state.SetBytesProcessed(state.iterations() * std::int64_t(bytes.size()));
}
BENCHMARK(redisReply);

// … and as the frame it becomes.
void redisDecode(benchmark::State& state)
{
    FanPayloadReader reader;
    const std::string text = payload();
    for (auto _ : state)
        benchmark::DoNotOptimize(reader.read(text).frame());
    state.SetBytesProcessed(state.iterations() * std::int64_t(text.size()));
}
BENCHMARK(redisDecode);

void redisDecodeFloorFrame(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(Frame::event({"1732449751000-18", {}, Notification}, "like"));
}
BENCHMARK(redisDecodeFloorFrame);

void redisEncode(benchmark::State& state)
{
    FanPayloadWriter writer;
    const FanFields fields{.data = Notification,
        .type = "like",
        .event = {},
        .customId = {},
        .publishedUs = 1732449751000123};
    for (auto _ : state)
        benchmark::DoNotOptimize(writer.afterId(fields));
    state.SetBytesProcessed(state.iterations() * std::int64_t(Notification.size()));
}
BENCHMARK(redisEncode);

// ---------------------------------------------------------------- metrics

void latencyRecord(benchmark::State& state)
{
    LatencyRecorder recorder;
    std::uint64_t ns = 1;
    for (auto _ : state) {
        recorder.record(ns);
        ns = ns * 6364136223846793005U + 1442695040888963407U;
        ns >>= 30; // up to 17 s
    }
}
BENCHMARK(latencyRecord);

void latencyFloorCounter(benchmark::State& state)
{
    std::array<std::uint64_t, 64> counts{};
    std::uint64_t ns = 1;
    for (auto _ : state) {
        ++counts[std::size_t(std::bit_width(ns))];
        benchmark::ClobberMemory();
        ns = ns * 6364136223846793005U + 1442695040888963407U;
        ns >>= 30;
    }
    benchmark::DoNotOptimize(counts);
}
BENCHMARK(latencyFloorCounter);

} // namespace
