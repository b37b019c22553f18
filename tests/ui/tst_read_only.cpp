// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_desk.h"
#include "capture/capture_dialog.h"
#include "capture/capture_hub.h"
#include "load/load_page.h"
#include "main_window.h"
#include "marker_log.h"
#include "pages.h"
#include "publish/publish_page.h"
#include "shell/ability_note.h"
#include "shell/link_banner.h"
#include "shell/page_list.h"
#include "support/fake_hub_port.h"
#include "support/patience.h"
#include "support/room.h"
#include "ui/filled_window.h"
#include "ui/messages/messages_for_tests.h"
#include "ui/page_fixture.h"
#include "ui/press_all.h"
#include "ui/window_home.h"
#include "widgets/pill.h"

#include <QDesktopServices>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

const QString OnlyLooks
    = QStringLiteral("You read here as monitor “grafana”: this needs the role publish or admin.");

// Its sources have letters, however often they are read.
class LettersHub : public FakeHubPort {
public:
    void requestDeadLetters(const QString&,
        std::function<void(const QString&, const std::vector<DeadLetter>&)> done) override
    {
        QTimer::singleShot(0, this, [done = std::move(done)] { done({}, testLetters(3)); });
    }
};

// A capture that notes what it is asked for.
class CountedCapture : public CaptureHub {
public:
    void publish(
        const PublishRequest& request, std::function<void(const PublishResult&)> done) override
    {
        asked << u"publish"_s;
        CaptureHub::publish(request, std::move(done));
    }
    void changeAudience(const std::vector<AudienceChange>& changes,
        std::function<void(const QString&, quint64)> done) override
    {
        asked << u"changeAudience"_s;
        CaptureHub::changeAudience(changes, std::move(done));
    }
    void disconnectConnections(
        const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done) override
    {
        asked << u"disconnectConnections"_s;
        CaptureHub::disconnectConnections(ids, retryMs, std::move(done));
    }
    void changeOptions(const HubOptions& options, std::function<void(const QString&)> done) override
    {
        asked << u"changeOptions"_s;
        CaptureHub::changeOptions(options, std::move(done));
    }
    void beginFault(
        const Fault& fault, std::function<void(const QString&, const Fault&)> done) override
    {
        asked << u"beginFault"_s;
        CaptureHub::beginFault(fault, std::move(done));
    }
    void requestTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done) override
    {
        asked << u"requestTicket"_s;
        CaptureHub::requestTicket(wish, std::move(done));
    }
    void checkRedis(const QString& url, std::function<void(const RedisCheck&)> done) override
    {
        asked << u"checkRedis"_s;
        CaptureHub::checkRedis(url, std::move(done));
    }
    void start(const HubOptions&) override { asked << u"start"_s; }
    void stop() override { asked << u"stop"_s; }
    void endFaults() override { asked << u"endFaults"_s; }
    QStringList asked;
};

// Takes the place of the user's browser.
class NoBrowser : public QObject {
    Q_OBJECT
public:
    NoBrowser()
    {
        for (const char* scheme : {"http", "https"})
            QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "open");
    }
    ~NoBrowser() override
    {
        for (const char* scheme : {"http", "https"})
            QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    }

public Q_SLOTS:
    void open(const QUrl&) { } // NOLINT: found by its name
};

} // namespace

// A window of which nothing may be changed: what role, version or link of its hub keep from it is
// not offered, however one looks for it.
class TstReadOnly : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home.renew();
        m_hub = std::make_unique<LettersHub>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, m_home.settings(), &m_log);
        m_window->room().pages().load().desk().setRunner({[](const auto&) {}, [] {}});
        m_window->resize(1360, 850);
        m_window->show();
        fill();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
        m_home.close();
    }

    // Else the two tests below would show nothing.
    void whoMayDoAllReachesTheHubByPressing()
    {
        pressEachPage();
        for (const char* call : {"publish", "disconnectConnections", "beginFault", "endFault",
                 "endFaults", "pauseSource", "removeDead"})
            QVERIFY2(m_hub->changes().contains(QLatin1String(call)), call);
    }

    void whoOnlyReadsChangesNothingWhateverIsPressed()
    {
        m_hub->setReadOnly(OnlyLooks);
        m_hub->forgetChanges();
        pressEachPage();
        QVERIFY2(m_hub->changes().isEmpty(), qPrintable(m_hub->changes().join(u' ')));
    }

    void nothingIsChangedWhileTheHubDoesNotAnswer()
    {
        loseLink();
        m_hub->forgetChanges();
        pressEachPage();
        QVERIFY2(m_hub->changes().isEmpty(), qPrintable(m_hub->changes().join(u' ')));
    }

    // A capture has no hub that could do anything: nothing of it may be asked, be it by the entries
    // of the captures themselves.
    void aCaptureIsAskedForNothingWhateverIsPressed()
    {
        const QString path = capture();
        CountedCapture hub;
        QCOMPARE(hub.player().open(path), QString());
        MainWindow window(hub, m_theme, m_home.settings(), hub.log(),
            {u"capture"_s, u"a.fanlight"_s, {}, false, {}});
        window.room().pages().load().desk().setRunner({[](const auto&) {}, [] {}});
        window.resize(1360, 850);
        window.show();
        QTRY_COMPARE(hub.player().nowMs(), hub.player().toMs());
        const NoBrowser noBrowser;
        PressAll presser(window);
        const auto* list = window.findChild<PageList*>();
        const auto* stack = window.findChild<QStackedWidget*>();
        for (const int page : list->pagesInOrder()) {
            window.showPage(page);
            QCoreApplication::processEvents();
            QVERIFY2(asking(*stack->widget(page)).isEmpty(),
                qPrintable(
                    list->titleOf(page) + u": "_s + asking(*stack->widget(page)).join(u", ")));
            presser.press(*stack->widget(page));
            window.showPage(page);
        }
        presser.press(window);
        QVERIFY(presser.pressed() > 150);
        QVERIFY2(hub.asked.isEmpty(), qPrintable(hub.asked.join(u' ')));
        QVERIFY(!window.captureDesk().isRunning());
        QCOMPARE(asking(window), QStringList());
    }

    // What is for one's own hub is not shown of one that is only looked at either.
    void whoOnlyReadsIsNotShownWhatAsksAHub()
    {
        m_hub->setRole(Role::Monitor);
        m_hub->setReadOnly(OnlyLooks);
        HubLink elsewhere;
        elsewhere.state = HubLink::State::Connected;
        m_hub->setLink(elsewhere);
        eachPage([](const QString& title, QWidget& page) {
            QVERIFY2(
                asking(page).isEmpty(), qPrintable(title + u": "_s + asking(page).join(u", ")));
        });
        QCOMPARE(asking(*m_window), QStringList());
    }

    // The captures' entries do what they say, of a hub that is only looked at, too.
    void whoOnlyReadsMayCaptureAndOpenCaptures()
    {
        m_hub->setReadOnly(OnlyLooks);
        m_hub->forgetChanges();
        QVERIFY(entry(u"Start capture"_s));
        entry(u"Start capture"_s)->trigger();
        auto* dialog = m_window->findChild<CaptureDialog*>();
        QVERIFY(dialog);
        dialog->reject();
        const QString path = m_home.path(u"mine"_s);
        QCOMPARE(m_window->captureDesk().start({path}), QString());
        QVERIFY(entry(u"Stop capture"_s));
        QVERIFY(!entry(u"Start capture"_s));
        m_window->captureDesk().stop();
        m_window->openCapture(path);
        QVERIFY(&m_window->room() != &m_window->home());
        QVERIFY(!entry(u"Start capture"_s)); // of a capture none is made
        QVERIFY(entry(u"Open capture"_s));
        QVERIFY(m_hub->changes().isEmpty());
    }

    void aPageSaysOnceWhyItOffersNoMore()
    {
        m_hub->setReadOnly(OnlyLooks);
        QStringList told;
        eachPage([&told](const QString& title, QWidget& page) {
            const AbilityNote* note = noteOf(page);
            QVERIFY2(note && note->isVisible(), qPrintable(title));
            if (note->text().isEmpty())
                return;
            told << title;
            QCOMPARE(note->text(), OnlyLooks);
        });
        // Alerts are the window's own; the others show what there is to be seen.
        told.sort();
        QCOMPARE(told,
            (QStringList{u"Access"_s, u"Connections"_s, u"Faults"_s, u"Limits"_s, u"Messages"_s,
                u"Publish"_s, u"Settings"_s, u"Setup doctor"_s, u"Sources"_s}));
        QVERIFY(m_window->topBar()->readOnlyPill()->isVisible());
        QVERIFY(!m_window->topBar()->startStopButton()->isVisible());
    }

    void whoMayDoAllIsToldNothing()
    {
        eachPage([](const QString& title, QWidget& page) {
            const AbilityNote* note = noteOf(page);
            QVERIFY2(note && note->text().isEmpty(), qPrintable(title));
        });
        QVERIFY(!m_window->topBar()->readOnlyPill()->isVisible());
        QVERIFY(m_window->topBar()->startStopButton()->isVisible());
    }

    void aRoleThatChangesIsFollowedAtOnce()
    {
        const auto visible = [this] {
            m_window->showPage(3); // Publish
            return findButton(*m_window->findChild<PublishPage*>(), u"Templates"_s)->isVisible();
        };
        QVERIFY(visible());
        m_hub->setReadOnly(OnlyLooks);
        QVERIFY(!visible());
        for (int i = 0; i <= int(HubPort::Ability::HandleTokens); ++i)
            m_hub->setMissing(HubPort::Ability(i), {});
        m_hub->setRole(Role::Admin);
        QVERIFY(visible());
    }

    void theLastPictureStaysWithItsAgeAndGoesOnByItself()
    {
        const auto rows = [this] {
            return m_window->findChild<ConnectionsPage*>()->streamTable()->model()->rowCount();
        };
        m_window->showPage(1);
        QTRY_COMPARE(rows(), 30);
        loseLink();
        const LinkBanner* banner = m_window->linkBanner();
        QVERIFY(banner->isVisible());
        QVERIFY2(banner->text().startsWith(u"https://fake.example:3000 does not answer since "_s),
            qPrintable(banner->text()));
        QVERIFY(banner->tryButton()->isVisible());
        QCOMPARE(m_window->topBar()->statePill()->text(), u"Connection lost"_s);
        QCOMPARE(rows(), 30);
        HubLink up;
        up.state = HubLink::State::Connected;
        m_hub->setLink(up);
        QVERIFY(!banner->isVisible());
        QCOMPARE(m_window->topBar()->statePill()->text(), u"Listening"_s);
        QCOMPARE(rows(), 30);
    }

private:
    // What stands in the window, or is within what stands there.
    static const AbilityNote* noteOf(const QWidget& page)
    {
        const auto* own = qobject_cast<const AbilityNote*>(&page);
        return own ? own : page.findChild<AbilityNote*>();
    }

    void loseLink()
    {
        HubLink lost;
        lost.state = HubLink::State::Lost;
        lost.sinceMs = QDateTime::currentMSecsSinceEpoch() - 5000;
        lost.heardAtMs = lost.sinceMs;
        lost.retryAtMs = QDateTime::currentMSecsSinceEpoch() + 4000;
        m_hub->setLink(lost);
    }

    void fill()
    {
        std::vector<ConnectionRow> rows;
        for (int i = 1; i <= 30; ++i)
            rows.push_back(testRow(quint64(i)));
        m_hub->setConnections(rows);
        m_hub->recordMessages().append(testMessage(42));
        HubStatus status = m_hub->status();
        status.broker.kind = u"redis"_s;
        status.broker.ready = true;
        status.tls.isOn = true;
        m_hub->setStatus(status);
        fillWindow(*m_window, *m_hub, m_log, false);
        m_hub->setStatus(status);
        PublishRequest request;
        request.userIds = QStringList{u"42"_s};
        request.data = "{}";
        PublishResult result;
        result.id = u"1-0"_s;
        m_window->findChild<PublishPage*>()->desk().showResult(request, result);
    }

    // An entry of the menus that is offered; null: it is not.
    QAction* entry(const QString& text) const
    {
        for (QAction* action : m_window->findChildren<QAction*>()) {
            if (action->isVisible() && action->isEnabled()
                && QString(action->text()).remove(u'&').startsWith(text))
                return action;
        }
        return nullptr;
    }

    // What is seen and asks a hub for work, by its words.
    static QStringList asking(const QWidget& part)
    {
        static const QStringList Words{u"First steps"_s, u"Measure"_s, u"Open Publish"_s,
            u"test clients"_s, u"Open the browser page"_s, u"Open Faults"_s};
        QStringList found;
        const auto look = [&found](const QString& shown) {
            const QString text = QString(shown).remove(u'&');
            for (const QString& word : Words) {
                if (text.contains(word))
                    found << text;
            }
        };
        for (const auto* button : part.findChildren<QAbstractButton*>()) {
            if (button->isVisible() && button->isEnabled())
                look(button->text());
        }
        for (const auto* label : part.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text() == u"First steps"_s)
                look(label->text());
        }
        return found;
    }

    QString capture() const
    {
        QString path = m_home.path(u"read"_s);
        FakeHubPort hub;
        MarkerLog markers(hub);
        CaptureDesk desk({hub}, markers);
        if (const QString problem = desk.start({path}); !problem.isEmpty())
            qWarning("%s", qPrintable(problem));
        hub.setConnections({testRow(1), testRow(2)});
        hub.recordMessages().append(testMessage(42));
        std::ignore
            = QTest::qWaitFor([&desk] { return desk.facts().join(u' ').contains(u"1 message"_s); },
                int(Patience.count()));
        desk.stop();
        return path;
    }

    void eachPage(const std::function<void(const QString&, QWidget&)>& visit)
    {
        const auto* list = m_window->findChild<PageList*>();
        const auto* stack = m_window->findChild<QStackedWidget*>();
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            QCoreApplication::processEvents();
            visit(list->titleOf(page), *stack->widget(page));
        }
    }

    void pressEachPage()
    {
        const NoBrowser noBrowser;
        PressAll presser(*m_window);
        const auto* list = m_window->findChild<PageList*>();
        const auto* stack = m_window->findChild<QStackedWidget*>();
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            fill(); // what was pressed may have emptied it
            presser.press(*stack->widget(page));
            m_window->showPage(page);
        }
        presser.press(*m_window); // the bar on top, menus, and the page shown last
        QVERIFY(presser.pressed() > 300);
    }

    WindowHome m_home;
    Theme m_theme;
    LogRing m_log;
    std::unique_ptr<FakeHubPort> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TstReadOnly, QApplication)
#include "tst_read_only.moc"
