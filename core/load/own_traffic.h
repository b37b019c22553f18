// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <algorithm>
#include <array>

namespace fanlight::own_traffic {

// What the program's own clients call themselves, so that they are known from others.
inline constexpr QLatin1StringView TestClient{"Fanlight test client"};
inline constexpr QLatin1StringView LoadTester{"Fanlight load tester"};
inline constexpr QLatin1StringView SetupDoctor{"Fanlight setup doctor"};

inline bool isOwn(QStringView userAgent)
{
    constexpr std::array all{TestClient, LoadTester, SetupDoctor};
    return std::any_of(
        all.begin(), all.end(), [userAgent](QLatin1StringView own) { return userAgent == own; });
}

} // namespace fanlight::own_traffic
