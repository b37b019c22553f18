// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_window.h"

#include "capture/capture_bar.h"
#include "capture/capture_desk.h"
#include "capture/capture_drop.h"
#include "capture/capture_dialog.h"
#include "capture/capture_slider.h"
#include "charts/time_chart.h"
#include "dashboard/dashboard_page.h"
#include "log/log_page.h"
#include "main_window.h"
#include "marker_log.h"
#include "messages/messages_page.h"
#include "shell/loss_guard.h"
#include "shell/top_bar.h"
#include "support/fake_hub_port.h"
#include "support/room.h"
#include "shell/hub_room.h"
#include "theme/theme.h"
#include "widgets/icon_button.h"
#include "widgets/pill.h"
#include "widgets/question.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "support/patience.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

namespace {

MetricsSample windowSample(qint64 timeMs, int i)
{
    MetricsSample sample;
    sample.timeMs = timeMs;
    sample.intervalMs = 500;
    sample.connections = quint64(1000 + (i * 37) % 200);
    sample.delivered = quint64(500 + (i * 91) % 700);
    sample.published = quint64(20 + i % 9);
    sample.rssBytes = 9e7 + i * 1e5;
    sample.cpuPercent = 20 + i % 30;
    for (int value = 0; value < 20; ++value) {
        sample.write.record(std::uint64_t(1'000'000 + (value * 77 + i) % 5000 * 1000));
        sample.ack.record(std::uint64_t(2'000'000 + (value * 131 + i) % 9000 * 1000));
    }
    return sample;
}

MessageRecord windowMessage(int i)
{
    const std::string data = "{\"n\":" + std::to_string(i) + "}";
    MessageRecord message;
    message.timeMs = 1'790'000'000'000 + i;
    message.userId = std::to_string(i);
    message.users = 1;
    message.frame
        = Frame::event({.id = "17-" + std::to_string(i), .data = data, .isJson = true}, "like");
    return message;
}

// What a table shows, a line a row.
QStringList linesOf(const QAbstractItemModel& model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        lines << cells.join(u'|');
    }
    return lines;
}

QImage pictureOf(TimeChart& chart)
{
    return chart.grab().toImage();
}

} // namespace

// A capture made in one window and opened in another, with settings of its own.
class TestCaptureWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_theme.setMode(Theme::Mode::Light);
    }

    void init()
    {
        m_settings = std::make_unique<QSettings>(
            m_folder.filePath(u"recorder-%1.conf"_s.arg(++m_run)), QSettings::IniFormat);
    }

    void theColleagueSeesWhatWasSeen()
    {
        FakeHubPort hub;
        LogRing log;
        hub.setStatus(hub.status());
        MainWindow window(hub, m_theme, *m_settings, &log);
        window.resize(1360, 850);
        window.show();
        const qint64 beginMs = QDateTime::currentMSecsSinceEpoch() - 300'000;
        for (int i = 0; i < 500; ++i)
            Q_EMIT hub.sampled(windowSample(beginMs + 500 * i, i));
        window.dashboard()->markerLog().addNote(beginMs + 100'000, u"a note of mine"_s);
        QCOMPARE(window.captureDesk().start({path()}), QString());
        for (int i = 500; i < 600; ++i)
            Q_EMIT hub.sampled(windowSample(beginMs + 500 * i, i));
        for (int i = 0; i < 50; ++i)
            hub.recordMessages().append(windowMessage(i));
        log.append({0, beginMs, QtWarningMsg, u"fanlight.hub"_s, u"a warning"_s});
        QTRY_VERIFY(window.captureDesk().facts().join(u' ').contains(u"50 message"_s));
        QVERIFY(window.topBar()->capturePill()->text().startsWith(u"Capturing"_s));
        QVERIFY(window.topBar()->capturePill()->isVisibleTo(&window));
        window.captureDesk().stop();
        QVERIFY(!window.topBar()->capturePill()->isVisibleTo(&window));

        QSettings others(m_folder.filePath(u"colleague.conf"_s), QSettings::IniFormat);
        CaptureWindow opened(m_theme, others);
        QSignalSpy moved(&opened.hub().player(), &CapturePlayer::moved);
        QCOMPARE(opened.load(path()), QString());
        opened.window().resize(window.size() + QSize(0, opened.bar().sizeHint().height()));
        opened.window().show();
        QTRY_VERIFY(!moved.isEmpty());
        QVERIFY(opened.window().windowTitle().startsWith(QFileInfo(path()).fileName()));
        compareCharts(*window.dashboard(), *opened.window().dashboard());
        compareTables<MessagesPage>(window, opened.window());
        QCOMPARE(opened.hub().log()->since(0).size(), 1U);
        const auto& markers = opened.window().dashboard()->markerLog().markers();
        QCOMPARE(markers.size(), window.dashboard()->markerLog().markers().size());
        QCOMPARE(markers.back().text, u"a note of mine"_s);
    }

    void whatIsNoCaptureIsToldSo()
    {
        const QString foreign = m_folder.filePath(u"foreign.fanlight"_s);
        QFile file(foreign);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("something else");
        file.close();
        CaptureWindow opened(m_theme, *m_settings);
        QVERIFY(opened.load(foreign).contains(u"no capture"_s));
    }

    void theBarGoesAnywhereAndPlays()
    {
        capture();
        CaptureWindow opened(m_theme, *m_settings);
        QSignalSpy moved(&opened.hub().player(), &CapturePlayer::moved);
        QCOMPARE(opened.load(path()), QString());
        opened.window().resize(860, 520);
        opened.window().show();
        QTRY_VERIFY(!moved.isEmpty());
        CaptureBar& bar = opened.bar();
        CapturePlayer& player = opened.hub().player();
        QCOMPARE(bar.slider()->value(), bar.slider()->maximum());
        QVERIFY(bar.aboutText().contains(u"payloads masked"_s));
        QVERIFY(bar.aboutText().contains(u"other names"_s));
        QVERIFY(bar.isVisibleTo(&opened.window()));
        QTest::keyClick(bar.slider(), Qt::Key_Home);
        QTRY_COMPARE(player.nowMs(), player.fromMs());
        QTest::keyClick(bar.slider(), Qt::Key_End);
        QTRY_COMPARE(player.nowMs(), player.toMs());
        QTest::keyClick(bar.slider(), Qt::Key_Home);
        QTRY_COMPARE(player.nowMs(), player.fromMs());
        bar.speeds()->setCurrent(2);
        QTest::keyClick(bar.slider(), Qt::Key_Space);
        QCOMPARE(player.speed(), CaptureBar::Speeds[2]);
        QCOMPARE(bar.playButton()->accessibleName(), u"Pause"_s);
        QTRY_COMPARE(player.nowMs(), player.toMs());
        QTRY_COMPARE(bar.playButton()->accessibleName(), u"Play"_s);
        // by the mouse
        QTest::mouseClick(bar.slider(), Qt::LeftButton, {}, QPoint(1, 14));
        QTRY_COMPARE(player.nowMs(), player.fromMs());
        // nothing is asked, nothing drains
        QSignalSpy closed(&opened, &CaptureWindow::closed);
        bar.closeButton()->click();
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(!opened.window().isVisible());
    }

    // The handle follows the mouse, and what is shown follows the handle, also back.
    void theTimeIsDraggedByTheMouse()
    {
        capture();
        CaptureWindow opened(m_theme, *m_settings);
        QSignalSpy moved(&opened.hub().player(), &CapturePlayer::moved);
        QCOMPARE(opened.load(path()), QString());
        opened.window().resize(1360, 850);
        opened.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&opened.window()));
        QTRY_VERIFY(!moved.isEmpty());
        CaptureSlider* slider = opened.bar().slider();
        CapturePlayer& player = opened.hub().player();
        QTRY_COMPARE(player.nowMs(), player.toMs());
        const int middle = slider->height() / 2;
        const auto x = [slider](double share) { return int(slider->width() * share); };
        QTest::mousePress(slider, Qt::LeftButton, {}, {slider->width() - 9, middle});
        for (const double share : {0.8, 0.6, 0.4, 0.2}) {
            const qint64 before = player.nowMs();
            QTest::mouseMove(slider, {x(share), middle});
            QTRY_VERIFY(player.nowMs() < before);
            QCOMPARE(slider->isSliderDown(), true);
            QTRY_VERIFY(!player.isWorking());
            QVERIFY(std::abs(player.nowMs() - slider->timeMs()) <= CaptureSlider::StepMs);
        }
        const qint64 early = player.nowMs();
        QTest::mouseMove(slider, {x(0.7), middle});
        QTRY_VERIFY(player.nowMs() > early);
        // beyond its ends, and out of the bar: it stays at the end
        QTest::mouseMove(slider, {-200, middle + 300});
        QTRY_COMPARE(player.nowMs(), player.fromMs());
        QTest::mouseRelease(slider, Qt::LeftButton, {}, {-200, middle + 300});
        QVERIFY(!slider->isSliderDown());
        QTest::mouseMove(slider, {x(0.5), middle}); // nobody holds it
        QCoreApplication::processEvents();
        QCOMPARE(player.nowMs(), player.fromMs());
    }

    void theWindowShowsItInPlaceOfTheHubAndComesBack()
    {
        capture();
        FakeHubPort hub;
        MainWindow window(hub, m_theme, *m_settings);
        window.show();
        window.showPage(2); // messages
        window.openCapture(path());
        QVERIFY(&window.room() != &window.home());
        QCOMPARE(window.room().place().name, QFileInfo(path()).fileName());
        QCOMPARE(window.room().pageTitle(), window.home().pageTitle());
        QVERIFY(!window.room().canCapture());
        QVERIFY(window.home().canCapture());
        const QPointer<HubPort> first = &window.room().hub();
        const CapturePlayer& player = qobject_cast<CaptureHub*>(first.data())->player();
        QTRY_COMPARE(player.nowMs(), player.toMs());
        // another one in its place, then home
        window.openCapture(path());
        const QPointer<HubPort> second = &window.room().hub();
        QVERIFY(second.data() != first.data());
        QVERIFY(first.isNull());
        window.room().findChild<CaptureBar*>()->closeButton()->click();
        QTRY_COMPARE(&window.room(), &window.home());
        QTRY_VERIFY(second.isNull());
        QVERIFY(hub.changes().isEmpty());
    }

    // Nothing of the hub at home is captured twice, or ends, by looking at a capture.
    void itGoesOnAtHomeWhileAnotherIsShown()
    {
        capture();
        FakeHubPort hub;
        MainWindow window(hub, m_theme, *m_settings);
        window.show();
        const QString mine = m_folder.filePath(u"home-%1.fanlight"_s.arg(m_run));
        QCOMPARE(window.home().captureDesk().start({mine}), QString());
        window.openCapture(path());
        QVERIFY(&window.room() != &window.home());
        QVERIFY(window.home().captureDesk().isRunning());
        QVERIFY(!window.captureDesk().isRunning());
        window.leave();
        window.captureDesk().stop();
        QVERIFY(QFileInfo(mine).size() > 0);
    }

    void whatCannotBeOpenedIsToldAndNothingIsLeft()
    {
        FakeHubPort hub;
        MainWindow window(hub, m_theme, *m_settings);
        window.show();
        window.openCapture(m_folder.filePath(u"there-is-none.fanlight"_s));
        QCOMPARE(&window.room(), &window.home());
        QCOMPARE(window.findChildren<Question*>().size(), 1);
    }

    void oneCaptureAtATimeAndTheGuardKnowsOfIt()
    {
        FakeHubPort hub;
        MarkerLog markers(hub);
        CaptureDesk desk({hub}, markers);
        QCOMPARE(desk.text(), QString());
        QCOMPARE(desk.start({path()}), QString());
        QVERIFY(!desk.start({path()}).isEmpty());
        // all that the hub can tell, whatever page is seen
        for (std::size_t view = 0; view < views::ViewCount; ++view)
            QVERIFY(hub.isWatched(HubPort::View(view)));
        QSignalSpy ended(&desk, &CaptureDesk::ended);
        desk.stop();
        for (std::size_t view = 0; view < views::ViewCount; ++view)
            QVERIFY(!hub.isWatched(HubPort::View(view)));
        QCOMPARE(ended.size(), 1);
        QVERIFY(!desk.isRunning());
        LossGuard::Stakes stakes;
        stakes.capture = true;
        QCOMPARE(LossGuard::factsOf(LossGuard::Deed::Close, stakes).size(), 1);
        QCOMPARE(LossGuard::factsOf(LossGuard::Deed::Leave, stakes).size(), 1);
        QVERIFY(LossGuard::factsOf(LossGuard::Deed::Stop, stakes).isEmpty());
    }

    void whatEndsByItselfIsTold()
    {
        FakeHubPort hub;
        MarkerLog markers(hub);
        CaptureDesk desk({hub}, markers);
        CaptureWish wish{path()};
        wish.mostBytes = 20'000;
        QCOMPARE(desk.start(wish), QString());
        QSignalSpy failed(&desk, &CaptureDesk::failed);
        for (int i = 0; i < 5000; ++i)
            hub.recordMessages().append(windowMessage(i));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.front().front().toString().contains(u"large"_s));
        QVERIFY(!desk.isRunning());
        QVERIFY(QFileInfo(path()).size() <= 20'000);
    }

    void theDialogKeepsWhatIsWished()
    {
        CaptureWish proposed;
        proposed.payload = CapturedPayload::LeftOut;
        proposed.otherUsers = true;
        std::optional<CaptureWish> chosen;
        QWidget parent;
        auto* dialog = new CaptureDialog(
            &parent, proposed, [&chosen](const CaptureWish& wish) { chosen = wish; });
        QCOMPARE(dialog->payloads()->current(), int(CapturedPayload::LeftOut));
        QVERIFY(dialog->otherUsers()->isChecked());
        QCOMPARE(dialog->mostMiB()->value(), 2048);
        dialog->payloads()->setCurrent(int(CapturedPayload::Masked));
        dialog->mostMiB()->setValue(100);
        dialog->choice(0)->click();
        QVERIFY(chosen);
        QVERIFY(chosen->payload == CapturedPayload::Masked);
        QCOMPARE(chosen->mostBytes, 100LL << 20);
        CaptureDesk::saveWish(*m_settings, *chosen);
        const CaptureWish saved = CaptureDesk::savedWish(*m_settings);
        QVERIFY(saved.payload == chosen->payload && saved.otherUsers);
        QCOMPARE(saved.mostBytes, chosen->mostBytes);
        m_settings->setValue(u"capture/most-bytes"_s, u"-4"_s);
        QCOMPARE(CaptureDesk::savedWish(*m_settings).mostBytes, CaptureWish::DefaultBytes);
    }

    void capturesAreKnownAmongWhatIsDragged()
    {
        QMimeData data;
        QCOMPARE(CaptureDrop::pathIn(data), QString());
        data.setUrls({QUrl(u"https://example.org/a.fanlight"_s),
            QUrl::fromLocalFile(u"/tmp/a.txt"_s), QUrl::fromLocalFile(u"/tmp/b.fanlight"_s)});
        QCOMPARE(CaptureDrop::pathIn(data), u"/tmp/b.fanlight"_s);
    }

private:
    QString path() const { return m_folder.filePath(u"window-%1.fanlight"_s.arg(m_run)); }

    void capture()
    {
        FakeHubPort hub;
        MarkerLog markers(hub);
        CaptureDesk desk({hub}, markers);
        CaptureWish wish{path()};
        wish.payload = CapturedPayload::Masked;
        wish.otherUsers = true;
        QCOMPARE(desk.start(wish), QString());
        hub.recordMessages().append(windowMessage(1));
        const qint64 beginMs = QDateTime::currentMSecsSinceEpoch();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > beginMs + 1500);
        hub.recordMessages().append(windowMessage(2));
        QTRY_VERIFY(desk.facts().join(u' ').contains(u"2 message"_s));
        desk.stop();
    }

    void compareCharts(DashboardPage& one, DashboardPage& other)
    {
        // the same range and size for both, whatever the windows leave them
        QTRY_COMPARE(other.shownRange().toMs, one.shownRange().toMs);
        QCOMPARE(other.shownRange().fromMs, one.shownRange().fromMs);
        const QList<TimeChart*> charts = one.findChildren<TimeChart*>();
        const QList<TimeChart*> others = other.findChildren<TimeChart*>();
        QVERIFY(charts.size() >= 4);
        QCOMPARE(others.size(), charts.size());
        for (qsizetype i = 0; i < charts.size(); ++i) {
            QTRY_COMPARE(others[i]->size(), charts[i]->size());
            QTRY_COMPARE(pictureOf(*others[i]), pictureOf(*charts[i]));
        }
    }

    template <class Page> void compareTables(MainWindow& one, MainWindow& other)
    {
        for (MainWindow* window : {&one, &other})
            window->showPage(2); // messages
        const auto* table = one.findChild<Page*>()->template findChild<RowTable*>();
        const auto* copy = other.findChild<Page*>()->template findChild<RowTable*>();
        QTRY_VERIFY(table->model()->rowCount() == 50);
        QTRY_COMPARE(linesOf(*copy->model()), linesOf(*table->model()));
    }

    QTemporaryDir m_folder;
    Theme m_theme;
    std::unique_ptr<QSettings> m_settings;
    int m_run = 0;
};

ROOM_TEST(TestCaptureWindow, QApplication)
#include "tst_capture_window.moc"
