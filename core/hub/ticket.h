// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace fanlight {

// What a ticket is asked for. A plain value.
struct TicketWish {
    QString userId; // whose stream it opens
    QStringList types; // only these; empty: all
    std::chrono::milliseconds ttl{60'000}; // until it is used for the first time
    qint64 untilMs = 0; // since 1970, its stream ends then at the latest; 0: it need not
    qint64 issuedAtMs = 0; // of the proof it is made for; 0: now

    static constexpr std::chrono::milliseconds LeastTtl{1000};
    static constexpr std::chrono::milliseconds MostTtl{3'600'000};
};

// A ticket, which is shown once and kept nowhere. A plain value.
struct TicketMade {
    QString error; // empty: it was made
    int status = 200; // of an error over HTTP
    QString ticket;
    qint64 expiresInMs = 0; // until it is used for the first time
    QString url; // "/api/notifications?ticket=…", at the hub
};

// What came of the wish to end all streams of a user. A plain value.
struct UserEnded {
    QString error; // empty: all were told
    int status = 200;
    quint64 ended = 0; // streams, on the instances that have answered
    int instances = 1; // that have answered, with this one
    bool isComplete = true; // each has
    qint64 deniedUntilMs = 0; // since 1970; 0: the user is not denied
};

} // namespace fanlight
