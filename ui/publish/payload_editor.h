// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/json_check.h"
#include "theme/theme.h"

#include <QPlainTextEdit>

#include <vector>

namespace fanlight {

class JsonHighlighter;

// Where a payload is written: JSON that is checked and coloured with every key, or a plain text.
// The place of an error is underlined. Placeholders may stand where values do. Main thread.
class PayloadEditor : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit PayloadEditor(const Theme& theme, QWidget* parent = nullptr);

    bool isPlainText() const { return m_plainText; }
    // The text goes in as it is, in place of the one before; one step to undo.
    void load(const QString& text, bool plainText);
    void begin(const QString& text, bool plainText); // the same, with nothing to undo
    void setPlainTextMode(bool plainText);

    // Lines end with LF; unlike toPlainText() it leaves no-break spaces alone.
    QString text() const;
    // What is wrong with the JSON; nothing when it is valid or a plain text is written.
    const std::optional<JsonProblem>& problem() const { return m_problem; }
    // What goes on the wire but for placeholders, UTF-8: compact JSON, or the text itself (also for
    // JSON that is one string). Empty while there is a problem.
    const QByteArray& data() const { return m_data; }
    // Whether that is a text and no JSON.
    bool isText() const { return m_isText; }

    void format(); // lays valid JSON out over lines; one step to undo
    void jumpToProblem();

Q_SIGNALS:
    void checked(); // after every change; problem() and data() are of the new text
    void loadUndone(); // what was loaded last gave way to what stood there before

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    // What a load put into the editor, to find it again among the steps that can be undone.
    struct Load {
        QString text;
        int steps; // that could be undone when it was in
        bool plainTextBefore;
        bool plainTextAfter;
        bool isUndone = false;
    };

    void put(const QString& text, bool plainText);
    QString fitting(QString text) const;
    void check();
    void followUndo();
    void takePlainText(bool plainText);
    void underlineProblem();
    void takeTheme();

    const Theme& m_theme;
    JsonHighlighter* m_highlighter;
    std::optional<JsonProblem> m_problem;
    QByteArray m_data;
    bool m_isText = false;
    bool m_plainText = false;
    bool m_isLoading = false;
    std::vector<Load> m_loads;
};

} // namespace fanlight
