// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/event_lines.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace fanlight {

// Reads the HTTP/1 response to one request incrementally (RFC 9112 §6, §7.1) and, when it is an event stream, the fields
// of its events (EventLines). Keeps only what is incomplete, since there is one a virtual client. A plain value.
//
// A sink has
//   bool answered(int status, bool isEventStream)   false: nothing more is read
//   what EventLines asks of one
//   void body(std::string_view bytes)   of an answer that is no event stream
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
    // Whether the end of the connection is a proper end of the answer, too.
    bool endsWithConnection() const { return m_state == State::Body && m_framing == Framing::Connection; }
    template<class Sink>
    void read(std::string_view bytes, Sink& sink);

private:
    enum class Framing : std::uint8_t { Connection, Length, Chunked };
    enum class Chunk : std::uint8_t { Size, Extension, Data, End };

    std::string_view readHeader(std::string_view bytes, int& status);
    int judgeHeader();
    bool readFraming(char c);
    template<class Sink>
    void readBody(std::string_view bytes, Sink& sink);
    template<class Sink>
    void readStream(std::string_view bytes, Sink& sink);

    State m_state = State::Header;
    Framing m_framing = Framing::Connection;
    Chunk m_chunk = Chunk::Size;
    bool m_isStream = false;
    std::uint64_t m_left = 0; // of the chunk, or of the body
    std::string m_carry; // the header, as far as it came
    EventLines m_lines;
};

template<class Sink>
void EventReader::read(std::string_view bytes, Sink& sink)
{
    if (m_state == State::Header) {
        int status = 0;
        bytes = readHeader(bytes, status);
        if (m_state != State::Body)
            return;
        if (!sink.answered(status, m_isStream)) {
            m_state = State::Left;
            return;
        }
        if (m_framing == Framing::Length && m_left == 0)
            m_state = State::Ended;
    }
    while (!bytes.empty() && m_state == State::Body) {
        if (m_framing == Framing::Connection) {
            readBody(bytes, sink);
            return;
        }
        if (m_framing == Framing::Chunked && m_chunk != Chunk::Data) {
            if (!readFraming(bytes.front()))
                return;
            bytes.remove_prefix(1);
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
}

template<class Sink>
void EventReader::readBody(std::string_view bytes, Sink& sink)
{
    if (m_isStream)
        readStream(bytes, sink);
    else
        sink.body(bytes);
}

template<class Sink>
void EventReader::readStream(std::string_view bytes, Sink& sink)
{
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
