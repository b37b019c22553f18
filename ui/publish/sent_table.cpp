// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_table.h"

#include "publish/sent_model.h"
#include "widgets/key_notes.h"
#include "widgets/title_header.h"

#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QStyledItemDelegate>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int RowHeight = 29;

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

    // Not activated(): where a single click activates, a look at a row must not send it.
    connect(this, &QTableView::doubleClicked, this,
        [this](const QModelIndex& index) { Q_EMIT sendAgain(index.row()); });
    connect(this, &QWidget::customContextMenuRequested, this, &SentTable::showMenu);
    onKey(Qt::Key_Return, &SentTable::sendAgain);
    onKey(Qt::Key_Enter, &SentTable::sendAgain);
    onKey(Qt::Key_Delete, &SentTable::removeRequested);
}

void SentTable::onKey(Qt::Key key, void (SentTable::*signal)(int))
{
    auto* shortcut = new QShortcut(key, this, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*shortcut,
        key == Qt::Key_Delete ? tr("Delete what was sent from the list") : tr("Send it again"));
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, [this, signal] {
        if (currentIndex().isValid())
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
        menu->addAction(text, this, [this, signal, row = QPersistentModelIndex(current)] {
            if (row.isValid())
                Q_EMIT(this->*signal)(row.row());
        });
    };
    add(tr("Send again"), &SentTable::sendAgain);
    add(tr("Load into the editor"), &SentTable::loadIntoEditor);
    add(tr("Copy as curl"), &SentTable::copyAsCurl);
    menu->addSeparator();
    add(tr("Delete"), &SentTable::removeRequested);
    menu->addAction(tr("Clear all…"), this, &SentTable::askToClear);
    menu->popup(viewport()->mapToGlobal(where));
}

void SentTable::askToClear()
{
    auto* question = new QMessageBox(QMessageBox::Question, tr("Sent before"),
        tr("Forget all that was sent before?"), QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(tr("Clear all"), QMessageBox::AcceptRole);
    connect(yes, &QPushButton::clicked, this, &SentTable::clearRequested);
    question->open();
}

} // namespace fanlight
