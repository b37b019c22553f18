// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/json_probe.h"

#include <simdjson.h>

#include <algorithm>

namespace fanlight {

struct JsonProbe::Private {
    simdjson::dom::parser parser;
};

JsonProbe::JsonProbe()
    : m(std::make_unique<Private>())
{
}

JsonProbe::~JsonProbe() = default;

namespace {
std::string textOf(simdjson::dom::element element)
{
    std::string_view text;
    return element.get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::minify(element);
}
} // namespace

std::uint64_t JsonProbe::capture(std::string_view body,
    const std::vector<LoadPlan::Capture>& captures, std::vector<std::string>& variables)
{
    using From = LoadPlan::Capture::From;
    simdjson::dom::element document;
    const bool needsJson = std::any_of(captures.begin(), captures.end(),
        [](const LoadPlan::Capture& capture) { return capture.from == From::Json; });
    const bool isJson
        = needsJson && m->parser.parse(body.data(), body.size()).get(document) == simdjson::SUCCESS;
    std::uint64_t failed = 0;
    const auto keep = [&variables](const LoadPlan::Capture& capture, std::string text) {
        if (capture.variable != LoadPlan::NoVariable)
            variables[capture.variable] = std::move(text);
    };
    for (const LoadPlan::Capture& capture : captures) {
        simdjson::dom::element found;
        if (capture.from == From::Json && isJson
            && document.at_pointer(capture.what).get(found) == simdjson::SUCCESS) {
            keep(capture, textOf(found));
        } else if (capture.from == From::Regexp) {
            const auto match
                = capture.expression->match(QString::fromUtf8(body.data(), qsizetype(body.size())));
            if (match.hasMatch())
                keep(capture, match.captured(match.lastCapturedIndex() > 0 ? 1 : 0).toStdString());
            failed += match.hasMatch() ? 0 : 1;
        } else if (capture.from == From::Json) {
            ++failed;
        }
    }
    return failed;
}

const LoadPlan::Check* JsonProbe::firstUnmet(std::string_view body,
    const std::vector<LoadPlan::Check>& checks, const std::string& user,
    const std::vector<std::string>& variables, LoadText::Random& random)
{
    using Kind = LoadStep::Check::Kind;
    simdjson::dom::element document;
    const bool isJson
        = m->parser.parse(body.data(), body.size()).get(document) == simdjson::SUCCESS;
    const auto filled = [&](const LoadText& text) {
        std::string out;
        text.appendTo(out, user, variables, random);
        return out;
    };
    for (const LoadPlan::Check& check : checks) {
        simdjson::dom::element found;
        const auto isThere = [&] {
            return isJson && document.at_pointer(check.name).get(found) == simdjson::SUCCESS;
        };
        bool holds = true;
        switch (check.kind) {
        case Kind::HasProperty:
            holds = isThere();
            break;
        case Kind::NotHasProperty:
            holds = isJson && !isThere();
            break;
        case Kind::PropertyEquals:
            holds = isThere() && textOf(found) == filled(check.value);
            break;
        case Kind::Matches:
            holds = check.expression->match(QString::fromUtf8(body.data(), qsizetype(body.size())))
                        .hasMatch();
            break;
        case Kind::Equal:
            holds = filled(check.left) == filled(check.value);
            break;
        case Kind::ContentType:
        case Kind::HasHeader:
        case Kind::HeaderEquals:
        case Kind::NotStatus:
            break;
        }
        if (!holds)
            return &check;
    }
    return nullptr;
}

} // namespace fanlight
