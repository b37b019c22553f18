// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faults_page.h"

#include "curl_line.h"
#include "faults/fault_command.h"
#include "faults/fault_row.h"
#include "faults/fault_text.h"
#include "format.h"
#include "connections/connections_desk.h"
#include "hub/connection_filter.h"
#include "hub/hub_port.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/question.h"
#include "widgets/row_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>
#include <array>

namespace fanlight {
namespace {

constexpr int PageMargin = 16;
constexpr int EmptyHeight = 96;
constexpr int SideRoom = 80; // margins of page and card, and the scroll bar
constexpr int MostRowsShown = 6; // of more the table scrolls
constexpr int TableSlack = 6; // its frame
constexpr int TimeWidth = 110;
constexpr double Half = 0.5;

const QString ScopeKey = QStringLiteral("faults/scope");
const QString TimeKey = QStringLiteral("faults/for");
const QString HeaderKey = QStringLiteral("faults/header");

// The longest usual value of each column; what it does takes what is left.
const std::array<QString, FaultModel::ColumnCount> UsualValues{QStringLiteral("f-999"), QString(),
    QStringLiteral("user:1* l"), QStringLiteral("00:00:00"), QStringLiteral("11-30 00:00:00"),
    QStringLiteral("19,000"), QStringLiteral("99,999"), QStringLiteral("window"),
    QStringLiteral("Stop")};

} // namespace

FaultsPage::FaultsPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QScrollArea(parent)
    , m_hub(hub)
    , m_state(state)
    , m_gate(hub)
    , m_status(hub.status())
    , m_model(theme)
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
    , m_endOne(new QPushButton(tr("Stop se&lected")))
    , m_endAll(new QPushButton(tr("Stop &all")))
    , m_scope(new FilterEdit(ConnectionFields::Names))
    , m_scopeCount(new QLabel)
    , m_problem(new QLabel)
    , m_time(new QLineEdit)
    , m_command(new FaultCommand(theme))
{
    m_confirm = [this](const QString& question) {
        return Question::confirm(
            this, tr("Drop many streams?"), question, tr("&Drop them"), Question::Choice::Costly);
    };
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // what is within has it
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    column->setSpacing(12);
    column->addWidget(makeOn(theme, state));
    Card* setUp = makeSetUp();
    m_gate.show(HubPort::Ability::BreakOnPurpose, std::initializer_list<QWidget*>{setUp});
    column->addWidget(setUp);
    column->addStretch(1);
    setWidget(content);

    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(CountDelay);
    connect(&m_countTimer, &QTimer::timeout, this, &FaultsPage::count);
    const auto takeAbilities = [this] {
        m_table->setColumnHidden(
            FaultModel::Off, !m_gate.isOffered(HubPort::Ability::BreakOnPurpose));
        refresh();
    };
    connect(&m_gate, &AbilityGate::changed, this, takeAbilities);
    connect(&hub, &HubPort::statusChanged, this, &FaultsPage::takeStatus);
    connect(&hub, &HubPort::faultsChanged, this, &FaultsPage::takeFaults);
    connect(&hub, &HubPort::sampled, this, &FaultsPage::takeSample);
    addFindShortcut(*this, *m_scope);
    const QString time = state.value(TimeKey).toString(); // setting one keeps both
    m_scope->setText(state.value(ScopeKey).toString());
    m_time->setText(time);
    checkScope();
    takeAbilities();
}

Card* FaultsPage::makeOn(const Theme& theme, UiState& state)
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Faults that are on"));
    QHeaderView* header = m_table->horizontalHeader();
    for (int i = 0; i < FaultModel::ColumnCount; ++i)
        m_table->fitColumn(i, UsualValues[std::size_t(i)],
            i == FaultModel::Number || i == FaultModel::Scope ? theme.monospace()
                                                              : theme.tabular());
    header->setSectionResizeMode(FaultModel::What, QHeaderView::Stretch);
    header->setSectionHidden(FaultModel::By, true); // its header's menu shows it
    header->setSortIndicatorShown(false);
    state.track(HeaderKey, header);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == FaultModel::Off)
            end({index.row()});
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &FaultsPage::updateEnds);
    const auto selected = [this] {
        QList<int> rows;
        for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
            rows << index.row();
        end(rows);
    };
    auto* off = new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*off, tr("Stop the selected faults"));
    m_gate.arm(HubPort::Ability::BreakOnPurpose, {off});
    connect(off, &QShortcut::activated, this, selected);
    connect(m_endOne, &QPushButton::clicked, this, selected);
    connect(m_endAll, &QPushButton::clicked, this, [this] {
        if (m_gate.isOpen(HubPort::Ability::BreakOnPurpose))
            m_hub.endFaults();
    });
    m_endAll->setToolTip(tr("Stops every fault that is on (Ctrl+.)"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    auto* card = new Card(tr("On now"));
    card->titleLine()->addWidget(m_endOne);
    card->titleLine()->addWidget(m_endAll);
    setLook(*m_endOne, "small");
    setLook(*m_endAll, "small");
    card->body()->addWidget(m_stack);
    return card;
}

Card* FaultsPage::makeSetUp()
{
    auto* card = new Card(tr("Break something"));
    card->body()->addLayout(makeScope());
    for (int i = 0; i < FaultKindCount; ++i) {
        auto* line = new QFrame;
        line->setFixedHeight(1);
        setLook(*line, "rule");
        card->body()->addWidget(line);
        const auto kind = FaultKind(i);
        auto* row = new FaultRow(kind);
        m_rows.push_back(row);
        card->body()->addWidget(row);
        connect(row, &FaultRow::startRequested, this, [this, kind] { start(kind); });
        connect(row, &FaultRow::stopRequested, this, [this, kind] {
            for (const Fault& fault : listedFaults(m_faults)) {
                if (fault.kind == kind && m_gate.isOpen(HubPort::Ability::BreakOnPurpose))
                    m_hub.endFault(fault.id);
            }
        });
        connect(row, &FaultRow::edited, this, [this, kind] {
            m_shownKind = kind;
            updateCommand();
        });
    }
    card->body()->addWidget(m_command);
    connect(m_command, &FaultCommand::lastAction, this, &FaultsPage::lastAction);
    return card;
}

QLayout* FaultsPage::makeScope()
{
    auto* scope = new QLabel(tr("For streams"));
    setLook(*scope, "dim");
    scope->setBuddy(m_scope);
    m_scope->setPlaceholderText(tr("all; or a filter: user:1* type:like age>10m"));
    m_scope->setAccessibleName(tr("Scope of the fault"));
    m_scope->setToolTip(m_scope->placeholderText());
    m_scope->setMeanings(ConnectionsDesk::fieldMeanings(),
        tr("All terms must hold; * stands for any text.\n“!” before a term turns it round.\n"
           "A bare word is looked for in user, address, agent and id."));
    auto* time = new QLabel(tr("for"));
    setLook(*time, "dim");
    time->setBuddy(m_time);
    m_time->setPlaceholderText(tr("until stopped"));
    m_time->setAccessibleName(tr("How long"));
    m_time->setToolTip(tr("A duration like 30s or 5m; nothing: until it is stopped"));
    m_time->setFixedWidth(TimeWidth);
    connect(m_scope, &QLineEdit::textChanged, this, [this] {
        checkScope();
        m_countTimer.start();
    });
    connect(m_scope, &FilterEdit::unfinishedChanged, this, &FaultsPage::checkScope);
    connect(m_time, &QLineEdit::textChanged, this, &FaultsPage::checkScope);
    QBoxLayout* lines = makeFilterLine(*m_scope, nullptr, *m_scopeCount, *m_problem, {});
    auto* line = qobject_cast<FlowLayout*>(lines->itemAt(0)->layout());
    line->insertWidget(0, scope);
    line->addWidget(time);
    line->addWidget(m_time);
    return lines;
}

void FaultsPage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    refresh();
    count();
}

void FaultsPage::hideEvent(QHideEvent* event)
{
    QScrollArea::hideEvent(event);
    m_countTimer.stop();
}

void FaultsPage::takeStatus(const HubStatus& status)
{
    const bool otherRun
        = status.startedAtMs != m_status.startedAtMs || status.state != m_status.state;
    m_status = status;
    if (status.state == HubState::Stopped || status.state == HubState::Failed)
        m_faults.clear(); // they end with the hub
    if (otherRun) {
        m_connections = 0;
        m_matching = m_total = -1;
        m_counting = false;
    }
    if (!isVisible())
        return;
    refresh();
    if (otherRun)
        count();
}

void FaultsPage::takeFaults(const Faults& faults)
{
    m_faults = faults;
    if (isVisible())
        refresh();
}

void FaultsPage::takeSample(const MetricsSample& sample)
{
    m_connections = sample.connections;
    if (isVisible() && m_scope->text().trimmed().isEmpty())
        updateCount();
}

void FaultsPage::refresh()
{
    m_model.setFaults(m_faults);
    updateEnds();
    const bool any = m_model.rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
    const int rows = m_table->verticalHeader()->defaultSectionSize()
        * std::min(m_model.rowCount(), MostRowsShown);
    // The stack may not have got its width yet; the page has.
    const int told = m_empty->layout()->totalHeightForWidth(std::max(width() - SideRoom, SideRoom));
    m_stack->setFixedHeight(any
            ? m_table->horizontalHeader()->sizeHint().height() + rows + TableSlack
            : std::max(EmptyHeight, told));
    updateRows();
    updateCommand();
    updateCount();
}

// What ends them, and what is said where there are none.
void FaultsPage::updateEnds()
{
    const bool isOffered = m_gate.isOffered(HubPort::Ability::BreakOnPurpose);
    const bool isOpen = m_gate.isOpen(HubPort::Ability::BreakOnPurpose);
    for (QPushButton* button : {m_endOne, m_endAll})
        button->setVisible(isOffered && m_model.rowCount() > 0);
    m_endOne->setEnabled(isOpen && m_table->selectionModel()->hasSelection());
    m_endAll->setEnabled(isOpen);
    const QString marked
        = tr("Every fault is marked on the charts, says in the bar on top that it is on, and ends "
             "with the hub at the latest.");
    m_empty->set(tr("Nothing is broken"),
        isOffered ? tr("Does your client code survive when the platform cuts it off? Break "
                       "something below, for the streams you choose, and watch how clients come "
                       "back.")
                + QLatin1Char(' ') + marked
                  : marked);
}

void FaultsPage::updateRows()
{
    const bool isRedis = m_status.broker.kind == QLatin1String("redis");
    for (FaultRow* row : m_rows) {
        QString why;
        if (isRedisFault(row->kind()) && !isRedis)
            why = tr("Needs Redis: this hub’s broker is memory.");
        else if (m_status.state != HubState::Listening)
            why = tr("The hub is not listening.");
        else if (!m_gate.isOpen(HubPort::Ability::BreakOnPurpose))
            why = m_gate.blocked(HubPort::Ability::BreakOnPurpose);
        else if (m_faults.size() >= Fault::MostAtOnce)
            why = tr("%1 faults are on, which is the most.").arg(Fault::MostAtOnce);
        else if (!m_timeError.isEmpty()
            || (!isRedisFault(row->kind()) && !m_problem->text().isEmpty()))
            why = tr("Above, something is wrong with the streams or the time.");
        row->setBlocked(why);
        row->stopButton()->setEnabled(m_gate.isOpen(HubPort::Ability::BreakOnPurpose));
        const auto running
            = std::count_if(m_faults.begin(), m_faults.end(), [row](const Fault& one) {
                  return one.kind == row->kind() && one.origin != Fault::Origin::Doctor;
              });
        row->setRunning(int(running));
    }
}

QLineEdit* FaultsPage::scopeEdit() const
{
    return m_scope;
}

void FaultsPage::checkScope()
{
    const ConnectionFilter filter(m_scope->text());
    const QString time = m_time->text().trimmed();
    const auto lasts
        = time.isEmpty() ? std::optional(std::chrono::milliseconds(0)) : parseDuration(time);
    m_timeError.clear();
    if (!lasts || *lasts > Fault::MostTime)
        m_timeError = tr("for: “%1” is not a duration up to %2; use 30s, 5m, or nothing")
                          .arg(time, durationText(Fault::MostTime));
    showFilterProblem(*m_time, *m_problem, m_timeError);
    // A term in the middle of being written is not wrong yet.
    showFilterProblem(
        *m_scope, *m_problem, m_scope->unfinishedTerm().isEmpty() ? filter.error() : QString());
    if (filter.error().isEmpty()) {
        m_problem->setText(m_timeError);
        m_problem->setVisible(!m_timeError.isEmpty());
        m_state.setValue(ScopeKey, m_scope->text());
    }
    if (m_timeError.isEmpty())
        m_state.setValue(TimeKey, time);
    updateRows();
    updateCommand();
    updateCount();
}

Fault FaultsPage::wished(FaultKind kind) const
{
    Fault fault = row(kind)->fault();
    if (!isRedisFault(kind))
        fault.filter = m_scope->text().trimmed();
    fault.lasts = parseDuration(m_time->text().trimmed()).value_or(std::chrono::milliseconds(0));
    return fault;
}

// ---- how many match

void FaultsPage::count()
{
    const ConnectionFilter filter(m_scope->text());
    if (!isVisible() || !m_gate.isOpen(HubPort::Ability::BreakOnPurpose)
        || m_status.state != HubState::Listening || !filter.error().isEmpty() || filter.isEmpty())
        return updateCount();
    m_countAgain = m_counting;
    if (m_counting)
        return;
    m_counting = true;
    m_hub.findConnections(m_scope->text(), 0,
        [page = QPointer(this), scope = m_scope->text()](const ConnectionSnapshotPtr& found) {
            if (page)
                page->showMatches(scope, *found);
        });
}

void FaultsPage::showMatches(const QString& scope, const ConnectionSnapshot& found)
{
    m_counting = false;
    if (found.takenAtMs > 0) {
        m_matching = qint64(found.total);
        m_total = std::max(qint64(m_connections), m_matching);
        m_counted = scope;
    }
    updateCount();
    if (std::exchange(m_countAgain, false))
        count();
}

void FaultsPage::updateCount()
{
    const bool listening = m_status.state == HubState::Listening;
    QString text;
    if (listening && m_scope->text().trimmed().isEmpty())
        text = m_connections == 1
            ? tr("the only stream")
            : tr("all %1 stream(s)", nullptr, format::plural(double(m_connections)))
                  .arg(format::count(double(m_connections)));
    else if (listening && m_matching >= 0 && m_counted == m_scope->text())
        text = tr("%1 of %2 stream(s) match(es)", nullptr, format::plural(double(m_total)))
                   .arg(format::count(double(m_matching)), format::count(double(m_total)));
    m_scopeCount->setText(text);
}

// ---- as a command

void FaultsPage::updateCommand()
{
    if (m_rows.empty())
        return;
    const HubOptions& options = m_hub.options();
    const bool needsToken = rolesNeedToken(m_hub);
    const bool valid = row(m_shownKind)->isValid() && m_problem->text().isEmpty();
    m_command->show(valid ? curlBeginFault(m_status, wished(m_shownKind), needsToken) : QString(),
        options.allowFaults ? curlEndFault(m_status, QStringLiteral("f-1"), needsToken)
                            : QString());
}

// ---- start and stop

bool FaultsPage::mayStart(const Fault& fault)
{
    const bool all = fault.filter.isEmpty();
    const qint64 streams
        = all ? qint64(m_connections) : (m_counted == m_scope->text() ? m_matching : -1);
    if (fault.kind != FaultKind::Drop || fault.share <= Half)
        return true;
    // Not counted yet: as many as there are.
    const qint64 most = streams >= 0 ? streams : qint64(m_connections);
    if (most <= ManyStreams)
        return true;
    return m_confirm(tr(
        "%1 of %2 streams break off, as if their network were gone. They come back by themselves.")
                         .arg(format::percent(100 * fault.share), format::count(double(most))));
}

void FaultsPage::start(FaultKind kind)
{
    Fault fault = wished(kind);
    if (const QString error = checkFault(fault); !error.isEmpty())
        return row(kind)->showError(error);
    if (m_caution.asksFirst)
        m_caution.ask(*this,
            {tr("Begin a fault"),
                FaultRow::title(kind) + QLatin1Char('\n') + FaultRow::effect(kind), tr("&Begin")},
            [this, fault] { begin(fault); });
    else if (mayStart(fault))
        begin(fault);
}

void FaultsPage::begin(const Fault& fault)
{
    if (!m_gate.isOpen(HubPort::Ability::BreakOnPurpose)) // by now
        return showBegun(fault.kind, m_gate.blocked(HubPort::Ability::BreakOnPurpose), fault);
    m_hub.beginFault(fault,
        [page = QPointer(this), kind = fault.kind](const QString& error, const Fault& begun) {
            if (page)
                page->showBegun(kind, error, begun);
        });
}

void FaultsPage::showBegun(FaultKind kind, const QString& error, const Fault& fault)
{
    row(kind)->showError(error);
    if (!error.isEmpty()) {
        Q_EMIT lastAction(tr("no fault: %1").arg(error));
        return;
    }
    const bool isOnce = fault.kind == FaultKind::Drop && fault.every.count() == 0;
    Q_EMIT lastAction(isOnce
            ? tr("%1 stream(s) dropped", nullptr, format::plural(double(fault.hits)))
                  .arg(format::count(double(fault.hits)))
            : tr("%1 is on: %2").arg(faultIdText(fault.id), faultText(fault)));
}

void FaultsPage::end(const QList<int>& rows)
{
    if (!m_gate.isOpen(HubPort::Ability::BreakOnPurpose))
        return;
    std::vector<quint64> ids; // the rows may go while they are ended
    for (const int row : rows)
        ids.push_back(m_model.fault(row).id);
    for (const quint64 id : ids)
        m_hub.endFault(id);
}

QString FaultsPage::scopeText() const
{
    return m_scopeCount->text();
}

QString FaultsPage::problemText() const
{
    return m_problem->text();
}

QString FaultsPage::commandText() const
{
    return m_command->commandText();
}

QString FaultsPage::apiText() const
{
    return m_command->apiText();
}

} // namespace fanlight
