// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/watched_views.h"

#include "hub/local_hub.h"
#include "support/room.h"

#include <QTest>

#include <optional>

using namespace fanlight;

class TestWatchedViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void viewsAreWatchedWhileOneWatchesThem()
    {
        LocalHub hub;
        std::optional<WatchedViews> one(
            std::in_place, hub, std::vector{HubPort::View::Log, HubPort::View::Faults});
        std::optional<WatchedViews> other(std::in_place, hub, std::vector{HubPort::View::Log});
        QVERIFY(hub.isWatched(HubPort::View::Log));
        QVERIFY(hub.isWatched(HubPort::View::Faults));
        QVERIFY(!hub.isWatched(HubPort::View::Audit));
        one.reset();
        QVERIFY(hub.isWatched(HubPort::View::Log));
        QVERIFY(!hub.isWatched(HubPort::View::Faults));
        other.reset();
        QVERIFY(!hub.isWatched(HubPort::View::Log));
    }

    void allAreEachOfThem()
    {
        LocalHub hub;
        const WatchedViews watched(hub, WatchedViews::all());
        for (std::size_t view = 0; view < views::ViewCount; ++view)
            QVERIFY(hub.isWatched(HubPort::View(view)));
    }

    void aHubMayGoFirst()
    {
        auto hub = std::make_unique<LocalHub>();
        const WatchedViews watched(*hub, WatchedViews::all());
        hub.reset();
    }
};

ROOM_TEST(TestWatchedViews, QCoreApplication)
#include "tst_watched_views.moc"
