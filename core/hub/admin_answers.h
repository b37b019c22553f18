// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_snapshot.h"
#include "hub/options.h"
#include "hub/snapshots.h"

#include <QJsonObject>

#include <vector>

// What the routes under /api/admin that act are asked and answer, both ways, so that a hub and a
// window elsewhere cannot differ. Reading (`read…`) takes nothing on trust: false: it is none;
// members it does not know are ignored, missing ones stay unknown. Pure; any thread.
namespace fanlight::admin_answers {

constexpr qsizetype MostWireBytes = 8 << 20; // of all events of one answer on a replay
constexpr qsizetype MostMembers = 100'000; // users of one answer
constexpr std::size_t MostEnded = 10'000; // streams of one POST /api/admin/disconnect

QJsonObject toJson(const Reach& reach);
bool readReach(const QJsonObject& object, Reach& reach);

QJsonObject toJson(const ReplayPreview& replay);
bool readReplay(const QJsonObject& object, ReplayPreview& replay);

QJsonObject toJson(const AudienceSets& sets);
bool readSets(const QJsonObject& object, AudienceSets& sets);
QJsonObject toJson(const AudienceMembers& members); // MostMembers of them
bool readMembers(const QJsonObject& object, AudienceMembers& members);
QJsonObject toJson(const std::vector<AudienceChange>& changes);
// Empty, or what is wrong with it.
QString readChanges(const QJsonObject& object, std::vector<AudienceChange>& changes);

QJsonObject toJson(const AccessSnapshot& access);
bool readAccess(const QJsonObject& object, AccessSnapshot& access);

QJsonObject toJson(const RedisCheck& check);
bool readCheck(const QJsonObject& object, RedisCheck& check);

// {"options":{"heartbeat":"15s",…},"live":["heartbeat",…],"secret":["admin-token"]}: as
// --check-config tells them; of a secret only that it is set, of a URL no password.
QJsonObject toJson(const HubOptions& options);
// Into those that are known here; of those that are not told, and of what this version does not
// take, nothing changes.
bool readOptions(const QJsonObject& object, HubOptions& options, QStringList& secrets);

// Of POST /api/tokens/check.
bool readTokenReport(const QJsonObject& object, TokenReport& report);

} // namespace fanlight::admin_answers
