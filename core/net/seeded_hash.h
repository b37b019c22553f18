// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <string_view>

namespace fanlight {

// The hash for tables whose keys strangers choose (user ids, types, agents): seeded anew in each
// process, so that nobody can prepare keys that all fall into one place. Transparent; any thread.
struct SeededHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept
    {
        return qHashBits(text.data(), text.size(), seed());
    }

private:
    static std::size_t seed() noexcept
    {
        static const std::size_t Seed = QHashSeed::globalSeed();
        return Seed;
    }
};

} // namespace fanlight
