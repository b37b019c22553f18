// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_feed.h"
#include "connections/connection_model.h"
#include "connections/disconnect_intent.h"
#include "connections/user_model.h"
#include "table_export.h"
#include "windowed_selection.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace fanlight {

// All that the page of connections has in hand, without a widget: the window of streams, or of
// their users, that is looked at, and what is asked of the hub for it; what is selected; what they
// are counted, exported and ended as. All of them are asked for only where each is needed: by an
// export, and by what is done to rows that never were in the window. Main thread; a member of the
// page.
class ConnectionsDesk : public QObject {
    Q_OBJECT
public:
    using View = ConnectionWish::Group;
    struct Hands { // on the hub; answered on the main thread, or never
        ConnectionFeed::Hands rows;
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
    WindowedSelection& selection() { return m_selection; } // of streams

    // Each is followed by changed(). A filter that cannot be read is not taken; the answer says
    // why, or nothing.
    QString setFilter(const QString& text);
    void setSort(ConnectionSort sort);
    void setUserSort(UserSort sort);
    void setClosedShown(bool shown);
    void setTraffic(Traffic traffic);
    void setView(View view);
    // Streams of all instances behind the same Redis; users are those of this one.
    void setAllInstances(bool all);
    bool showsAllInstances() const { return m_wish.scope == ConnectionWish::Scope::All; }
    // Columns of streams that are seen, by ConnectionWish::bit().
    void setColumns(quint32 columns);
    // The rows that are seen; others around them come with them.
    void setSeenRows(int first, int last);
    // The one stream that is told of whatever is shown; none: id 0.
    void lookAt(const ConnectionKey& key);
    Traffic traffic() const { return m_wish.traffic; }
    bool showsClosed() const { return m_wish.withClosed; }
    std::size_t closedCount() const { return window().closed; } // shown or not
    View view() const { return m_wish.group; }
    bool isFiltered() const { return !m_wish.filter.isEmpty(); }
    const ConnectionWindow& window() const { return m_feed.window(); }
    bool isKnown() const { return window().takenAtMs > 0; } // the hub has told of some moment

    // Shows the window in its model; figures in [firstSeen, lastSeen] are told as changed.
    ConnectionModel::Change showStreams(int firstSeen, int lastSeen);
    UserModel::Change showUsers(int firstSeen, int lastSeen);
    // Selection changes now are the model's doing, not the user's.
    bool isShowing() const { return m_showing; }

    int rowCount() const { return isUsers() ? m_users.rowCount() : m_streams.rowCount(); }
    bool hasOthers() const; // than those shown, or the same
    QString countText() const;
    // Of the rows [first, last] of streams that are there, as rowKey() has them.
    std::vector<quint64> keys(int first, int last) const;
    // The row at the top, so that the first of these that is still there stays where it was.
    std::optional<int> topRowFor(const std::vector<quint64>& seen) const;
    // The stream that is told of, as it stands or ended; null: gone, or another is asked about.
    const ConnectionRow* lookedAt(const ConnectionKey& key) const;
    // What a field of the filter can be, by prefix; valuesCame() follows where the hub knows more.
    QStringList seenValues(const QString& field, const QString& prefix, int most);

    // The open streams of this hub that are selected, ascending; `done` follows on the main thread,
    // before this returns where all of them are there.
    using Ids = std::function<void(const std::vector<quint64>& ids)>;
    void withSelectedIds(const Ids& done);
    // All rows of this hub that match, in their order; on the main thread.
    void withAll(const std::function<void(const AllConnectionsPtr&)>& done);
    // What all of these are written as.
    TableExport::Content csv(const AllConnectionsPtr& all) const;
    // The selected rows as copied text: these columns with tabs between.
    void withSelectedText(
        const std::vector<int>& columns, const std::function<void(const QString& text)>& done);

    // disconnected() follows, and who comes back is watched.
    void disconnectStreams(const std::vector<quint64>& ids, const DisconnectIntent& intent);

    // What the fields of the filter mean, by their names.
    static std::vector<std::pair<QLatin1StringView, QString>> fieldMeanings();
    static QString connectionsText(std::size_t n); // "12 connections"

Q_SIGNALS:
    void changed(); // another window is to be shown
    void disconnected(int found);
    void valuesCame();

private:
    bool isUsers() const { return view() == View::Users; }
    QString instancesText(const QString& count) const;
    void tellWish();
    void take();
    void resolveSelection();
    QString streamCountText() const;
    QString userCountText() const;
    static QString usersText(std::size_t n);

    const Hands m_hands;
    ConnectionModel m_streams;
    UserModel m_users;
    WindowedSelection m_selection;
    ConnectionWish m_wish; // as it is being put together
    quint32 m_columns = ConnectionWish::AllColumns;
    bool m_filtersRoundTrip = false;
    bool m_wantsAllInstances = false;
    bool m_matchesOthers = false; // than those that are shown, from the next window on
    QString m_valuesOf; // what was proposed last
    QString m_valuesLike;
    QStringList m_values;
    bool m_showing = false;
    StillConnections m_all;
    ConnectionFeed m_feed;
};

} // namespace fanlight
