// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_filter.h"

#include <QDateTime>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using filter::globMatches;

namespace {

// “80%”, “0.5%”, also without the sign
std::optional<double> parseShare(QStringView text)
{
    const QStringView number = text.endsWith(u'%') ? text.chopped(1) : text;
    bool ok = false;
    const double share = number.toDouble(&ok);
    return ok && share >= 0 ? std::optional(share) : std::nullopt;
}

constexpr filter::Notation Share{parseShare, "a percentage"_L1, "80%"_L1};

QString unknownField(const std::vector<std::string>& names)
{
    if (names.empty())
        return {};
    QStringList known;
    for (const filter::FieldName& field : FleetFields::Names)
        known << field.name;
    return u"there is no field “%1”; use %2"_s.arg(
        QString::fromStdString(names.front()), known.join(u", "_s));
}

QString stateWord(const FleetRow& row)
{
    return fleet::standingOf(row, QDateTime::currentMSecsSinceEpoch()).text;
}

} // namespace

const std::array<filter::FieldName, FleetFields::Count> FleetFields::Names{{
    {"hub"_L1, nullptr, "eu-*"_L1},
    {"state"_L1, nullptr, "away*"_L1},
    {"group"_L1, nullptr, "prod*"_L1},
    {"host"_L1, nullptr, "app-*"_L1},
    {"address"_L1, nullptr, "*:3000"_L1},
    {"version"_L1, nullptr, "0.2*"_L1},
    {"streams"_L1, &filter::Count},
    {"delivered"_L1, &filter::Count},
    {"published"_L1, &filter::Count},
    {"p50"_L1, &filter::Latency},
    {"p95"_L1, &filter::Latency},
    {"p99"_L1, &filter::Latency},
    {"write"_L1, &filter::Latency},
    {"lag"_L1, &filter::Latency},
    {"cpu"_L1, &Share},
    {"memory"_L1, &filter::Size},
    {"slow"_L1, &filter::Count},
    {"backlog"_L1, &filter::Size},
    {"descriptors"_L1, &Share},
}};

bool FleetFields::matches(const FleetRow& row, int field, const QString& pattern)
{
    switch (field) {
    case Hub:
        return globMatches(pattern, row.name);
    case State:
        return globMatches(pattern, stateWord(row));
    case Group:
        return globMatches(pattern, row.groupTitle);
    case Host:
        return globMatches(pattern, row.host);
    case Address:
        return globMatches(pattern, row.url);
    case Version:
        return globMatches(pattern, row.version);
    default:
        return false;
    }
}

double FleetFields::value(const FleetRow& row, int field, qint64)
{
    const FleetFigures& figures = row.figures;
    switch (field) {
    case Streams:
        return figures.streams;
    case Delivered:
        return figures.deliveredPerSecond;
    case Published:
        return figures.publishedPerSecond;
    case P50:
        return FleetFigures::of(figures.ackMs, 50);
    case P95:
        return FleetFigures::of(figures.ackMs, 95);
    case P99:
        return FleetFigures::of(figures.ackMs, 99);
    case Write:
        return FleetFigures::of(figures.writeMs, 99);
    case Lag:
        return figures.redisLagP99Ms;
    case Cpu:
        return figures.cpuOfAll();
    case Memory:
        return figures.rssBytes;
    case Slow:
        return figures.slowClients;
    case Backlog:
        return figures.backlogBytes;
    case Descriptors:
        return figures.filesPercent();
    default:
        return Unknown;
    }
}

bool FleetFields::matchesWord(const FleetRow& row, const QString& pattern)
{
    const QStringList texts{row.name, row.groupTitle, stateWord(row), row.host, row.url,
        row.version, row.instance ? QString::number(row.instance->pid) : QString()};
    return std::any_of(texts.begin(), texts.end(),
        [&](const QString& text) { return globMatches(pattern, text); });
}

FleetFilter::FleetFilter(const QString& text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    QList<QStringList> parts{{}};
    for (const QString& word : words) {
        if (word.compare("or"_L1, Qt::CaseInsensitive) == 0)
            parts.append(QStringList());
        else
            parts.last().append(word);
    }
    const bool isAlone = parts.size() == 1;
    for (const QStringList& part : parts) {
        if (part.isEmpty()) {
            if (!isAlone)
                m_error = u"“or” stands between two filters, like p99>20ms or descriptors>80%"_s;
            continue;
        }
        FieldFilter<FleetRow, FleetFields> one(part.join(u' '));
        if (m_error.isEmpty())
            m_error = one.error().isEmpty() ? unknownField(one.openFields()) : one.error();
        m_any.push_back(std::move(one));
    }
    if (!m_error.isEmpty())
        m_any.clear();
}

bool FleetFilter::matches(const FleetRow& row, qint64 nowMs) const
{
    return m_any.empty()
        || std::any_of(m_any.begin(), m_any.end(),
            [&](const FieldFilter<FleetRow, FleetFields>& one) { return one.matches(row, nowMs); });
}

} // namespace fanlight
