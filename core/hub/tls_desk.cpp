// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/tls_desk.h"

#include "hub/log.h"
#include "hub/options.h"
#include "hub/tls_options.h"
#include "net/shard.h"

#include <QDateTime>

#include <chrono>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

TlsDesk::TlsDesk(QObject* parent)
    : QObject(parent)
    , m_daily(this)
{
    m_daily.setInterval(std::chrono::hours(24));
    connect(&m_daily, &QTimer::timeout, this, &TlsDesk::renew);
}

QString TlsDesk::check(const HubOptions& options)
{
    const TlsFiles files = tls_options::filesOf(options);
    std::string error;
    if (tls_options::isOn(files))
        TlsContext::make(files, error);
    return QString::fromStdString(error);
}

QString TlsDesk::open(const HubOptions& options, std::vector<Shard*> shards)
{
    m_files = tls_options::filesOf(options);
    m_hostNames = options.hostNames;
    if (!tls_options::isOn(m_files))
        return {};
    std::string error;
    auto tls = TlsContext::make(m_files, error);
    if (!tls)
        return QString::fromStdString(error);
    for (Shard* const shard : shards)
        shard->setTls(tls);
    m_shards = std::move(shards);
    use(std::move(tls));
    m_daily.start();
    return {};
}

void TlsDesk::close()
{
    m_daily.stop();
    m_shards.clear();
    m_tls.reset();
    m_status = {};
}

void TlsDesk::use(std::shared_ptr<const TlsContext> tls)
{
    m_tls = std::move(tls);
    const CertificateFacts& facts = m_tls->certificate();
    m_status = {.isOn = true,
        .subject = QString::fromStdString(facts.subject),
        .issuer = QString::fromStdString(facts.issuer),
        .names = {},
        .validFromMs = facts.validFromMs,
        .validUntilMs = facts.validUntilMs,
        .asksClients = m_tls->asksClients(),
        .readAtMs = QDateTime::currentMSecsSinceEpoch(),
        .problem = {}};
    for (const std::string& name : facts.names)
        m_status.names.append(QString::fromStdString(name));
    const std::int64_t left = facts.daysLeft(m_status.readAtMs);
    qCInfo(hubLog, "TLS 1.2 and 1.3 with the certificate of %s (%s), good until %s, %lld %s%s",
        facts.subject.c_str(), facts.names.empty() ? "no names" : facts.namesText().c_str(),
        facts.validUntilText().c_str(), static_cast<long long>(left), left == 1 ? "day" : "days",
        m_status.asksClients ? "; clients need a certificate, too" : "");
    tell();
}

void TlsDesk::tell() const
{
    for (const std::string& line : m_tls->warnings(QDateTime::currentMSecsSinceEpoch()))
        qCWarning(hubLog, "--tls-cert: %s", line.c_str());
    const CertificateFacts& facts = m_tls->certificate();
    for (const QString& host : m_hostNames) {
        if (!facts.names.empty() && !facts.covers(host.toStdString()))
            qCWarning(hubLog,
                "--tls-cert: the certificate is for %s, not for %s, which --host names: clients "
                "that call the hub so refuse it",
                facts.namesText().c_str(), qPrintable(host));
    }
}

void TlsDesk::readAnew()
{
    if (!m_tls)
        return;
    std::string error;
    auto tls = TlsContext::make(m_files, error);
    if (!tls) {
        m_status.problem = QString::fromStdString(error);
        qCWarning(hubLog, "%s; the hub goes on with the certificate it has", error.c_str());
        return;
    }
    for (Shard* const shard : m_shards)
        shard->post(Task([tls](Shard& one) { one.setTls(tls); }));
    use(std::move(tls));
}

void TlsDesk::renew()
{
    tell();
    auto tls = m_tls->renewed();
    if (!tls)
        return;
    for (Shard* const shard : m_shards)
        shard->post(Task([tls](Shard& one) { one.setTls(tls); }));
    m_tls = std::move(tls);
}

QString TlsDesk::urlOf(const QString& url) const
{
    constexpr auto Plain = "http://"_L1;
    return m_tls && url.startsWith(Plain) ? u"https://"_s % url.sliced(Plain.size()) : url;
}

} // namespace fanlight
