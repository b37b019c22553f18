// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sources_page.h"

#include "format.h"
#include "hub/hub_port.h"
#include "marker_log.h"
#include "sources/source_charts.h"
#include "sources/source_csv.h"
#include "sources/source_text.h"
#include "ui_state.h"
#include "widgets/content_columns.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/pill.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "widgets/value_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace fanlight {

namespace {

const QString SourcesHeaderKey = QStringLiteral("sources/header");
const QString SourcesSplitterKey = QStringLiteral("sources/splitter");
const QString SourcesViewKey = QStringLiteral("sources/view");
constexpr int SourcesMargin = 16;
constexpr int SourcesSpacing = 10;
constexpr int LeastTableHeight = 130; // the titles and three sources

TableExport::Content sourcesContent(std::vector<SourceRow> rows)
{
    const QString what = SourcesPage::tr("%n source(s)", nullptr, int(rows.size()));
    return {[rows = std::move(rows)](QIODevice& device) { return writeSourcesCsv(device, rows); },
        what};
}

} // namespace

SourcesPage::SourcesPage(
    Calls calls, HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_calls(std::move(calls))
    , m_hub(hub)
    , m_gate(hub)
    , m_theme(theme)
    , m_watch(m_calls.pause)
    , m_model(m_watch, theme)
    , m_arrangement(m_model)
    , m_count(new ElidedLabel)
    , m_settings(new QPushButton(tr("Settings of sources…")))
    , m_export(new QPushButton(tr("&Export sources…")))
    , m_table(new RowTable)
    , m_name(new ElidedLabel)
    , m_state(new Pill(theme))
    , m_pause(new QPushButton)
    , m_views(new Segmented({tr("Dead letters"), tr("Course")}))
    , m_url(new ElidedLabel)
    , m_error(new ValueLabel)
    , m_letters(new LettersCard(m_calls.letters, theme, state))
    , m_charts(new SourceCharts(m_watch, theme, state))
    , m_below(new QStackedWidget)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
    , m_csv(
          tr("Export sources"), QStringLiteral("sources.csv"),
          [this] { return sourcesContent(rowsInOrder()); }, this)
{
    makeTable(state);
    m_stack->addWidget(makeContent());
    auto* teaching = new Card;
    teaching->body()->addWidget(m_empty);
    m_stack->addWidget(teaching);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(SourcesMargin, SourcesMargin, SourcesMargin, SourcesMargin);
    column->addWidget(m_stack);
    state.track(SourcesSplitterKey, m_splitter);

    connect(&m_watch, &SourceWatch::told, this, &SourcesPage::lastAction);
    connect(&m_watch, &SourceWatch::changed, this, [this] {
        tellCount();
        if (isVisible())
            refresh();
    });
    connect(&hub, &HubPort::statusChanged, this, [this](const HubStatus& status) {
        if (status.state != HubState::Listening && status.state != HubState::Draining) {
            m_letters->stop();
            m_watch.clear();
        }
        if (isVisible())
            updateEmptyState();
    });
    connect(m_pause, &QPushButton::clicked, this, &SourcesPage::togglePause);
    connect(m_settings, &QPushButton::clicked, this, &SourcesPage::settingRequested);
    connect(m_empty, &EmptyState::actionRequested, this, &SourcesPage::settingRequested);
    connect(m_export, &QPushButton::clicked, &m_csv, &TableExport::askWhere);
    connect(&m_csv, &TableExport::done, this, &SourcesPage::lastAction);
    connect(m_letters, &LettersCard::lastAction, this, &SourcesPage::lastAction);
    connect(m_charts, &SourceCharts::actionDone, this, &SourcesPage::lastAction);
    connect(m_views, &Segmented::changed, this, [this, &state](int index) {
        m_below->setCurrentIndex(index);
        state.setValue(SourcesViewKey, index);
    });
    m_views->setCurrent(std::clamp(state.value(SourcesViewKey, Letters).toInt(), 0, int(Figures)));
    m_gate.show(HubPort::Ability::HandleSources, std::initializer_list<QWidget*>{m_pause});
    connect(&m_gate, &AbilityGate::changed, this, &SourcesPage::takeAbilities);
    takeAbilities();
    showDetail();
    updateEmptyState();
}

QWidget* SourcesPage::makeContent()
{
    setLook(*m_count, "hint");
    setLook(*m_settings, "small");
    setLook(*m_export, "small");
    m_export->setToolTip(tr("Saves the figures of all sources as CSV."));
    auto* tools = new QHBoxLayout;
    tools->setSpacing(SourcesSpacing);
    tools->addWidget(m_count, 1);
    tools->addWidget(m_settings);
    tools->addWidget(m_export);
    auto* card = new Card;
    card->setAccessibleName(tr("Sources"));
    card->layout()->setContentsMargins(7, 3, 7, 7);
    card->layout()->setSpacing(0);
    card->body()->addWidget(m_table, 1);
    m_splitter->addWidget(card);
    m_splitter->addWidget(makeDetail());
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({230, 480});
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(SourcesSpacing);
    column->addLayout(tools);
    column->addWidget(m_splitter, 1);
    return content;
}

QWidget* SourcesPage::makeDetail()
{
    setLook(*m_name, "title");
    setLook(*m_url, "dim");
    m_url->setElideMode(Qt::ElideMiddle);
    m_url->setAccessibleDescription(tr("Where it is"));
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const auto takeFont = [this] { m_url->setFont(m_theme.monospace()); };
    connect(&m_theme, &Theme::changed, this, takeFont);
    takeFont();
    m_error->setAccessibleDescription(tr("Last error"));
    m_views->setAccessibleName(tr("Shown of the source"));
    m_views->setShrinking();
    setLook(*m_pause, "small");
    auto* line = new QHBoxLayout;
    line->setSpacing(SourcesSpacing);
    line->addWidget(m_name);
    line->addWidget(m_state);
    line->addWidget(m_pause);
    line->addStretch(1);
    line->addWidget(m_views);
    m_below->addWidget(m_letters);
    m_below->addWidget(m_charts);
    auto* detail = new QWidget;
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addLayout(line);
    column->addWidget(m_url);
    column->addWidget(m_error);
    column->addWidget(m_below, 1);
    return detail;
}

void SourcesPage::makeTable(UiState& state)
{
    m_table->setModel(&m_arrangement);
    m_table->setItemDelegate(new SourceDelegate(m_model, m_theme, m_table));
    m_table->setAccessibleName(tr("Sources"));
    m_table->setMinimumHeight(LeastTableHeight);
    const QFont figures = m_theme.tabular();
    m_table->horizontalHeader()->setSortIndicator(SourceModel::Name, Qt::AscendingOrder);
    m_table->setColumnHidden(SourceModel::Url, true); // of the selected one it stands below
    (new ContentColumns(*m_table,
         {{QStringLiteral("notifications"), font(), 36}, {QStringLiteral("Redis Streams"), font()},
             {source_text::state(SourceFigures::State::Waiting) + QStringLiteral("MM"), font()},
             {QStringLiteral("10,000"), figures, 12}, {QString(14, QLatin1Char('x')), font()},
             {QStringLiteral("10,000"), figures, 12}, {QStringLiteral("1,000,000"), figures, 16},
             {QStringLiteral("1,000"), figures, 12}, {QStringLiteral("100"), figures, 12},
             {QStringLiteral("100"), figures, 12}, {QString(16, QLatin1Char('x')), font()},
             {QString(26, QLatin1Char('x')), m_theme.monospace(), 48}},
         SourceModel::Error))
        ->keepIn(state, SourcesHeaderKey);
    m_table->setSortingEnabled(true);
    connect(m_table, &QWidget::customContextMenuRequested, this, &SourcesPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &SourcesPage::chooseCurrent);
    auto* pause = new QShortcut(Qt::Key_Space, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*pause, tr("Pause the source, or let it go on"));
    m_gate.arm(HubPort::Ability::HandleSources, {pause});
    connect(pause, &QShortcut::activated, this, &SourcesPage::togglePause);
}

void SourcesPage::take(const SourceSnapshotPtr& snapshot)
{
    m_watch.take(snapshot);
}

void SourcesPage::follow(MarkerLog& markers)
{
    const auto show = [this, &markers] { m_charts->setMarkers(markers.markers()); };
    connect(&markers, &MarkerLog::changed, m_charts, show);
    connect(&m_watch, &SourceWatch::marked, &markers, &MarkerLog::add);
    connect(m_charts, &SourceCharts::noteWritten, &markers, &MarkerLog::addNote);
    show();
}

void SourcesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SourcesPage::refresh()
{
    {
        const QScopedValueRollback applying(m_applying, true);
        m_model.pull();
        selectShown();
    }
    showDetail();
    m_charts->refresh();
    const int away = m_watch.away();
    const int all = m_model.rowCount();
    QString text = tr("%n source(s)", nullptr, all);
    if (away > 0)
        text = tr("%1, %2 away", "how many sources, how many of them")
                   .arg(text, format::count(double(away)));
    m_count->setText(all > 0 ? text : QString());
    updateEmptyState();
}

// The first is shown unasked; one that went gives way to another.
void SourcesPage::selectShown()
{
    const int shown = m_model.rowOf(m_shown);
    if (m_arrangement.rowCount() == 0 || (shown >= 0 && m_table->selectionModel()->hasSelection()))
        return;
    m_table->selectRow(shown >= 0 ? m_arrangement.mapFromSource(m_model.index(shown, 0)).row() : 0);
    m_shown = m_model.source(m_arrangement.mapToSource(m_table->currentIndex()).row()).name;
}

// From anywhere in the window it is seen that one is away.
void SourcesPage::tellCount()
{
    const auto all = int(m_watch.snapshot().rows.size());
    const int away = m_watch.away();
    const QString text = all == 0 ? QString()
        : away > 0                ? tr("%1 away", "sources").arg(away)
                                  : format::count(double(all));
    if (std::exchange(m_toldCount, text) != text)
        Q_EMIT countChanged(text);
}

void SourcesPage::chooseCurrent()
{
    if (m_applying)
        return; // the row beside one that went: nobody has asked for it
    const QModelIndex at = m_table->currentIndex();
    if (at.isValid())
        choose(m_model.source(m_arrangement.mapToSource(at).row()).name);
}

void SourcesPage::choose(const QString& name)
{
    m_shown = name;
    showDetail();
}

const SourceRow* SourcesPage::current() const
{
    return m_watch.row(m_shown);
}

void SourcesPage::showDetail()
{
    const SourceRow* row = current();
    if (!row)
        return; // the empty state stands there; what was mended waits for the source to come back
    m_name->setText(row->name);
    m_url->setText(row->url);
    m_state->set(source_text::tone(*row), source_text::state(row->figures.state));
    const QString& error = row->figures.error;
    using State = SourceFigures::State;
    const bool isPast = row->figures.state == State::Taking || row->figures.state == State::Paused;
    setLook(*m_error, source_text::isAway(*row) ? "bad" : "hint");
    showLine(*m_error, error.isEmpty() || !isPast ? error : tr("Last error: %1").arg(error));
    const bool paused = m_watch.isPaused(row->name);
    m_pause->setText(paused ? tr("&Go on") : tr("&Pause"));
    m_pause->setAccessibleName(
        paused ? tr("Let %1 go on").arg(row->name) : tr("Pause %1").arg(row->name));
    m_pause->setToolTip(tr("While it is paused the queue keeps what comes; what is in hand is "
                           "finished. Space does the same in the table."));
    m_views->setLabel(Letters,
        row->figures.dead > 0
            ? tr("Dead letters %1", "how many").arg(format::count(row->figures.dead))
            : tr("Dead letters"));
    m_letters->setSource(row->name);
    m_letters->setFigures(row->figures.dead, row->figures.buried);
    m_charts->show(row->name);
}

void SourcesPage::takeAbilities()
{
    const bool isOpen = m_gate.isOpen(HubPort::Ability::HandleSources);
    m_pause->setEnabled(isOpen);
    m_letters->setDeeds(m_gate.isOffered(HubPort::Ability::HandleSources), isOpen);
    updateEmptyState();
}

void SourcesPage::togglePause()
{
    if (current() && m_gate.isOpen(HubPort::Ability::HandleSources))
        m_watch.togglePause(m_shown);
}

void SourcesPage::updateEmptyState()
{
    const bool any = !m_watch.snapshot().rows.empty();
    m_stack->setCurrentIndex(any ? 0 : 1);
    if (any)
        return;
    const bool configured = m_calls.configured && !m_calls.configured().isEmpty();
    const HubStatus& status = m_hub.status();
    const bool up = status.state == HubState::Listening || status.state == HubState::Draining;
    if (configured && !up)
        return m_empty->set(tr("The hub is not listening"),
            tr("It takes from no source meanwhile; the queues keep what comes."));
    if (configured)
        return m_empty->set(tr("No figures yet"), tr("The hub has not told of its sources."));
    const QStringList commands = source_text::commands(m_calls.kinds);
    m_empty->set(tr("No sources"),
        commands.isEmpty()
            ? tr("A source is a queue that your app already fills: the hub takes its messages, "
                 "publishes them, and acknowledges each once history has it. This build has none "
                 "built in.")
            : tr("A source is a queue that your app already fills: the hub takes its messages, "
                 "publishes them, and acknowledges each once history has it. What is refused for "
                 "good is kept as a dead letter, to be mended here and sent again."),
        commands, m_gate.isOwn() ? tr("Set sources…") : QString());
}

std::vector<SourceRow> SourcesPage::rowsInOrder() const
{
    return m_arrangement.shown([this](int row) { return m_model.source(row); });
}

QString SourcesPage::stateText() const
{
    return m_state->text();
}

QString SourcesPage::errorText() const
{
    return m_error->isHidden() ? QString() : m_error->text();
}

QString SourcesPage::countText() const
{
    return m_count->text();
}

void SourcesPage::showMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const SourceRow* row = current()) {
        const auto copy = [menu, this](const QString& title, const QString& text) {
            menu->addAction(title, this, [text] { QGuiApplication::clipboard()->setText(text); })
                ->setEnabled(!text.isEmpty());
        };
        if (m_gate.isOffered(HubPort::Ability::HandleSources)) {
            menu->addAction(m_watch.isPaused(row->name) ? tr("&Go on\tSpace") : tr("&Pause\tSpace"),
                    this, &SourcesPage::togglePause)
                ->setEnabled(m_pause->isEnabled());
            menu->addSeparator();
        }
        menu->addAction(tr("&Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
        copy(tr("Copy &name"), row->name);
        copy(tr("Copy &address"), row->url);
        copy(tr("Copy the last &error"), row->figures.error);
        menu->addSeparator();
    }
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

} // namespace fanlight
