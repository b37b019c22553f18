// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/context_key.h"

#include "support/room.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

using namespace fanlight;

class TestContextKey : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensTheMenuOfWhatHasTheFocusAtItsPlace()
    {
        QWidget window;
        new ContextKey(window);
        auto* table = new QTableView;
        QStandardItemModel model(5, 2);
        table->setModel(&model);
        table->setContextMenuPolicy(Qt::CustomContextMenu);
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(table);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        table->setFocus();
        table->setCurrentIndex(model.index(3, 1));
        QList<QPoint> asked;
        connect(table, &QWidget::customContextMenuRequested, this,
            [&asked](const QPoint& place) { asked << place; });
        QTest::keyClick(table, Qt::Key_F10); // that is the menu bar's
        QCOMPARE(asked.size(), 0);
        QTest::keyClick(table, Qt::Key_F10, Qt::ShiftModifier);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(table->indexAt(asked.first()), table->currentIndex());
    }
};

ROOM_TEST(TestContextKey, QApplication)
#include "tst_context_key.moc"
