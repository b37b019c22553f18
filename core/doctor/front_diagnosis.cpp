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

const QByteArray ClaimedAddress = "203.0.113.77";

namespace {

using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

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
        return Doctor::tr("no name at all");
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
                Doctor::tr(
                    "The address begins with http://, so there is no certificate to look at."));
        return finding(Check::Certificate, Verdict::Advice,
            Doctor::tr("Without TLS whoever is on the way reads tokens, cookies and events."),
            Doctor::tr("Put TLS in front, or give the hub a certificate, and give browsers the "
                       "address with https://."));
    }
    if (!look)
        return finding(
            Check::Certificate, Verdict::NotTried, Doctor::tr("It was not looked at in time."));
    if (!look->failure.isEmpty()) // which Reachable says
        return finding(Check::Certificate, Verdict::NotTried,
            Doctor::tr("No TLS comes about: %1.").arg(quoted(look->failure.toUtf8())));
    const QString host = settings.url.host();
    const auto verdict = settings.trustAnyCertificate ? Verdict::Advice : Verdict::Bad;
    if (look->isForAnotherName)
        return finding(Check::Certificate, Verdict::Bad,
            Doctor::tr("The certificate is not for %1: it is for %2.")
                .arg(host, quoted(namesText(look->names).toUtf8())),
            Doctor::tr("Get one that has this name among its subjectAltNames, or give browsers a "
                       "name that it has."));
    if (look->notAfter < now)
        return finding(Check::Certificate, Verdict::Bad,
            Doctor::tr("The certificate ran out on %1, and browsers refuse it.")
                .arg(dayText(look->notAfter)),
            Doctor::tr("Renew it, and have the proxy (or, with SIGHUP, the hub) read it anew."));
    if (look->notBefore > now)
        return finding(Check::Certificate, Verdict::Bad,
            Doctor::tr("The certificate is good from %1 only.").arg(dayText(look->notBefore)),
            Doctor::tr("Look at the clocks of this machine and of who made it."));
    if (!look->distrust.isEmpty()) {
        const QString why = quoted(look->distrust.toUtf8());
        if (look->isSelfSigned)
            return finding(Check::Certificate, verdict,
                Doctor::tr("The certificate is signed by nobody but itself; browsers refuse it."),
                Doctor::tr("Take one of an authority that browsers know; for one of your own, "
                           "trust it while you try."));
        if (look->chainLength <= 1)
            return treated(finding(Check::Certificate, verdict,
                               Doctor::tr("The certificate comes alone, without those between it "
                                          "and its authority, %1 (%2): some clients refuse it.")
                                   .arg(quoted(look->issuer.toUtf8()), why),
                               Doctor::tr("Send the whole chain; for an authority of your own, "
                                          "trust it while you try.")),
                Ailment::ShortChain, settings);
        return finding(Check::Certificate, verdict,
            Doctor::tr("The certificate leads to nobody this machine knows, %1: %2.")
                .arg(quoted(look->issuer.toUtf8()), why),
            Doctor::tr("Take one of an authority that browsers know; for one of your own, trust it "
                       "while you try."));
    }
    const qint64 days = now.daysTo(look->notAfter);
    const QString good
        = Doctor::tr("For %1, by %2, until %3; %4")
              .arg(host, quoted(look->issuer.toUtf8()), dayText(look->notAfter), look->version);
    if (days < SoonDays)
        return finding(Check::Certificate, Verdict::Advice,
            Doctor::tr("%1. It runs out in %2 days.").arg(good).arg(days),
            Doctor::tr("Look whether it is renewed by itself."));
    if (look->takesOldVersions)
        return treated(
            finding(Check::Certificate, Verdict::Advice,
                Doctor::tr("%1. TLS 1.1 or older is taken, too.").arg(good),
                Doctor::tr("Take TLS 1.2 and 1.3 only: browsers do not need the others.")),
            Ailment::OldTls, settings);
    return finding(Check::Certificate, Verdict::Good,
        Doctor::tr("%1. TLS 1.1 and older are not taken.").arg(good));
}

DoctorFinding diagnoseProof(const DoctorSettings& settings, const ProofSightings& seen)
{
    if (!seen.bare.hasHead())
        return finding(Check::Proof, Verdict::NotTried,
            Doctor::tr("Nothing arrives in time that could be looked at."));
    if (isUsableStream(seen.bare)) {
        if (isLoopbackUrl(settings.url))
            return finding(Check::Proof, Verdict::Good,
                Doctor::tr("No proof is asked for: whoever reaches this address reads any user's "
                           "stream, as on a developer's machine."));
        DoctorFinding result = finding(Check::Proof, Verdict::Advice,
            Doctor::tr(
                "No proof is asked for: whoever reaches this address reads any user's stream."),
            Doctor::tr("Let the hub know its readers (docs/access.md), unless it is meant for "
                       "everybody."));
        treat(result, Ailment::Open, settings, seen.bare);
        return result;
    }
    const QString asks = hubError(seen.bare);
    if (seen.bare.status != 401 || asks.isEmpty())
        return finding(Check::Proof, Verdict::NotTried,
            Doctor::tr("The hub itself does not say who it wants to know (%1).")
                .arg(seen.bare.status));
    const auto arrives = [&](const Sighting& with) {
        return with.hasHead() && (with.status != seen.bare.status || hubError(with) != asks);
    };
    const QString given = settings.bearer.isEmpty()
        ? QString()
        : QString(
            u' ' + Doctor::tr("The streams of this examination show the token that was given."));
    if (!seen.cookie.hasHead() || !seen.bearer.hasHead())
        return finding(Check::Proof, Verdict::NotTried,
            Doctor::tr("What carries a proof is not answered in time."));
    if (!arrives(seen.cookie)) {
        DoctorFinding result = bad(Check::Proof,
            arrives(seen.bearer)
                ? Doctor::tr("Cookies do not reach the hub, though Authorization does: an "
                             "EventSource has no other way to say who reads.")
                : Doctor::tr("Neither cookies nor Authorization reach the hub: a page cannot say "
                             "who reads."),
            Doctor::tr("Let Cookie through to the hub."));
        treat(result, Ailment::NoCookie, settings, seen.bare);
        return result;
    }
    if (!arrives(seen.bearer)) {
        DoctorFinding result = finding(Check::Proof, Verdict::Advice,
            Doctor::tr("Cookies reach the hub, Authorization does not: programs that send a token "
                       "by themselves are turned away."),
            Doctor::tr("Let Authorization through to the hub."));
        treat(result, Ailment::NoAuthorization, settings, seen.bare);
        return result;
    }
    return finding(Check::Proof, Verdict::Good,
        Doctor::tr("Who asks without a proof is told why (401: %1); cookies and Authorization "
                   "reach the hub.%2")
            .arg(asks.left(MostQuoted), given));
}

DoctorFinding diagnoseAddress(
    const DoctorSettings& settings, const Sighting& seen, const QString& address)
{
    if (address.isEmpty())
        return finding(Check::Address, Verdict::NotTried,
            Doctor::tr("The hub does not say whom it has at the stream."));
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
            Doctor::tr("The hub believes what a client writes of its own address: it has %1 for "
                       "this one, which said so itself.")
                .arg(shown),
            Doctor::tr("Let the proxy write X-Forwarded-For anew, or add to it, and name none but "
                       "proxies by --trusted-proxy."),
            Ailment::ForgedAddress);
    if (isClaimed)
        return finding(Check::Address, Verdict::Good,
            isProxied ? Doctor::tr("What the proxy says of a client's address is believed.")
                      : Doctor::tr("What comes from this machine is believed when it names another "
                                   "client, as a proxy here would."));
    if (!isProxied)
        return finding(Check::Address, Verdict::Good,
            Doctor::tr("No proxy shows itself; the hub has this client at %1.").arg(shown));
    if (isOneOf(shown, settings.trustedProxies) && !isNear)
        return cure(Verdict::Bad,
            Doctor::tr(
                "The proxy at %1 is trusted, but says no client's address: all clients are it.")
                .arg(shown),
            Doctor::tr("Let it send X-Forwarded-For, Forwarded or the PROXY protocol."),
            Ailment::NoClientAddress);
    if (!settings.trustedProxies.isEmpty() && isOneOf(shown, settings.trustedProxies))
        return finding(Check::Address, Verdict::Good,
            Doctor::tr("The proxy's own word counts, not the client's: it has this one at %1.")
                .arg(shown));
    if (isNear || isOfAPrivateNet(shown))
        return cure(Verdict::Advice,
            Doctor::tr("Behind the proxy every client is %1: table, log and limits cannot tell "
                       "them apart.")
                .arg(shown),
            Doctor::tr("Tell the hub whom to believe, and let the proxy say for whom it asks."),
            Ailment::NoClientAddress);
    return finding(Check::Address, Verdict::Good,
        Doctor::tr("The hub has this client at %1, not at what it said of itself.").arg(shown));
}

} // namespace fanlight
