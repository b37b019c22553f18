// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace fanlight {

// A bound on one figure of a load test: "p99<50ms", "lost=0", "events/s>=10000",
// "connect.p95<=200ms". A plain value.
class Expectation {
public:
    // Why the text is none is in `error`, with what could stand there.
    static std::optional<Expectation> parse(const QString& text, QString& error);
    // A figure that was not measured meets nothing.
    ExpectationResult check(const LoadReport& report) const;
    QString text() const { return m_text; }

    // The figures that can be bounded, with what each is ("p99: 99 % of events were received
    // within").
    struct Figure {
        QString name;
        QString help;
    };
    static const std::vector<Figure>& figures();

private:
    enum class Comparison { Less, AtMost, Equal, Unequal, AtLeast, More };
    QString m_text;
    int m_figure = 0; // in figures()
    Comparison m_comparison = Comparison::Less;
    double m_bound = 0; // ms where the figure is a time
};

// Checks all of the report's scenario and puts the outcome into the report.
void checkExpectations(LoadReport& report);

} // namespace fanlight
