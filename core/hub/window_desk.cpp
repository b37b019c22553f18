// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/window_desk.h"

#include "delivery/parsed_publish.h"
#include "hub/audience_desk.h"
#include "hub/broker_switch.h"
#include "hub/window_publish.h"
#include "net/clock.h"
#include "sse/batch.h"
#include "sse/cursor.h"
#include "sse/event_id.h"

#include <QPointer>

#include <vector>

namespace fanlight {

namespace {

ReplayPreview shownOf(const ReplayFigures& replay, const HubOptions& options)
{
    ReplayPreview shown;
    shown.missing = QString::fromStdString(replay.missing);
    std::vector<FramePtr> frames;
    for (const ReplayFigures::Event& event : replay.events)
        frames.push_back(event.frame);
    std::vector<std::size_t> taken(frames.size(), 1);
    if (options.batchWindow.count() > 0) {
        taken.clear();
        frames = joinBatches(std::move(frames), options.batchAll, options.batchMax, &taken);
    }
    auto source = replay.events.begin();
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const FramePtr& frame = frames[i];
        ReplayPreview::Event event;
        event.id = redis::toQString(frame->id());
        if (const auto cursor = Cursor::parse(frame->id()))
            event.publishedAtMs
                = static_cast<qint64>(source->isBroadcast ? cursor->everyone.ms : cursor->own.ms);
        else if (const auto id = EventId::parse(frame->id()))
            event.publishedAtMs = static_cast<qint64>(id->ms);
        event.notifications = static_cast<int>(taken[i]);
        for (std::size_t n = taken[i]; n > 0; --n, ++source)
            (source->isBroadcast ? event.toEveryone : event.toUser) = true;
        event.type = redis::toQString(frame->type());
        event.wire
            = QByteArray(frame->plain().data(), static_cast<qsizetype>(frame->plain().size()));
        shown.events.push_back(std::move(event));
    }
    return shown;
}

} // namespace

WindowDesk::WindowDesk(HubSide hub)
    : m_hub(std::move(hub))
{
}

void WindowDesk::publish(const PublishRequest& request, std::function<void(PublishResult)> done)
{
    ParsedPublish publish = WindowPublish::parsed(request, m_hub.options, m_typeReader);
    if (!publish.error.empty()) {
        PublishResult refused;
        refused.error = QString::fromStdString(publish.error);
        return done(refused);
    }
    const auto ticket = std::make_shared<WindowPublish>(
        request.kind, publish, m_hub.messages(), m_hub.receipts, std::move(done));
    if (request.isOwn)
        ticket->markOwn();
    if (request.kind == PublishKind::Named)
        m_hub.brokers.broker().publish(
            notificationOf(publish, publish.userIds, monotonicNs()), ticket);
    else
        m_hub.audience.publish({request.kind, std::move(publish), monotonicNs(), ticket});
}

void WindowDesk::reach(const PublishRequest& request, std::function<void(const Reach&)> done)
{
    reach(
        request.kind, WindowPublish::parsed(request, m_hub.options, m_typeReader), std::move(done));
}

void WindowDesk::reach(
    PublishKind kind, const ParsedPublish& publish, std::function<void(const Reach&)> done)
{
    Reach reach;
    reach.error = QString::fromStdString(publish.error);
    if (!reach.error.isEmpty())
        return done(reach);
    reach.allConnections = m_hub.connections();
    auto count = [self = QPointer(this), reach, everyone = publish.broadcast, type = publish.type,
                     done](const std::string& error, std::vector<std::string> users) mutable {
        if (!error.empty() || !self) {
            reach.error = error.empty() ? QStringLiteral("The hub has stopped.")
                                        : QString::fromStdString(error);
            return done(reach);
        }
        if (!everyone)
            reach.audience = static_cast<qint64>(users.size());
        self->m_hub.brokers.broker().reach(std::move(users), everyone, type,
            [reach, everyone, done](const ReachFigures& figures) mutable {
                reach.error = QString::fromStdString(figures.error);
                reach.usersOnline = everyone ? -1 : figures.usersOnline;
                reach.connections = static_cast<qint64>(figures.connections);
                reach.countsInstances = figures.countsInstances;
                done(reach);
            });
    };
    if (kind == PublishKind::Named)
        count(std::string(), publish.userIds);
    else
        m_hub.audience.find(kind, publish, count);
}

void WindowDesk::previewReplay(const QString& userId, const QString& lastEventId,
    std::function<void(const ReplayPreview&)> done)
{
    ReplayPreview preview;
    const std::string user = userId.toStdString();
    if (!user.empty())
        preview.error = QString::fromStdString(checkName("userId", user));
    if (preview.error.isEmpty())
        preview.error = QString::fromStdString(checkName("lastEventId", lastEventId.toStdString()));
    if (!preview.error.isEmpty())
        return done(preview);
    m_hub.brokers.broker().preview(user, lastEventId.toStdString(),
        [self = QPointer(this), options = m_hub.options, done = std::move(done)](
            ReplayFigures replay) {
            ReplayPreview shown = shownOf(replay, options);
            if (!self)
                shown.error = QStringLiteral("The hub has stopped.");
            done(shown);
        });
}

} // namespace fanlight
