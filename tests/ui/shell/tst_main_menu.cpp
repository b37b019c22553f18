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
        QSet<QString> keys;
        for (int i = 0; i < pages.size(); ++i) {
            keys.insert(entries[i]->text().section(u'\t', 1));
            QVERIFY2(entries[i]->text().contains(pages[i]), qPrintable(entries[i]->text()));
            asked.clear();
            const QString key = entries[i]->text().section(u'\t', 1);
            QVERIFY(!key.isEmpty());
            QTest::keySequence(&window, QKeySequence(key));
            QCOMPARE(asked.size(), 1);
            QCOMPARE(asked[0][0].toInt(), i); // what it says is what it opens
        }
        QCOMPARE(keys.size(), pages.size());
    }

    void whatTheBarHasTheMenuOfTheButtonHas()
    {
        QMainWindow window;
        const MainMenu menu(
            window, [] { return QStringList{u"Page"_qs}; },
            [] { return QStringList{u"5 min"_qs}; });
        const QList<QAction*> shown = menu.popup()->actions();
        for (const QAction* group : window.menuBar()->actions()) {
            if (group->text() == u"&View"_qs) {
                QVERIFY(shown.contains(group));
                continue;
            }
            for (QAction* entry : group->menu()->actions())
                QVERIFY2(entry->isSeparator() || shown.contains(entry), qPrintable(entry->text()));
        }
    }
};

ROOM_TEST(TestMainMenu, QApplication)
#include "tst_main_menu.moc"
