// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_filter.h"
#include "messages/message_store.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

#include <deque>
#include <optional>

namespace fanlight {

// The message log as a table, in order of arrival. Values as they were pulled; text is made when it
// is shown. What is pulled is only put down; rows are made of it by work(), in slices of a few
// milliseconds, so that tens of thousands at once, or a filter over them, never hold up the window.
// Holds at most what the log does, and while rows are held as much again. Main thread; owned by the
// page.
class MessageModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Time,
        Channel,
        Type,
        Id,
        Size,
        Recipients,
        WriteP99,
        AckP99,
        Source,
        ColumnCount
    };
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
    void clear(); // to be called when the log was cleared

    // Of the log at the last pull: kept there, pushed out since the last clear(), kept but no row.
    quint64 kept() const { return m_lastNumber + 1 - m_firstKept; }
    quint64 evicted() const { return m_evicted; }
    quint64 notShown() const;
    quint64 bytes() const { return m_bytes; } // kept

    const MessageRecord& message(int row) const { return m_records.at(m_shown[std::size_t(row)]); }
    int rowOf(quint64 number) const; // -1: it is no row
    // of those with this number or a later one; the last where there is none
    int firstRowFrom(quint64 number) const;
    const MessageRecord* find(quint64 number) const; // among rows and others; null: it is gone
    // The messages of `most` rows from one on, behind those that are there.
    void copyRows(int from, int most, std::vector<MessageRecord>& into) const;

    static QString columnTitle(Column column);
    static bool isNumber(int column);
    static QString cellText(const MessageRecord& message, int column);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void figuresChanged(); // of messages that are kept here

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
    bool rebuild(qint64 nowMs);
    void judgeNew(qint64 nowMs);
    void judgeAgain(qint64 nowMs);
    void takeFonts();

    const Theme& m_theme;
    QFont m_monospace; // kept, since finding a font is dearer than painting a cell
    QFont m_tabular;
    MessageFilter m_filter;
    MessageStore m_records;
    MessageStore m_waiting; // while held
    std::deque<quint64> m_shown; // numbers of the rows, ascending
    quint64 m_judged = 0; // messages before this number are judged by the filter
    // what m_shown will be, while a new filter looks through
    std::optional<std::deque<quint64>> m_next;
    quint64 m_nextAt = 0; // and how far it is
    std::optional<Recheck> m_recheck;
    qint64 m_agesAtMs = 0;
    bool m_held = false;
    quint64 m_firstKept = 1;
    quint64 m_lastNumber = 0;
    quint64 m_evicted = 0;
    quint64 m_bytes = 0;
};

} // namespace fanlight
