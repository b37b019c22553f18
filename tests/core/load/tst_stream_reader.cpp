// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/stream_reader.h"

#include <QtTest>

using namespace fanlight;
using State = StreamReader::State;

namespace {
const std::string PlainHeader = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const std::string ChunkedHeader
    = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n";

std::uint64_t readInPieces(StreamReader& reader, const std::string& bytes, std::size_t size)
{
    std::uint64_t events = 0;
    for (std::size_t at = 0; at < bytes.size(); at += size)
        events += reader.read(std::string_view(bytes).substr(at, size));
    return events;
}

void forEachPieceSize(const std::string& bytes, std::uint64_t events, State end)
{
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        StreamReader reader;
        QCOMPARE(readInPieces(reader, bytes, size), events);
        QCOMPARE(reader.state(), end);
    }
}
} // namespace

class TestStreamReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyEventsWithDataCount_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<int>("events");
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("one") << QByteArray("id: 1-0\ndata: x\n\n") << 1;
        QTest::newRow("greeting") << QByteArray("retry: 2000\n: c-1\n\n") << 0;
        QTest::newRow("comment, event") << QByteArray(":\n\ndata: x\n\n") << 1;
        QTest::newRow("several lines") << QByteArray("data: a\ndata: b\n\n") << 1;
        QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << 2;
        QTest::newRow("CR") << QByteArray("data: a\r\rdata: b\r\r") << 2;
        QTest::newRow("mixed") << QByteArray("data: a\r\n\ndata: b\n\r\n") << 2;
        QTest::newRow("field name alone") << QByteArray("data\n\n") << 1;
        QTest::newRow("empty data") << QByteArray("data:\n\n") << 1;
        QTest::newRow("other fields")
            << QByteArray("dataset: x\n\nmetadata: y\n\n data: z\n\ndat\n\n") << 0;
        QTest::newRow("unfinished") << QByteArray("data: x\n") << 0;
        QTest::newRow("blank lines") << QByteArray("\n\n\ndata: x\n\n\n\n") << 1;
    }
    void onlyEventsWithDataCount()
    {
        QFETCH(QByteArray, stream);
        QFETCH(int, events);
        forEachPieceSize(PlainHeader + stream.toStdString(), quint64(events), State::Streaming);
    }

    void chunksMayCutLinesAnywhere()
    {
        forEachPieceSize(ChunkedHeader
                + "5\r\ndata:\r\n3;x=1\r\n a\n\r\n1\r\n\n\r\nC\r\ndata: bbbb\n\n\r\n0\r\n\r\n",
            2, State::Ended);
    }

    void chunkBoundariesAreNotContent()
    {
        forEachPieceSize(
            ChunkedHeader + "8\r\ndata: a\n\r\n8\r\ndata: b\n\r\n", 0, State::Streaming);
    }

    void whatIsNotAStreamFails_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::newRow("503") << QByteArray("HTTP/1.1 503 Service Unavailable\r\n\r\ndata: x\n\n");
        QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n");
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-server\r\n\r\n");
        QTest::newRow("bad chunk size") << QByteArray::fromStdString(ChunkedHeader) + "xyz\r\n";
        QTest::newRow("endless chunk size")
            << QByteArray::fromStdString(ChunkedHeader) + QByteArray(40, 'f');
        QTest::newRow("endless header")
            << QByteArray("HTTP/1.1 200 OK\r\n") + QByteArray(20000, 'x');
    }
    void whatIsNotAStreamFails()
    {
        QFETCH(QByteArray, response);
        for (const std::size_t size :
            {std::size_t(1), std::size_t(100), std::size_t(response.size())}) {
            StreamReader reader;
            QCOMPARE(readInPieces(reader, response.toStdString(), size), 0U);
            QCOMPARE(reader.state(), State::Failed);
        }
    }
};

QTEST_GUILESS_MAIN(TestStreamReader)
#include "tst_stream_reader.moc"
