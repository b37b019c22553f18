// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_row.h"

#include <span>

namespace fanlight {

// A figure by which two hubs are set beside each other. A plain value.
struct FleetFact {
    enum class Better : std::uint8_t { Less, More, Neither };
    QString name; // “slow clients”
    double (*value)(const FleetRow& row); // Unknown: it was not measured
    QString (*text)(double value); // with its unit; a dash
    double floor = 0; // what they differ by is worth a word from here on
    Better better = Better::Neither;
};

// What is different between two hubs, of the figures of both and nothing else. Pure functions;
// main thread.
namespace fleet_difference {

// From one and a half times on they differ; within a fifth they are much the same.
inline constexpr double Other = 1.5;
inline constexpr double Same = 1.2;

std::vector<FleetFact> facts(); // in the order in which they are shown

// “412 slow clients (eu-1: 9)…”, in sentences; what one of them has not measured is named.
QString text(const FleetRow& row, const FleetRow& other);

// The hub to set beside this one: the one shown before, `before`, while it will do, else the one of
// its group that is well and as large as it, else any that is; null: there is none.
const FleetRow* reference(
    const std::vector<FleetRow>& rows, const FleetRow& row, const QString& before, qint64 nowMs);

} // namespace fleet_difference

} // namespace fanlight
