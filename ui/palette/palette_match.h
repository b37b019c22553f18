// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace fanlight {

// How well what is typed fits a name: each of its words must be found in it, its letters in their
// order. Whole beginnings count for more than beginnings of words, these for more than what stands
// together elsewhere, and that for more than letters that stand apart ("pubu": "Publish to user").
// Letters that begin the words of a name, from its first on, are as good as the beginning of a
// word: "sf" is "Stop all faults"; the last of them may begin the detail: "cm" is "Clear" of
// "Messages". Any thread.
class PaletteMatch {
public:
    static constexpr qsizetype MostCharacters = 200; // of what is typed; what is behind is ignored

    explicit PaletteMatch(const QString& typed);

    bool isEmpty() const { return m_words.isEmpty(); } // it fits everything
    // Of a name in palette_match::folded() form; nothing: it does not fit. More is better.
    std::optional<int> score(QStringView folded) const;
    // The same of a title and what stands behind it, where it counts for less.
    std::optional<int> score(QStringView title, QStringView detail) const;
    // Which characters of a title it was found at, ascending.
    std::vector<qsizetype> places(QStringView foldedTitle) const;

    static QString folded(const QString& text); // as long as it was

private:
    struct Found {
        int score;
        std::vector<qsizetype> places; // only where they are asked for
    };
    static std::optional<Found> find(QStringView word, QStringView text, bool wantsPlaces);
    static std::optional<Found> findApart(QStringView word, QStringView text, bool wantsPlaces);
    static std::optional<Found> findInitials(QStringView word, QStringView text);
    static bool areInitialsAcross(QStringView word, QStringView title, QStringView detail);
    static std::optional<Found> findInTitle(QStringView word, QStringView text, bool wantsPlaces);

    QStringList m_words;
};

} // namespace fanlight
