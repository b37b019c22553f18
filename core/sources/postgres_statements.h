// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fanlight {

// What is said to PostgreSQL (12 and newer) of one outbox. Parameters are texts, each with its type
// in the statement; ids are an array, "{1,2}"; `lock` is this session's number, by which its rows
// are known and which its advisory lock carries. Plain values.
struct PostgresStatements {
    // The first number of our advisory locks; the second is the session's.
    static constexpr int LockClass = 0x46616e6c; // "Fanl"
    // How far the tables are counted; beyond that PostgreSQL estimates.
    static constexpr int MostCounted = 100'000;
    // Of a list of the dead, all bodies together.
    static constexpr int MostListedBytes = 16 << 20;

    // (class, lock, milliseconds of a statement): whether the lock was had. Also how this session
    // wants its transactions, and after how long a machine that is gone is taken for gone.
    static const char* const SetUp;
    QByteArray listen;
    QByteArray lookAtTable; // nothing comes of it but an error, where a table or column is missing
    QByteArray lookAtDead;
    // (sessions that are gone, most rows, lock, lease in milliseconds, most bytes of a body, bytes
    // of all bodies): rows for PostgresRow, the oldest first. At least one, if there is any.
    QByteArray take;
    QByteArray keep; // (ids, lock, lease): the lease of these begins anew; their ids
    QByteArray tryAgain; // (ids, lock): one try more of each
    QByteArray acknowledge; // (ids, lock)
    // (JSON of id, tries and reason of each, lock): from one table to the other in one step.
    QByteArray bury;
    QByteArray reclaim; // (ids, lock, lease, locks of sessions before): as keep
    QByteArray giveBack; // (ids to acknowledge, ids for others, lock)
    // (lock, class, MostCounted, the table as it is quoted): rows that wait, rows looked at, rows
    // there are as PostgreSQL estimates, the dead; of other sessions with rows in hand those that
    // are gone, as an array, and how many are not.
    QByteArray figures;
    QByteArray listDead; // (most letters, most bytes of a body, most of all): the newest first
    QByteArray removeDead; // (dead_id)

    // `table`, `dead` and `channel` as identifiers, in quotes.
    static PostgresStatements of(
        const QByteArray& table, const QByteArray& dead, const QByteArray& channel);

    static std::string array(const std::vector<std::int64_t>& numbers);
};

} // namespace fanlight
