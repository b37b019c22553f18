// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_resuming.h"

#include "core/broker/cluster_rig.h"
#include "qtredis/key_slot.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Of user e; on everyone's channel there was nothing but one event, before all of these.
struct History {
    QByteArray newest, everyones;
    QList<QByteArray> entries; // as RESP
    QByteArray error; // instead

    QByteArray answer(const FakeNode::Command& command) const
    {
        const bool isAsked
            = command.join(' ').contains("{notifications:e}") || command.value(0) == "TIME";
        if (isAsked && !error.isEmpty() && command.value(0) != "EVALSHA")
            return error;
        if (command.value(0) == "GET" && command.value(1).contains("{notifications:e}"))
            return FakeNode::bulk(newest);
        if (command.value(0) == "GET" && command.value(1).contains("{notifications}"))
            return FakeNode::bulk(everyones);
        if (command.value(0) == "XRANGE" && command.value(1).contains("{notifications:e}"))
            return FakeNode::arrayOf(entries);
        return {};
    }
};

} // namespace

// What whoever resumes behind a cluster is sent, and told, by what nodes say.
class TstClusterResuming : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_history = {};
        for (int i = 0; i < 6; ++i)
            m_ids[i]
                = QByteArray::number(QDateTime::currentMSecsSinceEpoch() - 6000 + 1000 * i) + "-0";
        m_history.everyones = m_ids[0];
    }

    void whatWasMissedFollowsAndNothingElse()
    {
        keep({1, 2, 3});
        ClusterRig rig;
        serve(rig);
        const ReplayFigures figures = preview(rig, m_ids[1]);
        QCOMPARE(figures.missing, std::string());
        QCOMPARE(figures.events.size(), 2U);
        QCOMPARE(QByteArray::fromStdString(std::string(figures.events[1].frame->id())),
            m_ids[3] + '.' + m_ids[0]);
        QCOMPARE(preview(rig, m_ids[3]).events.size(), 0U);
    }

    void whatIsMissingIsTold_data()
    {
        QTest::addColumn<QList<int>>("kept");
        QTest::addColumn<int>("newest");
        QTest::addColumn<int>("to"); // the event before which some are missing
        QTest::newRow("between two") << QList{1, 2, 4} << 4 << 4;
        QTest::newRow("twice") << QList{1, 3, 5} << 5 << 5;
        QTest::newRow("at the end") << QList{1, 2} << 4 << 4;
        QTest::newRow("behind the event itself") << QList{3, 4} << 4 << 3;
        QTest::newRow("all") << QList<int>{} << 4 << 4;
    }
    void whatIsMissingIsTold()
    {
        QFETCH(QList<int>, kept);
        QFETCH(int, newest);
        QFETCH(int, to);
        keep(kept);
        m_history.newest = m_ids[newest];
        ClusterRig rig;
        serve(rig);
        const ReplayFigures figures = preview(rig, m_ids[1]);
        QVERIFY2(figures.missing.find("history does not reach back") == 0, figures.missing.c_str());
        QCOMPARE(figures.missingTo, m_ids[to].toStdString());
    }

    void entriesThatMakeNoSenseAreLeftOut()
    {
        keep({1, 2, 3});
        for (const QByteArray& one : {":7\r\n"_ba, "$1\r\nx\r\n"_ba, "*0\r\n"_ba,
                 "*2\r\n$1\r\nx\r\n*0\r\n"_ba, "*2\r\n$3\r\n9-9\r\n$1\r\nx\r\n"_ba,
                 "*2\r\n$3\r\n9-9\r\n*1\r\n$1\r\nm\r\n"_ba, "*2\r\n$-1\r\n$-1\r\n"_ba})
            m_history.entries.insert(1, one);
        ClusterRig rig;
        serve(rig);
        const ReplayFigures figures = preview(rig, m_ids[1]);
        QCOMPARE(figures.missing, std::string());
        QCOMPARE(figures.events.size(), 2U);
    }

    void whatCannotBeReadIsTold_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("no right") << "-NOPERM this user has no permissions\r\n"_ba
                                  << "may not do this"_ba;
        QTest::newRow("another type") << "-WRONGTYPE Operation against a key\r\n"_ba
                                      << "The app keeps something else"_ba;
        QTest::newRow("down") << "-CLUSTERDOWN The cluster is down\r\n"_ba
                              << "does not serve this"_ba;
        QTest::newRow("moved in a circle") << "-MOVED 2063 :0\r\n"_ba
                                           << "moving this"_ba;
    }
    void whatCannotBeReadIsTold()
    {
        QFETCH(QByteArray, error);
        QFETCH(QByteArray, why);
        keep({1, 2, 3});
        ClusterRig rig;
        serve(rig);
        m_history.error = error;
        const ReplayFigures figures = preview(rig, m_ids[1]);
        QVERIFY2(figures.missing.find("history cannot be read: ") == 0
                && figures.missing.find(why.toStdString()) != std::string::npos,
            figures.missing.c_str());
    }

    void whatIsBeingMovedIsReadWhereItIs()
    {
        keep({1, 2, 3});
        ClusterRig rig;
        serve(rig);
        m_history.error = "-TRYAGAIN Multiple keys request during rehashing\r\n";
        QTimer::singleShot(200, this, [this] { m_history.error.clear(); });
        const ReplayFigures figures = preview(rig, m_ids[1]);
        QCOMPARE(figures.missing, std::string());
        QCOMPARE(figures.events.size(), 2U);
    }

    // Its replica took over: what it lacks no chain shows once others were published.
    void whoGoesOnBehindATakeoverIsTold()
    {
        keep({1, 2, 3});
        ClusterRig rig;
        rig.first.slotsAnswer = FakeNode::arrayOf(
            {FakeNode::range(0, 8191, {rig.first.serverPort(), rig.second.serverPort()}),
                FakeNode::range(8192, 16383, {rig.second.serverPort()})});
        serve(rig);
        QCOMPARE(preview(rig, m_ids[1]).missing, std::string());
        rig.sayWho(rig.second.serverPort(), rig.second.serverPort());
        rig.first.close();
        rig.first.hangUp(); // the other node is asked
        QTRY_COMPARE(
            rig.channels->topology().keeperOf(0), rig.channels->topology().keeperOf(16383));
        const ReplayFigures figures = preview(rig, m_ids[1]);
        QVERIFY2(figures.missing.find("a primary of the Redis Cluster was replaced") == 0,
            figures.missing.c_str());
        QCOMPARE(figures.missingTo, std::string()); // nothing was published since
        QCOMPARE(figures.events.size(), 2U);
        // what was published since ends it
        const QByteArray later
            = QByteArray::number(QDateTime::currentMSecsSinceEpoch() + 1500) + "-0";
        m_history.entries.append(FakeNode::entry(later, m_ids[3]));
        m_history.newest = later;
        QCOMPARE(preview(rig, m_ids[1]).missingTo, later.toStdString());
        QCOMPARE(preview(rig, later).missing, std::string());
    }

    void aSlotThatIsMovedIsNoTakeover()
    {
        keep({1, 2, 3});
        ClusterRig rig;
        serve(rig);
        rig.sayWho(rig.second.serverPort(), rig.second.serverPort());
        m_history.error = "-MOVED 2063 " + rig.second.where().toLatin1() + "\r\n";
        rig.second.answer = [&, history = m_history](const FakeNode::Command& c) mutable {
            history.error.clear();
            return history.answer(c);
        };
        const ReplayFigures figures = preview(rig, m_ids[1]);
        QCOMPARE(figures.missing, std::string());
        QCOMPARE(figures.events.size(), 2U);
        QVERIFY(
            rig.channels->topology().keeperOf(2063)->endpoint().port == rig.second.serverPort());
    }

    // The same node, as another process: it does not know what it was told of scripts.
    void aNodeThatIsAnotherProcessIsATakeover_data()
    {
        QTest::addColumn<bool>("isAnother");
        QTest::newRow("another") << true;
        QTest::newRow("the same") << false;
    }
    void aNodeThatIsAnotherProcessIsATakeover()
    {
        QFETCH(const bool, isAnother);
        keep({1, 2, 3});
        ClusterRig rig;
        bool isKnown = false;
        rig.first.answer = [&](const FakeNode::Command& command) -> QByteArray {
            if (command.value(0) == "EVAL")
                isKnown = true;
            if (command.value(0) == "EVALSHA" && command.value(2) == "0" && !isKnown)
                return "-NOSCRIPT No matching script.\r\n";
            return m_history.answer(command);
        };
        rig.second.answer = [this](const FakeNode::Command& c) { return m_history.answer(c); };
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
        QTRY_VERIFY(isKnown);
        QCOMPARE(preview(rig, m_ids[1]).missing, std::string());
        isKnown = !isAnother;
        rig.first.hangUp();
        const qsizetype marks = rig.first.count("EVALSHA", " 0");
        QTRY_VERIFY(rig.first.count("EVALSHA", " 0") > marks);
        QVERIFY(rig.waitForReady());
        QCOMPARE(
            preview(rig, m_ids[1]).missing.find("a primary of the Redis Cluster was replaced") == 0,
            isAnother);
    }

    // Hubs tell each other.
    void whatOthersSawCounts()
    {
        const auto told = std::make_shared<QList<QByteArrayList>>();
        const auto kept = std::make_shared<QByteArray>("*0\r\n");
        const ClusterTakeovers::AskHome home = [=](std::initializer_list<std::string_view> command,
                                                   const redis::RedisLink::Callback& done) {
            QByteArrayList words;
            for (const std::string_view word : command)
                words.append(QByteArray(word.data(), qsizetype(word.size())));
            told->append(words);
            redis::ReplyReader reader;
            const QByteArray answer = words[0] == "HGETALL" ? *kept : ":1\r\n"_ba;
            reader.feed({answer.data(), std::size_t(answer.size())});
            reader.next();
            if (done)
                done(reader.reply());
        };
        keep({1, 2, 3});
        const QByteArray now = QByteArray::number(QDateTime::currentMSecsSinceEpoch());
        *kept = FakeNode::array({"0-99999", now, "x", now, "2063-2063", "99999999999999999999",
            "2064-9000", now, "-5-3", now}); // what makes no sense, and other slots
        {
            ClusterRig rig(false, home);
            serve(rig);
            QCOMPARE(preview(rig, m_ids[1]).missing, std::string());
        }
        *kept = FakeNode::array({"2000-2063", now});
        {
            ClusterRig rig(false, home);
            serve(rig);
            QTRY_VERIFY(preview(rig, m_ids[1])
                            .missing.starts_with("a primary of the Redis Cluster was replaced"));
            told->clear();
            rig.first.close();
            rig.first.hangUp();
            rig.sayWho(rig.second.serverPort(), rig.second.serverPort());
            // it tells what it sees: the lower half
            const auto isTold = [&] {
                return std::any_of(told->begin(), told->end(), [](const QByteArrayList& words) {
                    return words.value(0) == "HSET" && words.value(2) == "0-8191"
                        && words.value(1) == "fanlight:{notifications}:takeovers";
                });
            };
            QTRY_VERIFY(isTold());
        }
    }

private:
    // Events, each naming the one before it; the newest of them was given last.
    void keep(const QList<int>& numbers)
    {
        for (const int i : numbers)
            m_history.entries.append(FakeNode::entry(m_ids[i], m_ids[i - 1]));
        if (!numbers.isEmpty())
            m_history.newest = m_ids[numbers.last()];
    }
    void serve(ClusterRig& rig)
    {
        for (FakeNode* node : {&rig.first, &rig.second})
            node->answer = [this](const FakeNode::Command& c) { return m_history.answer(c); };
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
    }
    ReplayFigures preview(ClusterRig& rig, const QByteArray& own)
    {
        return rig.preview("e", QByteArray(own + '.' + m_ids[0]).toStdString());
    }

    History m_history;
    std::array<QByteArray, 6> m_ids;
};

ROOM_TEST(TstClusterResuming, QCoreApplication)
#include "tst_cluster_resuming.moc"
