// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/signer.h"
#include "support/room.h"

#include <QProcess>
#include <QtTest>

using namespace fanlight::jwt;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const char* const P256X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
const char* const P256Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

std::string json(QString text)
{
    return text.replace(u'\'', u'"').toStdString();
}

std::string ecJwk(const char* more = "")
{
    return json(u"{'kty':'EC','crv':'P-256','x':'%1','y':'%2'%3}"_s.arg(
        QLatin1StringView(P256X), QLatin1StringView(P256Y), QString::fromUtf8(more)));
}

QStringList algorithmsOf(const Key& key)
{
    QStringList names;
    for (int i = 0; i <= int(Algorithm::EdDSA); ++i) {
        if (key.allows(static_cast<Algorithm>(i)))
            names.append(QString::fromLatin1(algorithmName(static_cast<Algorithm>(i))));
    }
    return names;
}

const QStringList OfRsa{u"RS256"_s, u"RS384"_s, u"RS512"_s, u"PS256"_s, u"PS384"_s, u"PS512"_s};

} // namespace

class TestKeyReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void algorithmsFollowFromTheType()
    {
        const auto of = [](const std::string& text) {
            const KeysRead read = readKeys(text);
            return read.keys.size() == 1 ? algorithmsOf(read.keys.front())
                                         : QStringList{QString::fromStdString(read.error)};
        };
        QCOMPARE(of(Signer::rsa().publicPem()), OfRsa);
        QCOMPARE(of(Signer::ec("P-256").publicPem()), QStringList{u"ES256"_s});
        QCOMPARE(of(Signer::ec("P-384").publicPem()), QStringList{u"ES384"_s});
        QCOMPARE(of(Signer::ec("P-521").publicPem()), QStringList{u"ES512"_s});
        QCOMPARE(of(Signer::ed25519().publicPem()), QStringList{u"EdDSA"_s});
        QCOMPARE(of(ecJwk()), QStringList{u"ES256"_s});
        const std::string secret = encodeBase64Url(std::string(32, 'k'));
        QCOMPARE(of(json(u"{'kty':'oct','k':'%1'}"_s.arg(QString::fromStdString(secret)))),
            (QStringList{u"HS256"_s, u"HS384"_s, u"HS512"_s}));
        QCOMPARE(
            of(json(u"{'kty':'oct','alg':'HS384','k':'%1'}"_s.arg(QString::fromStdString(secret)))),
            QStringList{u"HS384"_s});
    }
    void certificatesAndPkcs1AreRead()
    {
        QTemporaryDir folder;
        const auto openssl = [&](const QStringList& arguments) {
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(u"openssl"_s, arguments);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        if (!openssl({u"version"_s}))
            QSKIP("there is no openssl");
        QVERIFY(openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-subj"_s,
            u"/CN=issuer"_s, u"-keyout"_s, u"key"_s, u"-out"_s, u"certificate"_s}));
        QVERIFY(
            openssl({u"rsa"_s, u"-in"_s, u"key"_s, u"-RSAPublicKey_out"_s, u"-out"_s, u"pkcs1"_s}));
        for (const QString& name : {u"certificate"_s, u"pkcs1"_s}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const KeysRead read = readKeys(file.readAll().toStdString());
            QCOMPARE(QString::fromStdString(read.error), QString());
            QCOMPARE(algorithmsOf(read.keys.front()), OfRsa);
        }
    }
    void severalInARowAreSeveralKeys()
    {
        const KeysRead read = readKeys(
            "before\n" + Signer::ed25519().publicPem() + Signer::ec("P-256").publicPem());
        QCOMPARE(read.keys.size(), std::size_t(2));
    }
    void aSetPassesOverWhatIsNotForUs()
    {
        const std::string set = "{\"keys\":[" + ecJwk(",'kid':'one'") + "," + ecJwk(",'use':'enc'")
            + "," + ecJwk(",'key_ops':['sign']") + ",{\"kty\":\"new\"},7,"
            + ecJwk(",'key_ops':['verify','x'],'alg':'ES256','use':'sig'") + "]}";
        const KeysRead read = readKeys(set);
        QCOMPARE(QString::fromStdString(read.error), QString());
        QCOMPARE(read.keys.size(), std::size_t(2));
        QCOMPARE(read.keys.front().id(), std::string("one"));
        QCOMPARE(read.passedOver.size(), std::size_t(4));
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char* name, const std::string& text, const char* why) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(why);
        };
        row("nothing", "", "neither PEM nor a JWK");
        row("a text", "secret", "neither PEM nor a JWK");
        row("half JSON", "{\"kty\":", "not JSON");
        row("a name twice", "{\"kty\":\"EC\",\"kty\":\"oct\"}", "twice");
        row("a name twice inside", "{\"keys\":[{\"kty\":\"EC\",\"kty\":\"oct\"}]}", "twice");
        row("an empty set", "{\"keys\":[]}", "no key in it");
        row("RSA 1024", Signer::rsa(1024).publicPem(), "2048");
        row("another curve", Signer::ec("secp256k1").publicPem(), "none of P-256");
        row("a private key", Signer::ed25519().privatePem(), "private");
        row("a private JWK", ecJwk(",'d':'AA'"), "private");
        row("half PEM", "-----BEGIN PUBLIC KEY-----\nMFk", "no key");
        row("PEM of nothing", "-----BEGIN PUBLIC KEY-----\nMFk=\n-----END PUBLIC KEY-----\n",
            "cannot be read");
        row("no curve", json(u"{'kty':'EC','x':'AA','y':'AA'}"_s), "curve");
        row("short coordinates", json(u"{'kty':'EC','crv':'P-256','x':'AA','y':'AA'}"_s), "no key");
        row("beside the curve",
            json(u"{'kty':'EC','crv':'P-256','x':'%1','y':'%1'}"_s.arg(QLatin1StringView(P256X))),
            "no key");
        row("an Ed25519 key that is short", json(u"{'kty':'OKP','crv':'Ed25519','x':'AAAA'}"_s),
            "no key");
        row("X25519", json(u"{'kty':'OKP','crv':'X25519','x':'AAAA'}"_s), "Ed25519");
        row("an empty secret", json(u"{'kty':'oct','k':''}"_s), "32 bytes");
        row("a short secret", json(u"{'kty':'oct','k':'c2VjcmV0'}"_s), "32 bytes");
        row("padding", json(u"{'kty':'oct','k':'c2VjcmV0=='}"_s), "base64url");
        row("an algorithm of another type", ecJwk(",'alg':'HS256'"), "alg");
        row("no algorithm at all", ecJwk(",'alg':'none'"), "alg");
        row("for encryption", ecJwk(",'use':'enc'"), "sig");
        row("a kid that is a number", ecJwk(",'kid':7"), "kid");
        row("RSA without members", json(u"{'kty':'RSA','n':'AQAB'}"_s), "no key");
        row("RSA with the exponent 1",
            json(u"{'kty':'RSA','n':'%1','e':'AQ'}"_s.arg(
                QString::fromStdString(encodeBase64Url(std::string(256, '\xff'))))),
            "exponent");
        row("too long", std::string(MaxKeyFileBytes + 1, ' '), "1024 KiB");
        row("too deep", std::string(20, '[') + std::string(20, ']'), "neither");
        std::string many = "{\"keys\":[";
        for (std::size_t i = 0; i <= MaxKeys; ++i)
            many += (i == 0 ? "" : ",") + ecJwk();
        row("too many", many + "]}", "more than 32");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, why);
        const KeysRead read = readKeys(text.toStdString());
        QVERIFY(read.keys.empty());
        QVERIFY2(read.error.find(why.toStdString()) != std::string::npos, read.error.c_str());
    }
    void aKeyInPemIsNoSecret()
    {
        std::string why;
        QVERIFY(!Key::ofSecret(Signer::rsa().publicPem(), why));
        QVERIFY2(why.find("--jwt-key") != std::string::npos, why.c_str());
    }
    void nothingIsLeftInTheErrorsOfOpenSsl()
    {
        QVERIFY(
            readKeys("-----BEGIN PUBLIC KEY-----\nMFk=\n-----END PUBLIC KEY-----\n").keys.empty());
        QCOMPARE(ERR_peek_error(), 0UL);
    }
};

ROOM_TEST(TestKeyReader, QCoreApplication)
#include "tst_key_reader.moc"
