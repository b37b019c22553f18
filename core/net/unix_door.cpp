// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/unix_door.h"

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LockAttempts = 100; // 10 ms apart; then it goes on without
constexpr int LockPauseMs = 10;

sockaddr_un unixAddressOf(const QByteArray& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(),
        std::min<std::size_t>(std::size_t(path.size()), sizeof address.sun_path - 1));
    return address;
}

QString unixProblem(const QString& path, const QString& why)
{
    return u"Cannot listen on unix:%1: %2."_s.arg(path, why);
}

QString textOfError(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

// What keeps two hubs apart that find the same file left behind: the first to have the lock makes
// it anew, the other finds it in use. The folder itself is locked, so that nothing is left there.
int lockedFolderOf(const QString& path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).path());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int attempt = 0; descriptor >= 0 && attempt < LockAttempts; ++attempt) {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
            break;
        ::poll(nullptr, 0, LockPauseMs);
    }
    return descriptor;
}

} // namespace

UnixDoor::~UnixDoor()
{
    struct stat now { };
    const QByteArray path = QFile::encodeName(m_path);
    if (m_inode != 0 && ::lstat(path.constData(), &now) == 0 && now.st_ino == m_inode
        && now.st_dev == m_device)
        ::unlink(path.constData());
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool UnixDoor::isTaken(const QString& path)
{
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0)
        return true; // not known, so it is left alone
    const sockaddr_un address = unixAddressOf(QFile::encodeName(path));
    const bool connects
        = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const bool isFree = !connects && (errno == ECONNREFUSED || errno == ENOENT);
    ::close(probe);
    return !isFree; // it listens, its queue is full, or it may not be asked
}

QString UnixDoor::listen(const ListenAddress& address, int backlog)
{
    m_path = address.path;
    const int lock = lockedFolderOf(m_path);
    const auto unlock = qScopeGuard([lock] {
        if (lock >= 0)
            ::close(lock);
    });
    const QByteArray path = QFile::encodeName(m_path);
    struct stat there { };
    if (::lstat(path.constData(), &there) == 0) {
        if (!S_ISSOCK(there.st_mode))
            return unixProblem(m_path,
                u"there is a file of that name that is no socket; move it away or choose another path with --listen"_s);
        m_isInUse = isTaken(m_path);
        if (m_isInUse)
            return unixProblem(m_path, u"another program listens there"_s)
                + u" Stop it or choose another path with --listen."_s;
        if (::unlink(path.constData()) != 0 && errno != ENOENT)
            return unixProblem(m_path,
                u"the socket that was left there cannot be removed: "_s + textOfError(errno));
    }
    return bindAndListen(address, backlog);
}

// Nobody can connect before it listens, and by then the file has its mode.
QString UnixDoor::bindAndListen(const ListenAddress& address, int backlog)
{
    const QByteArray path = QFile::encodeName(m_path);
    m_descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const sockaddr_un where = unixAddressOf(path);
    struct stat made { };
    if (m_descriptor < 0
        || ::bind(m_descriptor, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0) {
        const int error = errno;
        const QFileInfo folder(QFileInfo(m_path).path());
        return unixProblem(m_path,
            folder.isDir() ? textOfError(error)
                           : u"the folder %1 is not there"_s.arg(folder.filePath()));
    }
    if (::lstat(path.constData(), &made) == 0) {
        m_device = made.st_dev;
        m_inode = made.st_ino;
    }
    if (::chmod(path.constData(), static_cast<mode_t>(address.mode)) != 0
        || ::listen(m_descriptor, backlog) != 0)
        return unixProblem(m_path, textOfError(errno));
    watch();
    return {};
}

void UnixDoor::takeOver(int descriptor, const QString& path)
{
    m_path = path;
    m_descriptor = descriptor;
    m_isHandedDown = true;
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    watch();
}

void UnixDoor::watch()
{
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    QObject::connect(
        m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { accept(); });
}

void UnixDoor::accept()
{
    while (m_notifier->isEnabled()) {
        const int descriptor
            = ::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor >= 0) {
            m_keeper.incoming(descriptor);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            pause();
            return m_keeper.outOfDescriptors(*this);
        } else if (errno != EINTR && errno != ECONNABORTED) {
            return; // nobody waits any more
        }
    }
}

} // namespace fanlight
