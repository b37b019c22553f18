// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_feed.h"

#include "hub/hub_port.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace fanlight {

DemoFeed::DemoFeed(HubPort& hub, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_timer(this)
{
    m_timer.setInterval(IntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &DemoFeed::publishNext);
}

void DemoFeed::setUsers(int users)
{
    m_users = users;
    if (users > 0 && !m_timer.isActive())
        m_timer.start();
    else if (users == 0)
        m_timer.stop();
}

void DemoFeed::publishNext()
{
    if (!m_hub.isListening())
        return;
    QRandomGenerator& random = *QRandomGenerator::global();
    const bool toAll = ++m_count % BroadcastEvery == 0;
    PublishRequest request;
    request.isOwn = true;
    request.broadcast = toAll;
    request.type = toAll         ? QStringLiteral("new-post")
        : random.bounded(3) == 0 ? QStringLiteral("comment")
                                 : QStringLiteral("like");
    if (!toAll)
        request.userIds = {QString::number(1 + random.bounded(m_users))};
    const QJsonObject data{{QStringLiteral("type"), request.type},
        {QStringLiteral("from"), 1 + random.bounded(m_users)},
        {QStringLiteral("postId"), 9000 + random.bounded(1000)}, {QStringLiteral("demo"), true}};
    request.data = QJsonDocument(data).toJson(QJsonDocument::Compact);
    m_hub.publish(request, [](const PublishResult&) {});
}

} // namespace fanlight
