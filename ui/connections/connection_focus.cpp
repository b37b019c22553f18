// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_focus.h"

#include <QPointer>

namespace fanlight {

ConnectionFocus::ConnectionFocus(Questions questions, QObject* parent)
    : QObject(parent)
    , m_questions(std::move(questions))
{
}

ConnectionFocus::~ConnectionFocus()
{
    if (m_watched != 0)
        m_questions.watch(0);
}

void ConnectionFocus::watch(const std::optional<ConnectionRow>& shown, bool seen)
{
    const quint64 id = seen && shown && !shown->isClosed() ? shown->id : 0;
    if (id == m_watched)
        return;
    m_watched = id;
    m_questions.watch(id);
}

void ConnectionFocus::ask(const ConnectionRow& row, quint64 lastClosed, bool listening)
{
    const Stream stream{row.id, row.connectedAtMs};
    if (m_asked == stream)
        return;
    m_asked = stream;
    m_earlierUpTo = ~quint64(0); // none of the numbers
    askForEarlier(row, lastClosed);
    if (!listening)
        return;
    const QString since = QString::number(row.connectedAtMs) + QStringLiteral("-0");
    m_questions.history(
        row.userId, since, [focus = QPointer(this), stream](const ReplayPreview& history) {
            if (focus && focus->m_asked == stream)
                Q_EMIT focus->historyCame(history);
        });
}

void ConnectionFocus::askForEarlier(const ConnectionRow& row, quint64 lastClosed)
{
    if (m_earlierUpTo == lastClosed)
        return;
    m_earlierUpTo = lastClosed;
    Q_EMIT earlierCame(row.userId.isEmpty() ? std::vector<ClosedConnectionPtr>()
                                            : m_questions.earlier(row.userId));
}

} // namespace fanlight
