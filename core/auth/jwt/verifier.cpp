// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/verifier.h"

#include "auth/jwt/base64url.h"
#include "auth/jwt/strict_json.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fanlight::jwt {

// NumericDates of a token, in milliseconds.
struct Times {
    std::optional<std::int64_t> expires;
    std::optional<std::int64_t> notBefore;
    std::optional<std::int64_t> issued;
};

namespace {

constexpr std::size_t ShownBytes = 64; // of what a token says, in a reason

// In quotes, without what a log or a terminal might act on.
std::string shown(std::string_view text)
{
    std::string out = "“";
    for (const char c : text.substr(0, ShownBytes))
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    // a character that is cut in the middle would make no UTF-8
    if (text.size() > ShownBytes) {
        std::size_t cut = out.size();
        while (cut > 3 && (static_cast<unsigned char>(out[cut - 1]) & 0xc0) == 0x80)
            --cut;
        if (cut > 3 && static_cast<unsigned char>(out[cut - 1]) >= 0xc0)
            --cut;
        out.resize(cut);
        out += "…";
    }
    return out + "”";
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return out;
}

// RFC 8725 §3.11: a token of another kind, signed with the same key, opens nothing.
std::string typeRefusal(const simdjson::dom::object& header)
{
    if (!has(header, "typ"))
        return {};
    const auto type = textOf(header, "typ");
    if (!type)
        return "token's typ is no text";
    std::string name = lower(*type);
    if (name.starts_with("application/"))
        name.erase(0, std::string_view("application/").size());
    return name == "jwt" || name == "at+jwt"
        ? std::string()
        : "token's typ is " + shown(*type) + ": it was not made for access";
}

// Empty, or what is wrong with the claim. Nothing in `ms` where it is not there.
std::string readTime(
    const simdjson::dom::object& claims, const char* name, std::optional<std::int64_t>& ms)
{
    if (!has(claims, name))
        return {};
    constexpr double Latest = 253'402'300'800; // the year 10000
    double seconds = 0;
    if (claims.at_key(name).get_double().get(seconds) != simdjson::SUCCESS
        || !std::isfinite(seconds) || seconds < 0)
        return std::string("token's ") + name + " is not a number of seconds since 1970";
    ms = static_cast<std::int64_t>(std::min(seconds, Latest) * 1000);
    return {};
}

std::string readTimes(const simdjson::dom::object& claims, Times& times)
{
    std::string wrong = readTime(claims, "exp", times.expires);
    if (wrong.empty())
        wrong = readTime(claims, "nbf", times.notBefore);
    if (wrong.empty())
        wrong = readTime(claims, "iat", times.issued);
    return wrong;
}

// A text, or a whole number as some name their users.
std::optional<std::string> userOf(const simdjson::dom::object& claims, std::string_view claim)
{
    if (const auto text = textOf(claims, claim))
        return std::string(*text);
    std::int64_t number = 0;
    if (claims.at_key(claim).get_int64().get(number) == simdjson::SUCCESS)
        return std::to_string(number);
    std::uint64_t large = 0;
    if (claims.at_key(claim).get_uint64().get(large) == simdjson::SUCCESS)
        return std::to_string(large);
    return std::nullopt;
}

std::string issuerRefusal(const simdjson::dom::object& claims, const TokenChecks& checks)
{
    if (checks.issuer.empty() || textOf(claims, "iss") == checks.issuer)
        return {};
    return has(claims, "iss") ? "token is from the issuer "
            + shown(textOf(claims, "iss").value_or("?")) + ", not from " + shown(checks.issuer)
                              : std::string("token names no issuer (iss)");
}

// RFC 7519 §4.1.3: whoever is not meant must refuse it.
std::string audienceRefusal(const simdjson::dom::object& claims, const TokenChecks& checks)
{
    if (!checks.audience.empty() && !holdsText(claims, "aud", checks.audience))
        return has(claims, "aud") ? "token is not for the audience " + shown(checks.audience)
                                  : std::string("token names no audience (aud)");
    if (checks.audience.empty() && has(claims, "aud"))
        return "token is for an audience (aud) "
            + (textOf(claims, "aud") ? shown(*textOf(claims, "aud")) + " " : std::string())
            + "and this hub has none; set --jwt-audience";
    return {};
}

std::string userRefusal(const simdjson::dom::object& claims, const TokenChecks& checks)
{
    const auto user = userOf(claims, checks.userClaim);
    return user && !user->empty() ? std::string()
                                  : "token names no user: it has no " + checks.userClaim
            + " that is a text or a whole number";
}

Verdict refused(std::string why)
{
    Verdict verdict;
    verdict.refusal = std::move(why);
    return verdict;
}

} // namespace

static Verifier::Opened refusedToOpen(std::string why)
{
    Verifier::Opened opened;
    opened.refusal = std::move(why);
    return opened;
}

static Verifier::Opened refusedForLackOf(std::string keyId, std::string why)
{
    Verifier::Opened opened = refusedToOpen(std::move(why));
    opened.missingKey = std::move(keyId);
    return opened;
}

std::string roughly(std::int64_t ms)
{
    const std::int64_t seconds = std::max<std::int64_t>(1, (ms + 500) / 1000);
    if (seconds < 120)
        return std::to_string(seconds) + " s";
    if (seconds < 2 * 3600)
        return std::to_string(seconds / 60) + " min";
    if (seconds < 2 * 86'400)
        return std::to_string(seconds / 3600) + " h";
    return std::to_string(seconds / 86'400) + " days";
}

Verifier::Opened Verifier::open(std::string_view token) const
{
    if (token.size() > MaxTokenBytes)
        return refusedToOpen(
            "token is longer than " + std::to_string(MaxTokenBytes >> 10) + " KiB");
    const auto dots = std::count(token.begin(), token.end(), '.');
    if (dots == 4)
        return refusedToOpen("token is encrypted (JWE), and this hub reads signed ones only");
    if (dots != 2)
        return refusedToOpen("token is not a JWT: it does not have three parts");
    const std::size_t first = token.find('.');
    const std::size_t second = token.rfind('.');
    const std::string_view signedText = token.substr(0, second);
    const auto headerText = decodeBase64Url(token.substr(0, first));
    auto payload = decodeBase64Url(token.substr(first + 1, second - first - 1));
    const auto signature = decodeBase64Url(token.substr(second + 1));
    if (!headerText || !payload || !signature)
        return refusedToOpen("token is not a JWT: a part of it is not base64url");

    StrictJson header;
    if (const std::string wrong = header.read(*headerText); !wrong.empty())
        return refusedToOpen("token's header " + wrong);
    // RFC 7515 §4.1.11: we know no extension, so one that must be understood is not.
    if (has(header.object(), "crit"))
        return refusedToOpen("token has critical extensions (crit), of which this hub knows none");
    if (has(header.object(), "b64"))
        return refusedToOpen("token's payload is not encoded (b64), which this hub does not read");
    if (std::string wrong = typeRefusal(header.object()); !wrong.empty())
        return refusedToOpen(std::move(wrong));
    const auto name = textOf(header.object(), "alg");
    if (!name)
        return refusedToOpen("token does not say how it is signed (alg)");
    const auto algorithm = algorithmOf(*name);
    if (!algorithm)
        return refusedToOpen(
            "token is signed with " + shown(*name) + ", which this hub does not take");
    const bool namesKey = has(header.object(), "kid");
    const auto id = textOf(header.object(), "kid");
    if (namesKey && !id)
        return refusedToOpen("token's kid is no text");

    std::vector<const Key*> fitting; // those of that id, else those without one, or all
    for (const Key& key : m_keys) {
        if (key.allows(*algorithm) && (!namesKey || key.id() == *id))
            fitting.push_back(&key);
    }
    if (namesKey && fitting.empty()) {
        for (const Key& key : m_keys) {
            if (key.allows(*algorithm) && key.id().empty())
                fitting.push_back(&key);
        }
    }
    if (fitting.empty() && namesKey
        && std::any_of(
            m_keys.begin(), m_keys.end(), [&](const Key& key) { return key.allows(*algorithm); }))
        return refusedForLackOf(std::string(*id),
            "token names the key " + shown(*id) + ", and this hub has none of that id");
    if (fitting.empty())
        return refusedForLackOf(std::string(id.value_or("")),
            "token is signed with " + std::string(algorithmName(*algorithm))
                + ", and this hub has no key for that");
    if (fitting.size() > MaxTried)
        return refusedToOpen("token must name its key (kid): this hub has "
            + std::to_string(fitting.size()) + " that might be it");
    const auto signer = std::find_if(fitting.begin(), fitting.end(),
        [&](const Key* key) { return key->verifies(*algorithm, signedText, *signature); });
    if (signer == fitting.end())
        return refusedToOpen("token's signature is wrong: none of this hub's keys has made it");
    return {{}, std::move(*payload), *signer, {}};
}

std::string Verifier::checkExpiry(const Times& times, std::int64_t nowMs) const
{
    const std::int64_t leewayMs = std::chrono::milliseconds(m_checks.leeway).count();
    if (!times.expires && !m_checks.allowsNoExpiry)
        return "token has no expiry (exp)";
    if (times.expires && nowMs >= *times.expires + leewayMs)
        return "token expired " + roughly(nowMs - *times.expires) + " ago";
    return {};
}

std::string Verifier::checkBegin(const Times& times, std::int64_t nowMs) const
{
    const std::int64_t leewayMs = std::chrono::milliseconds(m_checks.leeway).count();
    if (times.notBefore && nowMs < *times.notBefore - leewayMs)
        return "token is not valid yet, but in " + roughly(*times.notBefore - nowMs);
    return {};
}

std::vector<Verifier::Finding> Verifier::examine(std::string_view token, std::int64_t nowMs) const
{
    std::vector<Finding> findings;
    Opened opened = open(token);
    findings.push_back({"signature", opened.refusal});
    if (!opened.refusal.empty() && token.size() <= MaxTokenBytes
        && std::count(token.begin(), token.end(), '.') == 2) {
        const std::size_t first = token.find('.') + 1;
        opened.payload
            = decodeBase64Url(token.substr(first, token.rfind('.') - first)).value_or("");
    }
    StrictJson claims;
    if (const std::string wrong = claims.read(opened.payload); !wrong.empty()) {
        findings.push_back({"claims", "what is signed " + wrong});
        return findings;
    }
    const auto& object = claims.object();
    Times times;
    std::string wrong = readTime(object, "exp", times.expires);
    findings.push_back({"exp", wrong.empty() ? checkExpiry(times, nowMs) : wrong});
    wrong = readTime(object, "nbf", times.notBefore);
    findings.push_back({"nbf", wrong.empty() ? checkBegin(times, nowMs) : wrong});
    findings.push_back({"iss", issuerRefusal(object, m_checks)});
    findings.push_back({"aud", audienceRefusal(object, m_checks)});
    findings.push_back({"user", userRefusal(object, m_checks)});
    return findings;
}

Verdict Verifier::verify(std::string_view token, std::int64_t nowMs) const
{
    Opened opened = open(token);
    if (!opened.refusal.empty()) {
        Verdict verdict = refused(std::move(opened.refusal));
        verdict.missingKey = std::move(opened.missingKey);
        verdict.isForged = true;
        return verdict;
    }
    StrictJson claims;
    if (const std::string wrong = claims.read(opened.payload); !wrong.empty())
        return refused("token's claims: what is signed " + wrong);
    Times times;
    if (std::string wrong = readTimes(claims.object(), times); !wrong.empty())
        return refused(std::move(wrong));
    for (const std::string& wrong : {checkExpiry(times, nowMs), checkBegin(times, nowMs),
             issuerRefusal(claims.object(), m_checks), audienceRefusal(claims.object(), m_checks),
             userRefusal(claims.object(), m_checks)}) {
        if (!wrong.empty())
            return refused(wrong);
    }
    Verdict verdict;
    verdict.user = *userOf(claims.object(), m_checks.userClaim);
    if (times.expires)
        verdict.validUntilMs = *times.expires + std::chrono::milliseconds(m_checks.leeway).count();
    verdict.issuedAtMs = times.issued.value_or(0);
    verdict.key = opened.key->lastUse();
    return verdict;
}

} // namespace fanlight::jwt
