// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboard_page.h"

#include "charts/chart_board.h"
#include "charts/legend_key.h"
#include "dashboard/first_steps.h"
#include "format.h"
#include "hub/hub.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/tile.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>

#include <algorithm>
#include <functional>

namespace fanlight {
namespace {

constexpr qint64 SecondMs = 1000;
constexpr qint64 MinuteMs = 60 * SecondMs;
constexpr qint64 RateWindowMs = 2 * SecondMs; // so that one publish a second does not flicker
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

QString signedCount(qint64 n)
{
    const QString size = format::count(double(std::abs(n)));
    if (n == 0)
        return QStringLiteral("±0");
    return (n > 0 ? QLatin1Char('+') : QChar(0x2212)) + size;
}

QString spanText(qint64 ms)
{
    // Samples rarely end on the second: what lacks one of them is a minute all the same.
    if (ms >= MinuteMs - RateWindowMs)
        return DashboardPage::tr("a minute");
    return DashboardPage::tr("%1 s").arg(std::max<qint64>(1, (ms + SecondMs / 2) / SecondMs));
}

QString connectionsDetail(const MetricsSample& minute)
{
    const qint64 change = qint64(minute.connects) - qint64(minute.disconnects);
    const QString text
        = DashboardPage::tr("%1 in %2").arg(signedCount(change), spanText(minute.intervalMs));
    if (minute.connects == 0)
        return text;
    const double share = 100.0 * double(minute.resumed) / double(minute.connects);
    return DashboardPage::tr("%1, %2 reconnects").arg(text, format::percent(share));
}

QString deliveredDetail(const MetricsSample& recent)
{
    const QString text = DashboardPage::tr("%1 published/s")
                             .arg(format::rate(recent.perSecond(double(recent.published))));
    if (recent.published == 0)
        return text;
    const double fanOut = double(recent.delivered) / double(recent.published);
    return DashboardPage::tr("%1, fan-out ×%2")
        .arg(text, format::decimal(fanOut, fanOut < 100 ? 1 : 0));
}

// What batching has saved since the start; empty: nothing was batched.
QString batchNote(quint64 in, quint64 out)
{
    if (in == 0)
        return {};
    const QString notifications
        = DashboardPage::tr("%1 notification(s)", nullptr, format::plural(double(in)));
    const QString events = DashboardPage::tr("%1 event(s)", nullptr, format::plural(double(out)));
    return DashboardPage::tr("batching: %1 became %2", "notifications, events")
        .arg(notifications.arg(format::count(double(in))), events.arg(format::count(double(out))));
}

QString slowClientsUnit(double n)
{
    return DashboardPage::tr("slow client(s)", "behind a number", format::plural(n));
}

// Whose figures they are, for a chart that is handed on.
QString chartSource(const HubStatus& status)
{
    if (status.instance.isEmpty() || status.url.isEmpty())
        return status.instance + status.url;
    return DashboardPage::tr("%1, %2", "instance, address").arg(status.instance, status.url);
}

QString withUnit(const QString& figure, const QString& unit)
{
    return figure + unit;
}

} // namespace

const std::vector<DashboardPage::Span>& DashboardPage::spans()
{
    static const std::vector<Span> all{{tr("1 min"), MinuteMs}, {tr("5 min"), 5 * MinuteMs},
        {tr("1 h"), 60 * MinuteMs}, {tr("All"), 0}};
    return all;
}

DashboardPage::DashboardPage(
    Hub& hub, const TimeSeries& series, Theme& theme, UiState& state, QWidget* parent)
    : QScrollArea(parent)
    , m_series(series)
    , m_theme(theme)
    , m_state(state)
    , m_status(hub.status())
    , m_markers(hub)
    , m_content(new QWidget)
    , m_firstSteps(new FirstSteps(theme))
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
    column->addWidget(m_tilesPlace);
    column->addWidget(m_board, 1);
    m_tilesPlace->setLayout(m_tileGrid);
    m_tileGrid->setContentsMargins({});
    m_tileGrid->setSpacing(Spacing);
    makeTiles();
    makeCharts();
    setWidget(m_content);
    arrange();
    m_firstSteps->setStatus(m_status);
    updateFirstSteps();
    updateLiveRange();

    connect(&hub, &Hub::statusChanged, this, &DashboardPage::takeStatus);
    connect(&hub, &Hub::sampled, this, &DashboardPage::takeSample);
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
        new Tile(m_theme, tr("Backlog"), slowClientsUnit(Unknown)),
    };
}

void DashboardPage::makeCharts()
{
    using Role = Theme::Role;
    const auto rate = [](double n) { return withUnit(format::rate(n), tr("/s")); };
    const auto latency = [](double ms) { return withUnit(format::milliseconds(ms), tr(" ms")); };
    const auto mebibytes = [](double n) { return format::bytes(n * MiB); };
    m_charts = {
        addChart(QT_TR_NOOP("Connections"), format::count,
            {{QT_TR_NOOP("this instance"), Role::Series1, true},
                {QT_TR_NOOP("all instances"), Role::Series2, true}}),
        addChart(QT_TR_NOOP("Throughput, events/s"), rate,
            {{QT_TR_NOOP("delivered"), Role::Series1}, {QT_TR_NOOP("published"), Role::Series3},
                {QT_TR_NOOP("from Redis"), Role::Series2}}),
        addChart(QT_TR_NOOP("Latency, ms"), latency,
            {{QT_TR_NOOP("p50"), Role::Series1}, {QT_TR_NOOP("p95"), Role::Series3},
                {QT_TR_NOOP("p99"), Role::Series4}}),
        addChart(QT_TR_NOOP("Memory, MiB"), mebibytes,
            {{QT_TR_NOOP("hub RSS"), Role::Series1, true},
                {QT_TR_NOOP("kernel sockets"), Role::Series2, true},
                {QT_TR_NOOP("all instances"), Role::Series4, true}}),
    };
    chart(ConnectionsChart)->setWholeNumbers(true);
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
    m_group.setSource(chartSource(status));
    if (restarted) {
        m_dropped = 0;
        m_disconnectedSlow = 0;
        m_batchedIn = 0;
        m_batchedOut = 0;
        m_hadClients = false;
    }
    if (status.state == HubState::Stopped || status.state == HubState::Failed)
        m_current = false;
    m_firstSteps->setStatus(status);
    updateFirstSteps();
    if (isVisible())
        refresh();
}

void DashboardPage::takeSample(const MetricsSample& sample)
{
    m_current = true;
    m_dropped += sample.droppedEvents;
    m_disconnectedSlow += sample.disconnectsByReason[std::size_t(DisconnectReason::Slow)];
    m_batchedIn += sample.batchedIn;
    m_batchedOut += sample.batchedOut;
    m_hadClients
        = m_hadClients || sample.connections > 0 || sample.connects > 0 || sample.delivered > 0;
    updateFirstSteps();
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
    const MetricsSample* newest = m_series.newest();
    if (!newest || !m_current) {
        for (Tile* one : m_tiles)
            one->set(format::Dash, {});
        return;
    }
    const qint64 now = newest->timeMs;
    const MetricsSample minute = m_series.merged(now - MinuteMs + 1, now);
    const MetricsSample recent = m_series.merged(now - RateWindowMs + 1, now);
    tile(ConnectionsTile)
        ->set(format::count(double(newest->connections)), connectionsDetail(minute));
    tile(DeliveredTile)
        ->set(format::rate(recent.perSecond(double(recent.delivered))), deliveredDetail(recent));
    tile(DeliveredTile)->setNote(batchNote(m_batchedIn, m_batchedOut));
    refreshLatencyTile(minute);
    tile(MemoryTile)
        ->set(format::kibPerClient(newest->bytesPerConnection),
            tr("hub %1, kernel %2")
                .arg(format::bytes(newest->rssBytes), format::bytes(newest->kernelSocketBytes)));
    tile(BacklogTile)->setUnit(slowClientsUnit(double(newest->slowClients)));
    tile(BacklogTile)
        ->set(format::count(double(newest->slowClients)),
            tr("%1 dropped, %2 disconnected")
                .arg(format::count(double(m_dropped)), format::count(double(m_disconnectedSlow))));
}

void DashboardPage::refreshLatencyTile(const MetricsSample& minute)
{
    const bool acknowledged = !minute.ack.isEmpty();
    const LatencyHistogram& latency = acknowledged ? minute.ack : minute.write;
    if (latency.isEmpty()) {
        tile(LatencyTile)
            ->set(format::Dash, tr("nothing delivered in %1").arg(spanText(minute.intervalMs)));
        return;
    }
    tile(LatencyTile)
        ->set(format::milliseconds(latency.percentileMs(99)),
            tr("p50 %1, p95 %2, %3")
                .arg(format::milliseconds(latency.percentileMs(50)),
                    format::milliseconds(latency.percentileMs(95)),
                    acknowledged ? tr("to client ACK") : tr("to the kernel")));
}

void DashboardPage::refreshCharts()
{
    using S = const MetricsSample&;
    const TimeChart::Range range = m_group.range();
    const auto samples
        = m_series.range(range.fromMs, range.toMs, chart(ConnectionsChart)->plotWidth());

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
    latency.setTitle(title);
    m_charts[LatencyChart].card->setTitle(title);
    int series = 0;
    for (const double percent : {50.0, 95.0, 99.0}) {
        fill(latency, series++, samples, [acknowledged, percent](S s) {
            return (acknowledged ? s.ack : s.write).percentileMs(percent);
        });
    }

    TimeChart& memory = *chart(MemoryChart);
    fill(memory, 0, samples, [](S s) { return s.rssBytes / MiB; });
    fillOptional(memory, 1, samples, [](S s) { return s.kernelSocketBytes / MiB; });
    fillOptional(memory, 2, samples, [](S s) { return s.allRssBytes / MiB; });
}

void DashboardPage::updateLiveRange()
{
    const MetricsSample* newest = m_series.newest();
    const qint64 now = newest ? newest->timeMs : QDateTime::currentMSecsSinceEpoch();
    const qint64 spanMs = spans()[std::size_t(m_span)].ms;
    if (spanMs > 0)
        m_group.setLiveRange({now - spanMs, now, m_current});
    else
        m_group.setLiveRange(
            {newest ? std::min(m_series.oldestMs(), now - MinuteMs) : now - MinuteMs, now, false});
}

void DashboardPage::updateFirstSteps()
{
    m_firstSteps->setVisible(
        m_status.state == HubState::Listening && !m_hadClients && !m_board->isEnlarged());
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
