// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/question.h"

#include "ui/page_fixture.h"
#include "widgets/wait_dialog.h"
#include "support/room.h"

#include <QCheckBox>
#include <QPointer>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestQuestion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void enterDoesNothingWhereSomethingWouldBeLost()
    {
        ask(Question::Choice::Costly);
        QCOMPARE(m_question->focusWidget(), m_question->cancelButton());
        QTest::keyClick(m_question->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!m_question);
        QCOMPARE(m_chosen, 0);
    }

    void enterDoesWhatLosesNothing()
    {
        ask(Question::Choice::Usual);
        QTest::keyClick(m_question->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!m_question);
        QCOMPARE(m_chosen, 1);
    }

    void escapeIsCancel()
    {
        ask(Question::Choice::Usual);
        QTest::keyClick(m_question.data(), Qt::Key_Escape);
        QTRY_VERIFY(!m_question);
        QCOMPARE(m_chosen, 0);
    }

    void isReadOutWithItsFacts()
    {
        ask(Question::Choice::Costly);
        m_question->setFacts({u"3 clients"_s, u"7,205 entries"_s});
        QCOMPARE(m_question->accessibleName(), u"Stop the hub?"_s);
        QCOMPARE(m_question->accessibleDescription(),
            u"This would be lost:\n3 clients\n7,205 entries"_s);
        QTRY_VERIFY(hasLabel(*m_question, u"• 3 clients"_s));
        m_question->reject();
    }

    void textOfOthersIsNotTakenForMarkup()
    {
        m_question = Question::tell(&m_window, u"Not saved"_s, u"<b>x</b> could not be written."_s);
        QVERIFY(hasLabel(*m_question, u"<b>x</b> could not be written."_s));
        for (const QLabel* label : m_question->findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        m_question->reject();
    }

    void aTickIsThereOnlyWhereOffered()
    {
        ask(Question::Choice::Costly);
        QVERIFY(!m_question->tick()->isVisible());
        m_question->offerTick(u"Do not ask again"_s);
        QVERIFY(m_question->tick()->isVisible());
        QVERIFY(!m_question->isTicked());
        m_question->tick()->click();
        QVERIFY(m_question->isTicked());
        m_question->reject();
    }

    void whatWasChosenMayAskTheNext()
    {
        QPointer<Question> next;
        m_question = Question::ask(&m_window, u"One"_s, {}, u"Go on"_s, Question::Choice::Usual,
            [&] { next = Question::tell(&m_window, u"Two"_s, {}); });
        m_question->choice(0)->click();
        QTRY_VERIFY(!m_question);
        QVERIFY(next && next->isVisible());
        next->reject();
        QTRY_VERIFY(!next);
    }

    void aLineIsTakenWithEnterOnceItIsSound()
    {
        m_window.show();
        QString taken;
        m_question = Question::askLine(&m_window, u"New set"_s, u"Name"_s, {}, u"Create"_s,
            [&](const QString& name) { taken = name; });
        m_question->setCheck(
            [](const QString& name) { return name == u"a" ? u"There is one."_s : QString(); });
        QVERIFY(QTest::qWaitForWindowActive(m_question.data()));
        QLineEdit* line = m_question->line();
        QCOMPARE(m_question->focusWidget(), line);
        QCOMPARE(line->accessibleName(), u"Name"_s);
        QVERIFY(!m_question->choice(0)->isEnabled());
        QVERIFY(m_question->problem().isEmpty());

        QTest::keyClicks(line, u"a"_s);
        QCOMPARE(m_question->problem(), u"There is one."_s);
        QCOMPARE(line->accessibleDescription(), u"There is one."_s);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(m_question);
        QVERIFY(taken.isEmpty());

        QTest::keyClicks(line, u"b "_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!m_question);
        QCOMPARE(taken, u"ab"_s);
    }

    void aNumberStaysWithinItsLimits()
    {
        m_window.show();
        m_question = new Question(&m_window, u"Disconnect"_s, {});
        QSpinBox* number = m_question->offerNumber(u"Seconds"_s, 0, 60, 5);
        int taken = -1;
        m_question->addChoice(
            u"Disconnect"_s, Question::Choice::Usual, [&] { taken = number->value(); });
        m_question->open();
        QVERIFY(QTest::qWaitForWindowActive(m_question.data()));
        QCOMPARE(number->accessibleName(), u"Seconds"_s);
        QTest::keyClicks(number, u"42"_s);
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(!m_question);
        QCOMPARE(taken, 42);
    }

    void waitingShowsHowFarItIsAndCanBeCancelled()
    {
        m_window.show();
        const QPointer wait = new WaitDialog(&m_window, u"Export"_s, u"Writing…"_s);
        QSignalSpy cancelled(wait.data(), &QDialog::rejected);
        QCOMPARE(wait->percent(), WaitDialog::NotKnown);
        wait->open();
        wait->setPercent(40);
        QCOMPARE(wait->percent(), 40);
        QTest::keyClick(wait.data(), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QTRY_VERIFY(!wait);
    }

private:
    void ask(Question::Choice choice)
    {
        m_chosen = 0;
        m_window.show();
        m_question = Question::ask(&m_window, u"Stop the hub?"_s, u"This would be lost:"_s,
            u"Stop"_s, choice, [this] { ++m_chosen; });
        QVERIFY(QTest::qWaitForWindowActive(m_question.data()));
    }

    QWidget m_window;
    QPointer<Question> m_question;
    int m_chosen = 0;
};

ROOM_TEST(TestQuestion, QApplication)
#include "tst_question.moc"
