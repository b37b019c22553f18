// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/user_token.h"
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/web_app.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <functional>
#include <vector>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

// What a client told of what it did, in its order: each show(), each reload() with the number of
// the newest event that what it loaded has in it, and its end. Main thread.
class ClientBook {
public:
    explicit ClientBook(QString name)
        : m_name(std::move(name))
    {
    }
    void take(const QJsonObject& line)
    {
        const int number = numberOf(line["show"_L1].toVariant());
        if (line.contains("reload"_L1)) {
            ++m_reloads;
            m_loadedUpTo = std::max(m_loadedUpTo, line["upTo"_L1].toInt());
        } else if (line.contains("over"_L1))
            m_over = line["over"_L1].toInt(-1);
        else if (number <= m_newest)
            m_finds.append(m_name + u": twice or out of order: " + textOf(line));
        else if (const QJsonObject wanted = lineOf(number); !isSame(line, wanted))
            m_finds.append(m_name + u": not as it was published: " + textOf(line) + u" and not "
                + textOf(wanted));
        else {
            for (int missing = m_newest + 1; missing < number; ++missing)
                m_missing.append(missing);
            m_newest = number;
            ++m_shown;
        }
    }
    // Nothing, or what is wrong: each event up to this one was shown, once, in its order, or was
    // there when the client loaded what there was.
    QString verdict(int published) const
    {
        if (!m_finds.isEmpty())
            return m_finds.first();
        if (m_over >= 0)
            return u"%1: has ended with %2"_s.arg(m_name).arg(m_over);
        for (const int missing : m_missing) {
            if (missing > m_loadedUpTo)
                return QStringLiteral("%1: lost %2, has %3").arg(m_name).arg(missing).arg(m_newest);
        }
        if (m_reloads == 0 || std::max(m_newest, m_loadedUpTo) < published)
            return u"%1: has %2 of %3, loaded %4 times"_s.arg(m_name)
                .arg(m_newest)
                .arg(published)
                .arg(m_reloads);
        return {};
    }
    const QString& name() const { return m_name; }
    int reloads() const { return m_reloads; }
    int newest() const { return m_newest; } // that was shown
    int shown() const { return m_shown; }
    int over() const { return m_over; } // -1: it goes on; else the status that ended it

    // The publish of a number, and what a client is to make of it: an object with letters of two,
    // three and four bytes; a text of some lines; a number; now and then with a name of its own, or
    // batched.
    static QByteArray bodyOf(int number)
    {
        QJsonObject body{{u"userId"_s, u"42"_s}, {u"data"_s, published(number)}};
        if (number % 5 == 2)
            body["event"_L1] = u"order"_s;
        if (number % 5 >= 3)
            body["batch"_L1] = true;
        return QJsonDocument(body).toJson(QJsonDocument::Compact);
    }

private:
    static QJsonValue published(int number)
    {
        if (number % 5 == 1)
            return QStringLiteral("%1\r\nzwei Zeilen: ü\n\n€ 😀").arg(number);
        if (number % 5 == 4)
            return number;
        return QJsonObject{{u"n"_s, number},
            {u"text"_s, QStringLiteral("Grüße, %1 € 😀").arg(number)},
            {u"long"_s, QStringLiteral("😀ü€").repeated(number == 8 ? 10'000 : 20)}};
    }
    static QJsonObject lineOf(int number)
    {
        QJsonValue data = published(number);
        if (data.isString()) // every end of a line is one and the same
            data = data.toString().replace(u"\r\n"_s, u"\n"_s);
        return {{u"show"_s, data}, {u"event"_s, number % 5 == 2 ? u"order"_s : u"message"_s}};
    }
    static bool isSame(const QJsonObject& line, const QJsonObject& wanted)
    {
        // the library of fetch-event-source calls an event without a name ""
        const QString event = line["event"_L1].toString();
        return line["show"_L1] == wanted["show"_L1]
            && (event.isEmpty() ? u"message"_s : event) == wanted["event"_L1].toString()
            && !line["id"_L1].toString().isEmpty();
    }
    static int numberOf(const QVariant& data)
    {
        if (data.typeId() == QMetaType::QVariantMap)
            return data.toMap()[u"n"_s].toInt();
        return data.toString().section(u'\n', 0, 0).toInt();
    }
    static QString textOf(const QJsonObject& line)
    {
        return QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact));
    }

    QString m_name;
    QStringList m_finds;
    QList<int> m_missing; // were passed over
    int m_newest = 0;
    int m_shown = 0;
    int m_reloads = 0;
    int m_loadedUpTo = 0;
    int m_over = -1;
};

// What happens to clients in a life, all at once to all of them: a hub that crashes, one that is
// stopped, tokens that expire, connections that are cut, dead, or slow, and a gap. Two hubs share a
// Redis: the clients are at one, the other publishes. And an app, which hands out tokens and
// tickets and knows what was published. Main thread.
class ClientStory {
public:
    static constexpr int PatienceMs = 120'000; // a client that waits longer each time
    static constexpr int TokenSeconds = 3;
    static constexpr int History = 40;

    using Books = std::vector<ClientBook*>;
    using Pages = std::function<WebApp::Reply(const WebApp::Request&)>; // in the app's thread

    bool begin(Pages pages = {})
    {
        m_options = {u"--retry"_s, u"200ms"_s, u"--heartbeat"_s, u"1s"_s, u"--history"_s,
            QStringLiteral("%1/1h").arg(History), u"--jwt-secret"_s,
            QString::fromLatin1(UserTokenSecret), u"--jwt-leeway"_s, u"off"_s, u"--publish-token"_s,
            u"publisher"_s, u"--admin-token"_s, u"admin"_s, u"--allow-faults"_s};
        if (!m_redis.start())
            return false;
        m_options += {u"--broker"_s, m_redis.url()};
        if (!m_hub.start(m_options + QStringList{u"--instance-name"_s, u"readers"_s})
            || !m_other.start(m_options + QStringList{u"--instance-name"_s, u"publishers"_s}))
            return false;
        m_port = m_hub.port();
        m_app.setHandler([this, pages = std::move(pages), other = m_other.port(), port = m_port](
                             const WebApp::Request& request) {
            const QByteArray path = request.target.split('?').first();
            if (path == "/token")
                return json({{"token"_L1, QString::fromLatin1(userToken("42", TokenSeconds))}});
            if (path == "/state")
                return json({{"upTo"_L1, m_published.load()}});
            if (path == "/ticket")
                return ticket(other, port);
            return pages ? pages(request) : WebApp::Reply{404, {}, {}, 0};
        });
        return waitUntil([this] {
            return httpGet(m_port, "/readyz").status == 200
                && httpGet(m_other.port(), "/readyz").status == 200;
        });
    }
    QString stream() const
    {
        return QStringLiteral("http://127.0.0.1:%1/api/notifications?userId=42").arg(m_port);
    }
    QString hubUrl() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    WebApp& app() { return m_app; }
    HubProcess& hub() { return m_hub; }
    int published() const { return m_published; }
    QByteArray story() const { return m_redis.story() + m_hub.story() + m_other.story(); }

    // So many more, of which each is answered.
    void publish(int count)
    {
        for (; count > 0; --count) {
            const HttpResponse answer = httpPost(m_other.port(), "/api/publish",
                ClientBook::bodyOf(m_published + 1), bearer("publisher"));
            QVERIFY2(answer.status == 200, answer.body.constData());
            ++m_published;
        }
    }
    // A stream of events in the midst of which the hub goes: as it is killed, or as it is asked to.
    void goDuringEvents(bool crashes)
    {
        publish(4);
        if (crashes)
            m_hub.crash();
        else
            m_hub.askToStop();
        publish(16);
        const bool isClean = m_hub.waitForEnd();
        QVERIFY2(isClean || crashes, m_hub.story().constData());
    }
    void comeBack()
    {
        QVERIFY2(m_hub.start(m_options
                     + QStringList{u"--instance-name"_s, u"readers"_s, u"--listen"_s,
                         QStringLiteral("127.0.0.1:%1").arg(m_port)}),
            m_hub.story().constData());
        QTRY_COMPARE_WITH_TIMEOUT(httpGet(m_port, "/readyz").status, 200, PatienceMs);
    }
    void beginFault(const QByteArray& fault)
    {
        const HttpResponse answer = httpPost(m_port, "/api/faults", fault, bearer("admin"));
        QVERIFY2(answer.status == 200, answer.body.constData());
    }
    void endFaults()
    {
        HttpClient client(m_port);
        QCOMPARE(
            client.request("DELETE", "/api/faults", bearer("admin")).json()["ended"_L1].toInt(), 1);
    }
    QJsonObject stats() const { return httpGet(m_port, "/api/stats", bearer("admin")).json(); }
    QJsonArray connections() const
    {
        return httpGet(m_port, "/api/connections", bearer("admin"))
            .json()["connections"_L1]
            .toArray();
    }
    // Ends all streams and asks their clients not to come back.
    void sendAllAway()
    {
        const QJsonArray all = connections();
        for (const QJsonValue& one : all) {
            const QByteArray id = one["id"_L1].toString().toLatin1();
            HttpClient(m_port).request(
                "DELETE", "/api/connections/" + id + "?retry=off", bearer("admin"));
        }
    }
    static Headers bearer(const QByteArray& token)
    {
        return {{"Authorization", "Bearer " + token}};
    }
    static WebApp::Reply json(const QJsonObject& object)
    {
        return {200, QJsonDocument(object).toJson(), {{"Content-Type", "application/json"}}, 0};
    }

    // The story, of clients that are started and have so many streams. `gather` takes in what they
    // told.
    void run(const Books& books, int streams, const std::function<void()>& gather)
    {
        std::vector<int> loaded; // how often each has, once it had an event to go on from
        const auto verdict = [&] {
            gather();
            for (const ClientBook* book : books) {
                if (const QString wrong = book->verdict(m_published); !wrong.isEmpty())
                    return wrong;
            }
            return QString();
        };
        const auto all = [&](auto is) {
            gather();
            return std::all_of(
                books.begin(), books.end(), [&](const ClientBook* book) { return is(*book); });
        };
        const auto loads = [&](int more) { // so many more of each
            gather();
            return std::equal(books.begin(), books.end(), loaded.begin(), loaded.end(),
                [more](const ClientBook* book, int before) {
                    return book->reloads() == before + more;
                });
        };
#define ALL_HAVE_ALL()                                                                             \
    QTRY_COMPARE_WITH_TIMEOUT(verdict(), QString(), PatienceMs);                                   \
    QVERIFY(loads(0))

        QTRY_COMPARE_WITH_TIMEOUT(verdict(), QString(), PatienceMs);
        publish(10);
        QTRY_COMPARE_WITH_TIMEOUT(verdict(), QString(), PatienceMs);
        for (const ClientBook* book : books)
            loaded.push_back(book->reloads());
        for (const bool crashes : {true, false}) {
            goDuringEvents(crashes);
            if (QTest::currentTestFailed())
                return;
            comeBack();
            publish(4);
            ALL_HAVE_ALL();
        }
        // bytes trickle in, so that letters are cut in two
        beginFault(R"({"kind":"drip","bytes":3000})");
        publish(6);
        ALL_HAVE_ALL();
        endFaults();
        // each connection breaks off within an event
        beginFault(R"({"kind":"cut","bytes":1501})");
        publish(12);
        ALL_HAVE_ALL();
        QTRY_VERIFY_WITH_TIMEOUT(
            stats()["disconnects"_L1]["fault"_L1].toInt() >= streams, PatienceMs);
        endFaults();
        // silence, while the line seems to stand
        const int before = stats()["connects"_L1].toInt();
        beginFault(R"({"kind":"half-open"})");
        publish(2);
        QTRY_VERIFY_WITH_TIMEOUT(stats()["connects"_L1].toInt() >= before + streams, PatienceMs);
        endFaults();
        ALL_HAVE_ALL();
        // tokens expire, twice for each
        const int expired = stats()["disconnects"_L1]["expired"_L1].toInt();
        const auto isNear
            = [this](const ClientBook& book) { return m_published - book.newest() < 10; };
        QTRY_VERIFY_WITH_TIMEOUT(
            (publish(all(isNear)),
                stats()["disconnects"_L1]["expired"_L1].toInt() >= expired + 2 * streams),
            PatienceMs);
        ALL_HAVE_ALL();
        // more than history holds
        m_hub.crash();
        m_hub.waitForEnd();
        publish(History + 20);
        comeBack();
        QTRY_VERIFY_WITH_TIMEOUT(loads(1), PatienceMs);
        publish(5);
        QTRY_COMPARE_WITH_TIMEOUT(verdict(), QString(), PatienceMs);
        QVERIFY(loads(1));
        QVERIFY(all([this](const ClientBook& book) {
            return book.newest() == m_published && book.shown() <= m_published - 20;
        }));
#undef ALL_HAVE_ALL
    }

private:
    bool waitUntil(const std::function<bool()>& is)
    {
        const QDeadlineTimer deadline(PatienceMs);
        while (!is()) {
            if (deadline.hasExpired())
                return false;
        }
        return true;
    }
    // What an app's own endpoint does: it asks the hub for one, in the app's thread.
    static WebApp::Reply ticket(quint16 publisher, quint16 hub)
    {
        const QJsonObject body{{u"userId"_s, u"42"_s},
            {u"until"_s,
                QDateTime::currentDateTimeUtc().addSecs(TokenSeconds).toString(Qt::ISODate)}};
        const QJsonObject answer
            = httpPost(publisher, "/api/tickets", QJsonDocument(body).toJson(), bearer("publisher"))
                  .json();
        if (answer.isEmpty())
            return {503, {}, {}, 0};
        const QString path = answer["url"_L1].toString();
        return json({{"url"_L1, QString(u"http://127.0.0.1:%1"_s.arg(hub) + path)}});
    }

    QStringList m_options;
    RedisServer m_redis;
    HubProcess m_hub; // the clients'
    HubProcess m_other; // publishes
    quint16 m_port = 0;
    std::atomic<int> m_published{0};
    WebApp m_app; // the last: its thread uses what is above
};

} // namespace fanlight::testing
