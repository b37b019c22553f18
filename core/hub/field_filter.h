// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <span>
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
inline constexpr qsizetype MaxTerms = 16;
inline constexpr qsizetype MaxLength = 1024; // characters of the whole text

// A field as the parser knows it: with a notation it is compared, without it is matched.
struct FieldName {
    QLatin1StringView name;
    const Notation* notation = nullptr;
    QLatin1StringView example{"1*", 2}; // of a pattern
    QLatin1StringView values{}; // what a pattern must match one of, blanks between; empty: anything
};

struct Parsed {
    struct Term {
        int field = -1; // of the names given; -1: a bare word
        bool negated = false;
        QString pattern; // of a text; of a bare word with "*" around it
        bool (*holds)(double value, double limit) = nullptr;
        double limit = 0;
    };
    std::vector<Term> terms;
    QString error; // names the term and what is accepted; empty: it is a filter
};
// `example` is a whole term, for errors.
Parsed parse(const QString& text, std::span<const FieldName> fields, QLatin1StringView example);

} // namespace filter

// A parsed filter over rows of one kind. `Fields` says what the language is and looks into a row:
//   static constexpr std::array<filter::FieldName, n> Names;
//   static constexpr QLatin1StringView Example;
//   static bool matches(const Row&, int field, const QString& pattern);   texts
//   static double value(const Row&, int field, qint64 nowMs);
//       numbers; NaN: not known, no comparison holds
//   static bool matchesWord(const Row&, const QString& pattern);
template <typename Row, typename Fields> class FieldFilter {
public:
    FieldFilter() = default;
    // Nothing is thrown: a wrong term leaves error() set and the filter empty.
    explicit FieldFilter(const QString& text)
        : m_parsed(filter::parse(text, Fields::Names, Fields::Example))
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
    // Whether a term asks for the field; -1: for a bare word.
    bool asksFor(int field) const
    {
        return std::any_of(m_parsed.terms.begin(), m_parsed.terms.end(),
            [field](const filter::Parsed::Term& term) { return term.field == field; });
    }

private:
    static bool holds(const filter::Parsed::Term& term, const Row& row, qint64 nowMs)
    {
        if (term.field < 0)
            return Fields::matchesWord(row, term.pattern);
        if (term.holds)
            return term.holds(Fields::value(row, term.field, nowMs), term.limit);
        return Fields::matches(row, term.field, term.pattern);
    }

    filter::Parsed m_parsed;
};

} // namespace fanlight
