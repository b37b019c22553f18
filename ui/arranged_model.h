// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace fanlight {

// Which of `rows` are shown, and in which order. A plain value; the rows stay where they are.
// `Rows` are immutable once shared, have `std::vector<quint64> ids` that ascend, and answer
// at(index).
template <typename Rows> struct Arrangement {
    std::shared_ptr<const Rows> rows = std::make_shared<const Rows>();
    std::vector<quint32> order; // indexes of rows

    const auto& row(std::size_t position) const { return rows->at(order[position]); }
};

// A table that is fed by arrangements. A new one is applied with few signals, so that selection,
// current row and scroll position stay with their rows. Main thread; owned by the page.
template <typename Rows> class ArrangedModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    // What apply() had to do to rows that stay: nothing, let others come and go between them, bring
    // them into another order.
    enum class Change { Figures, RowsOnly, Order };

    // Only figures in [firstVisible, lastVisible] are told as changed: nobody sees the others until
    // they are painted.
    Change apply(const Arrangement<Rows>& next, int firstVisible, int lastVisible)
    {
        const Difference difference = differenceTo(next);
        const std::size_t runs = difference.gone.size() + difference.come.size();
        Change change = !difference.sameOrder ? Change::Order
            : runs > 0                        ? Change::RowsOnly
                                              : Change::Figures;
        if (!difference.sameOrder || runs > MostRuns)
            applyOrder(next, difference);
        else if (runs > 0)
            applyRuns(next, difference);
        else
            m_shown = next;
        tellFigures(firstVisible, lastVisible);
        return change;
    }

    const Arrangement<Rows>& arrangement() const { return m_shown; }
    const auto& rowAt(int row) const { return m_shown.row(std::size_t(row)); }
    int rowOf(quint64 id) const // -1: not shown
    {
        const auto& ids = m_shown.rows->ids;
        const auto found = std::lower_bound(ids.begin(), ids.end(), id);
        if (found == ids.end() || *found != id)
            return -1;
        const auto position
            = std::find(m_shown.order.begin(), m_shown.order.end(), quint32(found - ids.begin()));
        return position == m_shown.order.end() ? -1 : int(position - m_shown.order.begin());
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_shown.order.size());
    }

private:
    // More runs of new or gone rows than this are cheaper told as one change of order.
    static constexpr std::size_t MostRuns = 48;
    static constexpr qint64 Nowhere = -1;

    struct Run {
        int first;
        int last;
    };
    // What leads from the shown rows to others.
    struct Difference {
        std::vector<Run> gone; // positions before
        std::vector<Run> come; // positions afterwards
        // the rows that stay, as indexes of the shown rows, in shown order
        std::vector<quint32> keptBefore;
        std::vector<quint32> kept; // the same rows as indexes of the new ones
        bool sameOrder = true; // of the rows that stay
    };

    // For each of `ids` the index of the same row in `others`, or Nowhere.
    static std::vector<qint64> counterparts(
        const std::vector<quint64>& ids, const std::vector<quint64>& others)
    {
        std::vector<qint64> found(ids.size(), Nowhere);
        auto other = others.begin();
        for (std::size_t i = 0; i < ids.size(); ++i) {
            while (other != others.end() && *other < ids[i])
                ++other;
            if (other != others.end() && *other == ids[i])
                found[i] = other - others.begin();
        }
        return found;
    }

    // For each row the position where it is shown, or Nowhere.
    static std::vector<qint64> positions(const Arrangement<Rows>& arrangement)
    {
        std::vector<qint64> shownAt(arrangement.rows->ids.size(), Nowhere);
        for (std::size_t i = 0; i < arrangement.order.size(); ++i)
            shownAt[arrangement.order[i]] = qint64(i);
        return shownAt;
    }

    static void extend(std::vector<Run>& runs, int position)
    {
        if (!runs.empty() && runs.back().last == position - 1)
            runs.back().last = position;
        else
            runs.push_back({position, position});
    }

    Difference differenceTo(const Arrangement<Rows>& next) const
    {
        const auto inNext = counterparts(m_shown.rows->ids, next.rows->ids);
        const auto inShown = counterparts(next.rows->ids, m_shown.rows->ids);
        const auto nextPosition = positions(next);
        const auto shownPosition = positions(m_shown);

        Difference difference;
        difference.keptBefore.reserve(m_shown.order.size());
        difference.kept.reserve(m_shown.order.size());
        qint64 last = Nowhere;
        for (std::size_t i = 0; i < m_shown.order.size(); ++i) {
            const qint64 row = inNext[m_shown.order[i]];
            const qint64 position = row == Nowhere ? Nowhere : nextPosition[std::size_t(row)];
            if (position == Nowhere) {
                extend(difference.gone, int(i));
                continue;
            }
            difference.keptBefore.push_back(m_shown.order[i]);
            difference.kept.push_back(quint32(row));
            difference.sameOrder = difference.sameOrder && last < position;
            last = position;
        }
        for (std::size_t i = 0; i < next.order.size(); ++i) {
            const qint64 row = inShown[next.order[i]];
            if (row == Nowhere || shownPosition[std::size_t(row)] == Nowhere)
                extend(difference.come, int(i));
        }
        return difference;
    }

    void applyRuns(const Arrangement<Rows>& next, const Difference& difference)
    {
        for (auto run = difference.gone.rbegin(); run != difference.gone.rend(); ++run)
            dropRows(run->first, run->last);
        m_shown = {next.rows, difference.kept};
        for (const Run& run : difference.come) {
            const auto from = next.order.begin();
            addRows(run.first, {from + run.first, from + run.last + 1});
        }
    }

    // However many rows moved, came and went: what goes is first moved to the end, what comes is
    // first put at the end, so that the views hear of at most four changes.
    void applyOrder(const Arrangement<Rows>& next, const Difference& difference)
    {
        const int kept = int(difference.kept.size());
        if (kept < rowCount()) {
            std::vector<quint32> goneLast = difference.keptBefore;
            for (const Run& run : difference.gone) {
                const auto from = m_shown.order.begin();
                goneLast.insert(goneLast.end(), from + run.first, from + run.last + 1);
            }
            reorder(std::move(goneLast));
            dropRows(kept, rowCount() - 1);
        }
        m_shown = {next.rows, difference.kept};
        std::vector<quint32> come;
        for (const Run& run : difference.come) {
            const auto from = next.order.begin();
            come.insert(come.end(), from + run.first, from + run.last + 1);
        }
        if (!come.empty())
            addRows(kept, come);
        reorder(next.order);
    }

    void dropRows(int first, int last)
    {
        beginRemoveRows({}, first, last);
        const auto from = m_shown.order.begin();
        m_shown.order.erase(from + first, from + last + 1);
        endRemoveRows();
    }

    void addRows(int first, const std::vector<quint32>& rows)
    {
        beginInsertRows({}, first, first + int(rows.size()) - 1);
        m_shown.order.insert(m_shown.order.begin() + first, rows.begin(), rows.end());
        endInsertRows();
    }

    // Brings the shown rows, which stay the same ones, into another order.
    void reorder(std::vector<quint32> order)
    {
        if (order == m_shown.order)
            return;
        Q_EMIT this->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const std::vector<quint32> before = std::exchange(m_shown.order, std::move(order));
        const auto shownAt = positions(m_shown);
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        to.reserve(from.size());
        for (const QModelIndex& cell : from)
            to.append(index(int(shownAt[before[std::size_t(cell.row())]]), cell.column()));
        changePersistentIndexList(from, to);
        Q_EMIT this->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    void tellFigures(int first, int last)
    {
        first = std::max(first, 0);
        last = std::min(last, rowCount() - 1);
        if (first <= last)
            Q_EMIT this->dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    Arrangement<Rows> m_shown;
};

} // namespace fanlight
