// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace fanlight {

// Bounds what the fields of one line take, wherever they stand: what is written there is measured
// and shown again by labels, buttons and messages, which for the 32,767 characters of Qt takes half
// a second. A field that has a limit of its own keeps it, and one that only shows has none. What is
// pasted beyond it is cut, and a tip says so. Owned by the window; main thread.
class FieldLimit : public QObject {
    Q_OBJECT
public:
    static constexpr int MostCharacters = 4096;

    explicit FieldLimit(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace fanlight
