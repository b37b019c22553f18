// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <array>

#include <unistd.h>

// What a service manager told this process in its environment (systemd's protocols). Before any
// thread is started.
namespace fanlight::service_environment {

// The variables' values, which are gone afterwards: no program started from here has them.
template <std::size_t Count>
std::array<QByteArray, Count> take(const std::array<const char*, Count>& names)
{
    std::array<QByteArray, Count> values;
    for (std::size_t i = 0; i < Count; ++i) {
        values[i] = qgetenv(names[i]);
        qunsetenv(names[i]);
    }
    return values;
}

// Whether …_PID names this process, and not one above it.
inline bool isOfThisProcess(const QByteArray& pid)
{
    return pid.toLongLong() == ::getpid();
}

} // namespace fanlight::service_environment
