// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/json_text.h"

#include <algorithm>
#include <string>

namespace fanlight {

namespace {

// Takes one thing after another off the front of the text.
class Reader {
public:
    explicit Reader(std::string_view text)
        : m_left(text)
    {
    }

    bool isAtEnd() const { return m_left.empty(); }
    void skipBlanks()
    {
        m_left.remove_prefix(std::min(m_left.find_first_not_of(" \t\r\n"), m_left.size()));
    }
    bool take(char c)
    {
        if (m_left.empty() || m_left.front() != c)
            return false;
        m_left.remove_prefix(1);
        return true;
    }
    bool takeString()
    {
        if (!take('"'))
            return false;
        for (std::size_t i = 0; i < m_left.size(); ++i) {
            const char c = m_left[i];
            if (c == '"') {
                m_left.remove_prefix(i + 1);
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return false;
            if (c == '\\' && !isEscape(++i))
                return false;
        }
        return false;
    }
    // A member's name and what stands between it and its value.
    bool takeName()
    {
        if (!takeString())
            return false;
        skipBlanks();
        if (!take(':'))
            return false;
        skipBlanks();
        return true;
    }
    bool takeScalar()
    {
        if (m_left.starts_with('"'))
            return takeString();
        for (const std::string_view word : {"true", "false", "null"}) {
            if (m_left.starts_with(word)) {
                m_left.remove_prefix(word.size());
                return true;
            }
        }
        return takeNumber();
    }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    // What stands behind a backslash; of \u moves on to its last digit.
    bool isEscape(std::size_t& i) const
    {
        if (i >= m_left.size())
            return false;
        if (m_left[i] != 'u')
            return std::string_view("\"\\/bfnrt").find(m_left[i]) != std::string_view::npos;
        const std::string_view digits = m_left.substr(i + 1, 4);
        i += 4;
        return digits.size() == 4
            && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    }
    bool takeDigits()
    {
        const std::size_t end = std::min(m_left.find_first_not_of("0123456789"), m_left.size());
        m_left.remove_prefix(end);
        return end > 0;
    }
    bool takeNumber()
    {
        take('-');
        if (!take('0') && !takeDigits())
            return false;
        if (take('.') && !takeDigits())
            return false;
        if (!take('e') && !take('E'))
            return true;
        if (!take('+'))
            take('-');
        return takeDigits();
    }

    std::string_view m_left;
};

} // namespace

bool isJsonText(std::string_view text)
{
    Reader reader(text);
    std::string open; // the closing brackets of what is open
    bool isFresh = false; // the innermost may end without anything in it
    for (;;) {
        reader.skipBlanks();
        if (isFresh && reader.take(open.back())) {
            open.pop_back();
        } else {
            if (!open.empty() && open.back() == '}' && !reader.takeName())
                return false;
            const char closing = reader.take('{') ? '}' : reader.take('[') ? ']' : '\0';
            if (closing != '\0') {
                if (open.size() == MaxJsonDepth)
                    return false;
                open += closing;
                isFresh = true;
                continue;
            }
            if (!reader.takeScalar())
                return false;
        }
        isFresh = false;
        for (;;) { // behind a value
            reader.skipBlanks();
            if (open.empty())
                return reader.isAtEnd();
            if (reader.take(','))
                break;
            if (!reader.take(open.back()))
                return false;
            open.pop_back();
        }
    }
}

} // namespace fanlight
