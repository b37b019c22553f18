// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <chrono>

namespace fanlight::testing {

// How long a test waits for something that should happen at once. Generous: it is reached only by a
// failure, never by a pass, and the suite also runs under sanitizers, and many tests at a time, on
// busy machines.
constexpr std::chrono::milliseconds Patience = std::chrono::minutes(1);

} // namespace fanlight::testing

// Qt Test's own five seconds are too few for that.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression)                                                                    \
    QTRY_VERIFY_WITH_TIMEOUT((expression), int(::fanlight::testing::Patience.count()))
#define QTRY_VERIFY2(expression, message)                                                          \
    QTRY_VERIFY2_WITH_TIMEOUT((expression), message, int(::fanlight::testing::Patience.count()))
#define QTRY_COMPARE(expression, expected)                                                         \
    QTRY_COMPARE_WITH_TIMEOUT((expression), expected, int(::fanlight::testing::Patience.count()))
