// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>

namespace fanlight {

// Plays a desktop that is light or dark: what the application's palette is where nobody set one.
class DesktopStyle : public QProxyStyle {
public:
    // As when the user switches the desktop: the application hears of another palette.
    static void switchTo(bool dark)
    {
        QApplication::setStyle(new DesktopStyle(dark)); // the application owns it
        QEvent event(QEvent::ApplicationPaletteChange);
        QCoreApplication::sendEvent(qApp, &event);
    }

    void polish(QPalette& palette) override
    {
        palette.setColor(QPalette::Window, m_dark ? Qt::black : Qt::white);
        palette.setColor(QPalette::WindowText, m_dark ? Qt::white : Qt::black);
    }
    using QProxyStyle::polish;

private:
    explicit DesktopStyle(bool dark)
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
        , m_dark(dark)
    {
    }

    const bool m_dark;
};

} // namespace fanlight
