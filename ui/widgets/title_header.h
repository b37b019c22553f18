// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace fanlight {

// The titles of a table's columns, straight over what stands in them. (A style sheet that draws the
// arrow of the sorted column keeps room for it in all the others, too.) Main thread; owned by its
// table.
class TitleHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit TitleHeader(QWidget* parent = nullptr);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

} // namespace fanlight
