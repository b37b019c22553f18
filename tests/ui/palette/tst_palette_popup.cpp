// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "palette/palette.h"
#include "palette/palette_key.h"
#include "palette/palette_popup.h"

#include "alerts/alert_desk.h"
#include "main_window.h"
#include "palette/listed_source.h"
#include "palette/stream_source.h"
#include "shell/hub_room.h"
#include "shell/top_bar.h"
#include "support/fake_hub_port.h"
#include "support/patience.h"
#include "support/room.h"
#include "support/thread_time.h"
#include "ui/page_fixture.h"

#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include <algorithm>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestPalettePopup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        qputenv("XDG_DATA_HOME", m_around->path(u"data"_s).toUtf8());
    }
    void cleanup() { m_around.reset(); }

    void keysChooseAndDo()
    {
        Palette palette(m_around->state);
        QStringList done;
        ListedSource source({u"page"_s, u"page"_s,
            [] {
                return std::vector<PaletteEntry>{{u"a"_s, u"Dashboard"_s, {}, u"Ctrl+1"_s},
                    {u"b"_s, u"Connections"_s, {}, {}}, {u"c"_s, u"Messages"_s, {}, {}}};
            },
            [&done](const QString& id) { done << id; }});
        palette.add(source);
        QWidget window;
        QVERIFY(showPage(window));
        PalettePopup popup(palette, m_around->theme, &window);
        popup.open();
        QVERIFY(popup.isVisible());
        QCOMPARE(popup.list()->model()->rowCount(), 3);
        QCOMPARE(popup.foundText(), u"3 found"_s);
        QCOMPARE(popup.list()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
            u"Dashboard, page, Ctrl+1"_s);
        QTest::keyClick(popup.edit(), Qt::Key_Down);
        QTest::keyClick(popup.edit(), Qt::Key_Down);
        QTest::keyClick(popup.edit(), Qt::Key_Down); // round and round
        QCOMPARE(popup.list()->currentIndex().row(), 0);
        QTest::keyClick(popup.edit(), Qt::Key_Up);
        QCOMPARE(popup.list()->currentIndex().row(), 2);
        // what is chosen and how many there are is told
        QTRY_COMPARE(popup.edit()->accessibleDescription(), u"3 found: Messages, page"_s);
        QTest::keyClick(popup.edit(), Qt::Key_Return);
        QVERIFY(!popup.isVisible());
        QCOMPARE(done, QStringList{u"c"_s});
        popup.open();
        QCOMPARE(popup.edit()->text(), QString());
        QTest::keyClicks(popup.edit(), u"conn"_s);
        QCOMPARE(popup.foundText(), u"1 found"_s);
        QTest::keyClick(popup.edit(), Qt::Key_Escape);
        QVERIFY(!popup.isVisible());
        QCOMPARE(done.size(), 1);
        popup.open();
        QTest::keyClicks(popup.edit(), u"xyz"_s);
        QVERIFY(popup.foundText().startsWith(u"Nothing is found"_s));
        QTest::keyClick(popup.edit(), Qt::Key_Return); // nothing
        QVERIFY(popup.isVisible());
    }

    void aNumberDoesItsRowAtOnce()
    {
        Palette palette(m_around->state);
        QStringList done;
        ListedSource source({u"page"_s, u"page"_s,
            [] {
                std::vector<PaletteEntry> all;
                for (int i = 1; i <= 11; ++i)
                    all.push_back({QString::number(i), u"Row %1"_s.arg(i), {}, {}});
                return all;
            },
            [&done](const QString& id) { done << id; }});
        palette.add(source);
        QWidget window;
        QVERIFY(showPage(window));
        PalettePopup popup(palette, m_around->theme, &window);
        popup.open();
        QTest::keyClick(popup.edit(), Qt::Key_2, Qt::AltModifier);
        QVERIFY(!popup.isVisible());
        QCOMPARE(done, QStringList{u"2"_s});
        popup.open();
        // the one done lately is the first now: the tenth is the one that was
        QTest::keyClick(popup.edit(), Qt::Key_0, Qt::AltModifier);
        QCOMPARE(done, (QStringList{u"2"_s, u"10"_s}));
        popup.open();
        QTest::keyClicks(popup.edit(), u"row 11"_s); // a number alone is typed
        QCOMPARE(popup.edit()->text(), u"row 11"_s);
        QTest::keyClick(popup.edit(), Qt::Key_7, Qt::AltModifier); // there is no such row
        QVERIFY(popup.isVisible());
        QCOMPARE(done.size(), 2);
    }

    // The real window: from any page to another, to an action, a button, a setting, with at most
    // four keys beside Ctrl+K.
    void findsWhatTheWindowCanDo_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("best");
        QTest::newRow("page") << u"pub"_s << u"Publish"_s;
        QTest::newRow("another page") << u"mes"_s << u"Messages"_s;
        QTest::newRow("initials of an action") << u"saf"_s << u"Stop all faults"_s;
    }
    void findsWhatTheWindowCanDo()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, best);
        QVERIFY(typed.size() < 4); // and Return
        MainWindow window(m_around->hub, m_around->theme, m_around->settings);
        QVERIFY(showPage(window));
        Palette& palette = window.room().palette();
        palette.open();
        palette.setTyped(typed);
        QVERIFY(!palette.matches().empty());
        QCOMPARE(palette.matches().front().entry.title, best);
    }

    void opensByItsKeyAlsoWhereSomethingIsTyped()
    {
        MainWindow window(m_around->hub, m_around->theme, m_around->settings);
        QVERIFY(showPage(window));
        PalettePopup* popup = window.room().palettePopup();
        auto* edit = window.findChild<QPlainTextEdit*>();
        QVERIFY(edit);
        for (QWidget* at = edit; at; at = at->parentWidget()) {
            if (at->accessibleName() == u"Publish"_s)
                window.room().showPage(u"Publish"_s);
        }
        window.activateWindow();
        edit->setFocus();
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window,
            Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(popup->isVisible());
        QTest::keyClicks(popup->edit(), u"aler"_s);
        QTest::keyClick(popup->edit(), Qt::Key_Return);
        QCOMPARE(window.room().pageTitle(), u"Alerts"_s);
    }

    void settingsTemplatesAndButtonsAreFoundAndDone()
    {
        MainWindow window(m_around->hub, m_around->theme, m_around->settings);
        QVERIFY(showPage(window));
        const auto go = [&window](const QString& typed, const QString& kind) {
            Palette& palette = window.room().palette();
            palette.open();
            palette.setTyped(typed);
            for (int i = 0; i < int(palette.matches().size()); ++i) {
                if (palette.matches()[std::size_t(i)].kind == kind) {
                    palette.run(i);
                    return true;
                }
            }
            return false;
        };
        QVERIFY(go(u"heartbeat"_s, u"setting"_s));
        QCOMPARE(window.room().pageTitle(), u"Settings"_s);
        QVERIFY(go(u"new post"_s, u"template"_s));
        QCOMPARE(window.room().pageTitle(), u"Publish"_s);
        QVERIFY(go(u"add the usual"_s, u"action"_s)); // a button of the Alerts page
        QCOMPARE(window.room().pageTitle(), u"Alerts"_s);
        QVERIFY(!window.alerts().book().isEmpty());
        QVERIFY(!go(u"add the usual"_s, u"action"_s)); // it is not there any longer
        QVERIFY(go(u"42"_s, u"stream"_s));
        QCOMPARE(window.room().pageTitle(), u"Connections"_s);
    }

    void whatTheHubLeavesOutIsNotFound()
    {
        testing::FakeHubPort hub;
        MainWindow window(hub, m_around->theme, m_around->settings);
        QVERIFY(showPage(window));
        const auto finds = [&window](const QString& typed, const QString& title) {
            Palette& palette = window.room().palette();
            palette.open();
            palette.setTyped(typed);
            return std::any_of(palette.matches().begin(), palette.matches().end(),
                [&title](const auto& match) { return match.entry.title == title; });
        };
        QVERIFY(finds(u"stop all"_s, u"Stop all faults"_s));
        QVERIFY(finds(u"new post"_s, u"New post"_s));
        QVERIFY(finds(u"42"_s, u"Send to user “42”"_s));
        hub.setReadOnly();
        QVERIFY(!finds(u"stop all"_s, u"Stop all faults"_s));
        QVERIFY(!finds(u"new post"_s, u"New post"_s));
        QVERIFY(!finds(u"42"_s, u"Send to user “42”"_s));
        QVERIFY(finds(u"42"_s, u"Show the streams of user “42”"_s));
        QVERIFY(finds(u"aler"_s, u"Alerts"_s));
        QVERIFY(finds(u"add the usual"_s, u"Add the usual ones"_s));
    }

    void tenThousandStreamsAreListed()
    {
        HubOptions options;
        options.listenPort = 0;
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
        StreamSource source(m_around->hub, {});
        auto snapshot = std::make_shared<ConnectionSnapshot>();
        for (quint64 id = 1; id <= 19'000; ++id) {
            ConnectionRow row;
            row.id = id;
            row.userId = QString::number(id % 10'000);
            row.address = u"127.0.0.1:40120"_s;
            snapshot->rows.push_back(row);
        }
        Palette palette(m_around->state);
        palette.add(source);
        palette.open();
        const qint64 begun = testing::threadMs();
        source.take(snapshot);
        const qint64 taken = testing::threadMs() - begun;
        palette.setTyped(u"user 9999"_s);
        QCOMPARE(palette.matches().front().entry.title, u"User 9999"_s);
        QVERIFY(palette.matches().front().entry.detail.startsWith(u"1 stream"_s));
        qInfo("19,000 streams of 10,000 users taken in %lld ms", taken);
    }

    void theFieldInTheBarOpensIt()
    {
        MainWindow window(m_around->hub, m_around->theme, m_around->settings);
        window.resize(1360, 850);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Q_EMIT window.topBar()->paletteRequested();
        QVERIFY(window.room().palettePopup()->isVisible());
    }

private:
    std::unique_ptr<PageSurroundings> m_around;
};

ROOM_TEST(TestPalettePopup, QApplication)
#include "tst_palette_popup.moc"
