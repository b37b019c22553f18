// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_filter.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 Now = 1'800'000'000'000;

ConnectionRow chrome()
{
    ConnectionRow row;
    row.id = 1234567; // c-qglj
    row.userId = u"142"_s;
    row.address = u"127.0.0.1:40120"_s;
    row.types = {u"like"_s, u"Comment"_s};
    row.connectedAtMs = Now - 10 * 60'000;
    row.events = 100;
    row.bytes = 2 << 20;
    row.backlogBytes = 64 << 10;
    row.rttMs = 0.25;
    row.userAgent = u"Mozilla/5.0 (X11) Chrome/120.0"_s;
    row.lastEventId = u"1732449751000-3"_s;
    return row;
}

ConnectionRow curl()
{
    ConnectionRow row;
    row.id = 7;
    row.address = u"[::1]:50000"_s;
    row.connectedAtMs = Now - 5000;
    row.closedAtMs = Now - 4000; // it lasted a second
    row.reason = DisconnectReason::Slow;
    row.userAgent = u"curl/7.88.1"_s;
    row.dropped = 3;
    return row;
}

void expect(const char* text, bool chromeMatches, bool curlMatches)
{
    QTest::addRow("%s", text) << QString::fromUtf8(text) << chromeMatches << curlMatches;
}
} // namespace

class TestConnectionFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void terms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("chromeMatches");
        QTest::addColumn<bool>("curlMatches");
        expect("", true, true);
        expect("   ", true, true);
        expect("user:142", true, false);
        expect("user:1*", true, false);
        expect("user:1?2", true, false);
        expect("user:1?", false, false);
        expect("user:*", true, true);
        expect("user:?*", true, false);
        expect("!user:?*", false, true);
        expect("type:like", true, false);
        expect("type:all", false, true); // as a stream that asked for none is shown
        expect("type:comment", true, false);
        expect("type:share", false, false);
        expect("address:127.*", true, false);
        expect("address:[::1]:*", false, true);
        expect("agent:*chrome*", true, false);
        expect("agent:curl/*", false, true);
        expect("agent:curl", false, false);
        expect("AGENT:*CURL*", false, true);
        expect("id:c-qglj", true, false);
        expect("id:c-q*", true, false);
        expect("age>10m", false, false);
        expect("age>=10m", true, false);
        expect("age<30s", false, true);
        expect("age<=1", false, true);
        expect("age=1s", false, true);
        expect("backlog>0", true, false);
        expect("backlog>64KiB", false, false);
        expect("backlog>=64kib", true, false);
        expect("events>=100", true, false);
        expect("events<100", false, true);
        expect("bytes>1MiB", true, false);
        expect("rtt>200us", true, false);
        expect("rtt<0.3ms", true, false);
        expect("rtt>5ms", false, false);
        expect("!rtt>5ms", true, true);
        expect("dropped>0", false, true);
        expect("event:17*", true, false);
        expect("event:?*", true, false);
        expect("state:live", true, false);
        expect("state:closed", false, true);
        expect("state:c*", false, true);
        expect("reason:slow", false, true);
        expect("!reason:slow", true, false);
        expect("reason:client", false, false); // a live one has none
        expect("chrome", true, false);
        expect("42", true, false);
        expect("c-7", false, true);
        expect("127.0.0.1:40120", true, false);
        expect("[::1]:50000", false, true);
        expect("qgl", true, false);
        expect("m*a/5", true, false);
        expect("like", false, false); // a bare word is not looked for in types
        expect("!chrome", false, true);
        expect("user:1* backlog>0", true, false);
        expect("  user:1*\tdropped>0 ", false, false);
        expect("!chrome !curl", false, false);
    }
    void terms()
    {
        QFETCH(QString, text);
        QFETCH(bool, chromeMatches);
        QFETCH(bool, curlMatches);
        const ConnectionFilter filter = ConnectionFilter::parse(text);
        QCOMPARE(filter.error(), QString());
        QCOMPARE(filter.isEmpty(), text.trimmed().isEmpty());
        QCOMPARE(filter.matches(chrome(), Now), chromeMatches);
        QCOMPARE(filter.matches(curl(), Now), curlMatches);
    }

    void globs_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* pattern, const char* user, bool matches) {
            QTest::addRow("%s / %s", pattern, user)
                << QString::fromUtf8(pattern) << QString::fromUtf8(user) << matches;
        };
        row("a*b*c", "aXbYc", true);
        row("a*b*c", "aXbYbZc", true);
        row("a*b*c", "aXcYb", false);
        row("*aab", "aaaab", true);
        row("**", "", true);
        row("?", "", false);
        row("*?", "x", true);
        row("a/*", "a/b/c", true);
        row("ZÜRICH", "zürich", true);
        row("a.c", "abc", false);
        row("[ab]", "a", false);
        row("*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
    }
    void globs()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, user);
        QFETCH(bool, matches);
        ConnectionRow row;
        row.userId = user;
        QCOMPARE(ConnectionFilter::parse(u"user:"_s + pattern).matches(row, Now), matches);
    }

    void whatItMayCostIsBounded()
    {
        const auto terms = [](qsizetype count) { return u"a "_s.repeated(count); };
        QCOMPARE(ConnectionFilter::parse(terms(filter::MaxTerms)).error(), QString());
        const ConnectionFilter tooMany = ConnectionFilter::parse(terms(filter::MaxTerms + 1));
        QCOMPARE(tooMany.error(), u"a filter has at most 24 terms"_s);
        QVERIFY(tooMany.isEmpty());
        QCOMPARE(ConnectionFilter::parse(QString(filter::MaxLength, u'a')).error(), QString());
        QCOMPARE(ConnectionFilter::parse(QString(filter::MaxLength + 1, u'a')).error(),
            u"a filter has at most 1024 characters, this one has 1025"_s);
    }

    void errorsNameTheTermAndWhatIsAccepted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* text, const char* error) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(error);
        };
        row("team:5",
            "“team:5”: there is no field “team”; use user, type, address, agent, id, age, backlog, "
            "events, bytes, rtt, dropped, event, state, reason");
        row("usr>5",
            "“usr>5”: there is no field “usr”; use user, type, address, agent, id, age, backlog, "
            "events, bytes, rtt, dropped, event, state, reason");
        row("chrome user:", "“user:”: a value is missing, like user:1*");
        row("user=1", "“user=1”: user is compared with “:”, like user:1*");
        row("age:10m", "“age:10m”: age is compared with >, <, >=, <= or =, like age>10m");
        row("age>fast", "“age>fast”: “fast” is not a duration, like age>10m");
        row("!age>", "“age>”: “” is not a duration, like age>10m");
        row("backlog>1KB", "“backlog>1KB”: “1KB” is not a size, like backlog>64KiB");
        row("events>-1", "“events>-1”: “-1” is not a number, like events>100");
        row("rtt>5", "“rtt>5”: “5” is not a round trip, like rtt>5ms");
        row("state:dead", "“state:dead”: “dead” is none of live, closed");
        row("!", "“!”: “!” stands once before a term, like !user:1*");
        row("!!user:1", "“!!user:1”: “!” stands once before a term, like !user:1*");
    }
    void errorsNameTheTermAndWhatIsAccepted()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        const ConnectionFilter filter = ConnectionFilter::parse(text);
        QCOMPARE(filter.error(), error);
        QVERIFY(filter.isEmpty());
    }

    void everyReasonCanBeAskedFor()
    {
        for (std::size_t i = 0; i < DisconnectReasonCount; ++i) {
            ConnectionRow row;
            row.closedAtMs = Now;
            row.reason = DisconnectReason(i);
            const auto filter = ConnectionFilter::parse(
                u"reason:"_s + QString::fromLatin1(disconnectReasonName(row.reason)));
            QCOMPARE(filter.error(), QString());
            QVERIFY(filter.matches(row, Now));
        }
    }
};

ROOM_TEST(TestConnectionFilter, QCoreApplication)
#include "tst_connection_filter.moc"
