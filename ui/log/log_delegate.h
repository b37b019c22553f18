// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace fanlight {

// Draws a cell of the log; what is looked for stands on a ground of its own in the message. Main
// thread; owned by the table.
class LogDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    LogDelegate(const Theme& theme, QObject* parent);
    void setSearch(const QString& text) { m_search = text; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    const Theme& m_theme;
    QString m_search;
};

} // namespace fanlight
