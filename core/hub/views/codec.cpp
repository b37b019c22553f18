// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/views/codec.h"

#include "hub/views/field_visitors.h"

namespace fanlight::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto IdKey = "id"_L1; // of the event
constexpr auto TypeKey = "type"_L1;
constexpr auto EventKey = "event"_L1;
constexpr auto SizeKey = "bytes"_L1;
constexpr auto BatchedKey = "batched"_L1;
constexpr auto FrameKey = "frame"_L1;
constexpr qsizetype MostFrameBytes = Fields<MessageTrace::Client>::MostFrameBytes;

void insertText(QJsonObject& object, QLatin1StringView key, std::string_view text)
{
    if (!text.empty())
        object.insert(key, QString::fromUtf8(text.data(), qsizetype(text.size())));
}

bool readBytes(const QJsonObject& object, QLatin1StringView key, std::string& text)
{
    const QJsonValue json = object[key];
    return json.isUndefined() || readJson(json, text, ShortText);
}

// The frame of a message whose data stays where it is.
bool readFrameFacts(const QJsonObject& json, MessageRecord& message)
{
    std::string id;
    std::string type;
    std::string event;
    std::uint64_t bytes = 0;
    if (!readBytes(json, IdKey, id) || !readBytes(json, TypeKey, type)
        || !readBytes(json, EventKey, event)
        || (json.contains(SizeKey) && !readJson(json[SizeKey], bytes, 0)))
        return false;
    // What would be further lines of an event is no name of one.
    const auto isLine = [](const std::string& text) {
        return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
    };
    if (!isLine(id) || !isLine(event))
        return false;
    EventFields fields{id, event};
    if (const QJsonValue batched = json[BatchedKey]; batched.isBool())
        fields.batching = batched.toBool() ? Batching::Batched : Batching::Never;
    message.frame = Frame::event(fields, type);
    message.bytesElsewhere = bytes;
    return true;
}

bool readFrame(const QJsonObject& json, MessageRecord& message)
{
    if (json.contains(FrameKey)) {
        message.bytesElsewhere.reset();
        return readJson(json[FrameKey], message.frame, MostFrameBytes);
    }
    const bool tells = json.contains(IdKey) || json.contains(TypeKey) || json.contains(EventKey)
        || json.contains(SizeKey);
    return (message.frame && !tells) || readFrameFacts(json, message);
}

} // namespace

// NOLINTBEGIN(bugprone-macro-parentheses): a type stands in none
#define FANLIGHT_VIEW(Type)                                                                        \
    QJsonObject toJson(const Type& value)                                                          \
    {                                                                                              \
        return FieldWriter<Type>::write(value);                                                    \
    }                                                                                              \
    bool fromJson(const QJsonObject& json, Type& value)                                            \
    {                                                                                              \
        return FieldReader<Type>::read(json, value);                                               \
    }
// NOLINTEND(bugprone-macro-parentheses)
FANLIGHT_VIEW(ConnectionRow)
FANLIGHT_VIEW(WatchedConnection)
FANLIGHT_VIEW(WatchedConnection::Sent)
FANLIGHT_VIEW(UserRow)
FANLIGHT_VIEW(InstanceRow)
FANLIGHT_VIEW(InstanceSnapshot)
FANLIGHT_VIEW(RedisSnapshot)
FANLIGHT_VIEW(TapBatch)
FANLIGHT_VIEW(ReceiptSnapshot)
FANLIGHT_VIEW(HubStatus)
FANLIGHT_VIEW(MetricsSample)
FANLIGHT_VIEW(Fault)
FANLIGHT_VIEW(LogLine)
FANLIGHT_VIEW(AuditEntry)
FANLIGHT_VIEW(Moment)
FANLIGHT_VIEW(SourceRow)
FANLIGHT_VIEW(SourceSnapshot)
FANLIGHT_VIEW(MessageTrace)
#undef FANLIGHT_VIEW

QJsonObject toJson(const MessageRecord& message)
{
    QJsonObject object = FieldWriter<MessageRecord>::write(message);
    insertText(object, IdKey, message.frame->id());
    insertText(object, TypeKey, message.frame->type());
    insertText(object, EventKey, message.frame->eventName());
    if (message.frame->batching() != Batching::AsTheHub)
        object.insert(BatchedKey, message.frame->batching() == Batching::Batched);
    object.insert(SizeKey, jsonOf(message.dataBytes()));
    return object;
}

QJsonObject withFrame(const MessageRecord& message)
{
    QJsonObject object = toJson(message);
    object.insert(FrameKey, jsonOf(message.frame));
    return object;
}

bool fromJson(const QJsonObject& json, MessageRecord& message)
{
    MessageRecord read = message;
    if (!FieldReader<MessageRecord>::read(json, read) || !readFrame(json, read))
        return false;
    read.figures.number = read.number;
    message = std::move(read);
    return true;
}

QJsonObject changed(const QJsonObject& before, const QJsonObject& after)
{
    QJsonObject changes;
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (before.value(it.key()) != it.value())
            changes.insert(it.key(), it.value());
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()))
            changes.insert(it.key(), QJsonValue());
    }
    return changes;
}

void apply(const QJsonObject& changes, QJsonObject& to)
{
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            to.remove(it.key());
        else
            to.insert(it.key(), it.value());
    }
}

} // namespace fanlight::views
