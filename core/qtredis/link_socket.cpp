// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/link_socket.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fanlight::redis {

namespace {

// A connected Unix socket, or -1 and errno. What listens there takes it at once or not at all.
int connectUnix(const QByteArray& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= qsizetype(sizeof address.sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    std::memcpy(address.sun_path, path.constData(), std::size_t(path.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return -1;
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return descriptor;
    const int why = errno;
    ::close(descriptor);
    errno = why;
    return -1;
}

QString unixProblem(const QString& path, int why)
{
    switch (why) {
    case ENOENT:
        return QStringLiteral("There is no socket “%1”: have Redis make it (unixsocket there), or "
                              "correct the address.")
            .arg(path);
    case ECONNREFUSED:
        return QStringLiteral("Nothing listens at the socket “%1”: start Redis there, or correct "
                              "the address.")
            .arg(path);
    case EACCES:
    case EPERM:
        return QStringLiteral("The socket “%1” may not be used by this user: add the user to the "
                              "group of Redis, and set “unixsocketperm 770” there.")
            .arg(path);
    case ENAMETOOLONG:
        return QStringLiteral("The path “%1” is too long for a socket; the system takes %2 bytes.")
            .arg(path)
            .arg(sizeof(sockaddr_un::sun_path) - 1);
    default:
        return QStringLiteral("The socket “%1” cannot be used: %2.")
            .arg(path, QString::fromLocal8Bit(std::strerror(why)));
    }
}

} // namespace

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
    if (endpoint.isUnix()) {
        openUnix(endpoint.host);
        return {};
    }
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
    m_problem = prepareTls(*secure);
    if (!m_problem.isEmpty())
        return m_problem;
    watch();
    connect(secure, &QSslSocket::encrypted, this, &LinkSocket::stand);
    connect(secure, &QSslSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        QStringList texts;
        for (const QSslError& error : errors)
            texts.append(error.errorString());
        texts.removeDuplicates();
        m_problem
            = QStringLiteral("The certificate of %1 is not trusted (%2): name its authority with "
                             "?ca=FILE, and the host as the certificate does.")
                  .arg(m_peer.who(), texts.join(u' '));
    });
    secure->connectToHostEncrypted(endpoint.host, endpoint.port);
    return {};
}

// What it comes to is told from the event loop, as of the others.
void LinkSocket::openUnix(const QString& path)
{
    m_socket.reset(new QTcpSocket(this));
    const int descriptor = connectUnix(QFile::encodeName(path));
    if (descriptor < 0) {
        m_problem = unixProblem(path, errno);
    } else if (!m_socket->setSocketDescriptor(descriptor, QAbstractSocket::ConnectedState,
                   QIODevice::ReadWrite | QIODevice::Unbuffered)) {
        ::close(descriptor);
        m_problem = unixProblem(path, EINVAL);
    }
    QMetaObject::invokeMethod(
        m_socket.get(),
        [this] {
            if (!m_problem.isEmpty()) {
                Q_EMIT failed();
                return;
            }
            watch();
            stand();
        },
        Qt::QueuedConnection);
}

void LinkSocket::close()
{
    m_socket.reset();
    m_isConnected = false;
    m_problem.clear();
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
    if (!m_peer.endpoint.isUnix()) {
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    }
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
    if (!m_problem.isEmpty())
        return m_problem;
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
    if (!hasAnswered && m_peer.isSentinel)
        return QStringLiteral("The server at %1 takes the connection and closes it: it is no "
                              "sentinel, or one with TLS (rediss+sentinel://).")
            .arg(where);
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
