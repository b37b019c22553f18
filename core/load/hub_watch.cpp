// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/hub_watch.h"

#include "load/load_plan.h"
#include "load/own_tls.h"
#include "load/own_traffic.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QUrl>

#include <algorithm>
#include <chrono>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::chrono::milliseconds StatsTimeout{2000};
} // namespace

void HubWatch::begin(const QString& target, const LoadTls& tls, const QStringList& headers,
    std::function<void()> done)
{
    ++m_run;
    m_authorization.clear();
    for (const QString& line : headers) {
        const qsizetype colon = line.indexOf(u':');
        if (line.first(std::max<qsizetype>(colon, 0))
                .trimmed()
                .compare("Authorization"_L1, Qt::CaseInsensitive)
            == 0)
            m_authorization = line.sliced(colon + 1).trimmed().toUtf8();
    }
    m_target = target;
    m_tls = tls;
    m_isFanlight = false;
    m_first = m_last = m_sampled = m_new = {};
    send([this, done = std::move(done)](const QJsonObject& stats) {
        m_first = m_last = m_sampled = stats;
        m_isFanlight = stats.contains("delivered"_L1) && stats.contains("connects"_L1);
        done();
    });
}

void HubWatch::ask(std::function<void()> done)
{
    send([this, done = std::move(done)](const QJsonObject& stats) {
        if (!stats.isEmpty())
            m_last = m_new = stats;
        done();
    });
}

void HubWatch::send(std::function<void(const QJsonObject&)> done)
{
    const LoadUrl where = loadUrl(u"/api/stats"_s, m_target);
    const QString scheme = where.origin.isTls ? u"https://"_s : u"http://"_s;
    QNetworkRequest request(
        QUrl(scheme + QString::fromStdString(where.origin.authority) + where.path));
    if (where.origin.isTls)
        own_tls::trust(request, m_tls);
    request.setRawHeader("User-Agent", own_traffic::LoadTester.data());
    if (const std::string& line = where.origin.credentials; !line.empty())
        request.setRawHeader(
            "Authorization", QByteArray::fromStdString(line.substr(line.find(' ') + 1)));
    if (!m_authorization.isEmpty())
        request.setRawHeader("Authorization", m_authorization);
    request.setTransferTimeout(static_cast<int>(StatsTimeout.count()));
    m_isAsking = true;
    QNetworkReply* const reply = m_network.get(request);
    if (where.origin.isTls)
        own_tls::trust(reply, m_tls);
    QObject::connect(reply, &QNetworkReply::finished, &m_network,
        [this, reply, done = std::move(done), asked = m_run] {
            reply->deleteLater();
            if (asked != m_run)
                return;
            m_isAsking = false;
            done(reply->error() == QNetworkReply::NoError
                    ? QJsonDocument::fromJson(reply->readAll()).object()
                    : QJsonObject());
        });
}

void HubWatch::addTo(LoadSample& sample)
{
    if (m_new.isEmpty())
        return;
    sample.hubConnections = m_new["connections"_L1].toDouble();
    // Its clock may have gone a little further than ours between the two.
    const double seconds
        = m_new["uptimeSeconds"_L1].toDouble() - m_sampled["uptimeSeconds"_L1].toDouble();
    const double delivered
        = m_new["delivered"_L1].toDouble() - m_sampled["delivered"_L1].toDouble();
    if (seconds > 0)
        sample.hubDelivered = delivered / seconds * double(sample.intervalMs) / 1000;
    sample.hubCpuPercent = m_new["cpuPercent"_L1].toDouble(Unknown);
    sample.hubRssBytes = m_new["memory"_L1]["rssBytes"_L1].toDouble(Unknown);
    m_sampled = std::exchange(m_new, {});
}

std::optional<HubFigures> HubWatch::figures() const
{
    if (!m_isFanlight)
        return std::nullopt;
    const auto grown = [this](QLatin1StringView name) {
        return static_cast<quint64>(
            std::max(m_last[name].toDouble() - m_first[name].toDouble(), 0.0));
    };
    return HubFigures{m_last["version"_L1].toString(), m_last["broker"_L1].toString(),
        m_last["instance"_L1].toString(), grown("connects"_L1), grown("delivered"_L1),
        grown("published"_L1)};
}

} // namespace fanlight
