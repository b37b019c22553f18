// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "typed_share.h"

#include "metrics/units.h"

namespace fanlight {

std::optional<double> typedShare(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    return parseShare(trimmed.endsWith(QLatin1Char('%')) ? trimmed : trimmed + QLatin1Char('%'));
}

QString typedShareText(double share)
{
    return shareText(share).chopped(1) + QStringLiteral(" %");
}

} // namespace fanlight
