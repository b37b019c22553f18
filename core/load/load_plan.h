// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_tokens.h"
#include "load/scenario.h"
#include "load/tls_client.h"

#include <QRegularExpression>

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// A place that is asked: where clients connect to, and what they say then.
struct LoadOrigin {
    std::string host; // for connecting
    std::uint16_t port = 80;
    bool isTls = false;
    std::string authority; // for the Host field
    std::string credentials; // a whole line, Authorization; empty: none
    bool operator==(const LoadOrigin&) const = default;
};

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

    // `names`: the variables there are, found by place. Nothing, and `error` says why, when it
    // names another.
    static std::optional<LoadText> parse(
        const QString& text, Place place, const std::vector<QString>& names, QString& error);
    void appendTo(std::string& out, std::string_view user,
        const std::vector<std::string>& variables, Random& random) const;

private:
    struct Piece {
        enum class Kind {
            Literal,
            User,
            Variable,
            RandomNumber,
            RandomString,
            Uuid,
            Timestamp
        } kind
            = Kind::Literal;
        std::string text;
        std::size_t variable = 0;
        std::int64_t least = 0;
        std::int64_t most = 0; // of a random string: its length
    };
    static std::optional<Piece> expression(
        const QString& text, const std::vector<QString>& names, QString& error);

    std::vector<Piece> m_pieces;
    Place m_place = Place::Body;
};

// A scenario made ready to run: texts taken apart, the clients' file read. Immutable; shared by the
// threads of a run.
struct LoadPlan {
    static constexpr std::size_t NoVariable = ~std::size_t(0);
    struct Capture {
        enum class From { Json, Header, Regexp } from = From::Json;
        std::string what; // a pointer (RFC 6901), a name, or an expression
        std::size_t variable = NoVariable;
        std::shared_ptr<const QRegularExpression> expression;
    };
    struct Check {
        LoadStep::Check::Kind kind = LoadStep::Check::Kind::HasProperty;
        std::string name; // a pointer where it is a path
        LoadText left; // of Equal
        LoadText value;
        std::shared_ptr<const QRegularExpression> expression;
        QString text; // for a report
    };
    struct Step {
        LoadStep::Kind kind = LoadStep::Kind::Get;
        std::size_t origin = 0; // in origins
        std::string method;
        LoadText path;
        LoadText headers; // whole lines
        LoadText body;
        bool hasBody = false;
        std::uint64_t holdNs = 0;
        std::uint64_t mostHoldNs = 0;
        std::uint64_t events = 0;
        bool reconnects = true;
        std::vector<Capture> captures;
        std::vector<int> statuses; // none: the usual ones
        std::vector<Check> checks;
        bool readsBody = false; // captures or checks look at it
        std::uint64_t count = 1;
        std::vector<Step> steps;
        // one that asks for the ticket this takes, unless the client has one; none: it takes none
        std::vector<Step> ticket;
    };
    struct Flow {
        double weight = 1;
        std::vector<Step> steps;
    };

    LoadScenario scenario;
    std::vector<LoadOrigin> origins; // the first one is the target
    std::vector<Flow> flows;
    std::vector<std::string> variables; // what every client starts with, by place
    // one of them, by chance, instead
    std::vector<std::pair<std::size_t, std::vector<std::string>>> choices;
    std::size_t fileVariables = 0; // the first so many come from the file
    std::vector<std::vector<std::string>> rows; // of the file
    std::uint64_t population = 1;
    std::shared_ptr<const ClientTokens> tokens; // null: none
    std::size_t tokenVariable = NoVariable; // where each client has its own
    std::size_t ticketVariable = NoVariable;
    std::shared_ptr<const TlsClient> tls; // null: nothing is asked over it

    // What {i} stands for: the number of the user, or the name the file of tokens has.
    std::string nameOf(std::uint64_t user) const;

    static constexpr qint64 MostFileBytes = 64 << 20;
    // Nothing, and `error` says why.
    static std::shared_ptr<const LoadPlan> make(const LoadScenario& scenario, QString& error);

private:
    bool findAccess(QString& error);
};

// A URL of a scenario taken apart: where it goes, and what is asked there (the target's path
// included).
struct LoadUrl {
    LoadOrigin origin;
    QString path;
};
// `url`: below the target, or a whole one. The target itself is one, too.
LoadUrl loadUrl(const QString& url, const QString& target);

// Why this process cannot hold the clients of a test, with what to do; empty: it can, as far as the
// phases say.
QString descriptorProblem(const LoadScenario& scenario);

// "$.user.items[0]" as a JSON pointer, "/user/items/0"; nothing when it is no such path.
std::optional<std::string> jsonPointer(const QString& path);

} // namespace fanlight
