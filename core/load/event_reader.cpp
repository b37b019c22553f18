// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/event_reader.h"

#include <QByteArray>
#include <QStringBuilder>

#include <charconv>

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

// The value of a field, trimmed, as it stands in a header in lower case; empty: it is not there.
QByteArray fieldOf(const QByteArray& header, const QByteArray& name)
{
    const qsizetype at = header.indexOf(QByteArray("\r\n" + name + ':'));
    if (at < 0)
        return {};
    const qsizetype begin = at + 2 + name.size() + 1;
    return header.mid(begin, header.indexOf("\r\n", begin) - begin).trimmed();
}
} // namespace

std::string_view EventReader::readHeader(std::string_view bytes, int& status)
{
    for (;;) {
        // The end may lie across two pieces.
        const std::size_t before = m_carry.size();
        const std::size_t searchFrom = before - std::min(before, HeaderEnd.size() - 1);
        m_carry.append(bytes.substr(0, MostHeader));
        const std::size_t end = m_carry.find(HeaderEnd, searchFrom);
        if (end == std::string::npos) {
            if (m_carry.size() >= MostHeader)
                m_state = State::Failed;
            return {};
        }
        const std::size_t size = end + HeaderEnd.size();
        m_carry.resize(size);
        bytes.remove_prefix(size - before);
        status = judgeHeader();
        m_carry = std::string(); // gives its memory back: there are thousands of these
        // An interim answer (100 Continue, 103 Early Hints) is followed by the real one.
        if (status == 0 || status >= 200)
            return bytes;
    }
}

int EventReader::judgeHeader()
{
    const int status = statusOf(m_carry);
    if (status == 0) {
        m_state = State::Failed;
        return 0;
    }
    if (status < 200)
        return status;
    const QByteArray header = QByteArray::fromRawData(m_carry.data(), static_cast<qsizetype>(m_carry.size())).toLower();
    m_isStream = fieldOf(header, "content-type").startsWith("text/event-stream");
    m_state = State::Body;
    if (status == 204 || status == 304) {
        m_framing = Framing::Length;
    } else if (fieldOf(header, "transfer-encoding").endsWith("chunked")) {
        m_framing = Framing::Chunked;
    } else if (const QByteArray length = fieldOf(header, "content-length"); !length.isEmpty()) {
        bool ok = false;
        m_framing = Framing::Length;
        m_left = length.toULongLong(&ok);
        if (!ok)
            m_state = State::Failed;
    }
    return status;
}

// Between two chunks: the line end of the one, size and extensions of the next. False: the body is over.
bool EventReader::readFraming(char c)
{
    if (m_chunk == Chunk::End) {
        if (c == '\n')
            m_chunk = Chunk::Size;
    } else if (c == '\n') {
        m_chunk = Chunk::Data;
        if (m_left == 0)
            m_state = State::Ended;
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
