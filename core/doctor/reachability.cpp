// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/reachability.h"

#include "doctor/wording.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

namespace {

QString authorityOf(const QUrl& url)
{
    return url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
}

bool isHtml(const Sighting& seen)
{
    return seen.contentType.toLower().contains("html");
}

DoctorFinding noConnection(const DoctorSettings& settings, const Sighting& seen)
{
    const QString host = authorityOf(settings.url);
    const auto say = [](const QString& text, const QString& advice) {
        return bad(Check::Reachable, text, advice);
    };
    if (settings.url.scheme() == "https"_L1) {
        QString advice = clientCertificateAdvice(seen.errorText, settings.certificate.isSet());
        if (!advice.isEmpty()) {
            advice[0] = advice[0].toUpper();
            return say(u"%1 ends TLS: %2"_s.arg(host, seen.errorText.simplified().left(MostQuoted)),
                advice + u'.');
        }
    }
    switch (seen.error) {
    case QNetworkReply::HostNotFoundError:
        return say(u"The name %1 is not known: it has no address."_s.arg(settings.url.host()),
            u"Look for a slip in the name, and for its DNS record."_s);
    case QNetworkReply::ConnectionRefusedError:
        return say(u"Nothing listens at %1: the connection is refused."_s.arg(host),
            u"Start the proxy, or look at the port it listens on and at the firewall."_s);
    case QNetworkReply::SslHandshakeFailedError:
        if (!seen.certificateProblems.isEmpty()) // which stands here where nobody else says it
            return say(u"Browsers will not trust the certificate of %1: %2."_s.arg(
                           host, seen.certificateProblems.join(u"; "_s).remove(u'.')),
                u"Install a certificate for this name with its whole chain; for one of your own, trust it here while you try."_s);
        if (seen.errorText.contains("wrong version number"_L1))
            return say(u"%1 does not speak TLS."_s.arg(host),
                u"Let it (a certificate, and TLS on this port), or give the address with http://."_s);
        return say(u"TLS with %1 does not come about: %2"_s.arg(
                       host, seen.errorText.simplified().left(MostQuoted)),
            u"Look whether this port speaks TLS at all; if it does not, the address begins with http://."_s);
    case QNetworkReply::RemoteHostClosedError:
        return say(u"%1 takes the connection and closes it without an answer."_s.arg(host),
            settings.url.scheme() == "http"_L1
                ? u"Look whether this port wants https://, and into the proxy's error log."_s
                : u"Look into the proxy's error log."_s);
    default:
        break;
    }
    if (seen.hasEnded())
        return say(
            u"%1 cannot be read: %2"_s.arg(host, seen.errorText.simplified().left(MostQuoted)),
            u"Look at the address and into the proxy's error log."_s);
    return say(u"%1 does not answer within %2."_s.arg(host, spanText(settings.arrivalLimit)),
        u"Look whether the proxy reaches the hub at %1 (its error log), and whether a firewall drops what is sent."_s
            .arg(settings.address));
}

DoctorFinding wrongStatus(const DoctorSettings& settings, const Sighting& seen)
{
    const auto say = [](const QString& text, const QString& advice) {
        return bad(Check::Reachable, text, advice);
    };
    const QString error = hubError(seen);
    const QString by = seen.server.isEmpty() ? u"what stands in front"_s : quoted(seen.server);
    const QString status = QString::number(seen.status);
    switch (seen.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308: {
        const QUrl target = settings.url.resolved(QUrl(QString::fromUtf8(seen.location)));
        QUrl shown = target;
        shown.setQuery(QString());
        if (target.scheme() != settings.url.scheme() && target.host() == settings.url.host())
            return say(u"Answered %1: the same place over %2, %3"_s.arg(
                           status, target.scheme(), shown.toDisplayString()),
                u"Give browsers, and this doctor, that address: each redirect costs every reconnect a round trip."_s);
        return say(u"Answered %1: it sends on to %2"_s.arg(status, shown.toDisplayString()),
            u"If that is a sign-in page, let the hub's path past it; otherwise give browsers, and this doctor, that address."_s);
    }
    case 204:
        return say(u"Answered 204: a browser takes that as the end and never comes back."_s,
            u"Pass the path on to the hub at %1."_s.arg(settings.address));
    case 400:
        if (error.contains(u"PROXY protocol"_s)) {
            DoctorFinding result = say(
                u"The hub is spoken to in the PROXY protocol, which it does not take from there: %1"_s
                    .arg(error.left(MostQuoted)),
                u"Take it out of the proxy, or tell the hub to believe that proxy."_s);
            treat(result, Ailment::ProxyProtocol, settings, seen);
            return result;
        }
        break;
    case 401:
        if (!error.isEmpty())
            return say(u"The hub wants to know who reads: %1"_s.arg(error.left(MostQuoted)),
                settings.bearer.isEmpty()
                    ? u"Give this examination a token that opens streams; pages show theirs as the cookie fanlight_token, or open the stream by a ticket."_s
                    : u"Look at the token that was given, claim by claim: POST /api/tokens/check."_s);
        return say(u"Answered 401 by %1: it wants to know who asks."_s.arg(by),
            u"An EventSource sends cookies but no Authorization field: let the proxy take a cookie for this path, or none."_s);
    case 403:
        if (error.contains(u"does not go by the name"_s)) {
            DoctorFinding result = say(
                u"The hub refuses the name it is asked for by: %1"_s.arg(error.left(MostQuoted)),
                u"Let the hub go by that name, or let the proxy ask for it by the address it listens on."_s);
            treat(result, Ailment::ForeignHost, settings, seen);
            return result;
        }
        if (error.contains(u"--cors-origin"_s))
            return say(u"The hub refuses pages of %1: it has not been told of that origin."_s.arg(
                           settings.origin),
                u"Start the hub with --cors-origin %1."_s.arg(settings.origin));
        return say(u"Answered 403 by %1: it refuses this path."_s.arg(by),
            u"Look for a rule (allow, deny, a firewall for web applications) that covers it."_s);
    case 404: {
        DoctorFinding result = error.startsWith(u"there is nothing at"_s)
            ? say(u"The hub is reached, but at another path: %1."_s.arg(error.left(MostQuoted)),
                u"The path must reach the hub as /api/notifications."_s)
            : say(u"Answered 404 by %1: the path does not reach the hub."_s.arg(by),
                u"Pass /api/notifications on to the hub at %1."_s.arg(settings.address));
        treat(result, Ailment::WrongPath, settings, seen);
        return result;
    }
    case 405:
        return say(u"Answered 405: GET is not allowed at this path."_s,
            u"Look for a rule on methods, and whether the path reaches the hub as /api/notifications."_s);
    case 429:
        return say(u"Answered 429: too many requests, and a browser gives up for good then."_s,
            u"Take the hub's path out of the rate limit, or raise it for reconnects."_s);
    case 502:
    case 503:
        return say(
            u"Answered %1 by %2: it does not reach the hub, and a browser gives up for good then."_s
                .arg(status, by),
            u"Look whether the hub runs, and whether %1 reaches it where it listens: %2."_s.arg(
                by, settings.address));
    case 504:
    case 524:
        return say(u"Answered %1 by %2: the hub did not answer it in time."_s.arg(status, by),
            u"Look whether it reaches the hub at %1, or asks something else there."_s.arg(
                settings.address));
    default:
        break;
    }
    const QString what = !error.isEmpty() ? u": "_s + error.left(MostQuoted)
        : isHtml(seen)                    ? u" and a page of HTML"_s
                                          : QString();
    return say(u"Answered %1 by %2%3."_s.arg(status, by, what),
        u"A stream begins with 200; look into the error log of what stands in front."_s);
}

} // namespace

QString hubError(const Sighting& seen)
{
    return QJsonDocument::fromJson(seen.beginning).object().value("error"_L1).toString();
}

bool isUsableStream(const Sighting& seen)
{
    return seen.status == 200 && seen.isEventStream();
}

DoctorFinding diagnoseReachable(
    const DoctorSettings& settings, const Sighting& seen, const PushOutcome& push)
{
    if (!seen.hasHead())
        return noConnection(settings, seen);
    if (seen.status != 200)
        return wrongStatus(settings, seen);
    if (!seen.isEventStream()) {
        DoctorFinding result = isHtml(seen)
            ? bad(Check::Reachable, u"Answered 200 with a page of HTML, not an event stream."_s,
                u"A single-page app's fallback or a sign-in page answers this path: pass /api/notifications on to the hub at %1."_s
                    .arg(settings.address))
            : bad(Check::Reachable,
                u"Answered 200 as “%1”, not as text/event-stream; browsers refuse that."_s.arg(
                    quoted(seen.contentType)),
                u"Pass the path on to the hub at %1, and leave its Content-Type alone."_s.arg(
                    settings.address));
        treat(result, Ailment::WrongPath, settings, seen);
        return result;
    }
    if (seen.hasEnded() && seen.events.empty())
        return bad(Check::Reachable,
            u"The stream begins and ends at once: %1."_s.arg(seen.beginning.contains("full")
                    ? u"the hub is full"_s
                    : u"nothing in it says why"_s),
            u"Look at the hub's connection cap and descriptors, and at the proxy's error log."_s);
    const milliseconds head(seen.headMs - seen.startMs);
    if (push.arrived && head > settings.arrivalLimit)
        return finding(Check::Reachable, Verdict::Good,
            u"Answered 200 text/event-stream, though only once %1 KiB had gathered."_s.arg(
                push.bytes >> 10));
    if (seen.hubConnection.isEmpty())
        return finding(Check::Reachable, Verdict::Good,
            u"Answered 200 text/event-stream after %1."_s.arg(spanText(head)));
    return finding(Check::Reachable, Verdict::Good,
        u"Answered 200 text/event-stream after %1, as the hub's connection %2."_s.arg(
            spanText(head), quoted(seen.hubConnection)));
}

} // namespace fanlight
