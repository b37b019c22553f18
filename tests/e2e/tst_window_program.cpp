// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room.h"
#include "support/socket.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// The window's program where nothing can be shown.
struct WithoutDisplay {
    explicit WithoutDisplay(const QStringList& arguments, const QString& display = {})
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString& name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        const QTemporaryDir home; // without anybody's settings
        environment.insert(u"XDG_CONFIG_HOME"_s, home.path());
        environment.insert(u"XDG_DATA_HOME"_s, home.path());
        if (!display.isEmpty())
            environment.insert(u"DISPLAY"_s, display);
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(FANLIGHT_WINDOW_PROGRAM), arguments);
        ended = program.waitForFinished(int(Patience.count()))
            && program.exitStatus() == QProcess::NormalExit;
        exitCode = program.exitCode();
        output = program.readAllStandardOutput();
        error = program.readAllStandardError();
    }

    bool ended; // and was not ended by a signal
    int exitCode;
    QByteArray output;
    QByteArray error;
};

} // namespace

// What the window's program does where there is no display.
class TstWindowProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionNeedNoDisplay_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("help") << u"--help"_s << "--demo CLIENTS"_ba;
        QTest::newRow("version") << u"--version"_s << "fanlight "_ba;
        QTest::newRow("short") << u"-h"_s << "--demo CLIENTS"_ba;
        QTest::newRow("configuration") << u"--check-config"_s << "The configuration will do"_ba;
        QTest::newRow("manual page") << u"--manual"_s << ".TH \"FANLIGHT\""_ba;
    }
    void helpAndVersionNeedNoDisplay()
    {
        QFETCH(const QString, argument);
        QFETCH(const QByteArray, says);
        for (const QString& display : {QString(), u":9876"_s}) { // none, and one nobody is at
            const WithoutDisplay run({argument}, display);
            QVERIFY(run.ended);
            QCOMPARE(run.exitCode, 0);
            QVERIFY2(run.output.contains(says), run.output.constData());
            QCOMPARE(run.error, QByteArray());
        }
    }

    void withoutADisplayItSaysWhatToDo()
    {
        const WithoutDisplay run({u"--listen"_s, u"127.0.0.1:0"_s});
        QVERIFY(run.ended);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.error.startsWith("fanlight: there is no display"), run.error.constData());
        QVERIFY(run.error.contains("fanlightd"));
        QCOMPARE(run.error.count('\n'), 1);
    }

    void aWrongOptionIsSaidFirst()
    {
        const WithoutDisplay run({u"--no-such"_s});
        QVERIFY(run.ended);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error.contains("--no-such"), run.error.constData());
    }

    void aLanguageThereIsNotIsSaid()
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(FANLIGHT_WINDOW_PROGRAM), {u"--language"_s, u"klingon"_s});
        QVERIFY(program.waitForFinished(int(Patience.count())));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 2);
        const QString said = QString::fromUtf8(program.readAllStandardError());
        QVERIFY2(said.endsWith(u"fanlight: --language: “klingon” is not a language there is; use "
                               u"system, de, en\n"_s),
            qPrintable(said));
    }

    void aDisplayNobodyIsAtEndsItInOrder()
    {
        const WithoutDisplay run({u"--listen"_s, u"127.0.0.1:0"_s}, u":9876"_s);
        QVERIFY(run.ended);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.error.endsWith("or run fanlightd, the hub without its window\n"),
            run.error.constData());
    }

    void whatIsWrongWithItsOptionsIsSaidWithoutADisplay()
    {
        const WithoutDisplay run(
            {u"--check-config"_s, u"--theme"_s, u"pink"_s, u"--demo"_s, u"many"_s}, u":9876"_s);
        QVERIFY(run.ended);
        QCOMPARE(run.exitCode, 2);
        QCOMPARE(run.error.count('\n'), 2);
        QVERIFY2(run.error.contains("--theme: ") && run.error.contains("--demo: "),
            run.error.constData());
    }
};

ROOM_TEST(TstWindowProgram, QCoreApplication)
#include "tst_window_program.moc"
