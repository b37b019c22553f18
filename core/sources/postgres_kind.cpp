// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_kind.h"

#include "metrics/units.h"

#include <QStringList>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto PostgresScheme = "postgres"_L1;
constexpr auto PostgresLongScheme = "postgresql"_L1; // as libpq's own addresses begin, too

bool isPostgresName(const QString& name)
{
    return !name.isEmpty() && name.toUtf8().size() <= PostgresTable::MostNameBytes
        && std::none_of(name.begin(), name.end(),
            [](QChar c) { return c.category() == QChar::Other_Control || c == u'.'; });
}

QString readPostgresTable(const QString& text, QStringView key, PostgresTable* table)
{
    const qsizetype dot = text.indexOf(u'.');
    table->schema = dot < 0 ? QString() : text.left(dot);
    table->name = text.mid(dot + 1);
    const bool isRight = isPostgresName(table->name) && (dot < 0 || isPostgresName(table->schema));
    return isRight ? QString()
                   : u"“%1=” is TABLE or SCHEMA.TABLE, each of at most %2 bytes"_s.arg(key).arg(
                       PostgresTable::MostNameBytes);
}

QString readPostgresTables(const SourceUrl& url, PostgresPlace* place)
{
    QString text;
    QString wrong
        = source_kinds::readNeeded(url, u"table", u"the table, ?table=fanlight_outbox"_s, &text);
    if (wrong.isEmpty())
        wrong = readPostgresTable(text, u"table", &place->table);
    if (!wrong.isEmpty())
        return wrong;
    if (const QString dead = url.value(u"dead"); !dead.isNull())
        return readPostgresTable(dead, u"dead", &place->dead);
    place->dead = {place->table.schema, place->table.name % u"_dead"_s};
    return isPostgresName(place->dead.name)
        ? QString()
        : u"“%1” is too long a name for the table of the dead; “dead=” names another"_s.arg(
            place->dead.name);
}

// A server by its name, or this machine's by the folder of its socket.
QString readPostgresServer(const SourceUrl& url, PostgresPlace* place)
{
    place->socketFolder = url.value(u"host");
    if (!place->socketFolder.isNull() && !url.hosts.isEmpty())
        return u"“host=” is for an address without a host, as in postgres:///app?host=/run/postgresql"_s;
    if (!place->socketFolder.isNull() && !place->socketFolder.startsWith(u'/'))
        return u"“host=” is the folder of a socket, like /run/postgresql"_s;
    int port = PostgresPlace::Port;
    if (QString wrong = source_kinds::readCount(url, u"port", 1, 65535, &port); !wrong.isEmpty())
        return wrong;
    if (!url.value(u"port").isNull() && place->socketFolder.isEmpty())
        return u"“port=” is for “host=”; else it stands behind the host, as in host:5433"_s;
    place->socketPort = static_cast<quint16>(port);
    place->database = url.path;
    return place->database.isEmpty() ? u"the database is missing, as in postgres://host/app"_s
                                     : QString();
}

QString readPostgresTls(const SourceUrl& url, PostgresPlace* place)
{
    static const QStringList Modes
        = {u"disable"_s, u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    place->sslMode = url.value(u"sslmode");
    if (!place->sslMode.isNull() && !Modes.contains(place->sslMode))
        return u"“sslmode=” is one of %1"_s.arg(Modes.join(u", "_s));
    place->caFile = url.value(u"ca");
    place->certificateFile = url.value(u"cert");
    place->keyFile = url.value(u"key");
    if (place->certificateFile.isEmpty() != place->keyFile.isEmpty())
        return u"a certificate of our own is two files, “cert=” and “key=”"_s;
    const bool verifies = place->sslMode.startsWith("verify-"_L1);
    if (verifies && place->caFile.isEmpty())
        return u"“sslmode=%1” needs the authorities to trust, “ca=FILE”"_s.arg(place->sslMode);
    // Whoever names authorities means that they are asked.
    if (!place->caFile.isEmpty() && place->sslMode.isNull())
        place->sslMode = u"verify-full"_s;
    else if (!place->caFile.isEmpty() && !verifies)
        return u"“ca=” is for “sslmode=verify-full” or “verify-ca”"_s;
    return {};
}

QString readPostgresLease(const SourceUrl& url, PostgresPlace* place)
{
    const QString text = url.value(u"lease");
    if (text.isNull())
        return {};
    const auto time = parseDuration(text);
    if (!time || *time < PostgresPlace::LeastLease || *time > PostgresPlace::MostLease)
        return u"“lease=” is no duration from %1 to %2, like 30s"_s.arg(
            durationText(PostgresPlace::LeastLease), durationText(PostgresPlace::MostLease));
    place->lease = *time;
    return {};
}

QString readPostgresKind(const SourceUrl& url, QString* queue)
{
    PostgresPlace place;
    QString wrong = PostgresPlace::read(url, &place);
    *queue = place.table.text();
    return wrong;
}

#ifdef FANLIGHT_WITH_POSTGRESQL
constexpr bool HasPostgres = true;
#else
constexpr bool HasPostgres = false;
#endif

} // namespace

QString PostgresTable::text() const
{
    return schema.isEmpty() ? name : QString(schema % u'.' % name);
}

QString PostgresPlace::read(const SourceUrl& url, PostgresPlace* place)
{
    place->url = url;
    QString wrong = readPostgresServer(url, place);
    if (wrong.isEmpty())
        wrong = readPostgresTables(url, place);
    if (wrong.isEmpty() && place->table == place->dead)
        wrong = u"“dead=” is the name of another table than “table=”"_s;
    if (wrong.isEmpty())
        wrong = source_kinds::readCount(
            url, u"prefetch", 1, source_kinds::MostPrefetch, &place->prefetch);
    if (wrong.isEmpty())
        wrong = readPostgresLease(url, place);
    if (wrong.isEmpty())
        wrong = readPostgresTls(url, place);
    return wrong;
}

QString PostgresPlace::server() const
{
    QStringList hosts;
    for (const SourceHost& host : url.hosts)
        hosts += host.text();
    if (hosts.isEmpty())
        return socketFolder.isEmpty() ? u"PostgreSQL"_s
                                      : QString(u"PostgreSQL at "_s % socketFolder);
    return u"PostgreSQL at "_s % hosts.join(u", "_s);
}

SourceKind postgresKind()
{
    return {u"postgres"_s, u"PostgreSQL"_s,
        u"postgres://[user[:password]@]host[:port]/database?table=[SCHEMA.]TABLE[&prefetch=100]"
        "[&dead=TABLE][&lease=30s][&sslmode=MODE][&ca=FILE][&cert=FILE&key=FILE], "
        "postgres:///database?host=/run/postgresql&table=TABLE"_s,
        {PostgresScheme, PostgresLongScheme},
        {u"table"_s, u"prefetch"_s, u"dead"_s, u"lease"_s, u"sslmode"_s, u"ca"_s, u"cert"_s,
            u"key"_s, u"host"_s, u"port"_s},
        u"libpq"_s, readPostgresKind, HasPostgres};
}

} // namespace fanlight
