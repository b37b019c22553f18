// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_access.h"
#include "hub/routes.h"
#include "hub/stream_query.h"
#include "hub_rig.h"
#include "support/http_client.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

struct RoleCaller {
    const char* name;
    QByteArray token; // empty: none
    Role role;
};

HttpResponse askAs(quint16 port, const Route& route, const QByteArray& token)
{
    QByteArray path(route.path.data(), qsizetype(route.path.size()));
    path.replace('*', "c-1");
    const QByteArray body = route.body == RouteBody::JsonObject ? QByteArray("{\"data\":1}")
        : route.body == RouteBody::JsonArray                    ? QByteArray("[\"1\"]")
                                                                : QByteArray();
    static int asked = 0; // each comes from elsewhere: none is slowed down for the others
    ++asked;
    Headers headers{{"X-Forwarded-For",
        "10.1." + QByteArray::number(asked / 250) + '.' + QByteArray::number(asked % 250)}};
    if (!token.isEmpty())
        headers.append({"Authorization", "Bearer " + token});
    HttpClient client(port);
    client.send(requestBytes(port, http::methodName(route.method), path, headers, body));
    return client.read(true); // the head is enough, of a stream, too
}

} // namespace

class TestRouteRoles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRouteTakesTheRolesOfTheTableAndNoOther()
    {
        HubOptions options = onAnyPort();
        options.allowFaults = true;
        options.adminToken = u"root=admin-of-it-all"_s;
        options.publishToken = u"publisher"_s;
        options.monitorToken = u"prometheus=scraper"_s;
        options.anonymous = Anonymous::None;
        options.trustedProxies = QStringList{u"127.0.0.1"_s};
        HubRig rig;
        QVERIFY(rig.start(options));
        const std::vector<RoleCaller> callers{{"nobody", {}, Role::None},
            {"a wrong token", "admin-of-it-al", Role::None},
            {"a name for a token", "root", Role::None}, {"monitor", "scraper", Role::Monitor},
            {"publish", "publisher", Role::Publish}, {"admin", "admin-of-it-all", Role::Admin},
            {"the window", rig.hub.ownToken().toLatin1(), Role::Admin}};
        for (const Route& route : routes()) {
            for (const RoleCaller& caller : callers) {
                const HttpResponse answer = askAs(rig.port(), route, caller.token);
                const QByteArray which = QByteArray(http::methodName(route.method)) + ' '
                    + route.path.data() + " as " + caller.name + ": "
                    + QByteArray::number(answer.status);
                QVERIFY2(answer.status != 0, which.constData());
                const bool isRefused = answer.status == 401 || answer.status == 403;
                QVERIFY2(isRefused == !covers(caller.role, route.role), which.constData());
                if (!isRefused)
                    continue;
                QVERIFY2((answer.status == 401) == (caller.role == Role::None), which.constData());
                QVERIFY2(answer.hasHeader("WWW-Authenticate") == (answer.status == 401),
                    which.constData());
            }
        }
    }
    void withoutTokensAllIsOpenOnLoopback()
    {
        HubOptions options = onAnyPort();
        options.allowFaults = true;
        HubRig rig;
        QVERIFY(rig.start(options));
        for (const Route& route : routes()) {
            const HttpResponse answer = askAs(rig.port(), route, {});
            QVERIFY2(answer.status != 401 && answer.status != 403 && answer.status != 0,
                route.path.data());
        }
    }
    void aPublishTokenAloneOpensNoAdministration()
    {
        HubOptions options = onAnyPort();
        options.publishToken = u"publisher"_s;
        HubRig rig;
        QVERIFY(rig.start(options));
        const auto error = [&](const Headers& headers) {
            return httpGet(rig.port(), "/metrics", headers).error();
        };
        QVERIFY2(error({}).contains(u"without --monitor-token and --admin-token"_s),
            qPrintable(error({})));
        const Headers publisher{{"Authorization", "Bearer publisher"}};
        QVERIFY2(error(publisher).contains(u"role publish"_s), qPrintable(error(publisher)));
        QVERIFY(!error(publisher).contains(u"publisher"_s)); // the token
    }
    void cookiesHoldATokenUnderTwoNames()
    {
        const auto token = [](const char* cookies) {
            const std::string_view found = cookieTokenOf(cookies);
            return QByteArray(found.data(), qsizetype(found.size()));
        };
        QCOMPARE(token(""), QByteArray());
        QCOMPARE(token("fanlight_token=a.b.c"), QByteArray("a.b.c"));
        QCOMPARE(token("x=1;fanlight_token = no; fanlight_token=a; y"), QByteArray("a"));
        QCOMPARE(token("fanlight_token=a; __Host-fanlight_token=b"), QByteArray("b"));
        QCOMPARE(token("fanlight_token=\"a\""), QByteArray("a"));
        QCOMPARE(token("xfanlight_token=a; fanlight_tokenx=b; Fanlight_Token=c"), QByteArray());
        QCOMPARE(token(";;=;fanlight_token"), QByteArray());
    }
};

ROOM_TEST(TestRouteRoles, QCoreApplication)
#include "tst_route_roles.moc"
