// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_fields.h"

#include "format.h"
#include "load/access_field.h"
#include "load/expectation.h"
#include "load/load_text.h"
#include "metrics/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

struct ScenarioFieldsText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::ScenarioFields)
};

const QString HeaderSeparator = u" | "_s;
const QString ExpectationSeparator = u", "_s;
const QString ToTheEnd = u"to the end"_s;

using Read = std::function<bool(const QString&, LoadScenario&, QString&)>;

// A text as it is.
Read readText(const std::function<QString&(LoadScenario&)>& member)
{
    return [member](const QString& text, LoadScenario& scenario, QString&) {
        member(scenario) = text;
        return true;
    };
}

Read readDuration(milliseconds LoadScenario::*member, milliseconds whenEmpty)
{
    return [member, whenEmpty](const QString& text, LoadScenario& scenario, QString&) {
        const auto duration = text.isEmpty() ? std::optional(whenEmpty) : parseDuration(text);
        scenario.*member = duration.value_or(whenEmpty);
        return duration.has_value();
    };
}

Read readHeaders(const std::function<QStringList&(LoadScenario&)>& member)
{
    return [member](const QString& text, LoadScenario& scenario, QString&) {
        member(scenario) = text.split(HeaderSeparator, Qt::SkipEmptyParts);
        return true; // the scenario checks them
    };
}

bool readRate(const QString& text, LoadScenario& scenario, QString&)
{
    bool ok = true;
    scenario.publishing.rate = text.isEmpty() || text == OffWord ? 0 : text.toDouble(&ok);
    return ok;
}

bool readSize(const QString& text, LoadScenario& scenario, QString&)
{
    const auto sizes = load_text::parseSizes(text);
    if (sizes) {
        scenario.publishing.leastBytes = sizes->least;
        scenario.publishing.mostBytes = sizes->most;
    }
    return sizes.has_value();
}

bool readSlow(const QString& text, LoadScenario& scenario, QString&)
{
    const auto slowness = load_text::parseSlowness(text);
    if (slowness) {
        scenario.slowShare = slowness->share;
        scenario.slowBytesPerSecond = slowness->bytesPerSecond;
    }
    return slowness.has_value();
}

bool readDrop(const QString& text, LoadScenario& scenario, QString&)
{
    const auto drops = load_text::parseDrops(text);
    if (drops) {
        scenario.dropShare = drops->share;
        scenario.dropEvery = drops->every;
        scenario.dropAway = drops->away;
    }
    return drops.has_value();
}

bool readPath(const QString& text, LoadScenario& scenario, QString&)
{
    if (onlyStream(scenario))
        scenario.flows[0].steps[0].path = text.isEmpty() ? FanlightStreamPath : text;
    return true;
}

bool readHold(const QString& text, LoadScenario& scenario, QString&)
{
    const bool toTheEnd = text.isEmpty() || text == ToTheEnd;
    const auto hold = toTheEnd ? std::optional(milliseconds(0)) : parseDuration(text);
    if (onlyStream(scenario) && hold)
        scenario.flows[0].steps[0].hold = *hold;
    return hold.has_value();
}

bool readUsers(const QString& text, LoadScenario& scenario, QString&)
{
    const auto users = text.isEmpty() ? std::optional<qint64>(0) : parseWholeNumber(text);
    scenario.users = users.value_or(0);
    return users.has_value();
}

// An address of Redis, or of what takes a publish by HTTP.
bool readVia(const QString& text, LoadScenario& scenario, QString&)
{
    const bool isRedis = text.startsWith(u"redis"_s) && text.contains(u"://"_s);
    scenario.publishing.redis = isRedis ? text : QString();
    scenario.publishing.url = isRedis ? QString() : text;
    return true;
}

bool readExpectations(const QString& text, LoadScenario& scenario, QString& why)
{
    scenario.expectations.clear();
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        QString error;
        if (!Expectation::parse(part.trimmed(), error)) {
            why = error;
            return false;
        }
        scenario.expectations.push_back(part.trimmed());
    }
    return true;
}

QString rateText(const LoadScenario& scenario)
{
    const double rate = scenario.publishing.rate;
    return rate == 0 ? QString(OffWord)
                     : QString::number(rate, 'g', QLocale::FloatingPointShortest);
}

QString viaText(const LoadScenario& scenario)
{
    return scenario.publishing.redis.isEmpty() ? scenario.publishing.url
                                               : scenario.publishing.redis;
}

QString holdText(const LoadScenario& scenario)
{
    const LoadStep* stream = onlyStream(scenario);
    return stream && stream->hold.count() > 0 ? durationText(stream->hold) : QString();
}

QString offOr(milliseconds duration)
{
    return duration.count() > 0 ? durationText(duration) : QString();
}

std::vector<ScenarioField> clientFields()
{
    using S = const LoadScenario&;
    using F = ScenarioField;
    return {
        {F::Path, ScenarioFieldsText::tr("Path"), {}, FanlightStreamPath, true, false,
            {u"flow"_s, u"scenarios"_s},
            [](S s) { return onlyStream(s) ? onlyStream(s)->path : flowSummary(s); }, readPath},
        {F::Rate, ScenarioFieldsText::tr("Publish"),
            ScenarioFieldsText::tr("a number of messages a second, or off"), u"off"_s, false, false,
            {u"publish rate"_s, u"publish:"_s, u"publish from"_s}, rateText, readRate},
        {F::Size, ScenarioFieldsText::tr("Payload"),
            ScenarioFieldsText::tr("a size like 200, 1KiB or 200..400"), {}, false, false,
            {u"payload"_s}, [](S s) { return load_text::sizesText(s.publishing); }, readSize},
        {F::Slow, ScenarioFieldsText::tr("Slow readers"),
            ScenarioFieldsText::tr("a share from 0 to 100 %, like 5, 5 % or 5 % at 2KiB/s, or off"),
            u"off"_s, false, false, {u"slow"_s}, load_text::slownessText, readSlow},
        {F::Drop, ScenarioFieldsText::tr("Drop & reconnect"),
            ScenarioFieldsText::tr(
                "a share from 0 to 100 %, like 5, 5 % every 30s or 5 % every 30s for 2s, or off"),
            u"off"_s, false, false, {u"drop"_s}, load_text::dropsText, readDrop},
        {F::Hold, ScenarioFieldsText::tr("Hold"),
            ScenarioFieldsText::tr("a duration like 30s, or nothing"), ToTheEnd, false, true, {},
            holdText, readHold},
        {F::Think, ScenarioFieldsText::tr("Think, begin again"),
            ScenarioFieldsText::tr("a duration like 5s, or nothing"),
            ScenarioFieldsText::tr("no: it leaves after its flow"), false, true, {u"think"_s},
            [](S s) { return offOr(s.think); },
            readDuration(&LoadScenario::think, milliseconds(0))},
        {F::Users, ScenarioFieldsText::tr("Users"),
            ScenarioFieldsText::tr("a whole number, or nothing"),
            ScenarioFieldsText::tr("each client its own"), false, true, {u"users"_s},
            [](S s) { return s.users > 0 ? QString::number(s.users) : QString(); }, readUsers},
        {F::Headers, ScenarioFieldsText::tr("Headers"), {},
            ScenarioFieldsText::tr("Name: value | Name: {{ column }}"), true, true, {u"headers"_s},
            [](S s) { return s.headers.join(HeaderSeparator); },
            readHeaders([](LoadScenario& s) -> QStringList& { return s.headers; })},
        {F::ClientsFile, ScenarioFieldsText::tr("Clients’ file"), {},
            ScenarioFieldsText::tr("a CSV of what {{ column }} stands for"), false, true, {},
            [](S s) { return s.clientsFile; },
            readText([](LoadScenario& s) -> QString& { return s.clientsFile; })},
        {F::Tokens, ScenarioFieldsText::tr("Tokens"),
            ScenarioFieldsText::tr("a line like tokens.csv as cookie, or @secret for 5m"),
            ScenarioFieldsText::tr("tokens.csv, @secret for 5m, tickets"), false, true,
            {u"token file"_s, u"jwt ttl"_s, u"jwt user claim"_s, u"token as"_s},
            access_field::tokensText,
            [](const QString& text, LoadScenario& s, QString&) {
                return access_field::readTokens(text, s);
            }},
        {F::Trust, ScenarioFieldsText::tr("Trust (https)"), {},
            ScenarioFieldsText::tr("the system’s authorities"), false, true, {u"ca file"_s},
            access_field::trustText,
            [](const QString& text, LoadScenario& s, QString&) {
                return access_field::readTrust(text, s);
            }},
        {F::Shown, ScenarioFieldsText::tr("Certificate (https)"),
            ScenarioFieldsText::tr("a file in PEM, or two like client.pem key client.key"),
            ScenarioFieldsText::tr("client.pem key client.key"), false, true,
            {u"--cert"_s, u"--key"_s}, access_field::shownText,
            [](const QString& text, LoadScenario& s, QString&) {
                return access_field::readShown(text, s);
            }},
    };
}

std::vector<ScenarioField> otherFields()
{
    using S = const LoadScenario&;
    using F = ScenarioField;
    return {
        {F::Via, ScenarioFieldsText::tr("Publish via"), {},
            ScenarioFieldsText::tr("http://…, /path or redis://…"), true, true,
            {u"publish via"_s, u"publish url"_s}, viaText, readVia},
        {F::Body, ScenarioFieldsText::tr("Body"), {},
            ScenarioFieldsText::tr("JSON with {i} and {payload}"), true, true, {u"publish body"_s},
            [](S s) { return s.publishing.body; },
            readText([](LoadScenario& s) -> QString& { return s.publishing.body; })},
        {F::PublishHeaders, ScenarioFieldsText::tr("Publish headers"), {},
            ScenarioFieldsText::tr("Name: value | Name: value"), true, true, {u"publish headers"_s},
            [](S s) { return s.publishing.headers.join(HeaderSeparator); },
            readHeaders([](LoadScenario& s) -> QStringList& { return s.publishing.headers; })},
        {F::LateAfter, ScenarioFieldsText::tr("Late after"),
            ScenarioFieldsText::tr("a duration like 1s"), durationText(LoadScenario().lateAfter),
            false, true, {}, [](S s) { return durationText(s.lateAfter); },
            readDuration(&LoadScenario::lateAfter, LoadScenario().lateAfter)},
        {F::Timeout, ScenarioFieldsText::tr("Answer within"),
            ScenarioFieldsText::tr("a duration like 10s"), durationText(LoadScenario().timeout),
            false, true, {}, [](S s) { return durationText(s.timeout); },
            readDuration(&LoadScenario::timeout, LoadScenario().timeout)},
        {F::Expect, ScenarioFieldsText::tr("Expect"), {},
            ScenarioFieldsText::tr("p99<50ms, lost=0"), false, true, {},
            [](S s) {
                return QStringList(s.expectations.begin(), s.expectations.end())
                    .join(ExpectationSeparator);
            },
            readExpectations},
    };
}

std::vector<std::pair<ScenarioField::Id, QString>> tips()
{
    using F = ScenarioField;
    return {
        {F::Headers,
            ScenarioFieldsText::tr(
                "Sent with each stream; nothing: none. Name: value, with | between two. "
                "{{ column }} stands for a column of the clients’ file.")},
        {F::ClientsFile,
            ScenarioFieldsText::tr(
                "A CSV table with a row a client; nothing: none. {{ column }} in path and "
                "headers stands for its value.")},
        {F::Tokens,
            ScenarioFieldsText::tr(
                "Who the clients are; nothing: nobody in particular. A CSV table with the columns "
                "user and token, or @ and a file with the secret to sign tokens with; behind it "
                "for 5m, as cookie, as url, or tickets.")},
        {F::Trust,
            ScenarioFieldsText::tr(
                "A file with further authorities in PEM, or anyone: certificates are not looked "
                "at. Nothing: the authorities of the system.")},
        {F::Shown,
            ScenarioFieldsText::tr(
                "What the clients show where the target asks them for a certificate; nothing: "
                "none. A file in PEM that has its key, too, or the word key and the key's file "
                "behind it; a key with a passphrase is not taken.")},
        {F::Via,
            ScenarioFieldsText::tr(
                "Where to publish; nothing: the target. Or an address, a path of the target, "
                "or a Redis.")},
        {F::Body,
            ScenarioFieldsText::tr(
                "What is posted; nothing: as Fanlight takes it. {i} is the user, {payload} "
                "the payload.")},
        {F::PublishHeaders,
            ScenarioFieldsText::tr(
                "Sent with each publish; nothing: none. Name: value, with | between two.")},
        {F::Expect,
            ScenarioFieldsText::tr(
                "What the run must come to, with commas between; nothing: it only measures.")},
    };
}

std::size_t stepCount(const std::vector<LoadStep>& steps)
{
    std::size_t count = steps.size();
    for (const LoadStep& step : steps)
        count += stepCount(step.steps);
    return count;
}

} // namespace

const std::vector<ScenarioField>& scenarioFields()
{
    static const std::vector<ScenarioField> all = [] {
        std::vector<ScenarioField> fields = clientFields();
        for (ScenarioField& field : otherFields())
            fields.push_back(std::move(field));
        for (auto& [id, tip] : tips())
            fields[std::size_t(id)].tip = tip;
        return fields;
    }();
    return all;
}

const LoadStep* onlyStream(const LoadScenario& scenario)
{
    const bool isOne = scenario.flows.size() == 1 && scenario.flows[0].steps.size() == 1
        && scenario.flows[0].steps[0].kind == LoadStep::Kind::Get;
    return isOne ? &scenario.flows[0].steps[0] : nullptr;
}

QString flowSummary(const LoadScenario& scenario)
{
    std::size_t steps = 0;
    for (const LoadFlow& flow : scenario.flows)
        steps += stepCount(flow.steps);
    const auto flows = int(scenario.flows.size());
    const QString stepsText = ScenarioFieldsText::tr("%n step(s)", nullptr, int(steps));
    return flows == 1 ? ScenarioFieldsText::tr("as in the file: %1", "steps").arg(stepsText)
                      : ScenarioFieldsText::tr("as in the file: %1, %2", "flows, steps")
                            .arg(ScenarioFieldsText::tr("%n flow(s)", nullptr, flows), stepsText);
}

} // namespace fanlight
