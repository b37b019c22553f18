// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QRegularExpression>
#include <QStandardPaths>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// The units of systemd, as systemd itself judges them.
class TstServiceUnit : public QObject {
    Q_OBJECT

    const QString m_units = QStringLiteral(FANLIGHT_CONTRIB_FOLDER "/systemd/");

    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // What systemd-analyze says, and how it ends.
    static QByteArray analyze(const QStringList& arguments, int& exitCode)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"systemd-analyze"_s, arguments);
        process.waitForFinished(int(Patience.count()));
        exitCode = process.exitCode();
        return process.readAllStandardOutput();
    }
    // What a unit sets it to.
    static QByteArrayList settingsOf(const QByteArray& unit, const QByteArray& name)
    {
        QByteArrayList values;
        for (const QByteArray& line : unit.split('\n')) {
            if (line.startsWith(name) && line.mid(name.size()).startsWith('='))
                values.append(line.mid(name.size() + 1));
        }
        return values;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QStandardPaths::findExecutable(u"systemd-analyze"_s).isEmpty())
            return;
        QVERIFY2(!qEnvironmentVariableIsSet("CI"), "systemd-analyze is not installed");
        QSKIP("systemd-analyze is not installed");
    }

    void systemdHasNothingToSayAgainstThem()
    {
        // the program is where it was built, and the manual page not installed
        QTemporaryDir folder;
        QStringList units;
        for (const QString& name : {u"fanlightd.service"_s, u"fanlightd.socket"_s}) {
            QByteArray text = contents(m_units + name);
            text.replace("/usr/bin/fanlightd", HubProcess::program().toUtf8());
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
            units.append(file.fileName());
        }
        int exitCode = -1;
        const QByteArray said = analyze(QStringList{u"verify"_s, u"--man=no"_s} + units, exitCode);
        QCOMPARE(said, QByteArray());
        QCOMPARE(exitCode, 0);
    }

    void exposureIsSmall()
    {
        int exitCode = -1;
        const QByteArray said = analyze(
            {u"security"_s, u"--offline=true"_s, u"--no-pager"_s, m_units + u"fanlightd.service"_s},
            exitCode);
        static const QRegularExpression level(u"exposure level for fanlightd.service: ([0-9.]+)"_s);
        const QString exposure = level.match(QString::fromUtf8(said)).captured(1);
        QVERIFY2(!exposure.isEmpty(), said.constData());
        QVERIFY2(exposure.toDouble() <= 2.0, said.constData());
    }

    void theTimeToStopIsLongerThanADrain()
    {
        const QByteArray unit = contents(m_units + u"fanlightd.service"_s);
        QVERIFY(settingsOf(unit, "TimeoutStopSec").value(0).toInt() >= 10);
        QCOMPARE(settingsOf(unit, "Type"), QByteArrayList{"notify"});
        QCOMPARE(settingsOf(unit, "LimitNOFILE"), QByteArrayList{"1048576"});
    }

    void theSocketsAreWhereTheHubListensByItself()
    {
        const QByteArray unit = contents(m_units + u"fanlightd.socket"_s);
        QCOMPARE(
            settingsOf(unit, "ListenStream"), (QByteArrayList{"127.0.0.1:3000", "[::1]:3000"}));
    }
};

ROOM_TEST(TstServiceUnit, QCoreApplication)
#include "tst_service_unit.moc"
