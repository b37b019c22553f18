// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/payload_editor.h"

#include "publish/json_highlighter.h"
#include "publish/placeholders.h"

#include <QTextDocument>

namespace fanlight {

PayloadEditor::PayloadEditor(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_highlighter(new JsonHighlighter(theme, document()))
{
    setLook(*this, "code");
    setAccessibleName(tr("Payload"));
    setTabChangesFocus(true); // the keyboard must be able to leave
    setMinimumHeight(72);
    connect(&theme, &Theme::changed, this, &PayloadEditor::takeTheme);
    connect(this, &QPlainTextEdit::textChanged, this, &PayloadEditor::check);
    takeTheme();
    check();
}

void PayloadEditor::takeTheme()
{
    setFont(m_theme.monospace());
    underlineProblem();
}

void PayloadEditor::load(const QString& text, bool plainText)
{
    setPlainTextMode(plainText);
    setPlainText(text);
}

void PayloadEditor::setPlainTextMode(bool plainText)
{
    if (std::exchange(m_plainText, plainText) == plainText)
        return;
    m_highlighter->setActive(!plainText);
    check();
}

QString PayloadEditor::text() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QChar::LineFeed);
    text.replace(QChar::LineSeparator, QChar::LineFeed);
    return text;
}

void PayloadEditor::check()
{
    m_problem = m_plainText ? std::nullopt : checkJson(maskedPlaceholders(text()));
    underlineProblem();
    Q_EMIT checked();
}

QByteArray PayloadEditor::data() const
{
    if (m_problem)
        return {};
    const QString written = text();
    if (m_plainText)
        return written.toUtf8();
    if (const auto string = jsonStringValue(written))
        return string->toUtf8();
    return reformatted(written, compactJson).toUtf8();
}

void PayloadEditor::format()
{
    if (m_plainText || m_problem)
        return;
    const QString pretty = reformatted(text(), prettyJson);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(pretty);
}

void PayloadEditor::jumpToProblem()
{
    if (!m_problem)
        return;
    QTextCursor cursor = textCursor();
    cursor.setPosition(int(m_problem->position));
    setTextCursor(cursor);
    ensureCursorVisible();
    setFocus(Qt::OtherFocusReason);
}

void PayloadEditor::underlineProblem()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (m_problem && !document()->isEmpty()) {
        QTextEdit::ExtraSelection mark;
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(m_theme.color(Theme::Role::Bad));
        mark.format.setBackground(m_theme.color(Theme::Role::BadSoft));
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(int(m_problem->position));
        // At the end of a line there is no character to underline but the one before.
        const auto neighbour = mark.cursor.atBlockEnd() ? QTextCursor::PreviousCharacter
                                                        : QTextCursor::NextCharacter;
        mark.cursor.movePosition(neighbour, QTextCursor::KeepAnchor);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

} // namespace fanlight
