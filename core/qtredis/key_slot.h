// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace fanlight::redis {

constexpr int KeySlots = 16384;

// The hash slot of a key in Redis Cluster, 0 to 16383: CRC16 (XMODEM) of its hash tag, what stands
// between its first "{" and the "}" after that, if anything does; else of the whole key ("Redis
// cluster specification", "Key distribution model").
int keySlot(std::string_view key);

} // namespace fanlight::redis
