// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access_text.h"

#include <QCoreApplication>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

struct AccessWords {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AccessWords)
};

QString quotedNames(const AccessSnapshot& access, Role role, int& count)
{
    QStringList names;
    for (const AccessTokenRow& token : access.tokens) {
        if (token.role == role)
            names << AccessWords::tr("“%1”").arg(QString::fromStdString(token.name));
    }
    count = int(names.size());
    return names.join(u", "_s);
}

// “token of https://id.example (2 keys, read 4 min ago), as a bearer or a cookie, or a ticket”
QString proofOfUsers(const AccessSnapshot& access)
{
    QString proof = access.issuer.isEmpty()
        ? AccessWords::tr("a token that one of the keys has signed")
        : AccessWords::tr("a token of %1").arg(access.issuer);
    qint64 readMs = 0;
    for (const AccessKeyRow& key : access.keys)
        readMs = std::max(readMs, qint64(key.refreshedMs));
    const QString keys = AccessWords::tr("%n key(s)", nullptr, int(access.keys.size()));
    const QString read = access_text::agoText(readMs, access.takenAtMs);
    proof += u' '
        + (read.isEmpty() ? AccessWords::tr("(%1)", "2 keys").arg(keys)
                          : AccessWords::tr("(%1, read %2)", "2 keys, 4 min ago").arg(keys, read));
    proof += u", "_s
        + (access.features.contains("jwt-in-url"_L1)
                ? AccessWords::tr("as a bearer, a cookie, or in the URL")
                : AccessWords::tr("as a bearer or a cookie"));
    if (access.features.contains("tickets"_L1))
        proof += AccessWords::tr("; or a ticket");
    return proof;
}

bool isOpenToReaders(const AccessSnapshot& access)
{
    return access.anonymous == Anonymous::All && !access.hasKeys;
}

void addUsers(const AccessSnapshot& access, std::vector<access_text::Rule>& rules)
{
    const QString may = AccessWords::tr("read the user's own stream, and broadcasts");
    if (access.features.contains("authorize"_L1))
        rules.push_back({AccessWords::tr("A user's page"),
            AccessWords::tr("the app says so (--authorize), by its cookie or token"), may});
    if (access.hasKeys)
        rules.push_back({AccessWords::tr("A user's page"), proofOfUsers(access), may});
    else if (access.features.contains("tickets"_L1) && !isOpenToReaders(access))
        rules.push_back({AccessWords::tr("A user's page"), AccessWords::tr("a ticket"), may});
}

void addTokens(const AccessSnapshot& access, std::vector<access_text::Rule>& rules)
{
    const bool makesTickets = access.features.contains("tickets"_L1);
    const QString publishes = makesTickets
        ? AccessWords::tr("publish, keep the audience, look at receipts, make tickets")
        : AccessWords::tr("publish, keep the audience, look at receipts");
    const std::array<std::pair<Role, QString>, 3> roles{std::pair{Role::Publish, publishes},
        {Role::Monitor, AccessWords::tr("read figures, connections and /metrics")},
        {Role::Admin,
            AccessWords::tr("everything: read any user's stream, publish, disconnect, look on")}};
    for (const auto& [role, may] : roles) {
        int count = 0;
        const QString names = quotedNames(access, role, count);
        if (count == 0)
            continue;
        const QString proof = role == Role::Publish
            ? AccessWords::tr("%n publish token(s)", nullptr, count)
            : role == Role::Monitor ? AccessWords::tr("%n monitor token(s)", nullptr, count)
                                    : AccessWords::tr("%n administrator token(s)", nullptr, count);
        rules.push_back({names, proof, may});
    }
}

access_text::Rule everybody(const AccessSnapshot& access)
{
    QStringList may;
    if (isOpenToReaders(access))
        may << AccessWords::tr("read any user's stream");
    else if (access.anonymous != Anonymous::None)
        may << AccessWords::tr("read broadcasts");
    if (!access.hasRoles)
        may << AccessWords::tr("publish, keep the audience, read figures and connections, "
                               "disconnect")
            << (access.allowsFaults ? AccessWords::tr("break things on purpose") : QString());
    may << AccessWords::tr("/healthz, /readyz and the page to try it with");
    may.removeAll(QString());
    return {
        access.isReachable ? AccessWords::tr("Anyone") : AccessWords::tr("Anyone on this machine"),
        {}, may.join(u"; "_s)};
}

} // namespace

std::vector<access_text::Rule> access_text::rulesOf(const AccessSnapshot& access)
{
    std::vector<Rule> rules;
    if (!access.isListening)
        return rules;
    addUsers(access, rules);
    addTokens(access, rules);
    rules.push_back({AccessWords::tr("This window"), AccessWords::tr("it is the program itself"),
        AccessWords::tr("everything")});
    rules.push_back(everybody(access));
    return rules;
}

access_text::Openness access_text::opennessOf(const AccessSnapshot& access)
{
    using Tone = Pill::Tone;
    if (!access.isListening)
        return {Tone::Neutral, AccessWords::tr("not listening"),
            AccessWords::tr("Start the hub to see who may do what.")};
    const bool readsAll = isOpenToReaders(access);
    const bool readsBroadcasts = !readsAll && access.anonymous != Anonymous::None;
    if (!access.isReachable) {
        if (readsAll || !access.hasRoles)
            return {Tone::Neutral, AccessWords::tr("open to everybody on this machine"),
                AccessWords::tr(
                    "Usual while one develops: nobody else reaches %1. Before others may, say who "
                    "publishes (a publish token) and how readers are known (a key or a secret).")
                    .arg(access.listen)};
        return {Tone::Good,
            readsBroadcasts ? AccessWords::tr("only broadcasts are open, on this machine")
                            : AccessWords::tr("nothing is open without a proof"),
            {}};
    }
    if (readsAll)
        return {Tone::Bad, AccessWords::tr("open to strangers"),
            AccessWords::tr("Whoever reaches this hub reads any user's stream, as --anonymous all "
                            "says. Set a key or a secret of users' tokens to end that.")};
    if (!access.hasRoles)
        return {Tone::Bad, AccessWords::tr("open to strangers"),
            AccessWords::tr("Whoever reaches this hub may publish, and see and end connections. "
                            "Set a publish token to end that.")};
    if (readsBroadcasts)
        return {Tone::Warning, AccessWords::tr("strangers may read broadcasts"),
            AccessWords::tr("As --anonymous broadcasts says; users' streams are not open.")};
    return {Tone::Good, AccessWords::tr("nothing is open to strangers"), {}};
}

QString access_text::roleName(Role role)
{
    return role == Role::Publish ? AccessWords::tr("publish token")
        : role == Role::Monitor  ? AccessWords::tr("monitor token")
                                 : AccessWords::tr("administrator token");
}

QString access_text::sourceText(const AccessKeyRow& key)
{
    QString source = QString::fromStdString(key.source);
    if (source == "secret"_L1)
        return AccessWords::tr("secret");
    if (source == "previous secret"_L1)
        return AccessWords::tr("the secret before");
    if (source.startsWith("file "_L1))
        return AccessWords::tr("file %1").arg(source.sliced(5));
    return source;
}

QString access_text::agoText(qint64 timeMs, qint64 nowMs)
{
    if (timeMs == 0)
        return {};
    const qint64 seconds = std::max<qint64>(0, nowMs - timeMs) / 1000;
    if (seconds < 2)
        return AccessWords::tr("now");
    if (seconds < 120)
        return AccessWords::tr("%1 s ago").arg(seconds);
    if (seconds < 2 * 3600)
        return AccessWords::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 2 * 86'400)
        return AccessWords::tr("%1 h ago").arg(seconds / 3600);
    return AccessWords::tr("%1 d ago").arg(seconds / 86'400);
}

QString access_text::fromNowText(qint64 timeMs, qint64 nowMs)
{
    if (timeMs <= nowMs)
        return agoText(timeMs, nowMs);
    const qint64 seconds = (timeMs - nowMs + 999) / 1000;
    if (seconds < 120)
        return AccessWords::tr("in %1 s").arg(seconds);
    if (seconds < 2 * 3600)
        return AccessWords::tr("in %1 min").arg(seconds / 60);
    if (seconds < 2 * 86'400)
        return AccessWords::tr("in %1 h").arg(seconds / 3600);
    return AccessWords::tr("in %1 d").arg(seconds / 86'400);
}

} // namespace fanlight
