// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_file.h"

#include "history/history_codec.h"
#include "history/history_reader.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtSql/QSqlQuery>
#include <QVariant>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr qint64 DayMs = qint64(24) * 60 * 60 * 1000;
// So much of the bound is left free: a slice, and what SQLite has not taken over yet.
constexpr qint64 RoomBytes = 12 << 20;
constexpr int DroppedAtOnce = 2000; // rows of a table
constexpr int MostDrops = 12; // a turn
constexpr int VacuumPages = 2000; // a turn

const std::array Timed{u"messages"_s, u"closed"_s, u"log"_s};

} // namespace

// Prepared once, since each is run thousands of times a second.
struct HistoryFile::Statements {
    explicit Statements(const HistoryDatabase& database)
        : figures(database.query())
        , message(database.query())
        , changed(database.query())
        , closed(database.query())
        , log(database.query())
        , marker(database.query())
    {
    }
    bool prepare()
    {
        return figures.prepare(u"INSERT OR REPLACE INTO figures VALUES (?,?,?)"_s)
            && message.prepare(u"INSERT OR REPLACE INTO messages VALUES (?,?,?,?)"_s)
            && changed.prepare(u"UPDATE messages SET figures=? WHERE seq=?"_s)
            && closed.prepare(u"INSERT OR REPLACE INTO closed VALUES (?,?,?)"_s)
            && log.prepare(u"INSERT OR REPLACE INTO log VALUES (?,?,?,?,?)"_s)
            && marker.prepare(u"INSERT INTO markers VALUES (?,?,?,?,?)"_s);
    }
    QSqlQuery figures;
    QSqlQuery message;
    QSqlQuery changed;
    QSqlQuery closed;
    QSqlQuery log;
    QSqlQuery marker;
};

// What is numbered has the number of its run in front, so that a sequence ascends over all of them.
QStringList HistoryFile::tables()
{
    return {u"CREATE TABLE runs (run INTEGER PRIMARY KEY AUTOINCREMENT, started INTEGER,"
            " written INTEGER, version TEXT)"_s,
        u"CREATE TABLE figures (level INTEGER, time INTEGER, body BLOB,"
        " PRIMARY KEY (level, time)) WITHOUT ROWID"_s,
        u"CREATE TABLE messages (seq INTEGER PRIMARY KEY, time INTEGER, body BLOB, figures BLOB)"_s,
        u"CREATE TABLE closed (seq INTEGER PRIMARY KEY, time INTEGER, body BLOB)"_s,
        u"CREATE TABLE log (seq INTEGER PRIMARY KEY, time INTEGER, level INTEGER,"
        " category TEXT, text TEXT)"_s,
        u"CREATE TABLE markers (run INTEGER, time INTEGER, kind INTEGER, text TEXT,"
        " subject TEXT)"_s};
}

HistoryFile::HistoryFile(const QString& path)
    : m_path(path)
    , m_lock(path + u".lock"_s)
    , m_database(path)
{
    m_lock.setStaleLockTime(0); // held for as long as it is written
    m_state.kind = HistoryState::Kind::Opening;
}

HistoryFile::~HistoryFile()
{
    m_statements.reset();
    m_database.close();
}

// False: another program has it. A folder that takes no lock takes no history either, as opening
// will tell.
bool HistoryFile::takeLock()
{
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    m_state.otherProcess = 0;
    if (m_lock.isLocked() || m_lock.tryLock(0) || m_lock.error() != QLockFile::LockFailedError)
        return true;
    QString host;
    QString program;
    m_state.kind = HistoryState::Kind::Elsewhere;
    if (!m_lock.getLockInfo(&m_state.otherProcess, &host, &program))
        m_state.otherProcess = 0;
    return false;
}

void HistoryFile::open()
{
    if (!takeLock())
        return;
    m_statements.reset();
    m_database.close();
    opened(m_database.open(tables()));
}

void HistoryFile::opened(const HistoryDatabase::Opened& opened)
{
    if (!opened.putAside.isEmpty()) {
        m_state.putAside = opened.putAside;
        m_state.cause = opened.cause;
    }
    m_state.problem = opened.problem;
    m_state.kind = HistoryState::Kind::Failing;
    if (!opened.problem.isEmpty())
        return;
    m_statements = std::make_unique<Statements>(m_database);
    if (!m_statements->prepare() || !beginRun()) {
        failed();
        return;
    }
    m_state.kind = HistoryState::Kind::Recording;
    takeSize();
    m_state.oldestMs = oldestMs();
}

bool HistoryFile::beginRun()
{
    QSqlQuery query = m_database.query();
    query.prepare(u"INSERT INTO runs (started, written, version) VALUES (?, 0, ?)"_s);
    query.addBindValue(QDateTime::currentMSecsSinceEpoch());
    query.addBindValue(QStringLiteral(FANLIGHT_VERSION));
    if (!m_database.run(query))
        return false;
    m_run = query.lastInsertId().toLongLong();
    return true;
}

// Damaged while it was in use: it goes aside, and a new one is begun. Else it is tried again.
void HistoryFile::failed()
{
    m_database.rollback();
    const QString problem = m_database.error();
    if (!m_database.isDamaged()) {
        m_state.kind = HistoryState::Kind::Failing;
        m_state.problem = problem;
        return;
    }
    m_statements.reset();
    const HistoryState::Kind before = std::exchange(m_state.kind, HistoryState::Kind::Failing);
    const HistoryDatabase::Opened again = m_database.reopen(HistoryState::Cause::Damaged, tables());
    if (before == HistoryState::Kind::Failing && !again.problem.isEmpty())
        m_state.problem = again.problem;
    else
        opened(again);
}

// -- writing

bool HistoryFile::write(const HistorySlice& slice)
{
    if (!m_statements || !m_database.isThere()) {
        open();
        if (!isRecording())
            return false;
    }
    if (!m_database.begin() || !writeRows(slice) || !m_database.commit()) {
        failed();
        return false;
    }
    m_state.kind = HistoryState::Kind::Recording;
    m_state.problem.clear();
    takeSize();
    return true;
}

bool HistoryFile::writeRows(const HistorySlice& slice)
{
    QSqlQuery written = m_database.query();
    written.prepare(u"UPDATE runs SET written=? WHERE run=?"_s);
    written.addBindValue(QDateTime::currentMSecsSinceEpoch());
    written.addBindValue(m_run);
    return m_database.run(written) && writeFigures(slice.figures) && writeMessages(slice)
        && writeClosed(slice.closed) && writeLog(slice.log)
        && (!slice.markers || writeMarkers(*slice.markers));
}

bool HistoryFile::writeFigures(const TimeSeries::Steps& figures)
{
    QSqlQuery& query = m_statements->figures;
    for (std::size_t level = 0; level < figures.size(); ++level) {
        for (const MetricsSample& sample : figures.at(level)) {
            query.bindValue(0, qint64(level));
            query.bindValue(1, sample.timeMs);
            query.bindValue(2, history_codec::toBytes(sample));
            if (!m_database.run(query))
                return false;
        }
    }
    return true;
}

bool HistoryFile::writeMessages(const HistorySlice& slice)
{
    QSqlQuery& message = m_statements->message;
    for (const MessageRecord& record : slice.messages) {
        message.bindValue(0, history_sequence::of(m_run, record.number));
        message.bindValue(1, qint64(record.timeMs));
        message.bindValue(2, history_codec::toBytes(record, m_state.bounds.withPayloads));
        message.bindValue(3, history_codec::figuresToBytes(record));
        if (!m_database.run(message))
            return false;
    }
    QSqlQuery& changed = m_statements->changed;
    for (const MessageRecord& record : slice.changed) {
        changed.bindValue(0, history_codec::figuresToBytes(record));
        changed.bindValue(1, history_sequence::of(m_run, record.number));
        if (!m_database.run(changed))
            return false;
    }
    return true;
}

bool HistoryFile::writeClosed(const std::vector<HistorySlice::Closed>& closed)
{
    QSqlQuery& query = m_statements->closed;
    for (const HistorySlice::Closed& one : closed) {
        query.bindValue(0, history_sequence::of(m_run, one.number));
        query.bindValue(1, one.row.closedAtMs);
        query.bindValue(2, history_codec::toBytes(one.row));
        if (!m_database.run(query))
            return false;
    }
    return true;
}

bool HistoryFile::writeLog(const std::vector<LogLine>& lines)
{
    QSqlQuery& query = m_statements->log;
    for (const LogLine& line : lines) {
        query.bindValue(0, history_sequence::of(m_run, line.id));
        query.bindValue(1, line.timeMs);
        query.bindValue(2, int(line.level));
        query.bindValue(3, line.category);
        query.bindValue(4, line.text);
        if (!m_database.run(query))
            return false;
    }
    return true;
}

bool HistoryFile::writeMarkers(const std::vector<ChartMarker>& markers)
{
    if (!m_database.run(u"DELETE FROM markers WHERE run=%1"_s.arg(m_run)))
        return false;
    QSqlQuery& query = m_statements->marker;
    for (const ChartMarker& marker : markers) {
        query.bindValue(0, m_run);
        query.bindValue(1, marker.timeMs);
        query.bindValue(2, int(marker.kind));
        query.bindValue(3, marker.text);
        query.bindValue(4, marker.subject);
        if (!m_database.run(query))
            return false;
    }
    return true;
}

// -- reading

HistoryPast HistoryFile::read()
{
    HistoryPast past;
    if (m_state.kind == HistoryState::Kind::Elsewhere && !m_database.isOpen())
        m_database.openToRead();
    if (!m_database.isOpen())
        return past;
    past = HistoryReader(m_database).read(m_run);
    if (m_state.kind == HistoryState::Kind::Elsewhere)
        m_database.close();
    else if (m_database.isDamaged())
        failed(); // what could be read is kept
    return past;
}

HistoryPast HistoryFile::readCharts()
{
    return m_database.isOpen() ? HistoryReader(m_database).readCharts() : HistoryPast();
}

// -- bounds

qint64 HistoryFile::oldestMs()
{
    qint64 oldest = 0;
    const auto take = [&oldest](std::optional<qint64> timeMs) {
        if (timeMs && *timeMs > 0 && (oldest == 0 || *timeMs < oldest))
            oldest = *timeMs;
    };
    for (const QString& table : Timed)
        take(m_database.number(u"SELECT time FROM %1 ORDER BY seq LIMIT 1"_s.arg(table)));
    for (std::size_t level = 0; level < TimeSeries::LevelCount; ++level)
        take(m_database.number(u"SELECT min(time) FROM figures WHERE level=%1"_s.arg(level)));
    return oldest;
}

// Some of the oldest rows, of each table as far back.
bool HistoryFile::dropBefore(qint64 timeMs, bool* dropped)
{
    for (const QString& table : Timed) {
        QSqlQuery query = m_database.query();
        query.prepare(u"DELETE FROM %1 WHERE time<%2 AND seq IN"
                      " (SELECT seq FROM %1 ORDER BY seq LIMIT %3)"_s.arg(table)
                          .arg(timeMs)
                          .arg(DroppedAtOnce));
        if (!m_database.run(query))
            return false;
        *dropped = *dropped || query.numRowsAffected() > 0;
    }
    return true;
}

bool HistoryFile::dropFigures(qint64 nowMs)
{
    const qint64 mostMs = m_state.bounds.days * DayMs;
    for (std::size_t level = 0; level < TimeSeries::LevelCount; ++level) {
        const qint64 fromMs = nowMs - std::min(mostMs, TimeSeries::levels().at(level).keepMs);
        if (!m_database.run(
                u"DELETE FROM figures WHERE level=%1 AND time<%2"_s.arg(level).arg(fromMs)))
            return false;
    }
    return m_database.run(u"DELETE FROM markers WHERE time<%1"_s.arg(nowMs - mostMs));
}

bool HistoryFile::keepBounds(qint64 nowMs)
{
    const HistoryBounds& bounds = m_state.bounds;
    if (!isRecording())
        return false;
    const qint64 pageBytes = m_database.number(u"PRAGMA page_size"_s).value_or(0);
    const auto usedBytes = [this, pageBytes] {
        return pageBytes
            * (m_database.number(u"PRAGMA page_count"_s).value_or(0)
                - m_database.number(u"PRAGMA freelist_count"_s).value_or(0));
    };
    const qint64 mostBytes = bounds.bytes - RoomBytes;
    bool dropped = false;
    bool isWell = m_database.begin() && dropFigures(nowMs)
        && dropBefore(nowMs - bounds.days * DayMs, &dropped);
    const bool isOld = dropped;
    qint64 share = 50; // of what is recorded, 1/share goes; twice as much with each turn
    int drops = 0;
    while (isWell && usedBytes() > mostBytes && drops++ < MostDrops) {
        const qint64 oldest = oldestMs();
        if (oldest == 0)
            break;
        const qint64 spanMs = std::max<qint64>(nowMs - oldest, 1000);
        isWell = dropBefore(oldest + spanMs / share + 1, &dropped);
        share = std::max<qint64>(share / 2, 1);
    }
    isWell = isWell && m_database.commit();
    const qint64 pages = m_database.number(u"PRAGMA page_count"_s).value_or(0);
    const qint64 tooMany = pageBytes > 0 ? pages - mostBytes / pageBytes : 0;
    if (isWell && tooMany > 0)
        isWell = m_database.giveBackPages(int(std::min<qint64>(tooMany, VacuumPages)));
    if (!isWell)
        failed();
    takeSize();
    m_state.oldestMs = oldestMs();
    return isWell && (isOld || drops > MostDrops);
}

void HistoryFile::limitPages(int most)
{
    m_database.run(u"PRAGMA max_page_count=%1"_s.arg(most));
}

void HistoryFile::takeSize()
{
    m_state.bytes = m_database.bytesOnDisk();
}

void HistoryFile::forget()
{
    if (!takeLock())
        return; // another program writes it
    m_statements.reset();
    m_database.remove();
    const HistoryBounds bounds = m_state.bounds;
    m_state = HistoryState();
    m_state.kind = HistoryState::Kind::Opening;
    m_state.bounds = bounds;
}

} // namespace fanlight
