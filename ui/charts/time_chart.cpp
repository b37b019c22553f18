// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/time_chart.h"

#include "charts/axis_marks.h"
#include "charts/legend_key.h"
#include "format.h"
#include "metrics/csv.h"
#include "metrics/whole_file.h"
#include "save_path.h"

#include <QApplication>
#include <QAreaSeries>
#include <QBuffer>
#include <QChart>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QHBoxLayout>
#include <QLineSeries>
#include <QMenu>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace fanlight {
namespace {

constexpr double LineWidth = 1.6;
constexpr double FillAlpha = 0.14;
constexpr double Headroom = 1.02; // so that a line on a round number is not cut in half at the top
constexpr QMargins PlotMargins{46, 8, 14, 24};
constexpr int LabelGap = 6;
constexpr int TooltipPadding = 9;
constexpr int TooltipLine = 18;
constexpr int TooltipTop = 18; // beneath the markers' labels
constexpr std::size_t MarkerLanes = 3; // rows for their labels
constexpr int ImageMargin = 14;
constexpr int ImageTitleHeight = 28;
constexpr double NearPixels = 6; // a value is shown for a cross-hair that close to its point

double asDouble(qint64 timeMs)
{
    return double(timeMs);
}
bool isGap(const QPointF& point)
{
    return std::isnan(point.y());
}
bool isBefore(const QPointF& point, double x)
{
    return point.x() < x;
}

QFont smallFont(const QWidget& widget)
{
    QFont font = widget.font();
    font.setPointSizeF(font.pointSizeF() * 11 / 13);
    return font;
}

// The unbroken pieces of a series. One point alone would leave no ink, so it gets a second one
// `dotWidth` on.
std::vector<QList<QPointF>> withoutGaps(const std::vector<QPointF>& points, double dotWidth)
{
    std::vector<QList<QPointF>> pieces;
    bool open = false;
    for (const QPointF& point : points) {
        if (isGap(point)) {
            open = false;
            continue;
        }
        if (!open)
            pieces.emplace_back();
        open = true;
        pieces.back().push_back(point);
    }
    for (QList<QPointF>& piece : pieces) {
        if (piece.size() == 1)
            piece.push_back(piece.front() + QPointF(dotWidth, 0));
    }
    return pieces;
}

} // namespace

// A series as it was given; what Qt Charts gets of it is made in Canvas.
struct TimeChart::Line {
    Series series;
    std::vector<QPointF> points;
    LegendKey* key;
    bool available = true;

    bool isShown() const { return available && key->isChecked(); }
};

// Qt Charts' side: a chart in a scene without a view, with one line per unbroken piece of a series.
class TimeChart::Canvas {
public:
    Canvas()
    {
        m_chart = new QChart;
        m_scene.addItem(m_chart);
        m_chart->setAnimationOptions(QChart::NoAnimation);
        m_chart->setBackgroundVisible(false);
        m_chart->setMargins({});
        m_chart->layout()->setContentsMargins(0, 0, 0, 0);
        m_chart->legend()->hide();
        m_chart->addAxis(m_x, Qt::AlignBottom);
        m_chart->addAxis(m_y, Qt::AlignLeft);
        for (QValueAxis* axis : {m_x, m_y}) {
            axis->setLabelsVisible(false);
            axis->setLineVisible(false);
            axis->setGridLineVisible(false);
        }
    }

    void draw(QPainter& painter, const TimeChart& owner)
    {
        m_chart->resize(owner.size());
        m_chart->setPlotArea(owner.plotArea());
        m_x->setRange(asDouble(owner.m_range.fromMs), asDouble(owner.m_range.toMs));
        m_y->setRange(0, owner.m_top);
        m_pieces.resize(owner.m_lines.size());
        for (std::size_t i = 0; i < owner.m_lines.size(); ++i)
            replace(m_pieces[i], owner.m_lines[i], owner);
        m_chart->layout()->activate();
        const QRectF all({}, QSizeF(owner.size()));
        m_scene.render(&painter, all, all);
    }

private:
    struct Piece {
        QLineSeries* line;
        QAreaSeries* area; // null where it is not filled
    };

    void replace(std::vector<Piece>& pieces, const Line& line, const TimeChart& owner)
    {
        const double pixelMs
            = asDouble(owner.m_range.toMs - owner.m_range.fromMs) / owner.plotWidth();
        const auto parts
            = line.isShown() ? withoutGaps(line.points, pixelMs) : std::vector<QList<QPointF>>{};
        while (pieces.size() < parts.size())
            pieces.push_back(addPiece(line.series.filled));
        const QColor color = owner.m_theme.color(line.series.color);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Piece& piece = pieces[i];
            piece.line->replace(i < parts.size() ? parts[i] : QList<QPointF>{});
            // Round joins would be a curve at every point: five times the time, and nobody sees
            // them.
            piece.line->setPen(QPen(color, LineWidth, Qt::SolidLine, Qt::SquareCap, Qt::BevelJoin));
            if (piece.area)
                piece.area->setBrush(translucent(color, FillAlpha));
        }
    }

    Piece addPiece(bool filled)
    {
        Piece piece{new QLineSeries, nullptr};
        if (filled) {
            // The area takes its line over, so the stroke on top is a line of its own with the same
            // points.
            auto* edge = new QLineSeries;
            QObject::connect(piece.line, &QXYSeries::pointsReplaced, edge,
                [edge, line = piece.line] { edge->replace(line->points()); });
            piece.area = new QAreaSeries(edge);
            edge->setParent(piece.area);
            piece.area->setPen(Qt::NoPen);
            add(piece.area);
        }
        add(piece.line);
        return piece;
    }

    void add(QAbstractSeries* series)
    {
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }

    QGraphicsScene m_scene;
    QChart* m_chart; // owned by the scene
    QValueAxis* m_x = new QValueAxis; // owned by the chart, as are the series
    QValueAxis* m_y = new QValueAxis;
    std::vector<std::vector<Piece>> m_pieces; // one list a series
};

TimeChart::TimeChart(const Theme& theme, const QString& title, ValueText valueText, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(title)
    , m_valueText(std::move(valueText))
    , m_legend(new QWidget(this))
    , m_canvas(std::make_unique<Canvas>())
{
    auto* keys = new QHBoxLayout(m_legend);
    keys->setContentsMargins({});
    keys->setSpacing(6);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_paintTimer.setSingleShot(true);
    connect(&m_paintTimer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, this, &TimeChart::invalidate);
}

TimeChart::~TimeChart() = default;

int TimeChart::addSeries(const Series& series)
{
    auto* key = new LegendKey(m_theme, series.name, series.color, m_legend);
    m_legend->layout()->addWidget(key);
    connect(key, &QAbstractButton::toggled, this, &TimeChart::invalidate);
    m_lines.push_back({series, {}, key});
    return int(m_lines.size()) - 1;
}

void TimeChart::replace(int series, std::vector<QPointF> points)
{
    m_lines[std::size_t(series)].points = std::move(points);
    invalidate();
}

void TimeChart::setSeriesAvailable(int series, bool available)
{
    Line& line = m_lines[std::size_t(series)];
    if (line.available == available)
        return;
    line.available = available;
    line.key->setVisible(available);
    invalidate();
}

bool TimeChart::isSeriesShown(int series) const
{
    return m_lines[std::size_t(series)].isShown();
}

void TimeChart::setTitle(const QString& title)
{
    m_title = title;
    setAccessibleName(title);
}

void TimeChart::setWholeNumbers(bool on)
{
    m_wholeNumbers = on;
    invalidate();
}

void TimeChart::setRange(const Range& range)
{
    if (range == m_range)
        return;
    m_range = range;
    invalidate();
}

void TimeChart::setCursorTime(std::optional<qint64> timeMs)
{
    if (timeMs == m_cursorMs)
        return;
    m_cursorMs = timeMs;
    describe();
    update();
}

void TimeChart::setMarkers(std::vector<Marker> markers)
{
    m_markers = std::move(markers);
    update();
}

LegendKey* TimeChart::legendKey(int series) const
{
    return m_lines[std::size_t(series)].key;
}

int TimeChart::plotWidth() const
{
    return std::max(1, int(plotArea().width()));
}

QString TimeChart::valueAt(int series, qint64 timeMs) const
{
    const QPointF* point = pointAt(m_lines[std::size_t(series)], timeMs);
    return point && !isGap(*point) ? m_valueText(point->y()) : format::Dash;
}

void TimeChart::invalidate()
{
    m_stale = true;
    updateScale();
    describe();
    if (m_paintDelay.count() == 0)
        update();
    else if (!m_paintTimer.isActive())
        m_paintTimer.start(m_paintDelay);
}

void TimeChart::setPaintDelay(std::chrono::milliseconds delay)
{
    m_paintDelay = delay;
}

// The newest figures, or those at the cross-hair, for those who cannot see the lines.
void TimeChart::describe()
{
    QStringList parts;
    if (m_cursorMs)
        parts << format::clock(*m_cursorMs, false);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].isShown())
            parts << m_lines[i].series.name + QLatin1Char(' ')
                    + valueAt(int(i), m_cursorMs.value_or(m_range.toMs));
    }
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
}

void TimeChart::updateScale()
{
    double most = 0;
    for (const Line& line : m_lines) {
        if (!line.isShown())
            continue;
        for (const QPointF& point : line.points) {
            const bool inside
                = point.x() >= asDouble(m_range.fromMs) && point.x() <= asDouble(m_range.toMs);
            if (inside && !isGap(point))
                most = std::max(most, point.y());
        }
    }
    const ValueScale scale = ValueScale::upTo(most * Headroom, m_wholeNumbers);
    m_top = scale.top;
    m_steps = scale.steps;
}

QRectF TimeChart::plotArea() const
{
    return QRectF(rect().marginsRemoved(PlotMargins));
}

double TimeChart::xOf(qint64 timeMs) const
{
    const QRectF plot = plotArea();
    const double span = std::max(1.0, asDouble(m_range.toMs - m_range.fromMs));
    return plot.left() + plot.width() * asDouble(timeMs - m_range.fromMs) / span;
}

qint64 TimeChart::timeAt(double x) const
{
    const QRectF plot = plotArea();
    const double share = std::clamp((x - plot.left()) / std::max(1.0, plot.width()), 0.0, 1.0);
    return m_range.fromMs + std::llround(share * asDouble(m_range.toMs - m_range.fromMs));
}

const QPointF* TimeChart::nearest(const Line& line, qint64 timeMs) const
{
    const std::vector<QPointF>& points = line.points;
    if (points.empty())
        return nullptr;
    const double x = asDouble(timeMs);
    const auto after = std::lower_bound(points.begin(), points.end(), x, isBefore);
    if (after == points.begin())
        return &*after;
    const auto before = std::prev(after);
    const bool takeBefore = after == points.end() || x - before->x() <= after->x() - x;
    return takeBefore ? &*before : &*after;
}

// The point that stands for a time; none where nothing was measured anywhere near.
const QPointF* TimeChart::pointAt(const Line& line, qint64 timeMs) const
{
    const QPointF* point = nearest(line, timeMs);
    if (!point)
        return nullptr;
    const double width = std::max(plotArea().width(), 1.0);
    const double seen = NearPixels * double(m_range.toMs - m_range.fromMs) / width;
    const auto steps = std::max<std::size_t>(line.points.size() - 1, 1);
    const double step = (line.points.back().x() - line.points.front().x()) / double(steps);
    return std::abs(point->x() - asDouble(timeMs)) <= std::max(seen, step) ? point : nullptr;
}

void TimeChart::stepCursor(int direction)
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(),
        [](const Line& candidate) { return candidate.isShown() && !candidate.points.empty(); });
    if (line == m_lines.end())
        return;
    const std::vector<QPointF>& points = line->points;
    const auto last = std::ptrdiff_t(points.size()) - 1;
    std::ptrdiff_t index = last;
    if (m_cursorMs)
        index = std::clamp<std::ptrdiff_t>(
            nearest(*line, *m_cursorMs) - points.data() + direction, 0, last);
    Q_EMIT cursorMoved(std::llround(points[std::size_t(index)].x()));
}

QPixmap TimeChart::picture(qreal pixelRatio) const
{
    QPixmap pixmap(size() * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGrid(painter);
    m_canvas->draw(painter, *this);
    painter.setFont(smallFont(*this));
    paintValueLabels(painter);
    paintTimeLabels(painter);
    return pixmap;
}

// Qt Charts lays its own grid out anew only when an axis' range changes, not when the chart grows.
void TimeChart::paintGrid(QPainter& painter) const
{
    painter.setPen(m_theme.color(Theme::Role::Line));
    const QRectF plot = plotArea();
    for (int step = 0; step <= m_steps; ++step) {
        const double y = std::floor(plot.bottom() - plot.height() * step / m_steps) + 0.5;
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
}

void TimeChart::paintValueLabels(QPainter& painter) const
{
    painter.setPen(m_theme.color(Theme::Role::Dim));
    const QRectF plot = plotArea();
    const ValueScale scale{m_top, m_steps};
    for (int step = 0; step <= m_steps; ++step) {
        const double y = plot.bottom() - plot.height() * step / m_steps;
        const QRectF place(0, y - 10, plot.left() - LabelGap, 20);
        painter.drawText(
            place, Qt::AlignRight | Qt::AlignVCenter, format::decimal(scale.value(step), 4));
    }
}

void TimeChart::paintTimeLabels(QPainter& painter) const
{
    painter.setPen(m_theme.color(Theme::Role::Dim));
    const QRectF plot = plotArea();
    const double gap = painter.fontMetrics().averageCharWidth();
    double freeFrom = plot.left();
    for (const TimeMark& mark : timeMarks(m_range.fromMs, m_range.toMs, m_range.live)) {
        const double width = painter.fontMetrics().horizontalAdvance(mark.text);
        const double left
            = std::clamp(xOf(mark.timeMs) - width / 2, plot.left(), plot.right() - width);
        if (left < freeFrom)
            continue; // in a narrow chart they would lie over one another
        freeFrom = left + width + gap;
        painter.drawText(
            QPointF(left, plot.bottom() + LabelGap + painter.fontMetrics().ascent()), mark.text);
    }
}

void TimeChart::paintMarkers(QPainter& painter) const
{
    const QRectF plot = plotArea();
    std::array<double, MarkerLanes> freeFrom;
    freeFrom.fill(plot.left());
    for (const Marker& marker : m_markers) {
        if (marker.timeMs < m_range.fromMs || marker.timeMs > m_range.toMs)
            continue;
        const double x = xOf(marker.timeMs);
        const QColor color = m_theme.color(
            marker.kind == Marker::Kind::Fault ? Theme::Role::Bad : Theme::Role::Dim);
        painter.setPen(QPen(translucent(color, 0.7), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const double width = painter.fontMetrics().horizontalAdvance(marker.text);
        const bool fitsRight = x + 4 + width <= plot.right();
        const double left = fitsRight ? x + 4 : x - 4 - width;
        // Labels that would lie over one another go further down; where there is no room, the line
        // stays.
        const auto lane = std::find_if(
            freeFrom.begin(), freeFrom.end(), [left](double from) { return left >= from; });
        if (lane == freeFrom.end())
            continue;
        *lane = left + width + 4;
        const double top
            = plot.top() + double(lane - freeFrom.begin()) * painter.fontMetrics().height();
        painter.setPen(color);
        painter.drawText(QPointF(left, top + painter.fontMetrics().ascent()), marker.text);
    }
}

void TimeChart::paintSelection(QPainter& painter) const
{
    if (!m_dragFrom)
        return;
    const QRectF plot = plotArea();
    const double left = std::clamp(std::min(*m_dragFrom, m_dragTo), plot.left(), plot.right());
    const double right = std::clamp(std::max(*m_dragFrom, m_dragTo), plot.left(), plot.right());
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()),
        translucent(m_theme.color(Theme::Role::Accent), 0.15));
}

void TimeChart::paintCursor(QPainter& painter) const
{
    if (!m_cursorMs || *m_cursorMs < m_range.fromMs || *m_cursorMs > m_range.toMs)
        return;
    const QRectF plot = plotArea();
    const double x = xOf(*m_cursorMs);
    painter.setPen(QPen(m_theme.color(Theme::Role::Dim), 1, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    for (const Line& line : m_lines) {
        const QPointF* point = line.isShown() ? pointAt(line, *m_cursorMs) : nullptr;
        if (!point || isGap(*point))
            continue;
        const QPointF at(
            xOf(std::llround(point->x())), plot.bottom() - plot.height() * point->y() / m_top);
        painter.setPen(QPen(m_theme.color(Theme::Role::Panel), 1.5));
        painter.setBrush(m_theme.color(line.series.color));
        painter.drawEllipse(at, 3.5, 3.5);
    }
    paintTooltip(painter, x);
}

void TimeChart::paintTooltip(QPainter& painter, double x) const
{
    struct Row {
        QString text;
        QColor color;
    };
    std::vector<Row> rows{{format::clock(*m_cursorMs, false), {}}};
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].isShown())
            rows.push_back(
                {m_lines[i].series.name + QLatin1Char(' ') + valueAt(int(i), *m_cursorMs),
                    m_theme.color(m_lines[i].series.color)});
    }
    constexpr int Swatch = 12;
    double width = 0;
    for (const Row& row : rows)
        width = std::max<double>(width, painter.fontMetrics().horizontalAdvance(row.text));
    width += 2 * TooltipPadding + Swatch;
    const double height = double(rows.size()) * TooltipLine + TooltipPadding;
    const QRectF plot = plotArea();
    const bool fitsRight = x + 8 + width <= plot.right();
    const QRectF box(fitsRight ? x + 8 : x - 8 - width, plot.top() + TooltipTop, width, height);

    painter.setPen(m_theme.color(Theme::Role::Line));
    painter.setBrush(m_theme.color(Theme::Role::Panel));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    double top = box.top() + TooltipPadding / 2.0;
    for (const Row& row : rows) {
        const double left = box.left() + TooltipPadding;
        if (row.color.isValid())
            painter.fillRect(QRectF(left, top + TooltipLine / 2.0 - 1.5, 8, 3), row.color);
        painter.setPen(m_theme.color(Theme::Role::Text));
        painter.drawText(
            QRectF(row.color.isValid() ? left + Swatch : left, top, width, TooltipLine),
            Qt::AlignVCenter | Qt::AlignLeft, row.text);
        top += TooltipLine;
    }
}

QImage TimeChart::image() const
{
    const qreal ratio = devicePixelRatioF();
    const QSize whole = size() + QSize(2 * ImageMargin, 2 * ImageMargin + ImageTitleHeight);
    QImage result(whole * ratio, QImage::Format_ARGB32_Premultiplied);
    result.setDevicePixelRatio(ratio);
    result.fill(m_theme.color(Theme::Role::Panel));
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(m_theme.color(Theme::Role::Text));
    const QRect titleLine(ImageMargin, ImageMargin, size().width(), ImageTitleHeight);
    painter.drawText(titleLine, Qt::AlignLeft | Qt::AlignTop, m_title);
    painter.setFont(font());
    int right = titleLine.right();
    for (auto line = m_lines.rbegin(); line != m_lines.rend(); ++line) {
        if (!line->isShown())
            continue;
        const QString& name = line->series.name;
        right -= painter.fontMetrics().horizontalAdvance(name);
        painter.setPen(m_theme.color(Theme::Role::Dim));
        painter.drawText(right, titleLine.top() + painter.fontMetrics().ascent(), name);
        painter.fillRect(right - 15, titleLine.top() + painter.fontMetrics().height() / 2 - 1, 10,
            3, m_theme.color(line->series.color));
        right -= 27;
    }
    painter.translate(ImageMargin, ImageMargin + ImageTitleHeight);
    painter.drawPixmap(0, 0, picture(ratio));
    painter.setFont(smallFont(*this));
    paintMarkers(painter);
    return result;
}

QByteArray TimeChart::csv() const
{
    std::vector<const Line*> shown;
    std::set<double> times;
    QByteArray text = "time";
    for (const Line& line : m_lines) {
        if (!line.isShown())
            continue;
        shown.push_back(&line);
        text += ',' + csv::cell(line.series.name);
        for (const QPointF& point : line.points) {
            if (point.x() >= asDouble(m_range.fromMs) && point.x() <= asDouble(m_range.toMs))
                times.insert(point.x());
        }
    }
    text += "\r\n";
    for (const double time : times) {
        text += QDateTime::fromMSecsSinceEpoch(std::llround(time), Qt::UTC)
                    .toString(Qt::ISODateWithMs)
                    .toUtf8();
        for (const Line* line : shown) {
            const auto at
                = std::lower_bound(line->points.begin(), line->points.end(), time, isBefore);
            text += ',';
            if (at != line->points.end() && at->x() == time && !isGap(*at))
                text += QByteArray::number(at->y(), 'g', 10);
        }
        text += "\r\n";
    }
    return text;
}

void TimeChart::paintEvent(QPaintEvent*)
{
    if (m_picture.isNull() || (m_stale && !m_paintTimer.isActive())) {
        m_picture = picture(devicePixelRatioF());
        m_stale = false;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, m_picture);
    painter.setFont(smallFont(*this));
    paintMarkers(painter);
    paintSelection(painter);
    paintCursor(painter);
    if (m_reachedByKey) {
        painter.setPen(QPen(m_theme.color(Theme::Role::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void TimeChart::resizeEvent(QResizeEvent*)
{
    m_picture = {};
}

void TimeChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragFrom = event->position().x();
    m_dragTo = *m_dragFrom;
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragFrom) {
        m_dragTo = event->position().x();
        update();
    }
    Q_EMIT cursorMoved(timeAt(event->position().x()));
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom)
        return;
    const double from = *std::exchange(m_dragFrom, std::nullopt);
    update();
    if (std::abs(event->position().x() - from) < QApplication::startDragDistance())
        return;
    const qint64 a = timeAt(from);
    const qint64 b = timeAt(event->position().x());
    Q_EMIT zoomRequested(std::min(a, b), std::max(a, b));
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent*)
{
    m_dragFrom.reset();
    Q_EMIT liveRequested();
}

void TimeChart::leaveEvent(QEvent*)
{
    Q_EMIT cursorMoved({});
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        stepCursor(event->key() == Qt::Key_Left ? -1 : 1);
        return;
    case Qt::Key_Escape:
        m_dragFrom.reset();
        Q_EMIT liveRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TimeChart::focusInEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    m_reachedByKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void TimeChart::focusOutEvent(QFocusEvent* event)
{
    m_reachedByKey = false;
    QWidget::focusOutEvent(event);
}

void TimeChart::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Save as &PNG…"), this, &TimeChart::saveImage);
    menu.addAction(tr("&Copy image"), this, &TimeChart::copyImage);
    menu.addAction(tr("Save shown range as C&SV…"), this, &TimeChart::saveCsv);
    menu.addSeparator();
    menu.addAction(tr("Back to &live"), this, &TimeChart::liveRequested);
    menu.exec(event->globalPos());
}

void TimeChart::saveImage()
{
    QByteArray content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    image().save(&buffer, "PNG");
    save(QStringLiteral("png"), tr("PNG image (*.png)"), content);
}

void TimeChart::copyImage()
{
    QGuiApplication::clipboard()->setImage(image());
    Q_EMIT actionDone(tr("Copied the chart “%1”").arg(m_title));
}

void TimeChart::saveCsv()
{
    save(QStringLiteral("csv"), tr("CSV table (*.csv)"), csv());
}

void TimeChart::save(const QString& suffix, const QString& filter, const QByteArray& content)
{
    QString proposal = m_title.toLower();
    static const QRegularExpression notAWord(QStringLiteral("[^a-z0-9]+"));
    proposal.replace(notAWord, QStringLiteral("-"));
    const QString path = askSavePath(this, tr("Save chart"), proposal, suffix, filter);
    if (path.isEmpty())
        return;
    if (const QString error = writeWholeFile(path, content); error.isEmpty())
        Q_EMIT actionDone(tr("Saved %1").arg(path));
    else
        QMessageBox::warning(
            this, tr("Not saved"), tr("%1 could not be written: %2").arg(path, error));
}

} // namespace fanlight
