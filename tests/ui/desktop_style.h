// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/style.h"

#include <QApplication>
#include <QPalette>

namespace fanlight {

// Plays a desktop that is light or dark: what the application's palette is where nobody set one.
// The window is drawn as ever.
class DesktopStyle : public Style {
public:
    // As when the user switches the desktop: the application hears of another palette.
    static void switchTo(bool dark)
    {
        s_dark = dark;
        if (!dynamic_cast<DesktopStyle*>(QApplication::style())) {
            const auto* before = qobject_cast<Style*>(QApplication::style());
            auto* style = new DesktopStyle; // the application owns it
            style->setDark(before && before->isDark());
            QApplication::setStyle(style);
        }
        QEvent event(QEvent::ApplicationPaletteChange);
        QCoreApplication::sendEvent(qApp, &event);
    }

    void polish(QPalette& palette) override
    {
        palette.setColor(QPalette::Window, s_dark ? Qt::black : Qt::white);
        palette.setColor(QPalette::WindowText, s_dark ? Qt::white : Qt::black);
    }
    using Style::polish;

private:
    inline static bool s_dark = false;
};

} // namespace fanlight
