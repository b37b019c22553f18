// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"

#include <optional>
#include <string>

namespace fanlight {
class LogSink;
}

namespace fanlight::program {

// What the programs have in common around their arguments.
struct Start {
    ParsedArguments arguments;
    std::optional<int> exitCode; // set when the program has said its last word already
};

// Reads the arguments, the FANLIGHT_ environment and the settings file; prints help, version or the one line about what
// is wrong. Needs a QCoreApplication.
Start start(const QString& name, const QString& summary, const std::vector<OptionSpec>& ownOptions);

// Opens the log file that the options ask for, if any; false when it has said why that cannot be.
bool openLogFile(const QString& name, const HubOptions& options, LogSink& log);
// The line scripts wait for, on stdout: "Fanlight listening on http://127.0.0.1:3000 (memory)".
void announce(const QString& url, const QString& broker);
// One line on stderr, after the program's name.
void complain(const QString& name, const QString& text);

constexpr int ExitFailed = 1; // a port in use, say
constexpr int ExitUsage = 2; // a wrong option

} // namespace fanlight::program
