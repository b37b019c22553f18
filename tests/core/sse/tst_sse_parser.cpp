// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/sse_parser.h"
#include "support/room.h"

#include <QtTest>

#include <random>

using namespace fanlight;

namespace {

// What a parser told, one entry each: "message#id|data", ":comment", "retry 5".
class Listener {
public:
    Listener()
    {
        m_parser.onEvent = [this](const SseParser::Event& event) {
            told += QString::fromStdString(event.type + '#' + event.lastEventId + '|' + event.data);
        };
        m_parser.onComment = [this](std::string_view text) {
            told += QStringLiteral(":") + QString::fromStdString(std::string(text));
        };
        m_parser.onRetry = [this](int ms) { told += QStringLiteral("retry %1").arg(ms); };
    }
    bool feed(std::string_view bytes) { return m_parser.feed(bytes); }
    const SseParser& parser() const { return m_parser; }
    QStringList told;

private:
    SseParser m_parser;
};

QStringList toldOf(std::string_view stream)
{
    Listener listener;
    listener.feed(stream);
    return listener.told;
}

std::string randomStream(std::mt19937& random)
{
    static constexpr std::string_view Pieces[] = {"data", "id", "event", "retry", ":", ": ", " ",
        "\n", "\r", "\r\n", "\n\n", "x", "12", "\xEF\xBB\xBF", std::string_view("\0", 1)};
    std::string stream;
    for (std::size_t i = random() % 60; i > 0; --i)
        stream += Pieces[random() % std::size(Pieces)];
    return stream;
}

} // namespace

class TestSseParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAsABrowserDoes_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("told");
        const auto row = [](const char* name, const QByteArray& stream, const QStringList& told) {
            QTest::newRow(name) << stream << told;
        };
        row("event", "data: x\n\n", {u"message#|x"_qs});
        row("no blank", "data:x\n\n", {u"message#|x"_qs});
        row("one blank goes", "data:  x\n\n", {u"message#| x"_qs});
        row("two lines", "data: a\ndata: b\n\n", {u"message#|a\nb"_qs});
        row("empty data", "data:\n\n", {u"message#|"_qs});
        row("name alone", "data\n\n", {u"message#|"_qs});
        row("two names alone", "data\ndata\n\n", {u"message#|\n"_qs});
        row("named", "event: like\ndata: x\n\ndata: y\n\n", {u"like#|x"_qs, u"message#|y"_qs});
        row("named to nothing", "event: like\nevent:\ndata: x\n\n", {u"message#|x"_qs});
        row("a name without data is forgotten", "event: like\n\ndata: x\n\n", {u"message#|x"_qs});
        row("id stays", "id: 1\ndata: a\n\ndata: b\n\n", {u"message#1|a"_qs, u"message#1|b"_qs});
        row("id without data stays too", "id: 1\n\ndata: b\n\n", {u"message#1|b"_qs});
        row("id is emptied", "id: 1\n\nid\ndata: b\n\n", {u"message#|b"_qs});
        row("id with NUL does not count", QByteArray("id: 1\n\nid: 2\0\ndata: b\n\n", 24),
            {u"message#1|b"_qs});
        row("comment", ": hello\n:\n::x\n", {u": hello"_qs, u":"_qs, u"::x"_qs});
        row("retry", "retry: 2000\nretry:5\nretry: 007\n",
            {u"retry 2000"_qs, u"retry 5"_qs, u"retry 7"_qs});
        row("no retry", "retry: 2s\nretry: -1\nretry:\nretry: +1\nretry:  1\n", {});
        row("a retry of years is a day", "retry: 99999999999\nretry: 99999999999999999999999\n",
            {u"retry 86400000"_qs, u"retry 86400000"_qs});
        row("unknown fields", "dataset: x\nData: x\n data: x\n\n", {});
        row("colons in the value", "data: a:b\n\n", {u"message#|a:b"_qs});
        row("CR", "data: a\rdata: b\r\r", {u"message#|a\nb"_qs});
        row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", {u"message#|a"_qs, u"message#|b"_qs});
        row("mixed", "data: a\r\n\ndata: b\n\r\n", {u"message#|a"_qs, u"message#|b"_qs});
        row("unfinished", "data: a\n\ndata: b\n", {u"message#|a"_qs});
        row("byte order mark",
            "\xEF\xBB\xBF"
            "data: a\n\n",
            {u"message#|a"_qs});
        row("a second mark is text",
            "\xEF\xBB\xBF\xEF\xBB\xBF"
            "data: a\n\n",
            {});
        row("a later mark is text",
            "\n\xEF\xBB\xBF"
            "data: a\n\n",
            {});
        row("mark before a comment", "\xEF\xBB\xBF:x\n", {u":x"_qs});
    }
    void readsAsABrowserDoes()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, told);
        QCOMPARE(toldOf(stream.toStdString()), told);
    }

    void theLastEventIdIsThatOfTheLastBlock()
    {
        Listener listener;
        listener.feed("id: 1\ndata: a\n\nid: 2\n");
        QCOMPARE(listener.parser().lastEventId(), std::string("1"));
        listener.feed("\n");
        QCOMPARE(listener.parser().lastEventId(), std::string("2"));
    }

    void anySplitOfTheBytesTellsTheSame()
    {
        std::mt19937 random(2);
        for (int round = 0; round < 2000; ++round) {
            const std::string stream = randomStream(random);
            Listener pieces;
            for (std::size_t at = 0; at < stream.size();) {
                const std::size_t size = 1 + random() % 5;
                pieces.feed(std::string_view(stream).substr(at, size));
                at += size;
            }
            QCOMPARE(pieces.told, toldOf(stream));
        }
    }

    void aLineMayHaveTheLimitButNoMore()
    {
        SseParser parser;
        QVERIFY(parser.feed(":" + std::string(SseParser::MaxBytes - 1, 'x')));
        QVERIFY(parser.feed("\n"));
        QVERIFY(!parser.feed(std::string(SseParser::MaxBytes + 1, 'x')));
        QVERIFY(!parser.feed("\n\ndata: x\n\n"));
    }

    void dataOfOneEventIsBounded()
    {
        Listener listener;
        const std::string line = "data: " + std::string((SseParser::MaxBytes / 4) - 1, 'x') + '\n';
        for (int i = 0; i < 4; ++i)
            QVERIFY(listener.feed(line));
        QVERIFY(listener.feed("\n")); // exactly the limit
        QCOMPARE(listener.told.size(), 1);
        for (int i = 0; i < 4; ++i)
            QVERIFY(listener.feed(line));
        QVERIFY(!listener.feed("data\n"));
        QVERIFY(!listener.feed("\n"));
        QCOMPARE(listener.told.size(), 1);
    }

    void nobodyNeedsToListen()
    {
        SseParser parser;
        QVERIFY(parser.feed(": x\nretry: 1\nid: 1\ndata: x\n\n"));
        QCOMPARE(parser.lastEventId(), std::string("1"));
    }
};

ROOM_TEST(TestSseParser, QCoreApplication)
#include "tst_sse_parser.moc"
