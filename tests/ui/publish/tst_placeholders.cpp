// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/json_check.h"
#include "publish/placeholders.h"
#include "support/room.h"

#include <QDateTime>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestPlaceholders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyPlaceholdersAreReplaced_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QString& text, const QString& expected) {
            QTest::newRow(name) << text << expected;
        };
        row("none", u"{\"a\":1}"_s, u"{\"a\":1}"_s);
        row("number", u"{\"n\":{i}}"_s, u"{\"n\":7}"_s);
        row("time", u"at {now}!"_s, u"at 2023-11-14T22:13:20.123Z!"_s);
        row("random", u"{random}-{random}"_s, u"4294967295-4294967295"_s);
        row("doubled braces are no escape", u"{{i}}"_s, u"{7}"_s);
        row("others stay", u"{j} {I} { i } {now} {"_s,
            u"{j} {I} { i } 2023-11-14T22:13:20.123Z {"_s);
        row("neighbours", u"{i}{i}"_s, u"77"_s);
        row("empty", u""_s, u""_s);
    }

    void onlyPlaceholdersAreReplaced()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(withValues(text, {7, 1'700'000'000'123, 4294967295U}), expected);
    }

    void payloadUsersAndEventIdAreFilled()
    {
        PublishRequest request;
        request.userIds = QStringList{u"user-{i}"_s, u"{i}"_s};
        request.id = u"1-{i}"_s;
        request.once = u"order-{i}"_s;
        request.type = u"{i}"_s;
        request.data = "{\"é\":{i}}";
        QVERIFY(hasPlaceholders(request));
        const PublishRequest filled = withValues(request, {3, 0, 0});
        QCOMPARE(filled.userIds, (QStringList{u"user-3"_s, u"3"_s}));
        QCOMPARE(filled.id, u"1-3"_s);
        QCOMPARE(filled.once, u"order-3"_s);
        QCOMPARE(filled.type, u"{i}"_s); // a type is what clients ask for by name
        QCOMPARE(filled.data, "{\"é\":3}"_ba);
        QVERIFY(!hasPlaceholders(filled));
        QVERIFY(!hasPlaceholders({}));
        PublishRequest key;
        key.once = u"{random}"_s;
        QVERIFY(hasPlaceholders(key));
    }

    void aMaskKeepsEveryPlace()
    {
        const QString text = u"{\"a\":{i},\"b\":{random},\"c\":\"{now}\"}"_s;
        const QString masked = maskedPlaceholders(text);
        QCOMPARE(masked.size(), text.size());
        QVERIFY(!checkJson(masked));
        const auto problem = checkJson(maskedPlaceholders(u"{\"a\":{now}}"_s));
        QVERIFY(problem); // a time outside a string
        QCOMPARE(problem->position, 6);
    }

    void aLayoutKeepsPlaceholders()
    {
        const QString text = u"{ \"n\" : [{i}, {random}], \"t x\":\"{now} {i}\" , \"o\":{}}"_s;
        QCOMPARE(reformatted(text, compactJson),
            u"{\"n\":[{i},{random}],\"t x\":\"{now} {i}\",\"o\":{}}"_s);
        const QString pretty = reformatted(text, prettyJson);
        QVERIFY(pretty.contains(u"    {i},\n    {random}\n"_s));
        QCOMPARE(reformatted(pretty, compactJson), reformatted(text, compactJson));
    }

    void theNextValuesAreOfNow()
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const PlaceholderValues values = PlaceholderValues::next(5);
        QCOMPARE(values.number, 5U);
        QVERIFY(values.nowMs >= before && values.nowMs <= QDateTime::currentMSecsSinceEpoch());
    }
};

ROOM_TEST(TestPlaceholders, QCoreApplication)
#include "tst_placeholders.moc"
