// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTableView>

namespace fanlight {

// The table of what was sent before. Double-click and Enter ask for sending again; a context menu
// has the rest. Main thread; owned by the page.
class SentTable : public QTableView {
    Q_OBJECT
public:
    explicit SentTable(const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void sendAgain(int row);
    void loadIntoEditor(int row);
    void copyAsCurl(int row);
    void removeRequested(int row);
    void clearRequested(); // after asking

private:
    void showMenu(const QPoint& where);
    void askToClear();
    void onKey(Qt::Key key, void (SentTable::*signal)(int));
};

} // namespace fanlight
