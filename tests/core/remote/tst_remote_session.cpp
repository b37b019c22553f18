// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "odd_hub.h"
#include "remote/back_off.h"
#include "remote/remote_session.h"
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSslConfiguration>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* FirstEvent
    = R"({"rid":1,"stream":"a-12345678","epoch":"e","hub":{},"views":{}})";

} // namespace

class TestRemoteSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsConnectedWithTheFirstEvent()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1", FirstEvent);
        }));
        RemoteSession session(hub.address(u"HUSH"_s), impatient());
        QSignalSpy links(&session, &RemoteSession::linkChanged);
        QSignalSpy events(&session, &RemoteSession::received);
        QCOMPARE(session.link().state, HubLink::State::Connecting);
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
        QCOMPARE(events.size(), 1);
        QVERIFY(events[0][1].toBool());
        QCOMPARE(session.identity().role, Role::Monitor);
        QCOMPARE(session.identity().version, u"9.9.9"_s);
        QCOMPARE(hub.requests().front().header("Authorization"), "Bearer HUSH");
        QCOMPARE(links.size(), 1);
    }

    void aBrokenStreamGoesOnBehindItsLastEvent()
    {
        std::vector<QByteArray> places;
        OddHub hub(OddHub::streamOf([&](const OddHub::Request& request, QTcpSocket& socket) {
            places.push_back(request.header("Last-Event-ID"));
            OddHub::beginStream(socket);
            if (places.size() > 1)
                return;
            OddHub::event(socket, "snapshot", "e-1", FirstEvent);
            OddHub::event(socket, "delta", "e-7", R"({"rid":7})");
            socket.disconnectFromHost();
        }));
        RemoteSession session(hub.address(), impatient());
        session.start();
        QTRY_COMPARE(places.size(), 2U);
        QCOMPARE(places[0], QByteArray());
        QCOMPARE(places[1], QByteArray("e-7"));
        QCOMPARE(session.link().state, HubLink::State::Lost);
        QVERIFY2(session.link().problem.contains(u"eu-1"_s), qPrintable(session.link().problem));
        QVERIFY(session.link().retryAtMs > 0);
    }

    void whatIsSaidOfOneThatIsNotThere_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<bool>("isRefused");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, int status, const QByteArray& body,
                             const QByteArray& more, bool isRefused, const QString& said) {
            QTest::newRow(name) << status << body << more << isRefused << said;
        };
        row("401", 401, R"({"error":"no token is known"})", "WWW-Authenticate: Bearer\r\n", true,
            u"The hub does not know this token: give it another one. no token is known."_s);
        row("403", 403, R"({"error":"this hub does not go by the name “x”"})", {}, true,
            u"The hub does not let this window in: this hub does not go by"_s);
        row("a redirect", 302, {}, "Location: http://elsewhere.example/api/whoami\r\n", true,
            u" sends the window to http://elsewhere.example/api/whoami"_s);
        row("another site", 200, "<html>", {}, true, u" is not Fanlight"_s);
        row("other JSON", 200, R"({"hello":1})", {}, true, u" is not Fanlight"_s);
        row("nothing there", 404, "no", {}, true, u" is not Fanlight"_s);
        row("a proxy", 502, "<html>", {}, false, u" answers 502."_s);
        row("full", 503, R"({"error":"the hub is full or ending; try again"})", {}, false,
            u" answers 503: the hub is full or ending"_s);
        row("a user", 200, OddHub::whoami("user"), {}, true, u"This token is of no role"_s);
        row("a wrong type", 200, R"({"role":7,"version":"1"})", {}, true, u" is not Fanlight"_s);
    }
    void whatIsSaidOfOneThatIsNotThere()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, more);
        QFETCH(const bool, isRefused);
        QFETCH(const QString, said);
        OddHub hub([&](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::tell(socket, status, body, more);
        });
        RemoteSession session(hub.address(u"HUSH"_s), impatient());
        session.start();
        QTRY_VERIFY(!session.link().problem.isEmpty());
        QVERIFY2(session.link().problem.contains(said), qPrintable(session.link().problem));
        QVERIFY(!session.link().problem.contains(u"HUSH"_s));
        QCOMPARE(
            session.link().state, isRefused ? HubLink::State::Refused : HubLink::State::Connecting);
        QTRY_VERIFY(hub.count("/api/whoami") > 1); // it is tried again in any case
    }

    void aTokenGoesNowhereElse()
    {
        OddHub other([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::tell(socket, 200, OddHub::whoami("admin"));
        });
        OddHub hub([&](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::tell(socket, 307, {},
                "Location: " + other.address().url.toEncoded() + "/api/whoami\r\n");
        });
        RemoteSession session(hub.address(u"HUSH"_s), impatient());
        session.start();
        QTRY_VERIFY(hub.count("/api/whoami") > 1);
        QVERIFY(other.requests().empty());
    }

    void nothingListens()
    {
        RemoteAddress address;
        {
            OddHub gone([](const OddHub::Request&, QTcpSocket&) {});
            address = gone.address();
        }
        RemoteSession session(address, impatient());
        session.start();
        QTRY_VERIFY2(session.link().problem.startsWith(u"Nothing listens at 127.0.0.1:"_s),
            qPrintable(session.link().problem));
        QCOMPARE(session.link().state, HubLink::State::Connecting);
    }

    void aCertificateIsToldAsWhatItIs_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<QString>("said"); // empty: it is good
        QTest::newRow("good") << u"localhost"_s << u"server"_s << true << QString();
        QTest::newRow("of nobody")
            << u"localhost"_s << u"server"_s << false << u"signed by nobody this machine trusts"_s;
        QTest::newRow("of another name")
            << u"127.0.0.1"_s << u"server"_s << true << u"is for localhost, not for 127.0.0.1"_s;
        QTest::newRow("over") << u"localhost"_s << u"old"_s << true
                              << u"the certificate of localhost expired on "_s;
    }
    void aCertificateIsToldAsWhatItIs()
    {
        QFETCH(const QString, host);
        QFETCH(const QString, certificate);
        QFETCH(const bool, isTrusted);
        QFETCH(const QString, said);
        CertificateAuthority authority;
        QVERIFY(
            authority.make() && authority.sign(u"old"_s, u"localhost"_s, u"DNS:localhost"_s, -1));
        HubProcess hub;
        START_HUB(hub,
            {u"--tls-cert"_s, authority.file(certificate + u".pem"_s), u"--tls-key"_s,
                authority.file(certificate + u".key"_s)});
        const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = usual;
        trusting.addCaCertificates(authority.file(u"ca.pem"_s));
        if (isTrusted)
            QSslConfiguration::setDefaultConfiguration(trusting);
        const auto restore
            = qScopeGuard([&usual] { QSslConfiguration::setDefaultConfiguration(usual); });
        RemoteAddress address;
        address.url = QUrl(u"https://%1:%2"_s.arg(host).arg(hub.port()));
        RemoteSession session(address, impatient());
        session.start();
        if (said.isEmpty()) {
            QTRY_COMPARE(session.link().state, HubLink::State::Connected);
            return;
        }
        QTRY_COMPARE(session.link().state, HubLink::State::Refused);
        QVERIFY2(session.link().problem.contains(said), qPrintable(session.link().problem));
        QVERIFY(session.link().problem.startsWith(u"TLS: "_s));
    }

    void anAddressThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url : {"", "ftp://a", "http://", "http://user:word@a", "http://a?b=1",
                 "file:///etc/passwd", "http://a#b"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void anAddressThatIsNoneIsRefused()
    {
        QFETCH(const QString, url);
        RemoteAddress address;
        address.url = QUrl(url);
        RemoteSession session(address, impatient());
        session.start();
        QCOMPARE(session.link().state, HubLink::State::Refused);
        QVERIFY(!session.link().problem.isEmpty());
    }

    void aHalfOpenLinkIsNoticed()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1", FirstEvent); // and then nothing
        }));
        RemoteSession session(hub.address(), impatient());
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
        QTRY_COMPARE(session.link().state, HubLink::State::Lost);
        QVERIFY2(session.link().problem.contains(u"silent"_s), qPrintable(session.link().problem));
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
    }

    void oneThatDripsIsNoticed()
    {
        QTimer drip;
        OddHub hub(OddHub::streamOf([&](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1", FirstEvent);
            drip.disconnect();
            connect(&drip, &QTimer::timeout, &socket, [&socket] { socket.write("x"); });
            drip.start(100);
        }));
        RemoteSession session(hub.address(), impatient());
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
        QTRY_COMPARE(session.link().state, HubLink::State::Lost);
        QVERIFY2(session.link().problem.contains(u"slowly"_s), qPrintable(session.link().problem));
    }

    void whatIsTooLargeEndsTheStream()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            socket.write("data: " + QByteArray(qsizetype(AdminLink::MostEventBytes) + 1000, 'x'));
        }));
        RemoteSession session(hub.address(), impatient());
        session.start();
        QTRY_VERIFY2(session.link().problem.contains(u"sends more at once than a hub does"_s),
            qPrintable(session.link().problem));
    }

    void whatIsNoJsonEndsTheStream()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1", "{\"rid\":");
        }));
        RemoteSession session(hub.address(), impatient());
        session.start();
        QTRY_VERIFY2(session.link().problem.contains(u"cannot be read"_s),
            qPrintable(session.link().problem));
    }

    void eventsOfALaterVersionAreLeftOut()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            OddHub::event(socket, "surprise", "e-0", "not for us");
            OddHub::event(socket, "snapshot", "e-1", FirstEvent);
        }));
        RemoteSession session(hub.address(), impatient());
        QSignalSpy events(&session, &RemoteSession::received);
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
        QCOMPARE(events.size(), 1);
    }

    void whatIsLookedAtIsToldTheStream()
    {
        OddHub hub(OddHub::streamOf([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1", FirstEvent);
        }));
        RemoteSession session(hub.address(), impatient());
        session.setPlaces([] { return QJsonObject{{u"log"_s, 17}}; });
        session.setViews({u"sample"_s, u"log"_s});
        connect(&session, &RemoteSession::received, &session,
            [&] { session.setStreamId(u"a-12345678"_s); });
        session.start();
        const auto patches = [&hub] {
            std::vector<QJsonObject> all;
            for (const OddHub::Request& one : hub.requests()) {
                if (one.method == "PATCH" && one.path == "/api/admin/stream/a-12345678")
                    all.push_back(QJsonDocument::fromJson(one.body).object());
            }
            return all;
        };
        QTRY_COMPARE(patches().size(), 1U);
        QCOMPARE(patches()[0]["views"_L1].toArray(), (QJsonArray{u"sample"_s, u"log"_s}));
        QCOMPARE(patches()[0]["since"_L1]["log"_L1].toInt(), 17);
        session.setDetail(u"connection"_s, {{u"id"_s, u"c-1"_s}});
        session.setViews({u"sample"_s, u"connection"_s});
        QTRY_COMPARE(patches().size(), 2U); // one for both
        QCOMPARE(patches()[1]["connection"_L1]["id"_L1].toString(), u"c-1"_s);
        QVERIFY(!patches()[1].contains("since"_L1));
    }

    void oneThatMayNotLookIsAskedWhetherItIsThere()
    {
        OddHub hub([](const OddHub::Request&, QTcpSocket& socket) {
            OddHub::tell(socket, 200, OddHub::whoami("publish"));
        });
        RemoteSession session(hub.address(), impatient());
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
        QTRY_VERIFY(hub.count("/api/whoami") > 3);
        QCOMPARE(hub.count("/api/stats") + hub.count("/api/admin"), 0);
    }

    void triesNowWhenItIsAskedTo()
    {
        bool isThere = false;
        OddHub hub([&](const OddHub::Request&, QTcpSocket& socket) {
            if (isThere)
                OddHub::tell(socket, 200, OddHub::whoami("publish"));
            else
                OddHub::tell(socket, 401, R"({"error":"no"})");
        });
        RemotePatience patience = impatient();
        patience.refusedRetry = std::chrono::hours(1);
        RemoteSession session(hub.address(), patience);
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Refused);
        isThere = true;
        session.tryNow();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
    }

    void oneThatWasStoppedBeginsAnew()
    {
        std::vector<QByteArray> places;
        OddHub hub(OddHub::streamOf([&](const OddHub::Request& request, QTcpSocket& socket) {
            places.push_back(request.header("Last-Event-ID"));
            OddHub::beginStream(socket);
            OddHub::event(socket, "snapshot", "e-1", FirstEvent);
        }));
        RemoteSession session(hub.address(), impatient());
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
        QSignalSpy links(&session, &RemoteSession::linkChanged);
        session.stop();
        QVERIFY(!session.isStreaming());
        QCOMPARE(session.link().state, HubLink::State::Connecting);
        QCOMPARE(session.identity().version, u"9.9.9"_s); // stays known
        session.start();
        QTRY_COMPARE(session.link().state, HubLink::State::Connected);
        QCOMPARE(places, std::vector<QByteArray>(2));
        QCOMPARE(links.size(), 1);
    }

    void whatCannotBeOfAnOlderHubIsNoConnection()
    {
        OddHub hub([](const OddHub::Request& request, QTcpSocket& socket) {
            OddHub::tell(
                socket, 200, request.path == "/api/whoami" ? OddHub::whoami("monitor", {}) : "{}");
        });
        RemoteSession session(hub.address(), impatient());
        connect(&session, &RemoteSession::polled, &session,
            [&session] { session.drop(u"no figures"_s); });
        QSignalSpy links(&session, &RemoteSession::linkChanged);
        session.start();
        QTRY_VERIFY(links.size() > 1);
        for (const QVariantList& link : links) {
            QCOMPARE(link[0].value<HubLink>().state, HubLink::State::Connecting);
            QCOMPARE(link[0].value<HubLink>().problem, u"no figures"_s);
        }
    }

    void theWaitGrowsUpToABound()
    {
        using Ms = std::chrono::milliseconds;
        RemotePatience patience;
        BackOff backOff(patience);
        for (int i = 0; i < 100; ++i) {
            const Ms due
                = std::min(patience.mostRetry, patience.firstRetry * (1 << std::min(i, 16)));
            const Ms wait = backOff.next(std::uint32_t(i) * 7919U);
            QVERIFY(wait >= due * 2 / 3 && wait <= due * 4 / 3);
        }
        backOff.reset();
        QVERIFY(backOff.next(0) < patience.firstRetry);
        QCOMPARE(backOff.next(0, Ms(9000)), Ms(9000));
    }
};

ROOM_TEST(TestRemoteSession, QCoreApplication)
#include "tst_remote_session.moc"
