// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/parsed_publish.h"
#include "delivery/type_on_wire.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// Reads a JSON array of names (followers, types). Empty, or why it cannot; `body` as for
// PublishParser.
std::string parseNames(std::string& body, std::string_view field, std::vector<std::string>& names);

// Reads the JSON of POST /api/publish, /api/fanout and /api/selective with simdjson: the text is
// checked whole, data is taken out as it stands and made compact; numbers of any length keep every
// digit, halves of surrogates become U+FFFD, a byte order mark is left out, null is as good as
// absent (but as data). Keeps its memory from one call to the next; one thread at a time.
class PublishParser {
public:
    explicit PublishParser(std::size_t dataLimit, TypeAs typeAs = TypeAs::Member);
    ~PublishParser();

    // `body` must have room for simdjson's padding behind it (RequestParser sees to that).
    const ParsedPublish& parse(std::string& body, PublishKind kind = PublishKind::Named);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace fanlight
