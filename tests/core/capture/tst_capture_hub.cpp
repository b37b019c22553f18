// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_hub.h"
#include "capture/capture_recorder.h"
#include "support/fake_hub_port.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "support/patience.h"

using namespace fanlight;
using fanlight::testing::FakeHubPort;

namespace {

MessageRecord messageTo(const QString& user, const QByteArray& data)
{
    MessageRecord message;
    message.timeMs = QDateTime::currentMSecsSinceEpoch();
    message.userId = user.toStdString();
    message.users = 1;
    message.frame = Frame::event({.id = "1790000000000-1",
        .data = std::string_view(data.constData(), std::size_t(data.size())),
        .isJson = true});
    return message;
}

MetricsSample sampleOf(qint64 timeMs, quint64 connections)
{
    MetricsSample sample;
    sample.timeMs = timeMs;
    sample.intervalMs = 500;
    sample.connections = connections;
    sample.delivered = connections * 3;
    sample.write.record(1'000'000 + connections);
    return sample;
}

// All that a file holds, unpacked.
QByteArray unpacked(const QString& path)
{
    CaptureFile file;
    if (const QString error = file.open(path); !error.isEmpty())
        return error.toUtf8();
    QByteArray all = file.head().toJson();
    for (std::size_t lane = 0; lane < capture_format::LaneCount; ++lane) {
        for (const capture_format::Block& block : file.blocksOf(capture_format::Lane(lane))) {
            if (const auto opened = file.read(block))
                all += opened->raw;
        }
    }
    return all;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCaptureHub : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void whatWasSeenIsSeenAgain()
    {
        FakeHubPort hub;
        LogRing log;
        TimeSeries series;
        const qint64 beginMs = QDateTime::currentMSecsSinceEpoch() - 60'000;
        for (int i = 0; i < 100; ++i)
            series.append(sampleOf(beginMs + 500 * i, quint64(i)));
        hub.setConnections(rows(3));
        hub.recordMessages().append(messageTo(u"ada"_qs, R"({"n":1})"));
        log.append({0, beginMs, QtWarningMsg, u"fanlight.hub"_qs, u"a line"_qs});
        hub.audit().add({0, beginMs, u"local"_qs, {}, {}, u"settings"_qs, {}, u"done"_qs});
        CaptureRecorder recorder({hub, &log, &series}, wish());
        QCOMPARE(recorder.begin(), QString());
        Fault fault;
        fault.id = 3;
        fault.kind = FaultKind::HalfOpen;
        Q_EMIT hub.faultsChanged({fault});
        for (int i = 100; i < 110; ++i) {
            series.append(sampleOf(beginMs + 500 * i, quint64(i)));
            Q_EMIT hub.sampled(sampleOf(beginMs + 500 * i, quint64(i)));
        }
        MessageFigures figures;
        figures.number = 1;
        figures.recipients = 2;
        figures.isKnown = true;
        hub.recordMessages().add({figures});
        hub.recordMessages().append(messageTo(u"bob"_qs, R"({"n":2})"));
        ConnectionRow gone = rows(4).back();
        gone.closedAtMs = beginMs;
        hub.recordClosed().append(gone);
        QTRY_VERIFY(recorder.progress().messages == 2);
        recorder.addMarks({{beginMs, 1, u"a mark"_qs}});
        awaitRows(recorder);
        recorder.end();

        CaptureHub shown;
        open(shown);
        QCOMPARE(shown.status().url, hub.status().url);
        QVERIFY(shown.isListening());
        QCOMPARE(shown.player().marks().size(), 1U);
        QCOMPARE(shown.player().marks().front().text, u"a mark"_qs);
        compareSeries(*shown.series(), series);
        QCOMPARE(rowsOf(shown).size(), 3U);
        const MessageLog::Pull pulled = shown.recordMessages().pull();
        QCOMPARE(pulled.added.size(), 2U);
        QCOMPARE(pulled.added[0].frame->data(), std::string(R"({"n":1})"));
        QCOMPARE(pulled.added[0].figures.recipients, 2U);
        QCOMPARE(pulled.added[1].userId, std::string("bob"));
        QCOMPARE(shown.recordClosed().since(0).size(), 1U);
        QCOMPARE(shown.log()->since(0).size(), 1U);
        QCOMPARE(shown.log()->since(0).front().text, u"a line"_qs);
        QCOMPARE(shown.audit().since(0).size(), 1U);
    }

    void goesBackAndForth()
    {
        FakeHubPort hub;
        CaptureRecorder recorder({hub}, wish());
        QCOMPARE(recorder.begin(), QString());
        const qint64 beginMs = QDateTime::currentMSecsSinceEpoch();
        hub.recordMessages().append(messageTo(u"first"_qs, "1"));
        Q_EMIT hub.sampled(sampleOf(beginMs, 1));
        QTRY_VERIFY(recorder.progress().messages == 1);
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > beginMs + 1500);
        const qint64 betweenMs = QDateTime::currentMSecsSinceEpoch();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > betweenMs + 100);
        hub.recordMessages().append(messageTo(u"second"_qs, "2"));
        Q_EMIT hub.sampled(sampleOf(beginMs + 1500, 2));
        QTRY_VERIFY(recorder.progress().messages == 2);
        recorder.end();

        CaptureHub shown;
        open(shown);
        QCOMPARE(shown.recordMessages().pull().added.size(), 2U);
        QCOMPARE(shown.series()->newest()->connections, 2U);
        QSignalSpy over(&shown, &HubPort::startedOver);
        QSignalSpy moved(&shown.player(), &CapturePlayer::moved);
        shown.player().seek(betweenMs);
        QTRY_VERIFY(!moved.isEmpty());
        QCOMPARE(over.size(), 1);
        QCOMPARE(shown.nowMs(), betweenMs);
        MessageLog::Pull pulled = shown.recordMessages().pull();
        QCOMPARE(pulled.added.size(), 1U);
        QCOMPARE(pulled.added[0].userId, std::string("first"));
        QCOMPARE(shown.series()->newest()->connections, 1U);
        // on: told as it came, without starting over
        QSignalSpy sampled(&shown, &HubPort::sampled);
        shown.player().seek(shown.player().toMs());
        QTRY_COMPARE(moved.size(), 2);
        QCOMPARE(over.size(), 1);
        QCOMPARE(sampled.size(), 1);
        pulled = shown.recordMessages().pull();
        QCOMPARE(pulled.added.size(), 1U);
        QCOMPARE(pulled.added[0].userId, std::string("second"));
    }

    void playsToItsEnd()
    {
        FakeHubPort hub;
        CaptureRecorder recorder({hub}, wish());
        QCOMPARE(recorder.begin(), QString());
        const qint64 beginMs = QDateTime::currentMSecsSinceEpoch();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > beginMs + 1000);
        hub.recordMessages().append(messageTo(u"last"_qs, "1"));
        QTRY_VERIFY(recorder.progress().messages == 1);
        recorder.end();
        CaptureHub shown;
        open(shown);
        shown.player().play(20);
        QCOMPARE(shown.player().speed(), 20.0);
        QTRY_COMPARE(shown.player().speed(), 0.0);
        QTRY_COMPARE(shown.nowMs(), shown.player().toMs());
        QCOMPARE(shown.recordMessages().pull().added.back().userId, std::string("last"));
    }

    void whatIsMaskedIsNowhereInTheFile_data()
    {
        QTest::addColumn<int>("payload");
        QTest::newRow("masked") << int(CapturedPayload::Masked);
        QTest::newRow("left out") << int(CapturedPayload::LeftOut);
    }

    void whatIsMaskedIsNowhereInTheFile()
    {
        QFETCH(int, payload);
        const QByteArray secret = "Zebra77Quartz";
        FakeHubPort hub;
        LogRing log;
        CaptureWish masked = wish();
        masked.payload = CapturedPayload(payload);
        masked.otherUsers = true;
        hub.setConnections(rows(3));
        CaptureRecorder recorder({hub, &log}, masked);
        QCOMPARE(recorder.begin(), QString());
        const QByteArray data = "{\"told\":\"" + secret + "\",\"number\":7312459}";
        MessageRecord message = messageTo(QString::fromLatin1(secret), data);
        hub.recordMessages().append(message);
        hub.recordMessages().addSteps({TracedDelivery{1, 1, false, 1000, 2, message.frame},
            TracedDelivery{1, 1, true, 2000}});
        log.append({0, 1, QtInfoMsg, u"fanlight.publish"_qs,
            u"1-1 published to user %1: 1 recipient"_qs.arg(QString::fromLatin1(secret))});
        hub.audit().add(
            {0, 1, u"a token"_qs, {}, {}, u"publish"_qs, QString::fromLatin1(data), u"done"_qs});
        WatchedConnection watched;
        watched.id = 1;
        watched.found = true;
        watched.row = rows(1).front();
        watched.row.userId = QString::fromLatin1(secret);
        watched.sent.push_back({1, message.frame, true});
        Q_EMIT hub.connectionWatched(watched);
        TapBatch batch;
        batch.messages.push_back({1, u"user:"_qs + QString::fromLatin1(secret), data, data.size()});
        Q_EMIT hub.tapped(batch);
        Fault fault;
        fault.id = 1;
        fault.filter = u"user:"_qs + QString::fromLatin1(secret);
        Q_EMIT hub.faultsChanged({fault});
        recorder.addMarks({{1, 0, u"user %1 is gone"_qs.arg(QString::fromLatin1(secret))}});
        QTRY_VERIFY(recorder.progress().messages == 1);
        awaitRows(recorder);
        recorder.end();
        const QByteArray all = unpacked(path());
        QVERIFY(all.size() > 500);
        QVERIFY(all.contains("told") == (masked.payload == CapturedPayload::Masked));
        for (const QByteArray& word : {secret, secret.toBase64(), QByteArray("7312459")}) {
            QVERIFY(!all.contains(word));
            QVERIFY(!contentOf(path()).contains(word));
        }
        // base64 of it within something longer
        for (int before = 0; before < 3; ++before)
            QVERIFY(
                !all.contains(QByteArray(QByteArray(before, 'x') + secret).toBase64().mid(4, 12)));
        CaptureHub shown;
        open(shown);
        QCOMPARE(shown.recordMessages().pull().added.front().dataBytes(), std::size_t(data.size()));
        QVERIFY(shown.player().left() > 0); // the tap's
    }

    void aFileOfAProcessThatWasKilledIsCompleteButForTheLastTwoSeconds()
    {
        FakeHubPort hub;
        CaptureRecorder recorder({hub}, wish());
        QCOMPARE(recorder.begin(), QString());
        hub.recordMessages().append(messageTo(u"ada"_qs, "1"));
        // Nothing is closed: what is in the file is what a killed process would have left.
        const QString copy = m_folder.filePath(u"copy.fanlight"_qs);
        const auto isThere = [&] {
            QFile::remove(copy);
            if (!QFile::copy(path(), copy))
                return false;
            CaptureFile file;
            return file.open(copy).isEmpty() && !file.notice().isEmpty()
                && !file.blocksOf(capture_format::Lane::Messages).empty();
        };
        QTRY_VERIFY(isThere());
        QVERIFY(recorder.progress().messages == 1);
    }

    void itCanOnlyBeLookedAt()
    {
        CaptureHub hub;
        QVERIFY(hub.can(HubPort::Ability::Look));
        for (const HubPort::Ability ability : {HubPort::Ability::Publish,
                 HubPort::Ability::ChangeAudience, HubPort::Ability::Disconnect,
                 HubPort::Ability::BreakOnPurpose, HubPort::Ability::ChangeOptions,
                 HubPort::Ability::StartAndStop, HubPort::Ability::MoveBroker,
                 HubPort::Ability::TapRedis, HubPort::Ability::HandleSources,
                 HubPort::Ability::MakeTickets, HubPort::Ability::HandleTokens})
            QVERIFY(hub.missing(ability).contains(u"capture"_qs));
        QString error;
        hub.publish({}, [&error](const PublishResult& result) { error = result.error; });
        QVERIFY(error.isEmpty()); // not before the call returns
        QTRY_VERIFY(error.contains(u"capture"_qs));
    }

    void optionsComeWithoutSecrets()
    {
        FakeHubPort hub;
        HubOptions options;
        options.adminToken = u"Zebra77Quartz"_qs;
        options.jwtSecret = u"Zebra77Quartz"_qs;
        options.broker = u"redis://me:Zebra77Quartz@127.0.0.1:6379/0"_qs;
        options.sources = {u"amqp://me:Zebra77Quartz@127.0.0.1/q"_qs};
        options.maxPerUser = 7;
        hub.setOptions(options);
        CaptureRecorder recorder({hub}, wish());
        QCOMPARE(recorder.begin(), QString());
        recorder.end();
        QVERIFY(!unpacked(path()).contains("Zebra77Quartz"));
        CaptureHub shown;
        open(shown);
        QCOMPARE(shown.options().maxPerUser, 7);
        QVERIFY(shown.options().broker.contains(u"127.0.0.1:6379"_qs));
    }

    void anotherCaptureIsToldWhyNot()
    {
        FakeHubPort hub;
        CaptureWish nowhere = wish();
        nowhere.path = m_folder.filePath(u"absent/a.fanlight"_qs);
        CaptureRecorder recorder({hub}, nowhere);
        QVERIFY(!recorder.begin().isEmpty());
    }

private:
    QString path() const { return m_folder.filePath(u"test.fanlight"_qs); }
    CaptureWish wish() const { return {path()}; }

    static std::vector<ConnectionRow> rows(quint64 count)
    {
        std::vector<ConnectionRow> rows;
        for (quint64 id = 1; id <= count; ++id) {
            ConnectionRow row;
            row.id = id;
            row.userId = u"Zebra77Quartz"_qs;
            row.address = u"127.0.0.1:4000"_qs;
            rows.push_back(row);
        }
        return rows;
    }

    // The first snapshot of streams is in the queue once the turn after begin() is over.
    static void awaitRows(const CaptureRecorder& recorder)
    {
        const qint64 before = recorder.progress().bytes;
        QTRY_VERIFY(recorder.progress().bytes > before);
    }

    void open(CaptureHub& hub)
    {
        QSignalSpy moved(&hub.player(), &CapturePlayer::moved);
        QCOMPARE(hub.player().open(path()), QString());
        QTRY_VERIFY(!moved.isEmpty());
    }

    static std::vector<ConnectionRow> rowsOf(CaptureHub& hub)
    {
        ConnectionSnapshotPtr rows;
        hub.requestConnections(false, [&rows](const ConnectionSnapshotPtr& all) { rows = all; });
        [&] { QTRY_VERIFY(rows); }();
        return rows ? rows->rows : std::vector<ConnectionRow>();
    }

    static void compareSeries(const TimeSeries& a, const TimeSeries& b)
    {
        const TimeSeries::Whole one = a.whole();
        const TimeSeries::Whole other = b.whole();
        QCOMPARE(one.parts.size(), other.parts.size());
        for (std::size_t level = 0; level < one.parts.size(); ++level) {
            QCOMPARE(one.parts[level].samples.size(), other.parts[level].samples.size());
            QCOMPARE(one.parts[level].forgottenMs, other.parts[level].forgottenMs);
            QCOMPARE(one.parts[level].open.intervalMs, other.parts[level].open.intervalMs);
            for (std::size_t i = 0; i < one.parts[level].samples.size(); ++i) {
                const MetricsSample& x = one.parts[level].samples[i];
                const MetricsSample& y = other.parts[level].samples[i];
                QCOMPARE(x.timeMs, y.timeMs);
                QCOMPARE(x.connections, y.connections);
                QCOMPARE(x.delivered, y.delivered);
                QCOMPARE(x.write.percentileNs(99), y.write.percentileNs(99));
            }
        }
    }

    QTemporaryDir m_folder;
};

ROOM_TEST(TestCaptureHub, QCoreApplication)
#include "tst_capture_hub.moc"
