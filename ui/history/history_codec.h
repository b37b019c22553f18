// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "hub/snapshots.h"
#include "metrics/sample.h"

#include <QByteArray>

#include <optional>

// Values of the hub as the history file keeps them, and back. Pure; any thread. Later versions add
// fields at the end of a list and never change what is there: what is missing stays as it is in an
// empty value, what is too much is passed over. Nothing: these bytes are no such value.
namespace fanlight::history_codec {

QByteArray toBytes(const MetricsSample& sample);
std::optional<MetricsSample> sampleOf(const QByteArray& bytes);

// Without its number and its time, and its receipt, which ends with the program.
QByteArray toBytes(const MessageRecord& message, bool withPayload);
// What became of it, which is known later.
QByteArray figuresToBytes(const MessageRecord& message);
std::optional<MessageRecord> messageOf(const QByteArray& bytes, const QByteArray& figures);

QByteArray toBytes(const ConnectionRow& closed);
std::optional<ConnectionRow> closedOf(const QByteArray& bytes);

} // namespace fanlight::history_codec
