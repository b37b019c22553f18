// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/audit_log.h"

#include "hub/log.h"
#include "hub/options.h"
#include "metrics/file_sink.h"
#include "sse/json_string.h"

#include <QDateTime>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>
#include <utility>

namespace fanlight {

namespace {

// How long the end waits for a disk that takes nothing.
constexpr std::chrono::seconds AuditPatience{3};

std::string member(const char* name, const QString& text)
{
    return std::string(",\"") + name
        + "\":" + (text.isEmpty() ? std::string("null") : jsonString(text.toStdString()));
}

} // namespace

struct AuditLog::Private {
    struct Summed {
        AuditEntry last;
        quint64 more = 0;
        qint64 sinceMs = 0;
    };
    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<AuditEntry> entries;
    std::map<QString, Summed> summed; // by what makes them the same
    quint64 next = 1;
    std::vector<std::string> waiting; // lines
    bool hasFile = false;
    bool reopenAsked = false;
    bool quit = false;
    bool hasEnded = false;
    std::mutex fileMutex;
    FileSink file; // guarded by fileMutex
    std::atomic<qint64> lost = 0;
    std::thread writer; // once there is a file

    void append(AuditEntry entry) // the lock is held
    {
        entry.id = next++;
        if (entry.timeMs == 0)
            entry.timeMs = QDateTime::currentMSecsSinceEpoch();
        if (hasFile) {
            if (waiting.size() >= MaxWaiting)
                ++lost;
            else
                waiting.push_back(lineOf(entry).toStdString());
            wake.notify_one();
        }
        if (entries.size() == Capacity)
            entries.pop_front();
        entries.push_back(std::move(entry));
    }

    void appendSum(const Summed& sum) // the lock is held
    {
        if (sum.more == 0)
            return;
        AuditEntry entry = sum.last;
        entry.outcome = QStringLiteral("%1, the last of %2 more in %3 s")
                            .arg(entry.outcome)
                            .arg(sum.more)
                            .arg(std::max<qint64>(1, (entry.timeMs - sum.sinceMs + 999) / 1000));
        append(std::move(entry));
    }

    void write()
    {
        std::unique_lock lock(mutex);
        while (true) {
            wake.wait(lock, [this] { return quit || reopenAsked || !waiting.empty(); });
            const std::vector<std::string> lines = std::exchange(waiting, {});
            const bool reopens = std::exchange(reopenAsked, false);
            if (lines.empty() && !reopens)
                break; // it has ended, and all is written
            lock.unlock();
            writeOut(lines, reopens);
            lock.lock();
        }
        hasEnded = true;
        wake.notify_all();
    }

    void writeOut(const std::vector<std::string>& lines, bool reopens)
    {
        std::string text;
        for (const std::string& line : lines)
            text += line;
        QStringList said;
        {
            const std::lock_guard fileLock(fileMutex);
            const qint64 before = file.lost();
            if (reopens)
                said.append(file.reopen());
            said.append(file.write(text, qint64(lines.size())));
            lost += file.lost() - before;
        }
        for (const QString& line : said) {
            if (!line.isEmpty())
                qCWarning(hubLog, "the audit file: %s", qPrintable(line));
        }
    }
};

AuditLog::AuditLog()
    : m(std::make_shared<Private>())
{
}

AuditLog::~AuditLog()
{
    settle(QDateTime::currentMSecsSinceEpoch(), true);
    std::unique_lock lock(m->mutex);
    m->quit = true;
    m->wake.notify_all();
    if (!m->writer.joinable())
        return;
    const bool hasEnded = m->wake.wait_for(lock, AuditPatience, [this] { return m->hasEnded; });
    lock.unlock();
    if (hasEnded)
        m->writer.join();
    else
        m->writer.detach(); // it has what it needs
}

void AuditLog::add(AuditEntry entry)
{
    const std::lock_guard lock(m->mutex);
    m->append(std::move(entry));
}

void AuditLog::addRepeated(AuditEntry entry)
{
    if (entry.timeMs == 0)
        entry.timeMs = QDateTime::currentMSecsSinceEpoch();
    const QString key
        = QStringList{entry.actor, entry.role, entry.address, entry.action, entry.target}.join(
            QLatin1Char('\n'));
    const std::lock_guard lock(m->mutex);
    const auto found = m->summed.find(key);
    if (found != m->summed.end()) {
        ++found->second.more;
        found->second.last = std::move(entry);
        return;
    }
    if (m->summed.size() < MaxSummed)
        m->summed.emplace(key, Private::Summed{entry, 0, entry.timeMs});
    m->append(std::move(entry));
}

void AuditLog::settle(qint64 nowMs, bool isEnd)
{
    const std::lock_guard lock(m->mutex);
    for (auto one = m->summed.begin(); one != m->summed.end();) {
        if (!isEnd && nowMs - one->second.sinceMs < SumMs) {
            ++one;
            continue;
        }
        m->appendSum(one->second);
        one = m->summed.erase(one);
    }
}

QString AuditLog::setFile(const QString& path, qint64 rotateAt, int kept)
{
    QString error;
    {
        const std::lock_guard fileLock(m->fileMutex);
        FileSink::Settings settings;
        settings.path = path;
        settings.mode = 0600; // it names users and their addresses
        settings.followsLinks = false;
        settings.rotateAt = rotateAt;
        settings.kept = kept;
        error = m->file.open(std::move(settings));
    }
    const std::lock_guard lock(m->mutex);
    m->hasFile = !path.isEmpty() && error.isEmpty();
    if (m->hasFile && !m->writer.joinable())
        m->writer = std::thread([all = m] { all->write(); });
    return path.isEmpty() ? QString() : error;
}

QString AuditLog::follow(const HubOptions& before, const HubOptions& after)
{
    const auto file
        = [](const HubOptions& of) { return std::tie(of.auditFile, of.logFileSize, of.logFiles); };
    if (file(before) == file(after))
        return {};
    const QString error = setFile(after.auditFile, after.logFileSize, after.logFiles);
    if (error.isEmpty())
        return {};
    setFile(before.auditFile, before.logFileSize, before.logFiles);
    return QStringLiteral("--audit-file: ") + error;
}

void AuditLog::reopen()
{
    const std::lock_guard lock(m->mutex);
    m->reopenAsked = m->hasFile;
    m->wake.notify_all();
}

std::vector<AuditEntry> AuditLog::since(quint64 afterId) const
{
    const std::lock_guard lock(m->mutex);
    const auto first = std::upper_bound(m->entries.begin(), m->entries.end(), afterId,
        [](quint64 id, const AuditEntry& entry) { return id < entry.id; });
    return {first, m->entries.end()};
}

void AuditLog::clear()
{
    const std::lock_guard lock(m->mutex);
    m->entries.clear();
}

quint64 AuditLog::added() const
{
    const std::lock_guard lock(m->mutex);
    return m->next - 1;
}

qint64 AuditLog::lostInFile() const
{
    return m->lost;
}

QByteArray AuditLog::lineOf(const AuditEntry& entry)
{
    const QString time
        = QDateTime::fromMSecsSinceEpoch(entry.timeMs, Qt::UTC).toString(Qt::ISODateWithMs);
    return QByteArray::fromStdString("{\"time\":" + jsonString(time.toStdString())
        + member("actor", entry.actor) + member("role", entry.role)
        + member("address", entry.address) + member("action", entry.action)
        + member("target", entry.target) + member("outcome", entry.outcome) + "}\n");
}

} // namespace fanlight
