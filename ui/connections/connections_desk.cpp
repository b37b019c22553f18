// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_desk.h"

#include "connections/connections_csv.h"
#include "format.h"
#include "metrics/natural_order.h"

#include <QDateTime>
#include <QItemSelection>
#include <QPointer>
#include <QSet>

#include <algorithm>
#include <compare>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

ConnectionsDesk::ConnectionsDesk(Hands hands, const ClosedConnections& record, QObject* parent)
    : QObject(parent)
    , m_hands(std::move(hands))
    , m_feed(m_hands.connections, record)
{
    connect(&m_arranger, &ConnectionArranger::arranged, this, &ConnectionsDesk::streamsArranged);
    connect(&m_arranger, &ConnectionArranger::usersArranged, this, &ConnectionsDesk::usersArranged);
    connect(&m_feed, &ConnectionFeed::shown, this,
        [this] { m_arranger.setSnapshot(m_feed.snapshot(), m_feed.closed()); });
}

QString ConnectionsDesk::setFilter(const QString& text)
{
    const ConnectionFilter filter = ConnectionFilter::parse(text);
    if (QString error = filter.error(); !error.isEmpty())
        return error;
    m_isFiltered = !filter.isEmpty();
    m_filtersRoundTrip = filter.asksForRoundTrip();
    m_arranger.setFilter(filter);
    return {};
}

void ConnectionsDesk::setView(View view)
{
    if (view != m_arranger.view())
        m_arranger.setView(view);
}

ConnectionModel::Change ConnectionsDesk::show(
    const ConnectionArrangement& arrangement, int firstSeen, int lastSeen)
{
    std::shared_ptr<const void> before = m_streams.arrangement().rows;
    if (m_streams.arrangement().rows->snapshot != arrangement.rows->snapshot)
        m_streams.setBehindBefore(m_streams.arrangement().rows->behind);
    m_showing = true;
    const auto change = m_streams.apply(arrangement, firstSeen, lastSeen);
    m_showing = false;
    m_arranger.dispose(std::move(before));
    return change;
}

UserModel::Change ConnectionsDesk::show(
    const UserArrangement& arrangement, int firstSeen, int lastSeen)
{
    std::shared_ptr<const void> before = m_users.arrangement().rows;
    if (m_users.arrangement().rows->snapshot != arrangement.rows->snapshot)
        m_users.setBehindBefore(m_users.arrangement().rows->behind);
    const auto change = m_users.apply(arrangement, firstSeen, lastSeen);
    m_arranger.dispose(std::move(before));
    return change;
}

bool ConnectionsDesk::hasOthers() const
{
    return isUsers() ? m_users.arrangement().rows->total > 0
                     : !m_streams.arrangement().rows->rows.empty();
}

// -- what is said of them

QString ConnectionsDesk::connectionsText(std::size_t n)
{
    return tr("%1 connection(s)", nullptr, format::plural(double(n))).arg(format::count(double(n)));
}

QString ConnectionsDesk::usersText(std::size_t n)
{
    return tr("%1 user(s)", nullptr, format::plural(double(n))).arg(format::count(double(n)));
}

QString ConnectionsDesk::userCountText() const
{
    const UserArrangement& arrangement = m_users.arrangement();
    const std::size_t shown = arrangement.order.size();
    const std::size_t total = arrangement.rows->total;
    return shown == total ? usersText(total)
                          : tr("%1 of %2").arg(format::count(double(shown)), usersText(total));
}

QString ConnectionsDesk::streamCountText() const
{
    const ConnectionArrangement& arrangement = m_streams.arrangement();
    const StreamRows& rows = *arrangement.rows;
    const auto closed = rows.closedCount == 0
        ? 0
        : std::count_if(arrangement.order.begin(), arrangement.order.end(),
            [&rows](quint32 index) { return rows.at(index).isClosed(); });
    const std::size_t shown = arrangement.order.size() - std::size_t(closed);
    // One that ended since the snapshot was taken counts as closed.
    const std::size_t live = rows.rows.size() - rows.closedCount;
    const std::size_t total
        = rows.snapshot->total > rows.snapshot->rows.size() ? rows.snapshot->total : live;
    const QString text = shown == total
        ? connectionsText(total)
        : tr("%1 of %2").arg(format::count(double(shown)), format::count(double(total)));
    return closed > 0 ? tr("%1 · %2 closed").arg(text, format::count(double(closed))) : text;
}

QString ConnectionsDesk::countText() const
{
    QString text = isUsers() ? userCountText() : streamCountText();
    if (traffic() == Traffic::Real)
        text = tr("%1, only real").arg(text);
    else if (traffic() == Traffic::Test)
        text = tr("%1, only test").arg(text);
    const qint64 takenAtMs = isUsers() ? m_users.arrangement().rows->snapshot->takenAtMs
                                       : m_streams.arrangement().rows->snapshot->takenAtMs;
    return m_feed.isPaused() && takenAtMs > 0
        ? tr("%1, paused at %2").arg(text, format::clock(takenAtMs, false))
        : text;
}

TableExport::Content ConnectionsDesk::csv() const
{
    if (isUsers()) {
        const UserArrangement& shown = m_users.arrangement();
        return {[shown](QIODevice& device) { return writeUsersCsv(device, shown); },
            usersText(shown.order.size())};
    }
    const ConnectionArrangement& shown = m_streams.arrangement();
    return {[shown](QIODevice& device) { return writeConnectionsCsv(device, shown); },
        connectionsText(shown.order.size())};
}

QString ConnectionsDesk::filterOfUser(QString userId)
{
    return userId.isEmpty() ? u"!user:?*"_s : QString(u"user:"_s + userId.replace(u' ', u'?'));
}

std::vector<std::pair<QLatin1StringView, QString>> ConnectionsDesk::fieldMeanings()
{
    return {{"user"_L1, tr("user id")}, {"type"_L1, tr("a type it asked for, or all")},
        {"address"_L1, tr("where it comes from")}, {"agent"_L1, tr("its user agent")},
        {"id"_L1, tr("id of the connection")}, {"age"_L1, tr("open for longer than this")},
        {"backlog"_L1, tr("what waits for its full socket")}, {"events"_L1, tr("sent to it")},
        {"bytes"_L1, tr("sent to it, with all around them")},
        {"rtt"_L1, tr("round trip, as TCP measured it")}, {"dropped"_L1, tr("events it lost")},
        {"event"_L1, tr("Last-Event-ID it came back with")}, {"state"_L1, tr("live or closed")},
        {"reason"_L1, tr("why it ended")}};
}

// Looked for only while somebody types.
QStringList ConnectionsDesk::seenValues(const QString& field, const QString& prefix, int most) const
{
    QSet<QString> found;
    const auto see = [&](const QString& value) {
        if (!value.isEmpty() && value.startsWith(prefix, Qt::CaseInsensitive))
            found.insert(value);
    };
    const auto look = [&](const ConnectionRow& row) {
        if (field == "user"_L1)
            see(row.userId);
        else if (field == "type"_L1 && row.types.isEmpty())
            see(u"all"_s);
        else if (field == "type"_L1)
            std::for_each(row.types.begin(), row.types.end(), see);
        else if (field == "address"_L1)
            see(row.address);
        else if (field == "agent"_L1)
            see(row.userAgent);
        else if (field == "event"_L1)
            see(row.lastEventId);
        else if (field == "id"_L1)
            see(connectionIdText(row.id));
        return found.size() < most;
    };
    const std::vector<ConnectionRow>& live = m_feed.snapshot()->rows;
    const bool more = std::all_of(live.begin(), live.end(), look);
    const ClosedRowsPtr closed = m_feed.closed();
    if (more)
        std::all_of(closed->begin(), closed->end(),
            [&](const ConnectionRowPtr& row) { return look(*row); });
    QStringList values = found.values();
    std::sort(values.begin(), values.end(),
        [](const QString& a, const QString& b) { return std::is_lt(compareNaturally(a, b)); });
    return values;
}

// -- rows by their ids

std::vector<quint64> ConnectionsDesk::ids(int first, int last) const
{
    std::vector<quint64> found;
    for (int row = first; row >= 0 && row <= last; ++row)
        found.push_back(m_streams.connection(row).id);
    return found;
}

std::optional<int> ConnectionsDesk::topRowFor(const std::vector<quint64>& seen) const
{
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (const int row = m_streams.rowOf(seen[i]); row >= 0)
            return std::max(0, row - int(i));
    }
    return std::nullopt;
}

std::vector<quint64> ConnectionsDesk::openIds(const QItemSelection& selection) const
{
    std::vector<quint64> ids;
    for (const QItemSelectionRange& range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const ConnectionRow& connection = m_streams.connection(row);
            if (!connection.isClosed())
                ids.push_back(connection.id);
        }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

const ConnectionRow* ConnectionsDesk::find(quint64 id) const
{
    if (const ConnectionRow* row = m_streams.arrangement().rows->find(id))
        return row;
    // With closed streams hidden it may have ended all the same.
    const std::vector<ConnectionRowPtr>& closed = *m_feed.closed();
    const auto ended = std::find_if(closed.rbegin(), closed.rend(),
        [id](const ConnectionRowPtr& one) { return one->id == id; });
    return ended == closed.rend() ? nullptr : ended->get();
}

// -- what is done to them

void ConnectionsDesk::disconnectStreams(
    const std::vector<quint64>& ids, const DisconnectIntent& intent)
{
    if (ids.empty())
        return;
    std::vector<ConnectionRow> left;
    for (const quint64 id : ids) {
        if (const ConnectionRow* row = m_streams.arrangement().rows->find(id))
            left.push_back(*row);
    }
    m_hands.disconnect(ids, intent.retryMs,
        [desk = QPointer(this), left = std::move(left), at = QDateTime::currentMSecsSinceEpoch()](
            int found) {
            if (!desk)
                return;
            Q_EMIT desk->disconnected(found);
            if (found > 0)
                desk->m_feed.watchReturns(left, at);
            desk->m_feed.request();
        });
}

} // namespace fanlight
