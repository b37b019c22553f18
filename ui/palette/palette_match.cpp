// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_match.h"

#include <algorithm>

namespace fanlight {

namespace {

constexpr int WholeName = 1200;
constexpr int BeginsName = 1000;
constexpr int NeighbourInitials = 900; // of words one behind the other
constexpr int BeginsWord = 800;
constexpr int Initials = 700;
constexpr int InitialsAcross = 600; // the last of them begins the detail
constexpr int Together = 500;
constexpr int Apart = 100;
constexpr int MostApart = 380; // with its extras it stays below what stands together
constexpr int WordBonus = 30; // of a letter apart that begins a word
constexpr int NeighbourBonus = 12; // … that stands behind the one before
constexpr int MostLate = 60; // what a late place costs at most
constexpr int DetailCosts = 300;

bool beginsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

int late(qsizetype at)
{
    return int(std::min<qsizetype>(at, MostLate));
}

} // namespace

// Letter by letter, so that places in it are those in the text.
QString PaletteMatch::folded(const QString& text)
{
    const bool isFolded = std::all_of(text.begin(), text.end(),
        [](QChar sign) { return sign.unicode() < 0x80 && !(sign >= u'A' && sign <= u'Z'); });
    if (isFolded) // nothing is copied: most of what there is much of
        return text;
    QString folded = text;
    for (QChar& sign : folded) {
        if (sign.unicode() < 0x80) { // nearly all are
            if (sign >= u'A' && sign <= u'Z')
                sign = QChar(sign.unicode() | 0x20);
            continue;
        }
        const QString plain = QString(sign).normalized(QString::NormalizationForm_D);
        sign = plain.isEmpty() ? sign : plain.front().toLower();
    }
    return folded;
}

PaletteMatch::PaletteMatch(const QString& typed)
    : m_words(folded(typed.left(MostCharacters)).simplified().split(u' ', Qt::SkipEmptyParts))
{
}

std::optional<PaletteMatch::Found> PaletteMatch::find(
    QStringView word, QStringView text, bool wantsPlaces)
{
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (best < 0)
            best = at;
        if (beginsWord(text, at)) {
            best = at;
            break;
        }
    }
    if (best < 0)
        return findApart(word, text, wantsPlaces);
    Found found{Together - late(best), {}};
    if (best == 0)
        found.score = word.size() == text.size() ? WholeName : BeginsName;
    else if (beginsWord(text, best))
        found.score = BeginsWord - late(best);
    for (qsizetype i = 0; wantsPlaces && i < word.size(); ++i)
        found.places.push_back(best + i);
    return found;
}

// The first place of each letter behind the one before, but rather where a word begins, as long as
// the rest is still to be found behind that.
std::optional<PaletteMatch::Found> PaletteMatch::findApart(
    QStringView word, QStringView text, bool wantsPlaces)
{
    std::vector<qsizetype> latest(
        std::size_t(word.size())); // where each letter stands at the latest
    qsizetype end = text.size();
    for (qsizetype i = word.size() - 1; i >= 0; --i) {
        end = end > 0 ? text.lastIndexOf(word[i], end - 1) : -1;
        if (end < 0)
            return std::nullopt;
        latest[std::size_t(i)] = end;
    }
    Found found{Apart, {}};
    qsizetype next = 0;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const qsizetype first = text.indexOf(word[i], next);
        qsizetype at = first;
        const bool isNeighbour = i > 0 && first == next;
        for (qsizetype other = first; !isNeighbour && other >= 0 && other <= latest[std::size_t(i)];
             other = text.indexOf(word[i], other + 1)) {
            if (beginsWord(text, other)) {
                at = other;
                break;
            }
        }
        found.score += beginsWord(text, at) ? WordBonus : 0;
        found.score += isNeighbour ? NeighbourBonus : 0;
        if (wantsPlaces)
            found.places.push_back(at);
        next = at + 1;
    }
    found.score = std::min(found.score, MostApart) - late(next - word.size());
    return found;
}

// Two letters or more, of which each begins a word, the first of them the first one.
std::optional<PaletteMatch::Found> PaletteMatch::findInitials(QStringView word, QStringView text)
{
    if (word.size() < 2 || text.isEmpty() || text.front() != word.front())
        return std::nullopt;
    Found found{NeighbourInitials, {0}};
    qsizetype next = 1; // letter of the word
    for (qsizetype at = 1; at < text.size() && next < word.size(); ++at) {
        if (!text[at].isLetterOrNumber() || !beginsWord(text, at))
            continue;
        if (text[at] == word[next]) {
            found.places.push_back(at);
            ++next;
        } else {
            found.score = Initials;
        }
    }
    return next == word.size() ? std::optional(found) : std::nullopt;
}

std::optional<PaletteMatch::Found> PaletteMatch::findInTitle(
    QStringView word, QStringView text, bool wantsPlaces)
{
    std::optional<Found> found = find(word, text, wantsPlaces);
    if (found && found->score < BeginsWord) {
        if (auto initials = findInitials(word, text); initials && initials->score > found->score)
            return initials;
    }
    return found;
}

// The last letter begins the detail, those before it words of the title.
bool PaletteMatch::areInitialsAcross(QStringView word, QStringView title, QStringView detail)
{
    if (word.size() < 2 || title.isEmpty() || detail.isEmpty() || word.back() != detail.front())
        return false;
    const QStringView ofTitle = word.chopped(1);
    return ofTitle.size() == 1 ? ofTitle.front() == title.front()
                               : findInitials(ofTitle, title).has_value();
}

std::optional<int> PaletteMatch::score(QStringView folded) const
{
    return score(folded, {});
}

std::optional<int> PaletteMatch::score(QStringView title, QStringView detail) const
{
    int sum = 0;
    for (const QString& word : m_words) {
        auto found = findInTitle(word, title, false);
        if ((!found || found->score < InitialsAcross) && areInitialsAcross(word, title, detail))
            found = Found{InitialsAcross, {}};
        if (!found && !detail.isEmpty()) {
            found = find(word, detail, false);
            // letters that stand apart in a whole sentence are no find
            if (found && found->score <= MostApart)
                found.reset();
            if (found)
                found->score -= DetailCosts;
        }
        if (!found)
            return std::nullopt;
        sum += found->score;
    }
    // Of names that fit as well the shorter one.
    return m_words.isEmpty() ? 0 : sum / int(m_words.size()) - late(title.size() / 4);
}

std::vector<qsizetype> PaletteMatch::places(QStringView foldedTitle) const
{
    std::vector<qsizetype> all;
    for (const QString& word : m_words) {
        if (const auto found = findInTitle(word, foldedTitle, true))
            all.insert(all.end(), found->places.begin(), found->places.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace fanlight
