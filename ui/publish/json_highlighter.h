// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QSyntaxHighlighter>

namespace fanlight {

// Colours names, strings, numbers and literals of JSON in an editor. Works line by line, which is
// enough since no JSON string spans lines. Main thread; owned by the document.
class JsonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    JsonHighlighter(const Theme& theme, QTextDocument* document);
    void setActive(bool active); // off: everything stays plain

protected:
    void highlightBlock(const QString& line) override;

private:
    qsizetype highlightString(const QString& line, qsizetype from);
    qsizetype highlightWord(const QString& line, qsizetype from);

    const Theme& m_theme;
    bool m_active = true;
};

} // namespace fanlight
