// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboard_page.h"
#include "format.h"
#include "hub/local_hub.h"
#include "limits/limits_page.h"
#include "limits/memory_card.h"
#include "main_window.h"
#include "metrics/csv.h"
#include "metrics/process_stats.h"
#include "pages.h"
#include "shell/status_line.h"
#include "support/http_client.h"
#include "support/room.h"
#include "theme/theme.h"
#include "widgets/tile.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QPushButton>
#include <QSettings>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <numeric>

#include <sys/resource.h>
#include <unistd.h>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// A client that knows nothing of the project: it asks for a stream, keeps every byte that comes,
// and counts the lines that carry data.
class PlainClient {
public:
    PlainClient(quint16 port, const QByteArray& userId)
    {
        m_socket.connectToHost(u"127.0.0.1"_s, port);
        m_socket.write("GET /api/notifications?userId=" + userId
            + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n\r\n");
    }
    quint64 bytes()
    {
        take();
        return quint64(m_bytes.size());
    }
    quint64 events()
    {
        take();
        return quint64(m_bytes.count("\ndata: "));
    }
    bool isOpen()
    {
        take();
        return m_bytes.contains(" connection ");
    }
    quint16 localPort() const { return m_socket.localPort(); }

private:
    void take() { m_bytes += m_socket.readAll(); }

    QTcpSocket m_socket;
    QByteArray m_bytes;
};

double openFilesOfKernel()
{
    // "." and ".." are not listed, the directory itself is open while it is read
    return double(
               QDir(u"/proc/self/fd"_s)
                   .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System | QDir::Hidden)
                   .size())
        - 1;
}

double residentBytesOfKernel()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly)
        ? file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE))
        : 0;
}

double cpuSecondsOfKernel()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds
        = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

enum TileIndex { Connections, Delivered, Latency, Memory, Backlog };

} // namespace

// What the window shows, beside what a client of its own and the kernel say.
class TestFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<QSettings>(
            m_folder.filePath(QString::number(++m_files)), QSettings::IniFormat);
        m_hub = std::make_unique<LocalHub>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings, &m_log);
        m_window->room().pages().buildAll();
        m_sum = {};
        m_cpuSeconds = 0;
        QObject::connect(
            m_hub.get(), &LocalHub::sampled, m_hub.get(), [this](const MetricsSample& one) {
                m_newest = one;
                m_sum.merge(one);
                if (isKnown(one.cpuPercent))
                    m_cpuSeconds += one.cpuPercent / 100 * double(one.intervalMs) / 1000;
            });
        m_window->show();
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        options.shards = 2;
        m_hub->start(options);
        QTRY_COMPARE(m_hub->status().state, HubState::Listening);
        m_port = quint16(QUrl(m_hub->status().url).port());
    }

    void cleanup()
    {
        m_clients.clear();
        m_window.reset();
        m_hub.reset();
        m_settings.reset();
    }

    void countsAreThoseOfTheClients()
    {
        openClients(7);
        QTRY_COMPARE(tile(Connections)->value(), u"7"_s);
        constexpr int Broadcasts = 20;
        for (int i = 0; i < Broadcasts; ++i)
            QCOMPARE(recipientsOf(R"({"broadcast":true,"data":{"n":1}})"), 7);
        QCOMPARE(recipientsOf(R"({"userId":"3","data":"only you"})"), 1);
        QCOMPARE(recipientsOf(R"({"userId":"nobody","data":"x"})"), 0);
        const quint64 expected = 7 * Broadcasts + 1;
        QTRY_COMPARE(eventsOfClients(), expected);
        QTRY_COMPARE(m_sum.delivered, expected);
        QCOMPARE(m_sum.published, quint64(Broadcasts + 2));
        QCOMPARE(m_sum.bytes, bytesOfClients());
        QCOMPARE(m_sum.connects, 7U);

        const QJsonObject stats = httpGet(m_port, "/api/stats").json();
        QCOMPARE(stats["connections"_L1].toInt(), 7);
        QCOMPARE(quint64(stats["delivered"_L1].toInteger()), expected);
        QCOMPARE(stats["published"_L1].toInt(), Broadcasts + 2);
        QCOMPARE(quint64(stats["bytes"_L1].toInteger()), bytesOfClients());

        // each row of the table, by the port the client has
        ConnectionSnapshotPtr snapshot;
        m_hub->requestConnections(false, [&](ConnectionSnapshotPtr one) { snapshot = one; });
        QTRY_VERIFY(snapshot);
        QCOMPARE(snapshot->rows.size(), m_clients.size());
        for (const auto& client : m_clients) {
            const auto row = std::find_if(
                snapshot->rows.begin(), snapshot->rows.end(), [&](const ConnectionRow& one) {
                    return one.address.endsWith(u":%1"_s.arg(client->localPort()));
                });
            QVERIFY(row != snapshot->rows.end());
            QCOMPARE(row->events, client->events());
            QCOMPARE(row->bytes, client->bytes());
        }

        m_clients.pop_back();
        m_clients.pop_back();
        QTRY_COMPARE(tile(Connections)->value(), u"5"_s);
        QTRY_COMPARE(m_sum.disconnects, 2U);
    }

    void theProcessIsAsTheKernelSeesIt()
    {
        openClients(20);
        QTRY_COMPARE(m_newest.connections, 20U);
        waitForSample(); // one that saw them all from its beginning
        // what is written beside has a file open for a moment
        QTRY_COMPARE(m_newest.openFiles, openFilesOfKernel());
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        QCOMPARE(m_newest.fileLimit, double(limit.rlim_cur));
        const double resident = residentBytesOfKernel();
        QVERIFY2(std::abs(m_newest.rssBytes - resident) < 0.1 * resident,
            qPrintable(u"%1, not %2"_s.arg(m_newest.rssBytes).arg(resident)));
        QVERIFY2(statusText().contains(u"RSS "_s + format::bytes(m_newest.rssBytes)),
            qPrintable(statusText()));
        QVERIFY(tile(Memory)->detail().contains(format::bytes(m_newest.rssBytes)));

        waitForSample();
        const double before = cpuSecondsOfKernel();
        m_cpuSeconds = 0;
        QElapsedTimer busy;
        busy.start();
        while (busy.elapsed() < 300) { } // of this thread
        waitForSample();
        waitForSample();
        const double used = cpuSecondsOfKernel() - before;
        QVERIFY2(std::abs(m_cpuSeconds - used) < 0.05 + 0.2 * used,
            qPrintable(u"%1 s, not %2 s"_s.arg(m_cpuSeconds).arg(used)));
        const double cores = process_stats::usableCores().value_or(0);
        QVERIFY(m_newest.cpuPercent <= 100 * cores);
        QVERIFY2(statusText().contains(u"CPU "_s + format::cpu(m_newest.cpuPercent, cores)),
            qPrintable(statusText()));
    }

    void nothingIsAcknowledgedBeforeItIsWritten()
    {
        openClients(3);
        QTRY_COMPARE(m_newest.connections, 3U);
        std::vector<MetricsSample> samples;
        const auto keep = QObject::connect(m_hub.get(), &LocalHub::sampled, m_hub.get(),
            [&samples](const MetricsSample& one) { samples.push_back(one); });
        for (int i = 0; i < 30; ++i) {
            QCOMPARE(recipientsOf(R"({"broadcast":true,"data":{"n":1}})"), 3);
            QTest::qWait(20);
        }
        QTRY_COMPARE(eventsOfClients(), 90U);
        waitForSample();
        waitForSample();
        QObject::disconnect(keep);
        quint64 acknowledged = 0;
        for (const MetricsSample& one : samples) {
            acknowledged += one.ack.count();
            for (const double percent : {50.0, 90.0, 95.0, 99.0, 99.9})
                QVERIFY(one.ack.isEmpty() || one.write.isEmpty()
                    || one.ackMs(percent) >= one.write.percentileMs(percent));
        }
        QVERIFY(acknowledged > 0 && acknowledged <= 90);
        QVERIFY(!m_sum.ack.isEmpty());
        const QJsonObject latency = httpGet(m_port, "/api/stats").json()["latency"_L1].toObject();
        for (const char* percentile : {"p50Ms", "p90Ms", "p95Ms", "p99Ms", "p99.9Ms"}) {
            const double ack
                = latency["ack"_L1].toObject()[QLatin1StringView(percentile)].toDouble();
            const double write
                = latency["write"_L1].toObject()[QLatin1StringView(percentile)].toDouble();
            QVERIFY2(write > 0 && ack >= write, percentile);
        }
        QVERIFY(tile(Latency)->detail().endsWith(u"to client ACK"_s));
    }

    void whatAClientTakesIsADashUntilItIsMeasuredAndThenTheSameEverywhere()
    {
        openClients(120); // as many as would have been taken for a measurement
        QTRY_COMPARE(m_newest.connections, 120U);
        waitForSample();
        QCOMPARE(tile(Memory)->value(), format::Dash);
        QVERIFY(tile(Memory)->detail().startsWith(u"not measured"_s));
        QVERIFY(tile(Memory)->link() && tile(Memory)->link()->isVisible());
        QVERIFY(bytesInStats().isNull());
        auto* const limits = m_window->findChild<LimitsPage*>();
        QVERIFY(limits->memory()->userText() == format::Dash);

        m_hub->setConnectionMemory({512, 9216, 2000, QDateTime::currentMSecsSinceEpoch()});
        QTRY_COMPARE(tile(Memory)->value(), u"0.5"_s);
        QVERIFY(!tile(Memory)->link()->isVisible());
        QVERIFY2(tile(Memory)->toolTip().contains(u"2,000 clients"_s),
            qPrintable(tile(Memory)->toolTip()));
        QCOMPARE(bytesInStats().toDouble(), 512.0);
        QCOMPARE(csv::row(m_newest, {}).split(',').at(17), "512"_ba);
        QCOMPARE(limits->costs().bytesPerConnection, 512.0);
        QCOMPARE(limits->costs().connections, 2000U);
    }

    void everyTileSaysHowItIsMeasured()
    {
        for (const int index : {Connections, Delivered, Latency, Memory, Backlog})
            QVERIFY2(tile(index)->toolTip().size() > 60, qPrintable(tile(index)->name()));
    }

private:
    void openClients(int count)
    {
        for (int i = 1; i <= count; ++i)
            m_clients.push_back(std::make_unique<PlainClient>(m_port, QByteArray::number(i)));
        for (const auto& client : m_clients)
            QTRY_VERIFY(client->isOpen());
    }

    int recipientsOf(const QByteArray& request) const
    {
        return httpPost(m_port, "/api/publish", request).json()["recipients"_L1].toInt(-1);
    }

    quint64 eventsOfClients() const
    {
        return std::accumulate(m_clients.begin(), m_clients.end(), quint64(0),
            [](quint64 sum, const auto& client) { return sum + client->events(); });
    }

    quint64 bytesOfClients() const
    {
        return std::accumulate(m_clients.begin(), m_clients.end(), quint64(0),
            [](quint64 sum, const auto& client) { return sum + client->bytes(); });
    }

    void waitForSample()
    {
        const qint64 before = m_newest.timeMs;
        QTRY_VERIFY(m_newest.timeMs > before);
    }

    QJsonValue bytesInStats() const
    {
        return httpGet(m_port, "/api/stats")
            .json()["memory"_L1]
            .toObject()["bytesPerConnection"_L1];
    }

    Tile* tile(int index) const { return m_window->dashboard()->tile(index); }
    QString statusText() const { return m_window->statusLine()->text(); }

    QTemporaryDir m_folder;
    int m_files = 0;
    Theme m_theme;
    LogRing m_log;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<MainWindow> m_window;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<PlainClient>> m_clients;
    MetricsSample m_newest;
    MetricsSample m_sum;
    double m_cpuSeconds = 0;
};

ROOM_TEST(TestFigures, QApplication)
#include "tst_figures.moc"
