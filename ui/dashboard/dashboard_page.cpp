// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboard_page.h"

#include "curl_line.h"

#include "alerts/alert_lines.h"
#include "charts/chart_board.h"
#include "charts/legend_key.h"
#include "dashboard/first_steps.h"
#include "dashboard/tile_texts.h"
#include "format.h"
#include "hub/hub_port.h"
#include "traffic_line.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/key_notes.h"
#include "widgets/tile.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>
#include <functional>

namespace fanlight {
namespace {

constexpr qint64 SecondMs = 1000;
using tile_texts::MinuteMs;
constexpr qint64 DayMs = 24 * 60 * MinuteMs;
constexpr qint64 GapMs = SecondMs; // nothing measured for longer breaks a line
constexpr double MiB = 1024.0 * 1024.0;

constexpr int PageMargin = 16;
constexpr int Spacing = 12;
constexpr int WideFrom = 760; // width of the page from which charts stand side by side
constexpr int ShortestChart = 190;

enum TileIndex { ConnectionsTile, DeliveredTile, LatencyTile, MemoryTile, BacklogTile };
enum ChartIndex { ConnectionsChart, ThroughputChart, LatencyChart, MemoryChart };

using Figure = std::function<double(const MetricsSample&)>;

std::vector<QPointF> points(const std::vector<MetricsSample>& samples, const Figure& figure)
{
    std::vector<QPointF> result;
    result.reserve(samples.size() + 8);
    qint64 endMs = 0;
    for (const MetricsSample& sample : samples) {
        const qint64 beginMs = sample.timeMs - sample.intervalMs;
        if (endMs != 0 && beginMs - endMs > GapMs)
            result.emplace_back(double(endMs + beginMs) / 2, Unknown);
        result.emplace_back(double(sample.timeMs), figure(sample));
        endMs = sample.timeMs;
    }
    return result;
}

bool anyKnown(const std::vector<QPointF>& points)
{
    return std::any_of(
        points.begin(), points.end(), [](const QPointF& p) { return isKnown(p.y()); });
}

void fill(
    TimeChart& chart, int series, const std::vector<MetricsSample>& samples, const Figure& figure)
{
    chart.replace(series, points(samples, figure));
}

// A series that need not exist: its line and legend appear with the first known figure.
void fillOptional(
    TimeChart& chart, int series, const std::vector<MetricsSample>& samples, const Figure& figure)
{
    std::vector<QPointF> figures = points(samples, figure);
    chart.setSeriesAvailable(series, anyKnown(figures));
    chart.replace(series, std::move(figures));
}

// Whose figures they are, for a chart that is handed on.
QString chartSource(const HubStatus& status, Traffic traffic)
{
    QString hub = status.instance + status.url;
    if (!status.instance.isEmpty() && !status.url.isEmpty())
        hub = DashboardPage::tr("%1, %2", "instance, address").arg(status.instance, status.url);
    switch (traffic) {
    case Traffic::Real:
        return hub.isEmpty() ? DashboardPage::tr("only real traffic")
                             : DashboardPage::tr("%1, only real traffic").arg(hub);
    case Traffic::Test:
        return hub.isEmpty() ? DashboardPage::tr("only test traffic")
                             : DashboardPage::tr("%1, only test traffic").arg(hub);
    case Traffic::All:
        break;
    }
    return hub;
}

QString withUnit(const QString& figure, const QString& unit)
{
    return figure + unit;
}

} // namespace

const std::vector<DashboardPage::Span>& DashboardPage::spans()
{
    static const std::vector<Span> all{{tr("1 min"), MinuteMs}, {tr("5 min"), 5 * MinuteMs},
        {tr("1 h"), 60 * MinuteMs}, {tr("24 h"), DayMs}, {tr("30 d"), 30 * DayMs}};
    return all;
}

DashboardPage::DashboardPage(
    HubPort& hub, const TimeSeries& series, Theme& theme, UiState& state, QWidget* parent)
    : QScrollArea(parent)
    , m_hub(hub)
    , m_gate(hub)
    , m_series(series)
    , m_theme(theme)
    , m_state(state)
    , m_figures(series, state.traffic())
    , m_status(hub.status())
    , m_markers(hub)
    , m_content(new QWidget)
    , m_firstSteps(new FirstSteps(theme, state))
    , m_trafficLine(new TrafficLine(state.traffic()))
    , m_tileGrid(new QGridLayout)
    , m_tilesPlace(new QWidget)
    , m_board(new ChartBoard(&state, QStringLiteral("dashboard/charts")))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    column->setSpacing(Spacing);
    column->addWidget(m_firstSteps);
    column->addWidget(m_trafficLine);
    column->addWidget(m_tilesPlace);
    column->addWidget(m_board, 1);
    m_tilesPlace->setLayout(m_tileGrid);
    m_tileGrid->setContentsMargins({});
    m_tileGrid->setSpacing(Spacing);
    makeTiles();
    makeCharts();
    setWidget(m_content);
    arrange();
    m_firstSteps->setStatus(m_status, streamsNeedToken(m_hub.options()));
    updateFirstSteps();
    updateLiveRange();
    connect(&m_firstSteps->progress(), &FirstStepsProgress::changed, this,
        &DashboardPage::updateFirstSteps);
    connect(&m_gate, &AbilityGate::changed, this, [this] {
        updateFirstSteps();
        refresh();
    });
    connect(
        &hub, &HubPort::faultsChanged, &m_firstSteps->progress(), &FirstStepsProgress::takeFaults);
    connect(m_firstSteps, &FirstSteps::stepRequested, this, &DashboardPage::stepRequested);

    state.traffic().addPage(*this);
    connect(&state.traffic(), &TrafficLayer::changed, this, &DashboardPage::trafficChanged);
    trafficChanged();
    connect(&hub, &HubPort::statusChanged, this, &DashboardPage::takeStatus);
    connect(&hub, &HubPort::sampled, this, &DashboardPage::takeSample);
    connect(
        &m_markers, &MarkerLog::changed, this, [this] { m_group.setMarkers(m_markers.markers()); });
    connect(&m_group, &ChartGroup::noteWritten, &m_markers, &MarkerLog::addNote);
    connect(m_board, &ChartBoard::enlargedChanged, this, [this](bool enlarged) {
        m_tilesPlace->setHidden(enlarged);
        updateFirstSteps();
    });
    connect(m_firstSteps, &FirstSteps::testClientsRequested, this,
        &DashboardPage::testClientsRequested);
    connect(m_firstSteps, &FirstSteps::actionDone, this, &DashboardPage::actionDone);
    connect(&m_group, &ChartGroup::rangeChanged, this, [this] {
        refreshCharts();
        Q_EMIT zoomChanged(isZoomed());
    });
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    explainKey(*escape, tr("Back to live"));
    connect(escape, &QShortcut::activated, this,
        [this] { isZoomed() ? backToLive() : m_board->restore(); });
}

void DashboardPage::makeTiles()
{
    m_tiles = {
        new Tile(m_theme, tr("Connections")),
        new Tile(m_theme, tr("Delivered"), tr("events/s")),
        new Tile(m_theme, tr("Latency p99"), tr("ms")),
        new Tile(m_theme, tr("Memory"), tr("KiB per client")),
        new Tile(m_theme, tr("Backlog"), tile_texts::slowClientsUnit(Unknown)),
    };
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tileGrid->addWidget(m_tiles.at(i), 0, int(i)); // before the charts, also for the keyboard
    tile(DeliveredTile)->setHow(tile_texts::deliveredHow());
    tile(LatencyTile)->setHow(tile_texts::latencyHow());
    tile(MemoryTile)->setHow(tile_texts::memoryHow({}, {}));
    tile(BacklogTile)->setHow(tile_texts::backlogHow());
    connect(tile(MemoryTile), &Tile::activated, this, &DashboardPage::memoryRequested);
    QMenu* menu = m_state.percentiles().makeMenu(this);
    tile(LatencyTile)->offer(QStringLiteral("…"));
    QPushButton* choose = tile(LatencyTile)->link();
    choose->setAccessibleName(tr("Choose percentiles"));
    choose->setToolTip(tr("Which percentiles of latency are shown, here and in the CSV"));
    connect(tile(LatencyTile), &Tile::activated, menu,
        [menu, choose] { menu->popup(choose->mapToGlobal(choose->rect().bottomLeft())); });
}

void DashboardPage::makeCharts()
{
    using Ink = Theme::Role;
    const auto rate = [](double n) { return withUnit(format::rate(n), tr("/s")); };
    const auto latency = [](double ms) { return withUnit(format::milliseconds(ms), tr(" ms")); };
    const auto mebibytes = [](double n) { return format::bytes(n * MiB); };
    m_charts = {
        addChart(QT_TR_NOOP("Connections"), format::count,
            {{QT_TR_NOOP("this instance"), Ink::Series1, true},
                {QT_TR_NOOP("all instances"), Ink::Series2, true}}),
        addChart(QT_TR_NOOP("Throughput, events/s"), rate,
            {{QT_TR_NOOP("delivered"), Ink::Series1}, {QT_TR_NOOP("published"), Ink::Series3},
                {QT_TR_NOOP("from Redis"), Ink::Series2}}),
        addChart(QT_TR_NOOP("Latency, ms"), latency,
            {{QT_TR_NOOP("p50"), Ink::Series1}, {QT_TR_NOOP("p90"), Ink::Series2},
                {QT_TR_NOOP("p95"), Ink::Series3}, {QT_TR_NOOP("p99"), Ink::Series4},
                {QT_TR_NOOP("p99.9"), Ink::Dim}}),
        addChart(QT_TR_NOOP("Memory, MiB"), mebibytes,
            {{QT_TR_NOOP("hub RSS"), Ink::Series1, true},
                {QT_TR_NOOP("kernel sockets"), Ink::Series2, true},
                {QT_TR_NOOP("all instances"), Ink::Series4, true}}),
    };
    chart(ConnectionsChart)->setWholeNumbers(true);
    connect(&m_state.percentiles(), &Percentiles::changed, this, &DashboardPage::refresh);
}

DashboardPage::ChartCard DashboardPage::addChart(
    const char* title, TimeChart::ValueText text, const std::vector<Line>& lines)
{
    auto* card = new Card(tr(title));
    auto* chart = new TimeChart(m_theme, tr(title), std::move(text));
    card->titleLine()->addWidget(chart->legend());
    for (const Line& line : lines) {
        const int series = chart->addSeries({tr(line.name), line.color, line.filled});
        keepChoice(*chart->legendKey(series),
            QStringLiteral("dashboard/shown/%1/%2")
                .arg(QLatin1String(title), QLatin1String(line.name)));
    }
    card->body()->addWidget(chart, 1);
    card->setMinimumHeight(ShortestChart);
    connect(chart, &TimeChart::actionDone, this, &DashboardPage::actionDone);
    m_board->add(card, chart, QLatin1String(title));
    m_group.add(chart);
    return {card, chart};
}

void DashboardPage::keepChoice(LegendKey& key, const QString& name)
{
    key.setChecked(m_state.value(name, true).toBool());
    connect(&key, &QAbstractButton::toggled, this,
        [this, name](bool on) { m_state.setValue(name, on); });
}

void DashboardPage::arrange()
{
    const bool wide = viewport()->width() >= WideFrom;
    const int columns = wide ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    const int tileColumns = wide ? int(m_tiles.size()) : 3;
    for (int i = 0; i < int(m_tiles.size()); ++i)
        m_tileGrid->addWidget(m_tiles[std::size_t(i)], i / tileColumns, i % tileColumns);
    for (int column = 0; column < int(m_tiles.size()); ++column)
        m_tileGrid->setColumnStretch(column, column < tileColumns ? 1 : 0);
    m_board->setColumns(columns);
}

void DashboardPage::setSpan(int index)
{
    m_span = std::clamp(index, 0, int(spans().size()) - 1);
    updateLiveRange();
    m_group.backToLive();
    refreshCharts();
}

TimeChart::Range DashboardPage::shownRange()
{
    updateLiveRange();
    return m_group.range();
}

void DashboardPage::takeStatus(const HubStatus& status)
{
    const bool restarted
        = status.startedAtMs != m_status.startedAtMs && status.state == HubState::Listening;
    m_status = status;
    m_group.setSource(chartSource(status, m_state.traffic().current()));
    if (restarted)
        m_figures.restarted();
    if (status.state == HubState::Stopped || status.state == HubState::Failed)
        m_current = false;
    m_firstSteps->setStatus(status, streamsNeedToken(m_hub.options()));
    updateFirstSteps();
    if (isVisible())
        refresh();
}

void DashboardPage::takeSample(const MetricsSample& sample)
{
    m_current = true;
    m_figures.take(sample);
    m_state.traffic().takeSample(sample);
    m_trafficLine->setSample(sample);
    m_firstSteps->progress().takeSample(sample);
    if (isVisible())
        refresh();
}

void DashboardPage::trafficChanged()
{
    const Traffic traffic = m_state.traffic().current();
    tile(ConnectionsTile)->setHow(tile_texts::connectionsHow(traffic));
    m_group.setSource(chartSource(m_status, traffic));
    for (const ChartCard& one : m_charts)
        one.chart->setFileTag(fileTag(traffic));
    if (isVisible())
        refresh();
}

void DashboardPage::refresh()
{
    updateLiveRange();
    refreshTiles();
    refreshCharts();
}

void DashboardPage::refreshTiles()
{
    if (m_series.isEmpty() || !m_current) {
        for (Tile* one : m_tiles)
            one->set(format::Dash, {});
        return;
    }
    const MetricsSample newest = m_figures.newest();
    const MetricsSample minute = m_figures.last(MinuteMs);
    const MetricsSample recent = m_figures.last(tile_texts::RateWindowMs);
    const TrafficFigures sinceStart = m_figures.sinceStart();
    tile(ConnectionsTile)
        ->set(format::count(double(newest.connections)), tile_texts::connectionsDetail(minute));
    tile(DeliveredTile)
        ->set(format::rate(recent.perSecond(double(recent.delivered))),
            tile_texts::deliveredDetail(recent));
    tile(DeliveredTile)
        ->setNote(tile_texts::batchNote(sinceStart.batchedIn, sinceStart.batchedOut));
    refreshLatencyTile(minute);
    refreshMemoryTile(newest);
    tile(BacklogTile)->setUnit(tile_texts::slowClientsUnit(double(newest.slowClients)));
    tile(BacklogTile)
        ->set(format::count(double(newest.slowClients)), tile_texts::backlogDetail(sinceStart));
    tile(BacklogTile)->setNote(tile_texts::disconnectsNote(sinceStart));
}

void DashboardPage::refreshLatencyTile(const MetricsSample& minute)
{
    const Percentiles& percentiles = m_state.percentiles();
    const double headline = percentiles.headline();
    tile(LatencyTile)->setName(tr("Latency %1", "percentile").arg(Percentiles::name(headline)));
    tile(LatencyTile)
        ->set(format::milliseconds(tile_texts::latencyMs(minute, headline)),
            tile_texts::latencyDetail(minute, percentiles.chosen(), headline));
}

void DashboardPage::refreshMemoryTile(const MetricsSample& newest)
{
    Tile* memory = tile(MemoryTile);
    memory->set(format::kibPerClient(newest.bytesPerConnection),
        tile_texts::memoryDetail(newest, m_isMeasuring));
    memory->setHow(tile_texts::memoryHow(newest, m_memoryError));
    memory->offer(m_isMeasuring || isKnown(newest.bytesPerConnection) || !m_gate.isOwn()
            ? QString()
            : tr("Measure…"));
}

void DashboardPage::setMeasuring(bool measuring, const QString& error)
{
    m_isMeasuring = measuring;
    m_memoryError = error;
    if (isVisible())
        refreshTiles();
}

void DashboardPage::refreshCharts()
{
    using S = const MetricsSample&;
    const TimeChart::Range range = m_group.range();
    const auto samples
        = m_figures.range(range.fromMs, range.toMs, chart(ConnectionsChart)->plotWidth());

    const std::vector<ChartGaps::Gap> gaps = m_figures.gaps(range.fromMs, range.toMs, samples);
    for (const ChartCard& one : m_charts)
        one.chart->setGaps(gaps);

    TimeChart& connections = *chart(ConnectionsChart);
    fill(connections, 0, samples, [](S s) { return double(s.connections); });
    fillOptional(connections, 1, samples, [](S s) { return s.allConnections; });

    TimeChart& throughput = *chart(ThroughputChart);
    fill(throughput, 0, samples, [](S s) { return s.perSecond(double(s.delivered)); });
    fill(throughput, 1, samples, [](S s) { return s.perSecond(double(s.published)); });
    fillOptional(throughput, 2, samples, [](S s) { return s.perSecond(s.redisReceived); });

    const bool acknowledged
        = std::any_of(samples.begin(), samples.end(), [](S s) { return !s.ack.isEmpty(); });
    const QString title = acknowledged ? tr("Latency, ms (publish to client)")
                                       : tr("Latency, ms (publish to kernel)");
    TimeChart& latency = *chart(LatencyChart);
    tellLatency(acknowledged);
    latency.setTitle(title);
    m_charts[LatencyChart].card->setTitle(title);
    int series = 0;
    for (const double percent : Percentiles::all()) {
        latency.setSeriesAvailable(series, m_state.percentiles().isChosen(percent));
        fill(latency, series++, samples, [acknowledged, percent](S s) {
            return acknowledged ? s.ackMs(percent) : s.write.percentileMs(percent);
        });
    }

    TimeChart& memory = *chart(MemoryChart);
    fill(memory, 0, samples, [](S s) { return s.rssBytes / MiB; });
    fillOptional(memory, 1, samples, [](S s) { return s.kernelSocketBytes / MiB; });
    fillOptional(memory, 2, samples, [](S s) { return s.allRssBytes / MiB; });
}

void DashboardPage::setAlerts(AlertBook& book)
{
    const auto of = [](const char* name, double scale = 1) {
        return AlertLines::Meaning{AlertFigure::find(QString::fromLatin1(name)), scale};
    };
    m_alertLines = new AlertLines(book, this);
    m_alertLines->add(*chart(ConnectionsChart), {of("connections"), of("all_connections")});
    m_alertLines->add(
        *chart(ThroughputChart), {of("delivered"), of("published"), of("redis_received")});
    m_alertLines->add(*chart(LatencyChart), {});
    // What all instances take together no rule watches.
    m_alertLines->add(
        *chart(MemoryChart), {of("memory", MiB), of("kernel_memory", MiB), AlertLines::Meaning{}});
    connect(m_alertLines, &AlertLines::drawn, this, &DashboardPage::alertDrawn);
    tellLatency(m_isAcknowledged);
}

void DashboardPage::tellLatency(bool acknowledged)
{
    m_isAcknowledged = acknowledged;
    if (!m_alertLines)
        return;
    std::vector<AlertLines::Meaning> meanings;
    for (const double percent : Percentiles::all()) {
        const QString name = (acknowledged ? QStringLiteral("ack_") : QStringLiteral("write_"))
            + Percentiles::name(percent);
        meanings.push_back({AlertFigure::find(name), 1});
    }
    m_alertLines->setMeaning(*chart(LatencyChart), std::move(meanings));
}

void DashboardPage::updateLiveRange()
{
    const MetricsSample* newest = m_series.newest();
    const qint64 now = newest ? newest->timeMs : QDateTime::currentMSecsSinceEpoch();
    const qint64 spanMs = spans()[std::size_t(m_span)].ms;
    m_group.setLiveRange({now - spanMs, now, m_current});
}

void DashboardPage::updateFirstSteps()
{
    // Once all is done it is seen to be so until it is put away. They are for one's own hub.
    m_firstSteps->setVisible(
        !m_firstSteps->progress().isDismissed() && !m_board->isEnlarged() && m_gate.isOwn());
}

void DashboardPage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    refresh();
}

void DashboardPage::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
    if (isVisible())
        refreshCharts();
}

} // namespace fanlight
