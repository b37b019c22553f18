// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fanlight {

// Counts the events of an event stream that carry data (WHATWG HTML §9.2.6) and keeps nothing
// else. Bytes may come in pieces of any size. A plain value.
class EventCounter {
public:
    // How many events these bytes completed.
    std::uint64_t read(std::string_view bytes);

private:
    std::uint64_t endLine();

    std::size_t m_length = 0; // of the line so far
    std::size_t m_matched = 0; // how many of its first bytes are those of "data:"
    bool m_hasData = false;
    bool m_afterCr = false;
};

// Reads the HTTP/1 response to one subscription, chunked or to the end of the connection
// (RFC 9112 §6, §7.1), and counts the events in it. A plain value, one a client.
class StreamReader {
public:
    enum class State {
        Header,
        Streaming,
        Ended, // the last chunk came
        Failed // not a 200, or not HTTP as it should be
    };

    State state() const { return m_state; }
    // How many events these bytes completed.
    std::uint64_t read(std::string_view bytes);

private:
    enum class Chunk { Size, Extension, Data, End };

    std::string_view readHeader(std::string_view bytes); // what follows the header
    void judgeHeader();
    std::uint64_t readChunks(std::string_view bytes);
    void readSize(char c);
    void startChunk();

    static constexpr std::size_t HeaderLimit = 16 << 10;

    State m_state = State::Header;
    bool m_chunked = false;
    Chunk m_chunk = Chunk::Size;
    std::uint64_t m_left = 0; // of the chunk: bytes still to come; while its size is read: the size
    std::string m_header;
    EventCounter m_events;
};

} // namespace fanlight
