// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/compare_charts.h"
#include "load/compare_dialog.h"
#include "load/load_page.h"
#include "load/run_model.h"
#include "load/run_view.h"
#include "load/scenario_form.h"
#include "marker_log.h"
#include "ui/page_fixture.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "widgets/tile.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 Begin = 1'700'000'000'000;

LoadSample sample(int number, quint64 clients)
{
    LoadSample one;
    one.timeMs = Begin + 500 * number;
    one.intervalMs = 500;
    one.clients = clients;
    one.opened = 74;
    one.events = 1000;
    one.p50Ms = 0.6;
    one.p95Ms = 1.9;
    one.p99Ms = 3.1;
    return one;
}

LoadProgress progress(int phase, std::chrono::milliseconds elapsed, std::chrono::milliseconds left)
{
    LoadProgress one;
    one.stage = LoadProgress::Stage::Running;
    one.phase = phase;
    one.elapsed = elapsed;
    one.left = left;
    one.totals.events = 402'118;
    one.totals.failed = 2;
    one.totals.twice = 1;
    one.p50Ms = 0.6;
    one.p95Ms = 1.9;
    one.p99Ms = 3.1;
    one.connectP99Ms = 2.2;
    one.sample = sample(1, 6212);
    return one;
}

LoadReport report(qint64 startedAtMs = Begin)
{
    LoadReport one;
    one.startedAtMs = startedAtMs;
    one.endedAtMs = startedAtMs + 10'000;
    one.totals.arrived = 1000;
    one.totals.mostClients = 990;
    one.totals.opened = 1480;
    one.totals.published = 100;
    one.totals.events = 512'000;
    one.totals.lost = 3;
    one.latency.record(524'287);
    one.tester.verdict = u"The tester had room."_s;
    for (int i = 1; i <= 20; ++i)
        one.samples.push_back(sample(i, quint64(i)));
    return one;
}

// Enough of a report for the page, whose files are not its business.
RunStore::Form memoryForm(std::map<QByteArray, LoadReport>& kept)
{
    return {[&kept](const LoadReport& one) {
                const QByteArray key = QByteArray::number(one.startedAtMs);
                kept[key] = one;
                return key;
            },
        [&kept](const QByteArray& key, QString&) { return std::optional(kept.at(key)); }};
}

} // namespace

class TestLoadPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_kept.clear();
        m_started.clear();
        m_stops = 0;
        m_around = std::make_unique<PageSurroundings>();
        open();
    }

    void cleanup()
    {
        m_page.reset();
        m_around.reset();
    }

    void runsWhatIsFilledIn()
    {
        tell();
        QSignalSpy marked(m_page.get(), &LoadPage::marked);
        m_page->form()->edit(ScenarioField::Rate)->setText(u"500"_s);
        m_page->runButton()->click();
        QCOMPARE(m_started.size(), std::size_t(1));
        QCOMPARE(m_started[0].publishing.rate, 500.0);
        QCOMPARE(m_started[0].target, u"http://127.0.0.1:3000"_s);
        QVERIFY(m_page->desk().isRunning());
        QCOMPARE(m_page->runButton()->text(), u"Stop"_s);
        QVERIFY(!m_page->form()->edit(ScenarioField::Rate)->isEnabled());
        m_page->desk().takeReport(report());
        QVERIFY(!m_page->desk().isRunning());
        QCOMPARE(m_page->runButton()->text(), u"Run"_s);
        QCOMPARE(marked.size(), 2); // began, ended
    }

    void whatCannotRunIsNotRun()
    {
        QVERIFY(!m_page->runButton()->isEnabled()); // the hub does not listen
        tell();
        QVERIFY(m_page->runButton()->isEnabled());
        m_page->form()->edit(ScenarioField::Slow)->setText(u"most"_s);
        QVERIFY(!m_page->runButton()->isEnabled());
        m_page->run();
        QVERIFY(m_started.empty());
    }

    void controlRRunsAndStops()
    {
        tell();
        QTest::keyClick(m_page.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_started.size(), std::size_t(1));
        QTest::keyClick(m_page.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_stops, 1);
        QVERIFY(!m_page->runButton()->isEnabled()); // it is stopping
        QTest::keyClick(m_page.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_stops, 1);
    }

    void anotherTargetLeavesTheDashboardAlone()
    {
        QSignalSpy marked(m_page.get(), &LoadPage::marked);
        m_page->form()->target()->setEditText(u"http://127.0.0.1:8080"_s);
        m_page->run();
        QCOMPARE(m_started.size(), std::size_t(1));
        m_page->desk().takeReport(report());
        QCOMPARE(marked.size(), 0);
    }

    void theHubsTokenGoesWithTheRequestsAndNotIntoTheReport()
    {
        HubOptions options;
        options.listenPort = 0;
        options.publishToken = u"secret"_s;
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
        m_page->run();
        QCOMPARE(m_started.size(), std::size_t(1));
        // one of its own, that may read and publish whatever tokens there are
        const QStringList own{u"Authorization: Bearer "_s + m_around->hub.ownToken()};
        QCOMPARE(m_started[0].publishing.headers, own);
        QCOMPARE(m_started[0].headers, own);
        LoadReport one = report();
        one.scenario = m_started[0];
        m_page->desk().takeReport(one);
        std::optional<LoadReport> kept;
        m_page->desk().runs().open(m_page->model()->run(0).file,
            [&kept](const auto& opened, const QString&) { kept = opened; });
        QTRY_VERIFY(kept);
        QCOMPARE(kept->scenario.publishing.headers, QStringList());
        QCOMPARE(kept->scenario.headers, QStringList());
    }

    void tellsHowFarItIs()
    {
        tell();
        m_page->run();
        QCOMPARE(m_page->progressText(), u"Looking at the target…"_s);
        m_page->desk().takeProgress(progress(1, 12s, 48s));
        QCOMPARE(m_page->progressText(), u"Phase 2 of 3, 00:48 left"_s);
        LoadProgress draining;
        draining.stage = LoadProgress::Stage::Draining;
        m_page->desk().takeProgress(draining);
        QCOMPARE(m_page->progressText(), u"Waiting for what is on its way…"_s);
        m_page->desk().takeReport(report());
        QCOMPARE(m_page->progressText(), QString());
    }

    void showsWhatIsMeasured()
    {
        tell();
        m_page->run();
        m_page->desk().takeProgress(progress(1, 12s, 48s));
        const RunView* view = m_page->view();
        QCOMPARE(view->tile(RunView::ClientsTile)->value(), u"6,212"_s);
        QCOMPARE(view->tile(RunView::ClientsTile)->detail(), u"2 failed"_s);
        QCOMPARE(view->tile(RunView::ReceivedTile)->value(), u"402,118"_s);
        QCOMPARE(view->tile(RunView::ReceivedTile)->detail(), u"0 lost, 1 twice"_s);
        QCOMPARE(view->tile(RunView::LatencyTile)->value(), u"3.1"_s);
        QCOMPARE(view->tile(RunView::LatencyTile)->detail(), u"p50 0.60, p95 1.9"_s);
        QCOMPARE(view->tile(RunView::ConnectTile)->value(), u"148"_s);
        QCOMPARE(view->tile(RunView::ConnectTile)->detail(), u"p99 2.2 ms"_s);
        QCOMPARE(view->chart(RunView::ClientsChart)->valueAt(0, Begin + 500), u"6,212"_s);
        QVERIFY(!view->chart(RunView::ClientsChart)
                     ->isSeriesShown(1)); // the hub said nothing of itself
        LoadProgress next = progress(1, 13s, 47s);
        next.sample = sample(2, 6300);
        next.sample.hubConnections = 6301;
        m_page->desk().takeProgress(next);
        QVERIFY(view->chart(RunView::ClientsChart)->isSeriesShown(1));
        QCOMPARE(view->chart(RunView::ClientsChart)->valueAt(1, Begin + 1000), u"6,301"_s);
        QCOMPARE(view->chart(RunView::ThroughputChart)->valueAt(0, Begin + 1000), u"2,000/s"_s);
    }

    void aLongTestShowsItsNewestAndNoPeakIsHidden()
    {
        tell();
        m_page->run();
        constexpr int Last = int(RunView::MostLiveSamples) + 10;
        constexpr int Peak = 1234;
        m_page->hide(); // so that it is drawn once
        for (int i = 1; i <= Last; ++i) {
            LoadProgress one = progress(1, 1s, 1s);
            one.sample = sample(i, i == Peak ? 9000 : 100);
            m_page->desk().takeProgress(one);
        }
        m_page->show();
        const TimeChart* chart = m_page->view()->chart(RunView::ClientsChart);
        const QList<QByteArray> rows = chart->csv().trimmed().split('\n');
        QVERIFY2(rows.size() - 1 <= chart->plotWidth() && rows.size() > 100,
            qPrintable(QString::number(rows.size())));
        QCOMPARE(chart->range().fromMs, sample(11, 0).timeMs - 500);
        QVERIFY(std::any_of(
            rows.begin(), rows.end(), [](const QByteArray& row) { return row.contains("9000"); }));
    }

    void aTestOfThisHubIsRunKeptAndReadBack()
    {
        m_page = std::make_unique<LoadPage>(
            m_around->hub, m_around->theme, m_around->state, m_around->path(u"real"_s));
        QVERIFY(showPage(*m_page));
        HubOptions options;
        options.listenPort = 0;
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
        LoadScenario scenario = simpleScenario({}, {}, 20, 100ms, 1s);
        scenario.publishing.rate = 100;
        m_page->form()->setScenario(scenario, true);
        m_page->run();
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->desk().isRunning(), 20'000);
        QVERIFY(!m_page->view()->outcome()->accessibleName().isEmpty());
        QCOMPARE(m_page->model()->rowCount(), 1);
        QVERIFY2(
            m_page->view()->tile(RunView::ReceivedTile)->detail().startsWith(u"0 lost, 0 twice"_s),
            qPrintable(m_page->view()->tile(RunView::ReceivedTile)->detail()));
        const QString received = m_page->view()->tile(RunView::ReceivedTile)->value();
        QVERIFY(received != u"0"_s && received != u"–"_s);

        m_page = std::make_unique<LoadPage>(
            m_around->hub, m_around->theme, m_around->state, m_around->path(u"real"_s));
        QVERIFY(showPage(*m_page));
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QCOMPARE(m_page->model()->index(0, RunModel::Mode).data().toString(), u"In memory"_s);
        m_page->table()->selectRow(0);
        QTest::keyClick(m_page->table(), Qt::Key_Return);
        QTRY_COMPARE(m_page->view()->tile(RunView::ReceivedTile)->value(), received);
        QVERIFY(m_page->view()
                    ->chart(RunView::ClientsChart)
                    ->isSeriesShown(1)); // the hub's own figures beside
    }

    void whatWasNotMeasuredIsADash()
    {
        const RunView* view = m_page->view();
        for (const auto index : {RunView::ClientsTile, RunView::ReceivedTile, RunView::LatencyTile,
                 RunView::ConnectTile})
            QCOMPARE(view->tile(index)->value(), u"–"_s);
        tell();
        m_page->run();
        LoadReport nothing;
        nothing.failure = u"nobody answers at 127.0.0.1:3000"_s;
        m_page->desk().takeReport(nothing);
        QCOMPARE(view->tile(RunView::LatencyTile)->value(), u"–"_s);
        QCOMPARE(view->tile(RunView::LatencyTile)->detail(), u"p50 –, p95 –"_s);
        QVERIFY(hasLabel(*m_page, u"nobody answers at 127.0.0.1:3000"_s));
        QCOMPARE(m_page->model()->rowCount(), 0); // nothing to keep
    }

    void tellsWhatCameOfIt()
    {
        tell();
        m_page->run();
        QVERIFY(!m_page->view()->outcome()->isVisible());
        LoadReport one = report();
        one.errors = {{u"connection refused"_s, 3}, {u"HTTP 503"_s, 1200}};
        one.expectations = {{u"p99<50ms"_s, u"3.1 ms"_s, true}, {u"lost=0"_s, u"3"_s, false}};
        m_page->desk().takeReport(one);
        QVERIFY(m_page->view()->outcome()->isVisible());
        QCOMPARE(m_page->view()->verdictText(), u"The tester had room."_s);
        QCOMPARE(
            m_page->view()->errorsText(), u"Errors: 1,200 × HTTP 503, 3 × connection refused"_s);
        QCOMPARE(m_page->view()->expectationsText(), u"✓ p99<50ms: 3.1 ms\n✗ lost=0: 3"_s);
        QCOMPARE(m_page->view()->tile(RunView::ClientsTile)->value(), u"990"_s);
        QCOMPARE(m_page->view()->tile(RunView::ConnectTile)->value(), u"148"_s);
    }

    void whileHiddenATestGoesOnAndNothingIsDrawn()
    {
        tell();
        m_page->run();
        m_page->hide();
        m_page->desk().takeProgress(progress(1, 12s, 48s));
        QCOMPARE(m_page->view()->tile(RunView::ReceivedTile)->value(), u"0"_s);
        QCOMPARE(m_page->view()->chart(RunView::ClientsChart)->valueAt(0, Begin + 500), u"–"_s);
        m_page->show();
        QCOMPARE(m_page->view()->tile(RunView::ReceivedTile)->value(), u"402,118"_s);
        QCOMPARE(m_page->view()->chart(RunView::ClientsChart)->valueAt(0, Begin + 500), u"6,212"_s);
    }

    void saysBeforehandWhenDescriptorsDoNotSuffice()
    {
        tell();
        m_page->setFreeFiles([] { return 2000.0; });
        QCOMPARE(m_page->noteText(), QString());
        m_page->setFreeFiles([] { return 1999.0; });
        QVERIFY2(
            m_page->noteText().startsWith(u"1,000 clients of this hub need 2,000 descriptors"_s),
            qPrintable(m_page->noteText()));
        m_page->form()->target()->setEditText(
            u"http://127.0.0.1:8080"_s); // one each, which the tester itself says
        QCOMPARE(m_page->noteText(), QString());
    }

    void aFileThatCannotBeReadIsSaid()
    {
        m_page->openScenario(m_around->path(u"none.yml"_s));
        QVERIFY2(m_page->noteText().startsWith(u"none.yml: "_s), qPrintable(m_page->noteText()));
    }

    void theScenarioIsKept()
    {
        tell();
        m_page->form()->edit(ScenarioField::Rate)->setText(u"123"_s);
        m_page->form()->edit(ScenarioField::Drop)->setText(u"5 % every 30s"_s);
        const LoadScenario before = m_page->form()->scenario();
        m_page->form()->edit(ScenarioField::Slow)->setText(u"many"_s); // not understood, not kept
        open();
        tell();
        QVERIFY(m_page->form()->isThisHub());
        QCOMPARE(m_page->form()->problem(), QString());
        QVERIFY(m_page->form()->scenario() == before);
        m_page->form()->target()->setEditText(u"http://127.0.0.1:8080"_s);
        open();
        QVERIFY(!m_page->form()->isThisHub());
        QCOMPARE(m_page->form()->scenario().target, u"http://127.0.0.1:8080"_s);
    }

    void anArtilleryScriptIsOpened()
    {
        m_page->openScenario(write("config:\n"
                                   "  target: http://127.0.0.1:8080\n"
                                   "  phases:\n"
                                   "    - duration: 10\n"
                                   "      arrivalRate: 5\n"
                                   "scenarios:\n"
                                   "  - flow:\n"
                                   "      - get:\n"
                                   "          url: /stream\n"));
        QCOMPARE(m_page->noteText(), QString());
        const LoadScenario& scenario = m_page->form()->scenario();
        QCOMPARE(scenario.target, u"http://127.0.0.1:8080"_s);
        QCOMPARE(m_page->form()->edit(ScenarioField::Path)->text(), u"/stream"_s);
        QCOMPARE(scenario.arrivals(), 50.0);
        tell(u"http://127.0.0.1:8080"_s);
        m_page->openScenario(m_around->path(u"test.yml"_s));
        QVERIFY(m_page->form()->isThisHub());
    }

    void anUnknownKeyIsNamedAndNothingIsChanged()
    {
        const LoadScenario before = m_page->form()->scenario();
        m_page->openScenario(write("config:\n"
                                   "  target: http://127.0.0.1:8080\n"
                                   "  phases:\n"
                                   "    - duration: 10\n"
                                   "      arivalRate: 5\n"));
        QVERIFY2(m_page->noteText().startsWith(u"test.yml: "_s)
                && m_page->noteText().contains(u"arivalRate"_s),
            qPrintable(m_page->noteText()));
        QVERIFY(m_page->form()->scenario() == before);
    }

    void aSavedScenarioIsReadBack()
    {
        tell();
        m_page->form()->edit(ScenarioField::Rate)->setText(u"77"_s);
        const LoadScenario saved = m_page->form()->scenario();
        m_page->saveScenario(m_around->path(u"saved.yml"_s));
        m_page->form()->edit(ScenarioField::Rate)->setText(u"1"_s);
        m_page->openScenario(m_around->path(u"saved.yml"_s));
        QVERIFY(m_page->form()->scenario() == saved);
    }

    void theCommandSaysTheSame()
    {
        tell();
        m_page->form()->setScenario(simpleScenario({}, {}, 100, 5s, 30s), true);
        findButton(*m_page, u"Copy as command"_s)->click();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(
            command.startsWith(u"fanlight-load "_s) && command.contains(u"http://127.0.0.1:3000"_s),
            qPrintable(command));
    }

    void aReportIsSavedAsItsSuffixSays()
    {
        tell();
        m_page->run();
        QVERIFY(!m_page->saveReportButton()->isEnabled());
        m_page->desk().takeReport(report());
        QVERIFY(m_page->saveReportButton()->isEnabled());
        const auto saved = [this](const QString& name) {
            m_page->desk().saveReport(m_around->path(name));
            QFile file(m_around->path(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QString error;
        const auto json = reportFromJson(saved(u"r.json"_s), error);
        QVERIFY2(json && json->totals.events == 512'000, qPrintable(error));
        QVERIFY(saved(u"r.csv"_s).startsWith("time,"));
        QVERIFY(saved(u"r.HTML"_s).trimmed().toLower().startsWith("<!doctype html"));
        QSignalSpy told(m_page.get(), &LoadPage::lastAction);
        m_page->desk().saveReport(m_around->path(u"none/r.csv"_s));
        QVERIFY2(told.last()[0].toString().startsWith(u"report not saved: "_s),
            qPrintable(told.last()[0].toString()));
    }

    // ---- runs

    void runsAreListedNamedAndOpenedAgain()
    {
        QVERIFY(m_page->emptyState()->isVisible());
        tell();
        for (const qint64 begin : {Begin, Begin + 100'000}) {
            m_page->run();
            m_page->desk().takeReport(report(begin));
        }
        QVERIFY(m_page->table()->isVisible());
        QCOMPARE(m_page->model()->rowCount(), 2);
        QVERIFY(m_page->model()->setData(m_page->model()->index(1, RunModel::Name), u"before"_s));
        m_page->table()->selectRow(1);
        QVERIFY(!m_page->compareButton()->isEnabled());
        QTest::keyClick(m_page->table(), Qt::Key_Return);
        QTRY_COMPARE(m_page->view()->outcome()->accessibleName(), u"Outcome: before"_s);
        open();
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        QCOMPARE(m_page->model()->index(1, RunModel::Name).data().toString(), u"before"_s);
    }

    void twoRunsAreSetSideBySide()
    {
        tell();
        m_page->run();
        m_page->desk().takeReport(report(Begin));
        LoadReport better = report(Begin + 100'000);
        better.totals.lost = 0;
        m_page->run();
        m_page->desk().takeReport(better);
        m_page->table()->selectAll();
        m_page->compareButton()->click();
        QTRY_VERIFY(m_page->findChild<CompareDialog*>());
        const QAbstractItemModel* model = m_page->findChild<CompareDialog*>()->table()->model();
        const QAbstractItemModelTester tester(const_cast<QAbstractItemModel*>(model),
            QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, ComparisonModel::Figure).data().toString() != u"Lost"_s)
                continue;
            QCOMPARE(model->index(row, ComparisonModel::Left).data().toString(),
                u"3"_s); // the older one
            QCOMPARE(model->index(row, ComparisonModel::Right).data().toString(), u"0"_s);
            QCOMPARE(
                model->index(row, ComparisonModel::Change).data(Qt::ForegroundRole).value<QColor>(),
                m_around->theme.color(Theme::Role::Good));
            return;
        }
        QFAIL("no line of lost events");
    }

    void twoRunsAreDrawnOverEachOtherFromTheirStarts()
    {
        const LoadReport older = report(Begin);
        LoadReport newer = report(Begin);
        newer.startedAtMs += 100'000;
        for (LoadSample& one : newer.samples) {
            one.timeMs += 100'000;
            one.clients *= 2;
            one.p99Ms = 9.5;
        }
        CompareDialog dialog(older, newer, m_around->theme, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        const CompareCharts* charts = dialog.charts();
        QCOMPARE(charts->chart(CompareCharts::Clients)->valueAt(0, 5000), u"10"_s);
        QCOMPARE(charts->chart(CompareCharts::Clients)->valueAt(1, 5000), u"20"_s);
        QCOMPARE(charts->chart(CompareCharts::Throughput)->valueAt(1, 5000), u"2,000/s"_s);
        QCOMPARE(charts->chart(CompareCharts::P50)->valueAt(0, 5000), u"0.60 ms"_s);
        QCOMPARE(charts->chart(CompareCharts::P99)->valueAt(0, 5000), u"3.1 ms"_s);
        QCOMPARE(charts->chart(CompareCharts::P99)->valueAt(1, 5000), u"9.5 ms"_s);
        TimeChart* clients = charts->chart(CompareCharts::Clients);
        QCOMPARE(clients->range(), (TimeChart::Range{0, 10'000, false, true}));
        clients->setCursorTime(5000);
        QCOMPARE(clients->tipLines().constFirst(), u"0:05.0 after the start"_s);
        Q_EMIT clients->zoomRequested(2000, 6000); // still from the start
        QVERIFY(charts->chart(CompareCharts::P50)->range().elapsed);
    }

    void figuresAreInUnitsOneReads()
    {
        const auto& figures = load_figures::figures();
        const auto cpu = std::find_if(figures.begin(), figures.end(),
            [](const auto& one) { return one.name == u"Tester’s CPU per event"_s; });
        QVERIFY(cpu != figures.end());
        QCOMPARE(cpu->text(850), u"850 ns"_s);
        QCOMPARE(cpu->text(313'046), u"313 µs"_s);
        QCOMPARE(cpu->text(1'260'000), u"1.3 ms"_s);
        QCOMPARE(cpu->text(Unknown), u"–"_s);
    }

    void aRunOfAnotherYearHasItsTime()
    {
        const auto at = [](int year, int month) {
            return QDateTime(QDate(year, month, 28), QTime(13, 41)).toMSecsSinceEpoch();
        };
        QCOMPARE(load_figures::when(at(2025, 11), at(2026, 11)), u"2025-11-28 13:41"_s);
        QCOMPARE(load_figures::when(at(2026, 10), at(2026, 11)), u"10-28 13:41"_s);
        QCOMPARE(load_figures::when(at(2026, 11), at(2026, 11)), u"today 13:41"_s);
    }

    void deletedRunsAreGone()
    {
        tell();
        m_page->run();
        m_page->desk().takeReport(report());
        m_page->table()->selectRow(0);
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_Delete);
        QCOMPARE(m_page->model()->rowCount(), 0);
        QVERIFY(m_page->emptyState()->isVisible());
    }

    void runIsInViewHoweverMuchIsFilledIn()
    {
        tell();
        const auto inView = [this](const QWidget* one) {
            const QRect place(one->mapTo(m_page.get(), QPoint()), one->size());
            return one->isVisible() && m_page->rect().contains(place);
        };
        for (const QSize& size : {QSize(1172, 770), QSize(836, 620), QSize(672, 400)}) {
            m_page->resize(size);
            for (const bool more : {false, true}) {
                m_page->form()->moreButton()->setChecked(more);
                QTRY_VERIFY(inView(m_page->runButton()));
            }
            // Nothing typed is wider than what is seen of it.
            m_page->tabs()->setCurrent(0);
            QTRY_VERIFY(m_page->form()->minimumSizeHint().width()
                <= m_page->scenarioPlace()->viewport()->width());
        }
    }

    void resultsAreReachableInEverySize()
    {
        tell();
        const Card* runs = cardOf(m_page->emptyState());
        for (const QSize& size : {QSize(1172, 770), QSize(836, 620)}) {
            m_page->resize(size);
            m_page->form()->moreButton()->setChecked(true);
            QTRY_VERIFY(m_page->isWide() && m_page->results()->isVisible());
            QVERIFY(m_page->results()->x() > m_page->runButton()->width());
            m_page->results()->ensureWidgetVisible(const_cast<Card*>(runs));
            QTRY_VERIFY(!runs->visibleRegion().isEmpty());
        }
        m_page->resize(672, 400);
        QTRY_VERIFY(m_page->tabs()->isVisible());
        QVERIFY(m_page->form()->isVisible() && !m_page->view()->isVisible());
        m_page->tabs()->setCurrent(1);
        QVERIFY(!m_page->form()->isVisible() && m_page->view()->isVisible());
        QVERIFY(m_page->view()->width() <= m_page->results()->viewport()->width());
        m_page->tabs()->setCurrent(0);
        m_page->run(); // and what comes of it is what one wants to see
        QVERIFY(m_page->view()->isVisible());
        QVERIFY(m_page->runButton()->isVisible()); // it stops the test
    }

    void whatWasMeasuredIsNoWiderThanWhatIsSeen()
    {
        tell();
        for (const qint64 begin : {Begin, Begin + 100'000}) { // with a hint, and all its buttons
            m_page->run();
            m_page->desk().takeReport(report(begin));
        }
        for (const QSize& size : {QSize(1172, 770), QSize(836, 620), QSize(672, 400)}) {
            m_page->resize(size);
            m_page->tabs()->setCurrent(1);
            QTRY_VERIFY(
                m_page->results()->widget()->width() <= m_page->results()->viewport()->width());
            QVERIFY2(m_page->results()->widget()->minimumSizeHint().width()
                    <= m_page->results()->viewport()->width(),
                qPrintable(
                    QString::number(m_page->results()->widget()->minimumSizeHint().width())));
        }
    }

    void oneChartTakesThePageAndGivesItBack()
    {
        tell();
        TimeChart* chart = m_page->view()->chart(RunView::LatencyChart);
        Q_EMIT chart->enlargeRequested();
        QVERIFY(!m_page->form()->isVisible() && chart->isVisible());
        QVERIFY(!m_page->view()->tile(RunView::ClientsTile)->isVisible());
        QTRY_VERIFY(chart->width() > 1000);
        QVERIFY(m_page->runButton()->isVisible());
        QTest::keyClick(chart, Qt::Key_Escape);
        QVERIFY(m_page->form()->isVisible());
        QVERIFY(m_page->view()->tile(RunView::ClientsTile)->isVisible());
    }

    void itsChartsShowWhatHappenedToTheHub()
    {
        MarkerLog markers(m_around->hub);
        m_page->follow(markers);
        tell();
        m_page->run();
        QCOMPARE(markers.markers().size(), std::size_t(1));
        Q_EMIT m_page->view()->chart(RunView::ClientsChart)->noteWritten(Begin, u"deploy"_s);
        QCOMPARE(markers.markers().front().text, u"deploy"_s);
        m_page->desk().takeProgress(progress(1, 12s, 48s));
        m_page.reset();
    }

private:
    static const Card* cardOf(const QWidget* one)
    {
        while (one && !qobject_cast<const Card*>(one))
            one = one->parentWidget();
        return static_cast<const Card*>(one);
    }

    void open()
    {
        m_page.reset();
        m_page = std::make_unique<LoadPage>(m_around->hub, m_around->theme, m_around->state,
            m_around->path(u"runs"_s), memoryForm(m_kept));
        m_page->desk().setRunner(
            {[this](const LoadScenario& scenario) { m_started.push_back(scenario); },
                [this] { ++m_stops; }});
        QVERIFY(showPage(*m_page));
    }

    // A file with that content; its path.
    QString write(const QByteArray& yaml) const
    {
        QFile file(m_around->path(u"test.yml"_s));
        return file.open(QIODevice::WriteOnly) && file.write(yaml) == yaml.size() ? file.fileName()
                                                                                  : QString();
    }

    void tell(const QString& url = u"http://127.0.0.1:3000"_s)
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.url = url;
        Q_EMIT m_around->hub.statusChanged(status);
    }

    std::map<QByteArray, LoadReport>
        m_kept; // what its files stand for; the store’s thread uses it while there is a page
    std::vector<LoadScenario> m_started;
    int m_stops = 0;
    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<LoadPage> m_page;
};

ROOM_TEST(TestLoadPage, QApplication)
#include "tst_load_page.moc"
