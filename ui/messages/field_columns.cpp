// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/field_columns.h"

#include "format.h"
#include "hub/payload_fields.h"
#include "messages/message_columns.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

void FieldColumns::add(const QString& path)
{
    m_names << path;
    m_paths.push_back(path.toStdString());
}

void FieldColumns::remove(int at)
{
    m_names.removeAt(at);
    m_paths.erase(m_paths.begin() + at);
}

QString FieldColumns::text(const MessageRecord& message, int at) const
{
    return payloadValue(*message.frame, path(at)).text;
}

QString FieldColumns::tip(const MessageRecord& message, int column, double percent) const
{
    constexpr qsizetype MostCharacters = 1200;
    QString whole;
    switch (column) {
    case MessageColumns::Time:
        whole = format::dayAndClock(message.timeMs);
        break;
    case MessageColumns::Payload:
        whole = MessageColumns::payloadLine(*message.frame, MostCharacters);
        break;
    case MessageColumns::Channel:
    case MessageColumns::Type:
    case MessageColumns::Id:
        whole = MessageColumns::cellText(message, column, percent);
        break;
    default:
        if (column >= MessageColumns::ColumnCount)
            whole = text(message, column - MessageColumns::ColumnCount).left(MostCharacters);
    }
    return whole.isEmpty() ? QString() : QString(u"<qt>"_s + whole.toHtmlEscaped() + u"</qt>"_s);
}

} // namespace fanlight
