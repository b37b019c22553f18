// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/command_line.h"

#include "load/expectation.h"
#include "load/load_plan.h"
#include "load/scenario_yaml.h"
#include "load/secrets.h"
#include "metrics/nearest_name.h"
#include "metrics/units.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <optional>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {
// What the options leave unsaid.
constexpr std::int64_t DefaultClients = 1000;
constexpr milliseconds DefaultRamp{5000};
constexpr milliseconds DefaultDuration{30'000};

QString quoted(const QString& text)
{
    return u'“' + text + u'”';
}

// Reading values: empty when it was taken, else what is wrong and what is accepted.

QString setDuration(milliseconds& to, const QString& text)
{
    const auto duration = parseDuration(text);
    if (!duration)
        return quoted(text) + u" is not a duration; use 500ms, 30s, 10m, 1h"_s;
    to = *duration;
    return {};
}

QString setWhole(std::int64_t& to, const QString& text, std::int64_t least, std::int64_t most)
{
    const auto number = parseWholeNumber(text);
    if (!number || *number < least || *number > most)
        return u"%1 is not a whole number from %2 to %3"_s.arg(quoted(text)).arg(least).arg(most);
    to = *number;
    return {};
}

std::optional<double> numberOf(const QString& text)
{
    static const QRegularExpression Number(u"^\\d{1,15}(\\.\\d{1,15})?$"_s);
    return Number.match(text).hasMatch() ? std::optional(text.toDouble()) : std::nullopt;
}

QString setRate(double& to, const QString& text)
{
    const auto number = numberOf(text);
    if (!number || *number > LoadScenario::MostRate)
        return u"%1 is not a number from 0 to %2"_s.arg(quoted(text))
            .arg(qint64(LoadScenario::MostRate));
    to = *number;
    return {};
}

QString setShare(double& to, const QString& text)
{
    const auto share = parseShare(text);
    const bool hasUnit = text.contains(u'%') || share == 0.0;
    if (const auto meant = parseShare(QString(text + u'%')); !hasUnit && meant && *meant <= 1)
        return u"%1 could be a part or percent; write %2"_s.arg(quoted(text), shareText(*meant));
    if (!share || *share > 1)
        return quoted(text) + u" is not a share; use 0% to 100%"_s;
    to = *share;
    return {};
}

QString setPayloadSize(LoadPublishing& publishing, const QString& text)
{
    const QStringList ends = text.split(u".."_s);
    const auto least = parseByteSize(ends.first());
    const auto most = parseByteSize(ends.last());
    const auto fits = [](std::optional<qint64> bytes) {
        return bytes && *bytes >= LoadScenario::LeastPayload && *bytes <= LoadScenario::MostPayload;
    };
    if (ends.size() > 2 || !fits(least) || !fits(most) || *least > *most)
        return u"%1 is not a size from %2 to %3 bytes; use 200 or 200..2KiB"_s.arg(quoted(text))
            .arg(LoadScenario::LeastPayload)
            .arg(LoadScenario::MostPayload);
    publishing.leastBytes = static_cast<int>(*least);
    publishing.mostBytes = static_cast<int>(*most);
    return {};
}

QString setPublishTo(LoadPublishing& publishing, const QString& text)
{
    if (parsePublishTo(text, publishing.to))
        return {};
    std::int64_t user = 0;
    if (!text.startsWith("user="_L1)
        || !setWhole(user, text.sliced(5), 1, LoadScenario::MostClients).isEmpty())
        return quoted(text) + u" is none of each, random, skewed, one, user=N, all"_s;
    publishing.to = PublishTo::One;
    publishing.one = user;
    return {};
}

// "5%/30s": the share, how often.
QString setDrop(LoadScenario& scenario, const QString& text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (const QString error = setShare(scenario.dropShare, text.left(slash));
        !error.isEmpty() || slash < 0)
        return error;
    return setDuration(scenario.dropEvery, text.mid(slash + 1));
}

// "10..200" or "200".
QString setPhaseRate(LoadPhase& phase, const QString& text)
{
    const QStringList ends = text.split(u".."_s);
    if (ends.size() > 2)
        return quoted(text) + u" is no rate; use 200 or 10..200"_s;
    if (const QString error = setRate(phase.arrivalRate, ends.first());
        !error.isEmpty() || ends.size() == 1)
        return error;
    return setRate(phase.rampTo, ends.last());
}

QString setPhasePart(LoadPhase& phase, const QString& key, const QString& value)
{
    if (key == "rate"_L1)
        return setPhaseRate(phase, value);
    if (key == "count"_L1)
        return setWhole(phase.arrivalCount, value, 0, LoadScenario::MostClients);
    if (key == "max"_L1)
        return setWhole(phase.maxClients, value, 0, LoadScenario::MostClients);
    return quoted(key) + u" is none of rate, count, max, name"_s;
}

// "10s,rate=10..200,max=1050,name=warm up"; a name is the rest, commas and all.
QString addPhase(LoadScenario& scenario, const QString& text)
{
    LoadPhase phase;
    QString rest = text;
    if (const qsizetype name = text.indexOf(",name="_L1); name >= 0) {
        phase.name = text.sliced(name + 6);
        rest = text.first(name);
    }
    const QStringList parts = rest.split(u',');
    if (const QString error = setDuration(phase.duration, parts.first()); !error.isEmpty())
        return error;
    for (const QString& part : parts.sliced(1)) {
        if (const QString error
            = setPhasePart(phase, part.section(u'=', 0, 0), part.section(u'=', 1));
            !error.isEmpty())
            return error;
    }
    scenario.phases.push_back(phase);
    return {};
}

QString addExpectation(LoadScenario& scenario, const QString& text)
{
    QString error;
    if (const auto expectation = Expectation::parse(text, error))
        scenario.expectations.push_back(expectation->text());
    return error;
}

QString setPlain(QString& to, const QString& text)
{
    to = text;
    return {};
}

// The single stream of a command line.
LoadStep& streamOf(LoadScenario& scenario)
{
    if (scenario.flows.empty())
        scenario.flows.emplace_back();
    std::vector<LoadStep>& steps = scenario.flows.front().steps;
    if (steps.empty())
        steps.emplace_back().path = FanlightStreamPath;
    return steps.front();
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

struct Option {
    const char* name;
    const char* value; // what stands for it in help; none: a switch
    const char* help;
    QString (*take)(Draft& draft, const QString& value);
};

template <class Duration>
QString setOptionalDuration(std::optional<Duration>& to, const QString& text)
{
    return setDuration(to.emplace(), text);
}

const std::vector<Option>& options()
{
    static const std::vector<Option> Options{
        {"target", "URL",
            "the hub, or another server of streams: http://[user:password@]host:port[/base/path]; "
            "must be said here or in the scenario",
            [](Draft& d, const QString& v) {
                d.arguments.hasTarget = true;
                return setPlain(d.scenario().target, v);
            }},
        {"path", "TEMPLATE",
            "of the stream; {i} is the number of the client's user, {{ name }} a column of "
            "--clients-file; by default that of a Fanlight hub",
            [](Draft& d, const QString& v) { return setPlain(d.path.emplace(), v); }},
        {"clients", "N", "that arrive during the ramp; by default 1000",
            [](Draft& d, const QString& v) {
                return setWhole(d.clients.emplace(), v, 1, LoadScenario::MostClients);
            }},
        {"ramp", "5s", "how long they take to arrive",
            [](Draft& d, const QString& v) { return setOptionalDuration(d.ramp, v); }},
        {"duration", "30s", "how long the test goes on after the ramp",
            [](Draft& d, const QString& v) { return setOptionalDuration(d.duration, v); }},
        {"phase", "10s,rate=10..200,max=1050,name=warm up",
            "instead: arrivals in phases, one after another; count=N lets so many arrive, without "
            "rate it is a pause",
            [](Draft& d, const QString& v) {
                if (!std::exchange(d.hasPhases, true))
                    d.scenario().phases.clear();
                return addPhase(d.scenario(), v);
            }},
        {"users", "N", "the clients are users 1 to N; by default each its own",
            [](Draft& d, const QString& v) {
                return setWhole(d.scenario().users, v, 0, LoadScenario::MostClients);
            }},
        {"hold", "30s", "how long a client reads its stream; by default to the end",
            [](Draft& d, const QString& v) { return setOptionalDuration(d.hold, v); }},
        {"think", "5s", "after which a client that is done begins again; by default it is gone",
            [](Draft& d, const QString& v) { return setDuration(d.scenario().think, v); }},
        {"header", "'Name: value'", "of every request of the clients; repeatable",
            [](Draft& d, const QString& v) {
                d.scenario().headers.append(v);
                return QString();
            }},
        {"clients-file", "FILE.csv", "a row for each client, the first one names the columns",
            [](Draft& d, const QString& v) { return setPlain(d.scenario().clientsFile, v); }},
        {"publish-rate", "N", "messages a second; by default none",
            [](Draft& d, const QString& v) { return setRate(d.publishing().rate, v); }},
        {"publish-to", "each|random|skewed|one|user=N|all",
            "which users get them; by default random ones",
            [](Draft& d, const QString& v) { return setPublishTo(d.publishing(), v); }},
        {"publish-via", "redis://host:port", "PUBLISH in Redis instead of HTTP",
            [](Draft& d, const QString& v) { return setPlain(d.publishing().redis, v); }},
        {"publish-channel", "NAME", "in Redis; by default notifications:{i}",
            [](Draft& d, const QString& v) { return setPlain(d.publishing().channel, v); }},
        {"publish-url", "URL", "where to post; by default /api/publish of the target",
            [](Draft& d, const QString& v) { return setPlain(d.publishing().url, v); }},
        {"publish-body", "TEMPLATE",
            "with {payload}, {payloadString} or {payloadUrl}, and {i}; by default what a Fanlight "
            "hub takes",
            [](Draft& d, const QString& v) { return setPlain(d.publishing().body, v); }},
        {"publish-header", "'Name: value'", "repeatable",
            [](Draft& d, const QString& v) {
                d.publishing().headers.append(v);
                return QString();
            }},
        {"publish-token", "TOKEN", "a header of its own: Authorization: Bearer TOKEN",
            [](Draft& d, const QString& v) {
                d.publishing().headers.append(u"Authorization: Bearer "_s + v);
                return QString();
            }},
        {"publish-from", "10s", "after the begin of the test",
            [](Draft& d, const QString& v) { return setDuration(d.publishing().from, v); }},
        {"publish-for", "30s", "how long; by default to the end",
            [](Draft& d, const QString& v) { return setDuration(d.publishing().lasts, v); }},
        {"publish-count", "N", "at most so many",
            [](Draft& d, const QString& v) {
                return setWhole(d.publishing().count, v, 0, 1'000'000'000'000);
            }},
        {"publish-connections", "1", "by HTTP; the users are spread over them",
            [](Draft& d, const QString& v) {
                return setWhole(d.publishing().connections, v, 1, LoadPublishing::MostConnections);
            }},
        {"payload-size", "200|200..2KiB",
            "bytes of a message; between two, each size equally often",
            [](Draft& d, const QString& v) { return setPayloadSize(d.publishing(), v); }},
        {"slow-readers", "1%", "of the clients read only …",
            [](Draft& d, const QString& v) { return setShare(d.scenario().slowShare, v); }},
        {"slow-rate", "1KiB", "… so many bytes a second",
            [](Draft& d, const QString& v) -> QString {
                const auto bytes = parseByteSize(v);
                if (!bytes || *bytes < 1)
                    return quoted(v) + u" is not a size; use 1KiB"_s;
                d.scenario().slowBytesPerSecond = *bytes;
                return {};
            }},
        {"drop", "5%[/30s]",
            "of the clients lose their connection, so often, and come back with Last-Event-ID …",
            [](Draft& d, const QString& v) { return setDrop(d.scenario(), v); }},
        {"drop-away", "2s", "… after this; by default after what the stream says",
            [](Draft& d, const QString& v) { return setDuration(d.scenario().dropAway, v); }},
        {"late-after", "1s", "an event that takes longer is late",
            [](Draft& d, const QString& v) { return setDuration(d.scenario().lateAfter, v); }},
        {"timeout", "10s", "until an answer begins",
            [](Draft& d, const QString& v) { return setDuration(d.scenario().timeout, v); }},
        {"expect", "'p99<50ms'",
            "exit with 1 unless it holds: a figure, one of < <= = != >= >, a bound; repeatable",
            [](Draft& d, const QString& v) { return addExpectation(d.scenario(), v); }},
        {"name", "TEXT", "of the run, in its reports",
            [](Draft& d, const QString& v) { return setPlain(d.scenario().name, v); }},
        {"scenario", "FILE.yml", "in Artillery's form; other options change what it says",
            [](Draft&, const QString&) { return QString(); }},
        {"environment", "NAME", "of config.environments in that file",
            [](Draft& d, const QString& v) { return setPlain(d.arguments.environment, v); }},
        {"json", "FILE", "write the report there; - is stdout",
            [](Draft& d, const QString& v) { return setPlain(d.arguments.json, v); }},
        {"csv", "FILE", "write a row of figures for each interval there",
            [](Draft& d, const QString& v) { return setPlain(d.arguments.csv, v); }},
        {"html", "FILE", "write a page with charts there",
            [](Draft& d, const QString& v) { return setPlain(d.arguments.html, v); }},
        {"quiet", nullptr, "say nothing while it runs, and no report but what was not met",
            [](Draft& d, const QString&) {
                d.arguments.quiet = true;
                return QString();
            }},
        {"print-scenario", nullptr, "print the scenario in Artillery's form and exit",
            [](Draft& d, const QString&) {
                d.arguments.printScenario = true;
                return QString();
            }},
        {"help", nullptr, "print this and exit",
            [](Draft& d, const QString&) {
                d.arguments.help = true;
                return QString();
            }},
        {"version", nullptr, "print the version and exit",
            [](Draft& d, const QString&) {
                d.arguments.version = true;
                return QString();
            }},
    };
    return Options;
}

const Option* optionOf(const QString& name)
{
    const auto found = std::find_if(options().begin(), options().end(),
        [&](const Option& option) { return name == QLatin1StringView(option.name); });
    return found == options().end() ? nullptr : &*found;
}

struct Given {
    const Option* option;
    QString value;
};

QString unknownOption(const QString& name)
{
    QStringList names;
    for (const Option& option : options())
        names.append(QString::fromLatin1(option.name));
    const QString nearest = nearestName(name, names);
    return u"--"_s + name + u": there is no such option; "_s
        + (nearest.isEmpty() ? u"--help lists all"_s
                             : QString(u"did you mean --"_s + nearest + u'?'));
}

// Takes the arguments apart; empty, or what is wrong.
QString split(const QStringList& arguments, std::vector<Given>& given)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString argument = arguments[i] == "-h"_L1 ? u"--help"_s : arguments[i];
        if (!argument.startsWith("--"_L1) || argument.size() == 2)
            return quoted(argument) + u" is not an option; --help lists all"_s;
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
        const Option* option = optionOf(name);
        if (!option)
            return unknownOption(name);
        if (!option->value && equals >= 0)
            return u"--"_s + name + u": takes no value"_s;
        if (!option->value)
            given.push_back({option, {}});
        else if (equals >= 0)
            given.push_back({option, argument.mid(equals + 1)});
        else if (i + 1 < arguments.size() && !arguments[i + 1].startsWith("--"_L1))
            given.push_back({option, arguments[++i]});
        else
            return u"--"_s + name + u": needs a value, "_s + QString::fromUtf8(option->value);
    }
    return {};
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
QString optionFor(const QString& error, const std::vector<Given>& given)
{
    static const std::vector<std::pair<QLatin1StringView, QLatin1StringView>> Fields{
        {"target"_L1, "target"_L1}, {"flow[0].url"_L1, "path"_L1}, {"flow[0]"_L1, "hold"_L1},
        {"headers"_L1, "header"_L1}, {"publish headers"_L1, "publish-header"_L1},
        {"publish url"_L1, "publish-url"_L1}, {"publish via"_L1, "publish-via"_L1},
        {"publish body"_L1, "publish-body"_L1}, {"publish to"_L1, "publish-to"_L1},
        {"publish rate"_L1, "publish-rate"_L1},
        {"publish connections"_L1, "publish-connections"_L1},
        {"publish from, for"_L1, "publish-for"_L1}, {"payload size"_L1, "payload-size"_L1},
        {"slow readers"_L1, "slow-readers"_L1}, {"drop"_L1, "drop"_L1}, {"users"_L1, "users"_L1},
        {"clients' file"_L1, "clients-file"_L1}, {"clients"_L1, "clients"_L1},
        {"phases"_L1, "phase"_L1}, {"phases[0]"_L1, "clients"_L1}, {"phases"_L1, "clients"_L1},
        {"phases"_L1, "duration"_L1}, {"think, late after, timeout"_L1, "timeout"_L1}};
    for (const auto& [field, option] : Fields) {
        const bool wasGiven
            = std::any_of(given.begin(), given.end(), [option = option](const Given& one) {
                  return option == QLatin1StringView(one.option->name);
              });
        if (wasGiven && error.startsWith(field)
            && (error.sliced(field.size()).startsWith(u':')
                || error.sliced(field.size()).startsWith(u'[')
                || error.sliced(field.size()).startsWith(u'.')))
            return u"--"_s + option + error.sliced(error.indexOf(u": "_s));
    }
    return error;
}

QString finish(const std::vector<Given>& given, Draft& draft)
{
    // first, since the others change what it says
    const auto file = std::find_if(given.rbegin(), given.rend(),
        [](const Given& one) { return QLatin1StringView(one.option->name) == "scenario"_L1; });
    const auto environment = std::find_if(given.rbegin(), given.rend(),
        [](const Given& one) { return QLatin1StringView(one.option->name) == "environment"_L1; });
    if (environment != given.rend())
        draft.arguments.environment = environment->value;
    if (environment != given.rend() && file == given.rend())
        return u"--environment: is one of a file; give it by --scenario"_s;
    if (file != given.rend()) {
        if (const QString error = readFile(file->value, draft); !error.isEmpty())
            return error;
    }
    for (const Given& one : given) {
        if (const QString error = one.option->take(draft, one.value); !error.isEmpty())
            return u"--"_s + QLatin1StringView(one.option->name) + u": "_s + error;
    }
    if (draft.arguments.help || draft.arguments.version)
        return {};
    if (const QString error = arrange(draft); !error.isEmpty())
        return error;
    QString error = draft.scenario().check();
    error = optionFor(error, given);
    return draft.hasFile && !error.startsWith("--"_L1) && !error.isEmpty()
        ? QString(u"--scenario: "_s + error)
        : error;
}

// Writing them back

// As a POSIX shell reads it.
QString shellQuoted(const QString& text)
{
    static const QRegularExpression Plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    return Plain.match(text).hasMatch() ? text
                                        : u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

QString numberText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}
QString timeText(milliseconds time)
{
    return time.count() == 0 ? u"0s"_s : durationText(time);
}

QString phaseText(const LoadPhase& phase)
{
    QString text = timeText(phase.duration);
    if (phase.arrivalRate > 0 || phase.rampTo >= 0)
        text += u",rate="_s + numberText(phase.arrivalRate)
            + (phase.rampTo >= 0 ? QString(u".."_s + numberText(phase.rampTo)) : QString());
    if (phase.arrivalCount >= 0)
        text += u",count="_s + QString::number(phase.arrivalCount);
    if (phase.maxClients > 0)
        text += u",max="_s + QString::number(phase.maxClients);
    return phase.name.isEmpty() ? text : QString(text + u",name="_s + phase.name);
}

// Collects arguments; those of the default value are left out.
class Arguments {
public:
    template <class Value, class Text>
    void add(const char* name, const Value& value, const Value& usual, Text text)
    {
        if (!(value == usual))
            add(name, text(value));
    }
    void add(const char* name, const QString& value)
    {
        // what looks like an option is one only when it stands alone
        m_list += value.startsWith("--"_L1)
            ? QStringList{u"--"_s + QLatin1StringView(name) + u'=' + value}
            : QStringList{u"--"_s + QLatin1StringView(name), value};
    }
    void add(const char* name, const QStringList& values)
    {
        for (const QString& value : values)
            add(name, value);
    }
    QStringList list() const { return m_list; }

private:
    QStringList m_list;
};

QString asIs(const QString& text)
{
    return text;
}
QString wholeText(std::int64_t number)
{
    return QString::number(number);
}

void addArrivals(Arguments& arguments, const LoadScenario& scenario)
{
    const auto& phases = scenario.phases;
    if (phases.size() == 2 && phases[0].arrivalCount > 0) {
        const LoadScenario simple = simpleScenario(
            {}, {}, phases[0].arrivalCount, phases[0].duration, phases[1].duration);
        if (simple.phases == phases) {
            arguments.add("clients", wholeText(phases[0].arrivalCount));
            arguments.add("ramp", timeText(phases[0].duration));
            arguments.add("duration", timeText(phases[1].duration));
            return;
        }
    }
    for (const LoadPhase& phase : phases)
        arguments.add("phase", phaseText(phase));
}

void addPublishing(Arguments& arguments, const LoadPublishing& publishing)
{
    const LoadPublishing usual;
    arguments.add("publish-rate", publishing.rate, usual.rate, numberText);
    if (publishing.to == PublishTo::One && publishing.one != usual.one)
        arguments.add("publish-to", u"user="_s + wholeText(publishing.one));
    else
        arguments.add("publish-to", publishing.to, usual.to,
            [](PublishTo to) { return QString::fromLatin1(publishToName(to)); });
    arguments.add("publish-via", publishing.redis, usual.redis, asIs);
    arguments.add("publish-channel", publishing.channel, usual.channel, asIs);
    arguments.add("publish-url", publishing.url, usual.url, asIs);
    arguments.add("publish-body", publishing.body, usual.body, asIs);
    arguments.add("publish-header", publishing.headers);
    arguments.add("publish-from", publishing.from, usual.from, timeText);
    arguments.add("publish-for", publishing.lasts, usual.lasts, timeText);
    arguments.add("publish-count", publishing.count, usual.count, wholeText);
    arguments.add("publish-connections", publishing.connections, usual.connections, wholeText);
    if (publishing.leastBytes != usual.leastBytes || publishing.mostBytes != usual.mostBytes) {
        const QString least = QString::number(publishing.leastBytes);
        arguments.add("payload-size",
            publishing.leastBytes == publishing.mostBytes
                ? least
                : QString(least + u".."_s + QString::number(publishing.mostBytes)));
    }
}

QStringList argumentsOf(const LoadScenario& scenario)
{
    const LoadScenario usual;
    Arguments arguments;
    arguments.add("target", scenario.target);
    if (!scenario.flows.empty() && !scenario.flows.front().steps.empty()) {
        const LoadStep& stream = scenario.flows.front().steps.front();
        arguments.add("path", stream.path, FanlightStreamPath, asIs);
        arguments.add("hold", stream.hold, milliseconds(0), timeText);
    }
    addArrivals(arguments, scenario);
    arguments.add("users", scenario.users, usual.users, wholeText);
    arguments.add("think", scenario.think, usual.think, timeText);
    arguments.add("header", scenario.headers);
    arguments.add("clients-file", scenario.clientsFile, usual.clientsFile, asIs);
    addPublishing(arguments, scenario.publishing);
    arguments.add("slow-readers", scenario.slowShare, usual.slowShare, shareText);
    arguments.add("slow-rate", scenario.slowBytesPerSecond, usual.slowBytesPerSecond, wholeText);
    if (scenario.dropShare > 0 || scenario.dropEvery != usual.dropEvery)
        arguments.add("drop", shareText(scenario.dropShare) + u'/' + timeText(scenario.dropEvery));
    arguments.add("drop-away", scenario.dropAway, usual.dropAway, timeText);
    arguments.add("late-after", scenario.lateAfter, usual.lateAfter, timeText);
    arguments.add("timeout", scenario.timeout, usual.timeout, timeText);
    for (const QString& expectation : scenario.expectations)
        arguments.add("expect", expectation);
    arguments.add("name", scenario.name, usual.name, asIs);
    return arguments.list();
}
} // namespace

LoadArguments parseLoadArguments(const QStringList& arguments)
{
    Draft draft;
    std::vector<Given> given;
    QString error = split(arguments, given);
    if (error.isEmpty())
        error = finish(given, draft);
    draft.arguments.error = withoutSecrets(error);
    return std::move(draft.arguments);
}

namespace {
// Whether the reports can be written, each in its own place.
QString checkReports(const LoadArguments& arguments)
{
    const std::array reports{std::pair("json"_L1, arguments.json),
        std::pair("csv"_L1, arguments.csv), std::pair("html"_L1, arguments.html)};
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const auto& [option, path] = reports[i];
        if (path.isEmpty())
            continue;
        for (std::size_t j = 0; j < i; ++j) {
            if (path == reports[j].second)
                return u"--%1: is to be written where --%2 is"_s.arg(option, reports[j].first);
        }
        if (path == "-"_L1)
            continue;
        QSaveFile file(path); // leaves nothing behind, and what is there as it is
        if (!file.open(QIODevice::WriteOnly))
            return u"--%1: cannot write %2: %3"_s.arg(option, path, file.errorString());
        file.cancelWriting();
    }
    return {};
}
} // namespace

QString whyNoTest(const LoadArguments& arguments)
{
    if (!arguments.hasTarget)
        return u"--target: say where to test: http://host:port"_s;
    const LoadPublishing& publishing = arguments.scenario.publishing;
    if (publishing.rate == 0 && !(publishing == LoadPublishing()))
        return u"--publish-rate: say how many messages a second; without it nothing would be published"_s;
    QString error;
    LoadPlan::make(arguments.scenario, error);
    if (error.isEmpty())
        error = descriptorProblem(arguments.scenario);
    if (error.startsWith("clients' file"_L1))
        error.replace(0, 13, u"--clients-file"_s);
    else if (error.startsWith("clients: "_L1))
        error.prepend(u"--"_s);
    return error.isEmpty() ? checkReports(arguments) : withoutSecrets(error);
}

QString loadHelp()
{
    constexpr int Column = 30;
    QString text
        = u"Usage: fanlight-load --target URL [options]\nLoad-tests a hub of Server-Sent Events: opens streams, publishes, checks every event.\n\n"_s;
    for (const Option& option : options()) {
        QString usage = u"  --"_s + QLatin1StringView(option.name);
        if (option.value)
            usage += u' ' + QString::fromUtf8(option.value);
        if (usage.size() >= Column)
            usage += u'\n' + QString(Column, u' ');
        text += usage.leftJustified(Column) + QString::fromUtf8(option.help) + u'\n';
    }
    text += u"\nFigures for --expect:\n"_s;
    for (const Expectation::Figure& figure : Expectation::figures())
        text += QString(u"  "_s + figure.name).leftJustified(Column) + figure.help + u'\n';
    return text + uR"(
Times are 500ms, 30s, 10m, 1h, a number alone is seconds (in --expect: milliseconds); shares 5%; sizes 200, 2KiB.
Before the test, and twice a second during it, the target is asked for /api/stats, as "Fanlight load tester": what a
Fanlight hub says of itself stands beside the tester's figures. Secrets are masked in whatever is printed or written.

Exit code: 0 when something was tested and all that was expected was met; 1 when an expectation, or an `expect` of the
scenario, was not met, or nothing was tested (no stream, no request, no publish succeeded); 2 for a wrong option or file;
130 when it was interrupted, whose report says "not finished".
)"_s;
}

QString loadCommand(const LoadScenario& scenario)
{
    const QStringList arguments = argumentsOf(scenario);
    LoadScenario said = scenario;
    if (said.flows.empty())
        streamOf(said); // what none means
    const LoadArguments back = parseLoadArguments(arguments);
    if (!back.error.isEmpty() || !(back.scenario == said))
        return {};
    QStringList words{u"fanlight-load"_s};
    for (const QString& argument : arguments)
        words.append(shellQuoted(argument));
    return words.join(u' ');
}

} // namespace fanlight
