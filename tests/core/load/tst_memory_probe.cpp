// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/memory_probe.h"

#include "support/hub_process.h"
#include "support/room.h"
#include "support/sanitizer.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;

class TestMemoryProbe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The promise of the README is some hundred bytes; what a window or clients would add is
    // thousands.
    void aConnectionTakesSomeHundredBytes()
    {
        MemoryProbe probe(HubProcess::program());
        QSignalSpy finished(&probe, &MemoryProbe::finished);
        QSignalSpy failed(&probe, &MemoryProbe::failed);
        const qint64 beforeMs = QDateTime::currentMSecsSinceEpoch();
        probe.start();
        QVERIFY(probe.isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(finished.size() + failed.size() == 1, MemoryProbe::PatienceMs);
        QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed[0][0].toString()));
        const auto measured = finished[0][0].value<ConnectionMemory>();
        QCOMPARE(measured.clients, quint64(MemoryProbe::Clients));
        QVERIFY(measured.timeMs >= beforeMs);
        QVERIFY2(measured.bytes > 100, qPrintable(QString::number(measured.bytes)));
        if (!UnderSanitizer) // which keeps more of each block
            QVERIFY2(measured.bytes < 2000, qPrintable(QString::number(measured.bytes)));
        QVERIFY(!probe.isRunning());
    }

    void saysWhyItCannot_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("no such program") << QStringLiteral("/nowhere/fanlightd");
        QTest::newRow("no hub") << QStringLiteral("/bin/true");
    }
    void saysWhyItCannot()
    {
        QFETCH(const QString, program);
        MemoryProbe probe(program);
        QSignalSpy failed(&probe, &MemoryProbe::failed);
        probe.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, int(Patience.count()));
        QVERIFY(!failed[0][0].toString().isEmpty());
        QVERIFY(!probe.isRunning());
        probe.start(); // it may be tried again
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, int(Patience.count()));
    }
};

ROOM_TEST(TestMemoryProbe, QCoreApplication)
#include "tst_memory_probe.moc"
