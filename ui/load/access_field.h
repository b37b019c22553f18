// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

// Tokens and trust of a load test as they are typed, in one line each. Pure; any thread.
namespace fanlight::access_field {

// "tokens.csv as cookie", "@secret.txt for 5m", "@secret.txt tickets", "tickets"; empty: none. A
// secret that stands in the scenario itself is shown as ***.
QString tokensText(const LoadScenario& scenario);
// False: it is not understood. *** leaves the secret as it is.
bool readTokens(const QString& text, LoadScenario& scenario);

// "own-ca.pem", "anyone"; empty: the authorities of the system.
QString trustText(const LoadScenario& scenario);
bool readTrust(const QString& text, LoadScenario& scenario);

// "client.pem", "client.pem key client.key"; empty: clients show no certificate.
QString shownText(const LoadScenario& scenario);
bool readShown(const QString& text, LoadScenario& scenario);

} // namespace fanlight::access_field
