// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/load_figures.h"
#include "load/run_model.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 RunBegin = 1'700'000'000'000;

LoadReport made(qint64 startedAtMs, const QString& name = {})
{
    LoadReport report;
    report.name = name;
    report.startedAtMs = startedAtMs;
    report.endedAtMs = startedAtMs + 10'000;
    report.totals.mostClients = 1000;
    report.totals.published = 50;
    report.totals.events = 512'000;
    report.latency.record(524'287);
    report.scenario.target = u"http://127.0.0.1:8080"_s;
    return report;
}

// Enough of a report for the store, whose files are not its business.
RunStore::Form smallForm()
{
    return {[](const LoadReport& report) {
                const QJsonObject object{
                    {u"name"_s, report.name}, {u"startedAtMs"_s, report.startedAtMs}};
                return QJsonDocument(object).toJson();
            },
        [](const QByteArray& json, QString& error) -> std::optional<LoadReport> {
            const QJsonObject object = QJsonDocument::fromJson(json).object();
            if (!object.contains(u"startedAtMs"_s)) {
                error = u"no report"_s;
                return std::nullopt;
            }
            return made(object[u"startedAtMs"_s].toInteger(), object[u"name"_s].toString());
        }};
}

} // namespace

class TestRunStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
    }

    void cleanup()
    {
        m_store.reset();
        m_dir.reset();
    }

    void runsAreKeptAcrossRestartsNewestFirst()
    {
        QVERIFY(!m_store->add(made(RunBegin)).isEmpty());
        QVERIFY(!m_store->add(made(RunBegin + 2000, u"after the fix"_s)).isEmpty());
        QVERIFY(!m_store->add(made(RunBegin + 1000)).isEmpty());
        open();
        QCOMPARE(starts(), (QList<qint64>{RunBegin + 2000, RunBegin + 1000, RunBegin}));
        QCOMPARE(m_store->runs()[0].name, u"after the fix"_s);
        QCOMPARE(m_store->problem(), QString());
    }

    void runsOfTheSameMillisecondAreBothKept()
    {
        QVERIFY(!m_store->add(made(RunBegin)).isEmpty());
        QVERIFY(!m_store->add(made(RunBegin)).isEmpty());
        open();
        QCOMPARE(m_store->runs().size(), std::size_t(2));
    }

    void namesAreKept()
    {
        m_store->add(made(RunBegin));
        m_store->rename(m_store->runs()[0].file, u"  Redis, 3 instances "_s);
        QCOMPARE(m_store->runs()[0].name, u"Redis, 3 instances"_s);
        open();
        QCOMPARE(m_store->runs()[0].name, u"Redis, 3 instances"_s);
        m_store->rename(m_store->runs()[0].file, QString(200, u'x'));
        QCOMPARE(m_store->runs()[0].name.size(), RunStore::MostNameCharacters);
    }

    void aRemovedRunIsGone()
    {
        m_store->add(made(RunBegin));
        m_store->add(made(RunBegin + 1));
        m_store->remove(m_store->runs()[0].file);
        open();
        QCOMPARE(starts(), QList<qint64>{RunBegin});
    }

    void ofTooManyTheOldestWithoutANameGoes()
    {
        m_store->add(made(RunBegin, u"kept"_s));
        for (std::size_t i = 1; i < RunStore::MostRuns; ++i)
            QVERIFY(!m_store->add(made(RunBegin + qint64(i))).isEmpty());
        QVERIFY(!m_store->add(made(RunBegin + 1000)).isEmpty());
        QCOMPARE(m_store->runs().size(), RunStore::MostRuns);
        QCOMPARE(m_store->runs().back().name, u"kept"_s);
        QCOMPARE(m_store->runs()[RunStore::MostRuns - 2].startedAtMs, RunBegin + 2);
        open();
        QCOMPARE(m_store->runs().size(), RunStore::MostRuns);
    }

    void whatHasANameNeverGoesByItself()
    {
        for (std::size_t i = 0; i < RunStore::MostRuns; ++i)
            QVERIFY(!m_store->add(made(RunBegin + qint64(i), u"named"_s)).isEmpty());
        QVERIFY(m_store->add(made(RunBegin + 1000)).isEmpty());
        QCOMPARE(m_store->runs().size(), RunStore::MostRuns);
        QCOMPARE(m_store->runs().front().startedAtMs, RunBegin + qint64(RunStore::MostRuns) - 1);
    }

    void aFileThatIsNoReportIsSaidAndLeftAlone()
    {
        m_store->add(made(RunBegin));
        QFile strange(m_dir->filePath(u"runs/strange.json"_s));
        open(); // the folder is there now
        QVERIFY(strange.open(QIODevice::WriteOnly));
        strange.close();
        open();
        QCOMPARE(m_store->runs().size(), std::size_t(1));
        QVERIFY2(
            m_store->problem().startsWith(u"1 of 2 kept runs"_s), qPrintable(m_store->problem()));
        QVERIFY2(m_store->problem().contains(u"strange.json: no report"_s),
            qPrintable(m_store->problem()));
        QVERIFY(strange.exists());
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        QFile inTheWay(m_dir->filePath(u"runs"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        m_store->add(made(RunBegin));
        QTRY_VERIFY(m_store->problem().startsWith(u"The run is not kept: "_s));
        QCOMPARE(m_store->runs().size(), std::size_t(1)); // to look at, for now
    }

    void opensAReportOrSaysWhyNot()
    {
        m_store->add(made(RunBegin + 7, u"one"_s));
        std::optional<LoadReport> opened;
        m_store->open(m_store->runs()[0].file,
            [&opened](const auto& report, const QString&) { opened = report; });
        QTRY_VERIFY(opened);
        QCOMPARE(opened->startedAtMs, RunBegin + 7);
        QString said;
        m_store->open(u"none.json"_s, [&said](const auto&, const QString& error) { said = error; });
        QTRY_VERIFY(!said.isEmpty());
    }

    // ---- the table

    void theTableFollowsTheRuns()
    {
        RunModel model(*m_store, m_theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_store->add(made(RunBegin + 1));
        m_store->add(made(RunBegin + 3, u"three"_s));
        m_store->add(made(RunBegin + 2, u"two"_s));
        QCOMPARE(names(model),
            (QStringList{u"three"_s, u"two"_s,
                load_figures::when(RunBegin + 1, QDateTime::currentMSecsSinceEpoch())}));
        QVERIFY(model.setData(model.index(2, RunModel::Name), u"one"_s));
        m_store->remove(model.run(1).file);
        QCOMPARE(names(model), (QStringList{u"three"_s, u"one"_s}));
        const auto cell = [&model](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(cell(RunModel::Mode), u"127.0.0.1:8080"_s);
        QCOMPARE(cell(RunModel::Clients), u"1,000"_s);
        QCOMPARE(cell(RunModel::Events), u"51,200"_s);
        QCOMPARE(cell(RunModel::P99), u"0.52"_s);
        QCOMPARE(cell(RunModel::Lost), u"0"_s);
    }

    void whatWasNotMeasuredIsADash()
    {
        LoadReport report = made(RunBegin);
        report.latency = {};
        report.totals.published = 0;
        m_store->add(report);
        const RunModel model(*m_store, m_theme);
        for (const int column : {RunModel::P50, RunModel::P95, RunModel::P99, RunModel::Lost})
            QCOMPARE(model.index(0, column).data().toString(), u"–"_s);
    }

    // ---- comparing

    void aFigureThatImprovedIsBetter()
    {
        LoadReport before = made(RunBegin);
        LoadReport after = made(RunBegin + 1);
        after.latency = {};
        after.latency.record(262'143);
        after.totals.lost = 3;
        after.totals.published = 60;
        using Better = load_figures::Figure::Better;
        const load_figures::Difference p99 = line(before, after, u"p99"_s);
        QCOMPARE(p99.left, u"0.52 ms"_s);
        QCOMPARE(p99.right, u"0.26 ms"_s);
        QVERIFY2(p99.change.startsWith(QChar(0x2212)), qPrintable(p99.change));
        QVERIFY2(p99.percent.endsWith(u"50 %"_s), qPrintable(p99.percent));
        QCOMPARE(p99.better, Better::More);
        const load_figures::Difference lost = line(before, after, u"Lost"_s);
        QCOMPARE(lost.change, u"+3"_s);
        QCOMPARE(lost.percent, u"–"_s); // of nothing there is no share
        QCOMPARE(lost.better, Better::Less);
        const load_figures::Difference published = line(before, after, u"Published"_s);
        QCOMPARE(published.percent, u"+20 %"_s);
        QCOMPARE(published.better, Better::Neither);
        QCOMPARE(line(before, before, u"p99"_s).change, u"±0"_s);
        QCOMPARE(line(before, before, u"p99"_s).better, Better::Neither);
    }

    void whatOnlyOneRunMeasuredIsNotCompared()
    {
        LoadReport before = made(RunBegin);
        before.connect.record(1'000'000);
        const load_figures::Difference connect = line(before, made(RunBegin), u"Connect p99"_s);
        QCOMPARE(connect.right, u"–"_s);
        QCOMPARE(connect.change, u"–"_s);
        QCOMPARE(connect.better, load_figures::Figure::Better::Neither);
    }

private:
    void open()
    {
        m_store.reset(); // what it has to write is written then
        m_store = std::make_unique<RunStore>(m_dir->filePath(u"runs"_s), smallForm());
        QSignalSpy changed(m_store.get(), &RunStore::changed);
        m_store->load();
        QVERIFY(changed.wait());
    }

    QList<qint64> starts() const
    {
        QList<qint64> times;
        for (const RunSummary& run : m_store->runs())
            times << run.startedAtMs;
        return times;
    }

    static QStringList names(const RunModel& model)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row, RunModel::Name).data().toString();
        return texts;
    }

    static load_figures::Difference line(
        const LoadReport& left, const LoadReport& right, const QString& name)
    {
        for (const load_figures::Difference& one : load_figures::compare(left, right)) {
            if (one.name == name)
                return one;
        }
        return {};
    }

    Theme m_theme;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RunStore> m_store;
};

ROOM_TEST(TestRunStore, QApplication)
#include "tst_run_store.moc"
