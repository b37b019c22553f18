// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_check.h"

#include "remote/hub_identity.h"
#include "remote/hub_requests.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

QString ServerFinding::text() const
{
    if (!problem.isEmpty())
        return problem;
    if (name.isEmpty())
        return ServerCheck::tr("Fanlight %1 answers; you are there as %2.").arg(version, role);
    return ServerCheck::tr("Fanlight %1 answers; you are there as %2 “%3”.")
        .arg(version, role, name);
}

ServerCheck::ServerCheck(QObject* parent)
    : QObject(parent)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        ServerFinding finding;
        finding.problem = m_tunnel && !m_tunnel->problem().isEmpty()
            ? m_tunnel->problem()
            : tr("Nothing has answered within %1 seconds.").arg(WholePatience.count());
        finish(finding);
    });
}

ServerCheck::~ServerCheck()
{
    cancel();
}

void ServerCheck::cancel()
{
    m_patience.stop();
    // Each may be the one that tells.
    if (m_requests)
        m_requests.release()->deleteLater();
    SshTunnel::drop(std::move(m_tunnel), this);
}

void ServerCheck::start(const ServerProfile& profile, const QString& token, const QStringList& more)
{
    cancel();
    m_profile = profile;
    m_token = token;
    m_patience.start(WholePatience);
    if (profile.sshAlias.isEmpty())
        return ask(profile.url);
    m_tunnel = std::make_unique<SshTunnel>(SshTunnel::Way::to(profile.url, profile.sshAlias, more));
    const auto fail = [this](const QString& problem) {
        ServerFinding finding;
        finding.problem = problem;
        finish(finding);
    };
    connect(m_tunnel.get(), &SshTunnel::down, this, fail);
    connect(m_tunnel.get(), &SshTunnel::gaveUp, this, fail);
    connect(
        m_tunnel.get(), &SshTunnel::up, this, [this] { ask(m_tunnel->leadingTo(m_profile.url)); });
    m_tunnel->start();
}

void ServerCheck::ask(const QUrl& url)
{
    const QString verifyName = m_profile.sshAlias.isEmpty() ? QString() : m_profile.url.host();
    m_requests = std::make_unique<HubRequests>(
        RemoteAddress{url, [token = m_token] { return token; }, m_profile.name, verifyName},
        RemotePatience());
    m_requests->ask(
        {.path = u"/api/whoami"_s}, [this, requests = m_requests.get()](const HubAnswer& answer) {
            if (m_requests.get() == requests)
                takeAnswer(answer);
        });
}

void ServerCheck::takeAnswer(const HubAnswer& answer)
{
    ServerFinding finding;
    const std::optional<HubIdentity> hub = HubIdentity::read(answer.object);
    if (!answer.isGood())
        finding.problem = answer.problem.text;
    else if (!hub)
        finding.problem = link_problem::notFanlight(m_profile.url).text;
    else if (!hub->mayLook())
        finding.problem = tr("The hub answers, but does not let this caller look: it needs a "
                             "token of the role monitor or more.");
    if (hub) {
        finding.name = hub->caller;
        finding.role = QString::fromLatin1(roleName(hub->role));
        finding.version = hub->version;
    }
    finish(finding);
}

void ServerCheck::finish(const ServerFinding& finding)
{
    cancel();
    Q_EMIT done(finding);
}

} // namespace fanlight
