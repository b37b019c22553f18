// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response.h"
#include "support/room.h"

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

std::string withoutDate(std::string answer)
{
    const std::size_t at = answer.find("Date: ");
    return answer.erase(at, answer.find("\r\n", at) + 2 - at);
}
} // namespace

class TestResponse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsStatusFieldsAndBody()
    {
        QCOMPARE(withoutDate(serialize(
                     {.headers = "X: y\r\n", .body = "{}\n"}, request(Method::Get), true)),
            std::string("HTTP/1.1 200 OK\r\nContent-Type: application/json; "
                        "charset=utf-8\r\nContent-Length: 3\r\nCache-Control: no-store\r\nVary: "
                        "Origin\r\nX: y\r\n\r\n{}\n"));
    }

    void theLastAnswerSaysSo()
    {
        QCOMPARE(withoutDate(serialize({.status = 404}, request(Method::Get), false)),
            std::string("HTTP/1.1 404 Not Found\r\nContent-Type: application/json; "
                        "charset=utf-8\r\nContent-Length: 0\r\nCache-Control: no-store\r\nVary: "
                        "Origin\r\nConnection: close\r\n\r\n"));
    }

    void everyAnswerHasADate()
    {
        const QLocale c = QLocale::c();
        const qint64 before = QDateTime::currentSecsSinceEpoch();
        const QString line = QString::fromStdString(std::string(dateLine()));
        QVERIFY2(line.startsWith(u"Date: "_qs) && line.endsWith(u" GMT"_qs), qPrintable(line));
        QDateTime date = c.toDateTime(line.mid(6).chopped(4), u"ddd, dd MMM yyyy HH:mm:ss"_qs);
        date.setTimeSpec(Qt::UTC);
        QVERIFY2(date.isValid() && date.toSecsSinceEpoch() >= before - 1
                && date.toSecsSinceEpoch() <= QDateTime::currentSecsSinceEpoch(),
            qPrintable(line));
        for (const int status : {200, 204, 400, 503})
            QVERIFY(serialize({.status = status}, request(Method::Get), false).find("\r\nDate: ")
                != std::string::npos);
        QVERIFY(streamHead(request(Method::Get), {}, StreamBody::Chunks).find("\r\nDate: ")
            != std::string::npos);
    }

    void whereOneIsToComeAgainItIsSaidWhen()
    {
        for (const int status : {429, 503})
            QVERIFY(serialize({.status = status}, request(Method::Get), true)
                        .find("\r\nRetry-After: 1\r\n")
                != std::string::npos);
        const std::string own = serialize(
            {.status = 503, .headers = "Retry-After: 7\r\n"}, request(Method::Get), true);
        QVERIFY(own.find("Retry-After: 7\r\n") != std::string::npos
            && own.find("Retry-After: 1") == std::string::npos);
        QVERIFY(serialize({.status = 400}, request(Method::Get), true).find("Retry-After")
            == std::string::npos);
    }

    void theHeadOfAStream()
    {
        const std::string fields
            = "Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store, "
              "no-transform\r\nX-Accel-Buffering: no\r\nVary: Origin\r\nX: y\r\n";
        const auto head = [](const Request& asked, StreamBody body, bool keepAlive = false) {
            return withoutDate(streamHead(asked, "X: y\r\n", body, keepAlive));
        };
        QCOMPARE(head(request(Method::Get), StreamBody::Chunks),
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + fields
                + "Connection: close\r\n\r\n");
        QCOMPARE(head(request(Method::Get, 10), StreamBody::Chunks),
            "HTTP/1.0 200 OK\r\n" + fields + "Connection: close\r\n\r\n");
        QCOMPARE(head(request(Method::Get), StreamBody::UntilClose),
            "HTTP/1.1 200 OK\r\n" + fields + "Connection: close\r\n\r\n");
        QCOMPARE(head(request(Method::Head), StreamBody::None, true),
            "HTTP/1.1 200 OK\r\n" + fields + "\r\n");
        QCOMPARE(head(request(Method::Head), StreamBody::None, false),
            "HTTP/1.1 200 OK\r\n" + fields + "Connection: close\r\n\r\n");
    }

    void http10IsToldWhenItMayGoOn()
    {
        QVERIFY(serialize({}, request(Method::Get, 10), true).find("HTTP/1.0 200 OK\r\n") == 0);
        QVERIFY(serialize({}, request(Method::Get, 10), true).find("Connection: keep-alive\r\n")
            != std::string::npos);
        QVERIFY(serialize({}, request(Method::Get, 10), false).find("Connection: close\r\n")
            != std::string::npos);
        QVERIFY(
            serialize({}, request(Method::Get, 11), true).find("Connection:") == std::string::npos);
    }

    void aHeadAnswerCountsTheBodyButLeavesItOut()
    {
        const std::string answer = serialize({.body = "12345"}, request(Method::Head), true);
        QVERIFY(answer.find("Content-Length: 5\r\n") != std::string::npos);
        QVERIFY(answer.ends_with("\r\n\r\n"));
    }

    void noContentHasNeitherLengthNorType()
    {
        QCOMPARE(withoutDate(serialize({.status = 204}, request(Method::Options), true)),
            std::string(
                "HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\nVary: Origin\r\n\r\n"));
    }

    void everyStatusTheHubGivesHasItsPhrase()
    {
        for (const int status :
            {200, 204, 400, 401, 403, 404, 405, 408, 409, 413, 415, 417, 429, 431, 501, 503})
            QVERIFY2(qstrcmp(reasonPhrase(status), "Error") != 0,
                QByteArray::number(status).constData());
        QCOMPARE(reasonPhrase(599), "Error");
    }

    void anErrorIsAJsonObject()
    {
        const auto object = QJsonDocument::fromJson(
            QByteArray::fromStdString(errorBody("userId: “a\"b” is\nwrong")))
                                .object();
        QCOMPARE(object.size(), 1);
        QCOMPARE(object.value(QStringLiteral("error")).toString(),
            QStringLiteral("userId: “a\"b” is\nwrong"));
    }
};

ROOM_TEST(TestResponse, QCoreApplication)
#include "tst_response.moc"
