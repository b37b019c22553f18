// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/api_contract.h"

#include "support/hub_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

struct ApiContract::Asked {
    QByteArray method;
    QByteArray path; // without the query
    QByteArray query;
    QByteArray body;
    bool isHttp = false; // that can be read
};

namespace {

// "POST /x HTTP/1.1 …": the body is what stands behind the head, chunks joined.
template <class Asked> Asked takenApart(QByteArray bytes)
{
    Asked asked;
    while (bytes.startsWith("\r\n")) // RFC 9112 §2.2
        bytes.remove(0, 2);
    const QList<QByteArray> line = bytes.left(bytes.indexOf("\r\n")).split(' ');
    asked.isHttp = line.size() == 3 && line[2].startsWith("HTTP/1.") && !line[1].isEmpty()
        && bytes.contains("\r\n\r\n");
    if (!asked.isHttp)
        return asked;
    asked.method = line[0];
    QByteArray target = line[1];
    if (target.startsWith("http://"))
        target = target.mid(target.indexOf('/', 7));
    const qsizetype mark = target.indexOf('?');
    asked.path = mark < 0 ? target : target.left(mark);
    asked.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    asked.body = bytes.mid(bytes.indexOf("\r\n\r\n") + 4);
    if (bytes.left(bytes.size() - asked.body.size())
            .toLower()
            .contains("transfer-encoding: chunked")) {
        ChunkDecoder decoder;
        QByteArray content;
        decoder.feed(asked.body, content);
        asked.body = content;
    }
    return asked;
}

// A parameter as the schema has it: what is a number there is read as one.
QJsonValue readAs(const QString& text, const QJsonObject& schema)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return schema["type"_L1] == "integer"_L1 && isNumber ? QJsonValue(number) : QJsonValue(text);
}

} // namespace

ApiContract::ApiContract(const QJsonObject& document)
    : m_document(document)
    , m_answers(document, JsonSchema::Members::OnlyKnown)
    , m_requests(document, JsonSchema::Members::AsSaid)
{
    const QJsonObject paths = document["paths"_L1].toObject();
    for (auto one = paths.begin(); one != paths.end(); ++one) {
        Path path{one.key().toUtf8().split('/'), one.value().toObject()};
        for (QByteArray& step : path.steps) {
            if (step.startsWith('{'))
                step = "{";
        }
        m_paths.push_back(std::move(path));
    }
}

std::unique_ptr<ApiContract> ApiContract::ofThisHub()
{
    HubProcess hub;
    if (!hub.start())
        return nullptr;
    const QJsonObject document = httpGet(hub.port(), "/api/openapi.json").json();
    return document["paths"_L1].toObject().isEmpty() ? nullptr
                                                     : std::make_unique<ApiContract>(document);
}

QJsonObject ApiContract::pathItem(const QByteArray& path) const
{
    const QList<QByteArray> steps = path.split('/');
    const auto fits = [&steps](const Path& one) {
        return std::equal(one.steps.begin(), one.steps.end(), steps.begin(), steps.end(),
            [](const QByteArray& pattern, const QByteArray& step) {
                return pattern == "{" ? !step.isEmpty() : pattern == step;
            });
    };
    const auto found = std::find_if(m_paths.begin(), m_paths.end(), fits);
    return found == m_paths.end() ? QJsonObject() : found->item;
}

// Whether any request may be answered so, whatever it asks for.
bool ApiContract::isAnywhere(int status) const
{
    static const QList<int> Statuses{400, 403, 408, 413, 415, 417, 429, 431, 501, 503};
    return Statuses.contains(status);
}

void ApiContract::exchanged(const QByteArray& request, const HttpResponse& response, bool isStream)
{
    if (response.status < 200 || response.hasHeader("Server") || response.hasHeader("Via"))
        return;
    ++m_checked;
    const auto asked = takenApart<Asked>(request);
    QString breach = breachOf(asked, response, isStream);
    if (breach.isEmpty())
        return;
    breach += u"\n    "_s + QString::fromUtf8(request.left(300)).simplified() + u"\n    -> "_s
        + QString::number(response.status) + u' '
        + QString::fromUtf8(response.body.left(600)).simplified();
    if (!m_breaches.contains(breach))
        m_breaches.append(breach);
}

void ApiContract::received(const QByteArray& event, const QByteArray& data)
{
    QString breach;
    if (event == "fanlight-gap")
        breach = m_answers.check(
            QJsonDocument::fromJson(data).object(), {{u"$ref"_s, u"#/components/schemas/Gap"_s}});
    else if (event.startsWith("fanlight-") && event != "fanlight-heartbeat")
        breach = u"an event of the hub that is not described: "_s + QString::fromUtf8(event);
    if (!breach.isEmpty())
        m_breaches.append(breach + u"\n    "_s + QString::fromUtf8(data.left(300)));
}

QString ApiContract::breachOf(const Asked& asked, const HttpResponse& response, bool isStream) const
{
    if (!asked.isHttp)
        return isAnywhere(response.status) ? checkRefusal(asked, response)
                                           : u"what cannot be read was answered"_s;
    const QJsonObject item = pathItem(asked.path);
    if (asked.method == "OPTIONS") {
        if (response.status == 204)
            return response.hasHeader("Allow") ? QString() : u"OPTIONS without Allow"_s;
        return isAnywhere(response.status) || response.status == 404
            ? checkRefusal(asked, response)
            : u"an undocumented answer to OPTIONS"_s;
    }
    const QByteArray method = asked.method == "HEAD" ? QByteArray("get") : asked.method.toLower();
    const QJsonObject operation = item[QString::fromLatin1(method)].toObject();
    if (operation.isEmpty()) {
        const int expected = item.isEmpty() ? 404 : 405;
        if (response.status != expected && !isAnywhere(response.status))
            return u"what is not described is answered"_s;
        if (response.status == 405 && !response.hasHeader("Allow"))
            return u"405 without Allow"_s;
        return checkRefusal(asked, response);
    }
    const QJsonObject responses = operation["responses"_L1].toObject();
    const QJsonObject reference = responses[QString::number(response.status)].toObject();
    if (reference.isEmpty())
        return u"an undocumented status"_s;
    if (const QString wrong = checkAnswer(asked, response, m_answers.resolved(reference), isStream);
        !wrong.isEmpty())
        return wrong;
    return response.status < 300 ? checkRequest(asked, operation) : QString();
}

QString ApiContract::checkRefusal(const Asked& asked, const HttpResponse& response) const
{
    if (asked.method == "HEAD")
        return {};
    return m_answers.check(QJsonDocument::fromJson(response.body).object(),
        {{u"$ref"_s, u"#/components/schemas/Error"_s}});
}

QString ApiContract::checkAnswer(const Asked& asked, const HttpResponse& response,
    const QJsonObject& documented, bool isStream) const
{
    const QJsonObject headers = documented["headers"_L1].toObject();
    for (auto one = headers.begin(); one != headers.end(); ++one) {
        const QString value = QString::fromUtf8(response.header(one.key().toLatin1()));
        if (value.isEmpty())
            return u"lacks the field "_s + one.key();
        const QJsonObject schema = one.value().toObject()["schema"_L1].toObject();
        if (const QString wrong = m_answers.check(readAs(value, schema), schema); !wrong.isEmpty())
            return one.key() + u": "_s + wrong;
    }
    const QJsonObject content = documented["content"_L1].toObject();
    if (content.isEmpty())
        return response.body.isEmpty() ? QString() : u"has a body"_s;
    const QString type
        = QString::fromUtf8(response.header("Content-Type")).section(u';', 0, 0).trimmed();
    if (!content.contains(type))
        return u"an undocumented Content-Type: "_s + type;
    if (asked.method == "HEAD" || isStream || type != u"application/json")
        return {};
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(response.body, &error);
    if (error.error != QJsonParseError::NoError)
        return u"is no JSON"_s;
    return m_answers.check(json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object()),
        content[type].toObject()["schema"_L1].toObject());
}

QString ApiContract::checkRequest(const Asked& asked, const QJsonObject& operation) const
{
    const QString wrong = checkQuery(asked, operation["parameters"_L1].toArray());
    const QJsonObject body = operation["requestBody"_L1].toObject();
    if (!wrong.isEmpty() || body.isEmpty())
        return wrong;
    QByteArray text = asked.body;
    if (text.startsWith("\xEF\xBB\xBF")) // is ignored (RFC 8259 §8.1)
        text.remove(0, 3);
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(text, &error);
    // Qt reads no half surrogates and no numbers beyond a double, which the hub does.
    if (error.error != QJsonParseError::NoError)
        return {};
    const QString unfit
        = m_requests.check(json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object()),
            body["content"_L1]["application/json"_L1]["schema"_L1].toObject());
    return unfit.isEmpty() ? QString() : u"the hub takes an undescribed body: "_s + unfit;
}

QString ApiContract::checkQuery(const Asked& asked, const QJsonArray& parameters) const
{
    const QJsonArray ignored = m_document["x-ignored-query-parameters"_L1].toArray();
    const auto items = QUrlQuery(QString::fromUtf8(asked.query).replace(u'+', u"%20"_s))
                           .queryItems(QUrl::FullyDecoded);
    const bool describesAny = std::any_of(parameters.begin(), parameters.end(),
        [](const QJsonValue& one) { return one["in"_L1] == "query"_L1; });
    for (const auto& item : items) {
        const QString& name = item.first;
        if (!describesAny || ignored.contains(name) || name.isEmpty())
            continue; // of what takes no parameters the query is not looked at
        const QString plain = name.section(u'[', 0, 0);
        const auto known = std::find_if(
            parameters.begin(), parameters.end(), [&](const QJsonValue& one) {
                return one["in"_L1] == "query"_L1
                    && (one["name"_L1] == name
                        || (one["schema"_L1]["type"_L1] == "array"_L1 && one["name"_L1] == plain));
            });
        if (known == parameters.end())
            return u"the hub takes an undescribed parameter: "_s + name;
        const QJsonObject schema = (*known)["schema"_L1].toObject();
        if (schema["type"_L1] == "array"_L1)
            continue; // commas, blanks and empty elements are all taken
        const QString wrong = m_requests.check(readAs(item.second, schema), schema);
        if (!wrong.isEmpty())
            return u"the hub takes an undescribed value of "_s + name + u": "_s + wrong;
    }
    return {};
}

} // namespace fanlight::testing
