// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/last_use.h"
#include "auth/role.h"
#include "auth/sha256.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight::auth {

// The tokens that roles are known by, of which it keeps the hashes alone. Filled before it is
// shared, constant from then on; any thread.
class NamedTokens {
public:
    struct Bearer {
        std::string name;
        Role role = Role::None;
        std::shared_ptr<LastUse> lastUse = std::make_shared<LastUse>();
    };

    void add(std::string name, Role role, std::string_view token);
    // Of those that were there before under the same name, for the same role; what is told of their
    // use goes on.
    void continueUseOf(const NamedTokens& before);
    bool isEmpty() const { return m_entries.empty(); }
    std::vector<Bearer> bearers() const; // in the order they came in
    // Whether there is one that may do this.
    bool holdsFor(Role role) const;
    // Whose it is; null: nobody's. Takes the same time for any wrong one.
    const Bearer* find(const Digest& token) const;
    const Bearer* find(std::string_view token) const
    {
        return isEmpty() ? nullptr : find(sha256(token));
    }

private:
    struct Entry {
        Digest digest;
        Bearer bearer;
    };
    std::vector<Entry> m_entries;
};

// The token of an Authorization field (RFC 6750 §2.1); empty: it holds none.
std::string_view bearerTokenOf(std::string_view authorization);

} // namespace fanlight::auth
