// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/admin_request.h"

namespace fanlight {

class AdminApi;
class AdminStreams;
class AudienceDesk;
class FaultDesk;
class ProofDesk;
class ReceiptBook;
class RemoteDesk;
class SourceDesk;

// Those who answer what is asked over HTTP and needs all shards, or the audience; while the hub
// listens.
struct AdminDesks {
    AdminApi& admin;
    AudienceDesk& audience;
    FaultDesk& faults;
    ReceiptBook& receipts;
    ProofDesk& proofs;
    SourceDesk& sources;
    RemoteDesk& remote;
    AdminStreams& streams;
    bool allowsFaults; // over HTTP
};

// Hands a request to the desk of its route. The hub's thread.
void answerAdmin(AdminRequest request, const AdminDesks& desks);

} // namespace fanlight
