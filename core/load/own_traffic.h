// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/traffic.h"

#include <QLatin1StringView>
#include <QStringView>

#include <string_view>

namespace fanlight {

// Whose traffic is looked at. Clients that this program makes itself (test clients, load tests, the
// setup doctor) say so in their user agent; a load test that was given another one counts as real.
enum class Traffic { All, Real, Test };

} // namespace fanlight

// What the program's own clients call themselves, so that they are known from others. Whoever is
// given another user agent, as a load test may be, counts as real. Any thread.
namespace fanlight::own_traffic {

inline constexpr QLatin1StringView TestClient{"Fanlight test client"};
inline constexpr QLatin1StringView LoadTester{"Fanlight load tester"};
inline constexpr QLatin1StringView SetupDoctor{"Fanlight setup doctor"};

inline TrafficKind kindOf(QStringView userAgent)
{
    if (userAgent == SetupDoctor)
        return TrafficKind::Probe;
    return userAgent == TestClient || userAgent == LoadTester ? TrafficKind::Test
                                                              : TrafficKind::Real;
}
inline TrafficKind kindOf(std::string_view userAgent)
{
    const auto is = [userAgent](QLatin1StringView own) {
        return userAgent == std::string_view(own.data(), static_cast<std::size_t>(own.size()));
    };
    if (is(SetupDoctor))
        return TrafficKind::Probe;
    return is(TestClient) || is(LoadTester) ? TrafficKind::Test : TrafficKind::Real;
}

template <class Text> bool isOwn(Text userAgent)
{
    return kindOf(userAgent) != TrafficKind::Real;
}

} // namespace fanlight::own_traffic

namespace fanlight {

// Whether a stream is part of what is looked at. Pure; any thread.
inline bool isIn(Traffic traffic, QStringView userAgent)
{
    return traffic == Traffic::All || own_traffic::isOwn(userAgent) == (traffic == Traffic::Test);
}

} // namespace fanlight
