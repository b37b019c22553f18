// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/doorway.h"

#include "net/acceptor.h"

namespace fanlight {

void Doorway::prepare(const HubOptions& before, const HubOptions& options)
{
    if (options.listenPort != 0 || options.listenHost != before.listenHost)
        m_pickedPort = 0;
}

QString Doorway::listen(Acceptor& acceptor, const HubOptions& options, quint16& suggestedPort)
{
    m_held.reset(); // an instant before it is taken
    const QString& host = options.listenHost;
    if (m_pickedPort != 0 && acceptor.listen(host, m_pickedPort).isEmpty())
        return {};
    const QString error = acceptor.listen(host, options.listenPort);
    if (!error.isEmpty() && acceptor.portInUse())
        suggestedPort = Acceptor::freePortAfter(host, options.listenPort);
    if (error.isEmpty() && options.listenPort == 0)
        m_pickedPort = acceptor.port();
    return error;
}

QString Doorway::hold(const QString& host, quint16 port, const Acceptor* current, quint16& freePort)
{
    m_held.reset();
    if (port == 0 || (current && current->port() == port))
        return {};
    m_held = std::make_unique<HeldAddress>();
    return m_held->hold(host, port, freePort);
}

QString Doorway::url(const Acceptor& acceptor)
{
    const QHostAddress address = acceptor.addresses().constFirst();
    QString host = address.toString();
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        host = u'[' + host + u']';
    return QStringLiteral("http://%1:%2").arg(host).arg(acceptor.port());
}

QString Doorway::localhostUrl(const Acceptor& acceptor, const HubOptions& options)
{
    return options.listenHost == u"localhost"
        ? QStringLiteral("http://localhost:%1").arg(acceptor.port())
        : url(acceptor);
}

} // namespace fanlight
