// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight::data_folder {

// Where the window keeps what is no setting: what was sent, templates, load tests. One folder,
// "fanlight", in the user's data ("~/.local/share").
QString path();
// Earlier versions had it one level deeper, "fanlight/fanlight": takes over what is there, once,
// and leaves what has a namesake. Before anything is read from the folder.
void takeOver();
void takeOver(const QString& old, const QString& now);

} // namespace fanlight::data_folder
