// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "hub/connection_filter.h"
#include "hub/message_filter.h"
#include "widgets/filter_edit.h"
#include "support/room.h"

#include <QCompleter>
#include <QMenu>

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

    void otherNamesAreProposedBehindThoseOfTheLanguage()
    {
        FilterEdit edit(MessageFields::Names);
        edit.setMoreNames([](const QString& start, int) {
            return start == u"t"_s     ? QStringList{u"total>"_s}
                : start == u"data.t"_s ? QStringList{u"data.total>"_s}
                                       : QStringList();
        });
        edit.setValues([](const QString& field, const QString&, int) {
            return field == u"data.state"_s ? QStringList{u"on hold"_s} : QStringList();
        });
        edit.setText(u"t"_s);
        QCOMPARE(edit.proposals(), (QStringList{u"type:"_s, u"to:"_s, u"traffic:"_s, u"total>"_s}));
        edit.setText(u"ada !data.t"_s);
        QCOMPARE(edit.proposals(), QStringList{u"data.total>"_s});
        edit.complete(u"data.total>"_s);
        QCOMPARE(edit.text(), u"ada !data.total>"_s);
        QCOMPARE(edit.unfinished(), u"data.total>"_s); // its number is yet to come
        edit.setText(u"data.state:"_s);
        QCOMPARE(edit.proposals(), QStringList{u"data.state:on?hold"_s});
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

    void aTermThatMayBecomeAFieldIsUnfinished_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("unfinished");
        QTest::newRow("the beginning of a name") << u"back"_s << u"back"_s;
        QTest::newRow("a name") << u"user:1 agent"_s << u"agent"_s;
        QTest::newRow("no value") << u"!user:"_s << u"user:"_s;
        QTest::newRow("no number") << u"age>="_s << u"age>="_s;
        QTest::newRow("a word") << u"127.0"_s << QString();
        QTest::newRow("whole") << u"backlog>0"_s << QString();
        QTest::newRow("nothing") << u"user:1 "_s << QString();
    }

    void aTermThatMayBecomeAFieldIsUnfinished()
    {
        QFETCH(QString, text);
        QFETCH(QString, unfinished);
        FilterEdit edit(ConnectionFields::Names);
        edit.setText(text);
        QCOMPARE(edit.unfinished(), unfinished);
    }

    void whatStoodBeforeStandsWhileATermIsTyped()
    {
        FilterEdit edit(ConnectionFields::Names);
        edit.show();
        edit.activateWindow();
        edit.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        QStringList told;
        connect(&edit, &FilterEdit::filterChanged, this,
            [&told](const QString& text) { told << text; });
        QTest::keyClicks(&edit, u"id:c"_s);
        QCOMPARE(told, QStringList{u"id:c"_s});
        edit.clear();
        QCOMPARE(told.takeLast(), QString());
        edit.setText(u"us"_s); // not typed: meant as it is
        QCOMPARE(told.last(), u"us"_s);
    }

    void allFieldsAreListedWithAnExampleAndAMeaning()
    {
        FilterEdit edit(ConnectionFields::Names);
        edit.setMeanings({{"user"_L1, u"user id"_s}}, u"All must hold."_s);
        const QMenu* menu = edit.makeFieldMenu(&edit);
        const QList<QAction*> actions = menu->actions();
        QCOMPARE(actions.size(), qsizetype(ConnectionFields::Names.size()) + 2);
        QCOMPARE(actions[0]->text(), u"user:1*\tuser id"_s);
        QCOMPARE(actions[5]->text(), u"age>10m"_s);
        QVERIFY(!actions.last()->isEnabled());
        edit.setText(u"type:like"_s);
        actions[5]->trigger();
        QCOMPARE(edit.text(), u"type:like age>10m"_s);
        for (const QAction* action : actions) {
            if (action->isEnabled() && !action->isSeparator())
                QCOMPARE(ConnectionFilter::parse(action->text().section(u'\t', 0, 0)).error(),
                    QString());
        }
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
