// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flow_layout.h"

#include "widgets/elided_label.h"
#include "support/room.h"

#include <QHelpEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolTip>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestFlowLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesOnInTheNextLineWhereThereIsNoRoom()
    {
        QWidget tools;
        auto* flow = new FlowLayout(&tools, 10, 6);
        std::vector<QWidget*> boxes;
        for (int i = 0; i < 3; ++i) {
            boxes.push_back(new QWidget);
            boxes.back()->setFixedSize(100, 30);
            flow->addWidget(boxes.back());
        }
        QCOMPARE(flow->sizeHint(), QSize(320, 30));
        QCOMPARE(flow->minimumSize().width(), 100);
        QCOMPARE(flow->heightForWidth(320), 30);
        QCOMPARE(flow->heightForWidth(319), 66);
        QCOMPARE(flow->heightForWidth(209), 102);
        tools.resize(319, 66);
        tools.show();
        QCOMPARE(boxes[1]->pos(), QPoint(110, 0));
        QCOMPARE(boxes[2]->pos(), QPoint(0, 36));
        boxes[0]->hide();
        QCOMPARE(flow->heightForWidth(210), 30);
    }

    void aWordGoesToTheNextLineWithWhatItNames()
    {
        QWidget tools;
        auto* flow = new FlowLayout(&tools, 10, 6);
        std::vector<QWidget*> boxes;
        for (int i = 0; i < 3; ++i) {
            boxes.push_back(new QWidget);
            boxes.back()->setFixedSize(100, 30);
        }
        flow->addWidget(boxes[0]);
        flow->addTogether(boxes[1], boxes[2]);
        QCOMPARE(flow->heightForWidth(320), 30);
        tools.resize(319, 66); // there is room for the word, and none for the other
        tools.show();
        QCOMPARE(boxes[1]->mapTo(&tools, QPoint()), QPoint(0, 36));
        QCOMPARE(boxes[2]->mapTo(&tools, QPoint()), QPoint(110, 36));
    }

    void oneGrowsAndTheRestStandsAtTheEnd()
    {
        QWidget tools;
        auto* flow = new FlowLayout(&tools, 10, 6);
        auto* edit = new QLineEdit;
        edit->setMinimumWidth(100);
        edit->setMaximumWidth(150);
        auto* button = new QWidget;
        button->setFixedSize(60, 30);
        flow->addWidget(edit);
        flow->setGrowing(edit);
        flow->addStretch();
        flow->addWidget(button);
        tools.resize(400, 40);
        tools.show();
        QCOMPARE(edit->width(), 150);
        QCOMPARE(button->geometry().right(), 399);
    }

    void aLabelThatIsCutSaysAllOfItInItsTip()
    {
        ElidedLabel label;
        const QString text = QString(256, u'x');
        label.setText(text);
        label.setNote(u"who it was"_s);
        label.resize(80, 20);
        label.show();
        QVERIFY(label.isElided());
        QVERIFY(label.minimumSizeHint().width() < 80);
        const QPoint place(5, 5);
        QHelpEvent help(QEvent::ToolTip, place, label.mapToGlobal(place));
        QCoreApplication::sendEvent(&label, &help);
        QCOMPARE(QToolTip::text(), QString(text + u"\nwho it was"));
        label.setText(u"short"_s);
        label.resize(200, 20);
        QVERIFY(!label.isElided());
        QToolTip::hideText();
    }
};

ROOM_TEST(TestFlowLayout, QApplication)
#include "tst_flow_layout.moc"
