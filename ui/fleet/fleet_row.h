// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/role.h"
#include "fleet/fleet_feed.h"
#include "widgets/pill.h"

#include <QCoreApplication>
#include <QUrl>

#include <optional>
#include <vector>

namespace fanlight {

// A hub as the fleet page knows it, by whatever way: the one of the window, a server of the user's,
// an instance by its heartbeat, or several of these in one. A plain value; texts in it are names
// and problems as they were told.
struct FleetRow {
    // How far it is to the hub.
    enum class Link : std::uint8_t {
        Up,
        Heartbeat, // known by what it tells Redis alone
        Idle, // nobody looks just now
        Turn, // too many are looked at; it waits for its turn
        Connecting,
        Away,
        Refused,
        NeedsLogin, // refused: the token is wrong, or there is none
        NeedsToken, // none is kept; it is asked for on a click
        NeedsWay, // through SSH; made on a click
        Silent, // no heartbeat for a while
    };

    QString key; // one and the same hub, over time: “home”, “server/1a2b3c4d”, “instance/hub-2”
    QString name;
    QString group; // that is told from others by …
    QString groupTitle; // … as the heading has it
    int groupOrder = 0; // groups stand by this, then by their titles
    QString serverId; // of the profile; empty: it is none
    bool isHome = false; // the hub of this window
    bool isShown = false; // the window shows it
    bool isCapture = false; // it was recorded

    QString url;
    QString sshAlias; // empty: it is reached without
    QString host;
    QString version;
    bool isOlder = false; // than what this window needs to see all of it
    Role role = Role::None;
    QString caller; // whom it takes this window for; empty: nobody in particular
    bool isRoleKnown = false;

    Link link = Link::Idle;
    QString problem; // one sentence; empty: none
    qint64 sinceMs = 0; // UTC, it is so with the link; 0: not known
    qint64 heardAtMs = 0; // UTC, of the figures; 0: never
    HubStatus status; // of one that told it
    FleetFigures figures;
    qint64 slowSinceMs = 0; // UTC; 0: it is not
    FleetTrend streams;
    FleetTrend delivered;
    FleetTrend ack;

    std::optional<InstanceRow> instance; // by its heartbeat, where it told one
    qint64 heartbeatAgeMs = 0;

    bool isLooked() const { return link == Link::Up || link == Link::Heartbeat; }
    qint64 startedAtMs() const;
    bool operator==(const FleetRow& other) const { return key == other.key; }
};

// How a hub is, in a word or two and a colour.
struct FleetStanding {
    enum class Kind : std::uint8_t {
        Well,
        TestClients, // and no others
        Older,
        Slow,
        Files, // of which few are left
        NameTwice,
        RedisAway,
        MayNotLook, // the role lets figures through to none
        Stopped,
        Waiting, // for its turn, for an answer
        Asks, // for a click
        Refused,
        Away,
    };
    Kind kind = Kind::Waiting;
    Pill::Tone tone = Pill::Tone::Neutral;
    QString text; // “away 3 min”
    QString why; // a sentence or two; empty: there is no more to say
    qint64 sinceMs = 0; // UTC; 0: not known

    bool needsLook() const { return tone == Pill::Tone::Warning || tone == Pill::Tone::Bad; }
};

struct FleetText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::FleetText)
};

namespace fleet {

constexpr qint64 SlowAfterMs = 5000; // that a hub has been slow for, before it is called so
constexpr double FewFilesPercent = 80; // of the limit in use
constexpr qint64 FreshMs = 6000; // figures that are older are not shown

FleetStanding standingOf(const FleetRow& row, qint64 nowMs);
// The longest of what is said often, in the user's language: it is to be seen whole.
QString usualStateText();
// “40 s”, “3 min”, “2 h”, “5 d”
QString spanText(qint64 ms);
QString withUnit(const QString& figure, const QString& unit); // a dash stays one
// “monitor “grafana””, or whom the window is of itself
QString whoYouAre(const FleetRow& row);
QString throughText(const FleetRow& row);
QString heartbeatText(const FleetRow& row); // “1 s ago”, “silent for 12 s”; a dash

} // namespace fleet

} // namespace fanlight
