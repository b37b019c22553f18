// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The reading half of scenario_yaml.h; scenario_writer.cpp is the other one.
#include "load/expectation.h"
#include "load/scenario_yaml.h"
#include "metrics/nearest_name.h"
#include "metrics/units.h"
#include "sse/visible_text.h"

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
#include <optional>
#include <tuple>

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

// Walks the tree; the first thing that is wrong stays in reading.error, after which nothing is
// visited any more.
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
        m_reading.error
            = (line >= 0 ? u"line %1: "_s.arg(line + 1) : QString()) + item.path + u": "_s + what;
    }

    Take ignored(const QString& reason)
    {
        return [this, reason](
                   const Item& item) { m_reading.ignored.append(item.path + u": "_s + reason); };
    }
    Take refused(const QString& reason)
    {
        return [this, reason](const Item& item) { fail(item, reason); };
    }

    // Calls `take` with each member; nothing at all is an empty map.
    void each(
        const Item& item, const std::function<void(const QString& key, const Item& value)>& take)
    {
        if (item.node.IsNull() || !visit(item))
            return;
        if (!item.node.IsMap()) {
            fail(item, u"must be a map of keys and values"_s);
            return;
        }
        QSet<QString> seen;
        for (const auto& member : item.node) {
            const QString key = member.first.IsScalar()
                ? QString::fromStdString(member.first.Scalar())
                : QString();
            const Item value{member.second,
                item.path.isEmpty() ? key : QString(item.path + u'.' + key), item.depth + 1};
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
            const auto found = std::find_if(
                keys.begin(), keys.end(), [&](const auto& known) { return known.first == key; });
            if (found != keys.end()) {
                found->second(value);
                return;
            }
            QStringList names;
            for (const auto& known : keys)
                names.append(known.first);
            const QString nearest = nearestName(key, names);
            fail(value,
                nearest.isEmpty() ? u"unknown; there are "_s + names.join(", "_L1)
                                  : QString(u"unknown; did you mean "_s + nearest + u'?'));
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

    // With what the environment says where the file asks for it.
    QString known(const Item& item)
    {
        QString value = text(item);
        QString missing;
        if (!expandEnvironment(value, missing))
            fail(item, missing);
        return value;
    }

    void note(const Item& item, const QString& reason)
    {
        m_reading.ignored.append(item.path + u": "_s + reason);
    }

    double number(const Item& item, double least, double most)
    {
        bool ok = false;
        const double value = known(item).toDouble(&ok);
        if (!ok || !(value >= least && value <= most))
            fail(item,
                u"must be a number from %1 to %2"_s.arg(least, 0, 'f', 0).arg(most, 0, 'f', 0));
        return ok ? value : least;
    }

    std::int64_t whole(const Item& item, std::int64_t least, std::int64_t most)
    {
        const auto value = parseWholeNumber(known(item));
        if (!value || *value < least || *value > most)
            fail(item, u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
        return value.value_or(least);
    }

    // Seconds, with a fraction, or a text with a unit.
    milliseconds duration(const Item& item)
    {
        const QString value = known(item).remove(u' ');
        const auto time = timeOf(value);
        if (!time)
            fail(item,
                u"“%1” is no duration up to 24h; write seconds, or 500ms, 10m, 1h"_s.arg(value));
        return time.value_or(milliseconds(0));
    }

    // One, or a range: "1-3", "500ms-2s", "{{ $randomNumber(1, 3) }}".
    std::pair<milliseconds, milliseconds> durations(const Item& item)
    {
        static const QRegularExpression Range(
            u"^(?:\\{\\{\\$randomNumber\\()?([0-9.]+[a-z]*)(?:-|\\.\\.|,)([0-9.]+[a-z]*)(?:\\)\\}\\})?$"_s);
        const auto match = Range.match(known(item).remove(u' '));
        const auto least = match.hasMatch() ? timeOf(match.captured(1)) : std::nullopt;
        const auto most = match.hasMatch() ? timeOf(match.captured(2)) : std::nullopt;
        if (!least || !most)
            return {duration(item), milliseconds(0)};
        if (*least > *most)
            fail(item, u"the shorter time comes first"_s);
        return {*least, *most};
    }

    static std::optional<milliseconds> timeOf(const QString& value)
    {
        constexpr double MsPerSecond = 1000;
        if (const auto parsed = parseDuration(value); parsed && *parsed <= LoadScenario::MostTime)
            return *parsed;
        bool ok = false;
        const double seconds = value.toDouble(&ok);
        if (ok && seconds >= 0
            && seconds * MsPerSecond <= double(milliseconds(LoadScenario::MostTime).count()))
            return milliseconds(std::llround(seconds * MsPerSecond));
        return std::nullopt;
    }

    // "5%", or 0.05.
    double share(const Item& item)
    {
        const QString value = known(item);
        const auto share = parseShare(value);
        if (!share || *share > 1)
            fail(item, u"must be a share such as 5% or 0.05"_s);
        else if (*share == 1 && !value.contains(u'%'))
            fail(item, u"“%1” could be 1% or all; write 1% or 100%"_s.arg(value));
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
            oneOrMore(values,
                [&](const Item& value) { lines.append(name + u": "_s + text(value).trimmed()); });
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
            each(item,
                [&](const QString& key, const Item& value) { object.insert(key, json(value)); });
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
        static const QRegularExpression Float(
            u"^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$"_s);
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

    // Counts what is visited, so that aliases that multiply, or lead back to themselves, come to an
    // end.
    bool visit(const Item& item)
    {
        if (++m_visited > MostValues || item.depth > MostDepth)
            fail(item,
                u"the file holds more than %L1 values, or more than %2 within one another"_s
                    .arg(MostValues)
                    .arg(MostDepth));
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
    const auto literal = [&](qsizetype end) {
        result += QString::fromLatin1(QUrl::toPercentEncoding(text.mid(at, end - at)));
    };
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
    return std::any_of(headers.begin(), headers.end(), [name](const QString& header) {
        return header.section(u':', 0, 0).trimmed().compare(name, Qt::CaseInsensitive) == 0;
    });
}

// Reads the steps of a flow.
class StepReader {
public:
    // `isSse`: a get is a stream that is opened again unless it says otherwise. `lists`: variables
    // with several values.
    StepReader(
        Walker& walker, bool isSse, const std::vector<std::pair<QString, QStringList>>& lists)
        : m_walk(walker)
        , m_isSse(isSse)
        , m_lists(lists)
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
        std::optional<QStringList> over;
        QString loopName = u"$loopElement"_s;
        const auto request = [&](LoadStep::Kind kind, const QString& method) -> Take {
            return [this, &step, &isStep, kind, method](const Item& value) {
                step.kind = kind;
                step.method = method;
                isStep = true;
                readRequest(value, step);
            };
        };
        Keys keys{
            {u"get"_s, request(LoadStep::Kind::Get, {})},
            {u"post"_s, request(LoadStep::Kind::Post, {})},
            {u"think"_s,
                [&](const Item& value) {
                    step.kind = LoadStep::Kind::Think;
                    std::tie(step.hold, step.mostHold) = m_walk.durations(value);
                    isStep = true;
                }},
            {u"loop"_s,
                [&](const Item& value) {
                    step.kind = LoadStep::Kind::Loop;
                    step.steps = read(value);
                    isStep = true;
                }},
            {u"count"_s,
                [&](const Item& value) {
                    step.count = m_walk.whole(value, 1, LoadScenario::MostClients);
                }},
            {u"log"_s, m_walk.ignored(u"clients print nothing"_s)},
            {u"function"_s, m_walk.refused(NoScripts)},
            {u"name"_s, m_walk.ignored(u"steps have no name in reports"_s)},
            {u"whileTrue"_s, m_walk.refused(NoScripts)},
            {u"over"_s, [&](const Item& value) { over = valuesOf(value); }},
            {u"loopValue"_s, [&](const Item& value) { loopName = m_walk.text(value); }},
            {u"parallel"_s, m_walk.refused(u"a client does one thing after another"_s)},
        };
        for (const QString& method : {u"put"_s, u"patch"_s, u"delete"_s, u"head"_s, u"options"_s})
            keys.emplace_back(method, request(LoadStep::Kind::Post, method.toUpper()));
        m_walk.members(item, keys);
        if (step.kind != LoadStep::Kind::Loop && step.count != 1)
            m_walk.fail(item, u"count belongs to a loop"_s);
        if (!isStep)
            return;
        if (!over) {
            steps.push_back(std::move(step));
            return;
        }
        // One round for each value, which stands in the steps of that round.
        for (const QString& value : *over) {
            for (LoadStep round : step.steps) {
                putIn(round, loopName, value);
                steps.push_back(std::move(round));
            }
        }
    }

    QStringList valuesOf(const Item& item)
    {
        QStringList values;
        if (item.node.IsSequence()) {
            m_walk.elements(item, [&](const Item& one) { values.append(m_walk.known(one)); });
        } else {
            const QString name = m_walk.text(item);
            const auto list = std::find_if(
                m_lists.begin(), m_lists.end(), [&](const auto& one) { return one.first == name; });
            if (list == m_lists.end())
                m_walk.fail(
                    item, u"must be a list, or a variable of config.variables that is one"_s);
            else
                values = list->second;
        }
        if (values.isEmpty())
            m_walk.fail(item, u"has no values"_s);
        return values;
    }

    static void putIn(LoadStep& step, const QString& name, const QString& value)
    {
        const QRegularExpression place(
            u"\\{\\{\\s*"_s + QRegularExpression::escape(name) + u"\\s*\\}\\}"_s);
        for (QString* text : {&step.path, &step.body})
            replace(*text, place, value);
        for (QString& header : step.headers)
            replace(header, place, value);
        for (LoadStep::Check& check : step.checks)
            replace(check.value, place, value);
        for (LoadStep& inner : step.steps)
            putIn(inner, name, value);
    }
    // The value as it is, whatever a replacement would make of its backslashes.
    static void replace(QString& text, const QRegularExpression& place, const QString& value)
    {
        for (auto match = place.match(text); match.hasMatch();
             match = place.match(text, match.capturedStart() + value.size()))
            text.replace(match.capturedStart(), match.capturedLength(), value);
    }

    void readRequest(const Item& item, LoadStep& step)
    {
        // as Artillery has it without: when the answer ends, so does the step
        step.reconnects = m_isSse && step.kind == LoadStep::Kind::Get;
        QStringList query;
        m_walk.members(item,
            {
                {u"url"_s, [&](const Item& value) { step.path = urlOf(value); }},
                {u"uri"_s, [&](const Item& value) { step.path = urlOf(value); }},
                {u"headers"_s, [&](const Item& value) { step.headers += m_walk.headers(value); }},
                {u"qs"_s, [&](const Item& value) { query = pairs(value); }},
                {u"body"_s, [&](const Item& value) { step.body = m_walk.text(value); }},
                {u"json"_s, [&](const Item& value) { step.body = jsonText(m_walk.json(value)); }},
                {u"form"_s,
                    [&](const Item& value) {
                        step.body = pairs(value).join(u'&');
                        if (!namesHeader(step.headers, "Content-Type"_L1))
                            step.headers.append(
                                u"Content-Type: application/x-www-form-urlencoded"_s);
                    }},
                {u"auth"_s, [&](const Item& value) { step.headers.append(credentials(value)); }},
                {u"cookie"_s,
                    [&](const Item& value) {
                        step.headers.append(u"Cookie: "_s + pairs(value).join("; "_L1));
                    }},
                {u"capture"_s,
                    [&](const Item& value) {
                        m_walk.oneOrMore(value, [&](const Item& one) { readCapture(one, step); });
                    }},
                {u"expect"_s,
                    [&](const Item& value) {
                        m_walk.oneOrMore(value, [&](const Item& one) { readExpect(one, step); });
                    }},
                {u"sse"_s, [&](const Item& value) { readStream(value, step); }},
                {u"name"_s, m_walk.ignored(u"requests have no name in reports"_s)},
                {u"gzip"_s, m_walk.ignored(u"answers are read as they come"_s)},
                {u"followRedirect"_s, m_walk.ignored(u"redirects are not followed"_s)},
                {u"beforeRequest"_s, m_walk.refused(NoScripts)},
                {u"afterResponse"_s, m_walk.refused(NoScripts)},
                {u"match"_s,
                    [&](const Item& value) {
                        m_walk.oneOrMore(value, [&](const Item& one) { readMatch(one, step); });
                    }},
                {u"formData"_s, m_walk.refused(u"write form, json or body"_s)},
                {u"ifTrue"_s, m_walk.refused(NoScripts)},
            });
        if (step.path.isEmpty())
            m_walk.fail(item, u"needs a url"_s);
        if (!query.isEmpty())
            step.path += (step.path.contains(u'?') ? u'&' : u'?') + query.join(u'&');
    }

    // What begins with a variable of the environment is a whole URL, or a path, only with its
    // value.
    QString urlOf(const Item& item)
    {
        static const QRegularExpression Begins(u"^\\s*\\{\\{\\s*\\$(env|processEnvironment)\\."_s);
        return Begins.match(m_walk.text(item)).hasMatch() ? m_walk.known(item) : m_walk.text(item);
    }

    static QString jsonText(const QJsonValue& value)
    {
        // an array around it, since only objects and arrays are documents
        const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(text.sliced(1, text.size() - 2));
    }

    QStringList pairs(const Item& item)
    {
        QStringList pairs;
        m_walk.each(item, [&](const QString& name, const Item& values) {
            m_walk.oneOrMore(values, [&](const Item& value) {
                pairs.append(encoded(name) + u'=' + encoded(m_walk.text(value)));
            });
        });
        return pairs;
    }

    QString credentials(const Item& item)
    {
        QString user;
        QString password;
        m_walk.members(item,
            {
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
        const Take unknown = m_walk.refused(u"what can be captured is json, header, regexp"_s);
        m_walk.members(item,
            {
                {u"json"_s, [&](const Item& value) { capture.json = m_walk.text(value); }},
                {u"header"_s, [&](const Item& value) { capture.header = m_walk.text(value); }},
                {u"regexp"_s, [&](const Item& value) { capture.regexp = m_walk.text(value); }},
                {u"as"_s, [&](const Item& value) { capture.as = m_walk.text(value); }},
                {u"strict"_s,
                    m_walk.ignored(
                        u"a capture that finds nothing always counts as a failed check"_s)},
                {u"xpath"_s, unknown},
                {u"selector"_s, unknown},
            });
        const int sources = int(!capture.json.isEmpty()) + int(!capture.header.isEmpty())
            + int(!capture.regexp.isEmpty());
        if (sources != 1)
            m_walk.fail(item, u"needs one of json, header, regexp"_s);
        if (capture.as.isEmpty())
            m_walk.note(item,
                u"has no “as”: it is checked that the value is there, and it is kept in no variable; Artillery 2 itself wants “as”"_s);
        step.captures.push_back(capture);
    }

    void readExpect(const Item& item, LoadStep& step)
    {
        using Kind = LoadStep::Check::Kind;
        constexpr int LeastStatus = 100;
        constexpr int MostStatus = 599;
        const auto each = [this, &step](Kind kind, QString LoadStep::Check::*member) -> Take {
            return [this, &step, kind, member](const Item& value) {
                m_walk.oneOrMore(value, [&](const Item& one) {
                    LoadStep::Check check;
                    check.kind = kind;
                    check.*member = m_walk.text(one);
                    if ((check.*member).isEmpty())
                        m_walk.fail(one, u"must not be empty"_s);
                    step.checks.push_back(check);
                });
            };
        };
        const auto pair = [this, &step](Kind kind) -> Take {
            return [this, &step, kind](const Item& value) {
                QStringList texts;
                m_walk.elements(value, [&](const Item& one) { texts.append(m_walk.text(one)); });
                if (texts.size() < 2)
                    m_walk.fail(value, u"must be a list of two"_s);
                for (qsizetype i = 1; i < texts.size(); ++i)
                    step.checks.push_back({kind, texts.first(), texts[i]});
            };
        };
        m_walk.members(item,
            {
                {u"statusCode"_s,
                    [&](const Item& value) {
                        m_walk.oneOrMore(value, [&](const Item& one) {
                            step.expectStatuses.push_back(
                                static_cast<int>(m_walk.whole(one, LeastStatus, MostStatus)));
                        });
                    }},
                {u"notStatusCode"_s, each(Kind::NotStatus, &LoadStep::Check::value)},
                {u"contentType"_s, each(Kind::ContentType, &LoadStep::Check::value)},
                {u"hasHeader"_s, each(Kind::HasHeader, &LoadStep::Check::name)},
                {u"headerEquals"_s, pair(Kind::HeaderEquals)},
                {u"hasProperty"_s, each(Kind::HasProperty, &LoadStep::Check::name)},
                {u"notHasProperty"_s, each(Kind::NotHasProperty, &LoadStep::Check::name)},
                {u"equals"_s, pair(Kind::Equal)},
                {u"matchesRegexp"_s, each(Kind::Matches, &LoadStep::Check::value)},
                {u"match"_s, [&](const Item& value) { readMatch(value, step); }},
                {u"cdnHit"_s, m_walk.refused(u"is not checked here"_s)},
            });
    }

    // Artillery's older form: what a path in JSON has to be.
    void readMatch(const Item& item, LoadStep& step)
    {
        LoadStep::Check check;
        check.kind = LoadStep::Check::Kind::PropertyEquals;
        m_walk.members(item,
            {
                {u"json"_s, [&](const Item& value) { check.name = m_walk.text(value); }},
                {u"value"_s, [&](const Item& value) { check.value = m_walk.text(value); }},
            });
        if (check.name.isEmpty())
            m_walk.fail(item, u"needs json and value"_s);
        step.checks.push_back(check);
    }

    void readStream(const Item& item, LoadStep& step)
    {
        step.reconnects = true;
        m_walk.members(item,
            {
                {u"hold"_s, [&](const Item& value) { step.hold = m_walk.duration(value); }},
                {u"events"_s,
                    [&](const Item& value) {
                        step.events
                            = m_walk.whole(value, 0, std::numeric_limits<std::int64_t>::max());
                    }},
                {u"reconnect"_s,
                    [&](const Item& value) { step.reconnects = m_walk.boolean(value); }},
            });
    }

    Walker& m_walk;
    const bool m_isSse;
    const std::vector<std::pair<QString, QStringList>>& m_lists;
};

// Reads a whole file.
class ScenarioReader {
public:
    ScenarioReader(ScenarioReading& reading, const QString& folder)
        : m_walk(reading)
        , m_reading(reading)
        , m_scenario(reading.scenario)
        , m_folder(folder)
    {
    }

    void read(const YAML::Node& root)
    {
        if (!root.IsDefined() || root.IsNull() || (root.IsMap() && root.size() == 0))
            return m_walk.fail({root, u"the file"_s}, u"holds no scenario"_s);
        m_walk.members({root, {}},
            {
                {u"config"_s, [this](const Item& item) { readConfig(item); }},
                {u"scenarios"_s,
                    [this](const Item& item) {
                        m_walk.elements(item, [this](const Item& flow) { readFlow(flow); });
                        if (m_scenario.flows.empty())
                            m_walk.fail(item, u"holds no flow"_s);
                    }},
                {u"before"_s,
                    m_walk.refused(
                        u"is not run here; do it before the test, and hand over what it captures as config.variables or by $env"_s)},
                {u"after"_s, m_walk.ignored(u"is not run here; do it after the test"_s)},
            });
    }

private:
    void readConfig(const Item& item)
    {
        const Take readHttpDefaults = [this](const Item& value) { readDefaults(value); };
        m_walk.members(item,
            {
                {u"target"_s,
                    [this](const Item& value) {
                        m_scenario.target = m_walk.known(value);
                        m_reading.hasTarget = !m_scenario.target.isEmpty();
                    }},
                {u"phases"_s,
                    [this](const Item& value) {
                        m_walk.elements(value, [this](const Item& phase) { readPhase(phase); });
                        if (m_scenario.phases.empty())
                            m_walk.fail(value, u"holds no phase"_s);
                    }},
                {u"http"_s, [this](const Item& value) { readHttp(value); }},
                {u"defaults"_s, readHttpDefaults},
                {u"payload"_s, [this](const Item& value) { readPayload(value); }},
                {u"variables"_s, [this](const Item& value) { readVariables(value); }},
                {u"ensure"_s, [this](const Item& value) { readEnsure(value); }},
                {u"sse"_s, [this](const Item& value) { readOwn(value); }},
                {u"processor"_s, m_walk.ignored(NoScripts)},
                {u"plugins"_s,
                    [this](const Item& value) {
                        m_walk.each(value, [this](const QString& name, const Item& plugin) {
                            if (name != "expect"_L1 && name != "ensure"_L1) // which are built in
                                m_walk.note(plugin,
                                    u"plug-ins do not run here; bounds stand in ensure or sse.expect"_s);
                        });
                    }},
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
        const auto readDuration
            = [&](const Item& value) { phase.duration = m_walk.duration(value); };
        m_walk.members(item,
            {
                {u"duration"_s, readDuration},
                {u"pause"_s, readDuration},
                {u"arrivalRate"_s,
                    [&](const Item& value) {
                        phase.arrivalRate = m_walk.number(value, 0, LoadScenario::MostRate);
                    }},
                {u"rampTo"_s,
                    [&](const Item& value) {
                        phase.rampTo = m_walk.number(value, 0, LoadScenario::MostRate);
                    }},
                {u"arrivalCount"_s,
                    [&](const Item& value) {
                        phase.arrivalCount = m_walk.whole(value, 0, LoadScenario::MostClients);
                    }},
                {u"maxVusers"_s,
                    [&](const Item& value) {
                        phase.maxClients = m_walk.whole(value, 0, LoadScenario::MostClients);
                    }},
                {u"name"_s, [&](const Item& value) { phase.name = m_walk.text(value); }},
            });
        m_scenario.phases.push_back(phase);
    }

    void readHttp(const Item& item)
    {
        m_walk.members(item,
            {
                {u"timeout"_s,
                    [this](const Item& value) { m_scenario.timeout = m_walk.duration(value); }},
                {u"headers"_s,
                    [this](const Item& value) { m_scenario.headers += m_walk.headers(value); }},
                {u"defaults"_s, [this](const Item& value) { readDefaults(value); }},
                {u"pool"_s, m_walk.ignored(OtherTransport)},
                {u"maxSockets"_s, m_walk.ignored(OtherTransport)},
                {u"extendedMetrics"_s,
                    m_walk.ignored(u"connect and first byte are always measured"_s)},
                {u"cookieJarOptions"_s, m_walk.ignored(u"there are no cookie jars"_s)},
            });
    }

    void readDefaults(const Item& item)
    {
        m_walk.members(item,
            {
                {u"headers"_s,
                    [this](const Item& value) { m_scenario.headers += m_walk.headers(value); }},
                {u"strictCapture"_s,
                    m_walk.ignored(
                        u"a capture that finds nothing always counts as a failed check"_s)},
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
            m_scenario.clientsSkipFirst = false;
            m_walk.members(file,
                {
                    {u"path"_s,
                        [this](const Item& value) {
                            m_scenario.clientsFile = resolved(m_walk.text(value));
                        }},
                    {u"fields"_s,
                        [this](const Item& value) {
                            m_walk.elements(value, [this](const Item& field) {
                                m_scenario.clientsFields.append(m_walk.text(field));
                            });
                        }},
                    {u"order"_s,
                        [this](const Item& value) {
                            if (m_walk.text(value) != "sequence"_L1)
                                m_walk.ignored(u"the clients take the rows one after the other"_s)(
                                    value);
                        }},
                    {u"skipHeader"_s,
                        [this](const Item& value) {
                            m_scenario.clientsSkipFirst = m_walk.boolean(value);
                        }},
                    {u"name"_s, m_walk.ignored(u"there is one file"_s)},
                    {u"cast"_s, m_walk.ignored(u"cells are texts"_s)},
                    {u"delimiter"_s,
                        [this](const Item& value) {
                            if (m_walk.text(value) != ","_L1)
                                m_walk.fail(value, u"cells are parted by commas here"_s);
                        }},
                    {u"loadAll"_s, m_walk.refused(u"a client has one row"_s)},
                });
            if (m_scenario.clientsFields.isEmpty() && !m_scenario.clientsSkipFirst)
                m_walk.fail(file,
                    u"needs fields, the names of the columns; or skipHeader: true where the first row names them"_s);
            if (m_scenario.clientsFields.isEmpty())
                m_scenario.clientsSkipFirst = false; // which is said by that
            if (m_scenario.clientsFile.isEmpty())
                m_walk.fail(file, u"needs a path"_s);
        });
    }

    QString resolved(const QString& path) const
    {
        return m_folder.isEmpty() || path.isEmpty() || QDir::isAbsolutePath(path)
            ? path
            : QDir::cleanPath(m_folder + u'/' + path);
    }

    void readVariables(const Item& item)
    {
        m_walk.each(item, [this](const QString& name, const Item& value) {
            if (!value.node.IsSequence()) {
                m_scenario.variables.emplace_back(name, m_walk.text(value));
                return;
            }
            QStringList values;
            m_walk.elements(value, [&](const Item& one) { values.append(m_walk.text(one)); });
            if (values.isEmpty())
                m_walk.fail(value, u"has no values"_s);
            else if (values.size() == 1)
                m_scenario.variables.emplace_back(name, values.first());
            else
                m_scenario.choices.emplace_back(name, values);
        });
    }

    // Artillery bounds the time to the first byte of an answer, in milliseconds.
    void readEnsure(const Item& item)
    {
        Keys keys{
            {u"thresholds"_s,
                [this](const Item& value) {
                    m_walk.elements(value, [this](const Item& one) {
                        m_walk.each(one, [this](const QString& metric, const Item& bound) {
                            readThreshold(metric, bound);
                        });
                    });
                }},
            {u"maxErrorRate"_s,
                [this](const Item& value) { expect(u"errorRate<="_s, value, u"%"_s); }},
            {u"conditions"_s,
                [this](const Item& value) {
                    m_walk.elements(value, [this](const Item& one) { readCondition(one); });
                }},
        };
        for (const QString& metric :
            {u"min"_s, u"max"_s, u"median"_s, u"p50"_s, u"p90"_s, u"p95"_s, u"p99"_s})
            keys.emplace_back(metric, [this, metric](const Item& value) {
                readThreshold(u"http.response_time."_s + metric, value);
            });
        m_walk.members(item, keys);
    }

    // The figure of ours that is a metric of Artillery's, and the unit of its bounds; nothing, and
    // an error, when there is none.
    std::optional<std::pair<QString, QString>> figureOf(const QString& metric, const Item& item)
    {
        static const QRegularExpression ResponseTime(
            u"^http\\.response_time\\.(p50|p90|p95|p99|p999|max|median)$"_s);
        if (const auto match = ResponseTime.match(metric); match.hasMatch()) {
            const QString which = match.captured(1);
            return std::pair(u"firstByte."_s
                    + (which == "median"_L1      ? u"p50"_s
                            : which == "p999"_L1 ? u"p99.9"_s
                                                 : which),
                u"ms"_s);
        }
        static const std::vector<std::pair<QString, QString>> Counts{
            {u"vusers.failed"_s, u"failed"_s}, {u"vusers.created"_s, u"arrived"_s},
            {u"plugins.expect.failed"_s, u"failedExpects"_s}};
        for (const auto& [theirs, ours] : Counts) {
            if (metric == theirs)
                return std::pair(ours, QString());
        }
        m_walk.fail(item,
            u"“%1” is not measured here, so that the gate could not be kept; bound a figure of --help in config.sse.expect instead"_s
                .arg(metric));
        return std::nullopt;
    }

    void readThreshold(const QString& metric, const Item& bound)
    {
        if (const auto figure = figureOf(metric, bound))
            expect(figure->first + u'<', bound, figure->second);
    }

    // "http.response_time.p95 < 250 and vusers.failed == 0"
    void readCondition(const Item& item)
    {
        static const QRegularExpression Joint(
            u"\\s+and\\s+|\\s*&&\\s*"_s, QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression Bound(
            u"^\\s*\\(?\\s*([A-Za-z_][\\w.]*)\\s*(<=|>=|==|!=|<|>)\\s*([0-9.]+)\\s*\\)?\\s*$"_s);
        QString expression;
        bool isStrict = true;
        if (item.node.IsScalar())
            expression = m_walk.text(item);
        else
            m_walk.members(item,
                {
                    {u"expression"_s, [&](const Item& value) { expression = m_walk.text(value); }},
                    {u"strict"_s, [&](const Item& value) { isStrict = m_walk.boolean(value); }},
                });
        if (!isStrict)
            return m_walk.note(item, u"is not strict, so nothing depends on it"_s);
        for (const QString& part : expression.split(Joint)) {
            const auto match = Bound.match(part);
            if (!match.hasMatch())
                return m_walk.fail(item,
                    u"“%1” is more than bounds joined by and; write them into config.sse.expect"_s
                        .arg(expression));
            const auto figure = figureOf(match.captured(1), item);
            if (!figure)
                return;
            addExpectation(
                figure->first + match.captured(2) + match.captured(3) + figure->second, item);
        }
    }

    void expect(const QString& what, const Item& bound, const QString& unit)
    {
        addExpectation(what + m_walk.known(bound) + unit, bound);
    }

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
        m_walk.members(item,
            {
                {u"name"_s, [this](const Item& value) { m_scenario.name = m_walk.text(value); }},
                {u"users"_s,
                    [this](const Item& value) {
                        m_scenario.users = m_walk.whole(value, 0, LoadScenario::MostClients);
                    }},
                {u"think"_s,
                    [this](const Item& value) { m_scenario.think = m_walk.duration(value); }},
                {u"lateAfter"_s,
                    [this](const Item& value) { m_scenario.lateAfter = m_walk.duration(value); }},
                {u"timeout"_s,
                    [this](const Item& value) { m_scenario.timeout = m_walk.duration(value); }},
                {u"publish"_s, [this](const Item& value) { readPublishing(value); }},
                {u"slowReaders"_s,
                    [this](const Item& value) {
                        m_walk.members(value,
                            {
                                {u"share"_s,
                                    [this](const Item& share) {
                                        m_scenario.slowShare = m_walk.share(share);
                                    }},
                                {u"bytesPerSecond"_s,
                                    [this](const Item& rate) {
                                        m_scenario.slowBytesPerSecond = size(
                                            rate, 1, std::numeric_limits<std::int64_t>::max());
                                    }},
                            });
                    }},
                {u"drop"_s,
                    [this](const Item& value) {
                        m_walk.members(value,
                            {
                                {u"share"_s,
                                    [this](const Item& share) {
                                        m_scenario.dropShare = m_walk.share(share);
                                    }},
                                {u"every"_s,
                                    [this](const Item& time) {
                                        m_scenario.dropEvery = m_walk.duration(time);
                                    }},
                                {u"away"_s,
                                    [this](const Item& time) {
                                        m_scenario.dropAway = m_walk.duration(time);
                                    }},
                            });
                    }},
                {u"expect"_s,
                    [this](const Item& value) {
                        m_walk.oneOrMore(value,
                            [this](const Item& one) { addExpectation(m_walk.text(one), one); });
                    }},
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
        m_walk.members(item,
            {
                {u"rate"_s,
                    [&](const Item& value) {
                        publishing.rate = m_walk.number(value, 0, LoadScenario::MostRate);
                    }},
                {u"to"_s,
                    [&](const Item& value) {
                        if (!parsePublishTo(m_walk.text(value), publishing.to))
                            m_walk.fail(value, u"must be one of each, random, skewed, one, all"_s);
                    }},
                {u"user"_s,
                    [&](const Item& value) {
                        publishing.one = m_walk.whole(value, 1, LoadScenario::MostClients);
                    }},
                {u"via"_s, [&](const Item& value) { publishing.redis = m_walk.text(value); }},
                {u"channel"_s, [&](const Item& value) { publishing.channel = m_walk.text(value); }},
                {u"url"_s, [&](const Item& value) { publishing.url = m_walk.text(value); }},
                {u"body"_s, [&](const Item& value) { publishing.body = m_walk.text(value); }},
                {u"headers"_s,
                    [&](const Item& value) { publishing.headers = m_walk.headers(value); }},
                {u"connections"_s,
                    [&](const Item& value) {
                        publishing.connections
                            = m_walk.whole(value, 1, LoadPublishing::MostConnections);
                    }},
                {u"payloadSize"_s, [&](const Item& value) { readPayloadSize(value); }},
                {u"from"_s, [&](const Item& value) { publishing.from = m_walk.duration(value); }},
                {u"for"_s, [&](const Item& value) { publishing.lasts = m_walk.duration(value); }},
                {u"count"_s,
                    [&](const Item& value) {
                        publishing.count
                            = m_walk.whole(value, 0, std::numeric_limits<std::int64_t>::max());
                    }},
            });
    }

    // 200, or 200..2KiB.
    void readPayloadSize(const Item& item)
    {
        const QStringList ends = m_walk.text(item).split(u".."_s);
        const auto least = parseByteSize(ends.first());
        const auto most = parseByteSize(ends.last());
        if (ends.size() > 2 || !least || !most || *most > LoadScenario::MostPayload
            || *least > *most) {
            m_walk.fail(item, u"must be a size such as 200, or 200..2KiB, up to 256KiB"_s);
            return;
        }
        m_scenario.publishing.leastBytes = static_cast<int>(*least);
        m_scenario.publishing.mostBytes = static_cast<int>(*most);
    }

    void readFlow(const Item& item)
    {
        LoadFlow flow;
        // First, since it says what a get is.
        const YAML::Node engine = item.node.IsMap() ? item.node["engine"] : YAML::Node();
        const bool isSse = engine.IsDefined() && engine.IsScalar() && engine.Scalar() == "sse";
        StepReader steps(m_walk, isSse, m_scenario.choices);
        m_walk.members(item,
            {
                {u"name"_s, [&](const Item& value) { flow.name = m_walk.text(value); }},
                {u"weight"_s,
                    [&](const Item& value) {
                        flow.weight = m_walk.number(value, 0, LoadScenario::MostRate);
                    }},
                {u"flow"_s, [&](const Item& value) { flow.steps = steps.read(value); }},
                {u"engine"_s,
                    [&](const Item& value) {
                        if (const QString name = m_walk.text(value);
                            name != "http"_L1 && name != "sse"_L1)
                            m_walk.fail(value, u"only http and sse are known here"_s);
                    }},
                {u"beforeScenario"_s, m_walk.refused(NoScripts)},
                {u"afterScenario"_s, m_walk.refused(NoScripts)},
                {u"beforeRequest"_s, m_walk.refused(NoScripts)},
                {u"afterResponse"_s, m_walk.refused(NoScripts)},
            });
        m_scenario.flows.push_back(std::move(flow));
    }

    Walker m_walk;
    ScenarioReading& m_reading;
    LoadScenario& m_scenario;
    QString m_folder;
};

// What `over` says instead of, and beside, what `base` says; lists are taken whole.
YAML::Node merged(const YAML::Node& base, const YAML::Node& over, int depth = 0)
{
    if (!base.IsMap() || !over.IsMap() || depth > MostDepth)
        return over;
    YAML::Node result(YAML::NodeType::Map);
    for (const auto& member : base)
        result.force_insert(member.first,
            over[member.first.Scalar()].IsDefined()
                ? merged(member.second, over[member.first.Scalar()], depth + 1)
                : member.second);
    for (const auto& member : over) {
        if (!base[member.first.Scalar()].IsDefined())
            result.force_insert(member.first, member.second);
    }
    return result;
}

// The file with config.environments.NAME put into its config. What is wrong is in `error`.
YAML::Node inEnvironment(const YAML::Node& root, const QString& name, QString& error)
{
    const YAML::Node config = root.IsMap() ? root["config"] : YAML::Node();
    const YAML::Node all
        = config.IsDefined() && config.IsMap() ? config["environments"] : YAML::Node();
    if (!all.IsDefined() || !all.IsMap()) {
        if (!name.isEmpty())
            error = u"--environment: the file has no config.environments"_s;
        return root;
    }
    QStringList names;
    for (const auto& member : all)
        names.append(
            member.first.IsScalar() ? QString::fromStdString(member.first.Scalar()) : QString());
    if (!names.contains(name)) {
        error = name.isEmpty() ? u"config.environments: choose one by --environment: "_s
                               : u"--environment: there is no “%1”; there are "_s.arg(name);
        error += names.join(", "_L1);
        return root;
    }
    YAML::Node rest(YAML::NodeType::Map);
    for (const auto& member : config) {
        if (!member.first.IsScalar() || member.first.Scalar() != "environments")
            rest.force_insert(member.first, member.second);
    }
    YAML::Node result(YAML::NodeType::Map);
    for (const auto& member : root) {
        const bool isConfig = member.first.IsScalar() && member.first.Scalar() == "config";
        result.force_insert(
            member.first, isConfig ? merged(rest, all[name.toStdString()]) : member.second);
    }
    return result;
}
} // namespace

ScenarioReading readScenario(
    const QByteArray& yaml, const QString& folder, const QString& environment)
{
    ScenarioReading reading;
    if (yaml.size() > MostScenarioBytes) {
        reading.error = u"a scenario has at most 1 MiB"_s;
        return reading;
    }
    try {
        const YAML::Node root
            = inEnvironment(YAML::Load(yaml.toStdString()), environment, reading.error);
        if (reading.error.isEmpty())
            ScenarioReader(reading, folder).read(root);
    } catch (const YAML::Exception& exception) { // the library's way to say that it is no YAML
        const bool isTab = yaml.contains("\n\t") || yaml.contains("  \t");
        reading.error
            = (exception.mark.line >= 0 ? u"line %1: "_s.arg(exception.mark.line + 1) : QString())
            + u"this is no YAML: "_s + QString::fromStdString(exception.msg)
            + (isTab ? u" (lines must be indented by blanks, not by tabs)"_s : QString());
    }
    reading.error = visibleText(reading.error);
    for (QString& remark : reading.ignored)
        remark = visibleText(remark);
    return reading;
}

} // namespace fanlight
