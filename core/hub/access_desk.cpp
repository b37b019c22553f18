// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/access_desk.h"

#include "auth/jwt/token_text.h"
#include "delivery/parsed_publish.h"
#include "hub/listen_options.h"
#include "hub/access_limits.h"
#include "hub/audit_log.h"
#include "hub/front_url.h"
#include "hub/hub_access.h"
#include "hub/snapshots.h"
#include "metrics/units.h"

#include <QDateTime>
#include <QUrl>

namespace fanlight {

namespace {

QString plain(const std::string& text)
{
    return QString::fromStdString(text);
}

TokenReport::Line lineOf(const jwt::Verifier::Finding& finding, const jwt::TokenText& said)
{
    TokenReport::Line line;
    line.what = QString::fromLatin1(finding.what);
    line.refusal = plain(finding.refusal);
    const std::string_view what = finding.what;
    const auto takeTime = [&line](const std::optional<std::int64_t>& ms) {
        line.timeMs = ms.value_or(0);
        if (ms)
            line.value = QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate);
    };
    if (what == "signature") {
        line.value = plain(said.algorithm);
        if (!said.keyId.empty())
            line.value += QStringLiteral(", kid ") + plain(said.keyId);
    } else if (what == "exp") {
        takeTime(said.expiresMs);
    } else if (what == "nbf") {
        takeTime(said.notBeforeMs);
    } else if (what == "iss") {
        line.value = plain(said.issuer);
    } else if (what == "aud") {
        line.value = plain(said.audience);
    } else if (what == "user") {
        line.value = plain(said.user);
    }
    return line;
}

// Of a hub that speaks HTTPS: names it goes by, at the port it listens on.
QString ownFront(const HubOptions& options, const HubStatus& status)
{
    QUrl url(status.url);
    if (!status.tls.isOn || url.scheme() != QLatin1StringView("https"))
        return {};
    for (const QString& name : options.hostNames) {
        if (name.startsWith(QLatin1Char('*')))
            continue;
        url.setHost(name);
        if (url.port() == 443)
            url.setPort(-1);
        return url.toString();
    }
    return {};
}

} // namespace

std::vector<TokenReport::Line> tokenLines(
    const HubAccess& access, const HubOptions& options, const std::string& token, qint64 nowMs)
{
    const jwt::TokenText said = jwt::readTokenText(token, options.jwtUserClaim.toStdString());
    std::vector<TokenReport::Line> lines;
    for (const jwt::Verifier::Finding& finding : access.examine(token, nowMs))
        lines.push_back(lineOf(finding, said));
    return lines;
}

AccessDesk::AccessDesk(HubSide hub)
    : m_hub(hub)
{
}

AccessSnapshot AccessDesk::snapshot() const
{
    const HubOptions& options = m_hub.options;
    AccessSnapshot snapshot;
    snapshot.takenAtMs = QDateTime::currentMSecsSinceEpoch();
    snapshot.isListening = true;
    snapshot.listen = listen_options::text(options);
    snapshot.front = plain(m_hub.front.text());
    if (snapshot.front.isEmpty())
        snapshot.front = ownFront(options, m_hub.status);
    snapshot.isReachable = options.isReachable();
    snapshot.hasRoles = !m_hub.access.isOpen();
    snapshot.hasKeys = m_hub.access.hasKeys();
    snapshot.canMint = m_hub.access.canMint();
    snapshot.allowsFaults = options.allowFaults;
    snapshot.anonymous = options.admits();
    snapshot.issuer = options.jwtIssuer;
    snapshot.audience = options.jwtAudience;
    snapshot.userClaim = options.jwtUserClaim;
    snapshot.hostNames = options.hostNames;
    for (const std::string& feature : m_hub.access.features())
        snapshot.features.append(plain(feature));
    snapshot.keys = m_hub.access.keys();
    snapshot.tokens = m_hub.access.tokens();
    snapshot.limits = m_hub.limits.inForce(options);
    const OnceTable::Figures once = m_hub.once();
    snapshot.once = {true, once.keys, once.most, once.forgotten};
    snapshot.refusals = m_hub.refusals.contents();
    return snapshot;
}

TokenReport AccessDesk::examine(const QString& token) const
{
    const std::string text = token.trimmed().toStdString();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    TokenReport report;
    if (!m_hub.access.hasKeys()) {
        report.error = QStringLiteral("this hub has no key to check a token with");
        return report;
    }
    report.lines = tokenLines(m_hub.access, m_hub.options, text, nowMs);
    const jwt::Verdict verdict = m_hub.access.judge(text, nowMs);
    report.refusal = plain(verdict.refusal);
    // as for a stream: a name that no user may have opens none
    if (verdict.isGood())
        report.refusal = plain(checkName("token's user", verdict.user));
    if (report.refusal.isEmpty()) {
        report.user = plain(verdict.user);
        report.validUntilMs = verdict.validUntilMs;
    }
    return report;
}

MintedToken AccessDesk::mint(const QString& user, std::chrono::seconds lifetime) const
{
    MintedToken minted;
    const std::string name = user.toStdString();
    if (const std::string wrong = checkName("user", name); !wrong.empty())
        minted.error = plain(wrong);
    else if (lifetime < MinLifetime || lifetime > MaxLifetime)
        minted.error = QStringLiteral("a token lives for %1 to %2")
                           .arg(durationText(MinLifetime), durationText(MaxLifetime));
    else if (!m_hub.access.canMint())
        minted.error = QStringLiteral(
            "this hub knows no secret to sign with; start it with --jwt-secret, or have the token "
            "made where its key is");
    if (!minted.error.isEmpty())
        return minted;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    minted.token = plain(m_hub.access.mint(name, lifetime, nowMs));
    minted.expiresMs = nowMs + std::chrono::milliseconds(lifetime).count();
    return minted;
}

void AccessDesk::tellRefusals(qint64 nowMs)
{
    const RefusalBook::News news = m_hub.refusals.takeNews(nowMs, MaxTold);
    const auto entryOf = [](qint64 timeMs, const QString& outcome) {
        AuditEntry entry;
        entry.timeMs = timeMs;
        entry.action = QStringLiteral("refused");
        entry.outcome = outcome;
        return entry;
    };
    if (news.untold > 0)
        m_hub.audit.add(entryOf(nowMs,
            QStringLiteral("%1 more, of which no details were kept").arg(quint64(news.untold))));
    for (const RefusalRow& row : news.rows) {
        QString outcome = plain(row.why);
        if (row.status != RefusalRow::NoStatus)
            outcome = QStringLiteral("%1: %2").arg(row.status).arg(outcome);
        if (row.count > 1)
            outcome += QStringLiteral(", %1 times").arg(quint64(row.count));
        AuditEntry entry = entryOf(row.lastMs, outcome);
        entry.address = plain(row.address);
        entry.target = plain(row.wanted);
        m_hub.audit.add(std::move(entry));
    }
}

} // namespace fanlight
