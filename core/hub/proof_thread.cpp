// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/proof_thread.h"

#include "auth/openssl_thread.h"
#include "metrics/hand_over.h"

#include <memory>
#include <utility>

namespace fanlight {

ProofThread::ProofThread(Settings settings)
{
    m_thread.setObjectName(QStringLiteral("proofs"));
    const auto live = [this](auto one) {
        one->moveToThread(&m_thread);
        auth::leaveThreadWith(*one);
        QObject::connect(&m_thread, &QThread::finished, one.get(), &QObject::deleteLater);
        return one.release();
    };
    if (settings.keys) {
        m_keys = live(
            std::make_unique<auth::KeyEndpoint>(*settings.keys, std::move(settings.takeKeys)));
        handOver(m_keys, [keys = m_keys] { keys->start(); });
    }
    if (settings.app)
        m_app = live(std::make_unique<auth::Authorizer>(*settings.app));
    m_thread.start();
}

ProofThread::~ProofThread()
{
    m_thread.quit();
    m_thread.wait();
}

void ProofThread::wantKey(std::string keyId, std::function<void(auth::KeyEndpoint::Outcome)> done)
{
    if (!m_keys)
        return done(auth::KeyEndpoint::Outcome::Away);
    handOver(m_keys, [keys = m_keys, keyId = std::move(keyId), done = std::move(done)]() mutable {
        keys->want(keyId, std::move(done));
    });
}

void ProofThread::giveUp()
{
    if (m_keys)
        handOver(m_keys, [keys = m_keys] { keys->giveUp(); });
    if (m_app)
        handOver(m_app, [app = m_app] { app->giveUp(); });
}

void ProofThread::askApp(auth::AppQuestion question, auth::Authorizer::StillThere isStillThere,
    auth::Authorizer::Done done)
{
    if (!m_app)
        return done({});
    handOver(m_app,
        [app = m_app, question = std::move(question), isStillThere = std::move(isStillThere),
            done = std::move(done)]() mutable {
            app->ask(std::move(question), std::move(isStillThere), std::move(done));
        });
}

} // namespace fanlight
