// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_records.h"
#include "support/room.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace fanlight;
using namespace fanlight::capture_records;

namespace {

std::string_view viewOfBytes(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

MessageRecord messageForTest()
{
    MessageRecord message;
    message.number = message.figures.number = 4711;
    message.timeMs = 1'790'000'000'123;
    message.source = MessageSource::Queue;
    message.kind = PublishKind::Fanout;
    message.users = 12;
    message.userId = "ada";
    message.authorId = "grace";
    message.batch = {250, 7};
    message.receipt = 5;
    message.frame = Frame::event({.id = "1790000000123-0",
                                     .event = "news",
                                     .data = R"({"text":"a secret","n":12})",
                                     .isJson = true,
                                     .batching = Batching::Batched},
        "comment");
    message.steps = {1000, 2000};
    message.figures.recipients = 3;
    message.figures.isKnown = true;
    message.figures.measured = 2;
    message.figures.testRecipients = 1;
    for (std::uint64_t i = 1; i <= 3; ++i)
        message.figures.write.record(i * 1'000'003);
    message.figures.ack.record(5'000'001, 2);
    return message;
}

void compareHistograms(const LatencyHistogram& a, const LatencyHistogram& b)
{
    QCOMPARE(a.isExact(), b.isExact());
    QCOMPARE(a.count(), b.count());
    QCOMPARE(a.firstNs(), b.firstNs());
    QCOMPARE(a.lastNs(), b.lastNs());
    QCOMPARE(a.steps().size(), b.steps().size());
    for (std::size_t i = 0; i < a.steps().size(); ++i) {
        QCOMPARE(a.steps()[i].ns, b.steps()[i].ns);
        QCOMPARE(a.steps()[i].count, b.steps()[i].count);
    }
}

void compareFigures(const MessageFigures& a, const MessageFigures& b)
{
    QCOMPARE(a.number, b.number);
    QCOMPARE(a.recipients, b.recipients);
    QCOMPARE(a.isKnown, b.isKnown);
    QCOMPARE(a.measured, b.measured);
    QCOMPARE(a.testRecipients, b.testRecipients);
    compareHistograms(a.write, b.write);
    compareHistograms(a.ack, b.ack);
}

void compareRows(const ConnectionRow& a, const ConnectionRow& b)
{
    QCOMPARE(a.id, b.id);
    QCOMPARE(a.userId, b.userId);
    QCOMPARE(a.address, b.address);
    QCOMPARE(a.types, b.types);
    QCOMPARE(a.connectedAtMs, b.connectedAtMs);
    QCOMPARE(a.events, b.events);
    QCOMPARE(a.bytes, b.bytes);
    QCOMPARE(a.dropped, b.dropped);
    QCOMPARE(a.backlogBytes, b.backlogBytes);
    QVERIFY(a.rttMs == b.rttMs || (!isKnown(a.rttMs) && !isKnown(b.rttMs)));
    QCOMPARE(a.userAgent, b.userAgent);
    QCOMPARE(a.lastEventId, b.lastEventId);
    QCOMPARE(a.replayed, b.replayed);
    QCOMPARE(a.openMs, b.openMs);
    QCOMPARE(a.closedAtMs, b.closedAtMs);
    QVERIFY(a.reason == b.reason);
}

ConnectionRow rowForTest(quint64 id)
{
    ConnectionRow row;
    row.id = id;
    row.userId = u"user %1"_qs.arg(id);
    row.address = u"127.0.0.1:%1"_qs.arg(1000 + id);
    row.types = {u"a"_qs, u"b"_qs};
    row.connectedAtMs = 1'790'000'000'000 + qint64(id);
    row.userAgent = u"test"_qs;
    row.openMs = qint64(id) * 10;
    return row;
}

} // namespace

class TestCaptureRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageComesBackAsItWas()
    {
        const MessageRecord message = messageForTest();
        MessageRecord read;
        QVERIFY(decodeMessage(
            viewOfBytes(encodeMessage(message, CapturedPayload::Kept, nullptr)), read));
        QCOMPARE(read.number, message.number);
        QCOMPARE(read.timeMs, message.timeMs);
        QVERIFY(read.source == message.source && read.kind == message.kind);
        QCOMPARE(read.users, message.users);
        QCOMPARE(read.userId, message.userId);
        QCOMPARE(read.authorId, message.authorId);
        QCOMPARE(read.batch.windowMs, message.batch.windowMs);
        QCOMPARE(read.batch.most, message.batch.most);
        QCOMPARE(read.receipt, message.receipt);
        QVERIFY(read.steps == message.steps);
        QCOMPARE(read.frame->chunked(), message.frame->chunked());
        QCOMPARE(read.frame->type(), message.frame->type());
        QVERIFY(read.frame->isJson() && read.frame->isEvent());
        QVERIFY(read.frame->batching() == Batching::Batched);
        QVERIFY(!read.bytesElsewhere);
        compareFigures(read.figures, message.figures);
    }

    void whatIsMaskedIsNotThere()
    {
        const QByteArray bytes = encodeMessage(messageForTest(), CapturedPayload::Masked, nullptr);
        QVERIFY(!bytes.contains("secret"));
        MessageRecord read;
        QVERIFY(decodeMessage(viewOfBytes(bytes), read));
        QCOMPARE(read.frame->data(), std::string(R"({"text":"xxxxxxxx","n":99})"));
    }

    void whatIsLeftOutTellsItsSize()
    {
        const MessageRecord message = messageForTest();
        const QByteArray bytes = encodeMessage(message, CapturedPayload::LeftOut, nullptr);
        QVERIFY(!bytes.contains("secret") && !bytes.contains("text"));
        MessageRecord read;
        QVERIFY(decodeMessage(viewOfBytes(bytes), read));
        QCOMPARE(read.dataBytes(), message.dataBytes());
        QCOMPARE(read.frame->id(), message.frame->id());
        QCOMPARE(read.frame->eventName(), message.frame->eventName());
        QCOMPARE(read.frame->type(), message.frame->type());
        QVERIFY(bytes.size() < 120);
    }

    void usersHaveOtherNames()
    {
        Pseudonyms others;
        const QByteArray bytes = encodeMessage(messageForTest(), CapturedPayload::LeftOut, &others)
            + encodeRow(rowForTest(7), &others);
        QVERIFY(!bytes.contains("ada") && !bytes.contains("grace") && !bytes.contains("user 7"));
    }

    void figuresOfManyComeBackAsTheyWere()
    {
        MessageFigures figures;
        figures.number = 9;
        figures.isKnown = true;
        QRandomGenerator random(1);
        for (int i = 0; i < 500; ++i)
            figures.write.record(random.generate64() >> (27 + i % 30), 1 + i % 3);
        QVERIFY(!figures.write.isExact());
        MessageFigures read;
        QVERIFY(decodeFigures(viewOfBytes(encodeFigures(figures)), read));
        compareFigures(read, figures);
    }

    void aTraceComesBackAsItWas()
    {
        MessageTrace trace;
        trace.clients.push_back({1, 100, true, 200, 1, {}});
        trace.clients.push_back({2, 300, false, 0, 3,
            Frame::event({.id = "1", .data = R"({"batch":["secret"]})", .isJson = true})});
        const QByteArray bytes = encodeTrace(5, trace, CapturedPayload::Kept);
        std::uint64_t number = 0;
        MessageTrace read;
        QVERIFY(decodeTrace(viewOfBytes(bytes), number, read));
        QCOMPARE(number, 5U);
        QCOMPARE(read.clients.size(), 2U);
        QCOMPARE(read.clients[0].acknowledgedNs, 200U);
        QVERIFY(read.clients[0].isAcknowledged && !read.clients[1].isAcknowledged);
        QCOMPARE(read.clients[1].events, 3U);
        QCOMPARE(read.clients[1].batch->plain(), trace.clients[1].batch->plain());
        QVERIFY(!encodeTrace(5, trace, CapturedPayload::Masked).contains("secret"));
        QVERIFY(!encodeTrace(5, trace, CapturedPayload::LeftOut).contains("secret"));
    }

    void whatIsCutIsNoRecord()
    {
        const QByteArray message = encodeMessage(messageForTest(), CapturedPayload::Kept, nullptr);
        const QByteArray row = encodeRow(rowForTest(1), nullptr);
        for (qsizetype size = 0; size < message.size(); ++size) {
            MessageRecord read;
            QVERIFY(!decodeMessage(viewOfBytes(message.left(size)), read));
        }
        for (qsizetype size = 0; size < row.size(); ++size) {
            ConnectionRow read;
            QVERIFY(!decodeRow(viewOfBytes(row.left(size)), read));
        }
        MessageRecord read;
        QVERIFY(!decodeMessage(viewOfBytes(message + 'x'), read));
    }

    // An hour of streams that come, go, receive, and have it the other way round.
    void changesOfRowsAddUpToTheRows()
    {
        QRandomGenerator random(7);
        CapturedRows written;
        CapturedRows read;
        ConnectionSnapshot snapshot;
        snapshot.takenAtMs = 1'790'000'000'000;
        snapshot.instance = u"hub"_qs;
        quint64 nextId = 1;
        for (int step = 0; step < 300; ++step) {
            const qint64 passed = 900 + qint64(random.bounded(200));
            snapshot.takenAtMs += passed;
            std::erase_if(snapshot.rows, [&](const auto&) { return random.bounded(10) == 0; });
            for (ConnectionRow& row : snapshot.rows) {
                row.openMs += passed + qint64(random.bounded(3)) - 1;
                if (random.bounded(2) == 0)
                    continue;
                row.events += random.bounded(5);
                row.bytes += random.bounded(5000);
                row.backlogBytes = random.bounded(3) == 0 ? random.bounded(1000) : 0;
                row.dropped += random.bounded(2);
                row.rttMs = random.bounded(2) == 0 ? Unknown : random.generateDouble();
            }
            for (quint32 i = 0; i < random.bounded(4U); ++i)
                snapshot.rows.push_back(rowForTest(nextId++));
            snapshot.total = snapshot.rows.size();
            const bool isKey = step % 50 == 0;
            const QByteArray bytes = isKey ? written.encodeAll(snapshot, nullptr)
                                           : written.encodeChanges(snapshot, nullptr);
            QVERIFY(isKey ? read.decodeAll(viewOfBytes(bytes))
                          : read.decodeChanges(viewOfBytes(bytes)));
            const ConnectionSnapshotPtr now = read.snapshot();
            QCOMPARE(now->takenAtMs, snapshot.takenAtMs);
            QCOMPARE(now->total, snapshot.total);
            QCOMPARE(now->rows.size(), snapshot.rows.size());
            for (std::size_t i = 0; i < now->rows.size(); ++i)
                compareRows(now->rows[i], snapshot.rows[i]);
        }
        QVERIFY(nextId > 100);
    }

    // Nothing but a small amount of memory comes of any bytes.
    void anyBytesAreLookedAtFirst()
    {
        QRandomGenerator random(3);
        const QByteArray message = encodeMessage(messageForTest(), CapturedPayload::Kept, nullptr);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = message;
            for (int change = 0; change < 3; ++change)
                bytes[qsizetype(random.bounded(int(bytes.size())))] = char(random.generate());
            MessageRecord read;
            if (decodeMessage(viewOfBytes(bytes), read))
                QVERIFY(read.frame);
            MessageFigures figures;
            decodeFigures(viewOfBytes(bytes), figures);
            std::uint64_t number = 0;
            MessageTrace trace;
            decodeTrace(viewOfBytes(bytes), number, trace);
            CapturedRows rows;
            rows.decodeAll(viewOfBytes(bytes));
            rows.decodeChanges(viewOfBytes(bytes));
        }
    }
};

ROOM_TEST(TestCaptureRecords, QCoreApplication)
#include "tst_capture_records.moc"
