// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"
#include "options/option_spec.h"

#include <vector>

namespace fanlight {

// The options of fanlight-load.
struct LoadArguments {
    LoadScenario scenario;
    QString environment; // of the scenario file
    QString json; // files; empty: none; "-": stdout
    QString csv;
    QString html;
    bool hasTarget = false; // it was said where to test
    bool quiet = false;
    bool printScenario = false; // prints the scenario in Artillery's form and does not run it
    bool help = false;
    bool version = false;
    QString error; // one line; exit code 2
    QStringList notes; // what a scenario file says and makes no difference here
};
// Without the program's name. Options change what --scenario says, whatever their order.
LoadArguments parseLoadArguments(const QStringList& arguments);
QString loadHelp();
const std::vector<OptionSpec>& loadOptionSpecs(); // the table of them; command line only
// The single stream of a command line; made where the scenario has none.
LoadStep& streamOf(LoadScenario& scenario);

} // namespace fanlight
