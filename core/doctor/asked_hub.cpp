// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/asked_hub.h"

#include "load/own_traffic.h"
#include "sse/json_string.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslError>
#include <QUrlQuery>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int AnswerMs = 5000;
const QString StreamPath = u"/api/notifications"_s;
} // namespace

AskedHub::AskedHub(const DoctorSettings& settings)
    : m_settings(settings)
{
    const QString path = settings.url.path();
    if (path.endsWith(StreamPath))
        m_base = path.chopped(StreamPath.size());
}

void AskedHub::askOwner(std::function<void(const Owner&)> done)
{
    ask("GET", u"/api/whoami"_s, {}, {},
        [done = std::move(done)](int status, const QJsonObject& answer) {
            done(status == 200 ? Owner{answer["role"_L1].toString(), answer["name"_L1].toString()}
                               : Owner());
        });
}

Doctor::HubSide AskedHub::side()
{
    Doctor::HubSide side;
    side.publish = [this](const QString& userId, const QByteArray& data,
                       std::function<void(const QString&, const QString&)> done) {
        const QByteArray body
            = "{\"userId\":" + QByteArray::fromStdString(jsonString(userId.toStdString()))
            + ",\"data\":" + data + ",\"batch\":false}";
        ask("POST", u"/api/publish"_s, {}, body,
            [done = std::move(done)](int status, const QJsonObject& answer) {
                const QString why = answer["error"_L1].toString();
                if (status >= 200 && status < 300)
                    done({}, answer["id"_L1].toString());
                else if (status == 0)
                    done(u"/api/publish does not answer at this address"_s, {});
                else
                    done(u"/api/publish answers %1%2"_s.arg(status).arg(
                             why.isEmpty() ? QString() : QString(u": "_s + why)),
                        {});
            });
    };
    side.addressOf = [this](const QString& userId, std::function<void(const QString&)> done) {
        QUrlQuery query;
        query.addQueryItem(u"filter"_s, u"user:"_s + userId);
        query.addQueryItem(u"limit"_s, u"1"_s);
        ask("GET", u"/api/connections"_s, query, {},
            [done = std::move(done)](int, const QJsonObject& answer) {
                done(answer["connections"_L1][0]["address"_L1].toString());
            });
    };
    return side;
}

void AskedHub::ask(const QByteArray& method, const QString& path, const QUrlQuery& query,
    const QByteArray& body, const Answered& done)
{
    QUrl url = m_settings.url;
    url.setPath(m_base + path);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("User-Agent", own_traffic::SetupDoctor.data());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!m_settings.bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_settings.bearer);
    if (m_settings.certificate.isSet()) {
        QSslConfiguration configuration = request.sslConfiguration();
        m_settings.certificate.use(configuration);
        request.setSslConfiguration(configuration);
    }
    request.setTransferTimeout(AnswerMs);
    QNetworkReply* const reply = m_network.sendCustomRequest(request, method, body);
    if (m_settings.trustAnyCertificate)
        reply->ignoreSslErrors();
    QObject::connect(reply, &QNetworkReply::finished, &m_network, [reply, done] {
        reply->deleteLater();
        done(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object());
    });
}

} // namespace fanlight
