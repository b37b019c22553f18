// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/refusals_card.h"

#include "format.h"
#include "ui_state.h"
#include "widgets/content_columns.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/filter_line.h"
#include "widgets/label.h"
#include "widgets/row_table.h"

#include <QClipboard>
#include <QDate>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace fanlight {

namespace {

const QString RefusalsHeaderKey = QStringLiteral("access/refusals-header");
const QString RefusalsFilterKey = QStringLiteral("access/refusals-filter");

QString countedRefusals(double count)
{
    return RefusalsCard::tr("%1 refusal(s)", nullptr, format::plural(count))
        .arg(format::count(count));
}

TableExport::Content refusalsContent(const RefusalArrangement& arrangement)
{
    const auto rows = std::make_shared<const std::vector<RefusalRow>>(arrangement.shownRows());
    return {[rows](QIODevice& device) { return writeRefusalsCsv(device, *rows); },
        RefusalsCard::tr("%n row(s)", nullptr, int(rows->size()))};
}

} // namespace

RefusalsCard::RefusalsCard(const Theme& theme, UiState& state, QWidget* parent)
    : Card(tr("Refused"), parent)
    , m_theme(theme)
    , m_model(theme)
    , m_arrangement(m_model)
    , m_filter(new QLineEdit)
    , m_count(new ElidedLabel)
    , m_export(new QPushButton(tr("E&xport…")))
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_detail(makeWrappedLabel("dim"))
    , m_stack(new QStackedWidget)
    , m_csv(
          tr("Export what was refused"), QStringLiteral("refused.csv"),
          [this] { return refusalsContent(m_arrangement); }, this)
{
    setLook(*m_count, "hint");
    setLook(*m_export, "small");
    m_export->setToolTip(tr("Saves the shown rows as CSV."));
    titleLine()->insertWidget(1, m_count, 1);
    titleLine()->addWidget(m_export);
    m_filter->setPlaceholderText(tr("Filter: a part of any column"));
    m_filter->setAccessibleName(tr("Filter what was refused"));
    m_filter->setToolTip(TextFilter::help());
    m_filter->setClearButtonEnabled(true);
    makeTable(state);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumHeight(220);
    body()->addWidget(m_filter);
    body()->addWidget(m_stack, 1);
    body()->addWidget(m_detail);
    m_detail->setAccessibleDescription(tr("Why, of the selected row"));
    m_detail->hide();
    connect(m_filter, &QLineEdit::textChanged, this, [this, &state](const QString& text) {
        m_arrangement.setFilter(TextFilter(text));
        state.setValue(RefusalsFilterKey, text);
        update();
    });
    connect(m_empty, &EmptyState::actionRequested, m_filter, &QLineEdit::clear);
    connect(m_export, &QPushButton::clicked, &m_csv, &TableExport::askWhere);
    connect(&m_csv, &TableExport::done, this, &RefusalsCard::lastAction);
    addClearShortcut(*m_filter);
    m_filter->setText(state.value(RefusalsFilterKey).toString());
    update();
}

void RefusalsCard::makeTable(UiState& state)
{
    m_table->setModel(&m_arrangement);
    m_table->setAccessibleName(tr("Refused"));
    m_table->horizontalHeader()->setSortIndicator(RefusalModel::Last, Qt::DescendingOrder);
    (new ContentColumns(*m_table,
         {{QStringLiteral("00:00:00"), m_theme.monospace(), 20},
             {QStringLiteral("203.0.113.9"), m_theme.monospace(), 24},
             {QStringLiteral("stream of 12"), font(), 24}, {QString(14, QLatin1Char('x')), font()},
             {QStringLiteral("10,000"), m_theme.tabular(), 12}},
         RefusalModel::Why))
        ->keepIn(state, RefusalsHeaderKey);
    m_table->setSortingEnabled(true);
    connect(m_table, &QWidget::customContextMenuRequested, this, &RefusalsCard::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &RefusalsCard::showDetail);
}

void RefusalsCard::show(const RefusalBook::Contents& refusals)
{
    m_total = refusals.total;
    m_forgotten = refusals.forgotten;
    m_model.setToday(QDate::currentDate());
    m_model.setRows(refusals.rows);
    update();
}

void RefusalsCard::update()
{
    const int shown = m_arrangement.rowCount();
    const int all = m_model.rowCount();
    QString text;
    if (m_total > 0)
        text = tr("%1 since the program started", "12 refusals")
                   .arg(countedRefusals(double(m_total)));
    if (m_forgotten > 0)
        text += tr(", %1 of them no longer listed").arg(format::count(double(m_forgotten)));
    if (shown != all)
        text = tr("%1 of %n row(s)", nullptr, all).arg(shown);
    m_count->setText(text);
    m_export->setEnabled(shown > 0);
    showDetail();
    m_stack->setCurrentWidget(shown == 0 ? static_cast<QWidget*>(m_empty) : m_table);
    if (shown > 0)
        return;
    if (all == 0)
        m_empty->set(tr("Nobody was refused"),
            tr("Whoever is turned away stands here: who wanted what, why not, and how often."));
    else
        m_empty->set(tr("No row matches the filter"), tr("All others are still there."), {},
            tr("Clear filter"));
}

QString RefusalsCard::countText() const
{
    return m_count->text();
}

// Reasons are longer than a column is wide.
void RefusalsCard::showDetail()
{
    const QModelIndex at = m_arrangement.mapToSource(m_table->currentIndex());
    if (!at.isValid())
        return showLine(*m_detail, {});
    const RefusalRow& row = m_model.refusal(at.row());
    QString text = QString::fromStdString(row.why);
    if (row.status != RefusalRow::NoStatus)
        text = tr("%1: %2", "a status of HTTP, why").arg(row.status).arg(text);
    if (text != m_detail->text() || m_detail->isHidden())
        showLine(*m_detail, text);
}

QString RefusalsCard::detailText() const
{
    return m_detail->isHidden() ? QString() : m_detail->text();
}

void RefusalsCard::copyCell(int column)
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(
            current.siblingAtColumn(column).data(Qt::DisplayRole).toString());
}

void RefusalsCard::showMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_table->currentIndex().isValid()) {
        const QString address = m_table->currentIndex()
                                    .siblingAtColumn(RefusalModel::From)
                                    .data(Qt::DisplayRole)
                                    .toString();
        menu->addAction(tr("&Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
        menu->addAction(tr("Copy &address"), this, [this] { copyCell(RefusalModel::From); });
        menu->addAction(tr("Copy the &reason"), this, [this] { copyCell(RefusalModel::Why); });
        menu->addAction(tr("Show only %1", "an address").arg(address), this,
            [this, address] { m_filter->setText(address); });
        menu->addSeparator();
    }
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

} // namespace fanlight
