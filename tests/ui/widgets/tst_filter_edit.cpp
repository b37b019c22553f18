// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "hub/connection_filter.h"
#include "widgets/filter_edit.h"
#include "support/room.h"

#include <QCompleter>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestFilterEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void proposals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("proposals");
        QTest::newRow("a name") << u"us"_s << QStringList{u"user:"_s};
        QTest::newRow("of a number") << u"back"_s << QStringList{u"backlog>"_s};
        QTest::newRow("turned round") << u"!ag"_s << QStringList{u"agent:"_s, u"age>"_s};
        QTest::newRow("the last term") << u"user:1 stat"_s << QStringList{u"state:"_s};
        QTest::newRow("fixed values")
            << u"state:"_s << QStringList{u"state:live"_s, u"state:closed"_s};
        QTest::newRow("begun") << u"reason:l"_s
                               << QStringList{u"reason:lifetime"_s, u"reason:limit"_s};
        QTest::newRow("seen values") << u"AGENT:f"_s << QStringList{u"agent:fox?1"_s};
        QTest::newRow("of a number none") << u"age>"_s << QStringList();
        QTest::newRow("of no field none") << u"team:"_s << QStringList();
        QTest::newRow("complete") << u"state:live"_s << QStringList();
    }

    void proposals()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, proposals);
        FilterEdit edit(ConnectionFields::Names);
        edit.setValues([](const QString& field, const QString& prefix, int) {
            return field == u"agent"_s && prefix == u"f"_s ? QStringList{u"fox 1"_s}
                                                           : QStringList();
        });
        edit.setText(text);
        QCOMPARE(edit.proposals(), proposals);
    }

    void proposalsAreBounded()
    {
        FilterEdit edit(ConnectionFields::Names);
        edit.setValues([](const QString&, const QString&, int most) {
            QStringList all;
            for (int i = 0; i < most * 2; ++i)
                all << QString::number(i);
            return all;
        });
        edit.setText(u"user:"_s);
        QCOMPARE(edit.proposals().size(), FilterEdit::MostProposals);
    }

    void completesTheTermAtTheCursor()
    {
        FilterEdit edit(ConnectionFields::Names);
        edit.setText(u"user:1 !st age>5m"_s);
        edit.setCursorPosition(10);
        edit.complete(u"state:"_s);
        QCOMPARE(edit.text(), u"user:1 !state: age>5m"_s);
        QCOMPARE(edit.cursorPosition(), 14);
    }

    void theListComesWhileTypingAndTakesTheKeys()
    {
        FilterEdit edit(ConnectionFields::Names);
        edit.show();
        edit.activateWindow();
        edit.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        auto* popup = edit.findChild<QCompleter*>()->popup();
        QTest::keyClicks(&edit, u"st"_s);
        QTRY_VERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(edit.text(), u"state:"_s);
        QTRY_VERIFY(popup->isVisible()); // its values
        QTest::keyClick(popup, Qt::Key_Escape);
        QTRY_VERIFY(!popup->isVisible());
        QCOMPARE(edit.text(), u"state:"_s);
    }
};

ROOM_TEST(TestFilterEdit, QApplication)
#include "tst_filter_edit.moc"
