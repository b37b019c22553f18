// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_kind.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// Whether or not this build has the kind.
QString readPostgresAddress(const QString& text, PostgresPlace* place)
{
    QString error;
    const auto url = SourceUrl::parse(text, &error);
    return url ? PostgresPlace::read(*url, place) : error;
}

} // namespace

class TestPostgresKind : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatAnAddressSays()
    {
        PostgresPlace place;
        QCOMPARE(
            readPostgresAddress(
                u"postgresql://app:a%2Fb@db1,db2:5433/shop?table=events.outbox&prefetch=250"
                "&dead=graves.old&lease=1m&sslmode=verify-ca&ca=/ca.pem&cert=/c.pem&key=/k.pem"_s,
                &place),
            QString());
        QCOMPARE(place.url.user, u"app"_s);
        QCOMPARE(place.url.password, u"a/b"_s);
        QCOMPARE(place.url.hosts.size(), 2);
        QCOMPARE(place.database, u"shop"_s);
        QCOMPARE(place.table, (PostgresTable{u"events"_s, u"outbox"_s}));
        QCOMPARE(place.dead, (PostgresTable{u"graves"_s, u"old"_s}));
        QCOMPARE(place.channel(), u"outbox"_s);
        QCOMPARE(place.prefetch, 250);
        QCOMPARE(place.lease, std::chrono::milliseconds(60'000));
        QCOMPARE(place.sslMode, u"verify-ca"_s);
        QCOMPARE(place.keyFile, u"/k.pem"_s);
    }

    void whatAnAddressDoesNotSayIsAsUsual()
    {
        PostgresPlace place;
        QCOMPARE(readPostgresAddress(u"postgres://db/app?table=s.outbox"_s, &place), QString());
        QCOMPARE(place.prefetch, 100);
        QCOMPARE(place.dead, (PostgresTable{u"s"_s, u"outbox_dead"_s}));
        QCOMPARE(place.lease, std::chrono::milliseconds(30'000));
        QVERIFY(place.sslMode.isEmpty());
        QVERIFY(place.socketFolder.isEmpty());
        QCOMPARE(place.server(), u"PostgreSQL at db"_s);
    }

    void aSocketIsNamedByItsFolder()
    {
        PostgresPlace place;
        QCOMPARE(readPostgresAddress(
                     u"postgres:///app?host=/run/postgresql&port=5433&table=outbox"_s, &place),
            QString());
        QCOMPARE(place.socketFolder, u"/run/postgresql"_s);
        QCOMPARE(place.socketPort, quint16(5433));
        QCOMPARE(place.database, u"app"_s);
    }

    void whoeverNamesAuthoritiesMeansThatTheyAreAsked()
    {
        PostgresPlace place;
        QCOMPARE(readPostgresAddress(u"postgres://db/app?table=t&ca=/ca.pem"_s, &place), QString());
        QCOMPARE(place.sslMode, u"verify-full"_s);
    }

    void saysWhatIsWrongWithAnAddress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("database") << u"postgres://db?table=t"_s << u"the database is missing"_s;
        QTest::newRow("database of a slash")
            << u"postgres://db/?table=t"_s << u"the database is missing"_s;
        QTest::newRow("table") << u"postgres://db/app"_s << u"“table=” is missing"_s;
        QTest::newRow("dots") << u"postgres://db/app?table=a.b.c"_s << u"TABLE or SCHEMA.TABLE"_s;
        QTest::newRow("no schema") << u"postgres://db/app?table=.b"_s << u"SCHEMA.TABLE"_s;
        QTest::newRow("control") << u"postgres://db/app?table=a%0Ab"_s << u"SCHEMA.TABLE"_s;
        QTest::newRow("nul") << u"postgres://db/app?table=a%00b"_s << u"SCHEMA.TABLE"_s;
        QTest::newRow("long") << u"postgres://db/app?table="_s + QString(64, u'a')
                              << u"at most 63 bytes"_s;
        QTest::newRow("long dead") << u"postgres://db/app?table="_s + QString(60, u'a')
                                   << u"too long a name for the table of the dead"_s;
        QTest::newRow("same") << u"postgres://db/app?table=t&dead=t"_s << u"another table"_s;
        QTest::newRow("dead") << u"postgres://db/app?table=t&dead="_s << u"“dead=” is TABLE"_s;
        QTest::newRow("prefetch") << u"postgres://db/app?table=t&prefetch=0"_s
                                  << u"“prefetch=” is no whole number"_s;
        QTest::newRow("lease") << u"postgres://db/app?table=t&lease=1s"_s
                               << u"“lease=” is no duration from 5s to 1h"_s;
        QTest::newRow("mode") << u"postgres://db/app?table=t&sslmode=yes"_s
                              << u"“sslmode=” is one of disable"_s;
        QTest::newRow("whom to trust") << u"postgres://db/app?table=t&sslmode=verify-full"_s
                                       << u"needs the authorities to trust"_s;
        QTest::newRow("who is not asked")
            << u"postgres://db/app?table=t&sslmode=require&ca=f"_s << u"“ca=” is for"_s;
        QTest::newRow("half") << u"postgres://db/app?table=t&cert=f"_s << u"two files"_s;
        QTest::newRow("two hosts") << u"postgres://db/app?table=t&host=/run"_s
                                   << u"“host=” is for an address without a host"_s;
        QTest::newRow("no folder")
            << u"postgres:///app?table=t&host=db"_s << u"the folder of a socket"_s;
        QTest::newRow("port") << u"postgres:///app?table=t&port=1"_s << u"“port=” is for “host=”"_s;
    }

    void saysWhatIsWrongWithAnAddress()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, why);
        PostgresPlace place;
        const QString wrong = readPostgresAddress(text, &place);
        QVERIFY2(wrong.contains(why), qPrintable(wrong));
    }

    void aSourceIsCalledAsItsTableAndShowsNoPassword()
    {
        QString error;
        const auto given
            = source_kinds::read(u"postgres://a:hush@db/app?table=s.outbox&kye=1"_s, &error);
        QVERIFY(!given);
        QVERIFY2(!error.contains(u"hush"), qPrintable(error));
        if (!source_kinds::find(u"postgres")->isBuiltIn) {
            QVERIFY2(error.contains(u"this build lacks libpq"), qPrintable(error));
            return;
        }
        QVERIFY2(error.contains(u"did you mean “key”?"), qPrintable(error));
        const auto right = source_kinds::read(u"postgres://a:hush@db/app?table=s.outbox"_s, &error);
        QVERIFY2(right, qPrintable(error));
        QCOMPARE(right->name, u"s.outbox"_s);
        QCOMPARE(right->kind->name, u"postgres"_s);
        QVERIFY(!right->url.display().contains(u"hush"));
    }
};

ROOM_TEST(TestPostgresKind, QCoreApplication)
#include "tst_postgres_kind.moc"
