// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/batch.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fanlight;

class TestBatch : public QObject {
    Q_OBJECT

    static FramePtr json(
        std::string_view data, std::string_view id = {}, std::string_view event = {})
    {
        return Frame::event({id, event, data, -1, true, Batching::Batched}, "like");
    }
    static QByteArray dataOf(const FramePtr& frame)
    {
        return QByteArray::fromStdString(frame->data());
    }

private Q_SLOTS:
    void fieldsAreReadBack()
    {
        const FramePtr frame = Frame::event({"1-0", "tick", "one\r\ntwo\n", 500}, "like");
        QVERIFY(frame->id() == "1-0");
        QVERIFY(frame->eventName() == "tick");
        QCOMPARE(dataOf(frame), QByteArray("one\ntwo\n"));
        QVERIFY(frame->batching() == Batching::Never);
        const FramePtr plain = Frame::event({{}, {}, "id: 5"});
        QVERIFY(plain->id().empty());
        QVERIFY(plain->eventName().empty());
        QCOMPARE(dataOf(plain), QByteArray("id: 5"));
        QCOMPARE(dataOf(Frame::event({{}, {}, {}})), QByteArray(""));
    }

    void oneEventOutOfSeveral()
    {
        const FramePtr a = json("{\"a\":[1,2]}", "1-0", "tick");
        const FramePtr b = Frame::event({"2-0", "tick", "text \\ with \"quotes\"\tand\nlines"});
        const FramePtr c = json("{\n\"over\":\"lines\"}", "3-0", "tick");
        const Frame* events[] = {a.get(), b.get(), c.get()};
        const FramePtr batch = makeBatch(events);
        QVERIFY(batch->id() == "3-0");
        QVERIFY(batch->eventName() == "tick");
        QVERIFY(batch->isJson());
        QVERIFY(batch->isEvent());
        const QJsonArray array
            = QJsonDocument::fromJson(dataOf(batch)).object().value(u"batch").toArray();
        QCOMPARE(array.size(), 3);
        QCOMPARE(array[0].toObject().value(u"a").toArray().size(), 2);
        QCOMPARE(array[1].toString(), u"text \\ with \"quotes\"\tand\nlines"_qs);
        QCOMPARE(array[2].toObject().value(u"over").toString(), u"lines"_qs);
    }

    void theIdOfTheLastThatHasOne()
    {
        const FramePtr a = json("1", "1-0");
        const FramePtr b = json("2", "2-0");
        const FramePtr none = json("3");
        const Frame* events[] = {a.get(), b.get(), none.get(), none.get()};
        QVERIFY(makeBatch(events)->id() == "2-0");
        QVERIFY(makeBatch(std::span(events).subspan(2))->id().empty());
    }

    // Whoever publishes past the hub may claim what they like.
    void whatOnlyClaimsToBeJsonIsAString()
    {
        for (const char* claim :
            {"", "}", "{\"a\":}", "1,2", "1 2", "\"", "]", "[1,]", "nul", "01", "\"\\u12\""}) {
            const FramePtr one = json("1", "1-0");
            const FramePtr two = json(claim, "2-0");
            const FramePtr three = json("{\"b\":12345678901234567890123}", "3-0");
            const Frame* events[] = {one.get(), two.get(), three.get()};
            const QJsonArray array = QJsonDocument::fromJson(dataOf(makeBatch(events)))
                                         .object()
                                         .value(u"batch")
                                         .toArray();
            QCOMPARE(array.size(), 3);
            QCOMPARE(array[1].toString(u"none"_qs), QString::fromUtf8(claim));
            // no digit is lost
            QVERIFY(makeBatch(events)->data().ends_with("{\"b\":12345678901234567890123}]}"));
        }
    }

    void runsAreJoined()
    {
        std::vector<FramePtr> events
            = {json("1"), json("2"), Frame::event({{}, {}, "3", -1, true, Batching::Never}),
                json("4"), json("5", {}, "tick"), json("6", {}, "tick"),
                Frame::event({{}, {}, "7", -1, true}), json("8")};
        QByteArrayList got;
        for (const FramePtr& frame : joinBatches(events, false, 100))
            got.append(dataOf(frame));
        QCOMPARE(got,
            QByteArrayList({"{\"batch\":[1,2]}", "3", "{\"batch\":[4]}", "{\"batch\":[5,6]}", "7",
                "{\"batch\":[8]}"}));
        got.clear();
        for (const FramePtr& frame : joinBatches(events, true, 2))
            got.append(dataOf(frame));
        QCOMPARE(got,
            QByteArrayList({"{\"batch\":[1,2]}", "3", "{\"batch\":[4]}", "{\"batch\":[5,6]}",
                "{\"batch\":[7,8]}"}));
        QVERIFY(joinBatches({}, true, 2).empty());
        std::vector<std::size_t> taken;
        joinBatches(events, false, 100, &taken);
        QCOMPARE(taken, std::vector<std::size_t>({2, 1, 1, 2, 1, 1}));
    }

    void bytesOfABatchAreBounded()
    {
        std::string large(MaxBatchBytes * 2 / 3, 'x');
        large.front() = large.back() = '"';
        QCOMPARE(joinBatches({json(large), json(large), json("1")}, false, 100).size(), 2U);
    }
};

ROOM_TEST(TestBatch, QCoreApplication)
#include "tst_batch.moc"
