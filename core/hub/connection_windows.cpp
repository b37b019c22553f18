// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_windows.h"

#include "hub/connection_order.h"
#include "hub/connection_rows.h"
#include "hub/user_rows.h"
#include "metrics/hand_over.h"
#include "metrics/natural_order.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// The last window there is where the wish begins behind it.
Part withinRows(const Part& wanted, std::size_t matching)
{
    const std::size_t last = matching > wanted.count ? matching - wanted.count : 0;
    return {std::min(wanted.first, last), wanted.count};
}

void findStreams(ConnectionWindow& window, const StreamRows& rows, const ConnectionFilter& filter,
    const Part& wanted)
{
    const ConnectionWish& wish = window.wish;
    std::vector<quint32> order = orderedStreams(rows, filter, wish.sort, wish.traffic, wanted);
    const Part part = withinRows(wanted, order.size());
    if (part.first < wanted.first) // fewer than there were
        order = orderedStreams(rows, filter, wish.sort, wish.traffic, part);
    window.total
        = std::max<quint64>(rows.snapshot->total, quint64(rows.rows.size() - rows.closedCount));
    if (rows.snapshot->total <= rows.snapshot->rows.size())
        window.total = rows.rows.size() - rows.closedCount; // one may have ended since
    window.matching = order.size();
    if (rows.closedCount > 0)
        window.matchingClosed = quint64(std::count_if(
            order.begin(), order.end(), [&](quint32 at) { return rows.at(at).isClosed(); }));
    window.first = int(part.first);
    for (std::size_t i = part.first; i < part.end(order.size()); ++i)
        window.rows.push_back(rows.at(order[i]));
}

void findUsers(ConnectionWindow& window, const StreamRows& rows, const ConnectionFilter& filter,
    const Part& wanted)
{
    const ConnectionWish& wish = window.wish;
    OrderedUsers users
        = orderedUsers(rows, filter, wish.userSort, wish.withClosed, wish.traffic, wanted);
    const Part part = withinRows(wanted, users.rows.size());
    if (part.first < wanted.first)
        users = orderedUsers(rows, filter, wish.userSort, wish.withClosed, wish.traffic, part);
    window.total = users.total;
    window.matching = users.rows.size();
    window.first = int(part.first);
    for (std::size_t i = part.first; i < part.end(users.rows.size()); ++i)
        window.users.push_back(std::move(users.rows[i]));
}

// With closed streams hidden it may have ended all the same.
std::optional<ConnectionRow> findOne(const ConnectionSnapshot& snapshot,
    const std::vector<ConnectionRowPtr>& closed, const ConnectionKey& key)
{
    const auto isIt = [&key](const ConnectionRow& row) {
        return row.id == key.id
            && (key.connectedAtMs == 0 || row.connectedAtMs == key.connectedAtMs);
    };
    const auto ended = std::find_if(
        closed.rbegin(), closed.rend(), [&](const ConnectionRowPtr& one) { return isIt(*one); });
    if (ended != closed.rend())
        return **ended;
    const auto live = std::lower_bound(snapshot.rows.begin(), snapshot.rows.end(), key.id,
        [](const ConnectionRow& row, quint64 id) { return row.id < id; });
    return live != snapshot.rows.end() && isIt(*live) ? std::optional(*live) : std::nullopt;
}

QStringList valuesSeen(const ConnectionSnapshot& snapshot,
    const std::vector<ConnectionRowPtr>& closed, const QString& field, const QString& prefix)
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
        return found.size() < ConnectionWish::MostValues;
    };
    if (std::all_of(snapshot.rows.begin(), snapshot.rows.end(), look))
        std::all_of(
            closed.begin(), closed.end(), [&](const ConnectionRowPtr& row) { return look(*row); });
    QStringList values = found.values();
    std::sort(values.begin(), values.end(),
        [](const QString& a, const QString& b) { return std::is_lt(compareNaturally(a, b)); });
    return values;
}

std::shared_ptr<ConnectionWindow> partOf(const ConnectionSnapshotPtr& snapshot,
    const ClosedRowsPtr& closed, const ConnectionWish& wish, const Part& part)
{
    static const auto none = std::make_shared<const std::vector<ConnectionRowPtr>>();
    auto window = std::make_shared<ConnectionWindow>();
    window->wish = wish;
    window->takenAtMs = snapshot->takenAtMs;
    window->instance = snapshot->instance;
    window->closed = closed->size();
    if (!wish.problem().isEmpty())
        return window;
    const ConnectionFilter filter = ConnectionFilter::parse(wish.filter);
    const bool isUsers = wish.group == ConnectionWish::Group::Users;
    // A user's row tells of the ended ones, too, also where they have no rows of their own.
    const auto rows = mergeRows(snapshot, wish.withClosed || isUsers ? closed : none);
    if (isUsers)
        findUsers(*window, *rows, filter, part);
    else
        findStreams(*window, *rows, filter, part);
    if (wish.lookedAt.id != 0 && wish.lookedAt.instance.isEmpty())
        window->lookedAt = findOne(*snapshot, *closed, wish.lookedAt);
    if (!wish.valuesOf.isEmpty())
        window->values = valuesSeen(*snapshot, *closed, wish.valuesOf, wish.valuesLike);
    return window;
}

} // namespace

std::shared_ptr<ConnectionWindow> windowOf(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed, const ConnectionWish& wish)
{
    return partOf(snapshot, closed, wish,
        {std::size_t(std::max(0, wish.first)), std::size_t(std::max(0, wish.count))});
}

std::shared_ptr<ConnectionWindow> frontOf(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed, const ConnectionWish& wish)
{
    return partOf(snapshot, closed, wish,
        {0, std::size_t(std::max(0, wish.first)) + std::size_t(std::max(0, wish.count))});
}

ConnectionWindows::ConnectionWindows(QObject* parent)
    : QObject(parent)
    , m_next(this)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ConnectionWindows::collect);
}

ConnectionWindows::~ConnectionWindows() = default;

void ConnectionWindows::open(
    Collect collectRows, const QString& instance, const ClosedConnections* closed)
{
    m_collect = std::move(collectRows);
    m_instance = instance;
    m_closed = closed;
    collect();
}

void ConnectionWindows::setClosed(const ClosedConnections* closed)
{
    m_closed = closed;
}

void ConnectionWindows::close()
{
    if (!m_collect)
        return;
    ++m_run;
    m_collect = nullptr;
    m_isCollecting = false;
    m_next.stop();
    m_scene.reset();
    m_once.clear();
    // What ended with this run is not shown with the next one.
    m_worker.start([bench = m_bench] {
        bench->closed.clear();
        bench->returns.stop();
    });
    for (auto& [number, watcher] : m_watchers) {
        watcher.isMaking = false;
        tellNothing(number);
    }
}

quint64 ConnectionWindows::watch(const ConnectionWish& wish, Told told)
{
    const quint64 number = ++m_last;
    m_watchers.emplace(number, Watcher{wish, std::move(told)});
    if (!m_collect)
        tellNothing(number);
    else if (m_scene)
        make(number);
    if (!m_next.isActive())
        collect();
    return number;
}

void ConnectionWindows::change(quint64 number, const ConnectionWish& wish)
{
    const auto watcher = m_watchers.find(number);
    if (watcher == m_watchers.end() || watcher->second.wish == wish)
        return;
    watcher->second.wish = wish;
    if (!m_collect)
        return tellNothing(number);
    if (m_scene && (!wish.withRoundTrip || m_scene->withRoundTrip))
        make(number);
    else
        collect();
}

void ConnectionWindows::end(quint64 number)
{
    m_watchers.erase(number);
    if (!m_watchers.empty())
        return;
    m_next.stop();
    m_scene.reset(); // old, when somebody watches again
}

void ConnectionWindows::once(const ConnectionWish& wish, Told told)
{
    if (!m_collect)
        return;
    m_once.emplace_back(wish, std::move(told));
    collect();
}

void ConnectionWindows::watchReturns(const std::vector<quint64>& ids)
{
    if (!m_scene)
        return;
    m_worker.start(
        [bench = m_bench, scene = m_scene, ids, nowMs = QDateTime::currentMSecsSinceEpoch()] {
            std::vector<ConnectionRow> left;
            for (const quint64 id : ids) {
                if (const auto row = findOne(*scene->snapshot, *scene->closed, {id, 0, {}}))
                    left.push_back(*row);
            }
            if (!left.empty())
                bench->returns.begin(left, nowMs);
        });
}

bool ConnectionWindows::wantsRoundTrip() const
{
    return std::any_of(m_watchers.begin(), m_watchers.end(),
               [](const auto& watcher) { return watcher.second.wish.withRoundTrip; })
        || std::any_of(
            m_once.begin(), m_once.end(), [](const auto& one) { return one.first.withRoundTrip; });
}

void ConnectionWindows::collect()
{
    if ((m_watchers.empty() && m_once.empty()) || !m_collect || m_isCollecting)
        return;
    m_isCollecting = true;
    m_next.stop();
    const bool withRoundTrip = wantsRoundTrip();
    m_collect(withRoundTrip,
        // In a shard's thread, which ends before this does, as do the worker's pieces.
        [this, bench = m_bench, closed = m_closed, run = m_run, instance = m_instance,
            withRoundTrip](const std::shared_ptr<ConnectionSnapshot>& snapshot) {
            m_worker.start([this, bench, closed, run, instance, withRoundTrip, snapshot] {
                ConnectionRows::arrange(*snapshot);
                snapshot->instance = instance;
                if (closed)
                    bench->closed.take(closed->since(bench->closed.lastNumber(), ClosedRows::Most),
                        snapshot->takenAtMs);
                bench->returns.take(*snapshot, *bench->closed.rows());
                auto scene = std::make_shared<Scene>();
                scene->snapshot = snapshot;
                scene->closed = bench->closed.rows();
                scene->returns = bench->returns.returns(snapshot->takenAtMs);
                scene->withRoundTrip = withRoundTrip;
                handOver(this, [this, run, scene] {
                    if (run == m_run)
                        take(scene);
                });
            });
        });
}

void ConnectionWindows::take(const ScenePtr& scene)
{
    m_isCollecting = false;
    answerOnce(scene);
    if (m_watchers.empty())
        return;
    // Letting go of many rows takes its time.
    m_worker.start([before = std::exchange(m_scene, scene)]() mutable { before.reset(); });
    for (const auto& [number, watcher] : m_watchers)
        make(number);
    if (wantsRoundTrip() && !scene->withRoundTrip)
        return collect();
    m_next.start(scene->snapshot->rows.size() > ManyRows ? SlowInterval : Interval);
}

void ConnectionWindows::make(quint64 number)
{
    Watcher& watcher = m_watchers.at(number);
    watcher.isStale = watcher.isMaking;
    if (watcher.isMaking)
        return;
    watcher.isMaking = true;
    const bool isOfAll = m_join && watcher.wish.scope == ConnectionWish::Scope::All;
    m_worker.start([this, number, run = m_run, wish = watcher.wish, scene = m_scene, isOfAll] {
        const bool isJoined = isOfAll && wish.problem().isEmpty();
        auto window = isJoined ? frontOf(scene->snapshot, scene->closed, wish)
                               : windowOf(scene->snapshot, scene->closed, wish);
        window->returns = scene->returns;
        handOver(
            this, [this, number, run, isJoined, made = ConnectionWindowPtr(std::move(window))] {
                if (run == m_run)
                    join(number, made, isJoined);
            });
    });
}

void ConnectionWindows::join(quint64 number, const ConnectionWindowPtr& window, bool isFront)
{
    if (!isFront || !m_join)
        return made(number, window);
    m_join(window->wish, window, [this, number, run = m_run](const ConnectionWindowPtr& joined) {
        if (run == m_run)
            made(number, joined);
    });
}

void ConnectionWindows::answerOnce(const ScenePtr& scene)
{
    for (const auto& [wish, told] : std::exchange(m_once, {})) {
        m_worker.start([this, scene, run = m_run, wish = wish, told = told] {
            const ConnectionWindowPtr front = frontOf(scene->snapshot, scene->closed, wish);
            handOver(this, [this, run, told, front] {
                if (run == m_run)
                    told(front);
            });
        });
    }
}

void ConnectionWindows::made(quint64 number, const ConnectionWindowPtr& window)
{
    const auto watcher = m_watchers.find(number);
    if (watcher == m_watchers.end())
        return;
    watcher->second.isMaking = false;
    if (watcher->second.isStale && m_scene)
        make(number);
    // One of an earlier wish tells nothing any more.
    if (window->wish == watcher->second.wish)
        watcher->second.told(window);
}

void ConnectionWindows::tellNothing(quint64 number)
{
    handOver(this, [this, number] {
        const auto watcher = m_watchers.find(number);
        if (watcher == m_watchers.end() || m_collect)
            return;
        auto window = std::make_shared<ConnectionWindow>();
        window->wish = watcher->second.wish;
        watcher->second.told(window);
    });
}

} // namespace fanlight
