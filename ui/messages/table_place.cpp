// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/table_place.h"

#include "messages/message_table.h"

#include <QScopedValueRollback>

namespace fanlight {

TablePlace::TablePlace(MessageTable& table, const MessageModel& model)
    : m_table(table)
    , m_model(model)
    , m_end(std::make_unique<EndFollower>(table))
{
}

// Rows that go above do not move what is seen; at the end, the end is followed.
void TablePlace::keep(const std::function<void()>& change)
{
    const int topRow = m_table.topRow();
    const quint64 top = topRow >= 0 ? m_model.numberAt(topRow) : 0;
    const QScopedValueRollback moving(m_isMoving, true);
    if (m_end)
        m_end->setHeld(true);
    change();
    if (m_isOrderAsked && !m_model.isRebuilding())
        goToBegin();
    else if (m_end && m_end->follows())
        m_table.scrollToBottom();
    else if (topRow <= 0 && !m_end)
        m_table.setTopRow(0); // what is on top of the order is what is wanted
    else if (const int row = m_model.firstRowFrom(top); row != topRow && row >= 0)
        m_table.setTopRow(row);
    if (m_end)
        m_end->setHeld(false);
}

void TablePlace::goToBegin()
{
    m_isOrderAsked = false;
    if (m_model.isInOrderOfArrival()) {
        m_end = std::make_unique<EndFollower>(m_table);
        m_end->setHeld(true);
        m_table.scrollToBottom();
    } else {
        m_end.reset();
        m_table.setTopRow(0);
    }
}

} // namespace fanlight
