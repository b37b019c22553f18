// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace fanlight::process_stats {

// Each reads /proc of this process; nothing when the system does not say.
std::optional<double> residentBytes();
std::optional<double> openFiles();
// What the process has of the machine, and since when; with Unknown for what the system does not
// say.
struct Standing {
    double virtualBytes = Unknown;
    double virtualBytesMost = Unknown; // infinite where there is no limit
    double threads = Unknown;
    double startedAtSeconds = Unknown; // Unix time
};
Standing standing();
// CPU time of all threads since the start, nanoseconds.
std::uint64_t cpuTimeNs();

// Processors' worth of time this process may use: those it may run on, or what its control groups
// allow where that is less. `root` stands for "/" in tests.
std::optional<double> usableCores(const QString& root = {});

struct FileLimit {
    std::uint64_t soft = 0;
    std::uint64_t hard = 0;
};
FileLimit fileLimit();
// Raises RLIMIT_NOFILE to its hard limit and says what holds now.
FileLimit raiseFileLimit();

// What the kernel allocates for one connected TCP socket of a server beside its buffers, from the
// object sizes in /proc/slabinfo (readable by root only); nothing elsewhere.
std::optional<double> socketObjectBytes();

// Memory that can still be used: what the machine has available (MemAvailable), or what the control
// groups of this process leave where that is less; what they hold of files that were read counts as
// free. `root` stands for "/" in tests.
std::optional<double> availableBytes(const QString& root = {});

// What the control groups of this process allow of memory; nothing where they have no limit.
std::optional<double> memoryLimit(const QString& root = {});

} // namespace fanlight::process_stats
