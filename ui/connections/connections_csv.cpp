// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_csv.h"

#include "metrics/csv.h"
#include "metrics/whole_file.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct CsvColumn {
    const char* name;
    QString (*text)(const ConnectionRow& row, const ConnectionSnapshot& at);
};

QString time(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

const CsvColumn Columns[] = {
    {"id",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return connectionIdText(row.id);
        }},
    {"user", [](const ConnectionRow& row, const ConnectionSnapshot&) { return row.userId; }},
    {"address", [](const ConnectionRow& row, const ConnectionSnapshot&) { return row.address; }},
    {"types",
        [](const ConnectionRow& row, const ConnectionSnapshot&) { return row.types.join(u','); }},
    {"connected_at",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return time(row.connectedAtMs);
        }},
    {"connected_s",
        [](const ConnectionRow& row, const ConnectionSnapshot& at) {
            return QString::number(double(connectedForMs(row, at.takenAtMs)) / 1000, 'f', 3);
        }},
    {"events",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return QString::number(row.events);
        }},
    {"bytes",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return QString::number(row.bytes);
        }},
    {"dropped",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return QString::number(row.dropped);
        }},
    {"backlog_bytes",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return QString::number(row.backlogBytes);
        }},
    {"rtt_ms",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return isKnown(row.rttMs) ? QString::number(row.rttMs) : QString();
        }},
    {"last_event_id",
        [](const ConnectionRow& row, const ConnectionSnapshot&) { return row.lastEventId; }},
    {"replayed",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return QString::number(row.replayed);
        }},
    {"user_agent",
        [](const ConnectionRow& row, const ConnectionSnapshot&) { return row.userAgent; }},
    {"state",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return row.isClosed() ? u"closed"_s : u"live"_s;
        }},
    {"closed_at",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return row.isClosed() ? time(row.closedAtMs) : QString();
        }},
    {"reason",
        [](const ConnectionRow& row, const ConnectionSnapshot&) {
            return row.isClosed() ? QString::fromLatin1(disconnectReasonName(row.reason))
                                  : QString();
        }},
    {"instance",
        [](const ConnectionRow& row, const ConnectionSnapshot& at) {
            return row.instance.isEmpty() ? at.instance : row.instance;
        }},
};

struct UserCsvColumn {
    const char* name;
    QString (*text)(const UserRow& row, qint64 nowMs);
};

const UserCsvColumn UserColumns[] = {
    {"user", [](const UserRow& row, qint64) { return row.userId; }},
    {"streams", [](const UserRow& row, qint64) { return QString::number(row.streams); }},
    {"types",
        [](const UserRow& row, qint64) { return row.allTypes ? u"all"_s : row.types.join(u','); }},
    {"connected_at",
        [](const UserRow& row, qint64) {
            return row.connectedAtMs > 0 ? time(row.connectedAtMs) : QString();
        }},
    {"connected_s",
        [](const UserRow& row, qint64 nowMs) {
            return row.connectedAtMs > 0
                ? QString::number(double(nowMs - row.connectedAtMs) / 1000, 'f', 3)
                : QString();
        }},
    {"events", [](const UserRow& row, qint64) { return QString::number(row.events); }},
    {"bytes", [](const UserRow& row, qint64) { return QString::number(row.bytes); }},
    {"backlog_bytes", [](const UserRow& row, qint64) { return QString::number(row.backlogBytes); }},
    {"closed_last_minute", [](const UserRow& row, qint64) { return QString::number(row.closed); }},
    {"last_reason",
        [](const UserRow& row, qint64) {
            return row.closed > 0 ? QString::fromLatin1(disconnectReasonName(row.reason))
                                  : QString();
        }},
    {"user_agents", [](const UserRow& row, qint64) { return row.agents.join(u"; "_s); }},
    {"more_types", [](const UserRow& row, qint64) { return QString::number(row.moreTypes); }},
    {"more_user_agents",
        [](const UserRow& row, qint64) { return QString::number(row.moreAgents); }},
};

bool put(QIODevice& device, const QByteArray& bytes)
{
    return device.write(bytes) == bytes.size();
}

} // namespace

QString writeConnectionsCsv(QIODevice& device, const AllConnections& all)
{
    const ConnectionSnapshot& at = *all.streams->snapshot;
    bool written = put(device, csv::line(Columns, [](const CsvColumn& column) {
        return QString::fromLatin1(column.name);
    }));
    for (std::size_t i = 0; written && i < all.order.size(); ++i) {
        written = put(device, csv::line(Columns, [&](const CsvColumn& column) {
            return column.text(all.row(i), at);
        }));
    }
    return written ? QString() : writeProblem(device);
}

QString writeUsersCsv(QIODevice& device, const AllConnections& all)
{
    const qint64 nowMs = all.streams->snapshot->takenAtMs;
    bool written = put(device, csv::line(UserColumns, [](const UserCsvColumn& column) {
        return QString::fromLatin1(column.name);
    }));
    for (std::size_t i = 0; written && i < all.users.rows.size(); ++i) {
        written = put(device, csv::line(UserColumns, [&](const UserCsvColumn& column) {
            return column.text(all.users.rows[i], nowMs);
        }));
    }
    return written ? QString() : writeProblem(device);
}

} // namespace fanlight
