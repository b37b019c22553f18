// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QLabel;
class QWidget;

namespace fanlight {

// The lines of a form that say, beneath each field, what is wrong with it: what stands in the
// field's accessible description. Main thread; a member of the form, whose widgets it makes.
class ErrorLines {
public:
    // A row with a line beneath it, about the fields in it.
    QWidget* under(QWidget* row, std::vector<QWidget*> fields);
    void refresh();
    bool says(const QString& error) const; // one of them, as last refreshed
    QString at(const QWidget* field) const; // empty: that field is sound, or has no line

private:
    struct Line {
        QLabel* label;
        std::vector<QWidget*> fields;
    };
    std::vector<Line> m_lines;
};

} // namespace fanlight
