// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/config_file.h"
#include "options/option_spec.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

class QSettings;

namespace fanlight {

// Where an option stands; what comes later goes before what comes earlier.
enum class OptionOrigin : std::uint8_t { Default, SettingsFile, Environment, CommandLine };
// Of those that stand anywhere, by name.
using OptionOrigins = QHash<QString, OptionOrigin>;
// How the line about what is wrong with one begins, by name.
using OptionPlaces = QHash<QString, QString>;

// What is wrong with an option, in one line that begins with where it stands.
struct OptionFault {
    QString text;
    OptionOrigin origin = OptionOrigin::CommandLine;
};

// An option that was given, before anything is made of its value. Its spec belongs to the table.
struct GivenOption {
    const OptionSpec* spec;
    QString value; // empty for a switch
    // where it stands, as the line about what is wrong begins: "--retry", "FANLIGHT_RETRY",
    // "hub/retry in FILE", "FILE:12: retry"
    QString source;
    OptionOrigin origin = OptionOrigin::CommandLine;
};

// What a command line says.
struct GivenOptions {
    std::vector<GivenOption> all; // in their order; those that join are one, where the first stood
    // one line on the first thing that cannot be read; `all` is what stands before it
    QString error;

    const GivenOption* find(QLatin1StringView name) const; // the last one; null: it was not given
    bool contains(QLatin1StringView name) const { return find(name) != nullptr; }
};

// Takes arguments apart, without the program's name; both "--name value" and "--name=value", and -h
// for --help. `specs` outlive what is given back.
GivenOptions readCommandLine(const QStringList& arguments, const std::vector<OptionSpec>& specs);

// Where options may stand besides the command line.
struct OptionSources {
    const QHash<QString, QString>& environment; // an empty variable is as good as none
    const QSettings* settings = nullptr; // null: there are none
    const ConfigFile* config = nullptr; // null: there is none; else it stands for the settings
};
// Command line > environment > settings file. Nothing when it stands nowhere.
std::optional<GivenOption> lookUp(
    const OptionSpec& spec, const GivenOptions& commandLine, const OptionSources& sources);

// "--histroy: there is no such option; did you mean --history?"
QString unknownOption(QStringView name, const std::vector<OptionSpec>& specs);

} // namespace fanlight
