// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"
#include "load/own_traffic.h"
#include "support/redis_server.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

Headers agent(QLatin1StringView name)
{
    return {{"User-Agent", QByteArray(name.data(), name.size())}};
}

} // namespace

// What this program does itself, seen from outside with plain sockets: who counts as a recipient,
// and whose traffic is whose; in memory and behind Redis.
class TestOwnTraffic : public QObject {
    Q_OBJECT

    RedisServer m_redis;
    std::unique_ptr<HubRig> m_rig;
    MetricsSample m_sum; // of all samples

    EventStream open(const QByteArray& query, const Headers& headers = {})
    {
        EventStream stream(m_rig->port(), query, headers);
        stream.waitForOpen();
        return stream;
    }
    int recipientsOf(const QByteArray& body, const Headers& headers = {})
    {
        return httpPost(m_rig->port(), "/api/publish", body, headers)
            .json()
            .value("recipients"_L1)
            .toInt(-1);
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("inRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("redis") << true;
    }
    void initTestCase() { START_REDIS(m_redis); }
    void init()
    {
        QFETCH_GLOBAL(const bool, inRedis);
        HubOptions options = onAnyPort();
        if (inRedis)
            options.broker = m_redis.url();
        m_sum = {};
        m_rig = std::make_unique<HubRig>();
        connect(&m_rig->hub, &LocalHub::sampled, this,
            [this](const MetricsSample& sample) { m_sum.merge(sample); });
        QVERIFY(m_rig->start(options));
        QTRY_COMPARE(httpGet(m_rig->port(), "/readyz").status, 200);
    }
    void cleanup() { m_rig.reset(); }

    void aProbeOfTheDoctorIsNobodysRecipient()
    {
        EventStream real = open("userId=42");
        EventStream probe = open("userId=42", agent(own_traffic::SetupDoctor));
        QCOMPARE(recipientsOf(R"({"broadcast":true,"data":"to all"})"), 1);
        QCOMPARE(recipientsOf(R"({"userId":"42","data":"to one"})"), 1);
        for (EventStream* stream : {&real, &probe}) {
            QCOMPARE(stream->next().data, QByteArray("to all"));
            QCOMPARE(stream->next().data, QByteArray("to one"));
        }
        const PublishResult result = m_rig->publish(to({u"42"_s}, "by hand"));
        QCOMPARE(result.error, QString());
        QCOMPARE(result.recipients, 1U);
        real.socket().close();
        QTRY_COMPARE(m_sum.onlyReal().connections, 0U);
        QCOMPARE(recipientsOf(R"({"broadcast":true,"data":"to nobody"})"), 0);
        QTRY_COMPARE(m_sum.own.connections, 1U);
    }

    void aTestClientIsARecipientAndIsNamed()
    {
        EventStream real = open("userId=42");
        EventStream test = open("userId=42", agent(own_traffic::TestClient));
        EventStream load = open("userId=42", agent(own_traffic::LoadTester));
        QCOMPARE(recipientsOf(R"({"userId":"42","data":"x"})"), 3);
        ReceiptFigures known;
        connect(&m_rig->hub, &LocalHub::receiptChanged, this,
            [&known](const ReceiptSnapshot& receipt) { known = receipt.total; });
        QCOMPARE(m_rig->publish(to({u"42"_s}, "by hand")).recipients, 3U);
        QTRY_COMPARE(known.acknowledged, 3U);
        QCOMPARE(known.recipients, 3U);
        QCOMPARE(known.testRecipients, 2U);
        disconnect(&m_rig->hub, &LocalHub::receiptChanged, this, nullptr);
    }

    void figuresTellOwnTrafficApart()
    {
        EventStream real = open("userId=42");
        EventStream test = open("userId=42", agent(own_traffic::TestClient));
        EventStream probe = open("userId=7", agent(own_traffic::SetupDoctor));
        recipientsOf(R"({"userId":"42","data":"theirs"})");
        recipientsOf(R"({"userId":"42","data":"ours"})", agent(own_traffic::LoadTester));
        MessageLog& messages = m_rig->hub.recordMessages(); // from now on
        PublishRequest demo = to({u"42"_s}, "a demonstration");
        demo.isOwn = true;
        const auto kept = messages.find(m_rig->publish(demo).id.toStdString());
        QVERIFY(kept);
        QCOMPARE(kept->source, MessageSource::Demo);
        for (EventStream* stream : {&real, &test}) {
            for (const char* data : {"theirs", "ours", "a demonstration"})
                QCOMPARE(stream->next().data, QByteArray(data));
        }
        QTRY_COMPARE(m_sum.delivered, 6U);
        QCOMPARE(m_sum.connections, 3U);
        QCOMPARE(m_sum.own.connections, 2U);
        QCOMPARE(m_sum.own.delivered, 3U);
        QTRY_COMPARE(m_sum.published, 3U);
        QCOMPARE(m_sum.own.published, 2U);
        QCOMPARE(m_sum.onlyReal().write.count(), 3U);
        QTRY_COMPARE(m_sum.onlyReal().ack.count(), 3U);
        QCOMPARE(m_sum.own.ack.count(), 3U);
    }
};

ROOM_TEST(TestOwnTraffic, QCoreApplication)
#include "tst_own_traffic.moc"
