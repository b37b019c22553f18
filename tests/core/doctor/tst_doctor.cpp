// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "doctor/doctor.h"

#include "core/hub/hub_rig.h"
#include "support/certificate_authority.h"
#include "support/nginx.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

namespace {

const QString Origin = u"https://app.example"_s;

// What nginx needs to pass a hub's stream on as it should.
QString passOn(quint16 hub, const QString& more = {}, const QString& host = u"$proxy_host"_s)
{
    return u"location / { proxy_pass http://127.0.0.1:%1; proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host %2; %3 }"_s
        .arg(QString::number(hub), host, more);
}

// As nginx does it where nobody told it otherwise, but for what the hub asks of it.
QString gather(quint16 hub)
{
    return u"location / { proxy_pass http://127.0.0.1:%1; proxy_ignore_headers X-Accel-Buffering; }"_s
        .arg(hub);
}

// A proxy that speaks HTTP/1.0 towards the hub and hands on whole blocks only.
class BlockProxy : public QTcpServer {
public:
    explicit BlockProxy(quint16 hub)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, hub] {
            QTcpSocket* client = nextPendingConnection();
            auto* upstream = new QTcpSocket(client);
            upstream->connectToHost(QHostAddress::LocalHost, hub);
            connect(client, &QTcpSocket::readyRead, upstream, [client, upstream] {
                upstream->write(client->readAll().replace(" HTTP/1.1\r\n", " HTTP/1.0\r\n"));
            });
            connect(upstream, &QTcpSocket::readyRead, client, [client, upstream] {
                constexpr qint64 Block = 4096;
                while (upstream->bytesAvailable() >= Block)
                    client->write(upstream->read(Block));
            });
            connect(upstream, &QTcpSocket::disconnected, client, [client, upstream] {
                client->write(upstream->readAll());
                client->disconnectFromHost();
            });
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        });
    }
};

} // namespace

// The doctor through a real nginx, in front of a real hub.
class TestDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_onlyPretends = false;
        m_hub = std::make_unique<HubRig>();
        HubOptions options = onAnyPort();
        options.heartbeat = 1h; // so that a stream is silent by itself
        options.corsOrigins = {Origin};
        QVERIFY(m_hub->start(options));
        m_nginx = std::make_unique<Nginx>();
    }

    void cleanup()
    {
        m_doctor.reset();
        m_nginx.reset();
        m_hub.reset();
    }

    void aGoodSetUp()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Reachable, Verdict::Good), story());
        QVERIFY2(is(Check::Buffering, Verdict::Good), story());
        QVERIFY2(is(Check::Compression, Verdict::Good), story());
        QVERIFY2(is(Check::Resume, Verdict::Good), story());
        QVERIFY2(is(Check::Cors, Verdict::Good), story());
        QVERIFY2(is(Check::Version, Verdict::Advice), story());
        QVERIFY2(is(Check::Idle, Verdict::NotTried), story());
        QVERIFY(finding(Check::Reachable).text.contains(u"connection c-"_s));
        QVERIFY(finding(Check::Version).text.contains(u"six connections"_s));
        // as its Server field says
        QCOMPARE(finding(Check::Version).remedies.front().server, u"nginx"_s);
        QCOMPARE(summarize(m_doctor->findings()).bad, 0);
        QCOMPARE(summarize(m_doctor->findings()).advice, 1);
    }

    void theHubItself()
    {
        DoctorSettings wish = settings();
        wish.url = QUrl(m_hub->hub.status().url);
        QVERIFY(examine(wish));
        for (const Check check :
            {Check::Reachable, Check::Buffering, Check::Compression, Check::Resume, Check::Cors})
            QVERIFY2(is(check, Verdict::Good), story());
    }

    void bufferedByForce()
    {
        START_NGINX(*m_nginx, gather(m_hub->port()));
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Reachable, Verdict::Good), story());
        QVERIFY2(is(Check::Buffering, Verdict::Bad), story());
        QVERIFY2(finding(Check::Buffering).text.contains(u"buffered"_s), story());
        QVERIFY2(is(Check::Resume, Verdict::NotTried), story());
        QCOMPARE(finding(Check::Buffering).remedies.front().server, u"nginx"_s);
        QVERIFY(
            finding(Check::Buffering).remedies.front().change.contains(u"proxy_buffering off;"_s));
        QVERIFY(finding(Check::Buffering).remedies.front().change.contains(u"X-Accel-Buffering"_s));
    }

    void compressed()
    {
        START_NGINX(*m_nginx,
            u"gzip on; gzip_types text/event-stream; gzip_proxied any; gzip_min_length 0; "_s
                + passOn(m_hub->port()));
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Buffering, Verdict::Good), story());
        QVERIFY2(is(Check::Compression, Verdict::Advice) || is(Check::Compression, Verdict::Bad),
            story());
        QVERIFY2(finding(Check::Compression).text.contains(u"gzip"_s), story());
        QVERIFY(finding(Check::Compression).remedies.front().change.contains(u"gzip off;"_s));
    }

    void compressedAndBuffered()
    {
        START_NGINX(*m_nginx,
            u"gzip on; gzip_types text/event-stream; gzip_proxied any; gzip_min_length 0; "_s
                + gather(m_hub->port()));
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Buffering, Verdict::Bad), story());
        QVERIFY2(is(Check::Compression, Verdict::Bad), story());
    }

    void cutAtOnce()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port(), u"proxy_read_timeout 200ms;"_s));
        DoctorSettings wish = settings();
        wish.idleLimit = 5s;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Reachable, Verdict::Good), story());
        QVERIFY2(is(Check::Buffering, Verdict::Bad), story());
        QVERIFY2(finding(Check::Buffering).text.startsWith(u"The stream is cut after"_s), story());
        QVERIFY2(is(Check::Resume, Verdict::NotTried), story());
        QVERIFY2(is(Check::Idle, Verdict::Bad), story());
    }

    void silenceIsCutBeforeTheHeartbeat()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port(), u"proxy_read_timeout 2s;"_s));
        DoctorSettings wish = settings();
        wish.idleLimit = 10s;
        wish.heartbeat = 15s;
        // nginx cuts every stream here, also the ones before, which do not last as long.
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Idle, Verdict::Bad), story());
        QVERIFY2(finding(Check::Idle).text.contains(u" 2"_s), story());
        QCOMPARE(finding(Check::Idle).remedies.front().change, u"proxy_read_timeout 1h;"_s);
        QCOMPARE(finding(Check::Idle).remedies.back().server, u"Fanlight"_s);
        QCOMPARE(finding(Check::Idle).remedies.back().change, u"--heartbeat 1s"_s);
        QCOMPARE(m_silences, QStringList({u"on"_s, u"off"_s}));
    }

    void silenceIsCutAfterTheHeartbeat()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port(), u"proxy_read_timeout 2s;"_s));
        DoctorSettings wish = settings();
        wish.idleLimit = 10s;
        wish.heartbeat = 1s;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Idle, Verdict::Good), story());
        QVERIFY2(finding(Check::Idle).text.contains(u"keeps it open"_s), story());
    }

    // Heartbeats that would keep it open are held back, but from nobody else.
    void silenceIsThatOfTheDoctorAlone()
    {
        HubOptions options = m_hub->hub.options();
        options.heartbeat = 1s;
        m_hub = std::make_unique<HubRig>();
        QVERIFY(m_hub->start(options));
        EventStream other(m_hub->port(), "userId=7");
        QVERIFY(other.waitForOpen());
        START_NGINX(*m_nginx, passOn(m_hub->port(), u"proxy_read_timeout 3s;"_s));
        DoctorSettings wish = settings();
        wish.idleLimit = 10s;
        wish.heartbeat = 1s;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Idle, Verdict::Good), story());
        QVERIFY2(finding(Check::Idle).text.contains(u"keeps it open"_s), story());
        QVERIFY(other.comments().size() <= 1); // none was read yet but the first
        other.readAvailable();
        QVERIFY2(
            other.comments().size() >= 3, QByteArray::number(other.comments().size()).constData());
    }

    void silenceIsNotCut()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        DoctorSettings wish = settings();
        wish.idleLimit = 1500ms;
        QStringList progress;
        QVERIFY(examine(wish, [&] { progress << finding(Check::Idle).text; }));
        QVERIFY2(is(Check::Idle, Verdict::Good), story());
        // of what it says, the silence may be longer than asked for
        QVERIFY2(finding(Check::Idle).text.contains(u"not cut within "_s), story());
        QVERIFY(progress.contains(u"Silent for 1 s of 1.5 s, and still open…"_s));
    }

    void waitsBesideHeartbeatsWhereTheHubCannotBeSilent()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        DoctorSettings wish = settings();
        wish.idleLimit = 500ms;
        m_canSilence = false;
        QVERIFY(examine(wish));
        m_canSilence = true;
        QVERIFY2(is(Check::Idle, Verdict::Good), story());
        QVERIFY2(finding(Check::Idle).text.contains(u"its longest silence was"_s), story());
    }

    // Others publish to everyone, and the hub says it is silent but is not.
    void claimsNoSilenceThatWasNone()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        QTimer others;
        connect(&others, &QTimer::timeout, this,
            [this] { m_hub->hub.publish(to({}, "to everyone"), [](const PublishResult&) {}); });
        others.start(100);
        // that it was silenced, as a hub might that cannot hold broadcasts back
        m_onlyPretends = true;
        DoctorSettings wish = settings();
        wish.idleLimit = 2s;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Buffering, Verdict::Good) && is(Check::Resume, Verdict::Good), story());
        QVERIFY2(is(Check::Idle, Verdict::Good), story());
        QVERIFY2(finding(Check::Idle).text.contains(u"what else the hub sent"_s), story());
    }

    void lastEventIdIsTakenOut()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port(), u"proxy_set_header Last-Event-ID \"\";"_s));
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Resume, Verdict::Bad), story());
        QVERIFY2(finding(Check::Resume).text.contains(u"does not reach the hub"_s), story());
        QVERIFY(finding(Check::Resume).remedies.front().change.contains(u"Last-Event-ID"_s));
    }

    void noHistoryIsNoFaultOfTheProxy()
    {
        HubRig hub;
        HubOptions options = onAnyPort();
        options.historyCount = 0;
        QVERIFY(hub.start(options));
        START_NGINX(*m_nginx, passOn(hub.port()));
        m_publishTo = &hub.hub;
        DoctorSettings wish = settings();
        wish.keepsHistory = false;
        wish.origin.clear();
        QVERIFY(examine(wish));
        m_publishTo = nullptr;
        QVERIFY2(is(Check::Resume, Verdict::Advice), story());
        QCOMPARE(finding(Check::Resume).remedies.front().change, u"--history 100/1h"_s);
        QVERIFY2(is(Check::Cors, Verdict::NotTried), story());
    }

    void corsIsWrong_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("origin");
        QTest::addColumn<QString>("says");
        QTest::newRow("twice") << u"add_header Access-Control-Allow-Origin $http_origin;"_s
                               << Origin << u"more than once"_s;
        QTest::newRow("any")
            << u"proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin *;"_s
            << Origin << u"is “*”"_s;
        QTest::newRow("removed") << u"proxy_hide_header Access-Control-Allow-Origin;"_s << Origin
                                 << u"taken out on the way"_s;
        QTest::newRow("another")
            << u"proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin https://other.example;"_s
            << Origin << u"not https://app.example"_s;
        QTest::newRow("no credentials")
            << u"proxy_hide_header Access-Control-Allow-Credentials;"_s << Origin
            << u"Access-Control-Allow-Credentials is missing"_s;
        QTest::newRow("credentials twice")
            << u"add_header Access-Control-Allow-Credentials true;"_s << Origin
            << u"Access-Control-Allow-Credentials comes more than once"_s;
        QTest::newRow("no origin") << QString() << u"app.example"_s << u"is no origin"_s;
    }

    void corsIsWrong()
    {
        QFETCH(const QString, lines);
        QFETCH(const QString, origin);
        QFETCH(const QString, says);
        START_NGINX(*m_nginx, passOn(m_hub->port(), lines));
        DoctorSettings wish = settings();
        wish.origin = origin;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Cors, Verdict::Bad), story());
        QVERIFY2(finding(Check::Cors).text.contains(says), story());
        QVERIFY2(is(Check::Buffering, Verdict::Good), story());
    }

    void anOriginTheHubWasNotToldOfIsNamedWithItsOption()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        DoctorSettings wish = settings();
        wish.origin = u"https://unknown.example"_s;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Reachable, Verdict::Bad), story());
        QVERIFY2(finding(Check::Reachable).text.contains(u"has not been told of that origin"_s),
            story());
        QVERIFY2(
            finding(Check::Reachable).advice.contains(u"--cors-origin https://unknown.example"_s),
            story());
    }

    void corsForPagesWithoutCookiesMayBeAny()
    {
        START_NGINX(*m_nginx,
            passOn(m_hub->port(),
                u"proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin * always;"_s));
        DoctorSettings wish = settings();
        wish.withCredentials = false;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Cors, Verdict::Good), story());
    }

    void preflightIsRefused()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port(), u"limit_except GET { deny all; }"_s));
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Cors, Verdict::Advice), story());
        QVERIFY2(finding(Check::Cors).text.contains(u"403"_s), story());
    }

    void pagesOfTheSameOriginNeedNoCors()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        DoctorSettings wish = settings();
        wish.origin = u"HTTP://127.0.0.1:%1/"_s.arg(m_nginx->port());
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Cors, Verdict::Good), story());
        QVERIFY(finding(Check::Cors).text.contains(u"same origin"_s));
    }

    void isNotReached_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("remedy");
        const QString hub = u"http://127.0.0.1:{hub}"_s;
        QTest::newRow("foreign name")
            << u"location / { proxy_pass %1; proxy_http_version 1.1; proxy_set_header Host app.example; }"_s
                   .arg(hub)
            << u"refuses the name"_s << u"$proxy_host"_s;
        QTest::newRow("path is cut")
            << u"location /api/ { proxy_pass %1/; proxy_http_version 1.1; }"_s.arg(hub)
            << u"another path"_s << u"location /api/notifications"_s;
        QTest::newRow("path is not passed on") << u"location /other/ { proxy_pass %1; }"_s.arg(
            hub) << u"404 by nginx"_s << u"location /api/notifications"_s;
        QTest::newRow("hub is down")
            << u"location / { proxy_pass http://127.0.0.1:1; }"_s << u"502 by nginx"_s << QString();
        QTest::newRow("forbidden")
            << u"location / { return 403; }"_s << u"403 by nginx"_s << QString();
        QTest::newRow("error") << u"location / { return 500; }"_s << u"500 by nginx"_s << QString();
        QTest::newRow("timed out")
            << u"location / { return 504; }"_s << u"504 by nginx"_s << QString();
        QTest::newRow("nothing") << u"location / { return 204; }"_s << u"204"_s << QString();
        QTest::newRow("moved to TLS")
            << u"location / { return 301 https://127.0.0.1$request_uri; }"_s << u"over https"_s
            << QString();
        QTest::newRow("sign-in") << u"location / { return 302 /login; }"_s << u"/login"_s
                                 << QString();
        QTest::newRow("page")
            << u"location / { default_type text/html; return 200 \"<html></html>\"; }"_s
            << u"page of HTML"_s << u"location /api/notifications"_s;
        QTest::newRow("JSON")
            << u"location / { default_type application/json; return 200 \"{}\"; }"_s
            << u"“application/json”"_s << QString();
        QTest::newRow("ends at once")
            << u"location / { default_type text/event-stream; return 200 \": bye\"; }"_s
            << u"ends at once"_s << QString();
        QTest::newRow("closed") << u"location / { return 444; }"_s << u"without an answer"_s
                                << QString();
    }

    void isNotReached()
    {
        QFETCH(const QString, says);
        QFETCH(const QString, remedy);
        QFETCH(QString, lines);
        START_NGINX(*m_nginx, lines.replace(u"{hub}"_s, QString::number(m_hub->port())));
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Reachable, Verdict::Bad), story());
        QVERIFY2(finding(Check::Reachable).text.contains(says), story());
        QVERIFY2(!finding(Check::Reachable).advice.isEmpty(), story());
        if (!remedy.isEmpty())
            QVERIFY2(finding(Check::Reachable).remedies.front().change.contains(remedy), story());
        QVERIFY2(is(Check::Buffering, Verdict::NotTried), story());
        QVERIFY2(is(Check::Idle, Verdict::NotTried), story());
        QCOMPARE(summarize(m_doctor->findings()).bad, 1); // one cause, one finding
    }

    void nobodyListens()
    {
        QVERIFY(examine(settings()));
        QVERIFY2(is(Check::Reachable, Verdict::Bad), story());
        QVERIFY2(finding(Check::Reachable).text.contains(u"refused"_s), story());
    }

    void theNameIsNotKnown()
    {
        DoctorSettings wish = settings();
        wish.url = QUrl(u"http://no-such-name.invalid/"_s);
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Reachable, Verdict::Bad), story());
        QVERIFY2(finding(Check::Reachable).text.contains(u"not known"_s), story());
    }

    void nobodyAnswers()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        DoctorSettings wish = settings();
        wish.url = QUrl(u"http://127.0.0.1:%1"_s.arg(mute.serverPort()));
        wish.arrivalLimit = 400ms;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Reachable, Verdict::Bad), story());
        QVERIFY2(
            finding(Check::Reachable).text.contains(u"does not answer within 400 ms"_s), story());
        QVERIFY2(is(Check::Resume, Verdict::NotTried), story());
        QVERIFY2(is(Check::Version, Verdict::NotTried), story());
    }

    void anotherHubAnswers()
    {
        HubRig other;
        HubOptions options = onAnyPort();
        options.corsOrigins = {Origin};
        QVERIFY(other.start(options));
        START_NGINX(*m_nginx, passOn(other.port()));
        DoctorSettings wish = settings();
        wish.arrivalLimit = 700ms;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Buffering, Verdict::Bad), story());
        QVERIFY2(finding(Check::Buffering).text.contains(u"another hub"_s), story());
        QVERIFY2(is(Check::Idle, Verdict::NotTried), story());
    }

    void theHubTakesNoEvent()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        m_publishError = u"Redis is away"_s;
        QVERIFY(examine(settings()));
        m_publishError.clear();
        QVERIFY2(is(Check::Reachable, Verdict::Good), story());
        QVERIFY2(is(Check::Buffering, Verdict::NotTried), story());
        QVERIFY2(finding(Check::Buffering).text.contains(u"Redis is away"_s), story());
    }

    void overTls_data()
    {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<bool>("trust");
        QTest::newRow("HTTP/2, not trusted") << u"ssl http2"_s << false;
        QTest::newRow("HTTP/2, trusted") << u"ssl http2"_s << true;
        QTest::newRow("HTTP/1.1, trusted") << u"ssl"_s << true;
    }

    void overTls()
    {
        QFETCH(const QString, listen);
        QFETCH(const bool, trust);
        CertificateAuthority authority;
        QVERIFY(authority.make());
        START_NGINX(*m_nginx,
            u"ssl_certificate %1; ssl_certificate_key %2; "_s.arg(
                authority.file(u"server.pem"_s), authority.file(u"server.key"_s))
                + passOn(m_hub->port()),
            listen);
        DoctorSettings wish = settings();
        wish.url = QUrl(u"https://localhost:%1"_s.arg(m_nginx->port()));
        wish.trustAnyCertificate = trust;
        wish.idleLimit = trust ? 300ms : 0ms;
        QVERIFY(examine(wish));
        if (!trust) {
            // once, by who knows the most of it
            QVERIFY2(is(Check::Certificate, Verdict::Bad), story());
            QVERIFY2(is(Check::Reachable, Verdict::NotTried), story());
            QVERIFY2(finding(Check::Reachable).text.contains(u"see Certificate"_s), story());
            QCOMPARE(summarize(m_doctor->findings()).bad, 1);
            return;
        }
        for (const Check check : {Check::Reachable, Check::Buffering, Check::Compression,
                 Check::Resume, Check::Cors, Check::Idle})
            QVERIFY2(is(check, Verdict::Good), story());
        QVERIFY2(is(Check::Version, listen.contains(u"http2"_s) ? Verdict::Good : Verdict::Advice),
            story());
    }

    void tlsAtAPortWithoutIt()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        DoctorSettings wish = settings();
        wish.url = QUrl(u"https://127.0.0.1:%1"_s.arg(m_nginx->port()));
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Reachable, Verdict::Bad), story());
        QVERIFY2(finding(Check::Reachable).advice.contains(u"http://"_s), story());
    }

    void blocksOverHttp10()
    {
        BlockProxy proxy(m_hub->port());
        DoctorSettings wish = settings();
        wish.url = QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.serverPort()));
        wish.arrivalLimit = 1s;
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Reachable, Verdict::Good), story());
        QVERIFY2(is(Check::Buffering, Verdict::Bad), story());
        QVERIFY2(finding(Check::Buffering).text.contains(u"more had gathered"_s), story());
        QVERIFY2(is(Check::Version, Verdict::Advice), story());
        QVERIFY2(finding(Check::Version).text.contains(u"HTTP/1.0"_s), story());
    }

    void isCancelledAtAnyTime()
    {
        START_NGINX(*m_nginx, passOn(m_hub->port()));
        DoctorSettings wish = settings();
        wish.idleLimit = 1h;
        makeDoctor();
        QSignalSpy finished(m_doctor.get(), &Doctor::finished);
        for (const int afterMs : {0, 5, 200, 1200}) {
            m_doctor->start(wish);
            QVERIFY(m_doctor->isRunning());
            QTest::qWait(afterMs);
            m_doctor->cancel();
            QVERIFY(!m_doctor->isRunning());
            QCOMPARE(finished.size(), 1);
            finished.clear();
            QVERIFY2(is(Check::Idle, Verdict::NotTried), story());
            for (const DoctorFinding& finding : m_doctor->findings())
                QVERIFY(finding.verdict != Verdict::Running);
        }
        // During the watch: the hub is not left silent, and its streams are gone.
        m_doctor->start(wish);
        QVERIFY(
            QTest::qWaitFor([this] { return finding(Check::Idle).text.startsWith(u"Silent"_s); },
                int(Patience.count())));
        QCOMPARE(m_silences.last(), u"on"_s);
        m_doctor.reset();
        QCOMPARE(m_silences.last(), u"off"_s);
        QVERIFY(QTest::qWaitFor(
            [this] { return m_hub->connections()->rows.empty(); }, int(Patience.count())));
    }

    void sayingSoWhereThereIsNoAddress()
    {
        DoctorSettings wish = settings();
        wish.url = QUrl(u"ftp://app.example"_s);
        QVERIFY(examine(wish));
        QVERIFY2(is(Check::Reachable, Verdict::Bad), story());
        QVERIFY(finding(Check::Reachable).text.contains(u"not an address"_s));
    }

    void theReportTellsAllButSecrets()
    {
        DoctorSettings wish;
        wish.url = QUrl(u"https://me:secret@app.example/api/notifications"_s);
        wish.origin = Origin;
        DoctorFinding one;
        one.check = Check::Buffering;
        one.verdict = Verdict::Bad;
        one.text = u"It is %1 held back."_s;
        one.advice = u"Change it."_s;
        one.remedies = {{u"nginx"_s, u"a;\nb;"_s}};
        const QString text = doctorReport(wish, {one}, false);
        QCOMPARE(text,
            u"Setup doctor\n\nAddress: https://app.example/api/notifications\nPages: "
            u"https://app.example, with cookies\n\n"
            "Buffering: bad\n  It is %1 held back.\n  Change it.\n  nginx:\n    a;\n    b;\n"_s);
        const QString markdown = doctorReport(wish, {one}, true);
        QVERIFY(markdown.contains(
            u"## Buffering: bad\n\nIt is %1 held back.\n\nChange it.\n\nnginx:\n\n```\na;\nb;\n```\n"_s));
        QVERIFY(!markdown.contains(u"secret"_s) && !text.contains(u"secret"_s));
    }

private:
    DoctorSettings settings() const
    {
        DoctorSettings result;
        result.url = QUrl(u"http://127.0.0.1:%1/api/notifications"_s.arg(m_nginx->port()));
        result.origin = Origin;
        result.idleLimit = 0ms;
        result.address = u"127.0.0.1:%1"_s.arg(m_hub->port());
        return result;
    }
    void makeDoctor()
    {
        Doctor::HubSide side;
        side.publish = [this](const QString& userId, const QByteArray& data,
                           std::function<void(const QString&, const QString&)> done) {
            if (!m_publishError.isEmpty())
                return done(m_publishError, {});
            LocalHub& hub = m_publishTo ? *m_publishTo : m_hub->hub;
            hub.publish(to({userId}, data), [done = std::move(done)](const PublishResult& result) {
                done(result.error, result.id);
            });
        };
        m_silences.clear();
        if (m_canSilence) {
            side.silence = [this](const QString& userId, bool silent,
                               const std::function<void(const QString&)>& done) {
                m_silences << (silent ? u"on"_s : u"off"_s);
                LocalHub& hub = m_hub->hub;
                if (m_onlyPretends)
                    return done({});
                if (!silent) {
                    hub.endFault(m_fault);
                    return done({});
                }
                Fault fault;
                fault.kind = FaultKind::HalfOpen;
                fault.filter = u"user:"_s + userId;
                fault.origin = Fault::Origin::Doctor;
                hub.beginFault(fault, [this, done](const QString& error, const Fault& begun) {
                    m_fault = begun.id;
                    done(error);
                });
            };
        }
        m_doctor = std::make_unique<Doctor>(side);
    }
    bool examine(
        const DoctorSettings& wish, const std::function<void()>& changed = [] {})
    {
        makeDoctor();
        bool finished = false;
        connect(m_doctor.get(), &Doctor::finished, this, [&] { finished = true; });
        connect(m_doctor.get(), &Doctor::changed, this, changed);
        m_doctor->start(wish);
        const bool ended = QTest::qWaitFor([&] { return finished; }, 60'000);
        m_doctor->disconnect(this);
        return ended && !m_doctor->isRunning();
    }
    const DoctorFinding& finding(Check check) const
    {
        return m_doctor->findings().at(std::size_t(check));
    }
    bool is(Check check, Verdict verdict) const { return finding(check).verdict == verdict; }
    const char* story()
    {
        m_story = "\n" + doctorReport(m_doctor->settings(), m_doctor->findings(), false).toUtf8()
            + m_nginx->story();
        return m_story.constData();
    }

    std::unique_ptr<HubRig> m_hub;
    std::unique_ptr<Nginx> m_nginx;
    std::unique_ptr<Doctor> m_doctor;
    LocalHub* m_publishTo = nullptr; // null: the usual one
    QString m_publishError;
    bool m_canSilence = true;
    QStringList m_silences;
    quint64 m_fault = 0; // that makes streams silent
    bool m_onlyPretends = false;
    QByteArray m_story;
};

ROOM_TEST(TestDoctor, QCoreApplication)
#include "tst_doctor.moc"
