// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_values.h"

#include "auth/token_list.h"
#include "load/expectation.h"
#include "metrics/units.h"
#include "options/option_values.h"

#include <QRegularExpression>

#include <optional>

namespace fanlight::load_values {

using namespace Qt::Literals::StringLiterals;
using option_values::quoted;
using std::chrono::milliseconds;

namespace {

std::optional<double> numberOf(const QString& text)
{
    static const QRegularExpression Number(u"^\\d{1,15}(\\.\\d{1,15})?$"_s);
    return Number.match(text).hasMatch() ? std::optional(text.toDouble()) : std::nullopt;
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

} // namespace

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

QString setDrop(LoadScenario& scenario, const QString& text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (const QString error = setShare(scenario.dropShare, text.left(slash));
        !error.isEmpty() || slash < 0)
        return error;
    return setDuration(scenario.dropEvery, text.mid(slash + 1));
}

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

QString addToken(LoadPublishing& publishing, const QString& text)
{
    QString error;
    const auto token = auth::secretOf(text, error);
    if (token)
        publishing.headers.append(u"Authorization: Bearer "_s + QString::fromStdString(*token));
    return error;
}

QString addExpectation(LoadScenario& scenario, const QString& text)
{
    QString error;
    if (const auto expectation = Expectation::parse(text, error))
        scenario.expectations.push_back(expectation->text());
    return error;
}

QString setSlowRate(LoadScenario& scenario, const QString& text)
{
    const auto bytes = parseByteSize(text);
    if (!bytes || *bytes < 1)
        return quoted(text) + u" is not a size; use 1KiB"_s;
    scenario.slowBytesPerSecond = *bytes;
    return {};
}

} // namespace fanlight::load_values
