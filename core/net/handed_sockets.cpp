// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/handed_sockets.h"

#include "net/service_environment.h"

#include <QFile>
#include <QHostAddress>

#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int FirstHanded = 3; // SD_LISTEN_FDS_START
constexpr int MostHanded = 1024;

std::optional<int> socketFlag(int descriptor, int what)
{
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(descriptor, SOL_SOCKET, what, &value, &size) == 0 ? std::optional(value)
                                                                          : std::nullopt;
}

QString nameOfUnix(const sockaddr_un& address, socklen_t size)
{
    const auto bytes = qsizetype(size) - qsizetype(offsetof(sockaddr_un, sun_path));
    if (bytes <= 0 || address.sun_path[0] == '\0')
        return {}; // it has no name, or an abstract one
    const QByteArray path(address.sun_path, bytes); // with or without its end
    return QFile::decodeName(path.left(qstrnlen(path.constData(), size_t(path.size()))));
}

// Where it listens; without a host and a path where that cannot be said.
ListenAddress addressOfSocket(int descriptor)
{
    union {
        sockaddr any;
        sockaddr_in inet;
        sockaddr_in6 inet6;
        sockaddr_un local;
        sockaddr_storage room;
    } name{};
    socklen_t size = sizeof name;
    ListenAddress address;
    if (::getsockname(descriptor, &name.any, &size) != 0)
        return address;
    if (name.any.sa_family == AF_UNIX) {
        address.path = nameOfUnix(name.local, size);
    } else if (name.any.sa_family == AF_INET || name.any.sa_family == AF_INET6) {
        address.host = QHostAddress(&name.any).toString();
        address.port
            = ntohs(name.any.sa_family == AF_INET ? name.inet.sin_port : name.inet6.sin6_port);
    }
    return address;
}

} // namespace

HandedSockets::~HandedSockets()
{
    for (const HandedSocket& socket : m_sockets)
        ::close(socket.descriptor);
}

HandedSockets::HandedSockets(HandedSockets&& other) noexcept
    : m_sockets(std::exchange(other.m_sockets, {}))
{
}

HandedSockets& HandedSockets::operator=(HandedSockets&& other) noexcept
{
    std::swap(m_sockets, other.m_sockets);
    return *this;
}

HandedSockets HandedSockets::takeFromEnvironment(QString& error)
{
    const auto [pid, count, nameList, onlyTaken] = service_environment::take(
        std::array{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PIDFDID"});
    if (count.isEmpty() || !service_environment::isOfThisProcess(pid))
        return {}; // of a process above this one
    bool isNumber = false;
    const int number = count.toInt(&isNumber);
    if (!isNumber || number < 0 || number > MostHanded) {
        error = u"LISTEN_FDS: “%1” is no number of sockets"_s.arg(QString::fromUtf8(count));
        return {};
    }
    std::vector<int> descriptors(std::size_t(number), 0);
    std::iota(descriptors.begin(), descriptors.end(), FirstHanded);
    const QString names = QString::fromLocal8Bit(nameList);
    return take(descriptors, names.isEmpty() ? QStringList() : names.split(u':'), error);
}

HandedSockets HandedSockets::take(
    const std::vector<int>& descriptors, const QStringList& names, QString& error)
{
    HandedSockets sockets;
    qsizetype index = 0;
    for (const int descriptor : descriptors) {
        const QString wrong = sockets.add(descriptor, names.value(index++));
        if (error.isEmpty())
            error = wrong;
    }
    return sockets;
}

// Empty, or why it will not do.
QString HandedSockets::add(int descriptor, const QString& name)
{
    const auto problem = [&](const QString& what) {
        const QString who = name.isEmpty() ? QString() : u" (%1)"_s.arg(name);
        return u"LISTEN_FDS: descriptor %1%2 %3"_s.arg(descriptor).arg(who, what);
    };
    if (::fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0)
        return problem(u"is not open"_s);
    m_sockets.push_back({descriptor, {}, name});
    const std::optional<int> type = socketFlag(descriptor, SO_TYPE);
    if (!type)
        return problem(u"is no socket; a socket unit for a hub has ListenStream= alone"_s);
    if (*type != SOCK_STREAM)
        return problem(u"is no stream socket; use ListenStream= in the socket unit"_s);
    if (socketFlag(descriptor, SO_ACCEPTCONN).value_or(0) == 0)
        return problem(u"does not listen; use Accept=no in the socket unit"_s);
    m_sockets.back().address = addressOfSocket(descriptor);
    const ListenAddress& address = m_sockets.back().address;
    if (address.host.isEmpty() && !address.isUnix())
        return problem(
            u"is neither of TCP nor a Unix socket with a path; use ListenStream=127.0.0.1:3000, [::1]:3000 or /run/fanlight.sock in the socket unit"_s);
    return {};
}

QStringList HandedSockets::addresses() const
{
    QStringList texts;
    for (const HandedSocket& socket : m_sockets)
        texts.append(socket.address.text());
    return texts;
}

std::vector<std::string> HandedSockets::appliedTo(std::vector<std::string> commandLine) const
{
    if (isEmpty())
        return commandLine;
    const std::string option = "--listen";
    std::vector<std::string> words;
    for (auto word = commandLine.begin(); word != commandLine.end(); ++word) {
        if (*word == option && word + 1 != commandLine.end())
            ++word; // with its value
        else if (*word != option && !word->starts_with(option + '='))
            words.push_back(std::move(*word));
    }
    for (const QString& address : addresses()) {
        words.push_back(option);
        words.push_back(address.toStdString());
    }
    return words;
}

QString HandedSockets::text() const
{
    QStringList texts;
    for (const HandedSocket& socket : m_sockets) {
        const QString where = socket.address.text();
        texts.append(socket.name.isEmpty() ? where : u"%1 (%2)"_s.arg(where, socket.name));
    }
    return texts.join(", "_L1);
}

} // namespace fanlight
