// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_certificate.h"

#include <QString>

#include <chrono>

namespace fanlight {

// How the clients of a load test say who they are: each by a token of its user, out of a file or
// signed for it, or by a ticket that the hub is asked for. What they are sent to is the target
// alone. A plain value.
struct LoadAccess {
    enum class As { Bearer, Cookie, Url };

    QString tokenFile; // CSV with the columns user and token: the clients are these users
    QString secret; // tokens are signed with it (HS256); or @FILE, which holds it
    std::chrono::milliseconds lasts{3'600'000}; // a signed one; a client then comes with a new one
    QString issuer; // of signed ones; empty: none
    QString audience;
    QString userClaim = QStringLiteral("sub");
    As as = As::Bearer; // how a token is sent
    // A stream is opened by a ticket, which the client's token, or else that of who publishes,
    // asks for (POST /api/tickets).
    bool tickets = false;

    static constexpr std::chrono::milliseconds LeastTime{1000};
    bool hasTokens() const { return !tokenFile.isEmpty() || !secret.isEmpty(); }
    QString check() const; // what is wrong with it; empty: nothing
    bool operator==(const LoadAccess&) const = default;
};

const char* tokenAsName(LoadAccess::As as); // "bearer", "cookie", "url"
bool parseTokenAs(QStringView text, LoadAccess::As& as);

// Whom the clients trust where the target speaks TLS, and what they show. A plain value.
struct LoadTls {
    ClientCertificate own; // of the clients, where the target asks for one
    QString caFile; // PEM: authorities beside those of the system
    bool trustsAnyone = false; // certificates are not looked at
    // PEM: the certificate of who must answer, whatever its names; empty: none. Not for files: the
    // window's own hub.
    QString pinnedFile;

    // Whom to trust is said, by an authority or by none at all.
    bool saysWhom() const { return trustsAnyone || !caFile.isEmpty(); }
    bool operator==(const LoadTls&) const = default;
};

} // namespace fanlight
