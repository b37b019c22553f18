// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "shell/main_menu.h"

#include "support/room.h"

#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>

using namespace fanlight;
using namespace fanlight::testing;

class TestMainMenu : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesAreListedWithTheKeysThatOpenThem()
    {
        QMainWindow window;
        QStringList pages;
        for (int i = 0; i < 13; ++i)
            pages << u"Page %1"_qs.arg(i);
        MainMenu menu(
            window, [&] { return pages; }, [] { return QStringList{u"5 min"_qs}; });
        QSignalSpy asked(&menu, &MainMenu::pageRequested);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));

        QMenu* view = nullptr;
        for (QAction* action : window.menuBar()->actions()) {
            if (action->text() == u"&View"_qs)
                view = action->menu();
        }
        QVERIFY(view);
        Q_EMIT view->aboutToShow();
        const QList<QAction*> entries = view->actions();
        QVERIFY(entries.size() >= pages.size());
        for (int i = 0; i < pages.size(); ++i) {
            QVERIFY2(entries[i]->text().contains(pages[i]), qPrintable(entries[i]->text()));
            asked.clear();
            const QString key = entries[i]->text().section(u'\t', 1);
            QCOMPARE(key.isEmpty(), i >= 10); // there are no more keys than digits
            if (!key.isEmpty())
                QTest::keySequence(&window, QKeySequence(key));
            else
                entries[i]->trigger();
            QCOMPARE(asked.size(), 1);
            QCOMPARE(asked[0][0].toInt(), i); // what it says is what it opens
        }
    }
};

ROOM_TEST(TestMainMenu, QApplication)
#include "tst_main_menu.moc"
