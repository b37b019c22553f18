// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/snapshots.h"

namespace fanlight {

namespace {
constexpr int IdBase = 36;
constexpr QLatin1StringView IdPrefix("c-");
} // namespace

QString connectionIdText(quint64 id)
{
    return IdPrefix % QString::number(id, IdBase);
}

std::optional<quint64> parseConnectionId(QStringView text)
{
    if (!text.startsWith(IdPrefix))
        return std::nullopt;
    bool ok = false;
    const quint64 id = text.sliced(IdPrefix.size()).toULongLong(&ok, IdBase);
    // One id has one spelling: no sign, no leading zero, no capital.
    return ok && connectionIdText(id) == text ? std::optional(id) : std::nullopt;
}

std::span<const InstanceRow::Write> InstanceRow::writes()
{
    static constexpr Write All[] = {{50, &InstanceRow::writeP50Ms}, {90, &InstanceRow::writeP90Ms},
        {95, &InstanceRow::writeP95Ms}, {99, &InstanceRow::writeP99Ms},
        {99.9, &InstanceRow::writeP999Ms}};
    return All;
}

double InstanceRow::writeMs(double percent) const
{
    for (const Write& write : writes()) {
        if (write.percent == percent)
            return this->*write.ms;
    }
    return Unknown;
}

} // namespace fanlight
