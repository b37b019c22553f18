// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/stream_reader.h"

#include <QByteArray>

#include <algorithm>

namespace fanlight {

namespace {
constexpr std::string_view DataField = "data:";
constexpr std::string_view HeaderEnd = "\r\n\r\n";
constexpr std::uint64_t LargestChunk = std::uint64_t(1) << 32;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isOk(std::string_view header)
{
    return header.starts_with("HTTP/1.") && header.substr(8).starts_with(" 200");
}
} // namespace

std::uint64_t EventCounter::read(std::string_view bytes)
{
    std::uint64_t completed = 0;
    for (const char c : bytes) {
        const bool secondHalf = c == '\n' && m_afterCr;
        m_afterCr = c == '\r';
        if (secondHalf)
            continue;
        if (c == '\r' || c == '\n') {
            completed += endLine();
            continue;
        }
        if (m_matched == m_length && m_length < DataField.size() && c == DataField[m_length])
            ++m_matched;
        ++m_length;
    }
    return completed;
}

// A field without a colon is one with an empty value, so "data" alone counts as well.
std::uint64_t EventCounter::endLine()
{
    const bool blank = m_length == 0;
    const bool isData = m_matched == DataField.size()
        || (m_matched == DataField.size() - 1 && m_length == m_matched);
    const bool completed = blank && m_hasData;
    m_hasData = !blank && (m_hasData || isData);
    m_length = 0;
    m_matched = 0;
    return completed ? 1 : 0;
}

std::uint64_t StreamReader::read(std::string_view bytes)
{
    if (m_state == State::Header)
        bytes = readHeader(bytes);
    if (m_state != State::Streaming)
        return 0;
    return m_chunked ? readChunks(bytes) : m_events.read(bytes);
}

std::string_view StreamReader::readHeader(std::string_view bytes)
{
    // The end may lie across two pieces.
    const std::size_t before = m_header.size();
    const std::size_t searchFrom = before - std::min(before, HeaderEnd.size() - 1);
    m_header.append(bytes.substr(0, HeaderLimit));
    const std::size_t end = m_header.find(HeaderEnd, searchFrom);
    if (end == std::string::npos) {
        if (m_header.size() >= HeaderLimit)
            m_state = State::Failed;
        return {};
    }
    const std::size_t headerSize = end + HeaderEnd.size();
    m_header.resize(headerSize);
    judgeHeader();
    m_header = std::string(); // gives its memory back: there are thousands of these
    return bytes.substr(headerSize - before);
}

void StreamReader::judgeHeader()
{
    m_state = isOk(m_header) ? State::Streaming : State::Failed;
    const QByteArray header = QByteArray::fromStdString(m_header).toLower().replace(' ', "");
    m_chunked = header.contains("\r\ntransfer-encoding:chunked\r\n");
}

std::uint64_t StreamReader::readChunks(std::string_view bytes)
{
    std::uint64_t completed = 0;
    while (!bytes.empty() && m_state == State::Streaming) {
        if (m_chunk == Chunk::Data) {
            const auto part
                = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
            completed += m_events.read(bytes.substr(0, part));
            bytes.remove_prefix(part);
            m_left -= part;
            if (m_left == 0)
                m_chunk = Chunk::End;
            continue;
        }
        readSize(bytes.front());
        bytes.remove_prefix(1);
    }
    return completed;
}

// Between two chunks: the line end of the one, size and extensions of the next.
void StreamReader::readSize(char c)
{
    if (c == '\n' && m_chunk == Chunk::End)
        m_chunk = Chunk::Size;
    else if (c == '\n')
        startChunk();
    else if (c == ';')
        m_chunk = Chunk::Extension;
    else if (m_chunk == Chunk::Size && c != '\r') {
        const int digit = hexDigit(c);
        m_left = m_left * 16 + static_cast<std::uint64_t>(std::max(digit, 0));
        if (digit < 0 || m_left > LargestChunk)
            m_state = State::Failed;
    }
}

void StreamReader::startChunk()
{
    if (m_left == 0)
        m_state = State::Ended;
    m_chunk = Chunk::Data;
}

} // namespace fanlight
