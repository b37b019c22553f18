// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/user_token.h"
#include "support/hub_process.h"
#include "support/needed_program.h"
#include "support/room.h"
#include "support/web_app.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <atomic>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Opens the stream of ?stream= and tells the app what happens, in order. Before its EventSource
// comes back it fetches /session, which renews the cookie; where that is refused it asks why.
const QByteArray ProofPage
    = R"html(<!doctype html><meta charset="utf-8"><title>proofs</title><script>
const stream = new URLSearchParams(location.search).get('stream');
let tail = Promise.resolve();
function report(what) {
    tail = tail.then(() => fetch('/report?' + encodeURIComponent(JSON.stringify(what))));
}
function open(name) {
    const source = new EventSource(stream, { withCredentials: true });
    source.onopen = () => report({ kind: 'open', name });
    source.onmessage = e => report({ kind: 'message', name, data: e.data });
    source.onerror = async () => {
        const state = source.readyState;
        report({ kind: 'error', name, state });
        if (state === 1 || state === 0)
            await fetch('/session');
        if (state === 2) {
            const answer = await fetch(stream, { credentials: 'include' });
            report({ kind: 'refused', name, status: answer.status, why: (await answer.json()).error });
        }
    };
}
fetch('/session').then(() => open('first'));
window.again = () => open('second');
setInterval(async () => { if ((await (await fetch('/order')).text()) === 'again') window.again(); }, 100);
</script>)html";

} // namespace

// Proofs as a page in Chromium uses them, from an origin of its own.
class TstBrowserProofs : public QObject {
    Q_OBJECT

    static constexpr int BrowserPatienceMs = 60'000; // it starts slowly on a busy machine

    HubProcess m_hub;
    QTemporaryDir m_profile;
    QProcess m_browser;
    std::unique_ptr<WebApp> m_app;
    std::atomic<bool> m_opensAgain{false};
    std::atomic<qint64> m_tokenSeconds{600}; // of a session's cookie; 0: it has none

    void open(const QByteArray& query)
    {
        m_app = std::make_unique<WebApp>([this](const WebApp::Request& request) {
            if (request.target.startsWith("/?"))
                return WebApp::Reply{200, ProofPage, {{"Content-Type", "text/html"}}, 0};
            if (request.target == "/order")
                return WebApp::Reply{200, m_opensAgain.exchange(false) ? "again" : "", {}, 0};
            if (request.target == "/session") {
                Headers headers;
                if (m_tokenSeconds > 0)
                    headers.append({"Set-Cookie",
                        "fanlight_token=" + userToken("42", m_tokenSeconds) + "; Path=/"});
                return WebApp::Reply{200, "", headers, 0};
            }
            return WebApp::Reply{};
        });
        const QByteArray stream
            = "http://127.0.0.1:" + QByteArray::number(m_hub.port()) + "/api/notifications" + query;
        m_browser.setStandardOutputFile(QProcess::nullDevice());
        m_browser.setStandardErrorFile(QProcess::nullDevice());
        m_browser.start(u"chromium"_s,
            {u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-dev-shm-usage"_s,
                u"--disable-quic"_s, u"--no-first-run"_s, u"--disable-background-networking"_s,
                u"--disable-component-update"_s, u"--disable-sync"_s,
                u"--remote-debugging-port=0"_s, u"--user-data-dir="_s + m_profile.path(),
                m_app->url(u"/?stream="_s + QString::fromLatin1(stream.toPercentEncoding()))});
    }
    QList<QJsonObject> reports(QLatin1StringView kind, QLatin1StringView name) const
    {
        QList<QJsonObject> some;
        for (const WebApp::Request& request : m_app->seen()) {
            if (!request.target.startsWith("/report?"))
                continue;
            const QJsonObject report
                = QJsonDocument::fromJson(QByteArray::fromPercentEncoding(request.target.mid(8)))
                      .object();
            if (report["kind"_L1].toString() == kind && report["name"_L1].toString() == name)
                some.append(report);
        }
        return some;
    }
    QStringList messages() const
    {
        QStringList data;
        for (const QJsonObject& message : reports("message"_L1, "first"_L1))
            data.append(message["data"_L1].toString());
        return data;
    }
    void publishTo42(int number)
    {
        QCOMPARE(httpPost(m_hub.port(), "/api/publish", toUser("42", QByteArray::number(number)),
                     {{"Authorization", "Bearer publisher"}})
                     .status,
            200);
    }

private Q_SLOTS:
    void initTestCase() { NEEDS_PROGRAM("chromium"); }
    void init()
    {
        m_tokenSeconds = 600;
        START_HUB(m_hub,
            {u"--retry"_s, u"500ms"_s, u"--jwt-secret"_s, QString::fromLatin1(UserTokenSecret),
                u"--jwt-leeway"_s, u"off"_s, u"--publish-token"_s, u"publisher"_s,
                u"--admin-token"_s, u"admin"_s});
    }
    void cleanup()
    {
        m_browser.terminate();
        if (!m_browser.waitForFinished(10'000)) {
            m_browser.kill();
            m_browser.waitForFinished();
        }
        m_app.reset();
        m_hub.stop();
    }

    void aCookiesStreamGoesThroughItsExpiriesWithoutALostEvent()
    {
        m_tokenSeconds = 3;
        open({});
        QTRY_VERIFY_WITH_TIMEOUT(!reports("open"_L1, "first"_L1).isEmpty(), BrowserPatienceMs);
        int published = 0;
        // an event now and then, through two ends at least
        QTRY_VERIFY_WITH_TIMEOUT(
            (publishTo42(++published), reports("open"_L1, "first"_L1).size() >= 3),
            BrowserPatienceMs);
        publishTo42(++published);
        QTRY_COMPARE_WITH_TIMEOUT(messages().size(), published, BrowserPatienceMs);
        for (int i = 0; i < published; ++i)
            QCOMPARE(messages()[i], QString::number(i + 1));
        QVERIFY(httpGet(m_hub.port(), "/api/stats", {{"Authorization", "Bearer admin"}})
                    .json()["disconnects"_L1]["expired"_L1]
                    .toInt()
            >= 2);
    }
    void aTicketIsGoodForOneEventSourceWhichComesBackByItself()
    {
        m_tokenSeconds = 0;
        const QByteArray ticket = httpPost(m_hub.port(), "/api/tickets", "{\"userId\":\"42\"}",
            {{"Authorization", "Bearer publisher"}})
                                      .json()["ticket"_L1]
                                      .toString()
                                      .toLatin1();
        open("?ticket=" + ticket);
        QTRY_VERIFY_WITH_TIMEOUT(!reports("open"_L1, "first"_L1).isEmpty(), BrowserPatienceMs);
        publishTo42(1);
        m_opensAgain = true;
        QTRY_VERIFY_WITH_TIMEOUT(!reports("refused"_L1, "second"_L1).isEmpty(), BrowserPatienceMs);
        const QJsonObject refused = reports("refused"_L1, "second"_L1).first();
        QCOMPARE(refused["status"_L1].toInt(), 401);
        QVERIFY(refused["why"_L1].toString().contains(u"was used"_s));
        QVERIFY(reports("open"_L1, "second"_L1).isEmpty());
        HttpClient client(m_hub.port()); // and its own stream is ended
        QCOMPARE(
            client.request("DELETE", "/api/users/42/streams", {{"Authorization", "Bearer admin"}})
                .json()["ended"_L1]
                .toInt(),
            1);
        publishTo42(2);
        QTRY_COMPARE_WITH_TIMEOUT(
            reports("open"_L1, "first"_L1).size(), qsizetype(2), BrowserPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(messages(), (QStringList{u"1"_s, u"2"_s}), BrowserPatienceMs);
        QVERIFY(reports("refused"_L1, "first"_L1).isEmpty());
    }
    void afterRevocationThePageHearsWhy()
    {
        open({});
        QTRY_VERIFY_WITH_TIMEOUT(!reports("open"_L1, "first"_L1).isEmpty(), BrowserPatienceMs);
        publishTo42(1);
        QTRY_COMPARE_WITH_TIMEOUT(messages(), QStringList{u"1"_s}, BrowserPatienceMs);
        m_tokenSeconds = 0; // nor does the app sign him in again
        HttpClient client(m_hub.port());
        QCOMPARE(client
                     .request("DELETE", "/api/users/42/streams?deny=1h",
                         {{"Authorization", "Bearer admin"}})
                     .json()["ended"_L1]
                     .toInt(),
            1);
        QTRY_VERIFY_WITH_TIMEOUT(!reports("refused"_L1, "first"_L1).isEmpty(), BrowserPatienceMs);
        const QJsonObject refused = reports("refused"_L1, "first"_L1).first();
        QCOMPARE(refused["status"_L1].toInt(), 401);
        QVERIFY(refused["why"_L1].toString().contains(u"withdrawn"_s));
    }
};

ROOM_TEST(TstBrowserProofs, QCoreApplication)
#include "tst_browser_proofs.moc"
