// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "format.h"
#include "messages/follow_story.h"
#include "ui/messages/messages_for_tests.h"
#include "support/room.h"

#include <QRegularExpression>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Now = 1'700'000'000'000;

ConnectionRow row(quint64 id, const QString& agent = {})
{
    ConnectionRow one;
    one.id = id;
    one.userId = u"42"_s;
    one.userAgent = agent;
    one.connectedAtMs = Now - 60'000;
    return one;
}

FollowedMessage followed()
{
    FollowedMessage one;
    one.message = testMessage(42);
    one.message->timeMs = Now;
    one.message->source = MessageSource::Api;
    one.message->figures.isKnown = true;
    one.id = u"1700000000000-42"_s;
    one.instance = u"eu-1"_s;
    one.channelPrefix = u"notifications:"_s;
    one.history = FollowedMessage::History::Kept;
    return one;
}

// What is counted goes by its plural form, which the translation has: here it is "@".
QString plain(QString text)
{
    static const QRegularExpression Counted(u"(client|event|subscriber)(\\(s\\)|s\\b|\\b(?!:))"_s);
    return text.replace(Counted, u"@"_s);
}

QStringList told(const FollowedMessage& one)
{
    QStringList texts;
    for (const FollowStep& step : FollowStory::steps(one))
        texts << plain(
            QString(step.level, u'>') + step.title + u" | "_s + step.text + u" | "_s + step.after);
    return texts;
}

} // namespace

class TestFollowStory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWayIsToldStepByStep()
    {
        FollowedMessage one = followed();
        one.message->figures.recipients = 1;
        one.message->receipt = 1;
        one.live = {row(7, u"Mozilla/5.0 (X11) Gecko/20100101 Firefox/115.0"_s)};
        one.trace.clients = {{7, 520'000, true, 940'000, 1, {}}};
        QCOMPARE(told(one),
            (QStringList{u"Published | POST /api/publish, 22 B, type like | 0.00"_s,
                u"In history | in the memory of this hub; who comes back is sent it | –"_s,
                u"eu-1 received it | for 1 @ | –"_s,
                u">"_s + connectionIdText(7)
                    + u" (Firefox) | written, acknowledged | 0.52 · 0.94"_s}));
    }

    void theStepsOfTheMessageHaveTheirTimes()
    {
        FollowedMessage one = followed();
        one.message->steps = {310'000, 450'000};
        QStringList steps = told(one);
        QVERIFY2(steps[1].startsWith(u"In history | "_s) && steps[1].endsWith(u" | 0.31"_s),
            qPrintable(steps[1]));
        QVERIFY2(steps[2].endsWith(u" | 0.45"_s), qPrintable(steps[2]));
        one.broker.kind = u"redis"_s;
        steps = told(one);
        QVERIFY2(steps[2].startsWith(u"On Redis | "_s) && steps[2].endsWith(u" | 0.31"_s),
            qPrintable(steps[2]));
        QVERIFY2(steps[3].startsWith(u"eu-1 received it | "_s) && steps[3].endsWith(u" | 0.45"_s),
            qPrintable(steps[3]));
        for (const FollowStep& step : FollowStory::steps(one))
            QVERIFY(step.title == u"Published"_s || step.how.startsWith(u"Until "_s));
    }

    void aStepWithoutATimeSaysWhy()
    {
        FollowedMessage one = followed();
        one.broker.kind = u"redis"_s;
        one.message->source = MessageSource::Redis;
        ReceiptSnapshot receipt;
        receipt.id = one.id;
        receipt.parts = {{u"eu-1"_s, true, {}, 0}, {u"eu-2"_s, false, {}, 0}};
        one.receipt = receipt;
        QStringList why;
        for (const FollowStep& step : FollowStory::steps(one)) {
            if (step.after == format::Dash)
                why << step.title + u": "_s + step.how;
        }
        QCOMPARE(why.size(), 4);
        QVERIFY(why[0].endsWith(u"it was not published over this instance."_s));
        QVERIFY(why[2].startsWith(u"eu-1 received it: Not timed: the message does not say"_s));
        QVERIFY(why[3].endsWith(u"another instance tells only of its clients."_s));
    }

    void whatWasNotMeasuredIsADash()
    {
        FollowedMessage one = followed();
        one.message->figures.recipients = 2;
        one.trace.clients = {{7, 0, true, 0, 1, {}}, {8, 400'000, false, 0, 1, {}}};
        const QStringList steps = told(one);
        QVERIFY2(steps[3].endsWith(u"written, acknowledged | – · –"_s), qPrintable(steps[3]));
        QVERIFY2(steps[4].endsWith(u"of messages without a receipt a sample is timed | 0.40 · –"_s),
            qPrintable(steps[4]));
    }

    void aBatchIsHeldThenWritten()
    {
        FollowedMessage one = followed();
        one.message->figures.recipients = 1;
        one.message->receipt = 1;
        const FramePtr batch = Frame::event({"1-0", {}, "{\"batch\":[1,2,3]}", -1});
        one.trace.clients = {{7, 100'400'000, true, 139'200'000, 3, batch}};
        const QStringList steps = told(one);
        QCOMPARE(steps.size(), 5);
        QVERIFY(steps[3].endsWith(u"held, and sent in a batch of 3 | 100"_s));
        QVERIFY2(steps[4].startsWith(u">>written, acknowledged | one @ of"_s)
                && steps[4].endsWith(u"| 100 · 139"_s),
            qPrintable(steps[4]));
    }

    void whoWentAndCameBackIsTold()
    {
        FollowedMessage one = followed();
        one.message->figures.recipients = 1;
        one.message->receipt = 1;
        ConnectionRow gone = row(7);
        gone.closedAtMs = Now + 500;
        ConnectionRow back = row(9);
        back.connectedAtMs = Now + 3666;
        back.lastEventId = u"1699999999000-0"_s;
        back.replayed = 2;
        one.closed = {gone};
        one.live = {back};
        one.trace.clients = {{7, 300'000, false, 0, 1, {}}};
        const std::vector<FollowStep> steps = FollowStory::steps(one);
        QCOMPARE(int(steps[3].tone), int(FollowStep::Tone::Trouble));
        QVERIFY(steps[3].text.contains(format::clock(gone.closedAtMs)));
        QCOMPARE(steps[4].title, u"came back as "_s + connectionIdText(9));
        QCOMPARE(plain(steps[4].text), u"Last-Event-ID 1699999999000-0: 2 @ replayed"_s);
        QCOMPARE(steps[4].atMs, back.connectedAtMs);
        QCOMPARE(steps.size(), 5U); // and is told of once
        QCOMPARE(FollowStory::cameBack(one), 1);
    }

    void whoWasAwayAndCameForItIsTold()
    {
        FollowedMessage one = followed();
        ConnectionRow later = row(9);
        later.connectedAtMs = Now + 2000;
        later.lastEventId = u"1699999999000-0"_s;
        later.replayed = 1;
        ConnectionRow ahead = later; // had it already
        ahead.id = 10;
        ahead.lastEventId = u"1700000000000-42"_s;
        ConnectionRow other = later;
        other.id = 11;
        other.userId = u"43"_s;
        one.live = {later, ahead, other};
        const std::vector<FollowStep> steps = FollowStory::steps(one);
        QCOMPARE(steps.size(), 4U);
        QCOMPARE(steps[2].text, u"nobody there was to be sent it"_s);
        QCOMPARE(steps[3].title, u"came back as "_s + connectionIdText(9));
    }

    void behindRedisTheChannelAndEachInstanceAreTold()
    {
        FollowedMessage one = followed();
        one.broker.kind = u"redis"_s;
        one.message->figures.recipients = 1;
        ReceiptSnapshot receipt;
        receipt.total.handed = 2;
        ReceiptFigures here;
        here.recipients = 1;
        receipt.parts = {{u"eu-1"_s, true, here, Now}, {u"eu-2"_s, false, {}, 0}};
        one.receipt = receipt;
        one.trace.clients = {{7, 520'000, true, 940'000, 1, {}}};
        const QStringList steps = told(one);
        QCOMPARE(steps[2], u"On Redis | notifications:42; handed to 2 @ | –"_s);
        QCOMPARE(steps[3], u"eu-1 received it | for 1 @ | –"_s);
        QVERIFY(steps[4].startsWith(u">"_s + connectionIdText(7)));
        QCOMPARE(steps[5], u"eu-2 received it | nobody there was to be sent it | –"_s);
    }

    void whoIsNotToldOfOneByOneIsCounted()
    {
        FollowedMessage one = followed();
        one.message->broadcast = true;
        one.message->figures.recipients = 10'201;
        for (quint64 id = 1; id <= MessageTrace::MostClients; ++id)
            one.trace.clients.push_back({id, 1000, true, 2000, 1, {}});
        QCOMPARE(told(one).last(), u">10,137 more @ | the first 64 are told of one by one | –"_s);
        one.trace = {};
        QVERIFY(told(one).last().startsWith(u">10,201 @ | they are not told of"_s));
    }

    void aReceiptAloneIsToldToo()
    {
        FollowedMessage one;
        one.id = u"5-0"_s;
        ReceiptSnapshot receipt;
        ReceiptFigures here;
        here.recipients = 3;
        receipt.parts = {{u"eu-1"_s, true, here, Now}};
        one.receipt = receipt;
        QCOMPARE(told(one).size(), 2);
        QVERIFY(told(one)[0].contains(u"no longer kept"_s));
        QCOMPARE(told(one)[1], u"eu-1 received it | for 3 @ | –"_s);
    }

    void clientsGoByTheirBrowser()
    {
        const QString chrome = u"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like "
                               "Gecko) Chrome/120.0.0.0 Safari/537.36"_s;
        QCOMPARE(FollowStory::clientName(chrome), u"Chrome"_s);
        QCOMPARE(FollowStory::clientName(chrome + u" Edg/120.0"_s), u"Edge"_s);
        QCOMPARE(FollowStory::clientName(u"curl/7.88.1"_s), u"curl"_s);
        QCOMPARE(FollowStory::clientName({}), QString());
    }
};

ROOM_TEST(TestFollowStory, QApplication)
#include "tst_follow_story.moc"
