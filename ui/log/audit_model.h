// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "day_clock.h"
#include "hub/audit_log.h"
#include "theme/theme.h"
#include "widgets/filtered_rows.h"

#include <QAbstractTableModel>

#include <deque>

namespace fanlight {

// What was done to the hub by hand, and who was refused, oldest first; as many entries as the log
// keeps. Main thread; owned by the view.
class AuditModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Who, From, Action, On, Outcome, ColumnCount };

    // Both must outlive the model.
    AuditModel(const AuditLog& log, const Theme& theme, QObject* parent = nullptr);

    bool pull(); // takes what came since; false when there was nothing new
    void clear(); // what was shown does not come back
    void setToday(const QDate& today);
    const AuditEntry& entry(int row) const { return m_entries[std::size_t(row)]; }
    quint64 evicted() const { return m_evicted; }
    QString text(const AuditEntry& entry, int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const AuditLog& m_log;
    const Theme& m_theme;
    std::deque<AuditEntry> m_entries;
    quint64 m_lastId = 0;
    quint64 m_evicted = 0;
    DayClock m_days;
};

// The entries that match a filter, in their order. Main thread.
class AuditArrangement : public FilteredRows {
    Q_OBJECT
public:
    explicit AuditArrangement(AuditModel& model, QObject* parent = nullptr);
    std::vector<AuditEntry> shownEntries() const; // for an export

protected:
    QStringList textsOf(int row) const override;

private:
    AuditModel& m_model;
};

// Write entries as they stand in the audit file, or as CSV (RFC 4180, one header row). An empty
// string, or what the device said. Any thread.
QString writeAuditLines(QIODevice& device, const std::vector<AuditEntry>& entries);
QString writeAuditCsv(QIODevice& device, const std::vector<AuditEntry>& entries);

} // namespace fanlight
