// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

namespace fanlight {

struct RemoteText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::Remote)
};

// Where a hub on a server is, and who asks it. A plain value.
struct RemoteAddress {
    QUrl url; // “https://hub.example”, perhaps with a path that a proxy passes on
    // Yields the bearer token, asked anew for each request; empty: there is none. Goes to the
    // origin of `url` alone, and into no log.
    std::function<QString()> token;
    QString name; // as the user calls it; empty: by its host
    // That its certificate must be for, where the way leads over another address (SSH); empty: the
    // host of `url`.
    QString verifyName = {};

    // Empty, or why no hub can be asked there, and what to do.
    static QString objection(const QUrl& url);
    QString shownName() const;
    QString tokenNow() const { return token ? token() : QString(); }
};

// How patient a window is with a hub elsewhere.
struct RemotePatience {
    using Ms = std::chrono::milliseconds;
    Ms firstRetry{500}; // after a loss; twice as long each time …
    Ms mostRetry{15'000}; // … up to this; each a third shorter or longer at random
    Ms refusedRetry{30'000}; // of one that does not want this window
    // Without a byte the network is taken for gone: three heartbeats, which come with the figures
    // at least every five seconds.
    Ms silence{15'000};
    Ms slowness{30'000}; // without a whole event, though bytes come
    Ms answer{15'000}; // of a call, whole
    Ms poll{1000}; // of an older hub
    Ms lookAgain{3000}; // where another window looks closely at another stream
};

} // namespace fanlight
