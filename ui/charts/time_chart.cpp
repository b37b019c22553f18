// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/time_chart.h"

#include "charts/chart_accessible.h"
#include "charts/chart_canvas.h"
#include "charts/chart_saver.h"
#include "charts/chart_sheet.h"
#include "charts/chart_table.h"
#include "charts/legend_key.h"
#include "charts/note_edit.h"
#include "widgets/key_notes.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QToolTip>

#include <cmath>

namespace fanlight {
namespace {

constexpr qreal LeastImageRatio = 2; // a picture is looked at on other screens, too

} // namespace

TimeChart::TimeChart(const Theme& theme, const QString& title, ValueText valueText, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(title)
    , m_legend(new QWidget(this))
    , m_words(m_data, m_axes, std::move(valueText))
    , m_canvas(std::make_unique<ChartCanvas>())
    , m_saver(new ChartSaver(*this))
{
    makeChartsAccessible();
    auto* keys = new QHBoxLayout(m_legend);
    keys->setContentsMargins({});
    keys->setSpacing(6);
    setMouseTracking(true);
    noteKeys(*this, tr("Left, Right"), tr("Move the cross-hair of the chart"));
    noteKeys(*this, QStringLiteral("T"), tr("Show the figures of the chart as a table"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_settleTimer.setSingleShot(true);
    connect(&m_settleTimer, &QTimer::timeout, this, &TimeChart::settle);
    m_paintTimer.setSingleShot(true);
    connect(&m_paintTimer, &QTimer::timeout, this, &TimeChart::updateWhereOther);
    connect(&theme, &Theme::changed, this, [this] {
        m_imprint = m_pictured = {}; // colours are not in it
        invalidate();
    });
    connect(m_saver, &ChartSaver::done, this, &TimeChart::actionDone);
}

TimeChart::~TimeChart() = default;

int TimeChart::addSeries(const Series& series)
{
    const int number = m_data.add(series);
    auto* key = new LegendKey(m_theme, series.name, series.color, m_legend);
    key->setDashed(series.dashed);
    m_legend->layout()->addWidget(key);
    m_data.setChosen(number, key->isChecked());
    connect(key, &QAbstractButton::toggled, this, [this, number](bool on) {
        m_data.setChosen(number, on);
        invalidate();
    });
    m_keys.push_back(key);
    describe();
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

void TimeChart::setSeriesName(int series, const QString& name)
{
    m_data.setName(series, name);
    legendKey(series)->setName(name);
    describe();
    update();
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
    return m_words.valueAt(series, timeMs, axes().nearMs());
}

void TimeChart::invalidate()
{
    m_stale = true;
    m_axes.setScale(m_data.most(m_axes.range()), m_wholeNumbers);
    describe();
    if (!m_paintTimer.isActive() && !m_settleTimer.isActive())
        m_settleTimer.start(0);
}

// Charts that look different are painted in turn; those that do not wake nobody.
void TimeChart::settle()
{
    if (looksTheSame())
        m_stale = false;
    else if (m_paintDelay.count() > 0)
        m_paintTimer.start(m_paintDelay);
    else
        update();
}

ChartImprint TimeChart::imprint() const
{
    return {size(), m_data, axes(), m_gaps, m_markers, m_pointer.time()};
}

bool TimeChart::looksTheSame() const
{
    return m_stale && !m_picture.isNull() && !m_imprint.isEmpty() && m_imprint == imprint();
}

// What is seen already is not painted once more.
void TimeChart::updateWhereOther()
{
    if (looksTheSame())
        m_stale = false;
    else
        update();
}

void TimeChart::setPaintDelay(std::chrono::milliseconds delay)
{
    m_paintDelay = delay;
}

// The newest figures, or those at the cross-hair, for those who cannot see the lines.
void TimeChart::describe()
{
    const std::optional<qint64> cursorMs = m_pointer.time();
    if (m_thresholds.isSetting()) {
        setAccessibleDescription(thresholdText());
        return;
    }
    const ChartAxes axes = this->axes();
    if (!cursorMs) {
        setAccessibleDescription(m_words.summary(axes.nearMs()));
        return;
    }
    QStringList parts{m_axes.moment(*cursorMs)};
    for (const ChartWords::Figure& figure : m_words.figuresAt(*cursorMs, axes.nearMs()))
        parts << figure.text;
    parts << m_markers.linesNear(axes, *cursorMs);
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
}

// In the size of the widget, which can have changed without an event while it was hidden.
ChartAxes TimeChart::axes() const
{
    ChartAxes axes = m_axes;
    if (m_laidOut.rect != rect() || !(m_laidOut.scale == axes.scale())
        || m_laidOut.font != font()) {
        axes.resize(rect(), QFontMetrics(smallFont()));
        m_laidOut = {rect(), font(), axes.scale(), axes.plot()};
    }
    axes.setPlot(m_laidOut.plot);
    return axes;
}

QFont TimeChart::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 11 / 13);
    return small;
}

// Where the labels are those of the picture before, only the plot is painted anew: they are most of
// the time that a chart with little in it takes.
void TimeChart::takePicture()
{
    const ChartAxes axes = this->axes();
    const qreal pixelRatio = devicePixelRatioF();
    ChartImprint taken = imprint();
    const bool isFramed = !m_picture.isNull() && m_picture.devicePixelRatio() == pixelRatio
        && pixelRatio == std::round(pixelRatio) && m_picturedFont == font()
        && m_pictured.hasFrameOf(taken);
    if (!isFramed) {
        m_picture = QPixmap(size() * pixelRatio);
        m_picture.setDevicePixelRatio(pixelRatio);
        m_picture.fill(Qt::transparent);
    }
    QPainter painter(&m_picture);
    if (isFramed) {
        const QRect plot = axes.plot().toAlignedRect().adjusted(-1, -1, 1, 1); // with its lines
        painter.setClipRect(plot);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.fillRect(plot, Qt::transparent);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintPlot(painter, axes);
    if (!isFramed) {
        painter.setFont(smallFont());
        axes.paintLabels(painter, m_theme);
    }
    m_pictured = std::move(taken);
    m_picturedFont = font();
    m_stale = false;
}

void TimeChart::paintPlot(QPainter& painter, const ChartAxes& axes) const
{
    m_gaps.paint(painter, axes, m_theme);
    axes.paintGrid(painter, m_theme);
    m_canvas->draw(painter, size(), m_data, axes, m_theme);
}

template <typename Done> auto TimeChart::withSheet(const Done& done) const
{
    const ChartSheet sheet(
        {m_title, m_source, m_data, m_axes, m_markers, *m_canvas, m_theme, font(), smallFont()});
    return done(sheet, size().expandedTo(ChartSheet::LeastSize));
}

QImage TimeChart::image() const
{
    return withSheet([this](const ChartSheet& sheet, const QSize& size) {
        return sheet.image(size, std::max(LeastImageRatio, devicePixelRatioF()));
    });
}

QByteArray TimeChart::svg() const
{
    return withSheet([this](const ChartSheet& sheet, const QSize& size) {
        return sheet.svg(size, logicalDpiY());
    });
}

std::vector<ChartData::Mark> TimeChart::marks() const
{
    std::vector<ChartData::Mark> marks;
    for (const ChartMarker& marker : m_markers.all())
        marks.push_back({marker.timeMs, marker.text});
    return marks;
}

QByteArray TimeChart::csv() const
{
    return m_data.csv(m_axes.range(), marks());
}

void TimeChart::showTable()
{
    QStringList names;
    for (const ChartData::Line* line : m_data.shownLines())
        names << line->series.name;
    auto* table = new ChartTable({m_title, m_words.summary(axes().nearMs()), m_axes.range(), names,
                                     m_data.rows(m_axes.range(), marks()), csv()},
        m_words.valueText(), this);
    connect(table, &ChartTable::saveRequested, this,
        [this](const QByteArray& csv) { m_saver->saveCsv(csv); });
    connect(table, &ChartTable::copied, this,
        [this] { Q_EMIT actionDone(tr("Copied the figures of “%1”").arg(m_title)); });
    table->show();
}

std::vector<ChartPointer::TipLine> TimeChart::tip() const
{
    const std::optional<qint64> timeMs = m_pointer.time();
    if (!timeMs)
        return {};
    std::vector<ChartPointer::TipLine> lines{{m_axes.moment(*timeMs), {}}};
    const ChartAxes axes = this->axes();
    for (const ChartWords::Figure& figure : m_words.figuresAt(*timeMs, axes.nearMs()))
        lines.push_back({figure.text, m_theme.color(m_data.line(figure.series).series.color)});
    if (m_gaps.contains(*timeMs))
        lines.push_back({tr("nothing was recorded then"), {}});
    for (const QString& line : m_markers.linesNear(axes, *timeMs))
        lines.push_back({line, {}});
    return lines;
}

QStringList TimeChart::tipLines() const
{
    QStringList lines;
    for (const ChartPointer::TipLine& line : tip())
        lines << line.text;
    return lines;
}

bool TimeChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text
        = m_markers.textAt(help->pos(), axes(), QFontMetrics(smallFont()), m_pointer.time());
    if (!text.isEmpty())
        QToolTip::showText(help->globalPos(), text, this);
    else
        QToolTip::hideText();
    return true;
}

void TimeChart::paintEvent(QPaintEvent*)
{
    const bool isWaiting
        = m_paintDelay.count() > 0 && (m_paintTimer.isActive() || m_settleTimer.isActive());
    if (m_picture.isNull() || (m_stale && !isWaiting))
        takePicture();
    m_imprint = m_stale ? ChartImprint() : imprint();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, m_picture);
    painter.setFont(smallFont());
    m_markers.paint(painter, axes(), m_theme);
    m_thresholds.paint(painter, axes(), m_theme, thresholdText());
    m_pointer.paint(painter, rect(), m_data, axes(), m_theme, tip());
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
    m_thresholds.cancel();
    if (m_offersThresholds && ChartThresholds::isHandle(event->position(), axes())) {
        m_thresholds.press(event->position(), axes(), m_wholeNumbers);
        update();
        return;
    }
    m_pointer.press(event->position().x());
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_thresholds.isSetting() && event->buttons().testFlag(Qt::LeftButton)) {
        m_thresholds.move(event->position().y(), axes());
        update();
        return;
    }
    const bool isHandle
        = m_offersThresholds && ChartThresholds::isHandle(event->position(), axes());
    setCursor(isHandle ? Qt::SplitVCursor : Qt::ArrowCursor);
    if (m_pointer.move(event->position().x()))
        update();
    Q_EMIT cursorMoved(axes().timeAt(event->position().x()));
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_thresholds.isSetting())
        return takeThreshold(
            m_thresholds.release(event->position(), axes(), QApplication::startDragDistance()));
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
    Q_EMIT enlargeRequested();
}

void TimeChart::leaveEvent(QEvent*)
{
    if (!m_note) // it says when
        Q_EMIT cursorMoved({});
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    if (m_thresholds.isSetting() && takeThresholdKey(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (const auto time
            = m_data.timeBeside(m_pointer.time(), event->key() == Qt::Key_Left ? -1 : 1))
            Q_EMIT cursorMoved(*time);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT enlargeRequested();
        return;
    case Qt::Key_N:
        if ((event->modifiers() & ~Qt::ShiftModifier) != 0)
            break;
        writeNote();
        return;
    case Qt::Key_T:
        if ((event->modifiers() & ~Qt::ShiftModifier) != 0)
            break;
        showTable();
        return;
    case Qt::Key_A:
        if (!m_offersThresholds || (event->modifiers() & ~Qt::ShiftModifier) != 0)
            break;
        drawThreshold();
        return;
    case Qt::Key_Escape:
        m_pointer.cancel();
        Q_EMIT liveRequested();
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

bool TimeChart::takeThresholdKey(int key)
{
    constexpr int Page = 10; // steps
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_thresholds.step(key == Qt::Key_Up ? 1 : -1, axes());
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_thresholds.step(key == Qt::Key_PageUp ? Page : -Page, axes());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        takeThreshold(m_thresholds.take());
        return true;
    case Qt::Key_Escape:
        m_thresholds.cancel();
        break;
    default:
        return false;
    }
    describe();
    update();
    return true;
}

void TimeChart::takeThreshold(std::optional<double> value)
{
    describe();
    update();
    if (!value)
        return;
    const ChartThresholds::Aim aim = ChartThresholds::aim(m_data, m_axes.range(), *value);
    if (aim.series >= 0)
        Q_EMIT thresholdDrawn(aim.series, *value, aim.isAbove);
}

// Over the highest of the newest figures, where there is room.
void TimeChart::drawThreshold()
{
    constexpr double Above = 1.2;
    const double top = m_axes.scale().top;
    const ChartThresholds::Aim highest = ChartThresholds::aim(m_data, m_axes.range(), top);
    if (highest.series < 0)
        return;
    const QPointF* newest
        = m_data.pointAt(m_data.line(highest.series), m_axes.range().toMs, axes().nearMs());
    const double figure = newest && !ChartData::isGap(*newest) ? newest->y() : top / 2;
    m_thresholds.begin(figure * Above, axes(), m_wholeNumbers);
    describe();
    update();
}

QString TimeChart::thresholdText() const
{
    const std::optional<double> value = m_thresholds.setting();
    if (!value)
        return {};
    return m_words.threshold(ChartThresholds::aim(m_data, m_axes.range(), *value), *value);
}

void TimeChart::setGaps(std::vector<ChartGaps::Gap> gaps)
{
    if (m_gaps.set(std::move(gaps)))
        invalidate();
}

void TimeChart::offerThresholds()
{
    m_offersThresholds = true;
    noteKeys(*this, QStringLiteral("A"), tr("Draw a threshold of an alert into the chart"));
}

void TimeChart::setThresholds(std::vector<ChartThreshold> thresholds)
{
    if (m_thresholds.set(std::move(thresholds)))
        update();
}

void TimeChart::writeNote()
{
    if (m_note || m_axes.range().elapsed)
        return;
    const qint64 timeMs = m_pointer.time().value_or(m_axes.range().toMs);
    setCursorTime(timeMs);
    m_note = new NoteEdit(this);
    const QRect chart = rect();
    const int width = std::min(chart.width() - 8, m_note->sizeHint().width());
    const int left = std::clamp(int(axes().xOf(timeMs)) - width / 2, 4, chart.width() - width - 4);
    m_note->setGeometry(left, std::max(4, chart.height() / 2), width, m_note->sizeHint().height());
    connect(m_note, &NoteEdit::done, this, [this, timeMs](const QString& text) {
        std::exchange(m_note, nullptr)->deleteLater();
        setFocus(Qt::TabFocusReason);
        if (!text.isEmpty())
            Q_EMIT noteWritten(timeMs, text);
    });
    m_note->show();
    m_note->setFocus();
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
    showMenuAt(event->globalPos());
}

void TimeChart::showMenu()
{
    showMenuAt(mapToGlobal(rect().center()));
}

void TimeChart::showMenuAt(const QPoint& where)
{
    QMenu menu(this);
    menu.addAction(tr("Show as &table\tT"), this, &TimeChart::showTable);
    menu.addSeparator();
    menu.addAction(tr("Save as &PNG…"), m_saver, &ChartSaver::saveImage);
    menu.addAction(tr("Save as S&VG…"), m_saver, &ChartSaver::saveSvg);
    menu.addAction(tr("&Copy image"), m_saver, &ChartSaver::copyImage);
    menu.addAction(tr("&Save shown range as CSV…"), this, [this] { m_saver->saveCsv(csv()); });
    menu.addSeparator();
    if (!m_axes.range().elapsed)
        menu.addAction(tr("Write a &note here…\tN"), this, &TimeChart::writeNote);
    if (m_offersThresholds)
        menu.addAction(tr("Draw an &alert threshold\tA"), this, &TimeChart::drawThreshold);
    menu.addAction(tr("Back to &live\tEsc"), this, &TimeChart::liveRequested);
    Q_EMIT menuRequested(&menu);
    menu.exec(where);
}

QString TimeChart::proposedName() const
{
    QString name = m_title.toLower();
    static const QRegularExpression notAWord(QStringLiteral("[^a-z0-9]+"));
    name.replace(notAWord, QStringLiteral("-"));
    return m_fileTag.isEmpty() ? name : name + QLatin1Char('-') + m_fileTag;
}

} // namespace fanlight
