// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_spec.h"

#include <QStringList>

#include <vector>

namespace fanlight {

// How --help is laid out.
struct HelpLayout {
    int column = 26; // where explanations begin
    int width = 80; // up to which they are broken into lines

    // A name, and what it means beside or below it; one line or several, each ended.
    QString entry(const QString& name, const QString& text) const;
};

// A command line, and what it does.
struct HelpExample {
    QString command;
    QString meaning;
};
QString exampleHelp(const std::vector<HelpExample>& examples);

// An entry for each option that is not hidden.
QString optionHelp(const std::vector<OptionSpec>& specs, const HelpLayout& layout);
// … below a heading for each section. Those of `first` begin, the others follow in the order they
// come in; what has no section ends it, as help.
QString groupedHelp(
    const std::vector<OptionSpec>& specs, const QStringList& first, const HelpLayout& layout = {});

// Their sections in the order they first come in; an empty one, of what has none, stands last.
QStringList sectionsOf(const std::vector<OptionSpec>& specs);

} // namespace fanlight
