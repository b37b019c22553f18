// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowed_selection.h"

namespace fanlight {

WindowedSelection::WindowedSelection(QAbstractItemModel* model, KeyAt keyAt, RowOf rowOf)
    : QItemSelectionModel(model)
    , m_keyAt(std::move(keyAt))
    , m_rowOf(std::move(rowOf))
{
    connect(this, &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_isFollowing)
            m_current = now.isValid() ? m_keyAt(now.row()) : 0;
    });
}

void WindowedSelection::select(const QItemSelection& selection, SelectionFlags command)
{
    if (m_isFollowing || command == NoUpdate)
        return QItemSelectionModel::select(selection, command);
    m_isSelecting = true; // whoever hears of it may have another window come
    QItemSelectionModel::select(selection, command);
    m_isSelecting = false;
    takePicture(command);
}

void WindowedSelection::takePicture(SelectionFlags command)
{
    const QItemSelection shown = this->selection();
    const int rows = model()->rowCount();
    if (command & Clear)
        m_keys.clear();
    m_unseen.clear();
    int covered = 0;
    std::unordered_set<quint64> seen;
    for (const QItemSelectionRange& range : shown) {
        covered += range.height();
        std::optional<Range> unseenRun;
        for (int row = range.top(); row <= range.bottom() && covered < rows; ++row) {
            if (const quint64 key = m_keyAt(row); key != 0)
                seen.insert(key);
            else if (unseenRun && unseenRun->second == row - 1)
                unseenRun->second = row;
            else {
                if (unseenRun)
                    m_unseen.push_back(*unseenRun);
                unseenRun = Range{row, row};
            }
        }
        if (unseenRun)
            m_unseen.push_back(*unseenRun);
    }
    m_isAll = rows > 0 && covered >= rows;
    if (m_isAll) {
        m_keys.clear();
        m_unseen.clear();
        return;
    }
    // What is there is as the picture has it; the rest was selected before.
    std::erase_if(m_keys, [this](quint64 key) { return m_rowOf(key) >= 0; });
    m_keys.insert(seen.begin(), seen.end());
    if (!m_unseen.empty())
        Q_EMIT unseenSelected();
}

void WindowedSelection::resolve(const std::function<quint64(int row)>& keyAt)
{
    for (const auto& [first, last] : std::exchange(m_unseen, {})) {
        for (int row = first; row <= last; ++row) {
            if (const quint64 key = keyAt(row); key != 0)
                m_keys.insert(key);
        }
    }
}

void WindowedSelection::keepThere()
{
    m_isAll = false;
    m_unseen.clear();
    std::erase_if(m_keys, [this](quint64 key) { return m_rowOf(key) < 0; });
}

void WindowedSelection::follow()
{
    if (m_isSelecting)
        return;
    m_isFollowing = true;
    const int rows = model()->rowCount();
    const int columns = model()->columnCount();
    QItemSelection picture;
    const auto add = [&](int first, int last) {
        if (first <= last)
            picture.append(
                QItemSelectionRange(model()->index(first, 0), model()->index(last, columns - 1)));
    };
    if (m_isAll) {
        add(0, rows - 1);
    } else {
        for (const quint64 key : m_keys) {
            if (const int row = m_rowOf(key); row >= 0)
                add(row, row);
        }
        for (const auto& [first, last] : m_unseen)
            add(first, std::min(last, rows - 1));
    }
    QItemSelectionModel::select(picture, ClearAndSelect);
    followCurrent();
    m_isFollowing = false;
}

void WindowedSelection::followCurrent()
{
    if (m_current == 0) { // it was not there when it became the current one
        if (currentIndex().isValid())
            m_current = m_keyAt(currentIndex().row());
        return;
    }
    const int row = m_rowOf(m_current);
    if (row >= 0 && row != currentIndex().row())
        setCurrentIndex(model()->index(row, 0), NoUpdate);
    else if (row < 0 && currentIndex().isValid() && m_keyAt(currentIndex().row()) != 0)
        setCurrentIndex({}, NoUpdate); // another stands there now: it is gone
}

} // namespace fanlight
