// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_traces.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

namespace {
TracedDelivery written(std::uint64_t message, std::uint64_t connection, std::uint64_t afterNs)
{
    return {message, connection, false, afterNs, 1, {}};
}
TracedDelivery acknowledged(std::uint64_t message, std::uint64_t connection, std::uint64_t afterNs)
{
    return {message, connection, true, afterNs, 1, {}};
}
} // namespace

class TestMessageTraces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsOfOneClientStandTogether()
    {
        MessageTraces traces;
        traces.add({written(7, 1, 100), written(7, 2, 200), acknowledged(7, 2, 900)});
        const MessageTrace* trace = traces.find(7);
        QVERIFY(trace);
        QCOMPARE(trace->clients.size(), 2U);
        QCOMPARE(trace->clients[0].writtenNs, 100U);
        QVERIFY(!trace->clients[0].isAcknowledged);
        QCOMPARE(trace->clients[1].acknowledgedNs, 900U);
        QVERIFY(!traces.find(8));
    }

    void aTimeThatIsKnownStays()
    {
        MessageTraces traces;
        traces.add({written(7, 1, 100), acknowledged(7, 1, 0)});
        QVERIFY(traces.find(7)->clients[0].isAcknowledged);
        QCOMPARE(traces.find(7)->clients[0].acknowledgedNs, 0U);
        traces.add({acknowledged(7, 1, 500), acknowledged(7, 1, 0)});
        QCOMPARE(traces.find(7)->clients[0].acknowledgedNs, 500U);
    }

    void ofOneMessageTheFirstClientsAreKept()
    {
        MessageTraces traces;
        std::vector<TracedDelivery> steps;
        for (std::uint64_t i = 1; i <= MessageTrace::MostClients + 5; ++i)
            steps.push_back(written(7, i, i));
        traces.add(std::move(steps));
        QCOMPARE(traces.find(7)->clients.size(), MessageTrace::MostClients);
        QCOMPARE(traces.find(7)->clients.back().connection, MessageTrace::MostClients);
    }

    void theOldestGoFirst()
    {
        MessageTraces traces;
        for (std::uint64_t message = 1; message <= MessageTraces::MostClients + 3; ++message)
            traces.add({written(message, 1, 1)});
        QVERIFY(!traces.find(3));
        QVERIFY(traces.find(4));
        QVERIFY(traces.find(MessageTraces::MostClients + 3));
    }

    void batchesAreBoundedByBytes()
    {
        MessageTraces traces;
        const FramePtr batch = Frame::event({"1-0", {}, std::string(1 << 20, 'x'), -1});
        for (std::uint64_t message = 1; message <= 40; ++message) {
            traces.add({{message, 1, false, 1, 2, batch}});
            QVERIFY(traces.bytes() <= MessageTraces::MostBytes);
        }
        QVERIFY(!traces.find(1));
        QVERIFY(traces.find(40));
    }
};

ROOM_TEST(TestMessageTraces, QCoreApplication)
#include "tst_message_traces.moc"
