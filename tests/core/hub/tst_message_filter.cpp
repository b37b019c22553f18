// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_filter.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 LoggedAt = 1'800'000'000'000;

MessageRecord like()
{
    MessageRecord message;
    message.timeMs = LoggedAt - 10'000;
    message.source = MessageSource::Window;
    message.users = 1;
    message.userId = "142";
    message.receipt = 7;
    message.frame
        = Frame::event({"1799999999000-3", "liked", "{\"text\":\"Grüße an Ada\"}", -1}, "like");
    message.figures.recipients = 3;
    message.figures.isKnown = true;
    message.figures.write.record(400'000);
    message.figures.ack.record(2'000'000);
    return message;
}

MessageRecord post()
{
    MessageRecord message;
    message.timeMs = LoggedAt - 600'000;
    message.source = MessageSource::Redis;
    message.kind = PublishKind::Fanout;
    message.users = 8112;
    message.userId = "9";
    message.authorId = "42";
    message.frame = Frame::event({"1799999400000-0", {}, "two\nlines of text", -1}, "new-post");
    message.figures.recipients = 100;
    message.figures.isKnown = true;
    return message;
}

void expectMessage(const char* text, bool likeMatches, bool postMatches)
{
    QTest::addRow("%s", text) << QString::fromUtf8(text) << likeMatches << postMatches;
}
} // namespace

class TestMessageFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trafficIsThatOfWhomItReached()
    {
        MessageRecord message = like();
        const MessageFilter real(u"traffic:real"_s);
        const MessageFilter test(u"traffic:test"_s);
        QVERIFY(real.matches(message, LoggedAt));
        QVERIFY(!test.matches(message, LoggedAt));
        message.figures.testRecipients = 1; // of three
        QVERIFY(real.matches(message, LoggedAt));
        QVERIFY(test.matches(message, LoggedAt));
        message.figures.testRecipients = 3;
        QVERIFY(!real.matches(message, LoggedAt));
        QVERIFY(test.matches(message, LoggedAt));
        message.figures = {}; // nobody is nobody's test
        QVERIFY(real.matches(message, LoggedAt));
        QVERIFY(!test.matches(message, LoggedAt));
        QVERIFY(test.changesWithFigures());
    }

    void terms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("likeMatches");
        QTest::addColumn<bool>("postMatches");
        expectMessage("", true, true);
        expectMessage("user:1*", true, false);
        expectMessage("user:9", false, true);
        expectMessage("author:42", false, true);
        expectMessage("!author:?*", true, false);
        expectMessage("channel:user*142", true, false);
        expectMessage("channel:followers*42", false, true);
        expectMessage("type:LIKE", true, false);
        expectMessage("id:1799999400000-*", false, true);
        expectMessage("event:liked", true, false);
        expectMessage("data:ada", true, false);
        expectMessage("data:grÜSSe", false, false); // ß is one character
        expectMessage("data:grÜße", true, false);
        expectMessage("data:two?lines", false, true);
        expectMessage("data:data", false, false); // the field names of the wire are no data
        expectMessage("source:api", false, false);
        expectMessage("source:window", true, false);
        expectMessage("source:r*", false, true);
        expectMessage("receipt:yes", true, false);
        expectMessage("receipt:no", false, true);
        expectMessage("size=17", false, true);
        expectMessage("size>1KiB", false, false);
        expectMessage("recipients>=100", false, true);
        expectMessage("recipients<100", true, false);
        expectMessage("write>300us", true, false);
        expectMessage("write<1s", true, false); // nothing was measured of the post
        expectMessage("!write<1s", false, true);
        expectMessage("ack>5ms", false, false);
        expectMessage("ack>1.5ms", true, false);
        expectMessage("age<30s", true, false);
        expectMessage("age>=10m", false, true);
        expectMessage("42", true, true); // a user, an author
        expectMessage("ada", true, false);
        expectMessage("lines", false, true);
        expectMessage("followers", false, true);
        expectMessage("new-post", false, true);
        expectMessage("user:1* recipients>0 !ada", false, false);
        expectMessage("type:like,order", true, false);
        expectMessage("type:order,new*", false, true);
        expectMessage("!type:like,new-post", false, false);
        expectMessage("data:Grüße,two", false, false); // of a text a comma is part
        expectMessage("from:window to:user*", true, false);
        expectMessage("text:*ada", true, false);
        expectMessage("text:ada,*Ada", true, false);
        expectMessage("text>1", false, false); // it is no number
        expectMessage("!text>1", true, true);
        expectMessage("order:new", false, false);
    }
    void terms()
    {
        QFETCH(QString, text);
        QFETCH(bool, likeMatches);
        QFETCH(bool, postMatches);
        const MessageFilter filter(text);
        QCOMPARE(filter.error(), QString());
        QCOMPARE(filter.isEmpty(), text.isEmpty());
        QCOMPARE(filter.matches(like(), LoggedAt), likeMatches);
        QCOMPARE(filter.matches(post(), LoggedAt), postMatches);
    }

    void errorsNameTheTermAndWhatIsAccepted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* text, const char* error) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(error);
        };
        row("total>", "“total>”: a value is missing, like total>100");
        row("total>much", "“total>much”: “much” is not a number, like total>100");
        row("source:mail",
            "“source:mail”: “mail” is none of window, demo, API, Redis, "
            "queue");
        row("receipt:maybe", "“receipt:maybe”: “maybe” is none of yes, no");
        row("type:", "“type:”: a value is missing, like type:like");
        row("ack>5", "“ack>5”: “5” is not a latency, like ack>5ms");
        row("size:5", "“size:5”: size is compared with >, <, >=, <= or =, like size>64KiB");
        row("recipients>many", "“recipients>many”: “many” is not a number, like recipients>100");
        row("!", "“!”: “!” stands once before a term, like !user:1*");
    }
    void errorsNameTheTermAndWhatIsAccepted()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        const MessageFilter filter(text);
        QCOMPARE(filter.error(), error);
        QVERIFY(filter.isEmpty());
    }

    void anyOtherNameIsAFieldOfThePayload_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* text, bool matches) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << matches;
        };
        row("total>100", true);
        row("total>129.5", false);
        row("total=129.5", true);
        row("TOTAL>100", false); // a name of the payload is what it is
        row("orderId:A-1*", true);
        row("orderId=A-1177", true);
        row("order.state:paid", true);
        row("order.price>9", true); // a text that is a number
        row("items.1.n=7", true);
        row("items.2.n=7", false);
        row("paid:true", true);
        row("note:null", true);
        row("missing:*", false);
        row("!missing:*", true);
        row("data.type:order", true);
        row("data.type:like", false);
        row("a.b=3", true); // a name with a dot
        row("big=12345678901234567890123", true);
    }
    void anyOtherNameIsAFieldOfThePayload()
    {
        QFETCH(QString, text);
        QFETCH(bool, matches);
        MessageRecord message = like();
        message.frame = Frame::event({"1-0", {},
            R"({"orderId":"A-1177","total":129.50,"paid":true,"note":null,"type":"order","a.b":3,)"
            R"("order":{"state":"paid","price":"9.90"},"items":[{"n":5},{"n":7}],)"
            R"("big":12345678901234567890123})"});
        const MessageFilter filter(text);
        QCOMPARE(filter.error(), QString());
        QCOMPARE(filter.matches(message, LoggedAt), matches);
    }

    void saysWhichFieldsOfThePayloadItAsksFor()
    {
        QCOMPARE(MessageFilter(u"type:like total>1 order.state:x data.id:7"_s).openFields(),
            (std::vector<std::string>{"total", "order.state", "id"}));
    }

    void recipientsThatWereNotCountedAreNotNone()
    {
        MessageRecord message = like();
        message.figures = {};
        QVERIFY(!MessageFilter(u"recipients=0"_s).matches(message, LoggedAt));
        message.figures.isKnown = true;
        QVERIFY(MessageFilter(u"recipients=0"_s).matches(message, LoggedAt));
    }

    void saysWhatItsAnswerDependsOn()
    {
        QVERIFY(MessageFilter(u"age<10s"_s).changesWithTime());
        QVERIFY(!MessageFilter(u"write>1ms"_s).changesWithTime());
        QVERIFY(MessageFilter(u"user:1 !write>1ms"_s).changesWithFigures());
        QVERIFY(MessageFilter(u"recipients>1"_s).changesWithFigures());
        QVERIFY(!MessageFilter(u"like"_s).changesWithFigures());
    }

    void channelsAreNamedByWhomTheyReach_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("broadcast");
        QTest::addColumn<int>("users");
        QTest::addColumn<QString>("author");
        QTest::addColumn<QString>("channel");
        const auto row = [](PublishKind kind, bool broadcast, int users, const char* author,
                             const char* channel) {
            QTest::newRow(channel) << int(kind) << broadcast << users << QString::fromUtf8(author)
                                   << QString::fromUtf8(channel);
        };
        row(PublishKind::Named, true, 0, "", "everyone");
        row(PublishKind::Named, false, 1, "", "user 142");
        row(PublishKind::Named, false, 3, "", "3 users");
        row(PublishKind::Fanout, false, 8, "42", "followers of 42");
        row(PublishKind::Selective, false, 1, "42", "followers of 42 who want like");
        row(PublishKind::Selective, false, 0, "", "who want like");
    }
    void channelsAreNamedByWhomTheyReach()
    {
        QFETCH(int, kind);
        QFETCH(bool, broadcast);
        QFETCH(int, users);
        QFETCH(QString, author);
        MessageRecord message = like();
        message.kind = PublishKind(kind);
        message.broadcast = broadcast;
        message.users = quint32(users);
        message.authorId = author.toStdString();
        QTEST(channelText(message), "channel");
    }

    void sizesAreThoseOfTheData()
    {
        for (const std::string_view data : {"", "a", "a\n", "\n\n", "one\ntwo", "{\"data: \":1}"}) {
            const FramePtr frame = Frame::event({"1-0", "e", data, 2000});
            QCOMPARE(frame->dataSize(), data.size());
            QCOMPARE(dataText(*frame).toStdString(), std::string(data));
        }
    }
};

ROOM_TEST(TestMessageFilter, QCoreApplication)
#include "tst_message_filter.moc"
