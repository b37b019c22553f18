// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "audience/audience_page.h"
#include "connections/connections_page.h"
#include "dashboard/dashboard_page.h"
#include "dashboard/first_steps.h"
#include "faults/faults_page.h"
#include "fleet/fleet_page.h"
#include "hub/local_hub.h"
#include "hub/log_ring.h"
#include "limits/limits_page.h"
#include "limits/live_options_card.h"
#include "load/load_page.h"
#include "load/scenario.h"
#include "messages/messages_page.h"
#include "pages.h"
#include "publish/publish_page.h"
#include "settings/broker_card.h"
#include "settings/change_bar.h"
#include "settings/option_control.h"
#include "settings/option_row.h"
#include "settings/settings_page.h"
#include "shell/away_banner.h"
#include "shell/failure_banner.h"
#include "shell/other_window.h"
#include "shell/page_list.h"
#include "shell/shortcuts_panel.h"
#include "shell/side_rail.h"
#include "shell/status_line.h"
#include "shell/test_clients_panel.h"
#include "shell/top_bar.h"
#include "sources/sources_page.h"
#include "theme/theme.h"
#include "ui/desktop_style.h"
#include "ui/qt_warnings.h"
#include "ui/page_fixture.h"
#include "ui/sources/sources_for_tests.h"
#include "ui/window_home.h"
#include "widgets/empty_state.h"
#include "widgets/icon_button.h"
#include "widgets/pill.h"
#include "widgets/question.h"
#include "widgets/segmented.h"
#include "support/event_stream.h"
#include "support/room.h"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QShortcut>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <atomic>
#include <thread>

using namespace fanlight;
using fanlight::testing::EventStream;

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

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home.renew();
        open();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
        m_home.close();
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
        QCOMPARE(banner->text(),
            QStringLiteral("The hub cannot listen on http://127.0.0.1:3000: the port is in use by "
                           "another program. Stop it, or choose another port."));
        banner->addressButton()->click();
        QVERIFY(m_window->findChild<SettingsPage*>()->isVisible());
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

    void keysGoToThePagesAtFirst()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QCOMPARE(m_window->focusWidget(), static_cast<QWidget*>(pages()));
    }

    void theRestOfThePagesHaveKeysToo()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        const QList<int> order = pages()->pagesInOrder();
        QCOMPARE(order.size(), 16);
        for (int place = 0; place < int(order.size()); ++place) {
            const QKeySequence keys = PageList::keyOf(place);
            QTest::keySequence(m_window.get(), keys);
            QCOMPARE(pages()->currentPage(), order[place]);
            // The tip of the page has them.
            QVERIFY(pages()->currentItem()->toolTip().contains(
                keys.toString(QKeySequence::NativeText)));
        }
    }

    void theTitleTellsWindowsApart()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.url = QStringLiteral("http://localhost:3000");
        status.instance = QStringLiteral("box-1");
        Q_EMIT m_hub->statusChanged(status);
        QCOMPARE(
            m_window->windowTitle(), QStringLiteral("http://localhost:3000, box-1 – Fanlight"));
        status.instance.clear();
        Q_EMIT m_hub->statusChanged(status);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("http://localhost:3000 – Fanlight"));
        tell(HubState::Stopped);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("Fanlight"));
    }

    void theRangeOfTimeIsShownWithTheCharts()
    {
        QVERIFY(m_window->topBar()->ranges()->isVisible());
        showTitled(QStringLiteral("Log"));
        QVERIFY(!m_window->topBar()->ranges()->isVisible());
        showTitled(QStringLiteral("Dashboard"));
        QVERIFY(m_window->topBar()->ranges()->isVisible());
    }

    void theLayerOfTrafficIsOneForTheWindow()
    {
        Segmented* choice = m_window->topBar()->trafficChoice();
        const auto besideConnections = [this] {
            const auto items = m_window->rail()->list()->findItems(
                QStringLiteral("Connections"), Qt::MatchExactly);
            return items.isEmpty() ? QString()
                                   : items.first()->data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY(!choice->isVisible());
        MetricsSample sample;
        sample.timeMs = m_time += 500;
        sample.intervalMs = 500;
        sample.connections = 303;
        sample.own.connections = 300;
        Q_EMIT m_hub->sampled(sample);
        QVERIFY(choice->isVisible());
        QCOMPARE(besideConnections(), QStringLiteral("Connections 303"));
        choice->setCurrent(int(Traffic::Real));
        QCOMPARE(besideConnections(), QStringLiteral("Connections 3"));
        QCOMPARE(m_window->dashboard()->tile(0)->value(), QStringLiteral("3"));
        showTitled(QStringLiteral("Log")); // says nothing of streams
        QVERIFY(!choice->isVisible());
        showTitled(QStringLiteral("Connections"));
        QVERIFY(choice->isVisible());
        QCOMPARE(choice->current(), int(Traffic::Real));
        choice->setCurrent(int(Traffic::All));
        QCOMPARE(besideConnections(), QStringLiteral("Connections 303"));
    }

    void aNarrowWindowFoldsTheListOfPages()
    {
        m_window->resize(1360, 850);
        QVERIFY(!m_window->rail()->isFolded());
        m_window->resize(860, 520);
        QVERIFY(m_window->rail()->isFolded());
        m_window->resize(1360, 850);
        QVERIFY(!m_window->rail()->isFolded());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QVERIFY(m_window->rail()->isFolded());
        m_window->close();
        open();
        QVERIFY(m_window->rail()->isFolded());
    }

    void theMenuOfTheButtonHasWhatOneCannotSee()
    {
        QStringList texts;
        for (const QAction* action : m_window->topBar()->menuButton()->menu()->actions())
            texts << QString(action->text()).remove(QLatin1Char('&'));
        for (const char* text : {"Test clients…", "Remove all test clients", "Stop all faults",
                 "Keyboard shortcuts", "First steps", "About Fanlight", "Quit"})
            QVERIFY2(texts.contains(QString::fromUtf8(text)), text);
    }

    void everyShortcutSaysWhatItDoes()
    {
        for (const QWidget* page : m_window->findChildren<QStackedWidget*>()) {
            for (const QShortcut* shortcut : page->findChildren<QShortcut*>())
                QVERIFY2(!shortcut->whatsThis().isEmpty(),
                    qPrintable(shortcut->key().toString() + QStringLiteral(" of ")
                        + QString::fromLatin1(shortcut->parent()->metaObject()->className())));
        }
    }

    void f1ShowsTheKeysOfThePageAndOfTheWindow()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        showTitled(QStringLiteral("Connections"));
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto* panel = m_window->findChild<ShortcutsPanel*>();
        QVERIFY(panel && panel->isVisible());
        const auto has = [panel](int group, const char* keys, const char* what) {
            const auto& notes = panel->groups().at(std::size_t(group)).notes;
            return std::any_of(notes.begin(), notes.end(), [&](const KeyNote& note) {
                return note.keys.split(QStringLiteral(", ")).contains(QLatin1String(keys))
                    && note.what == QLatin1String(what);
            });
        };
        QVERIFY(panel->groups()[0].title.contains(QStringLiteral("Connections")));
        QVERIFY(has(0, "Ctrl+F", "Go to the filter"));
        QVERIFY(has(0, "Esc", "Empty the filter"));
        QVERIFY(has(1, "F1", "Keyboard shortcuts"));
        QVERIFY(has(1, "Shift+F10", "Context menu of what has the focus"));
        QVERIFY(has(2, "Ctrl+2", "Connections"));
        QVERIFY(has(2, "Ctrl+Alt+1", "Sources"));
        QVERIFY(has(2, "Ctrl+Alt+2", "Access"));
        panel->reject();
    }

    void firstStepsAreTakenInTheWindow()
    {
        FirstSteps* steps = m_window->dashboard()->firstSteps();
        auto* publish = m_window->findChild<PublishPage*>();
        Q_EMIT publish->sent();
        QVERIFY(steps->progress().isDone(FirstStepsProgress::Send));
        QVERIFY(!steps->progress().isDone(FirstStepsProgress::SeeReceipt));
        Q_EMIT publish->receiptShown();
        QVERIFY(steps->progress().isDone(FirstStepsProgress::SeeReceipt));
        Q_EMIT steps->stepRequested(FirstStepsProgress::BreakIt);
        QVERIFY(m_window->findChild<FaultsPage*>()->isVisible());
        Q_EMIT steps->stepRequested(FirstStepsProgress::MoveToRedis);
        QVERIFY(m_window->findChild<BrokerCard*>()->isVisible());
        steps->dismissButton()->click();
        for (QAction* action : m_window->topBar()->menuButton()->menu()->actions()) {
            if (QString(action->text()).remove(QLatin1Char('&')) == QStringLiteral("First steps"))
                action->trigger();
        }
        QVERIFY(steps->isVisible());
    }

    void thePillOfTestClientsOpensTheirPanel()
    {
        HubOptions options;
        options.listenPort = 0;
        m_hub->start(options);
        QTRY_VERIFY(m_hub->isListening());
        m_window->addTestClients(3);
        QTRY_VERIFY(m_window->topBar()->demoPill()->isVisible());
        Q_EMIT m_window->topBar()->demoPill()->clicked();
        TestClientsPanel* panel = m_window->testClientsPanel();
        QVERIFY(panel->isVisible());
        QTRY_COMPARE(panel->summary(), QStringLiteral("3 of 3 connected"));
        TestClientKind slow;
        slow.slowShare = 1;
        Q_EMIT panel->addRequested(2, slow);
        QTRY_COMPARE(panel->summary(), QStringLiteral("5 of 5 connected"));
        QCOMPARE(panel->rows().size(), 2);
        panel->removeButton(0)->click();
        QTRY_COMPARE(panel->summary(), QStringLiteral("2 of 2 connected"));
        panel->removeAllButton()->click();
        QVERIFY(!m_window->topBar()->demoPill()->isVisible());
        QCOMPARE(panel->rows().size(), 0);
        panel->close();
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

    void stoppingAsksWhereClientsWouldBeLost()
    {
        listen();
        EventStream client(port(), "userId=42");
        QVERIFY(client.waitForOpen());
        m_window->topBar()->startStopButton()->click();
        QTRY_VERIFY(question());
        QCOMPARE(question()->facts().size(), 1);
        QVERIFY(question()->facts()[0].startsWith(QStringLiteral("1 client")));
        QCOMPARE(question()->focusWidget(), question()->cancelButton());
        question()->cancelButton()->click();
        QTRY_VERIFY(!question());
        QVERIFY(m_hub->isListening());
        m_window->topBar()->startStopButton()->click();
        QTRY_VERIFY(question());
        question()->choice(0)->click();
        QTRY_COMPARE(m_hub->status().state, HubState::Stopped);
    }

    void stoppingAsksNothingWhereOnlyTestClientsAreThere()
    {
        listen();
        m_window->addTestClients(3);
        quint64 there = 0;
        connect(m_hub.get(), &LocalHub::sampled, m_window.get(),
            [&there](const MetricsSample& sample) { there = sample.connections; });
        QTRY_COMPARE(there, 3U);
        m_window->topBar()->startStopButton()->click();
        QTRY_COMPARE(m_hub->status().state, HubState::Stopped);
        QVERIFY(!question());
    }

    void whatWasAcceptedIsNotAskedAgainUnlessMoreWouldBeLost()
    {
        listen();
        {
            EventStream client(port(), "userId=42");
            QVERIFY(client.waitForOpen());
            m_window->topBar()->startStopButton()->click();
            QTRY_VERIFY(question());
            question()->tick()->click();
            question()->choice(0)->click();
            QTRY_COMPARE(m_hub->status().state, HubState::Stopped);
        }
        m_window->topBar()->startStopButton()->click();
        QTRY_VERIFY(m_hub->isListening());
        EventStream client(port(), "userId=42");
        QVERIFY(client.waitForOpen());
        bool isDone = false;
        m_hub->changeAudience({{AudienceKind::Followers, QStringLiteral("7"),
                                  {QStringLiteral("1"), QStringLiteral("2")}, false}},
            [&isDone](const QString& error, quint64) { isDone = error.isEmpty(); });
        QTRY_VERIFY(isDone);
        m_window->topBar()->startStopButton()->click();
        QTRY_VERIFY(question());
        QCOMPARE(question()->facts().size(), 2);
        QVERIFY(question()->facts()[0].startsWith(QStringLiteral("1 client")));
        QVERIFY(question()->facts()[1].startsWith(
            QStringLiteral("The audience in memory goes: 2 entr")));
        question()->cancelButton()->click();
        bool isGone = false;
        m_hub->changeAudience({{AudienceKind::Followers, QStringLiteral("7"), {}, true}},
            [&isGone](const QString& error, quint64) { isGone = error.isEmpty(); });
        QTRY_VERIFY(isGone);
        m_window->topBar()->startStopButton()->click();
        QTRY_COMPARE(m_hub->status().state, HubState::Stopped);
        QVERIFY(!question());
    }

    void closingAsksAndTheSystemDoesNot()
    {
        listen();
        EventStream client(port(), "userId=42");
        QVERIFY(client.waitForOpen());
        QSignalSpy closed(m_window.get(), &MainWindow::closed);
        m_window->close();
        QTRY_VERIFY(question());
        question()->cancelButton()->click();
        QTRY_VERIFY(!question());
        QVERIFY(m_hub->isListening() && m_window->isVisible());
        QVERIFY(m_window->centralWidget()->isEnabled());
        m_window->closeNow();
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(client.waitForCleanEnd());
    }

    void aLoadTestCutByClosingIsKept()
    {
        listen();
        auto* load = m_window->findChild<LoadPage*>();
        QSignalSpy progressed(&load->desk(), &LoadDesk::progressed);
        load->desk().run(simpleScenario(m_hub->status().url, {}, 5, std::chrono::seconds(1),
                             std::chrono::seconds(60)),
            true, {});
        const QListWidgetItem* item
            = pages()->findItems(QStringLiteral("Load test"), Qt::MatchExactly).constFirst();
        QCOMPARE(
            item->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Load test running"));
        quint64 there = 0;
        connect(m_hub.get(), &LocalHub::sampled, m_window.get(),
            [&there](const MetricsSample& sample) { there = sample.connections; });
        QTRY_VERIFY(there > 0 && progressed.size() > 0);
        QSignalSpy closed(m_window.get(), &MainWindow::closed);
        m_window->close();
        QTRY_VERIFY(question());
        QVERIFY(question()->facts().join(u'\n').contains(QStringLiteral("kept among the runs")));
        question()->choice(0)->click();
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, 20'000);
        m_window.reset(); // the last write is waited for
        RunStore runs(RunStore::defaultFolder());
        runs.load();
        QTRY_COMPARE(runs.runs().size(), 1U);
        QVERIFY(runs.runs()[0].wasStopped);
    }

    void aPortInUseLeavesTheHubRunningAndOffersAnother()
    {
        listen();
        const QString before = m_hub->status().url;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        HubOptions options = m_hub->options();
        options.listenPort = other.serverPort();
        QSignalSpy states(m_hub.get(), &LocalHub::statusChanged);
        Q_EMIT m_window->findChild<SettingsPage*>()->applyRequested(options);
        QTRY_VERIFY(m_window->findChild<Question*>());
        QCOMPARE(states.size(), 0);
        auto* asked = m_window->findChild<Question*>();
        QVERIFY2(
            asked->text().contains(QString::number(other.serverPort())), qPrintable(asked->text()));
        QVERIFY2(!asked->text().contains(QStringLiteral("--")), qPrintable(asked->text()));
        QVERIFY(asked->facts()[0].contains(before));
        QVERIFY(!m_home.settings().contains(QStringLiteral("hub/listen")));
        QCOMPARE(m_hub->status().url, before);
        const QString offered = asked->choice(0)->text();
        asked->choice(0)->click();
        QTRY_VERIFY(m_hub->isListening() && m_hub->status().url != before);
        const QString now = QString::number(QUrl(m_hub->status().url).port());
        QVERIFY2(offered.endsWith(u' ' + now), qPrintable(offered));
        QTRY_VERIFY(m_home.settings().value(QStringLiteral("hub/listen")).toString().endsWith(now));
    }

    void saysThatSettingsCouldNotBeSaved()
    {
        m_window.reset();
        m_home.openSettings(QStringLiteral("/proc/fanlight.ini"));
        open();
        listen();
        HubOptions options = m_hub->options();
        options.heartbeat = std::chrono::seconds(31);
        Q_EMIT m_window->findChild<SettingsPage*>()->applyRequested(options);
        QTRY_VERIFY2(m_window->statusLine()->text().contains(
                         QStringLiteral("applied, but not saved: /proc/fanlight.ini")),
            qPrintable(m_window->statusLine()->text()));
        QCOMPARE(m_hub->options().heartbeat, std::chrono::seconds(31));
        QVERIFY(hasLabelWith(
            *m_window->findChild<SettingsPage*>(), QStringLiteral("not saved for the next start")));
    }

    void aSecondWindowSaysThatAnotherRuns()
    {
        QVERIFY(!m_window->findChild<OtherWindow*>()->isVisible());
        LocalHub hub;
        MainWindow second(hub, m_theme, m_home.settings());
        second.show();
        auto* notice = second.findChild<OtherWindow*>();
        QVERIFY(notice->isVisible());
        QVERIFY2(notice->text().contains(QString::number(QCoreApplication::applicationPid())),
            qPrintable(notice->text()));
        m_window.reset();
        notice->look(); // as it does each second
        QVERIFY(!notice->isVisible());
    }

    void hasALogPageWhereThereIsALog()
    {
        LocalHub hub;
        const MainWindow window(hub, m_theme, m_home.settings());
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
        for (const QLabel* label : m_window->awayBanner()->findChildren<QLabel*>())
            QCOMPARE(label->focusPolicy(), Qt::NoFocus);
        m_window->awayBanner()->settingsButton()->click();
        QVERIFY(m_window->findChild<SettingsPage*>()->isVisible());
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
        showTitled(QStringLiteral("Fleet"));
        m_window->findChild<FleetPage*>()->emptyState()->actionButton()->click();
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
        snapshot->rows.front().isThis = true;
        Q_EMIT m_hub->instancesChanged(snapshot);
        const QListWidgetItem* item
            = pages()->findItems(QStringLiteral("Fleet"), Qt::MatchExactly).constFirst();
        QTRY_COMPARE(item->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Fleet 2"));
    }

    void sourcesAreSeenFromEveryPage()
    {
        Q_EMIT m_hub->sourcesChanged(testSources({testSource(QStringLiteral("outbox"))}));
        const QListWidgetItem* item
            = pages()->findItems(QStringLiteral("Sources"), Qt::MatchExactly).constFirst();
        QCOMPARE(item->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Sources 1"));
        const SourceRow away
            = awaySource(QStringLiteral("outbox"), QStringLiteral("Connection refused."));
        Q_EMIT m_hub->sourcesChanged(testSources({away}, 1000));
        QCOMPARE(item->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Sources 1 away"));
        QVERIFY(m_window->statusLine()->text().endsWith(
            QStringLiteral("source outbox is away: Connection refused.")));
        m_window->findChild<SourcesPage*>()->settingRequested();
        QVERIFY(m_window->findChild<SettingsPage*>()->isVisible());
    }

    void tabGoesThroughEachPageAsItIsRead_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("stops");
        const auto stops = [](const char* page, const char* expected) {
            QTest::newRow(page) << QString::fromUtf8(page) << QString::fromUtf8(expected);
        };
        stops("Dashboard",
            "Hide the first steps, Open a stream, Send something, See the receipt, Break it, "
            "Move to Redis, done, Command that opens a stream, Copy the command, "
            "Open the browser page, Start 100 test clients, Choose percentiles, "
            "this instance, Connections, delivered, published, Throughput, events/s, p50, p95, "
            "p99, "
            "Latency, ms (publish to kernel), hub RSS, Memory, MiB");
        stops("Connections",
            "Filter connections, Saved filters, Pause updates, Disconnect…, Export connections…, "
            "Details, "
            "Streams, "
            "Show closed, Connections");
        stops("Messages",
            "Filter messages, Saved filters, Columns, Colours, Pause, Clear, Replay…, Export, "
            "Types, "
            "Channels");
        stops("Publish",
            "Test broadcast, Event type, now, Event id, Once key, Event name, Payload, From file…, "
            "Format, "
            "Send as plain text, Send to everyone, Repeat 10/s…, Templates, Copy as curl, "
            "On the wire, Sent before");
        stops("Audience",
            "Followers, New set…, Import CSV…, Generate…, Export, Search sets, Sets, Filter "
            "users, "
            "Users of the set, Users to add, Add, Paste…, Remove selected, Delete set…");
        stops("Load test",
            "Open YAML…, Save YAML…, Target, Path, Add phase, Remove phase, Up phase, "
            "Down phase, Phases, Publish, Payload, "
            "Publish to, Slow readers, Drop & reconnect, More, Run, Save report…, Copy as command, "
            "Clients, Latency, ms, "
            "Throughput, events/s");
        stops("Setup doctor",
            "Address of the hub, Examine, Origin of the pages, Client certificate, "
            "Choose the client certificate, Key of the client certificate, Choose its key, "
            "Pages send cookies, Trust any certificate, 75 s");
        stops("Fleet", "Filter hubs, Export hubs…, Open capture…, Hubs");
        stops("Redis",
            "Channel pattern, Start the tap, Filter messages, Pause, Clear, Messages, "
            "Payload of the selected message");
        stops("Sources",
            "Settings of sources…, Export sources…, Sources, Pause outbox, Dead letters, Filter "
            "dead letters, Read again, Send as it is, Remove…, Export…, Dead letters, Body of the "
            "dead letter, Mend…");
        stops("Faults",
            "Scope of the fault, How long, Drop streams, share, Drop streams, every, Start: Drop "
            "streams, Delay deliveries, by, "
            "Start: Delay deliveries, Cut after…, events, Cut after…, or bytes, Start: Cut after…, "
            "Start: Half-open, Slow drip, bytes a second, "
            "Start: Slow drip, Start: Refuse new clients, Start: Answer 503, Start: Stop reading "
            "Redis, Start: Cut the Redis link, "
            "Command that begins the fault, Copy the command");
        stops("Access",
            "Settings of access, Token to check, Make one for a user…, Clear, Export…, Filter "
            "what was refused");
        stops("Log",
            "Log, Search the log, Only matches, Pause, Clear, Export, Info, Parts: all, "
            "Recorded, from this level up, Log, Copy line, The line");
        stops("Settings",
            "Search settings, Groups of settings, Theme: As the system, Language: As the system, "
            "Undo, Apply");
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
        m_log.append({});
        m_window->findChild<AudiencePage*>()->editor().showSets(
            {{}, {{QStringLiteral("42"), 1}}, false});
        Q_EMIT m_hub->sourcesChanged(testSources({testSource(QStringLiteral("outbox"))}));
        QWidget* shown = showTitled(page);
        m_window->findChild<SourcesPage*>()->letters()->showLetters(testLetters(1));
        QCOMPARE(tabOrder(*shown).join(QStringLiteral(", ")), stops);
    }

    void liveOptionsAreAppliedWhileClientsStay()
    {
        HubOptions options;
        options.listenPort = 0;
        m_hub->start(options);
        QTRY_VERIFY(m_hub->isListening());
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, quint16(QUrl(m_hub->status().url).port()));
        client.write("GET /api/notifications?userId=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTRY_VERIFY(client.peek(4096).contains("retry:"));
        QSignalSpy states(m_hub.get(), &LocalHub::statusChanged);
        auto* limits = m_window->findChild<LimitsPage*>()->options();
        auto* settings = m_window->findChild<SettingsPage*>();
        const auto edited = [](OptionRow* row, const QString& text) {
            row->control()->setText(text);
            Q_EMIT row->control()->edited();
        };
        edited(settings->row(u"retry"), QStringLiteral("7s"));
        QCOMPARE(limits->row(u"retry")->control()->text(), QStringLiteral("7s")); // one place
        edited(settings->row(u"history"), QStringLiteral("7/1h")); // needs a restart, so it waits
        edited(limits->row(u"heartbeat"), QStringLiteral("30s"));
        limits->bar()->applyButton()->click();
        QTRY_COMPARE(m_hub->options().heartbeat, std::chrono::milliseconds(30'000));
        QCOMPARE(m_hub->options().retry, std::chrono::milliseconds(7'000));
        QCOMPARE(m_hub->options().historyCount, 100);
        QTRY_VERIFY(settings->bar()->countText().startsWith(QStringLiteral("1 change")));
        QCOMPARE(m_home.settings().value(QStringLiteral("hub/heartbeat")).toString(),
            QStringLiteral("30s"));
        QVERIFY2(m_window->statusLine()->text().endsWith(
                     QStringLiteral("applied: heartbeat 30s, retry 7s")),
            qPrintable(m_window->statusLine()->text()));
        QVERIFY(!limits->bar()->applyButton()->isEnabled());

        settings->bar()->undoButton()->click();
        edited(settings->row(u"log-level"), QStringLiteral("warning"));
        settings->bar()->applyButton()->click();
        QTRY_COMPARE(m_home.settings().value(QStringLiteral("hub/log-level")).toString(),
            QStringLiteral("warning"));
        QVERIFY(!m_home.settings().contains(QStringLiteral("hub/listen")));
        QCOMPARE(states.size(), 0); // it went on all the time
        QCOMPARE(client.state(), QAbstractSocket::ConnectedState);
        client.abort();
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
        const QtWarnings warnings;
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
        for (int step = 0; step < 8 || (step < 400 && clock.elapsed() < 2000); ++step) {
            themes[std::size_t(random.bounded(int(themes.size())))]->click();
            pages()->setCurrentPage(pages()->pagesInOrder().at(random.bounded(pageCount)));
            if (random.bounded(4) == 0)
                DesktopStyle::switchTo(random.bounded(2) == 0);
            QCoreApplication::processEvents();
            guard.alive();
        }
        DesktopStyle::switchTo(false);
        m_theme.setMode(Theme::Mode::System);
        QCOMPARE(QtWarnings::texts(), QStringList());
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
        m_hub = std::make_unique<LocalHub>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, m_home.settings(), &m_log);
        m_window->room().pages().buildAll();
        m_window->resize(1360, 850); // also where the screen of the tests is smaller
        m_window->show();
    }

    void listen()
    {
        HubOptions options;
        options.listenHost = QStringLiteral("127.0.0.1");
        options.listenPort = 0;
        m_hub->start(options);
        QTRY_VERIFY(m_hub->isListening());
    }
    quint16 port() const { return quint16(QUrl(m_hub->status().url).port()); }
    Question* question() const { return m_window->lossGuard().question(); }
    static bool hasLabelWith(const QWidget& page, const QString& part)
    {
        const auto labels = page.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
            [&part](const QLabel* label) { return label->text().contains(part); });
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
        sample.cpuCores = 1;
        sample.rssBytes = 38.4 * 1024 * 1024;
        Q_EMIT m_hub->sampled(sample);
    }

    fanlight::testing::WindowHome m_home;
    qint64 m_time = 1'700'000'000'000;
    LogRing m_log;
    Theme m_theme;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestMainWindow, QApplication)
#include "tst_main_window.moc"
