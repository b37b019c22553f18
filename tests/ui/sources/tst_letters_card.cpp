// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letters_card.h"

#include "publish/payload_editor.h"
#include "support/room.h"
#include "ui/page_fixture.h"
#include "ui/sources/sources_for_tests.h"
#include "widgets/empty_state.h"
#include "widgets/question.h"
#include "widgets/row_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestLettersCard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_sources = std::make_unique<FakeSources>();
        m_card = std::make_unique<LettersCard>(
            m_sources->letterCalls(), m_around->theme, m_around->state);
        m_told.clear();
        connect(m_card.get(), &LettersCard::lastAction, this,
            [this](const QString& text) { m_told << text; });
        QVERIFY(showPage(*m_card));
    }

    void cleanup()
    {
        m_card.reset();
        m_sources.reset();
        m_around.reset();
    }

    void readsTheLettersOfTheSourceThatIsChosen()
    {
        m_sources->letters = testLetters(3);
        m_card->setSource(u"a"_s);
        QCOMPARE(m_sources->asked, QStringList{u"list a"_s});
        QCOMPARE(m_card->table()->model()->rowCount(), 3);
        QCOMPARE(m_card->countText(), u"3 dead letters"_s);
        m_card->setSource(u"a"_s);
        QCOMPARE(m_sources->asked.size(), 1);
        m_sources->letters.clear();
        m_card->setSource(u"b"_s);
        QVERIFY(m_card->emptyState()->isVisible());
        QCOMPARE(m_card->emptyState()->title(), u"No dead letters"_s);
    }

    void readsAgainWhenTheirNumberChanges()
    {
        m_sources->letters = testLetters(1);
        m_card->setSource(u"a"_s);
        m_card->setFigures(1, 1);
        m_card->setFigures(1, 1);
        QCOMPARE(m_sources->asked.size(), 1); // the first come with the first reading
        m_sources->letters = testLetters(200);
        m_card->setFigures(1234, 1234);
        QCOMPARE(m_card->countText(), u"the newest 200 of 1,234"_s);
        m_card->setFigures(1235, 1235);
        m_card->setFigures(1236, 1236);
        QCOMPARE(m_sources->asked.size(), 2); // not with each that dies
        QTRY_COMPARE(m_sources->asked.size(), 3);
        m_card->hide();
        m_card->setFigures(1237, 1237);
        QCOMPARE(m_sources->asked.size(), 3); // nobody looks
        m_card->show();
        QCOMPARE(m_sources->asked.size(), 4);
    }

    void oneQuestionIsAskedAtATime()
    {
        m_sources->holds = true;
        m_card->setSource(u"a"_s);
        QCOMPARE(m_card->emptyState()->title(), u"Reading the dead letters"_s);
        m_card->setFigures(1, 1);
        m_card->setFigures(2, 2);
        QCOMPARE(m_sources->asked.size(), 1);
        m_sources->letters = testLetters(2);
        m_sources->letGo();
        QTRY_COMPARE(m_sources->asked.size(), 2); // for what changed meanwhile
        m_sources->letGo();
        QCOMPARE(m_card->model().rowCount(), 2);
    }

    void anAnswerOfAnotherSourceIsNotShown()
    {
        m_sources->holds = true;
        m_sources->letters = testLetters(2);
        m_card->setSource(u"a"_s);
        m_card->setSource(u"b"_s);
        m_sources->letters.clear();
        m_sources->letGo();
        QCOMPARE(m_card->model().rowCount(), 0);
        QCOMPARE(m_sources->asked, (QStringList{u"list a"_s, u"list b"_s}));
    }

    void saysWhyTheyCannotBeRead()
    {
        m_sources->listError = u"NOPERM: the user may not read fanlight:dead."_s;
        m_card->setSource(u"a"_s);
        QCOMPARE(m_card->emptyState()->title(), u"The dead letters cannot be read"_s);
        QCOMPARE(m_card->emptyState()->text(), m_sources->listError);
        m_sources->listError.clear();
        m_sources->letters = testLetters(1);
        m_card->emptyState()->actionButton()->click();
        QCOMPARE(m_card->model().rowCount(), 1);
        QVERIFY(m_card->table()->isVisible());
    }

    void sendsOneAsItIs()
    {
        read(3);
        select({1});
        QCOMPARE(m_card->view()->letter()->handle, "h2");
        m_card->sendButton()->click();
        QCOMPARE(m_told, QStringList{u"1 dead letter sent again at a"_s});
        QVERIFY(!m_card->view()->letter()); // and nobody else has taken it
        QCOMPARE(m_sources->asked.at(1), u"send a h2 {\"data\":{\"n\":2}}"_s);
        QCOMPARE(m_card->model().rowCount(), 2); // read again
    }

    void whatIsRefusedAgainStaysWithTheHubsAnswer()
    {
        read(2);
        select({0});
        m_sources->refusal = u"userId: missing"_s;
        m_card->sendButton()->click();
        QCOMPARE(m_card->view()->answerText(), u"Sent again, and refused: userId: missing"_s);
        QCOMPARE(m_told, QStringList{u"0 dead letters sent again at a, 1 not: userId: missing"_s});
        select({1});
        QCOMPARE(m_card->view()->answerText(), QString());
        select({0});
        QCOMPARE(m_card->view()->answerText(), u"Sent again, and refused: userId: missing"_s);
    }

    void aMendedLetterGoesWithItsBody()
    {
        read(2);
        select({0});
        QTest::keyClick(m_card->table(), Qt::Key_Return);
        QVERIFY(m_card->view()->isMending());
        write(u"{\"broadcast\":true,\"data\":1}"_s);
        m_sources->refusal = u"the broker is away"_s;
        m_card->view()->sendButton()->click();
        QVERIFY(m_card->view()->isMending()); // what was written is not lost
        QCOMPARE(m_card->view()->editor()->text(), u"{\"broadcast\":true,\"data\":1}"_s);
        m_sources->refusal.clear();
        m_card->view()->sendButton()->click();
        QCOMPARE(m_sources->asked.filter(u"send"_s).last(),
            u"send a h2 {\"broadcast\":true,\"data\":1}"_s);
        QCOMPARE(m_card->model().rowCount(), 1);
        QCOMPARE(m_told.last(), u"1 dead letter sent again at a"_s);
    }

    void sendsManyWithProgress()
    {
        read(200);
        m_card->table()->selectAll();
        QCOMPARE(textOf(*m_card->sendButton()), u"Send 200 as they are"_s);
        m_sources->holds = true;
        m_card->sendButton()->click();
        auto* question = m_card->findChild<Question*>();
        QVERIFY(question);
        QCOMPARE(question->title(), u"Send 200 letters again?"_s);
        question->choice(0)->click();
        QCOMPARE(m_card->progressText(), u"Sending again at a: 1 of 200"_s);
        QVERIFY(!m_card->sendButton()->isEnabled());
        QVERIFY(!m_card->removeButton()->isEnabled());
        m_sources->letGo();
        QCOMPARE(m_card->progressText(), u"Sending again at a: 2 of 200"_s);
        m_sources->holds = false;
        QTRY_VERIFY(m_sources->held.size() == 1 || m_told.size() == 1);
        m_sources->letGo();
        QTRY_COMPARE(m_told, QStringList{u"200 dead letters sent again at a"_s});
        QCOMPARE(m_card->progressText(), QString());
        QVERIFY(m_card->emptyState()->isVisible());
    }

    void sendingManyCanBeCancelled()
    {
        read(3);
        m_card->table()->selectAll();
        m_sources->holds = true;
        m_card->sendButton()->click();
        m_card->findChild<Question*>()->choice(0)->click();
        m_sources->letGo();
        m_card->cancelButton()->click();
        QCOMPARE(m_told, QStringList{u"1 dead letter sent again at a, then cancelled"_s});
        QCOMPARE(m_card->progressText(), QString());
        QVERIFY(!m_card->run().isRunning());
    }

    void removingAsks()
    {
        read(2);
        select({0});
        m_card->table()->setFocus();
        QTest::keyClick(m_card->table(), Qt::Key_Delete);
        auto* question = m_card->findChild<Question*>();
        QVERIFY(question);
        QCOMPARE(question->title(), u"Remove 1 dead letter?"_s);
        QVERIFY(question->cancelButton()->isDefault());
        question->reject();
        QTRY_VERIFY(!m_card->findChild<Question*>());
        QCOMPARE(m_card->model().rowCount(), 2);
        m_card->removeButton()->click();
        m_card->findChild<Question*>()->choice(0)->click();
        QCOMPARE(m_sources->asked.at(1), u"remove a h2"_s);
        QCOMPARE(m_told, QStringList{u"1 dead letter removed at a"_s});
        QCOMPARE(m_card->model().rowCount(), 1);
    }

    void oneThatVanishesLeavesWhatWasWrittenInSight()
    {
        read(1);
        select({0});
        m_card->view()->mend();
        write(u"{\"broadcast\":true,\"data\":1}"_s);
        m_sources->letters.clear();
        m_card->setFigures(0, 1);
        QCOMPARE(m_card->model().rowCount(), 0);
        QVERIFY(m_card->view()->isVisible());
        QCOMPARE(m_card->view()->editor()->text(), u"{\"broadcast\":true,\"data\":1}"_s);
        QVERIFY(!m_card->view()->sendButton()->isEnabled());
        m_card->view()->leave();
        m_card->reload();
        QVERIFY(m_card->emptyState()->isVisible());
    }

    void theSelectionStaysWhileLettersCome()
    {
        read(3);
        select({1});
        m_sources->letters = testLetters(5);
        m_card->setFigures(5, 5);
        QCOMPARE(m_card->view()->letter()->handle, "h2");
        QCOMPARE(m_card->table()->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(m_card->table()->selectionModel()->selectedRows().first().row(), 3);
        const auto asked = m_sources->asked.size();
        m_card->table()->setFocus();
        QTest::keyClick(m_card->table(), Qt::Key_F5);
        QCOMPARE(m_sources->asked.size(), asked + 1);
        QCOMPARE(m_card->view()->letter()->handle, "h2");
    }

    void aStopEndsWhatIsUnderWay()
    {
        read(3);
        m_card->table()->selectAll();
        m_sources->holds = true;
        m_card->sendButton()->click();
        m_card->findChild<Question*>()->choice(0)->click();
        m_card->stop();
        QVERIFY(!m_card->run().isRunning());
        QCOMPARE(m_told, QStringList{u"0 dead letters sent again at a, then cancelled"_s});
        m_sources->letGo(); // late answers do no harm
        m_sources->holds = false;
        m_card->setFigures(2, 3); // it is back, and has done the first
        QCOMPARE(m_card->model().rowCount(), 2);
    }

    void filters()
    {
        read(12);
        m_card->filter()->setText(u"order-1"_s);
        QCOMPARE(m_card->countText(), u"4 of 12 dead letters"_s);
        m_card->filter()->setText(u"nothing like it"_s);
        QCOMPARE(m_card->emptyState()->title(), u"No letter matches the filter"_s);
        m_card->emptyState()->actionButton()->click();
        QCOMPARE(m_card->table()->model()->rowCount(), 12);
    }

    void copiesAndExports()
    {
        read(2);
        select({0});
        m_card->table()->copySelection();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"order-2"_s));
        const QPoint where = m_card->table()->visualRect(m_card->table()->currentIndex()).center();
        Q_EMIT m_card->table()->customContextMenuRequested(where);
        auto* menu = m_card->findChild<QMenu*>();
        QVERIFY(menu);
        for (QAction* action : menu->actions()) {
            if (action->text() == u"Copy the &body"_s)
                action->trigger();
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"data\":{\"n\":2}}"_s);
        menu->close();
        m_card->exportTo(m_around->path(u"dead.csv"_s));
        QTRY_COMPARE(m_told.size(), 1);
        QFile file(m_around->path(u"dead.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), 3);
    }

private:
    void read(int count)
    {
        m_sources->letters = testLetters(count);
        m_card->setSource(u"a"_s);
        m_card->setFigures(count, quint64(count));
        QCOMPARE(m_card->model().rowCount(), count);
    }
    void select(const QList<int>& rows)
    {
        m_card->table()->clearSelection();
        for (const int row : rows)
            m_card->table()->selectRow(row);
    }
    void write(const QString& text)
    {
        m_card->view()->editor()->selectAll();
        m_card->view()->editor()->insertPlainText(text);
    }
    static QString textOf(const QPushButton& button) { return button.text().remove(u'&'); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<FakeSources> m_sources;
    std::unique_ptr<LettersCard> m_card;
    QStringList m_told;
};

ROOM_TEST(TestLettersCard, QApplication)
#include "tst_letters_card.moc"
