// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"
#include "doctor/event_probe.h"
#include "doctor/reachability.h"

#include <optional>

namespace fanlight {

// What the doctor makes of a stream that its probes saw. Pure functions; any thread.

struct SentEvent {
    qint64 atMs = 0; // of EventProbe's clock
    QByteArray data;
    QString id; // empty: not accepted yet
};

struct IdleOutcome {
    // the hub sent nothing at all; else its heartbeats, and what others publish
    bool silent = false;
    bool cut = false;
    bool cutCleanly = false; // as a whole answer ends
    // since the last byte, when it was cut or the watch ended
    std::chrono::milliseconds silence{0};
    std::chrono::milliseconds longest{0}; // silence that it lived through
    std::chrono::milliseconds age{0}; // of the stream then
    bool deadAfterwards = false; // not cut, but what was published then did not arrive
};

DoctorFinding diagnoseBuffering(const DoctorSettings& settings, const Sighting& seen,
    const std::vector<SentEvent>& sent, const PushOutcome& push);
// `seen` was asked for as a browser does, `plain` without compression.
DoctorFinding diagnoseCompression(const DoctorSettings& settings, const Sighting& plain,
    const Sighting& seen, const std::vector<SentEvent>& sent);
// Answers to Last-Event-ID with the first of `sent`, and, where that did not work, to
// ?lastEventId=.
DoctorFinding diagnoseResume(const DoctorSettings& settings, const Sighting& byHeader,
    const std::optional<Sighting>& byQuery, const std::vector<SentEvent>& sent);
DoctorFinding diagnoseCors(
    const DoctorSettings& settings, const Sighting& seen, const std::optional<Sighting>& preflight);
DoctorFinding diagnoseVersion(const DoctorSettings& settings, const Sighting& seen);
DoctorFinding diagnoseIdle(
    const DoctorSettings& settings, const Sighting& seen, const IdleOutcome& idle);

} // namespace fanlight
