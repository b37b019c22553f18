// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a window asks of a hub elsewhere, and publishes there.
#include "hub/access_snapshot.h"
#include "remote/as_error.h"
#include "remote/hub_calls.h"
#include "remote/receipt_follower.h"
#include "remote/remote_hub.h"
#include "remote/remote_session.h"
#include "remote/remote_state.h"

namespace fanlight {

// ---------------------------------------------------------------- publishing

void RemoteHub::publish(
    const PublishRequest& request, std::function<void(const PublishResult&)> done)
{
    if (refuse(Ability::Publish, asError(done)))
        return;
    m_calls->publish(request, [this, done = std::move(done)](const PublishResult& result) {
        PublishResult told = result;
        if (told.error.isEmpty() && !told.id.isEmpty() && !told.repeated)
            told.receipt = m_receipts->follow(told.id);
        done(told);
    });
}

void RemoteHub::requestReach(const PublishRequest& request, std::function<void(const Reach&)> done)
{
    if (refuse(Ability::Publish, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->reach(request, std::move(done));
}

void RemoteHub::requestReplay(const QString& userId, const QString& lastEventId,
    std::function<void(const ReplayPreview&)> done)
{
    if (refuse(Ability::Look, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->replay(userId, lastEventId, std::move(done));
}

void RemoteHub::requestReceipt(const QString& id,
    std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done)
{
    if (refuse(Ability::Publish, [done](const QString& why) { done(why, {}); }))
        return;
    m_calls->receipt(id, m_session->identity().has(HubIdentity::AdminRoutes), std::move(done));
}

void RemoteHub::requestMessage(quint64 number,
    std::function<void(const QString& error, const MessageRecord&, const MessageTrace&)> done)
{
    const std::optional<MessageRecord> known = m_state->messages().find(number);
    const std::uint64_t hubs = m_state->hubNumberOf(number);
    if (!known || (hubs == 0 && known->bytesElsewhere)) {
        QMetaObject::invokeMethod(
            this,
            [done = std::move(done)] {
                done(RemoteText::tr("The message is kept no longer."), {}, {});
            },
            Qt::QueuedConnection);
        return;
    }
    if (hubs == 0) // of an earlier run of the hub, and whole
        return HubPort::requestMessage(number, std::move(done));
    if (refuse(Ability::Look, [done](const QString& why) { done(why, {}, {}); }))
        return;
    m_calls->message(hubs,
        [this, number, done = std::move(done)](
            const QString& error, const MessageRecord& message, const MessageTrace& trace) {
            MessageRecord whole = message;
            whole.number = whole.figures.number = number;
            if (error.isEmpty())
                m_state->messages().update(whole);
            done(error, whole, trace);
        });
}

// ---------------------------------------------------------------- audience,
// access

void RemoteHub::requestAudienceSets(
    AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
{
    if (refuse(Ability::ChangeAudience, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->audienceSets(kind, contains, std::move(done));
}

void RemoteHub::requestAudienceMembers(
    AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
{
    if (refuse(Ability::ChangeAudience, asError(done)) || refuseOlder(asError(done)))
        return;
    m_calls->audienceMembers(kind, set, std::move(done));
}

void RemoteHub::changeAudience(const std::vector<AudienceChange>& changes,
    std::function<void(const QString& error, quint64 changed)> done)
{
    const auto tell = [done](const QString& why) { done(why, 0); };
    if (refuse(Ability::ChangeAudience, tell) || refuseOlder(tell))
        return;
    m_calls->changeAudience(changes, std::move(done));
}

void RemoteHub::requestAccess(std::function<void(const AccessSnapshotPtr&)> done)
{
    const auto tell = [done](const QString&) { done(std::make_shared<const AccessSnapshot>()); };
    if (refuse(Ability::Look, tell) || refuseOlder(tell))
        return;
    m_calls->access([done = std::move(done)](const AccessSnapshotPtr& access) {
        done(access ? access : std::make_shared<const AccessSnapshot>());
    });
}

void RemoteHub::examineToken(const QString& token, std::function<void(const TokenReport&)> done)
{
    if (!refuse(Ability::HandleTokens, asError(done)))
        m_calls->examineToken(token, std::move(done));
}

void RemoteHub::mintToken(const QString& user, std::chrono::seconds lifetime,
    std::function<void(const MintedToken&)> done)
{
    if (!refuse(Ability::HandleTokens, asError(done)))
        m_calls->mintToken(user, lifetime, std::move(done));
}

void RemoteHub::requestTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done)
{
    if (!refuse(Ability::MakeTickets, asError(done)))
        m_calls->ticket(wish, std::move(done));
}

} // namespace fanlight
