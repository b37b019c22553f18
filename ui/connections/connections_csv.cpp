// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_csv.h"

#include "metrics/csv.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct CsvColumn {
    const char* name;
    QString (*text)(const ConnectionRow& row, qint64 nowMs);
};

QString time(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

const CsvColumn Columns[] = {
    {"id", [](const ConnectionRow& row, qint64) { return connectionIdText(row.id); }},
    {"user", [](const ConnectionRow& row, qint64) { return row.userId; }},
    {"address", [](const ConnectionRow& row, qint64) { return row.address; }},
    {"types", [](const ConnectionRow& row, qint64) { return row.types.join(u','); }},
    {"connected_at", [](const ConnectionRow& row, qint64) { return time(row.connectedAtMs); }},
    {"connected_s",
        [](const ConnectionRow& row, qint64 nowMs) {
            return QString::number(double(nowMs - row.connectedAtMs) / 1000, 'f', 3);
        }},
    {"events", [](const ConnectionRow& row, qint64) { return QString::number(row.events); }},
    {"bytes", [](const ConnectionRow& row, qint64) { return QString::number(row.bytes); }},
    {"dropped", [](const ConnectionRow& row, qint64) { return QString::number(row.dropped); }},
    {"backlog_bytes",
        [](const ConnectionRow& row, qint64) { return QString::number(row.backlogBytes); }},
    {"rtt_ms",
        [](const ConnectionRow& row, qint64) {
            return isKnown(row.rttMs) ? QString::number(row.rttMs) : QString();
        }},
    {"last_event_id", [](const ConnectionRow& row, qint64) { return row.lastEventId; }},
    {"replayed", [](const ConnectionRow& row, qint64) { return QString::number(row.replayed); }},
    {"user_agent", [](const ConnectionRow& row, qint64) { return row.userAgent; }},
};

} // namespace

QString writeConnectionsCsv(QIODevice& device, const ConnectionArrangement& arrangement)
{
    const qint64 nowMs = arrangement.snapshot->takenAtMs;
    const auto put = [&device](const QByteArray& bytes) { return device.write(bytes) == bytes.size(); };
    bool written = put(csv::line(Columns, [](const CsvColumn& column) { return QString::fromLatin1(column.name); }));
    for (std::size_t i = 0; written && i < arrangement.order.size(); ++i) {
        written = put(csv::line(Columns, [&](const CsvColumn& column) {
            return column.text(arrangement.row(i), nowMs);
        }));
    }
    return written ? QString() : device.errorString();
}

} // namespace fanlight
