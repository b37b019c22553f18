// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_arrangement.h"
#include "connections/connection_feed.h"
#include "connections/connection_model.h"
#include "connections/disconnect_intent.h"
#include "connections/user_model.h"
#include "table_export.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QItemSelection;

namespace fanlight {

// All that the page of connections has in hand, without a widget: the streams as they come, or
// their users, filtered and sorted; what they are counted, exported and ended as. Main thread; a
// member of the page.
class ConnectionsDesk : public QObject {
    Q_OBJECT
public:
    using View = ConnectionArranger::View;
    struct Hands { // on the hub; answered on the main thread, or never
        ConnectionFeed::Ask connections;
        std::function<void(const std::vector<quint64>& ids, qint64 retryMs,
            const std::function<void(int found)>& done)>
            disconnect;
    };

    // `record` must outlive this.
    ConnectionsDesk(Hands hands, const ClosedConnections& record, QObject* parent = nullptr);

    ConnectionFeed& feed() { return m_feed; }
    const ConnectionFeed& feed() const { return m_feed; }
    ConnectionModel& streams() { return m_streams; }
    const ConnectionModel& streams() const { return m_streams; }
    UserModel& users() { return m_users; }

    // Each is followed by streamsArranged() or usersArranged(). A filter that cannot be read is not
    // taken; the answer says why, or nothing.
    QString setFilter(const QString& text);
    void setSort(ConnectionSort sort) { m_arranger.setSort(sort); }
    void setUserSort(UserSort sort) { m_arranger.setUserSort(sort); }
    void setClosedShown(bool shown) { m_arranger.setClosedShown(shown); }
    void setTraffic(Traffic traffic) { m_arranger.setTraffic(traffic); }
    Traffic traffic() const { return m_arranger.traffic(); }
    bool showsClosed() const { return m_arranger.showsClosed(); }
    std::size_t closedCount() const { return m_feed.closed()->size(); } // shown or not
    void setView(View view);
    View view() const { return m_arranger.view(); }
    bool isFiltered() const { return m_isFiltered; }
    bool filtersRoundTrip() const { return m_filtersRoundTrip; }

    // Shows an arrangement in the model; figures in [firstSeen, lastSeen] are told as changed.
    ConnectionModel::Change show(
        const ConnectionArrangement& arrangement, int firstSeen, int lastSeen);
    UserModel::Change show(const UserArrangement& arrangement, int firstSeen, int lastSeen);
    // Selection changes now are the model's doing, not the user's.
    bool isShowing() const { return m_showing; }

    int rowCount() const { return isUsers() ? m_users.rowCount() : m_streams.rowCount(); }
    bool hasOthers() const; // than those shown, or the same
    QString countText() const;
    // Of the rows [first, last] of streams; of none where first is not a row.
    std::vector<quint64> ids(int first, int last) const;
    // The row at the top, so that the first of these ids that is still there stays where it was.
    std::optional<int> topRowFor(const std::vector<quint64>& seen) const;
    std::vector<quint64> openIds(const QItemSelection& selection) const; // ascending
    // A stream as it stands or ended, also where closed ones are hidden; null: gone.
    const ConnectionRow* find(quint64 id) const;
    // What a field of the filter can be, by prefix: of the last snapshot, live and closed.
    QStringList seenValues(const QString& field, const QString& prefix, int most) const;
    TableExport::Content csv() const; // of the rows shown, in their order

    // disconnected() follows, and who comes back is watched.
    void disconnectStreams(const std::vector<quint64>& ids, const DisconnectIntent& intent);

    // A filter that finds exactly this user's streams, as far as its id is written without “*” and
    // “?”.
    static QString filterOfUser(QString userId);
    // What the fields of the filter mean, by their names.
    static std::vector<std::pair<QLatin1StringView, QString>> fieldMeanings();
    static QString connectionsText(std::size_t n); // "12 connections"

Q_SIGNALS:
    void streamsArranged(const fanlight::ConnectionArrangement& arrangement);
    void usersArranged(const fanlight::UserArrangement& arrangement);
    void disconnected(int found);

private:
    bool isUsers() const { return view() == View::Users; }
    QString streamCountText() const;
    QString userCountText() const;
    static QString usersText(std::size_t n);

    const Hands m_hands;
    ConnectionModel m_streams;
    UserModel m_users;
    ConnectionArranger m_arranger;
    ConnectionFeed m_feed;
    bool m_isFiltered = false;
    bool m_filtersRoundTrip = false;
    bool m_showing = false;
};

} // namespace fanlight
