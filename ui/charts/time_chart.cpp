// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/time_chart.h"

#include "charts/chart_canvas.h"
#include "charts/legend_key.h"
#include "format.h"
#include "metrics/whole_file.h"
#include "save_path.h"
#include "widgets/key_notes.h"
#include "widgets/question.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>

namespace fanlight {
namespace {

constexpr int ImageMargin = 14;
constexpr int ImageTitleHeight = 28;

} // namespace

TimeChart::TimeChart(const Theme& theme, const QString& title, ValueText valueText, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(title)
    , m_valueText(std::move(valueText))
    , m_legend(new QWidget(this))
    , m_canvas(std::make_unique<ChartCanvas>())
{
    auto* keys = new QHBoxLayout(m_legend);
    keys->setContentsMargins({});
    keys->setSpacing(6);
    setMouseTracking(true);
    noteKeys(*this, tr("Left, Right"), tr("Move the cross-hair of the chart"));
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
    const int number = m_data.add(series);
    auto* key = new LegendKey(m_theme, series.name, series.color, m_legend);
    m_legend->layout()->addWidget(key);
    m_data.setChosen(number, key->isChecked());
    connect(key, &QAbstractButton::toggled, this, [this, number](bool on) {
        m_data.setChosen(number, on);
        invalidate();
    });
    m_keys.push_back(key);
    return number;
}

void TimeChart::replace(int series, std::vector<QPointF> points)
{
    m_data.replace(series, std::move(points));
    invalidate();
}

void TimeChart::setSeriesAvailable(int series, bool available)
{
    if (!m_data.setAvailable(series, available))
        return;
    legendKey(series)->setVisible(available);
    invalidate();
}

bool TimeChart::isSeriesShown(int series) const
{
    return m_data.line(series).isShown();
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
    if (range == m_axes.range())
        return;
    m_axes.setRange(range);
    invalidate();
}

void TimeChart::setCursorTime(std::optional<qint64> timeMs)
{
    if (timeMs == m_pointer.time())
        return;
    m_pointer.setTime(timeMs);
    describe();
    update();
}

void TimeChart::setMarkers(std::vector<Marker> markers)
{
    m_markers.set(std::move(markers));
    update();
}

LegendKey* TimeChart::legendKey(int series) const
{
    return m_keys[std::size_t(series)];
}

int TimeChart::plotWidth() const
{
    return axes().plotWidth();
}

QString TimeChart::valueAt(int series, qint64 timeMs) const
{
    const QPointF* point = m_data.pointAt(m_data.line(series), timeMs, axes().nearMs());
    return point && !ChartData::isGap(*point) ? m_valueText(point->y()) : format::Dash;
}

void TimeChart::invalidate()
{
    m_stale = true;
    m_axes.setScale(m_data.most(m_axes.range()), m_wholeNumbers);
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
    const std::optional<qint64> cursorMs = m_pointer.time();
    QStringList parts;
    if (cursorMs)
        parts << format::clock(*cursorMs, false);
    for (int i = 0; i < int(m_data.lines().size()); ++i) {
        if (isSeriesShown(i))
            parts << m_data.line(i).series.name + QLatin1Char(' ')
                    + valueAt(i, cursorMs.value_or(m_axes.range().toMs));
    }
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
}

// In the size of the widget, which can have changed without an event while it was hidden.
ChartAxes TimeChart::axes() const
{
    ChartAxes axes = m_axes;
    axes.resize(rect());
    return axes;
}

QFont TimeChart::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 11 / 13);
    return small;
}

QPixmap TimeChart::picture(qreal pixelRatio) const
{
    QPixmap pixmap(size() * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const ChartAxes axes = this->axes();
    axes.paintGrid(painter, m_theme);
    m_canvas->draw(painter, size(), m_data, axes, m_theme);
    painter.setFont(smallFont());
    axes.paintLabels(painter, m_theme);
    return pixmap;
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
    for (auto line = m_data.lines().rbegin(); line != m_data.lines().rend(); ++line) {
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
    painter.setFont(smallFont());
    m_markers.paint(painter, axes(), m_theme);
    return result;
}

QByteArray TimeChart::csv() const
{
    return m_data.csv(m_axes.range());
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
    painter.setFont(smallFont());
    m_markers.paint(painter, axes(), m_theme);
    m_pointer.paint(painter, m_data, axes(), m_theme,
        [this](int series, qint64 timeMs) { return valueAt(series, timeMs); });
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
    m_pointer.press(event->position().x());
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pointer.move(event->position().x()))
        update();
    Q_EMIT cursorMoved(axes().timeAt(event->position().x()));
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pointer.isPressed())
        return;
    const auto times
        = m_pointer.release(event->position().x(), axes(), QApplication::startDragDistance());
    update();
    if (times)
        Q_EMIT zoomRequested(times->first, times->second);
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent*)
{
    m_pointer.cancel();
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
        if (const auto time
            = m_data.timeBeside(m_pointer.time(), event->key() == Qt::Key_Left ? -1 : 1))
            Q_EMIT cursorMoved(*time);
        return;
    case Qt::Key_Escape:
        m_pointer.cancel();
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
        Question::tell(this, tr("Not saved"), tr("%1 could not be written.").arg(path), error);
}

} // namespace fanlight
