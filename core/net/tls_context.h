// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct ssl_ctx_st;

namespace fanlight {

// Where a certificate and its key are read from, in PEM.
struct TlsFiles {
    std::string certificate; // the hub's own first, then those up to an authority's
    std::string key; // empty: in the file of the certificate
    std::string clientAuthority; // whose certificates clients must show; empty: they need none
};

// What a certificate says of itself. A plain value.
struct CertificateFacts {
    std::string subject; // "CN=hub.example,O=…"
    std::string issuer; // who has signed it; the subject, where it is its own
    std::vector<std::string> names; // "hub.example", "10.0.0.1": what clients may call the hub
    std::int64_t validFromMs = 0; // UTC, milliseconds since the epoch
    std::int64_t validUntilMs = 0;

    std::string namesText() const; // "hub.example, 10.0.0.1"
    // Whether a client that calls the hub so takes it: a name, an address, or, where the hub goes
    // by all below one, "*.example". A wildcard is good for one label (RFC 6125 §6.4.3).
    bool covers(std::string_view host) const;
    std::string validUntilText() const; // "2027-01-31"
    // Whole ones that are left; negative: it has expired.
    std::int64_t daysLeft(std::int64_t nowMs) const;
};

// What all TLS connections of a hub have in common: certificate, key, whose clients are let in, and
// what is spoken: TLS 1.2 and 1.3 with forward secrecy and AEAD ciphers, HTTP/1.1 by ALPN (RFC
// 7301), no compression, no renegotiation, no early data. Sessions are resumed by tickets (RFC 8446
// §2.2), which nothing is kept for; their keys are of this object. Immutable; any thread. Old
// connections keep what they began with alive by themselves.
class TlsContext {
public:
    // Null when a file will not do, with why in `error`: the option in front, what is wrong behind.
    static std::shared_ptr<const TlsContext> make(const TlsFiles& files, std::string& error);
    // The same with keys of its own for tickets: what was recorded before cannot be read with them.
    std::shared_ptr<const TlsContext> renewed() const;
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    const CertificateFacts& certificate() const { return m_facts; }
    bool asksClients() const; // for a certificate
    // What is wrong with it by that time and does not keep the hub from starting; whole lines.
    std::vector<std::string> warnings(std::int64_t nowMs) const;
    ssl_ctx_st* native() const { return m_native; }

    static constexpr std::size_t MostFileBytes = 1 << 20;
    static constexpr std::int64_t SoonDays = 14; // a certificate that expires in fewer is warned of

private:
    struct Material; // certificates and key, shared by those that were renewed
    explicit TlsContext(std::shared_ptr<const Material> material);
    std::string setUp(); // empty: it can be used

    std::shared_ptr<const Material> m_material;
    CertificateFacts m_facts;
    ssl_ctx_st* m_native = nullptr;
};

} // namespace fanlight
