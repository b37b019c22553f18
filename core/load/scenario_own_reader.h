// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario_bound_reader.h"
#include "load/scenario.h"

namespace fanlight {

// Reads config.sse: what Artillery does not know, publishing above all.
class ScenarioOwnReader {
public:
    using Item = ScenarioWalker::Item;

    // All outlive it.
    ScenarioOwnReader(ScenarioWalker& walker, ScenarioBoundReader& bounds, LoadScenario& scenario,
        const QString& folder)
        : m_walk(walker)
        , m_bounds(bounds)
        , m_scenario(scenario)
        , m_folder(folder)
    {
    }

    void read(const Item& item);

private:
    void readPublishing(const Item& item);
    void readAccess(const Item& item);
    void readPayloadSize(const Item& item);

    ScenarioWalker& m_walk;
    ScenarioBoundReader& m_bounds;
    LoadScenario& m_scenario;
    const QString m_folder; // what relative paths start from
};

} // namespace fanlight
