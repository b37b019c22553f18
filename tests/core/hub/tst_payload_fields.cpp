// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/payload_fields.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
FramePtr frameOf(std::string_view data)
{
    return Frame::event({"1-0", {}, data, -1});
}
} // namespace

class TestPayloadFields : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aValueIsShownAsItStands()
    {
        const FramePtr frame = frameOf(
            R"({"total":129.50 ,"id":9007199254740993,"text":"Gr\u00fc\u00dfe","list":[1, 2],"o":{}})");
        QCOMPARE(payloadValue(*frame, "total").text, u"129.50"_s);
        QCOMPARE(payloadValue(*frame, "total").number, 129.5);
        QCOMPARE(payloadValue(*frame, "id").text, u"9007199254740993"_s);
        QCOMPARE(payloadValue(*frame, "text").text, u"Grüße"_s);
        QVERIFY(!isKnown(payloadValue(*frame, "text").number));
        QCOMPARE(payloadValue(*frame, "list").text, u"[1, 2]"_s);
        QVERIFY(!payloadValue(*frame, "missing").isThere());
    }

    void severalAreReadAtOnceInAnyOrder()
    {
        const FramePtr frame = frameOf(R"({"a":{"b":{"c":1}},"d":[{"e":2},3],"f":"4"})");
        const auto values = payloadValues(*frame, {"f", "d.0.e", "a.b.c", "d.1", "a.x", "f"});
        QStringList texts;
        for (const PayloadValue& value : values)
            texts << (value.isThere() ? value.text : u"-"_s);
        QCOMPARE(texts, (QStringList{u"4"_s, u"2"_s, u"1"_s, u"3"_s, u"-"_s, u"4"_s}));
    }

    void whatIsNoJsonHasNoFields_data()
    {
        QTest::addColumn<QByteArray>("data");
        for (const char* data : {"", "hello", "42", "\"a\"", "{", "{\"a\"", "{a:1}", "[", "null"})
            QTest::newRow(data) << QByteArray(data);
    }
    void whatIsNoJsonHasNoFields()
    {
        QFETCH(QByteArray, data);
        const FramePtr frame = frameOf(data.toStdString());
        QVERIFY(!payloadValue(*frame, "a").isThere());
        int told = 0;
        visitPayload(*frame, [&](const std::string&, const PayloadValue&) { ++told; });
        QCOMPARE(told, 0);
    }

    void eachFieldIsToldOfByItsPath()
    {
        const FramePtr frame = frameOf(
            R"({"type":"order","order":{"state":"paid","sum":{"net":1.5}},"items":[1],"ok":true})");
        QStringList told;
        visitPayload(*frame, [&](const std::string& path, const PayloadValue& value) {
            told << QString::fromStdString(path) + u'=' + value.text;
        });
        QCOMPARE(told,
            (QStringList{
                u"type=order"_s, u"order.state=paid"_s, u"order.sum.net=1.5"_s, u"ok=true"_s}));
    }

    void depthAndNumberOfFieldsAreBounded()
    {
        std::string data = R"({"a":{"a":{"a":{"a":{"a":1}}}})";
        for (int i = 0; i < 3 * MostPayloadFields; ++i)
            data += ",\"f" + std::to_string(i) + "\":1";
        int told = 0;
        visitPayload(
            *frameOf(data + '}'), [&](const std::string&, const PayloadValue&) { ++told; });
        QCOMPARE(told, MostPayloadFields);
    }
};

ROOM_TEST(TestPayloadFields, QCoreApplication)
#include "tst_payload_fields.moc"
