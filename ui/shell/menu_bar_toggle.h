// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QMenuBar;
class QWidget;

namespace fanlight {

// Shows a hidden menu bar on Alt or F10 and hides it again, as browsers do. Watches the keys of the
// window the bar is in; owned by that window.
class MenuBarToggle : public QObject {
    Q_OBJECT
public:
    MenuBarToggle(QMenuBar& bar, QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void toggle();

    QMenuBar& m_bar;
    QWidget& m_window;
    bool m_altAlone = false; // pressed, and nothing with it since
};

} // namespace fanlight
