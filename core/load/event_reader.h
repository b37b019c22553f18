// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/event_lines.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace fanlight {

// What the header of an answer says. Values are trimmed; what does not stand there is empty.
struct AnswerHead {
    int status = 0;
    bool isHttp11 = false; // or a later 1.x
    bool isEventStream = false; // by its Content-Type
    std::string contentType;
    std::string contentEncoding; // in lower case; empty: none, or identity
    std::string location;
    std::string fields; // the whole header

    std::string field(std::string_view name) const; // another one, whatever the case of its name
    bool has(std::string_view name) const;
};

// Reads the HTTP/1 response to one request incrementally (RFC 9112 §6, §7.1) and, when it is an
// event stream, what EventLines reads of it. Keeps only what is incomplete, since there is one a
// virtual client. A plain value.
//
// A sink is one of EventLines, and has
//   bool answered(const AnswerHead& head)   false: nothing more is read
//   void body(std::string_view bytes)   of an answer that is read as no event stream
class EventReader {
public:
    enum class State : std::uint8_t {
        Header,
        Body,
        Ended, // as HTTP says where the end is
        Left, // the sink wants no more
        Failed, // not HTTP as it should be, or a line above the limit
    };
    static constexpr std::size_t MostHeader = 64 << 10;
    static constexpr std::size_t MostLine = 1 << 20;

    State state() const { return m_state; }
    bool isAfterHeader() const { return m_hasHead; } // of an answer that is one
    // The answer is no stream after all, whatever its type: its body goes to body(). Within
    // answered().
    void readAsBody() { m_isStream = false; }
    // The answer ends with its header, whatever that says of a body: one to HEAD. Within
    // answered().
    void hasNoBody()
    {
        m_framing = Framing::Length;
        m_left = 0;
    }
    // Whether the end of the connection is a proper end of the answer, too.
    bool endsWithConnection() const
    {
        return m_state == State::Body && m_framing == Framing::Connection;
    }
    // What is left of the bytes behind the end of the answer.
    template <class Sink> std::string_view read(std::string_view bytes, Sink& sink);

private:
    enum class Framing : std::uint8_t { Connection, Length, Chunked };
    enum class Chunk : std::uint8_t { Size, Extension, Data, End, Trailer };

    std::string_view readHeader(std::string_view bytes, AnswerHead& head);
    void judgeHeader(AnswerHead& head);
    bool readFraming(char c);
    template <class Sink> void readBody(std::string_view bytes, Sink& sink);

    State m_state = State::Header;
    Framing m_framing = Framing::Connection;
    Chunk m_chunk = Chunk::Size;
    bool m_isStream = false;
    bool m_hasHead = false;
    bool m_lineIsEmpty = true; // of the trailer section
    std::uint64_t m_left = 0; // of the chunk, or of the body
    std::string m_header; // as far as it came
    EventLines m_lines;
};

template <class Sink> std::string_view EventReader::read(std::string_view bytes, Sink& sink)
{
    if (m_state == State::Header) {
        AnswerHead head;
        bytes = readHeader(bytes, head);
        if (m_state != State::Body)
            return {};
        m_hasHead = true;
        m_isStream = head.isEventStream;
        if (!sink.answered(head)) {
            m_state = State::Left;
            return {};
        }
        if (m_framing == Framing::Length && m_left == 0)
            m_state = State::Ended;
    }
    while (!bytes.empty() && m_state == State::Body) {
        if (m_framing == Framing::Connection) {
            readBody(bytes, sink);
            return {};
        }
        if (m_framing == Framing::Chunked && m_chunk != Chunk::Data) {
            const char c = bytes.front();
            bytes.remove_prefix(1);
            if (!readFraming(c))
                break;
            continue;
        }
        const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
        m_left -= part;
        readBody(bytes.substr(0, part), sink);
        bytes.remove_prefix(part);
        if (m_left > 0 || m_state != State::Body)
            continue;
        if (m_framing == Framing::Chunked)
            m_chunk = Chunk::End;
        else
            m_state = State::Ended;
    }
    return bytes;
}

template <class Sink> void EventReader::readBody(std::string_view bytes, Sink& sink)
{
    if (!m_isStream) {
        sink.body(bytes);
        return;
    }
    switch (m_lines.read(bytes, MostLine, sink)) {
    case EventLines::Outcome::More:
        return;
    case EventLines::Outcome::Left:
        m_state = State::Left;
        return;
    case EventLines::Outcome::TooLong:
        m_state = State::Failed;
    }
}

} // namespace fanlight
