// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet.h"

namespace fanlight {

Fleet::Fleet(HubPort& home, QObject* parent)
    : QObject(parent)
    , m_home(home)
{
    connect(&m_home, &FleetPortFeed::changed, this, &Fleet::changed);
    connect(&m_servers, &FleetServers::changed, this, &Fleet::changed);
}

void Fleet::look(const QObject* page, bool seen)
{
    const bool before = !m_pages.isEmpty();
    if (seen)
        m_pages.insert(page);
    else
        m_pages.remove(page);
    if (m_pages.isEmpty() == before)
        m_servers.setLooked(!m_pages.isEmpty());
}

void Fleet::open(const QString& id)
{
    QMetaObject::invokeMethod(
        this,
        [this, id] {
            if (m_servers.ways().open)
                m_servers.ways().open(id);
        },
        Qt::QueuedConnection);
}

void Fleet::openUrl(const QUrl& url)
{
    QMetaObject::invokeMethod(
        this,
        [this, url] {
            if (m_servers.ways().openUrl)
                m_servers.ways().openUrl(url);
        },
        Qt::QueuedConnection);
}

} // namespace fanlight
