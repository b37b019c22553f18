// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "audience/audience_names.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestAudienceNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void understandsIds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const QString& text, const QString& ids,
                             const QString& said) { QTest::newRow(name) << text << ids << said; };
        row("nothing", u" \n,;"_s, u""_s, u"0 users"_s);
        row("one", u"42"_s, u"42"_s, u"1 user"_s);
        row("blanks, commas, lines", u"1 2,3;4\r\n5\t6,,7"_s, u"1|2|3|4|5|6|7"_s, u"7 users"_s);
        row("named twice", u"1 2 1 1"_s, u"1|2"_s, u"2 users, 2 named twice"_s);
        row("JSON", u" [\"a b\", \"1\", 2, \"1\"]\n"_s, u"a b|1|2"_s, u"3 users, 1 named twice"_s);
        row("nearly JSON", u"[1, {}]"_s, u"[1|{}]"_s, u"2 users"_s);
        row("too long", u"1\n"_s + QString(257, u'x') + u"\n2"_s, u"1|2"_s,
            u"2 users, 1 refused: line 2: must not be longer than 256 bytes"_s);
    }

    void understandsIds()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, ids);
        QFETCH(const QString, said);
        const ParsedIds parsed = parseIds(text);
        QCOMPARE(parsed.ids.join(u'|'), ids);
        QCOMPARE(parsed.text(), said);
    }

    void theNumberIsBounded()
    {
        QStringList ids;
        for (qsizetype i = 0; i < ParsedIds::MostIds; ++i)
            ids += QString::number(i);
        QCOMPARE(parseIds(ids.join(u' ')).ids.size(), ParsedIds::MostIds);
        ids += u"one more"_s;
        const ParsedIds parsed = parseIds(ids.join(u' '));
        QVERIFY(parsed.ids.isEmpty());
        QVERIFY(parsed.text().startsWith(u"More than 200,000 users"_s));
    }

    void namesAreThoseOfTheApi()
    {
        QCOMPARE(audienceNameProblem(u"author"_s, u"42"_s), QString());
        QCOMPARE(audienceNameProblem(u"author"_s, QString()), u"author: must not be empty"_s);
        QCOMPARE(audienceNameProblem({}, u"a\nb"_s), u"must not contain CR, LF or NUL"_s);
        QCOMPARE(shortName(u"42"_s), u"42"_s);
        QCOMPARE(shortName(QString(24, u'a') + QString(220, u'b') + QString(12, u'c')),
            QString(24, u'a') + u'…' + QString(12, u'c'));
        const QString faces = u"\U0001F600"_s.repeated(60);
        QVERIFY(shortName(u'x' + faces).isValidUtf16() && shortName(faces).isValidUtf16());
        QCOMPARE(setTitle(AudienceKind::Followers, u"42"_s), u"Followers of author 42"_s);
        QCOMPARE(setTitle(AudienceKind::Interests, u"like"_s), u"Users who want “like”"_s);
    }
};

ROOM_TEST(TestAudienceNames, QCoreApplication)
#include "tst_audience_names.moc"
