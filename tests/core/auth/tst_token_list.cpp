// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/named_tokens.h"
#include "auth/token_list.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace fanlight::auth;
using namespace Qt::Literals::StringLiterals;

class TestTokenList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesStandInFront_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read"); // name:token
        const auto row = [](const QString& text, const QString& read) {
            QTest::newRow(qPrintable(text)) << text << read;
        };
        row(u""_s, u""_s);
        row(u"abc"_s, u":abc"_s);
        row(u"ci=abc"_s, u"ci:abc"_s);
        row(u"ci=abc=="_s, u"ci:abc=="_s);
        row(u"YWJjZA=="_s, u":YWJjZA=="_s); // a token in base64, not one named YWJjZA
        row(u"s3cret-._~+/="_s, u":s3cret-._~+/="_s);
        row(u"a/b=c"_s, u":a/b=c"_s);
        row(u"ci=@/run/secrets/a b"_s, u"ci:@/run/secrets/a b"_s);
        row(u"@/run/secrets/t"_s, u":@/run/secrets/t"_s);
        row(u"new, ci=a,dev=b"_s, u":new ci:a dev:b"_s);
    }
    void namesStandInFront()
    {
        QFETCH(QString, text);
        QFETCH(QString, read);
        std::vector<GivenToken> tokens;
        QCOMPARE(parseTokens(text, tokens), QString());
        QStringList all;
        for (const GivenToken& token : tokens)
            all.append(token.name + u':' + token.text);
        QCOMPARE(all.join(u' '), read);
    }
    void whatIsWrongIsSaidWithoutTheToken_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("a comma in a token") << u"hush,hush"_s << u"each needs a name"_s;
        QTest::newRow("a name twice") << u"ci=hush,ci=hushed"_s << u"“ci” is the name of two"_s;
        QTest::newRow("a blank") << u"hush hush"_s << u"no blanks"_s;
        QTest::newRow("beyond ASCII") << u"hüsh"_s << u"ASCII"_s;
        QTest::newRow("too long") << QString(600, u'h') << u"512"_s;
    }
    void whatIsWrongIsSaidWithoutTheToken()
    {
        QFETCH(QString, text);
        QFETCH(QString, why);
        std::vector<GivenToken> tokens;
        const QString error = parseTokens(text, tokens);
        QVERIFY2(error.contains(why), qPrintable(error));
        QVERIFY(!error.contains(u"hush"_s) && !error.contains(u"hhhh"_s));
    }
    void secretsMayStandInFiles()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"secret"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hush\nhush\r\n");
        file.close();
        QString error;
        QCOMPARE(secretOf(u'@' + file.fileName(), error), std::string("hush\nhush"));
        QCOMPARE(secretOf(u"plain"_s, error), std::string("plain"));
        QCOMPARE(error, QString());
        QVERIFY(!secretOf(u'@' + folder.filePath(u"none"_s), error));
        QVERIFY2(error.contains(u"cannot be read"), qPrintable(error));
        QVERIFY(file.resize(0));
        QVERIFY(!secretOf(u'@' + file.fileName(), error));
        QVERIFY2(error.contains(u"is empty"), qPrintable(error));
    }
    void aTokenIsFoundWithItsNameAndRole()
    {
        NamedTokens tokens;
        QVERIFY(tokens.isEmpty());
        tokens.add("ci", Role::Publish, "abc");
        tokens.add("ops", Role::Admin, "def");
        QCOMPARE(tokens.find("abc")->name, std::string("ci"));
        QCOMPARE(tokens.find("def")->role, Role::Admin);
        for (const char* wrong : {"", "ab", "abcd", "ABC", "abc "})
            QVERIFY(!tokens.find(wrong));
        QVERIFY(tokens.holdsFor(Role::Monitor)); // the administrator may
        QCOMPARE(bearerTokenOf("Bearer abc"), std::string_view("abc"));
        QCOMPARE(bearerTokenOf("bearer   abc"), std::string_view("abc"));
        for (const char* none : {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc"})
            QCOMPARE(bearerTokenOf(none), std::string_view());
    }
    void rolesCoverWhatTheyMay()
    {
        for (const Role needs :
            {Role::None, Role::Known, Role::User, Role::Monitor, Role::Publish, Role::Admin}) {
            QVERIFY(covers(Role::Admin, needs));
            QCOMPARE(covers(Role::None, needs), needs == Role::None);
            QCOMPARE(covers(Role::Monitor, needs),
                needs == Role::None || needs == Role::Known || needs == Role::Monitor);
            QCOMPARE(covers(Role::Publish, needs),
                needs == Role::None || needs == Role::Known || needs == Role::Publish);
        }
    }
};

ROOM_TEST(TestTokenList, QCoreApplication)
#include "tst_token_list.moc"
