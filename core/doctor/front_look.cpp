// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/front_look.h"

#include "doctor/reachability.h"

#include <QUrlQuery>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

EventProbe::Request streamRequest(
    const DoctorSettings& settings, const QString& userId, const QString& lastEventId, bool inQuery)
{
    QUrl url = settings.url;
    QUrlQuery query(url);
    for (const QString& name : {u"userId"_s, u"lastEventId"_s})
        query.removeAllQueryItems(name);
    query.addQueryItem(u"userId"_s, userId);
    EventProbe::Request request{.url = {},
        .headers = {},
        .trustAnyCertificate = settings.trustAnyCertificate,
        .certificate = settings.certificate};
    request.headers.emplace_back("Accept", "text/event-stream");
    request.headers.emplace_back("Cache-Control", "no-cache");
    if (inQuery)
        query.addQueryItem(u"lastEventId"_s, lastEventId);
    else if (!lastEventId.isEmpty())
        request.headers.emplace_back("Last-Event-ID", lastEventId.toUtf8());
    url.setQuery(query);
    request.url = url;
    return request;
}

EventProbe::Request preflightRequest(
    const DoctorSettings& settings, const FrontLook::Fields& pageHeaders)
{
    EventProbe::Request request{.url = settings.url,
        .method = "OPTIONS",
        .headers = pageHeaders,
        .trustAnyCertificate = settings.trustAnyCertificate,
        .certificate = settings.certificate};
    request.headers.emplace_back("Access-Control-Request-Method", "GET");
    request.headers.emplace_back("Access-Control-Request-Headers", "authorization,last-event-id");
    request.headers.emplace_back("Accept-Encoding", "identity");
    return request;
}

FrontLook::FrontLook(const DoctorSettings& settings, const QString& id, const QString& fromUser,
    const Fields& proof, const Ask& ask, AddressOf addressOf)
    : m_settings(settings)
    , m_fromUser(fromUser)
    , m_addressOf(std::move(addressOf))
{
    const QString user = id + u"-proof"_s;
    m_bare = ask(user, {});
    m_cookie = ask(user, {{"Cookie", "fanlight_token=doctor"}});
    m_bearer = ask(user, {{"Authorization", "Bearer doctor"}});
    if (m_addressOf) {
        Fields fields = proof;
        fields.emplace_back("X-Forwarded-For", ClaimedAddress);
        m_from = ask(m_fromUser, fields);
    }
    if (settings.url.scheme() == "https"_L1)
        m_certificate = std::make_unique<CertificateProbe>(settings.url.host(),
            quint16(settings.url.port(443)), settings.arrivalLimit, settings.certificate);
}

bool FrontLook::isIn() const
{
    const auto hasCome = [](const EventProbe& probe) {
        return probe.seen().hasEnded() || isUsableStream(probe.seen());
    };
    return (!m_certificate || m_certificate->isDone()) && hasCome(*m_bare) && hasCome(*m_cookie)
        && hasCome(*m_bearer);
}

void FrontLook::askAddress()
{
    if (!m_from || m_address || !isUsableStream(m_from->seen()))
        return;
    m_address = std::make_shared<QString>();
    m_addressOf(m_fromUser, [weak = std::weak_ptr(m_address)](const QString& address) {
        if (const auto told = weak.lock())
            *told = address;
    });
}

std::vector<DoctorFinding> FrontLook::findings() const
{
    const bool looked = m_certificate && m_certificate->isDone();
    return {diagnoseCertificate(m_settings, looked ? &m_certificate->look() : nullptr,
                QDateTime::currentDateTimeUtc()),
        diagnoseProof(m_settings, {m_bare->seen(), m_cookie->seen(), m_bearer->seen()}),
        diagnoseAddress(
            m_settings, m_from ? m_from->seen() : Sighting(), m_address ? *m_address : QString())};
}

} // namespace fanlight
