// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_rule.h"

#include <QByteArray>

#include <vector>

namespace fanlight {

// The rules as Prometheus' alerting rules, a file for `rule_files:` over hubs that are scraped as
// the job "fanlight". Those that are switched off are left out. UTF-8, YAML. Any thread.
QByteArray prometheusRules(const std::vector<AlertRule>& rules);
// The names Prometheus gives them, in the order of the rules that are on; no two are the same.
QStringList prometheusRuleNames(const std::vector<AlertRule>& rules);

} // namespace fanlight
