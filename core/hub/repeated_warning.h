// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace fanlight {

// A warning that may come again and again, as one about a port that is tried every two seconds: the
// first is logged, then how often it came since, once in a while and when it is over. A value; one
// thread.
class RepeatedWarning {
public:
    static constexpr std::chrono::minutes Summed{10};

    // What to log of it now; empty: nothing. `nowMs` is of a clock that only goes on.
    QString take(const QString& text, qint64 nowMs);
    // What to log where it no longer happens; empty: nothing.
    QString over();

private:
    QString m_text;
    qint64 m_loggedAtMs = 0;
    quint64 m_sinceLogged = 0;
    quint64 m_all = 0; // of this text
};

} // namespace fanlight
