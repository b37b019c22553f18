// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/fault.h"

#include "hub/connection_filter.h"
#include "hub/options.h"

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, FaultKindCount> Names{"drop"_L1, "delay"_L1, "cut"_L1,
    "half-open"_L1, "drip"_L1, "refuse"_L1, "unavailable"_L1, "pause-redis"_L1, "cut-redis"_L1};

QString percentText(double share)
{
    return QString::number(share * 100, 'g', 3) + u" %"_s;
}

QString streamsText(const Fault& fault)
{
    return fault.filter.isEmpty() ? u"all streams"_s : u"streams of %1"_s.arg(fault.filter);
}

QString newStreamsText(const Fault& fault)
{
    return fault.filter.isEmpty() ? u"new streams"_s : u"new streams of %1"_s.arg(fault.filter);
}

// After how many events or bytes a stream is cut.
QString limitText(const Fault& fault)
{
    QStringList limits;
    if (fault.events > 0)
        limits += fault.events == 1 ? u"1 event"_s : u"%1 events"_s.arg(fault.events);
    if (fault.bytes > 0)
        limits += byteSizeText(static_cast<qint64>(fault.bytes));
    return limits.join(u" or "_s);
}

QString effectText(const Fault& fault)
{
    switch (fault.kind) {
    case FaultKind::Drop: {
        const QString share = fault.share < 1 ? percentText(fault.share) + u" of "_s : QString();
        const QString when
            = fault.every.count() > 0 ? u" every %1"_s.arg(durationText(fault.every)) : QString();
        return share + streamsText(fault) + u" break off"_s + when;
    }
    case FaultKind::Delay:
        return u"%1 get everything %2 late"_s.arg(streamsText(fault), durationText(fault.delay));
    case FaultKind::Cut:
        return u"%1 break off after %2"_s.arg(streamsText(fault), limitText(fault));
    case FaultKind::HalfOpen:
        return u"%1 are half-open: nothing is sent, nothing is noticed"_s.arg(streamsText(fault));
    case FaultKind::Drip:
        return u"%1 get %2 a second"_s.arg(
            streamsText(fault), byteSizeText(static_cast<qint64>(fault.bytes)));
    case FaultKind::Refuse:
        return u"%1 are reset before an answer"_s.arg(newStreamsText(fault));
    case FaultKind::Unavailable:
        return u"%1 are answered 503"_s.arg(newStreamsText(fault));
    case FaultKind::PauseRedis:
        return u"nothing is read from Redis' subscribing link"_s;
    case FaultKind::CutRedis:
        return u"the links to Redis are cut"_s;
    }
    return {};
}

QString outOfBounds(QLatin1StringView member, const QString& accepts)
{
    return u"%1: must be %2"_s.arg(member, accepts);
}

QString countBounds()
{
    return u"from 1 to %1"_s.arg(Fault::MostCount);
}

bool isCount(quint64 value)
{
    return value >= 1 && value <= Fault::MostCount;
}

QString checkDrop(const Fault& fault)
{
    if (!(fault.share > 0 && fault.share <= 1))
        return outOfBounds("share"_L1, u"above 0, up to 1"_s);
    if (fault.every.count() != 0
        && (fault.every < Fault::LeastEvery || fault.every > Fault::MostTime))
        return outOfBounds("every"_L1,
            u"off, or from %1 to %2"_s.arg(
                durationText(Fault::LeastEvery), durationText(Fault::MostTime)));
    return {};
}

QString checkCut(const Fault& fault)
{
    if (fault.events == 0 && fault.bytes == 0)
        return u"events: say after how many events, or bytes, a stream is cut"_s;
    if (fault.events != 0 && !isCount(fault.events))
        return outOfBounds("events"_L1, countBounds());
    if (fault.bytes != 0 && !isCount(fault.bytes))
        return outOfBounds("bytes"_L1, countBounds());
    return {};
}

} // namespace

QString faultIdText(quint64 id)
{
    return QStringLiteral("f-%1").arg(id);
}

std::optional<quint64> parseFaultId(QStringView text)
{
    bool ok = false;
    const quint64 id = text.startsWith(u"f-") ? text.sliced(2).toULongLong(&ok) : 0;
    return ok && faultIdText(id) == text ? std::optional(id) : std::nullopt;
}

QString faultKindName(FaultKind kind)
{
    return Names[static_cast<std::size_t>(kind)];
}

bool parseFaultKind(QStringView name, FaultKind* kind)
{
    const auto found = std::find(Names.begin(), Names.end(), name);
    if (found == Names.end())
        return false;
    *kind = static_cast<FaultKind>(found - Names.begin());
    return true;
}

bool isRedisFault(FaultKind kind)
{
    return kind == FaultKind::PauseRedis || kind == FaultKind::CutRedis;
}

QString describeFault(const Fault& fault)
{
    const QString lasts
        = fault.lasts.count() > 0 ? u", for %1"_s.arg(durationText(fault.lasts)) : QString();
    return effectText(fault) + lasts;
}

QString checkFault(const Fault& fault)
{
    if (isRedisFault(fault.kind) && !fault.filter.isEmpty())
        return u"filter: Redis' links are not streams; leave it out"_s;
    if (const ConnectionFilter filter(fault.filter); !filter.error().isEmpty())
        return u"filter: "_s + filter.error();
    if (fault.lasts.count() < 0 || fault.lasts > Fault::MostTime)
        return outOfBounds("for"_L1, u"up to %1"_s.arg(durationText(Fault::MostTime)));
    switch (fault.kind) {
    case FaultKind::Drop:
        return checkDrop(fault);
    case FaultKind::Delay:
        if (fault.delay.count() < 1 || fault.delay > Fault::MostDelay)
            return outOfBounds("delay"_L1, u"from 1ms to %1"_s.arg(durationText(Fault::MostDelay)));
        return {};
    case FaultKind::Cut:
        return checkCut(fault);
    case FaultKind::Drip:
        if (fault.bytes < Fault::LeastDrip || fault.bytes > Fault::MostCount)
            return outOfBounds("bytes"_L1,
                u"bytes a second, from %1 to %2"_s.arg(Fault::LeastDrip).arg(Fault::MostCount));
        return {};
    default:
        return {};
    }
}

} // namespace fanlight
