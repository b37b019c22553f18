// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/base64url.h"
#include "auth/jwt/signer.h"
#include "auth/jwt/verifier.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::jwt;

namespace {

constexpr std::int64_t SignedNow = 1'700'000'000; // seconds
const std::string SignersSecret(64, 's');

TokenClaims claimsOf(const std::string& user)
{
    TokenClaims claims;
    claims.user = user;
    claims.issuedAt = SignedNow;
    claims.expiresAt = SignedNow + 60;
    return claims;
}

TokenSigner signerOf(
    const std::string& secret, Algorithm algorithm = Algorithm::HS256, std::string_view keyId = {})
{
    std::string why;
    return *TokenSigner::ofSecret(secret, why, algorithm, keyId);
}

Verdict verdictOn(const std::string& token, TokenChecks checks = {})
{
    std::string why;
    return Verifier({*Key::ofSecret(SignersSecret, why)}, std::move(checks))
        .verify(token, SignedNow * 1000);
}

} // namespace

class TestTokenSigner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofEachAlgorithmIsTaken_data()
    {
        QTest::addColumn<int>("algorithm");
        for (const Algorithm one : {Algorithm::HS256, Algorithm::HS384, Algorithm::HS512})
            QTest::newRow(algorithmName(one)) << int(one);
    }
    void ofEachAlgorithmIsTaken()
    {
        QFETCH(int, algorithm);
        const auto signer = signerOf(SignersSecret, Algorithm(algorithm));
        const Verdict verdict = verdictOn(signer.sign(claimsOf("42")));
        QCOMPARE(verdict.refusal, std::string());
        QCOMPARE(verdict.user, std::string("42"));
        QCOMPARE(verdict.issuedAtMs, SignedNow * 1000);
    }
    void saysIssuerAudienceAndAClaimOfAnotherName()
    {
        TokenClaims claims = claimsOf("a \"quoted\" name\n");
        claims.userClaim = "uid";
        claims.issuer = "https://id.example";
        claims.audience = "hub";
        TokenChecks checks;
        checks.userClaim = "uid";
        checks.issuer = "https://id.example";
        checks.audience = "hub";
        const Verdict verdict = verdictOn(signerOf(SignersSecret).sign(claims), checks);
        QCOMPARE(verdict.refusal, std::string());
        QCOMPARE(verdict.user, std::string("a \"quoted\" name\n"));
    }
    void namesItsKeyWhereItHasAName()
    {
        const std::string token
            = signerOf(SignersSecret, Algorithm::HS256, "k1").sign(claimsOf("42"));
        QCOMPARE(decodeBase64Url(token.substr(0, token.find('.'))),
            std::optional<std::string>("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}"));
    }
    void ofAnotherSecretIsRefused()
    {
        const std::string token = signerOf(std::string(64, 'x')).sign(claimsOf("42"));
        QVERIFY(!verdictOn(token).isGood());
    }
    void isRefusedOnceItsTimeIsOver()
    {
        TokenClaims claims = claimsOf("42");
        claims.expiresAt = SignedNow - 60;
        QVERIFY(!verdictOn(signerOf(SignersSecret).sign(claims)).isGood());
    }
    void whatIsNoSecretForTheAlgorithmIsRefused_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("algorithm");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("short") << 31 << int(Algorithm::HS256) << QByteArray("at least 32 bytes");
        QTest::newRow("short for its hash")
            << 63 << int(Algorithm::HS512) << QByteArray("HS512 has at least 64 bytes");
        QTest::newRow("of a private key")
            << 64 << int(Algorithm::ES256) << QByteArray("takes a private key");
    }
    void whatIsNoSecretForTheAlgorithmIsRefused()
    {
        QFETCH(int, bytes);
        QFETCH(int, algorithm);
        QFETCH(QByteArray, why);
        std::string error;
        QVERIFY(!TokenSigner::ofSecret(
            std::string(std::size_t(bytes), 's'), error, Algorithm(algorithm)));
        QVERIFY2(QByteArray::fromStdString(error).contains(why), error.c_str());
    }
};

ROOM_TEST(TestTokenSigner, QCoreApplication)
#include "tst_token_signer.moc"
