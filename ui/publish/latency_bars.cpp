// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/latency_bars.h"

#include "format.h"
#include "metrics/sample.h"
#include "widgets/assistive.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int Bins = 44;
constexpr double BarGap = 1.5;
constexpr double NsPerMs = 1e6;
constexpr double BarOpacity = 0.85;

} // namespace

double firstMs(const LatencyHistogram& histogram)
{
    return histogram.isEmpty() ? Unknown : double(histogram.firstNs()) / NsPerMs;
}

double lastMs(const LatencyHistogram& histogram)
{
    return histogram.isEmpty() ? Unknown : double(histogram.lastNs()) / NsPerMs;
}

std::vector<double> linearBins(const LatencyHistogram& histogram, int bins)
{
    if (histogram.isEmpty() || bins < 1)
        return {};
    std::vector<double> counts(std::size_t(bins), 0.0);
    const double step = std::max(double(histogram.steps().back().ns), 1.0) / bins;
    for (const LatencyHistogram::Step& one : histogram.steps()) {
        const double from = double(histogram.lowestNs(one)) / step;
        const double to = double(one.ns) / step;
        const int last = std::min(int(to), bins - 1);
        if (to - from < 1) { // a value as it is, or little more: one bar
            counts[std::size_t(last)] += double(one.count);
            continue;
        }
        for (int bin = int(from); bin <= last; ++bin) {
            const double covered = std::min(to, bin + 1.0) - std::max(from, double(bin));
            counts[std::size_t(bin)] += double(one.count) * std::max(0.0, covered) / (to - from);
        }
    }
    return counts;
}

LatencyBars::LatencyBars(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    tellRole(*this, QAccessible::Chart);
    setAccessibleName(tr("Distribution of the acknowledged latency"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LatencyBars::setHistogram(const LatencyHistogram& histogram)
{
    m_bins = linearBins(histogram, Bins);
    m_lastMs = lastMs(histogram);
    const auto percentile = [&histogram](double percent) {
        return format::milliseconds(histogram.percentileMs(percent));
    };
    setAccessibleDescription(histogram.isEmpty()
            ? tr("nothing was measured")
            : tr("half of them within %1 ms, 99 % within %2 ms, the last after %3 ms")
                  .arg(percentile(50), percentile(99), format::milliseconds(m_lastMs)));
    update();
}

void LatencyBars::paintEvent(QPaintEvent*)
{
    if (m_bins.empty())
        return;
    QPainter painter(this);
    QFont font = m_theme.tabular();
    font.setPointSizeF(font.pointSizeF() * 11 / 13);
    painter.setFont(font);
    const QRect labels = rect().adjusted(0, height() - painter.fontMetrics().height(), 0, 0);
    painter.setPen(m_theme.color(Theme::Role::Dim));
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignBottom, u"0 ms"_s);
    painter.drawText(
        labels, Qt::AlignRight | Qt::AlignBottom, format::milliseconds(m_lastMs) + u" ms"_s);

    painter.setRenderHint(QPainter::Antialiasing);
    const double most = *std::max_element(m_bins.begin(), m_bins.end());
    const double room = labels.top() - 4.0;
    const double step = double(width()) / double(m_bins.size());
    const QColor color = translucent(m_theme.color(Theme::Role::Series1), BarOpacity);
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        // What happened at all is seen, however seldom.
        const double bar = m_bins[i] > 0 ? std::max(1.5, room * m_bins[i] / most) : 0;
        painter.fillRect(QRectF(double(i) * step, room - bar, step - BarGap, bar), color);
    }
}

} // namespace fanlight
