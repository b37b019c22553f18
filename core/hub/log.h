// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"

#include <QLoggingCategory>

#include <chrono>
#include <memory>

namespace fanlight {

struct HubOptions;

Q_DECLARE_LOGGING_CATEGORY(hubLog) // fanlight.hub: start, stop, limits
Q_DECLARE_LOGGING_CATEGORY(httpLog) // fanlight.http: refused requests
// fanlight.stream: connected, disconnected with duration and reason
Q_DECLARE_LOGGING_CATEGORY(streamLog)
Q_DECLARE_LOGGING_CATEGORY(publishLog) // fanlight.publish: published, with recipient count

// Takes Qt's log of the whole process: keeps the last lines in a ring and writes all to stderr from
// a thread of its own, so that whoever logs never waits for a terminal. One instance, made first in
// main(); any thread may log.
class LogSink {
public:
    // `level`: debug, info, warning or error, as --log-level takes it.
    explicit LogSink(const QString& level);
    ~LogSink(); // writes what is left, for as long as somebody takes it
    LogSink(const LogSink&) = delete;
    LogSink& operator=(const LogSink&) = delete;

    LogRing& ring();
    // All goes to this file as well from now on, behind what it holds; a new one is for its owner
    // only, and a symbolic link is refused. At `rotateAt` bytes it becomes FILE.1, what was that
    // FILE.2, and so on up to `kept`. An empty path: there is none any longer. Empty when it can be
    // written, else why not. A disk that refuses later is logged, once; writing goes on when it
    // takes lines again.
    QString setFile(const QString& path, qint64 rotateAt, int kept);
    void reopen(); // the log file, by its name: after SIGHUP
    static void setLevel(const QString& level);
    // What differs between the two, taken over by the sink of this process, if it has one. Empty,
    // or why not ("--log-file: cannot write x.log: Permission denied"): the log goes on as before.
    static QString follow(const HubOptions& before, const HubOptions& after);

    // Lines that were logged and did not get there.
    qint64 lostOnStderr() const;
    qint64 lostInFile() const;

    // Lines that wait for stderr; more are counted instead of kept.
    static constexpr std::size_t MaxWaiting = 20000;
    // How long the end waits for a stderr that takes nothing; twice that for one that takes little.
    static constexpr std::chrono::milliseconds PatienceAtEnd{1000};

private:
    struct Private;
    std::shared_ptr<Private> m;
};

} // namespace fanlight
