// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/log.h"

#include <QDateTime>

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

} // namespace

struct LogSink::Private {
    LogRing ring;
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<LogLine> waiting;
    std::size_t leftOut = 0;
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
        Private::current->take({0, QDateTime::currentMSecsSinceEpoch(), type, category, text});
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
