// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_filter.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestTextFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("expected");
        QTest::newRow("nothing asked") << u"  "_s << true;
        QTest::newRow("a part, without case") << u"LIKE"_s << true;
        QTest::newRow("words in different texts") << u":42 post"_s << true;
        QTest::newRow("one word is missing") << u":42 comment"_s << false;
        QTest::newRow("must not be found") << u"!comment"_s << true;
        QTest::newRow("must not be found, but is") << u"!like"_s << false;
        QTest::newRow("a lone mark, still being typed") << u"like !"_s << true;
    }

    void matches()
    {
        QFETCH(const QString, filter);
        QFETCH(const bool, expected);
        QCOMPARE(TextFilter(filter).matches({u"notifications:42"_s, u"{\"like\":\"post\"}"_s}),
            expected);
    }
};

ROOM_TEST(TestTextFilter, QCoreApplication)
#include "tst_text_filter.moc"
