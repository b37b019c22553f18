// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <initializer_list>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QWidget;

namespace fanlight {

// What stands above a table that is filtered by a language: the filter, the saved ones (null: there
// are none), what is counted, buttons; and below it what is wrong with the filter. Lays out and
// dresses widgets of the page; main thread.
QBoxLayout* makeFilterLine(QLineEdit& filter, QPushButton* saved, QLabel& count, QLabel& problem,
    std::initializer_list<QPushButton*> buttons);
// Ctrl+F on the page goes there; Escape in it empties it.
void addFindShortcut(QWidget& page, QLineEdit& filter);
void addClearShortcut(QLineEdit& filter);
// Says what is wrong, to the eye and to screen readers; empty: nothing is.
void showFilterProblem(QLineEdit& filter, QLabel& problem, const QString& error);

} // namespace fanlight
