// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_check_reader.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using Take = ScenarioWalker::Take;

void ScenarioCheckReader::readCapture(const Item& item, LoadStep& step)
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
                m_walk.ignored(u"a capture that finds nothing always counts as a failed check"_s)},
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

void ScenarioCheckReader::readExpect(const Item& item, LoadStep& step)
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

void ScenarioCheckReader::readMatch(const Item& item, LoadStep& step)
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

} // namespace fanlight
