// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

#include <sys/types.h>

namespace fanlight {

// A file that a long run appends whole records to: lines of a log, rows of a table. What the disk
// or an administrator does to it never ends the run: a failure is told once, in the system's words,
// what was lost is counted, and each further write tries again. Renamed, removed or emptied
// (logrotate, with or without copytruncate) it begins anew, the header first. One thread at a time.
class FileSink {
public:
    struct Settings {
        QString path;
        QByteArray header; // with its line end; empty: none
        QByteArray lineEnd = "\n"; // ends a line that somebody left unfinished
        mode_t mode = 0666; // at creation, less the umask
        bool followsLinks = true; // false: a symbolic link at the path is refused
        // bytes; beyond them the file becomes PATH.1, that PATH.2 and so on; 0: never
        qint64 rotateAt = 0;
        int kept = 0; // how many of those stay
        const char* records = "lines"; // what they are called in what is said
    };

    FileSink() = default;
    ~FileSink() { close(); }
    FileSink(const FileSink&) = delete;
    FileSink& operator=(const FileSink&) = delete;

    // Empty, or why this path can never do ("cannot write x.csv: Permission denied"): it cannot be
    // opened, or holds another table. A full disk is not of that kind: write() will say so.
    QString open(Settings settings);
    // as asked for, whether or not the disk takes anything
    bool isOpen() const { return !m_settings.path.isEmpty(); }

    // Appends `records` whole ones, or none of them. Empty, or what is to be told just now: that it
    // fails, that it goes on.
    QString write(std::string_view text, qint64 records);
    // Opens the path anew, as after SIGHUP. Says what write() says.
    QString reopen();

    qint64 lost() const { return m_lost; } // records, since open()

private:
    enum class Problem { None, Passing, Lasting };

    Problem openFile();
    Problem begin();
    Problem checkHeader(qint64 size);
    bool isMovedAway() const;
    bool endsInMidLine(qint64 size) const;
    void rotateIfDue(qint64 more);
    bool append(std::string_view text);
    void failWith(int error);
    QString tell(bool isWritten, qint64 records);
    void close();
    int openForReading() const;

    Settings m_settings;
    QByteArray m_path; // as the system takes it
    int m_file = -1;
    bool m_isRegular = false;
    bool m_isTorn = false; // what stands last is half a record of ours
    qint64 m_size = -1; // what it should be; another size: somebody else has been there
    QString m_problem; // why the last attempt failed
    bool m_isFailing = false; // told already
    qint64 m_lost = 0;
    qint64 m_lostBefore = 0; // when it last worked
};

} // namespace fanlight
