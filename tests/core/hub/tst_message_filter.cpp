// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_filter.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 Now = 1'800'000'000'000;

MessageRecord like()
{
    MessageRecord message;
    message.timeMs = Now - 10'000;
    message.source = MessageSource::Window;
    message.users = 1;
    message.userId = "142";
    message.receipt = 7;
    message.frame
        = Frame::event({"1799999999000-3", "liked", "{\"text\":\"Grüße an Ada\"}", -1}, "like");
    message.figures.recipients = 3;
    message.figures.write.record(400'000);
    message.figures.ack.record(2'000'000);
    return message;
}

MessageRecord post()
{
    MessageRecord message;
    message.timeMs = Now - 600'000;
    message.source = MessageSource::Redis;
    message.kind = PublishKind::Fanout;
    message.users = 8112;
    message.userId = "9";
    message.authorId = "42";
    message.frame = Frame::event({"1799999400000-0", {}, "two\nlines of text", -1}, "new-post");
    message.figures.recipients = 100;
    return message;
}

void expect(const char* text, bool likeMatches, bool postMatches)
{
    QTest::addRow("%s", text) << QString::fromUtf8(text) << likeMatches << postMatches;
}
} // namespace

class TestMessageFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void terms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("likeMatches");
        QTest::addColumn<bool>("postMatches");
        expect("", true, true);
        expect("user:1*", true, false);
        expect("user:9", false, true);
        expect("author:42", false, true);
        expect("!author:?*", true, false);
        expect("channel:user*142", true, false);
        expect("channel:followers*42", false, true);
        expect("type:LIKE", true, false);
        expect("id:1799999400000-*", false, true);
        expect("event:liked", true, false);
        expect("data:ada", true, false);
        expect("data:grÜSSe", false, false); // ß is one character
        expect("data:grÜße", true, false);
        expect("data:two?lines", false, true);
        expect("data:data", false, false); // the field names of the wire are no data
        expect("source:api", false, false);
        expect("source:window", true, false);
        expect("source:r*", false, true);
        expect("receipt:yes", true, false);
        expect("receipt:no", false, true);
        expect("size=17", false, true);
        expect("size>1KiB", false, false);
        expect("recipients>=100", false, true);
        expect("recipients<100", true, false);
        expect("write>300us", true, false);
        expect("write<1s", true, false); // nothing was measured of the post
        expect("!write<1s", false, true);
        expect("ack>5ms", false, false);
        expect("ack>1.5ms", true, false);
        expect("age<30s", true, false);
        expect("age>=10m", false, true);
        expect("42", true, true); // a user, an author
        expect("ada", true, false);
        expect("lines", false, true);
        expect("followers", false, true);
        expect("new-post", false, true);
        expect("user:1* recipients>0 !ada", false, false);
    }
    void terms()
    {
        QFETCH(QString, text);
        QFETCH(bool, likeMatches);
        QFETCH(bool, postMatches);
        const MessageFilter filter(text);
        QCOMPARE(filter.error(), QString());
        QCOMPARE(filter.isEmpty(), text.isEmpty());
        QCOMPARE(filter.matches(like(), Now), likeMatches);
        QCOMPARE(filter.matches(post(), Now), postMatches);
    }

    void errorsNameTheTermAndWhatIsAccepted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* text, const char* error) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(error);
        };
        row("agent:curl",
            "“agent:curl”: there is no field “agent”; use user, author, channel, type, id, event, "
            "data, source, "
            "receipt, size, recipients, write, ack, age");
        row("source:mail", "“source:mail”: “mail” is none of window, API, Redis");
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

    void helpIsItselfAFilter()
    {
        const QString examples = MessageFilter::help().section(u';', 0, 0);
        QCOMPARE(MessageFilter(examples).error(), QString());
        for (const filter::FieldName& field : MessageFields::Names)
            QVERIFY2(examples.contains(field.name), field.name.data());
    }
};

ROOM_TEST(TestMessageFilter, QCoreApplication)
#include "tst_message_filter.moc"
