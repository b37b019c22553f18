// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_windows.h"

#include "remote/hub_deeds.h"
#include "remote/remote_session.h"

#include <QTimer>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

RemoteWindows::RemoteWindows(
    RemoteSession& session, HubDeeds& deeds, const ClosedConnections& closed)
    : m_session(session)
    , m_deeds(deeds)
    , m_closed(closed)
{
}

RemoteWindows::~RemoteWindows() = default;

void RemoteWindows::watch(const std::optional<ConnectionWish>& wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    if (m_isOlder)
        return watchListing();
    if (!m_wish || !m_wish->problem().isEmpty())
        return;
    m_session.setDetail(u"connections"_s, views::toJson(*m_wish, ++m_tag));
}

bool RemoteWindows::take(const QJsonObject& news)
{
    if (!m_reader.take(news))
        return false;
    // one that answers an earlier wish is nobody's any more
    if (!m_wish || m_reader.tag() != m_tag)
        return true;
    auto window = std::make_shared<ConnectionWindow>(m_reader.window());
    window->wish = *m_wish;
    Q_EMIT told(window);
    return true;
}

void RemoteWindows::meet(bool isOlder)
{
    m_isOlder = isOlder;
    if (m_isOlder) {
        // open() begins anew: what was asked for before the hub was away is never
        // answered
        m_listings.open(
            [this](bool, const ConnectionWindows::Collected& done) {
                const qint64 dueMs = m_asked.isValid()
                    ? std::max<qint64>(0, ListingInterval.count() - m_asked.elapsed())
                    : 0;
                QTimer::singleShot(int(dueMs), this, [this, done] {
                    m_asked.start();
                    m_deeds.connections([done](const ConnectionSnapshotPtr& snapshot) {
                        if (snapshot)
                            done(std::make_shared<ConnectionSnapshot>(*snapshot));
                    });
                });
            },
            m_session.identity().instance, &m_closed);
        watchListing();
    }
}

void RemoteWindows::watchListing()
{
    if (m_wish && m_watcher != 0)
        return m_listings.change(m_watcher, *m_wish);
    if (m_watcher != 0)
        m_listings.end(std::exchange(m_watcher, 0));
    if (m_wish)
        m_watcher = m_listings.watch(
            *m_wish, [this](const ConnectionWindowPtr& window) { Q_EMIT told(window); });
}

} // namespace fanlight
