// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/mark_actions.h"

#include "format.h"
#include "messages/message_looks.h"
#include "messages/message_selection.h"
#include "messages/message_table.h"

#include <QAction>
#include <QItemSelectionModel>

namespace fanlight {

MarkActions::MarkActions(MessageTable& table, MessageModel& model, MessageLooks& looks,
    const MessageSelection& selection)
    : m_table(table)
    , m_model(model)
    , m_looks(looks)
    , m_selection(selection)
{
    add(tr("Mark"), Qt::Key_M, [this] { mark(); });
    add(tr("Next mark"), Qt::Key_N, [this] { goToMark(false); });
    add(tr("Previous mark"), Qt::SHIFT | Qt::Key_N, [this] { goToMark(true); });
    add(tr("Next that reached nobody, or is red"), Qt::Key_E, [this] { goToProblem(); });
    add(tr("Remove all marks"), {}, [this] { m_looks.clearMarks(); });
}

template <class Deed> void MarkActions::add(const QString& text, const QKeySequence& key, Deed deed)
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, deed);
    m_table.addAction(action);
    m_all << action;
}

void MarkActions::mark()
{
    std::vector<quint64> numbers;
    for (const int row : m_selection.rows())
        numbers.push_back(m_model.numberAt(row));
    m_looks.toggleMarks(numbers);
    Q_EMIT told(tr("%1 marked", "messages").arg(format::count(double(m_looks.marks().count()))));
}

void MarkActions::goToMark(bool backwards)
{
    goTo(m_looks.marks().next(m_model, m_table.currentIndex().row(), backwards),
        tr("no message that is shown is marked"));
}

void MarkActions::goToProblem()
{
    goTo(nextRow(m_model, m_table.currentIndex().row(),
             [this](const MessageRecord& message) { return m_looks.isProblem(message); }),
        tr("no message that is shown reached nobody, or is red"));
}

void MarkActions::goTo(int row, const QString& nothing)
{
    if (row < 0) {
        Q_EMIT told(nothing);
        return;
    }
    const QModelIndex index = m_model.index(row, MessageModel::Time);
    m_table.selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table.scrollTo(index);
}

} // namespace fanlight
