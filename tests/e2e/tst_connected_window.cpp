// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"
#include "support/ssh_server.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// The window's real program, without a display, with settings of its own; ends with this object.
class WindowProcess {
public:
    ~WindowProcess()
    {
        m_process.kill();
        m_process.waitForFinished(int(Patience.count()));
    }
    // Before the start: lines of its settings file.
    bool writeSettings(const QByteArray& text) const
    {
        QDir(m_home.path()).mkpath(u"fanlight"_s);
        QFile file(m_home.filePath(u"fanlight/fanlight.conf"_s));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }
    // Before the start: `ssh` is asked with these arguments first.
    bool writeSsh(const QStringList& first) const
    {
        QDir(m_home.path()).mkpath(u"bin"_s);
        QFile file(m_home.filePath(u"bin/ssh"_s));
        return file.open(QIODevice::WriteOnly)
            && file.write("#!/bin/sh\nexec /usr/bin/ssh " + first.join(u' ').toUtf8() + " \"$@\"\n")
            > 0
            && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    bool start(const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString& name :
            {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"DBUS_SESSION_BUS_ADDRESS"_s})
            environment.remove(name);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"XDG_CONFIG_HOME"_s, m_home.path());
        environment.insert(u"XDG_DATA_HOME"_s, m_home.path());
        environment.insert(
            u"PATH"_s, m_home.filePath(u"bin"_s) + u':' + environment.value(u"PATH"_s));
        environment.remove(u"QT_LOGGING_RULES"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(FANLIGHT_WINDOW_PROGRAM),
            QStringList{u"--listen"_s, u"127.0.0.1:0"_s} + arguments);
        return m_process.waitForStarted(int(Patience.count()));
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    bool stop() // as a system that goes down asks it
    {
        m_process.terminate();
        return m_process.waitForFinished(int(Patience.count()))
            && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }
    QByteArray story() { return m_process.readAll(); }

private:
    QTemporaryDir m_home;
    QProcess m_process;
};

int timesIn(const HubProcess& hub, const QByteArray& words)
{
    return int(hub.standardError().count(words));
}

} // namespace

// fanlight --connect, and a hub that goes through what hubs go through.
class TstConnectedWindow : public QObject {
    Q_OBJECT

    static QString urlOf(quint16 port) { return u"http://127.0.0.1:%1"_s.arg(port); }

private Q_SLOTS:
    void looksAtTheHubItIsGivenAndComesBackByItself()
    {
        auto hub = std::make_unique<HubProcess>();
        START_HUB(*hub, {u"--allow-faults"_s});
        const quint16 port = hub->port();
        WindowProcess window;
        QVERIFY(window.start({u"--connect"_s, urlOf(port)}));
        QTRY_VERIFY2(
            timesIn(*hub, "opened for nobody in particular") == 1, window.story().constData());

        // its stream breaks off, and goes on
        HttpClient client(port);
        QCOMPARE(
            client.post("/api/faults", R"({"kind":"cut","bytes":1,"filter":"type:admin-stream"})")
                .status,
            200);
        QTRY_VERIFY(timesIn(*hub, "admin stream a-") >= 3); // opened, closed, and anew
        QCOMPARE(client.request("DELETE", "/api/faults").status, 200);
        const auto cameBack
            = [&hub] { return timesIn(*hub, "resumed for") + timesIn(*hub, "opened for") >= 2; };
        QTRY_VERIFY(cameBack());
        QVERIFY(window.isRunning());

        // the hub is killed, and started again
        hub->crash();
        hub->waitForEnd();
        hub = std::make_unique<HubProcess>();
        START_HUB(*hub, {u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QTRY_VERIFY(timesIn(*hub, "opened for nobody in particular") >= 1);

        // it is stopped in order, and started again
        QVERIFY(hub->stop());
        hub = std::make_unique<HubProcess>();
        START_HUB(*hub, {u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QTRY_VERIFY(timesIn(*hub, "opened for nobody in particular") >= 1);
        QVERIFY2(window.stop(), window.story().constData());
        QTRY_VERIFY(timesIn(*hub, "closed: client") >= 1); // nobody looks any longer
    }

    void aHubThatWantsATokenIsNotAskedAgainAndAgain()
    {
        HubProcess hub;
        START_HUB(hub, {u"--admin-token"_s, u"boss=HUSH-of-sixteen-letters"_s});
        WindowProcess window;
        QVERIFY(window.start({u"--connect"_s, urlOf(hub.port())}));
        HttpClient client(hub.port());
        const auto refused = [&client] {
            const QJsonObject access
                = client
                      .request("GET", "/api/admin/access",
                          {{"Authorization", "Bearer HUSH-of-sixteen-letters"}})
                      .json();
            return access["refusals"_L1]["total"_L1].toInt();
        };
        QTRY_VERIFY(refused() >= 1);
        QVERIFY(refused() <= 3);
        QVERIFY(window.isRunning());
        QCOMPARE(timesIn(hub, "admin stream a-"), 0);
        QVERIFY2(window.stop(), window.story().constData());
    }

    // By the name of a server, through a real sshd, with keys of its own.
    void leadsThroughSsh()
    {
        if (!QFileInfo(QString::fromLatin1(SshServer::Program)).isExecutable()) {
            QVERIFY2(!qEnvironmentVariableIsSet("CI"), "sshd is missing");
            QSKIP("openssh-server is not installed (it is in resources/packages.txt)");
        }
        SshServer ssh;
        QVERIFY2(ssh.start(), ssh.story().constData());
        QVERIFY(ssh.writeClient());
        HubProcess hub;
        START_HUB(hub);
        WindowProcess window;
        QVERIFY(window.writeSsh(ssh.clientArguments()));
        QVERIFY(window.writeSettings(
            "[servers]\n0123abcd\\colour=2\n0123abcd\\name=eu-1\n0123abcd\\url="
            + urlOf(hub.port()).toUtf8() + "\n0123abcd\\ssh=" + SshServer::Alias + '\n'));
        QVERIFY(window.start({u"--connect"_s, u"eu-1"_s}));
        QTRY_VERIFY2(
            timesIn(hub, "opened for nobody in particular") == 1, window.story().constData());
        // the way breaks off, and is made again
        QVERIFY(ssh.endSessions());
        QTRY_VERIFY(timesIn(hub, "resumed for") + timesIn(hub, "opened for") >= 2);
        QVERIFY2(window.stop(), window.story().constData());
    }
};

ROOM_TEST(TstConnectedWindow, QCoreApplication)
#include "tst_connected_window.moc"
