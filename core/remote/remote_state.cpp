// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_state.h"

#include "hub/views/codec.h"
#include "hub/views/field_values.h"
#include "remote/link_problem.h"
#include "remote/remote_address.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostStreamId = 64; // characters, also of an epoch and of a row's key
constexpr qsizetype MostKey = 256;
constexpr qint64 SeriesGapMs = 250; // between two samples, beyond the later one's interval

// What a view says of rows that each come once, under numbers that ascend;
// those up to `last` are known. False: that cannot be.
template <class Take>
bool takeNumbered(const QJsonObject& view, quint64& last, qsizetype most, const Take& take)
{
    const QJsonValue set = view["set"_L1];
    if (set.isUndefined())
        return true;
    const QJsonObject rows = set.toObject();
    if (!set.isObject() || rows.size() > most)
        return false;
    std::vector<std::pair<quint64, QJsonValue>> all; // an object is ascending by text
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        bool isNumber = false;
        const quint64 number = row.key().toULongLong(&isNumber);
        if (!isNumber || number == 0 || number > quint64(views::MostWhole)
            || !row.value().isObject())
            return false;
        all.emplace_back(number, row.value());
    }
    std::sort(
        all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [number, row] : all) {
        if (!take(number, row.toObject()))
            return false;
        last = std::max(last, number);
    }
    return true;
}

// How many rows more there were than the hub told; none: that cannot be.
std::optional<quint64> leftOf(const QJsonObject& view)
{
    const QJsonValue left = view["left"_L1];
    const qint64 count = left.toInteger(-1);
    if (left.isUndefined())
        return 0;
    return count < 0 || count > views::MostWhole ? std::nullopt : std::optional(quint64(count));
}

// Stands for lines that were not told, in front of the next that was.
LogLine leftOutLine(quint64 count, const LogLine& next)
{
    LogLine line;
    line.timeMs = next.timeMs;
    line.category = next.category;
    line.text = RemoteText::tr("+%n line(s), which this window was not told", nullptr,
        int(std::min<quint64>(count, std::numeric_limits<int>::max())));
    return line;
}

std::string pastKey(const MessageRecord& record)
{
    return std::string(record.frame->id()) + '\n' + std::to_string(record.timeMs);
}

QString pastKey(const LogLine& line)
{
    return QString::number(line.timeMs) + u'\n' + line.text;
}

QString notAHubs()
{
    return RemoteText::tr("The hub told what cannot be; the stream is begun anew.");
}

} // namespace

RemoteState::RemoteState(QObject* parent)
    : QObject(parent)
{
}

QJsonObject RemoteState::places() const
{
    QJsonObject places;
    const auto add = [&places](QLatin1StringView name, qint64 place) {
        if (place > 0)
            places.insert(name, place);
    };
    add("log"_L1, qint64(m_lastLine));
    add("messages"_L1, qint64(m_lastMessage));
    add("closed"_L1, qint64(m_lastClosed));
    add("audit"_L1, qint64(m_lastAudit));
    add("moments"_L1, qint64(m_lastMoment));
    add("sample"_L1, m_lastSampleMs);
    return places;
}

std::uint64_t RemoteState::hubNumberOf(std::uint64_t own) const
{
    const auto found = std::lower_bound(m_numbers.begin(), m_numbers.end(), own,
        [](const Numbered& one, std::uint64_t number) { return one.own < number; });
    return found != m_numbers.end() && found->own == own ? found->hub : 0;
}

QString RemoteState::take(const QJsonObject& event, bool isSnapshot)
{
    const qint64 rid = event["rid"_L1].toInteger(0);
    if (rid <= 0 || (!isSnapshot && (m_epoch.isEmpty() || rid <= m_rid)))
        return notAHubs();
    if (isSnapshot) {
        const QString epoch = event["epoch"_L1].toString();
        const QString id = event["stream"_L1].toString();
        if (epoch.isEmpty() || epoch.size() > MostStreamId || id.isEmpty()
            || id.size() > MostStreamId)
            return notAHubs();
        if (epoch != m_epoch)
            beginAnew(epoch);
        m_streamId = id;
    }
    m_rid = rid;
    if (const QJsonValue hub = event["hub"_L1]; !hub.isUndefined()) {
        HubStatus status; // it comes whole
        const QString version = hub["version"_L1].toString();
        m_isOther = !version.isEmpty() && version != QStringLiteral(FANLIGHT_VERSION);
        if (!hub.isObject() || (!views::fromJson(hub.toObject(), status) && !m_isOther))
            return notAHubs();
        m_status = status;
        const qint64 revision = hub.toObject()["optionsRevision"_L1].toInteger(0);
        const qint64 before = std::exchange(m_optionsRevision, revision);
        Q_EMIT statusChanged(m_status);
        if (before != 0 && revision != before)
            Q_EMIT optionsRevised();
    }
    const QJsonValue told = event["views"_L1];
    if (!told.isUndefined() && !told.isObject())
        return notAHubs();
    const QJsonObject views = told.toObject();
    for (auto view = views.begin(); view != views.end(); ++view) {
        if (!view.value().isObject() || !takeView(view.key(), view.value().toObject(), isSnapshot))
            return notAHubs();
    }
    return {};
}

// Of another run: what is kept stays, and what comes has other numbers.
void RemoteState::beginAnew(const QString& epoch)
{
    const bool isRestart = !m_epoch.isEmpty();
    m_epoch = epoch;
    m_lastLine = m_lastClosed = m_lastAudit = m_lastMessage = m_lastMoment = 0;
    m_optionsRevision = 0;
    m_numbers.clear();
    notePast();
    m_faults = {};
    m_receipts = {};
    m_instances = {};
    m_sources = {};
    m_redis = {};
    m_watched = {};
    m_watchedFrames = 0;
    if (isRestart)
        Q_EMIT restarted();
}

// What stands in the records by now: brought back from an earlier start, or told by another run.
void RemoteState::notePast()
{
    m_past = {};
    const MessageLog::Read read
        = m_messages.read({}, MessageLog::MostMessages, std::numeric_limits<qint64>::max() / 2);
    for (const MessageRecord& record : read.added)
        m_past.messages.insert_or_assign(pastKey(record), record.number);
    for (const ClosedConnectionPtr& one : m_closed.since(0))
        m_past.closed.emplace(one->row.id, one->row.closedAtMs);
    for (const LogLine& line : m_log.since(0))
        m_past.lines.insert(pastKey(line));
}

bool RemoteState::takeView(const QString& name, const QJsonObject& view, bool isSnapshot)
{
    if (name == "sample"_L1)
        return takeSamples(view);
    if (name == "messages"_L1)
        return takeMessages(view);
    if (name == "log"_L1)
        return takeLog(view);
    if (name == "closed"_L1)
        return takeClosed(view);
    if (name == "audit"_L1)
        return takeAudit(view);
    if (name == "connections"_L1)
        return !m_windowTaker || m_windowTaker(view);
    if (name == "faults"_L1)
        return takeFaults(view, isSnapshot);
    if (name == "receipts"_L1)
        return takeReceipts(view, isSnapshot);
    if (name == "instances"_L1)
        return takeInstances(view, isSnapshot);
    if (name == "sources"_L1)
        return takeSources(view, isSnapshot);
    if (name == "redis"_L1)
        return takeRedis(view, isSnapshot);
    if (name == "connection"_L1)
        return takeWatched(view, isSnapshot);
    if (name == "tap"_L1)
        return takeTap(view);
    if (name == "moments"_L1)
        return takeMoments(view);
    return true; // of a later version
}

// ---------------------------------------------------------------- one after
// the other

// What is missing comes a part at a time beside the newest, which waits for its
// turn: samples are told on in the order of their times.
bool RemoteState::takeSamples(const QJsonObject& view)
{
    const QJsonValue told = view["series"_L1];
    const QJsonArray series = told.toArray();
    if ((!told.isUndefined() && !told.isArray()) || series.size() > MostSeries)
        return false;
    const auto tell = [this](const MetricsSample& sample) {
        if (sample.timeMs <= m_lastSampleMs)
            return; // it was told before
        m_lastSampleMs = sample.timeMs;
        Q_EMIT sampled(sample);
    };
    for (const QJsonValue one : series) {
        MetricsSample sample;
        if (one.isObject() && views::fromJson(one.toObject(), sample))
            tell(sample);
        else if (!m_isOther)
            return false;
    }
    if (!view.contains("time"_L1))
        return true;
    QJsonObject newest = view;
    newest.remove("series"_L1);
    MetricsSample sample;
    if (!views::fromJson(newest, sample))
        return m_isOther;
    if (sample.timeMs < m_lastSampleMs - SeriesGapMs)
        m_lastSampleMs = 0; // the hub's clock was set back
    const bool isNext
        = series.isEmpty() || sample.timeMs - sample.intervalMs - SeriesGapMs <= m_lastSampleMs;
    if (isNext)
        tell(sample);
    return true;
}

bool RemoteState::takeMessages(const QJsonObject& view)
{
    quint64 last = m_lastMessage;
    const std::optional<quint64> left = leftOf(view);
    if (!left)
        return false;
    m_messages.leaveOut(*left);
    const bool isGood
        = takeNumbered(view, last, MostAtOnce, [&](quint64 number, const QJsonObject& row) {
              const auto known = std::lower_bound(m_numbers.begin(), m_numbers.end(), number,
                  [](const Numbered& one, std::uint64_t hub) { return one.hub < hub; });
              const bool isKnown = known != m_numbers.end() && known->hub == number;
              if (!isKnown && number <= m_lastMessage)
                  return true; // kept here no longer
              if (isKnown) {
                  std::optional<MessageRecord> record = m_messages.find(known->own);
                  if (!record)
                      return true;
                  QJsonObject changes = row;
                  for (const QLatin1StringView fact :
                      {"number"_L1, "time"_L1, "id"_L1, "type"_L1, "event"_L1, "bytes"_L1})
                      changes.remove(fact);
                  if (!views::fromJson(changes, *record))
                      return m_isOther;
                  record->number = known->own;
                  m_messages.update(*record);
                  return true;
              }
              MessageRecord record;
              if (!row.contains("time"_L1) || !views::fromJson(row, record) || !record.frame)
                  return m_isOther;
              const auto before = m_past.messages.find(pastKey(record));
              const bool isPast = before != m_past.messages.end();
              if (isPast && !m_numbers.empty() && m_numbers.back().own >= before->second)
                  return true; // known, and out of its order: it stays as it is
              record.number = isPast ? before->second : 0;
              if (isPast)
                  m_messages.update(record);
              m_numbers.push_back(
                  {isPast ? before->second : m_messages.append(std::move(record)), number});
              if (m_numbers.size() > MostNumbers)
                  m_numbers.pop_front();
              return true;
          });
    m_lastMessage = last;
    return isGood;
}

bool RemoteState::takeLog(const QJsonObject& view)
{
    std::optional<quint64> left = leftOf(view);
    if (!left)
        return false;
    return takeNumbered(
        view, m_lastLine, MostAtOnce, [this, &left](quint64 number, const QJsonObject& row) {
            LogLine line;
            if (!views::fromJson(row, line))
                return m_isOther;
            if (number <= m_lastLine || m_past.lines.contains(pastKey(line)))
                return true;
            if (*left > 0) // the older ones
                m_log.append(leftOutLine(std::exchange(*left, 0), line));
            m_log.append(std::move(line));
            return true;
        });
}

bool RemoteState::takeClosed(const QJsonObject& view)
{
    return takeNumbered(
        view, m_lastClosed, MostAtOnce, [this](quint64 number, const QJsonObject& json) {
            ConnectionRow row;
            if (!views::fromJson(json, row))
                return m_isOther;
            if (number > m_lastClosed && row.isClosed()
                && !m_past.closed.contains({row.id, row.closedAtMs}))
                m_closed.append(std::move(row));
            return true;
        });
}

bool RemoteState::takeAudit(const QJsonObject& view)
{
    return takeNumbered(
        view, m_lastAudit, MostAtOnce, [this](quint64 number, const QJsonObject& row) {
            AuditEntry entry;
            if (!views::fromJson(row, entry))
                return m_isOther;
            if (number > m_lastAudit)
                m_audit.add(std::move(entry));
            return true;
        });
}

bool RemoteState::takeMoments(const QJsonObject& view)
{
    return takeNumbered(
        view, m_lastMoment, MostAtOnce, [this](quint64 number, const QJsonObject& row) {
            Moment moment;
            if (!views::fromJson(row, moment))
                return m_isOther;
            if (number > m_lastMoment)
                Q_EMIT happened(moment);
            return true;
        });
}

// ---------------------------------------------------------------- rows by key

// The rows of a view, as they are now; `changed` gets the keys of those that
// are new or others. False: that cannot be.
template <class Row>
static bool takeKeyed(const QJsonObject& view, bool isSnapshot, bool isOther,
    std::map<QString, Row>& rows, QStringList* changed = nullptr)
{
    const QJsonValue set = view["set"_L1];
    const QJsonValue gone = view["gone"_L1];
    if ((!set.isUndefined() && !set.isObject()) || (!gone.isUndefined() && !gone.isArray()))
        return false;
    if (isSnapshot)
        rows.clear();
    for (const QJsonValue key : gone.toArray())
        rows.erase(key.toString());
    const QJsonObject all = set.toObject();
    if (all.size() > qsizetype(RemoteState::MostRows))
        return false;
    for (auto one = all.begin(); one != all.end(); ++one) {
        if (!one.value().isObject() || one.key().size() > MostKey)
            return false;
        const bool isRead = views::fromJson(one.value().toObject(), rows[one.key()]);
        if ((!isRead && !isOther) || rows.size() > RemoteState::MostRows)
            return false;
        if (!isRead)
            rows.erase(one.key()); // rather none than a wrong one
        else if (changed)
            changed->append(one.key());
    }
    return true;
}

bool RemoteState::takeFaults(const QJsonObject& view, bool isSnapshot)
{
    if (!takeKeyed(view, isSnapshot, m_isOther, m_faults))
        return false;
    Faults faults;
    for (const auto& [key, fault] : m_faults)
        faults.push_back(fault);
    std::sort(faults.begin(), faults.end(),
        [](const Fault& a, const Fault& b) { return a.id < b.id; }); // oldest first
    Q_EMIT faultsChanged(faults);
    return true;
}

bool RemoteState::takeReceipts(const QJsonObject& view, bool isSnapshot)
{
    QStringList changed;
    if (!takeKeyed(view, isSnapshot, m_isOther, m_receipts, &changed))
        return false;
    for (const QString& key : changed)
        Q_EMIT receiptChanged(m_receipts[key]);
    return true;
}

bool RemoteState::takeInstances(const QJsonObject& view, bool isSnapshot)
{
    if (!takeKeyed(view, isSnapshot, m_isOther, m_instances))
        return false;
    auto instances = std::make_shared<InstanceSnapshot>();
    instances->takenAtMs = view["takenAt"_L1].toInteger(0);
    for (const auto& [key, row] : m_instances)
        instances->rows.push_back(row);
    if (!instances->rows.empty())
        Q_EMIT instancesChanged(instances);
    return true;
}

bool RemoteState::takeSources(const QJsonObject& view, bool isSnapshot)
{
    if (!takeKeyed(view, isSnapshot, m_isOther, m_sources))
        return false;
    auto sources = std::make_shared<SourceSnapshot>();
    sources->takenAtMs = view["takenAt"_L1].toInteger(0);
    for (const auto& [key, row] : m_sources)
        sources->rows.push_back(row);
    Q_EMIT sourcesChanged(sources);
    return true;
}

bool RemoteState::takeRedis(const QJsonObject& view, bool isSnapshot)
{
    if (isSnapshot)
        m_redis = {};
    if (!views::fromJson(view, m_redis))
        return false;
    if (m_redis.takenAtMs != 0)
        Q_EMIT redisSampled(m_redis);
    return true;
}

// Its figures as they changed, and beside them what it was sent since; “left”:
// so many frames were left out on the way.
bool RemoteState::takeWatched(const QJsonObject& view, bool isSnapshot)
{
    const QString id = view["id"_L1].toString();
    if (isSnapshot || (!id.isEmpty() && id != connectionIdText(m_watched.id))) {
        m_watched = {};
        m_watchedFrames = 0;
    }
    if (id.isEmpty())
        return view.isEmpty(); // nothing is looked at
    if (const QString error = view["error"_L1].toString(); !error.isEmpty()) {
        Q_EMIT lookFailed(link_problem::tidied(error));
        return true; // what it was stays: it goes on from there
    }
    QJsonObject figures = view;
    const QJsonObject newlySent{{u"sent"_s, figures.take("sent"_L1)}};
    const qint64 left = figures.take("left"_L1).toInteger(0);
    WatchedConnection now = m_watched;
    WatchedConnection news;
    if (!views::fromJson(figures, now) || left < 0 || left > views::MostWhole
        || (view.contains("sent"_L1) && !views::fromJson(newlySent, news)))
        return false;
    if (now.watchedSinceMs != m_watched.watchedSinceMs) { // what was between was not seen
        now.sent.clear();
        m_watchedFrames = 0;
    }
    m_watchedFrames += quint64(left) + news.sent.size();
    std::size_t bytes = 0;
    now.sent.insert(now.sent.end(), news.sent.begin(), news.sent.end());
    std::size_t kept = 0;
    for (auto one = now.sent.rbegin(); one != now.sent.rend(); ++one, ++kept) {
        bytes += one->frame ? one->frame->plain().size() : 0;
        if (kept == WatchedConnection::MostFrames || bytes > WatchedConnection::MostBytes)
            break;
    }
    now.sent.erase(now.sent.begin(), now.sent.end() - std::ptrdiff_t(kept));
    now.sentBefore = m_watchedFrames - std::min<quint64>(m_watchedFrames, kept);
    m_watched = std::move(now);
    Q_EMIT connectionWatched(m_watched);
    return true;
}

bool RemoteState::takeTap(const QJsonObject& view)
{
    if (const QString error = view["error"_L1].toString(); !error.isEmpty()) {
        Q_EMIT tapFailed(link_problem::tidied(error));
        return true;
    }
    TapBatch batch;
    if (!views::fromJson(view, batch))
        return false;
    if (!batch.messages.empty() || batch.left > 0)
        Q_EMIT tapped(batch);
    return true;
}

} // namespace fanlight
