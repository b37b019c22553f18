// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/snapshots.h"
#include "metrics/sample.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace fanlight {

// By one publish; by a repeat, or a batch, whose publishes share an entry.
enum class SentAs { Once, Repeat, Batch };

// How it went, as it was shown then. A plain value.
struct SentReceipt {
    QString id; // on the wire; of several the last
    QString remark; // who did not get it, what is odd, what batching made of it
    ReceiptFigures total;
    std::vector<ReceiptSnapshot::Part> parts; // by instance; one says no more than the total
    bool isKnown = false; // else nothing was followed, or it was sent by an earlier version
};

// What was sent at once, with what it led to. A plain value.
struct SentEntry {
    qint64 timeMs = 0; // UTC, milliseconds since the epoch
    PublishRequest request; // as it was written, placeholders and all
    SentAs sentAs = SentAs::Once;
    quint64 count = 1; // publishes that the hub took
    quint64 recipients = 0; // of all of them
    double p99Ms = Unknown; // publish -> acknowledged
    SentReceipt receipt;
    quint64 key = 0; // given by the model, the newer the larger; not kept in the file
};

// What was sent before, newest first. Bounded by number and by payload bytes; the oldest go first.
// Main thread.
class SentModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr std::size_t MostEntries = 500;
    static constexpr qint64 MostDataBytes = 8 << 20;

    enum Column { Time, Kind, Type, Recipients, Latency, ColumnCount };

    static constexpr int EventIdRole = Qt::UserRole; // on the wire; of several the last

    using QAbstractTableModel::QAbstractTableModel;

    void setPercent(double percent); // of latency, that has a column
    double percent() const { return m_percent; }
    quint64 add(const SentEntry& entry); // answers with its key
    // What it has led to by now; nothing happens when it is gone.
    void update(quint64 key, quint64 count, quint64 recipients, double p99Ms);
    void setReceipt(quint64 key, const SentReceipt& receipt);
    void setEntries(
        const std::vector<SentEntry>& entries); // newest first; what exceeds the bounds is left out
    void remove(int row);
    void clear();
    // Where they were before they were removed; what exceeds the bounds is left out.
    void putBack(const std::vector<SentEntry>& entries);
    int rowOf(quint64 key) const; // -1: it is gone
    const SentEntry& entry(int row) const { return m_entries[std::size_t(row)]; }
    std::vector<SentEntry> entries() const { return {m_entries.begin(), m_entries.end()}; }

    // "Test broadcast", "User 42", "3 users", "Fan-out, author 42", "Selective"
    static QString kindText(const PublishRequest& request);
    static QString kindText(const SentEntry& entry); // "User 42, 137 times", "Batch of 10, user 42"

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    static QString timeText(qint64 timeMs, qint64 nowMs); // with its date where that is another

Q_SIGNALS:
    void edited(); // after every change of the entries but setEntries()

private:
    void makeRoomFor(const SentEntry& entry);
    void removeEntries(int first, int last);

    QString cellText(const SentEntry& entry, int column) const;
    double latencyMs(const SentEntry& entry) const;

    std::deque<SentEntry> m_entries;
    qint64 m_dataBytes = 0; // of all payloads
    quint64 m_lastKey = 0;
    double m_percent = 99;
};

} // namespace fanlight
