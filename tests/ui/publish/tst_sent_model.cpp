// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/sent_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

SentEntry entryOf(const QString& user, qsizetype bytes = 2)
{
    SentEntry entry;
    entry.timeMs = 1'700'000'000'000;
    entry.request.userIds = QStringList {user};
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
        QCOMPARE(m_model->index(0, SentModel::P99).data().toString(), u"–"_s);
        QCOMPARE(m_model->index(0, SentModel::Recipients).data().toString(), u"2,340"_s);
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

QTEST_GUILESS_MAIN(TestSentModel)
#include "tst_sent_model.moc"
