// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/messages_export.h"
#include "ui/messages/messages_for_tests.h"
#include "ui/page_fixture.h"
#include "support/room.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWidget>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<MessageRecord> messages()
{
    std::vector<MessageRecord> all{testMessage(1), testMessage(2, "a,b", "two\n\"lines\"")};
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].number = i + 1;
        all[i].timeMs = 1'700'000'000'123;
    }
    all[0].figures = testFigures(1, 3, 400'000);
    all[1].broadcast = true;
    return all;
}

QByteArray written(MessagesFormat format, const std::vector<MessageRecord>& all,
    const std::vector<double>& percentiles = {50, 95, 99})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    return writeMessages(buffer, all, format, percentiles).isEmpty() ? buffer.data()
                                                                     : "an error"_ba;
}

} // namespace

class TestMessagesExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csvHasARowAMessage()
    {
        const QByteArray csv = written(MessagesFormat::Csv, messages());
        const QByteArray header
            = "number,time,channel,user,users,author,type,event,id,size_bytes,recipients,"
              "write_p50_ms,write_p95_ms,write_p99_ms,ack_count,ack_p50_ms,ack_p95_ms,ack_p99_ms,"
              "source,data\r\n";
        QVERIFY(csv.startsWith(header));
        const QByteArray rest = csv.sliced(header.size());
        QCOMPARE(rest.left(rest.indexOf("\r\n")),
            "1,2023-11-14T22:13:20.123Z,user "
            "1,1,1,,like,,1700000000000-1,21,3,0.4,0.4,0.4,0,,,,API,"
            "\"{\"\"n\"\":1,\"\"type\"\":\"\"like\"\"}\""_ba);
        QVERIFY(rest.endsWith(
            "2,2023-11-14T22:13:20.123Z,everyone,2,,,\"a,b\",,1700000000000-2,11,,,,,0,,,,API,"
            "\"two\n\"\"lines\"\"\"\r\n"));
    }

    void latencyIsOfThePercentilesThatAreChosen()
    {
        const QByteArray csv = written(MessagesFormat::Csv, messages(), {90, 99.9});
        QVERIFY(csv.contains(",recipients,write_p90_ms,write_p99.9_ms,ack_count,ack_p90_ms,"
                             "ack_p99.9_ms,source,data\r\n"));
        const QJsonArray array
            = QJsonDocument::fromJson(written(MessagesFormat::Json, messages(), {90})).array();
        QCOMPARE(array[0].toObject()[u"write_p90_ms"_s].toDouble(), 0.4);
        QVERIFY(!array[0].toObject().contains(u"write_p99_ms"_s));
    }

    void jsonKeepsDataAsItIs()
    {
        const QJsonArray array
            = QJsonDocument::fromJson(written(MessagesFormat::Json, messages())).array();
        QCOMPARE(array.size(), 2);
        const QJsonObject first = array[0].toObject();
        QCOMPARE(first[u"data"_s].toObject()[u"n"_s].toInt(), 1);
        QCOMPARE(first[u"recipients"_s].toInt(), 3);
        QVERIFY(first[u"ack_p99_ms"_s].isNull());
        const QJsonObject second = array[1].toObject();
        QCOMPARE(second[u"data"_s].toString(), u"two\n\"lines\""_s);
        QVERIFY(second[u"users"_s].isNull());
        QCOMPARE(written(MessagesFormat::Json, {}), "[]\n"_ba);
    }

    void aFullDeviceIsAnError()
    {
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly));
        QVERIFY(!writeMessages(full, messages(), MessagesFormat::Csv, {99}).isEmpty());
    }

    void stopsWhenAskedTo()
    {
        std::vector<MessageRecord> many(2000, testMessage(1));
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        std::size_t last = 0;
        QCOMPARE(writeMessages(buffer, many, MessagesFormat::Csv, {99},
                     [&](std::size_t done, std::size_t total) {
                         last = done;
                         return total != 2000;
                     }),
            QString());
        QVERIFY(last > 0 && last < 2000);
        QCOMPARE(buffer.data().count("\r\n"), qsizetype(last) + 1);
    }

    void gathersAnewWhatChangedMeanwhile()
    {
        QTemporaryDir directory;
        QWidget page;
        int parts = 0;
        MessagesExport* exporter = nullptr;
        MessagesExport all(
            [&](std::vector<MessageRecord>& into) {
                into.push_back(testMessage(1));
                if (++parts == 3)
                    exporter->sourceChanged();
                return parts < 5;
            },
            m_around.state.percentiles(), &page);
        exporter = &all;
        QSignalSpy done(&all, &MessagesExport::done);
        all.saveTo(directory.filePath(u"out"_s), MessagesFormat::Csv);
        QVERIFY(all.isGathering());
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(done[0][0].toString(), u"2 messages written to out"_s);
    }

    void aCancelledExportLeavesTheFileAsItWas()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"old"_s);
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        QWidget page;
        const auto source = [](std::vector<MessageRecord>& into) {
            into.resize(into.size() + 1000, testMessage(1));
            return into.size() < 50'000;
        };
        MessagesExport exporter(source, m_around.state.percentiles(), &page);
        QSignalSpy done(&exporter, &MessagesExport::done);
        exporter.saveTo(path, MessagesFormat::Json);
        exporter.saveTo(path, MessagesFormat::Json);
        QCOMPARE(done.count(), 1); // one at a time
        exporter.cancel();
        QTRY_COMPARE(done.count(), 2);
        QCOMPARE(done[1][0].toString(), u"export cancelled"_s);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), "old"_ba);
        QVERIFY(!exporter.isRunning());
    }

private:
    PageSurroundings m_around;
};

ROOM_TEST(TestMessagesExport, QApplication)
#include "tst_messages_export.moc"
