// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/fan_payload.h"
#include "delivery/publish_parser.h"
#include "hub/options.h"
#include "sources/source_desk.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fanlight {

class MessageLog;

// Publishes what sources take, by the rules of POST /api/publish, and says what became of it once
// the broker has it: in memory at once, behind Redis when the script has answered. The hub's
// thread; verdicts come together, once a turn. What the broker has not answered when this goes is
// forgotten.
class SourcePublishing {
public:
    // `broker`: the one that serves at the time; `messages`: null: nobody looks.
    SourcePublishing(const HubOptions& options, std::function<Broker&()> broker,
        std::function<MessageLog*()> messages);
    ~SourcePublishing();

    // What a desk is given; it lives as long as the desk keeps it.
    static SourceDesk::HubSide sideOf(const HubOptions& options, std::function<Broker&()> broker,
        std::function<MessageLog*()> messages);

    void publish(const QString& source, SourceContent content, Source::Done done);

private:
    class Verdicts;
    class Ticket;

    ParsedPublish parsed(SourceContent& content);

    const HubOptions& m_options;
    const std::function<Broker&()> m_broker;
    const std::function<MessageLog*()> m_messages;
    PublishParser m_parser;
    TypeReader m_types;
    const std::shared_ptr<Verdicts> m_verdicts; // tickets may outlive this
};

} // namespace fanlight
