// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace fanlight {

class Question;

// How careful a window is with its hub. With one in production what breaks, ends or changes things
// for many is asked for first, and the hub's name is to be typed. By default nothing more is asked
// than each page asks by itself. A plain value.
struct Caution {
    bool asksFirst = false;
    QString hub; // what the window calls it; empty: a second button is pressed instead

    // What is about to be done, in words.
    struct Deed {
        QString title; // "Begin a fault"
        QString text; // what it does, a sentence
        QString action; // of the button: "&Begin"
    };
    // Goes on at once where nothing is asked; else once it was confirmed, and not at all where
    // `over` is gone. Answers with the question, which is null where none was needed.
    Question* ask(QWidget& over, const Deed& deed, std::function<void()> goOn) const;
};

} // namespace fanlight
