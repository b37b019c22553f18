// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/reach_watch.h"
#include "support/room.h"

#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int QuietMs = 150; // in which a refresh would come

PublishRequest toUsers(const QStringList& ids)
{
    PublishRequest request;
    request.userIds = ids;
    return request;
}

PublishRequest kindOf(PublishKind kind, const QString& author = {})
{
    PublishRequest request;
    request.kind = kind;
    request.authorId = author;
    request.type = u"like"_s;
    return request;
}

Reach reachOf(qint64 audience, qint64 online, qint64 connections)
{
    Reach reach;
    reach.audience = audience;
    reach.usersOnline = online;
    reach.connections = connections;
    reach.allConnections = 10'300;
    return reach;
}

} // namespace

class TestReachWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhomItReaches_data()
    {
        QTest::addColumn<PublishRequest>("request");
        QTest::addColumn<std::optional<Reach>>("reach");
        QTest::addColumn<QString>("recipients");
        QTest::addColumn<QString>("button");
        PublishRequest all;
        all.broadcast = true;
        const PublishRequest selective = kindOf(PublishKind::Selective);
        const auto row
            = [](const char* name, const PublishRequest& request, const std::optional<Reach>& reach,
                  const QString& recipients, const QString& button) {
                  QTest::newRow(name) << request << reach << recipients << button;
              };
        Reach failed;
        failed.error = u"Redis is away."_s;
        row("not known yet", selective, {}, u"Users who want “like” (– online)"_s,
            u"Send to users who want “like”"_s);
        row("selective", selective, reachOf(10'214, 2340, 2400),
            u"Users who want “like” (2,340 of 10,214 online)"_s, u"Send to 2,340 users"_s);
        row("among followers", kindOf(PublishKind::Selective, u"42"_s), reachOf(5, 1, 1),
            u"Followers of author 42 who want “like” (1 of 5 online)"_s, u"Send to 1 user"_s);
        row("nobody wants it", selective, reachOf(0, 0, 0), u"Users who want “like” (nobody)"_s,
            u"Send to users who want “like”"_s);
        row("nobody is there", selective, reachOf(12, 0, 0),
            u"Users who want “like” (none of 12 online)"_s, u"Send to 12 users"_s);
        row("fan-out", kindOf(PublishKind::Fanout, u"42"_s), reachOf(9000, 8112, 8200),
            u"Followers of author 42 (8,112 of 9,000 online)"_s, u"Send to 8,112 users"_s);
        row("without followers", kindOf(PublishKind::Fanout, u"42"_s), reachOf(0, 0, 0),
            u"Followers of author 42 (there are none)"_s, u"Send to followers of author 42"_s);
        row("fan-out, not known", kindOf(PublishKind::Fanout, u"42"_s), failed,
            u"Followers of author 42 (not known: Redis is away.)"_s,
            u"Send to followers of author 42"_s);
        row("everyone", all, reachOf(-1, -1, 10'214), u"Everyone (10,214 clients online)"_s,
            u"Send to 10,214 clients"_s);
        row("everyone, nobody there", all, reachOf(-1, -1, 0), u"Everyone (nobody is online)"_s,
            u"Send to everyone"_s);
        row("one user", toUsers({u"42"_s}), reachOf(1, 1, 2), u"User 42 (online, 2 clients)"_s,
            u"Send to user 42"_s);
        row("one user away", toUsers({u"42"_s}), reachOf(1, 0, 0), u"User 42 (not online)"_s,
            u"Send to user 42"_s);
        row("one user who takes others", toUsers({u"42"_s}), reachOf(1, 1, 0),
            u"User 42 (online, but takes no such type)"_s, u"Send to user 42"_s);
        row("several", toUsers({u"1"_s, u"2"_s}), reachOf(2, 1, 1), u"2 users (1 of 2 online)"_s,
            u"Send to 1 user"_s);
        row("several, not known", toUsers({u"1"_s, u"2"_s}), {}, u"2 users (– online)"_s,
            u"Send to 2 users"_s);
        row("audience not known", selective, reachOf(-1, -1, 0),
            u"Users who want “like” (– online)"_s, u"Send to users who want “like”"_s);
        row("online not known", kindOf(PublishKind::Fanout, u"42"_s), reachOf(7, -1, 0),
            u"Followers of author 42 (– of 7 online)"_s, u"Send to 7 users"_s);
    }

    void saysWhomItReaches()
    {
        QFETCH(const PublishRequest, request);
        QFETCH(const std::optional<Reach>, reach);
        QFETCH(const QString, recipients);
        QFETCH(const QString, button);
        QCOMPARE(recipientsText(request, reach), recipients);
        QCOMPARE(sendText(request, reach), button);
    }

    void saysWhyNobodyReceivedIt_data()
    {
        QTest::addColumn<PublishRequest>("request");
        QTest::addColumn<Reach>("reach");
        QTest::addColumn<QString>("why");
        PublishRequest all;
        all.broadcast = true;
        all.type = u"like"_s;
        PublishRequest one = toUsers({u"42"_s});
        one.type = u"like"_s;
        PublishRequest two = toUsers({u"1"_s, u"2"_s});
        two.type = u"like"_s;
        Reach nobody;
        Reach failed;
        failed.error = u"Redis is away."_s;
        Reach anywhere = reachOf(1, 1, 0);
        anywhere.countsInstances = true;
        const auto row
            = [](const char* name, const PublishRequest& request, const Reach& reach,
                  const QString& why) { QTest::newRow(name) << request << reach << why; };
        const QString kept = u" History keeps it for clients that come back."_s;
        const QString page = u" The Audience page has who follows whom and who wants what."_s;
        row("no client", all, nobody, u"No client is connected."_s + kept);
        row("clients of other types", all, reachOf(-1, -1, 0),
            u"Connected here: 10,300 clients, but none takes “like”."_s);
        row("not online", one, reachOf(1, 0, 0), u"User 42 is not online."_s + kept);
        row("takes no such type", one, reachOf(1, 1, 0),
            u"User 42 is online, but no client of theirs here takes “like”."_s);
        row("online on another instance, perhaps", one, anywhere,
            u"User 42 is online, but no client of theirs here takes “like”."_s);
        row("none of several", two, reachOf(2, 0, 0), u"None of the 2 users is online."_s + kept);
        row("no followers", kindOf(PublishKind::Fanout, u"7"_s), reachOf(0, 0, 0),
            u"Nobody follows author 7."_s + page);
        row("nobody wants it", kindOf(PublishKind::Selective), reachOf(0, 0, 0),
            u"Nobody wants “like”."_s + page);
        row("there by now", one, reachOf(1, 1, 1), QString());
        row("not known", one, failed, QString());
    }

    void saysWhyNobodyReceivedIt()
    {
        QFETCH(const PublishRequest, request);
        QFETCH(const Reach, reach);
        QFETCH(const QString, why);
        QCOMPARE(whyNobody(request, reach, true), why);
        QVERIFY(!whyNobody(request, reach, false).contains(u"History"_s));
    }

    void aRunOfChangesIsOneQuestionAboutTheLast()
    {
        makeActive();
        for (const QString& id : {u"1"_s, u"12"_s, u"123"_s})
            m_watch->setRequest(toUsers({id}));
        QTRY_COMPARE(m_asked.size(), 1U);
        QCOMPARE(m_asked[0].userIds, QStringList{u"123"_s});
    }

    void neverHasTwoQuestionsUnderWay()
    {
        makeActive();
        m_watch->setRequest(toUsers({u"1"_s}));
        QTRY_COMPARE(m_asked.size(), 1U);
        QSignalSpy changed(m_watch.get(), &ReachWatch::changed);
        m_watch->setRequest(toUsers({u"2"_s}));
        // The refresh and the change both come due meanwhile.
        QVERIFY(!QTest::qWaitFor([this] { return m_asked.size() > 1; }, QuietMs));
        m_answers[0](reachOf(1, 1, 1)); // about the first: nobody wants to know any more
        QCOMPARE(changed.count(), 0);
        QVERIFY(!m_watch->reach());
        QTRY_COMPARE(m_asked.size(), 2U);
        QCOMPARE(m_asked[1].userIds, QStringList{u"2"_s});
        m_answers[1](reachOf(1, 0, 0));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_watch->reach()->usersOnline, 0);
    }

    void asksAgainWhileItIsSeenOnly()
    {
        makeActive();
        m_watch->setRequest(toUsers({u"1"_s}));
        QTRY_COMPARE(m_asked.size(), 1U);
        m_answers[0](reachOf(1, 1, 1));
        QTRY_COMPARE(m_asked.size(), 2U); // by itself
        m_answers[1](reachOf(1, 1, 1));
        m_watch->setActive(false);
        m_watch->refreshSoon();
        m_watch->setRequest(toUsers({u"2"_s}));
        QVERIFY(!QTest::qWaitFor([this] { return m_asked.size() > 2; }, QuietMs));
        m_watch->setActive(true);
        QTRY_COMPARE(m_asked.size(), 3U);
    }

    void anotherRequestIsNotAnsweredByTheOneBefore()
    {
        makeActive();
        m_watch->setRequest(toUsers({u"1"_s}));
        QTRY_COMPARE(m_asked.size(), 1U);
        m_answers[0](reachOf(1, 1, 1));
        QVERIFY(m_watch->reach());
        m_watch->setRequest(std::nullopt);
        QVERIFY(!m_watch->reach());
    }

private:
    void makeActive()
    {
        m_asked.clear();
        m_answers.clear();
        m_watch = std::make_unique<ReachWatch>(
            [this](const PublishRequest& request, const ReachWatch::Answer& answer) {
                m_asked.push_back(request);
                m_answers.push_back(answer);
            },
            ReachWatch::Pace{std::chrono::milliseconds(20), std::chrono::milliseconds(60)});
        m_watch->setActive(true);
    }

    std::vector<PublishRequest> m_asked;
    std::vector<ReachWatch::Answer> m_answers;
    std::unique_ptr<ReachWatch> m_watch;
};

ROOM_TEST(TestReachWatch, QCoreApplication)
#include "tst_reach_watch.moc"
