// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_export.h"

#include "metrics/csv.h"
#include "support/room.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestCsvExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesHeaderAndOneRowASample()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("out.csv"));
        const std::vector<MetricsSample> samples = makeSamples(1000);
        QCOMPARE(run(path, samples), QString());

        const QByteArray content = read(path);
        QCOMPARE(content.count("\r\n"), 1001);
        QVERIFY(content.startsWith(csv::header()));
        QVERIFY(content.endsWith(csv::row(samples.back(), Instance)));
    }

    void writesTheTrafficThatIsLookedAt()
    {
        TimeSeries series;
        MetricsSample sample;
        sample.intervalMs = 250;
        sample.connections = 12;
        sample.own.connections = 10;
        for (sample.timeMs = 1000; sample.timeMs <= 4000; sample.timeMs += 250)
            series.append(sample);
        const auto connections = [&series](Traffic traffic, bool onlyShown) {
            CsvExportRequest request{series, 2000, 3000, Instance};
            request.traffic = traffic;
            const auto samples = samplesToExport(request, onlyShown);
            return QList<quint64>{samples.size(), samples.front().connections};
        };
        QCOMPARE(connections(Traffic::All, false), (QList<quint64>{13, 12}));
        QCOMPARE(connections(Traffic::Real, false), (QList<quint64>{13, 2}));
        QCOMPARE(connections(Traffic::Test, true), (QList<quint64>{5, 10}));
        const QDateTime now(QDate(2026, 11, 30), QTime(5, 8, 9));
        QCOMPARE(csvFileName(Traffic::All, now), QStringLiteral("fanlight-20261130-050809"));
        QCOMPARE(csvFileName(Traffic::Real, now), QStringLiteral("fanlight-real-20261130-050809"));
        QCOMPARE(csvFileName(Traffic::Test, now), QStringLiteral("fanlight-test-20261130-050809"));
    }

    void saysWhenTheDiskIsFull()
    {
        if (!QFile::exists(FullDisk))
            QSKIP("this system has no /dev/full");
        const QString error = run(FullDisk, makeSamples(1000));
        QVERIFY2(error.contains(QStringLiteral("No space left")), qPrintable(error));
    }

    void saysWhenTheFolderIsNotThere()
    {
        QTemporaryDir dir;
        QVERIFY(!run(dir.filePath(QStringLiteral("missing/out.csv")), makeSamples(1)).isEmpty());
    }

    void leavesTheOldFileWhenCancelled()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("out.csv"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("precious");
        old.close();

        CsvExport task;
        Ending ending(task);
        task.cancel();
        task.start(path, makeSamples(100'000), Instance);
        QVERIFY(ending.wait());
        QCOMPARE(ending.error, QString());
        QCOMPARE(ending.cancelled, true);
        QCOMPARE(read(path), QByteArray("precious"));
    }

    void tellsItsProgress()
    {
        QTemporaryDir dir;
        CsvExport task;
        Ending ending(task);
        QList<int> progressed;
        connect(
            &task, &CsvExport::progressed, this, [&](int percent) { progressed.append(percent); });
        task.start(dir.filePath(QStringLiteral("out.csv")), makeSamples(20'000), Instance);
        QVERIFY(ending.wait());
        QVERIFY(!progressed.isEmpty());
        QCOMPARE(progressed.last(), 100);
    }

private:
    inline static const QString Instance = QStringLiteral("here");
    inline static const QString FullDisk = QStringLiteral("/dev/full");

    // How an export ended, heard in this thread however soon it was: a spy would hear it in the
    // export's own.
    struct Ending : QObject {
        explicit Ending(CsvExport& task)
        {
            connect(
                &task, &CsvExport::finished, this, [this](const QString& why, bool isCancelled) {
                    error = why;
                    cancelled = isCancelled;
                    ended = true;
                });
        }
        bool wait() const
        {
            return QTest::qWaitFor([this] { return ended; });
        }
        QString error;
        bool cancelled = false;
        bool ended = false;
    };

    static std::vector<MetricsSample> makeSamples(int count)
    {
        std::vector<MetricsSample> samples(static_cast<std::size_t>(count));
        qint64 time = 1'700'000'000'000;
        for (MetricsSample& sample : samples) {
            sample.timeMs = time += 500;
            sample.intervalMs = 500;
        }
        return samples;
    }

    static QString run(const QString& path, std::vector<MetricsSample> samples)
    {
        CsvExport task;
        Ending ending(task);
        task.start(path, std::move(samples), Instance);
        return ending.wait() ? ending.error : QStringLiteral("no answer");
    }

    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

ROOM_TEST(TestCsvExport, QCoreApplication)
#include "tst_csv_export.moc"
