// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/proofs_card.h"

#include "ui_state.h"
#include "widgets/content_columns.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"

#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>

namespace fanlight {

namespace {

const QString ProofsHeaderKey = QStringLiteral("access/proofs-header");
constexpr int ProofsLeastHeight = 130;

} // namespace

ProofsCard::ProofsCard(const Theme& theme, UiState& state, QWidget* parent)
    : Card(tr("Keys and tokens"), parent)
    , m_model(theme)
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Keys and tokens"));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false); // in the order they were given
    header->setSectionsClickable(false);
    (new ContentColumns(*m_table,
         {{QStringLiteral("2026-11-a"), theme.monospace(), 20},
             {QStringLiteral("publish token"), font(), 24},
             {QStringLiteral("--publish-token"), font(), 24},
             {QStringLiteral("59 min ago"), theme.tabular()}},
         ProofModel::From))
        ->keepIn(state, ProofsHeaderKey);
    connect(m_table, &QWidget::customContextMenuRequested, m_table, &RowTable::showRowMenu);
    m_empty->set(tr("No key and no token"),
        tr("Whoever reaches the hub needs none. Settings has both: keys tell users apart, tokens "
           "say who may publish and who may look on."));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumHeight(ProofsLeastHeight);
    body()->addWidget(m_stack, 1);
    show({});
}

void ProofsCard::show(const AccessSnapshot& access)
{
    m_model.setAccess(access);
    m_stack->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget*>(m_empty) : m_table);
}

} // namespace fanlight
