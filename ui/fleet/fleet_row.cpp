// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_row.h"

#include "format.h"

#include <algorithm>
#include <array>

namespace fanlight {

using Kind = FleetStanding::Kind;
using Tone = Pill::Tone;

qint64 FleetRow::startedAtMs() const
{
    return status.startedAtMs > 0 ? status.startedAtMs : instance ? instance->startedAtMs : 0;
}

namespace fleet {

namespace {

FleetStanding standing(
    Kind kind, Tone tone, const QString& text, const QString& why = {}, qint64 sinceMs = 0)
{
    return {kind, tone, text, why, sinceMs};
}

// Of a hub that is not looked at.
FleetStanding ofLink(const FleetRow& row, qint64 nowMs)
{
    switch (row.link) {
    case FleetRow::Link::Silent:
        return standing(Kind::Away, Tone::Bad,
            FleetText::tr("away %1", "for how long").arg(spanText(row.heartbeatAgeMs)),
            FleetText::tr("It has told Redis nothing for %1.").arg(spanText(row.heartbeatAgeMs)),
            nowMs - row.heartbeatAgeMs);
    case FleetRow::Link::Away:
        return standing(Kind::Away, Tone::Bad,
            row.sinceMs > 0
                ? FleetText::tr("away %1", "for how long").arg(spanText(nowMs - row.sinceMs))
                : FleetText::tr("away"),
            row.problem, row.sinceMs);
    case FleetRow::Link::NeedsLogin:
        return standing(
            Kind::Refused, Tone::Bad, FleetText::tr("cannot log in"), row.problem, row.sinceMs);
    case FleetRow::Link::Refused:
        return standing(
            Kind::Refused, Tone::Bad, FleetText::tr("refused"), row.problem, row.sinceMs);
    case FleetRow::Link::NeedsToken:
        return standing(Kind::Asks, Tone::Neutral, FleetText::tr("needs a token"),
            row.problem.isEmpty()
                ? FleetText::tr("No token is kept for it: it is asked for when you want to look.")
                : row.problem);
    case FleetRow::Link::NeedsWay:
        return row.problem.isEmpty()
            ? standing(Kind::Asks, Tone::Neutral, FleetText::tr("through SSH"),
                FleetText::tr("The way through SSH is made when you want to look."))
            : standing(Kind::Away, Tone::Bad, FleetText::tr("SSH fails"), row.problem);
    case FleetRow::Link::Turn:
        return standing(Kind::Waiting, Tone::Neutral,
            row.heardAtMs > 0 ? FleetText::tr("seen %1 ago").arg(spanText(nowMs - row.heardAtMs))
                              : FleetText::tr("waits"),
            FleetText::tr("Not all are looked at at once: its turn comes."));
    default:
        break;
    }
    return standing(Kind::Waiting, Tone::Neutral, FleetText::tr("connecting…"));
}

// Of a hub that tells how its program is; nothing: it listens.
std::optional<FleetStanding> ofState(const FleetRow& row)
{
    switch (row.status.state) {
    case HubState::Stopped:
        return standing(Kind::Stopped, Tone::Neutral, FleetText::tr("stopped"));
    case HubState::Starting:
        return standing(Kind::Waiting, Tone::Neutral, FleetText::tr("starting…"));
    case HubState::Draining:
        return standing(Kind::Stopped, Tone::Warning, FleetText::tr("draining"));
    case HubState::Failed:
        return standing(Kind::Away, Tone::Bad, FleetText::tr("does not run"), row.status.error);
    case HubState::Listening:
        break;
    }
    return std::nullopt;
}

bool hasOnlyTestClients(const FleetFigures& figures)
{
    return isKnown(figures.testStreams) && figures.testStreams > 0
        && figures.testStreams >= figures.streams;
}

QString slowText(const FleetRow& row)
{
    QStringList facts;
    if (const double ack = FleetFigures::of(row.figures.ackMs, 99);
        isKnown(ack) && ack > FleetFeed::SlowAckMs)
        facts << FleetText::tr("p99 of ACK is %1 ms").arg(format::milliseconds(ack));
    if (isKnown(row.figures.slowClients) && row.figures.slowClients > 0)
        facts << FleetText::tr(
            "%1 client(s) do not keep up", nullptr, format::plural(row.figures.slowClients))
                     .arg(format::count(row.figures.slowClients));
    return facts.join(QStringLiteral(", "));
}

} // namespace

FleetStanding standingOf(const FleetRow& row, qint64 nowMs)
{
    if (!row.isLooked())
        return ofLink(row, nowMs);
    const bool isTold = row.link == FleetRow::Link::Up && !row.isOlder;
    if (isTold && row.isRoleKnown && !covers(row.role, Role::Monitor))
        return standing(Kind::MayNotLook, Tone::Neutral, FleetText::tr("may not look"),
            FleetText::tr("The token is of a role that is told no figures: it needs monitor."));
    if (isTold) {
        if (const auto state = ofState(row))
            return *state;
        if (row.status.broker.awaySinceMs > 0)
            return standing(Kind::RedisAway, Tone::Warning, FleetText::tr("Redis away"),
                row.status.broker.problem, row.status.broker.awaySinceMs);
    }
    if (row.instance && row.instance->sharesName)
        return standing(Kind::NameTwice, Tone::Warning, FleetText::tr("name used twice"),
            FleetText::tr("Another instance goes by the name “%1”, too: give each its own with "
                          "--instance-name.")
                .arg(row.instance->givenName));
    if (const double files = row.figures.filesPercent(); isKnown(files) && files >= FewFilesPercent)
        return standing(Kind::Files, Tone::Warning,
            FleetText::tr("files %1", "share in use").arg(format::percent(files)),
            FleetText::tr("%1 of %2 file descriptors are in use.")
                .arg(format::count(row.figures.openFiles), format::count(row.figures.fileLimit)));
    if (row.slowSinceMs > 0 && nowMs - row.slowSinceMs >= SlowAfterMs)
        return standing(
            Kind::Slow, Tone::Warning, FleetText::tr("slow"), slowText(row), row.slowSinceMs);
    if (row.isOlder)
        return standing(Kind::Older, Tone::Neutral, FleetText::tr("older"),
            FleetText::tr("This version tells less of itself: what is missing is a dash."));
    if (hasOnlyTestClients(row.figures))
        return standing(Kind::TestClients, Tone::Neutral, FleetText::tr("test clients"),
            FleetText::tr("All its streams are test clients; sums leave them out."));
    return standing(Kind::Well, Tone::Good, FleetText::tr("well"));
}

QString usualStateText()
{
    const std::array texts{FleetText::tr("away %1", "for how long").arg(spanText(59 * 60'000)),
        FleetText::tr("cannot log in"), FleetText::tr("needs a token"),
        FleetText::tr("test clients"), FleetText::tr("Redis away"), FleetText::tr("well")};
    return *std::max_element(texts.begin(), texts.end(),
        [](const QString& a, const QString& b) { return a.size() < b.size(); });
}

QString spanText(qint64 ms)
{
    constexpr qint64 Second = 1000;
    constexpr qint64 Minute = 60 * Second;
    constexpr qint64 Hour = 60 * Minute;
    constexpr qint64 Day = 24 * Hour;
    const qint64 whole = std::max<qint64>(ms, 0);
    if (whole < Minute)
        return FleetText::tr("%1 s").arg(whole / Second);
    if (whole < Hour)
        return FleetText::tr("%1 min").arg(whole / Minute);
    if (whole < 2 * Day)
        return FleetText::tr("%1 h").arg(whole / Hour);
    return FleetText::tr("%1 d", "days").arg(whole / Day);
}

QString withUnit(const QString& figure, const QString& unit)
{
    return figure == format::Dash ? figure : figure + unit;
}

QString whoYouAre(const FleetRow& row)
{
    if (row.isCapture)
        return FleetText::tr("looking at a capture");
    if (row.isHome && row.role == Role::Admin && row.caller.isEmpty())
        return FleetText::tr("at home: this window carries it");
    if (!row.isRoleKnown)
        return format::Dash;
    const QString role = QString::fromLatin1(roleName(row.role));
    return row.caller.isEmpty() ? role
                                : FleetText::tr("%1 “%2”", "role, name").arg(role, row.caller);
}

QString throughText(const FleetRow& row)
{
    if (!row.sshAlias.isEmpty())
        return FleetText::tr("SSH, alias %1").arg(row.sshAlias);
    if (row.isCapture)
        return FleetText::tr("a capture");
    if (row.isHome)
        return FleetText::tr("this process");
    if (row.serverId.isEmpty())
        return row.instance ? FleetText::tr("its heartbeat in Redis") : format::Dash;
    return row.url.startsWith(QLatin1String("https:")) ? FleetText::tr("directly, with TLS")
                                                       : FleetText::tr("directly");
}

QString heartbeatText(const FleetRow& row)
{
    if (!row.instance)
        return format::Dash;
    const QString seconds = format::count(double(std::max<qint64>(0, row.heartbeatAgeMs) / 1000));
    return row.heartbeatAgeMs > InstanceSnapshot::StaleMs
        ? FleetText::tr("silent for %1 s").arg(seconds)
        : FleetText::tr("%1 s ago").arg(seconds);
}

} // namespace fleet

} // namespace fanlight
