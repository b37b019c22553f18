// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_filter.h"
#include "messages/message_cells.h"
#include "messages/message_order.h"
#include "messages/message_store.h"
#include "theme/theme.h"

#include <QAbstractTableModel>
#include <QDate>

#include <deque>
#include <functional>
#include <optional>

namespace fanlight {

// The message log as a table, in order of arrival or of a column; behind the columns of every
// message stand those of fields of the payload. Values as they were pulled; text is made when it
// is shown. What is pulled is only put down; rows are made of it by work(), in slices of a few
// milliseconds, so that tens of thousands at once, or a filter or an order over them, never hold up
// the window. Holds at most what the log does, and while rows are held as much again. Main thread;
// owned by the page.
class MessageModel : public QAbstractTableModel, public MessageColumns {
    Q_OBJECT
public:
    // The time one call of work() may take, roughly.
    static constexpr std::chrono::milliseconds Slice{8};
    // How often a filter that looks at ages looks again.
    static constexpr std::chrono::milliseconds AgeInterval{1000};

    explicit MessageModel(const Theme& theme, QObject* parent = nullptr);

    void take(MessageLog::Pull&& pull, qint64 nowMs);
    // One slice of what is to be done; true: there is more.
    bool work(qint64 nowMs);
    // Held: rows stay as they are, what comes waits; their figures go on.
    void setHeld(bool held);
    // The rows of the filter before stay until all was looked through; then the model is reset.
    void setFilter(const MessageFilter& filter);
    const MessageFilter& filter() const { return m_filter; }
    void clear(); // to be called when the log was cleared
    void startAgain(); // the log will tell of all it keeps once more

    // Rows of the order before stay until the others are found, as with a filter.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    bool isInOrderOfArrival() const { return !m_order; } // the rows that are there
    bool isRebuilding() const { return m_next.has_value(); } // other rows are looked for

    // The colour of a line below a row: what follows came after this window was opened, what stands
    // above was brought back. In order of arrival; invalid: there is none.
    static constexpr int BoundaryRole = Qt::UserRole + 100;

    static constexpr qsizetype MostFields = 20;
    // Columns of fields of the payload, by their paths, in the order they were added.
    const QStringList& fields() const { return m_cells.fields.names(); }
    int addField(const QString& path); // its column; -1: there are MostFields
    void removeField(const QString& path);
    // Empty: it is a column of every message.
    QString fieldAt(int column) const { return m_cells.fieldAt(column); }

    using Look = MessageCells::Look;
    void setLooks(std::function<Look(const MessageRecord&)> looks);
    void looksChanged(); // they are asked for again
    void setPercent(double percent); // of latency, that has a column
    double percent() const { return m_cells.percent; }
    void setToday(const QDate& today); // times of other days have a date
    bool hasOtherDays() const; // among the rows

    // Of the log at the last pull: kept there, pushed out since the last clear(), kept but no row.
    quint64 kept() const { return m_lastNumber + 1 - m_firstKept; }
    quint64 evicted() const { return m_evicted; }
    quint64 notShown() const;
    quint64 bytes() const { return m_bytes; } // kept

    const MessageRecord& message(int row) const { return m_records.at(numberAt(row)); }
    quint64 numberAt(int row) const
    {
        return m_order ? m_order->at(row) : m_shown[std::size_t(row)];
    }
    // The numbers of the rows in order of arrival, whatever they are sorted by.
    const std::deque<quint64>& shownNumbers() const { return m_shown; }
    int rowOf(quint64 number) const; // -1: it is no row
    // of those with this number or a later one; the last where there is none. Of sorted rows its
    // own, or -1
    int firstRowFrom(quint64 number) const;
    // Its data has come from where it was.
    void takeWhole(const MessageRecord& message);
    const MessageRecord* find(quint64 number) const; // among rows and others; null: it is gone
    // The messages of `most` rows from one on, behind those that are there.
    void copyRows(int from, int most, std::vector<MessageRecord>& into) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void figuresChanged(); // of messages that are kept here
    void workToDo(); // beyond what was pulled

private:
    // Messages to look at again, since their answer to the filter may have changed; by number, last
    // included.
    struct Recheck {
        quint64 at;
        quint64 last;
    };

    bool isShown(quint64 number, qint64 nowMs) const;
    void takeFigures(std::vector<MessageFigures>&& changed);
    void dropBefore(quint64 number);
    void recheck(quint64 from, quint64 last);
    void rebuildRows();
    void rearrange(const std::vector<quint64>& leaving, const std::vector<quint64>& coming,
        const std::vector<quint64>& changed);
    void resort(std::vector<quint64>&& numbers);
    SortKey keyOf(quint64 number) const
    {
        return m_cells.keyOf(m_records.at(number), m_sortColumn);
    }
    std::vector<SortKey> keysOf(const std::vector<quint64>& numbers) const;
    bool isOrderWished() const { return m_sortColumn != Time || m_sortOrder != Qt::AscendingOrder; }
    bool isSortedByFigure() const { return m_order && isFigure(m_sortColumn); }
    bool rebuild(qint64 nowMs);
    void judgeNew(qint64 nowMs);
    void judgeAgain(qint64 nowMs);
    bool isLastOfBefore(int row) const;

    const qint64 m_openedAtMs; // UTC
    MessageCells m_cells;
    MessageFilter m_filter;
    MessageStore m_records;
    MessageStore m_waiting; // while held
    std::deque<quint64> m_shown; // numbers of the rows, ascending
    std::optional<MessageOrder> m_order; // of the rows; none: as they came
    std::vector<quint64> m_coming; // judged, to become sorted rows when all new ones are
    int m_sortColumn = Time; // wished for
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    quint64 m_judged = 0; // messages before this number are judged by the filter
    // what m_shown will be, while a new filter looks through
    std::optional<std::deque<quint64>> m_next;
    quint64 m_nextAt = 0; // and how far it is
    std::vector<SortKey> m_nextKeys; // what they will be sorted by
    std::vector<quint64> m_stale; // whose figures changed since
    std::optional<Recheck> m_recheck;
    qint64 m_agesAtMs = 0;
    bool m_held = false;
    quint64 m_firstKept = 1;
    quint64 m_lastNumber = 0;
    quint64 m_evicted = 0;
    quint64 m_bytes = 0;
};

} // namespace fanlight
