// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "theme/theme.h"

#include <QWidget>

#include <array>
#include <functional>
#include <vector>

class QLabel;

namespace fanlight {

class LatencyBars;
class Percentiles;

// How a message was delivered on this instance: to how many, how soon it was written and
// acknowledged, as far as that was measured. Main thread; owned by the detail pane.
class DeliveryView : public QWidget {
    Q_OBJECT
public:
    enum class Fact { Recipients, Channel, Published, Source, Batch, Event, Receipt }; // as shown

    // Both must outlive it.
    DeliveryView(const Theme& theme, const Percentiles& percentiles, QWidget* parent = nullptr);
    void show(const MessageRecord& message);
    QString fact(Fact fact) const; // as it is shown
    QString measuredText(int side) const; // 0: write, 1: ack
    // "p50", or "first", "last": "0.20 ms"; empty: it is not shown
    QString figureText(int side, const QString& name) const;

    static QString batchText(const BatchWish& batch);

private:
    static QString recipientsText(const MessageFigures& figures);
    // One figure of a side; those of percentiles that are not chosen are hidden.
    struct SideFigure {
        double percent; // 0: the first, 100: the last
        QLabel* caption;
        QLabel* value;
    };
    struct Side {
        std::vector<SideFigure> figures;
        QLabel* measured = nullptr;
        LatencyBars* bars = nullptr;
    };
    QWidget* makeFacts(const Theme& theme);
    QWidget* makeSide(const Theme& theme, const QString& title, const QString& meaning,
        const QString& barsName, Side& side);
    // `ms`: of a percentile.
    void showSide(const Side& side, const LatencyHistogram& histogram, std::uint64_t measured,
        std::uint64_t recipients, const std::function<double(double)>& ms) const;

    const Percentiles& m_percentiles;
    std::array<QLabel*, std::size_t(Fact::Receipt) + 1> m_facts{}; // by Fact
    std::array<Side, 2> m_sides;
};

} // namespace fanlight
