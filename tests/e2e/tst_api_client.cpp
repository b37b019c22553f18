// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/event_stream.h"
#include "support/hub_process.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// /api/openapi.json as other people's programs take it: the standard's schema, a linter, and a
// client that is made of it and type-checked (tests/e2e/node/api_client.mjs), against a real hub.
class TstApiClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClientMadeOfTheDescriptionPublishesReadsTheReceiptAndLists()
    {
        const QString node = QStandardPaths::findExecutable(u"node"_s);
        const QString folder = QStringLiteral(FANLIGHT_NODE_FOLDER);
        if (node.isEmpty()
            || !QFile::exists(folder + u"/node_modules/openapi-typescript/package.json"_s))
            QSKIP("there is no Node.js with openapi-typescript (tests/run installs it)");
        HubProcess hub;
        QVERIFY2(hub.start({u"--admin-token"_s, u"of-it-all"_s, u"--anonymous"_s, u"all"_s}),
            hub.story().constData());
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        const QTemporaryDir work;
        QFile description(work.filePath(u"openapi.json"_s));
        QVERIFY(description.open(QIODevice::WriteOnly));
        description.write(httpGet(hub.port(), "/api/openapi.json").body);
        description.close();

        QProcess program;
        program.start(node,
            {QStringLiteral(FANLIGHT_API_CLIENT), folder, work.path(), description.fileName(),
                u"http://127.0.0.1:%1"_s.arg(hub.port()), u"of-it-all"_s});
        QVERIFY(program.waitForFinished(120'000));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
        const QJsonObject saw = QJsonDocument::fromJson(program.readAllStandardOutput()).object();
        const QJsonObject expected{{u"role"_s, u"admin"_s}, {u"recipients"_s, 1},
            {u"receiptOf"_s, true}, {u"acknowledgedAtMost"_s, 1}, {u"users"_s, QJsonArray{u"42"_s}},
            {u"added"_s, 2}, {u"followers"_s, 2}, {u"noReceipt"_s, 404},
            {u"refused"_s, u"userId: must be a string or a whole number"_s}, {u"nowhere"_s, 404},
            {u"nothing"_s, true}};
        QCOMPARE(saw, expected);
        QCOMPARE(stream.next().data, QByteArray("{\"type\":\"like\",\"postId\":9001}"));
        QCOMPARE(stream.next().data, QByteArray("hello"));
    }
};

ROOM_TEST(TstApiClient, QCoreApplication)
#include "tst_api_client.moc"
