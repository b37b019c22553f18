// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_desk.h"

#include "connections/connections_csv.h"
#include "format.h"
#include "hub/connection_filter.h"

#include <QPointer>

#include <algorithm>
#include <unordered_set>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int RowsAround = 50; // of those that are seen, which come with them
constexpr int NearTheEdge = 12; // rows: then others are asked for
constexpr int RowsAtFirst = 2 * RowsAround; // before anything is seen

// What the detail pane, a copy and a menu need comes always; figures change all the time.
constexpr quint32 StillColumns = ConnectionWish::AllColumns
    & ~(ConnectionWish::bit(ConnectionColumn::Events) | ConnectionWish::bit(ConnectionColumn::Sent)
        | ConnectionWish::bit(ConnectionColumn::Backlog)
        | ConnectionWish::bit(ConnectionColumn::RoundTrip));

} // namespace

ConnectionsDesk::ConnectionsDesk(Hands hands, const ClosedConnections& record, QObject* parent)
    : QObject(parent)
    , m_hands(std::move(hands))
    , m_selection(
          &m_streams, [this](int row) { return m_streams.keyAt(row); },
          [this](quint64 key) { return m_streams.rowOf(key); })
    , m_feed(m_hands.rows, record)
{
    m_wish.count = RowsAtFirst;
    m_wish.withClosed = true;
    m_feed.setWish(m_wish);
    connect(&m_feed, &ConnectionFeed::shown, this, &ConnectionsDesk::take);
    connect(
        &m_selection, &WindowedSelection::unseenSelected, this, &ConnectionsDesk::resolveSelection);
}

// -- what is looked at

void ConnectionsDesk::tellWish()
{
    m_wish.columns = StillColumns | m_columns;
    m_wish.withRoundTrip = !isUsers()
        && ((m_columns & ConnectionWish::bit(ConnectionColumn::RoundTrip)) != 0
            || m_wish.sort.column == ConnectionColumn::RoundTrip);
    m_wish.withRoundTrip = m_wish.withRoundTrip || m_filtersRoundTrip;
    m_feed.setWish(m_wish);
}

QString ConnectionsDesk::setFilter(const QString& text)
{
    const ConnectionFilter filter = ConnectionFilter::parse(text);
    if (QString error = filter.error(); !error.isEmpty())
        return error;
    m_wish.filter = filter.isEmpty() ? QString() : text;
    m_matchesOthers = true;
    m_filtersRoundTrip = filter.asksForRoundTrip();
    tellWish();
    return {};
}

void ConnectionsDesk::setSort(ConnectionSort sort)
{
    m_wish.sort = sort;
    tellWish();
}

void ConnectionsDesk::setUserSort(UserSort sort)
{
    m_wish.userSort = sort;
    tellWish();
}

void ConnectionsDesk::setClosedShown(bool shown)
{
    m_wish.withClosed = shown;
    tellWish();
}

void ConnectionsDesk::setTraffic(Traffic traffic)
{
    m_wish.traffic = traffic;
    m_matchesOthers = true;
    tellWish();
}

void ConnectionsDesk::setView(View view)
{
    m_wish.group = view;
    setAllInstances(m_wantsAllInstances);
}

void ConnectionsDesk::setAllInstances(bool all)
{
    m_wantsAllInstances = all;
    const auto scope = all && !isUsers() ? ConnectionWish::Scope::All : ConnectionWish::Scope::This;
    if (scope != m_wish.scope) {
        m_wish.scope = scope;
        m_wish.first = 0; // further than all of them can be looked at, perhaps
        m_matchesOthers = true;
    }
    tellWish();
}

void ConnectionsDesk::setColumns(quint32 columns)
{
    m_columns = columns;
    tellWish();
}

// Scrolling by a few rows asks for nothing.
void ConnectionsDesk::setSeenRows(int first, int last)
{
    if (first < 0)
        return;
    const int end = m_wish.first + m_wish.count;
    const bool hasAbove = m_wish.first == 0 || first >= m_wish.first + NearTheEdge;
    const bool hasBelow = last < end - NearTheEdge || end >= rowCount();
    if (hasAbove && hasBelow && last < end)
        return;
    m_wish.first = std::max(0, first - RowsAround);
    m_wish.count = std::min(ConnectionWish::MostRows, last - m_wish.first + 1 + RowsAround);
    if (showsAllInstances()) {
        m_wish.first = std::min(m_wish.first, ConnectionWish::MostOfAll);
        m_wish.count = std::min(m_wish.count, ConnectionWish::MostOfAll - m_wish.first);
    }
    tellWish();
}

void ConnectionsDesk::lookAt(const ConnectionKey& key)
{
    m_wish.lookedAt = key;
    tellWish();
}

void ConnectionsDesk::take()
{
    if (!window().wish.valuesOf.isEmpty() && window().wish.valuesOf == m_wish.valuesOf
        && window().wish.valuesLike == m_wish.valuesLike) {
        const bool isNew = m_values != window().values || m_valuesOf != m_wish.valuesOf
            || m_valuesLike != m_wish.valuesLike;
        m_values = window().values;
        m_valuesOf = std::exchange(m_wish.valuesOf, {});
        m_valuesLike = std::exchange(m_wish.valuesLike, {});
        tellWish(); // once is enough
        if (isNew)
            Q_EMIT valuesCame();
    }
    Q_EMIT changed();
}

ConnectionModel::Change ConnectionsDesk::showStreams(int firstSeen, int lastSeen)
{
    m_showing = true;
    const auto change = m_streams.show(window(), firstSeen, lastSeen);
    // What was selected and is not among those that match any more must not be ended unseen.
    if (std::exchange(m_matchesOthers, false))
        m_selection.keepThere();
    m_selection.follow();
    m_showing = false;
    return change;
}

UserModel::Change ConnectionsDesk::showUsers(int firstSeen, int lastSeen)
{
    return m_users.show(window(), firstSeen, lastSeen);
}

bool ConnectionsDesk::hasOthers() const
{
    return window().total > 0 || (showsClosed() && window().closed > 0);
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
    const auto shown = std::size_t(window().matching);
    const auto total = std::size_t(window().total);
    return shown == total ? usersText(total)
                          : tr("%1 of %2").arg(format::count(double(shown)), usersText(total));
}

QString ConnectionsDesk::streamCountText() const
{
    const quint64 closed = window().matchingClosed;
    const quint64 shown = window().matching - closed;
    const quint64 total = window().total;
    const QString text = shown == total
        ? connectionsText(std::size_t(total))
        : tr("%1 of %2").arg(format::count(double(shown)), format::count(double(total)));
    return closed > 0 ? tr("%1 · %2 closed").arg(text, format::count(double(closed))) : text;
}

// "3,000 connections on 3 instances, 1 of them does not answer"
QString ConnectionsDesk::instancesText(const QString& count) const
{
    const auto silent = int(window().silent.size());
    QString text = tr("%1 on %n instance(s)", nullptr, window().instances).arg(count);
    if (silent > 0)
        text = tr("%1, %n of them do(es) not answer", nullptr, silent).arg(text);
    return window().isCut()
        ? tr("%1, first %2 shown").arg(text, format::count(ConnectionWish::MostOfAll))
        : text;
}

QString ConnectionsDesk::countText() const
{
    QString text = isUsers() ? userCountText() : streamCountText();
    if (window().wish.scope == ConnectionWish::Scope::All)
        text = instancesText(text);
    if (traffic() == Traffic::Real)
        text = tr("%1, only real").arg(text);
    else if (traffic() == Traffic::Test)
        text = tr("%1, only test").arg(text);
    const qint64 takenAtMs = window().takenAtMs;
    return m_feed.isPaused() && takenAtMs > 0
        ? tr("%1, paused at %2").arg(text, format::clock(takenAtMs, false))
        : text;
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

// What is known is proposed at once; the hub looks through all of them meanwhile, only while
// somebody types.
QStringList ConnectionsDesk::seenValues(const QString& field, const QString& prefix, int most)
{
    const auto isKnown = [&] {
        return m_valuesOf == field
            && (m_valuesLike == prefix
                || (m_values.size() < ConnectionWish::MostValues
                    && prefix.startsWith(m_valuesLike, Qt::CaseInsensitive)));
    };
    if (!(m_valuesOf == field && m_valuesLike == prefix)) {
        m_wish.valuesOf = field;
        m_wish.valuesLike = prefix;
        tellWish();
    }
    QStringList values;
    if (!isKnown())
        return values;
    std::copy_if(m_values.begin(), m_values.end(), std::back_inserter(values),
        [&](const QString& value) { return value.startsWith(prefix, Qt::CaseInsensitive); });
    return values.mid(0, most);
}

// -- rows by what they are

std::vector<quint64> ConnectionsDesk::keys(int first, int last) const
{
    std::vector<quint64> found;
    for (int row = first; row >= 0 && row <= last; ++row) {
        if (const quint64 key = m_streams.keyAt(row); key != 0)
            found.push_back(key);
    }
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

const ConnectionRow* ConnectionsDesk::lookedAt(const ConnectionKey& key) const
{
    const std::optional<ConnectionRow>& row = window().lookedAt;
    return row && keyOf(*row) == key ? &*row : nullptr;
}

void ConnectionsDesk::withAll(const std::function<void(const AllConnectionsPtr&)>& done)
{
    if (const ConnectionSnapshotPtr still = m_feed.still())
        return m_all.all(still, m_feed.closed(), m_wish, done);
    m_hands.rows.all(m_wish.withRoundTrip,
        [desk = QPointer(this), wish = m_wish, done](const ConnectionSnapshotPtr& snapshot) {
            if (desk)
                desk->m_all.all(snapshot, desk->m_feed.closed(), wish, done);
        });
}

// Rows that never were there are told who they are by their places.
void ConnectionsDesk::resolveSelection()
{
    withAll([this](const AllConnectionsPtr& all) {
        m_selection.resolve([&all](int row) {
            return row >= 0 && std::size_t(row) < all->order.size()
                ? ConnectionModel::rowKey(all->row(std::size_t(row)))
                : 0;
        });
    });
}

void ConnectionsDesk::withSelectedIds(const Ids& done)
{
    const auto isAmong = [this](const ConnectionRow& row) {
        return m_selection.isAll() || m_selection.keys().contains(ConnectionModel::rowKey(row));
    };
    const auto tell = [done](std::vector<quint64> ids) {
        std::sort(ids.begin(), ids.end());
        done(ids);
    };
    if (!m_selection.isAll() && m_selection.unseen().empty()) {
        std::vector<quint64> ids;
        for (const quint64 key : m_selection.keys()) {
            const ConnectionRow* const row = m_streams.rowAt(m_streams.rowOf(key));
            if (ConnectionModel::isOwn(key) && !(row && row->isClosed()))
                ids.push_back(key);
        }
        return tell(std::move(ids));
    }
    withAll([isAmong, tell](const AllConnectionsPtr& all) {
        std::vector<quint64> found;
        for (const quint32 at : all->order) {
            const ConnectionRow& row = all->streams->at(at);
            if (!row.isClosed() && row.instance.isEmpty() && isAmong(row))
                found.push_back(row.id);
        }
        tell(std::move(found));
    });
}

void ConnectionsDesk::withSelectedText(
    const std::vector<int>& columns, const std::function<void(const QString& text)>& done)
{
    withAll([this, columns, done](const AllConnectionsPtr& all) {
        const ConnectionSnapshot& at = *all->streams->snapshot;
        QStringList lines;
        for (const quint32 index : all->order) {
            const ConnectionRow& row = all->streams->at(index);
            if (!m_selection.isAll() && !m_selection.keys().contains(ConnectionModel::rowKey(row)))
                continue;
            QStringList cells;
            for (const int column : columns)
                cells << ConnectionModel::cellText(
                    row, ConnectionColumn(column), at.takenAtMs, at.instance);
            lines << cells.join(u'\t');
        }
        done(lines.join(u'\n'));
    });
}

TableExport::Content ConnectionsDesk::csv(const AllConnectionsPtr& all) const
{
    if (all->group == View::Users)
        return {[all](QIODevice& device) { return writeUsersCsv(device, *all); },
            usersText(all->users.rows.size())};
    const QString count = connectionsText(all->order.size());
    return {[all](QIODevice& device) { return writeConnectionsCsv(device, *all); },
        showsAllInstances() ? tr("%1 of this instance").arg(count) : count};
}

// -- what is done to them

void ConnectionsDesk::disconnectStreams(
    const std::vector<quint64>& ids, const DisconnectIntent& intent)
{
    if (ids.empty())
        return;
    m_hands.disconnect(ids, intent.retryMs, [desk = QPointer(this)](int found) {
        if (desk)
            Q_EMIT desk->disconnected(found);
    });
}

} // namespace fanlight
