// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/reply_reader.h"
#include "support/room.h"

#include <QtTest>

#include <random>

using namespace fanlight::redis;
using Outcome = ReplyReader::Outcome;
using Type = Reply::Type;

namespace {

std::string told(const Reply& reply)
{
    switch (reply.type()) {
    case Type::Nil:
        return "nil";
    case Type::Status:
        return "+" + std::string(reply.text());
    case Type::Error:
        return "-" + std::string(reply.text());
    case Type::Integer:
        return std::to_string(reply.integer());
    case Type::String:
        return '"' + std::string(reply.text()) + '"';
    case Type::Array:
        break;
    }
    std::string all = "[";
    for (std::size_t i = 0; i < reply.size(); ++i)
        all += (i ? " " : "") + told(reply[i]);
    return all + ']';
}

// What it reads of the bytes, in pieces as `nextSize` has them; at the end why it is broken, if it
// is.
template <class NextSize>
std::vector<std::string> read(ReplyReader& reader, std::string_view bytes, NextSize nextSize)
{
    std::vector<std::string> all;
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, nextSize());
        bytes.remove_prefix(piece.size());
        reader.feed(piece);
        for (;;) {
            const Outcome outcome = reader.next();
            if (outcome == Outcome::Broken) {
                all.push_back("broken: " + reader.error());
                return all;
            }
            if (outcome == Outcome::Incomplete)
                break;
            all.push_back(told(reader.reply()));
        }
    }
    return all;
}

std::vector<std::string> read(std::string_view bytes)
{
    ReplyReader reader;
    return read(reader, bytes, [&] { return bytes.size(); });
}

// A random reply: its bytes go to `bytes`, and how told() tells it is returned.
std::string makeReply(std::mt19937& random, std::string& bytes, int depth = 0)
{
    const auto text = [&](bool isBinary) {
        std::string made(random() % 50 ? random() % 20 : random() % 5'000, ' ');
        for (char& c : made)
            c = isBinary ? char(random()) : char('a' + random() % 26);
        return made;
    };
    switch (random() % (depth < 6 ? 8 : 5)) {
    case 0: {
        const std::string made = text(false);
        bytes += '+' + made + "\r\n";
        return '+' + made;
    }
    case 1: {
        const std::string made = text(false);
        bytes += '-' + made + "\r\n";
        return '-' + made;
    }
    case 2: {
        const std::string made = std::to_string(std::int64_t(random()) * int(random()));
        bytes += ':' + made + "\r\n";
        return made;
    }
    case 3:
        bytes += random() % 2 ? "$-1\r\n" : "*-1\r\n";
        return "nil";
    case 4: {
        const std::string made = text(true);
        bytes += '$' + std::to_string(made.size()) + "\r\n" + made + "\r\n";
        return '"' + made + '"';
    }
    default: {
        const std::size_t size = random() % 6;
        bytes += '*' + std::to_string(size) + "\r\n";
        std::string made = "[";
        for (std::size_t i = 0; i < size; ++i)
            made += (i ? " " : "") + makeReply(random, bytes, depth + 1);
        return made + ']';
    }
    }
}

} // namespace

class TestReplyReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryType()
    {
        const std::vector<std::string> expected{"+OK", "-ERR no", "-5", "\"a\r\nb\"", "\"\"", "nil",
            "nil", "[]", "[1 \"x\" nil]", "[[1 [2 3] []] 4 [] [[5]]]"};
        QVERIFY(read("+OK\r\n-ERR "
                     "no\r\n:-5\r\n$4\r\na\r\nb\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n*3\r\n:1\r\n$"
                     "1\r\nx\r\n$-1\r\n"
                     "*4\r\n*3\r\n:1\r\n*2\r\n:2\r\n:3\r\n*0\r\n:4\r\n*0\r\n*1\r\n*1\r\n:5\r\n")
            == expected);
    }

    void anySplitOfTheBytesReadsTheSame()
    {
        std::mt19937 random(1);
        ReplyReader reader; // the same for all: nothing stays behind
        for (int round = 0; round < 300; ++round) {
            std::string bytes;
            std::vector<std::string> expected;
            for (int i = 0; i < 20; ++i)
                expected.push_back(makeReply(random, bytes));
            const std::size_t most = std::size_t(1) << random() % 14;
            QVERIFY(read(reader, bytes, [&] { return 1 + random() % most; }) == expected);
        }
    }

    void whatAReplyIsNotIsEmpty()
    {
        ReplyReader reader;
        reader.feed("*2\r\n:7\r\n+OK\r\n");
        QVERIFY(reader.next() == Outcome::Reply);
        const Reply reply = reader.reply();
        QVERIFY(reply.text().empty() && reply.integer() == 0 && !reply.isError() && !reply.isNil());
        QVERIFY(reply[0].text().empty() && reply[0].size() == 0 && reply[0][3].isNil());
        QVERIFY(reply[1].integer() == 0 && reply[1].text() == "OK");
        QVERIFY(reply[2].isNil() && reply[2][0].isNil() && Reply().text().empty());
    }

    void manyElementsOfManyAreReachedInNoTime()
    {
        std::string bytes = "*100000\r\n";
        for (int i = 0; i < 100'000; ++i)
            bytes += "*2\r\n:" + std::to_string(i) + "\r\n*1\r\n+x\r\n";
        ReplyReader reader;
        reader.feed(bytes);
        QVERIFY(reader.next() == Outcome::Reply);
        std::int64_t sum = 0;
        for (std::size_t i = reader.reply().size(); i-- > 0;)
            sum += reader.reply()[i][0].integer()
                + std::int64_t(reader.reply()[i][1][0].text().size());
        QCOMPARE(sum, std::int64_t(99'999) * 50'000 + 100'000);
    }

    void aLargeReplyIsReadAndASmallOneAfterIt()
    {
        const std::string large(10 << 20, 'x');
        ReplyReader reader;
        const std::string bytes
            = "$" + std::to_string(large.size()) + "\r\n" + large + "\r\n:1\r\n";
        const std::vector<std::string> all
            = read(reader, bytes, [] { return std::size_t(64) << 10; });
        QCOMPARE(all.size(), std::size_t(2));
        QVERIFY(all[0].size() == large.size() + 2 && all[1] == "1");
    }

    void refusesWhatIsNotRedis_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& error) {
            QTest::newRow(name) << bytes << error;
        };
        row("HTTP", "HTTP/1.1 400 Bad Request\r\n", "got \"H\" as reply type byte");
        row("SSH", "SSH-2.0-OpenSSH\r\n", "got \"S\" as reply type byte");
        row("nesting", QByteArray("*1\r\n").repeated(10), "depth > 7");
        row("integer", ":12x\r\n", "Bad integer value");
        row("negative count", "*-2\r\n", "out of range");
        row("negative length", "$-2\r\n", "out of range");
        row("no length", "$x\r", "an element without a length");
        row("no end of length", "$00000000000000000000000000001", "an element without a length");
        row("length ends wrongly", "$1\rx", "an element without a length");
        row("large element", "$536870913\r\n", "an element of more than 512 MiB");
        row("huge element", "$9223372036854775000\r\n", "an element of more than 512 MiB");
        row("endless line", '+' + QByteArray(100'000, 'x'), "a line without an end");
        row("endless number", ':' + QByteArray(100'000, '1'), "a line without an end");
        row("endless count", '*' + QByteArray(100'000, '1'), "a line without an end");
    }
    void refusesWhatIsNotRedis()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, error);
        const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
        ReplyReader reader;
        for (const std::size_t size : {view.size(), 1 + view.size() / 100}) {
            const std::vector<std::string> all = read(reader, view, [&] { return size; });
            QCOMPARE(all.size(), std::size_t(1));
            QVERIFY2(all[0].starts_with("broken: ")
                    && all[0].find(error.toStdString()) != std::string::npos,
                all[0].c_str());
            QVERIFY(reader.next() == Outcome::Broken);
            reader.reset();
        }
        QVERIFY(
            read(reader, ":1\r\n", [] { return std::size_t(4); }) == std::vector<std::string>{"1"});
    }

    // A count says nothing: only what comes takes memory.
    void aCountIsNotBelieved()
    {
        ReplyReader reader;
        reader.feed("*2147483647\r\n*2147483647\r\n:1\r\n");
        QVERIFY(reader.next() == Outcome::Incomplete);
    }

    void readingMessagesCosts()
    {
        std::string bytes;
        for (int i = 0; i < 1000; ++i)
            bytes += "*3\r\n$7\r\nmessage\r\n$18\r\nnotifications:1234\r\n$60\r\n"
                + std::string(60, 'x') + "\r\n";
        ReplyReader reader;
        QBENCHMARK
        {
            std::size_t size = 0;
            for (std::string_view left = bytes; !left.empty();
                 left.remove_prefix(std::min<std::size_t>(left.size(), 16 << 10))) {
                reader.feed(left.substr(0, 16 << 10));
                while (reader.next() == Outcome::Reply)
                    size += reader.reply()[2].text().size();
            }
            QCOMPARE(size, std::size_t(60'000));
        }
    }
};

ROOM_TEST(TestReplyReader, QCoreApplication)
#include "tst_reply_reader.moc"
