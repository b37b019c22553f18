// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_own_reader.h"

#include "metrics/units.h"

#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

void ScenarioOwnReader::read(const Item& item)
{
    m_walk.members(item,
        {
            {u"name"_s, [this](const Item& value) { m_scenario.name = m_walk.text(value); }},
            {u"users"_s,
                [this](const Item& value) {
                    m_scenario.users = m_walk.whole(value, 0, LoadScenario::MostClients);
                }},
            {u"think"_s, [this](const Item& value) { m_scenario.think = m_walk.duration(value); }},
            {u"lateAfter"_s,
                [this](const Item& value) { m_scenario.lateAfter = m_walk.duration(value); }},
            {u"timeout"_s,
                [this](const Item& value) { m_scenario.timeout = m_walk.duration(value); }},
            {u"publish"_s, [this](const Item& value) { readPublishing(value); }},
            {u"access"_s, [this](const Item& value) { readAccess(value); }},
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
                                    m_scenario.slowBytesPerSecond = m_walk.size(
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
                    m_walk.oneOrMore(
                        value, [this](const Item& one) { m_bounds.add(m_walk.text(one), one); });
                }},
        });
}

void ScenarioOwnReader::readPublishing(const Item& item)
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
            {u"headers"_s, [&](const Item& value) { publishing.headers = m_walk.headers(value); }},
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

void ScenarioOwnReader::readAccess(const Item& item)
{
    LoadAccess& access = m_scenario.access;
    const auto textTo = [this](QString& to) -> ScenarioWalker::Take {
        return [this, &to](const Item& value) { to = m_walk.text(value); };
    };
    m_walk.members(item,
        {
            {u"tokenFile"_s,
                [&](const Item& value) {
                    access.tokenFile = pathFrom(m_folder, m_walk.text(value));
                }},
            {u"jwtSecret"_s,
                [&](const Item& value) {
                    const QString text = m_walk.text(value);
                    access.secret = text.startsWith(u'@')
                        ? QString(u'@' + pathFrom(m_folder, text.sliced(1)))
                        : text;
                }},
            {u"jwtTtl"_s, [&](const Item& value) { access.lasts = m_walk.duration(value); }},
            {u"jwtIssuer"_s, textTo(access.issuer)},
            {u"jwtAudience"_s, textTo(access.audience)},
            {u"jwtUserClaim"_s, textTo(access.userClaim)},
            {u"tokenAs"_s,
                [&](const Item& value) {
                    if (!parseTokenAs(m_walk.text(value), access.as))
                        m_walk.fail(value, u"must be one of bearer, cookie, url"_s);
                }},
            {u"tickets"_s, [&](const Item& value) { access.tickets = m_walk.boolean(value); }},
        });
}

// 200, or 200..2KiB.
void ScenarioOwnReader::readPayloadSize(const Item& item)
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

} // namespace fanlight
