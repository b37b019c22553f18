// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <yaml-cpp/yaml.h>

namespace fanlight {

// The file with config.environments.NAME put into its config. What is wrong is in `error`.
YAML::Node inEnvironment(const YAML::Node& root, const QString& name, QString& error);

} // namespace fanlight
