// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_axes.h"
#include "charts/chart_data.h"
#include "charts/chart_gaps.h"
#include "charts/chart_imprint.h"
#include "charts/chart_markers.h"
#include "charts/chart_pointer.h"
#include "charts/chart_thresholds.h"
#include "charts/chart_words.h"
#include "theme/theme.h"

#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QMenu;

namespace fanlight {

class ChartCanvas;
class ChartSaver;
class LegendKey;
class NoteEdit;

// A chart over time: lines, filled areas where asked for, a legend that toggles, a cross-hair with
// the values at it, drag to zoom, markers. Its data, axes, markers, pointer and words are objects
// of their own; the widget brings what is seen and done to them. Several are tied together by a
// ChartGroup. Main thread.
//
// Qt Charts draws into a picture that is made anew only when it is about to be seen and something
// changed by a pixel; a hidden chart does nothing, a moving cross-hair costs no chart.
//
// Keyboard: left and right move the cross-hair from point to point, Enter makes the chart fill its
// page and back (as a double click does), N writes a note at the cross-hair, T shows the figures as
// a table, A draws a threshold where they are offered, which up and down move, Enter sets and
// Escape drops (as a line dragged out of the value axis is set), Escape goes back to live. Screen
// readers are told the newest figures and between what they were, or those at the cross-hair.
class TimeChart : public QWidget {
    Q_OBJECT
public:
    using Series = ChartSeries;
    using Marker = ChartMarker;
    using Range = ChartRange;
    using ValueText = ChartWords::ValueText;

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
    void setSeriesName(int series, const QString& name); // also in its legend
    void setTitle(const QString& title);
    void setWholeNumbers(bool on); // no marks between them on the value axis

    // New data is painted that much later, so that charts fed at once are not painted at once.
    void setPaintDelay(std::chrono::milliseconds delay);

    void setRange(const Range& range);
    const Range& range() const { return m_axes.range(); }
    void setCursorTime(std::optional<qint64> timeMs);
    void setMarkers(std::vector<Marker> markers); // ascending
    void setGaps(std::vector<ChartGaps::Gap> gaps); // ascending; of which nothing is known
    const ChartGaps& gaps() const { return m_gaps; }
    // Lines across the chart; once they are offered, new ones can be drawn.
    void offerThresholds();
    void setThresholds(std::vector<ChartThreshold> thresholds);
    const ChartThresholds& thresholds() const { return m_thresholds; }
    void drawThreshold(); // a new one by keys: above the newest figures
    // Whose figures they are, for pictures of the chart: "hub-1, http://127.0.0.1:3000".
    void setSource(const QString& source) { m_source = source; }
    // Proposed at the end of the names of files, so that they can be told apart: "real".
    void setFileTag(const QString& tag) { m_fileTag = tag; }
    QString proposedName() const; // of a file with it

    QString title() const { return m_title; }
    QWidget* legend() const
    {
        return m_legend;
    } // to be placed by the owner; keys toggle the series
    LegendKey* legendKey(int series) const;
    int plotWidth() const; // pixels: more points than that cannot be seen
    QString valueAt(
        int series, qint64 timeMs) const; // of the point nearest by; a dash where there is none
    double valueAxisTop() const { return m_axes.scale().top; }

    // Title, source, time, legend and chart as shown, without the cross-hair; see ChartSheet.
    QImage image() const;
    QByteArray svg() const;
    // The points of the shown series in the range, and what was marked in it; RFC 4180.
    QByteArray csv() const;
    QStringList tipLines() const; // beside the cross-hair; empty: there is none
    // What is written at the cross-hair, or else at the newest time shown; Escape leaves it.
    void writeNote();
    void showTable(); // of the shown series in the range, in a window of its own
    void showMenu(); // what can be done, beside the middle

    QSize sizeHint() const override { return {480, 230}; }
    QSize minimumSizeHint() const override { return {260, 120}; }

Q_SIGNALS:
    void cursorMoved(std::optional<qint64> timeMs);
    void zoomRequested(qint64 fromMs, qint64 toMs);
    void liveRequested();
    void enlargeRequested(); // or to be made small again
    void noteWritten(qint64 timeMs, const QString& text);
    // One was drawn for a series, whose figure is below it now, or `isAbove` is false.
    void thresholdDrawn(int series, double value, bool isAbove);
    void menuRequested(QMenu* menu); // about to be shown: owners add what they can do
    void actionDone(const QString& text); // "Chart saved to …", for the status bar

protected:
    bool event(QEvent* event) override;
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
    void invalidate();
    void settle();
    void updateWhereOther();
    bool looksTheSame() const;
    ChartImprint imprint() const;
    void describe();
    std::vector<ChartData::Mark> marks() const;
    void showMenuAt(const QPoint& where); // on the screen
    bool takeThresholdKey(int key);
    void takeThreshold(std::optional<double> value);
    QString thresholdText() const; // of the one that is being drawn
    void takePicture();
    void paintPlot(QPainter& painter, const ChartAxes& axes) const;
    ChartAxes axes() const;
    QFont smallFont() const;
    std::vector<ChartPointer::TipLine> tip() const;
    template <typename Done> auto withSheet(const Done& done) const;

    const Theme& m_theme;
    QString m_title;
    QWidget* m_legend;
    std::vector<LegendKey*> m_keys; // one a series
    ChartData m_data;
    ChartAxes m_axes; // its plot is set by axes()
    const ChartWords m_words; // of these
    ChartMarkers m_markers;
    ChartGaps m_gaps;
    ChartPointer m_pointer;
    ChartThresholds m_thresholds;
    bool m_offersThresholds = false;
    QString m_source;
    QString m_fileTag;
    const std::unique_ptr<ChartCanvas> m_canvas;
    ChartSaver* m_saver;
    NoteEdit* m_note = nullptr; // while one is written
    bool m_wholeNumbers = false;
    bool m_reachedByKey = false;
    QPixmap m_picture; // null: none of this size
    bool m_stale = true; // the picture is not of the newest data
    ChartImprint m_imprint; // of what is on the screen
    ChartImprint m_pictured; // of the picture
    QFont m_picturedFont; // of its labels
    mutable struct { // what axes() was last worked out from, and what came of it
        QRect rect;
        QFont font;
        ValueScale scale;
        QRectF plot;
    } m_laidOut;
    std::chrono::milliseconds m_paintDelay{0};
    QTimer m_settleTimer; // what is given in one turn is looked at once
    QTimer m_paintTimer;
};

} // namespace fanlight
