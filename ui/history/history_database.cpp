// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_database.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtSql/QSqlQuery>

#include <algorithm>
#include <array>
#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr QFile::Permissions OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr int WalPages = 1000; // after which SQLite takes them over
constexpr qint64 WalBytes = 4 << 20; // what it leaves of its file then
const QByteArray FileHead = QByteArrayLiteral("SQLite format 3");
const std::array Beside{u"-wal"_s, u"-shm"_s, u"-journal"_s};

// SQLite's own numbers of results, without what they say in addition.
enum Result { Corrupt = 11, NotADatabase = 26 };
constexpr int ResultMask = 0xff;

QString newConnectionName()
{
    static std::atomic<int> made{0};
    return u"history-%1"_s.arg(++made);
}

QString causeWord(HistoryState::Cause cause)
{
    switch (cause) {
    case HistoryState::Cause::Newer:
        return u"newer"_s;
    case HistoryState::Cause::Foreign:
        return u"foreign"_s;
    default:
        return u"damaged"_s;
    }
}

QStringList asideFilters(const QFileInfo& file)
{
    QStringList filters;
    for (const char* word : {"damaged", "foreign", "newer"})
        filters << file.fileName() + u'.' + QLatin1String(word) + u"-*"_s;
    return filters;
}

} // namespace

HistoryDatabase::HistoryDatabase(const QString& path)
    : m_path(path)
    , m_name(newConnectionName())
{
}

HistoryDatabase::~HistoryDatabase()
{
    close();
}

HistoryDatabase::Opened HistoryDatabase::open(const QStringList& makeTables)
{
    Opened opened;
    if (!prepareFile()) {
        opened.problem = m_error;
        return opened;
    }
    opened.problem = connect();
    const std::optional<HistoryState::Cause> cause
        = opened.problem.isEmpty() ? examine() : std::nullopt;
    const bool isNew = opened.problem.isEmpty() && !cause
        && number(u"SELECT count(*) FROM sqlite_master"_s).value_or(-1) == 0;
    if (cause || (opened.problem.isEmpty() && m_isDamaged))
        return reopen(cause.value_or(HistoryState::Cause::Damaged), makeTables);
    if (!opened.problem.isEmpty()) {
        if (m_isDamaged)
            return reopen(HistoryState::Cause::Damaged, makeTables);
        return opened;
    }
    if (isNew)
        run(u"PRAGMA auto_vacuum=INCREMENTAL"_s); // before anything is in it
    bool isMade = run(u"PRAGMA journal_mode=WAL"_s) && run(u"PRAGMA synchronous=NORMAL"_s)
        && run(u"PRAGMA wal_autocheckpoint=%1"_s.arg(WalPages))
        && run(u"PRAGMA journal_size_limit=%1"_s.arg(WalBytes));
    if (isMade && isNew) {
        isMade = begin();
        for (const QString& statement : makeTables)
            isMade = isMade && run(statement);
        isMade = isMade && run(u"PRAGMA application_id=%1"_s.arg(ApplicationId))
            && run(u"PRAGMA user_version=%1"_s.arg(Schema)) && commit();
    }
    if (!isMade) {
        if (m_isDamaged)
            return reopen(HistoryState::Cause::Damaged, makeTables);
        opened.problem = m_error;
        close();
    }
    return opened;
}

HistoryDatabase::Opened HistoryDatabase::reopen(
    HistoryState::Cause cause, const QStringList& makeTables)
{
    close();
    Opened opened;
    const QString aside = putAside(cause);
    if (aside.isEmpty()) {
        opened.problem = m_error;
        return opened;
    }
    opened = open(makeTables); // of a file that is not there: this is not come to again
    opened.cause = cause;
    opened.putAside = aside;
    return opened;
}

bool HistoryDatabase::openToRead()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return false;
    takeHead(file);
    file.close();
    if (m_isForeign || !connect(true).isEmpty())
        return false;
    if (!examine() && number(u"PRAGMA user_version"_s) == Schema)
        return true;
    close();
    return false;
}

// The folder and the file are for their owner only: messages are in it.
bool HistoryDatabase::prepareFile()
{
    m_error.clear();
    m_isDamaged = false;
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!QDir().mkpath(folder)) {
        m_error = u"the folder %1 cannot be made"_s.arg(folder);
        return false;
    }
    QFile::setPermissions(folder, OwnerOnly | QFile::ExeOwner);
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite)) {
        m_error = u"%1: %2"_s.arg(m_path, file.errorString());
        return false;
    }
    file.setPermissions(OwnerOnly);
    takeHead(file);
    return true;
}

// Before SQLite has it open: whoever closes a file lets go of all locks that the process has on it.
void HistoryDatabase::takeHead(QFile& file)
{
    m_isForeign = file.size() > 0 && !file.read(FileHead.size()).startsWith(FileHead);
}

QString HistoryDatabase::connect(bool onlyToRead)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (!database.isValid()) {
        database = {};
        QSqlDatabase::removeDatabase(m_name);
        return u"Qt's SQLite plugin is not there: install libqt6sql6-sqlite"_s;
    }
    database.setDatabaseName(m_path);
    database.setConnectOptions(onlyToRead ? u"QSQLITE_BUSY_TIMEOUT=1000;QSQLITE_OPEN_READONLY"_s
                                          : u"QSQLITE_BUSY_TIMEOUT=1000"_s);
    m_isOpen = database.open();
    if (m_isOpen)
        return {};
    takeError(database.lastError());
    database = {};
    close();
    return m_error;
}

// Why this file is not one to go on with; nothing: it is ours, or empty.
std::optional<HistoryState::Cause> HistoryDatabase::examine()
{
    if (m_isForeign)
        return HistoryState::Cause::Foreign;
    if (QFileInfo(m_path).size() == 0)
        return std::nullopt;
    const std::optional<qint64> id = number(u"PRAGMA application_id"_s);
    const std::optional<qint64> version = number(u"PRAGMA user_version"_s);
    const std::optional<qint64> tables = number(u"SELECT count(*) FROM sqlite_master"_s);
    if (!id || !version || !tables)
        return m_isDamaged ? std::optional(HistoryState::Cause::Damaged) : std::nullopt;
    if (*id == 0 && *version == 0 && *tables == 0)
        return std::nullopt; // it was about to be made
    if (*id != ApplicationId)
        return HistoryState::Cause::Foreign;
    if (*version > Schema)
        return HistoryState::Cause::Newer;
    return *version == Schema ? std::nullopt : std::optional(HistoryState::Cause::Foreign);
}

void HistoryDatabase::close()
{
    m_isOpen = false;
    if (QSqlDatabase::contains(m_name)) {
        QSqlDatabase::database(m_name, false).close();
        QSqlDatabase::removeDatabase(m_name);
    }
}

void HistoryDatabase::remove()
{
    close();
    const QFileInfo file(m_path);
    for (const QString& name : file.dir().entryList(asideFilters(file), QDir::Files))
        QFile::remove(file.dir().filePath(name));
    for (const QString& end : Beside)
        QFile::remove(m_path + end);
    QFile::remove(m_path);
}

// Where to; empty: it cannot be, and error() says why.
QString HistoryDatabase::putAside(HistoryState::Cause cause)
{
    const QFileInfo file(m_path);
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString aside = m_path + u'.' + causeWord(cause) + u'-' + time;
    for (int i = 2; QFileInfo::exists(aside); ++i)
        aside = m_path + u'.' + causeWord(cause) + u'-' + time + u'-' + QString::number(i);
    QFile found(m_path);
    if (!found.rename(aside)) {
        m_error = u"%1 cannot be put aside: %2"_s.arg(m_path, found.errorString());
        return {};
    }
    for (const QString& end : Beside)
        QFile::rename(m_path + end, aside + end);
    QStringList all = file.dir().entryList(asideFilters(file), QDir::Files, QDir::Time);
    all.removeIf([](const QString& name) {
        return std::any_of(Beside.begin(), Beside.end(),
            [&name](const QString& end) { return name.endsWith(end); });
    });
    for (const QString& old : all.mid(MostAside)) {
        for (const QString& end : Beside)
            QFile::remove(file.dir().filePath(old) + end);
        QFile::remove(file.dir().filePath(old));
    }
    return aside;
}

QSqlQuery HistoryDatabase::query() const
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    return query;
}

bool HistoryDatabase::run(QSqlQuery& query)
{
    if (query.exec())
        return true;
    takeError(query.lastError());
    return false;
}

bool HistoryDatabase::run(const QString& statement)
{
    QSqlQuery query = this->query();
    if (query.exec(statement))
        return true;
    takeError(query.lastError());
    return false;
}

bool HistoryDatabase::giveBackPages(int most)
{
    // SQLite gives one back for each step, and Qt takes one step for each run.
    QSqlQuery query = this->query();
    query.prepare(u"PRAGMA incremental_vacuum"_s);
    bool isWell = begin();
    for (int page = 0; isWell && page < most; ++page) {
        isWell = run(query);
        query.finish(); // nothing is committed while one is under way
    }
    return isWell && commit();
}

void HistoryDatabase::look(const QSqlQuery& query)
{
    if (query.lastError().isValid())
        takeError(query.lastError());
}

std::optional<qint64> HistoryDatabase::number(const QString& statement)
{
    QSqlQuery query = this->query();
    if (query.exec(statement) && query.next())
        return query.value(0).toLongLong();
    if (query.lastError().isValid())
        takeError(query.lastError());
    return std::nullopt;
}

void HistoryDatabase::rollback()
{
    query().exec(u"ROLLBACK"_s); // the error stays that of before
}

void HistoryDatabase::takeError(const QSqlError& error)
{
    const int result = error.nativeErrorCode().toInt() & ResultMask;
    m_isDamaged = m_isDamaged || result == Corrupt || result == NotADatabase;
    m_error = error.databaseText().isEmpty() ? error.text() : error.databaseText();
}

bool HistoryDatabase::isThere() const
{
    return QFileInfo::exists(m_path);
}

qint64 HistoryDatabase::bytesOnDisk() const
{
    qint64 bytes = QFileInfo(m_path).size();
    for (const QString& end : Beside)
        bytes += QFileInfo(m_path + end).size();
    return bytes;
}

} // namespace fanlight
