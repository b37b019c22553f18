// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/colour_rules.h"
#include "messages/filter_terms.h"
#include "messages/json_place.h"
#include "messages/message_tally.h"
#include "messages/payload_index.h"
#include "publish/json_check.h"
#include "ui/messages/messages_for_tests.h"
#include "ui/page_fixture.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Start = 1'700'000'000 * Second;

MessageRecord at(qint64 ms, quint64 number)
{
    MessageRecord message = testMessage(number);
    message.number = message.figures.number = number;
    message.timeMs = ms;
    return message;
}

} // namespace

// What stands beside the table of messages and knows no widget.
class TestMessageParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ratesAreThoseOfTheLastTenSeconds()
    {
        MessageTally tally;
        quint64 number = 0;
        for (int second = 0; second < 30; ++second) {
            for (int i = 0; i < 4; ++i)
                tally.add(u"like"_s, at(Start + second * Second + i, ++number));
        }
        QCOMPARE(tally.rows(Start + 30 * Second)[0].perSecond, 4.0);
        QCOMPARE(tally.rows(Start + 30 * Second)[0].messages, 120U);
        QCOMPARE(tally.rows(Start + 35 * Second)[0].perSecond, 2.0);
        QCOMPARE(tally.rows(Start + 90 * Second)[0].perSecond, 0.0);
    }

    void aNewNameHasTheRateSinceItCame()
    {
        MessageTally tally;
        for (int i = 0; i < 6; ++i)
            tally.add(u"like"_s, at(Start + i * 500, quint64(i + 1)));
        QCOMPARE(tally.rows(Start + 3 * Second)[0].perSecond, 2.0);
    }

    void recipientsAreThoseOfTheNewestThatIsKnown()
    {
        MessageTally tally;
        tally.add(u"like"_s, at(Start, 1));
        QVERIFY(!tally.rows(Start)[0].isKnown);
        tally.take(testFigures(1, 7, 1));
        QCOMPARE(tally.rows(Start)[0].recipients, 7U);
        tally.add(u"like"_s, at(Start, 2));
        QCOMPARE(tally.rows(Start)[0].recipients, 7U); // until the next are told
        tally.take(testFigures(1, 9, 1)); // it is not the newest any more
        QCOMPARE(tally.rows(Start)[0].recipients, 7U);
        tally.take(testFigures(2, 3, 1));
        QCOMPARE(tally.rows(Start)[0].recipients, 3U);
    }

    // However many others came since, and whichever names went.
    void recipientsOfARareNameAreTakenLate()
    {
        const auto recipientsOf = [](const MessageTally& tally, const QString& name) -> qint64 {
            for (const MessageTally::Row& row : tally.rows(Start)) {
                if (row.name == name)
                    return row.isKnown ? qint64(row.recipients) : -1;
            }
            return -2;
        };
        MessageTally tally;
        quint64 number = 1;
        tally.add(u"rare"_s, at(Start, number));
        while (number < 40'000)
            tally.add(u"like"_s, at(Start, ++number));
        tally.take(testFigures(1, 5, 1));
        QCOMPARE(recipientsOf(tally, u"rare"_s), 5);
        tally.take(testFigures(2, 6, 1)); // not the last of its name
        QCOMPARE(recipientsOf(tally, u"like"_s), -1);
        tally.add(u"other"_s, at(Start, ++number));
        for (std::size_t i = 0; i < MessageTally::MostNames; ++i)
            tally.add(u"user "_s + QString::number(i), at(Start, ++number));
        QCOMPARE(recipientsOf(tally, u"rare"_s), -2); // the oldest went
        tally.take(testFigures(1, 8, 1));
        tally.take(testFigures(number, 3, 1));
        QCOMPARE(recipientsOf(tally, u"rare"_s), -2);
        QCOMPARE(recipientsOf(tally, u"user "_s + QString::number(MessageTally::MostNames - 1)), 3);
        tally.clear();
        tally.take(testFigures(number, 4, 1));
        QCOMPARE(tally.names(), 0U);
    }

    void namesAreBounded()
    {
        MessageTally tally;
        for (quint64 i = 1; i <= MessageTally::MostNames + 3; ++i)
            tally.add(u"user "_s + QString::number(i), at(Start, i));
        QVERIFY(tally.names() <= MessageTally::MostNames);
        QVERIFY(tally.names() > MessageTally::MostNames / 2);
        const auto rows = tally.rows(Start);
        QVERIFY(std::none_of(
            rows.begin(), rows.end(), [](const auto& row) { return row.name == u"user 3"_s; }));
    }

    void fieldsThatWereSeenAreKnownByTheirPaths()
    {
        PayloadIndex index;
        index.take({testMessage(1, "order", R"({"total":1.5,"order":{"state":"paid"}})"),
            testMessage(2, "order", R"({"total":"n/a"})")});
        QCOMPARE(index.paths(), (QStringList{u"order.state"_s, u"total"_s}));
        QVERIFY(index.isNumeric(u"total"_s));
        QVERIFY(!index.isNumeric(u"order.state"_s));
        QCOMPARE(index.example(u"order.state"_s), u"paid"_s);
        QVERIFY(!index.contains(u"state"_s));
    }

    void fieldsThatWereSeenAreProposedToAFilter()
    {
        PayloadIndex index;
        index.take({testMessage(1, "order",
            R"({"total":1.5,"type":"order","order":{"state":"paid"},"a b":1,"totalText":"x"})")});
        QCOMPARE(index.termsLike(u"to"_s, 9), (QStringList{u"total>"_s, u"totalText:"_s}));
        QCOMPARE(index.termsLike(u"TO"_s, 1), QStringList{u"total>"_s});
        QCOMPARE(index.termsLike(u"data.tot"_s, 9),
            (QStringList{u"data.total>"_s, u"data.totalText:"_s}));
        // the name of one of the language is told from it; what has a blank cannot be written
        QCOMPARE(index.termsLike(u"type"_s, 9), QStringList{u"data.type:"_s});
        QCOMPARE(index.termsLike(u"a"_s, 9), QStringList());
        QCOMPARE(index.valuesLike(u"data.order.state"_s, u"p"_s), QStringList{u"paid"_s});
        QCOMPARE(index.valuesLike(u"order.state"_s, u"x"_s), QStringList());
    }

    void namesThatWereSeenAreProposedToAFilter()
    {
        MessageTally tally;
        quint64 number = 0;
        for (const QString& name : {u"order"_s, u"Offer"_s, u"like"_s, QString()}) {
            MessageRecord message = testMessage(++number);
            message.number = number;
            tally.add(name, message);
        }
        QCOMPARE(tally.namesLike(u"o"_s, 9), (QStringList{u"Offer"_s, u"order"_s}));
        QCOMPARE(tally.namesLike({}, 2), (QStringList{u"like"_s, u"Offer"_s}));
    }

    void aFloodIsLookedIntoInPart()
    {
        PayloadIndex index;
        std::vector<MessageRecord> flood;
        for (quint64 i = 0; i < 2000; ++i)
            flood.push_back(testMessage(i, "like", "{\"f" + std::to_string(i) + "\":1}"));
        index.take(flood);
        QVERIFY(index.paths().size() <= qsizetype(PayloadIndex::LooksAtOnce));
        QVERIFY(index.contains(u"f1999"_s)); // the newest
    }

    void aClickPutsATermAndTakesItAway()
    {
        QCOMPARE(toggledTerm({}, u"type"_s, u"like"_s), u"type:like"_s);
        QCOMPARE(toggledTerm(u"user:1* type:order ada"_s, u"type"_s, u"like"_s),
            u"user:1* ada type:like"_s);
        QCOMPARE(toggledTerm(u"type:like x"_s, u"type"_s, u"like"_s), u"x"_s);
        QCOMPARE(toggledTerm(u"x"_s, u"to"_s, u"user 42"_s), u"x to:user?42"_s);
        QVERIFY(hasTerm(u"x to:user?42"_s, u"to"_s, u"user 42"_s));
        QVERIFY(!hasTerm(u"x !to:user?42"_s, u"to"_s, u"user 42"_s));
    }

    void theFieldOfALineIsFoundByItsPath()
    {
        const QString pretty = prettyJson(
            u"{\"a\":1,\"b\":{\"c\":\"x: {\",\"d\":[{\"e\":2},3],\"fg\":4},\"h\":[]}"_s);
        QStringList paths;
        const auto lines = pretty.split(u'\n').size();
        for (int line = 0; line < lines; ++line)
            paths << jsonPathOfLine(pretty, line);
        QCOMPARE(paths,
            (QStringList{QString(), u"a"_s, u"b"_s, u"b.c"_s, u"b.d"_s, u"b.d.0"_s, u"b.d.0.e"_s,
                QString(), u"b.d.1"_s, QString(), u"b.fg"_s, QString(), u"h"_s, QString()}));
    }

    void theFirstRuleThatFitsCountsAndRulesAreKept()
    {
        PageSurroundings around;
        {
            ColourRules rules(around.state, u"rules"_s);
            QCOMPARE(rules.set(u"type:like"_s, ColourRules::Blue), QString());
            QCOMPARE(rules.set(u" user:1   type:like "_s, ColourRules::Red), QString());
            QVERIFY(!rules.set(QString(), ColourRules::Red).isEmpty());
            QVERIFY(!rules.set(u"write>fast"_s, ColourRules::Red).isEmpty());
            QCOMPARE(rules.colourOf(testMessage(1), 0), std::optional(ColourRules::Blue));
            rules.moveUp(1);
        }
        ColourRules rules(around.state, u"rules"_s);
        QCOMPARE(rules.rules().size(), 2U);
        QCOMPARE(rules.colourOf(testMessage(1), 0), std::optional(ColourRules::Red));
        QCOMPARE(rules.colourOf(testMessage(2), 0), std::optional(ColourRules::Blue));
        rules.setOn(0, false);
        QCOMPARE(rules.colourOf(testMessage(1), 0), std::optional(ColourRules::Blue));
        rules.remove(1);
        QCOMPARE(rules.colourOf(testMessage(2), 0), std::optional<ColourRules::Colour>());
    }
};

ROOM_TEST(TestMessageParts, QApplication)
#include "tst_message_parts.moc"
