// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/proof_thread.h"

#include "auth/openssl_thread.h"
#include "metrics/hand_over.h"

#include <memory>
#include <utility>

namespace fanlight {

struct ProofThread::Asked : QObject {
    std::unique_ptr<auth::KeyEndpoint> keys; // null: nobody is asked for any
    std::unique_ptr<auth::Authorizer> app; // null: likewise
    bool isOver = false;
};

ProofThread::ProofThread()
    : m_asked(new Asked)
{
    m_thread.setObjectName(QStringLiteral("proofs"));
    m_asked->moveToThread(&m_thread);
    auth::leaveThreadWith(*m_asked);
    QObject::connect(&m_thread, &QThread::finished, m_asked, &QObject::deleteLater);
    m_thread.start();
}

ProofThread::~ProofThread()
{
    m_thread.quit();
    m_thread.wait();
}

void ProofThread::setKeys(
    std::optional<auth::KeyEndpoint::Settings> settings, auth::KeyEndpoint::Take take)
{
    handOver(m_asked,
        [asked = m_asked, settings = std::move(settings), take = std::move(take)]() mutable {
            asked->keys.reset();
            if (!settings || asked->isOver)
                return;
            asked->keys
                = std::make_unique<auth::KeyEndpoint>(std::move(*settings), std::move(take));
            asked->keys->start();
        });
}

void ProofThread::setApp(std::optional<auth::Authorizer::Settings> settings)
{
    handOver(m_asked, [asked = m_asked, settings = std::move(settings)]() mutable {
        asked->app.reset();
        if (settings && !asked->isOver)
            asked->app = std::make_unique<auth::Authorizer>(std::move(*settings));
    });
}

void ProofThread::wantKey(std::string keyId, std::function<void(auth::KeyEndpoint::Outcome)> done)
{
    handOver(
        m_asked, [asked = m_asked, keyId = std::move(keyId), done = std::move(done)]() mutable {
            if (asked->keys)
                asked->keys->want(keyId, std::move(done));
            else
                done(auth::KeyEndpoint::Outcome::Away);
        });
}

void ProofThread::askApp(auth::AppQuestion question, auth::Authorizer::StillThere isStillThere,
    auth::Authorizer::Done done)
{
    handOver(m_asked,
        [asked = m_asked, question = std::move(question), isStillThere = std::move(isStillThere),
            done = std::move(done)]() mutable {
            if (asked->app)
                asked->app->ask(std::move(question), std::move(isStillThere), std::move(done));
            else
                done({});
        });
}

void ProofThread::giveUp()
{
    handOver(m_asked, [asked = m_asked] {
        asked->isOver = true;
        if (asked->keys)
            asked->keys->giveUp();
        if (asked->app)
            asked->app->giveUp();
    });
}

} // namespace fanlight
