// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axis_marks.h"
#include "theme/theme.h"

#include <QByteArray>
#include <QList>
#include <QPointF>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace fanlight {

struct ChartSeries {
    QString name;
    Theme::Role color;
    bool filled = false;
    bool dashed = false; // tells two of one colour apart
};

struct ChartRange {
    qint64 fromMs = 0; // UTC, since the epoch
    qint64 toMs = 0;
    bool live = true; // labels count back from the end
    bool elapsed = false; // times are milliseconds since a start, not since the epoch
    TimeForm form() const
    {
        return elapsed ? TimeForm::Elapsed : live ? TimeForm::Ago : TimeForm::Clock;
    }
    double spanMs() const { return double(toMs - fromMs); }
    bool contains(double timeMs) const
    {
        return timeMs >= double(fromMs) && timeMs <= double(toMs);
    }
    bool operator==(const ChartRange&) const = default;
};

// The points of a chart's series as they were given, and what is read out of them. No widget, no
// pixels; main thread, a member of the chart.
class ChartData {
public:
    struct Line {
        ChartSeries series;
        // ascending: x milliseconds since the epoch, y the figure; a NaN is a gap
        std::vector<QPointF> points;
        bool available = true; // something can be known of it
        bool chosen = true; // in the legend
        bool isShown() const { return available && chosen; }
    };

    int add(const ChartSeries& series); // its number, from 0
    void replace(int series, std::vector<QPointF> points);
    bool setAvailable(int series, bool available); // false: it was so before
    void setChosen(int series, bool chosen);
    void setName(int series, const QString& name);

    const std::vector<Line>& lines() const { return m_lines; }
    const Line& line(int series) const { return m_lines[std::size_t(series)]; }

    double most(const ChartRange& range) const; // of the series shown; zero where there is none
    // The figure that stands for a time: of the nearest point, where that is not further away than
    // the points of the series are from each other, or `nearMs`.
    const QPointF* pointAt(const Line& line, qint64 timeMs, double nearMs) const;
    // The time of a point of the first series shown: `direction` points after the one nearest to
    // the time, or the last.
    std::optional<qint64> timeBeside(std::optional<qint64> timeMs, int direction) const;
    struct Mark {
        qint64 timeMs;
        QString text;
    };
    // The least and the most of a series in a range; nothing where it has no figure there.
    struct Spread {
        double least;
        double most;
    };
    static std::optional<Spread> spread(const Line& line, const ChartRange& range);
    // The series shown, each time of any of them a row, ascending. What was marked within the range
    // stands at its own time.
    struct Row {
        double timeMs;
        std::vector<double> figures; // of the series shown, in their order; a NaN is none
        QStringList marks;
    };
    std::vector<Row> rows(const ChartRange& range, const std::vector<Mark>& marks = {}) const;
    std::vector<const Line*> shownLines() const;
    // The same as RFC 4180. Marks are a last column, "marker"; there is none without marks.
    QByteArray csv(const ChartRange& range, const std::vector<Mark>& marks = {}) const;

    static bool isGap(const QPointF& point);
    // The unbroken pieces of a series. One point alone would leave no ink, so it gets a second one
    // `dotMs` on.
    static std::vector<QList<QPointF>> pieces(const std::vector<QPointF>& points, double dotMs);

private:
    std::vector<Line> m_lines;
};

} // namespace fanlight
