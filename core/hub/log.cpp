// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/log.h"

#include "sse/visible_text.h"

#include <QDateTime>
#include <QFile>

#include <condition_variable>
#include <thread>

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
    std::string text = QDateTime::fromMSecsSinceEpoch(line.timeMs, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
    text.append(1, ' ').append(levelName(line.level)).append(1, ' ').append(line.category.toStdString()).append(": ");
    return text.append(line.text.toStdString()).append(1, '\n');
}

void writeAll(const std::string& text)
{
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t written = ::write(STDERR_FILENO, text.data() + done, text.size() - done);
        if (written < 0 && errno != EINTR)
            return;
        done += static_cast<std::size_t>(std::max<ssize_t>(0, written));
    }
}

// The log file. The writer's thread, once it is open.
class LogFile {
public:
    QString open(const QString& path, qint64 rotateAt, int kept)
    {
        m_file.setFileName(path);
        m_rotateAt = rotateAt;
        m_kept = kept;
        if (m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return {};
        return QStringLiteral("cannot write %1: %2").arg(path, m_file.errorString());
    }
    void write(const std::string& text)
    {
        if (m_file.fileName().isEmpty())
            return;
        if (m_file.size() > 0 && m_file.size() + static_cast<qint64>(text.size()) > m_rotateAt)
            rotate();
        const bool isOpen = m_file.isOpen() || m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
        const bool isWritten = isOpen && m_file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size());
        if (!isWritten && !m_hasFailed)
            writeAll("the log file " + m_file.fileName().toStdString() + " cannot be written: " + m_file.errorString().toStdString() + '\n');
        m_hasFailed = !isWritten;
    }

private:
    QString older(int n) const { return QStringLiteral("%1.%2").arg(m_file.fileName()).arg(n); }

    void rotate()
    {
        m_file.close();
        QFile::remove(m_kept > 0 ? older(m_kept) : m_file.fileName());
        for (int n = m_kept - 1; n > 0; --n)
            QFile::rename(older(n), older(n + 1));
        if (m_kept > 0)
            QFile::rename(m_file.fileName(), older(1));
    }

    QFile m_file;
    qint64 m_rotateAt = 0;
    int m_kept = 0;
    bool m_hasFailed = false;
};

} // namespace

struct LogSink::Private {
    LogRing ring;
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<LogLine> waiting;
    std::size_t leftOut = 0;
    LogFile file; // guarded by fileMutex
    std::mutex fileMutex;
    bool quit = false;
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

    void write()
    {
        std::unique_lock lock(mutex);
        while (!quit || !waiting.empty() || leftOut > 0) {
            wake.wait(lock, [this] { return quit || !waiting.empty() || leftOut > 0; });
            const std::vector<LogLine> lines = std::exchange(waiting, {});
            const std::size_t missing = std::exchange(leftOut, 0);
            lock.unlock();
            std::string text;
            for (const LogLine& line : lines)
                text += lineOf(line);
            if (missing > 0)
                text += "… " + std::to_string(missing) + " lines came faster than they could be written and were left out\n";
            writeAll(text);
            {
                const std::lock_guard fileLock(fileMutex);
                file.write(text);
            }
            lock.lock();
        }
    }
};

LogSink::Private* LogSink::Private::current = nullptr;

LogSink::LogSink(const QString& level)
    : m(std::make_unique<Private>())
{
    setLevel(level);
    m->writer = std::thread([this] { m->write(); });
    Private::current = m.get();
    m->previous = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context, const QString& text) {
        const QString category = QString::fromUtf8(context.category ? context.category : "default");
        Private::current->take({0, QDateTime::currentMSecsSinceEpoch(), type, category, visibleText(text)}); // strangers name users and agents
    });
}

LogSink::~LogSink()
{
    qInstallMessageHandler(m->previous);
    {
        const std::lock_guard lock(m->mutex);
        m->quit = true;
    }
    m->wake.notify_one();
    m->writer.join();
    Private::current = nullptr;
}

LogRing& LogSink::ring() { return m->ring; }

QString LogSink::setFile(const QString& path, qint64 rotateAt, int kept)
{
    const std::lock_guard lock(m->fileMutex);
    return m->file.open(path, rotateAt, kept);
}

void LogSink::setLevel(const QString& level)
{
    QString rules;
    for (const auto& [name, rank] : {std::pair {"debug", 0}, {"info", 1}, {"warning", 2}}) {
        const int wanted = level == u"debug" ? 0 : level == u"info" ? 1 : level == u"warning" ? 2 : 3;
        rules += QStringLiteral("fanlight.*.%1=%2\n").arg(QLatin1StringView(name), rank >= wanted ? QStringLiteral("true") : QStringLiteral("false"));
    }
    QLoggingCategory::setFilterRules(rules);
}

} // namespace fanlight
