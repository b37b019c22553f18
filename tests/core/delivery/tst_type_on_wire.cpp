// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/publish_parser.h"
#include "delivery/type_on_wire.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

// Quotes as ', so that texts can be read.
static QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

// Where a client finds the type of what is published (--type-as).
class TestTypeOnWire : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("asMember");
        QTest::addColumn<QByteArray>("eventName"); // as event
        const auto row = [](const char* name, QByteArray data, QByteArray asMember,
                             QByteArray eventName = "like",
                             QByteArray more = json("'type':'like',")) {
            QTest::newRow(name) << json("{'userId':'1',") + more + json("'data':") + data + '}'
                                << asMember << eventName;
        };
        row("object", json("{'post':7}"), json("{'type':'like','post':7}"));
        row("empty object", "{ }", json("{'type':'like'}"));
        row("has a type", json("{'post':7,'type':'mine'}"), json("{'post':7,'type':'mine'}"));
        row("has a type that is none", json("{'type':null}"), json("{'type':null}"));
        row("a type further in", json("{'a':{'type':'x'}}"),
            json("{'type':'like','a':{'type':'x'}}"));
        row("array", "[1]", "[1]");
        row("number", "1", "1");
        row("text", json("'hello'"), "hello");
        row("text that looks like an object", json("'{\\\"a\\\":1}'"), json("{'a':1}"));
        row("no type at all", json("{'post':7}"), json("{'post':7}"), "", "");
        row("type of the data", json("{'type':'like'}"), json("{'type':'like'}"), "like", "");
        row("event asked for", json("{'post':7}"), json("{'type':'like','post':7}"), "mine",
            json("'type':'like','event':'mine',"));
        row("type with quotes", json("{'post':7}"), json("{'type':'a\\\"b','post':7}"), "a\"b",
            json("'type':'a\\\"b',"));
    }

    void bodies()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, asMember);
        QFETCH(const QByteArray, eventName);
        const auto parsed = [&](TypeAs how) {
            PublishParser parser(1024, how);
            std::string text = body.toStdString();
            return parser.parse(text);
        };
        const ParsedPublish off = parsed(TypeAs::Off);
        QCOMPARE(off.error, std::string());
        const ParsedPublish member = parsed(TypeAs::Member);
        QCOMPARE(QByteArray::fromStdString(member.data), asMember);
        QCOMPARE(member.event, off.event);
        const ParsedPublish event = parsed(TypeAs::Event);
        QCOMPARE(event.data, off.data);
        QCOMPARE(QByteArray::fromStdString(event.event), eventName);
        QCOMPARE(member.type, off.type);
        QCOMPARE(event.type, off.type);
    }

    void theMemberCountsForTheLimitOfData()
    {
        PublishParser parser(16);
        std::string fits = json("{'userId':'1','data':{'a':'12345678'}}").toStdString();
        QCOMPARE(parser.parse(fits).error, std::string());
        std::string tooMuch
            = json("{'userId':'1','type':'like','data':{'a':'12345678'}}").toStdString();
        QCOMPARE(parser.parse(tooMuch).status, 413);
    }
};

ROOM_TEST(TestTypeOnWire, QCoreApplication)
#include "tst_type_on_wire.moc"
