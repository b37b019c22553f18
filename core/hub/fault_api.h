// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"

#include <QJsonObject>

#include <string>

namespace fanlight {

class FaultDesk;
struct AdminRequest;

// Faults over HTTP, for test suites; only where the hub was started with --allow-faults.
//   GET /api/faults           {"faults":[{"id":"f-1","kind":"delay",…}]}
//   POST /api/faults          {"kind":"drop","filter":"user:1*","share":0.5,"every":"10s"} → it
//   DELETE /api/faults[/f-1]  {"ended":1}
// Hub's thread.
namespace fault_api {

void answer(FaultDesk& desk, bool isAllowed, AdminRequest request);

// What a request's body asks for; `error` names the member that is wrong and what is accepted,
// empty when it is taken.
Fault parse(const QByteArray& body, QString* error);
QJsonObject toJson(const Fault& fault);

} // namespace fault_api

} // namespace fanlight
