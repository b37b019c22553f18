// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// The same keys in python3-jwt (PyJWT), of Debian: tokens on stdout for what jose has made.
const char* const PythonSigner
    = "import json, sys, time, jwt\n"
      "made = json.load(sys.stdin)\n"
      "claims = {'sub': '42', 'iss': 'https://id.example', 'aud': 'hub', 'exp': int(time.time()) + "
      "600}\n"
      "keys = {'RS256': 'rsa', 'PS256': 'rsa', 'ES256': 'p256', 'ES384': 'p384', 'EdDSA': 'ed'}\n"
      "out = {}\n"
      "for a, k in list(keys.items()) + [('HS256', None)]:\n"
      "    key = made['pems'][k] if k else made['secret']\n"
      "    out[a] = jwt.encode(claims, key, a)\n"
      "    out[a + ' at+jwt'] = jwt.encode(claims, key, a, headers={'typ': 'at+jwt'})\n"
      "print(json.dumps(out))\n";

QJsonObject printedBy(
    const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

bool saveText(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

// Tokens of other people's libraries, and what such a library lets an attacker make, at a real
// fanlightd.
class TstForeignAccess : public QObject {
    Q_OBJECT

    QStringList knowsKeys() const
    {
        return {u"--jwt-key"_s, m_folder.filePath(u"jwks.json"_s), u"--jwt-secret"_s,
            u'@' + m_folder.filePath(u"secret"_s), u"--jwt-issuer"_s, u"https://id.example"_s,
            u"--jwt-audience"_s, u"hub"_s};
    }
    static Headers bearer(const QByteArray& token)
    {
        return {{"Authorization", "Bearer " + token}};
    }

    void addRows(const QJsonObject& tokens)
    {
        QTest::addColumn<QByteArray>("token");
        for (auto at = tokens.begin(); at != tokens.end(); ++at)
            QTest::newRow(qPrintable(at.key())) << at.value().toString().toLatin1();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString node = QStandardPaths::findExecutable(u"node"_s);
        const QString folder = QStringLiteral(FANLIGHT_NODE_FOLDER);
        if (node.isEmpty() || !QFile::exists(folder + u"/node_modules/jose/package.json"_s))
            QSKIP("there is no Node.js with jose (tests/run installs it)");
        m_made = printedBy(node, {QStringLiteral(FANLIGHT_FOREIGN_TOKENS), folder});
        QCOMPARE(m_made["tokens"_L1].toObject().size(), 19);
        QVERIFY(m_made["attacks"_L1].toObject().size() >= 30);
        QVERIFY(saveText(m_folder.filePath(u"jwks.json"_s),
            QJsonDocument(m_made["jwks"_L1].toObject()).toJson()));
        QVERIFY(
            saveText(m_folder.filePath(u"secret"_s), m_made["secret"_L1].toString().toLatin1()));
        m_madeByPython = printedBy(u"/usr/bin/python3"_s,
            {u"-c"_s, QString::fromUtf8(PythonSigner)}, QJsonDocument(m_made).toJson());
        START_HUB(m_hub, knowsKeys());
    }

    void tokensOfJoseAreTaken_data() { addRows(m_made["tokens"_L1].toObject()); }
    void tokensOfJoseAreTaken()
    {
        QFETCH(QByteArray, token);
        const HttpResponse who = httpGet(m_hub.port(), "/api/whoami", bearer(token));
        QVERIFY2(who.status == 200, who.body.constData());
        QCOMPARE(who.json()["name"_L1].toString(), u"42"_s);
        EventStream stream(m_hub.port(), {}, bearer(token));
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
    }

    void tokensOfPyJwtAreTaken_data()
    {
        addRows(m_madeByPython);
        if (m_madeByPython.isEmpty())
            QTest::newRow("none") << QByteArray();
    }
    void tokensOfPyJwtAreTaken()
    {
        QFETCH(QByteArray, token);
        if (token.isEmpty())
            QSKIP("there is no python3-jwt with python3-cryptography");
        const HttpResponse who = httpGet(m_hub.port(), "/api/whoami", bearer(token));
        QVERIFY2(who.status == 200, who.body.constData());
        QCOMPARE(who.json()["name"_L1].toString(), u"42"_s);
    }

    void attacksAreRefused_data() { addRows(m_made["attacks"_L1].toObject()); }
    // Each at a hub of its own, which has refused nobody before.
    void attacksAreRefused()
    {
        QFETCH(QByteArray, token);
        HubProcess hub;
        START_HUB(hub, knowsKeys());
        for (const Headers& headers :
            {bearer(token), Headers{{"Cookie", "fanlight_token=" + token}}}) {
            HttpClient client(hub.port());
            client.send(requestBytes(hub.port(), "GET", "/api/notifications?userId=42", headers));
            const HttpResponse answer = client.read();
            QVERIFY2(answer.status == 401, answer.body.constData());
            QVERIFY2(!answer.error().isEmpty(), answer.body.constData());
        }
        QVERIFY(hub.isRunning());
        QVERIFY(!hub.standardError().contains(token.right(20)));
    }

    void aTokenOpensNobodyElsesStream()
    {
        const QByteArray token = m_made["tokens"_L1].toObject()["ES256"_L1].toString().toLatin1();
        HttpClient client(m_hub.port());
        client.send(
            requestBytes(m_hub.port(), "GET", "/api/notifications?userId=1", bearer(token)));
        QCOMPARE(client.read().status, 403);
    }

    void aKeyOf1024BitsIsRefusedAtTheStart()
    {
        const QString path = m_folder.filePath(u"small.pem"_s);
        QVERIFY(saveText(path, m_made["smallPem"_L1].toString().toLatin1()));
        HubProcess hub;
        QVERIFY(hub.runToEnd({u"--listen"_s, u"127.0.0.1:0"_s, u"--jwt-key"_s, path}));
        QVERIFY(hub.exitCode() != 0);
        QVERIFY2(
            hub.standardError().contains("2048 to 8192 bits"), hub.standardError().constData());
    }

private:
    QTemporaryDir m_folder;
    QJsonObject m_made;
    QJsonObject m_madeByPython;
    HubProcess m_hub;
};

ROOM_TEST(TstForeignAccess, QCoreApplication)
#include "tst_foreign_access.moc"
