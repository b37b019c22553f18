// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/json_probe.h"

#include <simdjson.h>

namespace fanlight {

struct JsonProbe::Private {
    simdjson::dom::parser parser;
};

JsonProbe::JsonProbe()
    : m(std::make_unique<Private>())
{
}

JsonProbe::~JsonProbe() = default;

std::uint64_t JsonProbe::capture(std::string_view json, const std::vector<LoadPlan::Capture>& captures, std::vector<std::string>& variables)
{
    simdjson::dom::element document;
    if (m->parser.parse(json.data(), json.size()).get(document) != simdjson::SUCCESS)
        return captures.size();
    std::uint64_t failed = 0;
    for (const LoadPlan::Capture& capture : captures) {
        simdjson::dom::element found;
        if (document.at_pointer(capture.pointer).get(found) != simdjson::SUCCESS) {
            ++failed;
            continue;
        }
        std::string_view text;
        if (found.get(text) == simdjson::SUCCESS)
            variables[capture.variable] = text;
        else
            variables[capture.variable] = simdjson::minify(found);
    }
    return failed;
}

} // namespace fanlight
