// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/receipt_parts_model.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

ReceiptSnapshot::Part part(
    const QString& instance, quint64 recipients, quint64 acknowledged, bool isThis = false)
{
    ReceiptSnapshot::Part one{instance, isThis, {}};
    one.figures.recipients = recipients;
    one.figures.acknowledged = acknowledged;
    return one;
}

} // namespace

class TestReceiptPartsModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsEachInstance()
    {
        ReceiptPartsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setParts({part(u"a"_s, 2340, 2000, true), part(u"b"_s, 3, 3)});
        QCOMPARE(rows(model), (QStringList{u"a (this one)|2,340|2,000|340|0"_s, u"b|3|3|0|0"_s}));
    }

    void theSameInstancesKeepTheirRows()
    {
        ReceiptPartsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setParts({part(u"a"_s, 5, 0), part(u"b"_s, 3, 0)});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setParts({part(u"a"_s, 5, 5), part(u"b"_s, 3, 1)});
        QCOMPARE(reset.count(), 0);
        QCOMPARE(rows(model), (QStringList{u"a|5|5|0|0"_s, u"b|3|1|2|0"_s}));
        model.setParts({part(u"a"_s, 5, 5)});
        QCOMPARE(reset.count(), 1);
        model.setParts({});
        model.setParts({});
        QCOMPARE(model.rowCount(), 0);
    }

private:
    static QStringList rows(const ReceiptPartsModel& model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells += model.index(row, column).data().toString();
            all += cells.join(u'|');
        }
        return all;
    }
};

ROOM_TEST(TestReceiptPartsModel, QCoreApplication)
#include "tst_receipt_parts_model.moc"
