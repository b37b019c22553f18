// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/named_tokens.h"

#include <QCryptographicHash>

#include <algorithm>

namespace fanlight::auth {

namespace {

// By Qt's own code: OpenSSL makes itself ready with its first digest, which costs more time and
// memory than all else of this, and a hub that is shown no token never needs it.
Digest digestAtStart(std::string_view token)
{
    const QByteArray hash = QCryptographicHash::hash(
        QByteArrayView(token.data(), qsizetype(token.size())), QCryptographicHash::Sha256);
    Digest digest{};
    std::copy_n(hash.begin(), digest.size(), digest.begin());
    return digest;
}

} // namespace

void NamedTokens::add(std::string name, Role role, std::string_view token)
{
    Entry entry;
    entry.digest = digestAtStart(token);
    entry.bearer.name = std::move(name);
    entry.bearer.role = role;
    m_entries.push_back(std::move(entry));
}

void NamedTokens::continueUseOf(const NamedTokens& before)
{
    for (Entry& entry : m_entries) {
        for (const Entry& old : before.m_entries) {
            if (areEqual(entry.digest, old.digest) && entry.bearer.name == old.bearer.name
                && entry.bearer.role == old.bearer.role)
                entry.bearer.lastUse = old.bearer.lastUse;
        }
    }
}

std::vector<NamedTokens::Bearer> NamedTokens::bearers() const
{
    std::vector<Bearer> all;
    for (const Entry& entry : m_entries)
        all.push_back(entry.bearer);
    return all;
}

bool NamedTokens::holdsFor(Role role) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
        [role](const Entry& entry) { return covers(entry.bearer.role, role); });
}

const NamedTokens::Bearer* NamedTokens::find(const Digest& token) const
{
    const Bearer* found = nullptr;
    for (const Entry& entry : m_entries) {
        if (areEqual(entry.digest, token) && !found)
            found = &entry.bearer;
    }
    return found;
}

std::string_view bearerTokenOf(std::string_view authorization)
{
    constexpr std::string_view Scheme = "bearer ";
    if (authorization.size() <= Scheme.size())
        return {};
    for (std::size_t i = 0; i < Scheme.size(); ++i) {
        const char c = authorization[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != Scheme[i])
            return {};
    }
    authorization.remove_prefix(Scheme.size());
    authorization.remove_prefix(
        std::min(authorization.find_first_not_of(' '), authorization.size()));
    return authorization;
}

} // namespace fanlight::auth
