// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/held_address.h"

#include "net/acceptor.h"

#include <QHostInfo>
#include <QTcpServer>

#include <chrono>
#include <utility>

namespace fanlight {

QList<QHostAddress> listenAddresses(const QString& host)
{
    if (host == u"localhost")
        return {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    const QHostAddress literal(host);
    if (literal == QHostAddress(QHostAddress::AnyIPv6))
        return {QHostAddress(QHostAddress::Any)}; // of both families
    if (!literal.isNull())
        return {literal};
    return QHostInfo::fromName(host).addresses().mid(0, 1);
}

QString hostOf(const QHostAddress& address)
{
    if (address == QHostAddress(QHostAddress::Any))
        return QStringLiteral("[::]"); // Qt calls it by the name of IPv4 alone
    return address.protocol() == QAbstractSocket::IPv6Protocol
        ? QStringLiteral("[%1]").arg(address.toString())
        : address.toString();
}

QString listenProblem(const QTcpServer& server, const QHostAddress& address, quint16 port)
{
    const QString where = QStringLiteral("%1:%2").arg(hostOf(address)).arg(port);
    return server.serverError() == QAbstractSocket::AddressInUseError
        ? QStringLiteral("Cannot listen on %1: the port is in use by another program.").arg(where)
        : QStringLiteral("Cannot listen on %1: %2.").arg(where, server.errorString());
}

HeldAddress::HeldAddress()
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(std::chrono::seconds(LimitSeconds));
    QObject::connect(&m_limit, &QTimer::timeout, &m_limit, [this] { m_servers.clear(); });
}

HeldAddress::~HeldAddress() = default;

QString HeldAddress::hold(const QString& host, quint16 port, quint16& freePort)
{
    const QList<QHostAddress> addresses = listenAddresses(host);
    if (addresses.isEmpty())
        return QStringLiteral("Cannot listen on %1: there is no address of that name.").arg(host);
    bool isFirst = true;
    for (const QHostAddress& address : addresses) {
        auto server = std::make_unique<QTcpServer>();
        const bool isMain = std::exchange(isFirst, false);
        if (server->listen(address, port)) {
            server->pauseAccepting();
            m_servers.push_back(std::move(server));
            continue;
        }
        const bool isInUse = server->serverError() == QAbstractSocket::AddressInUseError;
        if (!isMain && !isInUse)
            continue; // without IPv6 the first address has to do
        m_servers.clear();
        if (isInUse)
            freePort = Acceptor::freePortAfter(host, port);
        return listenProblem(*server, address, port);
    }
    m_limit.start();
    return {};
}

} // namespace fanlight
