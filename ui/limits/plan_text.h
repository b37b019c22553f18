// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/capacity.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace fanlight {

// A capacity plan in words, for the page and for a text file. Pure functions; any thread.

struct PlanLine {
    QString what;
    QString perInstance; // a dash: cannot be told
    QString all;
};
std::vector<PlanLine> planLines(const CapacityPlan& plan);
// What is hit first, and how many instances would do.
QString planVerdict(const CapacityQuestion& question, const CapacityPlan& plan);
// One sentence for each figure that was not measured: how to get it.
QStringList missingFigures(const CostFigures& costs);
// "2.1 µs"; a dash for what is unknown.
QString microseconds(double us);
// All of it; `title` is the first line.
QString planText(const QString& title, const CapacityQuestion& question, const CostFigures& costs,
    const CapacityPlan& plan);

QString boundName(CapacityBound bound); // "descriptors"; empty for none

} // namespace fanlight
