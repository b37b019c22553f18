// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/parsed_publish.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

namespace {

ParsedPublish checked(ParsedPublish publish, PublishKind kind = PublishKind::Named)
{
    constexpr std::size_t DataLimit = 4;
    checkPublish(publish, DataLimit, kind);
    return publish;
}

ParsedPublish toEverybody(std::string data)
{
    ParsedPublish publish;
    publish.broadcast = true;
    publish.data = std::move(data);
    return publish;
}

} // namespace

// What holds for a publish that no parser has seen, too.
class TestParsedPublish : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itNeedsSomebodyToGoTo()
    {
        QCOMPARE(checked({}).error, std::string("userIds: must not be empty"));
        QVERIFY(checked({}, PublishKind::Fanout).error.starts_with("authorId: is missing"));
        QVERIFY(checked({}, PublishKind::Selective).error.starts_with("type: is missing"));
        QCOMPARE(checked(toEverybody("1")).error, std::string());
    }

    void dataMayHaveTheLimitButNoMore()
    {
        QCOMPARE(checked(toEverybody("1234")).error, std::string());
        const ParsedPublish over = checked(toEverybody("12345"));
        QCOMPARE(over.error, std::string("data: 5 bytes are over the limit of 4"));
        QCOMPARE(over.status, 413);
        QCOMPARE(checked(toEverybody("\xFF")).error, std::string("data: must be UTF-8"));
    }

    void aKeyHoldsNoControls()
    {
        ParsedPublish publish = toEverybody("1");
        publish.once = "order 17 / \u00e9";
        QCOMPARE(checked(publish).error, std::string());
        for (const char* wrong : {"a\tb", "a\x7F", "a\nb", "\xFF"}) {
            publish.once = wrong;
            QVERIFY2(checked(publish).error.starts_with("once: must"), wrong);
        }
    }

    void whatIsPublishedHasAFingerprintOfItsOwn()
    {
        ParsedPublish publish = toEverybody("1");
        const std::uint64_t print = fingerprintOf(publish);
        QCOMPARE(print, 0xAAF7B73AABC9FA87U); // the same in every process
        publish.once = "a key is no part of it";
        QCOMPARE(fingerprintOf(publish), print);
        const auto changed = [&](auto change) {
            ParsedPublish other = publish;
            change(other);
            return fingerprintOf(other) != print;
        };
        QVERIFY(changed([](ParsedPublish& p) { p.data = "2"; }));
        QVERIFY(changed([](ParsedPublish& p) { p.isJson = true; }));
        QVERIFY(changed([](ParsedPublish& p) { p.type = "1", p.data = ""; }));
        QVERIFY(changed([](ParsedPublish& p) { p.userIds = {"42"}; }));
        QVERIFY(changed([](ParsedPublish& p) { p.broadcast = false; }));
        QVERIFY(changed([](ParsedPublish& p) { p.authorId = "7"; }));
        QVERIFY(changed([](ParsedPublish& p) { p.event = "e"; }));
        QVERIFY(changed([](ParsedPublish& p) { p.id = "i"; }));
        QVERIFY(changed([](ParsedPublish& p) { p.retryMs = 0; }));
    }

    void aUserNamedTwiceIsOneRecipient()
    {
        ParsedPublish publish;
        publish.userIds = {"b", "a", "b", "c", "a"};
        const ParsedPublish once = checked(publish);
        QCOMPARE(once.error, std::string());
        QCOMPARE(once.userIds, (std::vector<std::string>{"b", "a", "c"}));
    }

    void anIdIsOneThatLastEventIdCarriesBack()
    {
        for (const char* id : {" 7", "7 ", "a\tb", "a\nb"}) {
            ParsedPublish publish = toEverybody("1");
            publish.id = id;
            const ParsedPublish refused = checked(publish);
            QVERIFY2(refused.error.starts_with("id: "), id);
            QCOMPARE(refused.status, 400);
        }
        ParsedPublish publish = toEverybody("1");
        publish.id = "order ✓";
        QVERIFY(checked(publish).error.empty());
        QVERIFY(!checked(publish).warning.empty());
    }

    void retryHasABound()
    {
        ParsedPublish publish = toEverybody("1");
        publish.retryMs = publish_limits::RetryMs;
        QVERIFY(checked(publish).error.empty());
        publish.retryMs = publish_limits::RetryMs + 1;
        QVERIFY(checked(publish).error.starts_with("retry: "));
    }
};

ROOM_TEST(TestParsedPublish, QCoreApplication)
#include "tst_parsed_publish.moc"
