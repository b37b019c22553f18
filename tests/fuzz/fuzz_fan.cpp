// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What Redis sends: nothing crashes FanPayloadReader; what it takes goes out as UTF-8, each event
// by itself, and in batches that are JSON; what FanPayloadWriter wrote reads back as it was. The
// first byte says how the rest is taken: as a payload of a channel, as an entry of history, or as
// fields to write.
#include "broker/fan_payload.h"
#include "delivery/publish_parser.h"
#include "fuzz/split.h"
#include "sse/json_text.h"
#include "sse/sse_parser.h"

#include <QJsonDocument>

#include <simdjson.h>

using namespace fanlight;

namespace {

// Not the hub's own.
bool isValidUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

bool isJson(const std::string& text)
{
    QJsonParseError error;
    QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    // Two things Qt does not take though they are JSON.
    return error.error == QJsonParseError::NoError
        || ((error.error == QJsonParseError::DeepNesting
                || error.error == QJsonParseError::IllegalNumber)
            && isJsonText(text));
}

// The event as a client reads it: exactly one.
SseParser::Event received(const Frame& frame)
{
    std::vector<SseParser::Event> events;
    SseParser parser;
    parser.onEvent = [&](const SseParser::Event& event) { events.push_back(event); };
    fuzz::check(parser.feed(frame.plain()));
    fuzz::check(events.size() == 1);
    return events.front();
}

void checkFrames(const std::vector<FramePtr>& frames)
{
    for (const FramePtr& frame : frames) {
        fuzz::check(isValidUtf8(frame->plain()));
        const SseParser::Event event = received(*frame);
        fuzz::check(
            event.data == frame->data() && frame->id() == std::string_view(event.lastEventId));
        if (frame->isJson())
            fuzz::check(frame->data().find('\0') == std::string::npos);
    }
    std::vector<const Frame*> all;
    for (const FramePtr& frame : frames)
        all.push_back(frame.get());
    const FramePtr batch = makeBatch(all);
    fuzz::check(isValidUtf8(batch->plain()) && batch->isJson());
    fuzz::check(isJson(received(*batch).data));
    fuzz::check(
        batch->id() == (frames.back()->id().empty() ? frames.front()->id() : frames.back()->id()));
    for (const FramePtr& joined : joinBatches(frames, true, 2))
        fuzz::check(isValidUtf8(joined->plain()));
}

FramePtr neighbour()
{
    static const FramePtr frame = Frame::event({"1-0", {}, "{\"n\":1}", -1, true});
    return frame;
}

// Takes the input apart at line ends: what is before the next one.
std::string_view nextLine(std::string_view& input)
{
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return line;
}

void writeAndRead(std::string_view input)
{
    static FanPayloadWriter writer;
    static FanPayloadReader reader(true);
    if (!isValidUtf8(input))
        return;
    const std::string_view numbers = nextLine(input);
    FanFields fields;
    fields.type = nextLine(input);
    fields.event = nextLine(input);
    fields.customId = nextLine(input);
    fields.data = input;
    const auto number = [&](std::size_t at) {
        return numbers.size() > at ? static_cast<unsigned char>(numbers[at]) : 0;
    };
    fields.retryMs = number(0) - 1;
    fields.publishedUs = 1'700'000'000'000'000ULL + static_cast<unsigned>(number(1));
    fields.batch = {number(2) - 1, number(2) > 0 ? number(3) : 0};
    for (const std::string_view name : {fields.type, fields.event, fields.customId}) {
        if (!name.empty() && !checkName("name", name).empty())
            return;
    }
    const std::string afterId = writer.afterId(fields);
    for (const bool fromHistory : {false, true}) {
        const std::string whole = "{\"$fan\":\"1700000000000-5" + afterId;
        const FanPayloadReader::Payload& back
            = fromHistory ? reader.readHistory("1700000000000-5", afterId) : reader.read(whole);
        fuzz::check(back.id == EventId::parse("1700000000000-5"));
        fuzz::check(back.data == fields.data);
        fuzz::check(back.event == fields.event && back.customId == fields.customId);
        fuzz::check(back.type == fields.type);
        fuzz::check(back.retryMs == fields.retryMs && back.publishedUs == fields.publishedUs);
        fuzz::check(
            back.batch.windowMs == fields.batch.windowMs && back.batch.most == fields.batch.most);
        checkFrames({neighbour(), back.frame()});
    }
    // for any other reader of the channel
    fuzz::check(isJson("{\"$fan\":\"1700000000000-5" + afterId));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string input(reinterpret_cast<const char*>(data) + 1, size - 1);
    static FanPayloadReader reader(true);
    switch (data[0] % 3) {
    case 0: {
        const FanPayloadReader::Payload& read = reader.read(input);
        fuzz::check((read.refusal == nullptr) == isValidUtf8(input));
        if (!read.refusal)
            checkFrames({neighbour(), read.frame()});
        break;
    }
    case 1:
        checkFrames({neighbour(), reader.readHistory("1700000000000-5", input).frame()});
        break;
    default:
        writeAndRead(input);
    }
    return 0;
}
