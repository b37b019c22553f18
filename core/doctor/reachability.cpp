// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/reachability.h"

#include "doctor/wording.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

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
        if (!advice.isEmpty() && settings.isInWindow)
            advice = settings.certificate.isSet()
                ? Doctor::tr("The client certificate above is not taken: it must be signed by an "
                             "authority that the server trusts for its clients (of a Fanlight hub: "
                             "--tls-client-ca), and not have run out")
                : Doctor::tr("Clients are asked for a certificate: name one above");
        if (!advice.isEmpty()) {
            advice[0] = advice[0].toUpper();
            return say(Doctor::tr("%1 ends TLS: %2")
                           .arg(host, seen.errorText.simplified().left(MostQuoted)),
                advice + u'.');
        }
    }
    switch (seen.error) {
    case QNetworkReply::HostNotFoundError:
        return say(
            Doctor::tr("The name %1 is not known: it has no address.").arg(settings.url.host()),
            Doctor::tr("Look for a slip in the name, and for its DNS record."));
    case QNetworkReply::ConnectionRefusedError:
        return say(Doctor::tr("Nothing listens at %1: the connection is refused.").arg(host),
            Doctor::tr("Start the proxy, or look at the port it listens on and at the firewall."));
    case QNetworkReply::SslHandshakeFailedError:
        if (!seen.certificateProblems.isEmpty()) // which stands here where nobody else says it
            return say(Doctor::tr("Browsers will not trust the certificate of %1: %2.")
                           .arg(host, seen.certificateProblems.join(u"; "_s).remove(u'.')),
                Doctor::tr("Install a certificate for this name with its whole chain; for one of "
                           "your own, trust it here while you try."));
        if (seen.errorText.contains("wrong version number"_L1))
            return say(Doctor::tr("%1 does not speak TLS.").arg(host),
                Doctor::tr("Let it (a certificate, and TLS on this port), or give the address with "
                           "http://."));
        return say(Doctor::tr("TLS with %1 does not come about: %2")
                       .arg(host, seen.errorText.simplified().left(MostQuoted)),
            Doctor::tr("Look whether this port speaks TLS at all; if it does not, the address "
                       "begins with http://."));
    case QNetworkReply::RemoteHostClosedError:
        return say(Doctor::tr("%1 takes the connection and closes it without an answer.").arg(host),
            settings.url.scheme() == "http"_L1 ? Doctor::tr(
                "Look whether this port wants https://, and into the proxy's error log.")
                                               : Doctor::tr("Look into the proxy's error log."));
    default:
        break;
    }
    if (seen.hasEnded())
        return say(Doctor::tr("%1 cannot be read: %2")
                       .arg(host, seen.errorText.simplified().left(MostQuoted)),
            Doctor::tr("Look at the address and into the proxy's error log."));
    return say(
        Doctor::tr("%1 does not answer within %2.").arg(host, spanText(settings.arrivalLimit)),
        Doctor::tr("Look whether the proxy reaches the hub at %1 (its error log), and whether a "
                   "firewall drops what is sent.")
            .arg(settings.address));
}

DoctorFinding wrongStatus(const DoctorSettings& settings, const Sighting& seen)
{
    const auto say = [](const QString& text, const QString& advice) {
        return bad(Check::Reachable, text, advice);
    };
    const QString error = hubError(seen);
    const QString by
        = seen.server.isEmpty() ? Doctor::tr("what stands in front") : quoted(seen.server);
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
            return say(Doctor::tr("Answered %1: the same place over %2, %3")
                           .arg(status, target.scheme(), shown.toDisplayString()),
                Doctor::tr("Give browsers, and this doctor, that address: each redirect costs "
                           "every reconnect a round trip."));
        return say(
            Doctor::tr("Answered %1: it sends on to %2").arg(status, shown.toDisplayString()),
            Doctor::tr("If that is a sign-in page, let the hub's path past it; otherwise give "
                       "browsers, and this doctor, that address."));
    }
    case 204:
        return say(
            Doctor::tr("Answered 204: a browser takes that as the end and never comes back."),
            Doctor::tr("Pass the path on to the hub at %1.").arg(settings.address));
    case 400:
        if (error.contains(u"PROXY protocol"_s)) {
            DoctorFinding result = say(Doctor::tr("The hub is spoken to in the PROXY protocol, "
                                                  "which it does not take from there: %1")
                                           .arg(error.left(MostQuoted)),
                Doctor::tr("Take it out of the proxy, or tell the hub to believe that proxy."));
            treat(result, Ailment::ProxyProtocol, settings, seen);
            return result;
        }
        break;
    case 401:
        if (!error.isEmpty())
            return say(
                Doctor::tr("The hub wants to know who reads: %1").arg(error.left(MostQuoted)),
                settings.bearer.isEmpty() ? Doctor::tr(
                    "Give this examination a token that opens streams; pages show theirs as the "
                    "cookie fanlight_token, or open the stream by a ticket.")
                                          : Doctor::tr("Look at the token that was given, claim by "
                                                       "claim: POST /api/tokens/check."));
        return say(Doctor::tr("Answered 401 by %1: it wants to know who asks.").arg(by),
            Doctor::tr("An EventSource sends cookies but no Authorization field: let the proxy "
                       "take a cookie for this path, or none."));
    case 403:
        if (error.contains(u"does not go by the name"_s)) {
            DoctorFinding result = say(Doctor::tr("The hub refuses the name it is asked for by: %1")
                                           .arg(error.left(MostQuoted)),
                Doctor::tr("Let the hub go by that name, or let the proxy ask for it by the "
                           "address it listens on."));
            treat(result, Ailment::ForeignHost, settings, seen);
            return result;
        }
        if (error.contains(u"--cors-origin"_s))
            return say(
                Doctor::tr("The hub refuses pages of %1: it has not been told of that origin.")
                    .arg(settings.origin),
                Doctor::tr("Start the hub with --cors-origin %1.").arg(settings.origin));
        return say(Doctor::tr("Answered 403 by %1: it refuses this path.").arg(by),
            Doctor::tr(
                "Look for a rule (allow, deny, a firewall for web applications) that covers it."));
    case 404: {
        DoctorFinding result = error.startsWith(u"there is nothing at"_s)
            ? say(Doctor::tr("The hub is reached, but at another path: %1.")
                      .arg(error.left(MostQuoted)),
                Doctor::tr("The path must reach the hub as /api/notifications."))
            : say(Doctor::tr("Answered 404 by %1: the path does not reach the hub.").arg(by),
                Doctor::tr("Pass /api/notifications on to the hub at %1.").arg(settings.address));
        treat(result, Ailment::WrongPath, settings, seen);
        return result;
    }
    case 405:
        return say(Doctor::tr("Answered 405: GET is not allowed at this path."),
            Doctor::tr("Look for a rule on methods, and whether the path reaches the hub as "
                       "/api/notifications."));
    case 429:
        return say(
            Doctor::tr("Answered 429: too many requests, and a browser gives up for good then."),
            Doctor::tr("Take the hub's path out of the rate limit, or raise it for reconnects."));
    case 502:
    case 503:
        return say(Doctor::tr("Answered %1 by %2: it does not reach the hub, and a browser gives "
                              "up for good then.")
                       .arg(status, by),
            Doctor::tr("Look whether the hub runs, and whether %1 reaches it where it listens: %2.")
                .arg(by, settings.address));
    case 504:
    case 524:
        return say(
            Doctor::tr("Answered %1 by %2: the hub did not answer it in time.").arg(status, by),
            Doctor::tr("Look whether it reaches the hub at %1, or asks something else there.")
                .arg(settings.address));
    default:
        break;
    }
    const QString what = !error.isEmpty() ? u": "_s + error.left(MostQuoted)
        : isHtml(seen)                    ? u' ' + Doctor::tr("and a page of HTML")
                                          : QString();
    return say(Doctor::tr("Answered %1 by %2%3.").arg(status, by, what),
        Doctor::tr("A stream begins with 200; look into the error log of what stands in front."));
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
            ? bad(Check::Reachable,
                Doctor::tr("Answered 200 with a page of HTML, not an event stream."),
                Doctor::tr("A single-page app's fallback or a sign-in page answers this path: pass "
                           "/api/notifications on to the hub at %1.")
                    .arg(settings.address))
            : bad(Check::Reachable,
                Doctor::tr("Answered 200 as “%1”, not as text/event-stream; browsers refuse that.")
                    .arg(quoted(seen.contentType)),
                Doctor::tr("Pass the path on to the hub at %1, and leave its Content-Type alone.")
                    .arg(settings.address));
        treat(result, Ailment::WrongPath, settings, seen);
        return result;
    }
    if (seen.hasEnded() && seen.events.empty())
        return bad(Check::Reachable,
            Doctor::tr("The stream begins and ends at once: %1.")
                .arg(seen.beginning.contains("full") ? Doctor::tr("the hub is full")
                                                     : Doctor::tr("nothing in it says why")),
            Doctor::tr(
                "Look at the hub's connection cap and descriptors, and at the proxy's error log."));
    const milliseconds head(seen.headMs - seen.startMs);
    if (push.arrived && head > settings.arrivalLimit)
        return finding(Check::Reachable, Verdict::Good,
            Doctor::tr("Answered 200 text/event-stream, though only once %1 KiB had gathered.")
                .arg(push.bytes >> 10));
    if (seen.hubConnection.isEmpty())
        return finding(Check::Reachable, Verdict::Good,
            Doctor::tr("Answered 200 text/event-stream after %1.").arg(spanText(head)));
    return finding(Check::Reachable, Verdict::Good,
        Doctor::tr("Answered 200 text/event-stream after %1, as the hub's connection %2.")
            .arg(spanText(head), quoted(seen.hubConnection)));
}

} // namespace fanlight
