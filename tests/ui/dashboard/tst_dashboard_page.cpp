// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboard_page.h"

#include "dashboard/first_steps.h"
#include "format.h"
#include "traffic_layer.h"
#include "traffic_line.h"
#include "hub/local_hub.h"
#include "ui_state.h"
#include "widgets/tile.h"
#include "support/room.h"

#include <QAbstractButton>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

namespace {
constexpr qint64 Now = 1'700'000'000'000;
constexpr double MiB = 1024.0 * 1024.0;
enum { Connections, Delivered, Latency, Memory, Backlog };
enum { ConnectionsChart, ThroughputChart, LatencyChart, MemoryChart };
} // namespace

class TestDashboardPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<QSettings>(
            m_dir.filePath(QString::number(++m_files)), QSettings::IniFormat);
        m_state = std::make_unique<UiState>(*m_settings);
        m_series.clear();
        m_hub = std::make_unique<LocalHub>();
        connect(m_hub.get(), &LocalHub::sampled, this,
            [this](const MetricsSample& s) { m_series.append(s); });
        m_page = std::make_unique<DashboardPage>(*m_hub, m_series, m_theme, *m_state);
        m_page->resize(1170, 770);
        m_page->show();
    }

    void cleanup()
    {
        m_page.reset();
        m_hub.reset();
        m_state.reset();
        m_settings.reset();
    }

    void showsDashesBeforeAnythingWasMeasured()
    {
        for (int i = Connections; i <= Backlog; ++i) {
            QCOMPARE(m_page->tile(i)->value(), format::Dash);
            QCOMPARE(m_page->tile(i)->detail(), QString());
        }
    }

    void showsWhatWasMeasured()
    {
        feedAMinute();
        QCOMPARE(tile(Connections), QStringLiteral("10,214 | +312 in a minute, 9 % reconnects"));
        QCOMPARE(
            tile(Delivered), QStringLiteral("48,882 events/s | 1,204 published/s, fan-out ×40.6"));
        QCOMPARE(
            tile(Memory), QStringLiteral("0.9 KiB per client | program 38.4 MiB, kernel 46 MiB"));
        QCOMPARE(tile(Backlog), QStringLiteral("3 slow clients | 0 dropped, 0 ended as slow"));
    }

    void latencyIsToTheClientWhereItWasAcknowledged()
    {
        MetricsSample sample = plain(Now);
        sample.write.record(100'000, 100);
        sample.ack.record(800'000, 100);
        feed(sample);
        QCOMPARE(tile(Latency), QStringLiteral("0.80 ms | p50 0.80, p95 0.80, to client ACK"));
        QCOMPARE(m_page->chart(LatencyChart)->title(),
            QStringLiteral("Latency, ms (publish to client)"));
    }

    void latencyIsToTheKernelOtherwiseAndSaysSo()
    {
        MetricsSample sample = plain(Now);
        sample.write.record(100'000, 100);
        feed(sample);
        QVERIFY(m_page->tile(Latency)->detail().endsWith(QStringLiteral("to the kernel")));
        QCOMPARE(m_page->chart(LatencyChart)->title(),
            QStringLiteral("Latency, ms (publish to kernel)"));
    }

    void aDashStandsForEachUnknownFigure()
    {
        feed(plain(Now));
        QCOMPARE(tile(Latency), QStringLiteral("– ms | nothing delivered in 1 s"));
        QCOMPARE(tile(Memory), QStringLiteral("– KiB per client | not measured; program –"));
    }

    void latencyIsNeverBelowThatToTheKernel()
    {
        MetricsSample sample = plain(Now);
        sample.write.record(900'000, 100);
        sample.ack.record(800'000); // the one that was timed
        feed(sample);
        QCOMPARE(tile(Latency), QStringLiteral("0.90 ms | p50 0.90, p95 0.90, to client ACK"));
        QCOMPARE(m_page->chart(LatencyChart)->valueAt(0, Now), QStringLiteral("0.90 ms"));
    }

    void percentilesAreThoseThatWereChosen()
    {
        MetricsSample sample = plain(Now);
        for (std::uint64_t i = 1; i <= 10; ++i)
            sample.ack.record(i * 1'000'000);
        feed(sample);
        const TimeChart& chart = *m_page->chart(LatencyChart);
        QCOMPARE(shownSeries(chart), QStringLiteral("0 2 3")); // p50, p95, p99
        QCOMPARE(m_page->tile(Latency)->name(), QStringLiteral("Latency p99"));
        m_state->percentiles().choose(99.9, true);
        m_state->percentiles().choose(99, false);
        m_state->percentiles().choose(90, true);
        QCOMPARE(shownSeries(chart), QStringLiteral("0 1 2 4"));
        QCOMPARE(m_page->tile(Latency)->name(), QStringLiteral("Latency p99.9"));
        QCOMPARE(
            tile(Latency), QStringLiteral("10.0 ms | p50 5.0, p90 9.0, p95 10.0, to client ACK"));
    }

    void asksToMeasureWhatAClientTakes()
    {
        feed(plain(Now));
        Tile* memory = m_page->tile(Memory);
        QVERIFY(memory->link() && memory->link()->isVisible());
        QSignalSpy asked(m_page.get(), &DashboardPage::memoryRequested);
        memory->link()->click();
        QCOMPARE(asked.size(), 1);
        m_page->setMeasuring(true, {});
        QVERIFY(!memory->link()->isVisible());
        QCOMPARE(memory->detail(), QStringLiteral("measuring…"));
        m_page->setMeasuring(false, QStringLiteral("No room."));
        QVERIFY(memory->link()->isVisible()); // again
        QVERIFY(memory->toolTip().contains(QStringLiteral("could not be measured: No room.")));
        m_page->setMeasuring(false, {});
        MetricsSample sample = plain(Now + 500);
        sample.bytesPerConnection = 512;
        sample.memory = {512, Unknown, 2000, Now};
        feed(sample);
        QVERIFY(!memory->link()->isVisible());
        QVERIFY(memory->toolTip().contains(QStringLiteral("measured with 2,000 clients")));
    }

    void saysWhatBatchingSavedSinceTheHubStarted()
    {
        feed(plain(Now));
        QCOMPARE(m_page->tile(Delivered)->note(), QString());
        MetricsSample sample = plain(Now + 500);
        sample.batchedIn = 99'000;
        sample.batchedOut = 990;
        feed(sample);
        sample = plain(Now + 1000);
        sample.batchedIn = 1000;
        sample.batchedOut = 10;
        feed(sample);
        QCOMPARE(m_page->tile(Delivered)->note(),
            QStringLiteral("batching: 100,000 notifications became 1,000 events"));
        QVERIFY(m_page->tile(Delivered)->toolTip().endsWith(m_page->tile(Delivered)->note()));
        tell(HubState::Listening, 5);
        feed(plain(Now + 1500));
        QCOMPARE(m_page->tile(Delivered)->note(), QString());
    }

    void countsLossesSinceTheHubStarted()
    {
        MetricsSample sample = plain(Now);
        sample.droppedEvents = 1200;
        sample.disconnectsByReason[std::size_t(DisconnectReason::Slow)] = 2;
        sample.slowClients = 1;
        feed(sample);
        feed(plain(Now + 500));
        QCOMPARE(m_page->tile(Backlog)->detail(), QStringLiteral("1,200 dropped, 2 ended as slow"));
        tell(HubState::Listening, 5);
        feed(plain(Now + 1000));
        QCOMPARE(m_page->tile(Backlog)->detail(), QStringLiteral("0 dropped, 0 ended as slow"));
    }

    void whoWasDisconnectedForAnotherReasonIsToldToo()
    {
        feed(plain(Now));
        QCOMPARE(m_page->tile(Backlog)->note(), QString());
        MetricsSample sample = plain(Now + 500);
        sample.disconnects = 2017;
        sample.disconnectsByReason[std::size_t(DisconnectReason::Kicked)] = 2000;
        sample.disconnectsByReason[std::size_t(DisconnectReason::Client)] = 17;
        feed(sample);
        QCOMPARE(m_page->tile(Backlog)->detail(), QStringLiteral("0 dropped, 0 ended as slow"));
        QCOMPARE(m_page->tile(Backlog)->note(),
            QStringLiteral("Disconnected since the hub started, whatever the reason: 2,017 "
                           "(client 17, kicked 2,000)"));
        QVERIFY(m_page->tile(Backlog)->toolTip().contains(m_page->tile(Backlog)->note()));
    }

    void theLayerOfTrafficIsThatOfEveryTileAndChart()
    {
        QVERIFY(!m_page->trafficLine()->isVisible());
        for (int i = 0; i <= 8; ++i) {
            MetricsSample sample = plain(Now + i * 500);
            sample.connections = 12;
            sample.delivered = 120;
            sample.published = 30;
            sample.slowClients = 3;
            sample.droppedEvents = 10;
            sample.disconnects = 4;
            sample.disconnectsByReason[std::size_t(DisconnectReason::Kicked)] = 4;
            sample.batchedIn = 20;
            sample.batchedOut = 2;
            sample.rssBytes = 20 * MiB;
            sample.write.record(1'000'000, 100);
            sample.write.record(9'000'000, 20);
            sample.own.connections = 10;
            sample.own.delivered = 100;
            sample.own.published = 20;
            sample.own.slowClients = 3;
            sample.own.droppedEvents = 10;
            sample.own.disconnects = 3;
            sample.own.disconnectsByReason[std::size_t(DisconnectReason::Kicked)] = 3;
            sample.own.batchedIn = 20;
            sample.own.batchedOut = 2;
            sample.own.write.record(1'000'000, 100);
            feed(sample);
        }
        const auto connectionsChart = [this] {
            const auto rows = m_page->chart(ConnectionsChart)->csv().split('\n');
            return rows.value(2).split(',').value(1).trimmed();
        };
        QVERIFY(tile(Connections).startsWith(QStringLiteral("12 ")));
        QCOMPARE(tile(Delivered), QStringLiteral("240 events/s | 60 published/s, fan-out ×4"));
        QCOMPARE(connectionsChart(), QByteArray("12"));

        m_state->traffic().setCurrent(Traffic::Real);
        QVERIFY(m_page->trafficLine()->isVisible());
        QVERIFY(m_page->trafficLine()->text().startsWith(
            QStringLiteral("Only real traffic, without 10 test clients.")));
        QVERIFY(tile(Connections).startsWith(QStringLiteral("2 ")));
        QVERIFY(m_page->tile(Connections)->toolTip().contains(QStringLiteral("real clients")));
        QCOMPARE(tile(Delivered), QStringLiteral("40 events/s | 20 published/s, fan-out ×2"));
        QVERIFY(tile(Latency).startsWith(QStringLiteral("9.0 ms | p50 9.0")));
        QCOMPARE(tile(Backlog), QStringLiteral("0 slow clients | 0 dropped, 0 ended as slow"));
        QVERIFY(m_page->tile(Backlog)->note().endsWith(QStringLiteral("9 (kicked 9)")));
        QCOMPARE(m_page->tile(Delivered)->note(), QString());
        QVERIFY(tile(Memory).contains(QStringLiteral("program 20 MiB"))); // of all there is
        QCOMPARE(connectionsChart(), QByteArray("2"));
        QCOMPARE(
            m_page->chart(ConnectionsChart)->proposedName(), QStringLiteral("connections-real"));

        m_state->traffic().setCurrent(Traffic::Test);
        QVERIFY(m_page->trafficLine()->text().startsWith(
            QStringLiteral("Only test traffic, without 2 real clients.")));
        QVERIFY(tile(Connections).startsWith(QStringLiteral("10 ")));
        QCOMPARE(tile(Backlog), QStringLiteral("3 slow clients | 90 dropped, 0 ended as slow"));
        QVERIFY(tile(Latency).startsWith(QStringLiteral("1.0 ms")));
        QCOMPARE(connectionsChart(), QByteArray("10"));

        m_page->trafficLine()->showAllButton()->click();
        QCOMPARE(m_state->traffic().current(), Traffic::All);
        QVERIFY(!m_page->trafficLine()->isVisible());
        QVERIFY(tile(Connections).startsWith(QStringLiteral("12 ")));
    }

    void figuresOfAStoppedHubAreDashesAndItsChartsStay()
    {
        feedAMinute();
        tell(HubState::Stopped, 0);
        QCOMPARE(m_page->tile(Connections)->value(), format::Dash);
        QVERIFY(!m_page->chart(ThroughputChart)->range().live);
        QCOMPARE(m_page->chart(ThroughputChart)->valueAt(0, Now), QStringLiteral("48,882/s"));
    }

    void seriesThatCannotExistAreLeftOut()
    {
        feed(plain(Now));
        QVERIFY(!m_page->chart(ThroughputChart)->isSeriesShown(2));
        MetricsSample sample = plain(Now + 500);
        sample.redisReceived = 10;
        feed(sample);
        QVERIFY(m_page->chart(ThroughputChart)->isSeriesShown(2));
        QCOMPARE(m_page->chart(ThroughputChart)->valueAt(2, Now + 500), QStringLiteral("20/s"));
        QVERIFY(!m_page->chart(MemoryChart)->isSeriesShown(2));
    }

    void showsAllInstancesWhereTheyAreKnown()
    {
        feed(plain(Now));
        QVERIFY(!m_page->chart(ConnectionsChart)->isSeriesShown(1));
        QVERIFY(!m_page->chart(MemoryChart)->isSeriesShown(2));
        MetricsSample sample = plain(Now + 500);
        sample.connections = 100;
        sample.allConnections = 250;
        sample.allRssBytes = 64 * MiB;
        feed(sample);
        QCOMPARE(m_page->chart(ConnectionsChart)->valueAt(1, Now + 500), QStringLiteral("250"));
        QCOMPARE(m_page->chart(ConnectionsChart)->valueAt(1, Now), format::Dash);
        QCOMPARE(m_page->chart(MemoryChart)->valueAt(2, Now + 500), QStringLiteral("64 MiB"));
    }

    void marksWhenRedisWentAndCame()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.broker.kind = QStringLiteral("redis");
        status.broker.ready = false;
        status.broker.awaySinceMs = Now;
        Q_EMIT m_hub->statusChanged(status);
        Q_EMIT m_hub->statusChanged(status); // the same absence is marked once
        Q_EMIT m_hub->gapClosed(Now, Now + 3200, 14, false);
        status.broker.awaySinceMs = 0;
        Q_EMIT m_hub->statusChanged(status);
        Q_EMIT m_hub->gapClosed(Now + 9000, Now + 19'000, 0, true);
        QStringList marks;
        for (const TimeChart::Marker& marker : m_page->markers())
            marks << QString::number(marker.timeMs - Now) + QLatin1Char(' ') + marker.text;
        QCOMPARE(marks,
            (QStringList{QStringLiteral("0 Redis lost"),
                QStringLiteral("3200 Redis back after 3.2 s, 14 replayed"),
                QStringLiteral("19000 Redis back after 10 s, 0 replayed, history lost")}));
    }

    void marksFaultsAsTheyBeginEndAndHappen()
    {
        Fault delay;
        delay.id = 1;
        delay.kind = FaultKind::Delay;
        delay.sinceMs = Now;
        Fault doctor = delay;
        doctor.id = 2;
        doctor.origin = Fault::Origin::Doctor;
        Q_EMIT m_hub->faultsChanged({delay, doctor});
        Q_EMIT m_hub->faultsChanged({delay, doctor}); // once a second while it is on
        Q_EMIT m_hub->faultHappened(Now + 500, QStringLiteral("12 streams dropped"));
        Q_EMIT m_hub->faultsChanged({});
        QStringList marks;
        for (const TimeChart::Marker& marker : m_page->markers()) {
            marks << marker.text;
            QCOMPARE(marker.kind, TimeChart::Marker::Kind::Fault);
        }
        QCOMPARE(marks,
            (QStringList{QStringLiteral("delay on"), QStringLiteral("12 streams dropped"),
                QStringLiteral("delay off")}));
        QCOMPARE(m_page->markers().front().timeMs, Now);
    }

    void faultsEndWithTheHub()
    {
        Fault drip;
        drip.id = 1;
        drip.kind = FaultKind::Drip;
        Q_EMIT m_hub->faultsChanged({drip});
        HubStatus status;
        status.state = HubState::Stopped;
        Q_EMIT m_hub->statusChanged(status);
        Q_EMIT m_hub->statusChanged(status);
        QCOMPARE(m_page->markers().size(), std::size_t(2));
        QCOMPARE(m_page->markers().back().text, QStringLiteral("drip off"));
    }

    void doesNothingWhileHidden()
    {
        m_page->hide();
        feedAMinute();
        QCOMPARE(m_page->tile(Connections)->value(), format::Dash);
        m_page->show();
        QCOMPARE(m_page->tile(Connections)->value(), QStringLiteral("10,214"));
    }

    void firstStepsAreThereUntilTheyArePutAway()
    {
        FirstSteps* steps = m_page->firstSteps();
        tell(HubState::Listening, 5);
        QVERIFY(steps->isVisible());
        QVERIFY(m_page->tile(Connections)->isVisible());
        QCOMPARE(steps->command(),
            QStringLiteral("curl -N 'http://localhost:3000/api/notifications?userId=42'"));
        QCOMPARE(steps->shownStep(), FirstStepsProgress::OpenStream);
        MetricsSample first = plain(Now + 500);
        first.connects = 1;
        first.connections = 1;
        feed(first);
        QVERIFY(steps->isVisible());
        QCOMPARE(steps->shownStep(), FirstStepsProgress::Send);
        steps->dismissButton()->click();
        QVERIFY(!steps->isVisible());
        steps->progress().setDismissed(false);
        QVERIFY(steps->isVisible());
    }

    void asksForTestClients()
    {
        QSignalSpy asked(m_page.get(), &DashboardPage::testClientsRequested);
        tell(HubState::Listening, 5);
        for (QAbstractButton* button : m_page->firstSteps()->findChildren<QAbstractButton*>()) {
            if (button->text().contains(QStringLiteral("100")))
                button->click();
        }
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toInt(), 100);
    }

    void showsTheChosenSpan()
    {
        feedAMinute();
        m_page->setSpan(0);
        const TimeChart::Range range = m_page->chart(0)->range();
        QCOMPARE(range.toMs, Now);
        QCOMPARE(range.fromMs, Now - 60'000);
    }

    void choosingASpanLeavesTheZoom()
    {
        feedAMinute();
        QSignalSpy zoomed(m_page.get(), &DashboardPage::zoomChanged);
        Q_EMIT m_page->chart(0)->zoomRequested(Now - 30'000, Now - 20'000);
        QVERIFY(m_page->isZoomed());
        QCOMPARE(m_page->chart(3)->range().fromMs, Now - 30'000);
        m_page->setSpan(2);
        QVERIFY(!m_page->isZoomed());
        QCOMPARE(zoomed.size(), 2);
    }

    void stacksItsChartsWhereThereIsNoRoomBesideEachOther()
    {
        const auto top
            = [this](int chart) { return m_page->chart(chart)->mapTo(m_page.get(), QPoint()).y(); };
        QCOMPARE(top(0), top(1));
        m_page->resize(700, 600);
        QTRY_VERIFY(top(1) > top(0));
    }

private:
    static MetricsSample plain(qint64 timeMs)
    {
        MetricsSample sample;
        sample.timeMs = timeMs;
        sample.intervalMs = 500;
        return sample;
    }

    void feed(const MetricsSample& sample) { Q_EMIT m_hub->sampled(sample); }

    void feedAMinute()
    {
        constexpr int Samples = 120;
        for (int i = 1; i <= Samples; ++i) {
            MetricsSample sample = plain(Now - (Samples - i) * 500);
            sample.connects = i <= 80 ? 5 : 0; // 400
            sample.resumed = i <= 36 ? 1 : 0; // 9 % of them
            sample.disconnects = i <= 88 ? 1 : 0;
            sample.connections = 10214;
            sample.published = 602;
            sample.delivered = 24441;
            sample.slowClients = 3;
            sample.rssBytes = 38.4 * MiB;
            sample.kernelSocketBytes = 46 * MiB;
            sample.bytesPerConnection = 0.9 * 1024;
            feed(sample);
        }
    }

    static QString shownSeries(const TimeChart& chart)
    {
        QStringList shown;
        for (int series = 0; series < 5; ++series) {
            if (chart.isSeriesShown(series))
                shown << QString::number(series);
        }
        return shown.join(QLatin1Char(' '));
    }

    void tell(HubState state, qint64 startedAtMs)
    {
        HubStatus status;
        status.state = state;
        status.url = QStringLiteral("http://127.0.0.1:3000");
        status.localhostUrl = QStringLiteral("http://localhost:3000");
        status.startedAtMs = startedAtMs;
        Q_EMIT m_hub->statusChanged(status);
    }

    QString tile(int index) const
    {
        const Tile* tile = m_page->tile(index);
        const QString unit = tile->unit().isEmpty() ? QString() : QLatin1Char(' ') + tile->unit();
        return tile->value() + unit + QStringLiteral(" | ") + tile->detail();
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    Theme m_theme;
    TimeSeries m_series;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<DashboardPage> m_page;
};

ROOM_TEST(TestDashboardPage, QApplication)
#include "tst_dashboard_page.moc"
