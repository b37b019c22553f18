// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/sha256.h"

#include <cstdint>
#include <optional>
#include <string>

namespace fanlight {

// What lets a stream in: one of these, or the number of a key or of a token of a role.
namespace proven_by {
constexpr std::uint16_t Nothing = 0; // nobody in particular
constexpr std::uint16_t Ticket = 1;
constexpr std::uint16_t Window = 2; // this program's own
constexpr std::uint16_t FirstNumber = 3; // of keys, tokens and the app
} // namespace proven_by

// Whether a stream may be opened, and whose it is. A plain value.
struct Admission {
    int status = 0; // 401 or 403; 0: come in, unless something stands below
    std::string reason;
    std::optional<std::string> user; // nothing: broadcasts only
    std::int64_t validUntilMs = 0; // since 1970, when the stream ends; 0: it need not
    std::string types; // these alone, as of StreamQuery; empty: those that were asked for
    std::uint16_t provenBy = proven_by::Nothing;

    bool isWrongToken = false; // that is why it is refused: nobody has made it
    // That cannot be known now: the client is told to come back.
    bool comesBack = false;
    // It depends on somebody else, who has to be asked first.
    enum class Awaits : std::uint8_t {
        Nothing,
        Keys, // those of the issuer: perhaps there is one of this id now
        Ticket, // that is kept behind Redis
        App, // what is said here of the user is proven; it decides
    };
    Awaits awaits = Awaits::Nothing;
    std::string keyId;
    // It is let in by this ticket, which is taken once there is room for its stream, where it is
    // not already.
    std::optional<auth::Digest> ticket;
    bool isTicketTaken = false;

    static Admission refused(int status, std::string reason)
    {
        Admission admission;
        admission.status = status;
        admission.reason = std::move(reason);
        return admission;
    }
    static Admission later(std::string reason)
    {
        Admission admission;
        admission.reason = std::move(reason);
        admission.comesBack = true;
        return admission;
    }
};

} // namespace fanlight
