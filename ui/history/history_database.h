// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_state.h"

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>

#include <optional>

class QFile;
class QSqlQuery;

namespace fanlight {

// An SQLite file of ours: opened or made, its version looked at, put aside where it is not one that
// this program can go on with. Nothing that is found is removed or overwritten. One thread, from
// the making to the end.
class HistoryDatabase {
public:
    static constexpr int Schema = 1; // what this version writes
    static constexpr int ApplicationId = 0x46614869; // "FaHi", in the file's head
    static constexpr int MostAside = 3; // the oldest of those put aside by this program goes first

    explicit HistoryDatabase(const QString& path);
    ~HistoryDatabase();
    HistoryDatabase(const HistoryDatabase&) = delete;
    HistoryDatabase& operator=(const HistoryDatabase&) = delete;

    struct Opened {
        QString problem; // why it is not open; empty: it is
        HistoryState::Cause cause = HistoryState::Cause::None; // of putting aside
        QString putAside; // where to
    };
    // For writing; `makeTables` is run, in one transaction, on a file that is new.
    Opened open(const QStringList& makeTables);
    // Only to be read, and as it is: false where it is none of ours, or not there.
    bool openToRead();
    // What is found damaged later goes aside, too.
    Opened reopen(HistoryState::Cause cause, const QStringList& makeTables);
    void close();
    void remove(); // the file, what is beside it, and what was put aside
    bool isOpen() const { return m_isOpen; }

    QSqlQuery query() const; // forward only
    // Whether it worked; an error is kept until the next.
    bool run(QSqlQuery& query);
    bool run(const QString& statement);
    bool giveBackPages(int most); // free ones, to the file system
    void look(const QSqlQuery& query); // whether it ended for an error
    std::optional<qint64> number(const QString& statement); // the first of the answer
    bool begin() { return run(QStringLiteral("BEGIN IMMEDIATE")); }
    bool commit() { return run(QStringLiteral("COMMIT")); }
    void rollback();

    const QString& error() const { return m_error; } // in words; empty: none
    bool isDamaged() const { return m_isDamaged; } // so the last error says
    bool isThere() const; // nobody has removed or renamed it
    qint64 bytesOnDisk() const; // of the file and what SQLite keeps beside it

private:
    std::optional<HistoryState::Cause> examine();
    QString connect(bool onlyToRead = false);
    bool prepareFile();
    void takeHead(QFile& file);
    QString putAside(HistoryState::Cause cause);
    void takeError(const QSqlError& error);

    const QString m_path;
    const QString m_name; // of the connection
    bool m_isOpen = false;
    bool m_isDamaged = false;
    bool m_isForeign = false; // by how it begins
    QString m_error;
};

} // namespace fanlight
