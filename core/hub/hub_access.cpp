// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_access.h"

#include "auth/jwt/minter.h"
#include "auth/token_list.h"
#include "delivery/parsed_publish.h"
#include "hub/log.h"
#include "hub/stream_query.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

struct RoleOption {
    const char* name;
    QString HubOptions::*member;
    Role role;
};
constexpr std::array RoleOptions{RoleOption{"admin-token", &HubOptions::adminToken, Role::Admin},
    RoleOption{"publish-token", &HubOptions::publishToken, Role::Publish},
    RoleOption{"monitor-token", &HubOptions::monitorToken, Role::Monitor}};

QString fillTokens(const RoleOption& option, const HubOptions& options, auth::NamedTokens& tokens)
{
    std::vector<auth::GivenToken> given;
    QString error = auth::parseTokens(options.*option.member, given);
    for (const auth::GivenToken& token : given) {
        const auto text = error.isEmpty() ? auth::secretOf(token.text, error) : std::nullopt;
        if (!text)
            break;
        tokens.add(token.name.isEmpty() ? roleName(option.role) : token.name.toStdString(),
            option.role, *text);
    }
    return error.isEmpty() ? error : u"--"_s % QString::fromLatin1(option.name) % u": "_s % error;
}

QString fillKeyFile(const QString& path, std::vector<jwt::Key>& keys)
{
    const QString option = u"--jwt-key: "_s;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return option % path % u" cannot be read: "_s % file.errorString();
    jwt::KeysRead read = jwt::readKeys(file.read(qint64(jwt::MaxKeyFileBytes) + 1).toStdString());
    if (!read.error.empty())
        return option % path % u": "_s % QString::fromStdString(read.error);
    for (const std::string& other : read.passedOver)
        qCInfo(hubLog, "%s: passed over %s", qPrintable(path), other.c_str());
    for (jwt::Key& key : read.keys) {
        key.setOrigin({"file " + QFileInfo(path).fileName().toStdString(),
            QDateTime::currentMSecsSinceEpoch()});
        keys.push_back(std::move(key));
    }
    return {};
}

QString fillSecret(
    const char* option, const char* source, const QString& given, std::vector<jwt::Key>& keys)
{
    if (given.isEmpty())
        return {};
    QString error;
    std::string why;
    const std::optional<std::string> secret = auth::secretOf(given, error);
    std::optional<jwt::Key> key = secret ? jwt::Key::ofSecret(*secret, why) : std::nullopt;
    if (key) {
        key->setOrigin({source, 0});
        keys.push_back(std::move(*key));
        return {};
    }
    return u"--"_s % QString::fromLatin1(option) % u": "_s
        % (error.isEmpty() ? QString::fromStdString(why) : error);
}

QString fillKeys(const HubOptions& options, std::vector<jwt::Key>& keys)
{
    QString error;
    for (const QString& path : options.jwtKeys) {
        error = fillKeyFile(path, keys);
        if (!error.isEmpty())
            return error;
    }
    error = fillSecret("jwt-secret", "secret", options.jwtSecret, keys);
    if (error.isEmpty())
        error
            = fillSecret("jwt-secret-previous", "previous secret", options.jwtSecretPrevious, keys);
    if (error.isEmpty() && keys.size() > jwt::MaxKeys)
        error = u"--jwt-key: a hub has at most %1 keys"_s.arg(jwt::MaxKeys);
    return error;
}

jwt::TokenChecks checksOf(const HubOptions& options)
{
    return {.issuer = options.jwtIssuer.toStdString(),
        .audience = options.jwtAudience.toStdString(),
        .userClaim = options.jwtUserClaim.toStdString(),
        .leeway = std::chrono::duration_cast<std::chrono::seconds>(options.jwtLeeway),
        .allowsNoExpiry = options.jwtAllowNoExp};
}

HubAccess::Admission turnedAway(int status, std::string reason)
{
    return {.status = status, .reason = std::move(reason), .user = {}, .validUntilMs = 0};
}

} // namespace

std::string_view cookieTokenOf(std::string_view cookies)
{
    static constexpr std::string_view Blank = " \t";
    const auto valueOf = [cookies](std::string_view name) -> std::string_view {
        std::string_view left = cookies;
        while (!left.empty()) {
            std::string_view one = left.substr(0, left.find(';'));
            left.remove_prefix(std::min(left.size(), one.size() + 1));
            one.remove_prefix(std::min(one.find_first_not_of(Blank), one.size()));
            const std::size_t sign = one.find('=');
            if (sign == std::string_view::npos || one.substr(0, sign) != name)
                continue;
            std::string_view value = one.substr(sign + 1);
            value = value.substr(0, value.find_last_not_of(Blank) + 1);
            if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
                value = value.substr(1, value.size() - 2);
            return value;
        }
        return {};
    };
    const std::string_view bound = valueOf("__Host-fanlight_token");
    return bound.empty() ? valueOf("fanlight_token") : bound;
}

HubAccess::HubAccess(const HubOptions& options, std::vector<jwt::Key> keys)
    : m_verifier(std::move(keys), checksOf(options))
    , m_anonymous(options.admits())
    , m_takesTokenInUrl(options.jwtInUrl)
{
}

std::unique_ptr<HubAccess> HubAccess::make(
    const HubOptions& options, const QString& ownToken, QString& error)
{
    std::vector<jwt::Key> keys;
    error = fillKeys(options, keys);
    if (!error.isEmpty())
        return nullptr;
    std::unique_ptr<HubAccess> access(new HubAccess(options, std::move(keys)));
    for (const RoleOption& option : RoleOptions) {
        error = fillTokens(option, options, access->m_tokens);
        if (!error.isEmpty())
            return nullptr;
    }
    access->m_isOpen = access->m_tokens.isEmpty();
    if (!ownToken.isEmpty())
        access->m_ownToken.add("window", Role::Admin, ownToken.toStdString());
    return access;
}

const auth::NamedTokens::Bearer* HubAccess::bearerOf(
    std::string_view token, std::int64_t nowMs) const
{
    if (token.empty())
        return nullptr;
    const auth::NamedTokens::Bearer* const bearer = m_tokens.find(token);
    if (bearer)
        bearer->lastUse->note(nowMs);
    return bearer ? bearer : m_ownToken.find(token);
}

HubAccess::Caller HubAccess::callerOf(const http::Request& request, std::int64_t nowMs)
{
    if (m_isOpen && !hasKeys())
        return {Role::Admin, {}};
    const std::string_view token = auth::bearerTokenOf(request.authorization);
    if (const auth::NamedTokens::Bearer* const bearer = bearerOf(token, nowMs))
        return {bearer->role, bearer->name};
    if (hasKeys()) {
        const std::string_view shown = token.empty() ? cookieTokenOf(request.cookie) : token;
        const jwt::Verdict verdict = shown.empty() ? jwt::Verdict{.refusal = "none",
                                         .user = {},
                                         .validUntilMs = 0,
                                         .issuedAtMs = 0,
                                         .key = {}}
                                                   : verify(shown, nowMs);
        if (verdict.isGood())
            return {m_isOpen ? Role::Admin : Role::User, verdict.user};
    }
    return {m_isOpen ? Role::Admin : Role::None, {}};
}

std::string HubAccess::refusalOf(const Caller& caller, Role needs) const
{
    const std::string name = roleName(needs);
    if (caller.role != Role::None)
        return "“" + caller.name + "” has the role " + roleName(caller.role) + ", and this needs "
            + name;
    if (needs == Role::Known)
        return "no token is known; send “Authorization: Bearer TOKEN”";
    std::string reason
        = "the " + name + " token is missing or wrong; send “Authorization: Bearer TOKEN”";
    if (!m_tokens.holdsFor(needs))
        reason += " (this hub was started without --" + name
            + (needs == Role::Admin ? "-token)" : "-token and --admin-token, so nobody may)");
    return reason;
}

jwt::Verdict HubAccess::verify(std::string_view token, std::int64_t nowMs)
{
    const auth::Digest digest = auth::sha256(token);
    if (auto known = m_memory.find(digest, nowMs)) {
        known->key->note(nowMs);
        return {.refusal = {},
            .user = std::move(known->user),
            .validUntilMs = known->validUntilMs,
            .issuedAtMs = known->issuedAtMs,
            .key = std::move(known->key)};
    }
    jwt::Verdict verdict = m_verifier.verify(token, nowMs);
    if (!verdict.isGood())
        return verdict;
    if (const std::string wrong = checkName("token's user", verdict.user); !wrong.empty())
        verdict.refusal = wrong;
    if (!verdict.isGood())
        return verdict;
    verdict.key->note(nowMs);
    m_memory.remember(
        digest, {verdict.user, verdict.validUntilMs, verdict.issuedAtMs, verdict.key});
    return verdict;
}

HubAccess::Admission HubAccess::admit(
    const http::Request& request, const StreamQuery& asked, std::int64_t nowMs)
{
    Admission asAsked{.status = 0, .reason = {}, .user = asked.userId, .validUntilMs = 0};
    if (m_anonymous == Anonymous::All && !hasKeys())
        return asAsked;
    std::string_view token = auth::bearerTokenOf(request.authorization);
    if (const auth::NamedTokens::Bearer* const bearer = bearerOf(token, nowMs)) {
        if (bearer->role == Role::Admin)
            return asAsked;
        return turnedAway(403,
            std::string("this token has the role ") + roleName(bearer->role)
                + "; a stream is for the token of its user, or of an administrator");
    }
    if (token.empty())
        token = cookieTokenOf(request.cookie);
    if (token.empty() && asked.token) {
        if (!m_takesTokenInUrl)
            return turnedAway(401,
                "a token in the URL ends up in logs on the way: send it as “Authorization: "
                "Bearer” or as the cookie fanlight_token, or start the hub with --jwt-in-url");
        token = *asked.token;
    }
    if (token.empty()) {
        if (asked.userId)
            return turnedAway(401,
                "a user's stream needs the user's token: send it as “Authorization: Bearer” or "
                "as the cookie fanlight_token");
        if (m_anonymous == Anonymous::None)
            return turnedAway(401, "a stream of this hub needs a token");
        return asAsked;
    }
    if (!hasKeys())
        return turnedAway(401, "this hub has no key to check a token with");
    jwt::Verdict verdict = verify(token, nowMs);
    if (!verdict.isGood())
        return turnedAway(401, std::move(verdict.refusal));
    if (asked.userId && *asked.userId != verdict.user)
        return turnedAway(403, "userId: the token is of another user");
    return {.status = 0,
        .reason = {},
        .user = std::move(verdict.user),
        .validUntilMs = verdict.validUntilMs};
}

bool HubAccess::canMint() const
{
    const std::vector<jwt::Key>& keys = m_verifier.keys();
    return std::any_of(
        keys.begin(), keys.end(), [](const jwt::Key& key) { return key.isSecret(); });
}

std::string HubAccess::mint(
    std::string_view user, std::chrono::seconds lifetime, std::int64_t nowMs) const
{
    for (const jwt::Key& key : m_verifier.keys()) {
        if (key.isSecret())
            return jwt::mintToken(key, m_verifier.checks(), user, lifetime, nowMs);
    }
    return {};
}

std::vector<AccessKeyRow> HubAccess::keys() const
{
    std::vector<AccessKeyRow> rows;
    for (const jwt::Key& key : m_verifier.keys()) {
        AccessKeyRow row;
        row.id = key.id();
        row.kind = key.kind();
        for (const jwt::Algorithm algorithm : key.algorithms())
            row.algorithms.emplace_back(jwt::algorithmName(algorithm));
        row.source = key.origin().source;
        row.refreshedMs = key.origin().readAtMs;
        row.lastUsedMs = key.lastUse()->ms();
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<AccessTokenRow> HubAccess::tokens() const
{
    std::vector<AccessTokenRow> rows;
    for (const auth::NamedTokens::Bearer& bearer : m_tokens.bearers())
        rows.push_back({bearer.name, bearer.role, bearer.lastUse->ms()});
    return rows;
}

std::vector<std::string> HubAccess::features() const
{
    std::vector<std::string> features;
    if (hasKeys())
        features.emplace_back("jwt");
    if (hasKeys() && m_takesTokenInUrl)
        features.emplace_back("jwt-in-url");
    if (!m_isOpen)
        features.emplace_back("roles");
    if (m_anonymous == Anonymous::All && !hasKeys())
        features.emplace_back("anonymous-all");
    else if (m_anonymous != Anonymous::None)
        features.emplace_back("anonymous-broadcasts");
    return features;
}

} // namespace fanlight
