// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace fanlight {

// Shift+F10 opens the context menu of what has the focus, as the Menu key does, which many
// keyboards lack. For all windows of the program; owned by the main window.
class ContextKey : public QObject {
    Q_OBJECT
public:
    explicit ContextKey(QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace fanlight
