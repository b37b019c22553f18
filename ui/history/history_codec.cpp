// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_codec.h"

#include "metrics/packed_bytes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace fanlight::history_codec {

namespace {

constexpr std::size_t MostListed = 100'000; // of anything; a file that says more is damaged

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

// A list of fields, with how many there are in front, so that each version reads those it knows.
template <class Field, std::size_t Count, class Put>
void putFields(PackedBytes& to, const std::array<Field, Count>& fields, Put put)
{
    to.number(Count);
    for (const Field& field : fields)
        put(field);
}

template <class Pointer, std::size_t Count, class Take, class Skip>
void takeFields(PackedReader& from, const std::array<Pointer, Count>& fields, Take take, Skip skip)
{
    const std::uint64_t count = from.number();
    if (count > MostListed)
        from.fail();
    for (std::uint64_t i = 0; i < count && from.isGood(); ++i)
        i < Count ? take(fields[static_cast<std::size_t>(i)]) : skip();
}

// -- latencies

void put(PackedBytes& to, const LatencyHistogram& histogram)
{
    to.number(histogram.steps().size());
    if (histogram.isEmpty())
        return;
    to.number(histogram.isExact() ? 1 : 0);
    to.number(histogram.firstNs());
    to.number(histogram.lastNs() - histogram.firstNs());
    std::uint64_t before = 0;
    for (const LatencyHistogram::Step& step : histogram.steps()) {
        to.number(step.ns - before);
        to.number(step.count);
        before = step.ns;
    }
}

LatencyHistogram takeHistogram(PackedReader& from)
{
    LatencyHistogram histogram;
    const std::uint64_t steps = from.number();
    if (steps == 0)
        return histogram;
    if (steps > latency_buckets::Count) {
        from.fail();
        return histogram;
    }
    const bool isExact = from.number() != 0;
    const std::uint64_t firstNs = from.number();
    const std::uint64_t lastNs = firstNs + from.number();
    std::uint64_t ns = 0;
    for (std::uint64_t i = 0; i < steps && from.isGood(); ++i) {
        ns += from.number();
        const std::uint64_t times = from.number();
        if (isExact)
            histogram.record(ns, times);
        else
            histogram.recordBucket(latency_buckets::indexOf(ns), times);
    }
    if (!isExact)
        histogram.narrow(firstNs, lastNs);
    return histogram;
}

// -- figures

using TrafficCount = quint64 TrafficFigures::*;
constexpr std::array TrafficCounts{&TrafficFigures::connects, &TrafficFigures::resumed,
    &TrafficFigures::disconnects, &TrafficFigures::published, &TrafficFigures::delivered,
    &TrafficFigures::bytes, &TrafficFigures::droppedEvents, &TrafficFigures::batchedIn,
    &TrafficFigures::batchedOut, &TrafficFigures::connections, &TrafficFigures::slowClients,
    &TrafficFigures::backlogBytes};

constexpr std::array SampleCounts{
    &MetricsSample::refused, &MetricsSample::historyBytes, &MetricsSample::historyEvents};

constexpr std::array SampleFigures{&MetricsSample::redisReceived, &MetricsSample::allConnections,
    &MetricsSample::rssBytes, &MetricsSample::allRssBytes, &MetricsSample::bytesPerConnection,
    &MetricsSample::kernelSocketBytes, &MetricsSample::openFiles, &MetricsSample::fileLimit,
    &MetricsSample::cpuPercent, &MetricsSample::cpuCores, &MetricsSample::hubCpuPercent};

void put(PackedBytes& to, const TrafficFigures& traffic)
{
    putFields(to, TrafficCounts, [&](TrafficCount count) { to.number(traffic.*count); });
    putFields(to, traffic.disconnectsByReason, [&](quint64 count) { to.number(count); });
    put(to, traffic.write);
    put(to, traffic.ack);
}

void take(PackedReader& from, TrafficFigures& traffic)
{
    const auto skip = [&from] { from.number(); };
    takeFields(
        from, TrafficCounts, [&](TrafficCount count) { traffic.*count = from.number(); }, skip);
    std::array<quint64*, DisconnectReasonCount> reasons{};
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
        reasons.at(i) = &traffic.disconnectsByReason.at(i);
    takeFields(
        from, reasons, [&](quint64* count) { *count = from.number(); }, skip);
    traffic.write = takeHistogram(from);
    traffic.ack = takeHistogram(from);
}

// -- messages

int retryOf(const Frame& frame)
{
    constexpr std::string_view Name = "\nretry: ";
    const std::string_view text = frame.plain();
    const std::size_t data = std::min(text.find("\ndata: "), text.size());
    std::size_t at = text.substr(0, data).find(Name);
    if (text.starts_with(Name.substr(1)))
        at = 0;
    else if (at == std::string_view::npos)
        return -1;
    else
        ++at;
    const std::string_view digits = text.substr(at + Name.size() - 1);
    int retry = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), retry);
    return retry;
}

constexpr std::uint64_t Broadcast = 1; // flags
constexpr std::uint64_t Json = 2;
constexpr std::uint64_t HasPayload = 4;
constexpr std::uint64_t LastSource = std::uint64_t(MessageSource::Queue);
constexpr std::uint64_t LastKind = std::uint64_t(PublishKind::Selective);
constexpr std::uint64_t LastBatching = std::uint64_t(Batching::Batched);

template <class Word> Word wordOf(PackedReader& from, std::uint64_t last)
{
    const std::uint64_t value = from.number();
    if (value > last)
        from.fail();
    return static_cast<Word>(std::min(value, last));
}

void takeFigures(const QByteArray& bytes, MessageRecord& message)
{
    PackedReader from(viewOf(bytes));
    MessageRecord read;
    read.steps.storedNs = from.number();
    read.steps.receivedNs = from.number();
    MessageFigures& figures = read.figures;
    figures.recipients = from.number();
    figures.isKnown = from.number() != 0;
    figures.measured = from.number();
    figures.testRecipients = from.number();
    figures.write = takeHistogram(from);
    figures.ack = takeHistogram(from);
    if (!from.isGood())
        return; // they stay unknown
    message.steps = read.steps;
    message.figures = std::move(read.figures);
}

} // namespace

QByteArray toBytes(const MetricsSample& sample)
{
    PackedBytes to;
    to.whole(sample.timeMs);
    to.whole(sample.intervalMs);
    put(to, sample);
    put(to, sample.own);
    putFields(to, SampleCounts, [&](auto count) { to.number(sample.*count); });
    putFields(to, SampleFigures, [&](auto figure) { to.bigEndianReal(sample.*figure); });
    put(to, sample.redisLag);
    to.bigEndianReal(sample.memory.bytes);
    to.bigEndianReal(sample.memory.kernelBytes);
    to.number(sample.memory.clients);
    to.whole(sample.memory.timeMs);
    return to.take();
}

std::optional<MetricsSample> sampleOf(const QByteArray& bytes)
{
    PackedReader from(viewOf(bytes));
    MetricsSample sample;
    sample.timeMs = from.whole();
    sample.intervalMs = from.whole();
    take(from, sample);
    take(from, sample.own);
    takeFields(
        from, SampleCounts, [&](auto count) { sample.*count = from.number(); },
        [&from] { from.number(); });
    takeFields(
        from, SampleFigures, [&](auto figure) { sample.*figure = from.bigEndianReal(); },
        [&from] { from.bigEndianReal(); });
    sample.redisLag = takeHistogram(from);
    sample.memory.bytes = from.bigEndianReal();
    sample.memory.kernelBytes = from.bigEndianReal();
    sample.memory.clients = from.number();
    sample.memory.timeMs = from.whole();
    return from.isGood() ? std::optional(std::move(sample)) : std::nullopt;
}

QByteArray toBytes(const MessageRecord& message, bool withPayload)
{
    const Frame& frame = *message.frame;
    withPayload = withPayload && !message.bytesElsewhere;
    PackedBytes to;
    to.whole(message.timeMs);
    to.number(std::uint64_t(message.source));
    to.number(std::uint64_t(message.kind));
    to.number((message.broadcast ? Broadcast : 0) | (frame.isJson() ? Json : 0)
        | (withPayload ? HasPayload : 0));
    to.number(message.users);
    to.text(message.userId);
    to.text(message.authorId);
    to.whole(message.batch.windowMs);
    to.whole(message.batch.most);
    to.text(frame.id());
    to.text(frame.eventName());
    to.text(frame.type());
    to.whole(retryOf(frame));
    to.number(std::uint64_t(frame.batching()));
    if (withPayload)
        to.text(frame.data());
    else
        to.number(message.dataBytes());
    return to.take();
}

QByteArray figuresToBytes(const MessageRecord& message)
{
    PackedBytes to;
    to.number(message.steps.storedNs);
    to.number(message.steps.receivedNs);
    to.number(message.figures.recipients);
    to.number(message.figures.isKnown ? 1 : 0);
    to.number(message.figures.measured);
    to.number(message.figures.testRecipients);
    put(to, message.figures.write);
    put(to, message.figures.ack);
    return to.take();
}

std::optional<MessageRecord> messageOf(const QByteArray& bytes, const QByteArray& figures)
{
    PackedReader from(viewOf(bytes));
    MessageRecord message;
    message.timeMs = from.whole();
    message.source = wordOf<MessageSource>(from, LastSource);
    message.kind = wordOf<PublishKind>(from, LastKind);
    const std::uint64_t flags = from.number();
    message.broadcast = (flags & Broadcast) != 0;
    message.users = static_cast<std::uint32_t>(from.number());
    message.userId = from.text();
    message.authorId = from.text();
    message.batch.windowMs = static_cast<int>(from.whole());
    message.batch.most = static_cast<int>(from.whole());
    EventFields fields;
    fields.id = from.text();
    fields.event = from.text();
    const std::string_view type = from.text();
    fields.retryMs = static_cast<int>(from.whole());
    fields.batching = wordOf<Batching>(from, LastBatching);
    fields.isJson = (flags & Json) != 0;
    if ((flags & HasPayload) != 0)
        fields.data = from.text();
    else
        message.bytesElsewhere = from.number();
    const auto breaksLine = [](std::string_view text) {
        return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
    };
    if (!from.isGood() || breaksLine(fields.id) || breaksLine(fields.event)
        || type.size() > std::numeric_limits<std::uint16_t>::max())
        return std::nullopt;
    message.frame = Frame::event(fields, type);
    takeFigures(figures, message);
    return message;
}

QByteArray toBytes(const ConnectionRow& closed)
{
    PackedBytes to;
    to.number(closed.id);
    to.text(closed.userId);
    to.text(closed.address);
    to.number(std::uint64_t(closed.types.size()));
    for (const QString& type : closed.types)
        to.text(type);
    to.whole(closed.connectedAtMs);
    to.number(closed.events);
    to.number(closed.bytes);
    to.number(closed.dropped);
    to.whole(closed.backlogBytes);
    to.bigEndianReal(closed.rttMs);
    to.text(closed.userAgent);
    to.text(closed.lastEventId);
    to.number(closed.replayed);
    to.whole(closed.openMs);
    to.whole(closed.closedAtMs);
    to.number(std::uint64_t(closed.reason));
    return to.take();
}

std::optional<ConnectionRow> closedOf(const QByteArray& bytes)
{
    PackedReader from(viewOf(bytes));
    ConnectionRow row;
    row.id = from.number();
    row.userId = from.string();
    row.address = from.string();
    const std::uint64_t types = from.number();
    if (types > MostListed)
        from.fail();
    for (std::uint64_t i = 0; i < types && from.isGood(); ++i)
        row.types << from.string();
    row.connectedAtMs = from.whole();
    row.events = from.number();
    row.bytes = from.number();
    row.dropped = from.number();
    row.backlogBytes = from.whole();
    row.rttMs = from.bigEndianReal();
    row.userAgent = from.string();
    row.lastEventId = from.string();
    row.replayed = from.number();
    row.openMs = from.whole();
    row.closedAtMs = from.whole();
    row.reason = wordOf<DisconnectReason>(from, DisconnectReasonCount - 1);
    return from.isGood() && row.isClosed() ? std::optional(std::move(row)) : std::nullopt;
}

} // namespace fanlight::history_codec
