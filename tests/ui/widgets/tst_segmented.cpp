// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmented.h"

#include "widgets/elided_button.h"
#include "support/room.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;

class TestSegmented : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beginsWithTheFirst()
    {
        const Segmented choice(Labels);
        QCOMPARE(choice.current(), 0);
    }

    void tellsOnlyOfAnotherChoice()
    {
        Segmented choice(Labels);
        QSignalSpy changed(&choice, &Segmented::changed);
        choice.setCurrent(0);
        QCOMPARE(changed.size(), 0);
        choice.setCurrent(2);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toInt(), 2);
        QCOMPARE(choice.current(), 2);
    }

    void aClickChooses()
    {
        Segmented choice(Labels);
        choice.show();
        QTest::mouseClick(button(choice, 1), Qt::LeftButton);
        QCOMPARE(choice.current(), 1);
    }

    void arrowKeysMoveTheChoiceAndStopAtTheEnds()
    {
        Segmented choice(Labels);
        choice.show();
        const auto press
            = [&choice](Qt::Key key) { QTest::keyClick(button(choice, choice.current()), key); };
        press(Qt::Key_Right);
        QCOMPARE(choice.current(), 1);
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        QCOMPARE(choice.current(), 2);
        press(Qt::Key_Left);
        press(Qt::Key_Left);
        press(Qt::Key_Left);
        QCOMPARE(choice.current(), 0);
    }

    void arrowKeysPassOverWhatIsDisabled()
    {
        Segmented choice(Labels);
        choice.show();
        choice.setSegmentEnabled(1, false, QStringLiteral("not yet"));
        QCOMPARE(button(choice, 1)->toolTip(), QStringLiteral("not yet"));
        QTest::keyClick(button(choice, 0), Qt::Key_Right);
        QCOMPARE(choice.current(), 2);
    }

    void isOneStopOfTheTabOrder()
    {
        Segmented choice(Labels);
        choice.setCurrent(1);
        QList<bool> stops;
        for (int i = 0; i < Labels.size(); ++i)
            stops << bool(button(choice, i)->focusPolicy() & Qt::TabFocus);
        QCOMPARE(stops, (QList<bool>{false, true, false}));
    }

    void shrinksOnlyWhereItMay()
    {
        Segmented fixed(LongLabels);
        QCOMPARE(fixed.minimumSizeHint(), fixed.sizeHint());
        Segmented choice(LongLabels);
        choice.setShrinking();
        QCOMPARE(choice.sizeHint(), fixed.sizeHint());
        QVERIFY(choice.minimumSizeHint().width() < choice.sizeHint().width());
        choice.resize(choice.minimumSizeHint());
        choice.show();
        QVERIFY(qobject_cast<ElidedButton*>(button(choice, 0))->isElided()); // its tip has all
    }

private:
    inline static const QStringList LongLabels{
        QStringLiteral("Everyone who is online"), QStringLiteral("One user, whoever it is")};
    inline static const QStringList Labels{
        QStringLiteral("1 min"), QStringLiteral("5 min"), QStringLiteral("All")};
    static QAbstractButton* button(const Segmented& choice, int index)
    {
        return choice.findChildren<QAbstractButton*>().at(index);
    }
};

ROOM_TEST(TestSegmented, QApplication)
#include "tst_segmented.moc"
