// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/aws_credential_chain.h"

#include "sources/aws_profile.h"

#include <QDateTime>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>
#include <QUrlQuery>
#include <QXmlStreamReader>

#include <memory>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MostCredentialBytes = 256 << 10; // of an answer, or a file with a token
constexpr int CredentialTimeoutMs = 5000;
constexpr int MachineTimeoutMs = 2000; // that has no such endpoint most often just drops packets
constexpr qint64 RefreshAheadMs = 5 * 60'000;
constexpr qint64 RefreshAgainMs = 30'000;
constexpr auto ContainerHost = "http://169.254.170.2"_L1;
constexpr auto MachineHost = "http://169.254.169.254"_L1;

qint64 nowUtcMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// Where a container's credentials may be asked for in the clear.
bool isContainerHost(const QUrl& url)
{
    const QString host = url.host();
    const QHostAddress address(host);
    return host == "localhost"_L1 || address.isLoopback()
        || address == QHostAddress(u"169.254.170.2"_s)
        || address == QHostAddress(u"169.254.170.23"_s)
        || address == QHostAddress(u"fd00:ec2::23"_s);
}

// Nothing, with the reason in `error`, where it cannot be.
QByteArray readTokenFile(const QString& path, QString* error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = u"the file “%1” cannot be read: %2"_s.arg(path, file.errorString());
        return {};
    }
    QByteArray token = file.read(MostCredentialBytes).trimmed();
    if (token.isEmpty() || token.contains('\n') || token.contains('\r')) {
        *error = u"the file “%1” holds no token"_s.arg(path);
        return {};
    }
    return token;
}

qint64 expiryOf(const QString& text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

} // namespace

AwsCredentialChain::AwsCredentialChain(Settings settings, QObject* parent)
    : QObject(parent)
    , m_settings(std::move(settings))
{
}

void AwsCredentialChain::want(Done done)
{
    const bool isKnown = !m_known.accessKeyId.isEmpty();
    const qint64 now = nowUtcMs();
    if (isKnown
        && (m_known.expiresAtMs == 0 || now + RefreshAheadMs < m_known.expiresAtMs
            || (now < m_notBeforeMs && now < m_known.expiresAtMs)))
        return done({}, m_known);
    m_waiting.push_back(std::move(done));
    if (!std::exchange(m_isLooking, true))
        find();
}

void AwsCredentialChain::forget()
{
    m_known = {};
    m_notBeforeMs = 0;
}

void AwsCredentialChain::find()
{
    if (!m_settings.profile.isEmpty()) {
        findInFiles();
        return;
    }
    if (findInEnvironment() || findWebIdentity() || findInFiles() || findAtContainer())
        return;
    if (value("AWS_EC2_METADATA_DISABLED").toLower() == "true"_L1)
        return conclude(u"No AWS credentials were found: neither AWS_ACCESS_KEY_ID and "
                        "AWS_SECRET_ACCESS_KEY, nor a profile, nor a container's role."_s);
    findAtMachine();
}

bool AwsCredentialChain::findInEnvironment()
{
    const AwsCredentials found{value("AWS_ACCESS_KEY_ID").toLatin1().trimmed(),
        value("AWS_SECRET_ACCESS_KEY").toLatin1().trimmed(),
        value("AWS_SESSION_TOKEN").toLatin1().trimmed(), 0};
    if (found.accessKeyId.isEmpty() && found.secretKey.isEmpty())
        return false;
    if (found.accessKeyId.isEmpty() || found.secretKey.isEmpty())
        conclude(u"AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together, and one of them is "
                 "not set."_s);
    else
        conclude({}, found);
    return true;
}

bool AwsCredentialChain::findInFiles()
{
    const QString named = m_settings.profile.isEmpty() ? value("AWS_PROFILE") : m_settings.profile;
    AwsCredentials found;
    const QString error = readAwsProfile(m_settings.environment, named, &found);
    if (!error.isEmpty())
        conclude(error);
    else if (!found.accessKeyId.isEmpty())
        conclude({}, found);
    else
        return false;
    return true;
}

bool AwsCredentialChain::findWebIdentity()
{
    const QString path = value("AWS_WEB_IDENTITY_TOKEN_FILE");
    const QString role = value("AWS_ROLE_ARN");
    if (path.isEmpty() || role.isEmpty())
        return false;
    QString error;
    const QByteArray token = readTokenFile(path, &error);
    if (!error.isEmpty()) {
        conclude(u"AWS_WEB_IDENTITY_TOKEN_FILE: %1."_s.arg(error));
        return true;
    }
    askToken(token);
    return true;
}

void AwsCredentialChain::askToken(const QByteArray& token)
{
    const QString session = value("AWS_ROLE_SESSION_NAME");
    const QString endpoint = value("AWS_ENDPOINT_URL_STS");
    const QString domain
        = m_settings.region.startsWith("cn-"_L1) ? u"amazonaws.com.cn"_s : u"amazonaws.com"_s;
    QNetworkRequest request(QUrl(endpoint.isEmpty()
            ? QString(u"https://sts."_s % m_settings.region % u'.' % domain % u'/')
            : endpoint));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/x-www-form-urlencoded"_ba);
    const auto escaped = [](const QString& text) { return QUrl::toPercentEncoding(text); };
    const QByteArray body = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn="
        + escaped(value("AWS_ROLE_ARN"))
        + "&RoleSessionName=" + escaped(session.isEmpty() ? u"fanlight"_s : session)
        + "&WebIdentityToken=" + token.toPercentEncoding();
    ask(request, "POST", body, [this](int status, const QByteArray& answer, const QString& error) {
        takeXml(status, answer, error);
    });
}

bool AwsCredentialChain::findAtContainer()
{
    const QString relative = value("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    const QString full = value("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (relative.isEmpty() && full.isEmpty())
        return false;
    const QUrl url(relative.isEmpty() ? full : QString(ContainerHost % relative));
    if (!url.isValid() || (url.scheme() != "https"_L1 && !isContainerHost(url))) {
        conclude(u"AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor the address of a "
                 "container's agent, and is not asked for credentials."_s);
        return true;
    }
    QString error;
    QByteArray token = value("AWS_CONTAINER_AUTHORIZATION_TOKEN").toLatin1().trimmed();
    const QString path = value("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    if (!path.isEmpty())
        token = readTokenFile(path, &error);
    if (!error.isEmpty()) {
        conclude(u"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: %1."_s.arg(error));
        return true;
    }
    QNetworkRequest request(url);
    request.setTransferTimeout(CredentialTimeoutMs);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", token);
    ask(request, "GET", {}, [this](int status, const QByteArray& answer, const QString& why) {
        takeJson(u"The container's endpoint"_s, status, answer, why);
    });
    return true;
}

void AwsCredentialChain::findAtMachine()
{
    const QString endpoint = value("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    QNetworkRequest request(
        QUrl((endpoint.isEmpty() ? QString(MachineHost) : endpoint) % u"/latest/api/token"_s));
    request.setTransferTimeout(MachineTimeoutMs);
    request.setRawHeader("X-aws-ec2-metadata-token-ttl-seconds", "300");
    ask(request, "PUT", {}, [this](int status, const QByteArray& body, const QString& error) {
        if (status != 200 || !error.isEmpty() || body.trimmed().isEmpty())
            return conclude(
                u"No AWS credentials were found: neither AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY, nor a profile, nor a role of a container or of this "
                "machine."_s);
        askMachine(body.trimmed(), {});
    });
}

void AwsCredentialChain::askMachine(const QByteArray& token, const QString& role)
{
    const QString endpoint = value("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    QNetworkRequest request(QUrl((endpoint.isEmpty() ? QString(MachineHost) : endpoint)
        % u"/latest/meta-data/iam/security-credentials/"_s % role));
    request.setTransferTimeout(MachineTimeoutMs);
    request.setRawHeader("X-aws-ec2-metadata-token", token);
    ask(request, "GET", {},
        [this, token, role](int status, const QByteArray& body, const QString& error) {
            if (!role.isEmpty())
                return takeJson(u"This machine's metadata service"_s, status, body, error);
            const QString found = QString::fromUtf8(body.split('\n').first().trimmed());
            if (status != 200 || found.isEmpty())
                return conclude(u"No AWS credentials were found, and this machine has no role."_s);
            askMachine(token, found);
        });
}

void AwsCredentialChain::ask(
    QNetworkRequest request, const QByteArray& verb, const QByteArray& body, Answered answered)
{
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "fanlight/" FANLIGHT_VERSION);
    if (request.transferTimeout() == 0)
        request.setTransferTimeout(CredentialTimeoutMs);
    QNetworkReply* const reply = m_network.sendCustomRequest(request, verb, body);
    reply->setReadBufferSize(MostCredentialBytes);
    connect(reply, &QNetworkReply::readyRead, this, [reply] {
        if (reply->bytesAvailable() >= MostCredentialBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [reply, answered = std::move(answered)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        // Qt's words name the URL, in which there is no secret, but which says nobody anything
        const QString error = status != 0 || reply->error() == QNetworkReply::NoError
            ? QString()
            : u"it cannot be reached"_s;
        answered(status, reply->isOpen() ? reply->readAll() : QByteArray(), error);
    });
}

void AwsCredentialChain::takeJson(
    const QString& whose, int status, const QByteArray& body, const QString& error)
{
    if (!error.isEmpty())
        return conclude(u"%1 gives no credentials: %2."_s.arg(whose, error));
    if (status != 200)
        return conclude(u"%1 gives no credentials: it answers %2."_s.arg(whose).arg(status));
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const AwsCredentials found{object["AccessKeyId"_L1].toString().toLatin1(),
        object["SecretAccessKey"_L1].toString().toLatin1(),
        object["Token"_L1].toString().toLatin1(), expiryOf(object["Expiration"_L1].toString())};
    if (found.accessKeyId.isEmpty() || found.secretKey.isEmpty())
        return conclude(u"%1 gives no credentials: what it answers with are none."_s.arg(whose));
    conclude({}, found);
}

void AwsCredentialChain::takeXml(int status, const QByteArray& body, const QString& error)
{
    if (!error.isEmpty())
        return conclude(u"The token service gives no credentials: %1."_s.arg(error));
    AwsCredentials found;
    QString code;
    QXmlStreamReader reader(body);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QStringView name = reader.name();
        const bool isWanted = name == "AccessKeyId"_L1 || name == "SecretAccessKey"_L1
            || name == "SessionToken"_L1 || name == "Expiration"_L1 || name == "Code"_L1;
        if (!isWanted)
            continue;
        const QString tag = name.toString();
        const QString text = reader.readElementText(QXmlStreamReader::SkipChildElements);
        if (tag == "AccessKeyId"_L1)
            found.accessKeyId = text.toLatin1();
        else if (tag == "SecretAccessKey"_L1)
            found.secretKey = text.toLatin1();
        else if (tag == "SessionToken"_L1)
            found.sessionToken = text.toLatin1();
        else if (tag == "Expiration"_L1)
            found.expiresAtMs = expiryOf(text);
        else
            code = text.left(64);
    }
    if (status == 200 && !found.accessKeyId.isEmpty() && !found.secretKey.isEmpty())
        return conclude({}, found);
    conclude(code.isEmpty()
            ? u"The token service gives no credentials: it answers %1."_s.arg(status)
            : u"The token service gives no credentials for AWS_ROLE_ARN: %1."_s.arg(code));
}

void AwsCredentialChain::conclude(const QString& error, const AwsCredentials& found)
{
    m_isLooking = false;
    const qint64 now = nowUtcMs();
    const bool isStillGood = !m_known.accessKeyId.isEmpty() && now < m_known.expiresAtMs;
    if (error.isEmpty())
        m_known = found;
    else if (isStillGood)
        m_notBeforeMs = now + RefreshAgainMs;
    const AwsCredentials known = m_known; // who is told may forget them
    const QString told = isStillGood ? QString() : error;
    for (const Done& done : std::exchange(m_waiting, {}))
        done(told, known);
}

} // namespace fanlight
