// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/process_stats.h"

#include <QFile>
#include <QtTest>

#include <memory>
#include <vector>

using namespace fanlight;

class TestProcessStats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void residentMemoryIsMegabytesAtLeast()
    {
        const auto bytes = process_stats::residentBytes();
        QVERIFY(bytes);
        QVERIFY(*bytes > 1e6);
    }

    void openingFilesShowsInTheirCount()
    {
        const auto before = process_stats::openFiles();
        QVERIFY(before);
        std::vector<std::unique_ptr<QFile>> files;
        for (int i = 0; i < 20; ++i) {
            files.push_back(std::make_unique<QFile>(QStringLiteral("/dev/null")));
            QVERIFY(files.back()->open(QIODevice::ReadOnly));
        }
        QCOMPARE(process_stats::openFiles().value_or(0), *before + 20);
        files.clear();
        QCOMPARE(process_stats::openFiles().value_or(0), *before);
    }

    void cpuTimeGrowsWithWork()
    {
        const std::uint64_t before = process_stats::cpuTimeNs();
        while (process_stats::cpuTimeNs() < before + 1'000'000) { }
        QVERIFY(process_stats::cpuTimeNs() > before);
    }

    void raisingTheFileLimitReachesItsHardLimit()
    {
        const auto limit = process_stats::raiseFileLimit();
        QCOMPARE(limit.soft, limit.hard);
        QCOMPARE(process_stats::fileLimit().soft, limit.soft);
        QVERIFY(double(limit.soft) >= process_stats::openFiles().value_or(0));
    }

    void socketObjectsAreKnownOrLeftOut()
    {
        const auto bytes = process_stats::socketObjectBytes();
        QVERIFY(!bytes || (*bytes > 1000 && *bytes < 20000));
    }
};

QTEST_GUILESS_MAIN(TestProcessStats)
#include "tst_process_stats.moc"
