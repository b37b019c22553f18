// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_desks.h"

#include "hub/admin_api.h"
#include "hub/admin_streams.h"
#include "hub/audience_api.h"
#include "hub/audience_desk.h"
#include "hub/fault_api.h"
#include "hub/fault_desk.h"
#include "hub/proof_desk.h"
#include "hub/receipt_book.h"
#include "hub/remote_desk.h"
#include "hub/source_api.h"

namespace fanlight {

void answerAdmin(AdminRequest request, const AdminDesks& desks)
{
    switch (request.desk) {
    case Desk::Stats:
        return desks.admin.answerStats(request);
    case Desk::Connections:
        return desks.admin.answerConnections(request);
    case Desk::Disconnect:
        return desks.admin.answerDisconnect(request);
    case Desk::Followers:
    case Desk::Interests:
        return audience_api::answer(desks.audience.audience(), std::move(request));
    case Desk::Break:
        return fault_api::answer(desks.faults, desks.allowsFaults, std::move(request));
    case Desk::Receipt:
        return desks.receipts.answer(request);
    case Desk::Metrics:
        return desks.admin.answerMetrics(request);
    case Desk::CheckToken:
        return desks.admin.answerTokenCheck(request);
    case Desk::WhoAmI:
        return desks.admin.answerWhoAmI(request);
    case Desk::MakeTicket:
        return desks.proofs.answerTicket(request);
    case Desk::EndUser:
        return desks.proofs.answerEndUser(request);
    case Desk::Sources:
    case Desk::PauseSource:
    case Desk::ResumeSource:
    case Desk::DeadLetters:
        return source_api::answer(desks.sources, request);
    case Desk::Options:
    case Desk::Reach:
    case Desk::Replay:
    case Desk::AudienceSets:
    case Desk::AudienceMembers:
    case Desk::ChangeAudience:
    case Desk::AccessReport:
    case Desk::MintToken:
    case Desk::CheckRedis:
    case Desk::ReadFiles:
    case Desk::DisconnectMany:
    case Desk::ReceiptReport:
        return desks.remote.answer(std::move(request));
    case Desk::AdminStream:
        return desks.streams.answerOpen(std::move(request));
    case Desk::PatchAdminStream:
        return desks.streams.answerPatch(request);
    case Desk::AdminMessage:
        return desks.streams.answerMessage(request);
    case Desk::Health:
    case Desk::Readiness:
    case Desk::Page:
    case Desk::Description:
    case Desk::Stream:
    case Desk::Publish:
    case Desk::Fanout:
    case Desk::Selective:
        break; // in the shard's thread
    }
}

} // namespace fanlight
