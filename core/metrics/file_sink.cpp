// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/file_sink.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fanlight {

namespace {

bool isPassing(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EIO || error == EMFILE || error == ENFILE
        || error == EAGAIN || error == EFBIG;
}

// The first `size` bytes, or fewer.
QByteArray headOf(int file, qsizetype size)
{
    QByteArray bytes(size, '\0');
    const ssize_t got = ::pread(file, bytes.data(), std::size_t(size), 0);
    bytes.truncate(std::max<ssize_t>(0, got));
    return bytes;
}

} // namespace

QString FileSink::open(Settings settings)
{
    close();
    m_settings = std::move(settings);
    m_path = QFile::encodeName(m_settings.path);
    m_isFailing = m_isTorn = false;
    m_lost = m_lostBefore = 0;
    const Problem problem = openFile();
    if (problem == Problem::Lasting) {
        close();
        m_settings.path.clear();
        return m_problem;
    }
    if (problem == Problem::None)
        begin(); // what a full disk does not take now is said by the first write
    return {};
}

QString FileSink::write(std::string_view text, qint64 records)
{
    if (!isOpen() || text.empty())
        return {};
    if (m_file >= 0 && isMovedAway())
        close();
    rotateIfDue(qint64(text.size()));
    const bool isWritten
        = (m_file >= 0 || openFile() == Problem::None) && begin() == Problem::None && append(text);
    return tell(isWritten, records);
}

QString FileSink::reopen()
{
    if (!isOpen())
        return {};
    close();
    return tell(openFile() == Problem::None && begin() == Problem::None, 0);
}

QString FileSink::tell(bool isWritten, qint64 records)
{
    const QString path = m_settings.path;
    const QString named = QString::fromLatin1(m_settings.records);
    if (isWritten) {
        const qint64 missing = m_lost - std::exchange(m_lostBefore, m_lost);
        return std::exchange(m_isFailing, false)
            ? QStringLiteral("%1 is written again; %2 %3 are lost")
                  .arg(path)
                  .arg(missing)
                  .arg(named)
            : QString();
    }
    m_lost += records;
    return std::exchange(m_isFailing, true)
        ? QString()
        : QStringLiteral("%1; %2 are lost until it can").arg(m_problem, named);
}

void FileSink::failWith(int error)
{
    const QString reason = error == ELOOP && !m_settings.followsLinks
        ? QStringLiteral("it is a symbolic link")
        : QString::fromStdString(std::system_category().message(error));
    m_problem = QStringLiteral("cannot write %1: %2").arg(m_settings.path, reason);
}

// Never waits: a pipe nobody reads refuses instead.
FileSink::Problem FileSink::openFile()
{
    const int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        | (m_settings.followsLinks ? 0 : O_NOFOLLOW);
    m_file = ::open(m_path.constData(), flags, m_settings.mode);
    struct stat status { };
    if (m_file < 0 || ::fstat(m_file, &status) < 0) {
        const int error = errno;
        failWith(error);
        close();
        return isPassing(error) ? Problem::Passing : Problem::Lasting;
    }
    m_isRegular = S_ISREG(status.st_mode);
    m_size = -1;
    return checkHeader(status.st_size);
}

// Whether rows of this table may stand behind what is there. Half a header is one that a full disk
// cut off: it goes.
FileSink::Problem FileSink::checkHeader(qint64 size)
{
    if (!m_isRegular || m_settings.header.isEmpty() || size == 0)
        return Problem::None;
    const int reader = openForReading();
    if (reader < 0)
        return Problem::None; // may be written and not read: whoever set it so knows
    const QByteArray wanted = m_settings.header.trimmed();
    const QByteArray head = headOf(reader, wanted.size() + 1);
    ::close(reader);
    if (head.startsWith(wanted)
        && (head.size() == wanted.size() || head.endsWith('\r') || head.endsWith('\n')))
        return Problem::None;
    if (head.size() == size && m_settings.header.startsWith(head) && ::ftruncate(m_file, 0) == 0)
        return Problem::None;
    m_problem = QStringLiteral(
        "cannot write %1: it holds something else, its first line is not the header of this table")
                    .arg(m_settings.path);
    close();
    return Problem::Lasting;
}

// Makes sure that a record can follow: behind the header, and on a line of its own.
FileSink::Problem FileSink::begin()
{
    struct stat status { };
    if (::fstat(m_file, &status) < 0) {
        failWith(errno);
        return Problem::Passing;
    }
    QByteArray first;
    if (!m_isRegular) {
        if (m_size < 0)
            first = m_settings.header;
        if (m_isTorn)
            first = m_settings.lineEnd + first;
    } else if (status.st_size == 0) {
        first = m_settings.header;
    } else if (m_isTorn || (status.st_size != m_size && endsInMidLine(status.st_size))) {
        first = m_settings.lineEnd;
    }
    m_size = m_isRegular ? status.st_size : 0;
    m_isTorn = false;
    return first.isEmpty() || append({first.constData(), std::size_t(first.size())})
        ? Problem::None
        : Problem::Passing;
}

bool FileSink::append(std::string_view text)
{
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t written = ::write(m_file, text.data() + done, text.size() - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            const int error = written < 0 ? errno : ENOSPC;
            failWith(error);
            struct stat status { };
            // Half a record is taken back, unless somebody else has written behind it.
            const bool isTakenBack = done == 0
                || (m_isRegular && ::fstat(m_file, &status) == 0
                    && status.st_size == m_size + qint64(done) && ::ftruncate(m_file, m_size) == 0);
            m_isTorn = !isTakenBack;
            if (!m_isRegular && error != EAGAIN)
                close();
            return false;
        }
        done += std::size_t(written);
    }
    m_size += qint64(text.size());
    return true;
}

bool FileSink::isMovedAway() const
{
    struct stat ours { };
    struct stat named { };
    if (!m_isRegular || ::fstat(m_file, &ours) < 0)
        return false;
    return ::stat(m_path.constData(), &named) < 0 || named.st_ino != ours.st_ino
        || named.st_dev != ours.st_dev;
}

bool FileSink::endsInMidLine(qint64 size) const
{
    const int reader = openForReading();
    if (reader < 0)
        return false;
    char last = '\n';
    const bool isRead = ::pread(reader, &last, 1, off_t(size - 1)) == 1;
    ::close(reader);
    return isRead && last != '\n';
}

int FileSink::openForReading() const
{
    return ::open(m_path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

void FileSink::rotateIfDue(qint64 more)
{
    struct stat status { };
    if (m_settings.rotateAt <= 0 || m_file < 0 || !m_isRegular || ::fstat(m_file, &status) < 0)
        return;
    if (status.st_size == 0 || status.st_size + more <= m_settings.rotateAt)
        return;
    close();
    const auto older = [this](int n) -> QString {
        return m_settings.path + QLatin1Char('.') + QString::number(n);
    };
    QFile::remove(m_settings.kept > 0 ? older(m_settings.kept) : m_settings.path);
    for (int n = m_settings.kept - 1; n > 0; --n)
        QFile::rename(older(n), older(n + 1));
    if (m_settings.kept > 0)
        QFile::rename(m_settings.path, older(1));
}

void FileSink::close()
{
    if (m_file >= 0)
        ::close(std::exchange(m_file, -1));
    m_isTorn = m_isTorn && !m_isRegular; // seen again by its last byte
}

} // namespace fanlight
