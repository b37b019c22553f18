// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_desk.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

PublishRequest requestTo(const QString& id, const QByteArray& data = "{\"b\":1}")
{
    PublishRequest request;
    request.userIds = QStringList{id};
    request.data = data;
    return request;
}

PublishResult delivered(quint64 receipt, quint64 recipients)
{
    PublishResult result;
    result.recipients = recipients;
    result.receipt = receipt;
    return result;
}

ReceiptSnapshot receiptOf(quint64 number, quint64 recipients, bool settled)
{
    ReceiptSnapshot receipt;
    receipt.number = number;
    receipt.total.recipients = recipients;
    receipt.total.acknowledged = recipients;
    receipt.total.ack.record(3'800'000, recipients);
    receipt.settled = settled;
    return receipt;
}

} // namespace

class TestPublishDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_desk.reset();
        m_published.clear();
        m_reachAsked = 0;
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<PublishDesk>(
            PublishDesk::Hands{
                [this](const PublishRequest& request, const RepeatRun::Answer& answer) {
                    m_published.push_back({request, answer});
                },
                [this](const PublishRequest&, const ReachWatch::Answer&) { ++m_reachAsked; }},
            PublishDesk::Paths{
                m_folder->filePath(u"sent.json"_s), m_folder->filePath(u"templates.json"_s)});
        m_told = std::make_unique<QSignalSpy>(m_desk.get(), &PublishDesk::lastAction);
        listen(true);
    }

    void cleanupTestCase()
    {
        m_told.reset();
        m_desk.reset();
    }

    void keepsWhatWasWrittenAndSendsItWithItsValues()
    {
        const PublishRequest written = requestTo(u"42"_s, "{\"n\":\"{i}\"}");
        m_desk->send(written);
        QCOMPARE(m_published.size(), 1U);
        QVERIFY(m_published[0].first.data != written.data);
        m_published[0].second(delivered(7, 1));
        QCOMPARE(m_desk->sent().entry(0).request.data, written.data);
        m_desk->sendExactly(written);
        QCOMPARE(m_published[1].first.data, written.data);
    }

    void followsAPublishUntilItIsSettled()
    {
        QSignalSpy shown(m_desk.get(), &PublishDesk::receiptShown);
        m_desk->send(requestTo(u"42"_s));
        m_published[0].second(delivered(7, 2));
        QCOMPARE(last(), u"user 42: sent to 2 clients"_s);
        m_desk->takeReceipt(receiptOf(8, 5, true)); // of somebody else's
        QCOMPARE(shown.count(), 0);
        m_desk->takeReceipt(receiptOf(7, 3, true));
        QCOMPARE(shown.count(), 1);
        QCOMPARE(m_desk->sent().entry(0).recipients, 3U);
        QVERIFY(last().endsWith(u", p99 3.8 ms"_s));
        m_desk->takeReceipt(receiptOf(7, 9, true)); // nothing more is heard of it
        QCOMPARE(shown.count(), 1);
    }

    void anOlderPublishIsFollowedAndNotShown()
    {
        m_desk->send(requestTo(u"1"_s));
        m_desk->send(requestTo(u"2"_s));
        m_published[0].second(delivered(7, 1));
        m_published[1].second(delivered(8, 1));
        QSignalSpy shown(m_desk.get(), &PublishDesk::receiptShown);
        m_desk->takeReceipt(receiptOf(7, 4, true));
        QCOMPARE(shown.count(), 0);
        QCOMPARE(m_desk->sent().entry(1).recipients, 4U);
    }

    void whatARestartedHubSaysIsOfOthers()
    {
        m_desk->send(requestTo(u"42"_s));
        m_published[0].second(delivered(7, 1));
        listen(true, 2);
        m_desk->takeReceipt(receiptOf(7, 9, true));
        QCOMPARE(m_desk->sent().entry(0).recipients, 1U);
    }

    void anErrorIsSaidAndNotKept()
    {
        m_desk->send(requestTo(u"42"_s));
        PublishResult result;
        result.error = u"Redis is away."_s;
        m_published[0].second(result);
        QCOMPARE(last(), u"not sent: Redis is away."_s);
        QCOMPARE(m_desk->sent().rowCount(), 0);
    }

    void aRunIsOneRowAndEndsWithTheHub()
    {
        m_desk->setSeen(true);
        m_desk->repeat(requestTo(u"42"_s), {1000, 3});
        QVERIFY(m_desk->run().isRunning());
        QVERIFY(m_desk->blockedReason(PublishMode::Batch, {}).startsWith(u"Something is"_s));
        QCOMPARE(m_desk->blockedReason(PublishMode::OneUser, {}), QString());
        for (std::size_t i = 0; i < 3; ++i) {
            QTRY_VERIFY(m_published.size() > i);
            m_published[i].second(delivered(i + 1, 1));
        }
        QTRY_VERIFY(last().startsWith(u"repeated: 3 of 3 sent"_s));
        QCOMPARE(m_desk->sent().rowCount(), 1);
        QCOMPARE(m_desk->sent().entry(0).count, 3U);
        m_desk->repeat(requestTo(u"42"_s), {0, 0});
        listen(false);
        QVERIFY(!m_desk->run().isRunning());
        QCOMPARE(m_desk->blockedReason(PublishMode::OneUser, {}),
            u"The hub is not listening: start it to send."_s);
    }

    void aBatchSaysWhatCameOfItOnceAllWasCounted()
    {
        QSignalSpy noted(m_desk.get(), &PublishDesk::noted);
        m_desk->sendBatch(requestTo(u"42"_s), 2);
        noted.clear(); // what was said before
        for (std::size_t i = 0; i < 2; ++i) {
            QTRY_VERIFY(m_published.size() > i);
            m_published[i].second(delivered(i + 1, 1));
        }
        QTRY_VERIFY(m_desk->run().isSettled());
        MetricsSample sample;
        sample.batchedIn = 1;
        m_desk->takeSample(sample);
        QCOMPARE(noted.count(), 0);
        sample.batchedOut = 1;
        m_desk->takeSample(sample);
        QCOMPARE(noted.count(), 1);
        QCOMPARE(noted[0][0].toString(), last());
    }

    void asksWhomItReachesOnlyWhereThatIsAnotherQuestion()
    {
        m_desk->setSeen(true);
        m_desk->watchReach(requestTo(u"42"_s));
        QTRY_COMPARE(m_reachAsked, 1);
        m_desk->watchReach(requestTo(u"42"_s, "{\"other\":1}")); // the same audience
        QTest::qWait(10);
        QCOMPARE(m_reachAsked, 1);
        m_desk->watchReach(requestTo({})); // nobody to ask about
        QVERIFY(!m_desk->reach());
    }

private:
    void listen(bool listening, qint64 startedAtMs = 1)
    {
        HubStatus status;
        status.state = listening ? HubState::Listening : HubState::Stopped;
        status.startedAtMs = startedAtMs;
        m_desk->takeStatus(status);
    }
    QString last() const { return m_told->last()[0].toString(); }

    std::vector<std::pair<PublishRequest, RepeatRun::Answer>> m_published;
    int m_reachAsked = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PublishDesk> m_desk;
    std::unique_ptr<QSignalSpy> m_told;
};

ROOM_TEST(TestPublishDesk, QCoreApplication)
#include "tst_publish_desk.moc"
