// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "hub/watched_views.h"

#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;

namespace fanlight {

class BufferBar;
class EmptyState;
class HubPort;
class Percentiles;
class Pill;
class TapPanel;
class Theme;
class Tile;
class UiState;

// The Redis this hub is behind: what it says of itself, how the hub's links to it fare, and a tap
// on its channels. Redis is asked only while the page is seen. Main thread; owned by the window.
class RedisPage : public QWidget {
    Q_OBJECT
public:
    enum TileIndex {
        RoundTrip,
        Lag,
        Channels,
        Received,
        Memory,
        Clients,
        Commands,
        Reconnects,
        TileCount
    };

    // All must outlive the page.
    RedisPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    Pill* statePill() const { return m_state; }
    QString serverText() const;
    QString problemText() const;
    QString nodesText() const; // of a cluster; empty: it is none
    Tile* tile(TileIndex index) const { return m_tiles.at(std::size_t(index)); }
    BufferBar* bufferBar() const { return m_buffer; }
    TapPanel* tap() const { return m_tap; }
    EmptyState* emptyState() const { return m_empty; }
    bool isWatching() const { return m_watched.has_value(); }

Q_SIGNALS:
    void brokerSettingRequested();
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeContent(const Theme& theme);
    void takeStatus(const HubStatus& status);
    void setWatching(bool watching);
    void showRedis(const RedisSnapshot& redis);
    void showLag();
    void showState();

    HubPort& m_hub;
    const Percentiles& m_percentiles;
    std::optional<LatencyHistogram> m_lag; // of the last second that was looked at
    HubStatus m_status; // as last signalled
    std::optional<WatchedViews> m_watched; // while the page is seen
    Pill* m_state;
    QLabel* m_server;
    QLabel* m_problem;
    QLabel* m_nodes;
    std::vector<Tile*> m_tiles;
    BufferBar* m_buffer;
    TapPanel* m_tap;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
};

} // namespace fanlight
