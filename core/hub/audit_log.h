// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <memory>
#include <vector>

namespace fanlight {

struct HubOptions;

// Something somebody did to the hub, or was refused. A plain value; empty texts: not known, or
// none.
struct AuditEntry {
    quint64 id = 0; // ascending, never used twice
    qint64 timeMs = 0; // since 1970
    QString actor; // the name of a token, “local” for who sits at this program
    QString role; // “admin”; empty: of nobody in particular
    QString address; // without its port
    QString action; // “publish”, “disconnect”, “begin fault”, “settings”, “refused”
    QString target; // whom or what it was done to
    QString outcome; // “done”, “4 disconnected”, “401: no token is known, 212 times”
};

// What was done to the hub by hand, and who was turned away: the last of it in memory, all of it in
// a file when there is one (--audit-file), a JSON object a line. One for each program, over its
// starts of the hub. Any thread may add, and never waits: lines wait in a bounded queue for a
// thread of their own, and those that find no room are counted.
class AuditLog {
public:
    static constexpr std::size_t Capacity = 2000; // entries in memory
    static constexpr std::size_t MaxWaiting = 10'000; // lines for the file

    AuditLog();
    ~AuditLog(); // writes what is left
    AuditLog(const AuditLog&) = delete;
    AuditLog& operator=(const AuditLog&) = delete;

    void add(AuditEntry entry); // gives it its id, and the time where it has none
    // … what may come many times a second: the first at once, how often it came since with the next
    // settle() that finds it SumMs old.
    void addRepeated(AuditEntry entry);
    static constexpr qint64 SumMs = 10'000;
    static constexpr std::size_t MaxSummed = 100; // at once; others are added each
    // Adds what was summed up; all of it when `isEnd`.
    void settle(qint64 nowMs, bool isEnd = false);

    // All goes to this file as well, with the manners of the log file: rotated at so many bytes,
    // for its owner only, no symbolic link, renamed or emptied it begins anew. An empty path: there
    // is none any longer. Empty when it can be written, else why not.
    QString setFile(const QString& path, qint64 rotateAt, int kept);
    // What differs between the two. Empty, or why not, with the option in front: it goes on as
    // before.
    QString follow(const HubOptions& before, const HubOptions& after);
    void reopen(); // the file, by its name: after SIGHUP

    // Entries with an id above that, oldest first.
    std::vector<AuditEntry> since(quint64 afterId) const;
    void clear(); // those in memory; ids go on
    quint64 added() const; // since the program started
    qint64 lostInFile() const;

    static QByteArray lineOf(const AuditEntry& entry); // with its line end

private:
    struct Private;
    std::shared_ptr<Private> m;
};

} // namespace fanlight
