// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The reading half of scenario_yaml.h; scenario_writer.cpp is the other one.
#include "load/expectation.h"
#include "load/scenario_yaml.h"
#include "metrics/nearest_name.h"
#include "metrics/units.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <yaml-cpp/yaml.h>

#include <cmath>
#include <functional>
#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {
constexpr int MostValues = 100'000; // visited, aliases as often as they are followed
constexpr int MostDepth = 40; // of steps and JSON

const QString NoScripts = u"JavaScript does not run here"_s;
const QString OtherTransport = u"the load tester has connections of its own"_s;

// A value of the file, and how it is reached.
struct Item {
    YAML::Node node;
    QString path; // "config.phases[1].duration"
    int depth = 0;
};

using Take = std::function<void(const Item&)>;
using Keys = std::vector<std::pair<QString, Take>>;

// Walks the tree; the first thing that is wrong stays in reading.error, after which nothing is visited any more.
class Walker {
public:
    explicit Walker(ScenarioReading& reading)
        : m_reading(reading)
    {
    }

    bool failed() const { return !m_reading.error.isEmpty(); }

    void fail(const Item& item, const QString& what)
    {
        if (failed())
            return;
        const int line = item.node.Mark().line;
        m_reading.error = (line >= 0 ? u"line %1: "_s.arg(line + 1) : QString()) + item.path + u": "_s + what;
    }

    Take ignored(const QString& reason)
    {
        return [this, reason](const Item& item) { m_reading.ignored.append(item.path + u": "_s + reason); };
    }
    Take refused(const QString& reason)
    {
        return [this, reason](const Item& item) { fail(item, reason); };
    }

    // Calls `take` with each member; nothing at all is an empty map.
    void each(const Item& item, const std::function<void(const QString& key, const Item& value)>& take)
    {
        if (item.node.IsNull() || !visit(item))
            return;
        if (!item.node.IsMap()) {
            fail(item, u"must be a map of keys and values"_s);
            return;
        }
        QSet<QString> seen;
        for (const auto& member : item.node) {
            const QString key = member.first.IsScalar() ? QString::fromStdString(member.first.Scalar()) : QString();
            const Item value {member.second, item.path.isEmpty() ? key : QString(item.path + u'.' + key), item.depth + 1};
            if (seen.contains(key))
                fail(value, u"stands there twice"_s);
            if (failed())
                return;
            seen.insert(key);
            take(key, value);
        }
    }

    // Takes the members apart by key; an unknown one is an error.
    void members(const Item& item, const Keys& keys)
    {
        each(item, [&](const QString& key, const Item& value) {
            const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& known) { return known.first == key; });
            if (found != keys.end()) {
                found->second(value);
                return;
            }
            QStringList names;
            for (const auto& known : keys)
                names.append(known.first);
            const QString nearest = nearestName(key, names);
            fail(value, nearest.isEmpty() ? u"unknown; there are "_s + names.join(", "_L1) : QString(u"unknown; did you mean "_s + nearest + u'?'));
        });
    }

    void elements(const Item& item, const Take& take)
    {
        if (item.node.IsNull() || !visit(item))
            return;
        if (!item.node.IsSequence()) {
            fail(item, u"must be a list"_s);
            return;
        }
        int i = 0;
        for (const auto& element : item.node) {
            if (failed())
                return;
            take({element, u"%1[%2]"_s.arg(item.path).arg(i++), item.depth + 1});
        }
    }
    // One, or a list of them.
    void oneOrMore(const Item& item, const Take& take)
    {
        if (item.node.IsSequence())
            elements(item, take);
        else
            take(item);
    }

    QString text(const Item& item)
    {
        if (item.node.IsNull() || !visit(item))
            return {};
        if (!item.node.IsScalar())
            fail(item, u"must be a text"_s);
        return item.node.IsScalar() ? QString::fromStdString(item.node.Scalar()) : QString();
    }

    double number(const Item& item, double least, double most)
    {
        bool ok = false;
        const double value = text(item).toDouble(&ok);
        if (!ok || !(value >= least && value <= most))
            fail(item, u"must be a number from %1 to %2"_s.arg(least, 0, 'f', 0).arg(most, 0, 'f', 0));
        return ok ? value : least;
    }

    std::int64_t whole(const Item& item, std::int64_t least, std::int64_t most)
    {
        const auto value = parseWholeNumber(text(item));
        if (!value || *value < least || *value > most)
            fail(item, u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
        return value.value_or(least);
    }

    // Seconds, with a fraction, or a text with a unit.
    milliseconds duration(const Item& item)
    {
        constexpr double MsPerSecond = 1000;
        const QString value = text(item).remove(u' ');
        if (const auto parsed = parseDuration(value); parsed && *parsed <= LoadScenario::MostTime)
            return *parsed;
        bool ok = false;
        const double seconds = value.toDouble(&ok);
        if (ok && seconds >= 0 && seconds * MsPerSecond <= double(milliseconds(LoadScenario::MostTime).count()))
            return milliseconds(std::llround(seconds * MsPerSecond));
        fail(item, u"“%1” is no duration up to 24h; write seconds, or 500ms, 10m, 1h"_s.arg(value));
        return {};
    }

    // "5%", or 0.05.
    double share(const Item& item)
    {
        const auto share = parseShare(text(item));
        if (!share || *share > 1)
            fail(item, u"must be a share such as 5% or 0.05"_s);
        return share.value_or(0);
    }

    bool boolean(const Item& item)
    {
        const QString value = text(item);
        if (value != "true"_L1 && value != "false"_L1)
            fail(item, u"must be true or false"_s);
        return value == "true"_L1;
    }

    // { Name: value } as lines; a list of values gives a line each.
    QStringList headers(const Item& item)
    {
        QStringList lines;
        each(item, [&](const QString& name, const Item& values) {
            oneOrMore(values, [&](const Item& value) { lines.append(name + u": "_s + text(value)); });
        });
        return lines;
    }

    // As JSON; plain scalars are what YAML's core schema takes them for.
    QJsonValue json(const Item& item)
    {
        if (!visit(item) || item.node.IsNull())
            return QJsonValue::Null;
        if (item.node.IsMap()) {
            QJsonObject object;
            each(item, [&](const QString& key, const Item& value) { object.insert(key, json(value)); });
            return object;
        }
        if (item.node.IsSequence()) {
            QJsonArray array;
            elements(item, [&](const Item& value) { array.append(json(value)); });
            return array;
        }
        return scalar(item);
    }

private:
    static QJsonValue scalar(const Item& item)
    {
        static const QRegularExpression Integer(u"^[-+]?[0-9]{1,15}$"_s);
        static const QRegularExpression Float(u"^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$"_s);
        const QString text = QString::fromStdString(item.node.Scalar());
        const bool isQuoted = item.node.Tag() == "!";
        if (isQuoted)
            return text;
        if (text == "true"_L1 || text == "false"_L1)
            return text == "true"_L1;
        if (Integer.match(text).hasMatch())
            return text.toLongLong();
        return Float.match(text).hasMatch() ? QJsonValue(text.toDouble()) : QJsonValue(text);
    }

    // Counts what is visited, so that aliases that multiply, or lead back to themselves, come to an end.
    bool visit(const Item& item)
    {
        if (++m_visited > MostValues || item.depth > MostDepth)
            fail(item, u"the file holds more than %L1 values, or more than %2 within one another"_s.arg(MostValues).arg(MostDepth));
        return !failed();
    }

    ScenarioReading& m_reading;
    int m_visited = 0;
};

// A text percent-encoded, but for the places that are filled in later.
QString encoded(const QString& text)
{
    static const QRegularExpression Places(u"\\{i\\}|\\{\\{.*?\\}\\}"_s);
    QString result;
    qsizetype at = 0;
    const auto literal = [&](qsizetype end) { result += QString::fromLatin1(QUrl::toPercentEncoding(text.mid(at, end - at))); };
    for (auto matches = Places.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        literal(match.capturedStart());
        result += match.captured();
        at = match.capturedEnd();
    }
    literal(text.size());
    return result;
}

bool namesHeader(const QStringList& headers, QLatin1StringView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const QString& header) { return header.section(u':', 0, 0).trimmed().compare(name, Qt::CaseInsensitive) == 0; });
}

// Reads the steps of a flow.
class StepReader {
public:
    explicit StepReader(Walker& walker)
        : m_walk(walker)
    {
    }

    std::vector<LoadStep> read(const Item& item)
    {
        std::vector<LoadStep> steps;
        m_walk.elements(item, [&](const Item& element) { readStep(element, steps); });
        return steps;
    }

private:
    void readStep(const Item& item, std::vector<LoadStep>& steps)
    {
        LoadStep step;
        bool isStep = false;
        const auto request = [&](LoadStep::Kind kind, const QString& method) -> Take {
            return [this, &step, &isStep, kind, method](const Item& value) {
                step.kind = kind;
                step.method = method;
                isStep = true;
                readRequest(value, step);
            };
        };
        Keys keys {
            {u"get"_s, request(LoadStep::Kind::Get, {})},
            {u"post"_s, request(LoadStep::Kind::Post, {})},
            {u"think"_s, [&](const Item& value) {
                 step.kind = LoadStep::Kind::Think;
                 step.hold = m_walk.duration(value);
                 isStep = true;
             }},
            {u"loop"_s, [&](const Item& value) {
                 step.kind = LoadStep::Kind::Loop;
                 step.steps = read(value);
                 isStep = true;
             }},
            {u"count"_s, [&](const Item& value) { step.count = m_walk.whole(value, 1, LoadScenario::MostClients); }},
            {u"log"_s, m_walk.ignored(u"clients print nothing"_s)},
            {u"function"_s, m_walk.ignored(NoScripts)},
            {u"name"_s, m_walk.ignored(u"steps have no name in reports"_s)},
            {u"whileTrue"_s, m_walk.refused(NoScripts)},
            {u"over"_s, m_walk.refused(u"only a count of rounds is known here"_s)},
            {u"parallel"_s, m_walk.refused(u"a client does one thing after another"_s)},
        };
        for (const QString& method : {u"put"_s, u"patch"_s, u"delete"_s, u"head"_s, u"options"_s})
            keys.emplace_back(method, request(LoadStep::Kind::Post, method.toUpper()));
        m_walk.members(item, keys);
        if (step.kind != LoadStep::Kind::Loop && step.count != 1)
            m_walk.fail(item, u"count belongs to a loop"_s);
        if (isStep)
            steps.push_back(std::move(step));
    }

    void readRequest(const Item& item, LoadStep& step)
    {
        step.reconnects = false; // as Artillery has it: when the answer ends, so does the step
        QStringList query;
        m_walk.members(item, {
            {u"url"_s, [&](const Item& value) { step.path = m_walk.text(value); }},
            {u"headers"_s, [&](const Item& value) { step.headers += m_walk.headers(value); }},
            {u"qs"_s, [&](const Item& value) { query = pairs(value); }},
            {u"body"_s, [&](const Item& value) { step.body = m_walk.text(value); }},
            {u"json"_s, [&](const Item& value) { step.body = jsonText(m_walk.json(value)); }},
            {u"form"_s, [&](const Item& value) {
                 step.body = pairs(value).join(u'&');
                 if (!namesHeader(step.headers, "Content-Type"_L1))
                     step.headers.append(u"Content-Type: application/x-www-form-urlencoded"_s);
             }},
            {u"auth"_s, [&](const Item& value) { step.headers.append(credentials(value)); }},
            {u"cookie"_s, [&](const Item& value) { step.headers.append(u"Cookie: "_s + pairs(value).join("; "_L1)); }},
            {u"capture"_s, [&](const Item& value) { m_walk.oneOrMore(value, [&](const Item& one) { readCapture(one, step); }); }},
            {u"expect"_s, [&](const Item& value) { m_walk.oneOrMore(value, [&](const Item& one) { readExpect(one, step); }); }},
            {u"sse"_s, [&](const Item& value) { readStream(value, step); }},
            {u"name"_s, m_walk.ignored(u"requests have no name in reports"_s)},
            {u"gzip"_s, m_walk.ignored(u"answers are read as they come"_s)},
            {u"followRedirect"_s, m_walk.ignored(u"redirects are not followed"_s)},
            {u"beforeRequest"_s, m_walk.ignored(NoScripts)},
            {u"afterResponse"_s, m_walk.ignored(NoScripts)},
            {u"match"_s, m_walk.refused(u"write a capture of JSON"_s)},
            {u"formData"_s, m_walk.refused(u"write form, json or body"_s)},
            {u"ifTrue"_s, m_walk.refused(NoScripts)},
        });
        if (step.path.isEmpty())
            m_walk.fail(item, u"needs a url"_s);
        if (!query.isEmpty())
            step.path += (step.path.contains(u'?') ? u'&' : u'?') + query.join(u'&');
    }

    static QString jsonText(const QJsonValue& value)
    {
        // an array around it, since only objects and arrays are documents
        const QByteArray text = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(text.sliced(1, text.size() - 2));
    }

    QStringList pairs(const Item& item)
    {
        QStringList pairs;
        m_walk.each(item, [&](const QString& name, const Item& values) {
            m_walk.oneOrMore(values, [&](const Item& value) { pairs.append(encoded(name) + u'=' + encoded(m_walk.text(value))); });
        });
        return pairs;
    }

    QString credentials(const Item& item)
    {
        QString user;
        QString password;
        m_walk.members(item, {
            {u"user"_s, [&](const Item& value) { user = m_walk.text(value); }},
            {u"pass"_s, [&](const Item& value) { password = m_walk.text(value); }},
        });
        const QString both = user + u':' + password;
        if (both.contains("{{"_L1))
            m_walk.fail(item, u"must not have variables; write an Authorization header"_s);
        return u"Authorization: Basic "_s + QString::fromLatin1(both.toUtf8().toBase64());
    }

    void readCapture(const Item& item, LoadStep& step)
    {
        LoadStep::Capture capture;
        const Take onlyJson = m_walk.refused(u"only a path in JSON can be captured"_s);
        m_walk.members(item, {
            {u"json"_s, [&](const Item& value) { capture.json = m_walk.text(value); }},
            {u"as"_s, [&](const Item& value) { capture.as = m_walk.text(value); }},
            {u"strict"_s, m_walk.ignored(u"a capture that finds nothing always counts as a failed check"_s)},
            {u"header"_s, onlyJson},
            {u"regexp"_s, onlyJson},
            {u"xpath"_s, onlyJson},
            {u"selector"_s, onlyJson},
        });
        if (capture.json.isEmpty() || capture.as.isEmpty())
            m_walk.fail(item, u"needs json and as"_s);
        step.captures.push_back(capture);
    }

    void readExpect(const Item& item, LoadStep& step)
    {
        constexpr int LeastStatus = 100;
        constexpr int MostStatus = 599;
        const Take onlyStatus = m_walk.ignored(u"only the status of an answer is checked; a capture checks its JSON"_s);
        Keys keys {{u"statusCode"_s, [&](const Item& value) {
                        if (value.node.IsSequence() && value.node.size() != 1)
                            m_walk.fail(value, u"only one status is known here"_s);
                        m_walk.oneOrMore(value, [&](const Item& one) { step.expectStatus = static_cast<int>(m_walk.whole(one, LeastStatus, MostStatus)); });
                    }}};
        for (const QString& key : {u"contentType"_s, u"hasProperty"_s, u"equals"_s, u"hasHeader"_s, u"headerEquals"_s, u"matchesRegexp"_s, u"notHasProperty"_s, u"notStatusCode"_s, u"cdnHit"_s})
            keys.emplace_back(key, onlyStatus);
        m_walk.members(item, keys);
    }

    void readStream(const Item& item, LoadStep& step)
    {
        step.reconnects = true;
        m_walk.members(item, {
            {u"hold"_s, [&](const Item& value) { step.hold = m_walk.duration(value); }},
            {u"events"_s, [&](const Item& value) { step.events = m_walk.whole(value, 0, std::numeric_limits<std::int64_t>::max()); }},
            {u"reconnect"_s, [&](const Item& value) { step.reconnects = m_walk.boolean(value); }},
        });
    }

    Walker& m_walk;
};

// Reads a whole file.
class ScenarioReader {
public:
    ScenarioReader(ScenarioReading& reading, const QString& folder)
        : m_walk(reading)
        , m_scenario(reading.scenario)
        , m_folder(folder)
    {
    }

    void read(const YAML::Node& root)
    {
        m_walk.members({root, {}}, {
            {u"config"_s, [this](const Item& item) { readConfig(item); }},
            {u"scenarios"_s, [this](const Item& item) { m_walk.elements(item, [this](const Item& flow) { readFlow(flow); }); }},
            {u"before"_s, m_walk.ignored(u"is not run here; do it before the test"_s)},
            {u"after"_s, m_walk.ignored(u"is not run here; do it after the test"_s)},
        });
    }

private:
    void readConfig(const Item& item)
    {
        const Take readHttpDefaults = [this](const Item& value) { readDefaults(value); };
        m_walk.members(item, {
            {u"target"_s, [this](const Item& value) { m_scenario.target = m_walk.text(value); }},
            {u"phases"_s, [this](const Item& value) { m_walk.elements(value, [this](const Item& phase) { readPhase(phase); }); }},
            {u"http"_s, [this](const Item& value) { readHttp(value); }},
            {u"defaults"_s, readHttpDefaults},
            {u"payload"_s, [this](const Item& value) { readPayload(value); }},
            {u"variables"_s, [this](const Item& value) { readVariables(value); }},
            {u"ensure"_s, [this](const Item& value) { readEnsure(value); }},
            {u"sse"_s, [this](const Item& value) { readOwn(value); }},
            {u"processor"_s, m_walk.ignored(NoScripts)},
            {u"plugins"_s, m_walk.ignored(u"plug-ins do not run here; bounds stand in ensure or sse.expect"_s)},
            {u"environments"_s, m_walk.ignored(u"there is no choice of environment; use --target"_s)},
            {u"engines"_s, m_walk.ignored(u"there is one engine"_s)},
            {u"includeFiles"_s, m_walk.ignored(u"runs on this machine"_s)},
            {u"statsInterval"_s, m_walk.ignored(u"figures are taken twice a second"_s)},
            {u"apdex"_s, m_walk.ignored(u"percentiles are reported instead"_s)},
            {u"tls"_s, m_walk.ignored(OtherTransport)},
            {u"ws"_s, m_walk.ignored(OtherTransport)},
            {u"socketio"_s, m_walk.ignored(OtherTransport)},
        });
    }

    void readPhase(const Item& item)
    {
        LoadPhase phase;
        const auto readDuration = [&](const Item& value) { phase.duration = m_walk.duration(value); };
        m_walk.members(item, {
            {u"duration"_s, readDuration},
            {u"pause"_s, readDuration},
            {u"arrivalRate"_s, [&](const Item& value) { phase.arrivalRate = m_walk.number(value, 0, LoadScenario::MostRate); }},
            {u"rampTo"_s, [&](const Item& value) { phase.rampTo = m_walk.number(value, 0, LoadScenario::MostRate); }},
            {u"arrivalCount"_s, [&](const Item& value) { phase.arrivalCount = m_walk.whole(value, 0, LoadScenario::MostClients); }},
            {u"maxVusers"_s, [&](const Item& value) { phase.maxClients = m_walk.whole(value, 0, LoadScenario::MostClients); }},
            {u"name"_s, [&](const Item& value) { phase.name = m_walk.text(value); }},
        });
        m_scenario.phases.push_back(phase);
    }

    void readHttp(const Item& item)
    {
        m_walk.members(item, {
            {u"timeout"_s, [this](const Item& value) { m_scenario.timeout = m_walk.duration(value); }},
            {u"headers"_s, [this](const Item& value) { m_scenario.headers += m_walk.headers(value); }},
            {u"defaults"_s, [this](const Item& value) { readDefaults(value); }},
            {u"pool"_s, m_walk.ignored(OtherTransport)},
            {u"maxSockets"_s, m_walk.ignored(OtherTransport)},
            {u"extendedMetrics"_s, m_walk.ignored(u"connect and first byte are always measured"_s)},
            {u"cookieJarOptions"_s, m_walk.ignored(u"there are no cookie jars"_s)},
        });
    }

    void readDefaults(const Item& item)
    {
        m_walk.members(item, {
            {u"headers"_s, [this](const Item& value) { m_scenario.headers += m_walk.headers(value); }},
            {u"strictCapture"_s, m_walk.ignored(u"a capture that finds nothing always counts as a failed check"_s)},
            {u"think"_s, m_walk.ignored(u"think lasts as long as it says"_s)},
            {u"cookie"_s, m_walk.ignored(u"write a Cookie header"_s)},
        });
    }

    void readPayload(const Item& item)
    {
        if (item.node.IsSequence() && item.node.size() != 1) {
            m_walk.fail(item, u"only one file of clients is known here"_s);
            return;
        }
        m_walk.oneOrMore(item, [this](const Item& file) {
            bool hasHeader = false;
            m_walk.members(file, {
                {u"path"_s, [this](const Item& value) { m_scenario.clientsFile = resolved(m_walk.text(value)); }},
                {u"fields"_s, m_walk.ignored(u"the first row of the file names the columns"_s)},
                {u"order"_s, [this](const Item& value) {
                     if (m_walk.text(value) != "sequence"_L1)
                         m_walk.ignored(u"the clients take the rows one after the other"_s)(value);
                 }},
                {u"skipHeader"_s, [&](const Item& value) { hasHeader = m_walk.boolean(value); }},
                {u"name"_s, m_walk.ignored(u"there is one file"_s)},
                {u"cast"_s, m_walk.ignored(u"cells are texts"_s)},
                {u"delimiter"_s, m_walk.refused(u"cells are parted by commas here"_s)},
                {u"loadAll"_s, m_walk.refused(u"a client has one row"_s)},
            });
            if (!hasHeader)
                m_walk.fail(file, u"the first row of the file must name the columns; say so with skipHeader: true"_s);
        });
    }

    QString resolved(const QString& path) const
    {
        return m_folder.isEmpty() || path.isEmpty() || QDir::isAbsolutePath(path) ? path : QDir::cleanPath(m_folder + u'/' + path);
    }

    void readVariables(const Item& item)
    {
        m_walk.each(item, [this](const QString& name, const Item& value) {
            if (value.node.IsSequence() && value.node.size() != 1)
                m_walk.fail(value, u"has several values; put them into a file (config.payload), which gives each client its own"_s);
            m_walk.oneOrMore(value, [&](const Item& one) { m_scenario.variables.emplace_back(name, m_walk.text(one)); });
        });
    }

    // Artillery bounds the time to the first byte of an answer, in milliseconds.
    void readEnsure(const Item& item)
    {
        Keys keys {
            {u"thresholds"_s, [this](const Item& value) {
                 m_walk.elements(value, [this](const Item& one) { m_walk.each(one, [this](const QString& metric, const Item& bound) { readThreshold(metric, bound); }); });
             }},
            {u"maxErrorRate"_s, [this](const Item& value) { expect(u"errorRate<="_s, value, u"%"_s); }},
            {u"conditions"_s, m_walk.ignored(u"write it as sse.expect"_s)},
        };
        for (const QString& metric : {u"min"_s, u"max"_s, u"median"_s, u"p50"_s, u"p90"_s, u"p95"_s, u"p99"_s})
            keys.emplace_back(metric, [this, metric](const Item& value) { readThreshold(u"http.response_time."_s + metric, value); });
        m_walk.members(item, keys);
    }

    void readThreshold(const QString& metric, const Item& bound)
    {
        static const QRegularExpression ResponseTime(u"^http\\.response_time\\.(p50|p90|p95|p99|max|median)$"_s);
        const QRegularExpressionMatch match = ResponseTime.match(metric);
        if (!match.hasMatch()) {
            m_walk.ignored(u"write it as sse.expect"_s)(bound);
            return;
        }
        const QString percentile = match.captured(1) == "median"_L1 ? u"p50"_s : match.captured(1);
        expect(u"firstByte."_s + percentile + u'<', bound, u"ms"_s);
    }

    void expect(const QString& what, const Item& bound, const QString& unit) { addExpectation(what + m_walk.text(bound) + unit, bound); }

    void addExpectation(const QString& text, const Item& item)
    {
        QString error;
        const auto expectation = Expectation::parse(text, error);
        if (expectation)
            m_scenario.expectations.push_back(expectation->text());
        else
            m_walk.fail(item, error);
    }

    void readOwn(const Item& item)
    {
        m_walk.members(item, {
            {u"name"_s, [this](const Item& value) { m_scenario.name = m_walk.text(value); }},
            {u"users"_s, [this](const Item& value) { m_scenario.users = m_walk.whole(value, 0, LoadScenario::MostClients); }},
            {u"think"_s, [this](const Item& value) { m_scenario.think = m_walk.duration(value); }},
            {u"lateAfter"_s, [this](const Item& value) { m_scenario.lateAfter = m_walk.duration(value); }},
            {u"timeout"_s, [this](const Item& value) { m_scenario.timeout = m_walk.duration(value); }},
            {u"publish"_s, [this](const Item& value) { readPublishing(value); }},
            {u"slowReaders"_s, [this](const Item& value) {
                 m_walk.members(value, {
                     {u"share"_s, [this](const Item& share) { m_scenario.slowShare = m_walk.share(share); }},
                     {u"bytesPerSecond"_s, [this](const Item& rate) { m_scenario.slowBytesPerSecond = size(rate, 1, std::numeric_limits<std::int64_t>::max()); }},
                 });
             }},
            {u"drop"_s, [this](const Item& value) {
                 m_walk.members(value, {
                     {u"share"_s, [this](const Item& share) { m_scenario.dropShare = m_walk.share(share); }},
                     {u"every"_s, [this](const Item& time) { m_scenario.dropEvery = m_walk.duration(time); }},
                     {u"away"_s, [this](const Item& time) { m_scenario.dropAway = m_walk.duration(time); }},
                 });
             }},
            {u"expect"_s, [this](const Item& value) { m_walk.oneOrMore(value, [this](const Item& one) { addExpectation(m_walk.text(one), one); }); }},
        });
    }

    std::int64_t size(const Item& item, std::int64_t least, std::int64_t most)
    {
        const auto bytes = parseByteSize(m_walk.text(item));
        if (!bytes || *bytes < least || *bytes > most)
            m_walk.fail(item, u"must be a size such as 200 or 1KiB"_s);
        return bytes.value_or(least);
    }

    void readPublishing(const Item& item)
    {
        LoadPublishing& publishing = m_scenario.publishing;
        m_walk.members(item, {
            {u"rate"_s, [&](const Item& value) { publishing.rate = m_walk.number(value, 0, LoadScenario::MostRate); }},
            {u"to"_s, [&](const Item& value) {
                 if (!parsePublishTo(m_walk.text(value), publishing.to))
                     m_walk.fail(value, u"must be one of each, random, skewed, one, all"_s);
             }},
            {u"user"_s, [&](const Item& value) { publishing.one = m_walk.whole(value, 1, LoadScenario::MostClients); }},
            {u"via"_s, [&](const Item& value) { publishing.redis = m_walk.text(value); }},
            {u"channel"_s, [&](const Item& value) { publishing.channel = m_walk.text(value); }},
            {u"url"_s, [&](const Item& value) { publishing.url = m_walk.text(value); }},
            {u"body"_s, [&](const Item& value) { publishing.body = m_walk.text(value); }},
            {u"headers"_s, [&](const Item& value) { publishing.headers = m_walk.headers(value); }},
            {u"connections"_s, [&](const Item& value) { publishing.connections = m_walk.whole(value, 1, LoadPublishing::MostConnections); }},
            {u"payloadSize"_s, [&](const Item& value) { readPayloadSize(value); }},
            {u"from"_s, [&](const Item& value) { publishing.from = m_walk.duration(value); }},
            {u"for"_s, [&](const Item& value) { publishing.lasts = m_walk.duration(value); }},
            {u"count"_s, [&](const Item& value) { publishing.count = m_walk.whole(value, 0, std::numeric_limits<std::int64_t>::max()); }},
        });
    }

    // 200, or 200..2KiB.
    void readPayloadSize(const Item& item)
    {
        const QStringList ends = m_walk.text(item).split(u".."_s);
        const auto least = parseByteSize(ends.first());
        const auto most = parseByteSize(ends.last());
        if (ends.size() > 2 || !least || !most || *most > LoadScenario::MostPayload || *least > *most) {
            m_walk.fail(item, u"must be a size such as 200, or 200..2KiB, up to 256KiB"_s);
            return;
        }
        m_scenario.publishing.leastBytes = static_cast<int>(*least);
        m_scenario.publishing.mostBytes = static_cast<int>(*most);
    }

    void readFlow(const Item& item)
    {
        LoadFlow flow;
        StepReader steps(m_walk);
        m_walk.members(item, {
            {u"name"_s, [&](const Item& value) { flow.name = m_walk.text(value); }},
            {u"weight"_s, [&](const Item& value) { flow.weight = m_walk.number(value, 0, LoadScenario::MostRate); }},
            {u"flow"_s, [&](const Item& value) { flow.steps = steps.read(value); }},
            {u"engine"_s, [&](const Item& value) {
                 if (m_walk.text(value) != "http"_L1)
                     m_walk.fail(value, u"only http is known here"_s);
             }},
            {u"beforeScenario"_s, m_walk.ignored(NoScripts)},
            {u"afterScenario"_s, m_walk.ignored(NoScripts)},
            {u"beforeRequest"_s, m_walk.ignored(NoScripts)},
            {u"afterResponse"_s, m_walk.ignored(NoScripts)},
        });
        m_scenario.flows.push_back(std::move(flow));
    }

    Walker m_walk;
    LoadScenario& m_scenario;
    QString m_folder;
};
} // namespace

ScenarioReading readScenario(const QByteArray& yaml, const QString& folder)
{
    ScenarioReading reading;
    if (yaml.size() > MostScenarioBytes) {
        reading.error = u"a scenario has at most 1 MiB"_s;
        return reading;
    }
    try {
        ScenarioReader(reading, folder).read(YAML::Load(yaml.toStdString()));
    } catch (const YAML::Exception& exception) { // the library's way to say that it is no YAML
        reading.error = (exception.mark.line >= 0 ? u"line %1: "_s.arg(exception.mark.line + 1) : QString()) + QString::fromStdString(exception.msg);
    }
    return reading;
}

} // namespace fanlight
