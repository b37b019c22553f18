// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// JSON of others, whose writers do what RFC 8259 lets them and a parser with 64-bit numbers does
// not read. Pure functions and a value; any thread.

// Writes halves of surrogate pairs in escapes ("\ud83d" without its other half) as "\ufffd", in
// place. False: there are none.
bool mendHalfSurrogates(std::string& json);
// Puts a 0 and blanks in the place of numbers that need more than 64 bits, so that a parser takes
// the rest where it stands; whoever needs the number looks into the text as it was. False: there
// are none.
bool blankLongNumbers(std::string& json);

// The top-level "type" of what was meant to be a JSON object but is none (NaN, a comma too many,
// single words): that of the last member of that name, as it stands. Empty: there is none, or not
// as a plain string.
std::string_view typeOfNearlyJson(std::string_view text);

// Walks over text that has been checked to be JSON.
class JsonText {
public:
    explicit JsonText(std::string_view text)
        : m_text(text)
    {
    }

    // The value of member `index` of the object the text is, as it stands there.
    std::string_view memberValue(std::size_t index);
    // The elements of the array the text is, likewise.
    std::vector<std::string_view> elements();

private:
    void skipTo(char c) { m_at = m_text.find(c, m_at) + 1; }
    void skipBlanks() { m_at = m_text.find_first_not_of(" \t\r\n", m_at); }
    void skipString();
    void skipValue();

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace fanlight
