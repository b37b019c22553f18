// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/authorizer.h"
#include "auth/endpoint_url.h"
#include "support/room.h"
#include "support/web_app.h"

using namespace fanlight;
using namespace fanlight::auth;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = AppAnswer::Kind;

AppAnswer said(int status, const char* body = "")
{
    return AppAnswer::of(status, body);
}

Authorizer::Settings soon(const WebApp& app, int ms = 5000)
{
    return {QUrl(app.url(u"/allow"_s)), std::chrono::milliseconds(ms),
        std::chrono::milliseconds(60'000)};
}

// What came of one question.
AppAnswer asked(Authorizer& authorizer, AppQuestion question = {})
{
    std::optional<AppAnswer> answer;
    authorizer.ask(std::move(question), {}, [&answer](const AppAnswer& one) { answer = one; });
    const bool came = QTest::qWaitFor([&] { return answer.has_value(); }, int(Patience.count()));
    return came ? *answer : AppAnswer{Kind::None, -1, "nothing came", {}, {}, 0};
}

} // namespace

class TestAuthorizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPlainYesIsEnough()
    {
        for (const int status : {200, 201, 204}) {
            const AppAnswer answer = said(status);
            QVERIFY(answer.kind == Kind::LetIn);
            QVERIFY(!answer.user && !answer.types && answer.expiresAtMs == 0);
        }
        QVERIFY(said(200, " \r\n").kind == Kind::LetIn);
        QVERIFY(said(200, "{}").kind == Kind::LetIn);
    }
    void itMaySayWhoWhatAndHowLong()
    {
        const AppAnswer answer = said(200,
            R"({"userId":"42","types":["like","new comment"],"expiresAt":"2026-11-30T12:00:00Z","x":1})");
        QVERIFY(answer.kind == Kind::LetIn);
        QCOMPARE(answer.user, std::optional<std::string>("42"));
        QCOMPARE(answer.types, std::optional<std::string>("like,new comment"));
        QCOMPARE(answer.expiresAtMs, std::int64_t(1'796'040'000'000));
        const AppAnswer other
            = said(200, R"({"userId":42,"types":"like","expiresAt":1796040000.5})");
        QCOMPARE(other.user, std::optional<std::string>("42"));
        QCOMPARE(other.types, std::optional<std::string>("like"));
        QCOMPARE(other.expiresAtMs, std::int64_t(1'796'040'000'500));
        const AppAnswer none = said(200, R"({"userId":null,"types":null,"expiresAt":null})");
        QVERIFY(none.kind == Kind::LetIn && !none.user && !none.types);
    }
    void whatCannotBeUnderstoodLetsNobodyIn_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, int status, const char* body) {
            QTest::newRow(name) << status << QByteArray(body);
        };
        row("a page", 200, "<!doctype html><p>hello");
        row("a word", 200, "OK");
        row("a list", 200, "[]");
        row("half", 200, R"({"userId":"42")");
        row("a name twice", 200, R"({"userId":"42","userId":"43"})");
        row("a user that is none", 200, R"({"userId":{}})");
        row("half a user", 200, R"({"userId":4.5})");
        row("true", 200, R"({"userId":true})");
        row("types that are none", 200, R"({"types":[1]})");
        row("no types at all", 200, R"({"types":[]})");
        row("a type of two", 200, R"({"types":["a,b"]})");
        row("a time without its zone", 200, R"({"expiresAt":"2026-11-30T12:00:00"})");
        row("no time", 200, R"({"expiresAt":"soon"})");
        row("before 1970", 200, R"({"expiresAt":-1})");
        row("a redirect to a login page", 302, "");
        row("not found", 404, "");
        row("an error", 500, R"({"userId":"42"})");
        row("nothing", 0, R"({"userId":"42"})");
        row("informational", 100, "");
    }
    void whatCannotBeUnderstoodLetsNobodyIn()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const AppAnswer answer = AppAnswer::of(status, body.toStdString());
        QVERIFY(answer.kind == Kind::None);
        QVERIFY(!answer.reason.empty());
    }
    void aRefusalIsPassedOnWithItsReason()
    {
        const auto reason = [](int status, const char* body) {
            const AppAnswer answer = AppAnswer::of(status, body);
            return answer.kind == Kind::Refused && answer.status == status
                ? QByteArray::fromStdString(answer.reason)
                : QByteArray("no refusal");
        };
        QCOMPARE(reason(401, R"({"error":"signed out"})"), "signed out"_ba);
        QCOMPARE(reason(403, "not yours\n\tat all"), "not yours at all"_ba);
        QVERIFY(reason(401, "").contains("sign in"));
        QVERIFY(reason(403, "<html>").contains("does not allow"));
        QVERIFY(reason(401, "\xff\xfe").contains("sign in"));
        QCOMPARE(reason(401, QByteArray(5000, 'x').constData()).size(),
            qsizetype(AppAnswer::MaxReasonBytes));
        const QByteArray umlauts = "x" + QByteArray("ü").repeated(300);
        const QByteArray cut = reason(401, umlauts.constData());
        QVERIFY(cut.size() <= qsizetype(AppAnswer::MaxReasonBytes));
        QCOMPARE(QString::fromUtf8(cut).toUtf8(), cut); // no character in two
    }
    void theAppIsToldWhatTheClientSent()
    {
        WebApp app;
        app.answer(R"({"userId":"42"})", 200, {{"Set-Cookie", "session=of-the-first"}});
        Authorizer authorizer(soon(app));
        const AppAnswer answer = asked(authorizer,
            {"sid=1; a=b", "Basic eDp5", "/api/notifications?userId=42&types=like", "203.0.113.9"});
        QCOMPARE(answer.user, std::optional<std::string>("42"));
        asked(authorizer, {{}, {}, "/api/notifications", "203.0.113.10"});
        const QList<WebApp::Request> seen = app.seen();
        QCOMPARE(seen.size(), 2);
        QCOMPARE(seen[0].method, "GET"_ba);
        QCOMPARE(seen[0].target, "/allow"_ba);
        QCOMPARE(seen[0].header("Cookie"), "sid=1; a=b"_ba);
        QCOMPARE(seen[0].header("Authorization"), "Basic eDp5"_ba);
        QCOMPARE(seen[0].header("X-Original-URI"), "/api/notifications?userId=42&types=like"_ba);
        QCOMPARE(seen[0].header("X-Forwarded-For"), "203.0.113.9"_ba);
        // nothing of one client comes to another
        QCOMPARE(seen[1].header("Cookie"), QByteArray());
        QCOMPARE(seen[1].header("Authorization"), QByteArray());
        QCOMPARE(app.connections(), 1);
    }
    void aChallengeIsARefusalAndNoDialog()
    {
        WebApp app;
        app.answer("no", 401, {{"WWW-Authenticate", "Basic realm=\"x\""}});
        Authorizer authorizer(soon(app));
        const AppAnswer answer = asked(authorizer);
        QVERIFY(answer.kind == Kind::Refused && answer.status == 401);
        QCOMPARE(QByteArray::fromStdString(answer.reason), "no"_ba);
        QCOMPARE(app.requests(), 1);
    }
    void noAnswerIsAskedForOnceMore()
    {
        WebApp app;
        std::atomic<int> number{0};
        app.setHandler([&number](const WebApp::Request&) {
            return WebApp::Reply{200, {}, {}, number++ == 0 ? -1 : 0};
        });
        Authorizer authorizer(soon(app, 200));
        QVERIFY(asked(authorizer).kind == Kind::LetIn);
        QCOMPARE(app.requests(), 2);
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{200, {}, {}, -1}; });
        QVERIFY(asked(authorizer).kind == Kind::None);
        QCOMPARE(app.requests(), 4);
        app.answer("", 503);
        QVERIFY(asked(authorizer).kind == Kind::None);
        QCOMPARE(app.requests(), 6);
        app.answer("", 302, {{"Location", app.url(u"/login"_s).toLatin1()}});
        QVERIFY(asked(authorizer).kind == Kind::None);
        QCOMPARE(app.requests(), 7); // that would not get better, and leads nowhere
        app.goAway();
        QVERIFY(asked(authorizer).kind == Kind::None);
        QVERIFY(app.comeBack());
        app.answer("");
        QVERIFY(asked(authorizer).kind == Kind::LetIn);
    }
    void aLongAnswerIsNone()
    {
        WebApp app;
        app.answer("{\"x\":\"" + QByteArray(1 << 20, 'x') + "\"}");
        Authorizer authorizer(soon(app));
        QVERIFY(asked(authorizer).kind == Kind::None);
    }
    void manyWaitForTheirTurnOverConnectionsThatAreKept()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{204, {}, {}, 20}; });
        Authorizer authorizer(soon(app));
        int letIn = 0;
        for (int i = 0; i < 300; ++i)
            authorizer.ask(
                {}, {}, [&letIn](const AppAnswer& answer) { letIn += answer.kind == Kind::LetIn; });
        QVERIFY(authorizer.inFlight() <= Authorizer::MaxInFlight);
        QCOMPARE(authorizer.inFlight() + authorizer.waiting(), std::size_t(300));
        QTRY_COMPARE_WITH_TIMEOUT(letIn, 300, int(Patience.count()));
        QVERIFY(app.mostAtOnce() <= int(Authorizer::MaxInFlight));
        QVERIFY(app.mostAtOnce() > 1);
        QVERIFY2(app.connections() <= int(Authorizer::MaxInFlight),
            QByteArray::number(app.connections()).constData());
    }
    void whoHasGoneMeanwhileIsNotAskedAbout()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{204, {}, {}, 150}; });
        Authorizer authorizer(soon(app));
        int letIn = 0;
        int over = 0;
        for (int i = 0; i < 2 * int(Authorizer::MaxInFlight); ++i)
            authorizer.ask(
                {}, [](std::function<void(bool)> answer) { answer(false); },
                [&](const AppAnswer& answer) {
                    ++over;
                    letIn += answer.kind == Kind::LetIn;
                });
        QTRY_COMPARE_WITH_TIMEOUT(over, 2 * int(Authorizer::MaxInFlight), int(Patience.count()));
        QCOMPARE(letIn, int(Authorizer::MaxInFlight)); // those that had not to wait
        QCOMPARE(app.requests(), int(Authorizer::MaxInFlight));
    }
    void whoWaitsAtItsEndIsAnswered()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{204, {}, {}, -1}; });
        int none = 0;
        {
            Authorizer authorizer(soon(app));
            for (int i = 0; i < 100; ++i)
                authorizer.ask({}, {},
                    [&none](const AppAnswer& answer) { none += answer.kind == Kind::None; });
        }
        QCOMPARE(none, 100);
    }
    void httpGoesOnlyWhereTheWayIsShort()
    {
        for (const char* good : {"https://app.example/allow?x=1", "https://203.0.113.9:8443/",
                 "http://localhost:8000/allow", "http://127.0.0.1/", "http://[::1]:9/",
                 "http://10.1.2.3/", "http://192.168.0.9/", "http://172.31.0.1/",
                 "http://[fd00::1]/", "http://app:8000/allow", "http://idp.svc/", "http://x.local/",
                 "http://keycloak.internal:8080/realms/x/protocol/openid-connect/certs"})
            QVERIFY2(endpointObjection(QString::fromLatin1(good)).isEmpty(), good);
        for (const char* bad :
            {"", "app.example", "ftp://app.example/", "http://app.example/", "http://203.0.113.9/",
                "http://172.32.0.1/", "http://[2001:db8::1]/", "https://user:secret@app.example/",
                "https://app.example/#x", "https://", "file:///etc/passwd", "https://a b/"}) {
            const QString why = endpointObjection(QString::fromLatin1(bad));
            QVERIFY2(!why.isEmpty(), bad);
            QVERIFY(!why.contains(u"secret"_s));
        }
        const QUrl withKey = endpointUrl(u"https://a.example/x?key=secret"_s);
        QCOMPARE(shownError(u"Error transferring https://a.example/x?key=secret - no"_s, withKey),
            u"Error transferring https://a.example/x - no"_s);
        QVERIFY(!shownError(u"key=secret"_s, withKey).contains(u"secret"_s));
        QVERIFY(isOpenOnTheWay(endpointUrl(u"http://app:8000/"_s)));
        QVERIFY(!isOpenOnTheWay(endpointUrl(u"http://localhost:8000/"_s)));
        QCOMPARE(
            shownUrl(endpointUrl(u"https://a.example/x?key=secret"_s)), u"https://a.example/x"_s);
    }
};

ROOM_TEST(TestAuthorizer, QCoreApplication)
#include "tst_authorizer.moc"
