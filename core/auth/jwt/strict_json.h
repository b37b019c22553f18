// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace fanlight::jwt {

// A JSON object as tokens and keys hold it, read strictly: RFC 8259 in UTF-8, and no name twice in
// any object, of which two readers might take different ones (RFC 7515 §4). Valid while it lives;
// one thread.
class StrictJson {
public:
    // Empty, or what is wrong with the text.
    std::string read(std::string_view text);
    const simdjson::dom::object& object() const { return m_object; }

    static constexpr std::size_t MaxDepth = 16;

private:
    simdjson::dom::parser m_parser;
    simdjson::dom::object m_object;
};

// A member that is text. Nothing where it is not there, or is no text.
std::optional<std::string_view> textOf(const simdjson::dom::object& object, std::string_view name);
bool has(const simdjson::dom::object& object, std::string_view name);
// Whether an array holds this text, or the member is it.
bool holdsText(const simdjson::dom::object& object, std::string_view name, std::string_view text);

} // namespace fanlight::jwt
