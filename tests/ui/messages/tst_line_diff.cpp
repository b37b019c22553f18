// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/line_diff.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// As it would be printed: "a|a", "b#c", "-#d".
QString printed(const QStringList& left, const QStringList& right)
{
    QStringList rows;
    for (const LineDiff::Row& row : diffLines(left, right).rows) {
        rows << (row.left < 0 ? u"-"_s : left[row.left]) + (row.differs ? u'#' : u'|')
                + (row.right < 0 ? u"-"_s : right[row.right]);
    }
    return rows.join(u' ');
}

QStringList words(const QString& text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class TestLineDiff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<QString>("rows");
        QTest::newRow("nothing") << u""_s << u""_s << u""_s;
        QTest::newRow("same") << u"a b"_s << u"a b"_s << u"a|a b|b"_s;
        QTest::newRow("changed") << u"a b c"_s << u"a x c"_s << u"a|a b#x c|c"_s;
        QTest::newRow("added") << u"a c"_s << u"a b c"_s << u"a|a -#b c|c"_s;
        QTest::newRow("removed") << u"a b c"_s << u"a c"_s << u"a|a b#- c|c"_s;
        QTest::newRow("one for two") << u"a b d"_s << u"a x y d"_s << u"a|a b#x -#y d|d"_s;
        QTest::newRow("moved") << u"a b c d e"_s << u"c a b d e"_s << u"-#c a|a b|b c#- d|d e|e"_s;
        QTest::newRow("all") << u"a b"_s << u""_s << u"a#- b#-"_s;
        QTest::newRow("end") << u"a"_s << u"a b"_s << u"a|a -#b"_s;
        QTest::newRow("repeated") << u"a a"_s << u"a a a"_s << u"a|a a|a -#a"_s;
    }
    void rows()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QTEST(printed(words(left), words(right)), "rows");
    }

    void beyondTheBoundLinesAreComparedByNumber()
    {
        QStringList left;
        QStringList right;
        for (int i = 0; i < 2001; ++i) {
            left << QString::number(i);
            right << QString::number(i % 2 ? i : -i - 1);
        }
        const LineDiff diff = diffLines(left, right);
        QVERIFY(diff.byNumber);
        QCOMPARE(diff.rows.size(), 2001U);
        QCOMPARE(diff.rows[1], (LineDiff::Row{1, 1, false}));
        QCOMPARE(diff.rows[2], (LineDiff::Row{2, 2, true}));
        left.removeLast(); // 2000 lines, as far as it goes
        right.removeLast();
        QVERIFY(!diffLines(left, right).byNumber);
    }
};

ROOM_TEST(TestLineDiff, QCoreApplication)
#include "tst_line_diff.moc"
