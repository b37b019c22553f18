// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/frame.h"

#include "sse/sse_parser.h"
#include "support/http_client.h"
#include "support/room.h"

#include <QtTest>

#include <random>
#include <thread>

using namespace fanlight;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

// What a client sees of the frame's chunk; null unless it is exactly one whole chunk.
QByteArray contentOf(const Frame& frame)
{
    QByteArray left = bytes(frame.chunked());
    QByteArray content;
    testing::ChunkDecoder decoder;
    decoder.feed(left, content);
    return decoder.isBroken() || decoder.isFinished() || !left.isEmpty() ? QByteArray() : content;
}

// Lines of data as the browser joins them again.
std::string withLineFeeds(const std::string& data)
{
    QByteArray text = bytes(data);
    return text.replace("\r\n", "\n").replace('\r', '\n').toStdString();
}

std::string randomData(std::mt19937& random)
{
    static constexpr std::string_view Alphabet("\r\n: adteiv\0{}\xC3\xA9", 16);
    std::string data(random() % 40, ' ');
    for (char& c : data)
        c = Alphabet[random() % Alphabet.size()];
    return data;
}

} // namespace

class TestFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsStandInTheirLines_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<int>("retryMs");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("data") << QByteArray() << QByteArray() << QByteArray("x") << -1
                              << QByteArray("data: x\n\n");
        QTest::newRow("all") << QByteArray("1-0") << QByteArray("like") << QByteArray("{}") << 2000
                             << QByteArray("event: like\nid: 1-0\nretry: 2000\ndata: {}\n\n");
        QTest::newRow("retry at once") << QByteArray() << QByteArray() << QByteArray("x") << 0
                                       << QByteArray("retry: 0\ndata: x\n\n");
        QTest::newRow("empty data")
            << QByteArray() << QByteArray() << QByteArray() << -1 << QByteArray("data: \n\n");
        QTest::newRow("LF") << QByteArray() << QByteArray() << QByteArray("a\nb") << -1
                            << QByteArray("data: a\ndata: b\n\n");
        QTest::newRow("CR") << QByteArray() << QByteArray() << QByteArray("a\rb") << -1
                            << QByteArray("data: a\ndata: b\n\n");
        QTest::newRow("CRLF") << QByteArray() << QByteArray() << QByteArray("a\r\nb") << -1
                              << QByteArray("data: a\ndata: b\n\n");
        QTest::newRow("LFCR") << QByteArray() << QByteArray() << QByteArray("a\n\rb") << -1
                              << QByteArray("data: a\ndata: \ndata: b\n\n");
        QTest::newRow("line end at the end") << QByteArray() << QByteArray() << QByteArray("a\r\n")
                                             << -1 << QByteArray("data: a\ndata: \n\n");
        QTest::newRow("CR at the end") << QByteArray() << QByteArray() << QByteArray("a\r") << -1
                                       << QByteArray("data: a\ndata: \n\n");
        QTest::newRow("forged event") << QByteArray() << QByteArray() << QByteArray("a\n\nid: 9")
                                      << -1 << QByteArray("data: a\ndata: \ndata: id: 9\n\n");
    }
    void fieldsStandInTheirLines()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, event);
        QFETCH(QByteArray, data);
        QFETCH(int, retryMs);
        QFETCH(QByteArray, text);
        const std::string idText = id.toStdString(), eventText = event.toStdString(),
                          dataText = data.toStdString();
        const EventFields fields{idText, eventText, dataText, retryMs};
        const FramePtr frame = Frame::event(fields);
        QCOMPARE(bytes(frame->plain()), text);
        QCOMPARE(contentOf(*frame), text);
        QCOMPARE(bytes(Frame::encode(fields)), text);
        QVERIFY(frame->isEvent());
    }

    void anEventIsOneChunkWhateverItsSize()
    {
        for (std::size_t size = 0; size < 5000; ++size) {
            const std::string data(size, 'x');
            const FramePtr frame = Frame::event({{}, {}, data});
            QCOMPARE(contentOf(*frame), bytes("data: " + data + "\n\n"));
        }
        const std::string large(3 << 20, 'x');
        QCOMPARE(contentOf(*Frame::event({{}, {}, large})).size(), qsizetype(large.size()) + 8);
    }

    void textIsAChunkAndNoEvent()
    {
        const FramePtr frame = Frame::text(": hello\n\n");
        QCOMPARE(bytes(frame->chunked()), QByteArray("9\r\n: hello\n\n\r\n"));
        QCOMPARE(bytes(frame->plain()), QByteArray(": hello\n\n"));
        QVERIFY(!frame->isEvent());
    }

    void rawBytesAreTheSameWithChunksOrWithout()
    {
        const FramePtr frame = Frame::raw("HTTP/1.1 200 OK\r\n\r\n");
        QCOMPARE(frame->chunked(), frame->plain());
        QCOMPARE(bytes(frame->plain()), QByteArray("HTTP/1.1 200 OK\r\n\r\n"));
        QVERIFY(!frame->isEvent());
    }

    void theTypeIsKeptButNotSent()
    {
        const FramePtr frame = Frame::event({"1-0", {}, "x"}, "like");
        QCOMPARE(bytes(frame->type()), QByteArray("like"));
        QVERIFY(!bytes(frame->chunked()).contains("like"));
        QVERIFY(Frame::text("x")->type().empty());
    }

    void oneAllocationHoldsItAll()
    {
        const FramePtr frame = Frame::event({"1-0", {}, "x"}, "like");
        QCOMPARE(frame->allocatedBytes(),
            sizeof(Frame) + frame->chunked().size() + frame->type().size());
        const char* begin = reinterpret_cast<const char*>(frame.get());
        QVERIFY(frame->chunked().data() > begin);
        QVERIFY(frame->type().data() + frame->type().size() <= begin + frame->allocatedBytes());
    }

    void copiesShareTheBytes()
    {
        FramePtr first = Frame::text("x");
        const FramePtr second = first;
        QCOMPARE(first.get(), second.get());
        const FramePtr third = std::move(first);
        QVERIFY(!first);
        first = third;
        first = FramePtr();
        QVERIFY(!first);
        QCOMPARE(bytes(second->plain()), QByteArray("x"));
    }

    void anyThreadMayHoldAndLetGo()
    {
        FramePtr frame = Frame::event({"1-0", {}, "shared"});
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([mine = frame, &wrong] {
                std::vector<FramePtr> copies;
                for (int round = 0; round < 10'000; ++round) {
                    copies.assign(std::size_t(round % 7), mine);
                    for (const FramePtr& copy : copies)
                        wrong += copy->plain() != "id: 1-0\ndata: shared\n\n";
                }
            });
        }
        frame = FramePtr(); // the threads' own keep it
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    void whatIsWrittenIsReadBackWhateverTheData()
    {
        std::mt19937 random(1);
        std::string sent;
        std::vector<std::string> expected;
        for (int i = 0; i < 2000; ++i) {
            const std::string data = randomData(random);
            sent += Frame::event({std::to_string(i) + "-0", i % 2 ? "like" : "", data})->plain();
            expected.push_back(
                (i % 2 ? "like/" : "message/") + std::to_string(i) + "-0/" + withLineFeeds(data));
        }
        std::vector<std::string> received;
        SseParser parser;
        parser.onEvent = [&](const SseParser::Event& event) {
            received.push_back(event.type + '/' + event.lastEventId + '/' + event.data);
        };
        QVERIFY(parser.feed(sent));
        QCOMPARE(received, expected);
    }
};

ROOM_TEST(TestFrame, QCoreApplication)
#include "tst_frame.moc"
