// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_cells.h"

#include "messages/message_model.h"

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

MessageCells::MessageCells(const Theme& theme)
    : m_theme(theme)
{
    takeFonts();
}

void MessageCells::takeFonts()
{
    m_monospace = m_theme.monospace();
    m_tabular = m_theme.tabular();
    m_bold = QFont();
    m_bold.setWeight(QFont::DemiBold);
}

QString MessageCells::fieldAt(int column) const
{
    return fields.names().value(column - ColumnCount);
}

SortKey MessageCells::keyOf(const MessageRecord& message, int column) const
{
    return column < ColumnCount ? sortKey(message, column, percent)
                                : sortKey(message, fields.path(column - ColumnCount));
}

// Figures stand below each other; of a field of the payload only its values tell what they are.
bool MessageCells::isRightAligned(int column)
{
    return isNumber(column) || column >= ColumnCount;
}

MessageCells::Look MessageCells::lookOf(const MessageRecord& message) const
{
    return looks ? looks(message) : Look();
}

QString MessageCells::timeText(const MessageRecord& message) const
{
    const QString time = days.text(message.timeMs);
    return lookOf(message).isMarked ? QString(time + u" ◆"_s) : time;
}

QVariant MessageCells::data(
    const MessageRecord& message, int column, int role, bool isLastOfBefore) const
{
    switch (role) {
    case Qt::DisplayRole:
        if (column >= ColumnCount)
            return fields.text(message, column - ColumnCount);
        return column == Time ? timeText(message) : cellText(message, column, percent);
    case Qt::AccessibleTextRole:
        if (column == Time && isLastOfBefore)
            return MessageModel::tr("%1, the last of before this window was opened")
                .arg(days.text(message.timeMs));
        if (column == Time && lookOf(message).isMarked)
            return MessageModel::tr("%1, marked").arg(days.text(message.timeMs));
        return data(message, column, Qt::DisplayRole, isLastOfBefore);
    case Qt::ToolTipRole: {
        const QString text = column == Time && isLastOfBefore
            ? MessageModel::tr("The last of before this window was opened")
            : fields.tip(message, column, percent);
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    case Qt::FontRole:
        if (column == Time || column == Id || column == Payload)
            return m_monospace;
        if (column == Type)
            return m_bold;
        return isRightAligned(column) ? QVariant(m_tabular) : QVariant();
    case Qt::ForegroundRole:
        if (column == Type) {
            const QColor colour = lookOf(message).type;
            return colour.isValid() ? QVariant(colour) : QVariant();
        }
        return {};
    case Qt::BackgroundRole: {
        const QColor colour = lookOf(message).ground;
        return colour.isValid() ? QVariant(colour) : QVariant();
    }
    case MessageModel::BoundaryRole:
        return isLastOfBefore ? QVariant(m_theme.color(Theme::Role::Accent)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(
            Qt::AlignVCenter | (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant MessageCells::header(int column, int role) const
{
    if (role == Qt::DisplayRole)
        return column < ColumnCount ? columnTitle(Column(column), percent) : fieldAt(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter | (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole) {
        const QString tip = column < ColumnCount
            ? columnTip(column)
            : MessageModel::tr("The field “%1” of the payload.").arg(fieldAt(column));
        return tip.isEmpty() ? QVariant() : QVariant(tip);
    }
    return {};
}

} // namespace fanlight
