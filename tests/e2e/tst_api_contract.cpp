// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/api_contract.h"
#include "support/room.h"

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(HttpResponse)

// What holds all other tests' exchanges against /api/openapi.json would notice what is not there,
// not described, or said otherwise.
class TstApiContract : public QObject {
    Q_OBJECT

    static HttpResponse answer(int status, const QByteArray& body, const Headers& headers = {})
    {
        HttpResponse response;
        response.status = status;
        response.headers = Headers{{"Content-Type", "application/json; charset=utf-8"}} + headers;
        response.body = body;
        return response;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_contract = ApiContract::ofThisHub();
        QVERIFY(m_contract != nullptr);
    }

    void whatKeepsToTheDescriptionIsNoBreach_data() { addRows(true); }
    void whatKeepsToTheDescriptionIsNoBreach()
    {
        QFETCH(QByteArray, request);
        QFETCH(HttpResponse, response);
        const qsizetype before = m_contract->breaches().size();
        m_contract->exchanged(request, response, false);
        QVERIFY2(m_contract->breaches().size() == before,
            qPrintable(m_contract->breaches().value(before)));
    }

    void whatDoesNotIsOne_data() { addRows(false); }
    void whatDoesNotIsOne()
    {
        QFETCH(QByteArray, request);
        QFETCH(HttpResponse, response);
        const qsizetype before = m_contract->breaches().size();
        m_contract->exchanged(request, response, false);
        QCOMPARE(m_contract->breaches().size(), before + 1);
    }

    void eventsOfTheHubAreDescribed()
    {
        const qsizetype before = m_contract->breaches().size();
        m_contract->received("fanlight-gap", R"({"from":null,"to":"1-0","reason":"it was long"})");
        m_contract->received("fanlight-heartbeat", "{}");
        m_contract->received("like", "not our business");
        QCOMPARE(m_contract->breaches().size(), before);
        m_contract->received("fanlight-gap", R"({"from":null,"to":"1-0"})");
        m_contract->received("fanlight-surprise", "{}");
        QCOMPARE(m_contract->breaches().size(), before + 2);
    }

private:
    static void addRows(bool isKept)
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<HttpResponse>("response");
        const QByteArray ok = "{\"id\":\"1-0\",\"channels\":1,\"recipients\":0}";
        const auto publish = [](const QByteArray& body) {
            return requestBytes(80, "POST", "/api/publish", {}, body);
        };
        const auto get = [](const QByteArray& target) { return requestBytes(80, "GET", target); };
        const QByteArray error = "{\"error\":\"no\"}";
        const auto row
            = [](const char* name, const QByteArray& request, const HttpResponse& response) {
                  QTest::newRow(name) << request << response;
              };
        if (isKept) {
            row("publish", publish(R"({"userId":42,"data":null,"type":null,"batch":{"max":5}})"),
                answer(200, ok));
            row("refused", publish(R"({"user":42})"), answer(400, error));
            row("no such path", get("/api/none"), answer(404, error));
            row("no such method", requestBytes(80, "DELETE", "/metrics"),
                answer(405, error, {{"Allow", "GET, HEAD, OPTIONS"}}));
            row("unreadable", "GET\r\n\r\n", answer(400, error));
            row("limited", get("/api/stats"), answer(429, error, {{"Retry-After", "1"}}));
            row("a cache buster", get("/api/connections?_=1&limit=5"),
                answer(200, R"({"connections":[],"next":null,"total":0})"));
            return;
        }
        row("an unknown field of a body", publish(R"({"user":42,"data":1})"), answer(200, ok));
        row("a wrong type in a body", publish(R"({"userId":true,"data":1})"), answer(200, ok));
        row("a bound of a body", publish(R"({"userId":1,"data":1,"retry":-1})"), answer(200, ok));
        row("a missing field of a body", publish(R"({"userId":42})"), answer(200, ok));
        row("an unknown member of an answer", publish(R"({"userId":42,"data":1})"),
            answer(200, R"({"id":"1-0","channels":1,"recipients":0,"more":1})"));
        row("a missing member of an answer", publish(R"({"userId":42,"data":1})"),
            answer(200, R"({"id":"1-0","channels":1})"));
        row("a wrong type in an answer", publish(R"({"userId":42,"data":1})"),
            answer(200, R"({"id":"1-0","channels":"1","recipients":0})"));
        row("another status", get("/api/stats"), answer(418, error));
        row("an error without its text", get("/api/stats"), answer(403, "{}"));
        row("no Retry-After", get("/api/stats"), answer(429, error));
        row("an undescribed path", get("/api/none"), answer(200, "{}"));
        row("an undescribed method", requestBytes(80, "DELETE", "/metrics"), answer(200, "{}"));
        row("405 without Allow", requestBytes(80, "DELETE", "/metrics"), answer(405, error));
        row("an undescribed parameter", get("/api/connections?size=5"),
            answer(200, R"({"connections":[],"next":null,"total":0})"));
        row("a parameter out of bounds", get("/api/connections?limit=5000"),
            answer(200, R"({"connections":[],"next":null,"total":0})"));
        row("another content type", get("/metrics"), answer(200, "{}"));
        row("no JSON", get("/healthz"), answer(200, "ok"));
        row("another word", get("/healthz"), answer(200, R"({"status":"fine"})"));
    }

    std::unique_ptr<ApiContract> m_contract;
};

ROOM_TEST(TstApiContract, QCoreApplication)
#include "tst_api_contract.moc"
