// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <csignal>

namespace fanlight::testing {

// Sends a signal to a process that runs, and to no other: the id of one that does not is 0, and
// kill() would mean the whole process group, so the hubs that other tests have stopped, too.
inline void sendSignal(qint64 process, int signal)
{
    if (process > 0)
        ::kill(pid_t(process), signal);
}
inline void sendSignal(const QProcess& process, int signal)
{
    sendSignal(process.processId(), signal);
}

} // namespace fanlight::testing
