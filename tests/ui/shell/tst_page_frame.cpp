// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_frame.h"

#include "connections/connection_table.h"
#include "connections/connections_page.h"
#include "ui/connections/snapshots_for_tests.h"
#include "ui/page_fixture.h"
#include "widgets/flow_layout.h"
#include "support/room.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace fanlight;

class TestPageFrame : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPageIsScrolledOnlyWhereItIsSmallerThanItCanBe()
    {
        auto* page = new QWidget;
        auto* column = new QVBoxLayout(page);
        auto* buttons = new FlowLayout(8, 4); // its height goes with the width
        for (int i = 0; i < 4; ++i)
            buttons->addWidget(new QPushButton(QStringLiteral("a button")));
        auto* text = new QPlainTextEdit; // would like more than it needs
        text->setMinimumHeight(100);
        column->addLayout(buttons);
        column->addWidget(text);
        const std::unique_ptr<QWidget> frame(PageFrame::around(page));
        auto* area = qobject_cast<QScrollArea*>(frame.get());
        QVERIFY(area);
        const auto isScrolled = [area] { return area->verticalScrollBar()->maximum() > 0; };
        frame->resize(600, 300);
        frame->show();
        QCoreApplication::processEvents();
        const int least = page->layout()->minimumHeightForWidth(600);
        QVERIFY(least < page->sizeHint().height());
        QVERIFY(!isScrolled());
        QCOMPARE(page->size(), QSize(600, 300));
        frame->resize(600, least);
        QVERIFY(!isScrolled());
        frame->resize(600, least - 20);
        QVERIFY(isScrolled());
        QCOMPARE(page->height(), page->layout()->minimumHeightForWidth(page->width()));

        frame->resize(600, least);
        QVERIFY(!isScrolled());
        text->setMinimumHeight(200); // it needs more, of itself
        QTRY_VERIFY(isScrolled());
        QVERIFY(text->height() >= 200);
    }

    void theConnectionsWithTheirDetailsFitTheUsualWindow()
    {
        PageSurroundings around;
        auto* page = new ConnectionsPage(around.hub, around.theme, around.state);
        const std::unique_ptr<QWidget> frame(PageFrame::around(page));
        frame->resize(1172, 770);
        frame->show();
        page->showSnapshot(testSnapshot({1, 2, 3, 4, 5, 6}));
        page->streamTable()->selectRow(2);
        QCoreApplication::processEvents();
        QVERIFY(findButton(*page, QStringLiteral("Send to user"))->isVisible());
        const auto* area = qobject_cast<QScrollArea*>(frame.get());
        QCOMPARE(area->verticalScrollBar()->maximum(), 0);
        QCOMPARE(page->height(), 770);
    }
};

ROOM_TEST(TestPageFrame, QApplication)
#include "tst_page_frame.moc"
