// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fanlight {

// Whose a stream is: a client's of somebody else, one of the clients this program makes to be
// counted with the others (test clients, load tests), or a probe of the setup doctor, which takes
// events and is nobody's recipient.
enum class TrafficKind : std::uint8_t { Real, Test, Probe };

} // namespace fanlight
