// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_bound_reader.h"

#include "load/expectation.h"

#include <QRegularExpression>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using Keys = ScenarioWalker::Keys;

void ScenarioBoundReader::read(const Item& item)
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
        {u"maxErrorRate"_s, [this](const Item& value) { expect(u"errorRate<="_s, value, u"%"_s); }},
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
std::optional<std::pair<QString, QString>> ScenarioBoundReader::figureOf(
    const QString& metric, const Item& item)
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
    static const std::vector<std::pair<QString, QString>> Counts{{u"vusers.failed"_s, u"failed"_s},
        {u"vusers.created"_s, u"arrived"_s}, {u"plugins.expect.failed"_s, u"failedExpects"_s}};
    for (const auto& [theirs, ours] : Counts) {
        if (metric == theirs)
            return std::pair(ours, QString());
    }
    m_walk.fail(item,
        u"“%1” is not measured here, so that the gate could not be kept; bound a figure of --help in config.sse.expect instead"_s
            .arg(metric));
    return std::nullopt;
}

void ScenarioBoundReader::readThreshold(const QString& metric, const Item& bound)
{
    if (const auto figure = figureOf(metric, bound))
        expect(figure->first + u'<', bound, figure->second);
}

// "http.response_time.p95 < 250 and vusers.failed == 0"
void ScenarioBoundReader::readCondition(const Item& item)
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
                u"“%1” is more than bounds joined by and; write them into config.sse.expect"_s.arg(
                    expression));
        const auto figure = figureOf(match.captured(1), item);
        if (!figure)
            return;
        add(figure->first + match.captured(2) + match.captured(3) + figure->second, item);
    }
}

void ScenarioBoundReader::expect(const QString& what, const Item& bound, const QString& unit)
{
    add(what + m_walk.known(bound) + unit, bound);
}

void ScenarioBoundReader::add(const QString& text, const Item& item)
{
    QString error;
    const auto expectation = Expectation::parse(text, error);
    if (expectation)
        m_expectations.push_back(expectation->text());
    else
        m_walk.fail(item, error);
}

} // namespace fanlight
