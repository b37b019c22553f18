// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_view.h"

#include "format.h"
#include "messages/code_view.h"
#include "publish/json_check.h"
#include "publish/payload_editor.h"
#include "publish/problem_pill.h"
#include "sources/source_text.h"
#include "sse/visible_text.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/value_label.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fanlight {

namespace {

QString letterText(const std::string& text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// As it is laid out to be read; what is no JSON stays as it is.
struct LaidOut {
    QString text;
    bool isJson;
};
LaidOut laidOut(const SourceContent& content)
{
    const QString text = letterText(content.body);
    const bool isJson = !checkJson(text);
    return {isJson ? prettyJson(text) : text, isJson};
}

// JSON, or what was meant to be: a publish always is, raw data that begins like it.
bool isMeantAsJson(const SourceContent& content, bool isJson)
{
    if (isJson || !source_text::isRaw(content))
        return true;
    const QString start = letterText(content.body.substr(0, 64)).trimmed();
    return start.startsWith(QLatin1Char('{')) || start.startsWith(QLatin1Char('['));
}

} // namespace

LetterView::LetterView(const Theme& theme, Check check, QWidget* parent)
    : QWidget(parent)
    , m_check(std::move(check))
    , m_none(makeWrappedLabel("dim"))
    , m_reason(new ValueLabel)
    , m_facts(new ValueLabel)
    , m_answer(new ValueLabel)
    , m_body(new CodeView(theme))
    , m_editor(new PayloadEditor(theme))
    , m_state(new ProblemPill(theme))
    , m_plainText(new QCheckBox(tr("Plain text")))
    , m_mend(new QPushButton(tr("&Mend…")))
    , m_send(new QPushButton(tr("Send &mended")))
    , m_format(new QPushButton(tr("Forma&t")))
    , m_leave(new QPushButton(tr("Lea&ve as it is")))
    , m_bodies(new QStackedWidget)
    , m_stack(new QStackedWidget)
{
    m_none->setAlignment(Qt::AlignCenter);
    setLook(*m_facts, "hint");
    setLook(*m_answer, "bad");
    m_reason->setAccessibleDescription(tr("Why it died"));
    m_body->setName(tr("Body of the dead letter"));
    m_body->setMinimumHeight(72);
    m_bodies->addWidget(m_body);
    m_bodies->addWidget(makeEditor(theme));
    setLook(*m_mend, "small");
    m_mend->setToolTip(tr("Change the body here, and send it again."));
    auto* tools = new QWidget;
    auto* line = new FlowLayout(tools, 8, 6);
    line->addWidget(m_mend);
    m_mending = new QWidget;
    auto* mending = new FlowLayout(m_mending, 8, 6);
    for (QPushButton* button : {m_send, m_format, m_leave}) {
        setLook(*button, button == m_send ? "primary" : "small");
        mending->addWidget(button);
    }
    mending->addWidget(m_plainText);
    auto* letter = new QWidget;
    auto* column = new QVBoxLayout(letter);
    column->setContentsMargins({});
    column->setSpacing(6);
    for (QLabel* label : {m_reason, m_facts, m_answer})
        column->addWidget(label);
    column->addWidget(m_bodies, 1);
    column->addWidget(tools);
    column->addWidget(m_mending);
    m_stack->addWidget(m_none);
    m_stack->addWidget(letter);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->addWidget(m_stack);

    connect(m_mend, &QPushButton::clicked, this, &LetterView::mend);
    connect(m_leave, &QPushButton::clicked, this, &LetterView::leave);
    connect(m_format, &QPushButton::clicked, m_editor, &PayloadEditor::format);
    connect(m_plainText, &QCheckBox::toggled, m_editor, &PayloadEditor::setPlainTextMode);
    connect(m_state, &ProblemPill::pressed, m_editor, &PayloadEditor::jumpToProblem);
    connect(m_editor, &PayloadEditor::checked, this, &LetterView::takeText);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_letter && m_send->isEnabled())
            Q_EMIT sendRequested(mended());
    });
    auto* send = new QShortcut(Qt::CTRL | Qt::Key_Return, this);
    send->setContext(Qt::WidgetWithChildrenShortcut);
    explainKey(*send, tr("Send the mended letter"));
    connect(send, &QShortcut::activated, m_send, [this] {
        if (isMending())
            m_send->click();
    });
    auto* leave = new QShortcut(Qt::Key_Escape, m_editor, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*leave, tr("Leave the letter as it is"));
    connect(leave, &QShortcut::activated, this, &LetterView::leave);
    showNone({});
}

QWidget* LetterView::makeEditor(const Theme&)
{
    m_editor->setAccessibleName(tr("Body, to be mended"));
    m_plainText->setToolTip(tr("The body is no JSON: it goes out as it is written."));
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(m_editor, 1);
    column->addWidget(m_state, 0, Qt::AlignLeft);
    return pane;
}

void LetterView::show(const DeadLetter& letter)
{
    const bool isSame = m_letter && m_letter->handle == letter.handle && !m_isGone;
    m_isGone = false;
    m_stack->setCurrentIndex(1);
    if (isSame)
        return;
    m_letter = letter;
    showLine(*m_answer, {});
    const SourceContent& content = letter.content;
    showLine(*m_reason, visibleText(letterText(letter.reason)));
    const source_text::Addressee to = source_text::addressee(content);
    QStringList facts;
    if (letter.diedAtMs > 0)
        facts << tr("died %1", "when").arg(format::dayAndClock(letter.diedAtMs));
    if (letter.tries > 0)
        facts << tr("tried %n time(s)", nullptr, letter.tries);
    if (!content.id.empty())
        facts << tr("id %1").arg(visibleText(letterText(content.id)));
    if (!to.to.isEmpty())
        facts << tr("to %1", "whom").arg(visibleText(to.to));
    if (!to.type.isEmpty())
        facts << tr("type %1").arg(visibleText(to.type));
    if (content.event)
        facts << tr("event %1").arg(visibleText(letterText(*content.event)));
    facts << format::bytes(double(content.body.size()));
    showLine(*m_facts, facts.join(QStringLiteral(" · ")));
    m_body->setText({});
    showBody();
    if (isMended(letter.handle))
        mend();
    else
        m_bodies->setCurrentIndex(0);
    updateButtons();
}

void LetterView::showBody()
{
    // To lay out a megabyte holds up the window; as it is, it is shown in parts.
    const SourceContent& content = m_letter->content;
    if (qsizetype(content.body.size()) > CodeView::MostCharacters)
        return m_body->setText(letterText(content.body));
    const LaidOut body = laidOut(content);
    m_body->setText(body.text, body.isJson);
}

void LetterView::showNone(const QString& text)
{
    m_letter.reset();
    m_isGone = false;
    m_none->setText(text);
    m_stack->setCurrentIndex(0);
}

void LetterView::markGone()
{
    if (!m_letter || m_isGone)
        return;
    m_isGone = true;
    m_drafts.erase(m_letter->handle);
    showLine(*m_answer, tr("It is no longer among the dead: somebody sent or removed it."));
    updateButtons();
}

void LetterView::setAnswer(const QString& text)
{
    if (!m_isGone)
        showLine(*m_answer, text);
}

void LetterView::setBusy(bool busy)
{
    m_isBusy = busy;
    updateButtons();
}

void LetterView::setMendable(bool mendable)
{
    m_isMendable = mendable;
    if (!mendable)
        leave();
    updateButtons();
}

void LetterView::mend()
{
    if (!m_letter || m_isBusy || !m_isMendable || (m_isGone && !isMending()))
        return;
    const auto draft = m_drafts.find(m_letter->handle);
    {
        const QScopedValueRollback loading(m_isLoading, true);
        if (draft != m_drafts.end()) {
            m_editor->begin(draft->second.text, draft->second.plainText);
        } else {
            const LaidOut body = laidOut(m_letter->content);
            m_editor->begin(body.text, !isMeantAsJson(m_letter->content, body.isJson));
        }
    }
    m_plainText->setVisible(source_text::isRaw(m_letter->content));
    m_bodies->setCurrentIndex(1);
    takeText();
    if (m_mend->hasFocus() || draft == m_drafts.end())
        m_editor->setFocus(Qt::OtherFocusReason);
}

void LetterView::leave()
{
    if (!m_letter)
        return;
    m_drafts.erase(m_letter->handle);
    const bool hadFocus = isAncestorOf(focusWidget());
    m_bodies->setCurrentIndex(0);
    updateButtons();
    if (hadFocus)
        m_body->setFocus(Qt::OtherFocusReason);
}

void LetterView::forget(const std::string& handle)
{
    m_drafts.erase(handle);
    if (m_letter && m_letter->handle == handle) {
        m_bodies->setCurrentIndex(0);
        updateButtons();
    }
}

void LetterView::forgetAll()
{
    m_drafts.clear();
    showNone({});
}

bool LetterView::isMending() const
{
    return m_letter && m_bodies->currentIndex() == 1;
}

DeadLetter LetterView::mended() const
{
    DeadLetter letter = *m_letter;
    letter.content.body = m_editor->data().toStdString();
    return letter;
}

QString LetterView::checkedProblem() const
{
    if (m_editor->problem())
        return m_editor->problem()->text();
    return m_check(mended().content);
}

void LetterView::takeText()
{
    if (!isMending() || m_isLoading)
        return;
    m_plainText->setChecked(m_editor->isPlainText());
    m_problem = checkedProblem();
    const QString size = format::bytes(double(m_editor->data().size()));
    if (m_problem.isEmpty())
        m_state->show(Pill::Tone::Good, tr("the hub would take it, %1", "its size").arg(size));
    else
        m_state->show(Pill::Tone::Bad, m_problem);
    if (m_editor->document()->isUndoAvailable() || isMended(m_letter->handle))
        m_drafts[m_letter->handle] = {m_editor->text(), m_editor->isPlainText()};
    updateButtons();
}

void LetterView::updateButtons()
{
    const bool mending = isMending();
    m_mend->setVisible(!mending && m_isMendable);
    m_mend->parentWidget()->setVisible(!mending && m_isMendable);
    m_mend->setEnabled(!m_isGone && !m_isBusy);
    m_mending->setVisible(mending);
    m_send->setEnabled(mending && !m_isGone && !m_isBusy && m_problem.isEmpty());
    m_format->setEnabled(mending && !m_editor->isPlainText() && !m_editor->problem());
    if (!m_isGone && m_answer->text().isEmpty())
        m_answer->hide();
}

QString LetterView::reasonText() const
{
    return m_reason->text();
}

QString LetterView::factsText() const
{
    return m_facts->text();
}

QString LetterView::problemText() const
{
    return isMending() ? m_problem : QString();
}

QString LetterView::answerText() const
{
    return m_answer->isHidden() ? QString() : m_answer->text();
}

} // namespace fanlight
