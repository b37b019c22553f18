// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/log.h"

#include "hub/options.h"
#include "metrics/file_sink.h"
#include "sse/visible_text.h"

#include <QDateTime>

#include <algorithm>
#include <atomic>
#include <climits>
#include <condition_variable>
#include <thread>
#include <tuple>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fanlight {

Q_LOGGING_CATEGORY(hubLog, "fanlight.hub", QtInfoMsg)
Q_LOGGING_CATEGORY(httpLog, "fanlight.http", QtInfoMsg)
Q_LOGGING_CATEGORY(streamLog, "fanlight.stream", QtInfoMsg)
Q_LOGGING_CATEGORY(publishLog, "fanlight.publish", QtInfoMsg)

namespace {

const char* levelName(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    default:
        return "error";
    }
}

std::string lineOf(const LogLine& line)
{
    std::string text = QDateTime::fromMSecsSinceEpoch(line.timeMs, Qt::UTC)
                           .toString(Qt::ISODateWithMs)
                           .toStdString();
    text.append(1, ' ')
        .append(levelName(line.level))
        .append(1, ' ')
        .append(line.category.toStdString())
        .append(": ");
    return text.append(line.text.toStdString()).append(1, '\n');
}

// Whether systemd's journal is what reads stderr (systemd.exec(5), JOURNAL_STREAM).
bool isReadByJournal()
{
    struct stat status { };
    return ::fstat(STDERR_FILENO, &status) == 0
        && qgetenv("JOURNAL_STREAM")
        == QByteArray::number(quint64(status.st_dev)) + ':'
            + QByteArray::number(quint64(status.st_ino));
}

// The journal has the time itself, and takes the level from the front (sd-daemon(3)), so that
// `journalctl -p warning` finds what is to be found.
std::string journalLineOf(const LogLine& line)
{
    const char priority = line.level == QtDebugMsg ? '7'
        : line.level == QtInfoMsg                  ? '6'
        : line.level == QtWarningMsg               ? '4'
                                                   : '3';
    return std::string{'<', priority, '>'} + line.category.toStdString() + ": "
        + line.text.toStdString() + '\n';
}

std::string leftOutLine(std::size_t lines)
{
    return "… " + std::to_string(lines)
        + " lines came faster than they could be written and were left out\n";
}

// stderr, which may be a pipe that nobody reads or that somebody has made non-blocking: what it
// does not take now waits here, so that neither the log file nor the end of the program waits for
// it. The writer's thread.
class Terminal {
public:
    void add(std::string_view line)
    {
        if (m_lines >= LogSink::MaxWaiting) {
            ++m_leftOut;
            return;
        }
        tellLeftOut();
        keep(line);
    }
    // told where they are missing, or where there is room again
    void leaveOut(std::size_t lines) { m_leftOut += lines; }
    // Writes what can be written without waiting.
    void flush()
    {
        if (!isWaiting())
            tellLeftOut();
        while (isWaiting() && isReady(0)) {
            const std::string_view piece = std::string_view(m_text).substr(m_done, pieceBytes());
            const ssize_t written = ::write(STDERR_FILENO, piece.data(), piece.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0 && errno == EAGAIN)
                return;
            if (written <= 0) {
                giveUp(); // closed, or its reader has gone: there is nobody to tell
                return;
            }
            m_lastProgress = std::chrono::steady_clock::now();
            m_lines -= std::size_t(std::count(piece.begin(), piece.begin() + written, '\n'));
            m_done += std::size_t(written);
            if (m_done == m_text.size()) {
                m_text.clear();
                m_done = 0;
                tellLeftOut();
            } else if (m_done > CompactBytes) {
                m_text.erase(0, std::exchange(m_done, 0));
            }
        }
    }
    bool isWaiting() const { return m_done < m_text.size(); }
    void waitUntilReady() const { isReady(int(RetryInterval.count())); }
    std::chrono::steady_clock::time_point lastProgress() const { return m_lastProgress; }
    // Lines that stay unwritten; none wait afterwards.
    qint64 giveUp()
    {
        const qint64 unwritten = qint64(m_lines + std::exchange(m_leftOut, 0));
        m_lost += unwritten;
        m_text.clear();
        m_lines = m_done = 0;
        return unwritten;
    }
    qint64 lost() const { return m_lost; }

private:
    static constexpr std::size_t CompactBytes = 1 << 20;
    static constexpr std::chrono::milliseconds RetryInterval{20};

    static bool isReady(int timeoutMs)
    {
        pollfd wanted{STDERR_FILENO, POLLOUT, 0};
        return ::poll(&wanted, 1, timeoutMs) > 0; // an error, too, is told by writing
    }
    // What a pipe that says it is ready takes without blocking is PIPE_BUF.
    static std::size_t pieceBytes()
    {
        struct stat status { };
        return ::fstat(STDERR_FILENO, &status) == 0 && S_ISREG(status.st_mode) ? 64 << 10
                                                                               : PIPE_BUF;
    }
    void keep(std::string_view line)
    {
        m_text += line;
        ++m_lines;
    }
    void tellLeftOut()
    {
        if (m_leftOut == 0)
            return;
        m_lost += qint64(m_leftOut);
        keep(leftOutLine(std::exchange(m_leftOut, 0)));
    }

    std::string m_text;
    std::size_t m_done = 0; // bytes of it that are written
    std::size_t m_lines = 0; // that wait
    std::size_t m_leftOut = 0; // not told yet
    qint64 m_lost = 0;
    std::chrono::steady_clock::time_point m_lastProgress;
};

} // namespace

struct LogSink::Private {
    LogRing ring;
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<LogLine> waiting;
    std::size_t leftOut = 0;
    bool reopenAsked = false;
    bool quit = false;
    std::chrono::steady_clock::time_point quitAt;
    bool hasEnded = false;
    const bool isJournal = isReadByJournal();
    Terminal terminal; // the writer's
    FileSink file; // guarded by fileMutex
    std::mutex fileMutex;
    std::atomic<qint64> lostOnStderr = 0;
    std::atomic<qint64> lostInFile = 0;
    std::thread writer;
    QtMessageHandler previous = nullptr;

    static Private* current;

    void take(LogLine line)
    {
        ring.append(line);
        {
            const std::lock_guard lock(mutex);
            if (waiting.size() >= MaxWaiting)
                ++leftOut;
            else
                waiting.push_back(std::move(line));
        }
        wake.notify_one();
    }

    bool hasWork() const { return quit || reopenAsked || !waiting.empty() || leftOut > 0; }

    void write()
    {
        std::unique_lock lock(mutex);
        while (!quit || !waiting.empty() || leftOut > 0 || terminal.isWaiting()) {
            if (!terminal.isWaiting())
                wake.wait(lock, [this] { return hasWork(); });
            const std::vector<LogLine> lines = std::exchange(waiting, {});
            const std::size_t missing = std::exchange(leftOut, 0);
            const bool reopens = std::exchange(reopenAsked, false);
            const bool ends = quit;
            lock.unlock();
            writeOut(lines, missing, reopens);
            if (ends && terminal.isWaiting() && isTimeToGiveUp())
                leaveTerminal();
            else if (terminal.isWaiting())
                terminal.waitUntilReady();
            lock.lock();
        }
        hasEnded = true;
        wake.notify_all();
    }

    QString setFile(const QString& path, qint64 rotateAt, int kept)
    {
        const std::lock_guard fileLock(fileMutex);
        FileSink::Settings settings;
        settings.path = path;
        settings.mode = 0600; // it names users and their addresses
        settings.followsLinks = false;
        settings.rotateAt = rotateAt;
        settings.kept = kept;
        const QString error = file.open(std::move(settings));
        return path.isEmpty() ? QString() : error; // without a path there is no file, as asked for
    }

    void writeOut(const std::vector<LogLine>& lines, std::size_t missing, bool reopens)
    {
        std::string text;
        for (const LogLine& line : lines) {
            const std::string written = lineOf(line);
            terminal.add(isJournal ? journalLineOf(line) : written);
            text += written;
        }
        if (missing > 0) {
            terminal.leaveOut(missing);
            text += leftOutLine(missing);
        }
        if (reopens)
            withFile([](FileSink& sink) { return sink.reopen(); });
        if (!text.empty())
            withFile([&](FileSink& sink) {
                lostInFile += sink.isOpen() ? qint64(missing) : 0;
                return sink.write(text, qint64(lines.size()));
            });
        terminal.flush();
        lostOnStderr = terminal.lost();
    }

    // Does something with the log file and logs what it has to say.
    template <class Use> void withFile(Use use)
    {
        QString said;
        {
            const std::lock_guard fileLock(fileMutex);
            const qint64 before = file.lost();
            said = use(file);
            lostInFile += file.lost() - before;
        }
        if (!said.isEmpty())
            take({0, QDateTime::currentMSecsSinceEpoch(), QtWarningMsg,
                QString::fromLatin1(hubLog().categoryName()),
                QStringLiteral("the log file: ") + said});
    }

    bool isTimeToGiveUp() const
    {
        const auto now = std::chrono::steady_clock::now();
        return now - std::max(quitAt, terminal.lastProgress()) > LogSink::PatienceAtEnd
            || now - quitAt > 2 * LogSink::PatienceAtEnd;
    }

    void leaveTerminal()
    {
        const std::string text = lineOf({0, QDateTime::currentMSecsSinceEpoch(), QtWarningMsg,
            QString::fromLatin1(hubLog().categoryName()),
            QStringLiteral("%1 lines are not on stderr: nothing has read them")
                .arg(terminal.giveUp())});
        const std::lock_guard fileLock(fileMutex);
        file.write(text, 1);
    }
};

LogSink::Private* LogSink::Private::current = nullptr;

LogSink::LogSink(const QString& level)
    : m(std::make_shared<Private>())
{
    setLevel(level);
    m->writer = std::thread([all = m] { all->write(); });
    Private::current = m.get();
    m->previous = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context,
                                             const QString& text) {
        const QString category = QString::fromUtf8(context.category ? context.category : "default");
        // strangers name users and agents
        Private::current->take(
            {0, QDateTime::currentMSecsSinceEpoch(), type, category, visibleText(text)});
    });
}

LogSink::~LogSink()
{
    qInstallMessageHandler(m->previous);
    std::unique_lock lock(m->mutex);
    m->quit = true;
    m->quitAt = std::chrono::steady_clock::now();
    m->wake.notify_all();
    // A write that blocks all the same (a disk that hangs, say) is left behind with what it needs.
    const bool hasEnded = m->wake.wait_for(lock, 3 * PatienceAtEnd, [this] { return m->hasEnded; });
    lock.unlock();
    if (hasEnded)
        m->writer.join();
    else
        m->writer.detach();
    Private::current = nullptr;
}

void LogSink::reopen()
{
    {
        const std::lock_guard lock(m->mutex);
        m->reopenAsked = true;
    }
    m->wake.notify_all();
}

qint64 LogSink::lostOnStderr() const
{
    return m->lostOnStderr;
}
qint64 LogSink::lostInFile() const
{
    return m->lostInFile;
}

LogRing& LogSink::ring()
{
    return m->ring;
}

QString LogSink::setFile(const QString& path, qint64 rotateAt, int kept)
{
    return m->setFile(path, rotateAt, kept);
}

QString LogSink::follow(const HubOptions& before, const HubOptions& after)
{
    if (!Private::current)
        return {};
    const auto file
        = [](const HubOptions& of) { return std::tie(of.logFile, of.logFileSize, of.logFiles); };
    if (file(before) != file(after)) {
        const QString error
            = Private::current->setFile(after.logFile, after.logFileSize, after.logFiles);
        if (!error.isEmpty()) {
            Private::current->setFile(before.logFile, before.logFileSize, before.logFiles);
            return QStringLiteral("--log-file: ") + error;
        }
    }
    if (before.logLevel != after.logLevel)
        setLevel(after.logLevel);
    return {};
}

void LogSink::setLevel(const QString& level)
{
    QString rules;
    for (const auto& [name, rank] : {std::pair{"debug", 0}, {"info", 1}, {"warning", 2}}) {
        const int wanted = level == u"debug" ? 0
            : level == u"info"               ? 1
            : level == u"warning"            ? 2
                                             : 3;
        rules += QStringLiteral("fanlight.*.%1=%2\n")
                     .arg(QLatin1StringView(name),
                         rank >= wanted ? QStringLiteral("true") : QStringLiteral("false"));
    }
    QLoggingCategory::setFilterRules(rules);
}

} // namespace fanlight
