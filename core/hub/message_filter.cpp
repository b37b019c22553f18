// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_filter.h"

#include "hub/payload_fields.h"
#include "metrics/sample.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using filter::globMatches;

namespace {
QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

// A message may belong to both. One that reached nobody is not of the program's own making.
bool isOfTraffic(const MessageFigures& figures, const QString& pattern)
{
    return (figures.testRecipients > 0 && globMatches(pattern, u"test"_s))
        || ((figures.recipients == 0 || figures.recipients > figures.testRecipients)
            && globMatches(pattern, u"real"_s));
}

bool anywhere(const QString& pattern, const QString& text)
{
    return globMatches(QString(u'*' % pattern % u'*'), text);
}
} // namespace

QString channelText(const MessageRecord& message)
{
    if (message.broadcast)
        return u"everyone"_s;
    const QString author = text(message.authorId);
    switch (message.kind) {
    case PublishKind::Fanout:
        return u"followers of "_s % author;
    case PublishKind::Selective: {
        const QString wanting = u"who want "_s % text(message.frame->type());
        return author.isEmpty() ? wanting : QString(u"followers of "_s % author % u' ' % wanting);
    }
    case PublishKind::Named:
        break;
    }
    if (message.users == 1)
        return u"user "_s % text(message.userId);
    return QString::number(message.users) % u" users"_s;
}

QString sourceText(MessageSource source)
{
    switch (source) {
    case MessageSource::Window:
        return u"window"_s;
    case MessageSource::Demo:
        return u"demo"_s;
    case MessageSource::Api:
        return u"API"_s;
    case MessageSource::Queue:
        return u"queue"_s;
    case MessageSource::Redis:
        break;
    }
    return u"Redis"_s;
}

QString dataText(const Frame& frame)
{
    return QString::fromStdString(frame.data());
}

const std::array<filter::FieldName, MessageFields::Count> MessageFields::Names{{
    {"user"_L1},
    {"author"_L1, nullptr, "42"_L1},
    {"channel"_L1, nullptr, "followers*"_L1},
    {"type"_L1, nullptr, "like"_L1},
    {"id"_L1, nullptr, "17*"_L1},
    {"event"_L1, nullptr, "new-post"_L1},
    {"data"_L1, nullptr, "hello"_L1, {}, false},
    {"source"_L1, nullptr, "api"_L1, "window demo API Redis queue"_L1},
    {"receipt"_L1, nullptr, "yes"_L1, "yes no"_L1},
    {"size"_L1, &filter::Size},
    {"recipients"_L1, &filter::Count},
    {"write"_L1, &filter::Latency},
    {"ack"_L1, &filter::Latency},
    {"age"_L1, &filter::Age},
    {"from"_L1, nullptr, "api"_L1, "window demo API Redis queue"_L1},
    {"to"_L1, nullptr, "followers*"_L1},
    {"traffic"_L1, nullptr, "real"_L1, "real test"_L1},
}};

bool MessageFields::matches(const MessageRecord& message, int field, const QString& pattern)
{
    switch (field) {
    case User:
        return globMatches(pattern, text(message.userId));
    case Author:
        return globMatches(pattern, text(message.authorId));
    case Channel:
    case To:
        return globMatches(pattern, channelText(message));
    case Type:
        return globMatches(pattern, text(message.frame->type()));
    case Id:
        return globMatches(pattern, text(message.frame->id()));
    case Event:
        return globMatches(pattern, text(message.frame->eventName()));
    case Data:
        return anywhere(pattern, dataText(*message.frame));
    case Source:
    case From:
        return globMatches(pattern, sourceText(message.source));
    case Receipt:
        return globMatches(pattern, message.receipt != 0 ? u"yes"_s : u"no"_s);
    case Traffic:
        return isOfTraffic(message.figures, pattern);
    default:
        return false;
    }
}

double MessageFields::value(const MessageRecord& message, int field, qint64 nowMs)
{
    switch (field) {
    case Size:
        return double(message.dataBytes());
    case Recipients:
        return message.figures.isKnown ? double(message.figures.recipients) : Unknown;
    case Write:
        return message.figures.write.percentileMs(99);
    case Ack:
        return message.figures.ackMs(99);
    case Age:
        return double(nowMs - message.timeMs);
    default:
        return Unknown;
    }
}

bool MessageFields::matchesWord(const MessageRecord& message, const QString& pattern)
{
    const Frame& frame = *message.frame;
    return globMatches(pattern, text(message.userId))
        || globMatches(pattern, text(message.authorId))
        || globMatches(pattern, channelText(message)) || globMatches(pattern, text(frame.type()))
        || globMatches(pattern, text(frame.id())) || globMatches(pattern, text(frame.eventName()))
        || globMatches(pattern, dataText(frame));
}

std::optional<QString> MessageFields::openText(
    const MessageRecord& message, const std::string& path)
{
    PayloadValue value = payloadValue(*message.frame, path);
    return value.isThere() ? std::optional(std::move(value.text)) : std::nullopt;
}

double MessageFields::openValue(const MessageRecord& message, const std::string& path)
{
    return payloadValue(*message.frame, path).number;
}

bool MessageFilter::changesWithFigures() const
{
    return asksFor(MessageFields::Recipients) || asksFor(MessageFields::Write)
        || asksFor(MessageFields::Ack) || asksFor(MessageFields::Traffic);
}

} // namespace fanlight
