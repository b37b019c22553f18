// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace fanlight {

class Frame;

// Counts references to a frame; copying one is an atomic increment.
class FramePtr {
public:
    FramePtr() = default;
    FramePtr(const FramePtr& other);
    FramePtr(FramePtr&& other) noexcept
        : m_frame(std::exchange(other.m_frame, nullptr))
    {
    }
    FramePtr& operator=(FramePtr other) noexcept
    {
        std::swap(m_frame, other.m_frame);
        return *this;
    }
    ~FramePtr();

    const Frame* get() const { return m_frame; }
    const Frame* operator->() const { return m_frame; }
    const Frame& operator*() const { return *m_frame; }
    explicit operator bool() const { return m_frame != nullptr; }
    bool isShared() const; // anyone else refers to it

private:
    friend class Frame;
    explicit FramePtr(const Frame* adopted)
        : m_frame(adopted)
    {
    }
    const Frame* m_frame = nullptr;
};

// Whether an event may wait for others and share a batch with them.
enum class Batching : std::uint8_t { AsTheHub, Never, Batched };

// What an event is made of (WHATWG HTML §9.2.6). Views; nothing is kept.
struct EventFields {
    std::string_view id = {}; // no CR, LF or NUL; empty: no id line
    std::string_view event = {}; // no CR or LF; empty: no event line, so that onmessage gets it
    std::string_view data = {}; // CR, LF and CRLF each end a line
    int retryMs = -1; // -1: no retry line
    bool isJson = false; // the data is valid JSON; else it is a text
    Batching batching = Batching::AsTheHub;
};

// Bytes for the wire, encoded once and shared by every connection that sends them: immutable,
// reference-counted, one allocation. Any thread.
class Frame {
public:
    // An event in an HTTP/1.1 chunk of its own; plain() is the event without the chunk's framing.
    // `type` is what selective delivery looks at; it is not sent.
    static FramePtr event(const EventFields& fields, std::string_view type = {});
    // An event of the hub's own (a gap, a heartbeat): one for the client, but nothing that was
    // published, so it is not counted as delivered, batched or dropped.
    static FramePtr notice(const EventFields& fields);
    // Stream text that is no event (a comment, a retry), in a chunk of its own.
    static FramePtr text(std::string_view text);
    // The first line of the event that follows in a chunk of its own and has no id: one that many
    // streams share, each under an id of its own.
    static FramePtr idLine(std::string_view id);
    // This event under another id: a copy.
    FramePtr withId(std::string_view id) const;
    // Bytes that are sent as they are (an HTTP answer).
    static FramePtr raw(std::string_view bytes);
    // A frame that was made elsewhere, from what its plain() was and what else was said of it.
    struct Kind {
        bool isEvent = false;
        bool isJson = false;
        Batching batching = Batching::AsTheHub;
    };
    static FramePtr ofPlain(std::string_view plain, std::string_view type, Kind kind);

    std::string_view chunked() const { return {bytes(), m_size}; }
    std::string_view plain() const { return {bytes() + m_plainBegin, m_plainSize}; }
    std::string_view type() const { return {bytes() + m_size, m_typeSize}; }
    bool isEvent() const { return m_isEvent; } // that was published
    // The event's fields, read back from its text.
    std::string_view id() const { return field("id: "); }
    std::string_view eventName() const { return field("event: "); }
    std::string data() const; // lines joined by LF
    void appendData(std::string& to) const;
    std::size_t dataSize() const; // of data()
    bool isJson() const { return m_isJson; }
    Batching batching() const { return m_batching; }
    std::size_t allocatedBytes() const { return sizeof(Frame) + m_size + m_typeSize; }

    // The event's text alone, for previews: exactly what plain() of such a frame holds.
    static std::string encode(const EventFields& fields);

private:
    friend class FramePtr;
    static FramePtr inChunk(std::size_t plainSize, std::string_view type, char*& writeAt);
    static Frame* allocate(std::size_t size, std::size_t typeSize);
    std::string_view field(std::string_view name) const;
    template <class Function> void forEachDataLine(Function line) const;
    char* bytes() { return reinterpret_cast<char*>(this + 1); }
    const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }
    void release() const;

    mutable std::atomic<std::uint32_t> m_references{1};
    std::uint32_t m_size = 0;
    std::uint32_t m_plainSize = 0;
    std::uint16_t m_typeSize = 0;
    std::uint8_t m_plainBegin = 0;
    bool m_isEvent = false;
    bool m_isJson = false;
    Batching m_batching = Batching::AsTheHub;
};

inline FramePtr::FramePtr(const FramePtr& other)
    : m_frame(other.m_frame)
{
    if (m_frame)
        m_frame->m_references.fetch_add(1, std::memory_order_relaxed);
}

inline bool FramePtr::isShared() const
{
    return m_frame && m_frame->m_references.load(std::memory_order_acquire) > 1;
}

inline FramePtr::~FramePtr()
{
    if (m_frame)
        m_frame->release();
}

} // namespace fanlight
