// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/authorizer.h"
#include "auth/key_endpoint.h"

#include <QThread>

#include <memory>
#include <optional>

namespace fanlight {

// The thread in which others are asked about proofs over HTTP: the issuer for its keys, the app for
// its word. Only where the options name one of them. Begins and ends with this object; what waits
// then is answered first.
class ProofThread {
public:
    struct Settings {
        std::optional<auth::KeyEndpoint::Settings> keys;
        auth::KeyEndpoint::Take takeKeys; // in that thread
        std::optional<auth::Authorizer::Settings> app;
    };
    explicit ProofThread(Settings settings);
    ~ProofThread();

    // Any thread; answers come in that one. Only of what the settings have.
    void wantKey(std::string keyId, std::function<void(auth::KeyEndpoint::Outcome)> done);
    void askApp(auth::AppQuestion question, auth::Authorizer::StillThere isStillThere,
        auth::Authorizer::Done done);

    // The hub ends: nobody is asked any more, and what waits is answered at once.
    void giveUp();

private:
    QThread m_thread;
    auth::KeyEndpoint* m_keys = nullptr; // lives there and ends with it, as does the next
    auth::Authorizer* m_app = nullptr;
};

} // namespace fanlight
