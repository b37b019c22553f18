// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace fanlight {

// What can be broken on purpose, so that client code is seen to survive it.
enum class FaultKind : std::uint8_t {
    Drop, // streams break off, without a clean end: a share of them, once or every so often
    Delay, // what a stream is due leaves so much later, in order
    // a stream breaks off after so many events or bytes, counted from when the fault began or
    // the stream did
    Cut,
    // the hub neither sends nor notices anything, as if the network were gone; streams stay
    HalfOpen,
    Drip, // so many bytes a second and stream
    Refuse, // a new stream's connection is reset before an answer
    Unavailable, // a new stream is answered 503: browsers give up for good
    PauseRedis, // nothing is read from the subscribing link
    CutRedis, // both links are cut, and not made again
};
constexpr int FaultKindCount = 9;

// A fault, as wished and as it stands. A plain value.
struct Fault {
    quint64 id = 0; // given by the hub: "f-1" in the API
    FaultKind kind = FaultKind::Drop;
    // in the language of ConnectionFilter: which streams; empty: all. Not for Redis' links
    QString filter;
    double share = 1; // Drop: of the streams of the filter, 0 < share ≤ 1
    std::chrono::milliseconds every{0}; // Drop: again and again; 0: once, and it is over
    std::chrono::milliseconds delay{0}; // Delay
    quint64 events = 0; // Cut; 0: not by events
    quint64 bytes = 0; // Cut; 0: not by bytes. Drip: bytes a second
    std::chrono::milliseconds lasts{0}; // ends by itself after that; 0: when it is ended

    enum class Origin : std::uint8_t { Window, Api, Doctor };
    Origin origin = Origin::Window; // what the setup doctor does to its own streams is not listed
    qint64 sinceMs = 0; // UTC
    quint64 streams = 0; // it acts on now (Refuse, Unavailable, Redis: 0)
    quint64 hits = 0; // streams dropped, cut or refused so far; Redis' links cut

    // Bounds of what can be wished.
    static constexpr std::chrono::milliseconds LeastEvery{100};
    // every, delay (below), lasts
    static constexpr std::chrono::milliseconds MostTime = std::chrono::hours(24);
    static constexpr std::chrono::milliseconds MostDelay = std::chrono::minutes(10);
    static constexpr quint64 MostCount = 1'000'000'000; // events, bytes
    static constexpr quint64 LeastDrip = 10; // bytes a second
    static constexpr std::size_t MostAtOnce = 32;
};

// The faults that are on, oldest first.
using Faults = std::vector<Fault>;

QString faultIdText(quint64 id); // "f-1"
std::optional<quint64> parseFaultId(QStringView text);

// "drop", "delay", "cut", "half-open", "drip", "refuse", "unavailable", "pause-redis", "cut-redis":
// the API's word, which the log uses too.
QString faultKindName(FaultKind kind);
bool parseFaultKind(QStringView name, FaultKind* kind);
// Whether it concerns Redis' links instead of streams.
bool isRedisFault(FaultKind kind);
// One line that says what it does and to whom: "half of the streams of user:1* break off every 10
// s".
QString describeFault(const Fault& fault);
// What is wrong with a wish, naming the member ("share: must be …"); empty when it can be done.
QString checkFault(const Fault& fault);

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::Faults)
