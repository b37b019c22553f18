// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instances/instance_model.h"

#include "ui/instances/instances_for_tests.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QStringList names(const QAbstractItemModel& model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row, InstanceModel::Name).data().toString();
    return result;
}

QString line(const QAbstractItemModel& model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data().toString();
    return cells.join(u" | "_s);
}

} // namespace

class TestInstanceModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void makesTextsFromRawFigures()
    {
        InstanceModel model(m_theme);
        InstanceRow row = testInstance(u"a"_s);
        row.isThis = true;
        model.setSnapshot(testInstances({row}));
        QCOMPARE(line(model, 0),
            u"a (this one) | host-1 | 4001 | 0.1.0 | 1,000 | 200 | 10 MiB | 1.5 ms | 10 % of 2 cores | 0 s ago"_s);
    }

    void aNameThatIsUsedTwiceIsSaid()
    {
        InstanceModel model(m_theme);
        InstanceRow own = testInstance(u"twin"_s);
        own.isThis = own.sharesName = true;
        InstanceRow other = testInstance(u"twin~4f"_s, 2);
        other.givenName = own.givenName = u"twin"_s;
        other.sharesName = true;
        model.setSnapshot(testInstances({own, other, testInstance(u"z"_s, 3)}));
        QCOMPARE(names(model),
            (QStringList{
                u"twin (this one; name used twice)"_s, u"twin~4f (name used twice)"_s, u"z"_s}));
        for (int row = 0; row < 2; ++row) {
            const QModelIndex name = model.index(row, InstanceModel::Name);
            QVERIFY(name.data(Qt::ToolTipRole).toString().contains(u"--instance-name"_s));
            QCOMPARE(
                name.data(Qt::ForegroundRole).value<QColor>(), m_theme.color(Theme::Role::Warning));
        }
        QVERIFY(!model.index(2, InstanceModel::Name).data(Qt::ForegroundRole).isValid());
    }

    void aDashStandsForWhatAnInstanceDidNotTell()
    {
        InstanceModel model(m_theme);
        InstanceRow row;
        row.name = u"a"_s;
        row.heartbeatAtMs = InstancesTakenAt;
        model.setSnapshot(testInstances({row}));
        QCOMPARE(line(model, 0), u"a | – | – | – | – | – | – | – | – | 0 s ago"_s);
    }

    void itsLatencyIsOfThePercentileThatIsChosen()
    {
        InstanceModel model(m_theme);
        InstanceRow row = testInstance(u"a"_s);
        row.writeP999Ms = 7;
        model.setSnapshot(testInstances({row}));
        const auto title = [&model] {
            return model.headerData(InstanceModel::Latency, Qt::Horizontal).toString();
        };
        QCOMPARE(title(), u"Write p99"_s);
        model.setPercent(99.9);
        QCOMPARE(title(), u"Write p99.9"_s);
        QCOMPARE(model.index(0, InstanceModel::Latency).data().toString(), u"7.0 ms"_s);
        model.setPercent(50); // that one has not told it
        QCOMPARE(model.index(0, InstanceModel::Latency).data().toString(), u"–"_s);
    }

    void whoseCoresAreNotKnownHasNoProcessorUse()
    {
        InstanceModel model(m_theme);
        InstanceRow row = testInstance(u"a"_s);
        row.cpuCores = Unknown; // an earlier version
        model.setSnapshot(testInstances({row}));
        QCOMPARE(model.index(0, InstanceModel::Cpu).data().toString(), u"–"_s);
    }

    void aSilentInstanceSaysSoAndIsGrey()
    {
        InstanceModel model(m_theme);
        model.setSnapshot(testInstances({testInstance(u"a"_s, 1, 12'300), testInstance(u"b"_s)}));
        QCOMPARE(model.index(0, InstanceModel::Heartbeat).data().toString(), u"silent for 12 s"_s);
        QCOMPARE(model.index(0, InstanceModel::Name).data(Qt::ForegroundRole).value<QColor>(),
            m_theme.color(Theme::Role::Dim));
        QVERIFY(!model.index(1, InstanceModel::Name).data(Qt::ForegroundRole).isValid());
    }

    void sortsByFiguresWithTheUnknownFirst()
    {
        InstanceModel model(m_theme);
        InstanceArrangement arrangement(model);
        const QAbstractItemModelTester tester(&arrangement, Fatal);
        InstanceRow unknown = testInstance(u"app-3"_s, 3);
        unknown.connections = Unknown;
        model.setSnapshot(
            testInstances({testInstance(u"app-10"_s, 9), testInstance(u"app-2"_s, 10), unknown}));
        arrangement.sort(InstanceModel::Name, Qt::AscendingOrder);
        QCOMPARE(names(arrangement), (QStringList{u"app-2"_s, u"app-3"_s, u"app-10"_s}));
        arrangement.sort(InstanceModel::Connections, Qt::AscendingOrder);
        QCOMPARE(names(arrangement), (QStringList{u"app-3"_s, u"app-10"_s, u"app-2"_s}));
        arrangement.sort(InstanceModel::Connections, Qt::DescendingOrder);
        QCOMPARE(names(arrangement), (QStringList{u"app-2"_s, u"app-10"_s, u"app-3"_s}));
    }

    void filtersByNameHostAndVersion()
    {
        InstanceModel model(m_theme);
        InstanceArrangement arrangement(model);
        model.setSnapshot(testInstances({testInstance(u"blue"_s, 1), testInstance(u"green"_s, 2)}));
        arrangement.setFilter(TextFilter(u"HOST-2"_s));
        QCOMPARE(names(arrangement), QStringList{u"green"_s});
        arrangement.setFilter(TextFilter(u"!green 0.1"_s));
        QCOMPARE(names(arrangement), QStringList{u"blue"_s});
    }

    void instancesThatComeAndGoKeepModelAndSelectionTrue()
    {
        InstanceModel model(m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        InstanceArrangement arrangement(model);
        const QAbstractItemModelTester sortedTester(&arrangement, Fatal);
        arrangement.sort(InstanceModel::Connections, Qt::DescendingOrder);
        QItemSelectionModel selection(&arrangement);
        QRandomGenerator random(7);
        for (int tick = 0; tick < 200; ++tick) {
            std::vector<InstanceRow> rows;
            for (int i = 0; i < 12; ++i) {
                if (random.bounded(3) > 0)
                    rows.push_back(testInstance(u"app-%1"_s.arg(i), int(random.bounded(9))));
            }
            QString selected = selection.currentIndex().data().toString();
            const auto snapshot = testInstances(rows);
            model.setSnapshot(snapshot);
            QCOMPARE(model.rowCount(), int(snapshot->rows.size()));
            for (int row = 0; row < model.rowCount(); ++row) {
                QCOMPARE(model.instance(row).name, snapshot->rows[std::size_t(row)].name);
                QCOMPARE(
                    model.instance(row).connections, snapshot->rows[std::size_t(row)].connections);
            }
            const bool stays = std::any_of(snapshot->rows.begin(), snapshot->rows.end(),
                [&](const InstanceRow& row) { return row.name == selected; });
            if (stays)
                QCOMPARE(selection.currentIndex().data().toString(), selected);
            if (arrangement.rowCount() > 0)
                selection.setCurrentIndex(
                    arrangement.index(random.bounded(arrangement.rowCount()), 0),
                    QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        }
        model.setSnapshot(testInstances({}));
        QCOMPARE(model.rowCount(), 0);
    }

private:
    Theme m_theme;
};

ROOM_TEST(TestInstanceModel, QApplication)
#include "tst_instance_model.moc"
