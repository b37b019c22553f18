// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_list.h"

#include "theme/theme.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;

class TestPageList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsPagesOfAGroupTogetherUnderItsHeading()
    {
        PageList list(m_theme);
        const QAbstractItemModelTester tester(
            list.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        list.addPage({}, QStringLiteral("Dashboard"));
        list.addPage(QStringLiteral("System"), QStringLiteral("Log"));
        list.addPage(QStringLiteral("Send"), QStringLiteral("Publish"));
        list.addPage(QStringLiteral("System"), QStringLiteral("Settings"));
        list.addPage({}, QStringLiteral("Connections"));
        QCOMPARE(rows(list),
            QStringLiteral("Dashboard, Connections, System, Log, Settings, Send, Publish")
                .split(QStringLiteral(", ")));
        QCOMPARE(list.pagesInOrder(), (QList<int>{0, 4, 1, 3, 2}));
    }

    void rowsMoveTogetherInALowWindowBeforeTheyScroll()
    {
        PageList list(m_theme);
        for (int i = 0; i < 13; ++i)
            list.addPage(QString::number(i / 4), QString::number(i));
        list.setFolded(true);
        list.resize(58, 700);
        list.show();
        QVERIFY(!list.isTight());
        list.resize(58, 436); // what a window of 520 leaves
        QTRY_VERIFY(list.isTight());
        QTRY_COMPARE(list.verticalScrollBar()->maximum(), 0);
        list.resize(58, 700);
        QTRY_VERIFY(!list.isTight());
    }

    void tellsThePageChosen()
    {
        PageList list(m_theme);
        list.addPage({}, QStringLiteral("Dashboard"));
        const int log = list.addPage(QStringLiteral("System"), QStringLiteral("Log"));
        QSignalSpy changed(&list, &PageList::currentPageChanged);
        list.setCurrentPage(log);
        QCOMPARE(list.currentPage(), log);
        QCOMPARE(changed.last()[0].toInt(), log);
    }

    void arrowKeysPassOverHeadings()
    {
        PageList list(m_theme);
        list.addPage({}, QStringLiteral("Dashboard"));
        const int log = list.addPage(QStringLiteral("System"), QStringLiteral("Log"));
        list.setCurrentPage(0);
        list.show();
        QTest::keyClick(&list, Qt::Key_Down);
        QCOMPARE(list.currentPage(), log);
    }

    void aCountIsReadOutWithThePage()
    {
        PageList list(m_theme);
        const int page = list.addPage({}, QStringLiteral("Connections"));
        list.setCount(page, QStringLiteral("10,214"));
        QCOMPARE(list.item(0)->data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("Connections 10,214"));
        list.setCount(-1, QStringLiteral("7"));
        QCOMPARE(list.item(0)->data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("Connections 10,214"));
    }

private:
    static QStringList rows(const PageList& list)
    {
        QStringList texts;
        for (int i = 0; i < list.count(); ++i)
            texts << list.item(i)->text();
        return texts;
    }

    Theme m_theme;
};

ROOM_TEST(TestPageList, QApplication)
#include "tst_page_list.moc"
