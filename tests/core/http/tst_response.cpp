// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace fanlight::http;

namespace {
Request request(Method method, int version = 11)
{
    Request result;
    result.method = method;
    result.version = version;
    return result;
}
} // namespace

class TestResponse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsStatusFieldsAndBody()
    {
        QCOMPARE(serialize({.headers = "X: y\r\n", .body = "{}\n"}, request(Method::Get), true),
            std::string("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\nX: y\r\n\r\n{}\n"));
    }

    void theLastAnswerSaysSo()
    {
        QCOMPARE(serialize({.status = 404}, request(Method::Get), false),
            std::string("HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    void http10IsToldWhenItMayGoOn()
    {
        QVERIFY(serialize({}, request(Method::Get, 10), true).find("HTTP/1.0 200 OK\r\n") == 0);
        QVERIFY(serialize({}, request(Method::Get, 10), true).find("Connection: keep-alive\r\n") != std::string::npos);
        QVERIFY(serialize({}, request(Method::Get, 10), false).find("Connection: close\r\n") != std::string::npos);
        QVERIFY(serialize({}, request(Method::Get, 11), true).find("Connection:") == std::string::npos);
    }

    void aHeadAnswerCountsTheBodyButLeavesItOut()
    {
        const std::string answer = serialize({.body = "12345"}, request(Method::Head), true);
        QVERIFY(answer.find("Content-Length: 5\r\n") != std::string::npos);
        QVERIFY(answer.ends_with("\r\n\r\n"));
    }

    void noContentHasNeitherLengthNorType()
    {
        QCOMPARE(serialize({.status = 204}, request(Method::Options), true), std::string("HTTP/1.1 204 No Content\r\n\r\n"));
    }

    void everyStatusTheHubGivesHasItsPhrase()
    {
        for (const int status : {200, 204, 400, 401, 403, 404, 405, 408, 413, 429, 431, 503})
            QVERIFY2(qstrcmp(reasonPhrase(status), "Error") != 0, QByteArray::number(status).constData());
        QCOMPARE(reasonPhrase(599), "Error");
    }

    void anErrorIsAJsonObject()
    {
        const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(errorBody("userId: “a\"b” is\nwrong"))).object();
        QCOMPARE(object.size(), 1);
        QCOMPARE(object.value(QStringLiteral("error")).toString(), QStringLiteral("userId: “a\"b” is\nwrong"));
    }
};

QTEST_GUILESS_MAIN(TestResponse)
#include "tst_response.moc"
