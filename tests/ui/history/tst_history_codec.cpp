// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_codec.h"

#include "history_rows.h"
#include "metrics/packed_bytes.h"
#include "support/room.h"

#include <QTest>

#include <random>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

QString text(const LatencyHistogram& histogram)
{
    QStringList steps;
    for (const LatencyHistogram::Step& step : histogram.steps())
        steps << QStringLiteral("%1*%2").arg(step.ns).arg(step.count);
    return QStringLiteral("%1 %2..%3 ")
               .arg(QLatin1String(histogram.isExact() ? "exact" : "buckets"))
               .arg(histogram.firstNs())
               .arg(histogram.lastNs())
        + steps.join(QLatin1Char(' '));
}

} // namespace

class TestHistoryCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersComeBack()
    {
        const std::vector<std::int64_t> values{0, 1, -1, 127, 128, -129, 1'700'000'000'000,
            std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
        PackedBytes bytes;
        for (const std::int64_t value : values) {
            bytes.whole(value);
            bytes.number(static_cast<std::uint64_t>(value));
            bytes.real(double(value));
            bytes.bigEndianReal(double(value));
        }
        bytes.text(std::string_view("ab\0c", 4));
        const QByteArray all = bytes.take();
        PackedReader reading({all.constData(), std::size_t(all.size())});
        for (const std::int64_t value : values) {
            QCOMPARE(reading.whole(), value);
            QCOMPARE(reading.number(), static_cast<std::uint64_t>(value));
            QCOMPARE(reading.real(), double(value));
            QCOMPARE(reading.bigEndianReal(), double(value));
        }
        QCOMPARE(reading.text(), std::string_view("ab\0c", 4));
        QVERIFY(reading.isGood() && reading.atEnd());
        reading.number();
        QVERIFY(!reading.isGood());
    }

    // As the first version that kept a history wrote it.
    void whatIsInOldFilesIsRead()
    {
        const QByteArray bytes = QByteArray::fromHex(
            "ac0206757365722d390e3132372e302e302e313a3437313102046c696b6507636f6d6d656e7480a0"
            "abfef96207802001093ff8000000000000066375726c2f3803312d3003c0a907c0c9b2fef96202");
        const auto row = history_codec::closedOf(bytes);
        QVERIFY(row);
        QCOMPARE(row->id, quint64(300));
        QCOMPARE(row->userId, QStringLiteral("user-9"));
        QCOMPARE(row->address, QStringLiteral("127.0.0.1:4711"));
        QCOMPARE(row->types, QStringList({QStringLiteral("like"), QStringLiteral("comment")}));
        QCOMPARE(row->connectedAtMs, qint64(1'700'000'000'000));
        QCOMPARE(row->bytes, quint64(4096));
        QCOMPARE(row->backlogBytes, qint64(-5));
        QCOMPARE(row->rttMs, 1.5);
        QCOMPARE(row->userAgent, QStringLiteral("curl/8"));
        QCOMPARE(row->lastEventId, QStringLiteral("1-0"));
        QCOMPARE(row->openMs, qint64(60'000));
        QCOMPARE(row->reason, DisconnectReason(2));
        QCOMPARE(history_codec::toBytes(*row).toHex(), bytes.toHex());
    }

    void figuresComeBackAsTheyWere()
    {
        MetricsSample sample = historySample(1'700'000'000'000, 7);
        sample.cpuPercent = 12.5;
        sample.memory = {900, 4000, 10'000, 1'699'999'999'999};
        for (std::uint64_t i = 1; i < 500; ++i)
            sample.ack.record(i * 12'345);
        sample.own.ack.record(77);
        sample.redisLag.record(5);
        const auto back = history_codec::sampleOf(history_codec::toBytes(sample));
        QVERIFY(back);
        QCOMPARE(back->timeMs, sample.timeMs);
        QCOMPARE(back->intervalMs, sample.intervalMs);
        QCOMPARE(back->delivered, sample.delivered);
        QCOMPARE(back->connections, sample.connections);
        QCOMPARE(back->disconnectsByReason, sample.disconnectsByReason);
        QCOMPARE(back->own.delivered, sample.own.delivered);
        QCOMPARE(back->rssBytes, sample.rssBytes);
        QCOMPARE(back->cpuPercent, sample.cpuPercent);
        QVERIFY(!isKnown(back->allConnections));
        QCOMPARE(back->memory.clients, sample.memory.clients);
        QCOMPARE(back->memory.timeMs, sample.memory.timeMs);
        QCOMPARE(text(back->write), text(sample.write));
        QCOMPARE(text(back->ack), text(sample.ack));
        QVERIFY(!back->ack.isExact());
        QCOMPARE(text(back->own.ack), text(sample.own.ack));
        QCOMPARE(text(back->redisLag), text(sample.redisLag));
    }

    void aMessageComesBackToTheByte()
    {
        const MessageRecord message = historyMessage(9, 1'700'000'000'000, "{\"a\":\n1}");
        const auto back = history_codec::messageOf(
            history_codec::toBytes(message, true), history_codec::figuresToBytes(message));
        QVERIFY(back);
        QCOMPARE(back->frame->chunked(), message.frame->chunked());
        QCOMPARE(back->frame->type(), message.frame->type());
        QCOMPARE(back->frame->isJson(), true);
        QCOMPARE(back->frame->batching(), Batching::Batched);
        QCOMPARE(back->timeMs, message.timeMs);
        QCOMPARE(int(back->source), int(message.source));
        QCOMPARE(int(back->kind), int(message.kind));
        QCOMPARE(back->users, message.users);
        QCOMPARE(back->userId, message.userId);
        QCOMPARE(back->authorId, message.authorId);
        QCOMPARE(back->batch.windowMs, 250);
        QVERIFY(back->steps == message.steps);
        QCOMPARE(back->figures.recipients, message.figures.recipients);
        QCOMPARE(text(back->figures.write), text(message.figures.write));
        QCOMPARE(text(back->figures.ack), text(message.figures.ack));
        QVERIFY(!back->bytesElsewhere);
    }

    void aRetryOfAMessageStays()
    {
        MessageRecord message = historyMessage(1, 1000);
        message.frame = Frame::event({.id = "1", .data = "retry: 9", .retryMs = 2500});
        const auto back = history_codec::messageOf(history_codec::toBytes(message, true), {});
        QVERIFY(back);
        QCOMPARE(back->frame->plain(), message.frame->plain());
        message.frame = Frame::event({.data = "retry: 9\nretry: 10"});
        const auto plain = history_codec::messageOf(history_codec::toBytes(message, true), {});
        QCOMPARE(plain->frame->plain(), message.frame->plain());
    }

    void withoutItsPayloadOnlyItsSizeIsKept()
    {
        const MessageRecord message = historyMessage(9, 1000, "{\"secret\":\"xyzzy\"}");
        const QByteArray bytes = history_codec::toBytes(message, false);
        QVERIFY(!bytes.contains("xyzzy"));
        const auto back = history_codec::messageOf(bytes, {});
        QVERIFY(back);
        QCOMPARE(back->dataBytes(), message.dataBytes());
        QVERIFY(back->bytesElsewhere);
        QVERIFY(!back->figures.isKnown);
        // and once more: what was left out stays so
        const auto again = history_codec::messageOf(history_codec::toBytes(*back, true), {});
        QCOMPARE(again->dataBytes(), message.dataBytes());
    }

    void aStreamThatEndedComesBack()
    {
        const ConnectionRow row = historyClosed(77, 1'700'000'000'000);
        const auto back = history_codec::closedOf(history_codec::toBytes(row));
        QVERIFY(back);
        QCOMPARE(back->id, row.id);
        QCOMPARE(back->userId, row.userId);
        QCOMPARE(back->address, row.address);
        QCOMPARE(back->types, row.types);
        QCOMPARE(back->connectedAtMs, row.connectedAtMs);
        QCOMPARE(back->openMs, row.openMs);
        QCOMPARE(back->rttMs, row.rttMs);
        QCOMPARE(back->userAgent, row.userAgent);
        QCOMPARE(back->lastEventId, row.lastEventId);
        QCOMPARE(back->closedAtMs, row.closedAtMs);
        QCOMPARE(int(back->reason), int(row.reason));
    }

    // Cut and turned bytes give nothing, or a value: never a fault, and never much memory.
    void damagedBytesAreNoValue()
    {
        const MessageRecord message = historyMessage(9, 1000);
        const std::vector<QByteArray> all{history_codec::toBytes(message, true),
            history_codec::figuresToBytes(message), history_codec::toBytes(historySample(1000, 5)),
            history_codec::toBytes(historyClosed(1, 1000))};
        std::mt19937 random(18);
        for (const QByteArray& whole : all) {
            for (qsizetype size = 0; size < whole.size(); ++size)
                readAll(whole.left(size));
            for (int i = 0; i < 3000; ++i) {
                QByteArray turned = whole;
                for (int n = 0; n < 3; ++n)
                    turned[qsizetype(random() % quint32(turned.size()))] = char(random());
                readAll(turned);
            }
        }
        QVERIFY(!history_codec::sampleOf({}));
        QVERIFY(!history_codec::messageOf({}, {}));
        QVERIFY(!history_codec::closedOf({}));
    }

private:
    static void readAll(const QByteArray& bytes)
    {
        if (const auto message = history_codec::messageOf(bytes, bytes))
            QVERIFY(message->frame);
        if (const auto sample = history_codec::sampleOf(bytes))
            QVERIFY(sample->write.steps().size() <= std::size_t(latency_buckets::Count));
        if (const auto closed = history_codec::closedOf(bytes))
            QVERIFY(closed->isClosed());
    }
};

ROOM_TEST(TestHistoryCodec, QCoreApplication)
#include "tst_history_codec.moc"
