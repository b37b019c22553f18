// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_walker.h"

#include "load/scenario.h"
#include "metrics/nearest_name.h"
#include "metrics/units.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <optional>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {
constexpr int MostValues = 100'000; // visited, aliases as often as they are followed

// Seconds, with a fraction, or a text with a unit.
std::optional<milliseconds> timeOf(const QString& value)
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

// What YAML's core schema takes a plain scalar for.
QJsonValue scalar(const ScenarioWalker::Item& item)
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
} // namespace

const QString ScenarioWalker::NoScripts = u"JavaScript does not run here"_s;

void ScenarioWalker::fail(const Item& item, const QString& what)
{
    if (failed())
        return;
    const int line = item.node.Mark().line;
    m_error = (line >= 0 ? u"line %1: "_s.arg(line + 1) : QString()) + item.path + u": "_s + what;
}

ScenarioWalker::Take ScenarioWalker::ignored(const QString& reason)
{
    return [this, reason](const Item& item) { m_ignored.append(item.path + u": "_s + reason); };
}

ScenarioWalker::Take ScenarioWalker::refused(const QString& reason)
{
    return [this, reason](const Item& item) { fail(item, reason); };
}

void ScenarioWalker::each(
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
        const QString key
            = member.first.IsScalar() ? QString::fromStdString(member.first.Scalar()) : QString();
        const Item value{member.second, item.path.isEmpty() ? key : QString(item.path + u'.' + key),
            item.depth + 1};
        if (seen.contains(key))
            fail(value, u"stands there twice"_s);
        if (failed())
            return;
        seen.insert(key);
        take(key, value);
    }
}

void ScenarioWalker::members(const Item& item, const Keys& keys)
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

void ScenarioWalker::elements(const Item& item, const Take& take)
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

void ScenarioWalker::oneOrMore(const Item& item, const Take& take)
{
    if (item.node.IsSequence())
        elements(item, take);
    else
        take(item);
}

QString ScenarioWalker::text(const Item& item)
{
    if (item.node.IsNull() || !visit(item))
        return {};
    if (!item.node.IsScalar())
        fail(item, u"must be a text"_s);
    return item.node.IsScalar() ? QString::fromStdString(item.node.Scalar()) : QString();
}

QString ScenarioWalker::known(const Item& item)
{
    QString value = text(item);
    QString missing;
    if (!expandEnvironment(value, missing))
        fail(item, missing);
    return value;
}

void ScenarioWalker::note(const Item& item, const QString& reason)
{
    m_ignored.append(item.path + u": "_s + reason);
}

double ScenarioWalker::number(const Item& item, double least, double most)
{
    bool ok = false;
    const double value = known(item).toDouble(&ok);
    if (!ok || !(value >= least && value <= most))
        fail(item, u"must be a number from %1 to %2"_s.arg(least, 0, 'f', 0).arg(most, 0, 'f', 0));
    return ok ? value : least;
}

std::int64_t ScenarioWalker::whole(const Item& item, std::int64_t least, std::int64_t most)
{
    const auto value = parseWholeNumber(known(item));
    if (!value || *value < least || *value > most)
        fail(item, u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
    return value.value_or(least);
}

milliseconds ScenarioWalker::duration(const Item& item)
{
    const QString value = known(item).remove(u' ');
    const auto time = timeOf(value);
    if (!time)
        fail(item, u"“%1” is no duration up to 24h; write seconds, or 500ms, 10m, 1h"_s.arg(value));
    return time.value_or(milliseconds(0));
}

std::pair<milliseconds, milliseconds> ScenarioWalker::durations(const Item& item)
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

double ScenarioWalker::share(const Item& item)
{
    const QString value = known(item);
    const auto share = parseShare(value);
    if (!share || *share > 1)
        fail(item, u"must be a share such as 5% or 0.05"_s);
    else if (*share == 1 && !value.contains(u'%'))
        fail(item, u"“%1” could be 1% or all; write 1% or 100%"_s.arg(value));
    return share.value_or(0);
}

std::int64_t ScenarioWalker::size(const Item& item, std::int64_t least, std::int64_t most)
{
    const auto bytes = parseByteSize(text(item));
    if (!bytes || *bytes < least || *bytes > most)
        fail(item, u"must be a size such as 200 or 1KiB"_s);
    return bytes.value_or(least);
}

bool ScenarioWalker::boolean(const Item& item)
{
    const QString value = text(item);
    if (value != "true"_L1 && value != "false"_L1)
        fail(item, u"must be true or false"_s);
    return value == "true"_L1;
}

QStringList ScenarioWalker::headers(const Item& item)
{
    QStringList lines;
    each(item, [&](const QString& name, const Item& values) {
        oneOrMore(values,
            [&](const Item& value) { lines.append(name + u": "_s + text(value).trimmed()); });
    });
    return lines;
}

QJsonValue ScenarioWalker::json(const Item& item)
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

// Counts what is visited, so that aliases that multiply, or lead back to themselves, come to an
// end.
bool ScenarioWalker::visit(const Item& item)
{
    if (++m_visited > MostValues || item.depth > MostDepth)
        fail(item,
            u"the file holds more than %L1 values, or more than %2 within one another"_s
                .arg(MostValues)
                .arg(MostDepth));
    return !failed();
}

QString pathFrom(const QString& folder, const QString& path)
{
    return folder.isEmpty() || path.isEmpty() || QDir::isAbsolutePath(path)
        ? path
        : QDir::cleanPath(folder + u'/' + path);
}

} // namespace fanlight
