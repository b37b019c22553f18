// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/nginx.h"
#include "support/proxy_program.h"
#include "support/room.h"

#include <QJsonArray>

#include <unistd.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Where the hub is behind a proxy: by TCP, or by a Unix socket.
struct ProxiedHub {
    HubProcess hub;
    QString socket;
    QString trusted = u"127.0.0.1,unix"_s;

    bool start(const QStringList& options = {})
    {
        socket = hub.folder() + u"/hub.sock"_s;
        return hub.start(
            QStringList{u"--listen"_s, u"127.0.0.1:0"_s, u"--listen"_s, u"unix:"_s + socket,
                u"--trusted-proxy"_s, trusted, u"--host"_s, u"app.example"_s, u"--publish-token"_s,
                u"t"_s, u"--monitor-token"_s, u"m"_s, u"--anonymous"_s, u"all"_s}
            + options);
    }
    QString address() const { return u"127.0.0.1:"_s + QString::number(hub.port()); }
    // of the streams, as the hub lists them
    QStringList addresses() const
    {
        QStringList all;
        const QJsonArray rows
            = httpGet(hub.port(), "/api/connections", {{"Authorization", "Bearer m"}})
                  .json()["connections"_L1]
                  .toArray();
        for (const QJsonValue& row : rows)
            all << row["address"_L1].toString();
        return all;
    }
};

const Headers AsTheSite{{"Host", "app.example"}};

// A page of the site publishes through the proxy, and a stream through it gets that; with the
// address that the proxy's client has.
void checkThrough(
    ProxiedHub& behind, quint16 port, const QString& address, const Headers& more = {})
{
    EventStream stream(port, "userId=7", AsTheSite + more);
    QVERIFY2(stream.waitForOpen(), stream.content().constData());
    const QStringList addresses = behind.addresses();
    QVERIFY2(addresses.size() == 1 && addresses.first().startsWith(address),
        qPrintable(addresses.join(u' ')));
    HttpClient client(port);
    const Headers page = AsTheSite + more + Headers{{"Authorization", "Bearer t"}};
    QCOMPARE(client
                 .post("/api/publish", toUser("7", "\"one\""),
                     page + Headers{{"Origin", "https://app.example"}})
                 .status,
        200);
    QCOMPARE(stream.next().data, QByteArray("one"));
    QCOMPARE(client
                 .post("/api/publish", toUser("7", "\"evil\""),
                     page + Headers{{"Origin", "https://evil.example"}})
                 .status,
        403);
    EventStream resumed(port, "userId=7", AsTheSite + more + Headers{{"Last-Event-ID", "0-1"}});
    QVERIFY(resumed.waitForOpen());
    QCOMPARE(resumed.next().data, QByteArray("one"));
}

#define SKIP_WITHOUT(program)                                                                      \
    if (!(program).isInstalled())                                                                  \
    QSKIP("it is not installed")

const QString HaproxyBegin
    = u"global\n    maxconn 100\ndefaults\n    timeout connect 5s\n    timeout client 60s\n    timeout server 60s\n"_s;

} // namespace

class TstProxies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void haproxyTellsItsClientByTheProxyProtocol_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<bool>("overUnix");
        for (const QString& how : {u"send-proxy"_s, u"send-proxy-v2"_s,
                 u"send-proxy-v2 proxy-v2-options unique-id,crc32c"_s}) {
            QTest::addRow("%s", qPrintable(how)) << how << false;
            QTest::addRow("%s, Unix socket", qPrintable(how)) << how << true;
        }
    }
    void haproxyTellsItsClientByTheProxyProtocol()
    {
        QFETCH(QString, how);
        QFETCH(bool, overUnix);
        ProxyProgram haproxy(u"haproxy"_s, {u"-db"_s, u"-f"_s, u"%CONFIG"_s});
        SKIP_WITHOUT(haproxy);
        ProxiedHub behind;
        QVERIFY2(behind.start(), behind.hub.story().constData());
        const QString server = overUnix ? u"unix@"_s + behind.socket : behind.address();
        QVERIFY2(haproxy.start(HaproxyBegin
                     % u"listen hub\n    mode tcp\n    bind 127.0.0.1:%PORT\n    server s "_s
                     % server % u' ' % how % u'\n'),
            haproxy.story().constData());
        Socket socket(haproxy.port());
        const QString own = u"127.0.0.1:"_s + QString::number(socket.localPort());
        EventStream stream(std::move(socket), "userId=1", AsTheSite);
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        QCOMPARE(behind.addresses(), QStringList(own));
        QTRY_VERIFY2(behind.hub.standardError().contains(QByteArray("user 1 from " + own.toUtf8())),
            behind.hub.standardError().constData());
        stream.socket().close();
        QTRY_VERIFY(behind.addresses().isEmpty());
        checkThrough(behind, haproxy.port(), u"127.0.0.1:"_s);
    }
    // A stranger behind a proxy of plain TCP says of itself what it likes; the header counts.
    void whatAClientBehindTheHeaderSaysOfItselfCountsForNothing()
    {
        ProxiedHub behind;
        QVERIFY2(behind.start(), behind.hub.story().constData());
        Socket socket(behind.hub.port());
        socket.send("PROXY TCP4 203.0.113.9 127.0.0.1 4444 443\r\n");
        EventStream stream(std::move(socket), "userId=1",
            AsTheSite
                + Headers{{"X-Forwarded-For", "198.51.100.1"}, {"Forwarded", "for=10.9.9.9"}});
        QVERIFY(stream.waitForOpen());
        QCOMPARE(behind.addresses(), QStringList(u"203.0.113.9:4444"_s));
        HubProcess other; // and a stranger's header is garbage
        START_HUB(other, {u"--trusted-proxy"_s, u"10.0.0.1"_s});
        HttpClient stranger(other.port());
        stranger.send("PROXY TCP4 203.0.113.9 127.0.0.1 4444 443\r\nGET /healthz HTTP/1.1\r\n\r\n");
        QCOMPARE(stranger.read().status, 400);
    }
    void theHeaderStandsInFrontOfTls()
    {
        ProxyProgram haproxy(u"haproxy"_s, {u"-db"_s, u"-f"_s, u"%CONFIG"_s});
        SKIP_WITHOUT(haproxy);
        CertificateAuthority authority;
        QVERIFY(authority.make());
        ProxiedHub behind;
        QVERIFY2(behind.start({u"--tls-cert"_s, authority.file(u"server.pem"_s), u"--tls-key"_s,
                     authority.file(u"server.key"_s)}),
            behind.hub.story().constData());
        QVERIFY2(haproxy.start(HaproxyBegin
                     % u"listen hub\n    mode tcp\n    bind 127.0.0.1:%PORT\n    server s "_s
                     % behind.address() % u" ssl verify none send-proxy-v2\n"_s),
            haproxy.story().constData());
        Socket socket(haproxy.port());
        const QString own = u"127.0.0.1:"_s + QString::number(socket.localPort());
        EventStream stream(std::move(socket), "userId=1", AsTheSite);
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        HttpClient client(haproxy.port());
        const QByteArray rows
            = client.get("/api/connections", AsTheSite + Headers{{"Authorization", "Bearer m"}})
                  .body;
        QVERIFY2(rows.contains(own.toUtf8()), rows.constData());
        // a broken one is the end, without a handshake
        Socket broken(behind.hub.port());
        broken.send("PROXY TCP4 nonsense\r\n");
        QByteArray answer;
        while (broken.receive(answer) == Socket::Read::Data) { }
        QVERIFY(!answer.contains("200"));
    }
    void haproxyAsAnHttpProxy()
    {
        ProxyProgram haproxy(u"haproxy"_s, {u"-db"_s, u"-f"_s, u"%CONFIG"_s});
        SKIP_WITHOUT(haproxy);
        ProxiedHub behind;
        behind.trusted = u"unix"_s; // the client is none
        QVERIFY2(behind.start(), behind.hub.story().constData());
        QVERIFY2(
            haproxy.start(HaproxyBegin
                % u"listen hub\n    mode http\n    bind 127.0.0.1:%PORT\n    option forwardfor\n"
                  "    http-request set-header X-Forwarded-Proto https\n    server s unix@"_s
                % behind.socket % u'\n'),
            haproxy.story().constData());
        checkThrough(behind, haproxy.port(), u"127.0.0.1"_s);
        // what a client forges in front is not believed, and a page that came over HTTP is another
        EventStream forged(
            haproxy.port(), "userId=8", AsTheSite + Headers{{"X-Forwarded-For", "203.0.113.9"}});
        QVERIFY(forged.waitForOpen());
        QVERIFY(!behind.addresses().contains(u"203.0.113.9"_s));
        HttpClient page(haproxy.port());
        QCOMPARE(
            page.post("/api/publish", toUser("7", "1"),
                    AsTheSite
                        + Headers{{"Authorization", "Bearer t"}, {"Origin", "http://app.example"}})
                .status,
            403);
    }
    void nginxOverAUnixSocket()
    {
        ProxiedHub behind;
        QVERIFY2(behind.start(), behind.hub.story().constData());
        Nginx nginx;
        START_NGINX(nginx,
            u"location / {\n proxy_pass http://unix:%1;\n proxy_set_header Host $host;\n"
            " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"
            " proxy_set_header X-Forwarded-Proto https;\n }"_s.arg(behind.socket));
        checkThrough(behind, nginx.port(), u"127.0.0.1"_s);
        // it passes on what it does not write: neither counts then
        EventStream forged(
            nginx.port(), "userId=8", AsTheSite + Headers{{"Forwarded", "for=203.0.113.9"}});
        QVERIFY(forged.waitForOpen());
        QVERIFY(!behind.addresses().contains(u"203.0.113.9"_s));
        QVERIFY(behind.addresses().contains(u"unix"_s));
    }
    void nginxTellsItsClientByTheProxyProtocol()
    {
        ProxyProgram nginx(u"nginx"_s,
            {u"-p"_s, u"%FOLDER"_s, u"-c"_s, u"%CONFIG"_s, u"-e"_s, u"%FOLDER/error.log"_s});
        SKIP_WITHOUT(nginx);
        const QString module = u"/usr/lib/nginx/modules/ngx_stream_module.so"_s;
        if (!QFile::exists(module))
            QSKIP("nginx' stream module is not installed");
        ProxiedHub behind;
        QVERIFY2(behind.start(), behind.hub.story().constData());
        QVERIFY2(
            nginx.start(u"load_module "_s % module
                % u";\ndaemon off;\nmaster_process off;\npid nginx.pid;\nerror_log error.log;\n"
                  "events { worker_connections 64; }\nstream {\n server {\n  listen "
                  "127.0.0.1:%PORT;\n"
                  "  proxy_pass "_s
                % behind.address() % u";\n  proxy_protocol on;\n }\n}\n"_s),
            nginx.story().constData());
        Socket socket(nginx.port());
        const QString own = u"127.0.0.1:"_s + QString::number(socket.localPort());
        EventStream stream(std::move(socket), "userId=1", AsTheSite);
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        QCOMPARE(behind.addresses(), QStringList(own));
    }
    void caddyWithItsOneLine()
    {
        ProxyProgram caddy(
            u"caddy"_s, {u"run"_s, u"--adapter"_s, u"caddyfile"_s, u"--config"_s, u"%CONFIG"_s});
        SKIP_WITHOUT(caddy);
        ProxiedHub behind;
        QVERIFY2(behind.start(), behind.hub.story().constData());
        QVERIFY2(caddy.start(u"{\n admin off\n}\nhttp://app.example:%PORT {\n "
                             u"bind 127.0.0.1\n"
                             " reverse_proxy unix/"_s
                     % behind.socket % u"\n}\n"_s),
            caddy.story().constData());
        checkThrough(behind, caddy.port(), u"127.0.0.1"_s);
    }
    // Whom it was asked by it says by itself; streams come at once with its usual settings.
    void apacheWithItsTwoLines_data()
    {
        QTest::addColumn<bool>("keepsHost");
        QTest::newRow("its own name for the hub") << false;
        QTest::newRow("the name it is asked by") << true;
    }
    void apacheWithItsTwoLines()
    {
        QFETCH(const bool, keepsHost);
        ProxyProgram apache(u"apache2"_s, {u"-X"_s, u"-d"_s, u"%FOLDER"_s, u"-f"_s, u"%CONFIG"_s});
        SKIP_WITHOUT(apache);
        QString modules;
        for (const QString& name :
            {u"mpm_event"_s, u"authz_core"_s, u"headers"_s, u"proxy"_s, u"proxy_http"_s}) {
            const QString file = u"/usr/lib/apache2/modules/mod_"_s + name + u".so"_s;
            if (!QFile::exists(file))
                QSKIP(qPrintable(file + u" is not installed"));
            modules += u"LoadModule "_s + name + u"_module "_s + file + u'\n';
        }
        ProxiedHub behind;
        QVERIFY2(behind.start(), behind.hub.story().constData());
        const QString user = ::geteuid() == 0 ? u"User nobody\nGroup nogroup\n"_s : QString();
        QVERIFY2(apache.start(modules % user
                     % u"Listen 127.0.0.1:%PORT\nPidFile %FOLDER/pid\nErrorLog %FOLDER/error.log\n"
                       "DefaultRuntimeDir %FOLDER\nServerName app.example\n"_s
                     % (keepsHost ? u"ProxyPreserveHost On\n"_s : QString())
                     % u"RequestHeader set X-Forwarded-Proto https\nProxyPass / http://"_s
                     % behind.address() % u"/\n"_s),
            apache.story().constData());
        checkThrough(behind, apache.port(), u"127.0.0.1"_s);
        const HttpResponse ticket = httpPost(apache.port(), "/api/tickets", "{\"userId\":\"7\"}",
            AsTheSite + Headers{{"Authorization", "Bearer t"}});
        QCOMPARE(ticket.json()["link"_L1].toString(),
            u"https://app.example"_s + ticket.json()["url"_L1].toString());
    }
    void curlOverAUnixSocket()
    {
        const QString curl = QStandardPaths::findExecutable(u"curl"_s);
        if (curl.isEmpty())
            QSKIP("curl is not installed");
        ProxiedHub behind;
        QVERIFY2(behind.start(), behind.hub.story().constData());
        QProcess process;
        process.start(curl,
            {u"-sN"_s, u"--max-time"_s, u"20"_s, u"--unix-socket"_s, behind.socket,
                u"http://localhost/api/notifications?userId=1"_s});
        QVERIFY(process.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(
            behind.addresses(), QStringList(u"unix"_s), int(Patience.count()));
        HttpClient publisher((Socket(behind.socket)));
        QCOMPARE(publisher
                     .post("/api/publish", toUser("1", "\"over there\""),
                         {{"Host", "localhost"}, {"Authorization", "Bearer t"}})
                     .status,
            200);
        QTRY_VERIFY(process.peek(4096).contains("data: over there"));
        process.terminate();
        process.waitForFinished();
        QVERIFY2(behind.hub.stop(), behind.hub.story().constData());
        QVERIFY(!QFile::exists(behind.socket));
        const QByteArray ready = behind.hub.readyLine() + behind.hub.standardOutput();
        const QByteArray line
            = "Fanlight listening on unix:" + behind.socket.toUtf8() + " (memory)\n";
        QVERIFY2(ready.contains(line), ready.constData());
    }
};

ROOM_TEST(TstProxies, QCoreApplication)
#include "tst_proxies.moc"
