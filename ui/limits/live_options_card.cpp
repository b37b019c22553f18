// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/live_options_card.h"

#include "settings/change_bar.h"
#include "settings/option_draft.h"
#include "settings/option_row.h"
#include "settings/option_texts.h"
#include "theme/theme.h"
#include "widgets/label.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace fanlight {
namespace {

constexpr int RowGap = 12;
constexpr int SideMargins = 28; // of the card

// Those of the log are live, too, but no limit of anything.
bool isLimit(QStringView option)
{
    return isLiveOption(option) && option_texts::group(option) != SettingsGroup::LogAndFiles;
}

// By how much what scrolls the card is wider than its view: rows that want too much have made it
// so.
int beyondView(const QWidget& card)
{
    for (const QWidget* at = &card; at; at = at->parentWidget()) {
        const auto* area = qobject_cast<const QScrollArea*>(at);
        if (area && area->widget())
            return std::max(0, area->widget()->width() - area->viewport()->width());
    }
    return 0;
}

} // namespace

LiveOptionsCard::LiveOptionsCard(OptionDraft& draft, QWidget* parent)
    : Card(tr("Limits of the running hub"), parent)
    , m_note(makeLabel("hint"))
    , m_bar(new ChangeBar(draft, [](const QString& option) { return isLimit(option); }))
{
    m_note->setWordWrap(true);
    body()->setSpacing(RowGap);
    body()->addWidget(m_note);
    for (const OptionSpec& spec : hubOptionSpecs()) {
        if (!isLimit(QString::fromLatin1(spec.name)))
            continue;
        m_rows.push_back(new OptionRow(draft, spec));
        body()->addWidget(m_rows.back());
        connect(m_rows.back(), &OptionRow::resized, this, &LiveOptionsCard::fitSoon);
    }
    body()->addWidget(m_bar);
    m_bar->setStoppedAllowed(false);
    connect(m_bar, &ChangeBar::applyRequested, this, &LiveOptionsCard::applyRequested);
}

OptionRow* LiveOptionsCard::row(QStringView option) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
        [option](const OptionRow* one) { return one->option() == option; });
    return found == m_rows.end() ? nullptr : *found;
}

void LiveOptionsCard::setConnections(double connections)
{
    for (OptionRow* row : m_rows)
        row->setConnections(connections);
}

void LiveOptionsCard::setListening(bool listening)
{
    m_isListening = listening;
    m_bar->setListening(listening);
    refresh();
}

void LiveOptionsCard::setAbility(bool offered, const QString& blocked)
{
    m_isOffered = offered;
    m_blocked = blocked;
    m_bar->setBlocked(blocked);
    m_bar->setVisible(offered);
    refresh();
}

void LiveOptionsCard::refresh()
{
    for (OptionRow* row : m_rows) {
        row->setEnabled(m_isListening);
        row->setLocked(!m_blocked.isEmpty());
    }
    m_note->setVisible(m_isOffered);
    m_note->setText(m_isListening
            ? tr("Taken over at once; clients stay connected. Enter applies. They are kept for the "
                 "next start, and are the same as in Settings.")
            : tr("The hub is not listening. What it starts with stands in Settings."));
}

// Enter in a field; on a button it is the button's own.
void LiveOptionsCard::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QWidget* const focus = QApplication::focusWidget();
    const bool isField
        = qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QAbstractSpinBox*>(focus);
    if (isEnter && isField)
        m_bar->apply();
    else
        Card::keyPressEvent(event);
}

void LiveOptionsCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    fit();
}

// Once for all rows that ask for it.
void LiveOptionsCard::fitSoon()
{
    if (std::exchange(m_fitsSoon, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_fitsSoon = false;
        fit();
    });
}

void LiveOptionsCard::fit()
{
    const int room = width() - SideMargins - beyondView(*this);
    const bool isNarrow = std::any_of(m_rows.begin(), m_rows.end(),
        [room](const OptionRow* row) { return row->widthBeside() > room; });
    for (OptionRow* row : m_rows)
        row->fit(room, isNarrow);
}

} // namespace fanlight
