// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_table.h"

#include <QStringList>

namespace fanlight {
struct HubOptions;
}

// --source: a list of URLs with commas between. Pure; any thread.
namespace fanlight::source_options {

Option<HubOptions> row();
// Without secrets, for logs and the window.
QStringList shown(const QStringList& sources);

} // namespace fanlight::source_options
