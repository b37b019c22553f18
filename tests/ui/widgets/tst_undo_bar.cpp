// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/undo_bar.h"
#include "ui/page_fixture.h"
#include "support/room.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>

#include <memory>

using namespace fanlight;

class TestUndoBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<QWidget>();
        m_edit = new QLineEdit;
        m_table = new QWidget;
        m_table->setFocusPolicy(Qt::StrongFocus);
        auto* column = new QVBoxLayout(m_page.get());
        column->addWidget(m_edit);
        column->addWidget(m_table, 1);
        m_bar = new UndoBar(m_page.get());
        m_undone = 0;
        QVERIFY(showPage(*m_page));
        QTest::mouseMove(m_page.get(), QPoint(1, 1)); // a pointer on the bar would keep it
    }
    void cleanup() { m_page.reset(); }

    void isNotThereUntilSomethingIsOffered()
    {
        QVERIFY(!m_bar->isVisible());
        m_bar->undo();
        QCOMPARE(m_undone, 0);
    }

    void saysWhatWentAndBringsItBackOnce()
    {
        offer();
        QVERIFY(m_bar->isVisible());
        QCOMPARE(m_bar->text(), QStringLiteral("Cleared 3,451 messages."));
        QCOMPARE(m_bar->accessibleName(), m_bar->text());
        QTest::mouseClick(m_bar->undoButton(), Qt::LeftButton);
        QCOMPARE(m_undone, 1);
        QVERIFY(!m_bar->isVisible());
        m_bar->undo();
        QCOMPARE(m_undone, 1);
    }

    void undoesByItsKeyUnlessAnEditHasTheKeys()
    {
        offer();
        m_edit->setFocus();
        QTest::keyClicks(m_edit, QStringLiteral("a"));
        QTest::keyClick(m_edit, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_undone, 0);
        QCOMPARE(m_edit->text(), QString());
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_undone, 1);
    }

    void takesNoFocus()
    {
        m_edit->setFocus();
        offer();
        QVERIFY(m_edit->hasFocus());
        QTest::mouseClick(m_bar->undoButton(), Qt::LeftButton);
        QVERIFY(m_page->focusWidget() != m_bar->undoButton());
    }

    void aSecondOfferTakesThePlaceOfTheFirst()
    {
        offer();
        int second = 0;
        m_bar->offer(QStringLiteral("Deleted “a”."), [&second] { ++second; });
        m_bar->undo();
        QCOMPARE(m_undone, 0);
        QCOMPARE(second, 1);
    }

    void anUndoMayOfferToTakeItBackAgain()
    {
        m_bar->offer(QStringLiteral("Loaded."),
            [this] { m_bar->offer(QStringLiteral("Unloaded."), [this] { ++m_undone; }); });
        m_bar->undo();
        QVERIFY(m_bar->isVisible());
        m_bar->undo();
        QCOMPARE(m_undone, 1);
    }

    void goesByItselfAndLetsGoOfWhatItKept()
    {
        auto kept = std::make_shared<int>(1);
        const std::weak_ptr<int> watched = kept;
        QSignalSpy dismissed(m_bar, &UndoBar::dismissed);
        m_bar->setPatience(std::chrono::milliseconds(1));
        m_bar->offer(QStringLiteral("Cleared."), [kept = std::move(kept)] {});
        QVERIFY(!watched.expired());
        QTRY_COMPARE(dismissed.size(), 1);
        QVERIFY(watched.expired());
        QVERIFY(!m_bar->isVisible());
    }

    void staysWhileItHasTheFocus()
    {
        QSignalSpy dismissed(m_bar, &UndoBar::dismissed);
        m_bar->setPatience(std::chrono::milliseconds(1));
        offer();
        m_bar->undoButton()->setFocus(Qt::TabFocusReason);
        auto* timer = new QTimer(m_page.get());
        QSignalSpy later(timer, &QTimer::timeout);
        timer->start(20);
        QVERIFY(later.wait());
        QCOMPARE(dismissed.size(), 0);
        m_edit->setFocus();
        QTRY_COMPARE(dismissed.size(), 1);
    }

    void liesWithinThePageAtEverySize()
    {
        m_bar->offer(QStringLiteral("Deleted the template “%1”.").arg(QString(200, u'x')), [] {});
        for (const QSize size : {QSize(1172, 770), QSize(640, 300), QSize(320, 240)}) {
            m_page->resize(size);
            QTRY_VERIFY2(m_page->rect().contains(m_bar->geometry()),
                qPrintable(QString::number(size.width())));
        }
    }

private:
    void offer()
    {
        m_bar->offer(QStringLiteral("Cleared 3,451 messages."), [this] { ++m_undone; });
    }

    std::unique_ptr<QWidget> m_page;
    QLineEdit* m_edit = nullptr;
    QWidget* m_table = nullptr;
    UndoBar* m_bar = nullptr;
    int m_undone = 0;
};

ROOM_TEST(TestUndoBar, QApplication)
#include "tst_undo_bar.moc"
