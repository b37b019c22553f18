// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_windows.h"
#include "hub/views/connection_codec.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace fanlight {

class HubDeeds;
class RemoteSession;

// The window of rows that a page looks at: told by the admin stream, which
// sends what changed of it; of an older hub made here of all its streams, which
// are asked for page by page. The last one stays while the hub is away. The
// main thread; lives in its RemoteHub.
class RemoteWindows : public QObject {
    Q_OBJECT
public:
    // All outlive this.
    RemoteWindows(RemoteSession& session, HubDeeds& deeds, const ClosedConnections& closed);
    ~RemoteWindows() override;

    void watch(const std::optional<ConnectionWish>& wish);
    bool isWatched() const { return m_wish.has_value(); }
    // The stream begins anew, with or without this view: what it told before is no base any more.
    void forget() { m_reader.forget(); }
    // What the view “connections” told. False: that cannot be.
    bool take(const QJsonObject& news);
    // The hub is there: one that tells windows, or an older one.
    void meet(bool isOlder);

    static constexpr std::chrono::milliseconds ListingInterval{2000}; // of an older hub

Q_SIGNALS:
    void told(const fanlight::ConnectionWindowPtr& window);

private:
    void watchListing();

    RemoteSession& m_session;
    HubDeeds& m_deeds;
    const ClosedConnections& m_closed;
    std::optional<ConnectionWish> m_wish; // none: nobody looks
    quint64 m_tag = 0; // of m_wish
    views::ConnectionReader m_reader;
    bool m_isOlder = false;
    QElapsedTimer m_asked; // the older hub, last
    ConnectionWindows m_listings; // of it
    quint64 m_watcher = 0; // of m_listings; 0: none
};

} // namespace fanlight
