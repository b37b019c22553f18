// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/batch.h"
#include "sse/event_id.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

// What a notification looks like in Redis, on its channel and in history:
//
//   {"$fan":"1732449751000-0,1732449751000123","type":"like","post":7}
//
// the JSON as it is, with one member put first: id and time of publishing in microseconds since the
// epoch. What else there is to know follows within that member, ";name=value" each, the value
// percent-encoded: event, id (chosen by the publisher), retry, batch (window in milliseconds and
// number, "100.50"; "0": never), receipt (its token), by (a random token of the process that
// published it, with which its time tells the publish), type (where it is not the one of the data),
// p (in a cluster, of messages: the id before it on its channel), and "json" or "text" for data
// that is no JSON object and so stands in a member "data", as JSON or as a string. Anything without
// "$fan" is delivered as it is.
struct FanFields {
    std::string_view data;
    std::string_view type; // what selective delivery looks at
    std::string_view event;
    std::string_view customId;
    int retryMs = -1;
    std::uint64_t publishedUs = 0;
    BatchWish batch = {};
    std::string_view receipt = {}; // token; empty: none was asked for
    std::string_view by = {}; // token of the process that published it
};

// Puts payloads together. Keeps its memory; one thread.
class FanPayloadWriter {
public:
    FanPayloadWriter();
    ~FanPayloadWriter();
    // All of a payload but `{"$fan":"` and the id, which Redis gives:
    // `,1732449751000123","type":…}`.
    std::string afterId(const FanFields& fields);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

// Looks into data whatever its writer did: blanks in front, numbers of any length, halves of
// surrogates, and, for the type, what is nearly JSON. Keeps its memory; one thread.
class TypeReader {
public:
    TypeReader();
    ~TypeReader();
    struct Seen { // views are valid until the next call
        bool isJson = false;
        bool hasType = false; // it is an object with a member "type", whatever that is
        std::string_view type; // that, where it is a string
    };
    Seen look(std::string_view data);
    // The top-level "type" alone; looks closer only where there may be one.
    std::string_view typeOf(std::string_view data);
    bool isJson(std::string_view data);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

// Takes payloads apart. Views are valid until the next call, and as long as the payload itself. One
// thread.
class FanPayloadReader {
public:
    // `looksAtForeign`: tells of what was published past Fanlight, too, whether it is JSON.
    explicit FanPayloadReader(bool looksAtForeign = false)
        : m_looksAtForeign(looksAtForeign)
    {
    }

    struct Payload : FanFields {
        std::optional<EventId> id; // nothing: published past Fanlight
        std::string_view idText;
        // in a cluster, of a message: the id before it on its channel; empty: not known
        std::string_view before;
        bool isJson = false; // known to be
        const char* refusal = nullptr; // why it must not reach a stream; nothing else counts then

        FramePtr frame() const; // for the wire
    };
    Payload& read(std::string_view payload);
    // The same for the part behind the id, as history keeps it; what is not UTF-8 there becomes
    // U+FFFD.
    const Payload& readHistory(std::string_view id, std::string_view afterId);

private:
    bool readFan(std::string_view afterId);
    bool readExtra(std::string_view extra);
    bool readBatch(std::string_view value);
    std::string_view keepDecoded(std::string& into, std::string_view encoded);

    const bool m_looksAtForeign;
    Payload m_payload;
    TypeReader m_types;
    std::string m_data; // without the first member
    std::string m_event, m_customId, m_type;
    std::string m_mended; // of history, where it was not UTF-8
};

} // namespace fanlight
