// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/audience.h"
#include "delivery/publish_request.h"
#include "hub/recorded_publish.h"
#include "hub/snapshots.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace fanlight {

class Broker;

// Who follows whom and who wants what, for the window and for publishes that go to an audience. The
// hub's thread; answers follow in it, at once or later, once each. What is unanswered at its end is
// answered with an error then.
class AudienceDesk : public QObject {
    Q_OBJECT
public:
    AudienceDesk() = default;
    ~AudienceDesk() override;

    // Where it is kept, and what publishes are passed on to, from now on; the broker outlives this,
    // or is replaced before.
    void serve(std::unique_ptr<Audience> audience, Broker& broker);
    Audience& audience() { return *m_audience; }

    void find(PublishKind kind, const ParsedPublish& publish, SetStore::Members done);
    void publish(AudiencePublish wanted);

    void list(
        AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done);
    void members(
        AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done);
    // One after another, up to the first that fails. Refuses names that none can have, and more
    // than HubPort::MostChanged users.
    void change(std::vector<AudienceChange> changes,
        std::function<void(const QString& error, quint64 changed)> done);

private:
    struct Job;
    void changeNext(const std::shared_ptr<Job>& job);
    void end(const std::shared_ptr<Job>& job, const QString& error);

    std::unique_ptr<Audience> m_audience;
    Broker* m_broker = nullptr;
    std::vector<std::shared_ptr<Job>> m_jobs; // under way
};

} // namespace fanlight
