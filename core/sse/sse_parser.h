// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/event_lines.h"

#include <functional>
#include <string>
#include <string_view>

namespace fanlight {

// Makes events of a stream as a browser does (WHATWG HTML §9.2.6): any split of the bytes gives the
// same events, whole. For the Setup doctor and the tests; thousands of streams at once are
// EventReader's. Both read by EventLines. One thread; the callbacks run inside feed().
class SseParser {
public:
    struct Event {
        std::string type; // "message" unless an event line said otherwise
        std::string data;
        std::string lastEventId;
    };
    std::function<void(const Event&)> onEvent;
    std::function<void(std::string_view text)> onComment; // without the colon
    std::function<void(int ms)> onRetry;

    // Longer lines, or data of one event, end the parsing: feed() then returns false for good.
    static constexpr std::size_t MaxBytes = 16 << 20;
    explicit SseParser(std::size_t mostBytes = MaxBytes)
        : m_mostBytes(mostBytes)
    {
    }

    bool feed(std::string_view bytes);
    const std::string& lastEventId() const { return m_lastEventId; }

private:
    friend EventLines;
    void field(std::string_view name, std::string_view value);
    void comment(std::string_view text);
    bool dispatch(bool hasData);

    std::size_t m_mostBytes;
    EventLines m_lines;
    std::string m_data;
    std::string m_type;
    std::string m_idBuffer;
    std::string m_lastEventId;
    bool m_failed = false;
};

} // namespace fanlight
