// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"

#include <QHash>
#include <QStringList>

#include <vector>

class QSettings;

namespace fanlight {

// What --check-config has found.
struct ConfigReport {
    std::vector<OptionFault> faults; // that keep a hub from starting
    QStringList notes; // what is odd and does no harm
    QString summary; // one line on what is configured, without secrets

    // 0, 2 where the command line itself is wrong, else 1.
    int exitCode() const;
};

// Looks at what was read, and at the files it names: every fault, not only the first one. `specs`
// are all options of the program, `ownFaults` what is wrong with those of its own. Listens nowhere,
// asks nobody, writes nothing. Any thread.
ConfigReport checkConfig(const ParsedArguments& arguments, const std::vector<OptionSpec>& specs,
    const QHash<QString, QString>& environment, const QSettings* settings,
    const QStringList& ownFaults);

} // namespace fanlight
