// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "settings/quantity.h"

#include <QList>

namespace fanlight {

// How the window calls the options of a hub, where they stand, and what they come to. Plain
// functions; main thread, since they translate.

enum class SettingsGroup : std::uint8_t {
    Appearance,
    Network,
    Broker,
    Streams,
    Batches,
    Access,
    Limits,
    LogAndFiles,
};
constexpr int SettingsGroupCount = 8;

struct OptionChoice {
    QString word; // as the option has it
    QString label;
};

namespace option_texts {

QString groupTitle(SettingsGroup group);
bool isPlaced(QStringView option); // it has a title and a group of its own
SettingsGroup group(QStringView option);
int place(QStringView option); // in the order they are shown in
QString title(QStringView option); // "Longest life of a stream"
QString description(QStringView option); // one line
// What the value comes to with so many connections (Unknown: not known); empty: nothing to say.
QString consequence(QStringView option, const HubOptions& options, double connections);
// The words to choose from; empty: it is no such option, or one with presets (presets()).
QList<OptionChoice> choices(QStringView option);
// Usual values of an option that may have others, too.
QList<OptionChoice> presets(QStringView option);
Quantity quantity(QStringView option); // of one that is a number
Quantity historyCount();
Quantity historyAge();
Quantity port();
bool isSecret(QStringView option); // nobody should read it over a shoulder
// A value as it is shown where there is no control: "15 s", "loses its oldest events"; of secrets
// only whether there is one.
QString valueLabel(QStringView option, const QString& text);

// A line of the hub about its options, for people: without the option's name in front, and with the
// titles of this window for the names of others.
QString inWords(const QString& error);
QString optionOf(const QString& error); // whose line it is; empty: of none

} // namespace option_texts
} // namespace fanlight
