// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/audit_log.h"
#include "hub_rig.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <map>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// What the window asks of a hub with sources.
class TestHubSources : public QObject {
    Q_OBJECT

    RedisServer m_queue;
    HubRig m_rig;
    SourceSnapshotPtr m_sources;

    SourceFigures figures() const
    {
        return m_sources && !m_sources->rows.empty() ? m_sources->rows.front().figures
                                                     : SourceFigures();
    }
    bool is(SourceFigures::State state) const { return figures().state == state; }

private Q_SLOTS:
    void init()
    {
        START_REDIS(m_queue);
        m_sources.reset();
        connect(&m_rig.hub, &LocalHub::sourcesChanged, this,
            [this](const SourceSnapshotPtr& sources) { m_sources = sources; });
        HubOptions options = onAnyPort();
        options.sources = {u"redis-stream://:hush@127.0.0.1:%1?key=outbox"_s.arg(m_queue.port())};
        m_queue.command({"CONFIG", "SET", "requirepass", "hush"});
        QVERIFY(m_rig.start(options));
    }
    void cleanup()
    {
        m_rig.hub.stop();
        QVERIFY(m_rig.reaches(HubState::Stopped));
        m_rig.hub.disconnect(this);
        m_queue.stop();
    }

    void hearsHowTheyStandWithoutTheirSecrets()
    {
        QTRY_VERIFY(is(SourceFigures::State::Taking));
        const SourceRow& row = m_sources->rows.front();
        QCOMPARE(row.name, u"outbox"_s);
        QCOMPARE(row.kind, u"redis-stream"_s);
        QCOMPARE(row.url, u"redis-stream://:…@127.0.0.1:%1?key=outbox"_s.arg(m_queue.port()));
    }

    void pausesOneAndWritesDownWhoDid()
    {
        QTRY_VERIFY(is(SourceFigures::State::Taking));
        QString error = u"none"_s;
        m_rig.hub.pauseSource(u"outbox"_s, true, [&](const QString& why) { error = why; });
        QTRY_COMPARE(error, QString());
        QTRY_VERIFY(is(SourceFigures::State::Paused));
        m_rig.hub.pauseSource(u"inbox"_s, true, [&](const QString& why) { error = why; });
        QTRY_VERIFY(error.contains(u"inbox"));
        m_rig.hub.pauseSource(u"outbox"_s, false);
        QTRY_VERIFY(is(SourceFigures::State::Taking));
    }

    void whatIsDeadIsLookedAtMendedAndRemoved()
    {
        m_queue.command({"XADD", "outbox", "*", "body", "{\"data\":1}"});
        m_queue.command({"XADD", "outbox", "*", "body", "{\"data\":2}"});
        QTRY_COMPARE(figures().buried, 2U);
        std::vector<DeadLetter> letters;
        const auto list = [&] {
            letters.clear();
            m_rig.hub.requestDeadLetters(
                u"outbox"_s, [&](const QString& error, const std::vector<DeadLetter>& all) {
                    QCOMPARE(error, QString());
                    letters = all;
                });
        };
        list();
        QTRY_COMPARE(letters.size(), 2U);
        QString error = u"none"_s;
        const auto told = [&](const QString& why) { error = why; };
        m_rig.hub.sendDeadAgain(u"outbox"_s, letters[0].handle, {}, told);
        QTRY_VERIFY(error.contains(u"userId"));
        m_rig.hub.sendDeadAgain(
            u"outbox"_s, letters[0].handle, R"({"userId":"42","data":1})", told);
        QTRY_COMPARE(error, QString());
        error = u"none"_s;
        m_rig.hub.removeDead(u"outbox"_s, letters[1].handle, told);
        QTRY_COMPARE(error, QString());
        QTRY_COMPARE(figures().dead, 0.0);
    }

    void whatItPublishesStandsInTheMessageLogAsOfAQueue()
    {
        MessageLog& log = m_rig.hub.recordMessages();
        QTRY_VERIFY(is(SourceFigures::State::Taking));
        m_queue.command({"XADD", "outbox", "*", "data", "hi", "fan-user", "42"});
        std::map<std::uint64_t, MessageRecord> records;
        const auto isThere = [&] {
            const MessageLog::Pull pull = log.pull();
            for (const MessageRecord& record : pull.added)
                records[record.number] = record;
            return !records.empty();
        };
        QTRY_VERIFY(isThere());
        QVERIFY(records.begin()->second.source == MessageSource::Queue);
        QCOMPARE(records.begin()->second.userId, "42");
    }
};

ROOM_TEST(TestHubSources, QCoreApplication)
#include "tst_hub_sources.moc"
