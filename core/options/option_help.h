// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_spec.h"

#include <vector>

namespace fanlight {

// How --help is laid out.
struct HelpLayout {
    int column = 34; // where explanations begin
    int width = 100; // up to which they are broken into lines; 0: they are not

    // A name, and what it means beside or below it; one line or several, each ended.
    QString entry(const QString& name, const QString& text) const;
};

// An entry for each option that is not hidden.
QString optionHelp(const std::vector<OptionSpec>& specs, const HelpLayout& layout);

} // namespace fanlight
