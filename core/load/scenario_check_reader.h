// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"
#include "load/scenario_walker.h"

namespace fanlight {

// Reads what of its answer a step captures and checks: capture, expect, match.
class ScenarioCheckReader {
public:
    using Item = ScenarioWalker::Item;

    explicit ScenarioCheckReader(ScenarioWalker& walker) // outlives it
        : m_walk(walker)
    {
    }

    void readCapture(const Item& item, LoadStep& step);
    void readExpect(const Item& item, LoadStep& step);
    // Artillery's older form: what a path in JSON has to be.
    void readMatch(const Item& item, LoadStep& step);

private:
    ScenarioWalker& m_walk;
};

} // namespace fanlight
