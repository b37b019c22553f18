// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/field_filter.h"
#include "hub/message_log.h"

#include <array>

namespace fanlight {

// Whom a message went to: "everyone", "user 42", "3 users", "followers of 42", "followers of 42 who
// want like", "who want like".
QString channelText(const MessageRecord& message);
QString sourceText(MessageSource source); // "window", "demo", "API", "Redis"
QString dataText(const Frame& frame);

// What the filter language finds in a message.
struct MessageFields {
    enum Field {
        User,
        Author,
        Channel,
        Type,
        Id,
        Event,
        Data,
        Source,
        Receipt,
        Size,
        Recipients,
        Write,
        Ack,
        Age,
        From, // the table's name of Source
        To, // and of Channel
        Traffic, // whose clients it reached
        Count
    };
    static const std::array<filter::FieldName, Count> Names;
    static constexpr QLatin1StringView Example{"user:1*"};
    static bool matches(const MessageRecord& message, int field, const QString& pattern);
    static double value(const MessageRecord& message, int field, qint64 nowMs);
    static bool matchesWord(const MessageRecord& message, const QString& pattern);
    static std::optional<QString> openText(const MessageRecord& message, const std::string& path);
    static double openValue(const MessageRecord& message, const std::string& path);
};

// The filter language of published messages. `user:1*` (of several the first), `author:42`,
// `channel:followers*`, `type:like`, `id:17*`, `event:new-post`, `data:hello` (anywhere in the
// payload), `source:api`, `receipt:yes`, `traffic:test` (it reached test clients) and
// `traffic:real` (others, or nobody), `size>1KiB`, `recipients>=100`, `write>5ms`, `ack>5ms` (p99),
// `age<30s`; any other name is a field of the payload, `total>100`, `order.state:paid`; a list
// `type:like,order` matches where one does; a bare word matches user, author, channel, type, id,
// event or data anywhere.
class MessageFilter : public FieldFilter<MessageRecord, MessageFields> {
public:
    using FieldFilter::FieldFilter;
    bool changesWithTime() const { return asksFor(MessageFields::Age); }
    // a message may begin or cease to match when its figures change
    bool changesWithFigures() const;
};

} // namespace fanlight
