// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/user_token.h"
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"
#include "support/web_app.h"

#include <QRandomGenerator>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList ProofOptions{u"--jwt-secret"_s, QString::fromLatin1(UserTokenSecret),
    u"--admin-token"_s, u"HUSH-admin"_s, u"--publish-token"_s, u"HUSH-publisher"_s};

Headers proofOf(const QByteArray& token)
{
    return {{"Authorization", "Bearer " + token}};
}

QByteArray newTicketFor(quint16 port, const QByteArray& user)
{
    return httpPost(
        port, "/api/tickets", "{\"userId\":\"" + user + "\"}", proofOf("HUSH-publisher"))
        .json()["ticket"_L1]
        .toString()
        .toLatin1();
}

} // namespace

class TstProofs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatProvesAnythingStandsInNoLogAndNoAnswer()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request& request) {
            const bool isKnown = request.header("Cookie").contains("HUSH-session");
            return WebApp::Reply{isKnown ? 200 : 401, isKnown ? "{\"userId\":\"7\"}" : "", {}, 0};
        });
        HubProcess hub;
        START_HUB(hub,
            ProofOptions
                + QStringList{u"--log-level"_s, u"debug"_s, u"--authorize"_s,
                    app.url(u"/allow?key=HUSH-query"_s), u"--jwks-url"_s,
                    app.url(u"/keys?key=HUSH-query"_s)});
        const QByteArray ticket = newTicketFor(hub.port(), "42");
        QCOMPARE(ticket.size(), 43);
        EventStream stream(hub.port(), "ticket=" + ticket);
        QVERIFY2(stream.waitForOpen(), hub.story().constData());
        EventStream bySession(hub.port(), {}, {{"Cookie", "sid=HUSH-session"}});
        QVERIFY2(bySession.waitForOpen(), hub.story().constData());
        const QByteArray token = userToken("42");
        const QByteArray shownTicket = "?ticket=" + ticket;
        const QList<QByteArray> queries{shownTicket, shownTicket + "&userId=9",
            "?%74icket=" + ticket, "?tickets=" + ticket, shownTicket + "&ticket=x", "?userId=1"};
        for (const QByteArray& query : queries) {
            httpGet(hub.port(), "/api/notifications" + query, {{"Cookie", "sid=HUSH-none"}});
            httpGet(hub.port(), "/api/nothing" + query);
        }
        httpGet(hub.port(), "/api/notifications?userId=1", proofOf(token));
        httpPost(hub.port(), "/api/tickets", "{\"ticket\":\"" + ticket + "\"}", proofOf(token));
        app.goAway();
        httpGet(hub.port(), "/api/notifications?types=x", {{"Cookie", "sid=HUSH-session"}});
        HttpClient client(hub.port());
        QCOMPARE(
            client.request("DELETE", "/api/users/42/streams?deny=1h", proofOf("HUSH-admin")).status,
            200);
        QVERIFY(stream.waitForCleanEnd());
        httpGet(hub.port(), "/api/notifications?ticket=" + ticket);
        QByteArray shown;
        for (const char* path :
            {"/api/stats", "/api/connections", "/metrics", "/api/whoami", "/api/faults"})
            shown += httpGet(hub.port(), path, proofOf("HUSH-admin")).body;
        QVERIFY2(hub.stop(), hub.story().constData());
        QTRY_VERIFY(hub.standardError().contains("stopped"));
        shown += hub.standardError() + hub.standardOutput();
        QVERIFY(shown.contains("denied"));
        QVERIFY2(!shown.contains("HUSH"), shown.mid(shown.indexOf("HUSH") - 200, 300).constData());
        QVERIFY2(!shown.contains(ticket), shown.mid(shown.indexOf(ticket) - 200, 300).constData());
        QVERIFY(!shown.contains(token.mid(token.lastIndexOf('.') + 1)));
    }
    void garbageOpensNoStreamAndMakesNoTicket()
    {
        WebApp app;
        app.answer("", 403);
        HubProcess hub;
        START_HUB(hub, ProofOptions + QStringList{u"--authorize"_s, app.url()});
        QRandomGenerator random(16); // the same each time
        const auto bytes = [&random](int most) {
            QByteArray text(random.bounded(most) + 1, Qt::Uninitialized);
            for (char& c : text)
                c = char(random.bounded(0x21, 0x7f));
            return text;
        };
        const QByteArray good = newTicketFor(hub.port(), "42");
        QList<QByteArray> requests;
        const auto ask = [&](const QByteArray& method, const QByteArray& target,
                             const Headers& headers, const QByteArray& body = {}) {
            requests.append(requestBytes(hub.port(), method, target, headers, body));
        };
        for (int i = 0; i < 10'000; ++i) {
            QByteArray bent = good;
            bent[random.bounded(int(bent.size()))] = '!';
            const QByteArray ticket = random.bounded(2) ? bent : bytes(80);
            const Headers headers{
                {"Cookie", bytes(60)}, {"Authorization", bytes(60)}, {"Last-Event-ID", bytes(30)}};
            switch (random.bounded(4)) {
            case 0:
                ask("GET", "/api/notifications?ticket=" + ticket.toPercentEncoding(), headers);
                break;
            case 1:
                ask("GET", "/api/notifications?userId=" + bytes(9).toPercentEncoding(), headers);
                break;
            case 2:
                ask("POST", "/api/tickets", proofOf("HUSH-publisher"),
                    "{\"userId\":\"42\"," + bytes(60) + '}');
                break;
            default:
                ask("DELETE",
                    "/api/users/" + bytes(20).toPercentEncoding() + "/streams?deny=!"
                        + bytes(12).toPercentEncoding(),
                    proofOf("HUSH-admin"));
            }
        }
        QHash<int, int> answers;
        for (const HttpResponse& answer : askAll(hub.port(), requests)) {
            ++answers[answer.status];
            QVERIFY2(answer.status >= 400 && answer.status < 500, answer.body.constData());
        }
        QVERIFY(answers[401] > 1000 && answers[403] > 1000 && answers[400] > 1000);
        EventStream stream(hub.port(), "ticket=" + good);
        QVERIFY2(stream.waitForOpen(), hub.story().constData());
        const QByteArray log = hub.standardError();
        QVERIFY2(log.size() < 20'000, QByteArray::number(log.size()).constData());
        QVERIFY(std::all_of(log.begin(), log.end(),
            [](char c) { return c == '\n' || static_cast<unsigned char>(c) >= 0x20; }));
        QVERIFY2(hub.stop(), hub.story().constData());
    }
    void aHubThatDiesHandsItsTicketsStreamsOver()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess dying;
        HubProcess other;
        START_HUB(dying, ProofOptions + QStringList{u"--broker"_s, redis.url()});
        START_HUB(other, ProofOptions + QStringList{u"--broker"_s, redis.url()});
        QByteArray ticket;
        QTRY_VERIFY_WITH_TIMEOUT(
            !(ticket = newTicketFor(other.port(), "42")).isEmpty(), int(Patience.count()));
        EventStream stream(dying.port(), "ticket=" + ticket);
        QVERIFY2(stream.waitForOpen(), dying.story().constData());
        HttpClient publisher(other.port());
        QCOMPARE(
            publisher.post("/api/publish", toUser("42", "1"), proofOf("HUSH-publisher")).status,
            200);
        QCOMPARE(stream.next().data, "1"_ba);
        dying.crash();
        std::ignore = dying.waitForEnd();
        QCOMPARE(
            publisher.post("/api/publish", toUser("42", "2"), proofOf("HUSH-publisher")).status,
            200);
        // as an EventSource does: it is told to try again until the dead is known to be dead
        EventStream again;
        int tries = 0;
        QVERIFY(QTest::qWaitFor(
            [&] {
                ++tries;
                again = EventStream(
                    other.port(), "ticket=" + ticket, {{"Last-Event-ID", stream.lastEventId()}});
                return again.waitForOpen() && !again.connectionId().isEmpty();
            },
            int(Patience.count())));
        QVERIFY(tries > 1);
        QCOMPARE(again.next().data, "2"_ba);
    }
};

ROOM_TEST(TstProofs, QCoreApplication)
#include "tst_proofs.moc"
