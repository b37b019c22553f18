// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/broker_card.h"

#include "settings/redis_url_edit.h"
#include "ui/page_fixture.h"
#include "widgets/question.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using Outcome = RedisCheckStep::Outcome;

namespace {

const QString Url = u"redis://me:secret@127.0.0.1:6379"_s;

RedisCheck passed()
{
    return {{{u"reachable"_s, Outcome::Passed, u"127.0.0.1:6379"_s},
                {u"version"_s, Outcome::Passed, u"Redis 7.0.15"_s}},
        true};
}

} // namespace

class TestBrokerCard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_card = std::make_unique<BrokerCard>(m_around->hub, m_around->theme);
        QVERIFY(showPage(*m_card));
    }

    void cleanup()
    {
        m_card.reset();
        m_around.reset();
    }

    void isMemoryUntilRedisIsChosen()
    {
        QCOMPARE(m_card->broker(), u"memory"_s);
        QVERIFY(!m_card->urlEdit()->isVisible());
        QSignalSpy edited(m_card.get(), &BrokerCard::edited);
        m_card->choice()->setCurrent(1);
        QVERIFY(m_card->urlEdit()->isVisible());
        QCOMPARE(m_card->broker(), u"redis://127.0.0.1:6379"_s);
        QVERIFY(!edited.isEmpty());
        m_card->choice()->setCurrent(0);
        QCOMPARE(m_card->broker(), u"memory"_s);
    }

    void thePasswordIsShownOnlyWhenAskedFor()
    {
        m_card->setBroker(Url);
        QCOMPARE(m_card->broker(), Url);
        QVERIFY(!m_card->urlEdit()->text().contains(u"secret"_s));
        findButton(*m_card, u"Show password"_s)->click();
        QVERIFY(m_card->urlEdit()->text().contains(u"secret"_s));
        findButton(*m_card, u"Hide password"_s)->click();
        QVERIFY(!m_card->urlEdit()->text().contains(u"secret"_s));
        m_card->setBroker(u"redis://127.0.0.1"_s);
        QVERIFY(!findButton(*m_card, u"Show password"_s)->isVisible());
    }

    void saysOfEachStepHowItWent()
    {
        m_card->setBroker(Url);
        m_card->showCheck(Url,
            {{{u"reachable"_s, Outcome::Passed, u"127.0.0.1:6379"_s},
                 {u"permission"_s, Outcome::Failed, u"Allow PSUBSCRIBE: ACL SETUSER me +@pubsub"_s},
                 {u"history"_s, Outcome::NotTried, {}}},
                false});
        QCOMPARE(m_card->stepTexts(),
            (QStringList{u"✓ reachable: 127.0.0.1:6379"_s,
                u"✗ permission: Allow PSUBSCRIBE: ACL SETUSER me +@pubsub"_s, u"– history: "_s}));
        QVERIFY(hasLabel(*m_card, u"Allow PSUBSCRIBE: ACL SETUSER me +@pubsub"_s));
        listen(u"memory"_s);
        QVERIFY(!m_card->moveButton()->isEnabled());
    }

    void movesOnlyToWhatPassedTheCheck()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        QVERIFY(m_card->moveButton()->isVisible());
        QVERIFY(!m_card->moveButton()->isEnabled());
        m_card->showCheck(Url, passed());
        QVERIFY(m_card->moveButton()->isEnabled());
        m_card->urlEdit()->setUrl(u"redis://elsewhere"_s);
        QVERIFY(!m_card->moveButton()->isEnabled());
        QVERIFY(m_card->stepTexts().isEmpty()); // they were about the other one
    }

    void anAnswerAboutAnotherUrlIsNotShown()
    {
        listen(u"memory"_s);
        m_card->setBroker(u"redis://elsewhere"_s);
        m_card->showCheck(Url, passed());
        QVERIFY(m_card->stepTexts().isEmpty());
        QVERIFY(!m_card->moveButton()->isEnabled());
    }

    void offersTheMoveOnlyFromAListeningHubInMemory()
    {
        m_card->setBroker(Url);
        m_card->showCheck(Url, passed());
        QVERIFY(!m_card->moveButton()->isVisible());
        listen(u"redis"_s);
        QVERIFY(!m_card->moveButton()->isVisible());
        listen(u"memory"_s);
        QVERIFY(m_card->moveButton()->isEnabled());
    }

    void tellsThatTheHubMoved()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        m_card->showCheck(Url, passed());
        QSignalSpy moved(m_card.get(), &BrokerCard::moved);
        m_card->showMoved(Url, MoveResult{});
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved[0][0].toString(), Url);
    }

    void saysWhyItDidNotMove()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        QSignalSpy moved(m_card.get(), &BrokerCard::moved);
        m_card->showMoved(Url, {u"Redis went away."_s, {}, {}});
        QVERIFY(moved.isEmpty());
        QCOMPARE(m_card->outcomeText(),
            u"Not moved: Redis went away. The hub goes on in memory, with all it has."_s);
    }

    void asksWhatIsToBecomeOfWhatIsInMemory()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        m_card->showCheck(Url, passed());
        m_card->askWhatMoves({7205, 12});
        auto* question = m_card->findChild<Question*>();
        QVERIFY(question);
        for (const QString& part : {u"7,205 entr"_s, u"12 message"_s})
            QVERIFY2(question->text().contains(part), qPrintable(question->text()));
        QVERIFY(findButton(*question, u"Take along"_s));
        QVERIFY(findButton(*question, u"Leave behind"_s));
        question->reject();
        QVERIFY(!m_card->cancelMoveButton()->isVisible());
    }

    void showsHowFarAMoveIsAndCanBeCancelled()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        m_card->showCheck(Url, passed());
        m_card->askWhatMoves({7205, 0});
        findButton(*m_card->findChild<Question*>(), u"Take along"_s)->click();
        QVERIFY(m_card->cancelMoveButton()->isVisible());
        QVERIFY(!m_card->moveButton()->isEnabled());
        m_card->showProgress({{1000, 0}, {4000, 0}});
        QCOMPARE(m_card->progressBar()->value(), 250);
        QVERIFY(m_card->outcomeText().contains(u"1,000 entr"_s));
        m_card->showMoved(Url, {u"Cancelled."_s, {}, {1000, 0}});
        QVERIFY(!m_card->cancelMoveButton()->isVisible());
        QVERIFY2(m_card->outcomeText().startsWith(
                     u"Not moved: Cancelled. The hub goes on in memory, with all it has. Copies of "
                     "1,000 entr"_s),
            qPrintable(m_card->outcomeText()));
    }

    void saysWhatWentAlongAndWhatDidNot()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        m_card->showMoved(Url, {{}, u"1 events stayed."_s, {1, 2}});
        for (const QString& part :
            {u"The hub is behind Redis now, and will be on the next start."_s,
                u"It took along 1 entr"_s, u" and 2 message"_s, u"1 events stayed."_s})
            QVERIFY2(m_card->outcomeText().contains(part), qPrintable(m_card->outcomeText()));
    }

    void leadsBackToMemory()
    {
        QSignalSpy requested(m_card.get(), &BrokerCard::memoryRequested);
        listen(u"memory"_s);
        QVERIFY(!m_card->backButton()->isVisible());
        listen(u"redis"_s);
        QVERIFY(m_card->backButton()->isVisible());
        m_card->backButton()->click();
        auto* question = m_card->findChild<Question*>();
        QVERIFY(question);
        findButton(*question, u"Leave in Redis"_s)->click();
        QCOMPARE(requested.size(), 1);
    }

    void thePasswordStandsInNoText()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        m_card->showCheck(Url, passed());
        m_card->showMoved(Url, {u"Redis went away."_s, {}, {}});
        for (const QWidget* widget : m_card->findChildren<QWidget*>()) {
            for (const char* property :
                {"text", "toolTip", "accessibleName", "accessibleDescription"})
                QVERIFY(!widget->property(property).toString().contains(u"secret"_s));
        }
    }

private:
    void listen(const QString& kind)
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.broker.kind = kind;
        Q_EMIT m_around->hub.statusChanged(status);
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<BrokerCard> m_card;
};

ROOM_TEST(TestBrokerCard, QApplication)
#include "tst_broker_card.moc"
