// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_identity.h"

#include "hub/json_fields.h"
#include "remote/remote_address.h"

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostName = 256; // characters of names and versions
using Ability = HubPort::Ability;

Role neededFor(Ability ability)
{
    switch (ability) {
    case Ability::Look:
        return Role::Monitor;
    case Ability::Publish:
    case Ability::ChangeAudience:
    case Ability::MakeTickets:
        return Role::Publish;
    default:
        return Role::Admin;
    }
}

QString roleText(const HubIdentity& identity)
{
    const QString role = QString::fromLatin1(roleName(identity.role));
    return identity.caller.isEmpty()
        ? RemoteText::tr("with the role %1").arg(role)
        : RemoteText::tr("as “%1” with the role %2").arg(identity.caller, role);
}

QString linkText(const QString& hub, const HubLink& link)
{
    if (!link.problem.isEmpty())
        return link.problem;
    return link.state == HubLink::State::Connecting
        ? RemoteText::tr("%1 is being connected.").arg(hub)
        : RemoteText::tr("%1 does not answer; it is tried again and again.").arg(hub);
}

// Which abilities an older hub does not have.
bool isOfAdminRoutes(Ability ability)
{
    return ability == Ability::ChangeOptions || ability == Ability::HandleTokens;
}

} // namespace

std::optional<HubIdentity> HubIdentity::read(const QJsonObject& object)
{
    HubIdentity identity;
    QString role;
    QStringList features;
    JsonFields fields(object);
    fields.text("name"_L1, identity.caller, MostName);
    fields.text("role"_L1, role, MostName);
    fields.text("instance"_L1, identity.instance, MostName);
    fields.text("version"_L1, identity.version, MostName);
    fields.texts("features"_L1, features);
    if (!fields.isGood() || role.isEmpty() || identity.version.isEmpty())
        return std::nullopt;
    identity.features = features.first(std::min(features.size(), MostFeatures));
    for (const Role one : {Role::User, Role::Monitor, Role::Publish, Role::Admin}) {
        if (role == QLatin1StringView(roleName(one)))
            identity.role = one; // of a later version none: it may do nothing
    }
    return identity;
}

QString missingAbility(Ability ability, const QString& hub, const HubIdentity& identity,
    const HubLink& link, const HubStatus& status)
{
    if (ability == Ability::StartAndStop)
        return RemoteText::tr("%1 runs on a server: it is started and stopped there, for example "
                              "with systemctl.")
            .arg(hub);
    if (ability == Ability::MoveBroker)
        return RemoteText::tr(
            "A hub on a server moves to Redis with --broker and a restart there.");
    if (!link.isUp())
        return linkText(hub, link);
    if (const Role needed = neededFor(ability); !covers(identity.role, needed)) {
        const QString role = QString::fromLatin1(roleName(needed));
        if (ability == Ability::Look)
            return RemoteText::tr("You are at %1 %2: figures and rows need a token of the role "
                                  "%3 or admin.")
                .arg(hub, roleText(identity), role);
        return RemoteText::tr("You are at %1 %2: this needs a token of the role %3%4.")
            .arg(hub, roleText(identity), role,
                needed == Role::Admin ? QString() : RemoteText::tr(" or admin"));
    }
    if (ability == Ability::BreakOnPurpose && !identity.has(HubIdentity::Faults))
        return RemoteText::tr("%1 takes no faults from elsewhere: start it there with "
                              "--allow-faults.")
            .arg(hub);
    if (ability == Ability::TapRedis) {
        if (!identity.has(HubIdentity::AdminStream))
            return RemoteText::tr("%1 is Fanlight %2, which cannot tell a window elsewhere what "
                                  "passes in Redis: upgrade it.")
                .arg(hub, identity.version);
        if (status.broker.kind != "redis"_L1)
            return RemoteText::tr("%1 is not behind Redis.").arg(hub);
    }
    if (isOfAdminRoutes(ability) && !identity.has(HubIdentity::AdminRoutes))
        return RemoteText::tr("%1 is Fanlight %2, which does not offer this to a window "
                              "elsewhere: upgrade it.")
            .arg(hub, identity.version);
    return {};
}

QString unseenSight(HubPort::Sight sight, const QString& hub, const HubIdentity& identity)
{
    using Sight = HubPort::Sight;
    if (identity.version.isEmpty())
        return {}; // it was not there yet
    if (!identity.mayLook())
        return RemoteText::tr("You are at %1 %2: to see this takes a token of the role monitor or "
                              "admin.")
            .arg(hub, roleText(identity));
    const auto older = [&] {
        return RemoteText::tr("%1 is Fanlight %2, which does not tell this to a window elsewhere: "
                              "upgrade it.")
            .arg(hub, identity.version);
    };
    switch (sight) {
    case Sight::Figures:
    case Sight::Connections:
    case Sight::Sources:
        return {};
    case Sight::FaultsOn:
        return identity.has(HubIdentity::Faults) || identity.has(HubIdentity::AdminStream)
            ? QString()
            : older();
    case Sight::Messages:
    case Sight::Log:
    case Sight::Instances:
    case Sight::Redis:
        return identity.has(HubIdentity::AdminStream) ? QString() : older();
    case Sight::AccessRules:
    case Sight::Options:
        return identity.has(HubIdentity::AdminRoutes) ? QString() : older();
    }
    return {};
}

} // namespace fanlight
