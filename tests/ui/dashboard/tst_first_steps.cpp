// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/first_steps.h"
#include "dashboard/step_mark.h"
#include "ui/page_fixture.h"
#include "support/room.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using Step = FirstStepsProgress::Step;

class TestFirstSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStepIsDoneByWhatHappened()
    {
        PageSurroundings around;
        FirstStepsProgress progress(around.state);
        QCOMPARE(progress.doneCount(), 0);
        MetricsSample nobody;
        progress.takeSample(nobody);
        QVERIFY(!progress.isDone(Step::OpenStream));
        MetricsSample somebody;
        somebody.connects = 1; // and left again within the sample
        progress.takeSample(somebody);
        QVERIFY(progress.isDone(Step::OpenStream));

        Fault doctors;
        doctors.origin = Fault::Origin::Doctor;
        progress.takeFaults({doctors});
        QVERIFY(!progress.isDone(Step::BreakIt));
        Fault own;
        own.kind = FaultKind::HalfOpen;
        progress.takeFaults({own});
        QVERIFY(progress.isDone(Step::BreakIt));

        HubStatus status;
        status.state = HubState::Listening;
        status.broker.kind = u"redis"_s;
        status.broker.ready = false;
        progress.takeStatus(status);
        QVERIFY(!progress.isDone(Step::MoveToRedis));
        status.broker.ready = true;
        progress.takeStatus(status);
        QVERIFY(progress.isDone(Step::MoveToRedis));
        QCOMPARE(progress.next(), Step::Send);
        QCOMPARE(progress.doneCount(), 3);
    }

    void whatIsDoneIsKept()
    {
        PageSurroundings around;
        {
            FirstStepsProgress progress(around.state);
            progress.finish(Step::Send);
            progress.setDismissed(true);
        }
        const FirstStepsProgress again(around.state);
        QVERIFY(again.isDone(Step::Send));
        QVERIFY(!again.isDone(Step::SeeReceipt));
        QVERIFY(again.isDismissed());
    }

    void showsWhatComesNextAndLeadsThere()
    {
        PageSurroundings around;
        FirstSteps steps(around.theme, around.state);
        QVERIFY(showPage(steps));
        QCOMPARE(steps.shownStep(), Step::OpenStream);
        QVERIFY(!steps.goButton()->isVisible());
        steps.progress().finish(Step::OpenStream);
        QCOMPARE(steps.shownStep(), Step::Send);
        QVERIFY(steps.explanation().contains(u"Ctrl+Enter"_s));
        QSignalSpy asked(&steps, &FirstSteps::stepRequested);
        steps.goButton()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<Step>(), Step::Send);
        // Any step can be looked at.
        auto* last = steps.findChildren<StepMark*>().last();
        last->click();
        QCOMPARE(steps.shownStep(), Step::MoveToRedis);
        QVERIFY(hasLabel(steps, u"1 of 5 done"_s));
        QCOMPARE(
            steps.findChildren<StepMark*>().first()->accessibleName(), u"Open a stream, done"_s);
        for (int i = 0; i < FirstStepsProgress::StepCount; ++i)
            steps.progress().finish(Step(i));
        QVERIFY(hasLabel(steps, u"all done"_s));
    }

    void isPutAwayByItsButton()
    {
        PageSurroundings around;
        FirstSteps steps(around.theme, around.state);
        steps.dismissButton()->click();
        QVERIFY(steps.progress().isDismissed());
    }
};

ROOM_TEST(TestFirstSteps, QApplication)
#include "tst_first_steps.moc"
