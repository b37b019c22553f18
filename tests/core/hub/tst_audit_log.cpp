// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/audit_log.h"
#include "hub/options.h"
#include "hub_rig.h"
#include "support/http_client.h"
#include "support/room.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

AuditEntry entryFor(const QString& action, const QString& target, qint64 timeMs = 1000)
{
    AuditEntry entry;
    entry.timeMs = timeMs;
    entry.actor = u"ops"_s;
    entry.role = u"admin"_s;
    entry.action = action;
    entry.target = target;
    entry.outcome = u"done"_s;
    return entry;
}

QList<QByteArray> linesIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast();
    return lines;
}

QStringList auditOf(const AuditLog& log, const QString& action = {})
{
    QStringList told;
    for (const AuditEntry& entry : log.since(0)) {
        if (action.isEmpty() || entry.action == action)
            told.append(QStringList{
                entry.actor, entry.role, entry.address, entry.action, entry.target, entry.outcome}
                            .join(u'|'));
    }
    return told;
}

} // namespace

class TestAuditLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineIsJsonWithNullForWhatIsNotKnown()
    {
        AuditEntry entry = entryFor(u"publish"_s, u"user \"4\n2\""_s, 1'800'000'000'123);
        const QByteArray line = AuditLog::lineOf(entry);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.endsWith("}\n"));
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.keys(),
            (QStringList{u"action"_s, u"actor"_s, u"address"_s, u"outcome"_s, u"role"_s,
                u"target"_s, u"time"_s}));
        QCOMPARE(object[u"time"_s].toString(), u"2027-01-15T08:00:00.123Z"_s);
        QCOMPARE(object[u"target"_s].toString(), entry.target);
        QVERIFY(object[u"address"_s].isNull());
    }
    void keepsTheLastInMemoryAlsoWithoutAFile()
    {
        AuditLog log;
        for (std::size_t i = 0; i < AuditLog::Capacity + 3; ++i)
            log.add(entryFor(u"disconnect"_s, QString::number(i)));
        QCOMPARE(log.since(0).size(), AuditLog::Capacity);
        QCOMPARE(log.since(0).front().target, u"3"_s);
        QCOMPARE(log.since(log.added() - 1).size(), std::size_t(1));
        QCOMPARE(log.lostInFile(), qint64(0));
    }
    void whatIsRepeatedIsSummedUp()
    {
        AuditLog log;
        log.addRepeated(entryFor(u"publish"_s, u"user 1"_s, 1000));
        for (int i = 1; i <= 40; ++i)
            log.addRepeated(entryFor(u"publish"_s, u"user 1"_s, 1000 + i * 100));
        log.addRepeated(entryFor(u"publish"_s, u"user 2"_s, 6000));
        QCOMPARE(log.added(), quint64(2));
        log.settle(1000 + AuditLog::SumMs - 1);
        QCOMPARE(log.added(), quint64(2));
        log.settle(1000 + AuditLog::SumMs);
        QCOMPARE(
            auditOf(log).last(), u"ops|admin||publish|user 1|done, the last of 40 more in 4 s"_s);
        log.settle(0, true);
        QCOMPARE(log.added(), quint64(3)); // nothing more of user 2
    }
    void theFileIsItsOwnersAloneAndAppendedTo()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"audit.jsonl"_s);
        for (int i = 0; i < 2; ++i) {
            AuditLog log;
            log.add(entryFor(u"before"_s, u"there is a file"_s));
            QCOMPARE(log.setFile(path, 1 << 20, 1), QString());
            log.add(entryFor(u"disconnect"_s, QString::number(i)));
        } // its end writes what is left
        const QList<QByteArray> lines = linesIn(path);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[1].contains("\"target\":\"1\""));
        struct stat status { };
        QCOMPARE(::stat(path.toLocal8Bit().constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }
    void theFileIsRotatedAndFollowsItsOptions()
    {
        QTemporaryDir directory;
        HubOptions options;
        options.auditFile = directory.filePath(u"audit.jsonl"_s);
        options.logFileSize = 64 << 10;
        options.logFiles = 2;
        {
            AuditLog log;
            QCOMPARE(log.follow({}, options), QString());
            for (int i = 0; i < 2000; ++i)
                log.add(entryFor(u"disconnect"_s, QString(100, u'x')));
            HubOptions wrong = options;
            wrong.auditFile = u"/no/such/folder/audit.jsonl"_s;
            const QString error = log.follow(options, wrong);
            QVERIFY2(error.startsWith(u"--audit-file: cannot write /no/such/folder"_s),
                qPrintable(error));
            log.add(entryFor(u"last"_s, u"it goes on where it was"_s));
        }
        QVERIFY(linesIn(options.auditFile).last().contains("it goes on where it was"));
        QVERIFY(QFile::exists(options.auditFile + u".1"_s));
        QVERIFY(!QFile::exists(options.auditFile + u".3"_s));
        QVERIFY(QFile(options.auditFile).size() <= options.logFileSize + (1 << 20));
    }
    void linesThatNobodyWritesAreCounted()
    {
        AuditLog log;
        QCOMPARE(log.setFile(u"/dev/full"_s, 0, 0), QString());
        log.add(entryFor(u"disconnect"_s, u"1"_s));
        QTRY_COMPARE(log.lostInFile(), qint64(1));
        QCOMPARE(log.since(0).size(), std::size_t(1)); // and still shown
    }
    void aHubThatCannotWriteItSaysSoAtItsStart()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.auditFile = u"/no/such/folder/audit.jsonl"_s;
        rig.hub.start(options);
        QVERIFY(rig.reaches(HubState::Failed));
        QVERIFY2(rig.hub.status().error.startsWith(u"--audit-file: cannot write"_s),
            qPrintable(rig.hub.status().error));
    }
    void tellsWhatIsDoneByHandAndOverHttp()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.adminToken = u"ops=the-token-of-ops"_s;
        options.publishToken = u"ci=the-token-of-ci"_s;
        options.anonymous = Anonymous::All;
        QVERIFY(rig.start(options));
        QCOMPARE(auditOf(rig.hub.audit(), u"start"_s),
            QStringList(u"local|admin||start|%1|listening"_s.arg(rig.hub.status().url)));
        QVERIFY(
            auditOf(rig.hub.audit()).contains(u"local|admin||settings|--admin-token|changed"_s));

        const PublishResult sent = rig.publish(to({u"42"_s}, "{}"));
        QCOMPARE(auditOf(rig.hub.audit(), u"publish"_s),
            QStringList(
                u"local|admin||publish|user 42|%1 to 0 streams of this hub"_s.arg(sent.id)));
        rig.disconnect({1, 2}, LocalHub::NeverRetry);
        QCOMPARE(auditOf(rig.hub.audit(), u"disconnect"_s).last(),
            u"local|admin||disconnect|c-1, c-2|0 disconnected, told to stay away"_s);

        HubOptions live = options;
        live.heartbeat = std::chrono::seconds(3);
        QString error = u"none yet"_s;
        rig.hub.changeOptions(live, [&](const QString& why) { error = why; });
        QTRY_COMPARE(error, QString());
        QCOMPARE(auditOf(rig.hub.audit(), u"settings"_s).last(),
            u"local|admin||settings|--heartbeat|3s, before 15s"_s);

        HttpClient client(rig.port());
        const Headers ops{{"Authorization", "Bearer the-token-of-ops"}};
        client.send(requestBytes(rig.port(), "DELETE", "/api/connections/c-zz", ops, {}));
        QCOMPARE(client.read().status, 404);
        client.send(requestBytes(rig.port(), "DELETE", "/api/connections/c-zz",
            {{"Authorization", "Bearer the-token-of-ci"}}, {}));
        QCOMPARE(client.read().status, 403);
        client.send(requestBytes(rig.port(), "POST", "/api/faults", ops, R"({"kind":"drip"})"));
        QCOMPARE(client.read().status, 403); // without --allow-faults
        QCOMPARE(auditOf(rig.hub.audit(), u"disconnect"_s).last(),
            u"ops|admin|127.0.0.1|disconnect|/api/connections/c-zz|404: there is no connection c-zz"_s);
        QCOMPARE(auditOf(rig.hub.audit(), u"begin fault"_s).last(),
            u"ops|admin|127.0.0.1|begin fault|{\"kind\":\"drip\"}|403: faults are not for the API "
            u"here; start the hub with --allow-faults"_s);
        client.send(requestBytes(rig.port(), "DELETE", "/api/users/42/streams?deny=1m", ops, {}));
        QCOMPARE(client.read().status, 200);
        QCOMPARE(auditOf(rig.hub.audit(), u"end user"_s),
            QStringList(u"ops|admin|127.0.0.1|end user|/api/users/42/streams?deny=1m|done"_s));
        TicketWish wish;
        wish.userId = u"7"_s;
        QString ticket;
        rig.hub.requestTicket(wish, [&](const TicketMade& made) { ticket = made.ticket; });
        QTRY_VERIFY(!ticket.isEmpty());
        QCOMPARE(auditOf(rig.hub.audit(), u"make ticket"_s),
            QStringList(u"local|admin||make ticket|user 7|good for 1m"_s));
        QTRY_COMPARE(auditOf(rig.hub.audit(), u"refused"_s),
            QStringList({u"||127.0.0.1|refused|DELETE /api/connections/c-zz|403: “ci” has the role "
                         u"publish, and this needs admin"_s,
                u"||127.0.0.1|refused|POST /api/faults|403: faults are not for the API here; start "
                u"the hub with --allow-faults"_s}));
        for (const QString& line : auditOf(rig.hub.audit()))
            QVERIFY2(!line.contains(u"the-token"_s) && !line.contains(ticket), qPrintable(line));
    }
};

ROOM_TEST(TestAuditLog, QCoreApplication)
#include "tst_audit_log.moc"
