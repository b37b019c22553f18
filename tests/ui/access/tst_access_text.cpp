// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access_text.h"

#include "ui/access/access_for_tests.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList ruleLines(const AccessSnapshot& access)
{
    QStringList lines;
    for (const access_text::Rule& rule : access_text::rulesOf(access))
        lines << rule.who + u" | "_s + rule.proof + u" | "_s + rule.may;
    return lines;
}

} // namespace

class TestAccessText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPlainHubOnLoopbackIsOpenOnThisMachine()
    {
        AccessSnapshot access = openAccess();
        QCOMPARE(ruleLines(access),
            (QStringList{u"This window | it is the program itself | everything"_s,
                u"Anyone on this machine |  | read any user's stream; publish, keep the audience, "
                u"read figures and connections, disconnect; /healthz, /readyz and the page to try "
                u"it with"_s}));
        const access_text::Openness openness = access_text::opennessOf(access);
        QCOMPARE(openness.tone, Pill::Tone::Neutral);
        QCOMPARE(openness.text, u"open to everybody on this machine"_s);
        QVERIFY(openness.advice.contains(u"nobody else reaches localhost:3000"_s));
        access.allowsFaults = true;
        QVERIFY(ruleLines(access).last().contains(u"break things on purpose"_s));
    }
    void aClosedHubTellsWhoMayDoWhatByWhichProof()
    {
        AccessSnapshot access = closedAccess();
        const QStringList lines = ruleLines(access);
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].startsWith(u"A user's page | a token of https://id.example.com (2 key"_s));
        QVERIFY(lines[0].endsWith(
            u", read 4 min ago), as a bearer or a cookie | read the user's own stream, and "
            u"broadcasts"_s));
        QVERIFY(lines[1].startsWith(u"“app”, “cron” | 2 publish token"_s));
        QVERIFY(lines[1].endsWith(u" | publish, keep the audience, look at receipts"_s));
        QVERIFY(lines[2].startsWith(u"“grafana” | 1 monitor token"_s));
        QVERIFY(lines[2].endsWith(u" | read figures, connections and /metrics"_s));
        QCOMPARE(lines[3], u"This window | it is the program itself | everything"_s);
        QCOMPARE(lines[4], u"Anyone |  | /healthz, /readyz and the page to try it with"_s);
        QCOMPARE(access_text::opennessOf(access).tone, Pill::Tone::Good);
        QCOMPARE(access_text::opennessOf(access).text, u"nothing is open to strangers"_s);
        access.features = QStringList{u"jwt-in-url"_s, u"tickets"_s};
        QVERIFY(ruleLines(access).first().contains(
            u"as a bearer, a cookie, or in the URL; or a ticket"_s));
        QVERIFY(ruleLines(access)[1].endsWith(u"make tickets"_s));
        access.features = QStringList{u"authorize"_s};
        QVERIFY(ruleLines(access).first().contains(u"the app says so (--authorize)"_s));
    }
    void redIsOnlyWhatStrangersGetAt_data()
    {
        QTest::addColumn<bool>("reachable");
        QTest::addColumn<bool>("roles");
        QTest::addColumn<bool>("keys");
        QTest::addColumn<Anonymous>("anonymous");
        QTest::addColumn<Pill::Tone>("tone");
        QTest::addColumn<QString>("text");
        using Tone = Pill::Tone;
        const auto row = [](const char* name, bool reachable, bool roles, bool keys,
                             Anonymous anonymous, Tone tone, const QString& text) {
            QTest::newRow(name) << reachable << roles << keys << anonymous << tone << text;
        };
        row("loopback, tokens, open streams", false, true, false, Anonymous::All, Tone::Neutral,
            u"open to everybody on this machine"_s);
        row("loopback, keys, no tokens", false, false, true, Anonymous::None, Tone::Neutral,
            u"open to everybody on this machine"_s);
        row("loopback, both", false, true, true, Anonymous::None, Tone::Good,
            u"nothing is open without a proof"_s);
        row("loopback, broadcasts", false, true, true, Anonymous::Broadcasts, Tone::Good,
            u"only broadcasts are open, on this machine"_s);
        row("reachable, anonymous all", true, true, false, Anonymous::All, Tone::Bad,
            u"open to strangers"_s);
        row("reachable, no tokens", true, false, true, Anonymous::None, Tone::Bad,
            u"open to strangers"_s);
        row("reachable, broadcasts", true, true, true, Anonymous::Broadcasts, Tone::Warning,
            u"strangers may read broadcasts"_s);
        row("reachable, closed", true, true, true, Anonymous::None, Tone::Good,
            u"nothing is open to strangers"_s);
    }
    void redIsOnlyWhatStrangersGetAt()
    {
        QFETCH(const bool, reachable);
        QFETCH(const bool, roles);
        QFETCH(const bool, keys);
        QFETCH(const Anonymous, anonymous);
        AccessSnapshot access = openAccess();
        access.isReachable = reachable;
        access.hasRoles = roles;
        access.hasKeys = keys;
        access.anonymous = anonymous;
        QTEST(access_text::opennessOf(access).tone, "tone");
        QTEST(access_text::opennessOf(access).text, "text");
    }
    void aHubThatDoesNotListenSaysNothing()
    {
        QVERIFY(access_text::rulesOf(AccessSnapshot()).empty());
        QCOMPARE(access_text::opennessOf(AccessSnapshot()).tone, Pill::Tone::Neutral);
        QCOMPARE(access_text::opennessOf(AccessSnapshot()).text, u"not listening"_s);
    }
    void timesAreSaidFromNow()
    {
        constexpr qint64 now = 1'800'000'000'000;
        QCOMPARE(access_text::agoText(0, now), QString());
        QCOMPARE(access_text::agoText(now, now), u"now"_s);
        QCOMPARE(access_text::agoText(now + 5000, now), u"now"_s); // a clock that was set
        QCOMPARE(access_text::agoText(now - 119'000, now), u"119 s ago"_s);
        QCOMPARE(access_text::agoText(now - 7'199'000, now), u"119 min ago"_s);
        QCOMPARE(access_text::agoText(now - 172'799'000, now), u"47 h ago"_s);
        QCOMPARE(access_text::agoText(now - 172'800'000, now), u"2 d ago"_s);
        QCOMPARE(access_text::fromNowText(now + 540'000, now), u"in 9 min"_s);
        QCOMPARE(access_text::fromNowText(now + 500, now), u"in 1 s"_s);
        QCOMPARE(access_text::fromNowText(now - 12'000, now), u"12 s ago"_s);
    }
};

ROOM_TEST(TestAccessText, QApplication)
#include "tst_access_text.moc"
