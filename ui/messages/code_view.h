// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPlainTextEdit>

#include <vector>

class QLabel;
class QPushButton;

namespace fanlight {

class JsonHighlighter;

// A text to read and select, in fixed width. Of a long one the first part is shown, and all of it
// on demand; a long line is broken where it is shown, since laying it out whole would hold up the
// window. What is copied is the text as it is. Main thread.
class CodeView : public QWidget {
    Q_OBJECT
public:
    static constexpr qsizetype MostCharacters = 64 << 10; // shown at first
    static constexpr qsizetype MostLineCharacters = 2000; // of one line without a break

    explicit CodeView(const Theme& theme, QWidget* parent = nullptr);

    // The place in the text stays where it is the same text.
    void setText(const QString& text, bool isJson = false);
    void setName(const QString& accessibleName);
    void setPlaceholder(const QString& text);
    QString shownText() const; // without the breaks
    QString noteText() const; // what is not shown as it is; empty: nothing
    QPlainTextEdit* edit() const { return m_edit; }
    QPushButton* showAllButton() const { return m_showAll; }

private:
    class Edit;
    void showFirst(qsizetype most);

    QString m_text;
    qsizetype m_shown = 0; // characters
    bool m_isJson = false;
    QPlainTextEdit* m_edit;
    // positions in the edit's text of line ends that are not in the text, ascending
    std::vector<qsizetype> m_breaks;
    JsonHighlighter* m_highlighter;
    QWidget* m_noteLine;
    QLabel* m_note;
    QPushButton* m_showAll;
};

} // namespace fanlight
