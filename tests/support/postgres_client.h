// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/postgres_server.h"

#include <QByteArray>
#include <QByteArrayList>

#include <libpq-fe.h>

namespace fanlight::testing {

// An application's connection to PostgreSQL, for tests. Blocks. Any one thread.
class PostgresClient {
public:
    explicit PostgresClient(PostgresServer& server);
    ~PostgresClient();
    PostgresClient(const PostgresClient&) = delete;
    PostgresClient& operator=(const PostgresClient&) = delete;

    bool isOpen() const { return PQstatus(m_connection) == CONNECTION_OK; }
    // Commands, with semicolons between. False, and why(), where one fails.
    bool run(const QByteArray& commands);
    QByteArray why() const { return PQerrorMessage(m_connection); }
    // The first column of each row; null is "-".
    QByteArrayList column(const QByteArray& command);
    QByteArray value(const QByteArray& command); // of the first row
    int count(const QByteArray& table) { return value("SELECT count(*) FROM " + table).toInt(); }

    // The tables of contrib/postgresql/outbox.sql and their trigger, under another name.
    bool makeOutbox(const QByteArray& table);

private:
    PGconn* m_connection;
};

} // namespace fanlight::testing
