// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/frame.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <new>

namespace fanlight {

namespace {

constexpr std::string_view EventName = "event: ";
constexpr std::string_view IdName = "id: ";
constexpr std::string_view RetryName = "retry: ";
constexpr std::string_view DataName = "data: ";
constexpr std::string_view CrLf = "\r\n";

// Calls `line` for each line of `data`; CR, LF and CRLF end one, and what follows the last is one
// too.
template <class Function> void forEachLine(std::string_view data, Function line)
{
    for (;;) {
        const std::size_t end = data.find_first_of(CrLf);
        line(data.substr(0, end));
        if (end == std::string_view::npos)
            return;
        const bool isCrLf = data[end] == '\r' && end + 1 < data.size() && data[end + 1] == '\n';
        data.remove_prefix(end + (isCrLf ? 2 : 1));
    }
}

bool isOneLine(std::string_view data)
{
    return data.find('\n') == std::string_view::npos && data.find('\r') == std::string_view::npos;
}

char* put(char* at, std::string_view text)
{
    return at + text.copy(at, text.size());
}

char* putField(char* at, std::string_view name, std::string_view value)
{
    at = put(put(at, name), value);
    *at++ = '\n';
    return at;
}

struct Number {
    explicit Number(int value)
        : size(static_cast<std::size_t>(
            std::to_chars(digits, digits + sizeof digits, value).ptr - digits))
    {
    }
    std::string_view text() const { return {digits, size}; }
    char digits[12];
    std::size_t size;
};

std::size_t fieldSize(std::string_view name, std::string_view value)
{
    return value.empty() ? 0 : name.size() + value.size() + 1;
}

std::size_t encodedSize(const EventFields& fields, std::string_view retry, bool oneLine)
{
    std::size_t size = fieldSize(EventName, fields.event) + fieldSize(IdName, fields.id)
        + fieldSize(RetryName, retry) + 1;
    if (oneLine)
        return size + DataName.size() + fields.data.size() + 1;
    forEachLine(
        fields.data, [&](std::string_view line) { size += DataName.size() + line.size() + 1; });
    return size;
}

void encodeTo(char* at, const EventFields& fields, std::string_view retry, bool oneLine)
{
    if (!fields.event.empty())
        at = putField(at, EventName, fields.event);
    if (!fields.id.empty())
        at = putField(at, IdName, fields.id);
    if (!retry.empty())
        at = putField(at, RetryName, retry);
    if (oneLine)
        at = putField(at, DataName, fields.data);
    else
        forEachLine(fields.data, [&](std::string_view line) { at = putField(at, DataName, line); });
    *at = '\n';
}

} // namespace

FramePtr Frame::event(const EventFields& fields, std::string_view type)
{
    const Number retryNumber(fields.retryMs);
    const std::string_view retry = fields.retryMs < 0 ? std::string_view() : retryNumber.text();
    const bool oneLine = isOneLine(fields.data);
    char* at = nullptr;
    FramePtr frame = inChunk(encodedSize(fields, retry, oneLine), type, at);
    encodeTo(at, fields, retry, oneLine);
    Frame& made = const_cast<Frame&>(*frame);
    made.m_isEvent = true;
    made.m_isJson = fields.isJson;
    // a retry belongs to the stream
    made.m_batching = fields.retryMs < 0 ? fields.batching : Batching::Never;
    return frame;
}

FramePtr Frame::notice(const EventFields& fields)
{
    FramePtr frame = event(fields);
    Frame& made = const_cast<Frame&>(*frame);
    made.m_isEvent = false;
    made.m_batching = Batching::Never;
    return frame;
}

FramePtr Frame::text(std::string_view text)
{
    char* at = nullptr;
    FramePtr frame = inChunk(text.size(), {}, at);
    put(at, text);
    return frame;
}

FramePtr Frame::idLine(std::string_view id)
{
    char* at = nullptr;
    FramePtr frame = inChunk(fieldSize(IdName, id), {}, at);
    putField(at, IdName, id);
    return frame;
}

FramePtr Frame::withId(std::string_view id) const
{
    const std::string_view own = Frame::id(), whole = plain();
    // an id stands behind the event's name
    const std::size_t begin = fieldSize(EventName, eventName());
    const std::string_view rest = whole.substr(begin + fieldSize(IdName, own));
    char* at = nullptr;
    FramePtr frame = inChunk(begin + fieldSize(IdName, id) + rest.size(), type(), at);
    at = put(at, whole.substr(0, begin));
    put(id.empty() ? at : putField(at, IdName, id), rest);
    Frame& made = const_cast<Frame&>(*frame);
    made.m_isEvent = m_isEvent;
    made.m_isJson = m_isJson;
    made.m_batching = m_batching;
    return frame;
}

FramePtr Frame::raw(std::string_view bytes)
{
    Frame* frame = allocate(bytes.size(), 0);
    frame->m_plainSize = static_cast<std::uint32_t>(bytes.size());
    put(frame->bytes(), bytes);
    return FramePtr(frame);
}

FramePtr Frame::ofPlain(std::string_view plain, std::string_view type, Kind kind)
{
    char* at = nullptr;
    FramePtr frame = inChunk(plain.size(), type, at);
    put(at, plain);
    Frame& made = const_cast<Frame&>(*frame);
    made.m_isEvent = kind.isEvent;
    made.m_isJson = kind.isJson;
    made.m_batching = kind.batching;
    return frame;
}

std::string Frame::encode(const EventFields& fields)
{
    return std::string(event(fields)->plain());
}

// Fields stand before the data, a line each.
std::string_view Frame::field(std::string_view name) const
{
    for (std::string_view left = plain(); !left.starts_with(DataName) && !left.empty();) {
        const std::string_view line = left.substr(0, left.find('\n'));
        if (line.starts_with(name))
            return line.substr(name.size());
        left.remove_prefix(std::min(left.size(), line.size() + 1));
    }
    return {};
}

std::string Frame::data() const
{
    std::string data;
    appendData(data);
    return data;
}

template <class Function> void Frame::forEachDataLine(Function line) const
{
    for (std::string_view left = plain(); !left.empty();) {
        const std::string_view one = left.substr(0, left.find('\n'));
        if (one.starts_with(DataName))
            line(one.substr(DataName.size()));
        left.remove_prefix(std::min(left.size(), one.size() + 1));
    }
}

void Frame::appendData(std::string& to) const
{
    bool isFirst = true;
    forEachDataLine([&](std::string_view line) {
        if (!std::exchange(isFirst, false))
            to += '\n';
        to += line;
    });
}

std::size_t Frame::dataSize() const
{
    std::size_t size = 0;
    std::size_t lines = 0;
    forEachDataLine([&](std::string_view line) {
        size += line.size();
        ++lines;
    });
    return lines > 0 ? size + lines - 1 : 0;
}

// A chunk is its size in hexadecimal, CRLF, the bytes, CRLF (RFC 9112 §7.1).
FramePtr Frame::inChunk(std::size_t plainSize, std::string_view type, char*& writeAt)
{
    char head[20];
    char* headEnd
        = put(std::to_chars(head, head + sizeof head - CrLf.size(), plainSize, 16).ptr, CrLf);
    const std::string_view chunkHead(head, static_cast<std::size_t>(headEnd - head));

    Frame* frame = allocate(chunkHead.size() + plainSize + CrLf.size(), type.size());
    frame->m_plainBegin = static_cast<std::uint8_t>(chunkHead.size());
    frame->m_plainSize = static_cast<std::uint32_t>(plainSize);
    writeAt = put(frame->bytes(), chunkHead);
    put(put(writeAt + plainSize, CrLf), type);
    return FramePtr(frame);
}

Frame* Frame::allocate(std::size_t size, std::size_t typeSize)
{
    void* memory = std::malloc(sizeof(Frame) + size + typeSize);
    if (!memory)
        std::abort(); // as an unhandled std::bad_alloc would
    Frame* frame = new (memory) Frame;
    frame->m_size = static_cast<std::uint32_t>(size);
    frame->m_typeSize = static_cast<std::uint16_t>(typeSize);
    return frame;
}

void Frame::release() const
{
    if (m_references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        this->~Frame();
        std::free(const_cast<Frame*>(this));
    }
}

} // namespace fanlight
