// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/fault.h"
#include "hub/options.h"
#include "hub/snapshots.h"

namespace fanlight {

class HubPort;

// One word for a POSIX shell, whatever it contains but NUL, which no argument can hold.
QString shellQuoted(const QString& word);

// UTF-8 as a text, a byte order mark and all.
QString exactText(const QByteArray& utf8);
// Whether that is too long for an argument of a program, so that it has to come by its input.
bool isLongForShell(const QString& word);
// `printf %s '…'`: puts the text into a pipe as it is. The shell's own printf knows no limit.
QString shellPrinted(const QString& text);

// The root of the hub as a developer would type it: by name where it listens on localhost.
QString hubUrl(const HubStatus& status);

// Subscribes to one user's notifications, or to broadcasts only when `userId` is empty. With
// `needsToken` it reads the user's token from $FANLIGHT_USER_TOKEN.
QString curlSubscribe(const HubStatus& status, const QString& userId, bool needsToken = false);
// Whether a user's stream of such a hub needs that.
bool streamsNeedToken(const HubOptions& options);

// Whether publishing and administration of this hub need one. What tokens a hub elsewhere has is
// not told; where this window came in with one, others need one, too.
bool rolesNeedToken(const HubPort& hub);

// The body of POST /api/publish, /api/fanout or /api/selective that asks for the same.
QString publishJson(const PublishRequest& request, const HubOptions& hub = {});

// Publishes the same request over the API: POST /api/publish, /api/fanout or /api/selective, as its
// kind is. With `needsToken` it reads the token from $FANLIGHT_PUBLISH_TOKEN, so that the secret
// stays out of the clipboard. How it is batched is said where it differs from how the hub is set.
QString curlPublish(const HubStatus& status, const PublishRequest& request, bool needsToken,
    const HubOptions& hub = {});

// Makes users follow an author, or a user want types: PUT /api/users/{id}/followers and
// …/interests.
QString curlFollowers(
    const HubStatus& status, const QString& authorId, const QStringList& users, bool needsToken);
QString curlInterests(
    const HubStatus& status, const QString& userId, const QStringList& types, bool needsToken);

// Begins a fault, and ends one by its id ("f-1"): POST /api/faults, DELETE /api/faults/{id}.
// What an administrator may: the token is read from $FANLIGHT_ADMIN_TOKEN.
QString curlBeginFault(const HubStatus& status, const Fault& fault, bool needsToken);
QString curlEndFault(const HubStatus& status, const QString& id, bool needsToken);

} // namespace fanlight
