// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/loss_guard.h"

#include "hub/local_hub.h"
#include "load/own_traffic.h"
#include "support/fake_hub_port.h"
#include "support/patience.h"
#include "support/room.h"
#include "widgets/question.h"

#include <QPushButton>
#include <QTest>
#include <QWidget>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using Deed = LossGuard::Deed;
using Stakes = LossGuard::Stakes;

namespace {

// Has streams to be counted, and notes what it is asked for.
class CountingHub : public testing::FakeHubPort {
public:
    void findConnections(
        const QString& filter, int most, std::function<void(ConnectionSnapshotPtr)> done) override
    {
        asked << QString::number(most);
        FakeHubPort::findConnections(filter, most, std::move(done));
    }
    QStringList asked;
};

ConnectionRow streamOf(quint64 id, const QString& agent)
{
    ConnectionRow row;
    row.id = id;
    row.userAgent = agent;
    return row;
}

} // namespace

class TestLossGuard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesWhatWouldBeLost_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<Stakes>("stakes");
        QTest::addColumn<QStringList>("facts");
        QTest::newRow("nothing") << Deed::Stop << Stakes{} << QStringList{};
        // history goes by itself, with its time
        QTest::newRow("history alone") << Deed::Stop << Stakes{0, {0, 500}} << QStringList{};
        QTest::newRow("a client") << Deed::Stop << Stakes{1, {}} << QStringList{u"1 client"_s};
        QTest::newRow("all")
            << Deed::Close << Stakes{2340, {7205, 12}, true, true, true}
            << QStringList{u"2,340 client"_s, u"The audience in memory goes: 7,205 entr"_s,
                   u"The history in memory goes: 12 message"_s,
                   u"The load test that runs is cut; what it has measured is kept among the runs"_s,
                   u"What the tap on Redis has recorded goes"_s, u"The repeated publish ends"_s};
        QTest::newRow("restart") << Deed::Restart << Stakes{3, {}} << QStringList{u"3 client"_s};
        QTest::newRow("new address")
            << Deed::NewAddress << Stakes{1, {}} << QStringList{u"1 client"_s};
    }
    void namesWhatWouldBeLost()
    {
        QFETCH(Deed, deed);
        QFETCH(Stakes, stakes);
        QFETCH(QStringList, facts);
        // how they begin: the forms for one and for many are the translation's
        const QStringList found = LossGuard::factsOf(deed, stakes);
        QCOMPARE(found.size(), facts.size());
        for (int i = 0; i < facts.size(); ++i)
            QVERIFY2(found[i].startsWith(facts[i]), qPrintable(found[i]));
    }

    void goesOnAtOnceWhereNothingWouldBeLost()
    {
        LocalHub hub;
        QWidget window;
        LossGuard guard(hub, window, {});
        int count = 0;
        guard.ask(Deed::Close, [&count] { ++count; });
        QCOMPARE(count, 1);
        QVERIFY(!guard.question());
    }

    // Of the streams it wants to know how many are not the program's own, and nothing else.
    void countsTheClientsOfOthers()
    {
        CountingHub hub;
        hub.setConnections({streamOf(1, u"Mozilla/5.0 (X11)"_s), streamOf(2, u"curl/8.5"_s),
            streamOf(3, own_traffic::TestClient), streamOf(4, own_traffic::LoadTester),
            streamOf(5, own_traffic::SetupDoctor), streamOf(6, {})});
        QWidget window;
        window.show();
        LossGuard guard(hub, window, {});
        guard.ask(Deed::Stop, [] {});
        QTRY_VERIFY(guard.question());
        const QString fact = guard.question()->facts().value(0);
        QVERIFY2(fact.startsWith(u"3 client"_s), qPrintable(fact));
        QCOMPARE(hub.asked, QStringList{u"0"_s});
    }

    void goesOnWhereAllClientsAreItsOwn()
    {
        CountingHub hub;
        hub.setConnections({streamOf(3, own_traffic::TestClient)});
        QWidget window;
        LossGuard guard(hub, window, {});
        int count = 0;
        guard.ask(Deed::Stop, [&count] { ++count; });
        QTRY_COMPARE(count, 1);
        QVERIFY(!guard.question());
    }

    void asksOnceHoweverOftenItIsAsked()
    {
        LocalHub hub;
        QWidget window;
        window.show();
        LossGuard guard(hub, window, {[] { return true; }, {}, {}});
        int count = 0;
        for (int i = 0; i < 3; ++i)
            guard.ask(Deed::Close, [&count] { ++count; });
        QCOMPARE(window.findChildren<Question*>().size(), 1);
        QCOMPARE(count, 0);
        guard.question()->choice(0)->click();
        QCOMPARE(count, 1);
    }
};

ROOM_TEST(TestLossGuard, QApplication)
#include "tst_loss_guard.moc"
