// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/process_stats.h"
#include "support/room.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
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

    void theProcessSaysWhatItHasAndSinceWhen()
    {
        const process_stats::Standing before = process_stats::standing();
        QVERIFY(before.virtualBytes > *process_stats::residentBytes());
        QVERIFY(before.virtualBytesMost >= before.virtualBytes);
        const auto nowSeconds = double(QDateTime::currentSecsSinceEpoch());
        QVERIFY(before.startedAtSeconds > nowSeconds - 300);
        QVERIFY(before.startedAtSeconds <= nowSeconds + 2);
        QSemaphore begun;
        QSemaphore end;
        const std::unique_ptr<QThread> other(QThread::create([&] {
            begun.release();
            end.acquire();
        }));
        other->start();
        begun.acquire();
        const process_stats::Standing beside = process_stats::standing();
        end.release();
        other->wait();
        QCOMPARE(beside.threads, before.threads + 1);
        QCOMPARE(beside.startedAtSeconds, before.startedAtSeconds);
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

    void someMemoryIsAvailableHere()
    {
        const auto bytes = process_stats::availableBytes();
        QVERIFY(bytes);
        QVERIFY(*bytes > 1e6);
    }

    void availableMemoryIsWhatTheMachineAndTheGroupsLeave_data()
    {
        QTest::addColumn<QString>("groups");
        QTest::addColumn<QStringList>("files"); // path and content, in turn
        QTest::addColumn<double>("bytes");
        const auto row
            = [](const char* name, const char* groups, const QStringList& files, double bytes) {
                  QTest::newRow(name) << QString::fromLatin1(groups) << files << bytes;
              };
        const auto text = [](const char* one) { return QString::fromLatin1(one); };
        row("machine alone", "0::/\n", {}, 1000 * 1024);
        row("no limit", "0::/app\n",
            {text("sys/fs/cgroup/app/memory.max"), text("max\n"),
                text("sys/fs/cgroup/app/memory.current"), text("1000\n")},
            1000 * 1024);
        row("unified", "0::/app\n",
            {text("sys/fs/cgroup/app/memory.max"), text("500000\n"),
                text("sys/fs/cgroup/app/memory.current"), text("100000\n"),
                text("sys/fs/cgroup/app/memory.stat"), text("anon 1\ninactive_file 40000\n")},
            440'000);
        row("the group above", "0::/slice/app\n",
            {text("sys/fs/cgroup/slice/memory.max"), text("300000\n"),
                text("sys/fs/cgroup/slice/memory.current"), text("100000\n"),
                text("sys/fs/cgroup/slice/app/memory.max"), text("500000\n"),
                text("sys/fs/cgroup/slice/app/memory.current"), text("90000\n")},
            200'000);
        row("a container sees its own group", "0::/elsewhere\n",
            {text("sys/fs/cgroup/memory.max"), text("500000\n"),
                text("sys/fs/cgroup/memory.current"), text("600000\n")},
            0);
        row("legacy", "9:cpu:/x\n4:memory:/app\n",
            {text("sys/fs/cgroup/memory/app/memory.limit_in_bytes"), text("500000\n"),
                text("sys/fs/cgroup/memory/app/memory.usage_in_bytes"), text("200000\n"),
                text("sys/fs/cgroup/memory/app/memory.stat"), text("total_inactive_file 100000\n")},
            400'000);
        row("more than the machine has", "0::/\n",
            {text("sys/fs/cgroup/memory.max"), text("50000000\n"),
                text("sys/fs/cgroup/memory.current"), text("0\n")},
            1000 * 1024);
    }

    void availableMemoryIsWhatTheMachineAndTheGroupsLeave()
    {
        QFETCH(const QString, groups);
        QFETCH(const QStringList, files);
        QFETCH(const double, bytes);
        const QTemporaryDir root;
        const auto put = [&root](const QString& path, const QString& content) {
            const QString whole = root.filePath(path);
            QDir().mkpath(whole.left(whole.lastIndexOf(QLatin1Char('/'))));
            QFile file(whole);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content.toUtf8());
        };
        put(QStringLiteral("proc/meminfo"),
            QStringLiteral("MemTotal: 2000 kB\nMemAvailable:    1000 kB\n"));
        put(QStringLiteral("proc/self/cgroup"), groups);
        for (qsizetype i = 0; i + 1 < files.size(); i += 2)
            put(files[i], files[i + 1]);
        QCOMPARE(process_stats::availableBytes(root.path()).value_or(-1), bytes);
    }

    void coresAreThoseTheGroupsAllow_data()
    {
        QTest::addColumn<QString>("groups");
        QTest::addColumn<QStringList>("files"); // path and content, in turn
        QTest::addColumn<double>("cores"); // 0: as many as there are
        const auto text = [](const char* one) { return QString::fromLatin1(one); };
        QTest::newRow("no limit") << text(
            "0::/app\n") << QStringList{text("sys/fs/cgroup/app/cpu.max"), text("max 100000\n")}
                                  << 0.0;
        QTest::newRow("unified") << text(
            "0::/app\n") << QStringList{text("sys/fs/cgroup/app/cpu.max"), text("50000 100000\n")}
                                 << 0.5;
        QTest::newRow("the group above")
            << text("0::/slice/app\n")
            << QStringList{text("sys/fs/cgroup/slice/cpu.max"), text("25000 100000\n"),
                   text("sys/fs/cgroup/slice/app/cpu.max"), text("50000 100000\n")}
            << 0.25;
        QTest::newRow("legacy") << text("4:memory:/m\n3:cpu,cpuacct:/app\n")
                                << QStringList{text("sys/fs/cgroup/cpu/app/cpu.cfs_quota_us"),
                                       text("75000\n"),
                                       text("sys/fs/cgroup/cpu/app/cpu.cfs_period_us"),
                                       text("100000\n")}
                                << 0.75;
        QTest::newRow("legacy without one")
            << text("3:cpu:/\n")
            << QStringList{text("sys/fs/cgroup/cpu/cpu.cfs_quota_us"), text("-1\n"),
                   text("sys/fs/cgroup/cpu/cpu.cfs_period_us"), text("100000\n")}
            << 0.0;
    }

    void coresAreThoseTheGroupsAllow()
    {
        QFETCH(const QString, groups);
        QFETCH(const QStringList, files);
        QFETCH(const double, cores);
        const QTemporaryDir root;
        const auto put = [&root](const QString& path, const QString& content) {
            const QString whole = root.filePath(path);
            QDir().mkpath(whole.left(whole.lastIndexOf(QLatin1Char('/'))));
            QFile file(whole);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content.toUtf8());
        };
        put(QStringLiteral("proc/self/cgroup"), groups);
        for (qsizetype i = 0; i + 1 < files.size(); i += 2)
            put(files[i], files[i + 1]);
        const QTemporaryDir bare;
        const double all = process_stats::usableCores(bare.path()).value_or(0);
        QVERIFY(all >= 1);
        QCOMPARE(process_stats::usableCores(root.path()).value_or(0), cores > 0 ? cores : all);
    }

    void memoryIsLimitedByTheGroupsAlone_data()
    {
        QTest::addColumn<QByteArray>("groups");
        QTest::addColumn<QStringList>("files"); // path and content, in turn
        QTest::addColumn<double>("bytes"); // 0: there is no limit
        const auto text = [](const char* one) { return QString::fromLatin1(one); };
        QTest::newRow("none at all") << QByteArray() << QStringList() << 0.0;
        QTest::newRow("unlimited")
            << QByteArray("0::/\n") << QStringList{text("sys/fs/cgroup/memory.max"), text("max\n")}
            << 0.0;
        QTest::newRow("a container's own group as the mount")
            << QByteArray("0::/\n")
            << QStringList{text("sys/fs/cgroup/memory.max"), text("67108864\n")} << 67108864.0;
        QTest::newRow("the group above has less")
            << QByteArray("0::/slice/app\n")
            << QStringList{text("sys/fs/cgroup/slice/memory.max"), text("1000\n"),
                   text("sys/fs/cgroup/slice/app/memory.max"), text("5000\n")}
            << 1000.0;
        QTest::newRow("version 1 without a limit")
            << QByteArray("4:memory:/app\n")
            << QStringList{text("sys/fs/cgroup/memory/app/memory.limit_in_bytes"),
                   text("9223372036854771712\n")}
            << 0.0;
        QTest::newRow("version 1")
            << QByteArray("4:memory:/app\n")
            << QStringList{text("sys/fs/cgroup/memory/app/memory.limit_in_bytes"), text("5000\n")}
            << 5000.0;
    }

    void memoryIsLimitedByTheGroupsAlone()
    {
        QFETCH(const QByteArray, groups);
        QFETCH(const QStringList, files);
        QFETCH(const double, bytes);
        const QTemporaryDir root;
        const auto put = [&root](const QString& path, const QByteArray& content) {
            const QString whole = root.filePath(path);
            QDir().mkpath(whole.left(whole.lastIndexOf(QLatin1Char('/'))));
            QFile file(whole);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        };
        put(QStringLiteral("proc/self/cgroup"), groups);
        for (qsizetype i = 0; i + 1 < files.size(); i += 2)
            put(files[i], files[i + 1].toUtf8());
        QCOMPARE(process_stats::memoryLimit(root.path()).value_or(0), bytes);
    }

    void withoutMeminfoNothingIsKnownOfMemory()
    {
        const QTemporaryDir root;
        QVERIFY(!process_stats::availableBytes(root.path()));
    }
};

ROOM_TEST(TestProcessStats, QCoreApplication)
#include "tst_process_stats.moc"
