// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_text.h"

#include "metrics/units.h"
#include "typed_share.h"

#include <QRegularExpression>

#include <array>
#include <cmath>

namespace fanlight::load_text {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {
// As short as it can be and still read back the same.
QString numberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

std::optional<double> parseNumber(const QString& text)
{
    bool ok = false;
    const double number = text.trimmed().toDouble(&ok);
    return ok && std::isfinite(number) && number >= 0 ? std::optional(number) : std::nullopt;
}

bool isOff(const QString& text)
{
    return text.isEmpty() || text == OffWord;
}

// The two sides of "10..200"; one where there is no range.
QStringList rangeParts(const QString& text)
{
    static const std::array separators{u"→"_s, u"->"_s, u"…"_s, u".."_s, u"–"_s, u"-"_s};
    for (const QString& separator : separators) {
        if (const qsizetype at = text.indexOf(separator); at > 0)
            return {text.left(at).trimmed(), text.mid(at + separator.size()).trimmed()};
    }
    return {text.trimmed()};
}

std::optional<int> parseSize(QString text)
{
    if (text.endsWith(u" B"_s))
        text.chop(2);
    const std::optional<qint64> bytes = parseByteSize(text.trimmed());
    if (!bytes || *bytes > std::numeric_limits<int>::max())
        return std::nullopt;
    return int(*bytes);
}

} // namespace

std::optional<TypedArrivals> parseArrivals(const QString& text)
{
    TypedArrivals arrivals;
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return arrivals;
    static const QRegularExpression inAll(u"^(\\d{1,18})\\s+(?:in all|clients?)$"_s);
    if (const auto match = inAll.match(trimmed); match.hasMatch()) {
        arrivals.count = match.captured(1).toLongLong();
        return arrivals;
    }
    const QStringList parts = rangeParts(trimmed);
    const std::optional<double> rate = parseNumber(parts.constFirst());
    const std::optional<double> to = parts.size() > 1 ? parseNumber(parts[1]) : std::optional(-1.0);
    if (!rate || !to)
        return std::nullopt;
    arrivals.rate = *rate;
    arrivals.rampTo = *to;
    return arrivals;
}

QString arrivalsText(const LoadPhase& phase)
{
    if (phase.arrivalCount >= 0)
        return QString::number(phase.arrivalCount) + u" in all"_s;
    const QString rate = numberText(phase.arrivalRate);
    return phase.rampTo < 0 ? rate : QString(rate + u".."_s + numberText(phase.rampTo));
}

QString arrivalsShown(const LoadPhase& phase)
{
    return arrivalsText(phase).replace(u".."_s, u" → "_s);
}

std::optional<Sizes> parseSizes(const QString& text)
{
    const QStringList parts = rangeParts(text.trimmed());
    const std::optional<int> least = parseSize(parts.constFirst());
    const std::optional<int> most = parseSize(parts.constLast());
    return least && most ? std::optional(Sizes{*least, *most}) : std::nullopt;
}

QString sizesText(const LoadPublishing& publishing)
{
    const QString least = byteSizeText(publishing.leastBytes);
    if (publishing.leastBytes == publishing.mostBytes)
        return least;
    return least + u".."_s + byteSizeText(publishing.mostBytes);
}

std::optional<Slowness> parseSlowness(const QString& text)
{
    Slowness slowness;
    if (isOff(text.trimmed()))
        return slowness;
    const QStringList parts = text.trimmed().split(u" at "_s);
    const std::optional<double> share = typedShare(parts.constFirst());
    if (!share || parts.size() > 2)
        return std::nullopt;
    slowness.share = *share;
    if (parts.size() == 2) {
        QString bytes = parts[1].trimmed();
        if (bytes.endsWith(u"/s"_s))
            bytes.chop(2);
        const std::optional<qint64> perSecond = parseByteSize(bytes.trimmed());
        if (!perSecond)
            return std::nullopt;
        slowness.bytesPerSecond = *perSecond;
    }
    return slowness;
}

QString slownessText(const LoadScenario& scenario)
{
    if (scenario.slowShare == 0)
        return OffWord;
    const QString share = typedShareText(scenario.slowShare);
    if (scenario.slowBytesPerSecond == Slowness().bytesPerSecond)
        return share;
    return share + u" at "_s + byteSizeText(scenario.slowBytesPerSecond) + u"/s"_s;
}

std::optional<Drops> parseDrops(const QString& text)
{
    Drops drops;
    const QString trimmed = text.trimmed();
    if (isOff(trimmed))
        return drops;
    static const QRegularExpression form(
        u"^(\\S+(?:\\s*%)?)(?:\\s+every\\s+(\\S+))?(?:\\s+for\\s+(\\S+))?$"_s);
    const auto match = form.match(trimmed);
    const std::optional<double> share = typedShare(match.captured(1));
    if (!match.hasMatch() || !share)
        return std::nullopt;
    drops.share = *share;
    for (const auto& [group, time] : {std::pair(2, &drops.every), std::pair(3, &drops.away)}) {
        if (match.captured(group).isEmpty())
            continue;
        const std::optional<milliseconds> duration = parseDuration(match.captured(group));
        if (!duration)
            return std::nullopt;
        *time = *duration;
    }
    return drops;
}

QString dropsText(const LoadScenario& scenario)
{
    if (scenario.dropShare == 0)
        return OffWord;
    QString text
        = typedShareText(scenario.dropShare) + u" every "_s + durationText(scenario.dropEvery);
    if (scenario.dropAway.count() > 0)
        text += u" for "_s + durationText(scenario.dropAway);
    return text;
}

} // namespace fanlight::load_text
