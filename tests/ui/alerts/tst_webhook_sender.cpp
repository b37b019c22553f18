// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/webhook_sender.h"

#include "support/patience.h"
#include "support/room.h"
#include "ui/alerts/hook_server.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

WebhookSender::Patience briskly()
{
    return {std::chrono::seconds(10), std::chrono::milliseconds(10), std::chrono::milliseconds(40)};
}

QStringList logged;
void takeLog(QtMsgType, const QMessageLogContext&, const QString& text)
{
    logged << text;
}

} // namespace

class TestWebhookSender : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        logged.clear();
        m_filter = QLoggingCategory::installFilter(
            [](QLoggingCategory* category) { category->setEnabled(QtWarningMsg, true); });
        m_before = qInstallMessageHandler(takeLog);
    }
    void cleanup()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::installFilter(m_filter);
    }

    // https anywhere; http where the way is short, as with all URLs of the project.
    void addressesAreChecked_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("https") << u"https://hooks.example/services/T/B/x"_s << true;
        QTest::newRow("http, far") << u"http://hooks.example/x"_s << false;
        QTest::newRow("http, this machine") << u"http://127.0.0.1:9/x"_s << true;
        QTest::newRow("http, localhost") << u"http://localhost:9/x"_s << true;
        QTest::newRow("http, private") << u"http://10.1.2.3/x"_s << true;
        QTest::newRow("http, a public address") << u"http://8.8.8.8/x"_s << false;
        QTest::newRow("http, a name of the net") << u"http://alertd.internal/x"_s << true;
        QTest::newRow("user and password") << u"https://a:b@hooks.example/x"_s << false;
        QTest::newRow("another scheme") << u"ftp://hooks.example/x"_s << false;
        QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("too long") << QString(u"https://hooks.example/"_s + QString(3000, u'x'))
                                  << false;
    }
    void addressesAreChecked()
    {
        QFETCH(const QString, url);
        QTEST(WebhookSender::problemOf(url).isEmpty(), "isGood");
    }

    void itIsAPostOfJson()
    {
        HookServer server;
        WebhookSender sender;
        QCOMPARE(sent(sender, server, R"({"state":"firing"})"), QString());
        QCOMPARE(server.requests.size(), std::size_t(1));
        const QByteArray head = server.requests.front().head;
        QVERIFY(head.startsWith("POST /hook/HUSH-path?key=HUSH-query HTTP/1.1"));
        QVERIFY(head.contains("Content-Type: application/json"));
        QVERIFY(head.contains("User-Agent: fanlight/"));
        QCOMPARE(server.states(), QStringList(u"firing"_s));
    }

    void whatFailsIsTriedAgainUntilItGetsThrough()
    {
        HookServer server;
        server.answer = [](int n) {
            return n < 3 ? HookServer::status("503 Service Unavailable")
                         : HookServer::status("204 No Content");
        };
        WebhookSender sender(briskly());
        QSignalSpy told(&sender, &WebhookSender::problemsChanged);
        QCOMPARE(sent(sender, server, "{}"), QString());
        QCOMPARE(server.requests.size(), std::size_t(4));
        QCOMPARE(told.size(), 2); // once that it fails, once that it goes
        QVERIFY(sender.problems().isEmpty());
        QVERIFY(logged.join(u'\n').contains(u"does not take an alert: it answers 503"_s));
    }

    void itIsGivenUpAfterSoManyAttempts()
    {
        HookServer server;
        server.answer = [](int) { return HookServer::status("500 No"); };
        WebhookSender sender(briskly());
        QCOMPARE(sent(sender, server, "{}"), u"it answers 500"_s);
        QCOMPARE(server.requests.size(), std::size_t(WebhookSender::Attempts));
        QCOMPARE(sender.waiting(), std::size_t(0));
        QCOMPARE(sender.problems(),
            QStringList(u"http://127.0.0.1:%1/…: it answers 500"_s.arg(server.serverPort())));
    }

    void aRefusalIsFinal()
    {
        HookServer server;
        server.answer = [](int) { return HookServer::status("403 No"); };
        WebhookSender sender(briskly());
        QCOMPARE(sent(sender, server, "{}"), u"it answers 403"_s);
        QCOMPARE(server.requests.size(), std::size_t(1));
    }

    void redirectsAreNotFollowed()
    {
        HookServer other;
        HookServer server;
        server.answer = [&other](int) {
            return HookServer::status(
                "302 Found", "Location: " + other.url(u"/elsewhere"_s).toUtf8() + "\r\n");
        };
        WebhookSender sender(briskly());
        QVERIFY(sent(sender, server, "{}").contains(u"not followed"_s));
        QCOMPARE(server.requests.size(), std::size_t(1));
        QVERIFY(other.requests.empty());
    }

    void whoDoesNotAnswerIsNotWaitedForLong()
    {
        HookServer server;
        server.answer = [](int) { return QByteArray(); };
        WebhookSender::Patience patience = briskly();
        patience.answer = std::chrono::milliseconds(100);
        WebhookSender sender(patience);
        QVERIFY(sent(sender, server, "{}").contains(u"did not answer within 0.1 s"_s));
        QCOMPARE(server.requests.size(), std::size_t(WebhookSender::Attempts));
    }

    void anAnswerWithoutEndIsCutOff()
    {
        HookServer server;
        server.answer = [](int) {
            QByteArray endless = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n";
            endless.append(0x30000, 'x');
            return endless;
        };
        WebhookSender sender(briskly());
        QCOMPARE(sent(sender, server, "{}"), QString());
    }

    void whereNobodyListensIsSaid()
    {
        HookServer gone;
        const QString url = gone.url();
        gone.close();
        WebhookSender sender(briskly());
        std::optional<QString> problem;
        sender.send({QUrl(url), "{}", {}, 1, [&problem](const QString& why) { problem = why; }});
        QTRY_VERIFY(problem);
        QCOMPARE(*problem, u"nobody listens there"_s);
    }

    void soManyFlyAtOnceAndTheOthersWait()
    {
        HookServer server;
        server.answer = [](int) { return QByteArray(); };
        WebhookSender sender;
        for (int i = 0; i < 20; ++i)
            sender.send({QUrl(server.url()), "{}", QString::number(i)});
        QTRY_COMPARE(server.requests.size(), std::size_t(WebhookSender::MostInFlight));
        QCOMPARE(sender.inFlight(), WebhookSender::MostInFlight);
        QCOMPARE(sender.waiting(), std::size_t(20 - WebhookSender::MostInFlight));
        QCOMPARE(server.mostOpen, WebhookSender::MostInFlight);
    }

    void theOldestGoWhereTooManyWait()
    {
        HookServer server;
        server.answer = [](int) { return QByteArray(); };
        WebhookSender sender;
        QStringList given;
        const int all = WebhookSender::MostInFlight + int(WebhookSender::MostWaiting) + 3;
        for (int i = 0; i < all; ++i) {
            sender.send({QUrl(server.url()), "{}", QString::number(i), WebhookSender::Attempts,
                [&given, i](const QString&) { given << QString::number(i); }});
        }
        QCOMPARE(sender.waiting(), WebhookSender::MostWaiting);
        QCOMPARE(given, QStringList({u"4"_s, u"5"_s, u"6"_s})); // the first four fly
    }

    // “It is over” never comes before “it fires”.
    void whatIsToldOfOneRuleComesInItsOrder()
    {
        HookServer server;
        server.answer = [](int n) {
            return n < 2 ? HookServer::status("502 Bad") : HookServer::status("200 OK");
        };
        WebhookSender sender(briskly());
        sender.send({QUrl(server.url()), R"({"state":"firing"})", u"one"_s});
        sender.send({QUrl(server.url()), R"({"state":"resolved"})", u"one"_s});
        QTRY_COMPARE(server.requests.size(), std::size_t(4));
        QCOMPARE(
            server.states(), QStringList({u"firing"_s, u"firing"_s, u"firing"_s, u"resolved"_s}));
    }

    void noSecretIsSaidOrLogged()
    {
        HookServer server;
        for (const QByteArray& line :
            {QByteArray("500 No"), QByteArray("404 No"), QByteArray("302 Elsewhere")}) {
            server.answer = [line](int) { return HookServer::status(line); };
            WebhookSender sender(briskly());
            const QString problem = sent(sender, server, "{}");
            QVERIFY(!problem.isEmpty());
            QVERIFY(!problem.contains(u"HUSH"_s));
            QVERIFY(!sender.problems().join(u' ').contains(u"HUSH"_s));
        }
        WebhookSender sender(briskly());
        server.close();
        std::optional<QString> closed;
        sender.send(
            {QUrl(server.url()), "{}", {}, 2, [&closed](const QString& why) { closed = why; }});
        QTRY_VERIFY(closed);
        QVERIFY(!closed->contains(u"HUSH"_s));
        QVERIFY(logged.join(u'\n').contains(u"http://127.0.0.1"_s));
        QVERIFY2(!logged.join(u'\n').contains(u"HUSH"_s), qPrintable(logged.join(u'\n')));
        QCOMPARE(WebhookSender::shown(QUrl(u"https://a.example:81/HUSH?HUSH"_s)),
            u"https://a.example:81/…"_s);
    }

private:
    // What becomes of it: the problem, or empty.
    static QString sent(WebhookSender& sender, const HookServer& server, const QByteArray& body)
    {
        std::optional<QString> problem;
        sender.send({QUrl(server.url()), body, u"key"_s, WebhookSender::Attempts,
            [&problem](const QString& why) { problem = why; }});
        std::ignore = QTest::qWaitFor(
            [&problem] { return problem.has_value(); }, int(testing::Patience.count()));
        return problem.value_or(u"nothing came of it"_s);
    }

    QtMessageHandler m_before = nullptr;
    QLoggingCategory::CategoryFilter m_filter = nullptr; // whatever the environment says of logs
};

ROOM_TEST(TestWebhookSender, QApplication)
#include "tst_webhook_sender.moc"
