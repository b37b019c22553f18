// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/access_policy.h"
#include "http/trusted_proxies.h"
#include "hub/access_limits.h"
#include "hub/options.h"
#include "net/shard.h"

#include <string>
#include <string_view>

namespace fanlight {

class HubAccess;
struct HttpCall;
class ProofDesk;
class PublishApi;
class StreamApi;

// Who may ask the hub for what, before a desk is reached: which proxy is believed, the names the
// hub goes by, the pages that may drive it, limits, tokens and their roles. It has answered where
// it says no. All shards at once; what it keeps is constant. Owned by HttpApi.
class HttpGate {
public:
    struct Desks { // outlive it
        HubAccess& access;
        AccessLimits& limits;
        StreamApi& streams;
        PublishApi& publishing;
    };
    HttpGate(const HubOptions& options, const Desks& desks);
    // Who asks others about proofs; before any shard runs.
    void setProofs(ProofDesk& proofs) { m_proofs = &proofs; }

    bool mayBeginWithProxy(const ConnectionPeer& peer) const;
    void believeProxy(Shard& shard, ConnectionRef connection, http::Request& request) const;
    std::string corsHeaders(const http::Request& request) const;

    // In this order, of a request that proxies were looked for in; false: it was answered.
    bool mayAnswerTo(const HttpCall& call);
    bool isWithinLimits(const HttpCall& call);
    bool admit(HttpCall& call); // also puts into it who asks
    bool checkQuery(const HttpCall& call);

    // OPTIONS; `allow`: the methods of the path, empty: it is not there.
    void preflight(const HttpCall& call, const std::string& allow);
    // Says no before a desk is reached.
    void refuse(const HttpCall& call, int status, std::string_view error, std::string headers = {});

private:
    bool trusts(const ConnectionPeer& peer) const;
    bool refuseFor(const HttpCall& call, const AccessLimits::Refusal& refusal);
    bool mayComeFrom(const HttpCall& call);

    const http::AccessPolicy m_access;
    http::TrustedProxies m_proxies; // constant once made
    const std::string m_corsHeaders; // granted whether or not they are asked for; comma separated
    HubAccess& m_hubAccess;
    AccessLimits& m_limits;
    StreamApi& m_streams;
    PublishApi& m_publishing;
    ProofDesk* m_proofs = nullptr;
};

} // namespace fanlight
