// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/authorizer.h"
#include "auth/denial_list.h"
#include "auth/jwt/verifier.h"
#include "auth/named_tokens.h"
#include "auth/ticket_store.h"
#include "auth/token_memory.h"
#include "auth/wrong_tokens.h"
#include "http/request.h"
#include "hub/access_proofs.h"
#include "hub/access_rows.h"
#include "hub/admission.h"
#include "hub/options.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace fanlight {

struct StreamQuery;

// Who a caller is: the role of a token, the user of a stream. One for each run of the hub, made of
// its options; constant from then on but for the memory of tokens, keys and tokens of roles and
// whether there are any, tickets and denials. Any thread.
class HubAccess {
public:
    // Reads the files that the options name. Null when one of them will not do, with why in
    // `error`, the option in front. `ownToken`: the window's, which may do all; empty: none.
    static std::unique_ptr<HubAccess> make(
        const HubOptions& options, const QString& ownToken, QString& error);

    struct Caller {
        Role role = Role::None;
        std::string name; // of its token, or the user; empty: nobody in particular
        std::int64_t validUntilMs = 0; // of a user's token; 0: for ever
        std::int64_t issuedAtMs = 0; // likewise; 0: it does not say
        std::optional<std::string> missingKey = {}; // as of a jwt::Verdict
        bool isWrongToken = false; // it shows one that nobody has made
    };
    // Of a request to anything but a stream. Without any token of a role the hub is open to all who
    // reach it, each as good as an administrator.
    Caller callerOf(const http::Request& request, std::int64_t nowMs);
    // What to say to a caller that may not do what asks for `needs`.
    std::string refusalOf(const Caller& caller, Role needs) const;
    bool isOpen() const { return m_isOpen.load(std::memory_order_acquire); }
    bool looksAtTokens() const { return !isOpen() || hasKeys(); }
    bool isOwn(const http::Request& request) const; // of this program's window
    // Of an address that is slowed down for wrong tokens: whether it shows none, or one that is
    // known already, so that nobody learns from the answer.
    bool mayShowToken(const http::Request& request, std::int64_t nowMs);
    // Where tokens of roles that were good are noted, by the address they came from.
    void setWrongTokens(auth::WrongTokens& wrong) { m_wrongTokens = &wrong; }

    // Whose stream it is: of Authorization, of the cookie, of the URL where that may be, in this
    // order. Who names a user and cannot prove it is never taken for nobody in particular.
    // `keysAreFresh`: a key that is not there now will not come.
    Admission admit(const http::Request& request, const StreamQuery& asked, std::int64_t nowMs,
        bool keysAreFresh = false);
    // … once the app has answered, of what was proven before.
    Admission conclude(const Admission& proven, const StreamQuery& asked,
        const auth::AppAnswer& answer, std::int64_t nowMs) const;
    // … once it is known what the ticket is good for; `isComeBack`: of a client that had a stream.
    Admission conclude(const auth::Digest& ticket, const auth::TicketStore::Taking& taking,
        const StreamQuery& asked, bool isComeBack, std::int64_t nowMs) const;

    // There are keys to check tokens of users with, or will be.
    bool hasKeys() const { return m_hasKeys.load(std::memory_order_acquire); }
    bool asksApp() const { return m_app.load(std::memory_order_acquire) != proven_by::Nothing; }
    // Which of the issuer's endpoints it is, of those there have been.
    std::uint64_t endpoint() const;
    // The keys of the issuer's endpoint from now on; what those that are gone had signed is good no
    // longer. Keys beyond what a hub has are left out; those of an endpoint that has gone itself
    // are not looked at.
    void setEndpointKeys(std::uint64_t endpoint, std::vector<jwt::Key> keys, bool areOthers);
    // The keys, tokens of roles, endpoint and app of these options from now on, whether there were
    // any before or are any now. Empty, or why they will not do: then nothing has changed.
    // `isStricter`: not all that was let in before would be now.
    QString exchange(const HubOptions& options, bool& isStricter);
    // Whether what has let in a stream, as of an Admission, does so still.
    bool lets(std::uint16_t provenBy, bool isOfAUser) const;
    // Streams with a number below it were let in by what does so no longer, perhaps.
    std::uint64_t firstProven() const { return m_firstProven.load(std::memory_order_acquire); }
    void setFirstProven(std::uint64_t stream)
    {
        m_firstProven.store(stream, std::memory_order_release);
    }
    auth::TicketStore& tickets() { return m_tickets; }
    auth::DenialList& denials() { return m_denials; }
    const auth::DenialList& denials() const { return m_denials; }
    // Behind Redis tickets are kept there, too.
    void setTicketsElsewhere() { m_ticketsElsewhere.store(true, std::memory_order_release); }
    // What a token says and lacks, one by one.
    std::vector<jwt::Verifier::Finding> examine(std::string_view token, std::int64_t nowMs) const;
    jwt::Verdict judge(std::string_view token, std::int64_t nowMs) const;
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
    HubAccess(const HubOptions& options, AccessProofs proofs);
    bool isOpenToAll() const // streams of any user, without a proof
    {
        return m_anonymous.load(std::memory_order_acquire) == Anonymous::All && !hasKeys()
            && !asksApp();
    }
    std::string denialOf(
        const std::string& user, std::int64_t issuedAtMs, std::int64_t nowMs) const;
    Admission admitByTicket(std::string_view ticket, const StreamQuery& asked,
        const http::Request& request, std::int64_t nowMs);

    // Keys and tokens as they are; the generation is another once some keys are good no longer.
    struct Current {
        std::size_t ownKeys = 0; // of files and secrets; behind them those of the endpoint
        std::shared_ptr<const jwt::Verifier> verifier;
        std::shared_ptr<const auth::NamedTokens> tokens; // without the window's own
        std::uint64_t generation = 0;
    };
    Current current() const
    {
        const std::lock_guard lock(m_currentMutex);
        return m_current;
    }
    // A token that is shown, and its hash, which is made once.
    struct Shown {
        std::string_view token; // empty: none is
        auth::Digest digest{};

        explicit Shown(std::string_view text)
            : token(text)
            , digest(text.empty() ? auth::Digest() : auth::sha256(text))
        {
        }
    };
    // Whose token of a role it is; null: nobody's.
    std::shared_ptr<const auth::NamedTokens::Bearer> bearerOf(
        const Current& now, const Shown& shown, std::int64_t nowMs) const;
    jwt::Verdict verify(const Current& now, const Shown& shown, std::int64_t nowMs);
    void noteGood(const http::Request& request, const Shown& shown);
    Admission admitByToken(const Current& now, const Shown& shown, const StreamQuery& asked,
        std::int64_t nowMs, bool keysAreFresh);
    std::uint16_t nextNumber();
    // Those that have no number get one.
    void number(const std::vector<jwt::Key>& keys, const auth::NamedTokens& tokens);
    // Keys and tokens that were there and are not among `now` let nothing in any more; whether
    // there are such. `keys`: of those before, how many are looked at.
    bool forget(const Current& before, std::size_t keys, const AccessProofs& now);
    // Whoever the app before has let in, and, where one is asked from now on, who came by a key
    // alone, is let in by that no longer.
    void askApp(bool isAsked, const std::vector<jwt::Key>& own, std::span<const jwt::Key> endpoint);
    void use(std::shared_ptr<const auth::NamedTokens> tokens, std::vector<jwt::Key> own,
        std::vector<jwt::Key> endpoint, bool isOneGone);

    const jwt::TokenChecks m_checks;
    std::atomic<bool> m_isOpen;
    mutable std::mutex m_changeMutex; // of who makes another one of what is current
    std::uint16_t m_nextNumber = proven_by::FirstNumber; // guarded by m_changeMutex
    QString m_endpointUrl, m_appUrl; // likewise; empty: none
    std::uint64_t m_endpoint = 0; // likewise
    mutable std::mutex m_currentMutex;
    Current m_current; // guarded by m_currentMutex
    std::unordered_set<std::uint16_t> m_gone; // likewise: numbers of keys and tokens
    std::atomic<bool> m_hasKeys;
    std::atomic<bool> m_hasEndpoint; // some come from there
    std::atomic<std::uint16_t> m_app{proven_by::Nothing}; // the number of its word; else Nothing
    std::atomic<Anonymous> m_anonymous; // never Auto
    const bool m_takesTokenInUrl;
    std::atomic<bool> m_ticketsElsewhere{false};
    auth::TicketStore m_tickets;
    auth::DenialList m_denials;
    auth::WrongTokens* m_wrongTokens = nullptr; // null: nobody is slowed down
    std::atomic<std::uint64_t> m_firstProven{0};
    auth::NamedTokens m_ownToken; // beside the others, since it closes nothing
    auth::TokenMemory m_memory;
};

// The token of a Cookie field: __Host-fanlight_token, else fanlight_token. Empty: none.
std::string_view cookieTokenOf(std::string_view cookies);

} // namespace fanlight
