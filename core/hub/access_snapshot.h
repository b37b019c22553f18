// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_rows.h"
#include "hub/options.h"
#include "hub/refusal_book.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace fanlight {

// Who may do what, as the hub runs, and who was turned away. Without any secret. A plain value.
struct AccessSnapshot {
    qint64 takenAtMs = 0;
    bool isListening = false; // else what follows, but for the refusals, is empty
    QString listen; // “localhost:3000”
    // By which clients reach it, “https://app.example”: as a trusted proxy told it last, else the
    // first --host of a hub that speaks HTTPS itself. Empty: neither.
    QString front;
    bool isReachable = false; // other machines reach it
    bool hasRoles = false; // tokens of some role are set
    bool hasKeys = false; // of users' tokens
    bool canMint = false; // one of them is a secret
    bool allowsFaults = false; // over HTTP
    Anonymous anonymous = Anonymous::None; // never Auto
    QString issuer; // whom users' tokens are from; empty: any
    QString audience;
    QString userClaim;
    QStringList hostNames;
    QStringList features; // as whoami tells them
    std::vector<AccessKeyRow> keys;
    std::vector<AccessTokenRow> tokens;
    std::vector<AccessLimitRow> limits; // each kind, in its order
    OnceKeysRow once;
    RefusalBook::Contents refusals;
};
using AccessSnapshotPtr = std::shared_ptr<const AccessSnapshot>;

// What there is to say of a token that somebody wants to know about. A plain value, without the
// token.
struct TokenReport {
    QString error; // why nothing can be said; empty: it can
    QString refusal; // why it would be refused; empty: it would be taken
    QString user;
    qint64 validUntilMs = 0; // with the leeway; 0: for ever, or it is refused
    struct Line {
        QString what; // “signature”, “exp”, “nbf”, “iss”, “aud”, “user”, “iat”
        QString value; // what the token says; empty: nothing
        qint64 timeMs = 0; // … where it is a time
        QString refusal; // empty: it is as it should be
    };
    std::vector<Line> lines;
    bool isGood() const { return error.isEmpty() && refusal.isEmpty(); }
};

// A token made to try things with. A plain value; who holds it sees to it that it goes nowhere.
struct MintedToken {
    QString error; // empty: here it is
    QString token;
    qint64 expiresMs = 0;
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::AccessSnapshotPtr)
