// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/cursor.h"

namespace fanlight {

std::optional<Cursor> Cursor::parse(std::string_view text)
{
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const auto own = EventId::parse(text.substr(0, dot));
    const auto everyone = EventId::parse(text.substr(dot + 1));
    if (!own || !everyone)
        return std::nullopt;
    const Cursor cursor{*own, *everyone};
    return cursor.text() == text ? std::optional(cursor) : std::nullopt;
}

std::string Cursor::text() const
{
    if (own == EventId{})
        return everyone.text();
    return everyone == EventId{} ? own.text() : own.text() + '.' + everyone.text();
}

} // namespace fanlight
