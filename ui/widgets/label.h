// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;
class QString;

namespace fanlight {

// A label with a look of the style (setLook()). What it shows may be a stranger's, so it is
// never taken for rich text.
QLabel* makeLabel(const QString& text, const char* look);
QLabel* makeLabel(const char* look); // empty for now
// Of several lines, which can be selected and copied.
QLabel* makeWrappedLabel(const char* look);
// Shows the text; without one the label takes no place.
void showLine(QLabel& label, const QString& text);

} // namespace fanlight
