// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/compare_room.h"

#include <QSplitter>

#include <algorithm>
#include <utility>

namespace fanlight {

void CompareRoom::make(bool on)
{
    const QList<int> sizes = m_splitter.sizes();
    if (on && m_before.isEmpty() && sizes[2] > 0 && sizes[2] < Height) {
        m_before = sizes;
        const int more = std::min(Height - sizes[2], sizes[0] / 2);
        m_splitter.setSizes({sizes[0] - more, sizes[1], sizes[2] + more});
    } else if (!on && !m_before.isEmpty()) {
        m_splitter.setSizes(std::exchange(m_before, {}));
    }
}

} // namespace fanlight
