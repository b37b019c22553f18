// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/tile_texts.h"

#include "dashboard/dashboard_page.h"
#include "format.h"
#include "percentiles.h"

#include <algorithm>

namespace fanlight::tile_texts {
namespace {

constexpr qint64 SecondMs = 1000;

QString signedCount(qint64 n)
{
    const QString size = format::count(double(std::abs(n)));
    if (n == 0)
        return QStringLiteral("±0");
    return (n > 0 ? QLatin1Char('+') : QChar(0x2212)) + size;
}

QString spanText(qint64 ms)
{
    // Samples rarely end on the second: what lacks one of them is a minute all the same.
    if (ms >= MinuteMs - RateWindowMs)
        return DashboardPage::tr("a minute");
    return DashboardPage::tr("%1 s").arg(std::max<qint64>(1, (ms + SecondMs / 2) / SecondMs));
}

} // namespace

QString connectionsDetail(const MetricsSample& minute)
{
    const qint64 change = qint64(minute.connects) - qint64(minute.disconnects);
    const QString text
        = DashboardPage::tr("%1 in %2").arg(signedCount(change), spanText(minute.intervalMs));
    if (minute.connects == 0)
        return text;
    const double share = 100.0 * double(minute.resumed) / double(minute.connects);
    return DashboardPage::tr("%1, %2 reconnects").arg(text, format::percent(share));
}

QString connectionsHow(Traffic traffic)
{
    const QString whose = traffic == Traffic::Real
        ? DashboardPage::tr("Streams of real clients that are open at this hub now, and how many "
                            "more or fewer than a minute ago.")
        : traffic == Traffic::Test
        ? DashboardPage::tr("Streams of this program's own clients that are open at this hub now, "
                            "and how many more or fewer than a minute ago.")
        : DashboardPage::tr("Streams that are open at this hub now, test clients among them, and "
                            "how many more or fewer than a minute ago.");
    return whose + QLatin1Char(' ')
        + DashboardPage::tr("A reconnect brings the id of the last event it has seen.");
}

QString deliveredDetail(const MetricsSample& recent)
{
    const QString text = DashboardPage::tr("%1 published/s")
                             .arg(format::rate(recent.perSecond(double(recent.published))));
    if (recent.published == 0)
        return text;
    const double fanOut = double(recent.delivered) / double(recent.published);
    return DashboardPage::tr("%1, fan-out ×%2")
        .arg(text, format::decimal(fanOut, fanOut < 100 ? 1 : 0));
}

QString deliveredHow()
{
    return DashboardPage::tr(
        "Events whose last byte was handed to the kernel, one for each client, over the last two "
        "seconds. Published is what was published over this hub.");
}

QString batchNote(quint64 in, quint64 out)
{
    if (in == 0)
        return {};
    const QString notifications
        = DashboardPage::tr("%1 notification(s)", nullptr, format::plural(double(in)));
    const QString events = DashboardPage::tr("%1 event(s)", nullptr, format::plural(double(out)));
    return DashboardPage::tr("batching: %1 became %2", "notifications, events")
        .arg(notifications.arg(format::count(double(in))), events.arg(format::count(double(out))));
}

double latencyMs(const MetricsSample& sample, double percent)
{
    return sample.ack.isEmpty() ? sample.write.percentileMs(percent) : sample.ackMs(percent);
}

QString latencyDetail(
    const MetricsSample& minute, const std::vector<double>& percentiles, double headline)
{
    if (minute.ack.isEmpty() && minute.write.isEmpty())
        return DashboardPage::tr("nothing delivered in %1").arg(spanText(minute.intervalMs));
    QStringList parts;
    for (const double percent : percentiles) {
        if (percent != headline)
            parts << DashboardPage::tr("%1 %2", "percentile, milliseconds")
                         .arg(Percentiles::name(percent),
                             format::milliseconds(latencyMs(minute, percent)));
    }
    parts << (minute.ack.isEmpty() ? DashboardPage::tr("to the kernel")
                                   : DashboardPage::tr("to client ACK"));
    return parts.join(QStringLiteral(", "));
}

QString latencyHow()
{
    return DashboardPage::tr(
        "From publish until the client's TCP acknowledged it, over the last minute. The kernel "
        "stamps a sample of the deliveries, each standing for those since the one before; the time "
        "until an event is handed to the kernel is taken of all, and no figure is below that one, "
        "since nothing is acknowledged before it is written. Up to 64 different values are exact, "
        "of more each is at most 3 % too high.");
}

QString memoryDetail(const MetricsSample& newest, bool isMeasuring)
{
    if (isMeasuring)
        return DashboardPage::tr("measuring…");
    if (!isKnown(newest.bytesPerConnection))
        return DashboardPage::tr("not measured; program %1").arg(format::bytes(newest.rssBytes));
    return DashboardPage::tr("program %1, kernel %2")
        .arg(format::bytes(newest.rssBytes), format::bytes(newest.kernelSocketBytes));
}

QString memoryHow(const MetricsSample& newest, const QString& error)
{
    const QString program = DashboardPage::tr(
        "Program is the resident memory of all of Fanlight, window and test clients included; "
        "kernel is what the sockets of all streams take beside it, from a sample of them.");
    QString how;
    if (!error.isEmpty())
        how = DashboardPage::tr("It could not be measured: %1").arg(error);
    else if (isKnown(newest.bytesPerConnection))
        how = DashboardPage::tr(
            "What each client adds to the resident memory of a hub, measured with %1 clients at %2 "
            "in a hub without a window.")
                  .arg(format::count(double(newest.memory.clients)),
                      format::clock(newest.memory.timeMs, false));
    else
        how = DashboardPage::tr(
            "The hub shares its process with this window and its test clients: what the program "
            "grows by says nothing of a client. Measure starts a hub without a window for some "
            "seconds, and looks what clients add to it.");
    return how + QLatin1Char('\n') + program;
}

QString slowClientsUnit(double n)
{
    return DashboardPage::tr("slow client(s)", "behind a number", format::plural(n));
}

QString backlogDetail(const TrafficFigures& sinceStart)
{
    const quint64 slow = sinceStart.disconnectsByReason[std::size_t(DisconnectReason::Slow)];
    return DashboardPage::tr("%1 dropped, %2 ended as slow", "events, clients")
        .arg(format::count(double(sinceStart.droppedEvents)), format::count(double(slow)));
}

QString disconnectsNote(const TrafficFigures& sinceStart)
{
    if (sinceStart.disconnects == 0)
        return {};
    QStringList reasons;
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i) {
        if (const quint64 count = sinceStart.disconnectsByReason[i]; count > 0)
            reasons << DashboardPage::tr("%1 %2", "reason of disconnects, how many")
                           .arg(QLatin1String(disconnectReasonName(DisconnectReason(i))),
                               format::count(double(count)));
    }
    return DashboardPage::tr(
        "Disconnected since the hub started, whatever the reason: %1 (%2)", "how many, by reason")
        .arg(format::count(double(sinceStart.disconnects)), reasons.join(QStringLiteral(", ")));
}

QString backlogHow()
{
    return DashboardPage::tr(
        "Clients whose socket takes no more just now, so that events wait in the hub. Events that "
        "were dropped, and clients that were disconnected, for a full backlog count since the hub "
        "started.");
}

} // namespace fanlight::tile_texts
