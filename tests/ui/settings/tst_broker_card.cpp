// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/broker_card.h"

#include "settings/redis_url_edit.h"
#include "ui/page_fixture.h"
#include "widgets/segmented.h"
#include "support/room.h"

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
        m_card->showMoved(Url, {});
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved[0][0].toString(), Url);
    }

    void saysWhyItDidNotMove()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        QSignalSpy moved(m_card.get(), &BrokerCard::moved);
        m_card->showMoved(Url, u"Redis went away."_s);
        QVERIFY(moved.isEmpty());
        QCOMPARE(
            m_card->outcomeText(), u"Not moved: Redis went away. The hub goes on in memory."_s);
    }

    void thePasswordStandsInNoText()
    {
        listen(u"memory"_s);
        m_card->setBroker(Url);
        m_card->showCheck(Url, passed());
        m_card->showMoved(Url, u"Redis went away."_s);
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
