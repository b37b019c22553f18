// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "metrics/side_losses.h"

#include <QByteArray>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fanlight::prometheus_text {

// Why a publish over HTTP was refused: all the values of the label.
enum class PublishRefusal : std::uint8_t { Invalid, TooLarge, Forbidden, Unavailable, Limited };
constexpr std::size_t PublishRefusalCount = 5;
PublishRefusal publishRefusalOf(int status); // of the answer

// What one address or token may take so much of: all the values of the label.
enum class LimitKind : std::uint8_t { Streams, Requests, Publishes, WrongTokens };
constexpr std::size_t LimitKindCount = 4;

// Who was turned away, by what it was answered (a stream: would have been): all the values of the
// label.
enum class TurnAway : std::uint8_t { Unauthorized, Forbidden, Limited, Full };
constexpr std::size_t TurnAwayCount = 4;
std::optional<TurnAway> turnAwayOf(int status); // nothing: of another kind

// HTTP answers by class of their status: 2xx, 3xx, 4xx, 5xx.
constexpr std::size_t AnswerClassCount = 4;

// How a source stands: all the values of the label.
constexpr std::array<const char*, 5> SourceStates{
    "closed", "connecting", "taking", "paused", "waiting"};

struct RedisTotals {
    bool isUp = false;
    quint64 reconnects = 0;
    quint64 channels = 0; // subscribed to now
    double roundTripSeconds = Unknown;
    quint64 tooLarge = 0; // messages that were not delivered …
    quint64 notUtf8 = 0;
    struct Node { // a primary of a cluster
        std::string endpoint;
        bool isUp = false;
        quint64 channels = 0; // subscribed to there
        quint64 published = 0; // by this hub
    };
    std::vector<Node> nodes = {}; // none: it is no cluster
};

struct TlsTotals {
    double certificateExpiresAtSeconds = Unknown; // Unix time
    quint64 handshakes = 0; // whole ones …
    quint64 resumed = 0; // … and those that took up an earlier session
    std::vector<std::pair<const char*, double>> failed; // by reason
};

struct SourceTotals {
    std::string name;
    std::string kind;
    std::string state;
    double lag = Unknown; // messages
    double dead = Unknown; // likewise
    quint64 taken = 0;
    quint64 acknowledged = 0;
    quint64 refused = 0;
    quint64 buried = 0;
    double inHand = 0;
};

// Totals since the start, kept by the sampler beside the intervals.
struct Totals {
    MetricsSample sum; // merged from the start on; its levels are the newest
    QString instance;
    double startedAtSeconds = 0; // Unix time; of the process
    double virtualBytes = Unknown; // likewise
    double virtualBytesMost = Unknown;
    double threads = Unknown;
    double memoryAvailableBytes = Unknown; // that the machine, or its control groups, still have
    bool isReady = false;
    double historyLimitBytes = Unknown;
    double connectionsLimit = Unknown;
    double cpuSeconds = Unknown; // of the process
    std::array<quint64, AnswerClassCount> answers{};
    std::array<quint64, PublishRefusalCount> refusedPublishes{};
    std::array<quint64, LimitKindCount> limited{}; // requests that a limit refused
    std::array<quint64, TurnAwayCount> turnedAway{};
    quint64 repeatedPublishes = 0; // with a key of `once` that was known: not published again
    quint64 onceKeys = 0; // that this process knows now …
    quint64 onceForgotten = 0; // … and those that made room before their time
    quint64 gapsTold = 0; // to streams
    quint64 faults = 0; // on now
    SideLosses losses;
    std::optional<RedisTotals> redis; // nothing: memory is the broker
    std::optional<TlsTotals> tls; // nothing: plain HTTP is spoken
    std::vector<SourceTotals> sources; // queues that feed it
};

// The exposition format 0.0.4, made by prometheus-cpp from the same figures as CSV and the window.
// Every family and series is there from the start on; what is not known yet is NaN.
// Content type: text/plain; version=0.0.4.
QByteArray render(const Totals& totals);

} // namespace fanlight::prometheus_text
