// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"
#include "doctor/event_probe.h"
#include "doctor/remedies.h"

#include <chrono>

namespace fanlight {

// How findings are put into words. Pure functions; any thread.

constexpr qsizetype MostQuoted = 200; // characters of foreign text in a sentence

DoctorFinding finding(DoctorFinding::Check check, DoctorFinding::Verdict verdict,
    const QString& text, const QString& advice = {});
DoctorFinding bad(DoctorFinding::Check check, const QString& text, const QString& advice);
// Adds what to change, in the servers that were seen.
void treat(
    DoctorFinding& result, Ailment ailment, const DoctorSettings& settings, const Sighting& seen);

// Foreign text as part of a sentence: one line, printable, not too long.
QString quoted(const QByteArray& bytes);
// "4 ms", "2.1 s", "75 s"
QString spanText(std::chrono::milliseconds span);

} // namespace fanlight
