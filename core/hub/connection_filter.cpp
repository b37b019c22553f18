// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_filter.h"

#include "hub/options.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
using Row = ConnectionRow;
using Term = std::function<bool(const Row&, qint64 nowMs)>;

// A term, or what is wrong with it.
struct Parsed {
    Term term;
    QString error;
};

// "*" stands for any text, "?" for one character; all of `text` must match, case does not count.
// On a mismatch only the last "*" needs to take one character more, so no recursion is needed.
bool globMatches(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        const bool left = p < pattern.size();
        if (left && pattern[p] == u'*') {
            star = p++;
            resume = t;
        } else if (left
            && (pattern[p] == u'?' || pattern[p].toCaseFolded() == text[t].toCaseFolded())) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    const QStringView rest = pattern.sliced(p);
    return std::all_of(rest.begin(), rest.end(), [](QChar c) { return c == u'*'; });
}

// By what the stream asked for; one that asked for nothing in particular shows "all", and is found by it.
bool takesType(const Row& row, const QString& pattern)
{
    if (row.types.isEmpty())
        return globMatches(pattern, u"all"_s);
    return std::any_of(row.types.begin(), row.types.end(),
        [&](const QString& type) { return globMatches(pattern, type); });
}

struct TextField {
    QLatin1StringView name;
    bool (*matches)(const Row&, const QString& pattern);
};
constexpr std::array TextFields{
    TextField{"user"_L1, [](const Row& r, const QString& p) { return globMatches(p, r.userId); }},
    TextField{"type"_L1, takesType},
    TextField{
        "address"_L1, [](const Row& r, const QString& p) { return globMatches(p, r.address); }},
    TextField{
        "agent"_L1, [](const Row& r, const QString& p) { return globMatches(p, r.userAgent); }},
    TextField{"id"_L1,
        [](const Row& r, const QString& p) { return globMatches(p, connectionIdText(r.id)); }},
};

// How the values of a field are written.
struct Notation {
    std::optional<double> (*parse)(QStringView);
    QLatin1StringView what;
    QLatin1StringView example;
};

std::optional<double> parseAge(QStringView text)
{
    const auto age = parseDuration(text);
    return age ? std::optional(double(age->count())) : std::nullopt;
}

std::optional<double> parseSize(QStringView text)
{
    const auto bytes = parseByteSize(text);
    return bytes ? std::optional(double(*bytes)) : std::nullopt;
}

std::optional<double> parseCount(QStringView text)
{
    bool ok = false;
    const quint64 count = text.toULongLong(&ok);
    return ok ? std::optional(double(count)) : std::nullopt;
}

// Round trips on one machine are parts of a millisecond, hence fractions and microseconds.
std::optional<double> parseRoundTripMs(QStringView text)
{
    static const QRegularExpression Form(u"^([0-9]+(?:\\.[0-9]+)?)(us|ms|s)$"_s);
    const QRegularExpressionMatch match = Form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const double msPerUnit = unit == "us"_L1 ? 0.001 : unit == "ms"_L1 ? 1 : 1000;
    return match.captured(1).toDouble() * msPerUnit;
}

constexpr Notation Age{parseAge, "a duration"_L1, "10m"_L1};
constexpr Notation Size{parseSize, "a size"_L1, "64KiB"_L1};
constexpr Notation Count{parseCount, "a number"_L1, "100"_L1};
constexpr Notation RoundTrip{parseRoundTripMs, "a round trip"_L1, "5ms"_L1};

struct NumberField {
    QLatin1StringView name;
    const Notation& notation;
    double (*value)(const Row&, qint64 nowMs);
};
constexpr std::array NumberFields{
    NumberField{
        "age"_L1, Age, [](const Row& r, qint64 nowMs) { return double(nowMs - r.connectedAtMs); }},
    NumberField{"backlog"_L1, Size, [](const Row& r, qint64) { return double(r.backlogBytes); }},
    NumberField{"events"_L1, Count, [](const Row& r, qint64) { return double(r.events); }},
    NumberField{"bytes"_L1, Size, [](const Row& r, qint64) { return double(r.bytes); }},
    NumberField{"rtt"_L1, RoundTrip, [](const Row& r, qint64) { return r.rttMs; }},
    NumberField{"dropped"_L1, Count, [](const Row& r, qint64) { return double(r.dropped); }},
};

struct Comparison {
    QLatin1StringView name;
    bool (*holds)(double, double);
};
constexpr std::array Comparisons{
    Comparison{">="_L1, [](double a, double b) { return a >= b; }},
    Comparison{"<="_L1, [](double a, double b) { return a <= b; }},
    Comparison{">"_L1, [](double a, double b) { return a > b; }},
    Comparison{"<"_L1, [](double a, double b) { return a < b; }},
    Comparison{"="_L1, [](double a, double b) { return a == b; }},
};

template <typename Fields> auto find(const Fields& fields, const QString& name)
{
    const auto at = std::find_if(fields.begin(), fields.end(),
        [&](const auto& field) { return name.compare(field.name, Qt::CaseInsensitive) == 0; });
    return at == fields.end() ? nullptr : &*at;
}

QString fieldNames()
{
    QStringList names;
    for (const TextField& field : TextFields)
        names += field.name;
    for (const NumberField& field : NumberFields)
        names += field.name;
    return names.join(u", "_s);
}

Parsed wrong(const QString& term, const QString& reason)
{
    return {{}, u"“"_s % term % u"”: "_s % reason};
}

Parsed textTerm(
    const QString& term, const TextField& field, const QString& sign, const QString& pattern)
{
    if (sign != ":"_L1)
        return wrong(term, field.name % u" is compared with “:”, like "_s % field.name % u":1*"_s);
    if (pattern.isEmpty())
        return wrong(term, u"a value is missing, like "_s % field.name % u":1*"_s);
    return {[&field, pattern](const Row& row, qint64) { return field.matches(row, pattern); }, {}};
}

Parsed numberTerm(
    const QString& term, const NumberField& field, const QString& sign, const QString& text)
{
    const QString example = field.name % u'>' % field.notation.example;
    const Comparison* comparison = find(Comparisons, sign);
    if (!comparison)
        return wrong(term, field.name % u" is compared with >, <, >=, <= or =, like "_s % example);
    const std::optional<double> limit = field.notation.parse(text);
    if (!limit)
        return wrong(
            term, u"“"_s % text % u"” is not "_s % field.notation.what % u", like "_s % example);
    return {[&field, holds = comparison->holds, limit = *limit](
                const Row& row, qint64 nowMs) { return holds(field.value(row, nowMs), limit); },
        {}};
}

Parsed bareTerm(const QString& word)
{
    return {[pattern = QString(u'*' % word % u'*')](const Row& row, qint64) {
                return globMatches(pattern, row.userId) || globMatches(pattern, row.address)
                    || globMatches(pattern, row.userAgent)
                    || globMatches(pattern, connectionIdText(row.id));
            },
        {}};
}

Parsed parsePositive(const QString& term)
{
    // Only letters before the sign make a field; "127.0.0.1:40120" is a bare word.
    static const QRegularExpression Form(
        u"^([a-z]+)(:|>=|<=|>|<|=)(.*)$"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = Form.match(term);
    if (!match.hasMatch())
        return bareTerm(term);
    const QString name = match.captured(1);
    if (const TextField* field = find(TextFields, name))
        return textTerm(term, *field, match.captured(2), match.captured(3));
    if (const NumberField* field = find(NumberFields, name))
        return numberTerm(term, *field, match.captured(2), match.captured(3));
    return wrong(term, u"there is no field “"_s % name % u"”; use "_s % fieldNames());
}

Parsed parseTerm(const QString& term)
{
    if (!term.startsWith(u'!'))
        return parsePositive(term);
    const QString rest = term.mid(1);
    if (rest.isEmpty() || rest.startsWith(u'!'))
        return wrong(term, u"“!” stands once before a term, like !user:1*"_s);
    Parsed positive = parsePositive(rest);
    if (!positive.error.isEmpty())
        return positive;
    return {[term = std::move(positive.term)](
                const Row& row, qint64 nowMs) { return !term(row, nowMs); },
        {}};
}
} // namespace

ConnectionFilter ConnectionFilter::parse(const QString& text)
{
    ConnectionFilter filter;
    for (const QString& term : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        Parsed parsed = parseTerm(term);
        if (!parsed.error.isEmpty()) {
            filter.m_terms.clear();
            filter.m_error = parsed.error;
            return filter;
        }
        filter.m_terms.push_back(std::move(parsed.term));
    }
    return filter;
}

bool ConnectionFilter::matches(const ConnectionRow& row, qint64 nowMs) const
{
    return std::all_of(
        m_terms.begin(), m_terms.end(), [&](const Term& term) { return term(row, nowMs); });
}

QString ConnectionFilter::help()
{
    return u"user:1* type:like address:127.* agent:*chrome* id:c-1v* age>10m backlog>64KiB "
           u"events>=100 "
           "bytes>1MiB rtt>5ms dropped>0; a bare word is looked for in user, address, agent and "
           "id; "
           "“!” before a term turns it round"_s;
}

} // namespace fanlight
