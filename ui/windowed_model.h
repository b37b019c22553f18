// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fanlight {

// A table of many rows of which a window is there; the others are known by number alone and have no
// texts until somebody looks at them. A row is known again by its key, so that selection, current
// row and scroll position stay with it when another window comes. Main thread; owned by the page.
template <typename Row> class WindowedModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    // What apply() had to do to rows that stay: nothing, let others come and go between them, bring
    // them into another order.
    enum class Change { Figures, RowsOnly, Order };

    struct Window {
        int total = 0; // rows there are
        int first = 0;
        std::vector<Row> rows; // those from `first` on
        std::vector<quint64> keys; // of each; never 0, never twice
    };

    // Only figures in [firstVisible, lastVisible] are told as changed: nobody sees the others until
    // they are painted.
    Change apply(Window next, int firstVisible, int lastVisible)
    {
        Change change = Change::Figures;
        if (next.total > m_shown.total) {
            change = Change::RowsOnly;
            this->beginInsertRows({}, m_shown.total, next.total - 1);
            m_shown.total = next.total;
            this->endInsertRows();
        }
        const int total = next.total;
        next.total = m_shown.total;
        if (next.first == m_shown.first && next.keys == m_shown.keys)
            m_shown = std::move(next);
        else
            change = replace(std::move(next));
        if (total < m_shown.total) {
            change = std::max(change, Change::RowsOnly);
            this->beginRemoveRows({}, total, m_shown.total - 1);
            m_shown.total = total;
            this->endRemoveRows();
        }
        tellFigures(firstVisible, lastVisible);
        return change;
    }

    const Row* rowAt(int row) const // null: it is not there
    {
        return isThere(row) ? &m_shown.rows[std::size_t(row - m_shown.first)] : nullptr;
    }
    quint64 keyAt(int row) const // 0: it is not there
    {
        return isThere(row) ? m_shown.keys[std::size_t(row - m_shown.first)] : 0;
    }
    int rowOf(quint64 key) const // -1: it is not there
    {
        const auto found = std::find(m_shown.keys.begin(), m_shown.keys.end(), key);
        return found == m_shown.keys.end() ? -1 : m_shown.first + int(found - m_shown.keys.begin());
    }
    const Window& window() const { return m_shown; }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : m_shown.total;
    }

private:
    static bool covers(const Window& window, int row)
    {
        return row >= window.first && row < window.first + int(window.rows.size());
    }
    bool isThere(int row) const { return covers(m_shown, row); }

    Change replace(Window next)
    {
        std::unordered_map<quint64, int> now; // where a key is
        for (std::size_t i = 0; i < next.keys.size(); ++i)
            now.emplace(next.keys[i], next.first + int(i));
        bool isSameOrder = true; // of the rows that stay
        std::vector<bool> isKept(next.keys.size());
        int last = -1;
        for (const quint64 key : m_shown.keys) {
            const auto at = now.find(key);
            if (at == now.end())
                continue;
            isSameOrder = isSameOrder && at->second > last;
            last = at->second;
            isKept[std::size_t(at->second - next.first)] = true;
        }
        const auto target = [&](int row) { // -1: it is gone
            if (isThere(row)) {
                const auto at = now.find(keyAt(row));
                if (at != now.end())
                    return at->second;
                return covers(next, row) ? -1 : row; // it may be where it was, unseen
            }
            return covers(next, row) && isKept[std::size_t(row - next.first)] ? -1 : row;
        };
        Q_EMIT this->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList from = this->persistentIndexList();
        QModelIndexList to;
        to.reserve(from.size());
        for (const QModelIndex& cell : from) {
            const int row = target(cell.row());
            to.append(row < 0 ? QModelIndex() : this->index(row, cell.column()));
        }
        m_shown = std::move(next);
        this->changePersistentIndexList(from, to);
        Q_EMIT this->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
        return isSameOrder ? Change::RowsOnly : Change::Order;
    }

    void tellFigures(int first, int last)
    {
        first = std::max(first, 0);
        last = std::min(last, rowCount() - 1);
        if (first <= last)
            Q_EMIT this->dataChanged(
                this->index(first, 0), this->index(last, this->columnCount() - 1));
    }

    Window m_shown;
};

} // namespace fanlight
