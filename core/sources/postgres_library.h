// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <libpq-fe.h>

namespace fanlight {

// PostgreSQL's client library, libpq. It is not linked, since it would make every hub larger and
// later: it is loaded when the first source of PostgreSQL is opened, and stays until the process
// ends. Any thread.
struct PostgresLibrary {
    static constexpr int Version = 5; // of its SONAME, libpq.so.5

    // Null, with `error` a sentence that says what to install, where it is not there; it is looked
    // for again the next time.
    static const PostgresLibrary* find(QString* error);
    // Of another name or version, for tests.
    static bool load(PostgresLibrary* library, const QString& name, int version, QString* error);

    decltype(&::PQconnectStartParams) connectStartParams = nullptr;
    decltype(&::PQconnectPoll) connectPoll = nullptr;
    decltype(&::PQfinish) finish = nullptr;
    decltype(&::PQstatus) status = nullptr;
    decltype(&::PQsocket) socket = nullptr;
    decltype(&::PQerrorMessage) errorMessage = nullptr;
    decltype(&::PQparameterStatus) parameterStatus = nullptr;
    decltype(&::PQsetNoticeReceiver) setNoticeReceiver = nullptr;
    decltype(&::PQsetnonblocking) setnonblocking = nullptr;
    decltype(&::PQescapeIdentifier) escapeIdentifier = nullptr;
    decltype(&::PQsendQueryParams) sendQueryParams = nullptr;
    decltype(&::PQflush) flush = nullptr;
    decltype(&::PQconsumeInput) consumeInput = nullptr;
    decltype(&::PQisBusy) isBusy = nullptr;
    decltype(&::PQgetResult) getResult = nullptr;
    decltype(&::PQnotifies) notifies = nullptr;
    decltype(&::PQfreemem) freemem = nullptr;
    decltype(&::PQresultStatus) resultStatus = nullptr;
    decltype(&::PQresultErrorField) resultErrorField = nullptr;
    decltype(&::PQntuples) ntuples = nullptr;
    decltype(&::PQnfields) nfields = nullptr;
    decltype(&::PQgetisnull) getisnull = nullptr;
    decltype(&::PQgetvalue) getvalue = nullptr;
    decltype(&::PQgetlength) getlength = nullptr;
    decltype(&::PQcmdTuples) cmdTuples = nullptr;
    decltype(&::PQclear) clear = nullptr;
};

} // namespace fanlight
