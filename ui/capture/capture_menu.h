// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_desk.h"

#include <QObject>

class QSettings;
class QWidget;

namespace fanlight {

// What a window asks around captures: how one is to be, where it goes, whether it is to end.
// Main thread; owned by the window.
class CaptureMenu : public QObject {
    Q_OBJECT
public:
    struct Window { // all must outlive this
        QWidget& window;
        CaptureDesk& desk;
        QSettings& settings;
    };
    explicit CaptureMenu(const Window& window, QObject* parent = nullptr);

    void startOrStop(); // asks either way

Q_SIGNALS:
    void lastAction(const QString& text);

private:
    void askHow();
    void askWhere(CaptureWish wish);
    void askToStop();

    const Window m_window;
};

} // namespace fanlight
