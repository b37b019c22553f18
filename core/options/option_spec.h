// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace fanlight {

// What an option's value is, and in which unit.
enum class OptionKind : std::uint8_t {
    Text,
    Word, // one of those its `value` names
    Whole, // a whole number
    Number, // a second, with a fraction if need be
    Share, // 5% or 0.05
    Duration, // 500ms, 15s, 10m, 1h
    Size, // bytes: 200, 64KiB
    Address, // HOST:PORT
    Url,
    File,
};

// What it means when it is given several times.
enum class OptionRepeat : std::uint8_t {
    Once, // that is an error; but not of a switch
    Last, // the last one counts
    Each, // each one counts
    Joined, // they are one list, with commas between its items
};

// An option as it stands in help, manual page, environment, settings file and command line: written
// down once, in the table of who reads it. A plain value; its texts are literals.
struct OptionSpec {
    const char* name; // "max-lifetime"
    const char* value = ""; // what stands for the value in help, "off|60s|900s|…"; empty: a switch
    const char* help = ""; // one line
    OptionKind kind = OptionKind::Text; // of its value, where it takes one
    OptionRepeat repeat = OptionRepeat::Once;
    const char* section = ""; // of the manual page
    QString range = {}; // what is taken, in words and the kind's unit, "1s to 1h"; empty: anything
    QString defaultValue = {}; // empty: none
    const char* hintWhenRepeated = ""; // goes on after the line that says it is given twice
    bool hasVariable = false; // may also stand in the environment
    const char* settingsGroup = ""; // of the settings file, where it may stand, too; empty: not
    bool helpAddsRange = false; // and the default, which its help does not tell
    bool isSecret = false; // its value is shown nowhere
    bool isHidden = false; // is read, but neither told nor suggested
    bool mayLackValue = false; // takes one, or is given alone, which is an empty one

    bool takesValue() const { return *value != '\0'; }
    QString option() const; // "--max-lifetime"
    QString variable() const; // FANLIGHT_MAX_LIFETIME; empty: it cannot stand in the environment
    QString settingsKey() const; // "hub/max-lifetime"; empty: it cannot stand in the settings file
    // Its help with all that belongs to it, "… (1s to 1h; default 15s)".
    QString helpText() const;
};

const OptionSpec& helpOption();
const OptionSpec& versionOption();
const OptionSpec& checkConfigOption();

const OptionSpec* findOption(const std::vector<OptionSpec>& specs, QStringView name); // or null

} // namespace fanlight
