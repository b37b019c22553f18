// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/doorway.h"

#include "hub/snapshots.h"
#include "hub/tls_desk.h"
#include "net/acceptor.h"
#include "net/unix_door.h"

namespace fanlight {

void Doorway::prepare(const HubOptions& options)
{
    QHash<QString, quint16> kept;
    for (const ListenAddress& address : options.listeners()) {
        if (const quint16 port = m_pickedPorts.value(address.text()); port != 0)
            kept.insert(address.text(), port);
    }
    m_pickedPorts = kept;
}

QString Doorway::listen(Acceptor& acceptor, const HubOptions& options, quint16& suggestedPort)
{
    m_held.reset(); // an instant before they are taken
    for (const HandedSocket& socket : m_handed.all()) {
        if (QString error = acceptor.takeOver(socket); !error.isEmpty())
            return error;
    }
    if (!m_handed.isEmpty())
        return {};
    bool isFirst = true;
    for (const ListenAddress& address : options.listeners()) {
        QString error = listenAt(acceptor, address);
        if (!error.isEmpty()) {
            if (isFirst && !address.isUnix() && acceptor.portInUse())
                suggestedPort = Acceptor::freePortAfter(address.host, address.port);
            return error;
        }
        isFirst = false;
    }
    return {};
}

QString Doorway::listenAt(Acceptor& acceptor, const ListenAddress& address)
{
    const bool isOpen = !address.isUnix() && address.port == 0;
    const quint16 picked = isOpen ? m_pickedPorts.value(address.text()) : quint16(0);
    if (picked != 0 && acceptor.listen(address.host, picked).isEmpty())
        return {};
    QString error = acceptor.listen(address);
    if (error.isEmpty() && isOpen)
        m_pickedPorts.insert(address.text(), acceptor.ports().constLast());
    return error;
}

QString Doorway::hold(const HubOptions& options, const Acceptor* current, quint16& freePort)
{
    m_held = std::make_unique<HeldAddress>();
    bool isFirst = true;
    for (const ListenAddress& address : options.listeners()) {
        QString error;
        quint16 free = 0;
        if (address.isUnix()) { // of its own accord nobody else takes it meanwhile
            const bool isOurs = current && current->unixPaths().contains(address.path);
            if (!isOurs && UnixDoor::isTaken(address.path))
                error = QStringLiteral("Cannot listen on %1: another program listens there.")
                            .arg(address.text());
        } else if (address.port != 0 && !(current && current->ports().contains(address.port))) {
            error = m_held->hold(address.host, address.port, free);
        }
        if (!error.isEmpty()) {
            freePort = isFirst ? free : quint16(0);
            m_held.reset();
            return error;
        }
        isFirst = false;
    }
    return {};
}

QString Doorway::url(const Acceptor& acceptor)
{
    for (const QString& url : acceptor.urls()) {
        if (url.startsWith(u"http"))
            return url;
    }
    return acceptor.urls().constFirst();
}

QString Doorway::localhostUrl(const Acceptor& acceptor, const HubOptions& options)
{
    return options.listenHost == u"localhost"
        ? QStringLiteral("http://localhost:%1").arg(acceptor.port())
        : url(acceptor);
}

void Doorway::tell(
    const Acceptor& acceptor, const HubOptions& options, const TlsDesk& tls, HubStatus& status)
{
    status.url = tls.urlOf(url(acceptor));
    status.localhostUrl = tls.urlOf(localhostUrl(acceptor, options));
    status.urls.clear();
    for (const QString& one : acceptor.urls())
        status.urls << tls.urlOf(one);
}

} // namespace fanlight
