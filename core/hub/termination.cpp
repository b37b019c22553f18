// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/termination.h"

#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string_view>

#include <sys/socket.h>
#include <unistd.h>

namespace fanlight {

namespace {

int signalPair[2] = {-1, -1}; // a signal handler can reach nothing else

void onSignal(int signal)
{
    const int before = errno; // whatever was interrupted has yet to read its own
    const char byte = char(signal);
    if (::write(signalPair[0], &byte, 1) < 0) { } // nobody to tell
    errno = before;
}

} // namespace

Termination::Termination(QObject* parent)
    : QObject(parent)
{
    ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, signalPair);
    m_notifier = new QSocketNotifier(signalPair[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        const ssize_t count = ::read(signalPair[1], bytes, sizeof bytes);
        const std::string_view signals(bytes, std::size_t(std::max<ssize_t>(0, count)));
        if (signals.find(char(SIGHUP)) != std::string_view::npos)
            Q_EMIT hungUp();
        if (signals.find_first_not_of(char(SIGHUP)) != std::string_view::npos)
            Q_EMIT requested();
    });
    struct sigaction action { };
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGHUP, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

void Termination::reapOrphans()
{
    struct sigaction action { };
    action.sa_handler = SIG_IGN;
    action.sa_flags = SA_NOCLDWAIT;
    if (::getpid() == 1)
        sigaction(SIGCHLD, &action, nullptr);
}

Termination::~Termination()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGHUP, SIG_DFL);
    m_notifier->setEnabled(false);
    for (int& descriptor : signalPair) {
        ::close(descriptor);
        descriptor = -1;
    }
}

} // namespace fanlight
