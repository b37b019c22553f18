// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/fan_payload.h"
#include "delivery/publish_request.h"
#include "hub/options.h"
#include "hub/snapshots.h"

#include <QObject>

#include <functional>

namespace fanlight {

class AudienceDesk;
class BrokerSwitch;
class MessageLog;
class ReceiptBook;

// Publishes by hand, and what the window wants to know before: whom one would reach, what a client
// that comes back would be sent. From the hub's start to its end, in the hub's thread; asked while
// the hub listens. Each `done` comes once, in a shard's or this thread, also when it ends before.
class WindowDesk : public QObject {
    Q_OBJECT
public:
    struct HubSide { // the options outlive this; the rest ends just before, with the hub's run
        const HubOptions& options;
        BrokerSwitch& brokers;
        AudienceDesk& audience;
        ReceiptBook& receipts;
        std::function<MessageLog*()> messages; // null: nobody looks
        std::function<qint64()> connections; // of this instance
    };
    explicit WindowDesk(HubSide hub);

    void publish(const PublishRequest& request, std::function<void(PublishResult)> done);
    void reach(const PublishRequest& request, std::function<void(const Reach&)> done);
    void reach(
        PublishKind kind, const ParsedPublish& publish, std::function<void(const Reach&)> done);
    void previewReplay(const QString& userId, const QString& lastEventId,
        std::function<void(const ReplayPreview&)> done);

private:
    const HubSide m_hub;
    TypeReader m_typeReader;
};

} // namespace fanlight
