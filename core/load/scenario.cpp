// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario.h"

#include "metrics/units.h"
#include "qtredis/redis_url.h"
#include "sse/visible_text.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

const QString FanlightStreamPath = u"/api/notifications?userId={i}"_s;

namespace {
constexpr std::array PublishToNames{"each", "random", "skewed", "one", "all"};

double seconds(milliseconds time)
{
    return double(time.count()) / 1000;
}

bool isRate(double rate)
{
    return std::isfinite(rate) && rate >= 0 && rate <= LoadScenario::MostRate;
}
bool isShare(double share)
{
    return std::isfinite(share) && share >= 0 && share <= 1;
}
bool isTime(milliseconds time)
{
    return time.count() >= 0 && time <= LoadScenario::MostTime;
}

const QString TimeBounds = u"must be from 0 to 24h"_s;

bool isHeader(const QString& header)
{
    const qsizetype colon = header.indexOf(u':');
    const auto isNameChar = [](QChar c) { return c > u' ' && c < u'\x7f'; };
    return colon > 0 && std::all_of(header.begin(), header.begin() + colon, isNameChar)
        && std::none_of(header.begin(), header.end(),
            [](QChar c) { return c == u'\r' || c == u'\n' || c.isNull(); });
}

QString checkHeaders(const QString& field, const QStringList& headers)
{
    for (const QString& header : headers) {
        if (!isHeader(header))
            return u"%1: “%2” is no header; write Name: value"_s.arg(field,
                header.section(
                    QRegularExpression(u"[\\s:]"_s), 0, 0)); // what follows may be a secret
    }
    return {};
}

QString checkPhase(const QString& field, const LoadPhase& phase)
{
    if (!isTime(phase.duration))
        return u"%1.duration: "_s.arg(field) + TimeBounds;
    if (!isRate(phase.arrivalRate) || (phase.rampTo >= 0 && !isRate(phase.rampTo)))
        return u"%1: the arrivals a second must be from 0 to %L2"_s.arg(field).arg(
            LoadScenario::MostRate);
    if (phase.arrivalCount > LoadScenario::MostClients)
        return u"%1.arrivalCount: at most %L2"_s.arg(field).arg(LoadScenario::MostClients);
    if (phase.arrivalCount < 0 && std::max(phase.arrivalRate, phase.rampTo) > 0
        && phase.duration.count() == 0)
        return u"%1.duration: a phase with a rate must last some time; arrivalCount lets clients arrive at once"_s
            .arg(field);
    if (phase.maxClients < 0)
        return u"%1.maxVusers: must not be negative; 0 is no cap"_s.arg(field);
    return {};
}

QString checkUrl(const QString& field, const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port(80) == 0)
        return u"%1: “%2” is no address; write http://host:port or https://host"_s.arg(field, text);
    return {};
}

QString checkPath(const QString& field, const QString& path)
{
    static const QRegularExpression Whole(
        u"^(https?://[^/?#]*)"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto whole = Whole.match(path); whole.hasMatch()) {
        if (whole.captured().contains(u'{'))
            return u"%1: the host of a whole URL must not have variables"_s.arg(field);
        return checkUrl(field, whole.captured());
    }
    const bool printable = std::none_of(
        path.begin(), path.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!path.startsWith(u'/') || !printable)
        return u"%1: “%2” is no path; it begins with / (or is a whole URL, http://host:port/…)"_s
            .arg(field, path);
    return {};
}

QString checkSteps(const QString& field, const std::vector<LoadStep>& steps, int depth)
{
    constexpr int MostDepth = 5;
    constexpr std::size_t MostSteps = 1000;
    if (depth > MostDepth)
        return u"%1: loops are nested more than %2 deep"_s.arg(field).arg(MostDepth);
    if (steps.empty() || steps.size() > MostSteps)
        return u"%1: must have from 1 to %L2 steps"_s.arg(field).arg(MostSteps);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const LoadStep& step = steps[i];
        const QString here = u"%1[%2]"_s.arg(field).arg(i);
        QString error;
        if (!isTime(step.hold) || !isTime(step.mostHold))
            error = here + u": the time "_s + TimeBounds;
        else if (step.kind == LoadStep::Kind::Loop
            && (step.count < 1 || step.count > LoadScenario::MostClients))
            error = u"%1.count: must be from 1 to %L2"_s.arg(here).arg(LoadScenario::MostClients);
        else if (step.kind == LoadStep::Kind::Loop)
            error = checkSteps(here + u".loop"_s, step.steps, depth + 1);
        else if (step.kind != LoadStep::Kind::Think)
            error = checkPath(here + u".url"_s, step.path);
        if (error.isEmpty())
            error = checkHeaders(here + u".headers"_s, step.headers);
        if (error.isEmpty() && step.events < 0)
            error = here + u".events: must not be negative"_s;
        if (!error.isEmpty())
            return error;
    }
    return {};
}

QString checkPublishing(const LoadPublishing& publishing)
{
    if (!isRate(publishing.rate))
        return u"publish rate: must be from 0 to %L1 a second"_s.arg(LoadScenario::MostRate);
    if (publishing.rate == 0)
        return {};
    if (publishing.leastBytes < LoadScenario::LeastPayload
        || publishing.mostBytes > LoadScenario::MostPayload
        || publishing.leastBytes > publishing.mostBytes)
        return u"payload size: must be from %1 to %2 bytes, the smaller one first; the first %1 carry what the tester measures by"_s
            .arg(LoadScenario::LeastPayload)
            .arg(LoadScenario::MostPayload);
    if (!isTime(publishing.from) || !isTime(publishing.lasts))
        return u"publish from, for: "_s + TimeBounds;
    if (publishing.count < 0 || publishing.one < 1)
        return u"publish: count must not be negative, and the first user is 1"_s;
    if (publishing.connections < 1 || publishing.connections > LoadPublishing::MostConnections)
        return u"publish connections: must be from 1 to %1"_s.arg(LoadPublishing::MostConnections);
    if (!publishing.redis.isEmpty()) {
        QString error;
        if (!redis::RedisUrl::parse(publishing.redis, &error))
            return u"publish via: "_s + error;
        return {};
    }
    if (!publishing.url.isEmpty()) {
        if (const QString error = checkPath(u"publish url"_s, publishing.url); !error.isEmpty())
            return error;
    }
    const bool carries = publishing.body.isEmpty() || publishing.body.contains("{payload"_L1);
    if (!carries)
        return u"publish body: has none of {payload}, {payloadString}, {payloadUrl}, so nothing could be measured"_s;
    return checkHeaders(u"publish headers"_s, publishing.headers);
}
} // namespace

double LoadPhase::arrivals(milliseconds at) const
{
    const double whole = seconds(duration);
    const double time = std::clamp(seconds(at), 0.0, whole);
    if (arrivalCount >= 0)
        return whole > 0 ? double(arrivalCount) * time / whole : double(arrivalCount);
    if (rampTo < 0 || whole <= 0)
        return arrivalRate * time;
    return arrivalRate * time + (rampTo - arrivalRate) * time * time / (2 * whole);
}

milliseconds LoadScenario::duration() const
{
    milliseconds sum{0};
    for (const LoadPhase& phase : phases)
        sum += phase.duration;
    return sum;
}

double LoadScenario::arrivals() const
{
    return arrivalsAt(duration());
}

double LoadScenario::arrivalsAt(milliseconds at) const
{
    double sum = 0;
    for (const LoadPhase& phase : phases) {
        if (at.count() < 0)
            break;
        sum += phase.arrivals(at);
        at -= phase.duration;
    }
    return sum;
}

std::int64_t LoadScenario::population() const
{
    return users > 0 ? users : std::max<std::int64_t>(std::llround(std::ceil(arrivals())), 1);
}

std::int64_t LoadScenario::mostAtOnce() const
{
    const auto stays = [this](const LoadStep& step) {
        return step.kind == LoadStep::Kind::Get && step.reconnects && step.events == 0
            && (step.hold.count() == 0 || step.hold >= duration());
    };
    const bool everybodyStays
        = flows.empty() || std::any_of(flows.begin(), flows.end(), [&](const LoadFlow& flow) {
              return std::any_of(flow.steps.begin(), flow.steps.end(), stays);
          });
    if (!everybodyStays)
        return 0;
    double there = 0;
    for (const LoadPhase& phase : phases) {
        const double all = there + phase.arrivals();
        there
            = phase.maxClients > 0 ? std::max(there, std::min(all, double(phase.maxClients))) : all;
    }
    return std::llround(std::ceil(there));
}

QString LoadScenario::check() const
{
    return visibleText(firstProblem());
}

QString LoadScenario::firstProblem() const
{
    if (QString error = checkUrl(u"target"_s, target); !error.isEmpty())
        return error;
    if (const QUrl url(target); url.hasQuery() || url.hasFragment())
        return u"target: must end before the ?; what is asked for there stands in --path, or in the url of a step"_s;
    if (phases.empty() || phases.size() > MostPhases)
        return u"phases: must be from 1 to %1"_s.arg(MostPhases);
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (QString error = checkPhase(u"phases[%1]"_s.arg(i), phases[i]); !error.isEmpty())
            return error;
    }
    if (!isTime(duration()))
        return u"phases: together they "_s + TimeBounds;
    if (arrivals() > double(MostClients))
        return u"phases: %L1 clients would arrive; at most %L2 may"_s.arg(std::llround(arrivals()))
            .arg(MostClients);
    if (users < 0 || users > MostClients)
        return u"users: must be from 0 to %L1"_s.arg(MostClients);
    for (const LoadFlow& flow : flows) {
        if (!std::isfinite(flow.weight) || flow.weight < 0)
            return u"scenarios: the weight of “%1” must not be negative"_s.arg(flow.name);
        if (QString error = checkSteps(u"flow"_s, flow.steps, 1); !error.isEmpty())
            return error;
    }
    if (!flows.empty() && std::none_of(flows.begin(), flows.end(), [](const LoadFlow& flow) {
            return flow.weight > 0;
        }))
        return u"scenarios: no weight is above 0"_s;
    if (QString error = checkHeaders(u"headers"_s, headers); !error.isEmpty())
        return error;
    if (!isShare(slowShare) || slowBytesPerSecond < 1)
        return u"slow readers: the share must be from 0 to 100 %, and they read at least 1 byte a second"_s;
    if (!isShare(dropShare) || !isTime(dropEvery)
        || (dropShare > 0 && dropEvery < milliseconds(100)) || !isTime(dropAway))
        return u"drop: the share must be from 0 to 100 %, every so often from 100ms to 24h"_s;
    if (!isTime(think) || !isTime(lateAfter) || !isTime(timeout) || timeout.count() == 0)
        return u"think, late after, timeout: "_s + TimeBounds + u", the timeout above 0"_s;
    if (QString error = access.check(); !error.isEmpty())
        return error;
    if (QString error = checkPublishing(publishing); !error.isEmpty())
        return error;
    if (publishing.rate > 0 && publishing.to == PublishTo::One && publishing.one > population())
        return u"publish to: there is no user %1; the clients are users 1 to %2"_s
            .arg(publishing.one)
            .arg(population());
    return {};
}

bool expandEnvironment(QString& text, QString& error)
{
    static const QRegularExpression Place(
        u"\\{\\{\\s*\\$(?:env|processEnvironment)\\.(\\w+)\\s*\\}\\}"_s);
    for (QRegularExpressionMatch match = Place.match(text); match.hasMatch();
         match = Place.match(text,
             match.capturedStart()
                 + qEnvironmentVariable(match.captured(1).toLocal8Bit().constData()).size())) {
        const QByteArray name = match.captured(1).toLocal8Bit();
        if (!qEnvironmentVariableIsSet(name.constData())) {
            error = u"the environment has no %1"_s.arg(match.captured(1));
            return false;
        }
        text.replace(
            match.capturedStart(), match.capturedLength(), qEnvironmentVariable(name.constData()));
    }
    return true;
}

LoadScenario simpleScenario(const QString& target, const QString& path, std::int64_t clients,
    milliseconds ramp, milliseconds hold)
{
    LoadScenario scenario;
    scenario.target = target;
    LoadPhase& arriving = scenario.phases.emplace_back();
    arriving.name = u"ramp"_s;
    arriving.duration = ramp;
    arriving.arrivalCount = clients;
    LoadPhase& holding = scenario.phases.emplace_back();
    holding.name = u"hold"_s;
    holding.duration = hold;
    LoadStep stream;
    stream.path = path.isEmpty() ? FanlightStreamPath : path;
    scenario.flows.emplace_back().steps = {stream};
    return scenario;
}

const char* checkName(LoadStep::Check::Kind kind)
{
    constexpr std::array names{"contentType", "hasHeader", "headerEquals", "notStatusCode",
        "hasProperty", "notHasProperty", "match", "matchesRegexp", "equals"};
    return names[static_cast<std::size_t>(kind)];
}

const char* publishToName(PublishTo to)
{
    return PublishToNames[static_cast<std::size_t>(to)];
}

bool parsePublishTo(QStringView text, PublishTo& to)
{
    const auto found = std::find_if(PublishToNames.begin(), PublishToNames.end(),
        [text](const char* name) { return text == QLatin1StringView(name); });
    if (found == PublishToNames.end())
        return false;
    to = static_cast<PublishTo>(found - PublishToNames.begin());
    return true;
}

} // namespace fanlight
