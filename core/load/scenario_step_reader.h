// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario_check_reader.h"

namespace fanlight {

// Reads the steps of a flow: requests, streams, think, loops.
class ScenarioStepReader {
public:
    using Item = ScenarioWalker::Item;

    // `isSse`: a get is a stream that is opened again unless it says otherwise. `lists`: variables
    // with several values. All outlive it.
    ScenarioStepReader(ScenarioWalker& walker, bool isSse,
        const std::vector<std::pair<QString, QStringList>>& lists);

    std::vector<LoadStep> read(const Item& item);

private:
    void readStep(const Item& item, std::vector<LoadStep>& steps);
    QStringList valuesOf(const Item& item);
    void readRequest(const Item& item, LoadStep& step);
    QString urlOf(const Item& item);
    QStringList pairs(const Item& item);
    QString credentials(const Item& item);
    void readStream(const Item& item, LoadStep& step);

    ScenarioWalker& m_walk;
    ScenarioCheckReader m_checks;
    const bool m_isSse;
    const std::vector<std::pair<QString, QStringList>>& m_lists;
};

} // namespace fanlight
