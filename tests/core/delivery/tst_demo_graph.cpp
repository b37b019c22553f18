// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "delivery/demo_graph.h"
#include "support/room.h"

#include <set>

using namespace fanlight;

class TestDemoGraph : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSumOfFollowersIsTheOneAskedFor_data()
    {
        QTest::addColumn<int>("users");
        QTest::addColumn<int>("authors");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("skew");
        QTest::newRow("usual") << 1000 << 100 << 50.0 << 0.9;
        QTest::newRow("even") << 1000 << 100 << 50.0 << 0.0;
        QTest::newRow("the first are followed by all") << 1000 << 1000 << 100.0 << 2.0;
        QTest::newRow("everybody follows everybody") << 20 << 20 << 19.0 << 1.0;
        QTest::newRow("nobody follows") << 20 << 20 << 0.0 << 1.0;
        QTest::newRow("one author") << 10 << 1 << 3.0 << 1.0;
        QTest::newRow("largest") << 100'000 << 100'000 << 10.0 << 0.8;
    }

    void theSumOfFollowersIsTheOneAskedFor()
    {
        QFETCH(const int, users);
        QFETCH(const int, authors);
        QFETCH(const double, mean);
        QFETCH(const double, skew);
        const DemoGraph graph({users, authors, mean, skew, 7});
        std::uint64_t sum = 0;
        for (int author = 1; author <= authors; ++author) {
            QVERIFY(graph.followerCount(author) >= 0 && graph.followerCount(author) < users);
            sum += std::uint64_t(graph.followerCount(author));
        }
        QCOMPARE(sum, graph.totalFollowers());
        QCOMPARE(sum, std::uint64_t(mean * authors));
    }

    void eachFollowerIsAnotherUserAndNeverTheAuthor_data()
    {
        QTest::addColumn<int>("users");
        for (const int users : {10, 17, 64, 65, 1000})
            QTest::addRow("%d users", users) << users;
    }

    void eachFollowerIsAnotherUserAndNeverTheAuthor()
    {
        QFETCH(const int, users);
        const DemoGraph graph(
            {users, users, users - 1.0, 0, 3}); // all follow all: a repeat would leave one out
        for (int author = 1; author <= users; author += 1 + users / 20) {
            std::set<int> seen;
            for (int i = 0; i < graph.followerCount(author); ++i) {
                const int follower = graph.follower(author, i);
                QVERIFY(follower >= 1 && follower <= users && follower != author);
                seen.insert(follower);
            }
            QCOMPARE(int(seen.size()), users - 1);
        }
    }

    void followsZipfsLaw()
    {
        const DemoGraph graph({10'000, 1000, 20, 1.0, 1});
        // With exponent 1 author r has 1/r of the followers of the first.
        const double first = graph.followerCount(1);
        QVERIFY(first > 2000);
        for (const int rank : {2, 10, 100, 1000})
            QVERIFY(std::abs(graph.followerCount(rank) - first / rank) <= 1);
    }

    void withoutSkewAllHaveAsMany()
    {
        const DemoGraph graph({1000, 10, 50, 0, 1});
        for (int author = 1; author <= 10; ++author)
            QCOMPARE(graph.followerCount(author), 50);
    }

    void isTheSameForTheSameSeedAndAnotherForAnother()
    {
        const DemoGraphPlan plan{1000, 10, 100, 0, 5};
        DemoGraphPlan other = plan;
        other.seed = 6;
        const auto followers = [](const DemoGraphPlan& p) {
            const DemoGraph graph(p);
            std::vector<int> all;
            for (int i = 0; i < graph.followerCount(3); ++i)
                all.push_back(graph.follower(3, i));
            return all;
        };
        QCOMPARE(followers(plan), followers(plan));
        QVERIFY(followers(plan) != followers(other));
    }

    void interestsHaveTheirShares()
    {
        const DemoGraph graph({10'000, 1, 1, 0, 1});
        for (std::size_t i = 0; i < DemoGraph::interests().size(); ++i) {
            int count = 0;
            for (int user = 1; user <= 10'000; ++user)
                count += graph.wants(user, i) ? 1 : 0;
            QVERIFY(std::abs(count / 10'000.0 - DemoGraph::interests()[i].share) < 0.02);
        }
    }

    void saysWhatCannotBeDrawn_data()
    {
        QTest::addColumn<int>("users");
        QTest::addColumn<int>("authors");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("skew");
        QTest::newRow("too few users") << 9 << 1 << 1.0 << 1.0;
        QTest::newRow("too many users") << 100'001 << 1 << 1.0 << 1.0;
        QTest::newRow("no author") << 10 << 0 << 1.0 << 1.0;
        QTest::newRow("more authors than users") << 10 << 11 << 1.0 << 1.0;
        QTest::newRow("more followers than others") << 10 << 1 << 10.0 << 1.0;
        QTest::newRow("no number") << 10 << 1 << std::nan("") << 1.0;
        QTest::newRow("too steep") << 10 << 1 << 1.0 << 2.1;
    }

    void saysWhatCannotBeDrawn()
    {
        QFETCH(const int, users);
        QFETCH(const int, authors);
        QFETCH(const double, mean);
        QFETCH(const double, skew);
        QVERIFY(!DemoGraphPlan({users, authors, mean, skew, 1}).problem().empty());
        QVERIFY(DemoGraphPlan().problem().empty());
    }
};

ROOM_TEST(TestDemoGraph, QCoreApplication)
#include "tst_demo_graph.moc"
