// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/event_reader.h"
#include "support/room.h"

#include <QStringList>

using namespace fanlight;
using State = EventReader::State;

namespace {
// Notes what it hears, a line each.
struct Sink {
    QStringList lines;
    std::string text;
    AnswerHead last;
    int eventsWanted = 1000;

    bool answered(const AnswerHead& head)
    {
        lines << QStringLiteral("%1%2")
                     .arg(head.status)
                     .arg(head.isEventStream ? QStringLiteral(" stream") : QString());
        last = head;
        return head.status == 200;
    }
    void field(std::string_view name, std::string_view value)
    {
        lines << QString::fromStdString(std::string(name) + '=' + std::string(value));
    }
    bool dispatch(bool hasData)
    {
        if (!hasData)
            return true;
        lines << QStringLiteral("!");
        return --eventsWanted > 0;
    }
    void comment(std::string_view) { lines << QStringLiteral(":"); }
    void body(std::string_view bytes) { text += bytes; }
};

QByteArray stream(const QByteArray& further = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n" + further
        + "\r\n";
}

QByteArray chunk(const QByteArray& text)
{
    return QByteArray::number(text.size(), 16) + ";x=y\r\n" + text + "\r\n";
}
} // namespace

class TestEventReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheSameHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("lines");
        QTest::addColumn<int>("state");
        const QByteArray events
            = "id: 1\ndata: a\n\n: hello\nevent:x\nid:2\ndata:b\ndata:c\n\n\nretry: 5\n\n";
        const QString heard
            = QStringLiteral("200 stream,id=1,data=a,!,:,event=x,id=2,data=b,data=c,!,retry=5");
        QTest::newRow("to the end of the connection")
            << stream() + events << heard << int(State::Body);
        QByteArray crlf = events;
        crlf.replace("\n", "\r\n");
        QTest::newRow("CRLF") << stream() + crlf << heard << int(State::Body);
        QByteArray cr = events;
        cr.replace("\n", "\r");
        QTest::newRow("CR") << stream() + cr << heard << int(State::Body);
        QTest::newRow("chunked") << stream("Transfer-Encoding: chunked\r\n") + chunk(events.left(9))
                + chunk(events.mid(9)) + "0\r\n\r\n"
                                 << heard << int(State::Ended);
        QTest::newRow("after an interim answer") << "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + stream() + events << heard << int(State::Body);
        QTest::newRow("refused") << QByteArray("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno")
                                 << QStringLiteral("503") << int(State::Left);
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0 hello\r\n\r\n") << QString()
                                 << int(State::Failed);
        QTest::newRow("a bad chunk") << stream("Transfer-Encoding: chunked\r\n") + "zz\r\n"
                                     << QStringLiteral("200 stream") << int(State::Failed);
        QTest::newRow("a byte order mark") << stream()
                + "\xEF\xBB\xBF"
                  "data: a\n\n" << QStringLiteral("200 stream,data=a,!")
                                           << int(State::Body);
        QTest::newRow("an id with NUL, no retry, unknown fields")
            << stream() + QByteArray("id: 1\0\nretry: 5s\nretry:\nx: y\ndata: a\n\n", 38)
            << QStringLiteral("200 stream,data=a,!") << int(State::Body);
        QTest::newRow("chunked, with trailers")
            << stream("Transfer-Encoding: chunked\r\n") + chunk("data: a\n\n") + "0\r\nX: y\r\n\r\n"
            << QStringLiteral("200 stream,data=a,!") << int(State::Ended);
        QTest::newRow("another type that begins alike")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-streams\r\n\r\n")
            << QStringLiteral("200") << int(State::Body);
        QTest::newRow("a length") << stream("Content-Length: 9\r\n") + "data: a\n\n"
                                  << QStringLiteral("200 stream,data=a,!") << int(State::Ended);
    }
    void readsTheSameHoweverItIsCut()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, lines);
        QFETCH(int, state);
        for (qsizetype piece = 1; piece <= answer.size(); ++piece) {
            EventReader reader;
            Sink sink;
            for (qsizetype at = 0; at < answer.size(); at += piece)
                reader.read(answer.mid(at, piece).toStdString(), sink);
            QCOMPARE(sink.lines.join(u','), lines);
            QCOMPARE(int(reader.state()), state);
        }
    }

    void anAnswerThatIsNoStreamIsABody()
    {
        EventReader reader;
        Sink sink;
        reader.read("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    "7\r\n\r\n{\"a\":1}",
            sink);
        QCOMPARE(reader.state(), State::Ended);
        QCOMPARE(sink.text, std::string("{\"a\":1}"));
    }

    void theHeaderSaysWhatItIsInAnyCase()
    {
        EventReader reader;
        Sink sink;
        reader.read("HTTP/1.0 200 OK\r\ncontent-TYPE:  "
                    "Text/Event-Stream;charset=utf-8\r\nCONTENT-ENCODING: GZip\r\nLocation: "
                    "/x\r\nX-A: b\r\n\r\n",
            sink);
        QVERIFY(sink.last.isEventStream);
        QVERIFY(!sink.last.isHttp11);
        QCOMPARE(sink.last.contentEncoding, std::string("gzip"));
        QCOMPARE(sink.last.location, std::string("/x"));
        QCOMPARE(sink.last.field("x-a"), std::string("b"));
        QVERIFY(sink.last.has("X-a"));
        QVERIFY(!sink.last.has("X"));
    }

    void whatIsBehindAnAnswerIsTheNextOnes()
    {
        EventReader reader;
        Sink sink;
        const std::string two = "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                                "chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\nHTTP/1.1 200";
        const std::string_view rest = reader.read(two, sink);
        QCOMPARE(reader.state(), State::Ended);
        QCOMPARE(std::string(rest), std::string("HTTP/1.1 200"));
    }

    void anEmptyBodyEndsAtOnce()
    {
        EventReader reader;
        Sink sink;
        reader.read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", sink);
        QCOMPARE(reader.state(), State::Ended);
    }

    void leavesWhenTheSinkHasEnough()
    {
        EventReader reader;
        Sink sink;
        sink.eventsWanted = 1;
        reader.read(stream().toStdString() + "data: a\n\ndata: b\n\n", sink);
        QCOMPARE(reader.state(), State::Left);
        QCOMPARE(sink.lines.join(u','), QStringLiteral("200 stream,data=a,!"));
    }

    void headerAndLineAreBounded()
    {
        Sink sink;
        EventReader header;
        header.read("HTTP/1.1 200 OK\r\nX: ", sink);
        header.read(std::string(EventReader::MostHeader, 'x'), sink);
        QCOMPARE(header.state(), State::Failed);
        EventReader line;
        line.read(stream().toStdString(), sink);
        line.read("data: ", sink);
        for (int i = 0; i < 3; ++i)
            line.read(std::string(EventReader::MostLine / 2, 'x'), sink);
        QCOMPARE(line.state(), State::Failed);
    }
};

ROOM_TEST(TestEventReader, QCoreApplication)
#include "tst_event_reader.moc"
