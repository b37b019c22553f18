// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "audience/audience_page.h"
#include "connections/connections_page.h"
#include "dashboard/dashboard_page.h"
#include "faults/faults_page.h"
#include "hub/hub.h"
#include "hub/log_ring.h"
#include "instances/instances_page.h"
#include "limits/limits_page.h"
#include "limits/live_options_card.h"
#include "messages/messages_page.h"
#include "publish/publish_page.h"
#include "settings/broker_card.h"
#include "settings/settings_page.h"
#include "shell/away_banner.h"
#include "shell/failure_banner.h"
#include "shell/page_list.h"
#include "shell/status_line.h"
#include "shell/top_bar.h"
#include "theme/theme.h"
#include "ui/desktop_style.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/pill.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace fanlight;

namespace {

// Ends the program when the main thread does not come by for longer than `bound`: what never comes
// back to the event loop cannot fail by itself.
class StallGuard {
public:
    explicit StallGuard(std::chrono::milliseconds bound)
        : m_thread([this, bound](const std::stop_token& stop) {
            using namespace std::chrono_literals;
            auto left = bound;
            while (!stop.stop_requested()) {
                std::this_thread::sleep_for(50ms);
                left = m_alive.exchange(false) ? bound : left - 50ms;
                if (left <= 0ms)
                    qFatal("the window has stalled");
            }
        })
    {
    }
    void alive() const { m_alive = true; }

private:
    mutable std::atomic<bool> m_alive = true;
    std::jthread m_thread;
};

// Keeps what Qt warns of while it lives.
class WarningCounter {
public:
    WarningCounter()
    {
        s_texts.clear();
        s_before = qInstallMessageHandler(
            [](QtMsgType type, const QMessageLogContext& context, const QString& text) {
                if (type == QtWarningMsg || type == QtCriticalMsg)
                    s_texts << text;
                s_before(type, context, text);
            });
    }
    ~WarningCounter() { qInstallMessageHandler(s_before); }
    static QStringList texts() { return s_texts; }

private:
    inline static QStringList s_texts;
    inline static QtMessageHandler s_before = nullptr;
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<QSettings>(
            m_dir.filePath(QString::number(++m_files)), QSettings::IniFormat);
        open();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
        m_settings.reset();
    }

    void showsAListeningHub()
    {
        tell(HubState::Listening);
        QCOMPARE(m_window->topBar()->address(), QStringLiteral("http://127.0.0.1:3000"));
        QCOMPARE(m_window->topBar()->statePill()->text(), QStringLiteral("Listening"));
        QCOMPARE(m_window->topBar()->statePill()->tone(), Pill::Tone::Good);
        QVERIFY(m_window->topBar()->startStopButton()->text().contains(QStringLiteral("Stop")));
        QVERIFY(!m_window->failureBanner()->isVisible());
    }

    void aTakenPortIsSaidWithTheWaysOut()
    {
        tell(HubState::Failed, QStringLiteral("Port 3000 is in use."), 3001);
        FailureBanner* banner = m_window->failureBanner();
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->text(), QStringLiteral("Port 3000 is in use."));
        QVERIFY(banner->otherPortButton()->text().contains(QStringLiteral("3001")));
        QVERIFY(banner->tryAgainButton()->isVisible());
        QVERIFY(m_window->dashboard()->isEnabled());
        QVERIFY(m_window->topBar()->startStopButton()->text().contains(QStringLiteral("Start")));
    }

    void aFailureWithoutAFreePortOffersOnlyToTryAgain()
    {
        tell(HubState::Failed, QStringLiteral("Permission denied."), 0);
        QVERIFY(m_window->failureBanner()->isVisible());
        QVERIFY(!m_window->failureBanner()->otherPortButton()->isVisible());
    }

    void theBannerStaysWhileItTriesAgainAndGoesOnSuccess()
    {
        tell(HubState::Failed, QStringLiteral("Port 3000 is in use."), 3001);
        tell(HubState::Starting);
        QVERIFY(m_window->failureBanner()->isVisible());
        tell(HubState::Listening);
        QVERIFY(!m_window->failureBanner()->isVisible());
    }

    void aStoppedHubHasNoBanner()
    {
        tell(HubState::Failed, QStringLiteral("Port 3000 is in use."), 3001);
        tell(HubState::Stopped);
        QVERIFY(!m_window->failureBanner()->isVisible());
    }

    void warnsWhenDescriptorsRunShort()
    {
        const Pill* pill = m_window->topBar()->filePill();
        feed(400, 1000);
        QVERIFY(!pill->isVisible());
        feed(510, 1000);
        QVERIFY(pill->isVisible());
        QCOMPARE(pill->tone(), Pill::Tone::Warning);
        QVERIFY(pill->text().contains(QStringLiteral("51 %")));
        feed(950, 1000);
        QCOMPARE(pill->tone(), Pill::Tone::Bad);
    }

    void statusLineTellsHowTheProcessFares()
    {
        feed(1, 1000);
        const QString text = m_window->statusLine()->text();
        QVERIFY2(text.contains(QStringLiteral("CPU 31 %")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("RSS 38.4 MiB")), qPrintable(text));
        QVERIFY2(text.startsWith(QStringLiteral("Up –")), qPrintable(text));
        m_window->showLastAction(QStringLiteral("sent 3"));
        QVERIFY(m_window->statusLine()->text().endsWith(QStringLiteral("Last: sent 3")));
    }

    void pageAndRangeAreRestored()
    {
        m_window->topBar()->ranges()->setCurrent(2);
        pages()->setCurrentPage(1);
        m_window->close();
        open();
        QCOMPARE(m_window->topBar()->ranges()->current(), 2);
        QCOMPARE(pages()->currentPage(), 1);
    }

    void controlAndANumberOpensThePageAtThatPlace()
    {
        const int added
            = m_window->addPage(QStringLiteral("Send"), QStringLiteral("Publish"), new QWidget);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        const auto place = int(pages()->pagesInOrder().indexOf(added));
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + place), Qt::ControlModifier);
        QCOMPARE(pages()->currentPage(), added);
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(pages()->currentPage(), 0);
    }

    void controlAndZeroOpensTheTenthPage()
    {
        while (pages()->pagesInOrder().size() < 10)
            m_window->addPage(QStringLiteral("More"),
                QString::number(pages()->pagesInOrder().size()), new QWidget);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(pages()->currentPage(), pages()->pagesInOrder().at(9));
    }

    void theAudienceButtonLeadsToItsPage()
    {
        Q_EMIT m_window->findChild<PublishPage*>()->audienceRequested();
        QVERIFY(m_window->findChild<AudiencePage*>()->isVisible());
    }

    void zoomingOffersTheWayBack()
    {
        Q_EMIT m_window->dashboard()->chart(0)->zoomRequested(1'700'000'000'000, 1'700'000'010'000);
        QVERIFY(m_window->dashboard()->isZoomed());
        QPushButton* back = nullptr;
        for (QPushButton* button : m_window->topBar()->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text().contains(QStringLiteral("live")))
                back = button;
        }
        QVERIFY(back);
        back->click();
        QVERIFY(!m_window->dashboard()->isZoomed());
        QVERIFY(!back->isVisible());
    }

    void closingDrainsTheHubFirst()
    {
        HubOptions options;
        options.listenPort = 0;
        m_hub->start(options);
        QTRY_VERIFY(m_hub->isListening());
        QSignalSpy closed(m_window.get(), &MainWindow::closed);
        m_window->close();
        QVERIFY(m_window->isVisible());
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(!m_window->isVisible());
        QCOMPARE(m_hub->status().state, HubState::Stopped);
    }

    void hasALogPageWhereThereIsALog()
    {
        Hub hub;
        const MainWindow window(hub, m_theme, *m_settings);
        const auto* list = window.findChild<PageList*>();
        QVERIFY(list->findItems(QStringLiteral("Log"), Qt::MatchExactly).isEmpty());
        QCOMPARE(pages()->findItems(QStringLiteral("Log"), Qt::MatchExactly).size(), 1);
    }

    void tellsHowItStandsWithItsBroker()
    {
        const Pill* pill = m_window->topBar()->brokerPill();
        tell(HubState::Stopped);
        QVERIFY(!pill->isVisible());
        tell(HubState::Listening);
        QVERIFY(pill->isVisible());
        QCOMPARE(pill->text(), QStringLiteral("Memory"));
        BrokerStatus redis;
        redis.kind = QStringLiteral("redis");
        tell(redis);
        QCOMPARE(pill->text(), QStringLiteral("Redis"));
        QCOMPARE(pill->tone(), Pill::Tone::Good);
        QVERIFY(!m_window->awayBanner()->isVisible());
    }

    void saysThatRedisIsAwayAndCountsTheTime()
    {
        BrokerStatus away;
        away.kind = QStringLiteral("redis");
        away.ready = false;
        away.awaySinceMs = QDateTime::currentMSecsSinceEpoch() - 12'300;
        away.problem = QStringLiteral("Connection refused.");
        tell(away);
        const Pill* pill = m_window->topBar()->brokerPill();
        QCOMPARE(pill->text(), QStringLiteral("Redis away 00:12"));
        QCOMPARE(pill->tone(), Pill::Tone::Bad);
        QCOMPARE(pill->toolTip(), away.problem);
        QVERIFY(m_window->awayBanner()->isVisible());
        QVERIFY(m_window->awayBanner()->text().contains(
            QStringLiteral("for 00:12. Connection refused.")));
        QVERIFY(m_window->awayBanner()->note().contains(QStringLiteral("Clients stay connected")));
        QTRY_COMPARE(pill->text(), QStringLiteral("Redis away 00:13"));
        BrokerStatus back;
        back.kind = QStringLiteral("redis");
        tell(back);
        QVERIFY(!m_window->awayBanner()->isVisible());
        QCOMPARE(pill->text(), QStringLiteral("Redis"));
    }

    void theButtonOfAnEmptyPageLeadsToTheBrokerSetting()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        showTitled(QStringLiteral("Instances"));
        m_window->findChild<InstancesPage*>()->emptyState()->actionButton()->click();
        QVERIFY(m_window->findChild<SettingsPage*>()->isVisible());
        QVERIFY(m_window->findChild<BrokerCard*>()->isAncestorOf(QApplication::focusWidget()));
    }

    void aMessageIsLoadedIntoThePublishPage()
    {
        PublishRequest request;
        request.userIds = QStringList{QStringLiteral("4711")};
        request.data = "{}";
        Q_EMIT m_window->findChild<MessagesPage*>()->useAsTemplate(request);
        auto* publish = m_window->findChild<PublishPage*>();
        QVERIFY(publish->isVisible());
        QVERIFY(findButton(*publish, QStringLiteral("Send to user 4711")));
    }

    void countsTheLiveInstancesBesideTheirPage()
    {
        BrokerStatus redis;
        redis.kind = QStringLiteral("redis");
        tell(redis);
        auto snapshot = std::make_shared<InstanceSnapshot>();
        snapshot->takenAtMs = 100'000;
        for (const qint64 heartbeat : {99'000, 98'000, 60'000}) {
            InstanceRow row;
            row.name = QString::number(heartbeat);
            row.heartbeatAtMs = heartbeat;
            snapshot->rows.push_back(row);
        }
        Q_EMIT m_hub->instancesChanged(snapshot);
        const QListWidgetItem* item
            = pages()->findItems(QStringLiteral("Instances"), Qt::MatchExactly).constFirst();
        QCOMPARE(item->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Instances 2"));
    }

    void tabGoesThroughEachPageAsItIsRead_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("stops");
        const auto stops = [](const char* page, const char* expected) {
            QTest::newRow(page) << QString::fromUtf8(page) << QString::fromUtf8(expected);
        };
        stops("Dashboard",
            "Command that opens a stream, Copy the command, Open the browser page, Start 100 test "
            "clients, "
            "this instance, Connections, delivered, published, Throughput, events/s, p50, p95, "
            "p99, "
            "Latency, ms (publish to kernel), hub RSS, Memory, MiB");
        stops("Connections",
            "Filter connections, Saved filters, Pause updates, Disconnect…, Export CSV…, Details, "
            "Streams, "
            "Show closed, Connections");
        stops("Messages", "Filter messages, Saved filters, Pause, Clear, Replay…, Export");
        stops("Publish",
            "Test broadcast, Templates, Copy as curl, Event type, Recipients, now, Event id, Event "
            "name, "
            "Payload, From file…, Format, Send as plain text, Send to everyone, Repeat 10/s…, "
            "On the wire, Sent before");
        stops("Audience",
            "Followers, New set…, Import CSV…, Generate…, Export CSV, Search sets, Sets, Filter "
            "users, "
            "Users of the set, Users to add, Add, Paste…, Remove selected, Delete set…");
        stops("Load test",
            "Open YAML…, Save YAML…, Target, Path, Add phase, Remove phase, Up phase, "
            "Down phase, Phases, Publish, Payload, "
            "Publish to, Slow readers, Drop & reconnect, More, Run, Save report…, Copy as command, "
            "Clients, Latency, ms, "
            "Throughput, events/s");
        stops("Setup doctor",
            "Address of the hub, Examine, Origin of the pages, Pages send cookies, Trust any "
            "certificate, 75 s");
        stops("Instances", "Filter instances, Export CSV…, Instances");
        stops("Redis",
            "Channel pattern, Start the tap, Filter messages, Pause, Clear, Messages, "
            "Payload of the selected message");
        stops("Faults",
            "Scope of the fault, How long, Drop streams, share, Drop streams, every, Start: Drop "
            "streams, Delay deliveries, by, "
            "Start: Delay deliveries, Cut after…, events, Cut after…, or bytes, Start: Cut after…, "
            "Start: Half-open, Slow drip, bytes a second, "
            "Start: Slow drip, Start: Refuse new clients, Start: Answer 503, Start: Stop reading "
            "Redis, Start: Cut the Redis link, "
            "Command that begins the fault, Copy the command");
        stops("Log",
            "Search the log, Only matches, Pause, Clear, Export, Info, Parts: all, "
            "What the hub logs, from this level up, Log, Copy line, The line");
        stops("Settings",
            "As the system, Memory, listen, shards, channel-prefix, type-as, history, "
            "history-bytes, "
            "batch, batch-window, batch-max, "
            "max-connections, max-per-user, max-lifetime, heartbeat, retry, backlog-limit, "
            "slow-client, "
            "cors-origin, host, publish-token, "
            "instance-name, log-level, log-file, log-file-size, log-files, allow-faults, Revert, "
            "Apply and restart the hub");
    }

    void tabGoesThroughEachPageAsItIsRead()
    {
        QFETCH(const QString, page);
        QFETCH(const QString, stops);
        BrokerStatus redis;
        redis.kind = QStringLiteral("redis");
        tell(redis);
        auto instances = std::make_shared<InstanceSnapshot>();
        instances->rows.push_back({});
        Q_EMIT m_hub->instancesChanged(instances);
        auto connections = std::make_shared<ConnectionSnapshot>();
        connections->rows.push_back({});
        m_window->findChild<ConnectionsPage*>()->showSnapshot(connections);
        m_window->findChild<AudiencePage*>()->editor().showSets(
            {{}, {{QStringLiteral("42"), 1}}, false});
        QWidget* shown = showTitled(page);
        QCOMPARE(tabOrder(*shown).join(QStringLiteral(", ")), stops);
    }

    void liveOptionsAreAppliedWhileClientsStay()
    {
        HubOptions options;
        options.listenPort = 0;
        m_hub->start(options);
        QTRY_VERIFY(m_hub->isListening());
        QSignalSpy states(m_hub.get(), &Hub::statusChanged);
        auto* limits = m_window->findChild<LimitsPage*>()->options();
        auto* settings = m_window->findChild<SettingsPage*>();
        const auto edited = [](QLineEdit* edit, const QString& text) {
            edit->setText(text);
            Q_EMIT edit->textEdited(text);
        };
        edited(settings->edit(u"retry"), QStringLiteral("7s")); // typed, and not applied
        limits->edit(u"heartbeat")->setText(QStringLiteral("30s"));
        limits->applyButton()->click();
        QTRY_COMPARE(m_hub->options().heartbeat, std::chrono::milliseconds(30'000));
        QTRY_COMPARE(settings->edit(u"heartbeat")->text(), QStringLiteral("30s"));
        QCOMPARE(settings->edit(u"retry")->text(), QStringLiteral("7s"));
        QCOMPARE(
            m_settings->value(QStringLiteral("hub/heartbeat")).toString(), QStringLiteral("30s"));
        QVERIFY2(m_window->statusLine()->text().endsWith(QStringLiteral("applied: heartbeat 30s")),
            qPrintable(m_window->statusLine()->text()));
        QVERIFY(!limits->applyButton()->isEnabled());

        settings->applyButton()->click();
        QTRY_COMPARE(limits->edit(u"retry")->text(), QStringLiteral("7s"));
        QCOMPARE(m_settings->value(QStringLiteral("hub/retry")).toString(), QStringLiteral("7s"));
        QVERIFY(!m_settings->contains(QStringLiteral("hub/listen")));
        QCOMPARE(states.size(), 0); // it went on all the time
    }

    void thePillOfFaultsLeadsToTheirPage()
    {
        tell(HubState::Listening);
        Fault fault;
        fault.id = 1;
        fault.kind = FaultKind::HalfOpen;
        Q_EMIT m_hub->faultsChanged({fault});
        QVERIFY(m_window->topBar()->faultPill()->isVisible());
        Q_EMIT m_window->topBar()->faultPill()->clicked();
        QVERIFY(m_window->findChild<FaultsPage*>()->isVisible());
        tell(HubState::Stopped);
        QVERIFY(!m_window->topBar()->faultPill()->isVisible());
    }

    void repaintsWhenTheDesktopTurnsDark()
    {
        m_theme.setMode(Theme::Mode::System);
        DesktopStyle::switchTo(false);
        const auto ground = [this] { return m_window->grab().toImage().pixelColor(1, 1); };
        for (int page = 0; page < int(pages()->pagesInOrder().size()); ++page) {
            pages()->setCurrentPage(page);
            QCOMPARE(ground(), m_theme.color(Theme::Role::Panel));
            DesktopStyle::switchTo(true);
            QVERIFY(m_theme.isDark());
            QCOMPARE(ground(), m_theme.color(Theme::Role::Panel));
            DesktopStyle::switchTo(false);
        }
    }

    void pagesAndThemesInAnyOrderNeitherStallNorWarn()
    {
        using namespace std::chrono_literals;
        const StallGuard guard(20s);
        const WarningCounter warnings;
        auto* settings = m_window->findChild<SettingsPage*>();
        std::vector<QAbstractButton*> themes;
        for (const char* title : {"As the system", "Light", "Dark"}) {
            themes.push_back(findButton(*settings, QString::fromLatin1(title)));
            QVERIFY2(themes.back(), title);
        }
        QRandomGenerator random(12);
        const int pageCount = int(pages()->pagesInOrder().size());
        QElapsedTimer clock;
        clock.start();
        for (int step = 0; step < 8 || (step < 400 && clock.elapsed() < 4000); ++step) {
            themes[std::size_t(random.bounded(int(themes.size())))]->click();
            pages()->setCurrentPage(pages()->pagesInOrder().at(random.bounded(pageCount)));
            if (random.bounded(4) == 0)
                DesktopStyle::switchTo(random.bounded(2) == 0);
            QCoreApplication::processEvents();
            guard.alive();
        }
        DesktopStyle::switchTo(false);
        m_theme.setMode(Theme::Mode::System);
        QCOMPARE(WarningCounter::texts(), QStringList());
    }

    void aStoppedHubDoesNotHoldUpClosing()
    {
        m_window->close();
        QVERIFY(!m_window->isVisible());
    }

private:
    void open()
    {
        m_window.reset();
        m_hub = std::make_unique<Hub>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings, &m_log);
        m_window->show();
    }

    PageList* pages() const { return m_window->findChild<PageList*>(); }

    void tell(HubState state, const QString& error = {}, quint16 suggestedPort = 0)
    {
        HubStatus status;
        status.state = state;
        status.url = QStringLiteral("http://127.0.0.1:3000");
        status.error = error;
        status.suggestedPort = suggestedPort;
        Q_EMIT m_hub->statusChanged(status);
    }

    void tell(const BrokerStatus& broker)
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.url = QStringLiteral("http://127.0.0.1:3000");
        status.broker = broker;
        Q_EMIT m_hub->statusChanged(status);
    }

    QWidget* showTitled(const QString& title)
    {
        for (const int page : pages()->pagesInOrder()) {
            auto* stack = m_window->findChild<QStackedWidget*>();
            if (stack->widget(page)->accessibleName() == title) {
                m_window->showPage(page);
                return stack->widget(page);
            }
        }
        return nullptr;
    }

    void feed(double openFiles, double fileLimit)
    {
        MetricsSample sample;
        sample.timeMs = m_time += 500;
        sample.intervalMs = 500;
        sample.openFiles = openFiles;
        sample.fileLimit = fileLimit;
        sample.cpuPercent = 31;
        sample.rssBytes = 38.4 * 1024 * 1024;
        Q_EMIT m_hub->sampled(sample);
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    qint64 m_time = 1'700'000'000'000;
    LogRing m_log;
    Theme m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestMainWindow, QApplication)
#include "tst_main_window.moc"
