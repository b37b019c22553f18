// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/hub_room.h"

#include "dashboard/dashboard_page.h"
#include "hub/local_hub.h"
#include "hub/log_ring.h"
#include "main_window.h"
#include "pages.h"
#include "publish/payload_editor.h"
#include "publish/publish_page.h"
#include "settings/settings_page.h"
#include "shell/link_banner.h"
#include "shell/page_list.h"
#include "shell/side_rail.h"
#include "shell/status_line.h"
#include "shell/top_bar.h"
#include "support/fake_hub_port.h"
#include "support/patience.h"
#include "support/room.h"
#include "theme/theme.h"
#include "ui/window_home.h"
#include "widgets/pill.h"
#include "widgets/question.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

// A window around one hub and another.
class TestHubRoom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home.renew();
        m_theme.setMode(Theme::Mode::Light);
        m_hub = std::make_unique<LocalHub>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, m_home.settings(), &m_log);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
        m_home.close();
    }

    void anotherHubHasARoomOfItsOwn()
    {
        tellHome();
        FakeHubPort other(u"https://eu-1.example:3000"_s);
        m_window->visit(other, place());
        QVERIFY(!m_window->room().isHere());
        QCOMPARE(m_window->topBar()->address(), u"https://eu-1.example:3000"_s);
        QCOMPARE(m_window->windowTitle(), u"eu-1, https://eu-1.example:3000 – Fanlight"_s);
        m_window->leave();
        QVERIFY(m_window->room().isHere());
        QCOMPARE(m_window->topBar()->address(), u"http://127.0.0.1:3000"_s);
        QCOMPARE(m_window->windowTitle(), u"http://127.0.0.1:3000 – Fanlight"_s);
    }

    void nothingOfOneHubIsShownUnderAnother()
    {
        tellHome();
        sampleOf(*m_hub, 4711);
        m_window->home().showLastAction(u"told at home"_s);
        m_window->home().addTestClients(0);
        auto* text = m_window->home().pages().publish().findChild<PayloadEditor*>();
        text->setPlainText(u"{\"home\": \"only here\"}"_s);
        FakeHubPort other;
        m_window->visit(other, place());
        for (const QString& title : m_window->room().pages().titlesInOrder()) {
            m_window->room().showPage(title);
            QCoreApplication::processEvents();
            const QString seen = texts(*m_window);
            for (const char* of : {"4,711", "127.0.0.1:3000", "told at home", "only here"})
                QVERIFY2(!seen.contains(QString::fromLatin1(of)),
                    qPrintable(title + u": "_s + QString::fromLatin1(of)));
        }
        // … nor the other way round.
        sampleOf(other, 815);
        m_window->room().showPage(u"Dashboard"_s);
        QCoreApplication::processEvents();
        QVERIFY(texts(*m_window).contains(u"815"_s));
        m_window->leave();
        QCoreApplication::processEvents();
        QVERIFY(!texts(*m_window).contains(u"815"_s));
        QVERIFY(texts(*m_window).contains(u"4,711"_s));
        QVERIFY(text->toPlainText().contains(u"only here"_s));
    }

    void theHubAtHomeGoesOnMeanwhile()
    {
        HubOptions options;
        options.listenPort = 0;
        m_hub->start(options);
        QTRY_VERIFY(m_hub->isListening());
        FakeHubPort other;
        m_window->visit(other, place());
        const std::size_t before = m_window->home().series().newest() ? 1 : 0;
        const qint64 newest = before ? m_window->home().series().newest()->timeMs : 0;
        const TimeSeries& series = m_window->home().series();
        QTRY_VERIFY(series.newest() && series.newest()->timeMs > newest);
        QVERIFY(m_hub->isListening());
        QVERIFY(m_window->room().series().isEmpty());
        QVERIFY(other.changes().isEmpty());
        m_window->leave();
        QCOMPARE(m_window->topBar()->statePill()->text(), u"Listening"_s);
    }

    void theOpenPageIsOpenThereToo()
    {
        m_window->room().showPage(u"Messages"_s);
        FakeHubPort other;
        m_window->visit(other, place());
        QCOMPARE(m_window->room().pageTitle(), u"Messages"_s);
        m_window->room().showPage(u"Access"_s);
        m_window->leave();
        QCOMPARE(m_window->room().pageTitle(), u"Access"_s);
    }

    void aRoomThatIsLeftAsksItsHubNoMore()
    {
        FakeHubPort other;
        const QPointer<HubRoom> room = &m_window->visit(other, place());
        sampleOf(other, 1);
        m_window->leave();
        QVERIFY(!room);
        sampleOf(other, 2); // nobody is there to take it
        other.setLink({HubLink::State::Lost, u"gone"_s, 1, 1});
        other.setStatus({});
        QVERIFY(m_window->room().isHere());
    }

    void hubsAreSwitchedAgainAndAgain()
    {
        for (int i = 0; i < 5; ++i) {
            auto other = std::make_unique<FakeHubPort>(u"https://hub-%1.example"_s.arg(i));
            m_window->visit(*other, place(u"hub-%1"_s.arg(i)));
            QCOMPARE(m_window->topBar()->address(), other->status().url);
            auto next = std::make_unique<FakeHubPort>(u"https://next.example"_s);
            m_window->visit(*next, place(u"next"_s)); // without the way home
            other.reset();
            QCOMPARE(m_window->topBar()->address(), u"https://next.example"_s);
            m_window->leave();
        }
        QCOMPARE(m_window->findChildren<DashboardPage*>().size(), 1);
    }

    void whatWasSentIsKeptForEachHubByItself()
    {
        FakeHubPort other;
        HubPlace there = place();
        there.folder = m_home.path(u"servers"_s);
        m_window->visit(other, there);
        m_window->room().pages().publish().findChild<PayloadEditor*>()->setPlainText(
            u"{\"a\": 1}"_s);
        m_window->leave();
        QVERIFY(QFile::exists(there.folder + u"/draft.json"_s));
        m_window->visit(other, there);
        QCOMPARE(m_window->room().pages().publish().findChild<PayloadEditor*>()->toPlainText(),
            u"{\"a\": 1}"_s);
        m_window->leave();
        QVERIFY(
            !m_window->room().pages().publish().findChild<PayloadEditor*>()->toPlainText().contains(
                u"\"a\": 1"_s));
    }

    // The settings file is the hub's at home.
    void optionsOfAnotherHubAreNotKeptHere()
    {
        m_home.settings().setValue(u"hub/retry"_s, u"7s"_s);
        FakeHubPort other;
        HubPlace there = place();
        there.asksFirst = false;
        m_window->visit(other, there);
        HubOptions changed = other.options();
        changed.retry += std::chrono::seconds(1);
        Q_EMIT m_window->room().pages().applyRequested(changed);
        QTRY_VERIFY(other.changes().contains(u"changeOptions"_s));
        QCOMPARE(m_home.settings().value(u"hub/retry"_s).toString(), u"7s"_s);
    }

    void theMenuIsThatOfTheRoomShown()
    {
        FakeHubPort other;
        m_window->visit(other, place());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keySequence(m_window.get(), PageList::keyOf(2));
        QCOMPARE(m_window->room().pageTitle(), u"Messages"_s);
        QCOMPARE(m_window->home().pageTitle(), u"Dashboard"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(other.changes(), QStringList{u"endFaults"_s});
    }

    // What is hidden there is there again at home.
    void theMenuHasWhatTheHubShownLeavesToIt()
    {
        const auto entry = [this](const QString& text) {
            for (const QAction* action : m_window->actions()) {
                if (QString(action->text()).remove(u'&') == text)
                    return action->isVisible() && action->isEnabled();
            }
            return false;
        };
        QVERIFY(entry(u"Start or stop the hub"_s));
        QVERIFY(entry(u"Stop all faults"_s));
        QVERIFY(entry(u"Start 100 test clients"_s));
        FakeHubPort other;
        m_window->visit(other, place());
        QVERIFY(entry(u"Stop all faults"_s));
        QVERIFY(!entry(u"Start 100 test clients"_s)); // of this computer alone
        other.setReadOnly();
        QVERIFY(!entry(u"Stop all faults"_s));
        QVERIFY(!entry(u"Start or stop the hub"_s));
        QVERIFY(entry(u"Show another hub…"_s));
        QVERIFY(entry(u"Search or do…"_s));
        QVERIFY(m_window->topBar()->readOnlyPill()->isVisible());
        m_window->leave();
        QVERIFY(entry(u"Start or stop the hub"_s));
        QVERIFY(entry(u"Stop all faults"_s));
        QVERIFY(entry(u"Start 100 test clients"_s));
        QVERIFY(!m_window->topBar()->readOnlyPill()->isVisible());
    }

    void theNameOfAHubInProductionIsTypedFirst()
    {
        FakeHubPort other;
        HubRoom& room = m_window->visit(other, place());
        HubOptions changed = other.options();
        changed.retry += std::chrono::seconds(1);
        Q_EMIT room.pages().applyRequested(changed);
        auto* question = m_window->findChild<Question*>();
        QVERIFY(question);
        auto* name = question->findChild<QLineEdit*>();
        QVERIFY(name);
        QVERIFY(other.changes().isEmpty());
        name->setText(u"eu-1"_s);
        const auto buttons = question->findChildren<QPushButton*>();
        const auto apply = std::find_if(buttons.begin(), buttons.end(),
            [](const QPushButton* button) { return button->text() == u"&Apply"_s; });
        QVERIFY(apply != buttons.end() && (*apply)->isEnabled());
        (*apply)->click();
        QTRY_VERIFY(other.changes().contains(u"changeOptions"_s));
    }

    void aHubThatIsLostIsToldOfByItsName()
    {
        FakeHubPort other;
        m_window->visit(other, place());
        QVERIFY(!m_window->linkBanner()->isVisible());
        HubLink lost{HubLink::State::Lost, u"gone"_s, 1, 1};
        other.setLink(lost);
        QVERIFY(m_window->linkBanner()->isVisible());
        QVERIFY2(m_window->linkBanner()->text().startsWith(u"eu-1 does not answer"_s),
            qPrintable(m_window->linkBanner()->text()));
        QCOMPARE(m_window->findChildren<LinkBanner*>().size(), 2); // one a room
        m_window->leave();
        QVERIFY(!m_window->linkBanner()->isVisible());
    }

    void aWindowIsClosedFromAnotherHub()
    {
        FakeHubPort other;
        m_window->visit(other, place());
        QSignalSpy closed(m_window.get(), &MainWindow::closed);
        m_window->close();
        QTRY_VERIFY(closed.size() == 1);
        QVERIFY(!other.changes().contains(u"stop"_s));
    }

    void aWidgetKnowsItsRoom()
    {
        FakeHubPort other;
        HubRoom& room = m_window->visit(other, place());
        QCOMPARE(HubRoom::of(*m_window->topBar()), &room);
        QCOMPARE(HubRoom::of(*m_window), nullptr);
        QVERIFY(room.place().asksFirst);
    }

private:
    static HubPlace place(const QString& name = u"eu-1"_s)
    {
        return {u"00c0ffee"_s, name, QColor(Qt::red), true, {}};
    }

    void tellHome()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.url = u"http://127.0.0.1:3000"_s;
        Q_EMIT m_hub->statusChanged(status);
    }

    void sampleOf(HubPort& hub, int connections)
    {
        MetricsSample sample;
        sample.timeMs = m_time += 500;
        sample.intervalMs = 500;
        sample.connections = connections;
        Q_EMIT hub.sampled(sample);
    }

    // All that can be read in the window, by eyes or by a screen reader.
    static QString texts(const QWidget& window)
    {
        QStringList all{window.windowTitle()};
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisible())
                continue;
            all << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                all << label->text();
            else if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
                all << edit->text();
            else if (const auto* plain = qobject_cast<const QPlainTextEdit*>(widget))
                all << plain->toPlainText();
            else if (const auto* list = qobject_cast<const QListWidget*>(widget)) {
                for (int i = 0; i < list->count(); ++i)
                    all << list->item(i)->data(Qt::AccessibleTextRole).toString();
            }
        }
        return all.join(u'\n');
    }

    fanlight::testing::WindowHome m_home;
    qint64 m_time = 1'790'000'000'000;
    LogRing m_log;
    Theme m_theme;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestHubRoom, QApplication)
#include "tst_hub_room.moc"
