// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QByteArray>

namespace fanlight::prometheus_text {

// Totals since the start, kept by the sampler beside the intervals.
struct Totals {
    MetricsSample sum; // merged from the start on; its levels are the newest
    QString instance;
    double startedAtSeconds = 0; // Unix time
};

// The exposition format 0.0.4, made by prometheus-cpp from the same figures as CSV and the window.
// Content type: text/plain; version=0.0.4.
QByteArray render(const Totals& totals);

} // namespace fanlight::prometheus_text
