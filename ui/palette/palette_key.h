// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace fanlight {

// Keeps Ctrl+K for the palette: text fields would take it to delete the rest of a line. Main
// thread; owned by the window.
class PaletteKey : public QObject {
    Q_OBJECT
public:
    explicit PaletteKey(QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
};

} // namespace fanlight
