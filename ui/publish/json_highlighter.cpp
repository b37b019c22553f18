// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/json_highlighter.h"

namespace fanlight {

namespace {

// A line of this many characters is laid out whole with every key, each colour apart.
constexpr qsizetype MostColoured = 20'000;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'.';
}

// The position behind the string that begins at `from`, or the end of the line.
qsizetype endOfString(const QString& line, qsizetype from)
{
    for (qsizetype i = from + 1; i < line.size(); ++i) {
        if (line[i] == u'\\')
            ++i;
        else if (line[i] == u'"')
            return i + 1;
    }
    return line.size();
}

bool isName(const QString& line, qsizetype end)
{
    while (end < line.size() && line[end].isSpace())
        ++end;
    return end < line.size() && line[end] == u':';
}

} // namespace

JsonHighlighter::JsonHighlighter(const Theme& theme, QTextDocument* document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &JsonHighlighter::rehighlight);
}

void JsonHighlighter::setActive(bool active)
{
    if (std::exchange(m_active, active) != active)
        rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& line)
{
    if (line.size() > MostColoured)
        return;
    qsizetype i = 0;
    while (m_active && i < line.size()) {
        if (line[i] == u'"')
            i = highlightString(line, i);
        else if (isWordCharacter(line[i]))
            i = highlightWord(line, i);
        else
            ++i;
    }
}

qsizetype JsonHighlighter::highlightString(const QString& line, qsizetype from)
{
    const qsizetype end = endOfString(line, from);
    const auto role = isName(line, end) ? Theme::Role::Series2 : Theme::Role::Series3;
    setFormat(int(from), int(end - from), m_theme.color(role));
    return end;
}

qsizetype JsonHighlighter::highlightWord(const QString& line, qsizetype from)
{
    qsizetype end = from;
    while (end < line.size() && isWordCharacter(line[end]))
        ++end;
    setFormat(int(from), int(end - from), m_theme.color(Theme::Role::Series4));
    return end;
}

} // namespace fanlight
