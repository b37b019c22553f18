// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <initializer_list>

namespace fanlight {

// Presses whatever can be pressed in a window, as a user without any plan would: buttons, entries
// of menus and context menus, keys of tables and fields, shortcuts, actions, and what then asks.
// Files are never chosen, and the window is not closed.
class PressAll {
public:
    explicit PressAll(QWidget& window)
        : m_window(window)
    {
        // What waits for an answer in a loop of its own is told no.
        m_impatience.setInterval(20);
        QObject::connect(&m_impatience, &QTimer::timeout, &window, [this] {
            QWidget* const waiting = QApplication::activePopupWidget()
                ? QApplication::activePopupWidget()
                : QApplication::activeModalWidget();
            if (waiting && waiting == m_waiting)
                waiting->close();
            m_waiting = waiting;
        });
        m_impatience.start();
    }

    int pressed() const { return m_pressed; }

    // All that is seen in this part of the window.
    void press(QWidget& part)
    {
        write(part);
        pressButtons(part);
        pressKeys(part);
        pressContextMenus(part);
        pressShortcuts(part);
        pressActions(part);
    }

private:
    static constexpr int Depth = 3; // questions that follow one another

    static bool endsTheWindow(const QString& text)
    {
        return QString(text).remove(QLatin1Char('&')).startsWith(QLatin1String("Quit"));
    }

    template <class T> static QList<QPointer<T>> seen(QWidget& part)
    {
        QList<QPointer<T>> all;
        for (T* one : part.findChildren<T*>()) {
            if constexpr (std::is_base_of_v<QWidget, T>) {
                if (!one->isVisible() || !one->isEnabled())
                    continue;
            }
            all << one;
        }
        return all;
    }

    // So that what waits for a name has one.
    static void write(QWidget& part)
    {
        for (const auto& edit : seen<QLineEdit>(part)) {
            if (!edit->isReadOnly() && edit->text().isEmpty()
                && !edit->placeholderText().contains(QLatin1String("ilter"))
                && !edit->placeholderText().startsWith(QLatin1String("Search")))
                edit->setText(QStringLiteral("42"));
        }
        QCoreApplication::processEvents();
    }

    void pressButtons(QWidget& part)
    {
        for (const auto& button : seen<QAbstractButton>(part)) {
            if (!button || !button->isVisible() || !button->isEnabled())
                continue;
            const auto* push = qobject_cast<QPushButton*>(button.data());
            const auto* tool = qobject_cast<QToolButton*>(button.data());
            QMenu* const menu = push ? push->menu() : tool ? tool->menu() : nullptr;
            if (menu) {
                pressMenu(*menu, Depth);
            } else {
                ++m_pressed;
                button->click();
            }
            settle(Depth);
        }
    }

    void pressKeys(QWidget& part)
    {
        for (const auto& view : seen<QAbstractItemView>(part)) {
            for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Delete, Qt::Key_Space, Qt::Key_F5}) {
                if (!view || !view->isVisible() || !view->model())
                    continue;
                select(*view);
                ++m_pressed;
                QTest::keyClick(view.data(), key);
                settle(Depth);
                if (!view || !view->isVisible() || !view->model())
                    continue;
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    Q_EMIT view->clicked(view->model()->index(0, column));
                settle(Depth);
            }
        }
        for (const auto& edit : seen<QLineEdit>(part)) {
            if (edit && edit->isVisible()) {
                ++m_pressed;
                QTest::keyClick(edit.data(), Qt::Key_Return);
                settle(Depth);
            }
        }
    }

    static void select(QAbstractItemView& view)
    {
        if (view.model()->rowCount() == 0)
            return;
        view.setFocus();
        view.setCurrentIndex(view.model()->index(0, 0));
        view.selectAll();
    }

    void pressContextMenus(QWidget& part)
    {
        for (const auto& widget : seen<QWidget>(part)) {
            if (!widget || widget->contextMenuPolicy() != Qt::CustomContextMenu)
                continue;
            if (auto* view = qobject_cast<QAbstractItemView*>(widget.data()); view && view->model())
                select(*view);
            Q_EMIT widget->customContextMenuRequested(QPoint(4, 4));
            settle(Depth);
        }
    }

    void pressShortcuts(QWidget& part)
    {
        for (const auto& shortcut : seen<QShortcut>(part)) {
            if (shortcut && shortcut->isEnabled()) {
                ++m_pressed;
                Q_EMIT shortcut->activated();
                settle(Depth);
            }
        }
    }

    void pressActions(QWidget& part)
    {
        QList<QWidget*> widgets = part.findChildren<QWidget*>();
        widgets.prepend(&part);
        QList<QPointer<QAction>> actions;
        for (const QWidget* widget : widgets) {
            for (QAction* action : widget->actions())
                actions << action;
        }
        for (const auto& action : actions)
            trigger(action, Depth);
    }

    void trigger(const QPointer<QAction>& action, int depth)
    {
        if (!action || !action->isVisible() || !action->isEnabled() || action->isSeparator()
            || endsTheWindow(action->text()))
            return;
        if (action->menu())
            return pressMenu(*action->menu(), depth);
        ++m_pressed;
        action->trigger();
        settle(depth);
    }

    void pressMenu(QMenu& menu, int depth)
    {
        if (depth == 0)
            return;
        Q_EMIT menu.aboutToShow(); // some are filled only then
        QList<QPointer<QAction>> actions;
        for (QAction* action : menu.actions())
            actions << action;
        for (const auto& action : actions)
            trigger(action, depth - 1);
    }

    // What came up by it is pressed, too, and goes then.
    void settle(int depth)
    {
        QList<QPointer<QWidget>> above;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget != &m_window && widget->isVisible())
                above << widget;
        }
        for (const auto& widget : above) {
            if (!widget || !widget->isVisible())
                continue;
            if (auto* menu = qobject_cast<QMenu*>(widget.data())) {
                pressMenu(*menu, depth);
            } else if (auto* dialog = qobject_cast<QDialog*>(widget.data());
                       dialog && !dialog->inherits("QFileDialog") && depth > 0) {
                write(*dialog);
                QList<QPointer<QPushButton>> buttons = seen<QPushButton>(*dialog);
                std::reverse(buttons.begin(), buttons.end()); // what closes it stands first
                for (const auto& button : std::as_const(buttons)) {
                    if (!button || !button->isVisible() || !button->isEnabled())
                        continue;
                    ++m_pressed;
                    button->click();
                    settle(depth - 1);
                }
            }
            if (widget)
                widget->close();
        }
        QCoreApplication::processEvents();
    }

    QWidget& m_window;
    QTimer m_impatience;
    QPointer<QWidget> m_waiting;
    int m_pressed = 0;
};

} // namespace fanlight
