// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "theme/theme.h"

#include <QWidget>

#include <array>
#include <functional>

class QLabel;

namespace fanlight {

class LatencyBars;

// How a message was delivered on this instance: to how many, how soon it was written and
// acknowledged, as far as that was measured. Main thread; owned by the detail pane.
class DeliveryView : public QWidget {
    Q_OBJECT
public:
    enum class Fact { Recipients, Channel, Published, Source, Batch, Event, Receipt }; // as shown

    explicit DeliveryView(const Theme& theme, QWidget* parent = nullptr);
    void show(const MessageRecord& message);
    QString fact(Fact fact) const; // as it is shown
    QString measuredText(int side) const; // 0: write, 1: ack
    QString figureText(int side, int figure) const; // first, p50, p95, p99, last

    static QString batchText(const BatchWish& batch);

private:
    static constexpr int Figures = 5;
    struct Side {
        std::array<QLabel*, Figures> figures{};
        QLabel* measured = nullptr;
        LatencyBars* bars = nullptr;
    };
    QWidget* makeFacts(const Theme& theme);
    QWidget* makeSide(const Theme& theme, const QString& title, const QString& meaning,
        const QString& barsName, Side& side);
    // `ms`: of a percentile.
    static void showSide(const Side& side, const LatencyHistogram& histogram,
        std::uint64_t measured, std::uint64_t recipients, const std::function<double(double)>& ms);

    std::array<QLabel*, std::size_t(Fact::Receipt) + 1> m_facts{}; // by Fact
    std::array<Side, 2> m_sides;
};

} // namespace fanlight
