// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/field_filter.h"

#include "hub/options.h"

#include <QRegularExpression>

#include <array>

namespace fanlight::filter {

using namespace Qt::Literals::StringLiterals;

namespace {
using Term = Parsed::Term;
using Fields = std::span<const FieldName>;

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

// What happens on one machine takes parts of a millisecond, hence fractions and microseconds.
std::optional<double> parseMs(QStringView text)
{
    static const QRegularExpression Form(u"^([0-9]+(?:\\.[0-9]+)?)(us|ms|s)$"_s);
    const QRegularExpressionMatch match = Form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const double msPerUnit = unit == "us"_L1 ? 0.001 : unit == "ms"_L1 ? 1 : 1000;
    return match.captured(1).toDouble() * msPerUnit;
}

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

QString fieldNames(Fields fields)
{
    QStringList names;
    for (const FieldName& field : fields)
        names += field.name;
    return names.join(u", "_s);
}

// One term of the text, as far as it was read; a reason makes it wrong.
class TermReader {
public:
    TermReader(const QString& text, Fields fields, QLatin1StringView example, bool isOpen)
        : m_text(text)
        , m_fields(fields)
        , m_example(example)
        , m_isOpen(isOpen)
    {
    }

    bool read()
    {
        QString rest = m_text;
        if (rest.startsWith(u'!')) {
            rest.remove(0, 1);
            m_term.negated = true;
            if (rest.isEmpty() || rest.startsWith(u'!'))
                return wrong(m_text, u"“!” stands once before a term, like !"_s % m_example);
        }
        return readPositive(rest);
    }
    const Term& term() const { return m_term; }
    const QString& error() const { return m_error; }

private:
    bool wrong(const QString& term, const QString& reason)
    {
        m_error = u"“"_s % term % u"”: "_s % reason;
        return false;
    }

    bool readPositive(const QString& text)
    {
        // Only letters before the sign make a field; "127.0.0.1:40120" is a bare word.
        static const QRegularExpression Form(
            u"^([a-z]+)(:|>=|<=|>|<|=)(.*)$"_s, QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression OpenForm(u"^([a-z_$][a-z0-9_$.-]*)(:|>=|<=|>|<|=)(.*)$"_s,
            QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = (m_isOpen ? OpenForm : Form).match(text);
        if (!match.hasMatch()) {
            m_term.pattern = u'*' % text % u'*';
            return true;
        }
        const QString name = match.captured(1);
        const auto field = std::find_if(m_fields.begin(), m_fields.end(),
            [&](const FieldName& f) { return name.compare(f.name, Qt::CaseInsensitive) == 0; });
        if (field == m_fields.end() && m_isOpen)
            return readOpen(text, name, match.captured(2), match.captured(3));
        if (field == m_fields.end())
            return wrong(
                text, u"there is no field “"_s % name % u"”; use "_s % fieldNames(m_fields));
        m_term.field = int(field - m_fields.begin());
        return field->notation ? readNumber(text, *field, match.captured(2), match.captured(3))
                               : readText(text, *field, match.captured(2), match.captured(3));
    }

    bool readText(
        const QString& text, const FieldName& field, const QString& sign, const QString& pattern)
    {
        const QString like = field.name % u':' % field.example;
        if (sign != ":"_L1)
            return wrong(text, field.name % u" is compared with “:”, like "_s % like);
        if (pattern.isEmpty())
            return wrong(text, u"a value is missing, like "_s % like);
        const QStringList values = QString(field.values).split(u' ', Qt::SkipEmptyParts);
        const bool possible = values.isEmpty()
            || std::any_of(values.begin(), values.end(),
                [&](const QString& value) { return globMatches(pattern, value); });
        if (!possible)
            return wrong(text, u"“"_s % pattern % u"” is none of "_s % values.join(u", "_s));
        m_term.pattern = pattern;
        if (field.isList)
            m_term.others = alternatives(pattern);
        return true;
    }

    // The parts of a list; the whole stays a pattern of its own, since an id may have a comma.
    static QStringList alternatives(const QString& pattern)
    {
        return pattern.contains(u',') ? pattern.split(u',', Qt::SkipEmptyParts) : QStringList();
    }

    // A field of what the row carries: its values may be texts or numbers.
    bool readOpen(
        const QString& text, const QString& name, const QString& sign, const QString& value)
    {
        constexpr QLatin1StringView Prefix("data.");
        const bool isMarked
            = name.startsWith(Prefix, Qt::CaseInsensitive) && name.size() > Prefix.size();
        m_term.path = (isMarked ? name.mid(Prefix.size()) : name).toStdString();
        if (value.isEmpty())
            return wrong(text, u"a value is missing, like "_s % name % sign % u"100"_s);
        const auto comparison = std::find_if(Comparisons.begin(), Comparisons.end(),
            [&](const Comparison& c) { return sign == c.name; });
        bool isNumber = false;
        const double limit = value.toDouble(&isNumber);
        if (comparison == Comparisons.end() || (!isNumber && sign == "="_L1)) {
            m_term.pattern = value;
            m_term.others = alternatives(value);
            return true;
        }
        if (!isNumber)
            return wrong(
                text, u"“"_s % value % u"” is not a number, like "_s % name % sign % u"100"_s);
        m_term.holds = comparison->holds;
        m_term.limit = limit;
        return true;
    }

    bool readNumber(
        const QString& text, const FieldName& field, const QString& sign, const QString& value)
    {
        const QString like = field.name % u'>' % field.notation->example;
        const auto comparison = std::find_if(Comparisons.begin(), Comparisons.end(),
            [&](const Comparison& c) { return sign == c.name; });
        if (comparison == Comparisons.end())
            return wrong(text, field.name % u" is compared with >, <, >=, <= or =, like "_s % like);
        const std::optional<double> limit = field.notation->parse(value);
        if (!limit)
            return wrong(
                text, u"“"_s % value % u"” is not "_s % field.notation->what % u", like "_s % like);
        m_term.holds = comparison->holds;
        m_term.limit = *limit;
        return true;
    }

    const QString m_text;
    const Fields m_fields;
    const QLatin1StringView m_example;
    const bool m_isOpen;
    Term m_term;
    QString m_error;
};
} // namespace

const Notation Count{parseCount, "a number"_L1, "100"_L1};
const Notation Size{parseSize, "a size"_L1, "64KiB"_L1};
const Notation Age{parseAge, "a duration"_L1, "10m"_L1};
const Notation RoundTrip{parseMs, "a round trip"_L1, "5ms"_L1};
const Notation Latency{parseMs, "a latency"_L1, "5ms"_L1};

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

Parsed parse(const QString& text, Fields fields, QLatin1StringView example, bool isOpen)
{
    if (text.size() > MaxLength)
        return {{},
            u"a filter has at most %1 characters, this one has %2"_s.arg(MaxLength).arg(
                text.size())};
    Parsed parsed;
    for (const QString& term : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (std::ssize(parsed.terms) == MaxTerms)
            return {{}, u"a filter has at most %1 terms"_s.arg(MaxTerms)};
        TermReader reader(term, fields, example, isOpen);
        if (!reader.read())
            return {{}, reader.error()};
        parsed.terms.push_back(reader.term());
    }
    return parsed;
}

} // namespace fanlight::filter
