// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/sides_width.h"

#include "messages/message_sides.h"
#include "messages/message_table.h"

#include <QSplitter>

#include <algorithm>

namespace fanlight {

namespace {
constexpr int MostShare = 3; // one part of so many
} // namespace

SidesWidth::SidesWidth(
    QSplitter& splitter, MessageSides& sides, const MessageTable& table, bool isByHand)
    : QObject(&splitter)
    , m_splitter(splitter)
    , m_sides(sides)
    , m_table(table)
    , m_isByHand(isByHand)
{
    connect(&splitter, &QSplitter::splitterMoved, this, [this] { m_isByHand = true; });
    connect(&sides, &MessageSides::shownAnew, this, &SidesWidth::fit);
}

void SidesWidth::fit()
{
    const QList<int> sizes = m_splitter.sizes();
    if (m_isByHand || sizes.size() != 2 || sizes[0] == 0 || !m_sides.isVisible())
        return;
    const int both = sizes[0] + sizes[1];
    const int spared = sizes[0] + m_table.spareWidth();
    const int most = std::max(Least, std::min(both / MostShare, spared));
    const int width = std::clamp(m_sides.neededWidth(), Least, most);
    if (width > sizes[0])
        m_splitter.setSizes({width, both - width});
}

} // namespace fanlight
