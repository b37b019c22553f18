// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QShortcut;
class QWidget;

namespace fanlight {

// What the keys of a page do, in words, kept where each key is made, so that F1 can show them all.
// Main thread.
struct KeyNote {
    QString keys; // "Ctrl+F"
    QString what;
    bool operator==(const KeyNote&) const = default;
};

// Every shortcut of the window is given its words where it is made.
void explainKey(QShortcut& shortcut, const QString& what);
// Keys that a widget takes without a shortcut ("Left, Right").
void noteKeys(QWidget& widget, const QString& keys, const QString& what);
// All of a page and of what it shows now, its buttons' Alt keys last; each once.
std::vector<KeyNote> keyNotes(const QWidget& page);

} // namespace fanlight
