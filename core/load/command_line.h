// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

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
// Why no test can begin as the arguments say it, found before the first client: no target,
// variables nobody knows, a file of clients that cannot be read, too few descriptors, reports that
// cannot be written. Empty: it can. Exit code 2.
QString whyNoTest(const LoadArguments& arguments);
QString loadHelp();
// The arguments that parseLoadArguments() reads back as the same scenario, the program's name
// first, quoted for a shell; empty: it says more than options can, and takes a file.
QString loadCommand(const LoadScenario& scenario);

} // namespace fanlight
