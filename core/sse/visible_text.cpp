// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/visible_text.h"

#include <algorithm>

namespace fanlight {

namespace {

// What is not shown but does something, within the basic plane.
bool isHidden(char16_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) // C0, DEL, C1
        || c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069) // direction
        || c == 0x2028 || c == 0x2029 // separators
        || c == 0xfeff; // a mark without width
}

} // namespace

QString visibleText(const QString& text)
{
    const auto isPlain = [](QChar c) { return !isHidden(c.unicode()) && !c.isSurrogate(); };
    if (std::all_of(text.begin(), text.end(), isPlain))
        return text;
    QString visible;
    visible.reserve(text.size() + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            visible += c;
            visible += text[++i];
        } else if (c.isSurrogate()) {
            visible += QChar::ReplacementCharacter;
        } else if (!isHidden(c.unicode())) {
            visible += c;
        } else if (c == u'\n' || c == u'\r' || c == u'\t') {
            visible += c == u'\n' ? QStringLiteral("\\n")
                : c == u'\r'      ? QStringLiteral("\\r")
                                  : QStringLiteral("\\t");
        } else {
            const bool isShort = c.unicode() < 0x100;
            visible += (isShort ? QStringLiteral("\\x%1") : QStringLiteral("\\u%1"))
                           .arg(int(c.unicode()), isShort ? 2 : 4, 16, QLatin1Char('0'));
        }
    }
    return visible;
}

} // namespace fanlight
