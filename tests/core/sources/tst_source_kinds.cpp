// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_kinds.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSourceKinds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindHasItsOwnSchemesAndSaysHowItsAddressesLook()
    {
        QStringList schemes;
        for (const SourceKind& kind : source_kinds::all()) {
            QVERIFY(kind.form.startsWith(kind.schemes.first().left(3)));
            QVERIFY(!kind.title.isEmpty());
            QVERIFY(kind.read);
            QVERIFY(kind.isBuiltIn || !kind.library.isEmpty());
            QVERIFY(kind.schemes.contains(kind.name));
            schemes += kind.schemes;
            for (const QString& scheme : kind.schemes)
                QCOMPARE(source_kinds::find(scheme), &kind);
            QVERIFY(source_kinds::builtIn().contains(kind.name));
        }
        QCOMPARE(schemes.removeDuplicates(), 0);
        QVERIFY(!source_kinds::find(u"ftp"));
    }

    void saysWhatToDoAboutAnAddressItDoesNotTake_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("no scheme") << u"outbox"_s << u"begins with one of redis-stream://"_s;
        QTest::newRow("unknown") << u"ftp://:hush@c"_s << u"no source is called ftp://"_s;
        QTest::newRow("misspelt") << u"redis-streams://:hush@c"_s
                                  << u"did you mean redis-stream://?"_s;
        QTest::newRow("parameter") << u"redis-stream://:hush@c?kye=a"_s << u"did you mean “key”?"_s;
        QTest::newRow("no key") << u"redis-stream://:hush@c"_s << u"“key=” is missing"_s;
        QTest::newRow("prefetch") << u"redis-stream://:hush@c?key=k&prefetch=0"_s
                                  << u"“prefetch=” is no whole number from 1 to 10000"_s;
        QTest::newRow("form") << u"redis-stream://?key=k"_s << u"Accepted: redis-stream://"_s;
        QTest::newRow("name with a slash") << u"redis-stream://c?key=a/b"_s << u"?name=NAME"_s;
    }

    void saysWhatToDoAboutAnAddressItDoesNotTake()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, why);
        QString error;
        QVERIFY(!source_kinds::read(text, &error));
        QVERIFY2(error.contains(why), qPrintable(error));
        QVERIFY2(!error.contains(u"hush"), qPrintable(error));
    }

    void aSourceIsCalledAsItsQueueUnlessItHasAName()
    {
        std::vector<source_kinds::Given> given;
        QCOMPARE(source_kinds::readAll({u"redis-stream://c?key=outbox"_s,
                                           u"redis-stream://c/1?key=outbox&name=second"_s},
                     &given),
            QString());
        QCOMPARE(given.size(), 2U);
        QCOMPARE(given[0].name, u"outbox"_s);
        QCOMPARE(given[1].name, u"second"_s);
        QCOMPARE(given[1].kind->name, u"redis-stream"_s);
    }

    void twoOfOneNameAreRefused()
    {
        std::vector<source_kinds::Given> given;
        const QString wrong = source_kinds::readAll(
            {u"redis-stream://c?key=outbox"_s, u"redis-stream://d?key=outbox"_s}, &given);
        QVERIFY2(wrong.contains(u"two sources are called “outbox”"), qPrintable(wrong));
    }
};

ROOM_TEST(TestSourceKinds, QCoreApplication)
#include "tst_source_kinds.moc"
