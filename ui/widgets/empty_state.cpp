// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/empty_state.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

namespace {
constexpr int LinesPadding = 34; // of frame, document and style, both sides together
constexpr int LinesMargin = 22; // the same, above and below
constexpr int LinesStretch = 1000;
constexpr int ReadableTextWidth = 640; // longer lines are hard to read
} // namespace

EmptyState::EmptyState(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_line(new QHBoxLayout)
    , m_lines(new QPlainTextEdit)
    , m_copy(new QPushButton(tr("Copy")))
    , m_action(new QPushButton)
    , m_secondAction(new QPushButton)
{
    setLook(*m_title, "title");
    setLook(*m_text, "dim");
    setLook(*m_lines, "code");
    for (QLabel* label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_text->setMaximumWidth(ReadableTextWidth);
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setWordWrapMode(QTextOption::WrapAnywhere);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->setAccessibleName(tr("For a terminal"));
    m_copy->setAccessibleName(tr("Copy for a terminal"));

    // The lines get what room they can use before the gaps at the sides do.
    m_line->addStretch();
    m_line->addWidget(m_lines, LinesStretch);
    m_line->addWidget(m_copy);
    m_line->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_title);
    auto* text = new QHBoxLayout;
    text->addStretch();
    text->addWidget(m_text, LinesStretch);
    text->addStretch();
    column->addLayout(text);
    column->addLayout(m_line);
    auto* actions = new QHBoxLayout;
    actions->addStretch();
    actions->addWidget(m_action);
    actions->addWidget(m_secondAction);
    actions->addStretch();
    column->addLayout(actions);
    column->addStretch(3);

    connect(&theme, &Theme::changed, this, &EmptyState::fitCommands);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_commands.join(QLatin1Char('\n'))); });
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionRequested);
    connect(m_secondAction, &QPushButton::clicked, this, &EmptyState::secondActionRequested);
    set({}, {});
    setSecondAction({});
}

void EmptyState::setSecondAction(const QString& action)
{
    m_secondAction->setText(action);
    m_secondAction->setVisible(!action.isEmpty());
}

void EmptyState::set(
    const QString& title, const QString& text, const QStringList& commands, const QString& action)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    fitText();
    if (commands != m_commands) { // else a selection in them would go
        m_commands = commands;
        m_lines->setPlainText(commands.join(QLatin1Char('\n')));
    }
    m_lines->setVisible(!commands.isEmpty());
    m_copy->setVisible(!commands.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    fitCommands();
}

void EmptyState::fitCommands()
{
    m_lines->setFont(m_theme.monospace());
    const QFontMetrics metrics(m_theme.monospace());
    int width = 0;
    for (const QString& command : m_commands)
        width = std::max(width, metrics.horizontalAdvance(command));
    m_lines->setMaximumWidth(width + LinesPadding);
    const int shown = linesShown();
    m_lines->setFixedHeight(shown * metrics.lineSpacing() + LinesMargin);
    // Beside one line in its middle, beside more at their top.
    m_line->setAlignment(m_copy, shown > 1 ? Qt::AlignTop : Qt::AlignVCenter);
}

// A stack of pages asks no widget how high it is at its width.
void EmptyState::fitText()
{
    const int room = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    const int height = m_text->heightForWidth(std::clamp(width() - room, 1, ReadableTextWidth));
    m_text->setMinimumHeight(std::max(0, height)); // -1: there is no text
}

int EmptyState::linesShown() const
{
    const QFontMetrics metrics(m_theme.monospace());
    const int left = width() - m_copy->sizeHint().width() - 2 * LinesPadding;
    const int room = std::max(left, 2 * LinesPadding);
    int lines = 0;
    for (const QString& command : m_commands)
        lines += std::max(1, (metrics.horizontalAdvance(command) + room - 1) / room);
    return lines;
}

void EmptyState::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitCommands();
    fitText();
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::text() const
{
    return m_text->text();
}

} // namespace fanlight
