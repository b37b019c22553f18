// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/payload_editor.h"

#include "publish/json_highlighter.h"
#include "publish/placeholders.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextDocument>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr std::size_t MostLoads = 20; // that are told apart when they are undone

} // namespace

PayloadEditor::PayloadEditor(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_highlighter(new JsonHighlighter(theme, document()))
{
    setLook(*this, "code");
    setAccessibleName(tr("Payload"));
    setTabChangesFocus(true); // the keyboard must be able to leave
    // To find the end of a word of 200 KiB anew for each of its lines takes seconds.
    setWordWrapMode(QTextOption::WrapAnywhere);
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

void PayloadEditor::put(const QString& text, bool plainText)
{
    m_isLoading = true;
    takePlainText(plainText);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(fitting(text));
    moveCursor(QTextCursor::Start);
    m_isLoading = false;
}

// A document of Qt ends its lines with U+2029, so in JSON that character is written as what it is.
QString PayloadEditor::fitting(QString text) const
{
    if (!m_plainText)
        text.replace(QChar(QChar::ParagraphSeparator), u"\\u2029"_s);
    return text;
}

void PayloadEditor::insertFromMimeData(const QMimeData* source)
{
    if (!source->hasText())
        return QPlainTextEdit::insertFromMimeData(source);
    textCursor().insertText(fitting(source->text()));
    ensureCursorVisible();
}

// A line ends one way: Shift+Enter would put U+2028 into the payload.
void PayloadEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::InsertLineSeparator)) {
        textCursor().insertBlock();
        ensureCursorVisible();
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void PayloadEditor::load(const QString& text, bool plainText)
{
    const bool before = m_plainText;
    put(text, plainText);
    if (m_loads.size() == MostLoads)
        m_loads.erase(m_loads.begin());
    m_loads.push_back({this->text(), document()->availableUndoSteps(), before, plainText});
    check();
}

void PayloadEditor::begin(const QString& text, bool plainText)
{
    put(text, plainText);
    document()->clearUndoRedoStacks();
    m_loads.clear();
    check();
}

void PayloadEditor::takePlainText(bool plainText)
{
    m_plainText = plainText;
    m_highlighter->setActive(!plainText);
}

void PayloadEditor::setPlainTextMode(bool plainText)
{
    if (m_plainText == plainText)
        return;
    takePlainText(plainText);
    if (!m_loads.empty() && !m_loads.back().isUndone)
        m_loads.back().plainTextAfter = plainText;
    check();
}

// Undo and redo bring the text alone back; whether it is a plain text goes along here.
void PayloadEditor::followUndo()
{
    while (!m_loads.empty()) {
        Load& last = m_loads.back();
        const bool stands = document()->availableUndoSteps() >= last.steps;
        if (last.isUndone && stands && text() == last.text) {
            last.isUndone = false;
            return takePlainText(last.plainTextAfter);
        }
        if (last.isUndone && !document()->isRedoAvailable()) {
            m_loads.pop_back(); // something else was written in its place
            continue;
        }
        if (!last.isUndone && !stands) {
            last.isUndone = true;
            takePlainText(last.plainTextBefore);
            Q_EMIT loadUndone();
        }
        return;
    }
}

QString PayloadEditor::text() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QChar::LineFeed);
    return text;
}

void PayloadEditor::check()
{
    if (m_isLoading)
        return;
    followUndo();
    const QString written = text();
    const QString masked = m_plainText ? QString() : maskedPlaceholders(written);
    m_problem = m_plainText ? std::nullopt : checkJson(masked);
    const auto string = m_plainText || m_problem ? std::nullopt : jsonStringValue(written);
    m_isText = m_plainText || string.has_value();
    m_data = m_problem ? QByteArray()
        : m_plainText  ? written.toUtf8()
        : string       ? string->toUtf8()
                       : reformatted(written, compactJson).toUtf8();
    underlineProblem();
    Q_EMIT checked();
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
