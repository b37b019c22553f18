// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/refusal.h"

namespace fanlight::redis {

namespace {

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

QString userOf(const RedisUrl& url)
{
    return url.user.isEmpty() ? QStringLiteral("the default user")
                              : QStringLiteral("user “%1”").arg(url.user);
}

} // namespace

bool Refusal::isToEveryone(std::string_view error)
{
    return error.starts_with("DENIED") || has(error, "max number of clients");
}

Refusal Refusal::of(
    std::string_view error, const Peer& peer, const RedisUrl& url, const QString& rules)
{
    const QString who = peer.who();
    const QString said = QString::fromUtf8(error.data(), static_cast<qsizetype>(error.size()));
    // in the order of Redis' own list, then the errors that have no code
    if (error.starts_with("NOAUTH") && peer.isSentinel)
        return {QStringLiteral("%1 wants a password of its own: add ?sentinel-password=@FILE to "
                               "the address.")
                    .arg(who),
            true};
    if (error.starts_with("NOAUTH"))
        return {QStringLiteral("%1 wants a password: put it into the address, "
                               "redis://user:password@host (:password@ for the default user).")
                    .arg(who),
            true};
    if (error.starts_with("WRONGPASS") || has(error, "invalid password"))
        return {QStringLiteral("%1 refuses %2 with this password: correct it in the address, or "
                               "look at ACL LIST there (a disabled user is refused as well).")
                    .arg(who, userOf(url)),
            true};
    if (error.starts_with("NOPERM"))
        return {
            QStringLiteral(
                "%1 does not allow %2 what Fanlight needs: grant it there with %3. It says: %4")
                .arg(who, userOf(url),
                    rules.isEmpty() ? QStringLiteral("ACL SETUSER") : grantLine(url, rules), said),
            true};
    if (error.starts_with("DENIED"))
        return {QStringLiteral("%1 is in protected mode and answers its own machine only: set a "
                               "password there, or “protected-mode no” in a network you trust.")
                    .arg(who),
            true};
    if (error.starts_with("LOADING"))
        return {QStringLiteral("%1 is still loading its data; it is asked again until it is ready.")
                    .arg(who),
            false};
    if (error.starts_with("MASTERDOWN"))
        return {QStringLiteral("%1 is a replica that has lost its primary: connect to the primary, "
                               "or mend their link.")
                    .arg(who),
            false};
    if (has(error, "max number of clients"))
        return {
            QStringLiteral("%1 has no connection left: raise “maxclients” there, or close others.")
                .arg(who),
            false};
    if (has(error, "without any password configured") || has(error, "no password is set"))
        return {QStringLiteral(
                    "%1 has no password, but the address gives one: leave it out, or set it there.")
                    .arg(who),
            true};
    if (has(error, "wrong number of arguments for 'auth'"))
        return {QStringLiteral("%1 is older than version 6 and knows no users: give the password "
                               "alone, redis://:password@host.")
                    .arg(who),
            true};
    if (has(error, "DB index") || has(error, "SELECT is not allowed"))
        return {QStringLiteral(
                    "%1 has no database %2: choose a lower number, or raise “databases” there.")
                    .arg(who)
                    .arg(url.db),
            true};
    return {QStringLiteral("%1 refuses the connection: %2").arg(who, said), false};
}

bool isRedirection(std::string_view error)
{
    return error.starts_with("MOVED ") || error.starts_with("ASK ") || error.starts_with("TRYAGAIN")
        || error.starts_with("CLUSTERDOWN");
}

QString grantLine(const RedisUrl& url, const QString& rules)
{
    return QStringLiteral("ACL SETUSER %1 %2")
        .arg(url.user.isEmpty() ? QStringLiteral("default") : url.user, rules);
}

std::string explainError(std::string_view error, std::string_view grant)
{
    // Before Redis 7 what fails inside of a script is told as an error of the script: "ERR Error
    // running script (…): …: -OOM …"
    if (const std::size_t at = error.find(": -");
        error.starts_with("ERR Error running script") && at != std::string_view::npos)
        error.remove_prefix(at + 3);
    const std::string text(error);
    if (error.starts_with("LOST "))
        return "Redis went away: " + text.substr(5);
    if (error.starts_with("OOM"))
        return "Redis refuses to write: its memory limit is reached (raise maxmemory, or keep less "
               "with --history).";
    if (error.starts_with("NOPERM") || has(error, "ACL failure in script")
        || has(error, "can't run this command or subcommand"))
        return "The Redis user may not do this"
            + (grant.empty() ? std::string() : "; run there: " + std::string(grant))
            + ". It says: " + text;
    if (error.starts_with("READONLY"))
        return "This Redis is a read-only replica; name its primary, or the sentinels.";
    if (error.starts_with("NOREPLICAS"))
        return "Redis refuses to write since too few replicas are connected: connect them, or "
               "lower min-replicas-to-write there.";
    if (error.starts_with("MISCONF"))
        return "Redis refuses to write since it cannot save to its disk: " + text;
    if (error.starts_with("CROSSSLOT"))
        return "This is a node of a Redis Cluster, which keeps keys apart that Fanlight writes "
               "together elsewhere: give it as redis+cluster://host:port with --broker. It says: "
            + text;
    if (error.starts_with("CLUSTERDOWN"))
        return "The Redis Cluster does not serve this: a part of it has no primary, or this node "
               "is "
               "cut off from the others (CLUSTER INFO tells; --broker redis+cluster://…). It says: "
            + text;
    if (isRedirection(error))
        return "The Redis Cluster is moving this to another node of it: try again (its address "
               "begins with redis+cluster:// in --broker). It says: "
            + text;
    if (error.starts_with("WRONGTYPE"))
        return "The app keeps something else in Redis under this key: " + text;
    if (error.starts_with("LOADING"))
        return "Redis is still loading its data; it is asked again until it is ready.";
    if (error.starts_with("MASTERDOWN"))
        return "This Redis is a replica that has lost its primary: name the primary, or mend their "
               "link.";
    if (error.starts_with("BUSY"))
        return "Redis is busy with a script of somebody else: wait, or end it there with SCRIPT "
               "KILL.";
    if (error.starts_with("NOAUTH"))
        return "Redis wants a password: put it into the address, redis://user:password@host.";
    if (error.starts_with("WRONGPASS"))
        return "Redis refuses this user with this password: correct it in the address.";
    if (has(error, "unknown command"))
        return "This Redis does not have a command that Fanlight needs: it is older than 6.2, or "
               "the command was renamed there. It says: "
            + text;
    return "Redis refuses: " + text;
}

std::string databaseRemark(int db)
{
    return "Redis' database numbers do not part channels: what is published in any database "
           "reaches this hub's clients, not only what is in database "
        + std::to_string(db) + ". Give each app a --channel-prefix of its own.";
}

} // namespace fanlight::redis
