// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_filter.h"

#include <QCoreApplication>

#include <algorithm>

namespace fanlight {

TextFilter::TextFilter(const QString& text)
{
    for (const QString& part : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const bool negated = part.startsWith(QLatin1Char('!'));
        // A lone "!" is the beginning of a word that is still being typed.
        if (const QString word = part.mid(negated ? 1 : 0); !word.isEmpty())
            m_words.push_back({word, negated});
    }
}

bool TextFilter::matches(const QStringList& texts) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&texts](const Word& word) {
        const bool found = std::any_of(texts.begin(), texts.end(),
            [&word](const QString& text) { return text.contains(word.text, Qt::CaseInsensitive); });
        return found != word.negated;
    });
}

QString TextFilter::help()
{
    return QCoreApplication::translate("fanlight::TextFilter",
        "Words that must all be found; “!” before a word: it must not. Case does not count.");
}

} // namespace fanlight
