// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

namespace fanlight {

// What a load test was told in confidence does not leave it: reports are kept, mailed and printed
// by CI. Everything that is written or printed of a scenario passes here. Pure; any thread.

// What stands for a secret.
inline constexpr QLatin1StringView SecretMask("***");

// Whether the value of a header, a parameter or a member of that name is one: Authorization,
// Cookie, access_token, apiKey …
bool isSecretName(QStringView name);

// A text without the secrets that can be told by their form: user and password of URLs, values of
// parameters and JSON members whose names say so, what follows Bearer, Basic and Digest. {{
// placeholders }} stay.
QString withoutSecrets(const QString& text);
// A header line, "Name: value".
QString headerWithoutSecrets(const QString& line);
// The same test, to be shown.
LoadScenario withoutSecrets(LoadScenario scenario);

} // namespace fanlight
