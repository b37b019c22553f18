// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"

#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonDocument>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Waits for the one answer of a question that takes a callback.
template <class Answer, class Ask> Answer answerOf(Ask ask)
{
    std::optional<Answer> answer;
    ask([&](const Answer& one) { answer = one; });
    return QTest::qWaitFor([&] { return answer.has_value(); }, int(Patience.count())) ? *answer
                                                                                      : Answer{};
}

PublishRequest selective(const QString& type, const QString& authorId = {})
{
    PublishRequest request;
    request.kind = PublishKind::Selective;
    request.type = type;
    request.authorId = authorId;
    request.data = "{}";
    return request;
}

PublishRequest fanout(const QString& authorId)
{
    PublishRequest request;
    request.kind = PublishKind::Fanout;
    request.authorId = authorId;
    request.data = "{\"type\":\"new-post\"}";
    return request;
}

} // namespace

// What the window asks before it sends and follows afterwards; in memory and behind Redis.
class TestHubFollow : public QObject {
    Q_OBJECT

    RedisServer m_redis;
    std::unique_ptr<HubRig> m_rig;

    Reach reach(const PublishRequest& request)
    {
        return answerOf<Reach>([&](auto done) { m_rig->hub.requestReach(request, done); });
    }
    QString change(const std::vector<AudienceChange>& changes, quint64* changed = nullptr)
    {
        QString text = u"no answer"_s;
        bool answered = false;
        m_rig->hub.changeAudience(changes, [&](const QString& error, quint64 count) {
            text = error;
            if (changed)
                *changed = count;
            answered = true;
        });
        return QTest::qWaitFor([&] { return answered; }, int(Patience.count())) ? text
                                                                                : u"no answer"_s;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("inRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("redis") << true;
    }
    void initTestCase() { START_REDIS(m_redis); }
    void init()
    {
        QFETCH_GLOBAL(bool, inRedis);
        m_rig = std::make_unique<HubRig>();
        HubOptions options = onAnyPort();
        if (inRedis) {
            m_redis.command({"FLUSHALL"});
            options.broker = m_redis.url();
        }
        m_rig->hub.recordMessages();
        QVERIFY(m_rig->start(options));
        QTRY_VERIFY(m_rig->hub.status().broker.ready);
    }
    void cleanup() { m_rig.reset(); }

    void whatHappenedAtEachClientIsKept()
    {
        EventStream one(m_rig->port(), "userId=42");
        EventStream other(m_rig->port(), "userId=42");
        QVERIFY(one.waitForOpen() && other.waitForOpen());
        const PublishResult result = m_rig->publish(to({u"42"_s}, "{\"n\":1}"));
        MessageLog& log = m_rig->hub.recordMessages();
        const auto message = log.find(result.id.toStdString());
        QVERIFY(message);
        QCOMPARE(log.find(message->number)->frame->id(), message->frame->id());
        const auto isAcknowledged = [&] {
            const MessageTrace trace = log.traceOf(message->number);
            return trace.clients.size() == 2
                && std::all_of(trace.clients.begin(), trace.clients.end(),
                    [](const auto& client) { return client.isAcknowledged; });
        };
        QTRY_VERIFY(isAcknowledged());
        std::vector<quint64> ids;
        for (const MessageTrace::Client& client : log.traceOf(message->number).clients) {
            QVERIFY(client.writtenNs > 0);
            QVERIFY(!client.batch);
            ids.push_back(client.connection);
        }
        std::sort(ids.begin(), ids.end());
        std::vector<quint64> open;
        const ConnectionSnapshotPtr snapshot = m_rig->connections();
        for (const ConnectionRow& row : snapshot->rows)
            open.push_back(row.id);
        QCOMPARE(ids, open);
    }

    void theStepsOfAMessageAreTimed()
    {
        QFETCH_GLOBAL(bool, inRedis);
        EventStream stream(m_rig->port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        MessageLog& log = m_rig->hub.recordMessages();
        const auto stepsOf = [&log](const PublishResult& result) {
            const auto message = log.find(result.id.toStdString());
            return message ? message->steps : MessageSteps();
        };
        constexpr std::uint64_t MinuteNs = 60'000'000'000;
        const PublishResult here = m_rig->publish(to({u"42"_s}, "1"));
        QTRY_VERIFY(stepsOf(here).storedNs > 0 && stepsOf(here).receivedNs > 0);
        QVERIFY(stepsOf(here).storedNs < MinuteNs && stepsOf(here).receivedNs < MinuteNs);
        const PublishResult nowhere = m_rig->publish(to({u"43"_s}, "1"));
        QTRY_VERIFY(stepsOf(nowhere).storedNs > 0);
        if (inRedis) { // no stream here: it did not come back
            QCOMPARE(stepsOf(nowhere).receivedNs, std::uint64_t(0));
        } else {
            QCOMPARE(stepsOf(nowhere).receivedNs, stepsOf(nowhere).storedNs);
        }
    }

    void aBatchIsKeptAsItWasSentToEachClient()
    {
        EventStream stream(m_rig->port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        MessageLog& log = m_rig->hub.recordMessages();
        std::vector<quint64> numbers;
        for (const char* data : {"{\"n\":1}", "{\"n\":2}"}) {
            PublishRequest request = to({u"42"_s}, data);
            request.batch = {200, 0};
            const PublishResult result = m_rig->publish(request);
            const auto message = log.find(result.id.toStdString());
            QVERIFY(message);
            numbers.push_back(message->number);
        }
        for (const quint64 number : numbers) {
            QTRY_COMPARE(log.traceOf(number).clients.size(), 1U);
            const MessageTrace::Client client = log.traceOf(number).clients[0];
            QCOMPARE(client.events, 2U);
            QVERIFY(client.batch);
            const std::string data = client.batch->data();
            QVERIFY2(data.find("\"batch\"") != std::string::npos
                    && data.find("\"n\":1") != std::string::npos
                    && data.find("\"n\":2") != std::string::npos,
                data.c_str());
        }
    }

    void aReceiptIsAskedForById()
    {
        EventStream stream(m_rig->port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        const PublishResult result = m_rig->publish(to({u"42"_s}, "x"));
        const auto look = [this](const QString& id) {
            std::optional<ReceiptSnapshot> receipt;
            m_rig->hub.requestReceipt(id, [&](const QString& error, const ReceiptSnapshot& one) {
                receipt = error.isEmpty() ? one : ReceiptSnapshot();
            });
            std::ignore
                = QTest::qWaitFor([&] { return receipt.has_value(); }, int(Patience.count()));
            return receipt.value_or(ReceiptSnapshot());
        };
        QTRY_COMPARE(look(result.id).total.acknowledged, 1U);
        QCOMPARE(look(result.id).id, result.id);
        QCOMPARE(look(u"1-0"_s).id, QString());
    }

    void receiptsAreToldUntilTheyAreSettled()
    {
        std::vector<EventStream> streams;
        for (int i = 0; i < 20; ++i) {
            streams.emplace_back(m_rig->port(), "userId=u" + QByteArray::number(i));
            QVERIFY(streams.back().waitForOpen());
        }
        std::vector<ReceiptSnapshot> told;
        connect(&m_rig->hub, &LocalHub::receiptChanged, this,
            [&](const ReceiptSnapshot& one) { told.push_back(one); });
        const PublishResult result = m_rig->publish(to({}, "x"));
        QCOMPARE(result.error, QString());
        QVERIFY(result.receipt != 0);
        QTRY_VERIFY(!told.empty() && told.back().settled);
        for (const ReceiptSnapshot& one : told)
            QCOMPARE(one.number, result.receipt);
        QCOMPARE(told.back().id, result.id);
        QCOMPARE(told.back().total.recipients, 20U);
        QCOMPARE(told.back().total.acknowledged, 20U);
        QCOMPARE(told.back().parts.size(), 1U);
        QVERIFY(told.back().parts[0].isThis);
        QCOMPARE(told.back().parts[0].instance, m_rig->hub.status().instance);
        QTest::qWait(300);
        const std::size_t count = told.size();
        QTest::qWait(600);
        QCOMPARE(told.size(), count); // nothing more to tell
        disconnect(&m_rig->hub, nullptr, this, nullptr);
    }

    void theReachOfAPublishIsKnownBefore()
    {
        EventStream phone(m_rig->port(), "userId=1");
        EventStream laptop(m_rig->port(), "userId=1&types=like");
        EventStream other(m_rig->port(), "userId=2&types=comment");
        EventStream nobody(m_rig->port(), "types=like");
        for (EventStream* stream : {&phone, &laptop, &other, &nobody})
            QVERIFY(stream->waitForOpen());
        QCOMPARE(change({{AudienceKind::Followers, u"7"_s, {u"1"_s, u"2"_s, u"3"_s}, false},
                     {AudienceKind::Interests, u"like"_s, {u"1"_s, u"2"_s, u"9"_s}, false}}),
            QString());
        QTRY_COMPARE(m_rig->connections()->rows.size(), 4U);
        QTRY_COMPARE(reach(to({}, "{\"type\":\"like\"}")).allConnections, 4);

        const Reach everyone = reach(to({}, "{\"type\":\"like\"}"));
        QCOMPARE(everyone.error, QString());
        QCOMPARE(everyone.audience, -1);
        QCOMPARE(everyone.usersOnline, -1);
        QCOMPARE(everyone.connections, 3);
        const Reach named = reach(to({u"1"_s, u"2"_s, u"77"_s}, "{\"type\":\"comment\"}"));
        QCOMPARE(named.audience, 3);
        QCOMPARE(named.usersOnline, 2);
        QCOMPARE(named.connections, 2); // the phone, and user 2
        const Reach followers = reach(fanout(u"7"_s));
        QCOMPARE(followers.audience, 3);
        QCOMPARE(followers.usersOnline, 2);
        QCOMPARE(followers.connections, 1);
        QCOMPARE(reach(selective(u"like"_s)).audience, 3);
        QCOMPARE(reach(selective(u"like"_s)).connections, 2);
        QCOMPARE(reach(selective(u"like"_s, u"7"_s)).audience, 2);
        QCOMPARE(reach(selective(u"nothing"_s)).audience, 0);
        QVERIFY(reach(fanout(u""_s)).error.startsWith(u"authorId"_s));
        QFETCH_GLOBAL(bool, inRedis);
        QCOMPARE(named.countsInstances, inRedis);

        // and it comes true
        const PublishResult sent = m_rig->publish(selective(u"like"_s, u"7"_s));
        QCOMPARE(sent.error, QString());
        QCOMPARE(sent.audience, 2U);
        QCOMPARE(sent.recipients, 2U);
    }

    void theAudienceIsListedAndChanged()
    {
        quint64 changed = 0;
        QCOMPARE(change({{AudienceKind::Followers, u"10"_s, {u"10"_s, u"9"_s, u"é"_s}, false},
                            {AudienceKind::Followers, u"9"_s, {u"1"_s}, false},
                            {AudienceKind::Interests, u"like"_s, {u"1"_s, u"2"_s}, false}},
                     &changed),
            QString());
        QCOMPARE(changed, 6U);
        const auto sets = [&](AudienceKind kind, const QString& contains) {
            const auto found = answerOf<AudienceSets>(
                [&](auto done) { m_rig->hub.requestAudienceSets(kind, contains, done); });
            QStringList list;
            for (const AudienceSets::Set& set : found.sets)
                list.append(u"%1:%2"_s.arg(set.name).arg(set.size));
            return found.error.isEmpty() ? list : QStringList(found.error);
        };
        QCOMPARE(sets(AudienceKind::Followers, {}), QStringList({u"9:1"_s, u"10:3"_s}));
        QCOMPARE(sets(AudienceKind::Followers, u"0"_s), QStringList({u"10:3"_s}));
        QCOMPARE(sets(AudienceKind::Followers, u"*"_s), QStringList());
        QCOMPARE(sets(AudienceKind::Interests, {}), QStringList({u"like:2"_s}));
        const auto members = [&](AudienceKind kind, const QString& set) {
            return answerOf<AudienceMembers>([&](auto done) {
                m_rig->hub.requestAudienceMembers(kind, set, done);
            }).users;
        };
        QCOMPARE(members(AudienceKind::Followers, u"10"_s), QStringList({u"9"_s, u"é"_s, u"10"_s}));
        QCOMPARE(change({{AudienceKind::Followers, u"10"_s, {u"9"_s, u"99"_s}, true}}, &changed),
            QString());
        QCOMPARE(changed, 1U);
        QCOMPARE(members(AudienceKind::Followers, u"10"_s), QStringList({u"é"_s, u"10"_s}));
        QCOMPARE(change({{AudienceKind::Followers, u"10"_s, {}, true}}, &changed), QString());
        QCOMPARE(changed, 2U);
        QCOMPARE(sets(AudienceKind::Followers, {}), QStringList({u"9:1"_s}));
        QVERIFY(change({{AudienceKind::Followers, {}, {u"1"_s}, false}}).startsWith(u"author: "_s));
        QVERIFY(change({{AudienceKind::Interests, u"like"_s, {u"a\nb"_s}, false}})
                    .startsWith(u"user: "_s));
        const QStringList many(LocalHub::MostChanged + 1, u"x"_s);
        QVERIFY(change({{AudienceKind::Interests, u"like"_s, many, false}}).contains(u"10000"_s));
    }

    void manyChangesAreDoneInOrder()
    {
        std::vector<AudienceChange> changes;
        for (int i = 0; i < 5000; ++i)
            changes.push_back({AudienceKind::Followers, QString::number(i % 50),
                {QString::number(i)}, i % 3 == 2});
        quint64 changed = 0;
        QCOMPARE(change(changes, &changed), QString());
        QVERIFY(changed > 3000);
        const auto found = answerOf<AudienceSets>(
            [&](auto done) { m_rig->hub.requestAudienceSets(AudienceKind::Followers, {}, done); });
        QCOMPARE(found.sets.size(), 50U);
        QVERIFY(!found.more);
    }

    void theReplayIsWhatAClientIsSent()
    {
        EventStream stream(m_rig->port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        const PublishResult first = m_rig->publish(to({u"42"_s}, "1"));
        m_rig->publish(to({}, "2"));
        m_rig->publish(to({u"43"_s}, "3"));
        PublishRequest batched = to({u"42"_s}, "4");
        batched.batch.windowMs = 1000;
        m_rig->publish(batched);
        batched.data = "5";
        m_rig->publish(batched);
        PublishRequest toAll = to({}, "6");
        toAll.batch.windowMs = 1000;
        m_rig->publish(toAll);
        const auto preview = [&](const QString& user, const QString& id) {
            return answerOf<ReplayPreview>(
                [&](auto done) { m_rig->hub.requestReplay(user, id, done); });
        };
        const ReplayPreview shown = preview(u"42"_s, first.id);
        QCOMPARE(shown.error, QString());
        QCOMPARE(shown.missing, QString());
        QCOMPARE(shown.events.size(), 2U);
        QVERIFY(shown.events[0].toEveryone && !shown.events[0].toUser);
        QVERIFY(shown.events[1].toUser && shown.events[1].toEveryone); // a batch
        QCOMPARE(shown.events[1].notifications, 3);
        QVERIFY(shown.events[0].publishedAtMs > 1'700'000'000'000);
        EventStream back(m_rig->port(), "userId=42", {{"Last-Event-ID", first.id.toUtf8()}});
        QVERIFY(back.waitForOpen());
        for (const ReplayPreview::Event& event : shown.events) {
            const SseEvent sent = back.next();
            QCOMPARE(sent.wire, event.wire);
            QCOMPARE(QString::fromUtf8(sent.id), event.id);
        }
        QVERIFY(preview(u"42"_s, shown.events[1].id).events.empty());
        QCOMPARE(preview({}, first.id).events.size(), 2U);
        QVERIFY(preview(u"42"_s, u"5-0"_s).missing.contains(u"does not reach back"_s));
        QVERIFY(preview(u"42"_s, {}).error.startsWith(u"lastEventId"_s));
        QVERIFY(preview(u"4\n2"_s, first.id).error.startsWith(u"userId"_s));
    }

    void everyMessageIsRecorded()
    {
        QFETCH_GLOBAL(bool, inRedis);
        EventStream stream(m_rig->port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        change({{AudienceKind::Followers, u"7"_s, {u"42"_s, u"43"_s}, false}});
        MessageLog& log = m_rig->hub.recordMessages();
        const PublishResult byHand = m_rig->publish(fanout(u"7"_s));
        QCOMPARE(byHand.recipients, 1U);
        const HttpResponse overApi = httpPost(
            m_rig->port(), "/api/publish", R"({"broadcast":true,"type":"test","data":"all"})");
        QCOMPARE(overApi.status, 200);
        const HttpResponse toNobody = httpPost(
            m_rig->port(), "/api/publish", R"({"userIds":["a","b"],"data":1,"batch":true})");
        QCOMPARE(toNobody.status, 200);
        if (inRedis)
            m_redis.command({"PUBLISH", "notifications:42", R"({"type":"like"})"});
        for (int i = 0; i < (inRedis ? 3 : 2); ++i)
            QVERIFY(!stream.next().isNull());

        std::map<std::uint64_t, MessageRecord> records;
        const auto isComplete = [&] {
            MessageLog::Pull pull = log.pull();
            for (MessageRecord& record : pull.added)
                records[record.number] = std::move(record);
            for (MessageFigures& figures : pull.changed)
                records[figures.number].figures = std::move(figures);
            return records.size() == (inRedis ? 4U : 3U) && records[1].figures.write.count() == 1
                && records[2].figures.write.count() == 1 && records[3].figures.isKnown;
        };
        QTRY_VERIFY(isComplete());
        QVERIFY(
            records[1].source == MessageSource::Window && records[1].kind == PublishKind::Fanout);
        QCOMPARE(records[1].authorId, std::string("7"));
        QCOMPARE(records[1].users, 2U);
        QCOMPARE(records[1].receipt, byHand.receipt);
        QCOMPARE(QString::fromStdString(std::string(records[1].frame->id())), byHand.id);
        QVERIFY(records[2].source == MessageSource::Api && records[2].broadcast);
        QCOMPARE(std::string(records[2].frame->type()), std::string("test"));
        QCOMPARE(records[2].figures.recipients, 1U);
        QCOMPARE(records[3].userId, std::string("a"));
        QCOMPARE(records[3].users, 2U);
        QCOMPARE(records[3].figures.recipients, 0U);
        QVERIFY(records[3].figures.isKnown);
        QCOMPARE(records[3].batch.windowMs, int(BatchWish::HubsWindow));
        if (inRedis) {
            QVERIFY(records[4].source == MessageSource::Redis);
            QCOMPARE(records[4].userId, std::string("42"));
            QTRY_VERIFY(isComplete() && records[4].figures.recipients == 1);
        }
    }

    void withoutAHubEveryQuestionIsAnswered()
    {
        m_rig->hub.stop();
        QVERIFY(m_rig->reaches(HubState::Stopped));
        QVERIFY(!reach(to({}, "1")).error.isEmpty());
        QVERIFY(!change({{AudienceKind::Followers, u"1"_s, {u"2"_s}, false}}).isEmpty());
        QVERIFY(!answerOf<AudienceSets>([&](auto done) {
            m_rig->hub.requestAudienceSets(AudienceKind::Followers, {}, done);
        }).error.isEmpty());
        QVERIFY(!answerOf<AudienceMembers>([&](auto done) {
            m_rig->hub.requestAudienceMembers(AudienceKind::Followers, u"1"_s, done);
        }).error.isEmpty());
        QVERIFY(!answerOf<ReplayPreview>([&](auto done) {
            m_rig->hub.requestReplay({}, u"1-0"_s, done);
        }).error.isEmpty());
    }
};

ROOM_TEST(TestHubFollow, QCoreApplication)
#include "tst_hub_follow.moc"
