// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_snapshot.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace fanlight {

// The keys that users' tokens are checked with, and the tokens of roles by their names, each with
// its last use; never a key or a token. In the order they were given. Main thread; owned by the
// page.
class ProofModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Kind, From, LastUsed, ColumnCount };

    // `theme` must outlive the model.
    explicit ProofModel(const Theme& theme, QObject* parent = nullptr);

    void setAccess(const AccessSnapshot& access);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        QString name; // empty: a key without one
        QString kind;
        QString from;
        QString detail; // for the tip
        qint64 lastUsedMs = 0;
    };
    QString text(const Row& row, int column) const;

    const Theme& m_theme;
    std::vector<Row> m_rows;
    qint64 m_nowMs = 0;
};

} // namespace fanlight
