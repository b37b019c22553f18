// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_told.h"

#include "hub/audit_log.h"
#include "hub/closed_connections.h"
#include "hub/log_ring.h"
#include "hub/message_filter.h"
#include "hub/message_log.h"
#include "hub/moment_log.h"
#include "hub/views/codec.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using views::View;

namespace {

constexpr auto SetKey = "set"_L1;
constexpr auto GoneKey = "gone"_L1;
constexpr auto LeftKey = "left"_L1; // others there were, which nobody is told

// Rows that are told once, by their numbers.
QJsonObject listed(const QJsonObject& set, quint64 left)
{
    if (set.isEmpty() && left == 0)
        return {};
    QJsonObject object{{SetKey, set}};
    if (left > 0)
        object.insert(LeftKey, qint64(left));
    return object;
}

int atLeastOne(int count, int shrunk)
{
    return count == 0 ? 0 : std::max(1, count / shrunk);
}

// As many as are asked for, and there is room for; at least one, so that what is left out is told.
std::size_t roomFor(int room, int wanted, int shrunk)
{
    return std::size_t(wanted == 0 ? 0 : std::max(1, std::min(room, atLeastOne(wanted, shrunk))));
}

} // namespace

QJsonObject AdminTold::rowChanges(Rows& told, const Rows& now)
{
    QJsonObject set;
    QJsonArray gone;
    for (auto row = now.begin(); row != now.end(); ++row) {
        const auto before = told.constFind(row.key());
        if (before == told.constEnd())
            set.insert(row.key(), row.value());
        else if (before.value() != row.value())
            set.insert(row.key(), views::changed(before.value(), row.value()));
    }
    for (auto row = told.constBegin(); row != told.constEnd(); ++row) {
        if (!now.contains(row.key()))
            gone.append(row.key());
    }
    told = now;
    QJsonObject changes;
    if (!set.isEmpty())
        changes.insert(SetKey, set);
    if (!gone.isEmpty())
        changes.insert(GoneKey, gone);
    return changes;
}

QJsonObject AdminTold::next(
    const AdminFacts& facts, const Own& own, const AdminStreamWish& wish, int shrunk)
{
    QJsonObject all;
    const auto tell = [&](View view, const QJsonObject& news) {
        // A view that comes new is told of even where it is empty.
        if (!news.isEmpty() || !m_views.has(view))
            all.insert(views::viewName(view), news);
    };
    const auto looksAt = [&](View view) { return wish.views.has(view); };
    if (looksAt(View::Sample))
        tell(View::Sample, nextSample(*facts.samples, shrunk));
    if (looksAt(View::Messages))
        tell(View::Messages, nextMessages(*facts.messages, wish, shrunk));
    if (looksAt(View::Log))
        tell(View::Log,
            facts.log ? nextLines(*facts.log, roomFor(m_lineRoom, wish.log, shrunk))
                      : QJsonObject());
    if (looksAt(View::Closed))
        tell(View::Closed,
            nextClosed(*facts.closed, roomFor(m_closedRoom, AdminStreamWish::MostLines, shrunk)));
    if (looksAt(View::Audit))
        tell(View::Audit, nextAudit(*facts.audit, atLeastOne(AdminStreamWish::MostLines, shrunk)));
    if (looksAt(View::Moments))
        tell(View::Moments, nextMoments(*facts.moments));
    // What is not looked at any longer arrives whole when it is again.
    const auto forgetUnless = [&](View view, Rows& rows) {
        if (!looksAt(view))
            rows.clear();
        return looksAt(view);
    };
    if (forgetUnless(View::Faults, m_faults))
        tell(View::Faults, nextFaults(facts.faults));
    if (forgetUnless(View::Receipts, m_receipts))
        tell(View::Receipts, nextReceipts(facts.receipts));
    if (forgetUnless(View::Instances, m_instances))
        tell(View::Instances, nextInstances(facts.instances));
    if (forgetUnless(View::Sources, m_sources))
        tell(View::Sources, nextSources(facts.sources));
    if (looksAt(View::Redis))
        tell(View::Redis, nextRedis(facts.redis));
    else
        m_redis = {};
    if (looksAt(View::Connections) && own.window)
        tell(View::Connections, m_connections.next(*own.window, wish.connectionsTag, shrunk));
    else
        m_connections.forget();
    if (looksAt(View::Connection))
        tell(View::Connection, nextConnection(own, wish.connection, shrunk));
    else
        m_watchedId = 0;
    if (looksAt(View::Tap))
        tell(View::Tap, nextTap(own, shrunk));
    m_views = wish.views;

    QJsonObject news;
    if (m_hub != facts.hub) {
        m_hub = facts.hub;
        news.insert("hub"_L1, m_hub);
    }
    if (!all.isEmpty())
        news.insert("views"_L1, all);
    return news;
}

void AdminTold::forgetRows()
{
    m_hub = {};
    m_views = {};
    m_redis = {};
    m_connections.forget();
    m_watchedId = 0;
    for (Rows* rows : {&m_faults, &m_receipts, &m_instances, &m_sources})
        rows->clear();
}

void AdminTold::goOnFrom(const AdminStreamWish::Since& since)
{
    m_line = since.log.value_or(m_line);
    m_closed = since.closed.value_or(m_closed);
    m_entry = since.audit.value_or(m_entry);
    m_moment = since.moments.value_or(m_moment);
    m_seriesMs = since.sample.value_or(m_seriesMs);
    if (since.messages) {
        m_message = *since.messages;
        m_followed.clear();
    }
}

void AdminTold::nextTurn()
{
    m_lineRoom = std::min(m_lineRoom + LinesATurn, AdminStreamWish::MostLines);
    m_messageRoom = std::min(m_messageRoom + MessagesATurn, AdminStreamWish::MostMessages);
    m_closedRoom = std::min(m_closedRoom + ClosedATurn, AdminStreamWish::MostLines);
}

// The newest, and beside it what is missing before it, a part at a time.
QJsonObject AdminTold::nextSample(const KeptSamples& samples, int shrunk)
{
    const auto most = std::size_t(atLeastOne(SamplesAtOnce, shrunk));
    const MetricsSample* const newest = samples.newest();
    if (newest && m_seriesMs > newest->timeMs)
        m_seriesMs = newest->timeMs - 1; // a clock was set back
    std::vector<MetricsSample> missing = samples.since(m_seriesMs, most + 1);
    if (!newest || missing.empty())
        return {};
    QJsonObject object;
    if (newest->timeMs != m_sampleMs)
        object = views::toJson(*newest);
    m_sampleMs = newest->timeMs;
    const bool isAll = missing.back().timeMs == m_sampleMs;
    if (isAll || missing.size() > most)
        missing.pop_back(); // it is told above, or its turn comes with the next
    QJsonArray series;
    for (const MetricsSample& sample : missing)
        series.append(views::toJson(sample));
    m_seriesMs = isAll ? m_sampleMs : missing.back().timeMs;
    if (!series.isEmpty())
        object.insert("series"_L1, series);
    return object;
}

QJsonObject AdminTold::nextMessages(const MessageLog& log, const AdminStreamWish& wish, int shrunk)
{
    QJsonObject set;
    for (const MessageRecord& message : log.changedAmong(m_followed, m_messagesRevision)) {
        const QJsonObject whole = views::toJson(message);
        QJsonObject part;
        for (const auto name : {"users"_L1, "steps"_L1, "figures"_L1}) {
            if (whole.contains(name))
                part.insert(name, whole[name]);
        }
        set.insert(QString::number(message.number), part);
    }
    MessageLog::Takes takes;
    if (!wish.messagesFilter.isEmpty())
        takes = [filter = MessageFilter(wish.messagesFilter),
                    nowMs = QDateTime::currentMSecsSinceEpoch()](
                    const MessageRecord& message) { return filter.matches(message, nowMs); };
    const MessageLog::Look look
        = log.look(m_message, roomFor(m_messageRoom, wish.messages, shrunk), takes);
    m_messageRoom -= int(look.added.size());
    for (const MessageRecord& message : look.added) {
        set.insert(QString::number(message.number), views::toJson(message));
        m_followed.push_back(message.number);
    }
    while (m_followed.size() > MostFollowed)
        m_followed.pop_front();
    m_message = look.last;
    return listed(set, look.left);
}

QJsonObject AdminTold::nextLines(const LogRing& log, std::size_t most)
{
    quint64 left = 0;
    QJsonObject set;
    for (const LogLine& line : log.newest(m_line, most, left)) {
        set.insert(QString::number(line.id), views::toJson(line));
        m_line = line.id;
        --m_lineRoom;
    }
    return listed(set, left);
}

QJsonObject AdminTold::nextClosed(const ClosedConnections& closed, std::size_t most)
{
    QJsonObject set;
    const auto rows = closed.since(m_closed, most);
    if (rows.empty())
        return {};
    for (const ClosedConnectionPtr& one : rows)
        set.insert(QString::number(one->number), views::toJson(one->row));
    const quint64 left = rows.back()->number - m_closed - rows.size();
    m_closed = rows.back()->number;
    m_closedRoom -= int(rows.size());
    return listed(set, left);
}

QJsonObject AdminTold::nextAudit(const AuditLog& audit, int most)
{
    std::vector<AuditEntry> entries = audit.since(m_entry);
    const quint64 left = entries.size() - std::min(entries.size(), std::size_t(most));
    QJsonObject set;
    for (auto entry = entries.begin() + std::ptrdiff_t(left); entry != entries.end(); ++entry) {
        set.insert(QString::number(entry->id), views::toJson(*entry));
        m_entry = entry->id;
    }
    return listed(set, left);
}

QJsonObject AdminTold::nextMoments(const MomentLog& moments)
{
    QJsonObject set;
    for (const Moment& one : moments.since(m_moment, QDateTime::currentMSecsSinceEpoch())) {
        set.insert(QString::number(one.number), views::toJson(one));
        m_moment = one.number;
    }
    return listed(set, 0);
}

QJsonObject AdminTold::nextFaults(const Faults& faults)
{
    Rows now;
    for (const Fault& fault : faults)
        now.insert(faultIdText(fault.id), views::toJson(fault));
    return rowChanges(m_faults, now);
}

QJsonObject AdminTold::nextReceipts(const std::deque<ReceiptSnapshot>& receipts)
{
    Rows now;
    for (const ReceiptSnapshot& receipt : receipts)
        now.insert(receipt.id, views::toJson(receipt));
    return rowChanges(m_receipts, now);
}

QJsonObject AdminTold::nextInstances(const InstanceSnapshotPtr& instances)
{
    Rows now;
    for (const InstanceRow& row : instances ? instances->rows : std::vector<InstanceRow>())
        now.insert(row.name, views::toJson(row));
    QJsonObject changes = rowChanges(m_instances, now);
    if (!changes.isEmpty() && instances)
        changes.insert("takenAt"_L1, instances->takenAtMs);
    return changes;
}

QJsonObject AdminTold::nextSources(const SourceSnapshotPtr& sources)
{
    Rows now;
    for (const SourceRow& row : sources ? sources->rows : std::vector<SourceRow>())
        now.insert(row.name, views::toJson(row));
    QJsonObject changes = rowChanges(m_sources, now);
    if (!changes.isEmpty() && sources)
        changes.insert("takenAt"_L1, sources->takenAtMs);
    return changes;
}

// What has changed of it, and what it was sent since; of more than there is room for the newest.
QJsonObject AdminTold::nextConnection(const Own& own, quint64 lookedAt, int shrunk)
{
    if (!own.lookError.isEmpty())
        return {{u"id"_s, connectionIdText(lookedAt)}, {u"error"_s, own.lookError}};
    const std::optional<WatchedConnection>& watched = own.watched;
    if (!watched)
        return {};
    if (std::exchange(m_watchedId, watched->id) != watched->id) {
        m_watched = {};
        m_watchedSent = 0;
    }
    WatchedConnection figures = *watched;
    figures.sent.clear();
    const QJsonObject now = views::toJson(figures);
    QJsonObject news = views::changed(m_watched, now);
    m_watched = now;
    const quint64 all = watched->sentBefore + watched->sent.size();
    std::size_t fits
        = std::size_t(std::min<quint64>(all - std::min(all, m_watchedSent), watched->sent.size()));
    const quint64 unseen = all - std::min(all, m_watchedSent);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < fits; ++i) {
        bytes += watched->sent[watched->sent.size() - 1 - i].frame->plain().size();
        if (bytes > FrameBytes / std::size_t(shrunk))
            fits = i;
    }
    QJsonArray sent;
    for (std::size_t i = watched->sent.size() - fits; i < watched->sent.size(); ++i)
        sent.append(views::toJson(watched->sent[i]));
    m_watchedSent = all;
    if (!sent.isEmpty())
        news.insert("sent"_L1, sent);
    if (unseen > fits)
        news.insert(LeftKey, qint64(unseen - fits));
    if (!news.isEmpty())
        news.insert("id"_L1, connectionIdText(watched->id));
    return news;
}

QJsonObject AdminTold::nextTap(const Own& own, int shrunk)
{
    TapBatch batch = own.tapped;
    std::size_t bytes = 0;
    std::size_t fits = 0;
    while (fits < batch.messages.size()) {
        bytes += std::size_t(batch.messages[fits].payload.size());
        if (bytes > FrameBytes / std::size_t(shrunk))
            break;
        ++fits;
    }
    batch.left += batch.messages.size() - fits;
    batch.messages.resize(fits);
    QJsonObject news = views::toJson(batch);
    if (!own.tapError.isEmpty())
        news.insert("error"_L1, own.tapError);
    return news;
}

QJsonObject AdminTold::nextRedis(const std::optional<RedisSnapshot>& redis)
{
    const QJsonObject now = redis ? views::toJson(*redis) : QJsonObject();
    QJsonObject changes = views::changed(m_redis, now);
    m_redis = now;
    return changes;
}

} // namespace fanlight
