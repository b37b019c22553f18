// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instances/instances_page.h"

#include "broker_hint.h"
#include "curl_line.h"
#include "format.h"
#include "hub/hub_port.h"
#include "instances/instance_detail.h"
#include "instances/instances_csv.h"
#include "percentiles.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/content_columns.h"
#include "widgets/empty_state.h"
#include "widgets/filter_line.h"
#include "widgets/row_table.h"
#include "widgets/tile.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHash>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>
#include <numeric>

namespace fanlight {
namespace {

enum TileIndex { ConnectionsTile, DeliveredTile, MemoryTile, LatencyTile, CpuTile };

const QString FilterKey = QStringLiteral("instances/filter");
const QString HeaderKey = QStringLiteral("instances/header");
const QString SplitterKey = QStringLiteral("instances/splitter");

constexpr int MostCharacters = 48; // of a name or a host, to which the column grows
constexpr int MostFigureCharacters = 24; // of processor use, of a heartbeat
// The longest usual value of each column.
const std::array<QString, InstanceModel::ColumnCount> UsualValues{
    QStringLiteral("app-server-10 (this one)"), QStringLiteral("app-server-10"),
    QStringLiteral("1234567"), QStringLiteral("0.10.0"), QStringLiteral("100,000"),
    QStringLiteral("999,999"), QStringLiteral("1,023 MiB"), QStringLiteral("100 ms"),
    QStringLiteral("31 % of 2 cores"), QStringLiteral("59 s ago")};

// A figure over all live instances, and how many of them gave it.
struct Total {
    double sum = Unknown;
    double most = Unknown;
    int given = 0;
};

Total total(const InstanceSnapshot& snapshot, double InstanceRow::*figure)
{
    Total result;
    for (const InstanceRow& row : snapshot.rows) {
        if (snapshot.isStale(row) || !isKnown(row.*figure))
            continue;
        result.sum = result.given == 0 ? row.*figure : result.sum + row.*figure;
        result.most = result.given == 0 ? row.*figure : std::max(result.most, row.*figure);
        ++result.given;
    }
    return result;
}

// Of the machines they are on: instances of one share its cores.
double coresOf(const InstanceSnapshot& snapshot)
{
    QHash<QString, double> ofHosts;
    for (const InstanceRow& row : snapshot.rows) {
        if (snapshot.isStale(row) || !isKnown(row.cpuPercent))
            continue;
        if (!isKnown(row.cpuCores))
            return Unknown;
        double& cores = ofHosts[row.host];
        cores = std::max(cores, row.cpuCores);
    }
    return std::accumulate(ofHosts.begin(), ofHosts.end(), 0.0);
}

int liveCount(const InstanceSnapshot& snapshot)
{
    return int(std::count_if(snapshot.rows.begin(), snapshot.rows.end(),
        [&snapshot](const InstanceRow& row) { return !snapshot.isStale(row); }));
}

QString instances(int n)
{
    return InstancesPage::tr("%n instance(s)", nullptr, n);
}

} // namespace

InstancesPage::InstancesPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_model(theme)
    , m_arrangement(m_model)
    , m_status(hub.status())
    , m_percentiles(state.percentiles())
    , m_filter(new QLineEdit)
    , m_count(new QLabel)
    , m_export(new QPushButton(tr("&Export instances…")))
    , m_table(new RowTable)
    , m_detail(new InstanceDetail(theme, state.percentiles()))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_empty(new EmptyState(theme))
    , m_noMatch(new EmptyState(theme))
    , m_rows(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_csv(
          tr("Export instances"), QStringLiteral("instances.csv"), [this] { return csvContent(); },
          this)
{
    makeTable(theme, state);
    m_stack->addWidget(makeContent(theme));
    auto* teaching = new Card;
    teaching->body()->addWidget(m_empty);
    m_stack->addWidget(teaching);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addWidget(m_stack);

    connectDetail(state);
    connect(&hub, &HubPort::statusChanged, this, &InstancesPage::takeStatus);
    connect(&hub, &HubPort::instancesChanged, this, [this](const InstanceSnapshotPtr& snapshot) {
        m_latest = snapshot;
        m_stale = true;
        if (isVisible())
            refresh();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this, &state](const QString& text) {
        m_arrangement.setFilter(TextFilter(text));
        state.setValue(FilterKey, text);
        updateCount();
    });
    connect(m_noMatch, &EmptyState::actionRequested, m_filter, &QLineEdit::clear);
    connect(m_empty, &EmptyState::actionRequested, this, &InstancesPage::brokerSettingRequested);
    connect(m_export, &QPushButton::clicked, &m_csv, &TableExport::askWhere);
    connect(&m_csv, &TableExport::done, this, &InstancesPage::lastAction);
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    m_noMatch->set(tr("No instance matches the filter"), tr("All others are still there."), {},
        tr("Clear filter"));
    m_filter->setText(state.value(FilterKey).toString());
    connect(&m_percentiles, &Percentiles::changed, this, &InstancesPage::takePercentiles);
    takePercentiles();
    updateCount();
    updateEmptyState();
}

QWidget* InstancesPage::makeContent(const Theme& theme)
{
    m_filter->setPlaceholderText(tr("Filter: a part of name, host or version"));
    m_filter->setAccessibleName(tr("Filter instances"));
    m_filter->setToolTip(TextFilter::help());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(380);
    setLook(*m_count, "hint");
    auto* tools = new QHBoxLayout;
    tools->setSpacing(10);
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_count);
    tools->addStretch();
    tools->addWidget(m_export);

    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    m_tiles = {new Tile(theme, tr("Connections")), new Tile(theme, tr("Delivered"), tr("events/s")),
        new Tile(theme, tr("Memory")), new Tile(theme, {}, tr("ms")), new Tile(theme, tr("CPU"))};
    for (Tile* tile : m_tiles)
        tiles->addWidget(tile);

    m_rows->addWidget(m_table);
    m_rows->addWidget(m_noMatch);
    auto* card = new Card;
    card->setAccessibleName(tr("Instances"));
    card->layout()->setContentsMargins(7, 3, 7, 7);
    card->layout()->setSpacing(0);
    card->body()->addWidget(m_rows, 1);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addLayout(tiles);
    column->addLayout(tools);
    m_splitter->addWidget(card);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({850, 290});
    m_splitter->setCollapsible(0, false);
    m_detail->setMinimumWidth(220);
    m_detail->hide(); // until one is selected
    column->addWidget(m_splitter, 1);
    return content;
}

void InstancesPage::makeTable(const Theme& theme, UiState& state)
{
    m_table->setModel(&m_arrangement);
    m_table->setAccessibleName(tr("Instances"));
    QHeaderView* header = m_table->horizontalHeader();
    std::vector<ContentColumns::Column> columns;
    columns.reserve(InstanceModel::ColumnCount);
    for (int i = 0; i < InstanceModel::ColumnCount; ++i)
        columns.push_back({UsualValues[std::size_t(i)],
            i == InstanceModel::Host ? theme.monospace() : theme.tabular(),
            i == InstanceModel::Name || i == InstanceModel::Host ? MostCharacters
                : i >= InstanceModel::Cpu                        ? MostFigureCharacters
                                                                 : 0});
    header->setSortIndicator(InstanceModel::Name, Qt::AscendingOrder);
    (new ContentColumns(*m_table, std::move(columns), InstanceModel::Name))
        ->keepIn(state, HeaderKey);
    m_table->setSortingEnabled(true);
    m_table->setToolTip(tr("Enter or a double click opens the page of that hub in a browser."));
    connect(m_table, &QWidget::customContextMenuRequested, this, &InstancesPage::showTableMenu);
}

void InstancesPage::connectDetail(UiState& state)
{
    state.track(SplitterKey, m_splitter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &InstancesPage::showDetail);
    connect(m_table, &QAbstractItemView::activated, this, &InstancesPage::open);
    connect(m_detail, &InstanceDetail::openRequested, this, &InstancesPage::openRequested);
    connect(m_detail, &InstanceDetail::copyCurlRequested, this, &InstancesPage::copyCurl);
}

const InstanceRow* InstancesPage::current() const
{
    const QModelIndex at = m_arrangement.mapToSource(m_table->currentIndex());
    return at.isValid() ? &m_model.instance(at.row()) : nullptr;
}

void InstancesPage::showDetail()
{
    if (m_applying)
        return; // the row beside one that went: nobody has asked for it
    if (const InstanceRow* row = current()) {
        m_detail->show(*row, m_model.snapshot());
        m_detail->setVisible(true);
    }
}

// What is shown stays by its name, also where the filter hides its row.
void InstancesPage::updateDetail()
{
    if (!m_detail->row())
        return;
    const std::vector<InstanceRow>& rows = m_model.snapshot().rows;
    const auto shown = std::find_if(rows.begin(), rows.end(),
        [this](const InstanceRow& row) { return row.name == m_detail->row()->name; });
    if (shown != rows.end())
        return m_detail->show(*shown, m_model.snapshot());
    m_detail->markGone();
    m_table->selectionModel()->clear(); // else the row beside it would be
}

void InstancesPage::open(const QModelIndex& index)
{
    const QModelIndex at = m_arrangement.mapToSource(index);
    if (at.isValid() && !m_model.instance(at.row()).url.isEmpty())
        Q_EMIT openRequested(m_model.instance(at.row()).url);
}

void InstancesPage::copyCurl(const QString& url)
{
    HubStatus there;
    there.url = url;
    QGuiApplication::clipboard()->setText(
        curlSubscribe(there, QStringLiteral("42"), streamsNeedToken(m_hub.options())));
    Q_EMIT lastAction(tr("copied the curl command"));
}

void InstancesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void InstancesPage::takeStatus(const HubStatus& status)
{
    m_status = status;
    if (status.state != HubState::Listening || status.broker.kind != QLatin1String("redis")) {
        m_latest = std::make_shared<InstanceSnapshot>();
        m_stale = true;
    }
    if (isVisible())
        refresh();
}

void InstancesPage::refresh()
{
    if (std::exchange(m_stale, false)) {
        {
            const QScopedValueRollback applying(m_applying, true);
            m_model.setSnapshot(m_latest);
            updateDetail();
        }
        refreshTiles();
    }
    updateCount();
    updateEmptyState();
}

void InstancesPage::takePercentiles()
{
    m_model.setPercent(m_percentiles.headline());
    m_tiles[LatencyTile]->setName(
        tr("Highest write %1", "a percentile").arg(Percentiles::name(m_percentiles.headline())));
    refreshTiles();
}

void InstancesPage::refreshTiles()
{
    const InstanceSnapshot& all = *m_latest;
    const int live = liveCount(all);
    const int silent = int(all.rows.size()) - live;
    // What only some have told is said to be so.
    const auto over = [live](const Total& one) {
        return one.given == live ? tr("over %1").arg(instances(live))
                                 : tr("of %1 of %2").arg(one.given).arg(instances(live));
    };
    const auto set = [&](TileIndex tile, double InstanceRow::*figure, QString (*text)(double)) {
        const Total sum = total(all, figure);
        m_tiles[tile]->set(text(sum.sum), sum.given == 0 ? QString() : over(sum));
    };
    set(ConnectionsTile, &InstanceRow::connections, &format::count);
    set(DeliveredTile, &InstanceRow::deliveredPerSecond, &format::rate);
    set(MemoryTile, &InstanceRow::rssBytes, &format::bytes);
    const Total cpu = total(all, &InstanceRow::cpuPercent);
    m_tiles[CpuTile]->set(
        format::cpu(cpu.sum, coresOf(all)), cpu.given == 0 ? QString() : over(cpu));
    for (const InstanceRow::Write& write : InstanceRow::writes()) {
        if (write.percent != m_percentiles.headline())
            continue;
        const Total latency = total(all, write.ms);
        m_tiles[LatencyTile]->set(
            format::milliseconds(latency.most), latency.given == 0 ? QString() : over(latency));
    }
    if (silent > 0 && live > 0) {
        Tile& tile = *m_tiles[ConnectionsTile];
        tile.set(tile.value(), tr("%1, %2 silent").arg(tile.detail()).arg(silent));
    }
}

void InstancesPage::updateCount()
{
    const int shown = m_arrangement.rowCount();
    const int all = m_model.rowCount();
    QString text = shown == all ? instances(all) : tr("%1 of %2").arg(shown).arg(all);
    if (m_status.broker.awaySinceMs > 0 && all > 0)
        text = tr("%1, as they were when Redis went away at %2", "how many instances, when")
                   .arg(text, format::clock(m_status.broker.awaySinceMs, false));
    m_count->setText(text);
    m_export->setEnabled(shown > 0);
    m_rows->setCurrentWidget(shown == 0 && all > 0 ? static_cast<QWidget*>(m_noMatch) : m_table);
}

void InstancesPage::updateEmptyState()
{
    m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
    const BrokerStatus& broker = m_status.broker;
    if (broker.kind != QLatin1String("redis")) {
        teachBroker(*m_empty, tr("One process, no Redis"));
    } else if (m_status.state != HubState::Listening) {
        m_empty->set(tr("The hub is not listening"),
            m_status.error.isEmpty() ? tr("Start it to see who else is behind its Redis.")
                                     : m_status.error);
    } else if (!broker.ready) {
        m_empty->set(tr("Redis is away"), broker.problem);
    } else {
        m_empty->set(
            tr("No heartbeat yet"), tr("Each instance tells Redis once a second how it fares."));
    }
}

void InstancesPage::showTableMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const InstanceRow* selected = current()) {
        const InstanceRow row = *selected;
        const auto copy = [menu, this](const QString& title, const QString& text) {
            menu->addAction(title, this, [text] { QGuiApplication::clipboard()->setText(text); })
                ->setEnabled(!text.isEmpty());
        };
        QAction* open = menu->addAction(tr("Open in browser\tEnter"), this,
            [this, url = row.url] { Q_EMIT openRequested(url); });
        QAction* curl
            = menu->addAction(tr("Copy curl"), this, [this, url = row.url] { copyCurl(url); });
        open->setEnabled(!row.url.isEmpty());
        curl->setEnabled(!row.url.isEmpty());
        menu->addSeparator();
        menu->addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
        copy(tr("Copy name"), row.name);
        copy(tr("Copy address"), row.url);
        menu->addSeparator();
    }
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

TableExport::Content InstancesPage::csvContent() const
{
    std::vector<InstanceRow> rows;
    for (int i = 0; i < m_arrangement.rowCount(); ++i)
        rows.push_back(
            m_model.instance(m_arrangement.mapToSource(m_arrangement.index(i, 0)).row()));
    const QString what = instances(int(rows.size()));
    return {[rows, snapshot = m_latest, percentiles = m_percentiles.chosen()](QIODevice& device) {
                return writeInstancesCsv(device, rows, *snapshot, percentiles);
            },
        what};
}

} // namespace fanlight
