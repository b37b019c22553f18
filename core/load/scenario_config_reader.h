// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario_own_reader.h"
#include "load/scenario_yaml.h"

namespace fanlight {

// Reads config: where, the phases, what goes with every request, the clients' file, variables.
class ScenarioConfigReader {
public:
    using Item = ScenarioWalker::Item;

    // Both outlive it. `folder`: what relative paths start from.
    ScenarioConfigReader(ScenarioWalker& walker, ScenarioReading& reading, const QString& folder);

    void read(const Item& item);

private:
    void readPhase(const Item& item);
    void readHttp(const Item& item);
    void readDefaults(const Item& item);
    void readPayload(const Item& item);
    void readTls(const Item& item);
    void readVariables(const Item& item);

    ScenarioWalker& m_walk;
    ScenarioReading& m_reading;
    LoadScenario& m_scenario;
    const QString m_folder;
    ScenarioBoundReader m_bounds;
    ScenarioOwnReader m_own;
};

} // namespace fanlight
