// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/admin_link.h"

#include <QJsonDocument>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 ReadAtOnce = 256 << 10;
constexpr qint64 MostRefusal = 16 << 10; // bytes of an answer that is no stream
} // namespace

AdminLink::AdminLink(HubRequests& requests, const RemotePatience& patience, QObject* parent)
    : QObject(parent)
    , m_requests(requests)
    , m_patience(patience)
    , m_silence(this)
    , m_slowness(this)
{
    m_silence.setSingleShot(true);
    m_slowness.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        endAway(RemoteText::tr("%1 has been silent for %2 s: the network in between is gone, or "
                               "the hub hangs.")
                    .arg(m_requests.address().shownName())
                    .arg(m_patience.silence.count() / 1000));
    });
    connect(&m_slowness, &QTimer::timeout, this, [this] {
        endAway(RemoteText::tr("%1 sends so slowly that nothing whole came in %2 s.")
                    .arg(m_requests.address().shownName())
                    .arg(m_patience.slowness.count() / 1000));
    });
}

AdminLink::~AdminLink()
{
    close();
}

void AdminLink::open(const QStringList& views, const QByteArray& lastEventId)
{
    close();
    m_lastEventId = lastEventId;
    m_retry = {};
    m_sinceEvent = 0;
    m_parser = SseParser(MostEventBytes);
    m_parser.onEvent = [this](const SseParser::Event& event) { take(event); };
    m_parser.onRetry = [this](int ms) {
        m_retry = std::chrono::milliseconds(std::min<qint64>(ms, qint64(MostRetryMs)));
    };
    QUrlQuery query;
    query.addQueryItem(u"views"_s, views.join(u','));
    m_reply = m_requests.stream(u"/api/admin/stream"_s, query, lastEventId);
    m_reply->setReadBufferSize(ReadAtOnce);
    connect(m_reply, &QNetworkReply::readyRead, this, &AdminLink::read);
    connect(m_reply, &QNetworkReply::finished, this, [this] {
        if (!m_reply)
            return;
        if (isStream()) {
            read();
            if (m_reply)
                endAway(m_reply->error() == QNetworkReply::NoError
                        ? RemoteText::tr("%1 has ended the stream.")
                              .arg(m_requests.address().shownName())
                        : RemoteText::tr("The connection to %1 broke off.")
                              .arg(m_requests.address().shownName()));
        } else {
            end(m_requests.problemOf(*m_reply, m_reply->read(MostRefusal)));
        }
    });
    m_silence.start(m_patience.silence);
    m_slowness.start(m_patience.slowness);
}

void AdminLink::close()
{
    m_silence.stop();
    m_slowness.stop();
    if (QNetworkReply* const reply = m_reply) {
        m_reply.clear();
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

bool AdminLink::isStream() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status == 200
        && m_reply->header(QNetworkRequest::ContentTypeHeader)
               .toString()
               .startsWith("text/event-stream"_L1);
}

void AdminLink::read()
{
    while (m_reply && m_reply->bytesAvailable() > 0) {
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status != 200) {
            if (m_reply->bytesAvailable() > MostRefusal)
                end(m_requests.problemOf(*m_reply, {}));
            return; // its reason comes with its end
        }
        if (!isStream())
            return end(link_problem::notFanlight(m_requests.address().url));
        m_silence.start(m_patience.silence);
        const QByteArray bytes = m_reply->read(ReadAtOnce);
        m_sinceEvent += std::size_t(bytes.size());
        const bool isGood
            = m_parser.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (m_reply && (!isGood || m_sinceEvent > MostEventBytes + std::size_t(ReadAtOnce)))
            endAway(RemoteText::tr("%1 sends more at once than a hub does.")
                        .arg(m_requests.address().shownName()));
    }
}

void AdminLink::take(const SseParser::Event& event)
{
    if (!m_reply)
        return; // an event before has ended it
    m_sinceEvent = 0;
    m_slowness.start(m_patience.slowness);
    const bool isSnapshot = event.type == "snapshot";
    if (!isSnapshot && event.type != "delta")
        return; // of a later version
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(event.data.data(), qsizetype(event.data.size())), &error);
    if (!document.isObject())
        return endAway(RemoteText::tr("%1 sent what cannot be read: %2.")
                           .arg(m_requests.address().shownName(), error.errorString()));
    m_lastEventId = QByteArray::fromStdString(event.lastEventId);
    Q_EMIT received(document.object(), isSnapshot);
}

void AdminLink::endAway(const QString& why)
{
    end({LinkProblem::Kind::Away, why, 0});
}

void AdminLink::end(const LinkProblem& problem)
{
    close();
    Q_EMIT ended(problem);
}

} // namespace fanlight
