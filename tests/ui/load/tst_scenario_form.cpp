// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/arrival_curve.h"
#include "load/scenario_form.h"
#include "ui/page_fixture.h"
#include "widgets/row_table.h"
#include "support/room.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString HubUrl = u"http://127.0.0.1:3000"_s;

LoadScenario full()
{
    LoadScenario scenario
        = simpleScenario(u"http://127.0.0.1:8080"_s, u"/sub?user={i}"_s, 500, 5s, 60s);
    scenario.name = u"from a file"_s;
    scenario.flows[0].steps[0].hold = 30s;
    scenario.publishing.rate = 12.5;
    scenario.publishing.to = PublishTo::One;
    scenario.publishing.one = 7;
    scenario.publishing.leastBytes = 128;
    scenario.publishing.mostBytes = 256;
    scenario.publishing.url = u"/pub?id={i}"_s;
    scenario.publishing.body = u"{payload}"_s;
    scenario.publishing.headers = QStringList{u"X-A: 1"_s, u"X-B: 2"_s};
    scenario.users = 100;
    scenario.headers = QStringList{u"Authorization: Bearer {{ token }}"_s};
    scenario.clientsFile = u"clients.csv"_s;
    scenario.slowShare = 0.01;
    scenario.dropShare = 0.05;
    scenario.dropEvery = 20s;
    scenario.think = 3s;
    scenario.lateAfter = 500ms;
    scenario.timeout = 4s;
    scenario.variables = {{u"region"_s, u"eu"_s}};
    return scenario;
}

} // namespace

class TestScenarioForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_theme.setMode(Theme::Mode::Light);
        m_form = std::make_unique<ScenarioForm>(m_theme);
        m_form->setHubUrl(HubUrl);
        m_form->show();
    }
    void cleanup() { m_form.reset(); }

    void beginsWithATestThatCanRun()
    {
        QCOMPARE(m_form->problem(), QString());
        QVERIFY(m_form->isThisHub());
        QCOMPARE(m_form->scenario().target, HubUrl);
        QCOMPARE(m_form->scenario().arrivals(), 1000.0);
        QCOMPARE(m_form->edit(ScenarioField::Path)->text(), FanlightStreamPath);
    }

    void aScenarioGoesInAndComesOutTheSame()
    {
        m_form->setScenario(full(), false);
        QCOMPARE(m_form->problem(), QString());
        QVERIFY(m_form->scenario() == full());
        QVERIFY(m_form->edit(ScenarioField::Users)->isVisible()); // what is set is not folded away
        m_form->setScenario(ScenarioForm::firstScenario(), true);
        QVERIFY(!m_form->edit(ScenarioField::Users)->isVisible());
    }

    void whatFieldsDoNotShowIsKept()
    {
        LoadScenario scenario = full();
        LoadStep think;
        think.kind = LoadStep::Kind::Think;
        scenario.flows[0].steps.push_back(think);
        m_form->setScenario(scenario, false);
        QVERIFY(m_form->edit(ScenarioField::Path)->isReadOnly());
        QCOMPARE(m_form->edit(ScenarioField::Path)->text(), u"as in the file: 2 steps"_s);
        m_form->edit(ScenarioField::Rate)->setText(u"50"_s);
        scenario.publishing.rate = 50;
        QVERIFY(m_form->scenario() == scenario);
    }

    void everyFieldSaysWhatIsWrong_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("beginning");
        QTest::newRow("path") << int(ScenarioField::Path) << u"sub"_s << u"flow"_s;
        QTest::newRow("rate") << int(ScenarioField::Rate) << u"often"_s
                              << u"publish: “often” is not"_s;
        QTest::newRow("rate bound")
            << int(ScenarioField::Rate) << u"2000000"_s << u"publish rate"_s;
        QTest::newRow("size") << int(ScenarioField::Size) << u"big"_s << u"payload: “big” is not"_s;
        QTest::newRow("size bound") << int(ScenarioField::Size) << u"10"_s << u"payload size"_s;
        QTest::newRow("slow") << int(ScenarioField::Slow) << u"some"_s
                              << u"slow readers: “some” is not"_s;
        QTest::newRow("slow bound") << int(ScenarioField::Slow) << u"150 %"_s << u"slow readers"_s;
        QTest::newRow("drop") << int(ScenarioField::Drop) << u"5 % daily"_s
                              << u"drop & reconnect: “5 % daily” is not"_s;
        QTest::newRow("drop bound") << int(ScenarioField::Drop) << u"5 % every 1ms"_s << u"drop"_s;
        QTest::newRow("hold") << int(ScenarioField::Hold) << u"long"_s << u"hold: “long” is not"_s;
        QTest::newRow("think") << int(ScenarioField::Think) << u"hard"_s << u"think"_s;
        QTest::newRow("users") << int(ScenarioField::Users) << u"-5"_s << u"users: “-5” is not"_s;
        QTest::newRow("headers") << int(ScenarioField::Headers) << u"nothing"_s << u"headers"_s;
        QTest::newRow("via") << int(ScenarioField::Via) << u"redis://[bad"_s << u"publish via"_s;
        QTest::newRow("url") << int(ScenarioField::Via) << u"pub"_s << u"publish url"_s;
        QTest::newRow("body") << int(ScenarioField::Body) << u"hello"_s << u"publish body"_s;
        QTest::newRow("publish headers")
            << int(ScenarioField::PublishHeaders) << u"nothing"_s << u"publish headers"_s;
        QTest::newRow("late") << int(ScenarioField::LateAfter) << u"never"_s << u"late after"_s;
        QTest::newRow("timeout") << int(ScenarioField::Timeout) << u"never"_s << u"answer within"_s;
    }

    void everyFieldSaysWhatIsWrong()
    {
        QFETCH(const int, field);
        QFETCH(const QString, text);
        QFETCH(const QString, beginning);
        QLineEdit* edit = m_form->edit(ScenarioField::Id(field));
        const QString before = edit->text();
        edit->setText(text);
        QVERIFY2(m_form->problem().startsWith(beginning), qPrintable(m_form->problem()));
        QVERIFY(edit->property("invalid").toBool());
        QCOMPARE(edit->accessibleDescription(), m_form->problem());
        QCOMPARE(m_form->errorAt(edit), m_form->problem()); // beneath it
        edit->setText(before);
        QCOMPARE(m_form->problem(), QString());
        QVERIFY(!edit->property("invalid").toBool());
        QCOMPARE(m_form->errorAt(edit), QString());
    }

    void aPlainNumberIsPercentAndIsShownAsIt()
    {
        QLineEdit* slow = m_form->edit(ScenarioField::Slow);
        slow->setText(u"5"_s);
        QCOMPARE(m_form->problem(), QString());
        QCOMPARE(m_form->scenario().slowShare, 0.05);
        Q_EMIT slow->editingFinished();
        QCOMPARE(slow->text(), u"5 %"_s);
        QLineEdit* drop = m_form->edit(ScenarioField::Drop);
        drop->setText(u"2.5 every 10s"_s);
        QCOMPARE(m_form->scenario().dropShare, 0.025);
        slow->setText(u"101"_s);
        QVERIFY(m_form->errorAt(slow).contains(u"100"_s));
        Q_EMIT slow->editingFinished();
        QCOMPARE(slow->text(), u"101"_s); // what is wrong stays to be mended
    }

    void placeholdersAreReadToTheirEnds()
    {
        m_form->moreButton()->setChecked(true);
        m_form->resize(340, m_form->heightForWidth(340));
        m_form->show();
        QTRY_COMPARE(m_form->width(), std::max(340, m_form->minimumSizeHint().width()));
        for (const ScenarioField& field : scenarioFields()) {
            const QLineEdit* edit = m_form->edit(field.id);
            const int text = edit->fontMetrics().horizontalAdvance(edit->placeholderText());
            QTRY_VERIFY2(text + 20 <= edit->width(), qPrintable(edit->placeholderText()));
        }
    }

    void expectationsAreReadOneByOne()
    {
        QLineEdit* edit = m_form->edit(ScenarioField::Expect);
        edit->setText(u"p99<50ms, lost=0"_s);
        QCOMPARE(m_form->problem(), QString());
        QCOMPARE(
            m_form->scenario().expectations, (std::vector<QString>{u"p99<50ms"_s, u"lost=0"_s}));
        edit->setText(u"p99<50ms, speed=fast"_s);
        QVERIFY2(m_form->problem().contains(u"speed"_s), qPrintable(m_form->problem()));
        QVERIFY(edit->property("invalid").toBool());
    }

    void aTargetIsThisHubOrAnAddress()
    {
        m_form->target()->setEditText(u"ftp://example.org"_s);
        QVERIFY2(m_form->problem().startsWith(u"target"_s), qPrintable(m_form->problem()));
        QVERIFY(m_form->target()->property("invalid").toBool());
        m_form->target()->setEditText(u"http://127.0.0.1:8080"_s);
        QCOMPARE(m_form->problem(), QString());
        QVERIFY(!m_form->isThisHub());
        m_form->setHubUrl({}); // nobody's business
        QCOMPARE(m_form->problem(), QString());
        m_form->target()->setEditText(u"this hub"_s);
        QVERIFY2(m_form->problem().contains(u"not listening"_s), qPrintable(m_form->problem()));
        m_form->setHubUrl(u"http://127.0.0.1:4000"_s);
        QCOMPARE(m_form->problem(), QString());
        QCOMPARE(m_form->scenario().target, u"http://127.0.0.1:4000"_s);
    }

    void redisAndHttpAreToldApart()
    {
        m_form->edit(ScenarioField::Via)->setText(u"redis://127.0.0.1:6379"_s);
        QCOMPARE(m_form->problem(), QString());
        QCOMPARE(m_form->scenario().publishing.redis, u"redis://127.0.0.1:6379"_s);
        QCOMPARE(m_form->scenario().publishing.url, QString());
        m_form->edit(ScenarioField::Via)->setText(u"/pub?id={i}"_s);
        QCOMPARE(m_form->scenario().publishing.redis, QString());
        QCOMPARE(m_form->scenario().publishing.url, u"/pub?id={i}"_s);
    }

    void theOneUserIsAskedForWhereThereIsOne()
    {
        QVERIFY(!m_form->oneUser()->isVisible());
        m_form->publishTo()->setCurrentText(u"one user"_s);
        QVERIFY(m_form->oneUser()->isVisible());
        m_form->oneUser()->setText(u"Ada"_s);
        QVERIFY2(m_form->problem().startsWith(u"publish to"_s), qPrintable(m_form->problem()));
        m_form->oneUser()->setText(u"42"_s);
        QCOMPARE(m_form->problem(), QString());
        QCOMPARE(m_form->scenario().publishing.one, std::int64_t(42));
        QCOMPARE(m_form->scenario().publishing.to, PublishTo::One);
    }

    void phasesAreEditedByKeys()
    {
        m_form->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
        RowTable* table = m_form->phaseTable();
        table->setCurrentIndex(m_form->phases().index(1, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Insert);
        QCOMPARE(m_form->phases().rowCount(), 4);
        QCOMPARE(table->currentIndex().row(), 2);
        QTest::keyClick(table, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(table->currentIndex().row(), 1); // it goes along
        QTest::keyClick(table, Qt::Key_Delete);
        QTest::keyClick(table, Qt::Key_Delete);
        QTest::keyClick(table, Qt::Key_Delete);
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(m_form->phases().rowCount(), 1); // one stays
    }

    void whatIsWrongWithAPhaseIsSaid()
    {
        PhaseModel& phases = m_form->phases();
        phases.setData(phases.index(0, PhaseModel::Arrivals), u"all"_s);
        QVERIFY2(m_form->problem().startsWith(u"phase 1"_s), qPrintable(m_form->problem()));
        phases.setData(phases.index(0, PhaseModel::Arrivals), u"2000000"_s);
        QVERIFY2(m_form->problem().startsWith(u"phases[0]"_s), qPrintable(m_form->problem()));
    }

    void nothingIsChangedWhileItRuns()
    {
        m_form->setRunning(true);
        m_form->setElapsed(1, 7s);
        QVERIFY(!m_form->edit(ScenarioField::Path)->isEnabled());
        QCOMPARE(m_form->curve()->runningPhase(), 1);
        m_form->setRunning(false);
        QVERIFY(m_form->edit(ScenarioField::Path)->isEnabled());
        QCOMPARE(m_form->curve()->runningPhase(), -1);
    }

private:
    Theme m_theme;
    std::unique_ptr<ScenarioForm> m_form;
};

ROOM_TEST(TestScenarioForm, QApplication)
#include "tst_scenario_form.moc"
