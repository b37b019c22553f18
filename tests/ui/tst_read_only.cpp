// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_page.h"
#include "main_window.h"
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
#include "widgets/pill.h"

#include <QDesktopServices>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTemporaryDir>

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
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", m_dir->filePath(u"data"_s).toUtf8());
        m_settings
            = std::make_unique<QSettings>(m_dir->filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_hub = std::make_unique<LettersHub>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings, &m_log);
        m_window->findChild<LoadPage*>()->desk().setRunner({[](const auto&) {}, [] {}});
        m_window->resize(1360, 850);
        m_window->show();
        fill();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
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

    void aPageSaysOnceWhyItOffersNoMore()
    {
        m_hub->setReadOnly(OnlyLooks);
        QStringList told;
        eachPage([&told](const QString& title, QWidget& page) {
            const auto* note = qobject_cast<AbilityNote*>(&page);
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
            const auto* note = qobject_cast<AbilityNote*>(&page);
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

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    Theme m_theme;
    LogRing m_log;
    std::unique_ptr<FakeHubPort> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TstReadOnly, QApplication)
#include "tst_read_only.moc"
