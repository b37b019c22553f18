// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/json_check.h"
#include "theme/theme.h"

#include <QPlainTextEdit>

namespace fanlight {

class JsonHighlighter;

// Where a payload is written: JSON that is checked and coloured with every key, or a plain text.
// The place of an error is underlined. Placeholders may stand where values do. Main thread.
class PayloadEditor : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit PayloadEditor(const Theme& theme, QWidget* parent = nullptr);

    bool isPlainText() const { return m_plainText; }
    void load(const QString& text, bool plainText); // the text goes in as it is
    void setPlainTextMode(bool plainText);

    // Lines end with LF; unlike toPlainText() it leaves no-break spaces alone.
    QString text() const;
    // What is wrong with the JSON; nothing when it is valid or a plain text is written.
    const std::optional<JsonProblem>& problem() const { return m_problem; }
    // What goes on the wire but for placeholders, UTF-8: compact JSON, or the text itself (also for
    // JSON that is one string). Empty while there is a problem.
    QByteArray data() const;

    void format(); // lays valid JSON out over lines; one step to undo
    void jumpToProblem();

Q_SIGNALS:
    void checked(); // after every change; problem() and data() are of the new text

private:
    void check();
    void underlineProblem();
    void takeTheme();

    const Theme& m_theme;
    JsonHighlighter* m_highlighter;
    std::optional<JsonProblem> m_problem;
    bool m_plainText = false;
};

} // namespace fanlight
