// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_empty.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

ConnectionsEmpty::ConnectionsEmpty(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_line(new QLineEdit)
    , m_copy(new QPushButton(u"Copy"_s))
    , m_clearFilter(new QPushButton(u"Clear filter"_s))
{
    setLook(*m_title, "title");
    setLook(*m_text, "dim");
    setLook(*m_line, "code");
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_line->setReadOnly(true);
    m_line->setMaximumWidth(460);
    m_line->setAccessibleName(u"Command to subscribe"_s);

    auto* action = new QHBoxLayout;
    action->addStretch();
    action->addWidget(m_line, 1);
    action->addWidget(m_copy);
    action->addWidget(m_clearFilter);
    action->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addLayout(action);
    column->addStretch(3);

    const auto takeFont = [this, &theme] { m_line->setFont(theme.monospace()); };
    connect(&theme, &Theme::changed, this, takeFont);
    takeFont();
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_line->text()); });
    connect(m_clearFilter, &QPushButton::clicked, this, &ConnectionsEmpty::clearFilterRequested);
}

void ConnectionsEmpty::show(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_text->setText(text);
    for (QWidget* widget : {static_cast<QWidget*>(m_line), static_cast<QWidget*>(m_copy),
             static_cast<QWidget*>(m_clearFilter)})
        widget->setVisible(false);
}

void ConnectionsEmpty::showNotListening(const QString& error)
{
    show(u"The hub is not listening"_s, error.isEmpty() ? u"Start it to see who connects."_s : error);
}

void ConnectionsEmpty::showNoClients(const QString& curlLine)
{
    show(u"Nobody is connected yet"_s, u"Subscribe from a terminal:"_s);
    m_line->setText(curlLine);
    m_line->setCursorPosition(0);
    m_line->setVisible(true);
    m_copy->setVisible(true);
}

void ConnectionsEmpty::showNothingMatches()
{
    show(u"No connection matches the filter"_s, u"All others are still there."_s);
    m_clearFilter->setVisible(true);
}

} // namespace fanlight
