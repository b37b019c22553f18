// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/secret_store.h"

#include "support/needed_program.h"
#include "support/patience.h"
#include "support/room.h"

#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <optional>

#include <sys/prctl.h>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

// With a real secret service, on a bus of the test's own.
class TestSecretStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_PROGRAM("dbus-daemon");
        NEEDS_PROGRAM("gnome-keyring-daemon");
        for (const char* name :
            {"XDG_CURRENT_DESKTOP", "KDE_FULL_SESSION", "DESKTOP_SESSION", "GNOME_KEYRING_CONTROL"})
            qunsetenv(name);
        qputenv("HOME", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.filePath(u"data"_s).toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        // A bus on which nothing is started by being asked for.
        QFile config(m_folder.filePath(u"bus.conf"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration "
                     "1.0//EN\" \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">"
                     "<busconfig><type>session</type><listen>unix:dir="
            + m_folder.path().toUtf8()
            + "</listen><policy context=\"default\"><allow send_destination=\"*\" "
              "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>"
              "</busconfig>");
        config.close();
        endWithTest(m_bus);
        m_bus.start(u"dbus-daemon"_s,
            {u"--nofork"_s, u"--print-address"_s, u"--config-file"_s, config.fileName()});
        QVERIFY(m_bus.waitForStarted());
        QTRY_VERIFY2(m_bus.canReadLine(), m_bus.readAllStandardError().constData());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    }

    void cleanupTestCase()
    {
        for (QProcess* process : {&m_keyring, &m_bus}) {
            process->kill();
            process->waitForFinished();
        }
    }

    // First: the service is there afterwards.
    void whereNoServiceAnswersThatIsSaidAndNothingIsKept()
    {
        KeychainStore store;
        std::optional<QString> problem;
        store.write(Key, Token, [&](const QString& said) { problem = said; });
        QTRY_VERIFY(problem);
        QVERIFY2(problem->startsWith(u"No secret service answers"_s), qPrintable(*problem));
        problem.reset();
        QString secret;
        store.read(Key, [&](const QString& read, const QString& said) {
            secret = read;
            problem = said;
        });
        QTRY_VERIFY(problem);
        QVERIFY(!problem->isEmpty());
        QVERIFY(secret.isEmpty());
        QVERIFY2(!isInClear(), "the token stands in a file");
    }

    void keepsWhatIsWrittenUntilItIsRemoved()
    {
        startKeyring();
        std::optional<QString> problem;
        std::optional<QString> secret;
        {
            KeychainStore store;
            store.write(Key, Token, [&](const QString& said) { problem = said; });
            QTRY_VERIFY(problem);
            QCOMPARE(*problem, QString());
        }
        QVERIFY2(!isInClear(), "the token stands in a file");
        KeychainStore store;
        store.read(Key, [&](const QString& read, const QString& said) {
            secret = read;
            problem = said;
        });
        QTRY_VERIFY(secret);
        QCOMPARE(*secret, Token);
        QCOMPARE(*problem, QString());
        problem.reset();
        store.remove(Key, [&](const QString& said) { problem = said; });
        QTRY_VERIFY(problem);
        QCOMPARE(*problem, QString());
        secret.reset();
        store.read(Key, [&](const QString& read, const QString& said) {
            secret = read;
            problem = said;
        });
        QTRY_VERIFY(secret);
        QCOMPARE(*secret, QString());
        QCOMPARE(*problem, QString()); // there is none, which is no problem
    }

private:
    static void endWithTest(QProcess& process)
    {
        process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    }

    void startKeyring()
    {
        endWithTest(m_keyring);
        m_keyring.start(u"gnome-keyring-daemon"_s,
            {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
        QVERIFY(m_keyring.waitForStarted());
        m_keyring.write("password of the keyring");
        m_keyring.closeWriteChannel();
        QTRY_VERIFY2(QDir(m_folder.filePath(u"data/keyrings"_s)).exists(u"login.keyring"_s),
            m_keyring.readAllStandardError().constData());
    }

    bool isInClear() const
    {
        QDirIterator files(
            m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(Token.toUtf8()))
                return true;
        }
        return false;
    }

    const QString Key = u"server/00c0ffee"_s;
    const QString Token = u"a-token-that-is-a-secret"_s;
    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;
};

ROOM_TEST(TestSecretStore, QCoreApplication)
#include "tst_secret_store.moc"
