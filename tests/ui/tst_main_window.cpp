// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "dashboard/dashboard_page.h"
#include "hub/hub.h"
#include "hub/log_ring.h"
#include "shell/failure_banner.h"
#include "shell/page_list.h"
#include "shell/status_line.h"
#include "shell/top_bar.h"
#include "theme/theme.h"
#include "widgets/pill.h"
#include "widgets/segmented.h"

#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

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
        const LogRing ring;
        Hub hub;
        const MainWindow window(hub, m_theme, *m_settings, &ring);
        const auto* list = window.findChild<PageList*>();
        QCOMPARE(list->findItems(QStringLiteral("Log"), Qt::MatchExactly).size(), 1);
        QVERIFY(pages()->findItems(QStringLiteral("Log"), Qt::MatchExactly).isEmpty());
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
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings);
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
    Theme m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
