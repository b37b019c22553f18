// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/type_on_wire.h"

#include "delivery/parsed_publish.h"
#include "sse/json_string.h"

namespace fanlight {

void putTypeOnWire(ParsedPublish& publish, TypeAs how, bool hasType)
{
    if (publish.type.empty() || how == TypeAs::Off)
        return;
    if (how == TypeAs::Event) {
        if (publish.event.empty())
            publish.event = publish.type;
        return;
    }
    constexpr std::string_view Blanks = " \t\r\n";
    const std::size_t brace = publish.data.find_first_not_of(Blanks);
    if (hasType || !publish.isJson || brace == std::string::npos || publish.data[brace] != '{')
        return;
    const std::size_t next = publish.data.find_first_not_of(Blanks, brace + 1);
    const bool isEmpty = next != std::string::npos && publish.data[next] == '}';
    publish.data.insert(brace + 1, "\"type\":" + jsonString(publish.type) + (isEmpty ? "" : ","));
}

} // namespace fanlight
