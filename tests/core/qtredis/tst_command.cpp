// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/command.h"
#include "support/room.h"

#include <QtTest>

#include <hiredis/hiredis.h>

#include <random>

using namespace fanlight::redis;

namespace {

QByteArray byHiredis(const std::vector<std::string_view>& args)
{
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    for (const std::string_view arg : args) {
        texts.push_back(arg.data());
        sizes.push_back(arg.size());
    }
    char* command = nullptr;
    const int size = redisFormatCommandArgv(&command, int(args.size()), texts.data(), sizes.data());
    const QByteArray bytes(command, size);
    redisFreeCommand(command);
    return bytes;
}

} // namespace

class TestCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAnArrayOfBulkStrings()
    {
        QByteArray out = "before ";
        appendCommand(out, {"PUBLISH", "a b", ""});
        QCOMPARE(out, QByteArray("before *3\r\n$7\r\nPUBLISH\r\n$3\r\na b\r\n$0\r\n\r\n"));
    }

    void writesWhatHiredisWrites()
    {
        std::mt19937 random(1);
        QByteArray out, expected;
        for (int i = 0; i < 300; ++i) {
            std::vector<std::string> texts(1 + random() % 30);
            std::vector<std::string_view> args;
            for (std::string& text : texts) {
                text.resize(random() % (i % 10 ? 20 : 20'000));
                for (char& c : text)
                    c = char(random());
                args.push_back(text);
            }
            appendCommand(out, args);
            expected += byHiredis(args);
        }
        QVERIFY(out == expected);
    }
};

ROOM_TEST(TestCommand, QCoreApplication)
#include "tst_command.moc"
