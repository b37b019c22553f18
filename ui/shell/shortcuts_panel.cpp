// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcuts_panel.h"

#include "shell/page_list.h"
#include "theme/theme.h"
#include "widgets/card.h"
#include "widgets/label.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int Margin = 16;
constexpr QSize Usual{620, 620};

QString nativeText(const QKeySequence& keys)
{
    return keys.toString(QKeySequence::NativeText);
}

std::vector<KeyNote> pageNotes(const PageList& list)
{
    std::vector<KeyNote> notes;
    const QList<int> pages = list.pagesInOrder();
    for (int place = 0; place < int(pages.size()); ++place) {
        if (const QKeySequence keys = PageList::keyOf(place); !keys.isEmpty())
            notes.push_back({nativeText(keys), list.titleOf(pages[place])});
    }
    return notes;
}

QWidget* cardOf(const ShortcutsPanel::Group& group)
{
    auto* card = new Card(group.title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const KeyNote& note : group.notes) {
        QLabel* what = makeLabel(note.what, "");
        what->setWordWrap(true);
        QLabel* keys = makeLabel(note.keys, "dim");
        keys->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(what, row, 0);
        grid->addWidget(keys, row++, 1);
    }
    if (group.notes.empty())
        grid->addWidget(makeLabel(ShortcutsPanel::tr("It has none of its own."), "dim"), 0, 0);
    card->body()->addLayout(grid);
    return card;
}

} // namespace

std::vector<KeyNote> ShortcutsPanel::windowNotes(const QMainWindow& window)
{
    std::vector<KeyNote> notes;
    for (const QAction* action : window.actions()) {
        if (!action->shortcut().isEmpty())
            notes.push_back({nativeText(action->shortcut()),
                QString(action->text()).remove(QLatin1Char('&')).remove(QChar(0x2026))});
    }
    notes.push_back(
        {nativeText(Qt::SHIFT | Qt::Key_F10), tr("Context menu of what has the focus")});
    notes.push_back({nativeText(Qt::Key_Alt), tr("Show or hide the menu bar")});
    return notes;
}

ShortcutsPanel* ShortcutsPanel::openFor(
    QMainWindow& window, const QString& title, const QWidget& page)
{
    delete window.findChild<ShortcutsPanel*>();
    std::vector<Group> groups{
        {tr("This page: %1").arg(title), keyNotes(page)}, {tr("The window"), windowNotes(window)}};
    if (const auto* list = window.findChild<PageList*>())
        groups.push_back({tr("Pages"), pageNotes(*list)});
    auto* panel = new ShortcutsPanel(&window, std::move(groups));
    panel->setAttribute(Qt::WA_DeleteOnClose);
    panel->open();
    return panel;
}

ShortcutsPanel::ShortcutsPanel(QWidget* parent, std::vector<Group> groups)
    : QDialog(parent)
    , m_groups(std::move(groups))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* list = new QWidget;
    auto* cards = new QVBoxLayout(list);
    cards->setContentsMargins({});
    cards->setSpacing(12);
    for (const Group& group : m_groups)
        cards->addWidget(cardOf(group));
    cards->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    auto* buttons = new QDialogButtonBox;
    auto* close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Margin, Margin, Margin, Margin);
    column->setSpacing(12);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
    // Never larger than the window it belongs to.
    resize(parent ? Usual.boundedTo(parent->size() - QSize(2 * Margin, 2 * Margin)) : Usual);
    close->setFocus();
}

} // namespace fanlight
