// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/runs_card.h"

#include "load/compare_dialog.h"
#include "load/run_model.h"
#include "ui_state.h"
#include "widgets/empty_state.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/row_table.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostRowsShown = 6; // of more the table scrolls
constexpr int RunsSlack = 6; // its frame

const QString HeaderKey = u"load/runs"_s;

} // namespace

RunsCard::RunsCard(LoadDesk& desk, const Theme& theme, UiState& state)
    : Card(tr("Runs"))
    , m_desk(desk)
    , m_theme(theme)
    , m_model(new RunModel(desk.runs(), theme, this))
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
    , m_hint(makeLabel("hint"))
    , m_problem(makeLabel("bad"))
    , m_open(new QPushButton(tr("Open")))
    , m_compare(new QPushButton(tr("Compare")))
    , m_delete(new QPushButton(tr("Delete")))
{
    makeTable(state);
    m_problem->setWordWrap(true);
    m_hint->setWordWrap(true);
    for (QPushButton* button : {m_open, m_compare, m_delete}) {
        setLook(*button, "small");
        titleLine()->addWidget(button);
    }
    body()->addWidget(m_hint);
    body()->addWidget(m_problem);
    body()->addWidget(m_stack);

    connect(&m_desk.runs(), &RunStore::changed, this, &RunsCard::runsChanged);
    connect(&m_desk, &LoadDesk::runNotKept, this, &RunsCard::runsChanged);
    connect(&m_desk, &LoadDesk::begun, this, [this] {
        m_model->setShown({});
        updateButtons();
    });
    connect(&m_desk, &LoadDesk::reportShown, this, [this] {
        m_model->setShown(m_desk.file());
        updateButtons();
    });
    connect(&m_desk, &LoadDesk::compared, this,
        [this](const LoadReport& older, const LoadReport& newer) {
            auto* dialog = new CompareDialog(older, newer, m_theme, this);
            connect(dialog, &CompareDialog::actionDone, &m_desk, &LoadDesk::lastAction);
            dialog->show();
        });
    runsChanged();
}

void RunsCard::makeTable(UiState& state)
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false);
    const QFont figures = m_theme.tabular();
    m_table->fitColumn(RunModel::When, u"today 13:41"_s, figures);
    m_table->fitColumn(RunModel::Mode, u"In memory"_s, font());
    m_table->fitColumn(RunModel::Clients, u"10,000"_s, figures);
    m_table->fitColumn(RunModel::Events, u"51,200"_s, figures);
    for (const int column : {RunModel::P50, RunModel::P95, RunModel::P99, RunModel::Lost})
        m_table->fitColumn(column, u"1,000"_s, figures);
    header->setSectionResizeMode(RunModel::Name, QHeaderView::Stretch);
    header->setSectionHidden(RunModel::When, true); // its header's menu shows it
    state.track(HeaderKey, header);
    connect(
        m_table, &QTableView::activated, this, [this] { openSelected(); }); // Enter, a double click
    connect(m_table, &QWidget::customContextMenuRequested, this, &RunsCard::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &RunsCard::updateButtons);
    auto* remove = new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*remove, tr("Delete the selected runs"));
    connect(remove, &QShortcut::activated, this, &RunsCard::deleteSelected);
    connect(m_open, &QPushButton::clicked, this, [this] { openSelected(); });
    connect(m_compare, &QPushButton::clicked, this, &RunsCard::compareSelected);
    connect(m_delete, &QPushButton::clicked, this, &RunsCard::deleteSelected);
    m_empty->set(tr("No test was run yet"),
        tr("Run the scenario at the left: clients connect to the target as its phases say, every "
           "event is followed from its publish to "
           "each of them, and what is lost, comes twice or late is counted. The last %1 runs are "
           "kept here, to be named and compared.")
            .arg(RunStore::MostRuns));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void RunsCard::runsChanged()
{
    const int rows = m_model->rowCount();
    m_stack->setCurrentWidget(rows > 0 ? static_cast<QWidget*>(m_table) : m_empty);
    if (rows > 0) {
        m_stack->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
            + std::min(rows, MostRowsShown) * m_table->verticalHeader()->defaultSectionSize()
            + RunsSlack);
    } else { // as high as its text is at this width
        m_stack->setMinimumHeight(0);
        m_stack->setMaximumHeight(QWIDGETSIZE_MAX);
    }
    m_hint->setText(m_desk.runsHint());
    m_hint->setVisible(!m_hint->text().isEmpty());
    for (QPushButton* button : {m_open, m_compare, m_delete})
        button->setVisible(rows > 0);
    m_problem->setText(m_desk.runsProblem());
    m_problem->setVisible(!m_problem->text().isEmpty());
    updateButtons();
}

void RunsCard::updateButtons()
{
    const auto selected = selectedRows().size();
    m_open->setEnabled(selected == 1 && !m_desk.isRunning());
    m_compare->setEnabled(selected == 2);
    m_delete->setEnabled(selected > 0);
}

QList<int> RunsCard::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

QStringList RunsCard::selectedFiles() const
{
    QStringList files;
    for (const int row : selectedRows())
        files << m_model->run(row).file;
    return files;
}

void RunsCard::openSelected(const std::function<void()>& then)
{
    const QStringList files = selectedFiles();
    if (files.size() != 1)
        return;
    m_desk.openRun(files[0], [this, then] {
        Q_EMIT opened();
        if (then)
            then();
    });
}

// The older one stands at the left.
void RunsCard::compareSelected()
{
    const QStringList files = selectedFiles();
    if (files.size() == 2)
        m_desk.compareRuns(files[1], files[0]);
}

void RunsCard::deleteSelected()
{
    m_desk.removeRuns(selectedFiles()); // taken before: rows go as they are deleted
}

void RunsCard::showMenu(const QPoint& where)
{
    const QList<int> rows = selectedRows();
    if (rows.isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open\tEnter"), this, [this] { openSelected(); })
        ->setEnabled(m_open->isEnabled());
    menu->addAction(tr("Compare the two"), this, &RunsCard::compareSelected)
        ->setEnabled(m_compare->isEnabled());
    menu->addAction(tr("Save report…"), this,
            [this] { openSelected([this] { Q_EMIT saveReportRequested(); }); })
        ->setEnabled(m_open->isEnabled());
    menu->addAction(tr("Rename\tF2"), this,
        [this, row = rows[0]] { m_table->edit(m_model->index(row, RunModel::Name)); });
    menu->addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
    menu->addSeparator();
    menu->addAction(tr("Delete\tDel"), this, &RunsCard::deleteSelected);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

} // namespace fanlight
