// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_key.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace fanlight {

PaletteKey::PaletteKey(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool PaletteKey::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const auto* widget = qobject_cast<QWidget*>(watched);
    const bool isOurs = key->key() == Qt::Key_K && key->modifiers() == Qt::ControlModifier && widget
        && widget->window() == &m_window;
    if (isOurs)
        event->ignore(); // nobody overrides it: the shortcut is found next
    return isOurs;
}

} // namespace fanlight
