// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/verifier.h"
#include "load/load_access.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fanlight {

// The tokens the clients of a test come with. Immutable once made; shared by the threads of a run.
class ClientTokens {
public:
    static constexpr qint64 MostFileBytes = 64 << 20;
    // Reads the file, or the secret. Nothing, and `error` says why; null without an error: there
    // are none.
    static std::shared_ptr<const ClientTokens> make(const LoadAccess& access, QString& error);

    // Of the file, in its order; empty: users have numbers.
    const std::vector<std::string>& users() const { return m_users; }
    // That of user `number`, from 1, called `name`. `issuedAt`, in seconds since 1970, is the
    // client's to keep, 0 at first: it comes with the same token until that has run out by `nowS`.
    std::string of(std::uint64_t number, const std::string& name, std::int64_t nowS,
        std::int64_t& issuedAt) const;

private:
    QString readFile(const QString& path);

    std::vector<std::string> m_users;
    std::vector<std::string> m_tokens; // one a user
    std::optional<jwt::Key> m_key; // instead
    jwt::TokenChecks m_says; // what all of them say
    std::chrono::seconds m_lasts{0};
};

} // namespace fanlight
