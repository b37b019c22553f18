// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "odd_hub.h"
#include "remote/hub_glance.h"
#include "support/hub_process.h"
#include "support/room.h"

#include <QSignalSpy>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Glance = HubGlance::State;

RemotePatience glancePatience()
{
    RemotePatience patience;
    patience.firstRetry = std::chrono::milliseconds(20);
    patience.mostRetry = std::chrono::milliseconds(100);
    patience.refusedRetry = std::chrono::milliseconds(100);
    return patience;
}

RemoteAddress glanceAddress(const HubProcess& hub, const QString& token)
{
    RemoteAddress address;
    address.url = QUrl(u"http://127.0.0.1:%1"_s.arg(hub.port()));
    address.token = [token] { return token; };
    address.name = u"eu-1"_s;
    return address;
}

const QStringList GlanceTokens{u"--monitor-token"_s, u"look=seldom-seen-token-1"_s};

} // namespace

class TestHubGlance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresOfARealHubComeByThemselves()
    {
        HubProcess hub;
        START_HUB(hub, GlanceTokens);
        HubGlance glance(glanceAddress(hub, u"seldom-seen-token-1"_s), glancePatience());
        std::vector<qint64> times;
        connect(&glance, &HubGlance::sampled, this,
            [&](const MetricsSample& sample) { times.push_back(sample.timeMs); });
        QCOMPARE(glance.state(), Glance::Idle);
        glance.start();
        QCOMPARE(glance.state(), Glance::Connecting);
        QTRY_VERIFY(times.size() >= 3);
        QVERIFY(std::is_sorted(times.begin(), times.end()));
        QCOMPARE(glance.state(), Glance::Up);
        QCOMPARE(glance.identity().caller, u"look"_s);
        QCOMPARE(glance.identity().role, Role::Monitor);
        QVERIFY(!glance.isOlder());
        QVERIFY(glance.status().startedAtMs > 0);
        glance.stop();
        QCOMPARE(glance.state(), Glance::Idle);
    }

    void aHubThatIsKilledIsAwayAndTriedAgain()
    {
        HubProcess hub;
        START_HUB(hub, GlanceTokens);
        HubGlance glance(glanceAddress(hub, u"seldom-seen-token-1"_s), glancePatience());
        glance.start();
        QTRY_COMPARE(glance.state(), Glance::Up);
        const quint16 port = hub.port();
        hub.crash();
        QTRY_COMPARE(glance.state(), Glance::Away);
        QVERIFY(!glance.problem().isEmpty());
        QVERIFY(glance.sinceMs() > 0);
        hub.waitForEnd();
        HubProcess again;
        START_HUB(again, GlanceTokens + QStringList{u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QTRY_COMPARE(glance.state(), Glance::Up);
        QCOMPARE(glance.problem(), QString());
    }

    void aWrongTokenIsSaidToBeOne()
    {
        HubProcess hub;
        START_HUB(hub, GlanceTokens);
        HubGlance glance(glanceAddress(hub, u"another-token-than-that"_s), glancePatience());
        glance.start();
        QTRY_COMPARE(glance.state(), Glance::Refused);
        QVERIFY(glance.needsLogin());
        QVERIFY2(glance.problem().startsWith(u"The hub does not know this token"_s),
            qPrintable(glance.problem()));
    }

    void oldSamplesAreNotAskedFor()
    {
        QByteArray query;
        QByteArray patch;
        OddHub hub([&](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                return OddHub::tell(socket, 200, OddHub::whoami("monitor"));
            if (request.method == "PATCH") {
                patch = request.body;
                return OddHub::tell(socket, 200, "{}");
            }
            query = request.path;
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1",
                R"({"rid":1,"stream":"a-12345678","epoch":"e","hub":{},"views":{}})");
        });
        HubGlance glance(hub.address(), glancePatience());
        glance.start();
        QTRY_VERIFY(!patch.isEmpty());
        QCOMPARE(query, "/api/admin/stream?views=faults");
        const QJsonObject wish = QJsonDocument::fromJson(patch).object();
        QCOMPARE(wish["views"_L1].toArray(), QJsonArray{u"sample"_s});
        QVERIFY(wish["since"_L1].toObject()["sample"_L1].toInteger()
            > QDateTime::currentMSecsSinceEpoch());
    }

    // Nothing is gone on with: neither the samples that it missed, nor what was looked at before.
    void aStreamThatBreaksBeginsAnew()
    {
        std::vector<OddHub::Request> streams;
        OddHub hub(OddHub::streamOf([&](const OddHub::Request& request, QTcpSocket& socket) {
            streams.push_back(request);
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1",
                R"({"rid":1,"stream":"a-12345678","epoch":"e","hub":{},"views":{}})");
            if (streams.size() == 1)
                socket.disconnectFromHost();
        }));
        HubGlance glance(hub.address(), glancePatience());
        glance.start();
        QTRY_COMPARE(streams.size(), 2U);
        QCOMPARE(streams[1].path, "/api/admin/stream?views=faults");
        QCOMPARE(streams[1].header("Last-Event-ID"), QByteArray());
        QTRY_COMPARE(glance.state(), Glance::Up);
        QCOMPARE(glance.problem(), QString());
    }

    void aStreamThatCannotBeToldWhatIsLookedAtIsOver_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        QTest::newRow("refused") << 400 << u"no such view"_s;
        QTest::newRow("ended") << 404 << u"The stream was ended by the hub."_s;
        QTest::newRow("in trouble") << 500 << u"no such view"_s;
    }
    void aStreamThatCannotBeToldWhatIsLookedAtIsOver()
    {
        QFETCH(const int, status);
        QFETCH(const QString, said);
        OddHub hub([&](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                return OddHub::tell(socket, 200, OddHub::whoami("monitor"));
            if (request.method == "PATCH")
                return OddHub::tell(socket, status, R"({"error":"no such view"})");
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1",
                R"({"rid":1,"stream":"a-12345678","epoch":"e","hub":{},"views":{}})");
        });
        HubGlance glance(hub.address(), RemotePatience()); // it is seen before it is tried again
        glance.start();
        QTRY_COMPARE(glance.state(), Glance::Away);
        QVERIFY2(glance.problem().contains(said), qPrintable(glance.problem()));
        QVERIFY(!glance.needsLogin());
    }

    // What answers an attempt of before is nothing to it any more.
    void oneThatIsStoppedHearsNothing()
    {
        QPointer<QTcpSocket> asked;
        OddHub hub([&](const OddHub::Request&, QTcpSocket& socket) { asked = &socket; });
        HubGlance glance(hub.address(), glancePatience());
        glance.start();
        QTRY_VERIFY(asked);
        glance.stop();
        QSignalSpy changes(&glance, &HubGlance::changed);
        OddHub::tell(*asked, 401, R"({"error":"no"})");
        QTRY_VERIFY(asked->bytesToWrite() == 0);
        asked = nullptr;
        glance.start(); // anew, at once
        QCOMPARE(glance.state(), Glance::Connecting);
        QCOMPARE(glance.problem(), QString());
        QTRY_VERIFY(asked);
        QCOMPARE(changes.size(), 1);
        OddHub::tell(*asked, 401, R"({"error":"no"})");
        QTRY_COMPARE(glance.state(), Glance::Refused);
        QVERIFY(glance.needsLogin());
    }

    void anOlderHubIsAskedNowAndThen()
    {
        OddHub hub([&](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                return OddHub::tell(
                    socket, 200, R"({"name":"look","role":"monitor","version":"0.1.0"})");
            OddHub::tell(socket, 200,
                R"({"uptimeSeconds":5,"instance":"old","connections":7,"state":"listening"})");
        });
        HubGlance glance(hub.address(), glancePatience());
        glance.start();
        QTRY_COMPARE(glance.state(), Glance::Up);
        QVERIFY(glance.isOlder());
        QCOMPARE(hub.count("/api/admin/stream"), 0);
        QTRY_VERIFY(hub.count("/api/stats") >= 2);
    }

    void whoFloodsIsLeftAlone()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            for (int i = 1; i <= HubGlance::MostEvents + 1; ++i)
                OddHub::event(socket, "delta", "e-" + QByteArray::number(i), R"({"rid":1})");
        }));
        RemotePatience patience;
        HubGlance glance(hub.address(), patience);
        glance.start();
        QTRY_COMPARE(glance.state(), Glance::Away);
        QVERIFY2(glance.problem().contains(u"more at once"_s), qPrintable(glance.problem()));
    }

    void whatCannotBeIsNotTakenOver()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            OddHub::event(socket, "delta", "e-1",
                R"({"rid":1,"views":{"sample":{"time":1,"connections":"many"}}})");
        }));
        RemotePatience patience;
        HubGlance glance(hub.address(), patience);
        QSignalSpy samples(&glance, &HubGlance::sampled);
        glance.start();
        QTRY_COMPARE(glance.state(), Glance::Away);
        QCOMPARE(samples.size(), 0);
        QVERIFY2(glance.problem().contains(u"what cannot be"_s), qPrintable(glance.problem()));
    }
};

ROOM_TEST(TestHubGlance, QCoreApplication)
#include "tst_hub_glance.moc"
