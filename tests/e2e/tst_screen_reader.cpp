// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room.h"

#include <QProcess>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

// The real window under a display of its own, worked by nothing but its accessibility tree:
// screen_reader.py, which says what it does, over a session bus of its own.
class TstScreenReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const QString& program :
            {u"Xvfb"_s, u"dbus-run-session"_s, u"/usr/libexec/at-spi-bus-launcher"_s}) {
            if (!QStandardPaths::findExecutable(program).isEmpty())
                continue;
            QVERIFY2(!qEnvironmentVariableIsSet("CI"), qPrintable(program + u" is not installed"));
            QSKIP(qPrintable(program + u" is not installed (resources/packages.txt)"));
        }
    }

    void publishesAndReadsTheReceipt()
    {
        QProcess display; // which chooses its number
        display.start(u"Xvfb"_s,
            {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1400x900x24"_s, u"-nolisten"_s,
                u"tcp"_s});
        const auto stop = qScopeGuard([&display] {
            display.terminate();
            display.waitForFinished();
        });
        QByteArray number;
        while (!number.contains('\n') && display.waitForReadyRead(20'000))
            number += display.readAllStandardOutput();
        QVERIFY2(number.contains('\n'), display.readAllStandardError().constData());

        const QTemporaryDir folder;
        QProcess reader;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString& name : {u"QT_QPA_PLATFORM"_s, u"WAYLAND_DISPLAY"_s,
                 u"QT_LOGGING_RULES"_s, u"AT_SPI_BUS_ADDRESS"_s, u"NO_AT_BRIDGE"_s})
            environment.remove(name);
        environment.insert(u"DISPLAY"_s, QString::fromLatin1(":" + number.trimmed()));
        environment.insert(
            u"XDG_RUNTIME_DIR"_s, folder.path()); // the bus of screen readers is there
        reader.setProcessEnvironment(environment);
        reader.setProcessChannelMode(QProcess::MergedChannels);
        // Debian's, which has its bindings; another may come first in PATH.
        reader.start(u"dbus-run-session"_s,
            {u"--"_s, u"/usr/bin/python3"_s, QStringLiteral(FANLIGHT_SCREEN_READER),
                QStringLiteral(FANLIGHT_WINDOW_PROGRAM), folder.path()});
        QVERIFY(reader.waitForFinished(120'000));
        const QByteArray said = reader.readAll();
        if (reader.exitCode() == 77 && !qEnvironmentVariableIsSet("CI"))
            QSKIP("python3-pyatspi is not installed (resources/packages.txt)");
        QVERIFY2(reader.exitCode() == 0, said.constData());
        for (const char* line : {"label: 1 of 1 acknowledged", "chart: Throughput",
                 "rows of Time, delivered, published"})
            QVERIFY2(said.contains(line), said.constData());
    }
};

ROOM_TEST(TstScreenReader, QCoreApplication)
#include "tst_screen_reader.moc"
