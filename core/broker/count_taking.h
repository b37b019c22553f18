// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fanlight {

class Shard;

// Asks every shard how many of its streams on these channels (by shard; or of all, for `everyone`)
// take events of the type. `done` in the thread of the last one.
void countTaking(const std::vector<Shard*>& shards,
    std::vector<std::vector<std::uint32_t>> channels, bool everyone, const std::string& type,
    std::function<void(std::uint64_t)> done);

} // namespace fanlight
