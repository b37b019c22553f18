// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_makers.h"
#include "sources/sqs_kind.h"
#include "sources/sqs_source.h"
#include "support/room.h"
#include "support/sqs_server.h"
#include "support/web_app.h"

#include <QJsonDocument>
#include <QTimeZone>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using SqsOutcome = SourceVerdict::Outcome;
using SqsState = SourceFigures::State;

const QString SqsSecret = u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s;
const QString SqsToken = u"FwoGZXIvYXdzEXAMPLETOKEN"_s;

QProcessEnvironment sqsKeys()
{
    QProcessEnvironment environment;
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"AKIDEXAMPLE"_s);
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, SqsSecret);
    environment.insert(u"AWS_SESSION_TOKEN"_s, SqsToken);
    return environment;
}

SqsPlace sqsPlace(const QString& queue, const QString& endpoint)
{
    SqsPlace place;
    place.region = SqsServer::region();
    place.queue = queue;
    place.endpoint = QUrl(endpoint + u'/');
    place.environment = sqsKeys();
    return place;
}

// A source, and what it has handed out to a hub that says what it is told to.
struct SqsRig {
    explicit SqsRig(const SqsPlace& place, const SqsPace& pace = quick())
        : source(place, pace)
    {
    }
    static SqsPace quick()
    {
        return {.waitSeconds = 2, .restSeconds = 0, .holdBackSeconds = 900, .figuresMs = 200};
    }
    void open()
    {
        source.open([this](SourceMessage message, Source::Done done) {
            bodies.append(QString::fromStdString(message.content.body));
            taken.push_back(message);
            const SourceVerdict verdict
                = judge ? judge(message) : SourceVerdict{SqsOutcome::Published, {}};
            if (isHolding)
                held.emplace_back(std::move(done), verdict);
            else
                QMetaObject::invokeMethod(
                    &context, [done = std::move(done), verdict] { done(verdict); },
                    Qt::QueuedConnection);
        });
    }
    void answerHeld()
    {
        isHolding = false;
        for (const auto& [done, verdict] : std::exchange(held, {}))
            done(verdict);
    }
    QString error() const { return source.figures().error; }
    SqsState state() const { return source.figures().state; }

    std::function<SourceVerdict(const SourceMessage&)> judge; // of any: published
    bool isHolding = false;
    std::vector<std::pair<Source::Done, SourceVerdict>> held;
    QStringList bodies;
    std::vector<SourceMessage> taken;
    QObject context;
    SqsSource source;
};

SourceVerdict refusesWhat(const SourceMessage& message)
{
    return message.content.body == "poison" ? SourceVerdict{SqsOutcome::Refused, "It is no JSON."}
                                            : SourceVerdict{SqsOutcome::Published, {}};
}

// A server that says what it is told to, by the name of the action.
struct FakeSqs {
    FakeSqs()
    {
        says["GetQueueUrl"] = "{\"QueueUrl\":\"http://sqs/1/q\"}";
        says["GetQueueAttributes"] = "{\"Attributes\":{\"VisibilityTimeout\":\"1\","
                                     "\"ApproximateNumberOfMessages\":\"7\"}}";
    }
    // From now on; `headers` of all.
    void start(const Headers& headers = {})
    {
        app.setHandler([says = says, fails = fails, headers](const WebApp::Request& request) {
            const QByteArray action = request.header("X-Amz-Target").mid(10);
            WebApp::Reply reply;
            reply.headers = headers;
            if (fails.contains(action)) {
                reply.status = fails[action].first;
                reply.body = fails[action].second;
            } else if (says.contains(action)) {
                reply.body = says[action];
            } else if (action == "ReceiveMessage") {
                reply.delayMs = -1;
            } else {
                reply.body = "{}";
            }
            return reply;
        });
    }
    int calls(const QByteArray& action) const
    {
        int count = 0;
        for (const WebApp::Request& request : app.seen())
            count += request.header("X-Amz-Target") == "AmazonSQS." + action ? 1 : 0;
        return count;
    }

    QMap<QByteArray, QByteArray> says;
    QMap<QByteArray, std::pair<int, QByteArray>> fails;
    WebApp app;
};

const QByteArray OneMessage
    = "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\",\"Body\":\"b\"}]}"_ba;

} // namespace

class TestSqsSource : public QObject {
    Q_OBJECT

    SqsServer m_server;

private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_SQS();
        START_SQS(m_server);
    }

    void whatIsPublishedIsDeletedAndTellsWhoItIsFor()
    {
        const QString url = m_server.createQueue(u"plain"_s);
        const QString id = m_server.send(url, u"{\"broadcast\":true,\"data\":\"ä\"}"_s);
        m_server.send(url, u"raw"_s,
            {{u"fan-user"_s, u"42"_s}, {u"fan-type"_s, u"like"_s}, {u"fan-event"_s, u"e"_s},
                {u"other"_s, u"x"_s}});
        SqsRig rig(sqsPlace(u"plain"_s, m_server.endpoint()));
        rig.open();
        QTRY_COMPARE(rig.source.figures().acknowledged, 2U);
        QTRY_COMPARE(m_server.size(u"plain"_s), 0);
        QCOMPARE(rig.taken.size(), 2U);
        const SourceContent& whole = rig.taken[0].content;
        QCOMPARE(whole.body, "{\"broadcast\":true,\"data\":\"ä\"}");
        QCOMPARE(QString::fromStdString(whole.id), id);
        QVERIFY(!whole.user && !whole.type && !whole.event);
        const SourceContent& raw = rig.taken[1].content;
        QCOMPARE(raw.user.value(), "42");
        QCOMPARE(raw.type.value(), "like");
        QCOMPARE(raw.event.value(), "e");
        QCOMPARE(rig.taken[1].tries, 1);
        QCOMPARE(int(rig.state()), int(SqsState::Taking));
        QCOMPARE(rig.source.figures().inHand, 0);
        QVERIFY2(rig.error().isEmpty(), qPrintable(rig.error()));
    }

    void itTakesNoMoreThanItsPrefetch()
    {
        const QString url = m_server.createQueue(u"many"_s);
        QStringList all;
        for (int i = 0; i < 60; ++i)
            all.append(QString::number(i));
        QVERIFY(m_server.sendAll(url, all));
        SqsPlace place = sqsPlace(u"many"_s, m_server.endpoint());
        place.prefetch = 15;
        SqsRig rig(place);
        rig.isHolding = true;
        rig.open();
        QTRY_COMPARE(rig.source.figures().inHand, 15);
        QTRY_COMPARE(rig.source.figures().lag, 45.0);
        QCOMPARE(m_server.inHand(u"many"_s), 15);
        rig.answerHeld();
        QTRY_COMPARE(rig.source.figures().acknowledged, 60U);
        QTRY_COMPARE(m_server.size(u"many"_s), 0);
        QStringList got = rig.bodies;
        QCOMPARE(got.removeDuplicates(), 0);
        QCOMPARE(got.size(), 60);
    }

    void whatIsRefusedTooOftenEndsWithTheDeadAndBlocksNobody_data()
    {
        QTest::addColumn<QString>("queue");
        QTest::addColumn<QString>("dead");
        QTest::addColumn<bool>("isInPolicy");
        QTest::addColumn<int>("tries");
        QTest::newRow("usual name") << u"bad"_s << u"bad-dead"_s << false << 5;
        QTest::newRow("policy") << u"bad2"_s << u"graveyard"_s << true << 3;
        QTest::newRow("FIFO") << u"bad.fifo"_s << u"bad-dead.fifo"_s << false << 5;
    }
    void whatIsRefusedTooOftenEndsWithTheDeadAndBlocksNobody()
    {
        QFETCH(QString, queue);
        QFETCH(QString, dead);
        QFETCH(bool, isInPolicy);
        QFETCH(int, tries);
        const bool isFifo = queue.endsWith(u".fifo"_s);
        SqsServer::Attributes attributes;
        if (isFifo)
            attributes[u"ContentBasedDeduplication"_s] = u"true"_s;
        m_server.createQueue(dead, attributes);
        if (isInPolicy)
            attributes[u"RedrivePolicy"_s]
                = u"{\"deadLetterTargetArn\":\"arn:aws:sqs:%1:000000000000:%2\",\"maxReceiveCount\":%3}"_s
                      .arg(SqsServer::region(), dead)
                      .arg(tries);
        const QString url = m_server.createQueue(queue, attributes);
        const QString id = m_server.send(url, u"poison"_s,
            {{u"fan-user"_s, u"42"_s}, {u"other"_s, u"x"_s}}, isFifo ? u"g"_s : QString());
        m_server.send(url, u"next"_s, {}, isFifo ? u"g"_s : QString());
        m_server.send(url, u"third"_s, {}, isFifo ? u"h"_s : QString());
        SqsRig rig(sqsPlace(queue, m_server.endpoint()));
        rig.judge = refusesWhat;
        rig.open();
        QTRY_COMPARE(rig.source.figures().buried, 1U);
        QTRY_COMPARE(rig.source.figures().acknowledged, 3U);
        QTRY_COMPARE(m_server.size(queue), 0);
        QCOMPARE(rig.source.figures().refused, quint64(tries));
        QCOMPARE(rig.bodies.count(u"poison"_s), tries);
        QCOMPARE(rig.bodies.count(u"next"_s), 1);
        if (isFifo) // of its group the next waits, another group's does not
            QVERIFY(rig.bodies.indexOf(u"next"_s) > rig.bodies.lastIndexOf(u"poison"_s)
                && rig.bodies.indexOf(u"third"_s) < rig.bodies.lastIndexOf(u"poison"_s));
        const QList<SqsServer::Message> buried = m_server.content(dead);
        QCOMPARE(buried.size(), 1);
        QCOMPARE(buried[0].body, u"poison"_s);
        QCOMPARE(buried[0].attributes[u"fan-reason"_s], u"It is no JSON."_s);
        QCOMPARE(buried[0].attributes[u"fan-tries"_s], QString::number(tries));
        QCOMPARE(buried[0].attributes[u"fan-id"_s], id);
        QCOMPARE(buried[0].attributes[u"fan-user"_s], u"42"_s);
        QCOMPARE(buried[0].attributes[u"other"_s], u"x"_s);
        QTRY_COMPARE(rig.source.figures().dead, 1.0);
    }

    void withoutAQueueForTheDeadTheRefusedStaysAndItIsSaid()
    {
        const QString url = m_server.createQueue(u"lonely"_s);
        m_server.send(url, u"poison"_s);
        SqsRig rig(sqsPlace(u"lonely"_s, m_server.endpoint()));
        rig.judge = refusesWhat;
        rig.open();
        QTRY_VERIFY2(rig.error().contains(u"“lonely-dead”"), qPrintable(rig.error()));
        QVERIFY2(rig.error().contains(u"It is no JSON."), qPrintable(rig.error()));
        QCOMPARE(rig.source.figures().refused, 5U);
        QTRY_COMPARE(rig.source.figures().inHand, 0);
        QCOMPARE(m_server.size(u"lonely"_s), 1);
        QVERIFY(std::isnan(rig.source.figures().dead));
        m_server.send(url, u"fine"_s);
        QTRY_COMPARE(rig.source.figures().acknowledged, 1U);
        // it is made afterwards
        m_server.createQueue(u"lonely-dead"_s);
        QTRY_COMPARE(rig.source.figures().dead, 0.0);
        QVERIFY2(rig.error().isEmpty(), qPrintable(rig.error()));
    }

    void theDeadAreListedStayThereAndAreRemovedOneByOne()
    {
        m_server.createQueue(u"full"_s);
        const QString dead = m_server.createQueue(u"full-dead"_s);
        for (int i = 0; i < 25; ++i)
            m_server.send(dead, QString::number(i),
                {{u"fan-reason"_s, u"why %1"_s.arg(i)}, {u"fan-tries"_s, u"5"_s},
                    {u"fan-id"_s, u"id %1"_s.arg(i)}, {u"fan-user"_s, u"7"_s}});
        m_server.send(dead, u"by hand"_s);
        SqsRig rig(sqsPlace(u"full"_s, m_server.endpoint()));
        rig.open();
        QTRY_COMPARE(int(rig.state()), int(SqsState::Taking));
        std::vector<std::vector<DeadLetter>> lists;
        // the second waits for the first, which would hide them from it
        for (int i = 0; i < 2; ++i) {
            rig.source.listDead([&lists](const QString& error, std::vector<DeadLetter> letters) {
                QVERIFY2(error.isEmpty(), qPrintable(error));
                lists.push_back(std::move(letters));
            });
        }
        QTRY_COMPARE(lists.size(), 2U);
        const std::vector<DeadLetter>& listed = lists[0];
        QCOMPARE(listed.size(), 26U);
        QCOMPARE(lists[1].size(), 26U);
        const auto five = std::find_if(listed.begin(), listed.end(),
            [](const DeadLetter& letter) { return letter.content.body == "5"; });
        QVERIFY(five != listed.end());
        QCOMPARE(five->reason, "why 5");
        QCOMPARE(five->tries, 5);
        QCOMPARE(five->content.id, "id 5");
        QCOMPARE(five->content.user.value(), "7");
        QVERIFY(five->diedAtMs > 0);
        std::optional<QString> removed;
        rig.source.removeDead(five->handle, [&removed](const QString& error) { removed = error; });
        QTRY_VERIFY(removed.has_value());
        QCOMPARE(*removed, QString());
        QCOMPARE(m_server.size(u"full-dead"_s), 25);
        for (const SqsServer::Message& message : m_server.content(u"full-dead"_s))
            QVERIFY(message.body != u"5"_s);
        QTRY_COMPARE(m_server.inHand(u"full-dead"_s), 0);
        removed.reset();
        rig.source.removeDead(five->handle, [&removed](const QString& error) { removed = error; });
        QTRY_VERIFY(removed.has_value());
        QVERIFY2(removed->contains(u"not in the queue"), qPrintable(*removed));
    }

    void whatTheBrokerDoesNotTakeNowIsHeldAndTriedAgain()
    {
        const QString url = m_server.createQueue(u"later"_s);
        QVERIFY(m_server.sendAll(url, {u"a"_s, u"b"_s}));
        SqsRig rig(sqsPlace(u"later"_s, m_server.endpoint()));
        bool isAway = true;
        rig.judge = [&isAway](const SourceMessage&) {
            return isAway ? SourceVerdict{SqsOutcome::NotNow, "Redis is away."}
                          : SourceVerdict{SqsOutcome::Published, {}};
        };
        rig.open();
        QTRY_VERIFY(rig.bodies.size() >= 4);
        QCOMPARE(int(rig.state()), int(SqsState::Waiting));
        rig.source.setWaiting(true);
        QCOMPARE(rig.source.figures().taken, 2U);
        QCOMPARE(m_server.inHand(u"later"_s), 2);
        isAway = false;
        rig.source.setWaiting(false);
        QTRY_COMPARE(rig.source.figures().acknowledged, 2U);
        QTRY_COMPARE(m_server.size(u"later"_s), 0);
        QCOMPARE(rig.source.figures().refused, 0U);
        QCOMPARE(rig.taken.back().tries, 1);
        QTRY_COMPARE(int(rig.state()), int(SqsState::Taking));
    }

    void closingGivesBackWhatIsInHandAndItCanBeOpenedAgain()
    {
        const QString url = m_server.createQueue(u"back"_s, {{u"VisibilityTimeout"_s, u"3600"_s}});
        QVERIFY(m_server.sendAll(url, {u"a"_s, u"b"_s, u"c"_s}));
        SqsRig rig(sqsPlace(u"back"_s, m_server.endpoint()));
        rig.isHolding = true;
        rig.open();
        QTRY_COMPARE(rig.source.figures().inHand, 3);
        rig.source.close();
        QCOMPARE(int(rig.state()), int(SqsState::Closed));
        QTRY_COMPARE(m_server.inHand(u"back"_s), 0);
        rig.answerHeld(); // of no consequence
        QCOMPARE(m_server.size(u"back"_s), 3);
        rig.open();
        QTRY_COMPARE(rig.source.figures().acknowledged, 3U);
        QVERIFY(rig.taken.back().tries >= 2);
        QTRY_COMPARE(m_server.size(u"back"_s), 0);
    }

    void aPauseFinishesWhatIsInHandAndTakesNoMore()
    {
        const QString url = m_server.createQueue(u"pause"_s);
        SqsRig rig(sqsPlace(u"pause"_s, m_server.endpoint()));
        rig.isHolding = true;
        rig.open();
        m_server.send(url, u"a"_s);
        QTRY_COMPARE(rig.source.figures().inHand, 1);
        rig.source.setPaused(true);
        rig.answerHeld();
        QTRY_COMPARE(rig.source.figures().acknowledged, 1U);
        QCOMPARE(int(rig.state()), int(SqsState::Paused));
        m_server.send(url, u"b"_s);
        QTRY_COMPARE(rig.source.figures().lag, 1.0); // the poll that was under way gave it back
        QCOMPARE(rig.bodies, QStringList{u"a"_s});
        rig.source.setPaused(false);
        QTRY_COMPARE(rig.source.figures().acknowledged, 2U);
    }

    void aServerThatCrashesIsComeBackToAndNothingIsLost()
    {
        const QString url = m_server.createQueue(u"crash"_s);
        QStringList all;
        for (int i = 0; i < 50; ++i)
            all.append(QString::number(i));
        QVERIFY(m_server.sendAll(url, all));
        SqsRig rig(sqsPlace(u"crash"_s, m_server.endpoint()));
        rig.isHolding = true;
        rig.open();
        QTRY_VERIFY(rig.source.figures().inHand >= 10);
        m_server.kill();
        QTRY_COMPARE(int(rig.state()), int(SqsState::Connecting));
        QVERIFY2(rig.error().contains(u"cannot be reached"), qPrintable(rig.error()));
        QVERIFY(std::isnan(rig.source.figures().lag));
        START_SQS(m_server);
        rig.answerHeld();
        QTRY_COMPARE(m_server.size(u"crash"_s), 0);
        QTRY_COMPARE(int(rig.state()), int(SqsState::Taking));
        QStringList got = rig.bodies;
        got.removeDuplicates(); // the hub's `once` knows them by their ids
        QCOMPARE(got.size(), 50);
    }

    void whatIsInHandForLongStaysHidden()
    {
        FakeSqs fake;
        fake.says["ReceiveMessage"] = OneMessage;
        fake.start();
        SqsPlace place = sqsPlace(u"q"_s, fake.app.url(QString()));
        place.prefetch = 1;
        SqsRig rig(place);
        rig.isHolding = true;
        rig.open();
        QTRY_VERIFY(fake.calls("ChangeMessageVisibilityBatch") >= 3);
        QCOMPARE(rig.source.figures().inHand, 1);
        for (const WebApp::Request& request : fake.app.seen()) {
            if (request.header("X-Amz-Target").endsWith("ChangeMessageVisibilityBatch"))
                QCOMPARE(QJsonDocument::fromJson(request.body)["Entries"_L1][0],
                    QJsonValue(QJsonObject{{u"Id"_s, u"0"_s}, {u"ReceiptHandle"_s, u"r"_s},
                        {u"VisibilityTimeout"_s, 1}}));
        }
    }

    void aDeleteThatFailsIsTriedAgainAndOneThatIsRefusedIsNot()
    {
        FakeSqs fake;
        fake.says["ReceiveMessage"] = OneMessage;
        fake.says["DeleteMessageBatch"]
            = "{\"Failed\":[{\"Id\":\"0\",\"SenderFault\":false,\"Code\":\"InternalError\"}]}";
        fake.start();
        SqsPlace place = sqsPlace(u"q"_s, fake.app.url(QString()));
        place.prefetch = 1;
        SqsRig rig(place);
        rig.open();
        QTRY_VERIFY(fake.calls("DeleteMessageBatch") >= 3);
        QCOMPARE(rig.source.figures().acknowledged, 0U);
        QCOMPARE(rig.source.figures().taken, 1U);
        QTRY_VERIFY2(rig.error().contains(u"InternalError"), qPrintable(rig.error()));
        fake.says["DeleteMessageBatch"] = "{\"Successful\":[{\"Id\":\"0\"}]}";
        fake.start();
        QTRY_VERIFY(rig.source.figures().acknowledged >= 1U);
        fake.says["DeleteMessageBatch"] = "{\"Failed\":[{\"Id\":\"0\",\"SenderFault\":true,"
                                          "\"Code\":\"ReceiptHandleIsInvalid\"}]}";
        fake.start();
        QTRY_VERIFY2(rig.error().contains(u"ReceiptHandleIsInvalid"), qPrintable(rig.error()));
        const auto taken = rig.source.figures().taken;
        QTRY_VERIFY(rig.source.figures().taken > taken); // and the next
    }

    void itSaysWhatIsWrongAndNoSecret_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("said");
        const auto row
            = [](const char* name, const QByteArray& action, int status, const QByteArray& body,
                  const QString& said) { QTest::newRow(name) << action << status << body << said; };
        row("no such queue", "GetQueueUrl", 400,
            "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"m\"}",
            u"There is no queue “q” in eu-central-1"_s);
        row("denied", "ReceiveMessage", 400,
            "{\"__type\":\"com.amazonaws.sqs#AccessDeniedException\",\"message\":\"m\"}",
            u"denies sqs:ReceiveMessage; the credentials need sqs:GetQueueUrl"_s);
        row("expired", "GetQueueAttributes", 403,
            "{\"__type\":\"com.amazon.coral.service#ExpiredTokenException\"}",
            u"session token of the AWS credentials has expired"_s);
        row("unknown key", "GetQueueUrl", 403,
            "{\"__type\":\"com.amazon.coral.service#UnrecognizedClientException\"}",
            u"does not know the access key"_s);
        row("signature", "GetQueueUrl", 403,
            "{\"__type\":\"com.amazon.coral.service#InvalidSignatureException\",\"message\":"
            "\"The Canonical String should have been x-amz-security-token:"
                + SqsToken.toLatin1() + "\"}",
            u"does not take the signature"_s);
        row("throttled", "ReceiveMessage", 400,
            "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\"}", u"asks for fewer calls"_s);
        row("other", "GetQueueUrl", 400,
            "{\"__type\":\"com.amazonaws.sqs#KmsDisabled\",\"message\":\"The key is off\"}",
            u"SQS refuses GetQueueUrl: KmsDisabled (The key is off)."_s);
        row("server error", "ReceiveMessage", 500, "<html>", u"answers 500 to ReceiveMessage"_s);
        row("no JSON", "GetQueueUrl", 200, "<html>", u"is no JSON object; is it SQS?"_s);
        row("too long", "GetQueueUrl", 200, QByteArray(qsizetype(33) << 20, ' '),
            u"answers with more than 32 MiB"_s);
    }
    void itSaysWhatIsWrongAndNoSecret()
    {
        QFETCH(QByteArray, action);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, said);
        FakeSqs fake;
        fake.fails[action] = {status, body};
        fake.start();
        SqsRig rig(sqsPlace(u"q"_s, fake.app.url(QString())));
        QStringList errors;
        connect(&rig.source, &Source::changed, this, [&] { errors.append(rig.error()); });
        rig.open();
        QTRY_VERIFY2(std::any_of(errors.begin(), errors.end(),
                         [&said](const QString& error) { return error.contains(said); }),
            qPrintable(errors.join(u'\n')));
        const QString all = errors.join(u'\n');
        QVERIFY(!all.contains(SqsSecret) && !all.contains(SqsToken));
        // and goes on as soon as it can
        fake.fails.clear();
        fake.start();
        QTRY_COMPARE(int(rig.state()), int(SqsState::Taking));
        QTRY_COMPARE(rig.source.figures().lag, 7.0);
    }

    // The queue is found each time, and the calls for messages are refused.
    void aRefusalOfTakingIsNotAskedForInALoop()
    {
        FakeSqs fake;
        fake.fails["ReceiveMessage"]
            = {400, "{\"__type\":\"com.amazonaws.sqs#AccessDeniedException\"}"};
        fake.start();
        SqsRig rig(sqsPlace(u"q"_s, fake.app.url(QString())));
        rig.open();
        QElapsedTimer since;
        since.start();
        QTRY_VERIFY(fake.calls("ReceiveMessage") >= 5);
        QVERIFY(since.elapsed() >= 50 + 100 + 200 + 400); // each pause is longer
        QVERIFY2(rig.error().contains(u"sqs:ReceiveMessage"), qPrintable(rig.error()));
    }

    void eachCallIsSignedForTheQueueItIsAbout()
    {
        FakeSqs fake;
        fake.start();
        SqsRig rig(sqsPlace(u"q"_s, fake.app.url(QString())));
        rig.open();
        QTRY_VERIFY(fake.calls("ReceiveMessage") >= 1);
        for (const WebApp::Request& request : fake.app.seen()) {
            AwsRequest signedOne{request.method, {}, {}, request.body};
            for (const char* name :
                {"Host", "Content-Type", "X-Amz-Date", "X-Amz-Target", "X-Amz-Security-Token"})
                signedOne.headers.append({name, request.header(name)});
            QCOMPARE(request.header("Authorization"),
                awsAuthorization(signedOne,
                    {"AKIDEXAMPLE", SqsSecret.toLatin1(), SqsToken.toLatin1(), 0}, "eu-central-1",
                    "sqs", request.header("X-Amz-Date")));
            QCOMPARE(request.header("Host"), "127.0.0.1:" + QByteArray::number(fake.app.port()));
        }
    }

    void aClockThatIsWrongIsSaidAndSignedAround()
    {
        FakeSqs fake;
        fake.fails["GetQueueUrl"]
            = {403, "{\"__type\":\"com.amazon.coral.service#InvalidSignatureException\"}"};
        const QDateTime theirs = QDateTime::currentDateTimeUtc().addSecs(3600);
        fake.start({{"Date",
            QLocale::c().toString(theirs, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1()}});
        SqsRig rig(sqsPlace(u"q"_s, fake.app.url(QString())));
        rig.open();
        QTRY_VERIFY(rig.error().contains(u"signature"));
        const QByteArray date = fake.app.seen().last().header("X-Amz-Date");
        QDateTime told
            = QDateTime::fromString(QString::fromLatin1(date), u"yyyyMMdd'T'hhmmss'Z'"_s);
        told.setTimeZone(QTimeZone::utc());
        QVERIFY(std::abs(told.secsTo(theirs)) < 600);
        fake.fails.clear();
        fake.start();
        QTRY_COMPARE(int(rig.state()), int(SqsState::Taking));
        QVERIFY2(rig.error().contains(u"behind that of SQS"), qPrintable(rig.error()));
    }

    void withoutCredentialsItSaysWhereItLooked()
    {
        FakeSqs fake;
        fake.start();
        SqsPlace place = sqsPlace(u"q"_s, fake.app.url(QString()));
        place.environment.clear();
        place.environment.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
        SqsRig rig(place);
        rig.open();
        QTRY_VERIFY2(
            rig.error().contains(u"No AWS credentials were found: neither AWS_ACCESS_KEY_ID"),
            qPrintable(rig.error()));
        QCOMPARE(fake.app.requests(), 0);
    }

    void addressesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wrong"); // empty: the endpoint follows
        QTest::addColumn<QString>("endpoint");
        const auto row = [](const QString& text, const QString& wrong, const QString& endpoint) {
            QTest::newRow(qPrintable(text)) << text << wrong << endpoint;
        };
        row(u"sqs://eu-central-1/q"_s, {}, u"https://sqs.eu-central-1.amazonaws.com/"_s);
        row(u"sqs://cn-north-1/q.fifo"_s, {}, u"https://sqs.cn-north-1.amazonaws.com.cn/"_s);
        row(u"sqs://us-east-1/q?endpoint=http://localhost:4566"_s, {}, u"http://localhost:4566/"_s);
        row(u"sqs://us-east-1/q?endpoint=http%3A%2F%2Flocalhost:4566/&prefetch=20&profile=p&account=123456789012&dead=d"_s,
            {}, u"http://localhost:4566/"_s);
        row(u"sqs://us-east-1/q?endpoint=http://sqs.example.com"_s, u"can be read on the way"_s,
            {});
        row(u"sqs://us-east-1/q?endpoint=ftp://localhost"_s, u"is no URL"_s, {});
        row(u"sqs://us-east-1/q?endpoint=http://localhost/path"_s, u"without user, path"_s, {});
        row(u"sqs://key:hush@us-east-1/q"_s, u"do not stand in the address"_s, {});
        row(u"sqs://us-east-1"_s, u"the queue is missing"_s, {});
        row(u"sqs://us-east-1/a/b"_s, u"is no name of a queue"_s, {});
        row(u"sqs:///q"_s, u"names one region"_s, {});
        row(u"sqs://US/q"_s, u"is no region"_s, {});
        row(u"sqs://us-east-1/q?account=12"_s, u"of 12 digits"_s, {});
        row(u"sqs://us-east-1/q?dead=q"_s, u"another queue"_s, {});
        row(u"sqs://us-east-1/q.fifo?dead=d"_s, u"a FIFO queue if the other is one"_s, {});
        row(u"sqs://us-east-1/q?queue=x"_s, u"“?queue=” means nothing here"_s, {});
    }
    void addressesAreRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, wrong);
        QFETCH(QString, endpoint);
        QString error;
        const auto given = source_kinds::read(text, &error);
        QCOMPARE(given.has_value(), wrong.isEmpty());
        QVERIFY2(error.contains(wrong) && !error.contains(u"hush"), qPrintable(error));
        if (!given)
            return;
        QVERIFY(given->kind->isBuiltIn);
        SqsPlace place;
        place.environment.clear();
        QCOMPARE(readSqsPlace(given->url, &place), QString());
        QCOMPARE(place.endpoint.toString(), endpoint);
        QCOMPARE(given->name, place.queue);
        QVERIFY(makeSource(*given, 1 << 20) != nullptr);
    }
};

ROOM_TEST(TestSqsSource, QCoreApplication)
#include "tst_sqs_source.moc"
