// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "faults/faults_page.h"

#include "faults/fault_row.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Fault made(quint64 id, FaultKind kind, Fault::Origin origin = Fault::Origin::Window)
{
    Fault fault;
    fault.id = id;
    fault.kind = kind;
    fault.delay = 500ms;
    fault.every = 10s;
    fault.origin = origin;
    fault.sinceMs = 1'700'000'000'000;
    fault.streams = 1234;
    fault.hits = 56;
    return fault;
}

QStringList ids(const FaultModel& model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, FaultModel::Number).data().toString();
    return texts;
}

} // namespace

class TestFaultsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        open();
    }

    void cleanup()
    {
        m_page.reset();
        m_around.reset();
    }

    // ---- the model

    void followsTheFaultsThatAreOn()
    {
        FaultModel model(m_around->theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setFaults({made(1, FaultKind::Delay), made(3, FaultKind::Drop)});
        QCOMPARE(ids(model), (QStringList{u"f-1"_s, u"f-3"_s}));
        model.setFaults(
            {made(2, FaultKind::Drip), made(3, FaultKind::Drop), made(4, FaultKind::Refuse)});
        QCOMPARE(ids(model), (QStringList{u"f-2"_s, u"f-3"_s, u"f-4"_s}));
        model.setFaults({made(4, FaultKind::Refuse)});
        QCOMPARE(ids(model), QStringList{u"f-4"_s});
        model.setFaults({});
        QCOMPARE(model.rowCount(), 0);
    }

    void whatTheDoctorDoesIsNotListed()
    {
        FaultModel model(m_around->theme);
        model.setFaults({made(1, FaultKind::Delay, Fault::Origin::Doctor),
            made(2, FaultKind::Delay, Fault::Origin::Api)});
        QCOMPARE(ids(model), QStringList{u"f-2"_s});
        QCOMPARE(model.index(0, FaultModel::By).data().toString(), u"API"_s);
    }

    void aRowTellsScopeStreamsAndHits()
    {
        FaultModel model(m_around->theme);
        Fault fault = made(7, FaultKind::Delay);
        fault.filter = u"user:1*"_s;
        model.setFaults({fault, made(8, FaultKind::Refuse), made(9, FaultKind::CutRedis)});
        const auto cell
            = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, FaultModel::What), describeFault(fault));
        QCOMPARE(cell(0, FaultModel::Scope), u"user:1*"_s);
        QCOMPARE(cell(0, FaultModel::Streams), u"1,234"_s);
        QCOMPARE(cell(0, FaultModel::Hits), u"56"_s);
        QCOMPARE(cell(0, FaultModel::Ends), u"by hand"_s);
        QCOMPARE(cell(1, FaultModel::Streams), u"–"_s); // it acts on none that is there
        QCOMPARE(cell(2, FaultModel::Scope), u"Redis’ links"_s);
    }

    // ---- setting up

    void hasARowForEachKind()
    {
        for (int i = 0; i < FaultKindCount; ++i) {
            QCOMPARE(m_page->row(FaultKind(i))->kind(), FaultKind(i));
            QVERIFY(!FaultRow::title(FaultKind(i)).isEmpty());
            QVERIFY(!FaultRow::effect(FaultKind(i)).isEmpty());
        }
    }

    void parametersAreReadAndChecked()
    {
        FaultRow* drop = m_page->row(FaultKind::Drop);
        QCOMPARE(drop->fault().share, 0.5);
        QCOMPARE(drop->fault().every, 0ms);
        drop->edit(FaultRow::Share)->setText(u"25%"_s);
        drop->edit(FaultRow::Every)->setText(u"10s"_s);
        QCOMPARE(drop->error(), QString());
        QCOMPARE(drop->fault().share, 0.25);
        QCOMPARE(drop->fault().every, 10'000ms);
        drop->edit(FaultRow::Share)->setText(u"10"_s); // percent, as the field writes it
        QCOMPARE(drop->fault().share, 0.1);
        drop->edit(FaultRow::Share)->setText(u"120 %"_s); // checkFault() knows
        QVERIFY2(drop->error().startsWith(u"share: must be"_s), qPrintable(drop->error()));
        drop->edit(FaultRow::Share)->setText(u"half"_s);
        QVERIFY2(drop->error().startsWith(u"share: “half”"_s), qPrintable(drop->error()));
        QVERIFY(!drop->startButton()->isEnabled());

        FaultRow* cut = m_page->row(FaultKind::Cut);
        cut->edit(FaultRow::Events)->clear();
        QVERIFY2(cut->error().startsWith(u"events:"_s), qPrintable(cut->error()));
        cut->edit(FaultRow::Bytes)->setText(u"64KiB"_s);
        QCOMPARE(cut->error(), QString());
        QCOMPARE(cut->fault().bytes, quint64(65'536));
        FaultRow* delay = m_page->row(FaultKind::Delay);
        delay->edit(FaultRow::Delay)->setText(u"1h"_s);
        QVERIFY2(delay->error().startsWith(u"delay: must be"_s), qPrintable(delay->error()));
    }

    void scopeAndTimeBelongToTheFault()
    {
        m_page->scopeEdit()->setText(u"user:1*"_s);
        m_page->timeEdit()->setText(u"30s"_s);
        QCOMPARE(m_page->wished(FaultKind::Delay).filter, u"user:1*"_s);
        QCOMPARE(m_page->wished(FaultKind::Delay).lasts, 30'000ms);
        QCOMPARE(m_page->wished(FaultKind::CutRedis).filter, QString()); // links are no streams
        open();
        QCOMPARE(m_page->scopeEdit()->text(), u"user:1*"_s);
        QCOMPARE(m_page->timeEdit()->text(), u"30s"_s);
    }

    void aWrongScopeStopsWhatIsForStreams()
    {
        tell(u"redis"_s);
        m_page->scopeEdit()->setText(u"age>soon"_s);
        QVERIFY(!m_page->problemText().isEmpty());
        QVERIFY(!m_page->row(FaultKind::Delay)->startButton()->isEnabled());
        QVERIFY(m_page->row(FaultKind::CutRedis)->startButton()->isEnabled());
        m_page->scopeEdit()->clear();
        m_page->timeEdit()->setText(u"90d"_s);
        QVERIFY2(m_page->problemText().startsWith(u"for:"_s), qPrintable(m_page->problemText()));
        QVERIFY(!m_page->row(FaultKind::CutRedis)->startButton()->isEnabled());
        m_page->timeEdit()->clear();
        QCOMPARE(m_page->problemText(), QString());
        QVERIFY(m_page->row(FaultKind::Delay)->startButton()->isEnabled());
    }

    void tellsHowManyStreamsMatch()
    {
        tell();
        feed(3);
        QCOMPARE(m_page->scopeText(), u"all 3 streams"_s);
        m_page->scopeEdit()->setText(u"user:1*"_s);
        QCOMPARE(m_page->scopeText(), QString());
        m_page->showMatches(u"user:1*"_s, found(2));
        QCOMPARE(m_page->scopeText(), u"2 of 3 streams match"_s);
    }

    void redisFaultsNeedRedis()
    {
        tell();
        const FaultRow* row = m_page->row(FaultKind::CutRedis);
        QVERIFY(!row->startButton()->isEnabled());
        QVERIFY(row->startButton()->toolTip().contains(u"memory"_s));
        QVERIFY(m_page->row(FaultKind::Drop)->startButton()->isEnabled());
        tell(u"redis"_s);
        QVERIFY(row->startButton()->isEnabled());
    }

    void nothingIsBrokenWhileTheHubIsDown()
    {
        QVERIFY(!m_page->row(FaultKind::Delay)->startButton()->isEnabled());
        QVERIFY(
            m_page->row(FaultKind::Delay)->startButton()->toolTip().contains(u"not listening"_s));
    }

    void droppingManyIsAskedFor()
    {
        tell();
        QStringList questions;
        m_page->setConfirm([&questions](const QString& question) {
            questions << question;
            return false;
        });
        FaultRow* drop = m_page->row(FaultKind::Drop);
        drop->edit(FaultRow::Share)->setText(u"60 %"_s);
        feed(1000);
        drop->startButton()->click();
        QCOMPARE(questions.size(), 0);
        feed(1001);
        drop->startButton()->click();
        QCOMPARE(questions.size(), 1);
        QVERIFY2(questions[0].contains(u"60 % of 1,001 streams"_s), qPrintable(questions[0]));
        drop->edit(FaultRow::Share)->setText(u"50 %"_s);
        drop->startButton()->click();
        QCOMPARE(questions.size(), 1);
        drop->edit(FaultRow::Share)->setText(u"100 %"_s);
        m_page->scopeEdit()->setText(u"user:1"_s);
        m_page->showMatches(m_page->scopeEdit()->text(), found(1));
        drop->startButton()->click(); // of one stream
        QCOMPARE(questions.size(), 1);
    }

    void saysWhatBecameOfAStart()
    {
        QSignalSpy told(m_page.get(), &FaultsPage::lastAction);
        m_page->showBegun(FaultKind::Delay, u"delay: too much"_s, {});
        QCOMPARE(m_page->row(FaultKind::Delay)->error(), u"delay: too much"_s);
        m_page->showBegun(FaultKind::Delay, {}, made(4, FaultKind::Delay));
        QCOMPARE(m_page->row(FaultKind::Delay)->error(), QString());
        QVERIFY(told.last()[0].toString().startsWith(u"f-4 is on: "_s));
        Fault once = made(5, FaultKind::Drop);
        once.every = 0ms;
        m_page->showBegun(FaultKind::Drop, {}, once);
        QCOMPARE(told.last()[0].toString(), u"56 streams dropped"_s);
    }

    // ---- what is on

    void theEmptyStateGivesWayToTheTable()
    {
        tell();
        QVERIFY(m_page->emptyState()->isVisible());
        QVERIFY(!m_page->endAllButton()->isVisible());
        Q_EMIT m_around->hub.faultsChanged({made(1, FaultKind::Delay)});
        QVERIFY(m_page->table()->isVisible());
        QVERIFY(m_page->endAllButton()->isVisible());
        QVERIFY(m_page->row(FaultKind::Delay)->stopButton()->isVisible());
        QVERIFY(!m_page->row(FaultKind::Drip)->stopButton()->isVisible());
        tell(u"memory"_s, HubState::Stopped); // they end with the hub
        QVERIFY(m_page->emptyState()->isVisible());
    }

    void noMoreThanTheMostCanBeOn()
    {
        tell();
        Faults all;
        for (quint64 id = 1; id <= Fault::MostAtOnce; ++id)
            all.push_back(made(id, FaultKind::Delay));
        Q_EMIT m_around->hub.faultsChanged(all);
        QVERIFY(m_page->row(FaultKind::Drop)->startButton()->toolTip().contains(u"32"_s));
        all.pop_back();
        Q_EMIT m_around->hub.faultsChanged(all);
        QVERIFY(m_page->row(FaultKind::Drop)->startButton()->isEnabled());
    }

    void whileHiddenNothingIsShown()
    {
        tell();
        m_page->hide();
        Q_EMIT m_around->hub.faultsChanged({made(1, FaultKind::Delay)});
        QCOMPARE(m_page->model()->rowCount(), 0);
        m_page->show();
        QCOMPARE(m_page->model()->rowCount(), 1);
    }

    // ---- as a command

    void theCommandIsThatOfTheRowLastTouched()
    {
        tell();
        m_page->scopeEdit()->setText(u"user:1*"_s);
        m_page->row(FaultKind::Delay)->edit(FaultRow::Delay)->setText(u"750ms"_s);
        QCOMPARE(m_page->commandText(),
            u"curl -X POST 'http://localhost:3000/api/faults' -H 'Content-Type: application/json' "
            u"--data-binary "
            "'{\"kind\":\"delay\",\"filter\":\"user:1*\",\"delay\":\"750ms\"}'"_s);
        QVERIFY(m_page->apiText().contains(u"--allow-faults"_s));
        m_page->row(FaultKind::Delay)->edit(FaultRow::Delay)->setText(u"soon"_s);
        QCOMPARE(m_page->commandText(), QString()); // never half of what was meant
    }

private:
    void open()
    {
        m_page.reset();
        m_page = std::make_unique<FaultsPage>(m_around->hub, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }

    void tell(const QString& broker = u"memory"_s, HubState state = HubState::Listening)
    {
        HubStatus status;
        status.state = state;
        status.startedAtMs = 1;
        status.localhostUrl = u"http://localhost:3000"_s;
        status.broker.kind = broker;
        Q_EMIT m_around->hub.statusChanged(status);
    }

    void feed(quint64 connections)
    {
        MetricsSample sample;
        sample.connections = connections;
        Q_EMIT m_around->hub.sampled(sample);
    }

    static ConnectionSnapshot found(quint64 streams)
    {
        ConnectionSnapshot snapshot;
        snapshot.takenAtMs = 1'790'000'000'000;
        snapshot.total = streams;
        return snapshot;
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<FaultsPage> m_page;
};

ROOM_TEST(TestFaultsPage, QApplication)
#include "tst_faults_page.moc"
