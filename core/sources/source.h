// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fanlight {

// What a queue holds for the hub: the JSON of POST /api/publish, or raw data with the recipient in
// headers (attributes). Plain values.
struct SourceContent {
    std::string body;
    // fan-user, fan-type, fan-event: with any of them the body is raw data, else it is JSON. An
    // empty user is everyone.
    std::optional<std::string> user, type, event;
    // As its publisher named it (message-id, MessageId, Nats-Msg-Id): with the name of the source
    // the key of `once`. Empty: the queue names none.
    std::string id;
};

// A message that was taken and is not acknowledged yet.
struct SourceMessage {
    std::string handle; // the source's own name of this taking; nobody else reads it
    SourceContent content;
    int tries = 1; // how often it was handed out, this time included, as far as the source knows
};

// What became of a message.
struct SourceVerdict {
    enum class Outcome : std::uint8_t {
        Published, // history has it, or had it: acknowledge
        Refused, // it will never be taken as it is; after MostTries of them it goes to the dead
        NotNow, // the broker is away, or full: it stays in the queue, and counts as no try
    };
    Outcome outcome = Outcome::Published;
    std::string reason; // of the last two, one sentence
};

// A message that was refused too often, as the source keeps it.
struct DeadLetter {
    std::string handle; // by which it is removed
    SourceContent content;
    std::string reason;
    int tries = 0;
    qint64 diedAtMs = 0; // UTC; 0: not known
};

struct SourceFigures {
    enum class State : std::uint8_t {
        Closed,
        Connecting, // also again after a loss; `error` says why it is not there
        Taking,
        Paused, // by hand
        Waiting, // the broker takes nothing at present
    };
    State state = State::Closed;
    QString error; // why it does not take, or what went wrong last; one sentence without secrets
    double lag = Unknown; // messages that wait in the queue, those in hand not counted
    double dead = Unknown; // messages it keeps as dead
    std::uint64_t taken = 0; // counted since the start
    std::uint64_t acknowledged = 0;
    std::uint64_t refused = 0; // verdicts
    std::uint64_t buried = 0; // went to the dead
    int inHand = 0; // taken, without a verdict or not acknowledged yet
};

// One queue whose messages are published. It takes no more at a time than its prefetch, hands each
// to `publish`, and acknowledges it only with the verdict Published. In the hub's thread; a client
// library that blocks has a thread of its own inside, and nothing of that is seen here. It connects
// again by itself after a loss (with growing pauses of 50 ms to 5 s), until close().
class Source : public QObject {
    Q_OBJECT
public:
    static constexpr int MostTries = 5;
    static constexpr int MostDeadListed = 200;
    static constexpr int DefaultPrefetch = 100;

    using Done = std::function<void(const SourceVerdict&)>;
    // Called in the hub's thread; `done` comes later in the hub's thread, once, also after close(),
    // which is then of no consequence.
    using Publish = std::function<void(SourceMessage message, Done done)>;

    using QObject::QObject;

    virtual void open(Publish publish) = 0;
    // Lets go: what is in hand goes back to the queue. Nobody is called back.
    virtual void close() = 0;
    virtual void setPaused(bool paused) = 0; // by hand; what is in hand is finished
    virtual void setWaiting(bool waiting) = 0; // the broker takes nothing: the queue keeps the rest
    virtual SourceFigures figures() const = 0;

    // The newest first. `done` once, in the hub's thread, with an error (a sentence) or the list.
    virtual void listDead(
        std::function<void(const QString& error, std::vector<DeadLetter> letters)> done)
        = 0;
    // It was sent again, or is not wanted any more.
    virtual void removeDead(
        const std::string& handle, std::function<void(const QString& error)> done)
        = 0;

Q_SIGNALS:
    void changed(); // state, error: at once; figures are asked for

protected:
    void tellChanges(); // where state or error are others than when it was told last

private:
    SourceFigures::State m_toldState = SourceFigures::State::Closed;
    QString m_toldError;
};

} // namespace fanlight
