// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/event_reader.h"

#include <charconv>
#include <optional>
#include <utility>

namespace fanlight {

namespace {
constexpr std::string_view HeaderEnd = "\r\n\r\n";
constexpr std::uint64_t LargestChunk = std::uint64_t(1) << 40;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The status of an HTTP/1 answer; 0: it is none.
int statusOf(std::string_view header)
{
    int status = 0;
    if (!header.starts_with("HTTP/1.") || header.size() < 12 || header[8] != ' ')
        return 0;
    const auto read = std::from_chars(header.data() + 9, header.data() + 12, status);
    return read.ptr == header.data() + 12 && status >= 100 ? status : 0;
}

bool isSameName(std::string_view a, std::string_view b)
{
    const auto lower
        = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) {
        return lower(x) == lower(y);
    });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// The value of a header's first field of that name; nothing: it is not there.
std::optional<std::string_view> fieldOf(std::string_view header, std::string_view name)
{
    for (std::size_t at = header.find("\r\n"); at != std::string_view::npos;
         at = header.find("\r\n", at)) {
        at += 2;
        const std::string_view line = header.substr(at, header.find("\r\n", at) - at);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && isSameName(line.substr(0, colon), name))
            return trimmed(line.substr(colon + 1));
    }
    return std::nullopt;
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return result;
}
} // namespace

std::string AnswerHead::field(std::string_view name) const
{
    return std::string(fieldOf(fields, name).value_or(""));
}
bool AnswerHead::has(std::string_view name) const
{
    return fieldOf(fields, name).has_value();
}

std::string_view EventReader::readHeader(std::string_view bytes, AnswerHead& head)
{
    for (;;) {
        // The end may lie across two pieces.
        const std::size_t before = m_header.size();
        const std::size_t searchFrom = before - std::min(before, HeaderEnd.size() - 1);
        m_header.append(bytes.substr(0, MostHeader));
        const std::size_t end = m_header.find(HeaderEnd, searchFrom);
        if (end == std::string::npos) {
            if (m_header.size() >= MostHeader)
                m_state = State::Failed;
            return {};
        }
        const std::size_t size = end + HeaderEnd.size();
        m_header.resize(size);
        bytes.remove_prefix(size - before);
        judgeHeader(head);
        m_header = std::string(); // gives its memory back: there are thousands of these
        // An interim answer (100 Continue, 103 Early Hints) is followed by the real one.
        if (head.status == 0 || head.status >= 200)
            return bytes;
    }
}

void EventReader::judgeHeader(AnswerHead& head)
{
    head.status = statusOf(m_header);
    if (head.status == 0) {
        m_state = State::Failed;
        return;
    }
    if (head.status < 200)
        return;
    head.fields = std::move(m_header);
    head.isHttp11 = head.fields[7] != '0';
    head.contentType = head.field("Content-Type");
    const std::string type = lower(head.contentType);
    head.isEventStream
        = trimmed(std::string_view(type).substr(0, type.find(';'))) == "text/event-stream";
    head.contentEncoding = lower(head.field("Content-Encoding"));
    if (head.contentEncoding == "identity")
        head.contentEncoding.clear();
    head.location = head.field("Location");
    m_state = State::Body;
    if (head.status == 204 || head.status == 304) {
        m_framing = Framing::Length;
    } else if (lower(head.field("Transfer-Encoding")).ends_with("chunked")) {
        m_framing = Framing::Chunked;
    } else if (const auto length = fieldOf(head.fields, "Content-Length")) {
        m_framing = Framing::Length;
        const auto read = std::from_chars(length->data(), length->data() + length->size(), m_left);
        if (read.ec != std::errc() || read.ptr != length->data() + length->size())
            m_state = State::Failed;
    }
}

// Between two chunks: the line end of the one, size and extensions of the next. False: the body is
// over.
bool EventReader::readFraming(char c)
{
    if (m_chunk == Chunk::End) {
        if (c == '\n')
            m_chunk = Chunk::Size;
    } else if (m_chunk == Chunk::Trailer) {
        if (c == '\n' && std::exchange(m_lineIsEmpty, true))
            m_state = State::Ended;
        else if (c != '\n' && c != '\r')
            m_lineIsEmpty = false;
    } else if (c == '\n') {
        m_chunk = m_left == 0 ? Chunk::Trailer : Chunk::Data;
    } else if (m_chunk == Chunk::Size) {
        const int digit = hexDigit(c);
        if (c == ';' || c == '\r' || c == ' ') {
            m_chunk = Chunk::Extension;
        } else {
            m_left = m_left * 16 + static_cast<std::uint64_t>(std::max(digit, 0));
            if (digit < 0 || m_left > LargestChunk)
                m_state = State::Failed;
        }
    }
    return m_state == State::Body;
}

} // namespace fanlight
