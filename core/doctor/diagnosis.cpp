// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/diagnosis.h"

#include "doctor/wording.h"
#include "metrics/units.h"

#include <algorithm>

namespace fanlight {
namespace {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

constexpr qint64 LateMs = 120; // on top of what an answer takes

// Whether bytes came within the interval after each event was sent.
int eventsInTime(const Sighting& seen, const std::vector<SentEvent>& sent)
{
    return int(std::count_if(sent.begin(), sent.end(), [&](const SentEvent& event) {
        return std::any_of(seen.arrivals.begin(), seen.arrivals.end(), [&](qint64 at) {
            return at >= event.atMs && at < event.atMs + Doctor::EventInterval.count();
        });
    }));
}

QString eventsText(std::size_t count)
{
    return count == 1 ? Doctor::tr("1 event") : Doctor::tr("%1 events").arg(count);
}

} // namespace

DoctorFinding diagnoseBuffering(const DoctorSettings& settings, const Sighting& seen,
    const std::vector<SentEvent>& sent, const PushOutcome& push)
{
    if (seen.isCompressed()) {
        const int inTime = eventsInTime(seen, sent);
        DoctorFinding result = inTime == int(sent.size())
            ? finding(Check::Buffering, Verdict::Good,
                Doctor::tr("Each of %1 came in time, though compressed without being asked for.")
                    .arg(eventsText(sent.size())))
            : bad(Check::Buffering,
                Doctor::tr("%1 of %2 came in time: they are gathered to be compressed, though "
                           "nobody asked for it.")
                    .arg(inTime)
                    .arg(eventsText(sent.size())),
                Doctor::tr("Leave text/event-stream uncompressed."));
        if (result.verdict == Verdict::Bad)
            treat(result, Ailment::Compression, settings, seen);
        return result;
    }
    std::vector<qint64> delays;
    int together = 0;
    std::size_t missing = 0;
    const Sighting::Event* before = nullptr;
    for (const SentEvent& event : sent) {
        const Sighting::Event* came = seen.eventWith(event.data);
        if (!came || came->atMs - event.atMs > settings.arrivalLimit.count()) {
            ++missing;
            continue;
        }
        delays.push_back(came->atMs - event.atMs);
        if (before && came->atMs - before->atMs < Doctor::EventInterval.count() / 3)
            ++together;
        before = came;
    }
    DoctorFinding result = finding(Check::Buffering, Verdict::Bad, {},
        Doctor::tr("Have it pass on at once what it reads; the hub asks for that with "
                   "X-Accel-Buffering: no."));
    treat(result, Ailment::Buffering, settings, seen);
    if (missing == sent.size() && push.bytes > 0 && !push.arrived) {
        if (!seen.hubConnection.isEmpty())
            return bad(Check::Buffering,
                Doctor::tr("The stream is open, but no event that is published here arrives: the "
                           "address leads to another hub."),
                Doctor::tr("Pass the path on to this hub at %1; hubs that share one address need "
                           "one Redis (--broker redis://…).")
                    .arg(settings.address));
        result.text = Doctor::tr(
            "Nothing arrives: neither the stream's first bytes nor %1 and %2 KiB behind them.")
                          .arg(eventsText(sent.size()))
                          .arg(push.bytes >> 10);
        return result;
    }
    if (missing > 0 && seen.hasEnded()) {
        result.text = Doctor::tr("The stream is %1 after %2, with %3 of %4 delivered.")
                          .arg(seen.endedCleanly ? Doctor::tr("ended") : Doctor::tr("cut"),
                              spanText(milliseconds(seen.endMs - seen.startMs)),
                              QString::number(sent.size() - missing), eventsText(sent.size()));
        result.advice = Doctor::tr(
            "Look for a limit on the time of an answer, or of its silence; see also Idle streams.");
        treat(result, Ailment::IdleCut, settings, seen);
        result.remedies.pop_back(); // a heartbeat cannot help here
        return result;
    }
    if (missing > 0) {
        result.text = push.arrived
            ? Doctor::tr(
                "%1 of %2 were held back until %3 KiB more had gathered: the stream is buffered.")
                  .arg(missing)
                  .arg(eventsText(sent.size()))
                  .arg(push.bytes >> 10)
            : Doctor::tr("%1 of %2 did not arrive within %3: the stream is buffered.")
                  .arg(missing)
                  .arg(eventsText(sent.size()), spanText(settings.arrivalLimit));
        return result;
    }
    if (together >= 2) {
        result.text
            = Doctor::tr("%1, published %2 apart, arrived together: the stream is buffered.")
                  .arg(eventsText(sent.size()), spanText(Doctor::EventInterval));
        return result;
    }
    std::sort(delays.begin(), delays.end());
    const qint64 usual = delays[delays.size() / 2];
    if (usual > LateMs + 2 * (seen.headMs - seen.startMs)) {
        result.verdict = Verdict::Advice;
        result.text = Doctor::tr(
            "Each event arrives, but about %1 late: something waits for more to send with it.")
                          .arg(spanText(milliseconds(usual)));
        treat(result, Ailment::Delay, settings, seen);
        return result;
    }
    return finding(Check::Buffering, Verdict::Good,
        Doctor::tr("%1, published %2 apart, arrived one by one, at most %3 later.")
            .arg(eventsText(sent.size()), spanText(Doctor::EventInterval),
                spanText(milliseconds(delays.back()))));
}

DoctorFinding diagnoseCompression(const DoctorSettings& settings, const Sighting& plain,
    const Sighting& seen, const std::vector<SentEvent>& sent)
{
    const bool plainCame
        = plain.hasHead() && plain.headMs - plain.startMs < settings.arrivalLimit.count();
    if (!seen.hasHead() && plainCame) {
        DoctorFinding result = bad(Check::Compression,
            Doctor::tr("Asked as a browser does, with Accept-Encoding: gzip, deflate, br, nothing "
                       "arrives within %1: it is gathered to be compressed.")
                .arg(spanText(settings.arrivalLimit)),
            Doctor::tr("Leave text/event-stream uncompressed."));
        treat(result, Ailment::Compression, settings, plain);
        return result;
    }
    if (!seen.hasHead())
        return finding(Check::Compression, Verdict::NotTried,
            Doctor::tr("Nothing arrives in time that could be looked at; see Buffering."));
    if (!isUsableStream(seen))
        return bad(Check::Compression,
            Doctor::tr("Asked as a browser does, with Accept-Encoding: gzip, deflate, br, it "
                       "answers %1 instead of a stream.")
                .arg(seen.status),
            Doctor::tr("Leave text/event-stream uncompressed."));
    if (!seen.isCompressed())
        return finding(Check::Compression, Verdict::Good,
            Doctor::tr(
                "The stream comes uncompressed, also to a browser that would take gzip or br."));
    const int inTime = eventsInTime(seen, sent);
    const QString how = quoted(seen.contentEncoding);
    DoctorFinding result = inTime == int(sent.size())
        ? finding(Check::Compression, Verdict::Advice,
            Doctor::tr("The stream is compressed with %1; each event still came in time, at a "
                       "flush and a compressor's memory for every client.")
                .arg(how))
        : bad(Check::Compression,
            Doctor::tr("The stream is compressed with %1, which holds events back until there is "
                       "enough to compress: %2 of %3 came in time.")
                .arg(how, QString::number(inTime), eventsText(sent.size())),
            {});
    result.advice = Doctor::tr("Leave text/event-stream uncompressed.");
    treat(result, Ailment::Compression, settings, seen);
    return result;
}

DoctorFinding diagnoseResume(const DoctorSettings& settings, const Sighting& byHeader,
    const std::optional<Sighting>& byQuery, const std::vector<SentEvent>& sent)
{
    const auto replayed = [&](const Sighting& seen) {
        return std::count_if(sent.begin() + 1, sent.end(),
            [&](const SentEvent& event) { return seen.eventWith(event.data) != nullptr; });
    };
    const auto due = qsizetype(sent.size()) - 1;
    const auto got = replayed(byHeader);
    if (got == due)
        return finding(Check::Resume, Verdict::Good,
            Doctor::tr("Asked again with Last-Event-ID, it replayed the %1 that came after it.")
                .arg(eventsText(std::size_t(due))));
    if (byQuery && replayed(*byQuery) == due) {
        DoctorFinding result = bad(Check::Resume,
            Doctor::tr("The field Last-Event-ID does not reach the hub: with it %1 of %2 were "
                       "replayed, with ?lastEventId= all of them.")
                .arg(got)
                .arg(eventsText(std::size_t(due))),
            Doctor::tr("Pass it on; a browser that reconnects loses what it missed otherwise."));
        treat(result, Ailment::NoLastEventId, settings, byHeader);
        return result;
    }
    if (!settings.keepsHistory) {
        DoctorFinding result = finding(Check::Resume, Verdict::Advice,
            Doctor::tr(
                "The hub keeps no history, so a browser that reconnects loses what it missed."),
            Doctor::tr("Let it keep some."));
        treat(result, Ailment::NoHistory, settings, byHeader);
        return result;
    }
    if (!isUsableStream(byHeader))
        return bad(Check::Resume,
            Doctor::tr("A second request, with Last-Event-ID, %1.")
                .arg(byHeader.hasHead() ? Doctor::tr("is answered %1").arg(byHeader.status)
                                        : Doctor::tr("is not answered in time")),
            Doctor::tr(
                "Look for a limit on connections or requests, and into the proxy's error log."));
    DoctorFinding result = bad(Check::Resume,
        Doctor::tr("Asked again for what came after an event, it replayed %1 of %2, by the field "
                   "and by ?lastEventId= alike.")
            .arg(got)
            .arg(eventsText(std::size_t(due))),
        Doctor::tr("Look whether the history reaches far enough, and whether every request reaches "
                   "this hub, or one behind the same Redis."));
    treat(result, Ailment::NoHistory, settings, byHeader);
    return result;
}

DoctorFinding diagnoseCors(
    const DoctorSettings& settings, const Sighting& seen, const std::optional<Sighting>& preflight)
{
    const QString& origin = settings.origin;
    if (origin.isEmpty())
        return finding(Check::Cors, Verdict::NotTried, Doctor::tr("No origin of pages was given."));
    if (origin == originOf(settings.url))
        return finding(Check::Cors, Verdict::Good,
            Doctor::tr("Pages of %1 are of the same origin as the stream: no CORS is needed.")
                .arg(origin));
    if (!seen.hasHead())
        return finding(Check::Cors, Verdict::NotTried,
            Doctor::tr("Nothing arrives in time that could be looked at."));
    const auto cure = [&](const QString& text, const QString& advice, Ailment ailment) {
        DoctorFinding result = bad(Check::Cors, text, advice);
        treat(result, ailment, settings, seen);
        return result;
    };
    const QByteArray allowed = seen.allowOrigin.trimmed();
    if (allowed.isEmpty()) {
        if (seen.allowCredentials.isEmpty())
            return cure(Doctor::tr("Access-Control-Allow-Origin is missing: browsers keep the "
                                   "stream from pages of %1.")
                            .arg(origin),
                Doctor::tr("Tell the hub of that origin; if it has been told, something on the way "
                           "takes the field out, or does not pass Origin on."),
                Ailment::CorsRemoved);
        return cure(Doctor::tr("Access-Control-Allow-Origin is missing though the hub allows "
                               "credentials: it is taken out on the way."),
            Doctor::tr("Let it through."), Ailment::CorsRemoved);
    }
    if (allowed.contains(','))
        return cure(
            Doctor::tr(
                "Access-Control-Allow-Origin comes more than once (%1), which browsers refuse.")
                .arg(quoted(allowed)),
            Doctor::tr("The hub sends it; let nothing else add one."), Ailment::CorsAdded);
    if (allowed == "*") {
        if (settings.withCredentials)
            return cure(Doctor::tr("Access-Control-Allow-Origin is “*”, which browsers refuse for "
                                   "pages that send cookies."),
                Doctor::tr("It must be %1; the hub says so itself, once it is told of that origin.")
                    .arg(origin),
                Ailment::CorsAdded);
    } else if (QString::fromUtf8(allowed) != origin) {
        return cure(
            Doctor::tr("Access-Control-Allow-Origin is %1, not %2.").arg(quoted(allowed), origin),
            Doctor::tr("It must be the page's origin to the letter; the hub says so itself, once "
                       "it is told of it."),
            Ailment::CorsAdded);
    }
    if (settings.withCredentials && seen.allowCredentials.trimmed() != "true") {
        const bool twice = seen.allowCredentials.contains(',');
        return cure(twice
                ? Doctor::tr(
                    "Access-Control-Allow-Credentials comes more than once, which browsers refuse.")
                : Doctor::tr("Access-Control-Allow-Credentials is missing: browsers keep the "
                             "stream from pages of %1 that send cookies.")
                      .arg(origin),
            Doctor::tr("The hub sends it as “true”; let it through, once."),
            twice ? Ailment::CorsAdded : Ailment::CorsRemoved);
    }
    const QString good = settings.withCredentials
        ? Doctor::tr("Pages of %1 may read the stream, with cookies").arg(origin)
        : Doctor::tr("Pages of %1 may read the stream").arg(origin);
    const auto advise = [&](const QString& what) {
        DoctorFinding result = finding(Check::Cors, Verdict::Advice,
            QString(Doctor::tr("%1; but %2, so only a plain EventSource works.").arg(good, what)),
            Doctor::tr("A client that sends Authorization or Last-Event-ID by itself asks first, "
                       "with OPTIONS: pass that on to the hub."));
        treat(result, Ailment::NoPreflight, settings, seen);
        return result;
    };
    if (!preflight || !preflight->hasHead())
        return advise(Doctor::tr("a preflight request is not answered in time"));
    if (preflight->status < 200 || preflight->status > 299)
        return advise(Doctor::tr("a preflight request is answered %1").arg(preflight->status));
    const QByteArray preflightOrigin = preflight->allowOrigin.trimmed();
    if (QString::fromUtf8(preflightOrigin) != origin
        && (preflightOrigin != "*" || settings.withCredentials))
        return advise(preflightOrigin.isEmpty()
                ? Doctor::tr("the preflight's answer lacks Access-Control-Allow-Origin")
                : Doctor::tr("the preflight's answer allows %1").arg(quoted(preflightOrigin)));
    const QByteArray headers = preflight->allowHeaders.toLower();
    for (const QByteArray& name :
        {QByteArrayLiteral("authorization"), QByteArrayLiteral("last-event-id")}) {
        if (!headers.contains(name))
            return advise(
                Doctor::tr("the preflight's answer does not allow the field %1")
                    .arg(name == "authorization" ? u"Authorization"_s : u"Last-Event-ID"_s));
    }
    return finding(Check::Cors, Verdict::Good,
        Doctor::tr("%1, and preflight requests are answered.").arg(good));
}

DoctorFinding diagnoseVersion(const DoctorSettings& settings, const Sighting& seen)
{
    if (!seen.hasHead())
        return finding(Check::Version, Verdict::NotTried,
            Doctor::tr("Nothing arrives in time that could be looked at."));
    if (seen.isHttp2)
        return finding(
            Check::Version, Verdict::Good, Doctor::tr("HTTP/2: many tabs share one connection."));
    if (!seen.isChunked) {
        DoctorFinding result = finding(Check::Version, Verdict::Advice,
            Doctor::tr("The stream comes without chunks, as of HTTP/1.0: a client cannot tell a "
                       "cut from an end."),
            Doctor::tr("Speak HTTP/1.1 or 2 all the way."));
        treat(result, Ailment::Http10, settings, seen);
        return result;
    }
    const bool tls = settings.url.scheme() == "https"_L1;
    DoctorFinding result = finding(Check::Version, Verdict::Advice,
        tls ? Doctor::tr("HTTP/1.1, though over TLS: a browser opens six connections to a host, "
                         "over all tabs, and each stream takes one.")
            : Doctor::tr("HTTP/1.1, without TLS: a browser opens six connections to a host, over "
                         "all tabs, and each stream takes one."),
        tls ? Doctor::tr("Switch HTTP/2 on.")
            : Doctor::tr("Put TLS and HTTP/2 in front; browsers speak HTTP/2 over TLS only."));
    treat(result, Ailment::Http1, settings, seen);
    return result;
}

DoctorFinding diagnoseIdle(
    const DoctorSettings& settings, const Sighting& seen, const IdleOutcome& idle)
{
    const milliseconds heartbeat = settings.heartbeat;
    const QString beat = spanText(heartbeat);
    const auto cure = [&](Verdict verdict, const QString& text, const QString& advice) {
        DoctorFinding result = finding(Check::Idle, verdict, text, advice);
        treat(result, Ailment::IdleCut, settings, seen);
        const milliseconds below = std::max<milliseconds>(
            std::chrono::seconds(1), std::chrono::floor<std::chrono::seconds>(idle.silence / 2));
        for (DoctorFinding::Remedy& remedy : result.remedies)
            remedy.change.replace(u"{heartbeat}"_s, durationText(below));
        return result;
    };
    if (!idle.cut) {
        if (idle.deadAfterwards)
            return cure(Verdict::Bad,
                Doctor::tr("After %1 of silence the stream looks open, but what is sent no longer "
                           "arrives: it was dropped without a word.")
                    .arg(spanText(idle.silence)),
                Doctor::tr(
                    "Set the hub's heartbeat well below that, so that the way stays known."));
        if (!idle.silent)
            return finding(Check::Idle, Verdict::Good,
                Doctor::tr("The stream stayed open for %1, beside heartbeats and what else the hub "
                           "sent; its longest silence was %2.")
                    .arg(spanText(idle.age), spanText(idle.longest)));
        return finding(Check::Idle, Verdict::Good,
            Doctor::tr(
                "A silent stream was not cut within %1, and still carried an event afterwards.")
                .arg(spanText(idle.silence)));
    }
    if (settings.maxLifetime.count() > 0 && idle.age >= settings.maxLifetime * 8 / 10)
        return finding(Check::Idle, Verdict::Good,
            Doctor::tr("The stream lived for %1, until the hub's own lifetime of %2 was over.")
                .arg(spanText(idle.age), spanText(settings.maxLifetime)));
    const QString how = idle.cutCleanly ? Doctor::tr("ended") : Doctor::tr("cut");
    if (heartbeat.count() <= 0)
        return cure(Verdict::Bad,
            Doctor::tr("A silent stream is %1 after %2, and the hub's heartbeat is off.")
                .arg(how, spanText(idle.silence)),
            Doctor::tr("Switch the heartbeat on, below that, or let silence last longer."));
    if (!idle.silent)
        return cure(Verdict::Bad,
            Doctor::tr("The stream is %1 after %2, the last %3 of them silent, with a heartbeat "
                       "set to %4.")
                .arg(how, spanText(idle.age), spanText(idle.silence), beat),
            Doctor::tr("Let silence last longer than the heartbeat, or set the heartbeat lower; if "
                       "it was not silence, look for a limit on the time of a whole answer."));
    if (idle.silence <= heartbeat)
        return cure(Verdict::Bad,
            Doctor::tr(
                "A silent stream is %1 after %2, before the hub's heartbeat of %3 keeps it open.")
                .arg(how, spanText(idle.silence), beat),
            Doctor::tr("Set the hub's heartbeat below that, or let silence last longer."));
    if (idle.silence < heartbeat * 3 / 2)
        return cure(Verdict::Advice,
            Doctor::tr("A silent stream is %1 after %2; the hub's heartbeat of %3 keeps it open, "
                       "with little to spare.")
                .arg(how, spanText(idle.silence), beat),
            Doctor::tr("Let silence last longer, or set the heartbeat lower."));
    return finding(Check::Idle, Verdict::Good,
        Doctor::tr("A silent stream is %1 after %2; the hub's heartbeat every %3 keeps it open.")
            .arg(how, spanText(idle.silence), beat));
}

} // namespace fanlight
