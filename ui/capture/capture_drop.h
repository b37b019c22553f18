// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMimeData;
class QWidget;

namespace fanlight {

// Captures that are dragged onto a window. Owned by the window; main thread.
class CaptureDrop : public QObject {
    Q_OBJECT
public:
    explicit CaptureDrop(QWidget& window);

    // Of the first capture among what is dragged; empty: there is none.
    static QString pathIn(const QMimeData& data);

Q_SIGNALS:
    void dropped(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace fanlight
