// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_window.h"
#include "theme/theme.h"
#include "widgets/row_table.h"

#include <QStyledItemDelegate>

namespace fanlight {

// Draws a cell of the connections, or of the users: ids and addresses in fixed width, figures of
// one width, a backlog as an amber pill, what has ended greyed. Main thread; owned by the table.
class ConnectionDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ConnectionDelegate(const Theme& theme, ConnectionWish::Group view, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    void takeFonts();
    bool isMonospace(int column) const;
    bool isId(int column) const; // of users and events
    bool isNumber(int column) const;
    bool isBehind(const QModelIndex& index) const;
    void paintPill(QPainter& painter, const QRect& cell, const QString& text) const;

    const Theme& m_theme;
    const ConnectionWish::Group m_view;
    QFont m_monospace; // kept, since finding a font is dearer than painting a cell
    QFont m_tabular;
};

// The table of connections, or of users; what of a copy is not there is asked for. Main thread.
class ConnectionTable : public RowTable {
    Q_OBJECT
public:
    explicit ConnectionTable(const Theme& theme,
        ConnectionWish::Group view = ConnectionWish::Group::Streams, QWidget* parent = nullptr);

    void copySelection() const override;

Q_SIGNALS:
    void copyOfUnseenRequested() const; // some of the selected rows are not there
};

} // namespace fanlight
