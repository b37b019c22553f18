// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/views/view.h"

#include <QStringList>

namespace fanlight::views {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::array ViewWords{"sample"_L1, "connections"_L1, "messages"_L1, "log"_L1, "faults"_L1,
    "receipts"_L1, "instances"_L1, "redis"_L1, "sources"_L1, "closed"_L1, "audit"_L1,
    "connection"_L1, "tap"_L1, "moments"_L1};
static_assert(ViewWords.size() == ViewCount);
} // namespace

QLatin1StringView viewName(View view)
{
    return ViewWords[std::size_t(view)];
}

std::optional<View> viewOf(QStringView name)
{
    for (std::size_t i = 0; i < ViewCount; ++i) {
        if (name == ViewWords[i])
            return View(i);
    }
    return std::nullopt;
}

QString viewNames()
{
    QStringList names;
    for (const QLatin1StringView word : ViewWords)
        names += word;
    return names.join(u", "_s);
}

} // namespace fanlight::views
