// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/publish_parser.h"
#include "remote/publish_body.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

ParsedPublish parsedBody(const PublishRequest& request)
{
    std::string body = publish_body::of(request).toStdString();
    body.reserve(body.size() + 64); // simdjson's padding
    PublishParser parser(256 << 10);
    return parser.parse(body, request.kind);
}

} // namespace

class TestPublishBody : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dataComesAsItIs_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<bool>("isText");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<bool>("isJson");
        QTest::newRow("an object")
            << QByteArray(R"({"n":1})") << false << QByteArray(R"({"n":1})") << true;
        QTest::newRow("every digit") << QByteArray(R"({"n":12345678901234567890.10})") << false
                                     << QByteArray(R"({"n":12345678901234567890.10})") << true;
        QTest::newRow("a number") << QByteArray("7") << false << QByteArray("7") << true;
        QTest::newRow("a text") << QByteArray("hello") << false << QByteArray("hello") << false;
        QTest::newRow("a quoted text")
            << QByteArray("\"hello\"") << false << QByteArray("\"hello\"") << false;
        QTest::newRow("JSON as a text")
            << QByteArray(R"({"n":1})") << true << QByteArray(R"({"n":1})") << false;
        QTest::newRow("no JSON after all") << QByteArray(R"(1],"broadcast":[true)") << false
                                           << QByteArray(R"(1],"broadcast":[true)") << false;
        QTest::newRow("two values") << QByteArray("1,2") << false << QByteArray("1,2") << false;
        QTest::newRow("a broken object") << QByteArray(R"({"n":1},"id":"x")") << false
                                         << QByteArray(R"({"n":1},"id":"x")") << false;
        QTest::newRow("lines") << QByteArray("a\nb\"c\\") << false << QByteArray("a\nb\"c\\")
                               << false;
    }
    void dataComesAsItIs()
    {
        QFETCH(const QByteArray, data);
        QFETCH(const bool, isText);
        QFETCH(const QByteArray, expected);
        QFETCH(const bool, isJson);
        PublishRequest request;
        request.userIds = QStringList{u"42"_s};
        request.data = data;
        request.isText = isText;
        const ParsedPublish parsed = parsedBody(request);
        QCOMPARE(QString::fromStdString(parsed.error), QString());
        QCOMPARE(QByteArray::fromStdString(parsed.data), expected);
        QCOMPARE(parsed.isJson, isJson);
        QVERIFY(parsed.receipt && !parsed.broadcast);
        QCOMPARE(parsed.userIds, std::vector<std::string>{"42"});
    }

    void whoeverIsMeantGetsIt()
    {
        PublishRequest request;
        request.data = "1";
        request.broadcast = true;
        request.type = u"news"_s;
        request.event = u"headline"_s;
        request.id = u"n-1"_s;
        request.once = u"key"_s;
        request.retryMs = 500;
        request.batch = {250, 7};
        const ParsedPublish all = parsedBody(request);
        QVERIFY(all.broadcast && all.userIds.empty());
        QCOMPARE(all.type, std::string("news"));
        QCOMPARE(all.event, std::string("headline"));
        QCOMPARE(all.id, std::string("n-1"));
        QCOMPARE(all.once, std::string("key"));
        QCOMPARE(all.retryMs, 500);
        QCOMPARE(all.batch.windowMs, 250);
        QCOMPARE(all.batch.most, 7);

        PublishRequest fan;
        fan.kind = PublishKind::Fanout;
        fan.authorId = u"a \"quoted\" author"_s;
        fan.data = "1";
        QCOMPARE(parsedBody(fan).authorId, std::string("a \"quoted\" author"));
        for (const int windowMs : {-1, 0, BatchWish::HubsWindow}) {
            PublishRequest one = request;
            one.batch = {windowMs, 0};
            QCOMPARE(parsedBody(one).batch.batching(), one.batch.batching());
        }
    }

    void whatCameOfItIsRead()
    {
        PublishRequest request;
        request.userIds = QStringList{u"1"_s, u"2"_s};
        const PublishResult result
            = publish_body::resultOf(QJsonDocument::fromJson(
                                         R"({"id":"1-0","channels":2,"recipients":3,"failedCount":1,
                    "failed":[{"userId":"2","error":"away"}],"warning":"mind"})")
                                         .object(),
                request);
        QCOMPARE(result.error, QString());
        QCOMPARE(result.id, u"1-0"_s);
        QCOMPARE(result.audience, 2U);
        QCOMPARE(result.recipients, 3U);
        QCOMPARE(result.failure, u"2: away"_s);
        QCOMPARE(result.warning, u"mind"_s);
        QVERIFY(!publish_body::resultOf({{u"recipients"_s, u"x"_s}}, request).error.isEmpty());
        QVERIFY(!publish_body::resultOf({}, request).error.isEmpty());
    }
};

ROOM_TEST(TestPublishBody, QCoreApplication)
#include "tst_publish_body.moc"
