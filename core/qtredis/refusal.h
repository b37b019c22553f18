// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/peer.h"
#include "qtredis/redis_url.h"

#include <string>
#include <string_view>

namespace fanlight::redis {

// Why Redis does not take the link: its error reply to a command of the handshake, as a sentence a
// user can act on. A plain value.
struct Refusal {
    QString sentence;
    bool isLasting = false; // mended by a person, not by waiting

    // `rules`: what the user needs, for ACL SETUSER; empty: that is not known here.
    static Refusal of(
        std::string_view error, const Peer& peer, const RedisUrl& url, const QString& rules = {});
    // The server wants nobody at all now: such an error stands in for the answer to any command.
    static bool isToEveryone(std::string_view error);
};

// Why Redis did not do what a command asked for: its error reply (or the link's "LOST …"), as one
// sentence. `grant`: the line that gives the user what is needed, "ACL SETUSER …"; may be empty.
std::string explainError(std::string_view error, std::string_view grant = {});

// In a cluster: the command was not executed since the node does not keep (all of) its keys, or has
// to wait until it does; asked again, perhaps elsewhere, it may be.
bool isRedirection(std::string_view error);

// That line.
QString grantLine(const RedisUrl& url, const QString& rules);

// What has to be said where an address names a database: it parts keys, not channels.
std::string databaseRemark(int db);

} // namespace fanlight::redis
