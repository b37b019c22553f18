// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"
#include "sources/source_kinds.h"
#include "sources/source_url.h"

#include <QString>

#include <chrono>

namespace fanlight {

// A table of PostgreSQL, by its names as they stand in the catalogue, without quotes.
struct PostgresTable {
    static constexpr qsizetype MostNameBytes = 63; // of PostgreSQL's identifiers, in UTF-8

    QString schema; // empty: the first of the user's search_path that has it
    QString name;

    QString text() const; // "schema.name"
    bool operator==(const PostgresTable&) const = default;
};

// An outbox of PostgreSQL and where its dead go, as the address says it. A plain value; it is read
// whether or not the client library's header was there at build time.
struct PostgresPlace {
    static constexpr quint16 Port = 5432;
    static constexpr std::chrono::milliseconds LeastLease = std::chrono::seconds(5);
    static constexpr std::chrono::milliseconds MostLease = std::chrono::hours(1);

    SourceUrl url; // hosts, user, password (or its file)
    QString socketFolder; // of ?host=/run/postgresql; empty, and no hosts: where libpq looks
    quint16 socketPort = Port; // with a folder: the end of the socket's name
    QString database;
    PostgresTable table;
    PostgresTable dead; // TABLE_dead of the same schema unless named
    int prefetch = Source::DefaultPrefetch;
    // After which others take what this hub has in hand, though its session lasts: it hangs.
    std::chrono::milliseconds lease = std::chrono::seconds(30);
    QString sslMode; // as libpq has it; empty: its own choice
    QString caFile, certificateFile, keyFile; // PEM, of TLS
    // Without a byte while an answer, or a connection, is due. Not of the address.
    std::chrono::milliseconds replyPatience = std::chrono::seconds(10);

    // What is wrong with an address, in a sentence's part, or nothing.
    static QString read(const SourceUrl& url, PostgresPlace* place);
    // The channel of NOTIFY that tells of new rows: the table's name, without its schema.
    const QString& channel() const { return table.name; }
    QString server() const; // how a sentence calls it
};

SourceKind postgresKind();

} // namespace fanlight
