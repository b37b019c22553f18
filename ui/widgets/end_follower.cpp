// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/end_follower.h"

#include <QAbstractScrollArea>
#include <QScrollBar>

namespace fanlight {

EndFollower::EndFollower(QAbstractScrollArea& area)
{
    QScrollBar* const bar = area.verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        if (!m_isHeld)
            m_follows = value == bar->maximum();
    });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
        if (m_follows)
            bar->setValue(bar->maximum());
    });
}

} // namespace fanlight
