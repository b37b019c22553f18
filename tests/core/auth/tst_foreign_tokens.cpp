// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/verifier.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

using namespace fanlight::jwt;
using namespace Qt::Literals::StringLiterals;

namespace {

// Keys and tokens of python3-jwt (PyJWT) and python3-cryptography, of Debian.
const char* const TokenMaker
    = "import json, sys, time, jwt\n"
      "from cryptography.hazmat.primitives.asymmetric import rsa, ec, ed25519\n"
      "from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat\n"
      "claims = {'sub': '42', 'iss': 'foreign', 'exp': int(time.time()) + 60}\n"
      "r = rsa.generate_private_key(65537, 2048)\n"
      "e = {n: ec.generate_private_key(c()) for n, c in (('ES256', ec.SECP256R1), ('ES384', "
      "ec.SECP384R1), ('ES512', ec.SECP521R1))}\n"
      "keys = {a: r for a in ('RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512')}\n"
      "keys.update(e); keys['EdDSA'] = ed25519.Ed25519PrivateKey.generate()\n"
      "out = {a: {'token': jwt.encode(claims, k, a), 'key': k.public_key().public_bytes("
      "Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(), 'access': jwt.encode(claims, k, "
      "a, headers={'typ': 'at+jwt'})} for a, k in keys.items()}\n"
      "for a in ('HS256', 'HS384', 'HS512'):\n"
      "    out[a] = {'token': jwt.encode(claims, 's' * 64, a), 'access': jwt.encode(claims, 's' * "
      "64, a, headers={'typ': 'at+jwt'})}\n"
      "print(json.dumps(out))\n";

} // namespace

class TestForeignTokens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess python;
        // not whatever is first in the path: the packages are those of the distribution
        python.start(u"/usr/bin/python3"_s, {u"-c"_s, QString::fromUtf8(TokenMaker)});
        if (!python.waitForFinished() || python.exitCode() != 0)
            QSKIP("there is no python3-jwt with python3-cryptography");
        m_made = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
        QCOMPARE(m_made.size(), 13);
    }
    void areTaken_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const QString& name : m_made.keys())
            QTest::newRow(qPrintable(name)) << name;
    }
    void areTaken()
    {
        QFETCH(QString, algorithm);
        const QJsonObject made = m_made[algorithm].toObject();
        std::string error;
        std::vector<Key> keys = readKeys(made["key"_L1].toString().toStdString()).keys;
        if (algorithm.startsWith(u"HS"))
            keys = {*Key::ofSecret(std::string(64, 's'), error)};
        QCOMPARE(keys.size(), std::size_t(1));
        const Verifier verifier(keys,
            {.issuer = "foreign",
                .audience = {},
                .userClaim = "sub",
                .leeway = std::chrono::seconds(30),
                .allowsNoExpiry = false});
        for (const QString& name : {u"token"_s, u"access"_s}) {
            const Verdict verdict = verifier.verify(
                made[name].toString().toStdString(), QDateTime::currentMSecsSinceEpoch());
            QCOMPARE(QString::fromStdString(verdict.refusal), QString());
            QCOMPARE(verdict.user, std::string("42"));
        }
    }

private:
    QJsonObject m_made;
};

ROOM_TEST(TestForeignTokens, QCoreApplication)
#include "tst_foreign_tokens.moc"
