// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/command_line.h"

#include "load/expectation.h"
#include "load/load_values.h"
#include "load/scenario_yaml.h"
#include "load/secrets.h"
#include "metrics/units.h"
#include "options/manual.h"
#include "options/option_table.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <optional>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace load_values;
using std::chrono::milliseconds;

namespace {
// What the options leave unsaid.
constexpr std::int64_t DefaultClients = 1000;
constexpr milliseconds DefaultRamp{5000};
constexpr milliseconds DefaultDuration{30'000};
constexpr std::int64_t MostPublishes = 1'000'000'000'000;

QString setPlain(QString& to, const QString& text)
{
    to = text;
    return {};
}

QString setOn(bool& to)
{
    to = true;
    return {};
}

QString wholeRange(std::int64_t least, std::int64_t most)
{
    return u"%1 to %2"_s.arg(least).arg(most);
}

// What the options say on the way to a scenario.
struct Draft {
    LoadArguments arguments;
    bool hasPhases = false; // by --phase
    std::optional<std::int64_t> clients;
    std::optional<milliseconds> ramp;
    std::optional<milliseconds> duration;
    std::optional<QString> path;
    std::optional<milliseconds> hold;
    bool hasFile = false;

    LoadScenario& scenario() { return arguments.scenario; }
    LoadPublishing& publishing() { return arguments.scenario.publishing; }
};

using Kind = OptionKind;
using Repeat = OptionRepeat;

std::vector<OptionGroup<Draft>> loadOptionGroups()
{
    return {
        {"Target",
            {
                {{.name = "target",
                     .value = "URL",
                     .help = "the hub, or another server of streams: "
                             "http[s]://[user:password@]host:port[/base/path]; must be said here "
                             "or in the scenario",
                     .kind = Kind::Url},
                    [](Draft& d, const QString& v) {
                        d.arguments.hasTarget = true;
                        return setPlain(d.scenario().target, v);
                    }},
                {{.name = "path",
                     .value = "TEMPLATE",
                     .help = "of the stream; {i} is the number of the client's user, {{ name }} a "
                             "column of --clients-file; by default that of a Fanlight hub",
                     .defaultValue = FanlightStreamPath},
                    [](Draft& d, const QString& v) { return setPlain(d.path.emplace(), v); }},
                {{.name = "ca-file",
                     .value = "FILE.pem",
                     .help = "of https: authorities to trust beside those of the system",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().tls.caFile, v);
                    }},
                {{.name = "insecure", .help = "of https: trust whoever answers"},
                    [](Draft& d, const QString&) { return setOn(d.scenario().tls.trustsAnyone); }},
                {{.name = "cert",
                     .value = "FILE.pem",
                     .help = "of https: the certificate that all clients show where they are asked "
                             "for one",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().tls.own.certFile, v);
                    }},
                {{.name = "key",
                     .value = "FILE.pem",
                     .help = "its private key, without a passphrase; unless it is in the file of "
                             "--cert",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().tls.own.keyFile, v);
                    }},
            }},
        {"Clients",
            {
                {{.name = "clients",
                     .value = "N",
                     .help = "that arrive during the ramp; by default 1000",
                     .kind = Kind::Whole,
                     .range = wholeRange(1, LoadScenario::MostClients),
                     .defaultValue = QString::number(DefaultClients)},
                    [](Draft& d, const QString& v) {
                        return setWhole(d.clients.emplace(), v, 1, LoadScenario::MostClients);
                    }},
                {{.name = "ramp",
                     .value = "5s",
                     .help = "how long they take to arrive",
                     .kind = Kind::Duration,
                     .defaultValue = durationText(DefaultRamp)},
                    [](Draft& d, const QString& v) { return setDuration(d.ramp.emplace(), v); }},
                {{.name = "duration",
                     .value = "30s",
                     .help = "how long the test goes on after the ramp",
                     .kind = Kind::Duration,
                     .defaultValue = durationText(DefaultDuration)},
                    [](Draft& d, const QString& v) {
                        return setDuration(d.duration.emplace(), v);
                    }},
                {{.name = "phase",
                     .value = "10s,rate=10..200,max=1050,name=warm up",
                     .help = "instead: arrivals in phases, one after another; count=N lets so many "
                             "arrive, without rate it is a pause",
                     .repeat = Repeat::Each},
                    [](Draft& d, const QString& v) {
                        if (!std::exchange(d.hasPhases, true))
                            d.scenario().phases.clear();
                        return addPhase(d.scenario(), v);
                    }},
                {{.name = "users",
                     .value = "N",
                     .help = "the clients are users 1 to N; by default each its own",
                     .kind = Kind::Whole,
                     .range = wholeRange(0, LoadScenario::MostClients)},
                    [](Draft& d, const QString& v) {
                        return setWhole(d.scenario().users, v, 0, LoadScenario::MostClients);
                    }},
                {{.name = "hold",
                     .value = "30s",
                     .help = "how long a client reads its stream; by default to the end",
                     .kind = Kind::Duration},
                    [](Draft& d, const QString& v) { return setDuration(d.hold.emplace(), v); }},
                {{.name = "think",
                     .value = "5s",
                     .help
                     = "after which a client that is done begins again; by default it is gone",
                     .kind = Kind::Duration},
                    [](Draft& d, const QString& v) { return setDuration(d.scenario().think, v); }},
                {{.name = "header",
                     .value = "'Name: value'",
                     .help = "of every request of the clients; repeatable",
                     .repeat = Repeat::Each},
                    [](Draft& d, const QString& v) {
                        d.scenario().headers.append(v);
                        return QString();
                    }},
                {{.name = "clients-file",
                     .value = "FILE.csv",
                     .help = "a row for each client, the first one names the columns",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().clientsFile, v);
                    }},
            }},
        {"Tokens of the clients",
            {
                {{.name = "token-file",
                     .value = "FILE.csv",
                     .help = "a token for each user, in the columns user and token; the clients "
                             "are these users",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().access.tokenFile, v);
                    }},
                {{.name = "jwt-secret",
                     .value = "TEXT|@FILE",
                     .help = "instead: sign a token for each user (HS256) with the secret the hub "
                             "knows; @FILE keeps it out of the process list"},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().access.secret, v);
                    }},
                {{.name = "jwt-ttl",
                     .value = "1h",
                     .help = "how long a signed one lasts; who comes back after it has a new one",
                     .kind = Kind::Duration,
                     .defaultValue = durationText(LoadAccess().lasts)},
                    [](Draft& d, const QString& v) {
                        return setDuration(d.scenario().access.lasts, v);
                    }},
                {{.name = "jwt-issuer", .value = "TEXT", .help = "iss of signed ones"},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().access.issuer, v);
                    }},
                {{.name = "jwt-audience", .value = "TEXT", .help = "aud of signed ones"},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().access.audience, v);
                    }},
                {{.name = "jwt-user-claim",
                     .value = "sub",
                     .help = "which claim names the user in signed ones",
                     .defaultValue = LoadAccess().userClaim},
                    [](Draft& d, const QString& v) {
                        return setPlain(d.scenario().access.userClaim, v);
                    }},
                {{.name = "token-as",
                     .value = "bearer|cookie|url",
                     .help = "sent as Authorization: Bearer, as the cookie fanlight_token, or as "
                             "?token= (--jwt-in-url of the hub)",
                     .kind = Kind::Word,
                     .defaultValue = QString::fromLatin1(tokenAsName(LoadAccess().as))},
                    [](Draft& d, const QString& v) {
                        return parseTokenAs(v, d.scenario().access.as)
                            ? QString()
                            : u"is one of bearer, cookie, url"_s;
                    }},
                {{.name = "tickets",
                     .help = "open each stream by a ticket, which the client's token, or else "
                             "--publish-token, asks the hub for"},
                    [](Draft& d, const QString&) { return setOn(d.scenario().access.tickets); }},
            }},
        {"Publishing",
            {
                {{.name = "publish-rate",
                     .value = "N",
                     .help = "messages a second; by default none",
                     .kind = Kind::Number,
                     .range = wholeRange(0, qint64(LoadScenario::MostRate))},
                    [](Draft& d, const QString& v) { return setRate(d.publishing().rate, v); }},
                {{.name = "publish-to",
                     .value = "each|random|skewed|one|user=N|all",
                     .help = "which users get them; by default random ones",
                     .kind = Kind::Word,
                     .defaultValue = QString::fromLatin1(publishToName(LoadPublishing().to))},
                    [](Draft& d, const QString& v) { return setPublishTo(d.publishing(), v); }},
                {{.name = "publish-via",
                     .value = "redis://host:port",
                     .help = "PUBLISH in Redis instead of HTTP",
                     .kind = Kind::Url},
                    [](Draft& d, const QString& v) { return setPlain(d.publishing().redis, v); }},
                {{.name = "publish-channel",
                     .value = "NAME",
                     .help = "in Redis; by default notifications:{i}"},
                    [](Draft& d, const QString& v) { return setPlain(d.publishing().channel, v); }},
                {{.name = "publish-url",
                     .value = "URL",
                     .help = "where to post; by default /api/publish of the target",
                     .kind = Kind::Url},
                    [](Draft& d, const QString& v) { return setPlain(d.publishing().url, v); }},
                {{.name = "publish-body",
                     .value = "TEMPLATE",
                     .help = "with {payload}, {payloadString} or {payloadUrl}, and {i}; by default "
                             "what a Fanlight hub takes"},
                    [](Draft& d, const QString& v) { return setPlain(d.publishing().body, v); }},
                {{.name = "publish-header",
                     .value = "'Name: value'",
                     .help = "repeatable",
                     .repeat = Repeat::Each},
                    [](Draft& d, const QString& v) {
                        d.publishing().headers.append(v);
                        return QString();
                    }},
                {{.name = "publish-token",
                     .value = "TOKEN|@FILE",
                     .help = "a header of its own: Authorization: Bearer TOKEN",
                     .repeat = Repeat::Each},
                    [](Draft& d, const QString& v) { return addToken(d.publishing(), v); }},
                {{.name = "publish-from",
                     .value = "10s",
                     .help = "after the begin of the test",
                     .kind = Kind::Duration},
                    [](Draft& d, const QString& v) { return setDuration(d.publishing().from, v); }},
                {{.name = "publish-for",
                     .value = "30s",
                     .help = "how long; by default to the end",
                     .kind = Kind::Duration},
                    [](Draft& d, const QString& v) {
                        return setDuration(d.publishing().lasts, v);
                    }},
                {{.name = "publish-count",
                     .value = "N",
                     .help = "at most so many",
                     .kind = Kind::Whole,
                     .range = wholeRange(0, MostPublishes)},
                    [](Draft& d, const QString& v) {
                        return setWhole(d.publishing().count, v, 0, MostPublishes);
                    }},
                {{.name = "publish-connections",
                     .value = "1",
                     .help = "by HTTP; the users are spread over them",
                     .kind = Kind::Whole,
                     .range = wholeRange(1, LoadPublishing::MostConnections),
                     .defaultValue = QString::number(LoadPublishing().connections)},
                    [](Draft& d, const QString& v) {
                        return setWhole(
                            d.publishing().connections, v, 1, LoadPublishing::MostConnections);
                    }},
                {{.name = "payload-size",
                     .value = "200|200..2KiB",
                     .help = "bytes of a message; between two, each size equally often",
                     .kind = Kind::Size,
                     .range = wholeRange(LoadScenario::LeastPayload, LoadScenario::MostPayload),
                     .defaultValue = QString::number(LoadPublishing().leastBytes)},
                    [](Draft& d, const QString& v) { return setPayloadSize(d.publishing(), v); }},
            }},
        {"Poor connections",
            {
                {{.name = "slow-readers",
                     .value = "1%",
                     .help = "of the clients read only …",
                     .kind = Kind::Share,
                     .range = u"0% to 100%"_s},
                    [](Draft& d, const QString& v) { return setShare(d.scenario().slowShare, v); }},
                {{.name = "slow-rate",
                     .value = "1KiB",
                     .help = "… so many bytes a second",
                     .kind = Kind::Size,
                     .defaultValue = byteSizeText(LoadScenario().slowBytesPerSecond)},
                    [](Draft& d, const QString& v) { return setSlowRate(d.scenario(), v); }},
                {{.name = "drop",
                     .value = "5%[/30s]",
                     .help = "of the clients lose their connection, so often, and come back with "
                             "Last-Event-ID …",
                     .kind = Kind::Share,
                     .range = u"0% to 100%"_s},
                    [](Draft& d, const QString& v) { return setDrop(d.scenario(), v); }},
                {{.name = "drop-away",
                     .value = "2s",
                     .help = "… after this; by default after what the stream says",
                     .kind = Kind::Duration},
                    [](Draft& d, const QString& v) {
                        return setDuration(d.scenario().dropAway, v);
                    }},
            }},
        {"Expectations",
            {
                {{.name = "late-after",
                     .value = "1s",
                     .help = "an event that takes longer is late",
                     .kind = Kind::Duration,
                     .defaultValue = durationText(LoadScenario().lateAfter)},
                    [](Draft& d, const QString& v) {
                        return setDuration(d.scenario().lateAfter, v);
                    }},
                {{.name = "timeout",
                     .value = "10s",
                     .help = "until an answer begins",
                     .kind = Kind::Duration,
                     .defaultValue = durationText(LoadScenario().timeout)},
                    [](Draft& d, const QString& v) {
                        return setDuration(d.scenario().timeout, v);
                    }},
                {{.name = "expect",
                     .value = "'p99<50ms'",
                     .help = "exit with 1 unless it holds: a figure, one of < <= = != >= >, a "
                             "bound; repeatable",
                     .repeat = Repeat::Each},
                    [](Draft& d, const QString& v) { return addExpectation(d.scenario(), v); }},
            }},
        {"Scenario and reports",
            {
                {{.name = "name", .value = "TEXT", .help = "of the run, in its reports"},
                    [](Draft& d, const QString& v) { return setPlain(d.scenario().name, v); }},
                // these two are read first, since the others change what the file says
                {{.name = "scenario",
                     .value = "FILE.yml",
                     .help = "in Artillery's form; other options change what it says",
                     .kind = Kind::File},
                    nullptr},
                {{.name = "environment",
                     .value = "NAME",
                     .help = "of config.environments in that file"},
                    nullptr},
                {{.name = "json",
                     .value = "FILE",
                     .help = "write the report there; - is stdout",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) { return setPlain(d.arguments.json, v); }},
                {{.name = "csv",
                     .value = "FILE",
                     .help = "write a row of figures for each interval there",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) { return setPlain(d.arguments.csv, v); }},
                {{.name = "html",
                     .value = "FILE",
                     .help = "write a page with charts there",
                     .kind = Kind::File},
                    [](Draft& d, const QString& v) { return setPlain(d.arguments.html, v); }},
                {{.name = "quiet",
                     .help = "say nothing while it runs, and no report but what was not met"},
                    [](Draft& d, const QString&) { return setOn(d.arguments.quiet); }},
                {{.name = "print-scenario",
                     .help = "print the scenario in Artillery's form and exit"},
                    [](Draft& d, const QString&) { return setOn(d.arguments.printScenario); }},
            }},
        {"Help",
            {
                {manualOption("[page|completion]"),
                    nullptr}, // which the program has answered before
                {helpOption(), [](Draft& d, const QString&) { return setOn(d.arguments.help); }},
                {versionOption(),
                    [](Draft& d, const QString&) { return setOn(d.arguments.version); }},
            }},
    };
}

const OptionTable<Draft>& table()
{
    static const OptionTable<Draft> Table(loadOptionGroups(), [](OptionSpec& spec) {
        if (spec.takesValue() && spec.repeat == Repeat::Once)
            spec.repeat = Repeat::Last;
    });
    return Table;
}

QString readFile(const QString& path, Draft& draft)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"--scenario: cannot read %1: %2"_s.arg(path, file.errorString());
    ScenarioReading reading = readScenario(
        file.read(MostScenarioBytes + 1), QFileInfo(path).path(), draft.arguments.environment);
    if (!reading.error.isEmpty())
        return reading.error.startsWith("--"_L1)
            ? reading.error
            : QString(u"--scenario: %1: %2"_s.arg(path, reading.error));
    draft.hasFile = true;
    draft.arguments.hasTarget = reading.hasTarget;
    draft.scenario() = std::move(reading.scenario);
    draft.arguments.notes = reading.ignored;
    return {};
}

void takeStreamOf(QString& target, LoadStep& stream);

// --clients, --ramp and --duration make phases of their own; they do not go with others.
QString arrange(Draft& draft)
{
    LoadScenario& scenario = draft.scenario();
    const bool isSimple = draft.clients || draft.ramp || draft.duration;
    if (draft.hasPhases && isSimple)
        return u"--phase: says who arrives when; leave out --clients, --ramp and --duration"_s;
    if (draft.hasFile && scenario.phases.empty() && !isSimple)
        return u"--scenario: says nothing of who arrives when: it needs config.phases, or --clients, or --phase"_s;
    if (isSimple || scenario.phases.empty())
        scenario.phases = simpleScenario({}, {}, draft.clients.value_or(DefaultClients),
            draft.ramp.value_or(DefaultRamp), draft.duration.value_or(DefaultDuration))
                              .phases;
    const bool hasFlow = scenario.flows.size() > 1
        || (scenario.flows.size() == 1 && scenario.flows.front().steps.size() > 1);
    if ((draft.path || draft.hold) && hasFlow)
        return u"--path, --hold: the scenario has more than one step; write it there"_s;
    LoadStep* stream = hasFlow ? nullptr : &streamOf(scenario);
    if (draft.path)
        stream->path = *draft.path;
    if (draft.hold)
        stream->hold = *draft.hold;
    if (stream && !draft.path && stream->path == FanlightStreamPath)
        takeStreamOf(scenario.target, *stream);
    return {};
}

// A target that is the stream itself, as it stands in a browser's address line.
void takeStreamOf(QString& target, LoadStep& stream)
{
    static const QString End = FanlightStreamPath.section(u'?', 0, 0);
    const QString path = target.section(u'?', 0, 0);
    if (!path.endsWith(End))
        return;
    if (target.size() > path.size())
        stream.path = End + target.sliced(path.size());
    target = path.chopped(End.size());
}

// The option that a wrong field was given by, where it was.
QString optionFor(const QString& error, const GivenOptions& given)
{
    static const std::vector<std::pair<QLatin1StringView, QLatin1StringView>> Fields{
        {"target"_L1, "target"_L1}, {"flow[0].url"_L1, "path"_L1}, {"flow[0]"_L1, "hold"_L1},
        {"headers"_L1, "header"_L1}, {"publish headers"_L1, "publish-header"_L1},
        {"publish url"_L1, "publish-url"_L1}, {"publish via"_L1, "publish-via"_L1},
        {"publish body"_L1, "publish-body"_L1}, {"publish to"_L1, "publish-to"_L1},
        {"publish rate"_L1, "publish-rate"_L1},
        {"publish connections"_L1, "publish-connections"_L1}, {"token file"_L1, "token-file"_L1},
        {"jwt ttl"_L1, "jwt-ttl"_L1}, {"jwt user claim"_L1, "jwt-user-claim"_L1},
        {"token as"_L1, "token-as"_L1}, {"ca file"_L1, "ca-file"_L1},
        {"publish from, for"_L1, "publish-for"_L1}, {"payload size"_L1, "payload-size"_L1},
        {"slow readers"_L1, "slow-readers"_L1}, {"drop"_L1, "drop"_L1}, {"users"_L1, "users"_L1},
        {"clients' file"_L1, "clients-file"_L1}, {"clients"_L1, "clients"_L1},
        {"phases"_L1, "phase"_L1}, {"phases[0]"_L1, "clients"_L1}, {"phases"_L1, "clients"_L1},
        {"phases"_L1, "duration"_L1}, {"think, late after, timeout"_L1, "timeout"_L1}};
    for (const auto& [field, option] : Fields) {
        if (given.contains(option) && error.startsWith(field)
            && (error.sliced(field.size()).startsWith(u':')
                || error.sliced(field.size()).startsWith(u'[')
                || error.sliced(field.size()).startsWith(u'.')))
            return u"--"_s + option + error.sliced(error.indexOf(u": "_s));
    }
    return error;
}

QString finish(const GivenOptions& given, Draft& draft)
{
    // first, since the others change what it says
    const GivenOption* const file = given.find("scenario"_L1);
    const GivenOption* const environment = given.find("environment"_L1);
    if (environment)
        draft.arguments.environment = environment->value;
    if (environment && !file)
        return u"--environment: is one of a file; give it by --scenario"_s;
    if (file) {
        if (QString error = readFile(file->value, draft); !error.isEmpty())
            return error;
    }
    if (QString error = table().fillInOrder(draft, given); !error.isEmpty())
        return error;
    if (draft.arguments.help || draft.arguments.version)
        return {};
    if (QString error = arrange(draft); !error.isEmpty())
        return error;
    QString error = draft.scenario().check();
    error = optionFor(error, given);
    return draft.hasFile && !error.startsWith("--"_L1) && !error.isEmpty()
        ? QString(u"--scenario: "_s + error)
        : error;
}

} // namespace

LoadStep& streamOf(LoadScenario& scenario)
{
    if (scenario.flows.empty())
        scenario.flows.emplace_back();
    std::vector<LoadStep>& steps = scenario.flows.front().steps;
    if (steps.empty())
        steps.emplace_back().path = FanlightStreamPath;
    return steps.front();
}

LoadArguments parseLoadArguments(const QStringList& arguments)
{
    Draft draft;
    const GivenOptions given = readCommandLine(arguments, table().specs());
    const QString error = given.error.isEmpty() ? finish(given, draft) : given.error;
    draft.arguments.error = withoutSecrets(error);
    return std::move(draft.arguments);
}

const std::vector<OptionSpec>& loadOptionSpecs()
{
    return table().specs();
}

} // namespace fanlight
