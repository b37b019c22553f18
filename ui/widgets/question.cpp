// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/question.h"

#include "theme/theme.h"
#include "widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace fanlight {
namespace {
constexpr int Margin = 20;
constexpr int TextWidth = 420;
} // namespace

Question::Question(QWidget* parent, const QString& title, const QString& text)
    : QDialog(parent)
    , m_text(makeLabel(text, ""))
    , m_factLines(new QVBoxLayout)
    , m_fields(new QVBoxLayout)
    , m_problem(makeLabel("bad"))
    , m_tick(new QCheckBox)
    , m_buttons(new QHBoxLayout)
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setLook(*this, "panel");
    setAccessibleName(title);
    auto* heading = makeLabel(title, "title");
    for (QLabel* label : {heading, m_text}) {
        label->setWordWrap(true);
        label->setFixedWidth(TextWidth);
    }
    m_text->setVisible(!text.isEmpty());
    m_factLines->setSpacing(4);
    m_fields->setSpacing(4);
    m_problem->setWordWrap(true);
    m_problem->setFixedWidth(TextWidth);
    m_problem->hide();
    m_tick->hide();
    m_cancel->setAutoDefault(true);
    m_buttons->setSpacing(8);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_cancel);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Margin, Margin, Margin, Margin);
    column->setSpacing(10);
    column->addWidget(heading);
    column->addWidget(m_text);
    column->addLayout(m_factLines);
    column->addLayout(m_fields);
    column->addWidget(m_problem);
    column->addWidget(m_tick);
    column->addSpacing(6);
    column->addLayout(m_buttons);
    column->setSizeConstraint(QLayout::SetFixedSize);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    describe();
}

void Question::setFacts(const QStringList& facts)
{
    m_factTexts = facts;
    while (QLayoutItem* item = m_factLines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& fact : facts) {
        auto* label = makeLabel(
            facts.size() > 1 ? tr("• %1", "one of several facts").arg(fact) : fact, "dim");
        label->setWordWrap(true);
        label->setFixedWidth(TextWidth);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_factLines->addWidget(label);
    }
    describe();
}

QPushButton* Question::addChoice(const QString& text, Choice choice, std::function<void()> chosen)
{
    auto* button = new QPushButton(text);
    button->setAutoDefault(true);
    setLook(*button,
        choice == Choice::Usual        ? "primary"
            : choice == Choice::Costly ? "danger"
                                       : "");
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    m_choices.append(button);
    if (choice == Choice::Usual)
        button->setDefault(true);
    // accepted first: what is chosen may well ask the next question
    connect(button, &QPushButton::clicked, this, [this, chosen = std::move(chosen)] {
        accept();
        if (chosen)
            chosen();
    });
    return button;
}

void Question::offerTick(const QString& text)
{
    m_tick->setText(text);
    m_tick->show();
}

bool Question::isTicked() const
{
    return m_tick->isChecked();
}

void Question::setCancelText(const QString& text)
{
    m_cancel->setText(text);
}

void Question::addField(const QString& name, QWidget* field)
{
    auto* label = makeLabel(name, "dim");
    label->setWordWrap(true);
    label->setBuddy(field);
    field->setAccessibleName(name);
    m_fields->addWidget(label);
    m_fields->addWidget(field);
    m_field = field;
}

QLineEdit* Question::offerLine(const QString& name, const QString& proposed)
{
    m_line = new QLineEdit(proposed);
    m_line->selectAll();
    addField(name, m_line);
    connect(m_line, &QLineEdit::textChanged, this, &Question::check);
    return m_line;
}

QSpinBox* Question::offerNumber(const QString& name, int least, int most, int proposed)
{
    auto* number = new QSpinBox;
    number->setRange(least, most);
    number->setValue(proposed);
    number->selectAll();
    addField(name, number);
    return number;
}

void Question::setCheck(std::function<QString(const QString&)> problemOf)
{
    m_problemOf = std::move(problemOf);
    check();
}

void Question::check()
{
    const QString typed = m_line->text().trimmed();
    // That nothing stands there yet is no mistake to be told of.
    const QString problem = typed.isEmpty() || !m_problemOf ? QString() : m_problemOf(typed);
    showLine(*m_problem, problem);
    m_line->setAccessibleDescription(problem);
    for (QPushButton* button : std::as_const(m_choices))
        button->setEnabled(!typed.isEmpty() && problem.isEmpty());
}

QString Question::problem() const
{
    return m_problem->text();
}

QString Question::text() const
{
    return m_text->text();
}

// Read out as a whole when it opens.
void Question::describe()
{
    setAccessibleDescription((QStringList{m_text->text()} + m_factTexts).join(QLatin1Char('\n')));
}

void Question::showEvent(QShowEvent* event)
{
    QPushButton* first = m_cancel;
    for (QPushButton* button : std::as_const(m_choices)) {
        if (button->isDefault())
            first = button;
    }
    first->setDefault(true);
    // So that it is seen what Enter would do.
    (m_field ? m_field : first)->setFocus(Qt::TabFocusReason);
    if (m_line)
        check();
    QDialog::showEvent(event);
}

Question* Question::ask(QWidget* parent, const QString& title, const QString& text,
    const QString& action, Choice choice, std::function<void()> chosen)
{
    auto* question = new Question(parent, title, text);
    question->addChoice(action, choice, std::move(chosen));
    question->open();
    return question;
}

Question* Question::tell(
    QWidget* parent, const QString& title, const QString& text, const QString& fact)
{
    auto* notice = new Question(parent, title, text);
    if (!fact.isEmpty())
        notice->setFacts({fact});
    notice->setCancelText(tr("Close"));
    notice->open();
    return notice;
}

Question* Question::askLine(QWidget* parent, const QString& title, const QString& name,
    const QString& proposed, const QString& action, std::function<void(const QString&)> taken)
{
    auto* question = new Question(parent, title, {});
    QLineEdit* line = question->offerLine(name, proposed);
    question->addChoice(
        action, Choice::Usual, [line, taken = std::move(taken)] { taken(line->text().trimmed()); });
    question->open();
    return question;
}

bool Question::confirm(QWidget* parent, const QString& title, const QString& text,
    const QString& action, Choice choice)
{
    auto* question = new Question(parent, title, text);
    question->addChoice(action, choice);
    return question->exec() == QDialog::Accepted;
}

} // namespace fanlight
