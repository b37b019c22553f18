// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/front_diagnosis.h"

#include "doctor/reachability.h"
#include "doctor/wording.h"
#include "http/access_policy.h"
#include "http/trusted_proxies.h"

#include <QHostAddress>

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

const QByteArray ClaimedAddress = "203.0.113.77";

namespace {

constexpr qint64 SoonDays = 21; // what renews by itself has done so by then
constexpr qsizetype MostShownNames = 5;

bool isLoopbackUrl(const QUrl& url)
{
    return http::isLoopbackName(url.host().toStdString());
}

DoctorFinding treated(DoctorFinding result, Ailment ailment, const DoctorSettings& settings,
    const Sighting& seen = {})
{
    treat(result, ailment, settings, seen);
    return result;
}

QString dayText(const QDateTime& time)
{
    return time.date().toString(Qt::ISODate);
}

QString namesText(const QStringList& names)
{
    if (names.isEmpty())
        return u"no name at all"_s;
    const QString shown = names.mid(0, MostShownNames).join(u", "_s);
    return names.size() > MostShownNames ? QString(shown + u", …"_s) : shown;
}

// "127.0.0.1:40120", "[::1]:40120"
QString withoutPort(const QString& address)
{
    return QString::fromStdString(http::hostWithoutPort(address.toStdString()));
}

bool isOneOf(const QString& address, const QStringList& proxies)
{
    http::TrustedProxies trusted;
    for (const QString& one : proxies)
        trusted.add(one.toStdString());
    const auto parsed = http::NetAddress::parse(address.toStdString());
    return parsed && trusted.trusts(*parsed);
}

bool isOfAPrivateNet(const QString& text)
{
    const QHostAddress address(text);
    constexpr std::array Nets{
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"};
    return address.isLoopback() || address.isLinkLocal()
        || std::any_of(Nets.begin(), Nets.end(), [&](const char* net) {
               return address.isInSubnet(QHostAddress::parseSubnet(QLatin1StringView(net)));
           });
}

} // namespace

DoctorFinding diagnoseCertificate(
    const DoctorSettings& settings, const CertificateLook* look, const QDateTime& now)
{
    if (settings.url.scheme() != "https"_L1) {
        if (isLoopbackUrl(settings.url))
            return finding(Check::Certificate, Verdict::NotTried,
                u"The address begins with http://, so there is no certificate to look at."_s);
        return finding(Check::Certificate, Verdict::Advice,
            u"Without TLS whoever is on the way reads tokens, cookies and events."_s,
            u"Put TLS in front, or give the hub a certificate, and give browsers the address with https://."_s);
    }
    if (!look)
        return finding(Check::Certificate, Verdict::NotTried, u"It was not looked at in time."_s);
    if (!look->failure.isEmpty()) // which Reachable says
        return finding(Check::Certificate, Verdict::NotTried,
            u"No TLS comes about: %1."_s.arg(quoted(look->failure.toUtf8())));
    const QString host = settings.url.host();
    const auto verdict = settings.trustAnyCertificate ? Verdict::Advice : Verdict::Bad;
    if (look->isForAnotherName)
        return finding(Check::Certificate, Verdict::Bad,
            u"The certificate is not for %1: it is for %2."_s.arg(
                host, quoted(namesText(look->names).toUtf8())),
            u"Get one that has this name among its subjectAltNames, or give browsers a name that it has."_s);
    if (look->notAfter < now)
        return finding(Check::Certificate, Verdict::Bad,
            u"The certificate ran out on %1, and browsers refuse it."_s.arg(
                dayText(look->notAfter)),
            u"Renew it, and have the proxy (or, with SIGHUP, the hub) read it anew."_s);
    if (look->notBefore > now)
        return finding(Check::Certificate, Verdict::Bad,
            u"The certificate is good from %1 only."_s.arg(dayText(look->notBefore)),
            u"Look at the clocks of this machine and of who made it."_s);
    if (!look->distrust.isEmpty()) {
        const QString why = quoted(look->distrust.toUtf8());
        if (look->isSelfSigned)
            return finding(Check::Certificate, verdict,
                u"The certificate is signed by nobody but itself; browsers refuse it."_s,
                u"Take one of an authority that browsers know; for one of your own, trust it while you try."_s);
        if (look->chainLength <= 1)
            return treated(
                finding(Check::Certificate, verdict,
                    u"The certificate comes alone, without those between it and its authority, %1 (%2): some clients refuse it."_s
                        .arg(quoted(look->issuer.toUtf8()), why),
                    u"Send the whole chain; for an authority of your own, trust it while you try."_s),
                Ailment::ShortChain, settings);
        return finding(Check::Certificate, verdict,
            u"The certificate leads to nobody this machine knows, %1: %2."_s.arg(
                quoted(look->issuer.toUtf8()), why),
            u"Take one of an authority that browsers know; for one of your own, trust it while you try."_s);
    }
    const qint64 days = now.daysTo(look->notAfter);
    const QString good = u"For %1, by %2, until %3; %4"_s.arg(
        host, quoted(look->issuer.toUtf8()), dayText(look->notAfter), look->version);
    if (days < SoonDays)
        return finding(Check::Certificate, Verdict::Advice,
            u"%1. It runs out in %2 days."_s.arg(good).arg(days),
            u"Look whether it is renewed by itself."_s);
    if (look->takesOldVersions)
        return treated(finding(Check::Certificate, Verdict::Advice,
                           u"%1. TLS 1.1 or older is taken, too."_s.arg(good),
                           u"Take TLS 1.2 and 1.3 only: browsers do not need the others."_s),
            Ailment::OldTls, settings);
    return finding(
        Check::Certificate, Verdict::Good, u"%1. TLS 1.1 and older are not taken."_s.arg(good));
}

DoctorFinding diagnoseProof(const DoctorSettings& settings, const ProofSightings& seen)
{
    if (!seen.bare.hasHead())
        return finding(
            Check::Proof, Verdict::NotTried, u"Nothing arrives in time that could be looked at."_s);
    if (isUsableStream(seen.bare)) {
        if (isLoopbackUrl(settings.url))
            return finding(Check::Proof, Verdict::Good,
                u"No proof is asked for: whoever reaches this address reads any user's stream, as on a developer's machine."_s);
        DoctorFinding result = finding(Check::Proof, Verdict::Advice,
            u"No proof is asked for: whoever reaches this address reads any user's stream."_s,
            u"Let the hub know its readers (docs/access.md), unless it is meant for everybody."_s);
        treat(result, Ailment::Open, settings, seen.bare);
        return result;
    }
    const QString asks = hubError(seen.bare);
    if (seen.bare.status != 401 || asks.isEmpty())
        return finding(Check::Proof, Verdict::NotTried,
            u"The hub itself does not say who it wants to know (%1)."_s.arg(seen.bare.status));
    const auto arrives = [&](const Sighting& with) {
        return with.hasHead() && (with.status != seen.bare.status || hubError(with) != asks);
    };
    const QString given = settings.bearer.isEmpty()
        ? QString()
        : u" The streams of this examination show the token that was given."_s;
    if (!seen.cookie.hasHead() || !seen.bearer.hasHead())
        return finding(
            Check::Proof, Verdict::NotTried, u"What carries a proof is not answered in time."_s);
    if (!arrives(seen.cookie)) {
        DoctorFinding result = bad(Check::Proof,
            arrives(seen.bearer)
                ? u"Cookies do not reach the hub, though Authorization does: an EventSource has no other way to say who reads."_s
                : u"Neither cookies nor Authorization reach the hub: a page cannot say who reads."_s,
            u"Let Cookie through to the hub."_s);
        treat(result, Ailment::NoCookie, settings, seen.bare);
        return result;
    }
    if (!arrives(seen.bearer)) {
        DoctorFinding result = finding(Check::Proof, Verdict::Advice,
            u"Cookies reach the hub, Authorization does not: programs that send a token by themselves are turned away."_s,
            u"Let Authorization through to the hub."_s);
        treat(result, Ailment::NoAuthorization, settings, seen.bare);
        return result;
    }
    return finding(Check::Proof, Verdict::Good,
        u"Who asks without a proof is told why (401: %1); cookies and Authorization reach the hub.%2"_s
            .arg(asks.left(MostQuoted), given));
}

DoctorFinding diagnoseAddress(
    const DoctorSettings& settings, const Sighting& seen, const QString& address)
{
    if (address.isEmpty())
        return finding(Check::Address, Verdict::NotTried,
            u"The hub does not say whom it has at the stream."_s);
    const QString shown = withoutPort(address);
    const bool isProxied = !seen.server.isEmpty() || !seen.via.isEmpty();
    const bool isClaimed = shown == QString::fromLatin1(ClaimedAddress);
    // Who asks from a machine that is trusted itself is believed rightly.
    const bool isNear = isLoopbackUrl(settings.url);
    const auto cure
        = [&](Verdict verdict, const QString& text, const QString& advice, Ailment ailment) {
              DoctorFinding result = finding(Check::Address, verdict, text, advice);
              treat(result, ailment, settings, seen);
              for (DoctorFinding::Remedy& remedy : result.remedies)
                  remedy.change.replace(u"{proxy}"_s, shown);
              return result;
          };
    if (isClaimed && !isNear)
        return cure(Verdict::Bad,
            u"The hub believes what a client writes of its own address: it has %1 for this one, which said so itself."_s
                .arg(shown),
            u"Let the proxy write X-Forwarded-For anew, or add to it, and name none but proxies by --trusted-proxy."_s,
            Ailment::ForgedAddress);
    if (isClaimed)
        return finding(Check::Address, Verdict::Good,
            isProxied
                ? u"What the proxy says of a client's address is believed."_s
                : u"What comes from this machine is believed when it names another client, as a proxy here would."_s);
    if (!isProxied)
        return finding(Check::Address, Verdict::Good,
            u"No proxy shows itself; the hub has this client at %1."_s.arg(shown));
    if (isOneOf(shown, settings.trustedProxies) && !isNear)
        return cure(Verdict::Bad,
            u"The proxy at %1 is trusted, but says no client's address: all clients are it."_s.arg(
                shown),
            u"Let it send X-Forwarded-For, Forwarded or the PROXY protocol."_s,
            Ailment::NoClientAddress);
    if (!settings.trustedProxies.isEmpty() && isOneOf(shown, settings.trustedProxies))
        return finding(Check::Address, Verdict::Good,
            u"The proxy's own word counts, not the client's: it has this one at %1."_s.arg(shown));
    if (isNear || isOfAPrivateNet(shown))
        return cure(Verdict::Advice,
            u"Behind the proxy every client is %1: table, log and limits cannot tell them apart."_s
                .arg(shown),
            u"Tell the hub whom to believe, and let the proxy say for whom it asks."_s,
            Ailment::NoClientAddress);
    return finding(Check::Address, Verdict::Good,
        u"The hub has this client at %1, not at what it said of itself."_s.arg(shown));
}

} // namespace fanlight
