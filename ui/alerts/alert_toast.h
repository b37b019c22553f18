// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/notifier.h"

#include <QFrame>

#include <vector>

class QLabel;

namespace fanlight {

// The window's own notices, where the desktop shows none: the newest at the foot of the window,
// until it is put away. It takes no focus, and the window asks for attention. Main thread; owned by
// the window.
class AlertToast : public QFrame {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 100; // notices kept; the oldest go first

    explicit AlertToast(QWidget* window);

    void add(const DesktopNotice& notice); // in the place of the one with the same key
    void remove(const QString& key);
    QString text() const; // of what is shown; empty: nothing is

Q_SIGNALS:
    void activated(const QString& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void place();

    std::vector<DesktopNotice> m_notices; // oldest first
    QLabel* m_title;
    QLabel* m_text;
};

} // namespace fanlight
