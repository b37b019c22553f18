// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

#include <QString>

#include <optional>
#include <vector>

// How the parts of a load test are written in the fields of the Load page. Each pair reads back
// what it writes; what is not understood is nothing. Plain functions, any thread.
namespace fanlight::load_text {

// What of a phase says how many arrive.
struct TypedArrivals {
    double rate = 0; // clients a second
    double rampTo = -1; // negative: no ramp
    std::int64_t count = -1; // negative: by rate
    bool operator==(const TypedArrivals&) const = default;
};
// "150" a second; "10..200", "10-200", "10 → 200": a ramp; "500 in all": a count; nothing: a pause.
std::optional<TypedArrivals> parseArrivals(const QString& text);
QString arrivalsText(const LoadPhase& phase); // as it is typed: "10..200"
QString arrivalsShown(const LoadPhase& phase); // as it is read: "10 → 200"

struct Sizes {
    int least = 0; // bytes
    int most = 0;
    bool operator==(const Sizes&) const = default;
};
// "200", "200 B", "1KiB", "200..400".
std::optional<Sizes> parseSizes(const QString& text);
QString sizesText(const LoadPublishing& publishing);

struct Slowness {
    double share = 0;
    std::int64_t bytesPerSecond = LoadScenario().slowBytesPerSecond;
    bool operator==(const Slowness&) const = default;
};
// "1 %", "1 % at 2KiB/s", "off".
std::optional<Slowness> parseSlowness(const QString& text);
QString slownessText(const LoadScenario& scenario);

struct Drops {
    double share = 0;
    std::chrono::milliseconds every = LoadScenario().dropEvery;
    std::chrono::milliseconds away = LoadScenario().dropAway; // 0: what the stream's retry says
    bool operator==(const Drops&) const = default;
};
// "5 %", "5 % every 30s", "5 % every 30s for 2s", "off".
std::optional<Drops> parseDrops(const QString& text);
QString dropsText(const LoadScenario& scenario);

} // namespace fanlight::load_text
