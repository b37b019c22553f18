// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/event_probe.h"

#include "load/own_traffic.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>
#include <chrono>

namespace fanlight {

bool Sighting::isEventStream() const
{
    return contentType.split(';').constFirst().trimmed().toLower() == "text/event-stream";
}

const Sighting::Event* Sighting::eventWith(const QByteArray& data) const
{
    const auto found = std::find_if(
        events.begin(), events.end(), [&](const Event& event) { return event.data == data; });
    return found == events.end() ? nullptr : &*found;
}

qint64 EventProbe::nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

EventProbe::EventProbe(const Request& request)
    : m_network(std::make_unique<QNetworkAccessManager>())
{
    m_parser.onEvent = [this](const SseParser::Event& event) {
        if (m_seen.events.size() < MostEvents)
            m_seen.events.push_back(
                {m_seen.lastByteMs, QByteArray::fromStdString(event.lastEventId),
                    QByteArray::fromStdString(event.data)});
    };
    m_parser.onComment = [this](std::string_view text) {
        constexpr std::string_view Mark = " connection ";
        if (m_seen.hubConnection.isEmpty() && text.starts_with(Mark))
            m_seen.hubConnection = QByteArray(text.data() + Mark.size(),
                qsizetype(std::min<std::size_t>(text.size() - Mark.size(), 64)));
    };
    QNetworkRequest wish(request.url);
    wish.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    wish.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    wish.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    wish.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wish.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // Over plain HTTP it would ask for an upgrade, which no browser does.
    wish.setAttribute(
        QNetworkRequest::Http2AllowedAttribute, request.url.scheme() == QLatin1String("https"));
    wish.setRawHeader("User-Agent", own_traffic::SetupDoctor.data());
    for (const auto& [name, value] : request.headers)
        wish.setRawHeader(name, value);
    if (request.certificate.isSet()) {
        QSslConfiguration configuration = wish.sslConfiguration();
        request.certificate.use(configuration);
        wish.setSslConfiguration(configuration);
    }
    m_seen.startMs = nowMs();
    m_reply = m_network->sendCustomRequest(wish, request.method);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &EventProbe::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &EventProbe::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &EventProbe::finish);
    connect(m_reply, &QNetworkReply::sslErrors, this,
        [this, trust = request.trustAnyCertificate](const QList<QSslError>& errors) {
            for (const QSslError& error : errors)
                m_seen.certificateProblems << error.errorString();
            m_seen.certificateProblems.removeDuplicates();
            if (trust)
                m_reply->ignoreSslErrors();
        });
}

EventProbe::~EventProbe()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
}

void EventProbe::readHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || m_seen.hasHead())
        return;
    m_seen.headMs = nowMs();
    m_seen.status = status;
    m_seen.contentType = m_reply->rawHeader("Content-Type");
    m_seen.contentEncoding = m_reply->rawHeader("Content-Encoding");
    m_seen.location = m_reply->rawHeader("Location");
    m_seen.server = m_reply->rawHeader("Server");
    m_seen.via = m_reply->rawHeader("Via");
    m_seen.allowOrigin = m_reply->rawHeader("Access-Control-Allow-Origin");
    m_seen.allowCredentials = m_reply->rawHeader("Access-Control-Allow-Credentials");
    m_seen.allowHeaders = m_reply->rawHeader("Access-Control-Allow-Headers");
    m_seen.isHttp2 = m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    m_seen.isChunked = m_reply->rawHeader("Transfer-Encoding").toLower().contains("chunked");
}

void EventProbe::readBody()
{
    readHead();
    const QByteArray bytes = m_reply->readAll();
    if (bytes.isEmpty())
        return;
    m_seen.lastByteMs = nowMs();
    m_seen.bytes += bytes.size();
    m_seen.beginning += bytes.left(MostBeginning - m_seen.beginning.size());
    if (m_seen.arrivals.size() < MostEvents)
        m_seen.arrivals.push_back(m_seen.lastByteMs);
    if (m_seen.isEventStream() && !m_seen.isCompressed())
        m_parser.feed(std::string_view(bytes.constData(), std::size_t(bytes.size())));
    if (m_seen.bytes > MostBytes)
        m_reply->abort();
}

void EventProbe::finish()
{
    readHead();
    if (m_reply->isReadable() && m_reply->bytesAvailable() > 0)
        readBody();
    m_seen.endMs = nowMs();
    m_seen.error = m_reply->error();
    m_seen.endedCleanly = m_seen.error == QNetworkReply::NoError;
    m_seen.errorText = m_seen.endedCleanly ? QString() : m_reply->errorString();
}

} // namespace fanlight
