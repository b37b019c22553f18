// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QImage>
#include <QPixmap>
#include <QPointF>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fanlight {

class LegendKey;

// A chart over time: lines, filled areas where asked for, a legend that toggles, a cross-hair with
// the values at it, drag to zoom, markers. The one class that knows Qt Charts. Several are tied
// together by a ChartGroup. Main thread.
//
// Qt Charts draws into a picture that is made anew only when it is about to be seen and something
// changed; a hidden chart does nothing, a moving cross-hair costs no chart.
//
// Keyboard: left and right move the cross-hair from point to point, Escape goes back to live.
class TimeChart : public QWidget {
    Q_OBJECT
public:
    struct Series {
        QString name;
        Theme::Role color;
        bool filled = false;
    };
    struct Marker {
        enum class Kind { Event, Fault }; // of what was broken on purpose: in red
        qint64 timeMs; // UTC, since the epoch
        QString text;
        Kind kind = Kind::Event;
    };
    struct Range {
        qint64 fromMs = 0; // UTC, since the epoch
        qint64 toMs = 0;
        bool live = true; // labels count back from the end
        bool operator==(const Range&) const = default;
    };
    using ValueText = std::function<QString(double)>;

    // `valueText` makes a figure readable with its unit for tooltip and screen reader.
    TimeChart(
        const Theme& theme, const QString& title, ValueText valueText, QWidget* parent = nullptr);
    ~TimeChart() override;

    int addSeries(const Series& series); // its number, from 0
    // All points of a series, ascending: x milliseconds since the epoch, y the figure; a NaN is a
    // gap.
    void replace(int series, std::vector<QPointF> points);
    // A series of which nothing can be known is left out, its legend with it.
    void setSeriesAvailable(int series, bool available);
    bool isSeriesShown(int series) const;
    void setTitle(const QString& title);
    void setWholeNumbers(bool on); // no marks between them on the value axis

    // New data is painted that much later, so that charts fed at once are not painted at once.
    void setPaintDelay(std::chrono::milliseconds delay);

    void setRange(const Range& range);
    const Range& range() const { return m_range; }
    void setCursorTime(std::optional<qint64> timeMs);
    void setMarkers(std::vector<Marker> markers);

    QString title() const { return m_title; }
    QWidget* legend() const
    {
        return m_legend;
    } // to be placed by the owner; keys toggle the series
    LegendKey* legendKey(int series) const;
    int plotWidth() const; // pixels: more points than that cannot be seen
    QString valueAt(
        int series, qint64 timeMs) const; // of the point nearest by; a dash where there is none
    double valueAxisTop() const { return m_top; }

    QImage image() const; // title, legend and chart as shown, without the cross-hair
    QByteArray csv() const; // the points of the shown series in the range, RFC 4180

    QSize sizeHint() const override { return {480, 230}; }
    QSize minimumSizeHint() const override { return {260, 170}; }

Q_SIGNALS:
    void cursorMoved(std::optional<qint64> timeMs);
    void zoomRequested(qint64 fromMs, qint64 toMs);
    void liveRequested();
    void actionDone(const QString& text); // "Chart saved to …", for the status bar

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    class Canvas; // Qt Charts
    struct Line;

    void invalidate();
    void describe();
    void updateScale();
    QRectF plotArea() const;
    double xOf(qint64 timeMs) const;
    qint64 timeAt(double x) const;
    const QPointF* nearest(const Line& line, qint64 timeMs) const;
    const QPointF* pointAt(const Line& line, qint64 timeMs) const;
    void stepCursor(int direction);

    QPixmap picture(qreal pixelRatio) const;
    void paintGrid(QPainter& painter) const;
    void paintValueLabels(QPainter& painter) const;
    void paintTimeLabels(QPainter& painter) const;
    void paintMarkers(QPainter& painter) const;
    void paintSelection(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;
    void paintTooltip(QPainter& painter, double x) const;

    void saveImage();
    void copyImage();
    void saveCsv();
    void save(const QString& suffix, const QString& filter, const QByteArray& content);

    const Theme& m_theme;
    QString m_title;
    const ValueText m_valueText;
    QWidget* m_legend;
    std::unique_ptr<Canvas> m_canvas;
    std::vector<Line> m_lines;
    std::vector<Marker> m_markers;
    Range m_range;
    double m_top = 1;
    int m_steps = 1;
    bool m_wholeNumbers = false;
    bool m_reachedByKey = false;
    std::optional<qint64> m_cursorMs;
    std::optional<double> m_dragFrom; // x, pixels
    double m_dragTo = 0;
    QPixmap m_picture; // null: none of this size
    bool m_stale = true; // the picture is not of the newest data
    std::chrono::milliseconds m_paintDelay{0};
    QTimer m_paintTimer;
};

} // namespace fanlight
