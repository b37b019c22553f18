// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/authorizer.h"
#include "auth/key_endpoint.h"

#include <QThread>

#include <optional>

namespace fanlight {

// The thread in which others are asked about proofs over HTTP: the issuer for its keys, the app for
// its word. Either may become another, or nobody, at any time: what waits for the one before is
// answered first, with none. Begins and ends with this object; what waits then is answered, too.
//
// Any thread; answers come in that one.
class ProofThread {
public:
    ProofThread();
    ~ProofThread();

    // From now on; nothing: nobody is asked. `take` is called in that thread.
    void setKeys(std::optional<auth::KeyEndpoint::Settings> settings, auth::KeyEndpoint::Take take);
    void setApp(std::optional<auth::Authorizer::Settings> settings);

    void wantKey(std::string keyId, std::function<void(auth::KeyEndpoint::Outcome)> done);
    void askApp(auth::AppQuestion question, auth::Authorizer::StillThere isStillThere,
        auth::Authorizer::Done done);

    // The hub ends: nobody is asked any more, and what waits is answered at once.
    void giveUp();

private:
    struct Asked;

    QThread m_thread;
    Asked* const m_asked; // lives there, and ends with it
};

} // namespace fanlight
