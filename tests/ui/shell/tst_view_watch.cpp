// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/view_watch.h"

#include "hub/log_ring.h"
#include "log/log_room.h"
#include "main_window.h"
#include "pages.h"
#include "shell/hub_room.h"
#include "support/fake_hub_port.h"
#include "support/room.h"
#include "theme/theme.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

namespace {

QStringList watchedOf(const HubPort& hub)
{
    QStringList names;
    for (std::size_t view = 0; view < views::ViewCount; ++view) {
        if (hub.isWatched(HubPort::View(view)))
            names += views::viewName(HubPort::View(view));
    }
    names.sort();
    return names;
}

} // namespace

// What a window asks of a hub is what is seen of it.
class TestViewWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void watchesWhileItsWidgetIsSeen()
    {
        FakeHubPort hub;
        auto page = std::make_unique<QWidget>();
        new ViewWatch(hub, *page, {HubPort::View::Log, HubPort::View::Audit});
        QCOMPARE(watchedOf(hub), QStringList());
        page->show();
        QCOMPARE(watchedOf(hub), QStringList({u"audit"_s, u"log"_s}));
        page->hide();
        QCOMPARE(watchedOf(hub), QStringList());
        page->show();
        QWidget other;
        other.show();
        new ViewWatch(hub, other, {HubPort::View::Log}); // which is seen already
        page.reset();
        QCOMPARE(watchedOf(hub), QStringList{u"log"_s});
    }

    void aHubThatGoesFirstIsNoTrouble()
    {
        QWidget page;
        auto hub = std::make_unique<FakeHubPort>();
        new ViewWatch(*hub, page, {HubPort::View::Log});
        page.show();
        hub.reset();
        page.hide();
    }

    // Page by page, of a room: what the list and the bar show wherever one is, and its own.
    void eachPageAsksForItsOwn_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QStringList>("views");
        QTest::newRow("dashboard") << u"Dashboard"_s << QStringList();
        QTest::newRow("connections") << u"Connections"_s << QStringList{u"closed"_s};
        QTest::newRow("messages") << u"Messages"_s << QStringList({u"closed"_s, u"messages"_s});
        QTest::newRow("publish") << u"Publish"_s << QStringList();
        QTest::newRow("redis") << u"Redis"_s << QStringList{u"redis"_s};
        QTest::newRow("log") << u"Log"_s << QStringList{u"log"_s};
        QTest::newRow("settings") << u"Settings"_s << QStringList();
    }
    void eachPageAsksForItsOwn()
    {
        QFETCH(const QString, page);
        QFETCH(const QStringList, views);
        const QTemporaryDir folder;
        qputenv("XDG_DATA_HOME", folder.path().toUtf8());
        QSettings settings(folder.filePath(u"settings"_s), QSettings::IniFormat);
        Theme theme;
        FakeHubPort home;
        FakeHubPort hub;
        const LogRing log;
        {
            MainWindow window(home, theme, settings, &log);
            window.show();
            window.visit(hub, {u"eu-1"_s, u"eu-1"_s, {}, false, folder.path()}, &log);
            window.room().showPage(u"Log"_s); // and away from it again
            window.room().showPage(page);
            QStringList wanted
                = views + QStringList({u"faults"_s, u"instances"_s, u"moments"_s, u"sources"_s});
            wanted.sort();
            QTRY_COMPARE(watchedOf(hub), wanted);
            window.hide(); // put away: alerts and markers go on
            QTRY_COMPARE(watchedOf(hub), QStringList({u"faults"_s, u"moments"_s, u"sources"_s}));
            window.show();
            window.leave();
            QCOMPARE(watchedOf(hub), QStringList());
        }
    }
};

ROOM_TEST(TestViewWatch, QApplication)
#include "tst_view_watch.moc"
