// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_parser.h"
#include "hub/admin_request.h"
#include "hub/hand_record.h"
#include "hub/options.h"
#include "hub/snapshots.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <vector>

namespace fanlight {

class AccessDesk;
class AudienceDesk;
class ReceiptBook;
class WindowDesk;

// Does over HTTP what a window of this process asks for by calls, for one that is elsewhere:
//   GET, PATCH /api/admin/options              what the hub was told; live ones can be changed
//   POST /api/admin/reach?kind=                whom a publish would reach
//   GET  /api/admin/replay?userId=&lastEventId=
//   GET  /api/admin/audience/{kind}?contains=  sets; /{set}: who is in one
//   POST /api/admin/audience                   changes of several
//   GET  /api/admin/access                     who may do what, and who was turned away
//   POST /api/admin/tokens                     a token to try things with
//   POST /api/admin/redis/check                whether the hub could move there
//   POST /api/admin/files                      reads those of TLS anew
//   POST /api/admin/disconnect                 ends several streams
//   GET  /api/admin/receipts/{id}              how far an event has come, as measured
// The hub's thread, while the hub listens.
class RemoteDesk : public QObject {
    Q_OBJECT
public:
    struct HubSide { // all outlive this
        const HubOptions& options;
        const HubStatus& status;
        WindowDesk& window;
        AudienceDesk& audience;
        const AccessDesk& access;
        ReceiptBook& receipts;
        AuditLog& audit;
        // `done` gets why not, or nothing.
        std::function<void(const HubOptions& wanted, const HandRecord& by,
            std::function<void(const QString& error)> done)>
            changeOptions;
        std::function<void(const QString& url, std::function<void(const RedisCheck&)> done)>
            checkRedis;
        std::function<void()> readFilesAnew;
        // `done` comes in a shard's thread.
        std::function<void(
            const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)>
            disconnect;
    };
    explicit RemoteDesk(HubSide hub);

    void answer(AdminRequest request);

    static constexpr int MaxChecks = 2; // of Redis at once; more get 503

private:
    void answerOptions(const AdminRequest& request) const;
    void changeOptions(const AdminRequest& request) const;
    void answerReach(AdminRequest request);
    void answerReplay(const AdminRequest& request) const;
    void answerSets(const AdminRequest& request) const;
    void answerMembers(const AdminRequest& request) const;
    void changeAudience(const AdminRequest& request) const;
    void mintToken(const AdminRequest& request) const;
    void checkRedis(const AdminRequest& request);
    void readFiles(const AdminRequest& request) const;
    void disconnect(const AdminRequest& request) const;
    void answerReceipt(const AdminRequest& request) const;
    HandRecord handOf(const AdminRequest& request) const;

    const HubSide m_hub;
    PublishParser m_parser;
    int m_checks = 0; // under way
};

} // namespace fanlight
