// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace fanlight {

// The rules of a book as a table, each with how it stands with the hub that is looked at. Main
// thread.
class AlertModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { State, Rule, Now, Since, Severity, Hub, ColumnCount };

    // Both must outlive the model.
    AlertModel(const AlertBook& book, const Theme& theme, QObject* parent = nullptr);

    void pull(); // rules and states as they are now
    const AlertRule& rule(int row) const { return m_rules.at(std::size_t(row)); }
    int rowOf(const QString& id) const; // -1: there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const AlertRule& rule, int column) const;
    QString stateText(const AlertRule& rule) const;
    QString tip(const AlertRule& rule, int column) const;
    QVariant ink(const AlertRule& rule, int column) const;

    const AlertBook& m_book;
    const Theme& m_theme;
    std::vector<AlertRule> m_rules;
};

} // namespace fanlight
