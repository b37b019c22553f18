// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight {
class LogSink;
}

namespace fanlight::program {

// Opens /dev/null for each of descriptors 0 to 2 that is closed, lest a socket or a file of ours
// becomes stdout. The very first thing of main().
void keepStandardDescriptors();

// What the programs have in common around their arguments.
struct Start {
    ParsedArguments arguments;
    std::optional<int> exitCode; // set when the program has said its last word already
};

// Reads the arguments, the FANLIGHT_ environment and the settings file, and prints nothing. Needs a
// QCoreApplication.
ParsedArguments readArguments(const std::vector<OptionSpec>& ownOptions);
// What is wrong with the program's own options, "--csv-interval: …", a line each.
using OwnFaults = std::function<QStringList(const ParsedArguments&)>;
// Reads the arguments, the FANLIGHT_ environment and the settings file; prints help, version, what
// --check-config finds or the one line about what is wrong. Needs a QCoreApplication.
Start start(const QString& name, const QString& summary, const std::vector<OptionSpec>& ownOptions,
    const OwnFaults& ownFaults = nullptr);

// Opens the log file that the options ask for, if any; false when it has said why that cannot be.
bool openLogFile(const QString& name, const HubOptions& options, LogSink& log);
// The line scripts wait for, on stdout: "Fanlight listening on http://127.0.0.1:3000 (memory)"; a
// line for each of several addresses, `url` being that of the first line.
void announce(const QString& url, const QStringList& urls, const QString& broker);
// All of a text on stdout, however long that takes; 0. Where it is empty: what --manual does not
// know, and 2.
int printManual(const QString& name, const QByteArray& text);
// A line on stdout.
void say(const QString& text);
// One line on stderr, after the program's name.
void complain(const QString& name, const QString& text);

// How long a line of ours waits for a stdout or stderr that takes nothing.
constexpr std::chrono::milliseconds PrintPatience{1000};
// Writes `text` to a descriptor for as long as that takes it; true when all is written.
bool writeWithin(int descriptor, std::string_view text, std::chrono::milliseconds patience);

constexpr int ExitFailed = 1; // a port in use, say
constexpr int ExitUsage = 2; // a wrong option

} // namespace fanlight::program
