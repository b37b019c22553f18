// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_access.h"
#include "hub/stream_query.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 AccessNowMs = 1'800'000'000'000;

HubOptions withASecret()
{
    HubOptions options;
    options.jwtSecret = u"a-secret-that-is-as-long-as-32-bytes"_s;
    options.jwtSecretPrevious = u"the-one-before-of-32-bytes-or-more!!"_s;
    options.jwtIssuer = u"https://id.example"_s;
    options.jwtAudience = u"hub"_s;
    options.publishToken = u"ci=publishes,shop=publishes-too"_s;
    options.monitorToken = u"reads"_s;
    return options;
}

http::Request bearing(const std::string& token)
{
    http::Request request;
    request.authorization = "Bearer " + token;
    return request;
}

} // namespace

class TestHubAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsItsTokensByNameRoleAndLastUse()
    {
        QString error;
        const auto access = HubAccess::make(withASecret(), u"own"_s, error);
        QVERIFY2(access, qPrintable(error));
        access->callerOf(bearing("publishes-too"), AccessNowMs);
        access->callerOf(bearing("publishes-not"), AccessNowMs + 5000);
        access->callerOf(bearing("own"), AccessNowMs + 5000);
        QStringList told;
        for (const AccessTokenRow& row : access->tokens())
            told.append(u"%1 %2 %3"_s.arg(QString::fromStdString(row.name),
                QString::fromLatin1(roleName(row.role)),
                QString::number(row.lastUsedMs == 0 ? 0 : row.lastUsedMs - AccessNowMs + 1)));
        QCOMPARE(
            told, (QStringList{u"ci publish 0"_s, u"shop publish 1"_s, u"monitor monitor 0"_s}));
    }
    void tellsItsKeysBySourceAndLastUse()
    {
        QString error;
        const auto access = HubAccess::make(withASecret(), {}, error);
        QVERIFY2(access, qPrintable(error));
        QVERIFY(access->canMint());
        QCOMPARE(access->keys().size(), std::size_t(2));
        const AccessKeyRow before = access->keys().front();
        QCOMPARE(before.source, std::string("secret"));
        QCOMPARE(before.algorithms, (std::vector<std::string>{"HS256", "HS384", "HS512"}));
        QCOMPARE(before.lastUsedMs, qint64(0));
        QCOMPARE(access->keys().back().source, std::string("previous secret"));

        const std::string token = access->mint("42", std::chrono::minutes(1), AccessNowMs);
        const auto admission = access->admit(bearing(token), StreamQuery(), AccessNowMs);
        QCOMPARE(admission.status, 0);
        QCOMPARE(admission.user, std::optional<std::string>("42"));
        QCOMPARE(access->keys().front().lastUsedMs, AccessNowMs);
        QCOMPARE(access->keys().back().lastUsedMs, qint64(0));
        // again, by memory, and once it has expired
        access->admit(bearing(token), StreamQuery(), AccessNowMs + 1000);
        QCOMPARE(access->keys().front().lastUsedMs, AccessNowMs + 1000);
        QCOMPARE(access->admit(bearing(token), StreamQuery(), AccessNowMs + 91'000).status, 401);
        QCOMPARE(access->keys().front().lastUsedMs, AccessNowMs + 1000);
    }
    void makesTokensWithTheNewestSecretOnly()
    {
        QString error;
        HubOptions options = withASecret();
        const auto access = HubAccess::make(options, {}, error);
        const std::string token = access->mint("a \"user\"", std::chrono::hours(1), AccessNowMs);
        options.jwtSecretPrevious.clear();
        const auto after = HubAccess::make(options, {}, error);
        const jwt::Verdict verdict = after->judge(token, AccessNowMs);
        QVERIFY2(verdict.isGood(), verdict.refusal.c_str());
        QCOMPARE(verdict.user, std::string("a \"user\""));
        QCOMPARE(verdict.validUntilMs, AccessNowMs + 3'630'000);
        options.jwtSecret.clear();
        const auto without = HubAccess::make(options, {}, error);
        QVERIFY(!without->canMint());
        QCOMPARE(without->mint("42", std::chrono::hours(1), AccessNowMs), std::string());
    }
};

ROOM_TEST(TestHubAccess, QCoreApplication)
#include "tst_hub_access.moc"
