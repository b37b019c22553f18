// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_list_dialog.h"

#include "servers/server_book.h"
#include "theme/theme.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

ServerListDialog::ServerListDialog(ServerBook& book, QWidget* parent)
    : QDialog(parent)
    , m_book(book)
    , m_list(new QListWidget)
    , m_none(makeWrappedLabel("hint"))
    , m_problem(makeWrappedLabel("bad"))
    , m_open(new QPushButton(tr("&Open")))
    , m_edit(new QPushButton(tr("&Change…")))
    , m_remove(new QPushButton(tr("&Remove…")))
{
    setWindowTitle(tr("Servers"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setAccessibleName(tr("Servers"));
    auto* add = new QPushButton(tr("&Add…"));
    auto* close = new QPushButton(tr("Close"));
    setLook(*m_open, "primary");
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {add, m_edit, m_remove, close, m_open}) {
        button->setAutoDefault(false);
        if (button == close)
            buttons->addStretch();
        buttons->addWidget(button);
    }
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setText(tr("No server yet. Add one by the address of its fanlightd and a token; it is "
                       "then chosen at the top left of the window."));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(m_list, 1);
    column->addWidget(m_none, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    resize(560, 360);
    connect(add, &QPushButton::clicked, this, &ServerListDialog::addRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(currentId()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(currentId()); });
    const auto open = [this] {
        const QString id = currentId();
        accept();
        Q_EMIT openRequested(id);
    };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_list, &QListWidget::itemActivated, this, open);
    connect(m_list, &QListWidget::currentRowChanged, this, &ServerListDialog::update);
    auto* remove = new QShortcut(Qt::Key_Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*remove, tr("Remove the server"));
    connect(remove, &QShortcut::activated, this, [this] {
        if (!currentId().isEmpty())
            Q_EMIT removeRequested(currentId());
    });
    connect(&book, &ServerBook::changed, this, &ServerListDialog::fill);
    fill();
}

void ServerListDialog::fill()
{
    const QString before = currentId();
    const int row = m_list->currentRow();
    m_list->clear();
    for (const ServerProfile& one : m_book.all()) {
        const QString where = one.sshAlias.isEmpty()
            ? one.url.toString()
            : tr("%1 through SSH, %2", "address, alias").arg(one.url.toString(), one.sshAlias);
        const QString named = one.group.isEmpty()
            ? one.name
            : tr("%1 (%2)", "name of a server, its group").arg(one.name, one.group);
        auto* item
            = new QListWidgetItem(tr("%1: %2", "name of a server, address").arg(named, where));
        item->setData(Qt::UserRole, one.id);
        m_list->addItem(item);
        if (one.id == before)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    m_list->setVisible(m_list->count() > 0);
    m_none->setVisible(m_list->count() == 0);
    showLine(*m_problem, m_book.problem());
    update();
}

void ServerListDialog::update()
{
    const bool any = m_list->currentItem() != nullptr;
    for (QPushButton* button : {m_open, m_edit, m_remove})
        button->setEnabled(any);
}

QString ServerListDialog::currentId() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

} // namespace fanlight
