// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_file.h"
#include "support/room.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

SentEntry fullEntry()
{
    SentEntry entry;
    entry.timeMs = 1'700'000'000'123;
    entry.request.userIds = QStringList{u"42"_s, u"it's"_s};
    entry.request.type = u"like"_s;
    entry.request.event = u"note"_s;
    entry.request.id = u"1-1"_s;
    entry.request.retryMs = 500;
    entry.request.once = u"order-17"_s;
    entry.request.data = "{\"a\":\"é\"}";
    entry.request.kind = PublishKind::Selective;
    entry.request.authorId = u"7"_s;
    entry.request.batch = {250, 20};
    entry.sentAs = SentAs::Repeat;
    entry.count = 137;
    entry.recipients = 2340;
    entry.p99Ms = 3.8;
    entry.request.isText = true;
    entry.receipt.isKnown = true;
    entry.receipt.id = u"1732449751000-18"_s;
    entry.receipt.remark = u"10 notifications became 1 event"_s;
    entry.receipt.total.recipients = 2340;
    entry.receipt.total.acknowledged = 2138;
    entry.receipt.total.gone = 102;
    entry.receipt.total.lastAckNs = 5'000'000;
    entry.receipt.total.ack.record(3'800'000, 2138);
    entry.receipt.total.write.record(200'000, 2340);
    entry.receipt.parts = {{u"here"_s, true, entry.receipt.total, 0}, {u"there"_s, false, {}, 0}};
    return entry;
}

} // namespace

class TestSentFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = m_directory->filePath(u"deep/sent.json"_s);
    }

    void noFileIsNoEntriesAndNoProblem()
    {
        const LoadedSent loaded = loadSent(m_path);
        QVERIFY(loaded.entries.empty());
        QVERIFY(loaded.problem.isEmpty());
    }

    void everythingSurvivesARestart()
    {
        SentEntry unmeasured = fullEntry();
        unmeasured.p99Ms = Unknown;
        QCOMPARE(saveSent(m_path, {fullEntry(), unmeasured}), QString());
        const LoadedSent loaded = loadSent(m_path);
        QCOMPARE(loaded.problem, QString());
        QCOMPARE(loaded.entries.size(), 2U);
        const SentEntry& entry = loaded.entries.front();
        const SentEntry expected = fullEntry();
        QCOMPARE(entry.timeMs, expected.timeMs);
        QCOMPARE(entry.request.userIds, expected.request.userIds);
        QCOMPARE(entry.request.broadcast, false);
        QCOMPARE(entry.request.kind, expected.request.kind);
        QCOMPARE(entry.request.authorId, expected.request.authorId);
        QCOMPARE(entry.request.batch.windowMs, 250);
        QVERIFY(entry.request.isText);
        const SentReceipt& receipt = entry.receipt;
        QVERIFY(receipt.isKnown);
        QCOMPARE(receipt.id, expected.receipt.id);
        QCOMPARE(receipt.remark, expected.receipt.remark);
        QCOMPARE(receipt.total.acknowledged, 2138U);
        QCOMPARE(receipt.total.unacknowledged(), 100U);
        QVERIFY(receipt.total.settled);
        QCOMPARE(receipt.total.lastAckMs(), expected.receipt.total.lastAckMs());
        QCOMPARE(receipt.total.ack.percentileNs(99), expected.receipt.total.ack.percentileNs(99));
        QCOMPARE(receipt.total.write.count(), 2340U);
        QCOMPARE(receipt.parts.size(), 2U);
        QCOMPARE(receipt.parts[0].instance, u"here"_s);
        QVERIFY(receipt.parts[0].isThis);
        QCOMPARE(entry.request.batch.most, 20);
        QCOMPARE(entry.sentAs, SentAs::Repeat);
        QCOMPARE(entry.count, 137U);
        QCOMPARE(entry.request.type, expected.request.type);
        QCOMPARE(entry.request.event, expected.request.event);
        QCOMPARE(entry.request.id, expected.request.id);
        QCOMPARE(entry.request.retryMs, expected.request.retryMs);
        QCOMPARE(entry.request.once, u"order-17"_s);
        QCOMPARE(entry.request.data, expected.request.data);
        QCOMPARE(entry.recipients, expected.recipients);
        QCOMPARE(entry.p99Ms, expected.p99Ms);
        QVERIFY(!isKnown(loaded.entries.back().p99Ms));
    }

    void aFileFromBeforeThereWereKindsStillLoads()
    {
        put("{\"sent\":[{\"time\":1700000000123,\"broadcast\":false,\"userIds\":[\"42\"],\"type\":"
            "\"like\",\"event\":\"\","
            "\"id\":\"\",\"retry\":-1,\"data\":\"{}\",\"recipients\":3,\"p99Ms\":null}]}");
        const LoadedSent loaded = loadSent(m_path);
        QCOMPARE(loaded.problem, QString());
        QCOMPARE(loaded.entries.size(), 1U);
        const SentEntry& entry = loaded.entries.front();
        QCOMPARE(entry.request.kind, PublishKind::Named);
        QCOMPARE(entry.request.batch.windowMs, -1);
        QCOMPARE(entry.sentAs, SentAs::Once);
        QCOMPARE(entry.count, 1U);
        QCOMPARE(entry.recipients, 3U);
    }

    void aCorruptFileIsMovedAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("cut off") << "{\"sent\":[{\"time\":17"_ba;
        QTest::newRow("other JSON") << "[1,2,3]"_ba;
        QTest::newRow("other kind")
            << "{\"sent\":[{\"time\":1,\"kind\":\"x\",\"broadcast\":true}]}"_ba;
        QTest::newRow("fan-out without an author")
            << "{\"sent\":[{\"time\":1,\"kind\":\"fanout\"}]}"_ba;
        QTest::newRow("other entries") << "{\"sent\":[{\"time\":\"yesterday\"}]}"_ba;
    }

    void aCorruptFileIsMovedAsideAndSaid()
    {
        QFETCH(const QByteArray, content);
        put(content);
        const LoadedSent loaded = loadSent(m_path);
        QVERIFY(loaded.entries.empty());
        QVERIFY(loaded.problem.contains(m_path + u".unreadable-"_s));
        QVERIFY(!QFile::exists(m_path));
        QCOMPARE(QFileInfo(m_path).dir().entryList({u"sent.json.unreadable-*"_s}).size(), 1);
    }

    void saysWhyItCannotBeSaved()
    {
        QFile inTheWay(m_directory->filePath(u"deep"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QVERIFY(saveSent(m_path, {fullEntry()}).contains(m_path));
    }

    void theKeeperWritesEachChangeAndTheLastOneAtTheEnd()
    {
        {
            SentModel model;
            SentKeeper keeper(model, m_path);
            model.add(fullEntry());
            QTRY_VERIFY(QFile::exists(m_path));
            model.add(fullEntry());
        }
        SentModel model;
        const SentKeeper keeper(model, m_path);
        QCOMPARE(model.rowCount(), 2);
    }

private:
    void put(const QByteArray& content)
    {
        QDir().mkpath(QFileInfo(m_path).absolutePath());
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

ROOM_TEST(TestSentFile, QCoreApplication)
#include "tst_sent_file.moc"
