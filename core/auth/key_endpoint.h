// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/key.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

class QNetworkReply;

namespace fanlight::auth {

// Keys that an issuer publishes under a URL (a JWKS, RFC 7517 §5): fetched at the start, again when
// what the issuer says of its age is over, and once for a token whose key is not among them; but
// never more often than the least interval. What is there is kept while the endpoint is away, or
// answers with something else. A secret has no business there and is passed over.
//
// One thread, whose event loop runs; made elsewhere and moved there before start().
class KeyEndpoint : public QObject {
    Q_OBJECT
public:
    using Milliseconds = std::chrono::milliseconds;
    struct Settings {
        QUrl url;
        Milliseconds leastInterval{10'000}; // between two requests
        Milliseconds timeout{5000}; // of one
        // until the next, unless Cache-Control says otherwise within the bounds
        Milliseconds usualRefresh{15 * 60'000};
        Milliseconds leastRefresh{5 * 60'000};
        Milliseconds mostRefresh{60 * 60'000};
    };
    // All keys there are from now on. `areOthers`: not the same as before.
    using Take = std::function<void(std::vector<jwt::Key> keys, bool areOthers)>;
    KeyEndpoint(Settings settings, Take take);
    ~KeyEndpoint() override; // what waits is answered with Away

    void start();
    enum class Outcome {
        Fresh, // the keys are newer than the question
        TooSoon, // they were fetched a moment ago, and may not be yet again
        Away, // there is no answer
    };
    // Looks for the key that a token names, and is not there (empty: names none). `done` follows in
    // this thread, at once or once the endpoint has answered.
    void want(const std::string& keyId, std::function<void(Outcome)> done);

    // Nobody is asked any more: what waits is told Away at once, and what comes.
    void giveUp();

    static constexpr std::size_t MaxWaiting = 20'000; // more are told Away
    static constexpr std::size_t MaxMissing = 1000; // ids that were looked for in vain

    // How long an answer with this Cache-Control (RFC 9111 §5.2) is good for.
    static Milliseconds refreshOf(const QByteArray& cacheControl, const Settings& settings);

private:
    struct Waiting {
        std::string keyId;
        std::function<void(Outcome)> done;
    };
    void fetch();
    void readMore();
    void finished();
    // Empty, or why the answer is none.
    QString take(const QByteArray& body);
    void conclude(Outcome outcome, Milliseconds next);
    void fail(const QString& why);

    const Settings m_settings;
    const Take m_take;
    const QString m_shown; // the URL, as it may be shown
    std::unique_ptr<QNetworkAccessManager> m_network;
    QNetworkReply* m_reply = nullptr; // under way; the network's
    QByteArray m_body;
    QString m_refusal; // why it was given up
    QByteArray m_lastBody; // digest of the last good one
    QTimer m_timer; // to the next
    QTimer m_patience;
    std::vector<Waiting> m_waiting;
    std::unordered_set<std::string> m_missing; // since the last answer
    std::uint64_t m_startedNs = 0; // the last request; monotonic, 0: there was none
    bool m_isOver = false;
    bool m_hasKeys = false;
    bool m_isFailing = false;
    Milliseconds m_retry{0};
};

} // namespace fanlight::auth
