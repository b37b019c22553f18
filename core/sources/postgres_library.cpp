// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_library.h"

#include <QLibrary>

#include <mutex>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

const PostgresLibrary* PostgresLibrary::find(QString* error)
{
    static std::mutex mutex;
    static PostgresLibrary library;
    static bool isLoaded = false;
    const std::scoped_lock lock(mutex);
    isLoaded = isLoaded || load(&library, u"pq"_s, Version, error);
    return isLoaded ? &library : nullptr;
}

bool PostgresLibrary::load(
    PostgresLibrary* library, const QString& name, int version, QString* error)
{
    QLibrary file(name, version);
    const auto find = [&file](auto& function, const char* symbol) {
        function = reinterpret_cast<std::decay_t<decltype(function)>>(file.resolve(symbol));
        return function != nullptr;
    };
    const bool isThere = file.load();
    PostgresLibrary& all = *library;
    const bool isWhole = isThere && find(all.connectStartParams, "PQconnectStartParams")
        && find(all.connectPoll, "PQconnectPoll") && find(all.finish, "PQfinish")
        && find(all.status, "PQstatus") && find(all.socket, "PQsocket")
        && find(all.errorMessage, "PQerrorMessage")
        && find(all.parameterStatus, "PQparameterStatus")
        && find(all.setNoticeReceiver, "PQsetNoticeReceiver")
        && find(all.setnonblocking, "PQsetnonblocking")
        && find(all.escapeIdentifier, "PQescapeIdentifier")
        && find(all.sendQueryParams, "PQsendQueryParams") && find(all.flush, "PQflush")
        && find(all.consumeInput, "PQconsumeInput") && find(all.isBusy, "PQisBusy")
        && find(all.getResult, "PQgetResult") && find(all.notifies, "PQnotifies")
        && find(all.freemem, "PQfreemem") && find(all.resultStatus, "PQresultStatus")
        && find(all.resultErrorField, "PQresultErrorField") && find(all.ntuples, "PQntuples")
        && find(all.nfields, "PQnfields") && find(all.getisnull, "PQgetisnull")
        && find(all.getvalue, "PQgetvalue") && find(all.getlength, "PQgetlength")
        && find(all.cmdTuples, "PQcmdTuples") && find(all.clear, "PQclear");
    if (!isWhole)
        *error = u"PostgreSQL's client library lib%1.so.%2 %3; Debian has it in the package "
                 "libpq5."_s.arg(name, QString::number(version),
                     isThere ? u"is too old, or another one" : u"is not there");
    return isWhole;
}

} // namespace fanlight
