// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QItemSelectionModel>

#include <functional>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace fanlight {

// Which rows of a WindowedModel are selected: kept by their keys, so that what was selected stays
// so while it is scrolled out of the window, and moves in the order. The selection that views see
// is the picture of it in the rows that are there. Main thread; owned by the desk.
class WindowedSelection : public QItemSelectionModel {
    Q_OBJECT
public:
    using Range = std::pair<int, int>; // the first row and the last
    using KeyAt = std::function<quint64(int row)>; // 0: it is not there
    using RowOf = std::function<int(quint64 key)>; // -1: it is not there

    WindowedSelection(QAbstractItemModel* model, KeyAt keyAt, RowOf rowOf);

    using QItemSelectionModel::select;
    void select(const QItemSelection& selection, SelectionFlags command) override;
    // The model has another window: the picture is made anew.
    void follow();

    bool isEmpty() const { return !m_isAll && m_keys.empty() && m_unseen.empty(); }
    // Every row there is, also what comes later.
    bool isAll() const { return m_isAll; }
    // Selected from one row to another over some that never were there: who they are is still to
    // be told, by resolve().
    const std::vector<Range>& unseen() const { return m_unseen; }
    void resolve(const std::function<quint64(int row)>& keyAt);
    // Forgets all but the rows that are there.
    void keepThere();
    const std::unordered_set<quint64>& keys() const { return m_keys; } // none where it is all

Q_SIGNALS:
    void unseenSelected();

private:
    void takePicture(SelectionFlags command);
    void followCurrent();

    const KeyAt m_keyAt;
    const RowOf m_rowOf;
    std::unordered_set<quint64> m_keys;
    std::vector<Range> m_unseen;
    bool m_isAll = false;
    bool m_isFollowing = false;
    bool m_isSelecting = false;
    quint64 m_current = 0; // key of the current row; 0: none, or not there
};

} // namespace fanlight
