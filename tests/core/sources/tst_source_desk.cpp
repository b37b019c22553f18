// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_desk.h"
#include "fake_source.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QtTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using Outcome = SourceVerdict::Outcome;

class TestSourceDesk : public QObject {
    Q_OBJECT

    struct Asked {
        QString source;
        SourceContent content;
        Source::Done done;
    };
    std::vector<Asked> m_published;
    std::string m_whyNotReady;
    FakeSource* m_source = nullptr;
    std::unique_ptr<SourceDesk> m_desk;

    SourceFigures::State state() const { return m_desk->snapshot()->rows.front().figures.state; }
    static SourceDesk::Done into(int& status, QString& error)
    {
        return [&](int said, const QString& why) {
            status = said;
            error = why;
        };
    }

private Q_SLOTS:
    void init()
    {
        m_published.clear();
        m_whyNotReady.clear();
        auto source = std::make_unique<FakeSource>();
        m_source = source.get();
        std::vector<SourceDesk::Part> parts;
        parts.push_back({u"outbox"_s, u"fake"_s, u"fake://here"_s, std::move(source)});
        m_desk = std::make_unique<SourceDesk>(std::move(parts),
            SourceDesk::HubSide{
                [this](const QString& name, SourceContent content, Source::Done done) {
                    m_published.push_back({name, std::move(content), std::move(done)});
                },
                [this] { return m_whyNotReady; }});
    }
    void cleanup() { m_desk.reset(); }

    void whatASourceTakesIsPublishedUnderItsNameAndItHearsTheVerdict()
    {
        m_desk->open();
        m_source->hand("1", {.body = "{}", .user = {}, .type = {}, .event = {}, .id = "a"});
        QCOMPARE(m_published.size(), 1U);
        QCOMPARE(m_published[0].source, u"outbox"_s);
        QCOMPARE(m_published[0].content.id, "a");
        QVERIFY(m_source->verdicts.empty());
        m_published[0].done({Outcome::Refused, "no user"});
        QCOMPARE(m_source->verdicts.size(), 1U);
        QVERIFY(m_source->verdicts[0].second.outcome == Outcome::Refused);
        QCOMPARE(m_source->verdicts[0].second.reason, "no user");
        QVERIFY(!m_source->isWaiting);
    }

    void aBrokerThatIsAwayHasAllSourcesWaitAndTellWhy()
    {
        m_whyNotReady = "Redis is away.";
        m_desk->open();
        QVERIFY(m_source->isWaiting);
        QVERIFY(state() == SourceFigures::State::Waiting);
        QCOMPARE(m_desk->snapshot()->rows.front().figures.error, u"Redis is away."_s);
        m_whyNotReady.clear();
        QTRY_VERIFY(!m_source->isWaiting);
    }

    void aMessageThatIsNotTakenNowHasAllWaitUntilTheBrokerServes()
    {
        m_desk->open();
        m_source->hand("1");
        m_whyNotReady = "Redis is away.";
        m_published[0].done({Outcome::NotNow, "Redis went away."});
        QVERIFY(m_source->isWaiting);
        QVERIFY(m_source->verdicts[0].second.outcome == Outcome::NotNow);
        m_whyNotReady.clear();
        QTRY_VERIFY(!m_source->isWaiting);
    }

    void verdictsThatComeAfterItsEndAreOfNoConsequence()
    {
        m_desk->open();
        m_source->hand("1");
        m_desk.reset();
        m_published[0].done({});
    }

    void pausesByNameAndSaysSo()
    {
        m_desk->open();
        QSignalSpy sampled(m_desk.get(), &SourceDesk::sampled);
        QVERIFY(!m_desk->setPaused(u"inbox"_s, true));
        QVERIFY(m_desk->setPaused(u"outbox"_s, true));
        QVERIFY(m_source->isPaused);
        QVERIFY(m_desk->snapshot()->rows.front().isPaused);
        QCOMPARE(sampled.size(), 1);
        QVERIFY(m_desk->setPaused(u"outbox"_s, true)); // as it is
        QVERIFY(m_desk->setPaused(u"outbox"_s, false));
        QVERIFY(!m_source->isPaused);
        QVERIFY(!m_desk->snapshot()->rows.front().isPaused);
    }

    void drainsWhatIsInHandBeforeItCloses()
    {
        m_desk->open();
        m_source->hand("1");
        bool isDrained = false;
        m_desk->drain([&] { isDrained = true; });
        QVERIFY(m_source->isPaused);
        QTest::qWait(0);
        QVERIFY(!isDrained);
        m_published[0].done({});
        QTRY_VERIFY(isDrained);
        QVERIFY(m_source->now.state == SourceFigures::State::Closed);
    }

    void doesNotWaitForWhatABrokerThatIsAwayHasNotGot()
    {
        m_desk->open();
        m_source->hand("1");
        m_whyNotReady = "Redis is away.";
        m_published[0].done({Outcome::NotNow, "Redis went away."});
        m_source->now.inHand = 1;
        bool isDrained = false;
        m_desk->drain([&] { isDrained = true; });
        QVERIFY(isDrained);
    }

    void aDeadMessageIsRemovedOnceItIsPublished()
    {
        m_desk->open();
        m_source->letters = {{"7-0", {.body = "{", .user = {}, .type = {}, .event = {}, .id = "a"},
            "no JSON", 5, 0}};
        int status = 0;
        QString error;
        m_desk->sendAgain(u"outbox"_s, u"7-0"_s, "{\"data\":1}", into(status, error));
        QCOMPARE(m_published.size(), 1U);
        QCOMPARE(m_published[0].content.body, "{\"data\":1}");
        QCOMPARE(m_published[0].content.id, "a");
        QCOMPARE(status, 0);
        QCOMPARE(m_source->letters.size(), 1U);
        m_published[0].done({Outcome::Refused, "userId: is missing"});
        QCOMPARE(status, 400);
        QCOMPARE(error, u"userId: is missing"_s);
        QCOMPARE(m_source->letters.size(), 1U);

        m_desk->sendAgain(u"outbox"_s, u"7-0"_s, {}, into(status, error));
        QCOMPARE(m_published[1].content.body, "{"); // as it is
        m_published[1].done({});
        QCOMPARE(status, 200);
        QVERIFY(m_source->letters.empty());
    }

    void saysWhatIsNotThere()
    {
        m_desk->open();
        int status = 0;
        QString error;
        m_desk->sendAgain(u"outbox"_s, u"7-0"_s, {}, into(status, error));
        QCOMPARE(status, 404);
        m_desk->removeDead(u"outbox"_s, u"7-0"_s, into(status, error));
        QCOMPARE(status, 404);
        QVERIFY(error.contains(u"7-0"));
        m_desk->removeDead(u"inbox"_s, u"7-0"_s, into(status, error));
        QCOMPARE(status, 404);
        QVERIFY(error.contains(u"inbox"));
        m_source->deadError = u"The queue is away."_s;
        m_desk->removeDead(u"outbox"_s, u"7-0"_s, into(status, error));
        QCOMPARE(status, 503);
        QCOMPARE(error, u"The queue is away."_s);
    }

    void whatIsUnansweredAtItsEndIsAnsweredThen()
    {
        m_desk->open();
        m_source->isSilent = true;
        int status = 0;
        QString error;
        m_desk->removeDead(u"outbox"_s, u"7-0"_s, into(status, error));
        QCOMPARE(status, 0);
        m_desk->close();
        QCOMPARE(status, 503);
        QVERIFY(!error.isEmpty());
        status = 0;
        m_source->silent({}, {}); // too late
        QCOMPARE(status, 0);
    }

    void tellsHowManyASecondAreAcknowledged()
    {
        m_desk->open();
        QVERIFY(m_desk->snapshot()->rows.size() == 1);
        m_source->now.acknowledged = 1000;
        QTRY_VERIFY(isKnown(m_desk->snapshot()->rows.front().perSecond)
            && m_desk->snapshot()->rows.front().perSecond > 0);
        QTRY_COMPARE(m_desk->snapshot()->rows.front().perSecond, 0.0);
    }
};

ROOM_TEST(TestSourceDesk, QCoreApplication)
#include "tst_source_desk.moc"
