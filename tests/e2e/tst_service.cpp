// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/notify_socket.h"
#include "support/ready.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QStandardPaths>

#include <atomic>
#include <thread>

#include <netinet/in.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// A socket that listens, as a service manager holds it whatever becomes of the service.
class KeptSocket {
public:
    KeptSocket() // of 127.0.0.1, on a port of the kernel's choice
        : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(m_descriptor, any, size) != 0 || ::listen(m_descriptor, 4096) != 0
            || ::getsockname(m_descriptor, any, &size) != 0)
            qFatal("no socket to hand down");
        m_port = ntohs(address.sin_port);
    }
    explicit KeptSocket(const QString& path)
        : m_descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const QByteArray bytes = path.toUtf8();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(bytes.begin(), bytes.end(), address.sun_path);
        if (::bind(m_descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0
            || ::listen(m_descriptor, 4096) != 0)
            qFatal("no Unix socket to hand down");
    }
    ~KeptSocket() { ::close(m_descriptor); }
    KeptSocket(const KeptSocket&) = delete;
    KeptSocket& operator=(const KeptSocket&) = delete;

    int descriptor() const { return m_descriptor; }
    quint16 port() const { return m_port; }

private:
    const int m_descriptor;
    quint16 m_port = 0;
};

// The thread of that name stands still from here on, as one does that hangs: the others go on.
class HungThread {
public:
    HungThread(qint64 process, const QByteArray& name)
    {
        const QDir tasks(u"/proc/%1/task"_s.arg(process));
        for (const QString& task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile comm(tasks.filePath(task + u"/comm"_s));
            if (comm.open(QIODevice::ReadOnly) && comm.readAll().trimmed() == name)
                m_thread = task.toInt();
        }
        m_isHung = m_thread != 0 && ::ptrace(PTRACE_SEIZE, m_thread, nullptr, nullptr) == 0
            && ::ptrace(PTRACE_INTERRUPT, m_thread, nullptr, nullptr) == 0
            && ::waitpid(m_thread, nullptr, __WALL) == m_thread;
    }
    ~HungThread() { goOn(); }
    HungThread(const HungThread&) = delete;
    HungThread& operator=(const HungThread&) = delete;

    bool isThere() const { return m_thread != 0; }
    bool isHung() const { return m_isHung; }
    void goOn()
    {
        if (std::exchange(m_isHung, false))
            ::ptrace(PTRACE_DETACH, m_thread, nullptr, nullptr);
    }

private:
    pid_t m_thread = 0;
    bool m_isHung = false;
};

} // namespace

// fanlightd under a service manager: what it tells it, and sockets that it gets from it.
class TstService : public QObject {
    Q_OBJECT

    static void hearBy(HubProcess& hub, const NotifySocket& socket)
    {
        hub.setEnvironment(u"NOTIFY_SOCKET"_s, QString::fromUtf8(socket.name()));
    }

private Q_SLOTS:
    // ---------------------------------------------------------------- what it tells

    void isReadyOnceItAnswers()
    {
        quint16 port = 0;
        {
            const KeptSocket free;
            port = free.port();
        }
        NotifySocket notify(false);
        QProcess hub;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NOTIFY_SOCKET"_s, QString::fromUtf8(notify.name()));
        hub.setProcessEnvironment(environment);
        hub.start(HubProcess::program(), {u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QVERIFY(!notify.nextWith("READY=1").isEmpty());
        QCOMPARE(httpGet(port, "/healthz").status, 200);
        hub.terminate();
        QVERIFY(hub.waitForFinished(int(Patience.count())));
    }

    void isNeverReadyWhereItCannotListenAndSaysWhy()
    {
        const KeptSocket taken;
        NotifySocket notify(false);
        HubProcess hub;
        hearBy(hub, notify);
        QVERIFY(hub.runToEnd({u"--listen"_s, u"127.0.0.1:%1"_s.arg(taken.port())}));
        QCOMPARE(hub.exitCode(), 1);
        QByteArrayList said;
        for (QByteArray one = notify.next(QDeadlineTimer(0)); !one.isEmpty();
             one = notify.next(QDeadlineTimer(0)))
            said.append(one);
        const QByteArray all = said.join('\n');
        QVERIFY2(!all.contains("READY=1"), all.constData());
        QVERIFY2(all.contains("is in use"), all.constData());
    }

    void tellsOfStreamsOfReloadingAndOfItsEnd()
    {
        NotifySocket notify(true);
        HubProcess hub;
        hearBy(hub, notify);
        START_HUB(hub);
        QCOMPARE(notify.nextWith("READY=1"), "READY=1\nSTATUS=0 streams, in memory");
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QVERIFY(!notify.nextWith("STATUS=1 stream, in memory").isEmpty());

        hub.hangUp();
        const QByteArray reloading = notify.nextWith("RELOADING=1");
        static const QByteArray clock = "\nMONOTONIC_USEC=";
        QVERIFY2(reloading.contains(clock), reloading.constData());
        timespec now{};
        ::clock_gettime(CLOCK_MONOTONIC, &now);
        const qint64 nowUs = qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
        const qint64 thenUs = reloading.mid(reloading.indexOf(clock) + clock.size()).toLongLong();
        QVERIFY2(thenUs <= nowUs && nowUs - thenUs < 60'000'000, reloading.constData());
        QVERIFY(!notify.nextWith("READY=1").isEmpty());

        hub.askToStop();
        QCOMPARE(notify.nextWith("STOPPING=1"), "STOPPING=1\nSTATUS=Ending 1 stream");
        QVERIFY(stream.waitForCleanEnd());
        QVERIFY2(hub.waitForEnd(), hub.story().constData());
    }

    void tellsOfACertificateThatWillNotDo()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make());
        NotifySocket notify(false);
        HubProcess hub;
        hearBy(hub, notify);
        START_HUB(hub,
            {u"--tls-cert"_s, authority.file(u"server.pem"_s), u"--tls-key"_s,
                authority.file(u"server.key"_s)});
        QVERIFY(!notify.nextWith("READY=1").isEmpty());
        QFile certificate(authority.file(u"server.pem"_s));
        QVERIFY(certificate.open(QIODevice::WriteOnly | QIODevice::Truncate));
        certificate.close();
        hub.hangUp();
        QVERIFY(!notify.nextWith("RELOADING=1").isEmpty());
        const QByteArray ready = notify.nextWith("READY=1");
        QVERIFY2(
            ready.contains("not read anew: ") && ready.contains("server.pem"), ready.constData());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void isReadyWithoutRedisAndTellsHowItStands()
    {
        RedisServer redis;
        NotifySocket notify(false);
        HubProcess hub;
        hearBy(hub, notify);
        redis.port(); // nobody listens there
        START_HUB(hub, {u"--broker"_s, redis.url()});
        const QByteArray ready = notify.nextWith("READY=1");
        QVERIFY2(ready.contains("STATUS=0 streams, Redis is not ready"), ready.constData());
        START_REDIS(redis);
        QVERIFY(!notify.nextWith("STATUS=0 streams, Redis is ready").isEmpty());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void isAliveOnlyWhileEveryThreadIs_data()
    {
        QTest::addColumn<QByteArray>("thread");
        QTest::newRow("the hub's") << QByteArray("hub");
        QTest::newRow("a shard's") << QByteArray("shard 0");
        QTest::newRow("another shard's") << QByteArray("shard 2");
    }
    void isAliveOnlyWhileEveryThreadIs()
    {
        QFETCH(const QByteArray, thread);
        NotifySocket notify(false);
        HubProcess hub;
        hearBy(hub, notify);
        hub.setEnvironment(u"WATCHDOG_USEC"_s, u"200000"_s);
        START_HUB(hub, {u"--shards"_s, u"3"_s});
        for (int i = 0; i < 3; ++i)
            QVERIFY(!notify.nextWith("WATCHDOG=1").isEmpty());

        HungThread hung(hub.processId(), thread);
        QVERIFY(hung.isThere());
        if (!hung.isHung())
            QSKIP("a thread of another process cannot be stopped here (ptrace)");
        // half of the time later it is missed, and said
        QTRY_VERIFY_WITH_TIMEOUT(
            hub.standardError().contains("has not answered for"), int(Patience.count()));
        notify.drain("WATCHDOG=1");
        QVERIFY2(notify.nextWith("WATCHDOG=1", QDeadlineTimer(500)).isEmpty(),
            "a hub that hangs must not say that it lives");

        hung.goOn();
        QVERIFY(!notify.nextWith("WATCHDOG=1").isEmpty());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void theJournalGetsLevelsAndNoSecondTime()
    {
        HubProcess hub;
        hub.logToJournal();
        const QString log = hub.folder() + u"/hub.log"_s;
        START_HUB(hub, {u"--log-file"_s, log});
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QVERIFY2(hub.stop(), hub.story().constData());
        const QByteArray said = hub.standardError();
        QVERIFY2(said.startsWith("<6>fanlight.hub: listening on "), said.constData());
        QVERIFY2(said.contains("\n<6>fanlight.stream: c-1 connected"), said.constData());
        QFile file(log); // what is no journal has both
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("Z info fanlight.hub: "));
    }

    // ---------------------------------------------------------------- sockets it gets

    void listensOnWhatItIsHanded()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.sock"_s);
        const KeptSocket tcp;
        const KeptSocket local(path);
        HubProcess hub;
        hub.handDown({tcp.descriptor(), local.descriptor()}, u"web:proxy"_s);
        START_HUB(hub, {u"--listen"_s, u"127.0.0.1:1"_s, u"--listen=127.0.0.1:2"_s});
        QCOMPARE(hub.port(), tcp.port());
        QCOMPARE(httpGet(tcp.port(), "/healthz").status, 200);
        HttpClient overUnix{Socket(path)};
        QCOMPARE(overUnix.get("/healthz").status, 200);
        const QByteArray said = hub.standardError();
        const QByteArray handed = "has handed down 127.0.0.1:" + QByteArray::number(tcp.port())
            + " (web), unix:" + path.toUtf8() + " (proxy)";
        QVERIFY2(said.contains(handed), said.constData());
        QVERIFY2(hub.stop(), hub.story().constData());
        QVERIFY(QFile::exists(path)); // it is not the hub's to take away
        QVERIFY(Socket(path).isOpen()); // whoever keeps it still listens
    }

    void whoCanReachASocketIsAskedForAsWithListen()
    {
        const int everywhere = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(::listen(everywhere, 8), 0); // of all addresses, on any port
        HubProcess hub;
        hub.handDown({everywhere});
        QVERIFY(hub.runToEnd({}));
        ::close(everywhere);
        QCOMPARE(hub.exitCode(), 2);
        const QByteArray said = hub.standardError();
        QVERIFY2(said.contains("0.0.0.0") && said.contains("--publish-token"), said.constData());
    }

    void aSocketThatWillNotDoIsSaidInOneLine_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("not open") << 0 << QByteArray("descriptor 4 (second) is not open");
        QTest::newRow("UDP") << int(SOCK_DGRAM) << QByteArray("descriptor 4 (second) is no stream");
        QTest::newRow("does not listen")
            << int(SOCK_STREAM) << QByteArray("descriptor 4 (second) does not listen");
    }
    void aSocketThatWillNotDoIsSaidInOneLine()
    {
        QFETCH(const int, kind);
        QFETCH(const QByteArray, named);
        const KeptSocket good;
        const int bad = kind == 0 ? -1 : ::socket(AF_INET, kind | SOCK_CLOEXEC, 0);
        HubProcess hub;
        hub.handDown({good.descriptor(), bad}, u"first:second"_s);
        QVERIFY2(hub.runToEnd({}), hub.story().constData());
        if (bad >= 0)
            ::close(bad);
        QCOMPARE(hub.exitCode(), 2);
        const QByteArray said = hub.standardError();
        QVERIFY2(said.contains(named), said.constData());
        QCOMPARE(said.count('\n'), 1);
    }

    void aRestartRefusesNobodyAndLosesNothing()
    {
        RedisServer redis;
        START_REDIS(redis);
        const KeptSocket kept;
        const QStringList options{u"--broker"_s, redis.url(), u"--shards"_s, u"3"_s};
        auto before = std::make_unique<HubProcess>();
        before->handDown({kept.descriptor()});
        START_HUB(*before, options);
        QVERIFY(waitForReady(*before));
        EventStream stream(kept.port(), "userId=42&gaps=1");
        QVERIFY(stream.waitForOpen());
        HttpClient publisher(kept.port());
        QVERIFY(!publish(publisher, toUser("42", "\"first\"")).isEmpty());
        QCOMPARE(stream.next().data, "first");
        const QByteArray lastId = stream.lastEventId();

        // somebody comes all the time, before, between and after
        std::atomic<bool> enough = false;
        std::atomic<int> came = 0;
        std::atomic<int> refused = 0;
        std::thread callers([&] {
            std::vector<Socket> waiting;
            while (!enough) {
                Socket socket(kept.port());
                refused += socket.isOpen() ? 0 : 1;
                ++came;
                // what it asked for is not read by anybody who ends meanwhile
                socket.send(requestBytes(kept.port(), "GET", "/healthz"));
                waiting.push_back(std::move(socket));
                if (waiting.size() > 100)
                    waiting.erase(waiting.begin());
                QByteArray answer;
                waiting.back().receive(answer, QDeadlineTimer(10));
            }
        });
        const auto join = qScopeGuard([&] {
            enough = true;
            callers.join();
        });
        before->askToStop();
        QVERIFY(stream.waitForCleanEnd());
        QVERIFY2(before->waitForEnd(), before->story().constData());

        // with no hub at all: all of it waits for the next one
        const int cameBetween = came;
        QTRY_VERIFY(came > cameBetween + 10);
        EventStream again(kept.port(), "userId=42&gaps=1", {{"Last-Event-ID", lastId}});
        HttpClient between(kept.port());
        QVERIFY(between.send(
            requestBytes(kept.port(), "POST", "/api/publish", {}, toUser("42", "\"second\""))));
        HubProcess after;
        after.handDown({kept.descriptor()});
        START_HUB(after, options);
        QVERIFY(again.waitForOpen());
        const HttpResponse published = between.read();
        if (published.status == 503) { // Redis had not answered yet
            QVERIFY(waitForReady(after));
            HttpClient later(kept.port());
            QVERIFY(!publish(later, toUser("42", "\"second\"")).isEmpty());
        } else {
            QCOMPARE(published.status, 200);
        }
        QCOMPARE(again.next().data, "second");
        QVERIFY2(!again.content().contains("fanlight-gap"), again.content().constData());
        QVERIFY2(refused == 0, qPrintable(QString::number(refused)));
        QVERIFY2(after.stop(), after.story().constData());
    }

    void systemdHandsItsSocketsDown()
    {
        const QString program = QStandardPaths::findExecutable(u"systemd-socket-activate"_s);
        if (program.isEmpty()) {
            if (qEnvironmentVariableIsSet("CI"))
                QFAIL("systemd-socket-activate is not installed");
            QSKIP("systemd-socket-activate is not installed");
        }
        quint16 port = 0;
        {
            const KeptSocket free;
            port = free.port();
        }
        QTemporaryDir folder;
        QProcess systemd;
        systemd.setProcessChannelMode(QProcess::MergedChannels);
        systemd.start(program,
            {u"--listen=127.0.0.1:%1"_s.arg(port), u"--fdname=web"_s,
                u"--setenv=HOME="_s + folder.path(), HubProcess::program()});
        QTRY_VERIFY_WITH_TIMEOUT(Socket(port).isOpen(), int(Patience.count()));
        QCOMPARE(httpGet(port, "/healthz").status, 200);
        systemd.terminate(); // the hub by now
        QVERIFY(systemd.waitForFinished(int(Patience.count())));
        QCOMPARE(systemd.exitCode(), 0);
        const QByteArray said = systemd.readAll();
        QVERIFY2(said.contains("(web); that goes before --listen"), said.constData());
    }
};

ROOM_TEST(TstService, QCoreApplication)
#include "tst_service.moc"
