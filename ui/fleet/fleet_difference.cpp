// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_difference.h"

#include "format.h"

#include <cmath>

namespace fanlight::fleet_difference {

namespace {

constexpr double MebiBytes = 1024.0 * 1024.0;

struct DifferenceText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::FleetDifference)
};

QString perSecondText(double value)
{
    return fleet::withUnit(format::rate(value), DifferenceText::tr("/s"));
}

QString msText(double value)
{
    return fleet::withUnit(format::milliseconds(value), DifferenceText::tr(" ms"));
}

bool isOther(const FleetFact& fact, double a, double b)
{
    const double least = std::min(std::abs(a), std::abs(b));
    const double most = std::max(std::abs(a), std::abs(b));
    return std::abs(a - b) >= fact.floor && most > least && most >= least * Other;
}

bool isSame(const FleetFact& fact, double a, double b)
{
    const double least = std::min(std::abs(a), std::abs(b));
    const double most = std::max(std::abs(a), std::abs(b));
    return std::abs(a - b) < fact.floor || most <= least * Same;
}

} // namespace

std::vector<FleetFact> facts()
{
    using Better = FleetFact::Better;
    const auto ack = [](const FleetRow& row) { return FleetFigures::of(row.figures.ackMs, 99); };
    const auto write
        = [](const FleetRow& row) { return FleetFigures::of(row.figures.writeMs, 99); };
    return {
        {DifferenceText::tr("Streams"), [](const FleetRow& row) { return row.figures.streams; },
            &format::count, 10, Better::Neither},
        {DifferenceText::tr("Delivered"),
            [](const FleetRow& row) { return row.figures.deliveredPerSecond; }, &perSecondText, 5,
            Better::Neither},
        {DifferenceText::tr("Published"),
            [](const FleetRow& row) { return row.figures.publishedPerSecond; }, &perSecondText, 2,
            Better::Neither},
        {DifferenceText::tr("ACK p99"), ack, &msText, 1, Better::Less},
        {DifferenceText::tr("Write p99"), write, &msText, 1, Better::Less},
        {DifferenceText::tr("Redis lag p99"),
            [](const FleetRow& row) { return row.figures.redisLagP99Ms; }, &msText, 1,
            Better::Less},
        {DifferenceText::tr("Slow clients"),
            [](const FleetRow& row) { return row.figures.slowClients; }, &format::count, 1,
            Better::Less},
        {DifferenceText::tr("Backlog"),
            [](const FleetRow& row) { return row.figures.backlogBytes; }, &format::bytes, MebiBytes,
            Better::Less},
        {DifferenceText::tr("CPU"), [](const FleetRow& row) { return row.figures.cpuOfAll(); },
            &format::percent, 5, Better::Less},
        {DifferenceText::tr("Memory"), [](const FleetRow& row) { return row.figures.rssBytes; },
            &format::bytes, 32 * MebiBytes, Better::Less},
        {DifferenceText::tr("File descriptors"),
            [](const FleetRow& row) { return row.figures.filesPercent(); }, &format::percent, 5,
            Better::Less},
    };
}

QString text(const FleetRow& row, const FleetRow& other)
{
    QStringList different;
    QStringList same;
    QStringList unmeasured;
    for (const FleetFact& fact : facts()) {
        const double here = fact.value(row);
        const double there = fact.value(other);
        if (!isKnown(here) || !isKnown(there))
            unmeasured << fact.name;
        else if (isOther(fact, here, there))
            different << DifferenceText::tr("%1 %2 (%3: %4)", "figure, value, other hub, value")
                             .arg(fact.name, fact.text(here), other.name, fact.text(there));
        else if (isSame(fact, here, there))
            same << fact.name;
    }
    if (!row.version.isEmpty() && !other.version.isEmpty() && row.version != other.version)
        different << DifferenceText::tr("%1 %2 (%3: %4)", "figure, value, other hub, value")
                         .arg(
                             DifferenceText::tr("Version"), row.version, other.name, other.version);
    const QString comma = QStringLiteral(", ");
    QStringList sentences;
    if (!different.isEmpty())
        sentences << different.join(comma) + u'.';
    else if (!same.isEmpty())
        sentences << DifferenceText::tr("Nothing stands out.");
    if (!same.isEmpty())
        sentences << DifferenceText::tr("Much the same: %1.").arg(same.join(comma));
    if (!unmeasured.isEmpty())
        sentences << DifferenceText::tr("Not measured of both: %1.").arg(unmeasured.join(comma));
    return sentences.join(u'\n');
}

const FleetRow* reference(
    const std::vector<FleetRow>& rows, const FleetRow& row, const QString& before, qint64 nowMs)
{
    const FleetRow* best = nullptr;
    double bestRank = 0;
    for (const FleetRow& one : rows) {
        if (one.key == row.key || !isKnown(one.figures.streams))
            continue;
        const auto kind = fleet::standingOf(one, nowMs).kind;
        const bool isWell = kind == FleetStanding::Kind::Well
            || (kind == FleetStanding::Kind::TestClients && one.group == row.group);
        const double distance = isKnown(row.figures.streams)
            ? std::abs(std::log1p(one.figures.streams) - std::log1p(row.figures.streams))
            : 0;
        double rank = 1 / (1 + distance);
        if (isWell)
            rank += 10;
        if (one.group == row.group)
            rank += 5;
        if (one.key == before)
            rank += 2; // it is not changed without need
        if (!best || rank > bestRank) {
            best = &one;
            bestRank = rank;
        }
    }
    return best;
}

} // namespace fanlight::fleet_difference
