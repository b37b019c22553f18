// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/json_string.h"

#include "sse/utf8.h"

namespace fanlight {

std::string jsonString(std::string_view text)
{
    if (!isUtf8(text))
        return jsonString(toUtf8(text)); // JSON is UTF-8, whatever it quotes
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                static constexpr char Hex[] = "0123456789abcdef";
                out += "\\u00";
                out += Hex[(c >> 4) & 1];
                out += Hex[c & 15];
            } else {
                out += c;
            }
        }
    }
    out += '"';
    return out;
}

} // namespace fanlight
