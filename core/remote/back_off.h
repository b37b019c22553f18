// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/remote_address.h"

#include <algorithm>
#include <cstdint>

namespace fanlight {

// When a hub that is away is tried again: twice as long each time, and never two windows at the
// same moment. A plain value.
class BackOff {
public:
    explicit BackOff(const RemotePatience& patience)
        : m_patience(patience)
    {
    }

    void reset() { m_tries = 0; }
    // `random`: any number; the wait is from two thirds to four thirds of what is due. At least
    // `least`, as the hub itself asked for.
    std::chrono::milliseconds next(std::uint32_t random, std::chrono::milliseconds least = {})
    {
        const int doublings = std::min(m_tries++, 16);
        const auto due = std::min(m_patience.mostRetry, m_patience.firstRetry * (1 << doublings));
        const auto wait = due * 2 / 3 + due * 2 / 3 * (random % 1024) / 1024;
        return std::max({wait, least, std::chrono::milliseconds(1)});
    }

private:
    RemotePatience m_patience;
    int m_tries = 0;
};

} // namespace fanlight
