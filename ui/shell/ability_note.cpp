// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/ability_note.h"

#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/label.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int NoteMargin = 16; // that of the pages

} // namespace

AbilityNote::AbilityNote(QWidget* page, HubPort& hub, const Theme& theme, Needs needs)
    : m_hub(hub)
    , m_gate(hub)
    , m_needs(std::move(needs))
    , m_page(page)
    , m_line(new QWidget)
    , m_text(makeWrappedLabel("dim"))
    , m_instead(new QWidget)
    , m_empty(new EmptyState(theme))
{
    setAccessibleName(page->accessibleName());
    m_text->setAccessibleDescription(tr("Why this page does not offer more"));
    auto* line = new QVBoxLayout(m_line);
    line->setContentsMargins(NoteMargin, NoteMargin, NoteMargin, 0);
    line->addWidget(m_text);
    auto* card = new Card;
    card->body()->addWidget(m_empty);
    auto* instead = new QVBoxLayout(m_instead);
    instead->setContentsMargins(NoteMargin, NoteMargin, NoteMargin, NoteMargin);
    instead->addWidget(card);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_page, 1);
    column->addWidget(m_instead, 1);
    connect(&m_gate, &AbilityGate::changed, this, &AbilityNote::take);
    take();
}

void AbilityNote::take()
{
    const QString unseen = m_needs.sight ? m_hub.unseen(*m_needs.sight) : QString();
    const auto missing = std::find_if(m_needs.abilities.begin(), m_needs.abilities.end(),
        [this](HubPort::Ability ability) { return !m_gate.isOffered(ability); });
    const QString why = missing == m_needs.abilities.end() || !unseen.isEmpty()
        ? QString()
        : m_gate.why(*missing);
    m_text->setText(why);
    m_empty->set(tr("This hub cannot show this"), unseen);
    m_line->setHidden(why.isEmpty());
    m_instead->setHidden(unseen.isEmpty());
    m_page->setHidden(!unseen.isEmpty());
}

QString AbilityNote::text() const
{
    return m_text->text();
}

QString AbilityNote::unseenText() const
{
    return m_instead->isHidden() ? QString() : m_empty->text();
}

} // namespace fanlight
