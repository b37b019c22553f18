// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/audit_log.h"
#include "hub/connection_window.h"
#include "hub/fault.h"
#include "hub/log_ring.h"
#include "hub/message_log.h"
#include "hub/moment_log.h"
#include "hub/snapshots.h"
#include "metrics/sample.h"
#include "sources/source_rows.h"

#include <QJsonObject>

namespace fanlight::views {

// The values a window is shown as JSON, and back: for the admin stream and for captures. One table
// of fields a type (field_tables.h) serves both ways.
//
// toJson() leaves out what has the value it has from the start, and figures that are Unknown.
// fromJson() takes over what is there: fields it does not know are ignored, missing ones stay as
// they are, null gives one the value it has from the start. False, and the value stays as it was,
// where the object is none of these: a field of another type, out of range, longer than may be.
// A message comes without its data, of which `bytesElsewhere` tells the size; withFrame() has all.
QJsonObject toJson(const ConnectionRow& row);
QJsonObject toJson(const WatchedConnection& connection);
QJsonObject toJson(const WatchedConnection::Sent& sent);
QJsonObject toJson(const UserRow& row);
QJsonObject toJson(const InstanceRow& row);
QJsonObject toJson(const InstanceSnapshot& instances);
QJsonObject toJson(const RedisSnapshot& redis);
QJsonObject toJson(const TapBatch& batch);
QJsonObject toJson(const ReceiptSnapshot& receipt);
QJsonObject toJson(const HubStatus& status);
QJsonObject toJson(const MetricsSample& sample);
QJsonObject toJson(const Fault& fault);
QJsonObject toJson(const LogLine& line);
QJsonObject toJson(const AuditEntry& entry);
QJsonObject toJson(const Moment& moment);
QJsonObject toJson(const SourceRow& row);
QJsonObject toJson(const SourceSnapshot& sources);
QJsonObject toJson(const MessageRecord& message);
QJsonObject toJson(const MessageTrace& trace);
QJsonObject withFrame(const MessageRecord& message);

bool fromJson(const QJsonObject& json, ConnectionRow& row);
bool fromJson(const QJsonObject& json, WatchedConnection& connection);
bool fromJson(const QJsonObject& json, WatchedConnection::Sent& sent);
bool fromJson(const QJsonObject& json, UserRow& row);
bool fromJson(const QJsonObject& json, InstanceRow& row);
bool fromJson(const QJsonObject& json, InstanceSnapshot& instances);
bool fromJson(const QJsonObject& json, RedisSnapshot& redis);
bool fromJson(const QJsonObject& json, TapBatch& batch);
bool fromJson(const QJsonObject& json, ReceiptSnapshot& receipt);
bool fromJson(const QJsonObject& json, HubStatus& status);
bool fromJson(const QJsonObject& json, MetricsSample& sample);
bool fromJson(const QJsonObject& json, Fault& fault);
bool fromJson(const QJsonObject& json, LogLine& line);
bool fromJson(const QJsonObject& json, AuditEntry& entry);
bool fromJson(const QJsonObject& json, Moment& moment);
bool fromJson(const QJsonObject& json, SourceRow& row);
bool fromJson(const QJsonObject& json, SourceSnapshot& sources);
bool fromJson(const QJsonObject& json, MessageRecord& message);
bool fromJson(const QJsonObject& json, MessageTrace& trace);

// The fields of `after` that differ from `before`; null: it is there no longer.
QJsonObject changed(const QJsonObject& before, const QJsonObject& after);
// Takes over what changed() told.
void apply(const QJsonObject& changes, QJsonObject& to);

} // namespace fanlight::views
