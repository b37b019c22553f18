// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"

namespace fanlight {

// The hub's options in the settings file, where the next start finds them; one with its default
// does not stand there. The file is for its
// user's eyes alone, since it may hold a token or a password. Main thread.
// Each is empty, or why the file was not written, as one sentence.
QString keepHubOption(QSettings& settings, const QString& name, const QString& text);
// What differs between the two.
QString keepHubOptions(QSettings& settings, const HubOptions& before, const HubOptions& after);
// Writes what is set; the file is its user's alone.
QString writeSettings(QSettings& settings);

} // namespace fanlight
