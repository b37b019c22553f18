// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_message.h"

#include "sources/sqs_place.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto SqsUser = "fan-user"_L1;
constexpr auto SqsType = "fan-type"_L1;
constexpr auto SqsEvent = "fan-event"_L1;
constexpr auto SqsReason = "fan-reason"_L1;
constexpr auto SqsTries = "fan-tries"_L1;
constexpr auto SqsId = "fan-id"_L1; // which one it was
constexpr qsizetype MostSqsAttributes = 10; // of a message
constexpr qsizetype MostSqsReason = 1000;

QJsonObject sqsText(const QString& text)
{
    return {{u"DataType"_s, u"String"_s}, {u"StringValue"_s, text}};
}

// An attribute is not empty, and has no character that XML 1.0 lacks.
QString asAttribute(QString text)
{
    for (QChar& c : text) {
        if ((c < u' ' && c != u'\t' && c != u'\n' && c != u'\r') || c.unicode() >= 0xfffe)
            c = QChar::ReplacementCharacter;
    }
    return text.isEmpty() ? u"?"_s : text.left(MostSqsReason);
}

} // namespace

QString SqsPlace::usualDeadQueue() const
{
    return isFifo() ? QString(queue.chopped(5) % u"-dead.fifo"_s) : QString(queue % u"-dead"_s);
}

std::vector<SqsMessage> SqsMessage::readAll(const QJsonObject& answer)
{
    std::vector<SqsMessage> messages;
    for (const QJsonValue value : answer["Messages"_L1].toArray()) {
        const QJsonObject object = value.toObject();
        const QJsonObject facts = object["Attributes"_L1].toObject();
        SqsMessage one;
        one.id = object["MessageId"_L1].toString();
        one.receipt = object["ReceiptHandle"_L1].toString();
        one.body = object["Body"_L1].toString();
        one.attributes = object["MessageAttributes"_L1].toObject();
        one.group = facts["MessageGroupId"_L1].toString();
        one.receives = std::max(1, facts["ApproximateReceiveCount"_L1].toString().toInt());
        one.sentAtMs = facts["SentTimestamp"_L1].toString().toLongLong();
        one.isMovedBySqs = facts.contains("DeadLetterQueueSourceArn"_L1);
        if (!one.id.isEmpty() && !one.receipt.isEmpty())
            messages.push_back(std::move(one));
    }
    return messages;
}

QString SqsMessage::text(const QString& attribute) const
{
    const QJsonValue value = attributes[attribute].toObject()["StringValue"_L1];
    return value.isString() ? value.toString() : QString();
}

SourceContent SqsMessage::content() const
{
    const auto optional = [this](QLatin1StringView name) -> std::optional<std::string> {
        const QString value = text(name);
        return value.isNull() ? std::nullopt : std::optional(value.toStdString());
    };
    return {body.toStdString(), optional(SqsUser), optional(SqsType), optional(SqsEvent),
        id.toStdString()};
}

DeadLetter SqsMessage::letter() const
{
    DeadLetter letter;
    letter.handle = id.toStdString();
    letter.content = content();
    const QString reason = text(SqsReason);
    if (const QString old = text(SqsId); !old.isNull())
        letter.content.id = old.toStdString();
    if (!reason.isNull()) {
        letter.reason = reason.toStdString();
        letter.diedAtMs = sentAtMs;
    } else {
        letter.reason = isMovedBySqs
            ? "SQS moved it here, as the queue's redrive policy says; nobody told why."
            : "It was put here by somebody else, who did not say why.";
    }
    letter.tries = text(SqsTries).toInt();
    return letter;
}

QJsonObject SqsMessage::burial(
    const QString& queueUrl, bool isFifo, const QString& reason, int tries) const
{
    QJsonObject kept{{SqsReason, sqsText(asAttribute(reason))},
        {SqsTries,
            QJsonObject{{u"DataType"_s, u"Number"_s}, {u"StringValue"_s, QString::number(tries)}}},
        {SqsId, sqsText(id)}};
    // Ours first: a message of ten attributes loses three of the others.
    QStringList names{SqsUser, SqsType, SqsEvent};
    names += attributes.keys();
    for (const QString& name : names) {
        if (kept.size() == MostSqsAttributes)
            break;
        if (!attributes.contains(name) || kept.contains(name))
            continue;
        const QJsonObject old = attributes[name].toObject();
        QJsonObject attribute{{u"DataType"_s, old["DataType"_L1]}};
        for (const auto part : std::array{"StringValue"_L1, "BinaryValue"_L1}) {
            if (old[part].isString())
                attribute[part] = old[part];
        }
        kept[name] = attribute;
    }
    QJsonObject request{
        {u"QueueUrl"_s, queueUrl}, {u"MessageBody"_s, body}, {u"MessageAttributes"_s, kept}};
    if (isFifo) {
        request[u"MessageGroupId"_s] = group.isEmpty() ? id : group;
        request[u"MessageDeduplicationId"_s] = id;
    }
    return request;
}

QJsonObject SqsMessage::request(const QString& queueUrl, int most, int waitSeconds, int hideSeconds)
{
    return {{u"QueueUrl"_s, queueUrl}, {u"MaxNumberOfMessages"_s, most},
        {u"WaitTimeSeconds"_s, waitSeconds}, {u"VisibilityTimeout"_s, hideSeconds},
        {u"AttributeNames"_s, QJsonArray{u"All"_s}},
        {u"MessageAttributeNames"_s, QJsonArray{u"All"_s}}};
}

SqsQueueFacts SqsQueueFacts::read(const QJsonObject& answer)
{
    const QJsonObject attributes = answer["Attributes"_L1].toObject();
    const auto number = [&attributes](QLatin1StringView name, int otherwise) {
        bool isNumber = false;
        const int value = attributes[name].toString().toInt(&isNumber);
        return isNumber ? value : otherwise;
    };
    SqsQueueFacts facts;
    const int hide = number("VisibilityTimeout"_L1, UsualHideSeconds);
    facts.hideSeconds = hide <= 0 ? UsualHideSeconds : std::min(hide, MostHideSeconds);
    const int waiting = number("ApproximateNumberOfMessages"_L1, -1);
    facts.waiting = waiting < 0 ? Unknown : waiting;
    facts.redrivePolicy = attributes["RedrivePolicy"_L1].toString();
    // SQS has it as a number or as a text.
    facts.mostReceives = QJsonDocument::fromJson(facts.redrivePolicy.toUtf8())
                             .object()["maxReceiveCount"_L1]
                             .toVariant()
                             .toInt();
    return facts;
}

std::vector<SqsFailure> sqsFailures(const QJsonObject& answer)
{
    std::vector<SqsFailure> failures;
    for (const QJsonValue value : answer["Failed"_L1].toArray()) {
        const QJsonObject object = value.toObject();
        bool isNumber = false;
        const uint place = object["Id"_L1].toString().toUInt(&isNumber);
        if (isNumber)
            failures.push_back(
                {place, object["SenderFault"_L1].toBool(), object["Code"_L1].toString().left(80)});
    }
    return failures;
}

} // namespace fanlight
