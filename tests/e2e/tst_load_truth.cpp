// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/hub_process.h"
#include "support/load_process.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Says the same to whoever asks, and notes what was asked. The body follows the header in a piece
// of its own.
class FixedServer {
public:
    explicit FixedServer(const QByteArray& header, const QByteArray& body = {}, bool closes = true)
        : m_header(header)
        , m_body(body)
        , m_closes(closes)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket* const socket = m_server.nextPendingConnection()) {
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                QObject::connect(
                    socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
            }
        });
    }
    quint16 port() const { return m_server.serverPort(); }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(port()); }
    QByteArrayList requests; // without those for /api/stats

private:
    void answer(QTcpSocket* socket)
    {
        const QByteArray request = socket->property("request").toByteArray() + socket->readAll();
        socket->setProperty("request", request);
        if (!request.contains("\r\n\r\n") || socket->property("answered").toBool())
            return;
        socket->setProperty("answered", true);
        if (!request.contains("/api/stats "))
            requests.append(request);
        if (m_header.isEmpty())
            return;
        socket->write(m_header);
        socket->flush();
        socket->write(m_body);
        if (m_closes)
            socket->disconnectFromHost();
    }

    QTcpServer m_server;
    const QByteArray m_header;
    const QByteArray m_body;
    const bool m_closes;
};

QStringList shortly(const QStringList& more = {})
{
    return QStringList{u"--clients"_s, u"2"_s, u"--ramp"_s, u"0s"_s, u"--duration"_s, u"500ms"_s}
    + more;
}

QString saved(const QTemporaryDir& folder, const QString& name, const QByteArray& content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QByteArray everythingOf(const LoadProcess& load)
{
    return load.standardOutput() + load.standardError();
}
#define SAID(load, what) QVERIFY2(everythingOf(load).contains(what), (load).story().constData())

} // namespace

// What fanlight-load calls tested, met, and not: against servers that do not do as they should, and
// with scenarios that ask for what cannot be kept.
class TstLoadTruth : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void whatIsNoStreamIsNamedAndNothingIsTested_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("said");
        const QByteArray stream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
        QTest::newRow("no answer")
            << QByteArray() << QByteArray() << "2 × unanswered at the end"_ba;
        QTest::newRow("a redirect")
            << "HTTP/1.1 302 Found\r\nLocation: /login?ticket=HUSH\r\nContent-Length: 0\r\n\r\n"_ba
            << QByteArray() << "2 × HTTP 302: to /login?ticket=***"_ba;
        QTest::newRow("a refusal") << "HTTP/1.1 403 Forbidden\r\nContent-Length: 30\r\n\r\n"_ba
                                   << "\r\nnobody by this name\x1b[2J\r\nmore"_ba
                                   << "2 × HTTP 403: nobody by this name\\x1b[2J\n"_ba;
        QTest::newRow("a page")
            << "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"_ba
            << "<!doctype html><html><head><title>No such page</title></head>"_ba
            << "2 × HTTP 404: No such page\n"_ba;
        QTest::newRow("another type")
            << "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\n"_ba
            << "x"_ba
            << "2 × not an event stream: Content-Type: text/html"_ba;
        QTest::newRow("an encoding") << stream + "Content-Encoding: gzip\r\n\r\n"
                                     << "\x1f\x8b"_ba
                                     << "Content-Encoding), so that nothing can be read: gzip"_ba;
        QTest::newRow("no content")
            << "HTTP/1.1 204 No Content\r\n\r\n"_ba << QByteArray() << "2 × HTTP 204"_ba;
        QTest::newRow("a success that is no stream's")
            << "HTTP/1.1 206 Partial\r\nContent-Type: text/event-stream\r\n\r\n"_ba << QByteArray()
            << "2 × HTTP 206"_ba;
    }
    void whatIsNoStreamIsNamedAndNothingIsTested()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, said);
        FixedServer server(header, body);
        LoadProcess load;
        QVERIFY(load.runAgainst(server.port(), shortly({u"--path"_s, u"/s"_s})));
        QCOMPARE(load.exitCode(), 1);
        SAID(load, said);
        SAID(load, "Nothing was tested");
        QCOMPARE(load.report().value("verdict"_L1).toString(), u"nothing tested"_s);
        QCOMPARE(load.total(u"failed"_s), 2u);
        LoadProcess expecting;
        QVERIFY(expecting.runAgainst(
            server.port(), shortly({u"--path"_s, u"/s"_s, u"--expect"_s, u"failed=0"_s})));
        QCOMPARE(expecting.exitCode(), 1);
        SAID(expecting, "NOT MET  failed=0: 2");
    }

    // As an EventSource would.
    void aStreamThatEndsIsOpenedAgain()
    {
        const QByteArray body = "retry: 50\nid: 7\n\ndata: a\n\n";
        FixedServer server("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n\r\n",
            body, false);
        LoadProcess load;
        RUN_LOAD(load, server.port(), shortly({u"--path"_s, u"/s"_s}));
        QVERIFY2(load.total(u"reconnects"_s) >= 2 && load.total(u"closedByHub"_s) >= 2,
            load.story().constData());
        QVERIFY(server.requests.last().contains("\r\nLast-Event-ID: 7\r\n"));
    }

    void refusedPublishesAloneTestNothing()
    {
        HubProcess hub;
        START_HUB(hub, {u"--publish-token"_s, u"right"_s});
        LoadProcess load;
        QVERIFY(load.runAgainst(
            hub.port(), shortly({u"--publish-rate"_s, u"20"_s, u"--publish-token"_s, u"HUSH"_s})));
        QCOMPARE(load.exitCode(), 1);
        SAID(load, "not one publish was accepted");
        SAID(load, "publishing: HTTP 401: ");
        QVERIFY(!everythingOf(load).contains("HUSH"));
    }

    // Of an answer of 100 MB nothing is kept, and it is awaited before the next.
    void answersToPublishesAreCountedAway()
    {
        FixedServer server("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                           "100000000\r\n\r\n",
            QByteArray(4 << 20, 'x'), false);
        LoadProcess load;
        QVERIFY(load.runAgainst(
            server.port(), shortly({u"--path"_s, u"/s"_s, u"--publish-rate"_s, u"20"_s})));
        QCOMPARE(load.exitCode(), 1);
        QCOMPARE(load.total(u"accepted"_s), 0u);
    }

    void aKeptRateMeetsItsExpectation()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        RUN_LOAD(load, hub.port(),
            shortly({u"--duration"_s, u"2s"_s, u"--publish-rate"_s, u"50"_s, u"--publish-to"_s,
                u"each"_s, u"--expect"_s, u"published/s>=50"_s, u"--expect"_s,
                u"published/s<=50"_s}));
        const QJsonObject expectation
            = load.report().value("expectations"_L1).toArray().at(0).toObject();
        QCOMPARE(expectation.value("value"_L1).toDouble(), 50.0);
    }

    void withoutATargetThereIsNoTest()
    {
        LoadProcess load;
        QVERIFY(load.runToEnd(shortly()));
        QCOMPARE(load.exitCode(), 2);
        QCOMPARE(load.standardError(),
            "fanlight-load: --target: say where to test: http://host:port\n"_ba);
    }

    void quietSaysWhatWasNotMet()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        QVERIFY(load.runAgainst(hub.port(),
            shortly({u"--quiet"_s, u"--expect"_s, u"clients<2"_s, u"--expect"_s, u"clients=2"_s})));
        QCOMPARE(load.exitCode(), 1);
        QCOMPARE(load.standardOutput(), QByteArray());
        QCOMPARE(load.standardError(), "fanlight-load: not met: clients<2: 2\n"_ba);
    }

    void whatCannotBeKeptIsRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("said");
        const QByteArray phases = "phases: [{duration: 1, arrivalCount: 1}]";
        const QByteArray flow = "\nscenarios: [{flow: [{get: {url: /healthz}}]}]\n";
        QTest::newRow("an empty file") << QByteArray() << "holds no scenario"_ba;
        QTest::newRow("comments alone") << "# nothing\n"_ba
                                        << "holds no scenario"_ba;
        QTest::newRow("no target") << "config: {" + phases + "}" + flow << "--target: say where"_ba;
        QTest::newRow("no phases") << "config: {target: TARGET}" + flow << "config.phases"_ba;
        QTest::newRow("no flow") << "config: {target: TARGET, " + phases + "}\nscenarios: []\n"
                                 << "scenarios: holds no flow"_ba;
        QTest::newRow("environments") << "config: {target: TARGET, " + phases
                + ", environments: {ci: {target: x}, dev: {}}}"
                + flow << "--environment: ci, dev"_ba;
        QTest::newRow("a condition") << "config: {target: TARGET, " + phases
                + ", ensure: {conditions: [{expression: 'vusers.failed == 0 or http.requests > "
                  "1'}]}}"
                + flow << "config.ensure.conditions[0]"_ba;
        QTest::newRow("a metric") << "config: {target: TARGET, " + phases
                + ", ensure: {thresholds: [{vusers.session_length.p95: 100}]}}"
                + flow << "vusers.session_length.p95"_ba;
        QTest::newRow("a hook") << "config: {target: TARGET, " + phases
                + "}\nscenarios: [{flow: [{get: {url: /healthz, afterResponse: check}}]}]\n"
                                << "afterResponse"_ba;
        QTest::newRow("a section before") << "config: {target: TARGET, " + phases
                + "}\nbefore: {flow: [{get: {url: /healthz}}]}"
                + flow << "before: "_ba;
        QTest::newRow("a variable") << "config: {target: TARGET, " + phases
                + "}\nscenarios: [{flow: [{get: {url: '/{{ nobody }}'}}]}]\n"
                                    << "nobody"_ba;
        QTest::newRow("an environment variable") << "config: {target: TARGET, " + phases
                + "}\nscenarios: [{flow: [{get: {url: '/{{ $env.NOT_SET_HERE }}'}}]}]\n"
                                                 << "NOT_SET_HERE"_ba;
        QTest::newRow("a clients' file") << "config: {target: TARGET, " + phases
                + ", payload: {path: none.csv, fields: [a]}}"
                + flow << "none.csv"_ba;
    }
    void whatCannotBeKeptIsRefusedByName()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, said);
        FixedServer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        const QString file
            = saved(m_folder, u"refused.yml"_s, yaml.replace("TARGET", server.url().toUtf8()));
        LoadProcess load;
        QVERIFY(load.runToEnd({u"--scenario"_s, file}));
        QVERIFY2(load.exitCode() == 2, load.story().constData());
        SAID(load, said);
        QCOMPARE(server.requests.size(), 0);
    }

    void anEnvironmentIsChosen()
    {
        FixedServer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        const QString file = saved(m_folder, u"environments.yml"_s,
            "config: {target: 'http://127.0.0.1:1', phases: [{duration: 1, arrivalCount: 50}], "
            "http: {timeout: 5}, environments: {ci: {target: '"
                + server.url().toUtf8()
                + "', phases: [{duration: 1, arrivalCount: 3}]}}}\n"
                  "scenarios: [{flow: [{get: {url: /x}}]}]\n");
        LoadProcess load;
        QVERIFY(load.runToEnd({u"--scenario"_s, file, u"--environment"_s, u"ci"_s}));
        QVERIFY2(load.exitCode() == 0, load.story().constData());
        QCOMPARE(server.requests.size(), 3);
        LoadProcess none;
        QVERIFY(none.runToEnd({u"--scenario"_s, file, u"--environment"_s, u"prod"_s}));
        QCOMPARE(none.exitCode(), 2);
        SAID(none, "there is no “prod”; there are ci");
    }

    void urlsGoWhereTheySay()
    {
        FixedServer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        FixedServer other("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        const QString file = saved(m_folder, u"urls.yml"_s,
            "config: {target: 'http://me:HUSH@127.0.0.1:" + QByteArray::number(server.port())
                + "/base/', phases: [{duration: 1, arrivalCount: 1}]}\n"
                  "scenarios: [{flow: [{get: {url: /a}}, {post: {url: '"
                + other.url().toUtf8() + "/b?c=d', json: {}}}, {get: {url: '"
                + server.url().toUtf8() + "/e'}}]}]\n");
        LoadProcess load;
        QVERIFY(load.runToEnd({u"--scenario"_s, file}));
        QVERIFY2(load.exitCode() == 0, load.story().constData());
        QCOMPARE(server.requests.size(), 2);
        QVERIFY2(server.requests[0].startsWith("GET /base/a HTTP/1.1\r\n"),
            server.requests[0].constData());
        QVERIFY(server.requests[0].contains("\r\nAuthorization: Basic bWU6SFVTSA==\r\n"));
        QVERIFY(server.requests[1].startsWith("GET /e HTTP/1.1\r\n"));
        QCOMPARE(other.requests.size(), 1);
        QVERIFY(other.requests[0].startsWith(QByteArray("POST /b?c=d HTTP/1.1\r\nHost: 127.0.0.1:"
            + QByteArray::number(other.port()) + "\r\n")));
        QVERIFY(!other.requests[0].contains("Authorization"));
        QVERIFY(!everythingOf(load).contains("HUSH"));
    }

    void whatAScenarioExpectsOfAnswersDecides_data()
    {
        QTest::addColumn<QByteArray>("expect");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("a status") << "statusCode: 200"_ba << 0;
        QTest::newRow("one of several") << "statusCode: [201, 200]"_ba << 0;
        QTest::newRow("another status") << "statusCode: [201, 204]"_ba << 1;
        QTest::newRow("not that") << "notStatusCode: 200"_ba << 1;
        QTest::newRow("type") << "contentType: json"_ba << 0;
        QTest::newRow("whole type") << "contentType: application/json"_ba << 0;
        QTest::newRow("another type") << "contentType: html"_ba << 1;
        QTest::newRow("a member") << "hasProperty: user.name"_ba << 0;
        QTest::newRow("no member") << "hasProperty: user.age"_ba << 1;
        QTest::newRow("without a member") << "notHasProperty: user.age"_ba << 0;
        QTest::newRow("a header") << "hasHeader: x-a"_ba << 0;
        QTest::newRow("a header's value") << "headerEquals: [X-A, c]"_ba << 1;
        QTest::newRow("equal") << "equals: ['{{ who }}', Ada]"_ba << 0;
        QTest::newRow("unequal") << "equals: ['{{ who }}', Bob]"_ba << 1;
        QTest::newRow("a pattern") << "matchesRegexp: 'na.e'"_ba << 0;
    }
    void whatAScenarioExpectsOfAnswersDecides()
    {
        QFETCH(QByteArray, expect);
        QFETCH(int, exitCode);
        FixedServer server("HTTP/1.1 200 OK\r\nContent-Type: application/json; "
                           "charset=utf-8\r\nX-A: b\r\nContent-Length: 23\r\n\r\n",
            "{\"user\":{\"name\":\"Ada\"}}");
        const QString file = saved(m_folder, u"expect.yml"_s,
            "config: {target: '" + server.url().toUtf8()
                + "', phases: [{duration: 1, arrivalCount: 2}], plugins: {expect: {}}}\n"
                  "scenarios: [{flow: [{get: {url: /a, capture: {json: $.user.name, as: who}, "
                  "expect: [{"
                + expect + "}]}}]}]\n");
        LoadProcess load;
        QVERIFY(load.runToEnd({u"--scenario"_s, file}));
        QVERIFY2(load.exitCode() == exitCode, load.story().constData());
        if (exitCode == 1)
            SAID(load,
                expect.startsWith("statusCode") ? "Nothing was tested"
                                                : "NOT MET  the scenario's expect: 2 ");
    }

    void filesAsPeopleHaveThemRun()
    {
        FixedServer server("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Id: "
                           "77\r\nContent-Length: 15\r\n\r\n",
            "{\"token\":\"t-9\"}");
        saved(m_folder, u"users.csv"_s, "ada\nbob\n");
        const QString file = saved(m_folder, u"people.yml"_s,
            "config:\n  target: '" + server.url().toUtf8()
                + "'\n  phases: [{duration: 1, arrivalCount: 2}]\n  payload: {path: users.csv, "
                  "fields: [user]}\n"
                  "  variables: {kind: [like, like]}\n"
                  "  ensure: {conditions: [{expression: 'vusers.failed == 0 and "
                  "http.response_time.p99 < 5000'}], thresholds: [{http.response_time.p95: "
                  "5000}]}\n"
                  "scenarios:\n  - engine: http\n    flow:\n"
                  "      - get: {url: '/login/{{ user }}', capture: [{json: $.token, as: token}, "
                  "{header: x-id, as: id}, {regexp: 't-(\\d)', as: nine}, {json: $.token}]}\n"
                  "      - think: 0.01-0.02\n"
                  "      - loop:\n          - get: {url: '/{{ $loopElement }}/{{ token }}/{{ id "
                  "}}/{{ nine }}/{{ kind }}?u={{ $uuid }}&t={{ $timestamp }}&r={{ "
                  "$randomNumber(5,5) }}'}\n        over: [a, b]\n");
        LoadProcess load;
        QVERIFY(load.runToEnd({u"--scenario"_s, file}));
        QVERIFY2(load.exitCode() == 0, load.story().constData());
        SAID(load, "Artillery 2 itself wants “as”");
        QCOMPARE(server.requests.size(), 6);
        QByteArray all = server.requests.join();
        for (const QByteArray& part : {"GET /login/ada "_ba, "GET /login/bob "_ba,
                 "GET /a/t-9/77/9/like?u="_ba, "GET /b/t-9/77/9/like?u="_ba, "&r=5 HTTP"_ba})
            QVERIFY2(all.contains(part), QByteArray(part + "\n" + all).constData());
    }

    void numbersThatCouldMeanTwoThingsAreRefused_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("a share") << QStringList{u"--slow-readers"_s, u"1"_s}
                                 << "--slow-readers: “1” could be a part or percent; write 1%"_ba;
        QTest::newRow("a user") << QStringList{u"--publish-rate"_s, u"1"_s, u"--publish-to"_s,
            u"user=9"_s} << "--publish-to: there is no user 9; the clients are users 1 to 2"_ba;
        QTest::newRow("a path") << QStringList{u"--path"_s, u"noslash"_s}
                                << "--path: “noslash” is no path"_ba;
        QTest::newRow("a header") << QStringList{u"--header"_s, u"Foo"_s}
                                  << "--header: “Foo” is no header"_ba;
        QTest::newRow("a secret header") << QStringList{u"--header"_s, u"Authorization HUSH"_s}
                                         << "--header: “Authorization” is no header"_ba;
        QTest::newRow("a broken address")
            << QStringList{u"--target"_s, u"ftp://u:HUSH@h"_s} << "--target: "_ba;
    }
    void numbersThatCouldMeanTwoThingsAreRefused()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, said);
        LoadProcess load;
        QVERIFY(
            load.runToEnd(QStringList{u"--target"_s, u"http://127.0.0.1:1"_s} + shortly(options)));
        QCOMPARE(load.exitCode(), 2);
        SAID(load, said);
        QVERIFY2(!load.standardError().contains("HUSH"), load.story().constData());
    }
};

ROOM_TEST(TstLoadTruth, QCoreApplication)
#include "tst_load_truth.moc"
