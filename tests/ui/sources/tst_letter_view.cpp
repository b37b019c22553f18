// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_view.h"

#include "messages/code_view.h"
#include "publish/payload_editor.h"
#include "support/room.h"
#include "ui/page_fixture.h"
#include "ui/sources/sources_for_tests.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestLetterView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_theme.setMode(Theme::Mode::Light);
        m_view = std::make_unique<LetterView>(m_theme,
            [this](const SourceContent& content) { return letterProblem(content, m_options); });
        m_sent.clear();
        connect(m_view.get(), &LetterView::sendRequested, this,
            [this](const DeadLetter& letter) { m_sent.push_back(letter); });
        QVERIFY(showPage(*m_view));
    }

    void cleanup() { m_view.reset(); }

    void showsTheWholeBodyLaidOut()
    {
        m_view->show(testLetter(1));
        QCOMPARE(m_view->reasonText(), u"userId: one of userId, userIds and broadcast is needed"_s);
        QVERIFY(m_view->factsText().contains(u"tried 5 times · id order-1"_s));
        QVERIFY(m_view->factsText().endsWith(u"16 B"_s));
        QCOMPARE(m_view->body()->shownText(), prettyJson(u"{\"data\":{\"n\":1}}"));
        DeadLetter torn = testLetter(2);
        torn.content.body = "{\"userId\": ";
        m_view->show(torn);
        QCOMPARE(m_view->body()->shownText(), u"{\"userId\": "_s); // as it is
    }

    void aMendedLetterIsSentOnceTheHubWouldTakeIt()
    {
        m_view->show(testLetter(1));
        m_view->mendButton()->click();
        QVERIFY(m_view->editor()->hasFocus());
        QVERIFY(m_view->problemText().contains(u"userId"_s));
        QVERIFY(!m_view->sendButton()->isEnabled());
        QTest::keyClick(m_view->editor(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_sent.empty());
        write(u"{\"userId\":\"7\", \"data\":{\"n\":1}"_s);
        QVERIFY(m_view->problemText().startsWith(u"line 1, column 30"_s));
        write(u"{\"userId\":\"7\", \"data\":{\"n\":1}}"_s);
        QCOMPARE(m_view->problemText(), QString());
        QTest::keyClick(m_view->editor(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_sent.size(), 1U);
        QCOMPARE(m_sent.front().handle, "h1");
        QCOMPARE(m_sent.front().content.body, "{\"userId\":\"7\",\"data\":{\"n\":1}}");
        QCOMPARE(m_sent.front().content.id, "order-1");
    }

    void whatWasWrittenIsKeptWhileAnotherIsLookedAt()
    {
        m_view->show(testLetter(1));
        m_view->mend();
        write(u"{\"broadcast\":true"_s);
        m_view->show(testLetter(2));
        QVERIFY(!m_view->isMending());
        m_view->show(testLetter(1));
        QVERIFY(m_view->isMending());
        QCOMPARE(m_view->editor()->text(), u"{\"broadcast\":true"_s);
        QTest::keyClick(m_view->editor(), Qt::Key_Escape);
        QVERIFY(!m_view->isMending());
        m_view->mend();
        QCOMPARE(m_view->editor()->text(), prettyJson(u"{\"data\":{\"n\":1}}"));
        QVERIFY(!m_view->isMended("h1")); // nothing was written yet
    }

    void whatWasWrittenStaysWhenItsLetterIsGone()
    {
        m_view->show(testLetter(1));
        m_view->mend();
        write(u"{\"broadcast\":true,\"data\":1}"_s);
        QVERIFY(m_view->sendButton()->isEnabled());
        m_view->markGone();
        QVERIFY(!m_view->sendButton()->isEnabled());
        QVERIFY(m_view->answerText().contains(u"no longer among the dead"_s));
        QCOMPARE(m_view->editor()->text(), u"{\"broadcast\":true,\"data\":1}"_s);
        m_view->show(testLetter(2));
        QCOMPARE(m_view->answerText(), QString());
        QVERIFY(m_view->mendButton()->isEnabled());
    }

    void rawDataMayBePlainText()
    {
        DeadLetter letter = testLetter(1);
        letter.content.user = "7";
        letter.content.body = "hello {i}";
        m_view->show(letter);
        m_view->mend();
        QVERIFY(m_view->editor()->isPlainText());
        QCOMPARE(m_view->problemText(), QString());
        m_view->sendButton()->click();
        QCOMPARE(m_sent.back().content.body, "hello {i}");
        auto* plain = qobject_cast<QAbstractButton*>(findButton(*m_view, u"Plain text"_s));
        QVERIFY(plain && plain->isVisible());
        plain->click();
        QVERIFY(!m_view->problemText().isEmpty()); // no JSON
        letter = testLetter(2);
        m_view->show(letter);
        m_view->mend();
        QVERIFY(!plain->isVisible()); // the JSON of a publish is none
    }

    void nothingIsSentWhileOthersAre()
    {
        m_view->show(testLetter(1));
        m_view->setBusy(true);
        QVERIFY(!m_view->mendButton()->isEnabled());
        m_view->mend();
        QVERIFY(!m_view->isMending());
        m_view->setBusy(false);
        m_view->mend();
        QVERIFY(m_view->isMending());
    }

    void aLargeBodyIsShownInParts()
    {
        DeadLetter letter = testLetter(1);
        letter.content.body = "[" + std::string(300'000, ' ') + "]";
        m_view->show(letter);
        QVERIFY(m_view->body()->showAllButton()->isVisible());
        QCOMPARE(m_view->body()->shownText().size(), CodeView::MostCharacters);
    }

    void saysWhatTheHubAnswered()
    {
        m_view->show(testLetter(1));
        m_view->setAnswer(u"Sent again, and refused: no"_s);
        QVERIFY(hasLabel(*m_view, u"Sent again, and refused: no"_s));
        m_view->setAnswer({});
        QCOMPARE(m_view->answerText(), QString());
        m_view->showNone(u"none"_s);
        QVERIFY(hasLabel(*m_view, u"none"_s));
        m_view->markGone(); // of none
        QVERIFY(!m_view->letter());
    }

private:
    void write(const QString& text)
    {
        m_view->editor()->selectAll();
        m_view->editor()->insertPlainText(text);
    }

    Theme m_theme;
    HubOptions m_options;
    std::unique_ptr<LetterView> m_view;
    std::vector<DeadLetter> m_sent;
};

ROOM_TEST(TestLetterView, QApplication)
#include "tst_letter_view.moc"
