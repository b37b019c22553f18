// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_past.h"

// Rows for tests of what is kept over restarts.
namespace fanlight::testing {

inline MessageRecord historyMessage(
    std::uint64_t number, std::int64_t timeMs, const std::string& payload = "{\"a\":1}")
{
    const std::string id = std::to_string(timeMs) + "-" + std::to_string(number);
    MessageRecord message;
    message.number = message.figures.number = number;
    message.timeMs = timeMs;
    message.source = MessageSource::Redis;
    message.kind = PublishKind::Fanout;
    message.users = 3;
    message.userId = "42";
    message.authorId = "7";
    message.batch = {250, 10};
    message.frame = Frame::event(
        {.id = id, .event = "note", .data = payload, .isJson = true, .batching = Batching::Batched},
        "new-comment");
    message.steps = {1000, 2000};
    message.figures.recipients = 5;
    message.figures.isKnown = true;
    message.figures.measured = 2;
    message.figures.write.record(1500, 5);
    message.figures.ack.record(9000, 2);
    return message;
}

inline ConnectionRow historyClosed(quint64 id, qint64 closedAtMs)
{
    ConnectionRow row;
    row.id = id;
    row.userId = QStringLiteral("user-%1").arg(id);
    row.address = QStringLiteral("[::1]:4012");
    row.types = {QStringLiteral("a"), QStringLiteral("b")};
    row.connectedAtMs = closedAtMs - 5000;
    row.events = 12;
    row.bytes = 3400;
    row.dropped = 1;
    row.backlogBytes = 17;
    row.rttMs = 0.25;
    row.userAgent = QStringLiteral("curl/8");
    row.lastEventId = QStringLiteral("17-0");
    row.replayed = 2;
    row.openMs = 4999;
    row.closedAtMs = closedAtMs;
    row.reason = DisconnectReason::Kicked;
    return row;
}

inline MetricsSample historySample(qint64 timeMs, quint64 count = 1)
{
    MetricsSample sample;
    sample.timeMs = timeMs;
    sample.intervalMs = 500;
    sample.delivered = count;
    sample.connections = 10 + count;
    sample.disconnectsByReason[std::size_t(DisconnectReason::Slow)] = 3;
    sample.rssBytes = 1e6;
    sample.write.record(count * 1000, count);
    sample.own.delivered = 1;
    return sample;
}

inline LogLine historyLine(const QString& text, qint64 timeMs, QtMsgType level = QtInfoMsg)
{
    LogLine line;
    line.timeMs = timeMs;
    line.level = level;
    line.category = QStringLiteral("fanlight.hub");
    line.text = text;
    return line;
}

} // namespace fanlight::testing
