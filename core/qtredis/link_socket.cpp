// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/link_socket.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>

namespace fanlight::redis {

// Also called from a signal of the socket itself.
void LinkSocket::Release::operator()(QTcpSocket* socket) const
{
    socket->disconnect();
    socket->abort();
    socket->deleteLater();
}

LinkSocket::LinkSocket(const RedisUrl& url, QObject* parent)
    : QObject(parent)
    , m_url(url)
{
}

LinkSocket::~LinkSocket() = default;

QString LinkSocket::open(const Peer& peer)
{
    m_peer = peer;
    const Endpoint& endpoint = m_peer.endpoint;
    if (!isTls()) {
        // goes with the link where no event loop deletes it later
        m_socket.reset(new QTcpSocket(this));
        watch();
        connect(m_socket.get(), &QTcpSocket::connected, this, &LinkSocket::stand);
        // bytes come straight into our buffer and go straight to the kernel
        m_socket->connectToHost(
            endpoint.host, endpoint.port, QIODevice::ReadWrite | QIODevice::Unbuffered);
        return {};
    }
    auto* const secure = new QSslSocket(this);
    m_socket.reset(secure);
    m_tlsProblem = prepareTls(*secure);
    if (!m_tlsProblem.isEmpty())
        return m_tlsProblem;
    watch();
    connect(secure, &QSslSocket::encrypted, this, &LinkSocket::stand);
    connect(secure, &QSslSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        QStringList texts;
        for (const QSslError& error : errors)
            texts.append(error.errorString());
        texts.removeDuplicates();
        m_tlsProblem
            = QStringLiteral("The certificate of %1 is not trusted (%2): name its authority with "
                             "?ca=FILE, and the host as the certificate does.")
                  .arg(m_peer.who(), texts.join(u' '));
    });
    secure->connectToHostEncrypted(endpoint.host, endpoint.port);
    return {};
}

void LinkSocket::close()
{
    m_socket.reset();
    m_isConnected = false;
    m_tlsProblem.clear();
}

void LinkSocket::watch()
{
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &LinkSocket::readable);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &LinkSocket::written);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &LinkSocket::failed);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &LinkSocket::failed);
}

void LinkSocket::stand()
{
    m_isConnected = true;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    Q_EMIT connected();
}

// Returns what prevents it.
QString LinkSocket::prepareTls(QSslSocket& socket) const
{
    if (!QSslSocket::supportsSsl())
        return QStringLiteral(
            "TLS to Redis needs a TLS plugin of Qt and OpenSSL, which this machine lacks.");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (const QString& file = m_url.caFile; !file.isEmpty()) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromPath(file);
        if (authorities.isEmpty())
            return QStringLiteral(
                "The file “%1” holds no certificate in PEM form that can be read.")
                .arg(file);
        configuration.setCaCertificates(authorities);
    }
    if (const QString& file = m_url.certificateFile; !file.isEmpty()) {
        const QList<QSslCertificate> own = QSslCertificate::fromPath(file);
        if (own.isEmpty())
            return QStringLiteral(
                "The file “%1” holds no certificate in PEM form that can be read.")
                .arg(file);
        const QString keyName = m_url.keyFile.isEmpty() ? file : m_url.keyFile;
        QFile keyFile(keyName);
        const QByteArray pem = keyFile.open(QIODevice::ReadOnly) ? keyFile.readAll() : QByteArray();
        QSslKey key;
        for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
            if (key.isNull())
                key = QSslKey(pem, algorithm);
        }
        if (key.isNull())
            return QStringLiteral("The file “%1” holds no private key in PEM form, without a "
                                  "password, that can be read.")
                .arg(keyName);
        configuration.setLocalCertificateChain(own);
        configuration.setPrivateKey(key);
    }
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    socket.setSslConfiguration(configuration);
    return {};
}

bool LinkSocket::isInHandshake() const
{
    return m_socket && !m_isConnected && m_socket->state() == QAbstractSocket::ConnectedState;
}

qint64 LinkSocket::read(char* into, qint64 most)
{
    return m_socket->read(into, most);
}

qint64 LinkSocket::write(const QByteArray& bytes)
{
    return m_socket->write(bytes.constData(), bytes.size());
}

void LinkSocket::flush()
{
    m_socket->flush();
}

qint64 LinkSocket::bytesToWrite() const
{
    return m_socket->bytesToWrite();
}

void LinkSocket::setReadBufferSize(qint64 bytes)
{
    m_socket->setReadBufferSize(bytes);
}

QString LinkSocket::failure(bool hasAnswered) const
{
    const QString where = m_peer.endpoint.text();
    if (!m_tlsProblem.isEmpty())
        return m_tlsProblem;
    const auto error = m_socket->error();
    if (error == QAbstractSocket::HostNotFoundError)
        return QStringLiteral("There is no host named “%1”: correct the address of Redis.")
            .arg(m_peer.endpoint.host);
    if (error == QAbstractSocket::ConnectionRefusedError)
        return QStringLiteral("Nothing listens at %1: start %2 there, or correct the address.")
            .arg(where,
                m_peer.isSentinel ? QStringLiteral("the sentinel") : QStringLiteral("Redis"));
    if (error == QAbstractSocket::SslHandshakeFailedError
        || (isTls() && !m_isConnected && error == QAbstractSocket::RemoteHostClosedError))
        return m_peer.withoutTls(m_socket->errorString());
    if (!m_isConnected)
        return QStringLiteral("%1 cannot be reached: %2.")
            .arg(m_peer.who(), m_socket->errorString());
    // With TLS 1.3 the far side looks at our certificate only after the handshake is over for us.
    if (isTls() && !hasAnswered)
        return m_url.certificateFile.isEmpty()
            ? QStringLiteral(
                "%1 ends the connection after the TLS handshake: it wants a client certificate, "
                "most likely (tls-auth-clients, on by default there): give ?cert=FILE&key=FILE.")
                  .arg(m_peer.who())
            : QStringLiteral("%1 ends the connection after the TLS handshake: it does not trust "
                             "the client certificate “%2”, most likely (tls-ca-cert-file there).")
                  .arg(m_peer.who(), m_url.certificateFile);
    if (!hasAnswered)
        return QStringLiteral("The server at %1 takes the connection and closes it: it is not "
                              "Redis, or a Redis with TLS (rediss://).")
            .arg(where);
    if (error == QAbstractSocket::RemoteHostClosedError
        || error == QAbstractSocket::UnknownSocketError)
        return QStringLiteral("%1 closed the connection.").arg(m_peer.who());
    return QStringLiteral("The connection to %1 broke: %2.")
        .arg(m_peer.who(), m_socket->errorString());
}

} // namespace fanlight::redis
