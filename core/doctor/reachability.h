// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"
#include "doctor/event_probe.h"

namespace fanlight {

// Whether there is a stream at an address, and if there is none, who is in the way. Pure functions;
// any thread.

// What came of pushing where nothing arrived.
struct PushOutcome {
    qint64 bytes = 0; // published on top; 0: there was no need to
    bool arrived = false; // something did, after that
};

bool isUsableStream(const Sighting& seen); // 200 and an event stream
QString hubError(const Sighting& seen); // of the hub's own; empty: it is not its
DoctorFinding diagnoseReachable(
    const DoctorSettings& settings, const Sighting& seen, const PushOutcome& push);

} // namespace fanlight
