// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace fanlight {

// One line of the scenario form that is typed. Plain values; any thread.
struct ScenarioField {
    enum Id {
        Path,
        Rate,
        Size,
        Slow,
        Drop,
        Hold,
        Think,
        Users,
        Headers,
        ClientsFile,
        Tokens,
        Trust,
        Shown,
        Via,
        Body,
        PublishHeaders,
        LateAfter,
        Timeout,
        Expect,
        Count
    };

    Id id;
    QString label;
    QString accepts; // "a share like 1 %, …": goes on "“x” is not"
    QString placeholder; // what nothing means, or an example; short, since it is cut where there is
                         // no room
    bool isCode = false; // in the font of code
    bool isRare = false; // folded away until it is wanted
    QStringList checks; // how LoadScenario::check() begins that is about it
    std::function<QString(const LoadScenario&)> text;
    // Puts what was typed into the scenario; false: it is not understood. `why` may say it better
    // than `accepts`.
    std::function<bool(const QString& text, LoadScenario& scenario, QString& why)> read;
    QString tip = {}; // in full, where there is more to say than `accepts` does
};

const std::vector<ScenarioField>& scenarioFields(); // by id

// The only step of a scenario whose flow is one stream; null: it does more, which its file says.
const LoadStep* onlyStream(const LoadScenario& scenario);
// What a flow of more does, in a few words ("2 flows, 7 steps").
QString flowSummary(const LoadScenario& scenario);

} // namespace fanlight
