// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_records.h"

#include "capture/capture_format.h"
#include "metrics/packed_bytes.h"

#include <QJsonDocument>

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::size_t MostShort = 4096; // bytes of a user's id, a type, an address
constexpr std::size_t MostLong = 64 << 10; // of what clients say of themselves
constexpr std::size_t MostFrame = 4 << 20; // bytes of an event
constexpr std::uint64_t MostTypes = 1000; // of one stream
constexpr std::uint64_t Any = ~std::uint64_t(0);

void putHistogram(PackedBytes& to, const LatencyHistogram& histogram)
{
    const bool exact = histogram.isExact();
    to.number(histogram.steps().size() << 1 | std::uint64_t(exact));
    std::uint64_t before = 0;
    for (const LatencyHistogram::Step& step : histogram.steps()) {
        const std::uint64_t at = exact ? step.ns : std::uint64_t(latency_buckets::indexOf(step.ns));
        to.number(at - before);
        to.number(step.count);
        before = at;
    }
    if (!exact) {
        to.number(histogram.firstNs());
        to.number(histogram.lastNs());
    }
}

LatencyHistogram histogramFrom(PackedReader& from)
{
    LatencyHistogram histogram;
    const std::uint64_t head = from.number(2 * latency_buckets::Count + 1);
    const bool exact = (head & 1) != 0;
    if (exact && (head >> 1) > LatencyHistogram::Few) {
        from.fail();
        return {};
    }
    std::uint64_t at = 0;
    std::uint64_t total = 0;
    for (std::uint64_t i = 0; i < head >> 1 && from.isGood(); ++i) {
        at += from.number(Any - at);
        const std::uint64_t times = from.number(Any - total);
        total += times;
        if (exact)
            histogram.record(at, times);
        else if (at < latency_buckets::Count)
            histogram.recordBucket(int(at), times);
        else
            from.fail();
    }
    if (!exact) {
        const std::uint64_t first = from.number();
        const std::uint64_t last = from.number();
        histogram.narrow(first, last);
    }
    return histogram;
}

void putFigures(PackedBytes& to, const MessageFigures& figures)
{
    to.number(figures.recipients << 1 | std::uint64_t(figures.isKnown));
    to.number(figures.measured);
    to.number(figures.testRecipients);
    putHistogram(to, figures.write);
    putHistogram(to, figures.ack);
}

void figuresFrom(PackedReader& from, MessageFigures& figures)
{
    const std::uint64_t recipients = from.number();
    figures.recipients = recipients >> 1;
    figures.isKnown = (recipients & 1) != 0;
    figures.measured = from.number();
    figures.testRecipients = from.number();
    figures.write = histogramFrom(from);
    figures.ack = histogramFrom(from);
}

constexpr std::uint64_t IsEvent = 1;
constexpr std::uint64_t IsJson = 2;
constexpr int BatchingShift = 2;
constexpr std::uint64_t HasData = 16;

void putFrame(PackedBytes& to, const Frame& frame)
{
    to.number((frame.isEvent() ? IsEvent : 0) | (frame.isJson() ? IsJson : 0)
        | std::uint64_t(frame.batching()) << BatchingShift | HasData);
    to.text(frame.type());
    to.text(frame.plain());
}

// An event line, an id: nothing that would be another line.
bool isLine(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

// What is known of a frame without its data.
void putFrameFacts(PackedBytes& to, const Frame& frame)
{
    to.number((frame.isEvent() ? IsEvent : 0) | (frame.isJson() ? IsJson : 0)
        | std::uint64_t(frame.batching()) << BatchingShift);
    to.text(frame.type());
    to.text(frame.id());
    to.text(frame.eventName());
}

FramePtr frameFrom(PackedReader& from, bool* hasData)
{
    const std::uint64_t bits = from.number(31);
    const std::string_view type = from.text(MostShort);
    const std::uint64_t batching = bits >> BatchingShift & 3;
    *hasData = (bits & HasData) != 0;
    if (batching > std::uint64_t(Batching::Batched)) {
        from.fail();
        return {};
    }
    const Frame::Kind kind{(bits & IsEvent) != 0, (bits & IsJson) != 0, Batching(batching)};
    if (*hasData) {
        const std::string_view plain = from.text(MostFrame);
        return from.isGood() ? Frame::ofPlain(plain, type, kind) : FramePtr();
    }
    const std::string_view id = from.text(MostLong);
    const std::string_view event = from.text(MostLong);
    if (!from.isGood() || !isLine(id) || !isLine(event)) {
        from.fail();
        return {};
    }
    return Frame::event(
        {.id = id, .event = event, .isJson = kind.isJson, .batching = kind.batching}, type);
}

void putRow(PackedBytes& to, const ConnectionRow& row, Pseudonyms* others)
{
    to.number(row.id);
    to.text(others ? others->of(row.userId) : row.userId);
    to.text(row.address);
    to.number(std::uint64_t(std::min<qsizetype>(row.types.size(), MostTypes)));
    for (qsizetype i = 0; i < std::min<qsizetype>(row.types.size(), MostTypes); ++i)
        to.text(row.types[i].left(1000));
    to.whole(row.connectedAtMs);
    to.number(row.events);
    to.number(row.bytes);
    to.number(row.dropped);
    to.whole(row.backlogBytes);
    to.real(row.rttMs);
    to.text(row.userAgent.left(8000));
    to.text(row.lastEventId.left(8000));
    to.number(row.replayed);
    to.whole(row.openMs);
    to.whole(row.closedAtMs);
    to.number(std::uint64_t(row.reason));
}

void rowFrom(PackedReader& from, ConnectionRow& row)
{
    row.id = from.number();
    row.userId = from.string(MostShort);
    row.address = from.string(MostShort);
    const std::uint64_t types = from.number(MostTypes);
    for (std::uint64_t i = 0; i < types && from.isGood(); ++i)
        row.types << from.string(MostShort);
    row.connectedAtMs = from.whole();
    row.events = from.number();
    row.bytes = from.number();
    row.dropped = from.number();
    row.backlogBytes = from.whole();
    row.rttMs = from.real();
    row.userAgent = from.string(MostLong);
    row.lastEventId = from.string(MostLong);
    row.replayed = from.number();
    row.openMs = from.whole();
    row.closedAtMs = from.whole();
    row.reason = DisconnectReason(from.number(DisconnectReasonCount - 1));
}

// What changes while a stream is open, by bits.
constexpr std::uint64_t EventsChanged = 1;
constexpr std::uint64_t BytesChanged = 2;
constexpr std::uint64_t DroppedChanged = 4;
constexpr std::uint64_t BacklogChanged = 8;
constexpr std::uint64_t RttChanged = 16;
constexpr std::uint64_t ReplayedChanged = 32;
constexpr std::uint64_t OpenChanged = 64; // otherwise than by the time that went
constexpr std::uint64_t AllRowBits = 127;

bool isSameFigure(double a, double b)
{
    return a == b || (!isKnown(a) && !isKnown(b));
}

qint64 expectedOpenMs(const ConnectionRow& before, qint64 passedMs)
{
    return before.openMs < 0 ? before.openMs : before.openMs + passedMs;
}

std::uint64_t changesOf(const ConnectionRow& before, const ConnectionRow& now, qint64 passedMs)
{
    return (now.events != before.events ? EventsChanged : 0)
        | (now.bytes != before.bytes ? BytesChanged : 0)
        | (now.dropped != before.dropped ? DroppedChanged : 0)
        | (now.backlogBytes != before.backlogBytes ? BacklogChanged : 0)
        | (!isSameFigure(now.rttMs, before.rttMs) ? RttChanged : 0)
        | (now.replayed != before.replayed ? ReplayedChanged : 0)
        | (now.openMs != expectedOpenMs(before, passedMs) ? OpenChanged : 0);
}

void putRowChanges(PackedBytes& to, std::uint64_t changes, const ConnectionRow& before,
    const ConnectionRow& now, qint64 passedMs)
{
    to.number(changes);
    if (changes & EventsChanged)
        to.whole(std::int64_t(now.events - before.events));
    if (changes & BytesChanged)
        to.whole(std::int64_t(now.bytes - before.bytes));
    if (changes & DroppedChanged)
        to.whole(std::int64_t(now.dropped - before.dropped));
    if (changes & BacklogChanged)
        to.whole(now.backlogBytes);
    if (changes & RttChanged)
        to.real(now.rttMs);
    if (changes & ReplayedChanged)
        to.whole(std::int64_t(now.replayed - before.replayed));
    if (changes & OpenChanged)
        to.whole(now.openMs - expectedOpenMs(before, passedMs));
}

// Sums of what anybody wrote wrap around, which is defined for these alone.
qint64 sumOf(qint64 a, std::int64_t b)
{
    return qint64(quint64(a) + quint64(b));
}

void changeRow(PackedReader& from, ConnectionRow& row, qint64 passedMs)
{
    const std::uint64_t changes = from.number(AllRowBits);
    if (changes & EventsChanged)
        row.events += quint64(from.whole());
    if (changes & BytesChanged)
        row.bytes += quint64(from.whole());
    if (changes & DroppedChanged)
        row.dropped += quint64(from.whole());
    if (changes & BacklogChanged)
        row.backlogBytes = from.whole();
    if (changes & RttChanged)
        row.rttMs = from.real();
    if (changes & ReplayedChanged)
        row.replayed += quint64(from.whole());
    row.openMs = row.openMs < 0 ? row.openMs : sumOf(row.openMs, passedMs);
    if (changes & OpenChanged)
        row.openMs = sumOf(row.openMs, from.whole());
}

} // namespace

namespace capture_records {

FramePtr allowedFrame(const FramePtr& frame, CapturedPayload payload)
{
    if (!frame || payload == CapturedPayload::LeftOut)
        return {};
    return payload == CapturedPayload::Masked ? maskedFrame(*frame) : frame;
}

QByteArray encodeMessage(const MessageRecord& message, CapturedPayload payload, Pseudonyms* others)
{
    PackedBytes to;
    to.number(message.number);
    to.whole(message.timeMs);
    to.number(std::uint64_t(message.source));
    to.number(std::uint64_t(message.kind) << 1 | std::uint64_t(message.broadcast));
    to.number(message.users);
    to.text(others ? others->of(message.userId) : message.userId);
    to.text(others ? others->of(message.authorId) : message.authorId);
    to.whole(message.batch.windowMs);
    to.whole(message.batch.most);
    to.number(message.receipt);
    to.number(message.steps.storedNs);
    to.number(message.steps.receivedNs);
    putFigures(to, message.figures);
    if (payload == CapturedPayload::LeftOut || message.bytesElsewhere) {
        to.number(message.dataBytes() + 1);
        putFrameFacts(to, *message.frame);
    } else {
        to.number(0);
        putFrame(to, *allowedFrame(message.frame, payload));
    }
    return to.take();
}

bool decodeMessage(std::string_view bytes, MessageRecord& message)
{
    PackedReader from(bytes);
    message.number = message.figures.number = from.number();
    message.timeMs = from.whole();
    message.source = MessageSource(from.number(std::uint64_t(MessageSource::Queue)));
    const std::uint64_t kind = from.number(2 * std::uint64_t(PublishKind::Selective) + 1);
    message.kind = PublishKind(kind >> 1);
    message.broadcast = (kind & 1) != 0;
    message.users = std::uint32_t(from.number(0xffffffff));
    message.userId = from.text(MostLong);
    message.authorId = from.text(MostLong);
    message.batch.windowMs = int(std::clamp<std::int64_t>(from.whole(), -1, BatchWish::HubsWindow));
    message.batch.most = int(std::clamp<std::int64_t>(from.whole(), 0, BatchWish::MaxMost));
    message.receipt = from.number();
    message.steps.storedNs = from.number();
    message.steps.receivedNs = from.number();
    figuresFrom(from, message.figures);
    const std::uint64_t elsewhere = from.number();
    bool hasData = false;
    message.frame = frameFrom(from, &hasData);
    message.bytesElsewhere
        = elsewhere > 0 ? std::optional<std::uint64_t>(elsewhere - 1) : std::nullopt;
    return from.isGood() && from.atEnd() && hasData == (elsewhere == 0) && message.frame;
}

QByteArray encodeFigures(const MessageFigures& figures)
{
    PackedBytes to;
    to.number(figures.number);
    putFigures(to, figures);
    return to.take();
}

bool decodeFigures(std::string_view bytes, MessageFigures& figures)
{
    PackedReader from(bytes);
    figures.number = from.number();
    figuresFrom(from, figures);
    return from.isGood() && from.atEnd();
}

QByteArray encodeTrace(std::uint64_t number, const MessageTrace& trace, CapturedPayload payload)
{
    PackedBytes to;
    to.number(number);
    to.number(trace.clients.size());
    for (const MessageTrace::Client& client : trace.clients) {
        to.number(client.connection);
        to.number(client.writtenNs);
        to.number(client.acknowledgedNs << 1 | std::uint64_t(client.isAcknowledged));
        const FramePtr batch = allowedFrame(client.batch, payload);
        to.number(std::uint64_t(client.events) << 1 | std::uint64_t(bool(batch)));
        if (batch)
            putFrame(to, *batch);
    }
    return to.take();
}

bool decodeTrace(std::string_view bytes, std::uint64_t& number, MessageTrace& trace)
{
    PackedReader from(bytes);
    number = from.number();
    const std::uint64_t clients = from.number(MessageTrace::MostClients);
    for (std::uint64_t i = 0; i < clients && from.isGood(); ++i) {
        MessageTrace::Client client;
        client.connection = from.number();
        client.writtenNs = from.number();
        const std::uint64_t acknowledged = from.number();
        client.acknowledgedNs = acknowledged >> 1;
        client.isAcknowledged = (acknowledged & 1) != 0;
        const std::uint64_t events = from.number(2 * std::uint64_t(0xffffffff) + 1);
        client.events = std::uint32_t(events >> 1);
        bool hasData = false;
        if (events & 1)
            client.batch = frameFrom(from, &hasData);
        trace.clients.push_back(std::move(client));
    }
    return from.isGood() && from.atEnd();
}

QByteArray encodeRow(const ConnectionRow& row, Pseudonyms* others)
{
    PackedBytes to;
    putRow(to, row, others);
    return to.take();
}

bool decodeRow(std::string_view bytes, ConnectionRow& row)
{
    PackedReader from(bytes);
    rowFrom(from, row);
    return from.isGood() && from.atEnd();
}

QByteArray encodeJson(const QJsonObject& json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

bool decodeJson(std::string_view bytes, QJsonObject& json)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return false;
    json = document.object();
    return true;
}

} // namespace capture_records

QByteArray CapturedRows::encodeAll(const ConnectionSnapshot& snapshot, Pseudonyms* others)
{
    PackedBytes to;
    to.whole(snapshot.takenAtMs);
    to.number(snapshot.total);
    to.text(snapshot.instance);
    const std::size_t count = std::min(snapshot.rows.size(), Most);
    to.number(count);
    m_rows.clear();
    for (std::size_t i = 0; i < count; ++i) {
        putRow(to, snapshot.rows[i], others);
        m_rows.emplace_hint(m_rows.end(), snapshot.rows[i].id, snapshot.rows[i]);
    }
    m_takenAtMs = snapshot.takenAtMs;
    return to.take();
}

QByteArray CapturedRows::encodeChanges(const ConnectionSnapshot& snapshot, Pseudonyms* others)
{
    const qint64 passedMs = snapshot.takenAtMs - m_takenAtMs;
    PackedBytes gone;
    PackedBytes come;
    PackedBytes changed;
    std::uint64_t goneCount = 0;
    std::uint64_t comeCount = 0;
    std::uint64_t changedCount = 0;
    quint64 goneBefore = 0;
    quint64 changedBefore = 0;
    auto before = m_rows.begin();
    const auto dropUpTo = [&](quint64 id) {
        while (before != m_rows.end() && before->first < id) {
            gone.number(before->first - goneBefore);
            goneBefore = before->first;
            ++goneCount;
            before = m_rows.erase(before);
        }
    };
    for (std::size_t i = 0; i < std::min(snapshot.rows.size(), Most); ++i) {
        const ConnectionRow& row = snapshot.rows[i];
        dropUpTo(row.id);
        if (before == m_rows.end() || before->first != row.id) {
            putRow(come, row, others);
            ++comeCount;
            m_rows.emplace_hint(before, row.id, row);
            continue;
        }
        if (const std::uint64_t changes = changesOf(before->second, row, passedMs)) {
            changed.number(row.id - changedBefore);
            changedBefore = row.id;
            putRowChanges(changed, changes, before->second, row, passedMs);
            ++changedCount;
        }
        before->second = row;
        ++before;
    }
    dropUpTo(~quint64(0));
    PackedBytes to;
    to.whole(passedMs);
    to.number(snapshot.total);
    to.text(snapshot.instance);
    to.number(goneCount);
    to.number(changedCount);
    to.number(comeCount);
    m_takenAtMs = snapshot.takenAtMs;
    return to.take() + gone.bytes() + changed.bytes() + come.bytes();
}

bool CapturedRows::decodeAll(std::string_view bytes)
{
    clear();
    PackedReader from(bytes);
    m_takenAtMs = from.whole();
    m_total = from.number();
    m_instance = from.string(MostShort);
    const std::uint64_t count = from.number(Most);
    for (std::uint64_t i = 0; i < count && from.isGood(); ++i) {
        ConnectionRow row;
        rowFrom(from, row);
        m_rows.insert_or_assign(row.id, row);
    }
    return from.isGood() && from.atEnd();
}

bool CapturedRows::decodeChanges(std::string_view bytes)
{
    PackedReader from(bytes);
    const qint64 passedMs = from.whole();
    m_total = from.number();
    m_instance = from.string(MostShort);
    const std::uint64_t goneCount = from.number(Most);
    const std::uint64_t changedCount = from.number(Most);
    const std::uint64_t comeCount = from.number(Most);
    quint64 id = 0;
    for (std::uint64_t i = 0; i < goneCount && from.isGood(); ++i) {
        id += from.number();
        m_rows.erase(id);
    }
    // Those that are not told of have grown older, too.
    id = 0;
    auto at = m_rows.begin();
    const auto ageUpTo = [&](quint64 next, bool isEnd) {
        for (; at != m_rows.end() && (isEnd || at->first < next); ++at) {
            if (at->second.openMs >= 0)
                at->second.openMs = sumOf(at->second.openMs, passedMs);
        }
    };
    for (std::uint64_t i = 0; i < changedCount && from.isGood(); ++i) {
        id += from.number();
        ageUpTo(id, false);
        if (at == m_rows.end() || at->first != id) {
            from.fail();
            break;
        }
        changeRow(from, at->second, passedMs);
        ++at;
    }
    ageUpTo(0, true);
    for (std::uint64_t i = 0; i < comeCount && from.isGood() && m_rows.size() < Most; ++i) {
        ConnectionRow row;
        rowFrom(from, row);
        m_rows.insert_or_assign(row.id, row);
    }
    m_takenAtMs = sumOf(m_takenAtMs, passedMs);
    return from.isGood() && from.atEnd();
}

void CapturedRows::clear()
{
    m_rows.clear();
    m_takenAtMs = 0;
    m_total = 0;
    m_instance.clear();
}

ConnectionSnapshotPtr CapturedRows::snapshot() const
{
    auto snapshot = std::make_shared<ConnectionSnapshot>();
    snapshot->takenAtMs = m_takenAtMs;
    snapshot->total = m_total;
    snapshot->instance = m_instance;
    snapshot->rows.reserve(m_rows.size());
    for (const auto& [id, row] : m_rows)
        snapshot->rows.push_back(row);
    return snapshot;
}

} // namespace fanlight
