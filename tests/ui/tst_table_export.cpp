// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "table_export.h"
#include "widgets/question.h"
#include "support/room.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestTableExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsCancelledLeavesTheFileThatStoodThere()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"x.csv"_s);
        {
            QFile before(path);
            QVERIFY(before.open(QIODevice::WriteOnly));
            before.write("before");
        }
        const auto endless = [](QIODevice& device) {
            while (device.write("x", 1) == 1)
                QThread::usleep(100);
            return device.errorString();
        };
        QWidget page;
        TableExport writer(
            u"Export"_s, u"x.csv"_s,
            [&endless] {
                return TableExport::Content{endless, u"all"_s};
            },
            &page);
        QSignalSpy done(&writer, &TableExport::done);
        writer.saveTo(path);
        writer.cancel();
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(done[0][0].toString(), u"export cancelled"_s);
        QVERIFY(!page.findChild<Question*>());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("before"));
    }

    void itsEndStopsTheWriting()
    {
        QTemporaryDir directory;
        QWidget page;
        TableExport writer(
            u"Export"_s, u"x.csv"_s,
            [] {
                return TableExport::Content{[](QIODevice& device) {
                                                while (device.write("x", 1) == 1)
                                                    QThread::usleep(100);
                                                return device.errorString();
                                            },
                    u"all"_s};
            },
            &page);
        writer.saveTo(directory.filePath(u"x.csv"_s));
    }
};

ROOM_TEST(TestTableExport, QApplication)
#include "tst_table_export.moc"
