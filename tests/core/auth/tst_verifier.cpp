// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/rfc_vectors.h"
#include "core/auth/signer.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::jwt;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t TokenNow = 1'700'000'000; // seconds
const std::string SharedSecret = "a secret of thirty-two bytes and more";

std::string members(QString text)
{
    return text.replace(u'\'', u'"').toStdString();
}

std::string claims(const QString& more = {})
{
    return members(u"{'sub':'42','exp':%1%2}"_s.arg(TokenNow + 60).arg(more));
}

const std::string HsHeader = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

std::string hs(const std::string& payload)
{
    return Signer::hmacToken(HsHeader, payload, SharedSecret);
}

Key publicKey(const Signer& signer, const char* id = "")
{
    std::string why;
    Key key = *Key::ofPublic(signer.key(), why);
    key.setId(id);
    return key;
}

Key secretKey(const std::string& secret = SharedSecret)
{
    std::string why;
    return *Key::ofSecret(secret, why);
}

std::string refusalOf(
    const std::vector<Key>& keys, const std::string& token, TokenChecks checks = {})
{
    return Verifier(keys, std::move(checks)).verify(token, TokenNow * 1000).refusal;
}

bool says(const std::string& refusal, const char* what)
{
    return refusal.find(what) != std::string::npos;
}

} // namespace

class TestVerifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTheVectorsOfTheRfcs_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < SignatureVectors.size(); ++i)
            QTest::newRow(SignatureVectors[i].name) << int(i);
    }
    void takesTheVectorsOfTheRfcs()
    {
        QFETCH(int, index);
        const SignatureVector& vector = SignatureVectors[std::size_t(index)];
        const KeysRead read = readKeys(members(QString::fromUtf8(vector.jwk)));
        QCOMPARE(QString::fromStdString(read.error), QString());
        const Verifier verifier(read.keys, {});
        const Verifier::Opened opened = verifier.open(vector.token);
        QCOMPARE(QString::fromStdString(opened.refusal), QString());
        QVERIFY2(opened.payload.starts_with(members(QString::fromUtf8(vector.payloadBegins))),
            opened.payload.c_str());
        // and not with one bit turned, wherever that is
        const std::string token = vector.token;
        const std::size_t second = token.rfind('.');
        auto signature = *decodeBase64Url(token.substr(second + 1));
        for (std::size_t at = 0; at < signature.size(); at += 7) {
            signature[at] = static_cast<char>(signature[at] ^ 1);
            QVERIFY(says(
                verifier.open(token.substr(0, second + 1) + encodeBase64Url(signature)).refusal,
                "signature is wrong"));
            signature[at] = static_cast<char>(signature[at] ^ 1);
        }
    }
    void takesEachAlgorithmOfItsKey_data()
    {
        QTest::addColumn<QByteArray>("algorithm");
        for (const char* name : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256",
                 "ES384", "ES512", "EdDSA"})
            QTest::newRow(name) << QByteArray(name);
    }
    void takesEachAlgorithmOfItsKey()
    {
        QFETCH(QByteArray, algorithm);
        const std::string alg = algorithm.toStdString();
        const Signer signer = alg == "EdDSA" ? Signer::ed25519()
            : alg == "ES256"                 ? Signer::ec("P-256")
            : alg == "ES384"                 ? Signer::ec("P-384")
            : alg == "ES512"                 ? Signer::ec("P-521")
                                             : Signer::rsa();
        const Verifier verifier({publicKey(signer)}, {});
        const Verdict good = verifier.verify(signer.token(claims(), alg), TokenNow * 1000);
        QCOMPARE(QString::fromStdString(good.refusal), QString());
        QCOMPARE(good.user, std::string("42"));
        QCOMPARE(good.validUntilMs, std::int64_t((TokenNow + 60 + 30) * 1000));
        // for access, as RFC 9068 says it
        QCOMPARE(QString::fromStdString(refusalOf({publicKey(signer)},
                     signer.token(members(u"{'alg':'%1','typ':'at+jwt'}"_s.arg(
                                      QString::fromUtf8(algorithm))),
                         claims(), alg))),
            QString());
    }
    void noHeaderHelpsAToken()
    {
        const Signer own = Signer::rsa();
        const Signer foreign = Signer::rsa();
        const std::vector<Key> keys{publicKey(own)};
        const std::string payload = encodeBase64Url(claims());
        const auto unsignedToken = [&](const char* header) {
            return encodeBase64Url(members(QString::fromLatin1(header))) + '.' + payload + '.';
        };
        for (const char* none :
            {"{'alg':'none'}", "{'alg':'None'}", "{'alg':'nOnE'}", "{'alg':''}"})
            QVERIFY2(says(refusalOf(keys, unsignedToken(none)), "does not take"), none);
        QVERIFY(says(refusalOf(keys, unsignedToken("{'typ':'JWT'}")), "(alg)"));
        QVERIFY(says(refusalOf(keys, unsignedToken("{'alg':7}")), "(alg)"));
        QVERIFY(says(refusalOf(keys, unsignedToken("{'alg':'RS256'}")), "signature is wrong"));
        // a key of its own, inside or by address
        for (const char* member : {"'jwk':{'kty':'oct','k':'AA'}", "'jku':'http://127.0.0.1/'",
                 "'x5u':'http://127.0.0.1/'", "'x5c':['AA']"}) {
            const std::string header
                = members(u"{'alg':'RS256',%1}"_s.arg(QString::fromLatin1(member)));
            QVERIFY2(says(refusalOf(keys, foreign.token(header, claims(), "RS256")),
                         "signature is wrong"),
                member);
        }
        QVERIFY(says(
            refusalOf(keys,
                own.token(members(u"{'alg':'RS256','crit':['exp'],'exp':1}"_s), claims(), "RS256")),
            "(crit)"));
        QVERIFY(says(
            refusalOf(keys, own.token(members(u"{'alg':'RS256','crit':[]}"_s), claims(), "RS256")),
            "(crit)"));
        QVERIFY(says(refusalOf(keys,
                         own.token(members(u"{'alg':'RS256','b64':false}"_s), claims(), "RS256")),
            "(b64)"));
        QVERIFY(says(
            refusalOf(keys, own.token("{\"alg\":\"RS256\",\"alg\":\"RS256\"}", claims(), "RS256")),
            "twice"));
        QVERIFY(
            says(refusalOf(keys,
                     own.token(members(u"{'alg':'RS256','typ':'dpop+jwt'}"_s), claims(), "RS256")),
                "typ"));
    }
    void aPublicKeyIsNoSecret()
    {
        const Signer own = Signer::rsa();
        const std::vector<Key> keys{publicKey(own)};
        const std::string jwk = members(u"{'kty':'RSA','n':'AQAB','e':'AQAB'}"_s);
        std::string pem = own.publicPem();
        for (const std::string& secret : {pem, pem.substr(0, pem.size() - 1), own.publicDer(), jwk})
            QVERIFY(says(
                refusalOf(keys, Signer::hmacToken(HsHeader, claims(), secret)), "no key for that"));
    }
    void aKeySignsWithItsOwnCurveAlone()
    {
        const Signer p384 = Signer::ec("P-384");
        // ES256 means P-256: a signature of the right length from another curve is none
        QVERIFY(says(refusalOf({publicKey(p384)}, p384.token(claims(), "ES256")), "no key"));
        const Signer p256 = Signer::ec("P-256");
        const std::vector<Key> both{publicKey(p256), publicKey(p384)};
        QVERIFY(says(refusalOf(both, p384.token(claims(), "ES256")), "signature is wrong"));
    }
    void bentEcdsaSignaturesAreRefused()
    {
        const Signer signer = Signer::ec("P-256");
        const Verifier verifier({publicKey(signer)}, {});
        const std::string token = signer.token(claims(), "ES256");
        QVERIFY(verifier.verify(token, TokenNow * 1000).isGood());
        const std::size_t end = token.rfind('.');
        const std::string text = token.substr(0, end);
        const std::string raw = *decodeBase64Url(token.substr(end + 1));
        const std::string zeros(32, '\0');
        const std::string order = QByteArray::fromHex(
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
                                      .toStdString();
        const std::string one = std::string(31, '\0') + '\1';
        for (const std::string& bent : {std::string(), raw.substr(0, 63), raw + '\0', '\0' + raw,
                 zeros + zeros, zeros + raw.substr(32), raw.substr(0, 32) + zeros,
                 order + raw.substr(32), raw.substr(0, 32) + order, std::string(64, '\xff'),
                 one + one, signer.signature(text, "SHA256"), raw.substr(32) + raw.substr(0, 32)})
            QVERIFY(
                says(verifier.verify(text + '.' + encodeBase64Url(bent), TokenNow * 1000).refusal,
                    "signature is wrong"));
    }
    void anRsaSignatureHasTheLengthOfItsKey()
    {
        const Signer signer = Signer::rsa();
        const Verifier verifier({publicKey(signer)}, {});
        const std::string token = signer.token(claims(), "RS256");
        const std::size_t end = token.rfind('.');
        const std::string raw = *decodeBase64Url(token.substr(end + 1));
        for (const std::string& bent : {std::string(), raw.substr(1), raw + '\0', '\0' + raw})
            QVERIFY(
                !verifier.verify(token.substr(0, end + 1) + encodeBase64Url(bent), TokenNow * 1000)
                     .isGood());
        // PS256 with a salt of another length, and RS256 passed off as PS256
        const std::string asPss
            = encodeBase64Url(members(u"{'alg':'PS256'}"_s)) + '.' + encodeBase64Url(claims());
        QVERIFY(!verifier
                     .verify(asPss + '.' + encodeBase64Url(signer.signature(asPss, "SHA256")),
                         TokenNow * 1000)
                     .isGood());
    }
    void timesAreChecked_data()
    {
        QTest::addColumn<QString>("payload");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char* name, const QString& payload, const char* why) {
            QTest::newRow(name) << payload << QByteArray(why);
        };
        const auto at = [](std::int64_t seconds) { return QString::number(TokenNow + seconds); };
        row("expired", u"{'sub':'1','exp':%1}"_s.arg(at(-42)), "token expired 42 s ago");
        row("long expired", u"{'sub':'1','exp':1}"_s, "days ago");
        row("within the leeway", u"{'sub':'1','exp':%1}"_s.arg(at(-29)), "");
        row("at the end of the leeway", u"{'sub':'1','exp':%1}"_s.arg(at(-30)), "expired 30 s");
        row("a fraction", u"{'sub':'1','exp':%1.5}"_s.arg(at(1)), "");
        row("for ever", u"{'sub':'1','exp':1e300}"_s, "");
        row("none", u"{'sub':'1'}"_s, "no expiry");
        row("a text", u"{'sub':'1','exp':'%1'}"_s.arg(at(60)), "exp is not a number");
        row("null", u"{'sub':'1','exp':null}"_s, "exp is not a number");
        row("negative", u"{'sub':'1','exp':-1}"_s, "exp is not a number");
        row("not yet", u"{'sub':'1','exp':%1,'nbf':%2}"_s.arg(at(99), at(45)),
            "not valid yet, but in 45 s");
        row("nearly", u"{'sub':'1','exp':%1,'nbf':%2}"_s.arg(at(99), at(29)), "");
        row("from when it is a text", u"{'sub':'1','exp':%1,'nbf':'0'}"_s.arg(at(99)),
            "nbf is not a number");
        row("twice", u"{'sub':'1','exp':%1,'exp':%2}"_s.arg(at(-60), at(99)), "“exp” twice");
    }
    void timesAreChecked()
    {
        QFETCH(QString, payload);
        QFETCH(QByteArray, why);
        const std::string refusal = refusalOf({secretKey()}, hs(members(payload)));
        if (why.isEmpty())
            QCOMPARE(QString::fromStdString(refusal), QString());
        else
            QVERIFY2(says(refusal, why.constData()), refusal.c_str());
    }
    void noExpiryIsTakenOnlyWhereItMayBe()
    {
        TokenChecks checks;
        checks.allowsNoExpiry = true;
        const Verifier verifier({secretKey()}, checks);
        const Verdict good = verifier.verify(hs("{\"sub\":\"1\",\"iat\":5}"), TokenNow * 1000);
        QVERIFY(good.isGood());
        QCOMPARE(good.validUntilMs, std::int64_t(0));
        QCOMPARE(good.issuedAtMs, std::int64_t(5000));
        QVERIFY(!verifier.verify(hs("{\"sub\":\"1\",\"exp\":5}"), TokenNow * 1000).isGood());
    }
    void issuerAndAudienceMustBeThoseAskedFor()
    {
        TokenChecks checks;
        checks.issuer = "https://id.example";
        checks.audience = "hub";
        const auto refusal = [&](const char* more) {
            return refusalOf({secretKey()}, hs(claims(QString::fromLatin1(more))), checks);
        };
        QCOMPARE(refusal(",'iss':'https://id.example','aud':'hub'"), std::string());
        QCOMPARE(refusal(",'iss':'https://id.example','aud':['x','hub']"), std::string());
        QVERIFY(says(refusal(",'aud':'hub'"), "no issuer"));
        QVERIFY(says(refusal(",'iss':'https://id.example/','aud':'hub'"), "issuer"));
        QVERIFY(says(refusal(",'iss':['https://id.example'],'aud':'hub'"), "issuer"));
        QVERIFY(says(refusal(",'iss':'https://id.example'"), "no audience"));
        QVERIFY(says(refusal(",'iss':'https://id.example','aud':'hubs'"), "audience"));
        QVERIFY(says(refusal(",'iss':'https://id.example','aud':[7,{}]"), "audience"));
        // RFC 7519 §4.1.3: it is for somebody
        QVERIFY(says(refusalOf({secretKey()}, hs(claims(u",'aud':'shop'"_s))), "--jwt-audience"));
    }
    void theUserIsWhatItsClaimSays()
    {
        const auto user = [](const char* claim, const char* more) {
            TokenChecks checks;
            checks.userClaim = claim;
            return Verifier({secretKey()}, checks)
                .verify(hs(claims(QString::fromLatin1(more))), TokenNow * 1000);
        };
        QCOMPARE(user("sub", "").user, std::string("42"));
        QCOMPARE(user("uid", ",'uid':7").user, std::string("7"));
        QCOMPARE(
            user("uid", ",'uid':18446744073709551615").user, std::string("18446744073709551615"));
        QCOMPARE(user("https://x/u", ",'https://x/u':'J\\u00fc'").user, std::string("Jü"));
        for (const char* no :
            {"", ",'uid':null", ",'uid':''", ",'uid':1.5", ",'uid':['7']", ",'uid':true"})
            QVERIFY2(says(user("uid", no).refusal, "names no user"), no);
    }
    void theKeyIsThatOfItsId()
    {
        const Signer one = Signer::ec("P-256");
        const Signer two = Signer::ec("P-256");
        const std::vector<Key> keys{publicKey(one, "one"), publicKey(two, "two")};
        const auto token = [](const Signer& signer, const char* kid) {
            return signer.token(
                members(u"{'alg':'ES256'%1}"_s.arg(QString::fromLatin1(kid))), claims(), "ES256");
        };
        QCOMPARE(refusalOf(keys, token(one, ",'kid':'one'")), std::string());
        QCOMPARE(refusalOf(keys, token(two, "")), std::string()); // any
        QVERIFY(says(refusalOf(keys, token(one, ",'kid':'two'")), "signature is wrong"));
        QVERIFY(says(refusalOf(keys, token(one, ",'kid':'three'")), "key “three”"));
        QVERIFY(says(refusalOf(keys, token(one, ",'kid':7")), "kid"));
        // a key without an id is tried for any
        QCOMPARE(refusalOf({publicKey(one)}, token(one, ",'kid':'x'")), std::string());
        const std::vector<Key> many(Verifier::MaxTried + 1, publicKey(one));
        QVERIFY(says(refusalOf(many, token(one, "")), "must name its key"));
    }
    void aSecretOfBeforeIsTakenBesideTheNewOne()
    {
        const std::string before = "the secret before, of thirty-two bytes";
        const std::vector<Key> keys{secretKey(), secretKey(before)};
        QCOMPARE(refusalOf(keys, Signer::hmacToken(HsHeader, claims(), before)), std::string());
        QCOMPARE(refusalOf(keys, hs(claims())), std::string());
        QVERIFY(!refusalOf(keys, Signer::hmacToken(HsHeader, claims(), before + "x")).empty());
    }
    void whatIsNoTokenIsRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        const QByteArray good = QByteArray::fromStdString(hs(claims()));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("dots") << QByteArray("..");
        QTest::newRow("two parts") << good.left(good.lastIndexOf('.'));
        QTest::newRow("four parts") << good + ".x";
        QTest::newRow("encrypted") << good + ".x.x";
        QTest::newRow("a blank in front") << ' ' + good;
        QTest::newRow("a blank behind") << good + ' ';
        QTest::newRow("padding") << good + "=";
        QTest::newRow("NUL behind") << good + QByteArray(1, '\0');
        QTest::newRow("too long") << good + QByteArray(int(Verifier::MaxTokenBytes), 'A');
        QTest::newRow("a header that is a list")
            << QByteArray::fromStdString(Signer::hmacToken("[]", claims(), SharedSecret));
        QTest::newRow("claims that are a list") << QByteArray::fromStdString(hs("[]"));
        QTest::newRow("claims that are no JSON") << QByteArray::fromStdString(hs("{'sub':1}"));
        QTest::newRow("claims that are no UTF-8")
            << QByteArray::fromStdString(hs("{\"sub\":\"\xff\",\"exp\":9999999999}"));
        QTest::newRow("claims that are too deep") << QByteArray::fromStdString(
            hs("{\"a\":" + std::string(30, '[') + std::string(30, ']') + "}"));
    }
    void whatIsNoTokenIsRefused()
    {
        QFETCH(QByteArray, token);
        QVERIFY(!refusalOf({secretKey()}, token.toStdString()).empty());
    }
    void eachClaimIsJudgedByItself()
    {
        TokenChecks checks;
        checks.issuer = "i";
        const Verifier verifier({secretKey()}, checks);
        const auto found = [&](const std::string& token) {
            QStringList all;
            for (const Verifier::Finding& finding : verifier.examine(token, TokenNow * 1000))
                all.append((finding.refusal.empty() ? u"+"_s : u"-"_s)
                    + QString::fromLatin1(finding.what));
            return all.join(u' ');
        };
        QCOMPARE(found(hs(claims(u",'iss':'i'"_s))), u"+signature +exp +nbf +iss +aud +user"_s);
        QCOMPARE(found(Signer::hmacToken(
                     HsHeader, "{\"exp\":1,\"nbf\":9999999999,\"aud\":\"x\"}", SharedSecret + "x")),
            u"-signature -exp -nbf -iss -aud -user"_s);
        QCOMPARE(found("no token"), u"-signature -claims"_s);
        QCOMPARE(found(hs("[]")), u"+signature -claims"_s);
    }
    void aReasonIsFitForALog()
    {
        const std::string refusal = refusalOf({secretKey()},
            Signer::hmacToken(
                "{\"alg\":\"a\\u0007\\n" + std::string(100, 'x') + "\"}", claims(), SharedSecret));
        QVERIFY(says(refusal, "a??xx"));
        QVERIFY(refusal.size() < 200);
        QVERIFY(std::none_of(refusal.begin(), refusal.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    }
};

ROOM_TEST(TestVerifier, QCoreApplication)
#include "tst_verifier.moc"
