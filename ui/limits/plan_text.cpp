// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/plan_text.h"

#include "format.h"
#include "load/memory_probe.h"

#include <QCoreApplication>

#include <algorithm>

namespace fanlight {
namespace {

struct PlanWords {
    Q_DECLARE_TR_FUNCTIONS(fanlight::PlanText)
};

QString withUnit(const QString& figure, const QString& unit)
{
    return figure == format::Dash ? figure : figure + QLatin1Char(' ') + unit;
}

// Columns of one width each, the first flushed left, the others right.
QString table(const std::vector<QStringList>& rows)
{
    std::vector<qsizetype> widths;
    for (const QStringList& row : rows) {
        widths.resize(std::max(widths.size(), std::size_t(row.size())));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[std::size_t(i)] = std::max(widths[std::size_t(i)], row[i].size());
    }
    QString text;
    for (const QStringList& row : rows) {
        QString line = QStringLiteral("  ");
        for (qsizetype i = 0; i < row.size(); ++i) {
            const auto width = int(widths[std::size_t(i)]);
            line += i == 0 ? row[i].leftJustified(width)
                           : QStringLiteral("  ") + row[i].rightJustified(width);
        }
        text += line + QLatin1Char('\n');
    }
    return text;
}

} // namespace

QString boundName(CapacityBound bound)
{
    switch (bound) {
    case CapacityBound::Descriptors:
        return PlanWords::tr("descriptors");
    case CapacityBound::Cap:
        return PlanWords::tr("connection cap");
    case CapacityBound::Memory:
        return PlanWords::tr("memory");
    case CapacityBound::Cpu:
        return PlanWords::tr("CPU");
    case CapacityBound::None:
        break;
    }
    return {};
}

QString microseconds(double us)
{
    return withUnit(
        us < 10 ? format::decimal(us, us < 1 ? 3 : 1) : format::count(us), QStringLiteral("µs"));
}

std::vector<PlanLine> planLines(const CapacityPlan& plan)
{
    const CapacityLoad& one = plan.perInstance;
    const CapacityLoad& all = plan.total;
    const auto rate = [](double perSecond, const QString& unit) {
        return withUnit(format::rate(perSecond), unit);
    };
    const QString none = PlanWords::tr("none");
    const QString messages = PlanWords::tr("messages/s");
    const QString commands = PlanWords::tr("commands/s");
    return {
        {PlanWords::tr("Connections"), format::count(one.connections),
            format::count(all.connections)},
        {PlanWords::tr("Memory of the hub"), format::bytes(one.userBytes),
            format::bytes(all.userBytes)},
        {PlanWords::tr("Memory of the kernel"), format::bytes(one.kernelBytes),
            format::bytes(all.kernelBytes)},
        {PlanWords::tr("Descriptors"), format::count(one.descriptors),
            format::count(all.descriptors)},
        {PlanWords::tr("CPU, of one core"), format::percent(one.cpuPercent),
            format::percent(all.cpuPercent)},
        {PlanWords::tr("Deliveries"), rate(one.deliveriesPerSecond, PlanWords::tr("events/s")),
            rate(all.deliveriesPerSecond, PlanWords::tr("events/s"))},
        {PlanWords::tr("From Redis"), plan.usesRedis ? rate(one.redisIn, messages) : none,
            plan.usesRedis ? rate(all.redisIn, messages) : none},
        {PlanWords::tr("To Redis"), plan.usesRedis ? rate(one.redisOut, commands) : none,
            plan.usesRedis ? rate(all.redisOut, commands) : none},
    };
}

QString planVerdict(const CapacityQuestion& question, const CapacityPlan& plan)
{
    if (plan.first == CapacityBound::None)
        return PlanWords::tr("No bound is known yet.");
    const QString bound = boundName(plan.first);
    const bool isOver = plan.firstPercent > 100;
    QString text;
    if (!isOver)
        text = PlanWords::tr("It fits. What is hit first: %1, at %2 of what an instance may take.")
                   .arg(bound, format::percent(plan.firstPercent));
    else if (std::isinf(plan.firstPercent))
        text = PlanWords::tr("It does not fit: an instance has no room at all (%1).").arg(bound);
    else
        text = PlanWords::tr("It does not fit: %1 would be at %2.")
                   .arg(bound, format::percent(plan.firstPercent));
    if (!isKnown(plan.instancesNeeded))
        return text + QLatin1Char(' ') + PlanWords::tr("No number of instances would do.");
    if (plan.instancesNeeded == question.instances)
        return text;
    return text + QLatin1Char(' ')
        + PlanWords::tr("%1 instance(s) would do.", nullptr, format::plural(plan.instancesNeeded))
              .arg(format::count(plan.instancesNeeded));
}

QStringList missingFigures(const CostFigures& costs)
{
    QStringList missing;
    if (!isKnown(costs.bytesPerConnection) || !isKnown(costs.kernelBytesPerConnection))
        missing << PlanWords::tr(
            "Memory of a connection: “Measure with %1 clients” above says what it takes.")
                       .arg(format::count(MemoryProbe::Clients));
    if (!isKnown(costs.cpuUsPerDelivery))
        missing << PlanWords::tr(
            "CPU of a delivery: publish to many clients, %1 deliveries in all (Publish, Repeat).")
                       .arg(format::count(CostMeter::LeastInAll));
    if (!isKnown(costs.cpuUsPerConnection))
        missing << PlanWords::tr(
            "CPU of a resting connection: leave %1 clients or more alone for a "
            "while; until then it is left out.")
                       .arg(CostMeter::LeastConnections);
    return missing;
}

QString planText(const QString& title, const CapacityQuestion& question, const CostFigures& costs,
    const CapacityPlan& plan)
{
    QString text = title + QStringLiteral("\n\n") + PlanWords::tr("Asked for") + QLatin1Char('\n');
    text += table({{PlanWords::tr("Users online"), format::count(question.users)},
        {PlanWords::tr("Devices per user"), format::decimal(question.devices, 2)},
        {PlanWords::tr("Instances"), format::count(question.instances)},
        {PlanWords::tr("Published"),
            withUnit(format::decimal(question.messagesPerSecond, 2), PlanWords::tr("messages/s"))},
        {PlanWords::tr("Users each message goes to"), format::decimal(question.fanOut, 2)}});
    text += QLatin1Char('\n') + PlanWords::tr("Measured on this machine") + QLatin1Char('\n');
    std::vector<QStringList> measured{
        {PlanWords::tr("Memory of a connection, hub"), format::bytes(costs.bytesPerConnection)},
        {PlanWords::tr("Memory of a connection, kernel"),
            format::bytes(costs.kernelBytesPerConnection)},
        {PlanWords::tr("CPU of a delivery"), microseconds(costs.cpuUsPerDelivery)},
        {PlanWords::tr("CPU of a resting connection, a second"),
            microseconds(costs.cpuUsPerConnection)}};
    if (costs.tlsBytesPerConnection > 0)
        measured.push_back({PlanWords::tr("Memory of a connection, TLS (as known of Debian 12)"),
            format::bytes(costs.tlsBytesPerConnection)});
    text += table(measured);
    if (costs.connections > 0)
        text += QStringLiteral("  ")
            + PlanWords::tr(
                "Memory with %1 client(s).", nullptr, format::plural(double(costs.connections)))
                  .arg(format::count(double(costs.connections)))
            + QLatin1Char('\n');
    text += QLatin1Char('\n') + PlanWords::tr("Needed") + QLatin1Char('\n');
    std::vector<QStringList> rows{{QString(), PlanWords::tr("an instance"), PlanWords::tr("all")}};
    for (const PlanLine& line : planLines(plan))
        rows.push_back({line.what, line.perInstance, line.all});
    text += table(rows);
    if (plan.usesRedis)
        text += QStringLiteral("  ")
            + PlanWords::tr("Redis executes %1 PUBLISH a second for them.")
                  .arg(format::rate(plan.redisPublishes))
            + QLatin1Char('\n');
    text += QLatin1Char('\n') + planVerdict(question, plan) + QLatin1Char('\n');
    for (const QString& line : missingFigures(costs))
        text += line + QLatin1Char('\n');
    return text;
}

} // namespace fanlight
