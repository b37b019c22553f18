// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette.h"
#include "palette/palette_popup.h"

#include "alerts/alert_desk.h"
#include "capture/capture_desk.h"
#include "connections/connections_page.h"
#include "main_window.h"
#include "pages.h"
#include "publish/template_store.h"
#include "servers/server_book.h"
#include "servers/server_desk.h"
#include "settings/option_texts.h"
#include "shell/page_list.h"
#include "support/fake_hub_port.h"
#include "support/patience.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"
#include "ui/page_fixture.h"
#include "ui/servers/fake_secrets.h"
#include "widgets/question.h"

#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedWidget>

#include <compare>
#include <map>
#include <set>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

namespace {

constexpr int MostKeys = 4; // Ctrl+K and Return, or Alt with a number, among them

// Something to be done, as the palette tells it.
struct Thing {
    QString kind;
    QString title;
    QString detail;
    bool operator==(const Thing& other) const = default;
    std::strong_ordering operator<=>(const Thing& other) const = default;
    QString text() const { return u"%1 “%2” (%3)"_s.arg(kind, title, detail); }
};

} // namespace

// How many keys a job takes from any page: Ctrl+K, what is typed, Return or Alt with a number.
class TestPaletteKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        qputenv("XDG_DATA_HOME", m_around->path(u"data"_s).toUtf8());
        m_around->settings.setValue(
            u"capture/recent"_s, QStringList{m_around->path(u"monday.fanlight"_s)});
        m_hub = std::make_unique<FakeHubPort>();
        m_hub->setConnections({testRow(42)});
        m_book = std::make_unique<ServerBook>(m_around->settings);
        m_window = std::make_unique<MainWindow>(*m_hub, m_around->theme, m_around->settings);
        m_desk = std::make_unique<ServerDesk>(ServerDesk::Parts{*m_window, *m_book, m_secrets,
            [](const ServerDesk::Address& address) {
                return ServerDesk::Made{
                    std::make_unique<FakeHubPort>(address.url.toString()), nullptr, {}};
            },
            {}, m_around->path(u"servers"_s)});
        ServerProfile server;
        server.id = ServerProfile::newId();
        server.name = u"eu-1"_s;
        server.url = QUrl(u"https://eu-1.example:3000"_s);
        QCOMPARE(m_book->put(server), QString());
        AlertRule rule = *AlertRule::parse(u"redis away for 10 s"_s).rule;
        QCOMPARE(m_window->alerts().book().save(rule), QString());
        QVERIFY(showPage(*m_window));
    }

    void cleanup()
    {
        m_desk.reset();
        m_window.reset();
        m_book.reset();
        m_hub.reset();
        m_around.reset();
    }

    // Whatever can be done, from wherever: what the menus have, the buttons of all pages and what
    // is behind them, pages, options, templates, servers, captures, alert rules.
    void everythingTakesFourKeysAtMostFromEveryPage()
    {
        settle();
        const auto* list = m_window->findChild<PageList*>();
        std::size_t most = 0;
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            QCoreApplication::processEvents();
            Palette& palette = m_window->room().palette();
            palette.open();
            const std::set<Thing> all = thingsFound();
            for (const Thing& thing : thingsThereAre())
                QVERIFY2(all.contains(thing), qPrintable(thing.text()));
            QStringList far;
            for (const Thing& thing : all) {
                const auto [keys, typed] = keysFor(thing);
                if (keys > MostKeys)
                    far << thing.text();
            }
            QVERIFY2(far.isEmpty(), qPrintable(list->titleOf(page) + u":\n"_s + far.join(u'\n')));
            most = std::max(most, all.size());
        }
        QVERIFY(most > 150);
        qInfo("%zu things at most", most);
    }

    // Every option there is, by its title, and by its name on the command line.
    void everyOptionIsFound()
    {
        Palette& palette = m_window->room().palette();
        palette.open();
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QLatin1String(spec.name);
            for (const QString& typed : {option_texts::title(name), QString(u"--"_s + name)}) {
                palette.setTyped(typed);
                QVERIFY2(std::any_of(palette.matches().begin(), palette.matches().end(),
                             [&name](const Palette::Match& match) {
                                 return match.entry.id == name && match.kind == u"setting"_s;
                             }),
                    qPrintable(typed));
            }
        }
    }

    // By keys as they are pressed, from each page, wherever its keys go.
    void theyArePressedOnEveryPage()
    {
        const auto* list = m_window->findChild<PageList*>();
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            press(u"pu"_s);
            QCOMPARE(m_window->room().pageTitle(), u"Publish"_s);
            m_window->showPage(page);
            press(u"eu"_s);
            QCOMPARE(m_window->room().place().name, u"eu-1"_s);
            press(u"tc"_s); // “This computer”
            QVERIFY(&m_window->room() == &m_window->home());
        }
    }

    // … and by number, where others are as good.
    void aNumberIsPressedAsWell()
    {
        const auto* list = m_window->findChild<PageList*>();
        Palette& palette = m_window->room().palette();
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            openByKey();
            QTest::keyClicks(m_window->room().palettePopup()->edit(), u"s"_s);
            const auto& matches = palette.matches();
            const auto found
                = std::find_if(matches.begin(), matches.end(), [](const Palette::Match& match) {
                      return match.kind == u"page"_s && match.entry.title == u"Sources"_s;
                  });
            const auto place = int(found - matches.begin());
            QVERIFY2(place < PalettePopup::RowsShown - 1, qPrintable(QString::number(place)));
            QTest::keyClick(m_window->room().palettePopup()->edit(), Qt::Key(Qt::Key_1 + place),
                Qt::AltModifier);
            QCOMPARE(m_window->room().pageTitle(), u"Sources"_s);
        }
    }

    // What a button's menu has is done without the menu.
    void whatIsBehindAButtonIsDone()
    {
        m_window->room().showPage(u"Connections"_s);
        const auto save = [this] {
            Palette& palette = m_window->room().palette();
            palette.open();
            palette.setTyped(u"save this filter"_s);
            const auto& matches = palette.matches();
            return !matches.empty() && matches.front().entry.detail == u"Connections"_s;
        };
        QVERIFY(!save()); // there is no filter
        auto* page = m_window->findChild<ConnectionsPage*>();
        page->setFilter(u"user:4*"_s);
        QVERIFY(save());
        m_window->room().palette().run(0);
        QTRY_VERIFY(m_window->findChild<Question*>());
        QCOMPARE(m_window->findChild<Question*>()->windowTitle(), u"Saved filters"_s);
    }

    void aServerIsToldByItsAddress()
    {
        Palette& palette = m_window->room().palette();
        palette.open();
        palette.setTyped(u"eu-1"_s);
        QCOMPARE(palette.matches().front().entry.title, u"eu-1"_s);
        QCOMPARE(palette.matches().front().entry.detail, u"eu-1.example:3000"_s);
        palette.setTyped(u"example:3000"_s); // which is looked in, too
        QCOMPARE(palette.matches().front().entry.title, u"eu-1"_s);
    }

    void whatIsFoundIsGoneTo()
    {
        press(u"redis away"_s);
        QCOMPARE(m_window->room().pageTitle(), u"Alerts"_s);
        press(u"theme: l"_s);
        QCOMPARE(m_window->room().pageTitle(), u"Settings"_s);
    }

    // Of a hub elsewhere its streams are found, too, as long as they are not too many to be
    // fetched.
    void streamsOfAHubElsewhereAreFound()
    {
        HubLink link;
        link.state = HubLink::State::Connected;
        m_hub->setLink(link);
        settle();
        Palette& palette = m_window->room().palette();
        palette.open();
        const auto finds = [&palette] {
            palette.setTyped(u"user 42"_s);
            return std::any_of(palette.matches().begin(), palette.matches().end(),
                [](const Palette::Match& match) { return match.entry.title == u"User 42"_s; });
        };
        QTRY_VERIFY(finds());
        MetricsSample many;
        many.timeMs = QDateTime::currentMSecsSinceEpoch();
        many.intervalMs = 500;
        many.connections = 19'000;
        Q_EMIT m_hub->sampled(many);
        palette.open();
        QVERIFY(!finds());
        palette.setTyped(u"42"_s); // they can be asked for by name
        QVERIFY(std::any_of(
            palette.matches().begin(), palette.matches().end(), [](const Palette::Match& match) {
                return match.entry.title == u"Show the streams of user “42”"_s;
            }));
    }

private:
    // Streams are asked for when the palette opens, and come later.
    void settle()
    {
        Palette& palette = m_window->room().palette();
        palette.open();
        QTRY_VERIFY((palette.setTyped(u"user 42"_s), !palette.matches().empty())
            && palette.matches().front().entry.title == u"User 42"_s);
        palette.close();
    }

    // With the letters that somebody would type who knows what it is called: the beginning of its
    // name, of one of its words, the first letters of two of them, or of it and of where it is.
    static QStringList guesses(const Thing& thing)
    {
        const auto wordsOf = [](const QString& text) {
            return text.toLower().split(
                QRegularExpression(u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption),
                Qt::SkipEmptyParts);
        };
        const QStringList words = wordsOf(thing.title);
        QStringList all{QString()};
        for (qsizetype i = 0; i < words.size(); ++i) {
            all << words[i].left(1) << words[i].left(2);
            for (qsizetype other = i + 1; other < words.size(); ++other)
                all << QString(words[i].front()) + words[other].front();
        }
        for (const QString& where : wordsOf(thing.detail).mid(0, 1))
            all << QString(words.front().front()) + where.front();
        return all;
    }

    // Where things stand once something is typed; the palette is open.
    const std::map<Thing, int>& placesOf(const QString& typed)
    {
        const auto known = m_places.find(typed);
        if (known != m_places.end())
            return known->second;
        Palette& palette = m_window->room().palette();
        palette.setTyped(typed);
        std::map<Thing, int>& places = m_places[typed];
        for (const Palette::Match& match : palette.matches())
            places.try_emplace(
                {match.kind, match.entry.title, match.entry.detail}, int(places.size()));
        return places;
    }

    // Everything it finds but streams, of which there may be thousands.
    std::set<Thing> thingsFound()
    {
        m_places.clear();
        const QString letters = u"abcdefghijklmnopqrstuvwxyz0123456789"_s;
        std::set<Thing> all;
        const auto take = [this, &all](const QString& typed) {
            for (const auto& [thing, place] : placesOf(typed)) {
                if (thing.kind != u"stream"_s)
                    all.insert(thing);
            }
        };
        for (const QChar first : letters) {
            take(first);
            for (const QChar second : letters)
                take(QString(first) + second);
        }
        return all;
    }

    // What the window can be seen to have, whatever the palette finds of it.
    std::set<Thing> thingsThereAre() const
    {
        std::set<Thing> all;
        HubRoom& room = m_window->room();
        const auto* list = m_window->findChild<PageList*>();
        QStringList pages;
        for (const int page : list->pagesInOrder())
            pages << list->titleOf(page);
        for (const QString& page : std::as_const(pages))
            all.insert({u"page"_s, page, {}});
        for (const QAction* group : m_window->menuBar()->actions()) {
            for (const QAction* action : group->menu()->actions()) {
                const QString text = plain(action->text());
                if (!action->isSeparator() && action->isVisible() && action->isEnabled()
                    && !pages.contains(text))
                    all.insert({u"action"_s, text, plain(group->text())});
            }
        }
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QLatin1String(spec.name);
            all.insert({u"setting"_s, option_texts::title(name), u"--"_s + name});
        }
        for (const PublishTemplate& one : TemplateStore::builtIn())
            all.insert({u"template"_s, one.name, u"Publish"_s});
        const auto* stack = room.findChild<QStackedWidget*>();
        for (int i = 0; i < stack->count(); ++i)
            addButtons(all, *stack->widget(i));
        return all;
    }

    static void addButtons(std::set<Thing>& all, const QWidget& page)
    {
        for (const QPushButton* button : page.findChildren<QPushButton*>()) {
            const QString text = plain(button->text());
            if (text.size() < 3 || !button->isEnabledTo(&page) || !button->isVisibleTo(&page))
                continue;
            const QString name = plain(button->accessibleName());
            all.insert({u"action"_s, name.isEmpty() ? text : name, page.accessibleName()});
        }
    }

    static QString plain(const QString& text)
    {
        return QString(text.section(u'\t', 0, 0)).remove(u'&').remove(u'…').simplified();
    }

    std::pair<int, QString> keysFor(const Thing& thing)
    {
        std::pair<int, QString> best{1000, QString()};
        for (const QString& typed : guesses(thing)) {
            const std::map<Thing, int>& places = placesOf(typed);
            const auto found = places.find(thing);
            if (found == places.end())
                continue;
            // Ctrl+K, the letters, and Return for the first, or Alt with its number
            const int rest = found->second < PalettePopup::RowsShown
                ? 1
                : found->second + 1; // Down so often, Return
            best = std::min(best, {1 + int(typed.size()) + rest, typed});
        }
        return best;
    }

    void openByKey()
    {
        QWidget* const focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(m_window->room().palettePopup()->isVisible());
    }

    void press(const QString& typed)
    {
        openByKey();
        const QPointer popup = m_window->room().palettePopup();
        QTest::keyClicks(popup->edit(), typed);
        QTest::keyClick(popup->edit(), Qt::Key_Return);
        QTRY_VERIFY(!popup || !popup->isVisible()); // it goes with its room
    }

    std::map<QString, std::map<Thing, int>> m_places; // by what is typed
    std::unique_ptr<PageSurroundings> m_around;
    FakeSecrets m_secrets;
    std::unique_ptr<FakeHubPort> m_hub;
    std::unique_ptr<ServerBook> m_book;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ServerDesk> m_desk;
};

ROOM_TEST(TestPaletteKeys, QApplication)
#include "tst_palette_keys.moc"
