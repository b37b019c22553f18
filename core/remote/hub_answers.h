// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hub_requests.h"

#include <QJsonObject>
#include <QUrlQuery>

#include <functional>
#include <initializer_list>
#include <utility>

// What all calls to a hub elsewhere have in common. The main thread.
namespace fanlight::hub_answers {

QString notUnderstood(); // of an answer that is none of what was asked for
QByteArray compact(const QJsonObject& object);
// The hub's own sentence where it said one, else what is wrong with the way there.
QString errorOf(const HubAnswer& answer);
// Values as they are; they may hold anything.
QUrlQuery queryOf(std::initializer_list<std::pair<QString, QString>> items);

using Answered = std::function<void(const HubAnswer&)>;
void get(HubRequests& requests, const QString& path, const QUrlQuery& query, Answered done,
    qint64 mostBytes = HubRequests::UsualBytes);
// An empty body: none.
void send(HubRequests& requests, const QByteArray& method, const QString& path,
    const QJsonObject& body, Answered done);

} // namespace fanlight::hub_answers
