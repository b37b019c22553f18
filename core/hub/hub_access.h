// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/verifier.h"
#include "auth/named_tokens.h"
#include "auth/token_memory.h"
#include "http/request.h"
#include "hub/access_rows.h"
#include "hub/options.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

struct StreamQuery;

// Who a caller is: the role of a token, the user of a stream. One for each run of the hub, made of
// its options; constant from then on but for the memory of tokens. Any thread.
class HubAccess {
public:
    // Reads the files that the options name. Null when one of them will not do, with why in
    // `error`, the option in front. `ownToken`: the window's, which may do all; empty: none.
    static std::unique_ptr<HubAccess> make(
        const HubOptions& options, const QString& ownToken, QString& error);

    struct Caller {
        Role role = Role::None;
        std::string name; // of its token, or the user; empty: nobody in particular
    };
    // Of a request to anything but a stream. Without any token of a role the hub is open to all who
    // reach it, each as good as an administrator.
    Caller callerOf(const http::Request& request, std::int64_t nowMs);
    // What to say to a caller that may not do what asks for `needs`.
    std::string refusalOf(const Caller& caller, Role needs) const;
    bool isOpen() const { return m_isOpen; }

    struct Admission {
        int status = 0; // 401 or 403; 0: come in
        std::string reason;
        std::optional<std::string> user; // nothing: broadcasts only
        std::int64_t validUntilMs = 0; // since 1970, when the stream ends; 0: it need not
    };
    // Whose stream it is: of Authorization, of the cookie, of the URL where that may be, in this
    // order. Who names a user and cannot prove it is never taken for nobody in particular.
    Admission admit(const http::Request& request, const StreamQuery& asked, std::int64_t nowMs);

    bool hasKeys() const { return m_verifier.hasKeys(); }
    // What a token says and lacks, one by one.
    std::vector<jwt::Verifier::Finding> examine(std::string_view token, std::int64_t nowMs) const
    {
        return m_verifier.examine(token, nowMs);
    }
    jwt::Verdict judge(std::string_view token, std::int64_t nowMs) const
    {
        return m_verifier.verify(token, nowMs);
    }
    std::vector<std::string> features() const; // of who may come, for whoami
    // A token for a user to try things with, where a secret is known; empty: none is. The newest
    // secret signs.
    std::string mint(
        std::string_view user, std::chrono::seconds lifetime, std::int64_t nowMs) const;
    bool canMint() const;
    // As they may be shown, in the order they were given in.
    std::vector<AccessKeyRow> keys() const;
    std::vector<AccessTokenRow> tokens() const; // without the window's own
    std::size_t rememberedTokens() const { return m_memory.size(); }

private:
    HubAccess(const HubOptions& options, std::vector<jwt::Key> keys);
    // Whose token of a role it is; null: nobody's.
    const auth::NamedTokens::Bearer* bearerOf(std::string_view token, std::int64_t nowMs) const;
    jwt::Verdict verify(std::string_view token, std::int64_t nowMs);

    const jwt::Verifier m_verifier;
    const Anonymous m_anonymous; // never Auto
    const bool m_takesTokenInUrl;
    bool m_isOpen = true;
    auth::NamedTokens m_tokens;
    auth::NamedTokens m_ownToken; // beside them, since it closes nothing
    auth::TokenMemory m_memory;
};

// The token of a Cookie field: __Host-fanlight_token, else fanlight_token. Empty: none.
std::string_view cookieTokenOf(std::string_view cookies);

} // namespace fanlight
