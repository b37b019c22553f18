// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_columns.h"

#include "format.h"
#include "hub/message_filter.h"
#include "hub/payload_fields.h"
#include "messages/message_model.h"
#include "percentiles.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr qsizetype MostKeyCharacters = 64;

QString text(std::string_view utf8)
{
    return utf8.empty() ? format::Dash : QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString msText(double ms)
{
    return isKnown(ms) ? QString(format::milliseconds(ms) + u" ms"_s) : format::Dash;
}

QString keyText(const QString& text)
{
    return text.left(MostKeyCharacters).toCaseFolded();
}

} // namespace

QString MessageColumns::columnTitle(Column column, double percent)
{
    const QString name = Percentiles::name(percent);
    const std::array titles{MessageModel::tr("Time"), MessageModel::tr("To"),
        MessageModel::tr("Type"), MessageModel::tr("Id"), MessageModel::tr("Size"),
        MessageModel::tr("Recipients"),
        MessageModel::tr("Write %1", "a percentile of it").arg(name),
        MessageModel::tr("Ack %1", "a percentile of it").arg(name), MessageModel::tr("From"),
        MessageModel::tr("Payload")};
    return titles.at(std::size_t(column));
}

QString MessageColumns::columnTip(int column)
{
    switch (column) {
    case Channel:
        return MessageModel::tr("Whom it went to; of several users the first is known.");
    case Source:
        return MessageModel::tr("Where it was published: in this window, over the API, or past it "
                                "in Redis.");
    case Recipients:
        return MessageModel::tr("Connections of this instance that were sent it.");
    case Write:
        return MessageModel::tr(
            "From publish until the bytes were handed to the kernel, of this instance's clients.");
    case Ack:
        return MessageModel::tr("From publish until the clients' TCP acknowledged them; all with a "
                                "receipt, else a sample.");
    default:
        return {};
    }
}

bool MessageColumns::isNumber(int column)
{
    return column >= Size && column <= Ack;
}

bool MessageColumns::isFigure(int column)
{
    return column >= Recipients && column <= Ack;
}

QString MessageColumns::cellText(const MessageRecord& message, int column, double percent)
{
    switch (column) {
    case Time:
        return format::clock(message.timeMs);
    case Channel:
        return channelText(message);
    case Type:
        return text(message.frame->type());
    case Id:
        return text(message.frame->id());
    case Size:
        return format::bytes(double(message.dataBytes()));
    case Recipients:
        return message.figures.isKnown ? format::count(double(message.figures.recipients))
                                       : format::Dash;
    case Write:
        return msText(message.figures.write.percentileMs(percent));
    case Ack:
        return msText(message.figures.ackMs(percent));
    case Source:
        return sourceText(message.source);
    case Payload:
        return payloadLine(*message.frame);
    default:
        return {};
    }
}

SortKey MessageColumns::sortKey(const MessageRecord& message, int column, double percent)
{
    SortKey key{message.number, Unknown, {}};
    switch (column) {
    case Time:
        key.value = 0; // the number decides
        break;
    case Size:
        key.value = double(message.dataBytes());
        break;
    case Recipients:
        if (message.figures.isKnown)
            key.value = double(message.figures.recipients);
        break;
    case Write:
        key.value = message.figures.write.percentileMs(percent);
        break;
    case Ack:
        key.value = message.figures.ackMs(percent);
        break;
    case Type:
        if (!message.frame->type().empty())
            key.text = keyText(text(message.frame->type()));
        break;
    case Payload:
        key.text = keyText(payloadLine(*message.frame, MostKeyCharacters));
        break;
    default:
        key.text = keyText(cellText(message, column, percent));
        break;
    }
    return key;
}

SortKey MessageColumns::sortKey(const MessageRecord& message, const std::string& field)
{
    const PayloadValue value = payloadValue(*message.frame, field);
    return isKnown(value.number) ? SortKey{message.number, value.number, {}}
                                 : SortKey{message.number, Unknown, keyText(value.text)};
}

// Only what is shown is read: a payload may have 256 KiB, and a table paints many.
QString MessageColumns::payloadLine(const Frame& frame, qsizetype mostCharacters)
{
    constexpr std::string_view Field = "data: ";
    constexpr std::size_t MostBytesACharacter = 4;
    const auto mostBytes = std::size_t(mostCharacters) * MostBytesACharacter;
    QByteArray bytes;
    bool isCut = false;
    for (std::string_view left = frame.plain(); !left.empty();) {
        const std::string_view line = left.substr(0, left.find('\n'));
        if (line.starts_with(Field)) {
            if (!bytes.isEmpty())
                bytes += ' ';
            const std::string_view data = line.substr(Field.size(), mostBytes);
            isCut = isCut || data.size() + Field.size() < line.size();
            bytes.append(data.data(), qsizetype(data.size()));
        }
        if (std::size_t(bytes.size()) >= mostBytes) {
            isCut = true;
            break;
        }
        left.remove_prefix(std::min(left.size(), line.size() + 1));
    }
    QString text = QString::fromUtf8(bytes);
    if (text.size() <= mostCharacters)
        return isCut ? QString(text + u'…') : text;
    if (text[mostCharacters - 1].isHighSurrogate())
        --mostCharacters;
    return QString(text.left(mostCharacters) + u'…');
}

} // namespace fanlight
