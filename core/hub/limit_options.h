// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/rate_limit.h"
#include "options/option_table.h"

#include <QString>

#include <optional>
#include <vector>

namespace fanlight {

struct HubOptions;

// The limits of one address or token, as options tell them: “20/s”, “100/m:50” with the number that
// may come at once. Pure; any thread.
namespace limit_options {

std::vector<Option<HubOptions>> rows(); // of the table

// “off”, or a rate; “auto” where that may be. Nothing, with what is wrong in `wrong`.
std::optional<auth::RateLimit> parse(const QString& text, bool mayBeAuto, QString& wrong);
QString text(const auth::RateLimit& limit);

constexpr qint64 MostCount = 1'000'000;
constexpr qint64 MostBurst = 10'000'000;
// What auto is where other machines reach the hub; elsewhere it is off.
constexpr auto AutoStreams = auth::RateLimit::of(50, std::chrono::seconds(1));
constexpr auto AutoRequests = auth::RateLimit::of(200, std::chrono::seconds(1));

} // namespace limit_options
} // namespace fanlight
