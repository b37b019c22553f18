// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario_walker.h"

#include <optional>

namespace fanlight {

// Reads what a run has to keep to: Artillery's config.ensure, and bounds on our own figures. Both
// become expectations.
class ScenarioBoundReader {
public:
    using Item = ScenarioWalker::Item;

    // Both outlive it.
    ScenarioBoundReader(ScenarioWalker& walker, std::vector<QString>& expectations)
        : m_walk(walker)
        , m_expectations(expectations)
    {
    }

    // config.ensure. Artillery bounds the time to the first byte of an answer, in milliseconds.
    void read(const Item& item);
    // "p99<50ms", which stands at `item`.
    void add(const QString& text, const Item& item);

private:
    std::optional<std::pair<QString, QString>> figureOf(const QString& metric, const Item& item);
    void readThreshold(const QString& metric, const Item& bound);
    void readCondition(const Item& item);
    void expect(const QString& what, const Item& bound, const QString& unit);

    ScenarioWalker& m_walk;
    std::vector<QString>& m_expectations;
};

} // namespace fanlight
