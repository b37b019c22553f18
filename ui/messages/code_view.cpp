// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/code_view.h"

#include "format.h"
#include "publish/json_highlighter.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

// Copies without the breaks.
class CodeView::Edit : public QPlainTextEdit {
public:
    explicit Edit(const CodeView& view)
        : m_view(view)
    {
    }

protected:
    QMimeData* createMimeDataFromSelection() const override
    {
        const QTextCursor cursor = textCursor();
        QString text = cursor.selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
        const auto& breaks = m_view.m_breaks;
        for (auto at = breaks.rbegin(); at != breaks.rend(); ++at) {
            if (*at >= cursor.selectionStart() && *at < cursor.selectionEnd())
                text.remove(*at - cursor.selectionStart(), 1);
        }
        auto copied = std::make_unique<QMimeData>();
        copied->setText(text);
        return copied.release(); // the clipboard's, or the drag's
    }

private:
    const CodeView& m_view;
};

namespace {

// The text with a line end after each `most` characters of a line, and where these were put.
QString broken(QStringView text, qsizetype most, std::vector<qsizetype>& breaks)
{
    QString result;
    result.reserve(text.size() + text.size() / most);
    qsizetype inLine = 0;
    for (const QChar c : text) {
        if (inLine >= most && c != QLatin1Char('\n') && !c.isLowSurrogate()) {
            breaks.push_back(result.size());
            result += QLatin1Char('\n');
            inLine = 0;
        }
        result += c;
        inLine = c == QLatin1Char('\n') ? 0 : inLine + 1;
    }
    return result;
}

} // namespace

CodeView::CodeView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_edit(new Edit(*this))
    , m_highlighter(new JsonHighlighter(theme, m_edit->document()))
    , m_noteLine(new QWidget)
    , m_note(new QLabel)
    , m_showAll(new QPushButton(tr("Show all")))
{
    setLook(*m_edit, "code");
    m_edit->setReadOnly(true);
    m_edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_edit->setTabChangesFocus(true);
    m_edit->setWordWrapMode(QTextOption::WrapAnywhere);
    m_edit->setUndoRedoEnabled(false);
    setLook(*m_note, "hint");
    setLook(*m_showAll, "link");
    connect(m_showAll, &QPushButton::clicked, this, [this] { showFirst(m_text.size()); });
    auto* note = new QHBoxLayout(m_noteLine);
    note->setContentsMargins({});
    note->setSpacing(8);
    note->addWidget(m_note);
    note->addWidget(m_showAll);
    note->addStretch();
    m_noteLine->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_edit, 1);
    column->addWidget(m_noteLine);
    const auto takeFont = [this, &theme] { m_edit->setFont(theme.monospace()); };
    connect(&theme, &Theme::changed, this, takeFont);
    takeFont();
    setFocusProxy(m_edit);
}

void CodeView::setName(const QString& accessibleName)
{
    m_edit->setAccessibleName(accessibleName);
}

void CodeView::setPlaceholder(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void CodeView::setText(const QString& text, bool isJson)
{
    if (text == m_text && isJson == m_isJson)
        return;
    m_text = text;
    m_isJson = isJson;
    showFirst(MostCharacters);
}

void CodeView::showFirst(qsizetype most)
{
    m_shown = std::min(m_text.size(), most);
    m_breaks.clear();
    const QString text = broken(QStringView(m_text).first(m_shown), MostLineCharacters, m_breaks);
    m_highlighter->setActive(false); // not over the text before
    m_edit->clear();
    m_highlighter->setActive(m_isJson && m_breaks.empty() && m_shown <= MostCharacters);
    m_edit->setPlainText(text);

    QStringList notes;
    if (m_shown < m_text.size()) {
        notes << tr("The first %1 of %2 characters.")
                     .arg(format::count(double(m_shown)), format::count(double(m_text.size())));
    }
    if (!m_breaks.empty())
        notes << tr("Long lines are broken for display.");
    m_note->setText(notes.join(QLatin1Char(' ')));
    m_showAll->setVisible(m_shown < m_text.size());
    m_noteLine->setVisible(!notes.isEmpty());
}

QString CodeView::shownText() const
{
    return m_text.left(m_shown);
}

QString CodeView::noteText() const
{
    return m_note->text();
}

} // namespace fanlight
