// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/test_clients_panel.h"

#include "theme/theme.h"
#include "support/room.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestTestClientsPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhichThereAre()
    {
        std::vector<TestClients::Group> groups;
        TestClientsPanel panel([&groups] { return groups; });
        QCOMPARE(panel.summary(), u"there are none"_s);
        QVERIFY(!panel.removeAllButton()->isEnabled());

        TestClientKind slow;
        slow.users = 50;
        slow.types = {u"like"_s, u"comment"_s};
        slow.slowShare = 0.1;
        slow.dropShare = 0.05;
        groups = {{{}, 1000, 998, 0}, {slow, 200, 200, 0}};
        panel.refresh();
        QCOMPARE(panel.summary(), u"1,198 of 1,200 connected"_s);
        QCOMPARE(panel.rows(),
            (QStringList{u"1,000: users 1 to 20,000, all types"_s,
                u"200: users 1 to 50, like, comment, 10 % slow, 5 % lost every 30 s"_s}));
        QVERIFY(panel.removeAllButton()->isEnabled());

        QSignalSpy removed(&panel, &TestClientsPanel::removeRequested);
        panel.removeButton(1)->click();
        QCOMPARE(removed[0][0].toInt(), 1);
        groups.pop_back();
        panel.refresh();
        QCOMPARE(panel.rows().size(), 1);
    }

    void addsWhatItsFieldsSay()
    {
        TestClientsPanel panel([] { return std::vector<TestClients::Group>(); });
        QSignalSpy asked(&panel, &TestClientsPanel::addRequested);
        panel.addButton()->click();
        QCOMPARE(asked[0][0].toInt(), 100);
        QCOMPARE(asked[0][1].value<TestClientKind>(), TestClientKind());
        TestClientKind kind;
        kind.users = 7;
        kind.types = {u"like"_s, u"x"_s};
        kind.slowShare = 0.5;
        kind.dropShare = 0.2;
        kind.dropEvery = std::chrono::seconds(10);
        kind.dropAway = std::chrono::seconds(3);
        panel.setKind(kind);
        QCOMPARE(panel.kind(), kind);
    }

    void aProblemStandsInThePanel()
    {
        TestClientsPanel panel([] { return std::vector<TestClients::Group>(); });
        panel.showProblem(u"The hub is not listening."_s);
        QCOMPARE(panel.problem(), u"The hub is not listening."_s);
        panel.showProblem({});
        QCOMPARE(panel.problem(), QString());
    }
};

ROOM_TEST(TestTestClientsPanel, QApplication)
#include "tst_test_clients_panel.moc"
