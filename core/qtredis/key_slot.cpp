// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/key_slot.h"

#include <cstdint>

namespace fanlight::redis {

int keySlot(std::string_view key)
{
    if (const std::size_t open = key.find('{'); open != std::string_view::npos) {
        const std::size_t close = key.find('}', open);
        if (close != std::string_view::npos && close > open + 1)
            key = key.substr(open + 1, close - open - 1);
    }
    std::uint32_t crc = 0;
    for (const char c : key) {
        crc ^= std::uint32_t(static_cast<unsigned char>(c)) << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x8000) != 0 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1 & 0xFFFF;
    }
    return static_cast<int>(crc % KeySlots);
}

} // namespace fanlight::redis
