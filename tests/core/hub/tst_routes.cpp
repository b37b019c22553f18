// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/routes.h"
#include "hub_rig.h"
#include "support/http_client.h"
#include "support/room.h"

#include <QSet>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::vector<http::Method> Methods{http::Method::Get, http::Method::Head, http::Method::Post,
    http::Method::Put, http::Method::Delete};

// With a name for each *.
QByteArray pathOf(const Route& route)
{
    return QByteArray(route.path.data(), qsizetype(route.path.size())).replace('*', "c-1");
}

// Something its desk can read, where it reads anything.
QByteArray bodyOf(const Route& route)
{
    switch (route.body) {
    case RouteBody::JsonObject:
        return R"({"data":1})";
    case RouteBody::JsonArray:
        return R"(["1","2"])";
    case RouteBody::None:
        break;
    }
    return {};
}

} // namespace

class TestRoutes : public QObject {
    Q_OBJECT

    HubRig m_rig;

    // The answer's head is enough of a stream.
    HttpResponse ask(const QByteArray& method, const QByteArray& path, const QByteArray& body = {})
    {
        HttpClient client(m_rig.port());
        client.send(requestBytes(m_rig.port(), method, path, {}, body));
        return client.read(true);
    }

private Q_SLOTS:
    void initTestCase()
    {
        HubOptions options = onAnyPort();
        options.allowFaults = true;
        QVERIFY(m_rig.start(options));
    }
    void cleanupTestCase()
    {
        m_rig.hub.stop();
        QVERIFY(m_rig.reaches(HubState::Stopped));
    }

    void eachRouteStandsOnceAndSaysWhatItIs()
    {
        QSet<QByteArray> seen;
        for (const Route& route : routes()) {
            const QByteArray name = http::methodName(route.method) + (' ' + pathOf(route));
            QVERIFY2(!seen.contains(name), name.constData());
            seen.insert(name);
            QVERIFY2(!route.description.empty(), name.constData());
            QVERIFY2(route.description.find('\n') == std::string_view::npos, name.constData());
            QVERIFY2(route.description.back() != '.', name.constData());
            // what nobody needs a token for changes nothing, and has nothing to read
            const bool changes = route.access == Access::Change;
            // an admin stream's reader changes nothing but what he reads
            const bool isAdminStream = route.path.starts_with("/api/admin/stream");
            QVERIFY2(!changes || route.role == Role::Publish || route.role == Role::Admin
                    || route.role == Role::Granter
                    || (isAdminStream && route.role == Role::Monitor),
                name.constData());
            QVERIFY2(
                changes || (route.method == http::Method::Get && route.body == RouteBody::None),
                name.constData());
            QCOMPARE(route.access == Access::Stream,
                route.role == Role::User || route.path == "/api/admin/stream");
        }
    }

    void eachRouteAnswers_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < routes().size(); ++i)
            QTest::addRow(
                "%s %s", http::methodName(routes()[i].method), pathOf(routes()[i]).constData())
                << int(i);
    }
    void eachRouteAnswers()
    {
        QFETCH(int, index);
        const Route& route = routes()[std::size_t(index)];
        const HttpResponse response
            = ask(http::methodName(route.method), pathOf(route), bodyOf(route));
        QVERIFY(response.status != 0);
        // 404 is of what it names then, not of the path: its desk has answered
        QVERIFY2(response.status != 405 && response.status < 500,
            QByteArray::number(response.status).constData());
        if (response.status == 404)
            QVERIFY2(route.path.find('*') != std::string_view::npos, route.path.data());
        if (route.method == http::Method::Get)
            QCOMPARE(ask("HEAD", pathOf(route)).status, response.status);
    }

    // What is in no table a body is read of may be anything.
    void aBodyThatIsNotReadIsNotLookedAt_data() { eachRouteAnswers_data(); }
    void aBodyThatIsNotReadIsNotLookedAt()
    {
        QFETCH(int, index);
        const Route& route = routes()[std::size_t(index)];
        const QByteArray method = http::methodName(route.method);
        const int status = ask(method, pathOf(route), "{no JSON").status;
        if (route.body == RouteBody::None)
            QCOMPARE(status, ask(method, pathOf(route)).status);
        else
            QCOMPARE(status, 400);
    }

    void otherMethodsAre405AndNameTheRightOnes_data() { eachRouteAnswers_data(); }
    void otherMethodsAre405AndNameTheRightOnes()
    {
        QFETCH(int, index);
        const Route& asked = routes()[std::size_t(index)];
        QStringList allowed; // in the table's order
        for (const Route& route : routes()) {
            if (route.path != asked.path)
                continue;
            allowed.append(QString::fromLatin1(http::methodName(route.method)));
            if (route.method == http::Method::Get)
                allowed.append(u"HEAD"_s);
        }
        const QByteArray allow = allowed.join(u", "_s).toLatin1() + ", OPTIONS";
        int wrong = 0;
        for (const http::Method method : Methods) {
            if (allowed.contains(QString::fromLatin1(http::methodName(method))))
                continue;
            ++wrong;
            const HttpResponse response = ask(http::methodName(method), pathOf(asked));
            QCOMPARE(response.status, 405);
            QCOMPARE(response.header("Allow"), allow);
        }
        QVERIFY(wrong > 0);
        const HttpResponse options = ask("OPTIONS", pathOf(asked));
        QCOMPARE(options.status, 204);
        QCOMPARE(options.header("Allow"), allow);
    }

    void aStarStandsForOneSegment()
    {
        const RouteMatch one = findRoute(http::Method::Get, "/api/users/a%2Fb/followers/7");
        QVERIFY(one.route && one.route->desk == Desk::Followers);
        QCOMPARE(one.segments, (std::vector<std::string>{"a%2Fb", "7"}));
        QCOMPARE(
            allowedMethods("/api/users/a%2Fb/followers/7"), std::string("GET, HEAD, PUT, DELETE"));
        for (const char* path : {"/api/users//followers", "/api/users/a/b/followers",
                 "/api/users/a/followers/", "/api/receipts/", "/api/publish/", ""}) {
            const RouteMatch none = findRoute(http::Method::Get, path);
            QVERIFY2(!none.route && none.segments.empty(), path);
            QVERIFY2(allowedMethods(path).empty(), path);
        }
    }

    void aStarAloneIsWhatAllOfItTakes()
    {
        QVERIFY(!findRoute(http::Method::Get, "*").route);
        QCOMPARE(allowedMethods("*"), std::string("POST, GET, HEAD, DELETE, PUT, PATCH"));
    }
};

ROOM_TEST(TestRoutes, QCoreApplication)
#include "tst_routes.moc"
