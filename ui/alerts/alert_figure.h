// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace fanlight {

// What a hub tells of itself at one moment, for alert rules to be held against. A plain value; what
// is not known is Unknown.
struct AlertReading {
    static constexpr qint64 WindowMs = 60'000; // rates and percentiles are of so long

    qint64 timeMs = 0; // UTC
    bool isMeasured = false; // the two samples are of the hub as it is now
    MetricsSample newest; // levels as they stand
    MetricsSample minute; // all intervals of the last WindowMs as one
    double cpuPercent = Unknown; // of one core, mean of the last WindowMs
    // 1: it is so, 0: it is not
    double hubAway = Unknown;
    double redisAway = Unknown;
    double sourcesAway = Unknown; // any of them
    double sourceLag = Unknown; // of the source that has most
    double sourceDead = Unknown;
    double faults = Unknown; // that are on
};

// What the figure of a rule is counted in. Values are kept in the first unit of each.
enum class AlertUnit : std::uint8_t {
    Count,
    PerSecond,
    Bytes,
    BytesPerSecond,
    Percent,
    Milliseconds,
    State, // it is so, or it is not: "redis away"
};

// A figure that a rule can watch: its name in rules, its meaning, where the window reads it and
// what Prometheus calls the same. A plain value; there is one list of them.
struct AlertFigure {
    QString name; // "ack_p99"; of a state what it is of: "redis"
    QString state; // of a state what is told of it: "away"; else empty
    AlertUnit unit = AlertUnit::Count;
    const char* what = nullptr; // in words, source text of tr()
    double percent = Unknown; // of a percentile
    double (*read)(const AlertReading& reading, double percent) = nullptr;
    // In PromQL, over the metrics of docs/monitoring.md; of a state the whole condition.
    QString expression;
    double scale = 1; // so many of Prometheus' units are one of the window's

    bool isState() const { return unit == AlertUnit::State; }
    double of(const AlertReading& reading) const { return read(reading, percent); }
    QString description() const; // one line, for people

    static const std::vector<AlertFigure>& all(); // in the order they are listed
    static const AlertFigure* find(QStringView name); // null: there is none
    static QStringList names();
};

// The value of a figure with its unit, as it is shown: "62 ms", "1.5 MiB/s"; a dash where unknown.
QString alertValueText(const AlertFigure& figure, double value);

} // namespace fanlight
