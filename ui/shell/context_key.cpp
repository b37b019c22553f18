// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/context_key.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QWidget>

namespace fanlight {

namespace {

bool isContextKey(const QEvent& event)
{
    const auto& key = static_cast<const QKeyEvent&>(event);
    return key.key() == Qt::Key_F10 && key.modifiers() == Qt::ShiftModifier;
}

// Where the menu key would open it.
void openContextMenu(QWidget& widget)
{
    QPoint place = widget.inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    if (!widget.rect().contains(place))
        place = widget.rect().center();
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, place, widget.mapToGlobal(place));
    QCoreApplication::sendEvent(&widget, &menu);
}

} // namespace

ContextKey::ContextKey(QWidget& window)
    : QObject(&window)
{
    qApp->installEventFilter(this);
}

bool ContextKey::eventFilter(QObject* watched, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget != QApplication::focusWidget())
        return false;
    // Taken from the shortcuts first, so that nothing else hears of it.
    if (event->type() == QEvent::ShortcutOverride && isContextKey(*event)) {
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress || !isContextKey(*event))
        return false;
    openContextMenu(*widget);
    return true;
}

} // namespace fanlight
