// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

// What must hold; libFuzzer keeps the input that breaks it.
inline void check(bool holds)
{
    if (!holds)
        std::abort();
}

// The fuzzer's bytes: the first decides how the rest is cut to pieces, so that a finding can be
// repeated.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size)
        : bytes(reinterpret_cast<const char*>(data) + (size ? 1 : 0), size ? size - 1 : 0)
        , m_state(size ? data[0] : 0)
    {
    }
    // Size of the next piece, 1 to 32; the constants are those of Numerical Recipes' generator.
    std::size_t nextSize()
    {
        m_state = m_state * 1664525 + 1013904223;
        return 1 + (m_state >> 27);
    }
    std::string_view bytes;

private:
    std::uint32_t m_state;
};

} // namespace fuzz
