// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette.h"
#include "palette/palette_popup.h"

#include "alerts/alert_desk.h"
#include "capture/capture_desk.h"
#include "main_window.h"
#include "pages.h"
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

#include <QLineEdit>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

namespace {

constexpr int MostKeys = 4; // Ctrl+K and Return among them

} // namespace

// How many keys a job takes from any page: Ctrl+K, what is typed, Down where it is not the first,
// Return.
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

    void commonJobsTakeFourKeysAtMost()
    {
        QList<std::pair<QString, QString>> jobs;
        for (const QString& page : {u"Dashboard"_s, u"Connections"_s, u"Messages"_s, u"Publish"_s,
                 u"Audience"_s, u"Load test"_s, u"Faults"_s, u"Setup doctor"_s, u"Redis"_s,
                 u"Sources"_s, u"Access"_s, u"Alerts"_s, u"Limits"_s, u"Settings"_s})
            jobs.emplace_back(u"page"_s, page);
        for (const QString& action :
            {u"Stop all faults"_s, u"Copy curl command"_s, u"Open the browser page"_s,
                u"Export measurements"_s, u"Start capture"_s, u"Open capture"_s,
                u"Keyboard shortcuts"_s, u"Start or stop the hub"_s, u"Show another hub"_s,
                u"Back to live"_s, u"Show 30 d"_s, u"New alert"_s, u"Webhook"_s})
            jobs.emplace_back(u"action"_s, action);
        jobs.emplace_back(u"server"_s, u"eu-1"_s);
        jobs.emplace_back(u"server"_s, u"Add server"_s);
        jobs.emplace_back(u"alert"_s, u"redis away for 10 s"_s);
        jobs.emplace_back(u"template"_s, u"New post"_s);
        jobs.emplace_back(u"setting"_s, option_texts::title(u"heartbeat"));
        jobs.emplace_back(u"stream"_s, u"User 42"_s);
        settle();
        m_window->room().palette().open();
        for (const auto& [kind, title] : jobs) {
            const auto [keys, typed] = keysFor(kind, title);
            QVERIFY2(keys <= MostKeys,
                qPrintable(u"%1 “%2”: %3 keys at least, by “%4”"_s.arg(
                    kind, title, QString::number(keys), typed)));
        }
    }

    // Whatever is found, but for what there are thousands of.
    void nearlyEverythingTakesFourKeysAtMost()
    {
        settle();
        Palette& palette = m_window->room().palette();
        palette.open();
        std::vector<std::pair<QString, QString>> all;
        QSet<QString> titles;
        for (int i = 0; i < 26; ++i) {
            palette.setTyped(QString(QChar(u'a' + i)));
            for (const Palette::Match& match : palette.matches()) {
                if (match.kind == u"stream"_s || titles.contains(match.kind + match.entry.title))
                    continue;
                titles.insert(match.kind + match.entry.title);
                all.emplace_back(match.kind, match.entry.title);
            }
        }
        QVERIFY(all.size() > 150);
        QStringList far;
        for (const auto& [kind, title] : all) {
            const auto [keys, typed] = keysFor(kind, title);
            if (keys > MostKeys)
                far << title;
        }
        qInfo("%zu things, %lld of them take more than %d keys: %s", all.size(),
            static_cast<long long>(far.size()), MostKeys, qPrintable(far.join(u", "_s)));
        QVERIFY2(far.size() * 5 < qsizetype(all.size()), qPrintable(far.join(u", "_s)));
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
    // name, of one of its words, the first letters of its words.
    static QStringList guesses(const QString& title)
    {
        const QStringList words = title.toLower().split(
            QRegularExpression(u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption),
            Qt::SkipEmptyParts);
        QStringList all{QString()};
        QString initials;
        for (const QString& word : words) {
            for (qsizetype n = 1; n <= std::min<qsizetype>(3, word.size()); ++n)
                all << word.left(n);
            initials += word.front();
        }
        for (qsizetype n = 2; n <= initials.size(); ++n)
            all << initials.left(n);
        for (qsizetype other = 1; other < words.size(); ++other)
            all << QString(words[0].front()) + words[other].front();
        return all;
    }

    std::pair<int, QString> keysFor(const QString& kind, const QString& title)
    {
        Palette& palette = m_window->room().palette(); // which is open
        std::pair<int, QString> best{1000, QString()};
        for (const QString& typed : guesses(title)) {
            palette.setTyped(typed);
            int place = 0;
            for (const Palette::Match& match : palette.matches()) {
                const int keys = 1 + int(typed.size()) + place + 1;
                if (match.kind == kind && match.entry.title == title) {
                    best = std::min(best, {keys, typed});
                    if (!match.entry.keys.isEmpty()) // these do it at once
                        best = {1, match.entry.keys};
                    break;
                }
                ++place;
            }
        }
        return best;
    }

    void press(const QString& typed)
    {
        QWidget* const focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), Qt::Key_K, Qt::ControlModifier);
        PalettePopup* popup = m_window->room().palettePopup();
        QTRY_VERIFY(popup->isVisible());
        QTest::keyClicks(popup->edit(), typed);
        QTest::keyClick(popup->edit(), Qt::Key_Return);
        QTRY_VERIFY(!popup->isVisible());
    }

    std::unique_ptr<PageSurroundings> m_around;
    FakeSecrets m_secrets;
    std::unique_ptr<FakeHubPort> m_hub;
    std::unique_ptr<ServerBook> m_book;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ServerDesk> m_desk;
};

ROOM_TEST(TestPaletteKeys, QApplication)
#include "tst_palette_keys.moc"
