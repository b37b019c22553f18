// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace fanlight {

// The titles of a table's columns, which a click sorts by. A title that has no room is whole in its
// tip. Main thread; owned by its table.
class TitleHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit TitleHeader(QWidget* parent = nullptr);

    QString tipOf(int section) const; // what of it is cut, and what the model tells of it

protected:
    bool viewportEvent(QEvent* event) override;
};

} // namespace fanlight
