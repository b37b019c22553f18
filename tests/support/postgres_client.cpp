// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_client.h"

#include <QFile>

namespace fanlight::testing {

PostgresClient::PostgresClient(PostgresServer& server)
{
    const QByteArray port = QByteArray::number(server.port());
    const char* const names[] = {"host", "port", "user", "password", "dbname", nullptr};
    const char* const values[] = {"127.0.0.1", port.constData(), PostgresServer::User,
        PostgresServer::Password, "postgres", nullptr};
    m_connection = PQconnectdbParams(names, values, 0);
    PQsetNoticeProcessor(
        m_connection, [](void*, const char*) {}, nullptr);
}

PostgresClient::~PostgresClient()
{
    PQfinish(m_connection);
}

bool PostgresClient::run(const QByteArray& commands)
{
    PGresult* const result = PQexec(m_connection, commands.constData());
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

QByteArrayList PostgresClient::column(const QByteArray& command)
{
    PGresult* const result = PQexec(m_connection, command.constData());
    QByteArrayList all;
    for (int i = 0; i < PQntuples(result); ++i)
        all.append(PQgetisnull(result, i, 0) ? QByteArray("-") : PQgetvalue(result, i, 0));
    PQclear(result);
    return all;
}

QByteArray PostgresClient::value(const QByteArray& command)
{
    return column(command).value(0);
}

bool PostgresClient::makeOutbox(const QByteArray& table)
{
    QFile file(QStringLiteral(FANLIGHT_OUTBOX_SQL));
    return file.open(QIODevice::ReadOnly) && run(file.readAll().replace("fanlight_outbox", table));
}

} // namespace fanlight::testing
