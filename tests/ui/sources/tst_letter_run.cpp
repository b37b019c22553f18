// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_run.h"

#include "support/room.h"
#include "ui/sources/sources_for_tests.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestLetterRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_sources = std::make_unique<FakeSources>();
        m_sources->letters = testLetters(200);
        m_run = std::make_unique<LetterRun>(m_sources->letterCalls().deeds);
        m_ended.clear();
        connect(m_run.get(), &LetterRun::ended, this,
            [this](const LetterRun::Outcome& outcome) { m_ended.push_back(outcome); });
    }

    void sendsOneAfterTheOther()
    {
        m_sources->holds = true;
        m_run->start(u"a"_s, LetterRun::Deed::Send, testLetters(3));
        QCOMPARE(m_sources->asked.size(), 1); // the next once this one is answered
        QVERIFY(m_sources->asked.first().startsWith(u"send a h3 {"_s));
        m_sources->letGo();
        QTRY_COMPARE(m_sources->asked.size(), 2);
        m_sources->letGo();
        QTRY_COMPARE(m_sources->asked.size(), 3);
        QVERIFY(m_run->isRunning());
        m_sources->letGo();
        QCOMPARE(m_ended.size(), 1U);
        QCOMPARE(m_ended.front().done, 3);
        QVERIFY(!m_run->isRunning());
    }

    void oneThatIsRefusedDoesNotEndIt()
    {
        m_sources->refusal = u"userId: missing"_s;
        QSignalSpy refused(m_run.get(), &LetterRun::refused);
        m_run->start(u"a"_s, LetterRun::Deed::Send, testLetters(200));
        QTRY_COMPARE(m_ended.size(), 1U);
        QCOMPARE(m_ended.front().failed, 200);
        QCOMPARE(m_ended.front().firstError, u"userId: missing"_s);
        QCOMPARE(refused.size(), 200);
    }

    void removesAll()
    {
        m_run->start(u"a"_s, LetterRun::Deed::Remove, testLetters(200));
        QTRY_COMPARE(m_ended.size(), 1U);
        QCOMPARE(m_ended.front().done, 200);
        QVERIFY(m_sources->letters.empty());
        QCOMPARE(m_sources->asked.last(), u"remove a h1"_s);
    }

    void cancellingWaitsForNobody()
    {
        m_sources->holds = true;
        m_run->start(u"a"_s, LetterRun::Deed::Remove, testLetters(3));
        m_run->cancel();
        QCOMPARE(m_ended.size(), 1U);
        QVERIFY(m_ended.front().cancelled);
        QCOMPARE(m_ended.front().done, 0);
        m_run->start(u"b"_s, LetterRun::Deed::Remove, {testLetter(9)});
        m_sources->letGo(); // the late answer, too, which is not counted for the second
        QCOMPARE(m_ended.size(), 2U);
        QCOMPARE(m_ended.back().done, 1);
        QCOMPARE(m_sources->asked, (QStringList{u"remove a h3"_s, u"remove b h9"_s}));
        m_run->cancel(); // nothing is under way
        QCOMPARE(m_ended.size(), 2U);
    }

    void aSecondOneDoesNotBeginMeanwhile()
    {
        m_sources->holds = true;
        m_run->start(u"a"_s, LetterRun::Deed::Remove, testLetters(2));
        m_run->start(u"b"_s, LetterRun::Deed::Remove, testLetters(2));
        m_run->start(u"a"_s, LetterRun::Deed::Remove, {});
        QCOMPARE(m_sources->asked.size(), 1);
        QCOMPARE(m_run->outcome().source, u"a"_s);
    }

    void anAnswerMayComeAfterItsEnd()
    {
        m_sources->holds = true;
        m_run->start(u"a"_s, LetterRun::Deed::Remove, testLetters(2));
        m_run.reset();
        m_sources->letGo();
        QVERIFY(m_ended.empty());
    }

private:
    std::unique_ptr<FakeSources> m_sources;
    std::unique_ptr<LetterRun> m_run;
    std::vector<LetterRun::Outcome> m_ended;
};

ROOM_TEST(TestLetterRun, QCoreApplication)
#include "tst_letter_run.moc"
