// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access_page.h"
#include "access/token_check_card.h"
#include "audience/audience_page.h"
#include "connections/connection_table.h"
#include "connections/connections_page.h"
#include "hub/audit_log.h"
#include "hub/hub_port.h"
#include "hub/log_ring.h"
#include "main_window.h"
#include "pages.h"
#include "publish/publish_page.h"
#include "shell/top_bar.h"
#include "sources/sources_page.h"
#include "ui/access/access_for_tests.h"
#include "ui/connections/snapshots_for_tests.h"
#include "ui/sources/sources_for_tests.h"

#include <QTest>

namespace fanlight {

// A window whose pages all show something, without a hub that runs; with short ids or the longest.

using namespace Qt::Literals::StringLiterals;

inline QString filledId(int n, bool longIds)
{
    return longIds ? QString::number(n) + QString(250, u'x') : QString::number(n);
}

inline void fillAccess(MainWindow& window, HubPort& hub, bool longIds)
{
    AccessSnapshot access = closedAccess();
    access.keys.front().id = filledId(1, longIds).toStdString();
    access.tokens.front().name = filledId(2, longIds).toStdString();
    access.refusals = someRefusals();
    access.refusals.rows.front().wanted = "stream of " + filledId(3, longIds).toStdString();
    auto* page = window.findChild<AccessPage*>();
    page->showSnapshot(std::make_shared<const AccessSnapshot>(access));
    TokenReport report;
    report.refusal = u"token's signature is wrong: none of this hub's keys has made it"_s;
    report.lines = {{u"signature"_s, u"ES256, kid "_s + filledId(1, longIds), 0, report.refusal},
        {u"exp"_s, u"2027"_s, access.takenAtMs + 540'000, {}}, {u"nbf"_s, {}, 0, {}},
        {u"iss"_s, u"https://id.example.com"_s, 0, {}}, {u"aud"_s, u"fanlight"_s, 0, {}},
        {u"user"_s, filledId(42, longIds), 0, {}}};
    page->check()->showReport(report, access.takenAtMs);
    AuditEntry entry;
    entry.actor = filledId(1, longIds);
    entry.role = u"admin"_s;
    entry.action = u"disconnect"_s;
    entry.target = filledId(2, longIds);
    entry.outcome = u"done"_s;
    hub.audit().add(entry);
}

// Away, with an error as long as they come, and one that takes; both with dead letters.
inline void fillSources(MainWindow& window, HubPort& hub, bool longIds)
{
    SourceRow away
        = awaySource(filledId(1, longIds), u"Connection refused: "_s + filledId(2, longIds));
    away.figures.dead = 20;
    SourceRow taking = testSource(filledId(3, longIds));
    taking.figures.dead = 1234;
    Q_EMIT hub.sourcesChanged(testSources({away, taking}));
    auto* page = window.findChild<SourcesPage*>();
    std::vector<DeadLetter> letters = testLetters(30);
    for (DeadLetter& letter : letters) {
        letter.reason += filledId(4, longIds).toStdString();
        letter.content.id = filledId(5, longIds).toStdString();
        letter.content.type = filledId(6, longIds).toStdString();
        letter.content.user = filledId(7, longIds).toStdString();
    }
    page->letters()->showLetters(letters);
}

inline void fillWindow(MainWindow& window, HubPort& hub, LogRing& log, bool longIds)
{
    window.room().pages().buildAll(); // they are filled before anybody looks at them
    HubStatus status;
    status.state = HubState::Listening;
    status.url = u"http://localhost:41984"_s;
    status.startedAtMs = QDateTime::currentMSecsSinceEpoch();
    status.broker.kind = u"redis"_s;
    status.instance = filledId(1, longIds).left(60);
    Q_EMIT hub.statusChanged(status);
    Fault fault;
    fault.id = 1;
    fault.kind = FaultKind::HalfOpen;
    fault.filter = u"user:"_s + filledId(3, longIds);
    Q_EMIT hub.faultsChanged({fault});
    for (int i = 0; i < 20; ++i) {
        MetricsSample sample;
        sample.timeMs = QDateTime::currentMSecsSinceEpoch() - 10'000 + i * 500;
        sample.intervalMs = 500;
        sample.connections = quint64(10'000 + i);
        sample.openFiles = 9000;
        sample.fileLimit = 10'000;
        sample.rssBytes = 1e8;
        sample.cpuPercent = 31;
        Q_EMIT hub.sampled(sample);
        LogLine line;
        line.timeMs = sample.timeMs;
        line.text = u"publish to "_s + filledId(i, longIds);
        log.append(line);
    }
    window.topBar()->setTestClients(1000);
    window.showLastAction(u"sent to "_s + filledId(1, longIds));

    auto connections = std::make_shared<ConnectionSnapshot>();
    for (int i = 1; i <= 30; ++i) {
        ConnectionRow row = testRow(quint64(i));
        row.userId = filledId(i, longIds);
        connections->rows.push_back(row);
    }
    connections->total = 30;
    auto* page = window.findChild<ConnectionsPage*>();
    page->showSnapshot(connections);
    if (QAbstractItemModel* model = page->streamTable()->model(); model && model->rowCount() > 0)
        page->streamTable()->selectRow(0);
    window.findChild<AudiencePage*>()->editor().showSets({{}, {{filledId(42, longIds), 1}}, false});
    window.findChild<PublishPage*>()->setUser(filledId(42, longIds));
    auto instances = std::make_shared<InstanceSnapshot>();
    InstanceRow row;
    row.name = filledId(1, longIds);
    instances->rows.push_back(row);
    Q_EMIT hub.instancesChanged(instances);
    RedisSnapshot redis;
    redis.endpoint = u"127.0.0.1:6379"_s;
    redis.version = u"7.0.15"_s;
    Q_EMIT hub.redisSampled(redis);
    fillAccess(window, hub, longIds);
    fillSources(window, hub, longIds);
}

} // namespace fanlight
