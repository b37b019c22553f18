// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/parameters.h"
#include "http/query.h"
#include "support/room.h"

#include <QtTest>

#include <random>

using namespace fanlight::http;

class TestQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("plusIsBlank");
        QTest::addColumn<QByteArray>("decoded");
        QTest::newRow("nothing") << QByteArray("") << false << QByteArray("");
        QTest::newRow("plain") << QByteArray("a-b_c~d") << false << QByteArray("a-b_c~d");
        QTest::newRow("escapes") << QByteArray("%41%c3%A9%25") << false << QByteArray("A\xC3\xA9%");
        QTest::newRow("once") << QByteArray("%2541") << false << QByteArray("%41");
        QTest::newRow("plus") << QByteArray("a+b") << false << QByteArray("a+b");
        QTest::newRow("plus as a blank") << QByteArray("a+b%2B") << true << QByteArray("a b+");
        QTest::newRow("NUL") << QByteArray("%00") << false << QByteArray("\0", 1);
    }
    void decodes()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, plusIsBlank);
        QFETCH(QByteArray, decoded);
        QCOMPARE(percentDecode(text.toStdString(), plusIsBlank), decoded.toStdString());
    }

    void wrongEscapesAreRefused()
    {
        for (const char* text :
            {"%", "%4", "a%", "%4g", "%g4", "%%41", "%+1", "%-1", "% 1", "%1 ", "%0x"}) {
            QVERIFY2(!percentDecode(text, false), text);
            QVERIFY2(!Query::parse(std::string("a=") + text), text);
            QVERIFY2(!Query::parse(std::string(text) + "=a"), text);
        }
    }

    void anyBytesSurviveEncodingAndDecoding()
    {
        std::mt19937 random(4);
        for (int i = 0; i < 500; ++i) {
            QByteArray bytes(qsizetype(random() % 40), Qt::Uninitialized);
            for (char& c : bytes)
                c = static_cast<char>(random());
            QCOMPARE(
                percentDecode(bytes.toPercentEncoding().toStdString(), false), bytes.toStdString());
        }
    }

    void findsParametersByName()
    {
        const auto query = Query::parse(
            "userId=4%202&types=like,comment&&empty=&alone&a=1=2&userId=second&%61b=c");
        QVERIFY(query);
        QCOMPARE(query->value("userId"), std::string_view("4 2")); // the first one
        QCOMPARE(query->value("types"), std::string_view("like,comment"));
        QCOMPARE(query->value("empty"), std::string_view(""));
        QCOMPARE(query->value("alone"), std::string_view(""));
        QCOMPARE(query->value("a"), std::string_view("1=2"));
        QCOMPARE(query->value("ab"), std::string_view("c"));
        QVERIFY(!query->value("userid"));
        QVERIFY(!query->value(""));
    }

    void aListMayBeWrittenInSeveralWays()
    {
        const auto query = Query::parse(
            "types=a,b&types%5B%5D=c&types[0]=d&types[12]=e&types[x]=f&typesg=g&types=");
        QCOMPARE(query->list("types"), (std::vector<std::string_view>{"a,b", "c", "d", "e", ""}));
    }

    void whatWasMeantIsNamed_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("meant");
        const auto row = [](const char* given, const char* meant) {
            QTest::newRow(given) << QByteArray(given) << QByteArray(meant);
        };
        for (const char* given : {"userid", "user_id", "UserId", "user-id", "user", "uid", "usrId",
                 "userIds", "userId[]", "userId[0]"})
            row(given, "userId");
        for (const char* given : {"type", "Types", "typs", "type[]"})
            row(given, "types");
        for (const char* given :
            {"lastEventID", "last_event_id", "Last-Event-ID", "lasteventid", "lastEvent"})
            row(given, "lastEventId");
        row("foobar", "");
        row("", "");
        row("[]", "");
    }
    void whatWasMeantIsNamed()
    {
        static constexpr Parameter Known[]
            = {{"userId", false, "user uid"}, {"types", true, "type"}, {"lastEventId"}};
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, meant);
        QCOMPARE(
            QByteArray::fromStdString(std::string(meantBy(given.toStdString(), Known))), meant);
    }

    void parametersAreCheckedAgainstThoseThereAre_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* query, const char* error) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(error);
        };
        row("", "");
        row("userId=1&types=a&types=b&types[]=c", "");
        row("userId=1&userId=1", "");
        row("userId=1&_=17&t=1&ts=2&cb=3&v=4", "");
        row("userId=1&userId=2", "userId: is given twice with different values");
        row("user=1", "user: is not a parameter of a stream; did you mean userId?");
        row("userId[]=1", "userId[]: is not a parameter of a stream; did you mean userId?");
        row("type=a", "type: is not a parameter of a stream; did you mean types?");
        row("foobar=a", "foobar: is not a parameter of a stream; known are userId, types");
    }
    void parametersAreCheckedAgainstThoseThereAre()
    {
        static constexpr Parameter Known[]
            = {{"userId", false, "user uid"}, {"types", true, "type"}};
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, error);
        QCOMPARE(QByteArray::fromStdString(
                     checkParameters(*Query::parse(query.toStdString()), Known, "a stream")),
            error);
    }

    void anEmptyQueryHasNone()
    {
        QVERIFY(Query::parse(""));
        QVERIFY(!Query::parse("")->value("a"));
        QVERIFY(Query::parse("&&"));
    }
};

ROOM_TEST(TestQuery, QCoreApplication)
#include "tst_query.moc"
