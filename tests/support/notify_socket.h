// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/socket.h"

#include <QTemporaryDir>

namespace fanlight::testing {

// What a service manager hears of a service (sd_notify(3)): a datagram socket whose name goes into
// NOTIFY_SOCKET. Any one thread.
class NotifySocket {
public:
    explicit NotifySocket(bool isAbstract);
    ~NotifySocket();
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;

    QByteArray name() const; // for the variable
    // The next message; empty when none comes in time.
    QByteArray next(QDeadlineTimer deadline = QDeadlineTimer(Patience));
    // The next one with this line, past others; empty when none comes in time.
    QByteArray nextWith(const QByteArray& line, QDeadlineTimer deadline = QDeadlineTimer(Patience));
    // Takes what has come; how many of the messages had this line.
    int drain(const QByteArray& line);

private:
    QTemporaryDir m_folder;
    QByteArray m_name;
    int m_descriptor = -1;
};

} // namespace fanlight::testing
