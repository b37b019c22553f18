// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_table.h"

#include "publish/sent_model.h"
#include "widgets/key_notes.h"
#include "widgets/title_header.h"

#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QShortcut>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int RowHeight = 29;
constexpr int LeastKindWidth = 130;

// Times in fixed width, figures of one width.
class SentDelegate : public QStyledItemDelegate {
public:
    SentDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() == SentModel::Time)
            option->font = m_theme.monospace();
        else if (index.column() >= SentModel::Recipients)
            option->font = m_theme.tabular();
        option->fontMetrics = QFontMetrics(option->font);
        option->state.setFlag(QStyle::State_HasFocus, false); // rows are selected, not cells
    }

private:
    const Theme& m_theme;
};

} // namespace

SentTable::SentTable(const Theme& theme, QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new SentDelegate(theme, this));
    setAccessibleName(tr("Sent before"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMinimumHeight(RowHeight * 3);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(RowHeight);
    setHorizontalHeader(new TitleHeader);
    horizontalHeader()->setMinimumSectionSize(44);

    // Nothing that is a mere look at a row sends it, whichever way: that is in the menu.
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (m_sends)
            Q_EMIT loadIntoEditor(index.row());
    });
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column != SentModel::Kind)
            fitKind();
    });
    connect(this, &QWidget::customContextMenuRequested, this, &SentTable::showMenu);
    onKey(Qt::Key_Return, &SentTable::loadIntoEditor);
    onKey(Qt::Key_Enter, &SentTable::loadIntoEditor);
    onKey(Qt::Key_Delete, &SentTable::removeRequested);
}

void SentTable::onKey(Qt::Key key, void (SentTable::*signal)(int))
{
    auto* shortcut = new QShortcut(key, this, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*shortcut,
        key == Qt::Key_Delete ? tr("Delete what was sent from the list")
                              : tr("Load what was sent into the editor"));
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, [this, signal] {
        if (currentIndex().isValid() && (m_sends || signal != &SentTable::loadIntoEditor))
            Q_EMIT(this->*signal)(currentIndex().row());
    });
}

void SentTable::showMenu(const QPoint& where)
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // By a persistent index: a send may put rows above while the menu is open.
    const auto add = [&](const QString& text, void (SentTable::*signal)(int)) {
        return menu->addAction(text, this, [this, signal, row = QPersistentModelIndex(current)] {
            if (row.isValid())
                Q_EMIT(this->*signal)(row.row());
        });
    };
    if (m_sends) {
        add(tr("Load into the editor"), &SentTable::loadIntoEditor);
        add(tr("Send again…"), &SentTable::sendAgain);
    }
    add(tr("Follow the notification\tCtrl+L"), &SentTable::followRequested)
        ->setEnabled(!current.data(SentModel::EventIdRole).toString().isEmpty());
    add(tr("Copy as curl"), &SentTable::copyAsCurl);
    menu->addSeparator();
    add(tr("Delete"), &SentTable::removeRequested);
    menu->addAction(tr("Clear all"), this, &SentTable::clearRequested);
    menu->popup(viewport()->mapToGlobal(where));
}

void SentTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    // A row that comes in its place is not one that was looked for.
    if (current.isValid() && hasFocus() && !m_isPressed)
        Q_EMIT shown(current.row());
}

void SentTable::mousePressEvent(QMouseEvent* event)
{
    m_isPressed = true;
    QTableView::mousePressEvent(event);
    m_isPressed = false;
    // Also the row one is at: another delivery may be shown by now.
    if (const QModelIndex at = indexAt(event->position().toPoint()); at.isValid())
        Q_EMIT shown(at.row());
}

void SentTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitKind();
}

// What it was takes the room that the others leave, and never less than can be read.
void SentTable::fitKind()
{
    int others = 0;
    for (int column = 0; column < SentModel::ColumnCount; ++column)
        others += column == SentModel::Kind ? 0 : columnWidth(column);
    horizontalHeader()->resizeSection(
        SentModel::Kind, std::max(LeastKindWidth, viewport()->width() - others));
}

} // namespace fanlight
