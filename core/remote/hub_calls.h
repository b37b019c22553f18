// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_snapshot.h"
#include "hub/hub_port.h"
#include "remote/hub_requests.h"

#include <QPointer>

#include <functional>
#include <optional>

namespace fanlight {

// What a window publishes at a hub elsewhere and asks about that, its audience and its access, as
// calls over HTTP: HubPort has what each is for. Whether it may is asked before, by whoever calls.
// Each `done` follows once, later, with an error where nothing came of it. The main thread; lives
// in its RemoteHub.
class HubCalls : public QObject {
    Q_OBJECT
public:
    explicit HubCalls(HubRequests& requests, QObject* parent = nullptr);

    void publish(const PublishRequest& request, std::function<void(const PublishResult&)> done);
    void reach(const PublishRequest& request, std::function<void(const Reach&)> done);
    void replay(const QString& userId, const QString& lastEventId,
        std::function<void(const ReplayPreview&)> done);
    // `isWhole`: the hub tells all figures; else an older one's public answer.
    void receipt(const QString& id, bool isWhole,
        std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done);

    void audienceSets(
        AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done);
    void audienceMembers(
        AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done);
    void changeAudience(const std::vector<AudienceChange>& changes,
        std::function<void(const QString& error, quint64 changed)> done);

    void access(std::function<void(const AccessSnapshotPtr&)> done); // null: it is not known
    void examineToken(const QString& token, std::function<void(const TokenReport&)> done);
    void mintToken(const QString& user, std::chrono::seconds lifetime,
        std::function<void(const MintedToken&)> done);
    void ticket(const TicketWish& wish, std::function<void(const TicketMade&)> done);

    void message(quint64 number,
        std::function<void(const QString& error, const MessageRecord&, const MessageTrace&)> done);

    static constexpr qsizetype UsersOfOneCall = 2000; // a hub takes 1 MiB of body

private:
    struct AudienceJob;
    void changeNext(const std::shared_ptr<AudienceJob>& job);

    HubRequests& m_requests;
};

} // namespace fanlight
