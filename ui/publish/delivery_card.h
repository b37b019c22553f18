// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "widgets/card.h"
#include "widgets/pill.h"

#include <array>

class QLabel;

namespace fanlight {

class LatencyBars;

// "2,340 clients", "nobody is connected as 42": whom a publish reached.
QString reachedText(const PublishRequest& request, quint64 recipients);

// How the last publish went: whom it reached and how long the hub took to hand it to the kernel.
// Main thread; owned by the page.
class DeliveryCard : public Card {
    Q_OBJECT
public:
    explicit DeliveryCard(const Theme& theme, QWidget* parent = nullptr);
    void showResult(const PublishRequest& request, const PublishResult& result);

    QString stateText() const { return m_state->text(); }
    Pill::Tone tone() const { return m_state->tone(); }
    QString tileText(std::size_t tile) const; // first, p50, p99, last
    QString messageText() const;

private:
    QWidget* makeTile(const QString& caption, std::size_t tile);
    void showMessage(const QString& text);
    void showLatency(const LatencyHistogram& write);

    Pill* m_state;
    QLabel* m_id;
    QLabel* m_message;
    std::array<QLabel*, 4> m_tiles {};
    LatencyBars* m_bars;
};

} // namespace fanlight
