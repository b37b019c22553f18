// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/certificate_look.h"
#include "doctor/doctor.h"
#include "doctor/event_probe.h"

namespace fanlight {

// What the doctor makes of what stands in front of a hub: its certificate, what it lets through of
// who asks, and whose address the hub sees. Pure functions; any thread.

// Null: it was not looked at. `now`: of the wall clock.
DoctorFinding diagnoseCertificate(
    const DoctorSettings& settings, const CertificateLook* look, const QDateTime& now);

// Answers to one question for a stream, three times: with no proof, with a cookie and with a bearer
// that are none.
struct ProofSightings {
    Sighting bare;
    Sighting cookie;
    Sighting bearer;
};
DoctorFinding diagnoseProof(const DoctorSettings& settings, const ProofSightings& seen);

// `address`: what the hub has for a stream that said of itself that it comes from ClaimedAddress;
// empty: it does not say.
extern const QByteArray ClaimedAddress; // TEST-NET-3 (RFC 5737): nobody's
DoctorFinding diagnoseAddress(
    const DoctorSettings& settings, const Sighting& seen, const QString& address);

} // namespace fanlight
