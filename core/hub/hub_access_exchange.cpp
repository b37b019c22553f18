// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_access.h"

#include "hub/log.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <span>

// Keys, tokens of roles and who is asked, where they become others while the hub runs.
namespace fanlight {

namespace {

// What is told of the use of keys that were there before goes on; whether one of them is gone.
bool continueUse(std::vector<jwt::Key>& keys, std::span<const jwt::Key> before)
{
    bool isOneGone = false;
    for (const jwt::Key& old : before) {
        const auto same = std::find_if(
            keys.begin(), keys.end(), [&old](const jwt::Key& key) { return key.isSameAs(old); });
        if (same == keys.end())
            isOneGone = true;
        else
            same->continueUseOf(old);
    }
    return isOneGone;
}

bool isAmong(const std::shared_ptr<auth::LastUse>& one, const AccessProofs& proofs,
    const std::vector<auth::NamedTokens::Bearer>& bearers)
{
    return std::any_of(proofs.keys.begin(), proofs.keys.end(),
               [&one](const jwt::Key& key) { return key.lastUse() == one; })
        || std::any_of(bearers.begin(), bearers.end(),
            [&one](const auth::NamedTokens::Bearer& bearer) { return bearer.lastUse == one; });
}

} // namespace

std::uint64_t HubAccess::endpoint() const
{
    const std::lock_guard changing(m_changeMutex);
    return m_endpoint;
}

void HubAccess::setEndpointKeys(std::uint64_t endpoint, std::vector<jwt::Key> keys, bool areOthers)
{
    const std::lock_guard changing(m_changeMutex);
    if (endpoint != m_endpoint)
        return;
    const Current before = current();
    const std::span<const jwt::Key> all(before.verifier->keys());
    if (before.ownKeys + keys.size() > jwt::MaxKeys) {
        keys.resize(jwt::MaxKeys - before.ownKeys, keys.front());
        if (areOthers)
            qCWarning(hubLog,
                "--jwks-url: a hub has at most %zu keys, and those behind them are left out",
                jwt::MaxKeys);
    }
    const bool isOneGone = continueUse(keys, all.subspan(before.ownKeys));
    number(keys, {});
    std::vector<jwt::Key> own(all.begin(), all.begin() + std::ptrdiff_t(before.ownKeys));
    use(before.tokens, std::move(own), std::move(keys), isOneGone);
}

QString HubAccess::exchange(const HubOptions& options, bool& isStricter)
{
    QString error;
    std::optional<AccessProofs> proofs = AccessProofs::read(options, error);
    if (!proofs)
        return error;
    const std::lock_guard changing(m_changeMutex);
    const Current before = current();
    const std::span<const jwt::Key> all(before.verifier->keys());
    proofs->tokens.continueUseOf(*before.tokens);
    const bool isOtherEndpoint = options.jwksUrl != m_endpointUrl;
    const bool isOtherApp = options.authorizeUrl != m_appUrl;
    const std::span<const jwt::Key> endpoint = isOtherEndpoint
        ? std::span<const jwt::Key>()
        : all.subspan(before.ownKeys)
              .first(std::min(all.size() - before.ownKeys, jwt::MaxKeys - proofs->keys.size()));
    const bool isKeyGone = continueUse(proofs->keys, all.first(before.ownKeys))
        || (isOtherEndpoint && all.size() > before.ownKeys);
    number(proofs->keys, proofs->tokens);
    isStricter = forget(before, isOtherEndpoint ? all.size() : before.ownKeys, *proofs);
    const bool letsUsers = lets(proven_by::Nothing, true);
    const bool letsNobody = lets(proven_by::Nothing, false);
    const bool isOpenFromNow = proofs->tokens.isEmpty();
    if (isOtherEndpoint)
        ++m_endpoint;
    if (isOtherApp) {
        askApp(!options.authorizeUrl.isEmpty(), proofs->keys, endpoint);
        isStricter = true;
    }
    m_endpointUrl = options.jwksUrl;
    m_appUrl = options.authorizeUrl;
    use(std::make_shared<const auth::NamedTokens>(std::move(proofs->tokens)),
        std::move(proofs->keys), {endpoint.begin(), endpoint.end()}, isKeyGone);
    m_isOpen.store(isOpenFromNow, std::memory_order_release);
    m_hasEndpoint.store(!options.jwksUrl.isEmpty(), std::memory_order_release);
    m_hasKeys.store(options.hasKey(), std::memory_order_release);
    m_anonymous.store(options.admits(), std::memory_order_release);
    isStricter = isStricter || (letsUsers && !lets(proven_by::Nothing, true))
        || (letsNobody && !lets(proven_by::Nothing, false));
    return {};
}

std::uint16_t HubAccess::nextNumber()
{
    // when all are given, the last ones share theirs, and go together
    constexpr std::uint16_t LastNumber = std::numeric_limits<std::uint16_t>::max();
    return m_nextNumber == LastNumber ? m_nextNumber : m_nextNumber++;
}

void HubAccess::number(const std::vector<jwt::Key>& keys, const auth::NamedTokens& tokens)
{
    const auto give = [this](auth::LastUse& one) {
        if (one.number() == 0)
            one.setNumber(nextNumber());
    };
    for (const jwt::Key& key : keys)
        give(*key.lastUse());
    for (const auth::NamedTokens::Bearer& bearer : tokens.bearers())
        give(*bearer.lastUse);
}

void HubAccess::askApp(
    bool isAsked, const std::vector<jwt::Key>& own, std::span<const jwt::Key> endpoint)
{
    const std::uint16_t before
        = m_app.exchange(isAsked ? nextNumber() : proven_by::Nothing, std::memory_order_acq_rel);
    std::vector<std::uint16_t> gone;
    if (before != proven_by::Nothing)
        gone.push_back(before);
    const auto renumber = [&](const jwt::Key& key) {
        gone.push_back(key.lastUse()->number());
        key.lastUse()->setNumber(nextNumber()); // the app is asked by whoever sees it
    };
    if (isAsked) {
        std::for_each(own.begin(), own.end(), renumber);
        std::for_each(endpoint.begin(), endpoint.end(), renumber);
    }
    const std::lock_guard lock(m_currentMutex);
    m_gone.insert(gone.begin(), gone.end());
}

bool HubAccess::forget(const Current& before, std::size_t keys, const AccessProofs& now)
{
    const std::vector<auth::NamedTokens::Bearer> bearers = now.tokens.bearers();
    std::vector<std::uint16_t> gone;
    const auto look = [&](const std::shared_ptr<auth::LastUse>& one) {
        if (!isAmong(one, now, bearers))
            gone.push_back(one->number());
    };
    for (std::size_t i = 0; i < keys; ++i)
        look(before.verifier->keys()[i].lastUse());
    for (const auth::NamedTokens::Bearer& bearer : before.tokens->bearers())
        look(bearer.lastUse);
    const std::lock_guard lock(m_currentMutex);
    m_gone.insert(gone.begin(), gone.end());
    return !gone.empty();
}

bool HubAccess::lets(std::uint16_t provenBy, bool isOfAUser) const
{
    if (provenBy == proven_by::Nothing)
        return isOpenToAll()
            || (!isOfAUser && !asksApp()
                && m_anonymous.load(std::memory_order_acquire) != Anonymous::None);
    const std::lock_guard lock(m_currentMutex);
    return !m_gone.contains(provenBy);
}

void HubAccess::use(std::shared_ptr<const auth::NamedTokens> tokens, std::vector<jwt::Key> own,
    std::vector<jwt::Key> endpoint, bool isOneGone)
{
    const std::size_t ownKeys = own.size();
    own.insert(own.end(), std::make_move_iterator(endpoint.begin()),
        std::make_move_iterator(endpoint.end()));
    auto verifier = std::make_shared<const jwt::Verifier>(std::move(own), m_checks);
    const std::lock_guard lock(m_currentMutex);
    m_current = {ownKeys, std::move(verifier), std::move(tokens),
        m_current.generation + (isOneGone ? 1 : 0)};
}

} // namespace fanlight
