// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/local_hub.h"
#include "marker_log.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 Now = 1'700'000'000'000;
} // namespace

class TestMarkerLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_hub = std::make_unique<LocalHub>();
        m_log = std::make_unique<MarkerLog>(*m_hub);
    }

    void cleanup()
    {
        m_log.reset();
        m_hub.reset();
    }

    void theHubIsStoppedAndStarted()
    {
        tell(HubState::Starting);
        tell(HubState::Listening);
        QCOMPARE(texts(), QStringList()); // nothing was before it
        tell(HubState::Listening); // something else of it has changed
        tell(HubState::Draining);
        tell(HubState::Stopped);
        tell(HubState::Starting);
        tell(HubState::Listening);
        QCOMPARE(texts(), (QStringList{u"hub stopped"_s, u"hub started"_s}));
    }

    void aPortInUseIsMarkedOnceHoweverOftenItIsTried()
    {
        for (int i = 0; i < 5; ++i) {
            tell(HubState::Starting);
            tell(HubState::Failed);
        }
        QCOMPARE(texts(), QStringList{u"hub did not start"_s});
    }

    void movesToRedisAndBackAreMarked()
    {
        tell(HubState::Listening);
        tell(HubState::Listening, u"redis"_s); // while its clients stay
        QCOMPARE(texts(), QStringList{u"moved to Redis"_s});
        tell(HubState::Stopped, u"redis"_s);
        tell(HubState::Listening, u"memory"_s);
        QCOMPARE(texts(),
            (QStringList{u"moved to Redis"_s, u"hub stopped"_s, u"hub started, in memory"_s}));
        tell(HubState::Stopped);
        tell(HubState::Listening, u"redis"_s);
        QCOMPARE(texts().constLast(), u"hub started, with Redis"_s);
    }

    void clientsDisconnectedByHandAreCountedOverAllSamplesOfOneDeed()
    {
        kick(0, 1500);
        kick(500, 499);
        kick(1000, 1);
        QCOMPARE(texts().size(), 1);
        QVERIFY2(texts()[0].startsWith(u"2,000 client"_s), qPrintable(texts()[0]));
        QCOMPARE(m_log->markers()[0].timeMs, Now);
        kick(60'000, 1);
        QCOMPARE(texts().size(), 2);
        QVERIFY2(texts()[1].startsWith(u"1 client"_s), qPrintable(texts()[1]));
        QCOMPARE(m_log->markers()[0].subject, m_log->markers()[1].subject);
    }

    void lossesAreMarkedOnceForARun()
    {
        MetricsSample sample;
        sample.droppedEvents = 3;
        for (int i = 0; i < 10; ++i) {
            sample.timeMs = Now + 500 * i;
            Q_EMIT m_hub->sampled(sample);
        }
        QCOMPARE(texts(), QStringList{u"events dropped"_s});
    }

    void notesStandAtTheirTimeAmongTheRest()
    {
        QSignalSpy changed(m_log.get(), &MarkerLog::changed);
        m_log->add(u"100 test clients started"_s, u"test clients"_s);
        m_log->addNote(Now, u"deploy"_s);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(texts(), (QStringList{u"deploy"_s, u"100 test clients started"_s}));
        QCOMPARE(m_log->markers()[0].kind, ChartMarker::Kind::Note);
    }

    void theOldestGoFirst()
    {
        for (std::size_t i = 0; i < MarkerLog::Most + 5; ++i)
            m_log->addNote(Now + qint64(i), QString::number(i));
        QCOMPARE(m_log->markers().size(), MarkerLog::Most);
        QCOMPARE(m_log->markers().front().text, u"5"_s);
    }

private:
    void tell(HubState state, const QString& broker = u"memory"_s)
    {
        HubStatus status;
        status.state = state;
        status.broker.kind = broker;
        Q_EMIT m_hub->statusChanged(status);
    }

    void kick(qint64 afterMs, quint64 count)
    {
        MetricsSample sample;
        sample.timeMs = Now + afterMs;
        sample.disconnectsByReason[std::size_t(DisconnectReason::Kicked)] = count;
        Q_EMIT m_hub->sampled(sample);
    }

    QStringList texts() const
    {
        QStringList list;
        for (const ChartMarker& marker : m_log->markers())
            list << marker.text;
        return list;
    }

    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<MarkerLog> m_log;
};

ROOM_TEST(TestMarkerLog, QCoreApplication)
#include "tst_marker_log.moc"
