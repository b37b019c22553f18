// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/payload_mask.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QtTest>

using namespace fanlight;

class TestPayloadMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stringsAndNumbersAreReplacedAndNamesStay_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("masked");
        QTest::newRow("object") << QByteArray(
            "{\"name\":\"Ada\",\"age\":36,\"ok\":true,\"none\":null}")
                                << QByteArray(
                                       "{\"name\":\"xxx\",\"age\":99,\"ok\":true,\"none\":null}");
        QTest::newRow("list") << QByteArray("[\"a\", -1.5e+3, [\"b\"]]")
                              << QByteArray("[\"x\", -9.9e+9, [\"x\"]]");
        QTest::newRow("escapes") << QByteArray("{\"a\":\"q\\\"u\\\\\",\"b\" : \"c\"}")
                                 << QByteArray("{\"a\":\"xxxxxx\",\"b\" : \"x\"}");
        QTest::newRow("a string alone") << QByteArray("\"secret\"") << QByteArray("\"xxxxxx\"");
        QTest::newRow("a number alone") << QByteArray("42") << QByteArray("99");
        QTest::newRow("zero") << QByteArray("[0,0.5]") << QByteArray("[9,9.9]");
        QTest::newRow("two bytes a letter")
            << QByteArray("{\"n\":\"\xc3\xa4\"}") << QByteArray("{\"n\":\"xx\"}");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"a\":\"sec") << QByteArray("{\"a\":\"xxx");
        QTest::newRow("no JSON at all") << QByteArray("secret,words") << QByteArray("xxxxxx,xxxxx");
    }

    void stringsAndNumbersAreReplacedAndNamesStay()
    {
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, masked);
        QCOMPARE(QByteArray::fromStdString(maskedData(data.toStdString(), true)), masked);
        QCOMPARE(masked.size(), data.size());
    }

    void whatIsMaskedIsJsonStill()
    {
        const std::string masked
            = maskedData(R"({"a":[1,2.50,-3e-7,"\u00e4\n"],"b":{"c":"d"}})", true);
        QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(masked)).isObject());
    }

    void aTextIsCoveredAllButItsBlanks()
    {
        QCOMPARE(maskedData("one two\nthree", false), std::string("xxx xxx\nxxxxx"));
    }

    void aMaskedFrameKeepsWhatIsNoDataAndItsSize()
    {
        const FramePtr frame = Frame::event({.id = "7-1",
                                                .event = "news",
                                                .data = "{\"a\":\n\"secret\",\n\"n\":12}",
                                                .retryMs = 500,
                                                .isJson = true},
            "comment");
        const FramePtr masked = maskedFrame(*frame);
        QCOMPARE(masked->data(), std::string("{\"a\":\n\"xxxxxx\",\n\"n\":99}"));
        QCOMPARE(masked->plain().size(), frame->plain().size());
        QCOMPARE(masked->id(), frame->id());
        QCOMPARE(masked->eventName(), frame->eventName());
        QCOMPARE(masked->type(), frame->type());
        QVERIFY(masked->isJson() && masked->isEvent());
    }

    void aCommentIsCovered()
    {
        const FramePtr masked = maskedFrame(*Frame::text(": told in secret\n\n"));
        QCOMPARE(masked->plain(), std::string_view("x xxxx xx xxxxxx\n\n"));
    }

    void aUserHasOneOtherNameAllThrough()
    {
        Pseudonyms others;
        const QString ada = others.of(u"ada"_qs);
        QCOMPARE(ada, u"user-1"_qs);
        QCOMPARE(others.of(u"bob"_qs), u"user-2"_qs);
        QCOMPARE(others.of(u"ada"_qs), ada);
        QCOMPARE(others.of(std::string("ada")), ada.toStdString());
        QCOMPARE(others.of(QString()), QString());
    }

    void aLineNamesNoUserAnyMore_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("said");
        QTest::newRow("connected")
            << u"c-1a connected: user ada from 127.0.0.1:4000, types a"_qs
            << u"c-1a connected: user user-1 from 127.0.0.1:4000, types a"_qs;
        QTest::newRow("published") << u"17-1 published to user ada: 2 recipients"_qs
                                   << u"17-1 published to user user-1: 2 recipients"_qs;
        QTest::newRow("elsewhere")
            << u"2 streams of user ada ended"_qs << u"2 streams of user …"_qs;
        QTest::newRow("in a query")
            << u"GET /api/notifications?userId=ada 200"_qs << u"GET /api/notifications?userId …"_qs;
        QTest::newRow("of none") << u"listening on http://localhost:3000"_qs
                                 << u"listening on http://localhost:3000"_qs;
    }

    void aLineNamesNoUserAnyMore()
    {
        QFETCH(QString, line);
        QFETCH(QString, said);
        Pseudonyms others;
        QCOMPARE(others.inText(line), said);
    }
};

ROOM_TEST(TestPayloadMask, QCoreApplication)
#include "tst_payload_mask.moc"
