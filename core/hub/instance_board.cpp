// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/instance_board.h"

#include "hub/log.h"
#include "net/clock.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSysInfo>

#include <limits>

namespace fanlight {

using redis::Reply;

namespace {

constexpr std::size_t RecentSamples = 4;

// Figures by their name in the hash.
constexpr std::pair<std::string_view, double InstanceRow::*> Figures[]
    = {{"connections", &InstanceRow::connections},
        {"delivered_per_s", &InstanceRow::deliveredPerSecond},
        {"published_per_s", &InstanceRow::publishedPerSecond},
        {"rss_bytes", &InstanceRow::rssBytes}, {"write_p50_ms", &InstanceRow::writeP50Ms},
        {"write_p90_ms", &InstanceRow::writeP90Ms}, {"write_p95_ms", &InstanceRow::writeP95Ms},
        {"write_p99_ms", &InstanceRow::writeP99Ms}, {"write_p99.9_ms", &InstanceRow::writeP999Ms},
        {"cpu_percent", &InstanceRow::cpuPercent}, {"cpu_cores", &InstanceRow::cpuCores}};
constexpr std::pair<std::string_view, QString InstanceRow::*> Texts[]
    = {{"host", &InstanceRow::host}, {"version", &InstanceRow::version}, {"url", &InstanceRow::url},
        {"name", &InstanceRow::givenName}, {"mark", &InstanceRow::mark}};
constexpr std::pair<std::string_view, qint64 InstanceRow::*> Numbers[]
    = {{"pid", &InstanceRow::pid}, {"started_ms", &InstanceRow::startedAtMs},
        {"heartbeat_ms", &InstanceRow::heartbeatAtMs}};

// "1": found another heartbeat under its name
constexpr std::string_view SharesField = "shares_name";

std::optional<InstanceRow> rowOf(const QString& name, const Reply& fields)
{
    if (fields.size() == 0)
        return std::nullopt; // it expired just now
    InstanceRow row;
    row.name = row.givenName = name;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const std::string_view field = fields[i].text();
        const QString value = redis::toQString(fields[i + 1].text());
        if (field == SharesField)
            row.sharesName = value == u"1";
        for (const auto& [known, member] : Figures) {
            bool isNumber = false;
            const double number = value.toDouble(&isNumber);
            if (known == field && isNumber)
                row.*member = number;
        }
        for (const auto& [known, member] : Texts) {
            if (known == field)
                row.*member = value;
        }
        for (const auto& [known, member] : Numbers) {
            if (known == field)
                row.*member = value.toLongLong();
        }
    }
    return row;
}

} // namespace

QString InstanceSnapshot::nameConflict() const
{
    for (const InstanceRow& row : rows) {
        if (row.isThis && row.sharesName)
            return row.givenName;
    }
    return {};
}

InstanceBoard::InstanceBoard(redis::RedisLink& link, const RedisKeys& keys, const QString& name,
    const QString& mark, const QString& url, qint64 startedAtMs, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_keys(keys)
    , m_boardKey(keys.instances())
    , m_timer(this)
{
    m_own.name = m_own.givenName = name;
    m_own.mark = mark;
    m_own.host = QSysInfo::machineHostName();
    m_own.pid = QCoreApplication::applicationPid();
    m_own.version = QStringLiteral(FANLIGHT_VERSION);
    m_own.url = url;
    m_own.startedAtMs = startedAtMs;
    m_timer.setInterval(HeartbeatMs);
    connect(&m_timer, &QTimer::timeout, this, &InstanceBoard::beat);
}

void InstanceBoard::start()
{
    m_timer.start();
    beat();
}

void InstanceBoard::sayGoodbye()
{
    m_timer.stop();
    m_hasLeft = true;
    m_link.send({"DEL", m_keys.instance(m_own.name.toStdString())}, {});
    m_link.send({"ZREM", m_boardKey, m_own.name.toStdString()}, {});
}

QString InstanceBoard::newMark()
{
    constexpr std::string_view Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    QString mark;
    for (int i = 0; i < 8; ++i)
        mark += QLatin1Char(
            Digits[QRandomGenerator::system()->bounded(static_cast<quint32>(Digits.size()))]);
    return mark;
}

QString InstanceBoard::nameOf(const QString& wanted, const QString& mark)
{
    if (!wanted.isEmpty())
        return wanted;
    // At random, too: containers of one host name all have process 1.
    return QStringLiteral("%1-%2-%3")
        .arg(QSysInfo::machineHostName())
        .arg(QCoreApplication::applicationPid())
        .arg(mark.left(4));
}

void InstanceBoard::forget()
{
    m_instances.reset();
    m_isReading = false;
    m_wasWritten = false;
    m_other.reset();
}

qint64 InstanceBoard::longestSilenceMs() const
{
    if (!m_instances)
        return std::numeric_limits<qint64>::max() / 2;
    qint64 longest = 0;
    for (const InstanceRow& row : m_instances->rows) {
        if (!row.isThis)
            longest = std::max(longest, m_instances->takenAtMs - row.heartbeatAtMs);
    }
    return longest + static_cast<qint64>((monotonicNs() - m_readAtNs) / 1'000'000);
}

void InstanceBoard::addSample(const MetricsSample& sample)
{
    m_recent.push_back(sample);
    if (m_recent.size() > RecentSamples)
        m_recent.pop_front();
    MetricsSample sum = m_recent.front();
    for (std::size_t i = 1; i < m_recent.size(); ++i)
        sum.merge(m_recent[i]);
    m_own.connections = double(sum.connections);
    m_own.deliveredPerSecond = sum.perSecond(double(sum.delivered));
    m_own.publishedPerSecond = sum.perSecond(double(sum.published));
    m_own.rssBytes = sum.rssBytes;
    for (const InstanceRow::Write& write : InstanceRow::writes())
        m_own.*write.ms = sum.write.percentileMs(write.percent);
    m_own.cpuPercent = sum.cpuPercent;
    m_own.cpuCores = sum.cpuCores;
}

void InstanceBoard::beat()
{
    if (m_hasLeft || m_link.state() != redis::RedisLink::State::Ready || m_isReading)
        return;
    m_isReading = true;
    m_link.send({"TIME"}, [this](const Reply& reply) {
        m_isReading = reply.size() == 2 && !m_hasLeft;
        if (!m_isReading)
            return;
        const qint64 nowMs = redis::toQString(reply[0].text()).toLongLong() * 1000
            + redis::toQString(reply[1].text()).toLongLong() / 1000;
        m_link.send(
            {"HMGET", m_keys.instance(m_own.givenName.toStdString()), "mark", "heartbeat_ms"},
            [this, nowMs](const Reply& found) {
                m_isReading = found.size() == 2 && !m_hasLeft;
                if (!m_isReading)
                    return;
                claim(std::string(found[0].text()), std::string(found[1].text()));
                write(nowMs);
                read(nowMs);
            });
    });
}

// What stands under the name this instance was given: nothing, its own, or another's.
void InstanceBoard::claim(const std::string& mark, const std::string& heartbeat)
{
    if (heartbeat.empty() || mark == m_own.mark.toStdString()) {
        m_other.reset();
        goBy(m_own.givenName);
        return;
    }
    const auto now = static_cast<qint64>(monotonicNs());
    if (!m_other || m_other->mark != mark) { // of one that died just now, perhaps
        m_other = Other{mark, heartbeat, now};
    } else if (m_other->heartbeat != heartbeat) {
        m_other->heartbeat = heartbeat;
        m_other->sinceNs = now;
        m_isShared = true;
    } else if (now - m_other->sinceNs >= qint64(TakeOverMs) * 1'000'000) {
        m_other.reset();
        return goBy(m_own.givenName);
    }
    goBy(m_own.givenName + QLatin1Char('~') + m_own.mark);
}

void InstanceBoard::goBy(const QString& name)
{
    if (m_own.name == name)
        return;
    if (m_own.name != m_own.givenName) { // nobody else writes there
        m_link.send({"DEL", m_keys.instance(m_own.name.toStdString())}, {});
        m_link.send({"ZREM", m_boardKey, m_own.name.toStdString()}, {});
    }
    m_own.name = name;
    m_isShared = m_isShared && name != m_own.givenName;
    m_wasWritten = false;
}

void InstanceBoard::write(qint64 nowMs)
{
    m_own.heartbeatAtMs = nowMs;
    const std::string key = m_keys.instance(m_own.name.toStdString());
    std::vector<std::string> fields;
    for (const auto& [name, member] : Texts) {
        fields.emplace_back(name);
        fields.push_back((m_own.*member).toStdString());
    }
    for (const auto& [name, member] : Numbers) {
        fields.emplace_back(name);
        fields.push_back(std::to_string(m_own.*member));
    }
    for (const auto& [name, member] : Figures) {
        fields.emplace_back(name);
        fields.push_back(isKnown(m_own.*member)
                ? QByteArray::number(m_own.*member, 'g', 12).toStdString()
                : std::string());
    }
    fields.emplace_back(SharesField);
    fields.emplace_back(m_isShared ? "1" : "0");
    std::vector<std::string_view> command = {"HSET", key};
    command.insert(command.end(), fields.begin(), fields.end());
    m_link.send(command,
        [this, all = fields.size() / 2, wasWritten = std::exchange(m_wasWritten, true)](
            const Reply& added) {
            if (wasWritten && !added.isError() && added.integer() == static_cast<std::int64_t>(all))
                Q_EMIT emptied();
        });
    m_link.send({"PEXPIRE", key, std::to_string(InstanceSnapshot::GoneMs)}, {});
    m_link.send({"ZADD", m_boardKey, std::to_string(nowMs), m_own.name.toStdString()}, {});
    m_link.send(
        {"ZREMRANGEBYSCORE", m_boardKey, "-inf", std::to_string(nowMs - InstanceSnapshot::GoneMs)},
        {});
}

void InstanceBoard::read(qint64 nowMs)
{
    m_link.send({"ZRANGE", m_boardKey, "0", std::to_string(MaxInstances - 1)},
        [this, nowMs](const Reply& names) {
            auto snapshot = std::make_shared<InstanceSnapshot>();
            snapshot->takenAtMs = nowMs;
            if (names.size() == 0)
                m_isReading = false;
            for (std::size_t i = 0; i < names.size(); ++i) {
                const QString name = redis::toQString(names[i].text());
                m_link.send({"HGETALL", m_keys.instance(name.toStdString())},
                    [this, snapshot, name, isLast = i + 1 == names.size()](const Reply& fields) {
                        if (auto row = rowOf(name, fields))
                            snapshot->rows.push_back(std::move(*row));
                        if (!isLast)
                            return;
                        m_isReading = false;
                        if (fields.isError())
                            return;
                        std::sort(snapshot->rows.begin(), snapshot->rows.end(),
                            [](const InstanceRow& a, const InstanceRow& b) {
                                return a.name < b.name;
                            });
                        look(*snapshot);
                        m_instances = snapshot;
                        m_readAtNs = monotonicNs();
                        Q_EMIT changed(m_instances);
                    });
            }
        });
}

// Who is this one, and who goes by the name of another.
void InstanceBoard::look(InstanceSnapshot& snapshot)
{
    const InstanceRow* other = nullptr;
    for (InstanceRow& row : snapshot.rows)
        row.isThis = row.name == m_own.name;
    for (InstanceRow& row : snapshot.rows) {
        const auto tellsOf = [&](const InstanceRow& one) {
            return &one != &row && one.sharesName && one.givenName == row.givenName
                && one.name != one.givenName && !snapshot.isStale(one);
        };
        row.sharesName = (row.sharesName && !snapshot.isStale(row))
            || std::any_of(snapshot.rows.begin(), snapshot.rows.end(), tellsOf);
    }
    for (const InstanceRow& row : snapshot.rows) {
        if (!row.isThis && row.sharesName && row.givenName == m_own.givenName)
            other = &row;
    }
    if (other && !std::exchange(m_isWarned, true)) {
        qCWarning(hubLog,
            "another instance goes by the name “%s”, too: process %lld on %s, %s. Give each its "
            "own with --instance-name; until then one of them is shown as “%s”",
            qPrintable(m_own.givenName), static_cast<long long>(other->pid),
            qPrintable(other->host), qPrintable(other->url),
            qPrintable(other->name == other->givenName ? m_own.name : other->name));
    }
}

double InstanceBoard::total(double InstanceRow::*figure) const
{
    if (!m_instances)
        return Unknown;
    double sum = Unknown;
    for (const InstanceRow& row : m_instances->rows) {
        if (!m_instances->isStale(row) && isKnown(row.*figure))
            sum = (isKnown(sum) ? sum : 0) + row.*figure;
    }
    return sum;
}

} // namespace fanlight
