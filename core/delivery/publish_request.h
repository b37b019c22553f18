// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/batch.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace fanlight {

// Whom a publish goes to: those it names, the followers of an author, or those who want its type.
enum class PublishKind : std::uint8_t { Named, Fanout, Selective };

// Where a message came from: the window, by hand or as its demo has it, this hub's API, Redis
// (another instance, or the app itself), or a queue (--source).
enum class MessageSource : std::uint8_t { Window, Demo, Api, Redis, Queue };

// One notification to publish, as POST /api/publish, /api/fanout and /api/selective take it. A
// plain value.
struct PublishRequest {
    PublishKind kind = PublishKind::Named;
    // whose followers get it; for a selective publish empty: everyone who wants the type
    QString authorId;
    QStringList userIds; // of a named publish; ignored for a broadcast
    bool broadcast = false;
    QString type; // what selective delivery looks at; empty: the top-level "type" of the data
    QByteArray data; // what goes on the wire, UTF-8, as it is: compact JSON, or a plain text
    // a text even where it could be read as JSON, as a string of the API is; else whatever begins
    // with no quote and is JSON counts as JSON
    bool isText = false;
    QString event; // SSE event name; empty: none, so that onmessage gets it
    QString id; // empty: assigned by the hub
    int retryMs = -1; // SSE retry field; -1: none; what has one is never batched
    BatchWish batch;
    QString once; // key: the same within five minutes is not published again; empty: none
    bool isOwn = false; // for clients that this program makes: it counts as theirs, not as real
};

// What a publish led to, once every local delivery is queued. `error` is empty when it was
// accepted.
struct PublishResult {
    QString error;
    QString id;
    quint64 receipt = 0; // by which its ReceiptSnapshots are known; 0: none follows
    int channels = 0;
    quint64 audience = 0; // users: named, following or interested; 0 for a broadcast
    quint64 recipients = 0; // connections on this instance that were sent it
    quint64 failedCount = 0; // users it could not be published to, though to others it was
    QString failure; // the first of them, and why
    bool repeated = false; // nothing was published: it is what the first with its key came to
    QString warning; // about what was asked for; empty: none
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::PublishResult)
