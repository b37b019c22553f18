// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_desk.h"

#include "hub/local_hub.h"
#include "main_window.h"
#include "servers/server_button.h"
#include "servers/server_dialog.h"
#include "servers/server_list_dialog.h"
#include "servers/server_menu.h"
#include "shell/top_bar.h"
#include "support/fake_hub_port.h"
#include "support/patience.h"
#include "support/room.h"
#include "theme/theme.h"
#include "ui/servers/fake_secrets.h"
#include "ui/window_home.h"
#include "widgets/pill.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

// The way from one hub to another, with hubs that are nowhere.
class TestServerDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home.renew();
        m_theme.setMode(Theme::Mode::Light);
        m_hub = std::make_unique<LocalHub>();
        m_book = std::make_unique<ServerBook>(m_home.settings());
        m_secrets = std::make_unique<FakeSecrets>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, m_home.settings());
        m_made.clear();
        m_addresses.clear();
        m_desk = std::make_unique<ServerDesk>(ServerDesk::Parts{*m_window, *m_book, *m_secrets,
            [this](const ServerDesk::Address& address) {
                auto hub = std::make_unique<FakeHubPort>(address.url.toString());
                m_made << hub.get();
                m_addresses.push_back(address);
                return ServerDesk::Made{std::move(hub), nullptr, {}};
            },
            [this] { return m_theme.isDark(); }, folder()});
        m_window->show();
    }

    void cleanup()
    {
        m_desk.reset();
        m_window.reset();
        m_secrets.reset();
        m_book.reset();
        m_hub.reset();
        m_home.close();
    }

    void thisComputerIsShownFirst()
    {
        const ServerButton* button = m_window->topBar()->serverButton();
        QVERIFY(button->isVisible());
        QCOMPARE(button->name(), u"This computer"_s);
        QCOMPARE(button->color(), m_theme.color(Theme::Role::Accent));
        QCOMPARE(choices(), QStringList({u"*This computer"_s, u"Add server…"_s, u"Servers…"_s}));
    }

    void aServerIsShownInItsColour()
    {
        const ServerProfile one = keep(u"eu-1"_s, u"prod"_s);
        m_desk->open(one.id);
        const ServerButton* button = m_window->topBar()->serverButton();
        QCOMPARE(button->name(), u"eu-1"_s);
        QCOMPARE(button->color(), ServerProfile::colorOf(one.color, false));
        QCOMPARE(m_desk->shownId(), one.id);
        QCOMPARE(choices(),
            QStringList({u"This computer"_s, u"[prod]"_s, u"*eu-1: connected"_s, u"Add server…"_s,
                u"Servers…"_s}));
        m_desk->openHere();
        QCOMPARE(m_window->topBar()->serverButton()->name(), u"This computer"_s);
        QVERIFY(m_window->room().isHere());
        QVERIFY(m_made.front().isNull() || gone(m_made.front()));
    }

    void theMenuSwitchesByKeys()
    {
        keep(u"eu-1"_s);
        m_desk->menu().fill();
        QAction* action = nullptr;
        for (QAction* one : m_desk->menu().actions()) {
            if (one->text().startsWith("eu-1"_L1))
                action = one;
        }
        QVERIFY(action);
        action->trigger();
        QCOMPARE(m_window->topBar()->serverButton()->name(), u"eu-1"_s);
        QCOMPARE(m_window->topBar()->serverButton()->menu(), &m_desk->menu());
    }

    void howItIsWithTheHubIsShown()
    {
        m_desk->open(keep(u"eu-1"_s).id);
        m_made.front()->setLink({HubLink::State::Lost, u"eu-1 does not answer."_s, 1, 1});
        QCOMPARE(m_window->topBar()->statePill()->text(), u"Connection lost"_s);
        QVERIFY(m_window->topBar()->serverButton()->toolTip().contains(u"does not answer"_s));
        QVERIFY(choices().contains(u"*eu-1: eu-1 does not answer."_s));
        m_made.front()->setLink({HubLink::State::Connected, {}, 0, 0});
        QCOMPARE(m_window->topBar()->statePill()->text(), u"Listening"_s);
    }

    void theTokenComesFromTheSecretService()
    {
        const ServerProfile one = keep(u"eu-1"_s, {}, true);
        m_secrets->kept.insert(ServerTokens::keyOf(one.id), u"s3cret"_s);
        m_desk->open(one.id);
        QVERIFY(choices().contains(u"eu-1: connecting…"_s));
        QTRY_COMPARE(m_made.size(), 1);
        QCOMPARE(m_addresses.front().token(), u"s3cret"_s);
    }

    void whereNoServiceAnswersTheTokenIsAskedForAndKeptNowhere()
    {
        m_secrets->problem = u"No secret service answers."_s;
        const ServerProfile one = keep(u"eu-1"_s, {}, true);
        m_desk->open(one.id);
        QTRY_VERIFY(m_desk->question());
        QVERIFY(m_desk->question()->text().contains(u"No secret service answers."_s));
        QVERIFY(m_desk->question()->text().contains(u"kept nowhere"_s));
        QCOMPARE(m_desk->question()->line()->echoMode(), QLineEdit::Password);
        QVERIFY(m_made.isEmpty());
        m_desk->question()->line()->setText(u"typed"_s);
        m_desk->question()->choice(0)->click();
        QTRY_COMPARE(m_made.size(), 1);
        QCOMPARE(m_addresses.front().token(), u"typed"_s);
        // Not again while the program runs.
        m_desk->openHere();
        m_desk->open(one.id);
        QTRY_COMPARE(m_made.size(), 2);
        QCOMPARE(m_addresses.back().token(), u"typed"_s);
        QVERIFY(m_secrets->kept.isEmpty());
        m_home.settings().sync();
        QFile file(m_home.settings().fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("typed"));
    }

    void cancellingTheQuestionStaysWhereItIs()
    {
        const ServerProfile one = keep(u"eu-1"_s, {}, true);
        m_desk->open(one.id);
        QTRY_VERIFY(m_desk->question());
        m_desk->question()->reject();
        QVERIFY(m_window->room().isHere());
        QCOMPARE(m_desk->stateOf(one.id), QString());
    }

    void aHubThatRefusesIsAskedWithAToken()
    {
        m_desk->connectTo({u"https://hub.example:3000"_s});
        QCOMPARE(m_made.size(), 1);
        m_made.front()->setLink({HubLink::State::Refused, u"The hub asks for a token."_s, 1, 1});
        QTRY_VERIFY(m_desk->question());
        m_desk->question()->line()->setText(u"given"_s);
        m_desk->question()->choice(0)->click();
        QTRY_COMPARE(m_made.size(), 2);
        QCOMPARE(m_addresses.back().token(), u"given"_s);
        // Refused again: it is said, and not asked for again and again.
        m_made.back()->setLink({HubLink::State::Refused, u"The hub does not know it."_s, 1, 1});
        QVERIFY(!m_desk->question() || !m_desk->question()->isVisible());
    }

    void connectsByNameAndByAddress()
    {
        const ServerProfile one = keep(u"eu-1"_s);
        m_desk->connectTo({u"EU-1"_s, u"http://127.0.0.1:4000"_s});
        QCOMPARE(m_desk->shownId(), one.id);
        QCOMPARE(m_desk->passing().size(), std::size_t(1));
        QVERIFY(choices().contains(u"127.0.0.1:4000"_s));
        m_desk->open(m_desk->passing().front().id);
        QCOMPARE(m_addresses.back().url, QUrl(u"http://127.0.0.1:4000"_s));
        QCOMPARE(m_book->all().size(), std::size_t(1)); // it is kept by nobody
    }

    void anAddressThatIsKnownHasItsName()
    {
        const ServerProfile one = keep(u"eu-1"_s);
        m_desk->connectTo({u"https://eu-1.example:3000"_s});
        QCOMPARE(m_desk->shownId(), one.id);
        QVERIFY(m_desk->passing().empty());
    }

    void aNameThatNobodyKnowsIsSaid()
    {
        m_desk->connectTo({u"nowhere"_s});
        const auto* question = m_window->findChild<Question*>();
        QVERIFY(question);
        QVERIFY(question->text().contains(u"nowhere"_s));
        QVERIFY(m_window->room().isHere());
    }

    void valuesOfConnectAreChecked()
    {
        QCOMPARE(ServerDesk::connectProblem(u"eu-1"_s), QString());
        QCOMPARE(ServerDesk::connectProblem(u"https://eu-1.example"_s), QString());
        QVERIFY(!ServerDesk::connectProblem(u"ftp://eu-1.example"_s).isEmpty());
        QVERIFY(!ServerDesk::connectProblem(QString()).isEmpty());
    }

    void sshThatFailsIsSaidInItsWordsAndTriedAgain()
    {
        ServerProfile one = server(u"eu-1"_s);
        one.sshAlias = u"no-such-host.invalid"_s;
        QCOMPARE(m_book->put(one), QString());
        m_desk->open(one.id);
        QTRY_VERIFY(m_desk->question());
        QVERIFY2(m_desk->question()->text().startsWith(u"SSH"_s),
            qPrintable(m_desk->question()->text()));
        QVERIFY(m_window->room().isHere());
        QVERIFY(m_made.isEmpty());
        m_desk->question()->choice(0)->click();
        QVERIFY(choices().contains(u"eu-1: connecting…"_s));
        m_desk->openHere();
    }

    void aServerIsAddedInTheDialog()
    {
        m_desk->add();
        auto* dialog = m_window->findChild<ServerDialog*>();
        QVERIFY(dialog);
        QVERIFY(!dialog->saveButton()->isEnabled());
        dialog->nameEdit()->setText(u"eu-2"_s);
        dialog->urlEdit()->setText(u"ftp://x"_s);
        QVERIFY(!dialog->saveButton()->isEnabled());
        QVERIFY(dialog->problem().contains(u"https://"_s));
        dialog->urlEdit()->setText(u"https://eu-2.example"_s);
        dialog->aliasEdit()->setText(u"-v"_s);
        QVERIFY(!dialog->saveButton()->isEnabled());
        dialog->aliasEdit()->clear();
        dialog->groupEdit()->setEditText(u"prod"_s);
        dialog->tokenEdit()->setText(u"t0ken"_s);
        dialog->productionTick()->setChecked(true);
        dialog->colorChoice()->setCurrentIndex(4);
        QVERIFY(dialog->saveButton()->isEnabled());
        dialog->saveButton()->click();
        const ServerProfile* kept = m_book->findNamed(u"eu-2"_s);
        QVERIFY(kept);
        QCOMPARE(kept->group, u"prod"_s);
        QCOMPARE(kept->color, 4);
        QVERIFY(kept->isProduction);
        QTRY_COMPARE(m_secrets->kept.value(ServerTokens::keyOf(kept->id)), u"t0ken"_s);
        // It is opened at once, and its room knows that it asks first.
        QTRY_COMPARE(m_window->topBar()->serverButton()->name(), u"eu-2"_s);
        QVERIFY(m_window->room().place().asksFirst);
    }

    void aTokenThatCannotBeKeptIsSaid()
    {
        m_secrets->problem = u"No secret service answers."_s;
        m_desk->add();
        auto* dialog = m_window->findChild<ServerDialog*>();
        dialog->nameEdit()->setText(u"eu-2"_s);
        dialog->urlEdit()->setText(u"https://eu-2.example"_s);
        dialog->tokenEdit()->setText(u"t0ken"_s);
        dialog->saveButton()->click();
        QTRY_VERIFY(m_window->findChild<Question*>());
        QVERIFY(m_window->findChild<Question*>()->text().contains(u"kept nowhere"_s));
        QCOMPARE(m_addresses.back().token(), u"t0ken"_s); // but used
    }

    void aServerIsRemovedWithAllThatIsKeptOfIt()
    {
        const ServerProfile one = keep(u"eu-1"_s, {}, true);
        m_secrets->kept.insert(ServerTokens::keyOf(one.id), u"s3cret"_s);
        m_desk->open(one.id);
        QTRY_COMPARE(m_made.size(), 1);
        QVERIFY(QDir().mkpath(folder() + u'/' + one.id));
        m_desk->remove(one.id);
        auto* question = m_window->findChild<Question*>();
        QVERIFY(question);
        question->choice(0)->click();
        QVERIFY(m_book->all().empty());
        QVERIFY(m_secrets->kept.isEmpty());
        QVERIFY(m_window->room().isHere());
        QVERIFY(!QDir(folder() + u'/' + one.id).exists());
    }

    void theListLeadsToEachServer()
    {
        const ServerProfile one = keep(u"eu-1"_s, u"prod"_s);
        keep(u"eu-2"_s);
        m_desk->showList();
        auto* list = m_window->findChild<ServerListDialog*>();
        QVERIFY(list);
        QStringList rows;
        for (int row = 0; row < list->list()->count(); ++row)
            rows << list->list()->item(row)->text();
        QCOMPARE(rows,
            QStringList({u"eu-2: https://eu-1.example:3000"_s,
                u"eu-1 (prod): https://eu-1.example:3000"_s}));
        list->list()->setCurrentRow(1);
        Q_EMIT list->list()->itemActivated(list->list()->currentItem());
        QCOMPARE(m_desk->shownId(), one.id);
    }

    void anEmptyListSaysWhatItIsFor()
    {
        m_desk->showList();
        auto* list = m_window->findChild<ServerListDialog*>();
        QVERIFY(list);
        const auto hint = [list] {
            for (const QLabel* label : list->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().startsWith(u"No server yet"_s))
                    return true;
            }
            return false;
        };
        QVERIFY(hint());
        QVERIFY(!list->list()->isVisible());
        keep(u"eu-1"_s);
        QVERIFY(!hint());
        QVERIFY(list->list()->isVisible());
    }

    // Somebody else shows a hub of his own: a capture.
    void aHubThatIsShownNoMoreIsLetGo()
    {
        const ServerProfile one = keep(u"eu-1"_s);
        m_desk->open(one.id);
        FakeHubPort other;
        m_window->visit(other, {u"capture"_s, u"a.fanlight"_s, {}, false, {}});
        QCOMPARE(m_desk->shownId(), QString());
        QTRY_VERIFY(m_made.front().isNull());
        QVERIFY(!m_desk->isHome());
        m_desk->openHere();
        QVERIFY(m_desk->isHome());
        m_desk->open(one.id);
        QCOMPARE(m_desk->shownId(), one.id);
    }

    void theBarHasRoomForTheNameOfAnyHub()
    {
        keep(u"a-name-that-is-as-long-as-names-of-servers-may-be-and-goes-on"_s.left(60));
        m_desk->open(m_book->all().front().id);
        for (const int width : {1360, 860}) {
            m_window->resize(width, 520);
            QCoreApplication::processEvents();
            const QWidget* bar = m_window->topBar();
            int right = 0;
            for (const QWidget* item :
                bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
                if (!item->isVisible())
                    continue;
                QVERIFY2(item->x() >= right, item->metaObject()->className());
                right = item->geometry().right();
            }
            QVERIFY(right < bar->width());
            QVERIFY(m_window->topBar()->serverButton()->isVisible());
        }
    }

private:
    QString folder() const { return m_home.path(u"servers"_s); }

    static ServerProfile server(const QString& name)
    {
        ServerProfile profile;
        profile.id = ServerProfile::newId();
        profile.name = name;
        profile.url = QUrl(u"https://eu-1.example:3000"_s);
        profile.color = 2;
        return profile;
    }

    ServerProfile keep(const QString& name, const QString& group = {}, bool needsToken = false)
    {
        ServerProfile profile = server(name);
        profile.group = group;
        profile.needsToken = needsToken;
        const QString problem = m_book->put(profile);
        if (!problem.isEmpty())
            qWarning("%s", qPrintable(problem));
        return profile;
    }

    // Of the menu, “*” before the one that is shown, headings in brackets.
    QStringList choices()
    {
        m_desk->menu().fill();
        QStringList texts;
        for (const QAction* action : m_desk->menu().actions()) {
            if (action->isSeparator())
                continue;
            const QString text = QString(action->text()).remove(u'&');
            texts << (!action->isEnabled() ? u'[' + text + u']'
                                           : (action->isChecked() ? u'*' + text : text));
        }
        return texts;
    }

    static bool gone(const QPointer<FakeHubPort>& hub)
    {
        return QTest::qWaitFor(
            [&] { return hub.isNull(); }, int(fanlight::testing::Patience.count()));
    }

    fanlight::testing::WindowHome m_home;
    Theme m_theme;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<ServerBook> m_book;
    std::unique_ptr<FakeSecrets> m_secrets;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ServerDesk> m_desk;
    QList<QPointer<FakeHubPort>> m_made;
    std::vector<ServerDesk::Address> m_addresses;
};

ROOM_TEST(TestServerDesk, QApplication)
#include "tst_server_desk.moc"
