// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fanlight {

// The filter language the tables share. Terms separated by blanks, all must hold: `user:1*` (glob),
// `age>10m` (a number in its field's notation), a bare word for whatever the row offers to it; "!"
// before a term turns it round. Case does not count. Values and pure functions; any thread.
namespace filter {

// "*" stands for any text, "?" for one character; all of `text` must match, case does not count.
bool globMatches(QStringView pattern, QStringView text);

// How the numbers of a field are written.
struct Notation {
    std::optional<double> (*parse)(QStringView);
    QLatin1StringView what; // "a duration"
    QLatin1StringView example; // "10m"
};
extern const Notation Count; // 100
extern const Notation Size; // 64KiB, in bytes
extern const Notation Age; // 10m, in milliseconds
extern const Notation RoundTrip; // 5ms, 200us: fractions and microseconds, in milliseconds
extern const Notation Latency; // the same, named so

// What a filter may cost, since anybody may send one: every term is looked for in every row.
inline constexpr qsizetype MaxTerms = 24;
inline constexpr qsizetype MaxLength = 1024; // characters of the whole text

// A field as the parser knows it: with a notation it is compared, without it is matched.
struct FieldName {
    QLatin1StringView name;
    const Notation* notation = nullptr;
    QLatin1StringView example{"1*", 2}; // of a pattern
    QLatin1StringView values{}; // what a pattern must match one of, blanks between; empty: anything
    bool isList = true; // a comma stands between patterns of which one must match
};

struct Parsed {
    struct Term {
        int field = -1; // of the names given; -1: a bare word
        bool negated = false;
        // a field that is no name of the language, where it takes such; it is named as written
        std::string path;
        QString pattern; // of a text; of a bare word with "*" around it
        QStringList others; // patterns that will do as well: `type:like,order`
        bool (*holds)(double value, double limit) = nullptr;
        double limit = 0;
    };
    std::vector<Term> terms;
    QString error; // names the term and what is accepted; empty: it is a filter
};
// `example` is a whole term, for errors. `isOpen`: other names are fields, too, of what a row
// carries: `total>100`, `order.state:paid`; "data." in front of one tells it from a name that is
// given.
Parsed parse(const QString& text, std::span<const FieldName> fields, QLatin1StringView example,
    bool isOpen = false);

} // namespace filter

// A parsed filter over rows of one kind. `Fields` says what the language is and looks into a row:
//   static constexpr std::array<filter::FieldName, n> Names;
//   static constexpr QLatin1StringView Example;
//   static bool matches(const Row&, int field, const QString& pattern);   texts
//   static double value(const Row&, int field, qint64 nowMs);
//       numbers; NaN: not known, no comparison holds
//   static bool matchesWord(const Row&, const QString& pattern);
// and, where other fields are taken, too:
//   static std::optional<QString> openText(const Row&, const std::string& path); none: not there
//   static double openValue(const Row&, const std::string& path);
template <typename Row, typename Fields> class FieldFilter {
public:
    FieldFilter() = default;
    // Nothing is thrown: a wrong term leaves error() set and the filter empty.
    explicit FieldFilter(const QString& text)
        : m_parsed(filter::parse(text, Fields::Names, Fields::Example, IsOpen))
    {
    }

    QString error() const { return m_parsed.error; }
    bool isEmpty() const { return m_parsed.terms.empty(); }
    bool matches(const Row& row, qint64 nowMs) const
    {
        return std::all_of(
            m_parsed.terms.begin(), m_parsed.terms.end(), [&](const filter::Parsed::Term& term) {
                return holds(term, row, nowMs) != term.negated;
            });
    }
    // The fields it asks for that are no names of the language.
    std::vector<std::string> openFields() const
    {
        std::vector<std::string> paths;
        for (const filter::Parsed::Term& term : m_parsed.terms) {
            if (!term.path.empty())
                paths.push_back(term.path);
        }
        return paths;
    }
    // Whether a term asks for the field; -1: for a bare word.
    bool asksFor(int field) const
    {
        return std::any_of(m_parsed.terms.begin(), m_parsed.terms.end(),
            [field](const filter::Parsed::Term& term) {
                return term.path.empty() && term.field == field;
            });
    }

private:
    static constexpr bool IsOpen = requires(const Row& row, const std::string& path)
    {
        Fields::openValue(row, path);
    };

    static bool holds(const filter::Parsed::Term& term, const Row& row, qint64 nowMs)
    {
        if constexpr (IsOpen) {
            if (!term.path.empty())
                return holdsOpen(term, row);
        }
        if (term.field < 0)
            return Fields::matchesWord(row, term.pattern);
        if (term.holds)
            return term.holds(Fields::value(row, term.field, nowMs), term.limit);
        return Fields::matches(row, term.field, term.pattern)
            || std::any_of(term.others.begin(), term.others.end(),
                [&](const QString& other) { return Fields::matches(row, term.field, other); });
    }

    static bool holdsOpen(const filter::Parsed::Term& term, const Row& row)
    {
        if (term.holds)
            return term.holds(Fields::openValue(row, term.path), term.limit);
        const std::optional<QString> text = Fields::openText(row, term.path);
        return text
            && (filter::globMatches(term.pattern, *text)
                || std::any_of(term.others.begin(), term.others.end(),
                    [&](const QString& other) { return filter::globMatches(other, *text); }));
    }

    filter::Parsed m_parsed;
};

} // namespace fanlight
