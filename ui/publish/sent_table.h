// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTableView>

namespace fanlight {

// The table of what was sent before. A row that is chosen shows how it went, Enter and a double
// click load it, a context menu has the rest; none of these sends at once. Main thread; owned by
// the page.
class SentTable : public QTableView {
    Q_OBJECT
public:
    explicit SentTable(const Theme& theme, QWidget* parent = nullptr);
    // Else a row is only looked at: it goes into no editor, and is not sent again.
    void setSendingOffered(bool offered) { m_sends = offered; }

Q_SIGNALS:
    void sendAgain(int row);
    void loadIntoEditor(int row);
    void followRequested(int row); // its notification; of several the last
    void copyAsCurl(int row);
    void removeRequested(int row);
    void clearRequested();
    void shown(int row); // it was chosen, or clicked again

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showMenu(const QPoint& where);
    void fitKind();
    void onKey(Qt::Key key, void (SentTable::*signal)(int));

    bool m_isPressed = false;
    bool m_sends = true;
};

} // namespace fanlight
