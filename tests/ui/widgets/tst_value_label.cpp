// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/value_label.h"

#include "support/room.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestValueLabel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShortValueStandsOnOneLine()
    {
        ValueLabel label;
        label.resize(200, 20);
        label.setText(u"42"_s);
        QCOMPARE(label.shownText(), u"42"_s);
        QVERIFY(!label.isCut());
    }

    void aUuidIsBrokenAndWhole()
    {
        const QString uuid = u"0f8fad5b-d9cb-469f-a165-70867728950e"_s;
        ValueLabel label;
        label.resize(170, 60);
        label.setText(uuid);
        QVERIFY(!label.isCut());
        QVERIFY(label.shownText().contains(u'\n'));
        QCOMPARE(label.shownText().remove(u'\n'), uuid);
        QCOMPARE(label.heightForWidth(170),
            (label.shownText().count(u'\n') + 1) * label.fontMetrics().lineSpacing());
    }

    void aLongOneIsCutInItsMiddleAndItsEndsAreSeen()
    {
        ValueLabel label;
        label.resize(170, 60);
        label.setText(QString(u"begin"_s + QString(5000, u'x') + u"end"_s));
        QVERIFY(label.isCut());
        const QString shown = label.shownText();
        QCOMPARE(shown.count(u'\n') + 1, ValueLabel::MostLines);
        QVERIFY(shown.startsWith(u"begin"_s));
        QVERIFY(shown.endsWith(u"end"_s));
        QVERIFY(shown.contains(QChar(0x2026)));
        for (const QString& line : shown.split(u'\n'))
            QVERIFY(label.fontMetrics().horizontalAdvance(line) <= label.width());
    }

    void itsWidthIsNobodyElsesMatter()
    {
        ValueLabel label;
        label.setText(QString(300, u'x'));
        QVERIFY(label.minimumSizeHint().width() < 60);
    }

    void itsMenuCopiesTheWhole()
    {
        const QString text = QString(300, u'x');
        ValueLabel label;
        label.resize(60, 60);
        label.setText(text);
        label.show();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, {5, 5});
        QCoreApplication::sendEvent(&label, &event);
        auto* menu = label.findChild<QMenu*>();
        QVERIFY(menu);
        menu->actions().first()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }
};

ROOM_TEST(TestValueLabel, QApplication)
#include "tst_value_label.moc"
