// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/refusal_model.h"

#include "ui/access/access_for_tests.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList cellsOf(const QAbstractItemModel& model, int column)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells << model.index(row, column).data().toString();
    return cells;
}

} // namespace

class TestRefusalModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsComeGoAndChangeInTheirPlace()
    {
        Theme theme;
        RefusalModel model(theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::vector<RefusalRow> rows = someRefusals().rows;
        std::swap(rows[0], rows[2]); // newest first, as the hub has it
        model.setRows(rows);
        QCOMPARE(cellsOf(model, RefusalModel::Wanted),
            (QStringList{u"POST /api/publish"_s, u"stream of 77"_s, u"stream of 1284"_s}));
        QCOMPARE(cellsOf(model, RefusalModel::Times), (QStringList{u"1,904"_s, u"3"_s, u"1"_s}));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRows(rows);
        QCOMPARE(changes.size(), 0); // nothing new
        rows.erase(rows.begin() + 1); // of id 2
        rows.front().count = 2;
        rows.push_back(refusalOf(9, "::1", "stream", "no token"));
        model.setRows(rows);
        QCOMPARE(cellsOf(model, RefusalModel::From),
            (QStringList{u"198.51.100.4"_s, u"203.0.113.9"_s, u"::1"_s}));
        QCOMPARE(changes.size(), 1);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(resets.size(), 0);
    }
    void isSortedByRawFiguresAndFilteredByAnyColumn()
    {
        Theme theme;
        RefusalModel model(theme);
        RefusalArrangement arrangement(model);
        const QAbstractItemModelTester tester(
            &arrangement, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setRows(someRefusals().rows);
        arrangement.sort(RefusalModel::Times, Qt::DescendingOrder);
        QCOMPARE(
            cellsOf(arrangement, RefusalModel::Times), (QStringList{u"1,904"_s, u"3"_s, u"1"_s}));
        arrangement.sort(RefusalModel::Wanted, Qt::DescendingOrder);
        QCOMPARE(cellsOf(arrangement, RefusalModel::Wanted).first(), u"stream of 1284"_s);
        arrangement.setFilter(TextFilter(u"stream !expired"_s));
        QCOMPARE(cellsOf(arrangement, RefusalModel::From), QStringList(u"203.0.113.77"_s));
        QCOMPARE(arrangement.shownRows().size(), std::size_t(1));
        arrangement.setFilter(TextFilter(u"401"_s));
        QCOMPARE(arrangement.rowCount(), 3);
    }
    void aHandshakeThatFailedHasNoStatus()
    {
        Theme theme;
        RefusalModel model(theme);
        RefusalRow row = refusalOf(1, "203.0.113.9", "TLS handshake", "no certificate shown");
        row.status = RefusalRow::NoStatus;
        row.firstMs = row.lastMs = 0;
        model.setRows({row});
        QCOMPARE(model.index(0, RefusalModel::Why).data(Qt::ToolTipRole).toString(),
            u"no certificate shown"_s);
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        QCOMPARE(writeRefusalsCsv(device, {row}), QString());
        QVERIFY2(device.data().contains("TLS handshake,,no certificate shown,1"),
            device.data().constData());
    }
    void theCsvHasEachFieldAndNoFormula()
    {
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        RefusalRow row = refusalOf(1, "203.0.113.9", "=HYPERLINK(\"http://x\")", "a, \"b\"", 7);
        row.firstMs = 0;
        row.lastMs = 1'800'000'000'123;
        QCOMPARE(writeRefusalsCsv(device, {row}), QString());
        QCOMPARE(QString::fromUtf8(device.data()),
            u"last,first,from,wanted,status,why,times\r\n2027-01-15T08:00:00.123Z,"
            u"1970-01-01T00:00:00.000Z,203.0.113.9,\"'=HYPERLINK(\"\"http://x\"\")\",401,"
            u"\"a, \"\"b\"\"\",7\r\n"_s);
    }
};

ROOM_TEST(TestRefusalModel, QApplication)
#include "tst_refusal_model.moc"
