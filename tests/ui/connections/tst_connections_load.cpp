// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the page costs with 19,000 rows of which 1,000 are replaced each second, the closed ones
// with them. Tells figures (per tick, which in the window is a second); asserts only what must hold
// on a machine that is busy with others, too. FANLIGHT_LOAD_TICKS=20 for figures that repeat.
#include <QTest>

#include "connections/connection_table.h"
#include "connections/connections_page.h"
#include "ui/connections/snapshots_for_tests.h"
#include "ui/page_fixture.h"
#include "support/room.h"

#include <QElapsedTimer>
#include <QHeaderView>

#include <deque>

#include <sys/resource.h>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 Rows = 19'000;
constexpr quint64 Replaced = 1000;
constexpr int FewTicks = 4;

double cpuMs(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto ms = [](const timeval& time) {
        return double(time.tv_sec) * 1000 + double(time.tv_usec) / 1000;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

} // namespace

class TestConnectionsLoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyComeAndGo_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("users");
        QTest::newRow("by id") << int(ConnectionColumn::Id) << false;
        QTest::newRow("by user") << int(ConnectionColumn::User) << false;
        QTest::newRow("by address") << int(ConnectionColumn::Address) << false;
        QTest::newRow("by events") << int(ConnectionColumn::Events) << false;
        QTest::newRow("users") << 0 << true;
    }

    void manyComeAndGo()
    {
        QFETCH(int, column);
        QFETCH(bool, users);
        PageSurroundings around;
        around.state.setValue(u"connections/show-closed"_s, true); // what costs more
        ConnectionsPage page(around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        page.setView(users ? ConnectionsPage::View::Users : ConnectionsPage::View::Streams);
        auto& table = users ? *page.userTable() : *page.streamTable();
        table.horizontalHeader()->setSortIndicator(column, Qt::AscendingOrder);
        int applied = 0; // the first comes as rows that were not there
        connect(table.model(), &QAbstractItemModel::dataChanged, &page, [&applied] { ++applied; });
        connect(table.model(), &QAbstractItemModel::rowsInserted, &page, [&applied] { ++applied; });
        connect(table.model(), &QAbstractItemModel::modelReset, &page, [&applied] { ++applied; });

        std::deque<quint64> ids;
        quint64 next = 1;
        while (ids.size() < Rows)
            ids.push_back(next++);
        double longestMs = 0; // from a snapshot until it is painted
        double longestStallMs = 0;
        double mainMs = 0;
        double allMs = 0;
        quint64 number = 0;
        QRandomGenerator random(1);
        const int ticks = std::max(qEnvironmentVariableIntValue("FANLIGHT_LOAD_TICKS"), FewTicks);
        for (quint64 tick = 0; tick < quint64(ticks); ++tick) {
            std::vector<ClosedConnectionPtr> closed;
            const auto snapshot = [&] {
                for (quint64 i = 0; tick > 0 && i < Replaced; ++i) {
                    const auto at = ids.begin() + random.bounded(int(ids.size()));
                    closed.push_back(
                        testClosed(++number, *at, 1'700'000'600'000 + qint64(tick) * 1000));
                    *at = next++;
                }
                return testSnapshot({ids.begin(), ids.end()}, tick);
            }();
            const int before = applied;
            const double mainBefore = cpuMs(RUSAGE_THREAD);
            const double allBefore = cpuMs(RUSAGE_SELF);
            QElapsedTimer whole;
            whole.start();
            page.takeClosed(closed, snapshot->takenAtMs);
            page.showSnapshot(snapshot);
            while (applied == before && whole.elapsed() < 10'000) {
                QElapsedTimer stall;
                stall.start();
                QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
                longestStallMs = std::max(longestStallMs, double(stall.nsecsElapsed()) / 1e6);
                QThread::usleep(200);
            }
            QElapsedTimer paint;
            paint.start();
            QCoreApplication::processEvents();
            if (tick > 0) {
                longestStallMs = std::max(longestStallMs, double(paint.nsecsElapsed()) / 1e6);
                longestMs = std::max(longestMs, double(whole.nsecsElapsed()) / 1e6);
                mainMs += cpuMs(RUSAGE_THREAD) - mainBefore;
                allMs += cpuMs(RUSAGE_SELF) - allBefore;
            }
        }
        if (!users)
            QVERIFY2(
                page.countText().startsWith(u"19,000 connections"_s), qPrintable(page.countText()));
        qInfo("a tick: main thread %.1f ms, all threads %.1f ms of CPU; longest until painted %.1f "
              "ms, longest turn %.1f ms",
            mainMs / (ticks - 1), allMs / (ticks - 1), longestMs, longestStallMs);

        QElapsedTimer filter;
        filter.start();
        page.setFilter(users ? u"user:1*"_s : u"127.0.0.3"_s); // each user is at every address
        QTRY_VERIFY(page.countText().contains(u" of "_s));
        qInfo("a filter answers after %.1f ms", double(filter.nsecsElapsed()) / 1e6);
    }
};

ROOM_TEST(TestConnectionsLoad, QApplication)
#include "tst_connections_load.moc"
