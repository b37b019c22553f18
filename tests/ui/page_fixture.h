// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/local_hub.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace fanlight {

// What a page of the window is given, new for each test; it must go after the page.
struct PageSurroundings {
    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    UiState state{settings};
    LocalHub hub;
    Theme theme;

    PageSurroundings()
    {
        theme.setMode(Theme::Mode::Light);
    } // else widths and fonts are not the window's
    QString path(const QString& name) const { return directory.filePath(name); }
};

// Shows a page in the size it has in the usual window, ready for keys.
inline bool showPage(QWidget& page)
{
    page.resize(1172, 770);
    page.show();
    page.activateWindow();
    return QTest::qWaitForWindowActive(&page);
}

inline bool hasLabel(const QWidget& page, const QString& text)
{
    const auto labels = page.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
        [&](const QLabel* label) { return label->isVisible() && label->text() == text; });
}

// The button with this text; null: there is none.
inline QAbstractButton* findButton(const QWidget& page, const QString& text)
{
    const auto buttons = page.findChildren<QAbstractButton*>();
    const auto found
        = std::find_if(buttons.begin(), buttons.end(), [&](const QAbstractButton* button) {
              return QString(button->text()).remove(QLatin1Char('&')) == text;
          });
    return found == buttons.end() ? nullptr : *found;
}

// The edit with this accessible name; null: there is none.
inline QLineEdit* findField(const QWidget& page, const QString& name)
{
    const auto edits = page.findChildren<QLineEdit*>();
    const auto found = std::find_if(edits.begin(), edits.end(),
        [&](const QLineEdit* edit) { return edit->accessibleName() == name; });
    return found == edits.end() ? nullptr : *found;
}

// What Tab stops at within a page, in its order, by accessible name or text; also what is not
// enabled just now.
inline QStringList tabOrder(QWidget& page)
{
    QStringList names;
    for (QWidget* at = page.nextInFocusChain(); at != &page; at = at->nextInFocusChain()) {
        if (!page.isAncestorOf(at) || !at->isVisible() || !(at->focusPolicy() & Qt::TabFocus)
            || at->focusProxy())
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(at);
        const QString text = button ? QString(button->text()).remove(QLatin1Char('&')) : QString();
        names << (!at->accessibleName().isEmpty()
                ? at->accessibleName()
                : (text.isEmpty() ? QString::fromLatin1(at->metaObject()->className()) : text));
    }
    return names;
}

} // namespace fanlight
