// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// A text with places for a client's user and variables, taken apart once. Immutable; any thread.
class LoadText {
public:
    // What may be filled in without breaking what is around it.
    enum class Place {
        Path, // blanks and controls percent-encoded
        Header, // no line ends
        Body,
    };
    using Random = std::minstd_rand;

    // `names`: the variables there are, found by place. Nothing, and `error` says why, when it names another.
    static std::optional<LoadText> parse(const QString& text, Place place, const std::vector<QString>& names, QString& error);
    void appendTo(std::string& out, std::uint64_t user, const std::vector<std::string>& variables, Random& random) const;

private:
    struct Piece {
        enum class Kind { Literal, User, Variable, RandomNumber, RandomString } kind = Kind::Literal;
        std::string text;
        std::size_t variable = 0;
        std::int64_t least = 0;
        std::int64_t most = 0; // of a random string: its length
    };
    static std::optional<Piece> expression(const QString& text, const std::vector<QString>& names, QString& error);

    std::vector<Piece> m_pieces;
    Place m_place = Place::Body;
};

// A scenario made ready to run: texts taken apart, the clients' file read. Immutable; shared by the threads of a run.
struct LoadPlan {
    struct Capture {
        std::string pointer; // RFC 6901
        std::size_t variable = 0;
    };
    struct Step {
        LoadStep::Kind kind = LoadStep::Kind::Get;
        std::string method;
        LoadText path;
        LoadText headers; // whole lines
        LoadText body;
        bool hasBody = false;
        std::uint64_t holdNs = 0;
        std::uint64_t events = 0;
        bool reconnects = true;
        std::vector<Capture> captures;
        int expectStatus = 0;
        std::uint64_t count = 1;
        std::vector<Step> steps;
    };
    struct Flow {
        double weight = 1;
        std::vector<Step> steps;
    };

    LoadScenario scenario;
    std::string host; // for connecting
    std::uint16_t port = 80;
    std::string authority; // for the Host field
    std::vector<Flow> flows;
    std::vector<std::string> variables; // what every client starts with, by place
    std::size_t fileVariables = 0; // the first so many come from the file
    std::vector<std::vector<std::string>> rows; // of the file
    std::uint64_t population = 1;

    static constexpr qint64 MostFileBytes = 64 << 20;
    // Nothing, and `error` says why.
    static std::shared_ptr<const LoadPlan> make(const LoadScenario& scenario, QString& error);
};

// "$.user.items[0]" as a JSON pointer, "/user/items/0"; nothing when it is no such path.
std::optional<std::string> jsonPointer(const QString& path);

} // namespace fanlight
