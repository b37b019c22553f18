// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_access.h"

#include "auth/jwt/minter.h"
#include "delivery/parsed_publish.h"
#include "http/query.h"
#include "hub/access_limits.h"
#include "hub/stream_query.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

jwt::TokenChecks checksOf(const HubOptions& options)
{
    return {.issuer = options.jwtIssuer.toStdString(),
        .audience = options.jwtAudience.toStdString(),
        .userClaim = options.jwtUserClaim.toStdString(),
        .leeway = std::chrono::duration_cast<std::chrono::seconds>(options.jwtLeeway),
        .allowsNoExpiry = options.jwtAllowNoExp};
}

// A JWT has three parts; whatever else is the app's business.
bool looksLikeJwt(std::string_view token)
{
    return std::count(token.begin(), token.end(), '.') == 2;
}

// What both lists name: “like,comment”; an empty one names all. Nothing: they have nothing in
// common.
std::optional<std::string> typesOfBoth(const std::string& asked, const std::string& allowed)
{
    if (asked.empty() || allowed.empty())
        return asked.empty() ? allowed : asked;
    const std::string all = ',' + allowed + ',';
    std::string both;
    std::string_view left = asked;
    while (!left.empty()) {
        const std::string_view one = left.substr(0, left.find(','));
        left.remove_prefix(std::min(left.size(), one.size() + 1));
        if (all.find(std::string(1, ',').append(one).append(1, ',')) == std::string::npos)
            continue;
        both.append(both.empty() ? "" : ",").append(one);
    }
    return both.empty() ? std::nullopt : std::optional(both);
}

Admission narrowed(
    Admission admission, const StreamQuery& asked, const std::string& allowed, const char* who)
{
    std::optional<std::string> types = typesOfBoth(asked.types, allowed);
    if (!types)
        return Admission::refused(
            403, std::string("types: ") + who + " is for “" + allowed + "” only");
    admission.types = std::move(*types);
    return admission;
}

std::int64_t earlierEnd(std::int64_t a, std::int64_t b)
{
    return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
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

HubAccess::HubAccess(const HubOptions& options, AccessProofs proofs)
    : m_checks(checksOf(options))
    , m_isOpen(proofs.tokens.isEmpty())
    , m_hasKeys(options.hasKey())
    , m_hasEndpoint(!options.jwksUrl.isEmpty())
    , m_anonymous(options.admits())
    , m_takesTokenInUrl(options.jwtInUrl)
{
    m_endpointUrl = options.jwksUrl;
    m_appUrl = options.authorizeUrl;
    if (!m_appUrl.isEmpty())
        m_app = nextNumber();
    number(proofs.keys, proofs.tokens);
    m_current = {.ownKeys = proofs.keys.size(),
        .verifier = std::make_shared<jwt::Verifier>(std::move(proofs.keys), m_checks),
        .tokens = std::make_shared<const auth::NamedTokens>(std::move(proofs.tokens)),
        .generation = 0};
}

std::unique_ptr<HubAccess> HubAccess::make(
    const HubOptions& options, const QString& ownToken, QString& error)
{
    std::optional<AccessProofs> proofs = AccessProofs::read(options, error);
    if (!proofs)
        return nullptr;
    std::unique_ptr<HubAccess> access(new HubAccess(options, std::move(*proofs)));
    if (!ownToken.isEmpty()) {
        access->m_ownToken.add("window", Role::Admin, ownToken.toStdString());
        access->m_ownToken.bearers().front().lastUse->setNumber(proven_by::Window);
    }
    return access;
}

std::shared_ptr<const auth::NamedTokens::Bearer> HubAccess::bearerOf(
    const Current& now, const Shown& shown, std::int64_t nowMs) const
{
    if (shown.token.empty())
        return nullptr;
    if (const auth::NamedTokens::Bearer* const bearer = now.tokens->find(shown.digest)) {
        bearer->lastUse->note(nowMs);
        return {now.tokens, bearer};
    }
    return {std::shared_ptr<const void>(), m_ownToken.find(shown.digest)};
}

HubAccess::Caller HubAccess::callerOf(const http::Request& request, std::int64_t nowMs)
{
    const bool isOpenToCallers = isOpen();
    if (isOpenToCallers && !hasKeys())
        return {Role::Admin, {}};
    const Current now = current();
    const Shown bearing(auth::bearerTokenOf(request.authorization));
    if (const auto bearer = bearerOf(now, bearing, nowMs)) {
        noteGood(request, bearing);
        return {bearer->role, bearer->name};
    }
    Caller nobody{isOpenToCallers ? Role::Admin : Role::None, {}};
    nobody.isWrongToken = !bearing.token.empty();
    if (hasKeys()) {
        const Shown shown = bearing.token.empty() ? Shown(cookieTokenOf(request.cookie)) : bearing;
        if (shown.token.empty())
            return nobody;
        jwt::Verdict verdict = verify(now, shown, nowMs);
        if (verdict.isGood())
            return {isOpenToCallers ? Role::Admin : Role::User, verdict.user, verdict.validUntilMs,
                verdict.issuedAtMs};
        nobody.isWrongToken = verdict.isForged && !(m_hasEndpoint && verdict.missingKey);
        if (m_hasEndpoint && verdict.missingKey)
            nobody.missingKey = std::move(verdict.missingKey);
    }
    return nobody;
}

void HubAccess::noteGood(const http::Request& request, const Shown& shown)
{
    if (m_wrongTokens)
        m_wrongTokens->noteGood(AccessLimits::keyOf(request), shown.digest);
}

bool HubAccess::isOwn(const http::Request& request) const
{
    const std::string_view token = auth::bearerTokenOf(request.authorization);
    return !token.empty() && m_ownToken.find(token);
}

bool HubAccess::mayShowToken(const http::Request& request, std::int64_t nowMs)
{
    if (!m_wrongTokens)
        return true; // nobody is slowed down
    std::string_view token = auth::bearerTokenOf(request.authorization);
    if (token.empty())
        token = cookieTokenOf(request.cookie);
    const auto query
        = token.empty() && m_takesTokenInUrl ? http::Query::parse(request.query()) : std::nullopt;
    if (query)
        token = query->value("token").value_or(std::string_view());
    // what only the app understands it judges
    const bool isForApp = asksApp() && !looksLikeJwt(token) && request.authorization.empty();
    if (token.empty() || isForApp)
        return true;
    const auth::Digest digest = auth::sha256(token);
    return m_memory.find(digest, nowMs, current().generation)
        || m_wrongTokens->wasGood(AccessLimits::keyOf(request), digest);
}

std::string HubAccess::refusalOf(const Caller& caller, Role needs) const
{
    const std::string name = roleName(needs == Role::Granter ? Role::Publish : needs);
    if (caller.role != Role::None)
        return "“" + caller.name + "” has the role " + roleName(caller.role) + ", and this needs "
            + name;
    if (needs == Role::Known)
        return "no token is known; send “Authorization: Bearer TOKEN”";
    if (needs == Role::Granter)
        return "a ticket is made for the publish token, or for a user's own token; send "
               "“Authorization: Bearer TOKEN”";
    std::string reason
        = "the " + name + " token is missing or wrong; send “Authorization: Bearer TOKEN”";
    if (!current().tokens->holdsFor(needs))
        reason += " (this hub was started without --" + name
            + (needs == Role::Admin ? "-token)" : "-token and --admin-token, so nobody may)");
    return reason;
}

std::string HubAccess::denialOf(
    const std::string& user, std::int64_t issuedAtMs, std::int64_t nowMs) const
{
    const std::optional<auth::DenialList::Denial> denial = m_denials.find(user, nowMs);
    if (!denial || issuedAtMs > denial->sinceMs)
        return {};
    return "what its user had before was withdrawn " + jwt::roughly(nowMs - denial->sinceMs)
        + " ago; sign in again";
}

jwt::Verdict HubAccess::verify(const Current& now, const Shown& shown, std::int64_t nowMs)
{
    jwt::Verdict verdict;
    if (auto known = m_memory.find(shown.digest, nowMs, now.generation)) {
        verdict.user = std::move(known->user);
        verdict.validUntilMs = known->validUntilMs;
        verdict.issuedAtMs = known->issuedAtMs;
        verdict.key = std::move(known->key);
    } else {
        verdict = now.verifier->verify(shown.token, nowMs);
        if (verdict.isGood())
            verdict.refusal = checkName("token's user", verdict.user);
        if (!verdict.isGood())
            return verdict;
        m_memory.remember(shown.digest,
            {verdict.user, verdict.validUntilMs, verdict.issuedAtMs, verdict.key, now.generation});
    }
    if (std::string denied = denialOf(verdict.user, verdict.issuedAtMs, nowMs); !denied.empty())
        verdict.refusal = "token: " + denied;
    else
        verdict.key->note(nowMs);
    return verdict;
}

Admission HubAccess::admit(
    const http::Request& request, const StreamQuery& asked, std::int64_t nowMs, bool keysAreFresh)
{
    Admission asAsked;
    asAsked.user = asked.userId;
    const std::uint16_t app = m_app.load(std::memory_order_acquire);
    const bool isForAll = isOpenToAll();
    std::string_view token = auth::bearerTokenOf(request.authorization);
    const Current now = isForAll ? Current() : current();
    Shown shown(isForAll ? std::string_view() : token);
    if (const auto bearer = bearerOf(now, shown, nowMs)) {
        noteGood(request, shown);
        asAsked.provenBy = bearer->lastUse->number();
        if (bearer->role == Role::Admin)
            return asAsked;
        return Admission::refused(403,
            std::string("this token has the role ") + roleName(bearer->role)
                + "; a stream is for the token of its user, or of an administrator");
    }
    if (token.empty())
        token = cookieTokenOf(request.cookie);
    if (token.empty() && asked.token && !isForAll) {
        if (!m_takesTokenInUrl)
            return Admission::refused(401,
                "a token in the URL ends up in logs on the way: send it as “Authorization: "
                "Bearer” or as the cookie fanlight_token, or start the hub with --jwt-in-url");
        token = *asked.token;
    }
    if (!isForAll && !token.empty() && hasKeys()
        && (app == proven_by::Nothing || looksLikeJwt(token))) {
        if (shown.token.empty())
            shown = Shown(token);
        return admitByToken(now, shown, asked, nowMs, keysAreFresh);
    }
    if (asked.ticket)
        return admitByTicket(*asked.ticket, asked, request, nowMs);
    if (app != proven_by::Nothing) {
        asAsked.awaits = Admission::Awaits::App;
        asAsked.provenBy = app;
        return asAsked;
    }
    if (isForAll) {
        // without a proof nothing is newer than the denial
        if (asked.userId) {
            if (std::string denied = denialOf(*asked.userId, 0, nowMs); !denied.empty())
                return Admission::refused(401, std::move(denied));
        }
        return asAsked;
    }
    if (!token.empty()) {
        Admission refused = Admission::refused(401, "this hub has no key to check a token with");
        refused.isWrongToken = true;
        return refused;
    }
    if (asked.userId)
        return Admission::refused(401,
            "a user's stream needs the user's token: send it as “Authorization: Bearer” or "
            "as the cookie fanlight_token");
    if (m_anonymous.load(std::memory_order_acquire) == Anonymous::None)
        return Admission::refused(401, "a stream of this hub needs a token");
    return asAsked;
}

Admission HubAccess::admitByToken(const Current& now, const Shown& shown, const StreamQuery& asked,
    std::int64_t nowMs, bool keysAreFresh)
{
    jwt::Verdict verdict = verify(now, shown, nowMs);
    if (!verdict.isGood()) {
        Admission refused = Admission::refused(401, std::move(verdict.refusal));
        refused.isWrongToken = verdict.isForged;
        if (m_hasEndpoint && verdict.missingKey && !keysAreFresh) {
            refused.awaits = Admission::Awaits::Keys;
            refused.keyId = std::move(*verdict.missingKey);
        }
        return refused;
    }
    if (asked.userId && *asked.userId != verdict.user)
        return Admission::refused(403, "userId: the token is of another user");
    Admission admission;
    admission.user = std::move(verdict.user);
    admission.validUntilMs = verdict.validUntilMs;
    admission.provenBy = verdict.key->number();
    if (asksApp()) // looked at behind the number, which is another one where the app is
        admission.awaits = Admission::Awaits::App;
    return admission;
}

Admission HubAccess::admitByTicket(std::string_view ticket, const StreamQuery& asked,
    const http::Request& request, std::int64_t nowMs)
{
    const auth::Digest digest = auth::sha256(ticket);
    const auth::TicketStore::Taking found = m_tickets.look(digest, nowMs);
    if (found.outcome == auth::TicketOutcome::Unknown
        && m_ticketsElsewhere.load(std::memory_order_acquire)) {
        Admission admission;
        admission.awaits = Admission::Awaits::Ticket;
        admission.ticket = digest;
        return admission;
    }
    return conclude(digest, found, asked, request.hasLastEventId, nowMs);
}

Admission HubAccess::conclude(const auth::Digest& ticket, const auth::TicketStore::Taking& taking,
    const StreamQuery& asked, bool isComeBack, std::int64_t nowMs) const
{
    switch (taking.outcome) {
    case auth::TicketOutcome::Unknown:
        return Admission::refused(
            401, "the ticket is not known: it was used, or its time is over; ask for another");
    case auth::TicketOutcome::Away:
        return Admission::later("Redis, where tickets are, is away");
    case auth::TicketOutcome::InUse:
        // Its own client may know of a lost connection before the hub does: it gets nothing, but
        // another try. Only a client that has read events comes with the id of the last.
        if (isComeBack)
            return Admission::later("the ticket's stream has not ended yet");
        return Admission::refused(
            401, "the ticket was used, and its stream is open; ask for another");
    case auth::TicketOutcome::Taken:
        break;
    }
    const auth::TicketGrant& grant = taking.grant;
    if (std::string denied = denialOf(grant.user, grant.issuedAtMs, nowMs); !denied.empty())
        return Admission::refused(401, "ticket: " + std::move(denied));
    if (asked.userId && *asked.userId != grant.user)
        return Admission::refused(403, "userId: the ticket is of another user");
    Admission admission;
    admission.user = grant.user;
    admission.validUntilMs = grant.untilMs;
    admission.ticket = ticket;
    admission.provenBy = proven_by::Ticket;
    return narrowed(std::move(admission), asked, grant.types, "the ticket");
}

Admission HubAccess::conclude(const Admission& proven, const StreamQuery& asked,
    const auth::AppAnswer& answer, std::int64_t nowMs) const
{
    if (answer.kind == auth::AppAnswer::Kind::None)
        return Admission::later("the app, which decides, does not answer");
    if (answer.kind == auth::AppAnswer::Kind::Refused)
        return Admission::refused(answer.status, answer.reason);
    if (answer.user) {
        if (!checkName("userId", *answer.user).empty())
            return Admission::later("the app names a user that cannot be one");
        if (proven.user && *proven.user != *answer.user)
            return Admission::refused(403, "userId: the app says this is another user");
    }
    if (answer.expiresAtMs != 0 && answer.expiresAtMs <= nowMs)
        return Admission::refused(401,
            "the app says this has expired " + jwt::roughly(nowMs - answer.expiresAtMs) + " ago");
    Admission admission;
    admission.user = answer.user ? answer.user : proven.user;
    admission.validUntilMs = earlierEnd(proven.validUntilMs, answer.expiresAtMs);
    admission.provenBy = proven.provenBy;
    std::string allowed;
    if (!StreamQuery::readTypes(answer.types.value_or(""), allowed).empty())
        return Admission::later("the app names types that cannot be ones");
    return narrowed(std::move(admission), asked, allowed, "what the app allows");
}

std::vector<jwt::Verifier::Finding> HubAccess::examine(
    std::string_view token, std::int64_t nowMs) const
{
    const Current keys = current();
    std::vector<jwt::Verifier::Finding> findings = keys.verifier->examine(token, nowMs);
    const jwt::Verdict verdict = keys.verifier->verify(token, nowMs);
    if (verdict.isGood() && !m_denials.isEmpty())
        findings.push_back({"denied", denialOf(verdict.user, verdict.issuedAtMs, nowMs)});
    return findings;
}

jwt::Verdict HubAccess::judge(std::string_view token, std::int64_t nowMs) const
{
    jwt::Verdict verdict = current().verifier->verify(token, nowMs);
    if (!verdict.isGood())
        return verdict;
    if (std::string denied = denialOf(verdict.user, verdict.issuedAtMs, nowMs); !denied.empty())
        verdict.refusal = "token: " + denied;
    return verdict;
}

bool HubAccess::canMint() const
{
    const Current keys = current();
    return std::any_of(keys.verifier->keys().begin(), keys.verifier->keys().end(),
        [](const jwt::Key& key) { return key.isSecret(); });
}

std::string HubAccess::mint(
    std::string_view user, std::chrono::seconds lifetime, std::int64_t nowMs) const
{
    const Current keys = current(); // those of an endpoint are none that sign
    for (const jwt::Key& key : keys.verifier->keys()) {
        if (key.isSecret())
            return jwt::mintToken(key, m_checks, user, lifetime, nowMs);
    }
    return {};
}

std::vector<AccessKeyRow> HubAccess::keys() const
{
    std::vector<AccessKeyRow> rows;
    const Current keys = current();
    for (const jwt::Key& key : keys.verifier->keys()) {
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
    for (const auth::NamedTokens::Bearer& bearer : current().tokens->bearers())
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
    if (m_hasEndpoint)
        features.emplace_back("jwks");
    if (asksApp())
        features.emplace_back("authorize");
    features.emplace_back("tickets");
    if (!isOpen())
        features.emplace_back("roles");
    if (isOpenToAll())
        features.emplace_back("anonymous-all");
    else if (m_anonymous.load(std::memory_order_acquire) != Anonymous::None)
        features.emplace_back("anonymous-broadcasts");
    return features;
}

} // namespace fanlight
