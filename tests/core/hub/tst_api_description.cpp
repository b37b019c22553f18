// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/publish_parser.h"
#include "hub/api_components.h"
#include "hub/api_description.h"
#include "hub/api_operation.h"
#include "hub/api_schema.h"
#include "hub/routes.h"
#include "hub/stream_query.h"
#include "hub_rig.h"
#include "support/http_client.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList namesIn(std::span<const http::Parameter> parameters)
{
    QStringList names;
    for (const http::Parameter& one : parameters)
        names.append(QString::fromUtf8(one.name.data(), qsizetype(one.name.size())));
    return names;
}

QStringList namesIn(std::span<const ApiParameter> parameters)
{
    QStringList names;
    for (const ApiParameter& one : parameters)
        names.append(QString::fromUtf8(one.name));
    return names;
}

void collectReferences(const QJsonValue& value, QSet<QString>& found)
{
    if (value.isArray()) {
        for (const QJsonValue one : value.toArray())
            collectReferences(one, found);
    }
    const QJsonObject object = value.toObject();
    for (auto one = object.begin(); one != object.end(); ++one) {
        if (one.key() == u"$ref")
            found.insert(one.value().toString());
        else
            collectReferences(one.value(), found);
    }
}

// What a parser that is given a field it does not know says it knows.
QStringList knownFields(PublishKind kind)
{
    PublishParser parser(1 << 20);
    std::string body = "{\"qqqqqqqqqqqqqqqqqqqqqqqq\":1}";
    body.reserve(body.size() + 64);
    const QString error = QString::fromStdString(parser.parse(body, kind).error);
    return error.section(u"known are "_s, 1).split(u", "_s);
}

} // namespace

class TestApiDescription : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRouteHasAnOperationOfItsOwn()
    {
        QSet<QString> ids;
        const QJsonObject schemas = api_components::schemas();
        for (const Route& route : routes()) {
            const ApiOperation& operation = route.operation;
            QVERIFY2(!ids.contains(QString::fromUtf8(operation.id)), operation.id);
            ids.insert(QString::fromUtf8(operation.id));
            QCOMPARE(std::count(route.path.begin(), route.path.end(), '*'),
                std::ptrdiff_t(operation.path.size()));
            QCOMPARE(operation.body != nullptr, route.body != RouteBody::None);
            for (const char* const component : {operation.answer, operation.body})
                QVERIFY2(!component || schemas.contains(QLatin1StringView(component)), component);
            if (operation.body)
                QCOMPARE(schemas[QLatin1StringView(operation.body)]["type"_L1].toString(),
                    route.body == RouteBody::JsonArray ? u"array"_s : u"object"_s);
            for (const ApiFailure& failure : operation.failures)
                QVERIFY2(api_components::failureName(failure.status), operation.id);
        }
    }

    void theParametersAreThoseThatTheHubTakes()
    {
        for (const Route& route : routes()) {
            const auto taken
                = route.desk == Desk::Stream ? StreamQuery::parameters() : route.parameters;
            QCOMPARE(namesIn(route.operation.query), namesIn(taken));
        }
    }

    void theBodiesHaveTheFieldsThatTheHubTakes_data()
    {
        QTest::addColumn<PublishKind>("kind");
        QTest::addColumn<QString>("schema");
        QTest::newRow("publish") << PublishKind::Named << u"PublishRequest"_s;
        QTest::newRow("fan-out") << PublishKind::Fanout << u"FanoutRequest"_s;
        QTest::newRow("selective") << PublishKind::Selective << u"SelectiveRequest"_s;
    }
    void theBodiesHaveTheFieldsThatTheHubTakes()
    {
        QFETCH(PublishKind, kind);
        QFETCH(QString, schema);
        QStringList described
            = api_components::schemas()[schema]["properties"_L1].toObject().keys();
        QStringList known = knownFields(kind);
        QVERIFY(known.size() > 5);
        described.sort();
        known.sort();
        QCOMPARE(described, known);
        QCOMPARE(api_components::schemas()[schema]["additionalProperties"_L1], QJsonValue(false));
    }

    void eachReferenceLeadsSomewhereAndNothingIsLeftOver()
    {
        const QJsonObject document = api_description::document();
        QSet<QString> used;
        collectReferences(document, used);
        const QJsonObject components = document["components"_L1].toObject();
        for (const QString& reference : used) {
            const QStringList steps = reference.split(u'/');
            QVERIFY2(components[steps[2]].toObject().contains(steps[3]), qPrintable(reference));
        }
        for (const QString& name : components["schemas"_L1].toObject().keys()) {
            const bool isData = name == u"Gap" || name == u"Batch"; // of events
            QVERIFY2(isData || used.contains(u"#/components/schemas/"_s + name), qPrintable(name));
        }
    }

    void whoHasItAlreadyIsToldSo()
    {
        HubRig rig;
        QVERIFY(rig.start());
        HttpClient client(rig.port());
        const HttpResponse whole = client.get("/api/openapi.json");
        QCOMPARE(whole.status, 200);
        QCOMPARE(whole.json()["openapi"_L1].toString(), u"3.1.0"_s);
        QCOMPARE(
            whole.json()["info"_L1]["version"_L1].toString(), QStringLiteral(FANLIGHT_VERSION));
        const QByteArray tag = whole.header("ETag");
        QVERIFY(tag.size() > 10 && tag.startsWith('"') && tag.endsWith('"'));
        for (const QByteArray& known : QList<QByteArray>{tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            const HttpResponse same = client.get("/api/openapi.json", {{"If-None-Match", known}});
            QCOMPARE(same.status, 304);
            QVERIFY(same.body.isEmpty() && !same.hasHeader("Content-Type"));
            QCOMPARE(same.header("ETag"), tag);
        }
        QCOMPARE(client.get("/api/openapi.json", {{"If-None-Match", "\"another\""}}).body.size(),
            whole.body.size());
        const HttpResponse head = client.request("HEAD", "/api/openapi.json");
        QCOMPARE(head.status, 200);
        QCOMPARE(head.header("Content-Length").toLongLong(), qint64(whole.body.size()));
    }
};

ROOM_TEST(TestApiDescription, QCoreApplication)
#include "tst_api_description.moc"
