// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace fanlight {

// Whom a hub elsewhere takes this window for, and what it is able to do (GET /api/whoami). A plain
// value.
struct HubIdentity {
    QString caller; // name of the token; empty: nobody in particular
    Role role = Role::None;
    QString instance;
    QString version;
    QStringList features;

    bool has(QLatin1StringView feature) const { return features.contains(feature); }
    bool mayLook() const { return covers(role, Role::Monitor); }

    static constexpr QLatin1StringView AdminStream{"admin-stream"};
    static constexpr QLatin1StringView AdminRoutes{"admin-routes"};
    static constexpr QLatin1StringView Faults{"faults"};
    static constexpr QLatin1StringView Moments{"admin-moments"};
    static constexpr QLatin1StringView Record{"admin-record"};

    // Nothing: what answered is no hub. Features beyond MostFeatures are left out.
    static std::optional<HubIdentity> read(const QJsonObject& object);
    static constexpr qsizetype MostFeatures = 100;
};

// Why this window cannot do something with a hub elsewhere, in one sentence that says what to do;
// empty: it can. `hub`: as the user calls it.
QString missingAbility(HubPort::Ability ability, const QString& hub, const HubIdentity& identity,
    const HubLink& link, const HubStatus& status);

// Why it does not see something of the hub, whether or not it answers just now; empty: it does.
QString unseenSight(HubPort::Sight sight, const QString& hub, const HubIdentity& identity);

} // namespace fanlight
