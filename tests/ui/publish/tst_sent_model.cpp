// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_model.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

SentEntry entryOf(const QString& user, qsizetype bytes = 2)
{
    SentEntry entry;
    entry.timeMs = 1'700'000'000'000;
    entry.request.userIds = QStringList{user};
    entry.request.data = QByteArray(bytes, '1');
    return entry;
}

} // namespace

class TestSentModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<SentModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void putsTheNewestFirst()
    {
        m_model->add(entryOf(u"1"_s));
        m_model->add(entryOf(u"2"_s));
        QCOMPARE(m_model->index(0, SentModel::Kind).data().toString(), u"User 2"_s);
        QCOMPARE(m_model->index(1, SentModel::Kind).data().toString(), u"User 1"_s);
    }

    void showsADashForWhatWasNotMeasured()
    {
        SentEntry entry = entryOf(u"1"_s);
        entry.recipients = 2340;
        m_model->add(entry);
        QCOMPARE(m_model->index(0, SentModel::Latency).data().toString(), u"–"_s);
        QCOMPARE(m_model->index(0, SentModel::Recipients).data().toString(), u"2,340"_s);
    }

    void saysTheDayWhereItIsAnother()
    {
        const qint64 noon = QDateTime({2026, 11, 30}, {12, 0}).toMSecsSinceEpoch();
        QCOMPARE(SentModel::timeText(noon - 1000, noon), u"11:59:59.000"_s);
        const qint64 before = QDateTime({2026, 11, 29}, {23, 58, 7}).toMSecsSinceEpoch();
        QCOMPARE(SentModel::timeText(before, noon), u"2026-11-29 23:58"_s);
        const SentEntry entry = entryOf(u"1"_s);
        m_model->add(entry);
        QVERIFY(m_model->index(0, SentModel::Time).data().toString().startsWith(u"2023-11-1"_s));
    }

    void whatWasRemovedGoesBackToItsPlace()
    {
        for (int i = 0; i < 5; ++i) {
            SentEntry entry = entryOf(QString::number(i));
            entry.timeMs += i;
            m_model->add(entry);
        }
        const std::vector<SentEntry> all = m_model->entries();
        m_model->remove(1);
        m_model->putBack({all[1]});
        QCOMPARE(m_model->entry(1).request.userIds.first(), u"3"_s);
        QCOMPARE(m_model->rowOf(all[1].key), 1);
        m_model->clear();
        QCOMPARE(m_model->rowOf(all[1].key), -1);
        m_model->putBack(all);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_model->entry(i).request.userIds.first(), QString::number(4 - i));
    }

    void eachEntryHasAKeyOfItsOwnAndKeepsIt()
    {
        m_model->setEntries({entryOf(u"1"_s), entryOf(u"2"_s)}); // of an earlier run
        const quint64 added = m_model->add(entryOf(u"3"_s));
        std::vector<SentEntry> entries = m_model->entries();
        QVERIFY(entries[0].key > entries[1].key && entries[1].key > entries[2].key);
        QVERIFY(entries[2].key > 0);
        entries.insert(entries.begin() + 1, entryOf(u"of another window"_s));
        m_model->setEntries(entries);
        QCOMPARE(m_model->rowOf(added), 0);
        QCOMPARE(m_model->rowOf(entries[2].key), 2);
        const quint64 other = m_model->entry(1).key;
        QVERIFY(other > added);
        QCOMPARE(m_model->rowOf(other), 1);
    }

    void forgetsTheOldestBeyondTheNumber()
    {
        for (std::size_t i = 0; i < SentModel::MostEntries + 20; ++i)
            m_model->add(entryOf(QString::number(i)));
        QCOMPARE(m_model->rowCount(), int(SentModel::MostEntries));
        QCOMPARE(m_model->entry(m_model->rowCount() - 1).request.userIds.first(), u"20"_s);
    }

    void forgetsTheOldestBeyondTheBytes()
    {
        constexpr qsizetype Large = SentModel::MostDataBytes / 4;
        for (int i = 0; i < 6; ++i)
            m_model->add(entryOf(QString::number(i), Large));
        QCOMPARE(m_model->rowCount(), 4);
        m_model->remove(0);
        m_model->add(entryOf(u"6"_s, Large));
        QCOMPARE(m_model->rowCount(), 4);
    }

    void boundsWhatIsLoaded()
    {
        m_model->setEntries(std::vector<SentEntry>(SentModel::MostEntries + 3, entryOf(u"1"_s)));
        QCOMPARE(m_model->rowCount(), int(SentModel::MostEntries));
    }

    void whatWasSentGetsItsFiguresAsTheyCome()
    {
        const quint64 key = m_model->add(entryOf(u"1"_s));
        m_model->add(entryOf(u"2"_s));
        QSignalSpy edited(m_model.get(), &SentModel::edited);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->update(key, 1, 3, 4.5);
        QCOMPARE(m_model->index(1, SentModel::Recipients).data().toString(), u"3"_s);
        QCOMPARE(m_model->index(1, SentModel::Latency).data().toString(), u"4.5 ms"_s);
        QCOMPARE(changed.count(), 1);
        m_model->update(key, 1, 3, 4.5); // nothing new
        m_model->update(key + 9, 1, 3, 4.5); // gone
        m_model->update(0, 1, 3, 4.5); // of an earlier run of the program
        QCOMPARE(edited.count(), 1);
    }

    void saysWhatKindItWas_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("author");
        QTest::addColumn<int>("sentAs");
        QTest::addColumn<QString>("expected");
        const auto row = [](PublishKind kind, const QString& author, SentAs sentAs,
                             const QString& expected) {
            QTest::newRow(qPrintable(expected)) << int(kind) << author << int(sentAs) << expected;
        };
        row(PublishKind::Named, {}, SentAs::Once, u"User 7"_s);
        row(PublishKind::Fanout, u"42"_s, SentAs::Once, u"Fan-out, author 42"_s);
        row(PublishKind::Selective, {}, SentAs::Once, u"Selective"_s);
        row(PublishKind::Selective, u"42"_s, SentAs::Once, u"Selective, followers of 42"_s);
        row(PublishKind::Named, {}, SentAs::Repeat, u"User 7, 1,370 times"_s);
        row(PublishKind::Named, {}, SentAs::Batch, u"Batch of 1,370, user 7"_s);
    }

    void saysWhatKindItWas()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, author);
        QFETCH(const int, sentAs);
        QFETCH(const QString, expected);
        SentEntry entry = entryOf(u"7"_s);
        entry.request.kind = PublishKind(kind);
        entry.request.authorId = author;
        entry.sentAs = SentAs(sentAs);
        entry.count = 1370;
        QCOMPARE(SentModel::kindText(entry), expected);
    }

    void clearReallyClears()
    {
        m_model->add(entryOf(u"1"_s));
        m_model->add(entryOf(u"2"_s));
        QSignalSpy edited(m_model.get(), &SentModel::edited);
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(edited.count(), 1);
        m_model->clear();
        QCOMPARE(edited.count(), 1);
    }

private:
    std::unique_ptr<SentModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

ROOM_TEST(TestSentModel, QCoreApplication)
#include "tst_sent_model.moc"
