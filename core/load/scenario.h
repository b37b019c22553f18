// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_access.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

namespace fanlight {

// One stretch of a load test: so many clients arrive a second. As in Artillery ("Load phases").
struct LoadPhase {
    QString name;
    std::chrono::milliseconds duration{0};
    double arrivalRate = 0; // clients a second at its begin; 0 without rampTo: a pause
    double rampTo = -1; // clients a second at its end, linearly; negative: as at its begin
    // that many evenly over the duration, instead of a rate; negative: by rate
    std::int64_t arrivalCount = -1;
    std::int64_t maxClients = 0; // more do not arrive while so many are there; 0: no cap

    // How many arrive from its begin until `at`, which is clamped to the duration; the cap is not
    // looked at.
    double arrivals(std::chrono::milliseconds at) const;
    double arrivals() const { return arrivals(duration); }
    bool operator==(const LoadPhase&) const = default;
};

// What a client does, one step after another. In texts {i} is the number of its user, {{ name }} a
// variable: a column of the clients' file, a variable of the scenario, or what was captured;
// LoadPlan finds unknown ones.
struct LoadStep {
    enum class Kind {
        Get, // opens `path`; a stream is read for `hold`, any other answer to its end
        Post, // sends `body` to `path`
        Think, // waits for `hold`, or for some time between it and `mostHold`
        Loop, // does `steps` `count` times
    };
    // What is taken from an answer, or from each event of a stream; its absence counts as a failed
    // check.
    struct Capture {
        QString json; // a path in JSON: "$.user.id", "$.items[0]"
        QString as; // the variable it is kept in; empty: it only has to be there
        QString header; // or a header of the answer …
        QString regexp; // … or what this finds in the body: the first group, else all of it
        bool operator==(const Capture&) const = default;
    };
    // What an answer must be beside its status, as Artillery's expect has it. What does not hold
    // makes a run not pass.
    struct Check {
        enum class Kind {
            ContentType, // `value`: "json", "application/json"
            HasHeader, // `name`
            HeaderEquals, // `name`, `value`
            NotStatus, // `value`
            HasProperty, // `name`: a path in JSON, of the answer or of each event
            NotHasProperty,
            PropertyEquals, // `name`, `value`
            Matches, // `value`: a regular expression for the body, or the data of each event
            Equal, // two texts with variables in them, `name` and `value`
        };
        Kind kind = Kind::HasProperty;
        QString name;
        QString value;
        bool operator==(const Check&) const = default;
    };

    Kind kind = Kind::Get;
    QString path; // below the target and its path, or a whole URL, wherever that is
    QString method; // of a Post; empty: POST
    QString body;
    QStringList headers; // "Name: value"
    std::chrono::milliseconds hold{0}; // of a stream, 0: to the end of the run
    std::chrono::milliseconds mostHold{0}; // of a Think; not above `hold`: as long as that
    std::int64_t events = 0; // a stream is left after so many; 0: no bound
    // a Get is a stream, and one that ends is opened again, as EventSource does; else its end is
    // that of the step
    bool reconnects = true;
    std::vector<Capture> captures;
    // others count as errors, and make a run not pass; none: 200 for a stream, any 2xx else
    std::vector<int> expectStatuses;
    std::vector<Check> checks;
    std::int64_t count = 1; // of a Loop
    std::vector<LoadStep> steps; // of a Loop

    bool operator==(const LoadStep&) const = default;
};

struct LoadFlow {
    QString name;
    double weight = 1; // an arriving client takes this flow with that share of all weights
    std::vector<LoadStep> steps;
    bool operator==(const LoadFlow&) const = default;
};

// Which users are published to.
enum class PublishTo {
    Each, // one after the other
    Random, // any, equally often
    Skewed, // any, the n-th as often as 1/n (Zipf)
    One,
    All, // a broadcast
};

// Messages sent beside the clients, at a rate that does not wait for answers: latency counts from
// when each was meant to go, so that a hub that stalls the tester is not flattered (coordinated
// omission).
struct LoadPublishing {
    double rate = 0; // a second; 0: none
    PublishTo to = PublishTo::Random;
    std::int64_t one = 1; // the user of One
    QString redis; // "redis://127.0.0.1:6379": PUBLISH there; empty: by HTTP
    // By HTTP. In both texts {i} is the user; in the body {payload} is the payload, a JSON object,
    // {payloadString} the same within a JSON string, {payloadUrl} percent-encoded. Empty: what a
    // Fanlight hub takes.
    QString url; // below the target and its path, or a whole URL
    QString body;
    QStringList headers;
    // by HTTP: users are spread over them, so that the messages for each keep their order
    std::int64_t connections = 1;
    QString channel; // in Redis; empty: notifications:{i}, or notifications for All
    int leastBytes = 200; // of the payload; each size between the two equally often
    int mostBytes = 200;
    std::chrono::milliseconds from{0}; // after the begin of the run
    std::chrono::milliseconds lasts{0}; // 0: until the last phase is over
    std::int64_t count = 0; // at most so many; 0: no bound

    static constexpr std::int64_t MostConnections = 64;
    bool operator==(const LoadPublishing&) const = default;
};

// A load test: where, who arrives when, what they do, what is published. A plain value.
struct LoadScenario {
    QString name;
    // http or https; with user:password@ these go with every request to it, a path is put before
    // all others
    QString target = QStringLiteral("http://127.0.0.1:3000");
    std::vector<LoadPhase> phases;
    std::vector<LoadFlow> flows; // empty: one that opens Fanlight's stream of the client's user
    LoadPublishing publishing;
    LoadAccess access;
    LoadTls tls;

    // clients are users 1 to this, from the beginning again after it; 0: each its own
    std::int64_t users = 0;
    QStringList headers; // of every request of the clients
    QString clientsFile; // CSV: variables of the clients, line by line, from the beginning again
    QStringList clientsFields; // its columns; none: the first row names them
    bool clientsSkipFirst = false; // with clientsFields: the first row is no client
    std::vector<std::pair<QString, QString>> variables;
    // variables that are one of these, by chance, for each client
    std::vector<std::pair<QString, QStringList>> choices;

    double slowShare = 0; // of the clients, 0 to 1, read only …
    std::int64_t slowBytesPerSecond = 1024;
    double dropShare = 0; // of the clients, 0 to 1, lose their connection …
    // … so often (each at its own time), and come back with Last-Event-ID …
    std::chrono::milliseconds dropEvery{30'000};
    // … after this; 0: after what the stream's retry says, else Retry
    std::chrono::milliseconds dropAway{0};
    // a client whose flow is over begins it again after this; 0: it is gone
    std::chrono::milliseconds think{0};
    std::chrono::milliseconds lateAfter{1000}; // an event that takes longer is late
    std::chrono::milliseconds timeout{10'000}; // until the answer begins
    std::vector<QString> expectations; // "p99<50ms", "lost=0"

    static constexpr std::chrono::milliseconds Retry{2000};
    // Bounds, checked.
    // arrivals of a run; how many at once the descriptors say
    static constexpr std::int64_t MostClients = 1'000'000;
    static constexpr std::size_t MostPhases = 100;
    static constexpr double MostRate = 1'000'000; // publishes, or arrivals, a second
    static constexpr int LeastPayload = 96; // what the mark needs
    static constexpr int MostPayload = 256 << 10;
    static constexpr std::chrono::hours MostTime{24};

    // What is wrong with it in one line a user can act on, the field named; empty: nothing.
    QString check() const;
    std::chrono::milliseconds duration() const; // of the phases
    double arrivals() const; // over all phases, without the caps
    // How many descriptors their clients take at once at most, as far as that follows from the
    // phases; 0: it does not.
    std::int64_t mostAtOnce() const;
    // The users there are: `users`, or as many as arrive.
    std::int64_t population() const;
    // How many are there at most, clients that leave and caps not counted; what the curve of the
    // phases is drawn from.
    double arrivalsAt(std::chrono::milliseconds at) const;

    bool operator==(const LoadScenario&) const = default;

private:
    QString firstProblem() const;
};

// A ramp to so many clients (a zero ramp: at once), then that long; the run of the simple command
// line.
LoadScenario simpleScenario(const QString& target, const QString& path, std::int64_t clients,
    std::chrono::milliseconds ramp, std::chrono::milliseconds hold);
// The path of a Fanlight hub's stream of user {i}; what an empty path means.
extern const QString FanlightStreamPath;

const char* checkName(LoadStep::Check::Kind kind); // as Artillery calls it: "hasProperty"

// Puts the values of {{ $env.NAME }} and {{ $processEnvironment.NAME }} into the text; false:
// `error` names what is not set.
bool expandEnvironment(QString& text, QString& error);

const char* publishToName(PublishTo to); // "each", "random", "skewed", "one", "all"
bool parsePublishTo(QStringView text, PublishTo& to);

} // namespace fanlight
