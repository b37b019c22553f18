// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/capacity.h"
#include "hub/snapshots.h"
#include "shell/ability_gate.h"

#include <QScrollArea>

#include <functional>
#include <vector>

class QHBoxLayout;

class QBoxLayout;

namespace fanlight {

class AccessLimitsCard;
class OnceCard;
class FileLimitCard;
class LiveOptionsCard;
class MemoryCard;
class OptionDraft;
class PlannerCard;
class Theme;
class Tile;
class UiState;
struct HubOptions;

// How many clients fit, what runs out first, what a load would need, and the limits of the running
// hub to change. Measures all the time, which is a few additions a sample; shows only while it is
// seen. Owned by the window; main thread.
class LimitsPage : public QScrollArea {
    Q_OBJECT
public:
    enum TileIndex { Fits, Connections, PerConnection, Free, TileCount };
    using MemorySource = std::function<double()>; // bytes that are available; Unknown: not told

    // All must outlive the page. `memory` for tests; else it is the machine's.
    LimitsPage(HubPort& hub, const Theme& theme, UiState& state, OptionDraft& draft,
        MemorySource memory = {}, QWidget* parent = nullptr);

    // What the hub that runs measured before the page was made, oldest first.
    void catchUp(const std::vector<MetricsSample>& samples);
    // Of the program's own clients: they take a descriptor each beside that of their stream.
    void setTestClients(int count) { m_testClients = count; }

    Tile* tile(TileIndex index) const { return m_tiles.at(std::size_t(index)); }
    FileLimitCard* files() const { return m_files; }
    MemoryCard* memory() const { return m_memory; }
    PlannerCard* planner() const { return m_planner; }
    LiveOptionsCard* options() const { return m_options; }
    AccessLimitsCard* access() const { return m_access; }
    OnceCard* once() const { return m_once; }
    CostFigures costs() const; // of this hub, TLS among it where it is spoken

    // What a connection takes of memory is being measured, or was: `error` says why not. A figure
    // is taken at once: the samples of a hub that does not listen would never bring it.
    void setMeasuring(bool measuring, const QString& error, const ConnectionMemory& measured = {});

Q_SIGNALS:
    void memoryRequested(); // of a connection, to be measured
    void applyRequested(const fanlight::HubOptions& options);
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeContent();
    void takeStatus(const HubStatus& status);
    void takeSample(const MetricsSample& sample);
    void takeAbilities();
    double ownFileLimit() const;
    void refresh();
    void refreshTiles();
    void refreshPlanner();
    void askAccess();

    HubPort& m_hub;
    AbilityGate m_gate;
    const MemorySource m_source;
    CostMeter m_meter;
    HubStatus m_status; // as last signalled
    MetricsSample m_sample; // the newest of the hub as it runs; timeMs 0: none yet
    double m_available = Unknown;
    int m_testClients = 0;
    std::vector<Tile*> m_tiles;
    QBoxLayout* m_cards;
    FileLimitCard* m_files;
    MemoryCard* m_memory;
    PlannerCard* m_planner;
    LiveOptionsCard* m_options;
    AccessLimitsCard* m_access;
    OnceCard* m_once;
};

} // namespace fanlight
