// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/menu_bar_toggle.h"

#include <QAction>
#include <QKeyEvent>
#include <QMenuBar>
#include <QWindow>

namespace fanlight {

MenuBarToggle::MenuBarToggle(QMenuBar& bar, QWidget& window)
    : QObject(&window)
    , m_bar(bar)
    , m_window(window)
{
    m_bar.hide();
    m_window.installEventFilter(this);
    auto* key = new QAction(tr("Show or hide the menu bar"), this);
    key->setShortcut(Qt::Key_F10);
    connect(key, &QAction::triggered, this, &MenuBarToggle::toggle);
    m_window.addAction(key);
}

bool MenuBarToggle::eventFilter(QObject* watched, QEvent* event)
{
    // The native window exists from the first show on; it sees keys that a child would swallow.
    if (watched == &m_window && event->type() == QEvent::Show && m_window.windowHandle())
        m_window.windowHandle()->installEventFilter(this);
    if (watched != m_window.windowHandle())
        return false;
    // A key that is a shortcut (Ctrl+Alt+1, the letter of a button) comes as ShortcutOverride only.
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (key || event->type() == QEvent::MouseButtonPress)
        m_altAlone = key && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt;
    if (event->type() == QEvent::KeyRelease && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt
        && m_altAlone) {
        m_altAlone = false;
        toggle();
    }
    return false;
}

void MenuBarToggle::toggle()
{
    m_bar.setVisible(!m_bar.isVisible());
    if (m_bar.isVisible() && !m_bar.actions().isEmpty())
        m_bar.setActiveAction(m_bar.actions().constFirst());
}

} // namespace fanlight
