// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/run_view.h"

#include "charts/chart_board.h"
#include "charts/percentile_series.h"
#include "format.h"
#include "load/load_figures.h"
#include "widgets/card.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/pill.h"
#include "widgets/tile.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QShortcut>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ViewSpacing = 12;
constexpr int ShortestChart = 180;
constexpr qint64 LeastSpanMs = 30'000; // else the first second fills the axis
constexpr qint64 ShortestMs = 1000; // of a test that could not begin
constexpr quint64 UnitUntil = 1'000'000; // of more the figure needs the room
constexpr std::size_t MostErrors = 6; // kinds that are listed

using Figure = std::function<double(const LoadSample&)>;

// At most a point per pixel: of those that fall together the highest, so that no peak is hidden.
std::vector<QPointF> points(const std::deque<LoadSample>& samples, int width, const Figure& figure)
{
    const std::size_t step = samples.size() / std::size_t(std::max(width, 1)) + 1;
    std::vector<QPointF> result;
    result.reserve(samples.size() / step + 1);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const QPointF point(double(samples[i].timeMs), figure(samples[i]));
        if (i % step == 0)
            result.push_back(point);
        else if (isKnown(point.y())
            && (!isKnown(result.back().y()) || point.y() > result.back().y()))
            result.back() = point;
    }
    return result;
}

// A series that need not exist: its line and legend come with the first known figure.
void fill(TimeChart& chart, int series, const std::deque<LoadSample>& samples, const Figure& figure)
{
    std::vector<QPointF> all = points(samples, chart.plotWidth(), figure);
    chart.setSeriesAvailable(series,
        std::any_of(all.begin(), all.end(), [](const QPointF& p) { return isKnown(p.y()); }));
    chart.replace(series, std::move(all));
}

QString errorLine(const std::map<QString, quint64>& errors)
{
    std::vector<std::pair<QString, quint64>> kinds(errors.begin(), errors.end());
    std::stable_sort(kinds.begin(), kinds.end(),
        [](const auto& a, const auto& b) { return a.second > b.second; });
    QStringList parts;
    for (std::size_t i = 0; i < std::min(kinds.size(), MostErrors); ++i)
        parts << RunView::tr("%1 × %2").arg(format::count(double(kinds[i].second)), kinds[i].first);
    if (kinds.size() > MostErrors)
        parts << RunView::tr("%n kind(s) more", nullptr, int(kinds.size() - MostErrors));
    return parts.isEmpty() ? QString() : RunView::tr("Errors: %1").arg(parts.join(u", "_s));
}

QString expectationLines(const std::vector<ExpectationResult>& results)
{
    QStringList lines;
    for (const ExpectationResult& one : results)
        lines << (one.met ? RunView::tr("✓ %1: %2") : RunView::tr("✗ %1: %2"))
                     .arg(one.text, one.measured);
    return lines.join(u'\n');
}

QString hubLine(const std::optional<HubFigures>& hub)
{
    if (!hub)
        return {};
    return RunView::tr(
        "The hub’s own count over the same time: %1 connects, %2 published, %3 delivered.")
        .arg(format::count(double(hub->connects)), format::count(double(hub->published)),
            format::count(double(hub->delivered)));
}

double openedPerSecond(const LoadSample& sample)
{
    return sample.perSecond(double(sample.opened));
}

} // namespace

RunView::RunView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tileGrid(new QGridLayout)
    , m_tilesPlace(new QWidget)
    , m_board(new ChartBoard(nullptr, {}))
{
    m_tiles = {new Tile(theme, tr("Clients")), new Tile(theme, tr("Received"), tr("events")),
        new Tile(theme, tr("p99"), tr("ms")), new Tile(theme, tr("Connect"), tr("/s"))};
    makeCharts();
    m_outcome = makeOutcome();
    m_tileGrid->setSpacing(ViewSpacing);
    m_tileGrid->setContentsMargins({});
    m_tilesPlace->setLayout(m_tileGrid);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(ViewSpacing);
    column->addWidget(m_tilesPlace);
    column->addWidget(m_outcome);
    column->addWidget(m_board, 1);
    arrange();
    clear();
    connect(&m_group, &ChartGroup::rangeChanged, this, &RunView::refreshCharts);
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    explainKey(*escape, tr("Back to live"));
    connect(escape, &QShortcut::activated, this,
        [this] { m_group.isZoomed() ? m_group.backToLive() : m_board->restore(); });
    connect(&m_group, &ChartGroup::noteWritten, this, &RunView::noteWritten);
    connect(m_board, &ChartBoard::enlargedChanged, this, [this](bool enlarged) {
        m_tilesPlace->setHidden(enlarged);
        m_outcome->setHidden(enlarged || m_showing != Showing::Report);
        Q_EMIT enlargedChanged(enlarged);
    });
}

void RunView::makeCharts()
{
    using Ink = Theme::Role;
    const auto rate = [](double n) -> QString { return format::rate(n) + tr("/s"); };
    const auto latency = [](double ms) -> QString { return format::milliseconds(ms) + tr(" ms"); };
    addChart(tr("Clients"), format::count,
        {{tr("connected"), Ink::Series1, true}, {tr("hub"), Ink::Series2}});
    addChart(tr("Latency, ms"), latency,
        {percentileSeries(50), percentileSeries(95), percentileSeries(99)});
    addChart(tr("Throughput, events/s"), rate,
        {{tr("received"), Ink::Series1}, {tr("hub"), Ink::Series2}});
    chart(ClientsChart)->setWholeNumbers(true);
}

void RunView::addChart(
    const QString& title, TimeChart::ValueText text, const std::vector<TimeChart::Series>& series)
{
    auto* card = new Card(title);
    auto* chart = new TimeChart(m_theme, title, std::move(text));
    card->titleLine()->addWidget(chart->legend());
    for (const TimeChart::Series& one : series)
        chart->addSeries(one);
    // The page has no more height than it needs, and charts side by side are of one width.
    chart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    card->body()->addWidget(chart, 1);
    card->setMinimumHeight(ShortestChart);
    connect(chart, &TimeChart::actionDone, this, &RunView::actionDone);
    m_board->add(card, chart, QString::number(m_charts.size()));
    m_group.add(chart);
    m_charts.push_back(chart);
}

Card* RunView::makeOutcome()
{
    auto* card = new Card(tr("Outcome"));
    m_verdictPill = new Pill(m_theme);
    card->titleLine()->addWidget(m_verdictPill);
    m_failure = makeWrappedLabel("bad");
    m_verdict = makeWrappedLabel("dim");
    m_errors = makeWrappedLabel("bad");
    m_expectations = makeWrappedLabel("");
    m_hubFigures = makeWrappedLabel("dim");
    for (QLabel* label : {m_failure, m_expectations, m_errors, m_verdict, m_hubFigures})
        card->body()->addWidget(label);
    card->hide();
    return card;
}

void RunView::setWide(bool wide)
{
    if (wide == m_wide)
        return;
    m_wide = wide;
    arrange();
}

void RunView::arrange()
{
    const int tileColumns = m_wide ? int(m_tiles.size()) : 2;
    for (int i = 0; i < int(m_tiles.size()); ++i)
        m_tileGrid->addWidget(m_tiles[std::size_t(i)], i / tileColumns, i % tileColumns);
    for (int column = 0; column < int(m_tiles.size()); ++column)
        m_tileGrid->setColumnStretch(column, column < tileColumns ? 1 : 0);
    m_board->setColumns(m_wide ? 2 : 1, true);
}

void RunView::begin(qint64 startedAtMs)
{
    clear();
    m_showing = Showing::Running;
    m_startedAtMs = startedAtMs;
    m_samples.clear();
    m_progress = {};
    refresh();
}

void RunView::clear()
{
    m_showing = Showing::Nothing;
    m_samples.clear();
    m_group.backToLive();
    showOutcome();
    refresh();
}

void RunView::showProgress(const LoadProgress& progress)
{
    if (m_showing != Showing::Running)
        return;
    m_progress = progress;
    if (progress.sample.timeMs > 0
        && (m_samples.empty() || m_samples.back().timeMs < progress.sample.timeMs))
        m_samples.push_back(progress.sample);
    if (m_samples.size() > MostLiveSamples)
        m_samples.pop_front();
    if (isVisible())
        refresh();
}

void RunView::showReport(const LoadReport& report)
{
    m_showing = Showing::Report;
    m_report = report;
    m_startedAtMs = report.startedAtMs;
    m_samples.assign(report.samples.begin(), report.samples.end());
    m_group.backToLive();
    showOutcome();
    refresh();
}

void RunView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void RunView::refresh()
{
    refreshTiles();
    updateRange();
    refreshCharts();
}

void RunView::refreshTiles()
{
    if (m_showing == Showing::Nothing) {
        for (Tile* one : m_tiles)
            one->set(format::Dash, {});
        return;
    }
    const bool isOver = m_showing == Showing::Report;
    const LoadTotals& totals = isOver ? m_report.totals : m_progress.totals;
    const auto percentile = [&](double percent, double live) {
        return format::milliseconds(isOver ? m_report.latency.percentileMs(percent) : live);
    };
    const QString failed = tr("%1 failed").arg(format::count(double(totals.failed)));
    tile(ClientsTile)
        ->set(format::count(double(isOver ? totals.mostClients : m_progress.sample.clients)),
            isOver ? tr("at most, %1").arg(failed) : failed);
    tile(ReceivedTile)->setUnit(totals.events < UnitUntil ? tr("events") : QString());
    tile(ReceivedTile)
        ->set(format::count(double(totals.events)),
            tr("%1 lost, %2 twice")
                .arg(format::count(double(totals.lost)), format::count(double(totals.twice))));
    tile(ReceivedTile)
        ->setNote(
            tr("%1 out of order, %2 late, %3 not of this test")
                .arg(format::count(double(totals.outOfOrder)), format::count(double(totals.late)),
                    format::count(double(totals.unmarked))));
    tile(LatencyTile)
        ->set(percentile(99, m_progress.p99Ms),
            tr("p50 %1, p95 %2")
                .arg(percentile(50, m_progress.p50Ms), percentile(95, m_progress.p95Ms)));
    tile(LatencyTile)
        ->setNote(tr("Publish to receive, from when each message was meant to be published"));
    const double opened
        = isOver ? m_report.perSecond(totals.opened) : openedPerSecond(m_progress.sample);
    const double connect = isOver ? m_report.connect.percentileMs(99) : m_progress.connectP99Ms;
    const QString connectText = format::milliseconds(connect);
    tile(ConnectTile)
        ->set(format::rate(opened),
            connectText == format::Dash ? tr("p99 –") : tr("p99 %1 ms").arg(connectText));
}

void RunView::refreshCharts()
{
    using S = const LoadSample&;
    TimeChart& clients = *chart(ClientsChart);
    fill(clients, 0, m_samples, [](S s) { return double(s.clients); });
    fill(clients, 1, m_samples, [](S s) { return s.hubConnections; });
    TimeChart& latency = *chart(LatencyChart);
    fill(latency, 0, m_samples, [](S s) { return s.p50Ms; });
    fill(latency, 1, m_samples, [](S s) { return s.p95Ms; });
    fill(latency, 2, m_samples, [](S s) { return s.p99Ms; });
    TimeChart& throughput = *chart(ThroughputChart);
    fill(throughput, 0, m_samples, [](S s) { return s.perSecond(double(s.events)); });
    fill(throughput, 1, m_samples, [](S s) { return s.perSecond(s.hubDelivered); });
}

void RunView::updateRange()
{
    if (m_showing == Showing::Nothing) {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        m_group.setLiveRange({now - LeastSpanMs, now, true});
        return;
    }
    const bool any = !m_samples.empty();
    const qint64 from
        = any ? m_samples.front().timeMs - m_samples.front().intervalMs : m_startedAtMs;
    const qint64 to = any ? m_samples.back().timeMs : from;
    const bool running = m_showing == Showing::Running;
    // A running test grows towards the right; one that is over fills the axis.
    m_group.setLiveRange({from, std::max(to, from + (running ? LeastSpanMs : ShortestMs)), false});
}

void RunView::showOutcome()
{
    m_outcome->setVisible(m_showing == Showing::Report && !m_board->isEnlarged());
    updateSource();
    if (m_showing != Showing::Report)
        return;
    const bool failed = !m_report.failure.isEmpty();
    m_outcome->setTitle(m_report.startedAtMs > 0
            ? tr("Outcome: %1").arg(load_figures::title(m_report))
            : tr("Outcome"));
    showLine(*m_failure, m_report.failure);
    showLine(*m_errors, errorLine(m_report.errors));
    showLine(*m_expectations, expectationLines(m_report.expectations));
    showLine(*m_verdict, m_report.tester.verdict);
    showLine(*m_hubFigures, hubLine(m_report.hub));
    if (failed)
        m_verdictPill->set(
            Pill::Tone::Bad, m_report.totals.arrived > 0 ? tr("Broke off") : tr("Did not run"));
    else if (m_report.verdict() == LoadVerdict::NothingTested)
        m_verdictPill->set(Pill::Tone::Bad, tr("Nothing was tested"));
    else if (m_report.verdict() == LoadVerdict::NotMet)
        m_verdictPill->set(Pill::Tone::Bad, tr("Not as expected"));
    else if (m_report.tester.wasBottleneck)
        m_verdictPill->set(Pill::Tone::Warning, tr("The tester was the bottleneck"));
    else if (m_report.wasStopped)
        m_verdictPill->set(Pill::Tone::Neutral, tr("Stopped by hand"));
    else
        m_verdictPill->set(Pill::Tone::Good,
            m_report.expectations.empty() ? tr("Ran to its end") : tr("As expected"));
}

// For a chart that is handed on: what was tested.
void RunView::updateSource()
{
    QString source;
    if (m_showing == Showing::Report) {
        const QString target = m_report.scenario.target;
        source = m_report.hub && !m_report.hub->instance.isEmpty()
            ? tr("load test of %1, %2", "instance, address").arg(m_report.hub->instance, target)
            : tr("load test of %1").arg(target);
    }
    m_group.setSource(source);
}

QString RunView::verdictText() const
{
    return m_verdict->text();
}

QString RunView::errorsText() const
{
    return m_errors->text();
}

QString RunView::expectationsText() const
{
    return m_expectations->text();
}

} // namespace fanlight
