// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/payload_mask.h"
#include "hub/closed_connections.h"
#include "hub/message_log.h"
#include "hub/snapshots.h"

#include <QByteArray>
#include <QJsonObject>

#include <map>
#include <string_view>

namespace fanlight {

// The records of a capture that come by the thousand a second, as bytes and back; all others are
// JSON as hub/views has it. decode… gives nothing where the bytes are none of these; whatever the
// bytes, nothing larger than them by more than a constant is made. Pure; any thread.
namespace capture_records {

// With the data as `payload` says; `others` stand for the users where there are some.
QByteArray encodeMessage(const MessageRecord& message, CapturedPayload payload, Pseudonyms* others);
bool decodeMessage(std::string_view bytes, MessageRecord& message);
QByteArray encodeFigures(const MessageFigures& figures);
bool decodeFigures(std::string_view bytes, MessageFigures& figures);
QByteArray encodeTrace(std::uint64_t number, const MessageTrace& trace, CapturedPayload payload);
bool decodeTrace(std::string_view bytes, std::uint64_t& number, MessageTrace& trace);
QByteArray encodeRow(const ConnectionRow& row, Pseudonyms* others);
bool decodeRow(std::string_view bytes, ConnectionRow& row);

// A frame as it may be kept: null where its data is to be left out.
FramePtr allowedFrame(const FramePtr& frame, CapturedPayload payload);

QByteArray encodeJson(const QJsonObject& json);
bool decodeJson(std::string_view bytes, QJsonObject& json);

} // namespace capture_records

// Snapshots of all streams, each as it differs from the one before. The same object for writing, or
// for reading. One thread.
class CapturedRows {
public:
    static constexpr std::size_t Most = 1'000'000; // streams

    QByteArray encodeAll(const ConnectionSnapshot& snapshot, Pseudonyms* others);
    QByteArray encodeChanges(const ConnectionSnapshot& snapshot, Pseudonyms* others);
    // False: they are none, or do not fit what was read before.
    bool decodeAll(std::string_view bytes);
    bool decodeChanges(std::string_view bytes);
    void clear();
    ConnectionSnapshotPtr snapshot() const; // as last read

private:
    std::map<quint64, ConnectionRow> m_rows;
    qint64 m_takenAtMs = 0;
    quint64 m_total = 0;
    QString m_instance;
};

} // namespace fanlight
