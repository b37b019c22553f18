// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "auth/jwt/verifier.h"
#include "load/client_tokens.h"
#include "load/load_plan.h"
#include "support/room.h"

#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t TokensNow = 1'700'000'000; // seconds
const QString TokensSecret(48, u's');

LoadAccess signing(std::chrono::milliseconds lasts = std::chrono::minutes(1))
{
    LoadAccess access;
    access.secret = TokensSecret;
    access.lasts = lasts;
    return access;
}

jwt::Verdict judged(const std::string& token, std::int64_t nowS)
{
    std::string why;
    jwt::TokenChecks checks;
    checks.leeway = std::chrono::seconds(0);
    return jwt::Verifier({*jwt::Key::ofSecret(TokensSecret.toStdString(), why)}, checks)
        .verify(token, nowS * 1000);
}

LoadScenario withAccess(const LoadAccess& access)
{
    LoadScenario scenario = simpleScenario(
        u"http://127.0.0.1:1"_s, {}, 3, std::chrono::milliseconds(0), std::chrono::milliseconds(1));
    scenario.access = access;
    return scenario;
}

// The request line and the fields of the first step, for user 1.
std::string requestOf(const LoadPlan& plan, const LoadPlan::Step& step)
{
    LoadText::Random random(1);
    std::vector<std::string> variables = plan.variables;
    if (plan.tokenVariable != LoadPlan::NoVariable)
        variables[plan.tokenVariable] = "TOKEN";
    if (plan.ticketVariable != LoadPlan::NoVariable)
        variables[plan.ticketVariable] = "TICKET";
    std::string out;
    step.path.appendTo(out, plan.nameOf(1), variables, random);
    out += '\n';
    step.headers.appendTo(out, plan.nameOf(1), variables, random);
    out += '\n';
    step.body.appendTo(out, plan.nameOf(1), variables, random);
    return out;
}

} // namespace

class TestClientTokens : public QObject {
    Q_OBJECT

    QString fileWith(const QByteArray& csv)
    {
        QFile file(m_folder.filePath(u"tokens.csv"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) < 0)
            qWarning("not written");
        return file.fileName();
    }

private Q_SLOTS:
    void thereAreNoneUnlessAskedFor()
    {
        QString error = u"of before"_s;
        QVERIFY(!ClientTokens::make({}, error));
        QCOMPARE(error, QString());
    }

    void aSignedOneIsKeptUntilItRunsOut()
    {
        QString error;
        const auto tokens = ClientTokens::make(signing(), error);
        QVERIFY2(tokens, qPrintable(error));
        std::int64_t issuedAt = 0;
        const std::string first = tokens->of(7, "seven", TokensNow, issuedAt);
        QCOMPARE(judged(first, TokensNow).refusal, std::string());
        QCOMPARE(judged(first, TokensNow).user, std::string("seven"));
        QCOMPARE(tokens->of(7, "seven", TokensNow + 50, issuedAt), first);
        const std::string second = tokens->of(7, "seven", TokensNow + 60, issuedAt);
        QVERIFY(second != first);
        QVERIFY(!judged(first, TokensNow + 61).isGood());
        QCOMPARE(judged(second, TokensNow + 61).refusal, std::string());
    }

    void aFileSaysWhoTheClientsAre()
    {
        LoadAccess access;
        access.tokenFile
            = fileWith("team,Token,user\r\na,t.1,ada@example.org\r\nb,t.2,\"Bob B\"\r\n");
        QString error;
        const auto plan = LoadPlan::make(withAccess(access), error);
        QVERIFY2(plan, qPrintable(error));
        QCOMPARE(plan->population, 2u);
        QCOMPARE(plan->nameOf(2), std::string("Bob B"));
        std::int64_t issuedAt = 0;
        QCOMPARE(plan->tokens->of(2, "Bob B", TokensNow, issuedAt), std::string("t.2"));
        const std::string request = requestOf(*plan, plan->flows[0].steps[0]);
        QVERIFY2(
            request.starts_with("/api/notifications?userId=ada%40example.org\n"), request.c_str());
    }

    void saysWhatIsWrongAndNoToken_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("error");
        QTest::newRow("empty") << ""_ba << u"the first row must name the columns"_s;
        QTest::newRow("no column") << "user,jwt\n1,HUSH\n"_ba << u"user and token among them"_s;
        QTest::newRow("no row") << "user,token\n"_ba << u"holds no tokens"_s;
        QTest::newRow("a short row") << "user,token\nHUSH\n"_ba << u"line 2: has 1 cells"_s;
        QTest::newRow("no user") << "user,token\n,HUSH\n"_ba << u"line 2: the user must"_s;
        QTest::newRow("no token") << "user,token\n1,HUSH\n2,\n"_ba << u"line 3: the token must"_s;
        QTest::newRow("a line in it")
            << "user,token\n1,\"HUSH\r\nEvil: 1\"\n"_ba << u"line 2: the token must"_s;
    }
    void saysWhatIsWrongAndNoToken()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, error);
        LoadAccess access;
        access.tokenFile = fileWith(csv);
        QString said;
        QVERIFY(!LoadPlan::make(withAccess(access), said));
        QVERIFY2(said.startsWith(u"token file: "_s) && said.contains(error), qPrintable(said));
        QVERIFY(!said.contains(u"HUSH"_s));
    }

    void aSecretThatIsNoneIsTold()
    {
        LoadAccess access;
        access.secret = u"HUSH"_s;
        QString error;
        QVERIFY(!LoadPlan::make(withAccess(access), error));
        QVERIFY2(error.startsWith(u"--jwt-secret: "_s) && error.contains(u"at least 32 bytes"_s)
                && !error.contains(u"HUSH"_s),
            qPrintable(error));
        access.secret = u"@/nowhere"_s;
        QVERIFY(!LoadPlan::make(withAccess(access), error));
        QVERIFY2(error.contains(u"/nowhere"_s), qPrintable(error));
    }

    void moreUsersThanTokensAreTold()
    {
        LoadScenario scenario;
        LoadAccess access;
        access.tokenFile = fileWith("user,token\n1,a\n2,b\n");
        scenario = withAccess(access);
        scenario.users = 3;
        QString error;
        QVERIFY(!LoadPlan::make(scenario, error));
        QVERIFY2(error.contains(u"2 users where --users says 3"_s), qPrintable(error));
        scenario.users = 1;
        const auto plan = LoadPlan::make(scenario, error);
        QVERIFY2(plan, qPrintable(error));
        QCOMPARE(plan->population, 1u);
    }

    void areSentAsAsked_data()
    {
        QTest::addColumn<int>("as");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("bearer") << int(LoadAccess::As::Bearer) << QString()
                                << "\nAuthorization: Bearer TOKEN\r\n"_ba;
        QTest::newRow("cookie") << int(LoadAccess::As::Cookie) << QString()
                                << "\nCookie: fanlight_token=TOKEN\r\n"_ba;
        QTest::newRow("beside another cookie") << int(LoadAccess::As::Cookie) << u"cookie: a=b"_s
                                               << "\ncookie: a=b; fanlight_token=TOKEN\r\n"_ba;
        QTest::newRow("url") << int(LoadAccess::As::Url) << QString()
                             << "/api/notifications?userId=1&token=TOKEN\n"_ba;
    }
    void areSentAsAsked()
    {
        QFETCH(int, as);
        QFETCH(QString, header);
        QFETCH(QByteArray, says);
        LoadAccess access = signing();
        access.as = LoadAccess::As(as);
        LoadScenario scenario = withAccess(access);
        if (!header.isEmpty())
            scenario.headers << header;
        QString error;
        const auto plan = LoadPlan::make(scenario, error);
        QVERIFY2(plan, qPrintable(error));
        const std::string request = requestOf(*plan, plan->flows[0].steps[0]);
        QVERIFY2(QByteArray::fromStdString(request).contains(says), request.c_str());
        QCOMPARE(QByteArray::fromStdString(request).count("TOKEN"), 1);
        QVERIFY(QByteArray::fromStdString(request).toLower().count("cookie:") <= 1);
    }

    void nobodyElseIsShownThem()
    {
        LoadScenario scenario = withAccess(signing());
        LoadStep elsewhere;
        elsewhere.path = u"http://127.0.0.1:2/api/notifications"_s;
        scenario.flows[0].steps.push_back(elsewhere);
        QString error;
        const auto plan = LoadPlan::make(scenario, error);
        QVERIFY2(plan, qPrintable(error));
        const std::string request = requestOf(*plan, plan->flows[0].steps[1]);
        QVERIFY2(request.find("TOKEN") == std::string::npos, request.c_str());
    }

    void aStreamIsOpenedByATicketThatIsAskedFor_data()
    {
        QTest::addColumn<bool>("hasTokens");
        QTest::addColumn<QByteArray>("proof");
        QTest::newRow("by who publishes") << false << "Authorization: Bearer PUBLISH\r\n"_ba;
        QTest::newRow("by the user") << true << "Authorization: Bearer TOKEN\r\n"_ba;
    }
    void aStreamIsOpenedByATicketThatIsAskedFor()
    {
        QFETCH(bool, hasTokens);
        QFETCH(QByteArray, proof);
        LoadAccess access = hasTokens ? signing() : LoadAccess();
        access.tickets = true;
        LoadScenario scenario = withAccess(access);
        scenario.publishing.headers = {u"Authorization: Bearer PUBLISH"_s, u"X-Other: 1"_s};
        QString error;
        const auto plan = LoadPlan::make(scenario, error);
        QVERIFY2(plan, qPrintable(error));
        const LoadPlan::Step& stream = plan->flows[0].steps[0];
        const QByteArray opens = QByteArray::fromStdString(requestOf(*plan, stream));
        QVERIFY2(
            opens.startsWith("/api/notifications?userId=1&ticket=TICKET\n"), opens.constData());
        QVERIFY(!opens.contains("Bearer"));
        QCOMPARE(stream.ticket.size(), std::size_t(1));
        const QByteArray asks = QByteArray::fromStdString(requestOf(*plan, stream.ticket.front()));
        QVERIFY2(asks.startsWith("/api/tickets\n") && asks.contains(proof)
                && asks.endsWith("\n{\"userId\":\"1\"}"),
            asks.constData());
        QCOMPARE(asks.count("Authorization"), 1);
    }

private:
    QTemporaryDir m_folder;
};

ROOM_TEST(TestClientTokens, QCoreApplication)
#include "tst_client_tokens.moc"
