// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_address.h"

#include "load/client_socket.h"
#include "load/load_counters.h"

#include <QDeadlineTimer>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <netdb.h>
#include <poll.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int ConnectPatienceMs = 3000;
// With TLS 1.3 a server judges a certificate of the client only behind the handshake; that it took
// it is seen by the tickets for later connections that it then sends.
constexpr int VerdictPatienceMs = 500;

// 0, or why nobody took a connection there.
int tryConnect(const addrinfo& where)
{
    Descriptor socket(::socket(where.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket)
        return errno;
    int problem = ::connect(socket.get(), where.ai_addr, where.ai_addrlen) < 0 ? errno : 0;
    if (problem != EINPROGRESS)
        return problem;
    pollfd waiting{socket.get(), POLLOUT, 0};
    socklen_t size = sizeof problem;
    if (::poll(&waiting, 1, ConnectPatienceMs) <= 0)
        return ETIMEDOUT;
    getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &problem, &size);
    return problem;
}

std::optional<LoadAddress> firstThatTakes(
    const std::string& host, std::uint16_t port, QString& error)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const QString name = QString::fromStdString(host);
    if (const int problem = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
        problem != 0) {
        error = u"%1 is not known: %2"_s.arg(name, QString::fromLocal8Bit(gai_strerror(problem)));
        return std::nullopt;
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, freeaddrinfo);
    for (const addrinfo* one = found; one; one = one->ai_next) {
        const int problem = tryConnect(*one);
        if (problem != 0) {
            error = u"nothing answers at %1:%2 (%3)"_s.arg(name).arg(port).arg(
                QLatin1StringView(loadErrorName(loadErrorOf(problem))));
            continue;
        }
        LoadAddress address;
        memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
        address.size = one->ai_addrlen;
        return address;
    }
    return std::nullopt;
}
// Empty, or why no TLS came about.
QString tryTls(const LoadAddress& address)
{
    ClientSocket socket;
    int problem = socket.connect(address, {});
    if (problem == 0)
        problem = ClientSocket::NotYet;
    QDeadlineTimer patience(ConnectPatienceMs);
    while (problem == ClientSocket::NotYet && !patience.hasExpired()) {
        pollfd waiting{
            socket.descriptor(), static_cast<short>(socket.waitsToWrite() ? POLLOUT : POLLIN), 0};
        if (::poll(&waiting, 1, static_cast<int>(patience.remainingTime())) > 0)
            problem = socket.finishConnecting();
    }
    if (problem == 0 && socket.asksForCertificate()) {
        std::array<char, 1024> ignored{};
        pollfd waiting{socket.descriptor(), POLLIN, 0};
        if (::poll(&waiting, 1, VerdictPatienceMs) > 0)
            problem = socket.receive(ignored).error;
    }
    if (problem == 0)
        return {};
    if (problem == ClientSocket::TlsFailed)
        return QString::fromStdString(socket.problem());
    return QString::fromLatin1(
        loadErrorName(loadErrorOf(problem == ClientSocket::NotYet ? ETIMEDOUT : problem)));
}
} // namespace

std::optional<LoadAddress> findAddress(const std::string& host, std::uint16_t port,
    const std::shared_ptr<const TlsClient>& tls, QString& error)
{
    auto address = findAddress(host, port, error);
    if (!address || !tls)
        return address;
    address->tls = tls;
    address->name = host;
    const QString why = tryTls(*address);
    if (why.isEmpty())
        return address;
    error = u"no TLS with %1:%2: %3"_s.arg(QString::fromStdString(host)).arg(port).arg(why);
    if (why.contains("certificate is not trusted"_L1))
        error += u"; name an authority by --ca-file, or trust whoever answers by --insecure"_s;
    else if (why.contains("wrong version number"_L1))
        error += u"; is it http:// that is spoken there?"_s;
    return std::nullopt;
}

std::optional<LoadAddress> findAddress(const std::string& host, std::uint16_t port, QString& error)
{
    if (host != "localhost")
        return firstThatTakes(host, port, error);
    // Both of its addresses, whatever the resolver knows of it (RFC 6761 §6.3).
    QString ignored;
    if (auto address = firstThatTakes("127.0.0.1", port, error))
        return address;
    return firstThatTakes("::1", port, ignored);
}

} // namespace fanlight
