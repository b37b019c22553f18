// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_check.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslCertificate>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int HttpOk = 200;
constexpr int HttpUnauthorized = 401;
constexpr int HttpForbidden = 403;
constexpr int FirstRedirect = 300;
constexpr int LastRedirect = 399;
constexpr qsizetype MostShown = 100; // characters of what a stranger says

QString shown(const QJsonValue& value)
{
    return value.toString().simplified().left(MostShown);
}

} // namespace

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
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
    if (m_tunnel)
        m_tunnel.release()->deleteLater(); // it may be the one that tells
}

void ServerCheck::start(const ServerProfile& profile, const QString& token, const QStringList& more)
{
    cancel();
    m_profile = profile;
    m_token = token;
    m_tlsProblem.clear();
    m_patience.start(WholePatience);
    if (profile.sshAlias.isEmpty())
        return ask(profile.url);
    const bool isTls = profile.url.scheme() == "https"_L1;
    m_tunnel = std::make_unique<SshTunnel>(SshTunnel::Way{.alias = profile.sshAlias,
        .host = profile.url.host(),
        .port = quint16(profile.url.port(isTls ? 443 : 80)),
        .more = more});
    const auto fail = [this](const QString& problem) {
        ServerFinding finding;
        finding.problem = problem;
        finish(finding);
    };
    connect(m_tunnel.get(), &SshTunnel::down, this, fail);
    connect(m_tunnel.get(), &SshTunnel::gaveUp, this, fail);
    connect(m_tunnel.get(), &SshTunnel::up, this, [this](quint16 port) {
        QUrl url = m_profile.url;
        url.setHost(u"127.0.0.1"_s);
        url.setPort(port);
        ask(url);
    });
    m_tunnel->start();
}

void ServerCheck::ask(const QUrl& url)
{
    QUrl asked = url;
    asked.setPath(u"/api/whoami"_s);
    QNetworkRequest request(asked);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("Accept", "application/json");
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token.toUtf8());
    request.setPeerVerifyName(m_profile.url.host()); // also where SSH leads there
    if (!m_profile.sshAlias.isEmpty())
        m_network.setProxy(QNetworkProxy::NoProxy);
    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(MostBytes);
    QNetworkReply* const reply = m_reply;
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        m_tlsProblem = tlsProblem(errors, m_profile.url.host());
    });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] {
        if (reply->bytesAvailable() < MostBytes)
            return;
        ServerFinding finding;
        finding.problem = tr("What answers there is not Fanlight.");
        finish(finding);
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { takeAnswer(*reply); });
}

void ServerCheck::takeAnswer(QNetworkReply& reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QJsonObject said = QJsonDocument::fromJson(reply.readAll()).object();
    ServerFinding finding;
    if (!m_tlsProblem.isEmpty())
        finding.problem = m_tlsProblem;
    else if (status == 0)
        finding.problem = tr("Nothing answers at %1: %2.")
                              .arg(m_profile.url.toString(), reply.errorString().left(MostShown));
    else if (status == HttpUnauthorized)
        finding.problem = m_token.isEmpty() ? tr("The hub asks for a token.")
                                            : tr("The hub does not know this token.");
    else if (status == HttpForbidden)
        finding.problem = tr("The hub refuses this caller: %1").arg(shown(said[u"error"_s]));
    else if (status >= FirstRedirect && status <= LastRedirect)
        finding.problem
            = tr("This address leads on to another: write %1, if that is the hub.")
                  .arg(QString::fromLatin1(reply.rawHeader("Location")).left(MostShown));
    else if (status != HttpOk || !said[u"role"_s].isString() || !said[u"version"_s].isString())
        finding.problem = tr("What answers there is not Fanlight.");
    finding.name = shown(said[u"name"_s]);
    finding.role = shown(said[u"role"_s]);
    finding.version = shown(said[u"version"_s]);
    if (finding.problem.isEmpty() && (finding.role == "none"_L1 || finding.role == "user"_L1))
        finding.problem = tr("The hub answers, but does not let this caller look: it needs a "
                             "token of the role monitor or more.");
    finish(finding);
}

void ServerCheck::finish(const ServerFinding& finding)
{
    cancel();
    Q_EMIT done(finding);
}

QString ServerCheck::tlsProblem(const QList<QSslError>& errors, const QString& host)
{
    const auto has = [&errors](std::initializer_list<QSslError::SslError> kinds) {
        return std::find_if(errors.begin(), errors.end(), [&](const QSslError& error) {
            return std::find(kinds.begin(), kinds.end(), error.error()) != kinds.end();
        });
    };
    if (errors.isEmpty())
        return {};
    if (const auto found = has({QSslError::CertificateExpired}); found != errors.end())
        return tr("The certificate of %1 has expired on %2: it has to be renewed there.")
            .arg(host, found->certificate().expiryDate().toString(Qt::ISODate));
    if (has({QSslError::CertificateNotYetValid}) != errors.end())
        return tr("The certificate of %1 is not valid yet: look at the clocks of both.").arg(host);
    if (has({QSslError::CertificateRevoked, QSslError::CertificateBlacklisted}) != errors.end())
        return tr("The certificate of %1 was revoked.").arg(host);
    if (const auto found = has({QSslError::HostNameMismatch}); found != errors.end()) {
        QStringList names = found->certificate().subjectAlternativeNames().values(QSsl::DnsEntry);
        names.sort();
        return tr("The certificate is not for %1, but for %2: use that name, or have it made for "
                  "this one.")
            .arg(host, names.isEmpty() ? tr("another name") : names.join(u", "_s).left(MostShown));
    }
    if (has({QSslError::SelfSignedCertificate, QSslError::SelfSignedCertificateInChain,
            QSslError::UnableToGetLocalIssuerCertificate, QSslError::UnableToGetIssuerCertificate,
            QSslError::UnableToVerifyFirstCertificate, QSslError::CertificateUntrusted})
        != errors.end())
        return tr("Nobody this computer trusts has signed the certificate of %1: add its "
                  "authority to those of the system.")
            .arg(host);
    return tr("TLS to %1 fails: %2").arg(host, errors.first().errorString());
}

} // namespace fanlight
