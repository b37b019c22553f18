// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/moment_log.h"

#include <utility>

namespace fanlight {

void MomentLog::add(Moment moment)
{
    moment.number = ++m_last;
    // It comes ten times a second, and only how far it is now is of use.
    if (moment.kind == Moment::Kind::Move)
        std::erase_if(m_moments, [](const Moment& one) { return one.kind == Moment::Kind::Move; });
    m_moments.push_back(std::move(moment));
    if (m_moments.size() > Most)
        m_moments.pop_front();
}

std::vector<Moment> MomentLog::since(quint64 number, qint64 nowMs) const
{
    std::vector<Moment> found;
    for (const Moment& one : m_moments) {
        const bool isMove = one.kind == Moment::Kind::Move;
        const bool isOld = nowMs - one.timeMs > (isMove ? MoveMs : NewsMs);
        if (one.number > number && !(isOld && (isMove || number == 0)))
            found.push_back(one);
    }
    return found;
}

} // namespace fanlight
