// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_clients.h"

#include "format.h"
#include "hub/hub_port.h"

#include <QUrl>

#include <utility>

namespace fanlight {

DemoClients::DemoClients(HubPort& hub, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_feed(hub)
{
    m_clients.setToken(hub.ownToken());
    connect(&m_clients, &TestClients::progress, this, [this](int wanted, int there, quint64) {
        if (there >= wanted && !std::exchange(m_reported, true))
            Q_EMIT connected(
                tr("%1 test client(s) connected", nullptr, there).arg(format::count(there)));
    });
}

QString DemoClients::add(int count, const QString& url, const TestClientKind& kind)
{
    if (m_hub.link().state != HubLink::State::Here || !m_hub.can(HubPort::Ability::Publish))
        return tr(
            "Test clients are of this computer, for its own hub. A hub elsewhere is tried with "
            "the Load test page.");
    const int port = QUrl(url).port();
    if (m_hub.status().tls.asksClients)
        return tr("This hub wants a certificate of each client, and test clients have none.");
    trustHub(url);
    QString error
        = port > 0 ? m_clients.add(count, quint16(port), kind) : tr("The hub is not listening.");
    if (!error.isEmpty())
        return error;
    m_port = port;
    m_reported = false;
    tellChange(count);
    return {};
}

// Its own certificate, and no other.
void DemoClients::trustHub(const QString& url)
{
    const bool isTls = QUrl(url).scheme() == u"https";
    m_clients.setCertificate(isTls ? m_hub.options().tlsCert : QString());
    m_certificateReadAtMs = m_hub.status().tls.readAtMs;
}

void DemoClients::follow(const QString& url)
{
    const int port = QUrl(url).port();
    const bool isSame = port == m_port && m_hub.status().tls.readAtMs == m_certificateReadAtMs;
    if (wanted() == 0 || port <= 0 || isSame)
        return;
    trustHub(url);
    if (const QString error = m_clients.follow(quint16(port)); !error.isEmpty()) {
        Q_EMIT told(tr("the test clients did not follow: %1").arg(error));
        return;
    }
    m_port = port;
    m_reported = false;
}

void DemoClients::remove(int group)
{
    const int before = m_clients.wanted();
    m_clients.remove(group);
    if (const int gone = before - m_clients.wanted(); gone > 0)
        tellChange(-gone);
}

void DemoClients::removeAll()
{
    const int count = wanted();
    if (count == 0)
        return;
    m_clients.removeAll();
    tellChange(-count);
}

void DemoClients::tellChange(int by)
{
    m_feed.setUsers(m_clients.wanted());
    Q_EMIT changed(wanted());
    if (by > 0)
        Q_EMIT told(tr("%1 test client(s) started", nullptr, by).arg(format::count(by)));
    else
        Q_EMIT told(tr("%1 test client(s) removed", nullptr, -by).arg(format::count(-by)));
}

} // namespace fanlight
