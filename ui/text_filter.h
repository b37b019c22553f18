// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace fanlight {

// A plain filter over texts: words separated by blanks, each must stand somewhere in one of the
// texts; "!" before a word turns it round. Case does not count. A value; any thread.
class TextFilter {
public:
    TextFilter() = default;
    explicit TextFilter(const QString& text);

    bool isEmpty() const { return m_words.empty(); }
    bool matches(const QStringList& texts) const;
    static QString help(); // one line for a tooltip

private:
    struct Word {
        QString text;
        bool negated = false;
    };
    std::vector<Word> m_words;
};

} // namespace fanlight
