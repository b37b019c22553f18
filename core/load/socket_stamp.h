// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include <sys/types.h>

namespace fanlight {

// recv(), and when the last of what came had come to the kernel (SO_TIMESTAMPNS), monotonicNs();
// without stamps, when it was read. -1 and errno as recv() has them, but never EINTR.
ssize_t receiveStamped(int socket, void* into, std::size_t most, std::uint64_t& cameNs);

} // namespace fanlight
