// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_selection.h"

#include <QItemSelectionModel>

#include <algorithm>

namespace fanlight {

MessageSelection::MessageSelection(
    MessageModel& model, QItemSelectionModel* selection, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_selection(selection)
{
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &MessageSelection::remember);
    connect(&model, &QAbstractItemModel::modelReset, this, &MessageSelection::restore);
}

std::vector<int> MessageSelection::rows() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : m_selection->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

qsizetype MessageSelection::count() const
{
    qsizetype count = 0;
    for (const QItemSelectionRange& range : m_selection->selection())
        count += range.height();
    return count;
}

int MessageSelection::currentRow() const
{
    const QModelIndex current = m_selection->currentIndex();
    return current.isValid() && m_selection->isRowSelected(current.row()) ? current.row() : -1;
}

void MessageSelection::forget()
{
    m_selected.clear();
    m_current.reset();
}

void MessageSelection::keepOver(const std::function<void()>& change)
{
    remember();
    change();
    restore();
}

void MessageSelection::remember()
{
    forget();
    const std::vector<int> selected = rows();
    if (selected.size() <= Most) {
        for (const int row : selected)
            m_selected.push_back(m_model.message(row).number);
    }
    if (const QModelIndex index = m_selection->currentIndex(); index.isValid())
        m_current = m_model.message(index.row()).number;
}

void MessageSelection::restore()
{
    QItemSelection selection;
    for (const quint64 number : m_selected) {
        if (const int row = m_model.rowOf(number); row >= 0)
            selection.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
    }
    if (const int row = m_current ? m_model.rowOf(*m_current) : -1; row >= 0)
        m_selection->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::NoUpdate);
    m_selection->select(selection, QItemSelectionModel::ClearAndSelect);
}

} // namespace fanlight
