// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/tap_model.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestTapModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_next = 0;
        m_record.clear();
        m_model = std::make_unique<TapModel>(m_record, m_theme);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void showsWhatWasPulled()
    {
        TapMessage message;
        message.timeMs = 1'700'000'000'000;
        message.channel = u"notifications:42"_s;
        message.payload = "{\"a\":1}\nmore";
        message.payloadBytes = 20'000;
        m_record.append({{message}, 0});
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->notShown(), 1U);
        m_model->pull();
        QCOMPARE(cell(0, TapModel::Channel), u"notifications:42"_s);
        QCOMPARE(cell(0, TapModel::Size), u"19.5 KiB"_s);
        QCOMPARE(cell(0, TapModel::Payload), u"{\"a\":1}"_s);
        QCOMPARE(m_model->notShown(), 0U);
    }

    void forgetsTheOldestAndCountsThem()
    {
        append(int(TapRecord::Capacity));
        m_model->pull();
        append(3);
        m_model->pull();
        QCOMPARE(m_model->rowCount(), int(TapRecord::Capacity));
        QCOMPARE(m_record.evicted(), 3U);
        QCOMPARE(cell(0, TapModel::Payload), u"message 3"_s);
    }

    void rowsStayWhileTheRecordGoesOn()
    {
        append(5);
        m_model->pull();
        append(int(TapRecord::Capacity)); // the five are no longer kept
        QCOMPARE(m_model->rowCount(), 5);
        QCOMPARE(cell(0, TapModel::Payload), u"message 0"_s);
        QCOMPARE(m_model->notShown(), quint64(TapRecord::Capacity));
        m_model->pull();
        QCOMPARE(m_model->rowCount(), int(TapRecord::Capacity));
        QCOMPARE(cell(0, TapModel::Payload), u"message 5"_s);
    }

    void filtersByChannelAndPayload()
    {
        append(100);
        m_model->pull();
        m_model->setFilter(TextFilter(u"message 7"_s)); // both words: 7, 17, 27, …, 70 to 79
        QCOMPARE(m_model->rowCount(), 19);
        QCOMPARE(m_model->notShown(), 81U);
        append(1); // message 100
        m_model->pull();
        QCOMPARE(m_model->rowCount(), 19);
        m_model->setFilter({});
        QCOMPARE(m_model->rowCount(), 101);
    }

    void evictsUnderAFilter()
    {
        append(int(TapRecord::Capacity));
        m_model->setFilter(TextFilter(u"99"_s));
        m_model->pull();
        const int before = m_model->rowCount();
        append(200); // 99 and 199 go, 10099 and 10199 come
        m_model->pull();
        QCOMPARE(quint64(m_model->rowCount()) + m_model->notShown(), quint64(TapRecord::Capacity));
        QCOMPARE(m_model->rowCount(), before);
    }

    void whatWasClearedDoesNotComeBack()
    {
        append(5);
        m_model->pull();
        m_record.append({{}, 7});
        QCOMPARE(m_record.leftOut(), 7U);
        m_record.clear();
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_record.leftOut(), 0U);
        append(1);
        m_model->pull();
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(cell(0, TapModel::Payload), u"message 5"_s);
    }

private:
    void append(int count)
    {
        TapBatch batch;
        for (int i = 0; i < count; ++i) {
            TapMessage message;
            message.channel = u"notifications:c"_s;
            message.payload = "message " + QByteArray::number(m_next++);
            message.payloadBytes = message.payload.size();
            batch.messages.push_back(message);
        }
        m_record.append(batch);
    }

    QString cell(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }

    Theme m_theme;
    TapRecord m_record;
    std::unique_ptr<TapModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    int m_next = 0;
};

ROOM_TEST(TestTapModel, QApplication)
#include "tst_tap_model.moc"
