// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/repeated_warning.h"

#include <utility>

namespace fanlight {

QString RepeatedWarning::take(const QString& text, qint64 nowMs)
{
    if (text != m_text) {
        m_text = text;
        m_loggedAtMs = nowMs;
        m_sinceLogged = 0;
        m_all = 1;
        return text;
    }
    ++m_all;
    ++m_sinceLogged;
    if (nowMs - m_loggedAtMs < std::chrono::milliseconds(Summed).count())
        return {};
    m_loggedAtMs = nowMs;
    return QStringLiteral("%1 (%2 times more)")
        .arg(text, QString::number(std::exchange(m_sinceLogged, 0)));
}

QString RepeatedWarning::over()
{
    const quint64 all = std::exchange(m_all, 0);
    const QString text = std::exchange(m_text, {});
    return all > 1 ? QStringLiteral("after %1 attempts no longer: %2").arg(all).arg(text)
                   : QString();
}

} // namespace fanlight
