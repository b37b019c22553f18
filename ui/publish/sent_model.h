// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "metrics/sample.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace fanlight {

// One publish that the hub took, with what it led to. A plain value.
struct SentEntry {
    qint64 timeMs = 0; // UTC, milliseconds since the epoch
    PublishRequest request;
    quint64 recipients = 0;
    double p99Ms = Unknown; // publish -> handed to the kernel
};

// What was sent before, newest first. Bounded by number and by payload bytes; the oldest go first.
// Main thread.
class SentModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr std::size_t MostEntries = 500;
    static constexpr qint64 MostDataBytes = 8 << 20;

    enum Column { Time, Kind, Type, Recipients, P99, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void add(const SentEntry& entry);
    void setEntries(const std::vector<SentEntry>& entries); // newest first; what exceeds the bounds is left out
    void remove(int row);
    void clear();
    const SentEntry& entry(int row) const { return m_entries[std::size_t(row)]; }
    std::vector<SentEntry> entries() const { return {m_entries.begin(), m_entries.end()}; }

    static QString kindText(const PublishRequest& request); // "Test broadcast", "User 42", "3 users"

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void edited(); // after every change of the entries but setEntries()

private:
    void makeRoomFor(const SentEntry& entry);
    void removeEntries(int first, int last);

    std::deque<SentEntry> m_entries;
    qint64 m_dataBytes = 0; // of all payloads
};

} // namespace fanlight
