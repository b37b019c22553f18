// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"

namespace fanlight::alert_text {

// What is told of alerts in words; main thread, since they translate.
QString phase(AlertState::Phase phase);
QString severity(AlertSeverity severity);
// A notice of one that began to fire, or is over: "ack_p99 > 50 ms for 30 s", "now 62 ms, eu-1".
QString headline(const AlertBook::Event& event, bool fires);
QString detail(const AlertBook::Event& event);
// What a rule comes to just now: "now 3.2 ms: it would not fire".
QString outcome(const AlertRule& rule, const AlertReading& reading);

} // namespace fanlight::alert_text
