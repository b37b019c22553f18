// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_filter.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using filter::globMatches;

namespace {
enum Field {
    User,
    Type,
    Address,
    Agent,
    Id,
    Age,
    Backlog,
    Events,
    Bytes,
    RoundTrip,
    Dropped,
    Event,
    State,
    Reason
};

// By what the stream asked for; one that asked for nothing in particular shows "all", and is found
// by it.
bool takesType(const ConnectionRow& row, const QString& pattern)
{
    if (row.types.isEmpty())
        return globMatches(pattern, u"all"_s);
    return std::any_of(row.types.begin(), row.types.end(),
        [&](const QString& type) { return globMatches(pattern, type); });
}
} // namespace

const std::array<filter::FieldName, 14> ConnectionFields::Names{{
    {"user"_L1},
    {"type"_L1, nullptr, "like"_L1},
    {"address"_L1, nullptr, "127.*"_L1},
    {"agent"_L1, nullptr, "*chrome*"_L1},
    {"id"_L1, nullptr, "c-1v*"_L1},
    {"age"_L1, &filter::Age},
    {"backlog"_L1, &filter::Size},
    {"events"_L1, &filter::Count},
    {"bytes"_L1, &filter::Size},
    {"rtt"_L1, &filter::RoundTrip},
    {"dropped"_L1, &filter::Count},
    {"event"_L1, nullptr, "17*"_L1},
    {"state"_L1, nullptr, "closed"_L1, "live closed"_L1},
    // disconnectReasonName()
    {"reason"_L1, nullptr, "slow"_L1,
        "client slow lifetime limit kicked drain error fault expired denied"_L1},
}};

bool ConnectionFields::matches(const ConnectionRow& row, int field, const QString& pattern)
{
    switch (field) {
    case User:
        return globMatches(pattern, row.userId);
    case Type:
        return takesType(row, pattern);
    case Address:
        return globMatches(pattern, row.address);
    case Agent:
        return globMatches(pattern, row.userAgent);
    case Id:
        return globMatches(pattern, connectionIdText(row.id));
    case Event:
        return globMatches(pattern, row.lastEventId);
    case State:
        return globMatches(pattern, row.isClosed() ? u"closed"_s : u"live"_s);
    case Reason:
        return row.isClosed()
            && globMatches(pattern, QString::fromLatin1(disconnectReasonName(row.reason)));
    default:
        return false;
    }
}

double ConnectionFields::value(const ConnectionRow& row, int field, qint64 nowMs)
{
    switch (field) {
    case Age:
        return double(row.openForMs(nowMs));
    case Backlog:
        return double(row.backlogBytes);
    case Events:
        return double(row.events);
    case Bytes:
        return double(row.bytes);
    case RoundTrip:
        return row.rttMs;
    case Dropped:
        return double(row.dropped);
    default:
        return Unknown;
    }
}

bool ConnectionFields::matchesWord(const ConnectionRow& row, const QString& pattern)
{
    return globMatches(pattern, row.userId) || globMatches(pattern, row.address)
        || globMatches(pattern, row.userAgent) || globMatches(pattern, connectionIdText(row.id));
}

bool ConnectionFilter::asksForRoundTrip() const
{
    return asksFor(RoundTrip);
}

bool ConnectionFilter::asksForFigures() const
{
    constexpr std::array figures{Age, Backlog, Events, Bytes, RoundTrip, Dropped};
    return std::any_of(
        figures.begin(), figures.end(), [this](Field field) { return asksFor(field); });
}

QString ConnectionFilter::ofUser(QString userId)
{
    return userId.isEmpty() ? QStringLiteral("!user:?*")
                            : QStringLiteral("user:") + userId.replace(u' ', u'?');
}

} // namespace fanlight
