// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "metrics/csv_reader.h"
#include "support/room.h"

#include <QBuffer>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestCsvReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsRows_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("empty") << ""_ba << QStringList();
        QTest::newRow("CRLF") << "a,b\r\nc,d\r\n"_ba << QStringList{u"1:a|b"_s, u"2:c|d"_s};
        QTest::newRow("LF, no end") << "a,b\nc,d"_ba << QStringList{u"1:a|b"_s, u"2:c|d"_s};
        QTest::newRow("CR") << "a,b\rc,d\r"_ba << QStringList{u"1:a|b"_s, u"2:c|d"_s};
        QTest::newRow("empty lines") << "\n\na\n\r\n\nb\n"_ba << QStringList{u"3:a"_s, u"6:b"_s};
        QTest::newRow("empty cells") << ",a,\n,\n"_ba << QStringList{u"1:|a|"_s, u"2:|"_s};
        QTest::newRow("quotes") << "\"a,\"\"b\"\"\",\" c \"\n"_ba
                                << QStringList{u"1:a,\"b\"| c "_s};
        QTest::newRow("line ends within quotes")
            << "\"a\r\nb\",c\nd\n"_ba << QStringList{u"1:a\nb|c"_s, u"3:d"_s};
        QTest::newRow("a quote within a cell") << "a\"b,c\n"_ba << QStringList{u"1:a\"b|c"_s};
        QTest::newRow("byte order mark")
            << "\xef\xbb\xbf\xc3\xa9,b\n"_ba << QStringList{u"1:é|b"_s};
        QTest::newRow("behind a quote")
            << "\"a\"b,c\nd\n"_ba
            << QStringList{u"1!there is something behind a closing quote"_s, u"2:d"_s};
        QTest::newRow("not closed")
            << "a\n\"b,c\n"_ba << QStringList{u"1:a"_s, u"2!a quote is not closed"_s};
        QTest::newRow("not UTF-8")
            << "\xff,b\nc\n"_ba << QStringList{u"1!it is not UTF-8"_s, u"2:c"_s};
        QTest::newRow("too long") << QByteArray(CsvReader::MostRowBytes + 1, 'x') + ",b\nc\n"
                                  << QStringList{u"1!it is longer than 64 KiB"_s, u"2:c"_s};
        QTest::newRow("across pieces") << QByteArray((64 << 10) - 3, '\n') + "ab,\"c\"\"d\"\ne"
                                       << QStringList{u"65534:ab|c\"d"_s, u"65535:e"_s};
    }

    void readsRows()
    {
        QFETCH(QByteArray, csv);
        QFETCH(const QStringList, rows);
        QBuffer buffer(&csv);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        CsvReader reader(buffer);
        QStringList read;
        while (const auto row = reader.next()) {
            const QString line = QString::number(row->line);
            read += row->problem.isEmpty() ? QString(line + u':' + row->cells.join(u'|'))
                                           : QString(line + u'!' + row->problem);
        }
        QCOMPARE(read, rows);
        QCOMPARE(reader.bytesRead(), csv.size());
        QCOMPARE(reader.error(), QString());
    }
};

ROOM_TEST(TestCsvReader, QCoreApplication)
#include "tst_csv_reader.moc"
