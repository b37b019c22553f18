// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"
#include "theme/theme.h"

#include <QWidget>

#include <vector>

namespace fanlight {

// The counts of a histogram over `bins` equal steps from 0 to its largest value; what a bucket
// counts is spread evenly over the steps it covers, so the sum stays. Empty when nothing was
// measured.
std::vector<double> linearBins(const LatencyHistogram& histogram, int bins);
// The smallest and the largest value of a histogram in milliseconds; NaN when nothing was measured.
double firstMs(const LatencyHistogram& histogram);
double lastMs(const LatencyHistogram& histogram);

// A latency distribution as bars from 0 to its last value. Main thread.
class LatencyBars : public QWidget {
    Q_OBJECT
public:
    explicit LatencyBars(const Theme& theme, QWidget* parent = nullptr);
    void setHistogram(const LatencyHistogram& histogram);
    QSize sizeHint() const override { return {480, 116}; }
    QSize minimumSizeHint() const override { return {120, 44}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    std::vector<double> m_bins;
    double m_lastMs = 0;
};

} // namespace fanlight
