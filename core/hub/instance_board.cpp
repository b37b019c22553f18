// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/instance_board.h"

#include <QCoreApplication>
#include <QSysInfo>

namespace fanlight {

using redis::Reply;

namespace {

constexpr std::size_t RecentSamples = 4;

// Figures by their name in the hash.
constexpr std::pair<std::string_view, double InstanceRow::*> Figures[] = {{"connections", &InstanceRow::connections},
    {"delivered_per_s", &InstanceRow::deliveredPerSecond}, {"published_per_s", &InstanceRow::publishedPerSecond}, {"rss_bytes", &InstanceRow::rssBytes},
    {"write_p99_ms", &InstanceRow::writeP99Ms}, {"cpu_percent", &InstanceRow::cpuPercent}};
constexpr std::pair<std::string_view, QString InstanceRow::*> Texts[] = {{"host", &InstanceRow::host}, {"version", &InstanceRow::version}, {"url", &InstanceRow::url}};
constexpr std::pair<std::string_view, qint64 InstanceRow::*> Numbers[] = {{"pid", &InstanceRow::pid}, {"started_ms", &InstanceRow::startedAtMs}, {"heartbeat_ms", &InstanceRow::heartbeatAtMs}};

std::optional<InstanceRow> rowOf(const QString& name, const Reply& fields)
{
    if (fields.size() == 0)
        return std::nullopt; // it expired just now
    InstanceRow row;
    row.name = name;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const std::string_view field = fields[i].text();
        const QString value = redis::toQString(fields[i + 1].text());
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

InstanceBoard::InstanceBoard(redis::RedisLink& link, const RedisKeys& keys, const QString& name, const QString& url, qint64 startedAtMs, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_keys(keys)
    , m_boardKey(keys.instances())
    , m_timer(this)
{
    m_own.name = name;
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
    m_link.send({"DEL", m_keys.instance(m_own.name.toStdString())}, {});
    m_link.send({"ZREM", m_boardKey, m_own.name.toStdString()}, {});
}

void InstanceBoard::forget()
{
    m_instances.reset();
    m_isReading = false;
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
    m_own.writeP99Ms = sum.write.percentileMs(99);
    m_own.cpuPercent = sum.cpuPercent;
}

void InstanceBoard::beat()
{
    if (m_link.state() != redis::RedisLink::State::Ready || m_isReading)
        return;
    m_isReading = true;
    m_link.send({"TIME"}, [this](const Reply& reply) {
        m_isReading = reply.size() == 2;
        if (!m_isReading)
            return;
        const qint64 nowMs = redis::toQString(reply[0].text()).toLongLong() * 1000 + redis::toQString(reply[1].text()).toLongLong() / 1000;
        write(nowMs);
        read(nowMs);
    });
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
        fields.push_back(isKnown(m_own.*member) ? QByteArray::number(m_own.*member, 'g', 12).toStdString() : std::string());
    }
    std::vector<std::string_view> command = {"HSET", key};
    command.insert(command.end(), fields.begin(), fields.end());
    m_link.send(command, {});
    m_link.send({"PEXPIRE", key, std::to_string(InstanceSnapshot::GoneMs)}, {});
    m_link.send({"ZADD", m_boardKey, std::to_string(nowMs), m_own.name.toStdString()}, {});
    m_link.send({"ZREMRANGEBYSCORE", m_boardKey, "-inf", std::to_string(nowMs - InstanceSnapshot::GoneMs)}, {});
}

void InstanceBoard::read(qint64 nowMs)
{
    m_link.send({"ZRANGE", m_boardKey, "0", std::to_string(MaxInstances - 1)}, [this, nowMs](const Reply& names) {
        auto snapshot = std::make_shared<InstanceSnapshot>();
        snapshot->takenAtMs = nowMs;
        if (names.size() == 0)
            m_isReading = false;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const QString name = redis::toQString(names[i].text());
            m_link.send({"HGETALL", m_keys.instance(name.toStdString())}, [this, snapshot, name, isLast = i + 1 == names.size()](const Reply& fields) {
                if (auto row = rowOf(name, fields)) {
                    row->isThis = name == m_own.name;
                    snapshot->rows.push_back(std::move(*row));
                }
                if (!isLast)
                    return;
                m_isReading = false;
                if (fields.isError())
                    return;
                std::sort(snapshot->rows.begin(), snapshot->rows.end(), [](const InstanceRow& a, const InstanceRow& b) { return a.name < b.name; });
                m_instances = snapshot;
                Q_EMIT changed(m_instances);
            });
        }
    });
}

double InstanceBoard::total(double InstanceRow::* figure) const
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
