// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_requests.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <memory>

namespace fanlight {

namespace {

constexpr const char* SslErrorsName = "fanlightSslErrors"; // of a reply

void keepSslErrors(QNetworkReply* reply)
{
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [reply](const QList<QSslError>& all) {
        reply->setProperty(SslErrorsName, QVariant::fromValue(all));
    });
}

} // namespace

HubRequests::HubRequests(RemoteAddress address, const RemotePatience& patience, QObject* parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_patience(patience)
    , m_network(this)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

HubRequests::~HubRequests() = default;

QString HubRequests::segment(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QNetworkRequest HubRequests::requestOf(const QString& path, const QUrlQuery& query) const
{
    QUrl url = m_address.url;
    QString base = url.path(QUrl::FullyEncoded);
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    url.setPath(base + path, QUrl::StrictMode);
    url.setQuery(query);
    QNetworkRequest request(url);
    if (!m_address.verifyName.isEmpty())
        request.setPeerVerifyName(m_address.verifyName);
    request.setRawHeader("User-Agent", UserAgent);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(
        QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    if (const QString token = m_address.tokenNow(); !token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token.toUtf8());
    return request;
}

LinkProblem HubRequests::problemOf(const QNetworkReply& reply, const QByteArray& body) const
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return link_problem::ofNetwork(m_address.url, reply.error(), reply.errorString(),
            reply.property(SslErrorsName).value<QList<QSslError>>());
    const QUrl redirect = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    return link_problem::ofStatus(m_address.url, status,
        QJsonDocument::fromJson(body).object()[QLatin1StringView("error")].toString(),
        redirect.isEmpty() ? redirect : reply.url().resolved(redirect),
        !m_address.tokenNow().isEmpty());
}

void HubRequests::ask(const Call& call, std::function<void(const HubAnswer&)> done)
{
    if (m_underWay >= MostAtOnce) {
        HubAnswer busy;
        busy.problem = {LinkProblem::Kind::Away,
            RemoteText::tr("%1 does not keep up: %n questions wait already.", nullptr, m_underWay)
                .arg(m_address.shownName()),
            0};
        QMetaObject::invokeMethod(
            this, [done = std::move(done), busy] { done(busy); }, Qt::QueuedConnection);
        return;
    }
    ++m_underWay;
    QNetworkRequest request = requestOf(call.path, call.query);
    if (!call.userAgent.isEmpty())
        request.setRawHeader("User-Agent", call.userAgent);
    if (!call.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkReply* const reply = m_network.sendCustomRequest(request, call.method, call.body);
    keepSslErrors(reply);
    // the time of all of it: one that drips gets no more
    QTimer::singleShot(m_patience.answer, reply, [reply] { reply->abort(); });
    const auto isTooLong = std::make_shared<bool>(false);
    connect(reply, &QNetworkReply::readyRead, reply, [reply, isTooLong, most = call.mostBytes] {
        if (reply->bytesAvailable() <= most)
            return;
        *isTooLong = true;
        reply->abort();
    });
    connect(
        reply, &QNetworkReply::finished, this, [this, reply, isTooLong, done = std::move(done)] {
            reply->deleteLater();
            --m_underWay;
            HubAnswer answer;
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            answer.status = status;
            const QByteArray body = *isTooLong ? QByteArray() : reply->readAll();
            const QJsonDocument document = QJsonDocument::fromJson(body);
            answer.object = document.object();
            if (*isTooLong)
                answer.problem = {LinkProblem::Kind::Away,
                    RemoteText::tr("%1 answers with more than a window takes.")
                        .arg(m_address.url.authority()),
                    status};
            else if (status >= 200 && status < 300 && reply->error() != QNetworkReply::NoError)
                answer.problem = link_problem::ofNetwork(
                    m_address.url, reply->error(), reply->errorString(), {});
            else if (status < 200 || status >= 300)
                answer.problem = problemOf(*reply, body);
            else if (!document.isObject())
                answer.problem = link_problem::notFanlight(m_address.url);
            done(answer);
        });
}

QNetworkReply* HubRequests::stream(
    const QString& path, const QUrlQuery& query, const QByteArray& lastEventId)
{
    QNetworkRequest request = requestOf(path, query);
    request.setRawHeader("Accept", "text/event-stream");
    if (!lastEventId.isEmpty())
        request.setRawHeader("Last-Event-ID", lastEventId);
    QNetworkReply* const reply = m_network.get(request);
    keepSslErrors(reply);
    return reply;
}

} // namespace fanlight
