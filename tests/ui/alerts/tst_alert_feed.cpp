// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "alerts/alert_book.h"
#include "alerts/alert_feed.h"

#include "hub/local_hub.h"
#include "metrics/time_series.h"
#include "support/patience.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestAlertFeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // A real hub: what holds of it fires, and what it does not say stays unknown.
    void readsARunningHub()
    {
        const QTemporaryDir directory;
        LocalHub hub;
        TimeSeries series;
        AlertBook book(directory.filePath(u"alerts.json"_s));
        connect(&hub, &HubPort::sampled, this,
            [&series](const MetricsSample& sample) { series.append(sample); });
        const AlertFeed feed(hub, {}, series, book);
        for (const QString& text : {u"connections < 1"_s, u"memory > 1 MiB"_s, u"redis away"_s,
                 u"hub away"_s, u"ack_p99 > 0"_s, u"descriptors > 99.9 %"_s})
            QCOMPARE(book.save(*AlertRule::parse(text).rule), QString());
        const auto phase
            = [&book](int rule) { return book.state(book.rules()[std::size_t(rule)].id).phase; };
        const auto isUnknown = [&book](int rule) {
            return !isKnown(book.state(book.rules()[std::size_t(rule)].id).value);
        };
        HubOptions options;
        options.listenPort = 0;
        hub.start(options);
        QTRY_COMPARE(phase(0), AlertState::Phase::Firing);
        QTRY_COMPARE(phase(1), AlertState::Phase::Firing);
        QVERIFY(isUnknown(2)); // it is not behind Redis
        QCOMPARE(phase(2), AlertState::Phase::Inactive);
        QCOMPARE(phase(3), AlertState::Phase::Inactive);
        QCOMPARE(book.state(book.rules()[3].id).value, 0.0);
        QVERIFY(isUnknown(4)); // nothing was published
        QCOMPARE(phase(5), AlertState::Phase::Inactive);
        QSignalSpy settled(&book, &AlertBook::settled);
        hub.stop();
        QTRY_COMPARE(hub.status().state, HubState::Stopped);
        QTRY_VERIFY(isUnknown(0)); // what it was is no longer so, and nothing is known of now
        QCOMPARE(phase(0), AlertState::Phase::Firing);
        QVERIFY(isUnknown(3)); // it was stopped by hand
        QCOMPARE(settled.size(), 0);
    }

    void aHubThatCannotStartIsAway()
    {
        const QTemporaryDir directory;
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        LocalHub hub;
        const TimeSeries series;
        AlertBook book(directory.filePath(u"alerts.json"_s));
        book.save(*AlertRule::parse(u"hub away"_s).rule);
        const AlertFeed feed(hub, {}, series, book);
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = taken.serverPort();
        hub.start(options);
        QTRY_COMPARE(book.firing(), 1);
        QCOMPARE(book.rules().front().text(), u"hub away"_s);
    }
};

ROOM_TEST(TestAlertFeed, QCoreApplication)
#include "tst_alert_feed.moc"
