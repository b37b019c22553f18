// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/colors.h"

#include <array>

namespace fanlight {
namespace {

using Role = Theme::Role;

struct Entry {
    Role role;
    QRgb light;
    QRgb dark;
};

constexpr std::array<Entry, 18> Palette{{
    {Role::Background, 0xfff6f7f9, 0xff14181d},
    {Role::Panel, 0xffffffff, 0xff1c2229},
    {Role::Line, 0xffe2e5ea, 0xff2c343d},
    {Role::Text, 0xff1b2430, 0xffe7ebf0},
    {Role::Dim, 0xff667085, 0xff94a0af},
    {Role::Accent, 0xff0f766e, 0xff2dd4bf},
    {Role::AccentSoft, 0xffd5f0ec, 0xff123b37},
    {Role::OnAccent, 0xffffffff, 0xff06201d},
    {Role::Good, 0xff067647, 0xff47cd89},
    {Role::GoodSoft, 0xffd1fadf, 0xff0d3321},
    {Role::Warning, 0xffb54708, 0xfffdb022},
    {Role::WarningSoft, 0xfffef0c7, 0xff3a2a08},
    {Role::Bad, 0xffb42318, 0xfff97066},
    {Role::BadSoft, 0xfffee4e2, 0xff3d1512},
    {Role::Series1, 0xff0f766e, 0xff2dd4bf},
    {Role::Series2, 0xff1e3fae, 0xff5b8cf5},
    {Role::Series3, 0xffc2650a, 0xfff5a355},
    {Role::Series4, 0xff8a4fbf, 0xffc79bf2},
}};

} // namespace

QColor themeColor(Theme::Role role, bool dark)
{
    for (const Entry& entry : Palette) {
        if (entry.role == role)
            return QColor::fromRgba(dark ? entry.dark : entry.light);
    }
    Q_UNREACHABLE();
}

StyleColors::StyleColors(bool dark)
    : background(themeColor(Role::Background, dark))
    , panel(themeColor(Role::Panel, dark))
    , line(themeColor(Role::Line, dark))
    , text(themeColor(Role::Text, dark))
    , dim(themeColor(Role::Dim, dark))
    , accent(themeColor(Role::Accent, dark))
    , accentSoft(themeColor(Role::AccentSoft, dark))
    , onAccent(themeColor(Role::OnAccent, dark))
    , bad(themeColor(Role::Bad, dark))
    , badSoft(themeColor(Role::BadSoft, dark))
    , accentHover(dark ? accent.lighter(112) : accent.darker(112))
    , border(QColor::fromRgba(dark ? 0xff6b7683 : 0xff858e9c))
    , selection(translucent(accent, 0.3))
    , handle(translucent(dim, 0.4))
{
}

} // namespace fanlight
