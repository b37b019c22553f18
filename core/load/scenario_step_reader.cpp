// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_step_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using Take = ScenarioWalker::Take;
using Keys = ScenarioWalker::Keys;

namespace {
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

QString jsonText(const QJsonValue& value)
{
    // an array around it, since only objects and arrays are documents
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.sliced(1, text.size() - 2));
}

// The value as it is, whatever a replacement would make of its backslashes.
void replace(QString& text, const QRegularExpression& place, const QString& value)
{
    for (auto match = place.match(text); match.hasMatch();
         match = place.match(text, match.capturedStart() + value.size()))
        text.replace(match.capturedStart(), match.capturedLength(), value);
}

void putIn(LoadStep& step, const QString& name, const QString& value)
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
} // namespace

ScenarioStepReader::ScenarioStepReader(
    ScenarioWalker& walker, bool isSse, const std::vector<std::pair<QString, QStringList>>& lists)
    : m_walk(walker)
    , m_checks(walker)
    , m_isSse(isSse)
    , m_lists(lists)
{
}

std::vector<LoadStep> ScenarioStepReader::read(const Item& item)
{
    std::vector<LoadStep> steps;
    m_walk.elements(item, [&](const Item& element) { readStep(element, steps); });
    return steps;
}

void ScenarioStepReader::readStep(const Item& item, std::vector<LoadStep>& steps)
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
        {u"function"_s, m_walk.refused(ScenarioWalker::NoScripts)},
        {u"name"_s, m_walk.ignored(u"steps have no name in reports"_s)},
        {u"whileTrue"_s, m_walk.refused(ScenarioWalker::NoScripts)},
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

QStringList ScenarioStepReader::valuesOf(const Item& item)
{
    QStringList values;
    if (item.node.IsSequence()) {
        m_walk.elements(item, [&](const Item& one) { values.append(m_walk.known(one)); });
    } else {
        const QString name = m_walk.text(item);
        const auto list = std::find_if(
            m_lists.begin(), m_lists.end(), [&](const auto& one) { return one.first == name; });
        if (list == m_lists.end())
            m_walk.fail(item, u"must be a list, or a variable of config.variables that is one"_s);
        else
            values = list->second;
    }
    if (values.isEmpty())
        m_walk.fail(item, u"has no values"_s);
    return values;
}

void ScenarioStepReader::readRequest(const Item& item, LoadStep& step)
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
                        step.headers.append(u"Content-Type: application/x-www-form-urlencoded"_s);
                }},
            {u"auth"_s, [&](const Item& value) { step.headers.append(credentials(value)); }},
            {u"cookie"_s,
                [&](const Item& value) {
                    step.headers.append(u"Cookie: "_s + pairs(value).join("; "_L1));
                }},
            {u"capture"_s,
                [&](const Item& value) {
                    m_walk.oneOrMore(
                        value, [&](const Item& one) { m_checks.readCapture(one, step); });
                }},
            {u"expect"_s,
                [&](const Item& value) {
                    m_walk.oneOrMore(
                        value, [&](const Item& one) { m_checks.readExpect(one, step); });
                }},
            {u"sse"_s, [&](const Item& value) { readStream(value, step); }},
            {u"name"_s, m_walk.ignored(u"requests have no name in reports"_s)},
            {u"gzip"_s, m_walk.ignored(u"answers are read as they come"_s)},
            {u"followRedirect"_s, m_walk.ignored(u"redirects are not followed"_s)},
            {u"beforeRequest"_s, m_walk.refused(ScenarioWalker::NoScripts)},
            {u"afterResponse"_s, m_walk.refused(ScenarioWalker::NoScripts)},
            {u"match"_s,
                [&](const Item& value) {
                    m_walk.oneOrMore(
                        value, [&](const Item& one) { m_checks.readMatch(one, step); });
                }},
            {u"formData"_s, m_walk.refused(u"write form, json or body"_s)},
            {u"ifTrue"_s, m_walk.refused(ScenarioWalker::NoScripts)},
        });
    if (step.path.isEmpty())
        m_walk.fail(item, u"needs a url"_s);
    if (!query.isEmpty())
        step.path += (step.path.contains(u'?') ? u'&' : u'?') + query.join(u'&');
}

// What begins with a variable of the environment is a whole URL, or a path, only with its
// value.
QString ScenarioStepReader::urlOf(const Item& item)
{
    static const QRegularExpression Begins(u"^\\s*\\{\\{\\s*\\$(env|processEnvironment)\\."_s);
    return Begins.match(m_walk.text(item)).hasMatch() ? m_walk.known(item) : m_walk.text(item);
}

QStringList ScenarioStepReader::pairs(const Item& item)
{
    QStringList pairs;
    m_walk.each(item, [&](const QString& name, const Item& values) {
        m_walk.oneOrMore(values, [&](const Item& value) {
            pairs.append(encoded(name) + u'=' + encoded(m_walk.text(value)));
        });
    });
    return pairs;
}

QString ScenarioStepReader::credentials(const Item& item)
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

void ScenarioStepReader::readStream(const Item& item, LoadStep& step)
{
    step.reconnects = true;
    m_walk.members(item,
        {
            {u"hold"_s, [&](const Item& value) { step.hold = m_walk.duration(value); }},
            {u"events"_s,
                [&](const Item& value) {
                    step.events = m_walk.whole(value, 0, std::numeric_limits<std::int64_t>::max());
                }},
            {u"reconnect"_s, [&](const Item& value) { step.reconnects = m_walk.boolean(value); }},
        });
}

} // namespace fanlight
