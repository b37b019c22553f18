// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_access.h"

#include "hub/log.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <span>

// Keys and tokens of roles that become others while the hub runs.
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

void HubAccess::setEndpointKeys(std::vector<jwt::Key> keys, bool areOthers)
{
    const std::lock_guard changing(m_changeMutex);
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
    const bool isKeyGone = continueUse(proofs->keys, all.first(before.ownKeys));
    number(proofs->keys, proofs->tokens);
    isStricter = forget(before, *proofs);
    const bool letsUsers = lets(proven_by::Nothing, true);
    const bool letsNobody = lets(proven_by::Nothing, false);
    const bool isOpenFromNow = proofs->tokens.isEmpty();
    const auto endpoint
        = all.subspan(before.ownKeys)
              .first(std::min(all.size() - before.ownKeys, jwt::MaxKeys - proofs->keys.size()));
    use(std::make_shared<const auth::NamedTokens>(std::move(proofs->tokens)),
        std::move(proofs->keys), {endpoint.begin(), endpoint.end()}, isKeyGone);
    m_isOpen.store(isOpenFromNow, std::memory_order_release);
    m_hasKeys.store(options.hasKey(), std::memory_order_release);
    m_anonymous.store(options.admits(), std::memory_order_release);
    isStricter = isStricter || (letsUsers && !lets(proven_by::Nothing, true))
        || (letsNobody && !lets(proven_by::Nothing, false));
    return {};
}

void HubAccess::number(const std::vector<jwt::Key>& keys, const auth::NamedTokens& tokens)
{
    // when all are given, the last ones share theirs, and go together
    constexpr std::uint16_t LastNumber = std::numeric_limits<std::uint16_t>::max();
    const auto give = [this](auth::LastUse& one) {
        if (one.number() == 0)
            one.setNumber(m_lastNumber == LastNumber ? m_lastNumber : m_lastNumber++);
    };
    for (const jwt::Key& key : keys)
        give(*key.lastUse());
    for (const auth::NamedTokens::Bearer& bearer : tokens.bearers())
        give(*bearer.lastUse);
}

bool HubAccess::forget(const Current& before, const AccessProofs& now)
{
    const std::vector<auth::NamedTokens::Bearer> bearers = now.tokens.bearers();
    std::vector<std::uint16_t> gone;
    const auto look = [&](const std::shared_ptr<auth::LastUse>& one) {
        if (!isAmong(one, now, bearers))
            gone.push_back(one->number());
    };
    const std::vector<jwt::Key>& keys = before.verifier->keys();
    for (std::size_t i = 0; i < before.ownKeys; ++i)
        look(keys[i].lastUse());
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
            || (!isOfAUser && m_anonymous.load(std::memory_order_acquire) != Anonymous::None);
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
