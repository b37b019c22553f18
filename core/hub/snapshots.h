// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/receipt.h"
#include "metrics/sample.h"
#include "sse/frame.h"

#include <QDateTime>
#include <QHostAddress>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <memory>
#include <span>
#include <vector>

namespace fanlight {

// A stream as it stood when a snapshot was taken. A plain value; raw numbers, no display text.
struct ConnectionRow {
    quint64 id = 0; // connectionIdText() makes the "c-1vzt" of wire, log and window
    QString userId; // empty: broadcasts only
    QString address; // "127.0.0.1:40120", "[::1]:40120"
    QStringList types; // empty: all
    qint64 connectedAtMs = 0; // UTC, milliseconds since the epoch
    quint64 events = 0;
    quint64 bytes = 0;
    quint64 dropped = 0;
    qint64 backlogBytes = 0;
    double rttMs = Unknown; // TCP_INFO
    QString userAgent;
    QString lastEventId; // what it resumed from; empty: it did not
    quint64 replayed = 0; // events it was sent from history on connecting
    qint64 openMs = -1; // it had been open for by then, by a clock that nobody sets; -1: not told
    QString instance; // whose it is, where those of several stand together; empty: the hub's asked
    // Only of a stream that has ended:
    qint64 closedAtMs = 0; // UTC; 0: it is open
    DisconnectReason reason = DisconnectReason::Client;
    bool isClosed() const { return closedAtMs != 0; }
    // For how long it has been open, or was.
    qint64 openForMs(qint64 nowMs) const
    {
        return openMs >= 0 ? openMs : (isClosed() ? closedAtMs : nowMs) - connectedAtMs;
    }
};

QString connectionIdText(quint64 id);
std::optional<quint64> parseConnectionId(QStringView text);

// All streams at one moment (or those that matched, with the number of all).
struct ConnectionSnapshot {
    qint64 takenAtMs = 0;
    std::vector<ConnectionRow> rows; // ascending by id
    quint64 total = 0; // connections when it was taken
    QString instance; // whose they are
};
using ConnectionSnapshotPtr = std::shared_ptr<const ConnectionSnapshot>;

// One stream looked at closely: what it was sent, and what the kernel says of its socket. A plain
// value.
struct WatchedConnection {
    static constexpr std::size_t MostFrames = 100; // kept of what it was sent; the oldest go first
    static constexpr std::size_t MostBytes = 256 << 10;
    quint64 id = 0;
    bool found = false; // it was there when it began to be watched
    ConnectionRow row; // as it stands, or stood at its end
    qint64 takenAtMs = 0;
    qint64 watchedSinceMs = 0;
    qint64 endsAtMs = 0; // when its lifetime will be over; 0: it has none
    // of its socket
    double kernelQueueBytes = Unknown; // sent, or to be, and not acknowledged yet
    double rttVarianceMs = Unknown;
    double retransmits = Unknown; // segments, since it was opened
    LatencyHistogram ack; // publish -> acknowledged, of what it was sent while it was watched
    struct Sent {
        qint64 timeMs = 0; // when its last byte was handed to the kernel
        // plain() is what the client's parser sees, chunked() what is on the wire where
        // `chunked`
        FramePtr frame;
        bool chunked = true;
    };
    std::vector<Sent> sent; // while it was watched, oldest first
    quint64 sentBefore = 0; // frames that were kept no longer
};

// An instance behind the same Redis, by its last heartbeat. A plain value; a figure it did not give
// is Unknown.
struct InstanceRow {
    // of its own; where two go by one name, the second one's has its mark: "hub~k3x9a0qz"
    QString name;
    QString givenName; // that it was started with
    QString mark; // of its process; empty: an earlier version
    bool sharesName = false; // another one goes by the same name
    QString host;
    qint64 pid = 0;
    QString version;
    QString url; // where it listens
    bool isThis = false;
    qint64 startedAtMs = 0;
    qint64 heartbeatAtMs = 0; // by Redis' clock, as is InstanceSnapshot::takenAtMs
    double connections = Unknown;
    double deliveredPerSecond = Unknown;
    double publishedPerSecond = Unknown;
    double rssBytes = Unknown;
    // publish to handed to the kernel; an earlier version tells of p99 alone
    double writeP50Ms = Unknown;
    double writeP90Ms = Unknown;
    double writeP95Ms = Unknown;
    double writeP99Ms = Unknown;
    double writeP999Ms = Unknown;
    double cpuPercent = Unknown; // of one core
    double cpuCores = Unknown; // that its process may use

    struct Write {
        double percent;
        double InstanceRow::*ms;
    };
    static std::span<const Write> writes(); // ascending
    double writeMs(double percent) const; // Unknown also for one that is not told
};

// All instances, ascending by name; once a second while the hub is behind Redis.
struct InstanceSnapshot {
    // without a heartbeat for so long: shown as silent, not part of totals
    static constexpr qint64 StaleMs = 5000;
    static constexpr qint64 GoneMs = 60'000; // … for so long: no longer listed
    qint64 takenAtMs = 0;
    std::vector<InstanceRow> rows;
    bool isStale(const InstanceRow& row) const { return takenAtMs - row.heartbeatAtMs > StaleMs; }
    // Of this instance's own name; empty: nobody else goes by it.
    QString nameConflict() const;
};
using InstanceSnapshotPtr = std::shared_ptr<const InstanceSnapshot>;

// A node of a Redis Cluster, as the one that is asked sees it.
struct RedisNode {
    QString endpoint; // "127.0.0.1:7000"
    QString role; // "master", "slave", as Redis has it
    int slots = 0; // it keeps
    bool keepsThisApp = false; // among them the one of this hub's keys
    bool isAway = false; // it does not answer the others, or this hub
    double channels = Unknown; // this hub is subscribed to there
    double published = Unknown; // by this hub, there
    bool operator==(const RedisNode& other) const
    {
        const auto isSame
            = [](double a, double b) { return a == b || (!isKnown(a) && !isKnown(b)); };
        return endpoint == other.endpoint && role == other.role && slots == other.slots
            && keepsThisApp == other.keepsThisApp && isAway == other.isAway
            && isSame(channels, other.channels) && isSame(published, other.published);
    }
};

// What Redis says of itself and of this hub's links to it; once a second while it is watched. A
// plain value.
struct RedisSnapshot {
    qint64 takenAtMs = 0;
    QString endpoint; // "127.0.0.1:6379", the primary where Sentinel chose it
    QString version; // "7.0.15"; empty: not known
    QString mode; // "standalone", "sentinel", "cluster"
    QString role; // "master", "slave"
    double uptimeSeconds = Unknown;
    double roundTripMs = Unknown; // of a loop-back message, PUBLISH to message
    // published -> received, of the last interval; empty: nothing was received
    LatencyHistogram lag;
    double channels = Unknown; // this hub is subscribed to
    double allChannels = Unknown; // of the server
    double usedMemoryBytes = Unknown;
    double maxMemoryBytes = Unknown; // Unknown: no limit
    QString evictionPolicy;
    double connectedClients = Unknown;
    double commandsPerSecond = Unknown; // of the server
    double receivedPerSecond = Unknown; // messages this hub receives
    double outputBufferBytes = Unknown; // of this hub's subscribing link, in the server
    // client-output-buffer-limit pubsub; Unknown: not told, or none
    double outputBufferHardLimit = Unknown;
    double outputBufferSoftLimit = Unknown;
    double outputBufferSoftSeconds = Unknown;
    quint64 reconnects = 0; // of both links since the start
    std::vector<RedisNode> nodes; // of the cluster, by endpoint; none: it is no cluster
    qint64 nodesChangedAtMs = 0; // since the epoch: slots had another node; 0: not known
    QString problem; // why some of this is not known; empty: nothing is wrong
};

// Messages seen by a tap on a channel pattern, in order. Bounded on the way: what came too fast is
// counted, not kept.
struct TapMessage {
    qint64 timeMs = 0;
    QString channel;
    QByteArray payload; // the first TapPayloadBytes of it
    qint64 payloadBytes = 0;
    static constexpr qsizetype PayloadBytes = 4096;
};
struct TapBatch {
    std::vector<TapMessage> messages;
    quint64 left = 0; // messages that were left out
};

// What a look at a Redis found, before the hub moves there: in order, the first that fails explains
// the rest.
struct RedisCheckStep {
    enum class Outcome { Passed, Failed, NotTried };
    QString name; // "reachable", "version", …, for display
    Outcome outcome = Outcome::NotTried;
    QString text; // what was found ("Redis 7.0.15"), or what to do
};
struct RedisCheck {
    std::vector<RedisCheckStep> steps;
    bool passed = false;
};

// How the hub stands with its broker.
struct BrokerStatus {
    QString kind = QStringLiteral("memory"); // "memory", "redis"
    QString url; // without a password; empty for memory
    bool ready = true; // Redis: proven by a loop-back message
    QString problem; // while it is not ready, one sentence
    qint64 awaySinceMs = 0; // UTC; 0: it is not away
};

// How far a publish has come, over all instances that deliver it; again and again until it is
// settled. A plain value.
struct ReceiptSnapshot {
    quint64 number = 0; // PublishResult::receipt; 0: asked for by id
    QString id; // of the event on the wire
    qint64 publishedAtMs = 0;
    qint64 takenAtMs = 0;
    ReceiptFigures total;
    struct Part {
        QString instance;
        bool isThis = false;
        ReceiptFigures figures;
        qint64 publishedAtMs = 0; // 0: it was not published there
    };
    std::vector<Part> parts; // by name; without Redis one
    bool settled = false; // nothing more will change
};

// Whom a publish would reach if it were sent now.
struct Reach {
    QString error; // why it is not known; empty: it is
    qint64 audience = -1; // users named, following or interested; -1: a broadcast
    qint64 usersOnline = -1; // of these, behind Redis on any instance; -1: a broadcast
    qint64 connections = 0; // of this instance that take it
    qint64 allConnections = 0; // of this instance
    bool countsInstances = false; // usersOnline is over all instances
};

// What a client that comes back with this Last-Event-ID would be sent first.
struct ReplayPreview {
    QString error; // why it is not known; empty: it is
    // the sentence such a client is told where history does not reach back; empty: nothing is
    // gone
    QString missing;
    struct Event {
        QString id;
        qint64 publishedAtMs = 0; // 0: not known
        bool toUser = false;
        bool toEveryone = false; // both: a batch of either
        int notifications = 1; // of a batch
        QString type;
        QByteArray wire; // exactly what is sent, without the framing of HTTP
    };
    std::vector<Event> events; // in order
};

// Followers of authors, or users interested in types: named sets of user ids.
enum class AudienceKind : std::uint8_t { Followers, Interests };
struct AudienceSets {
    static constexpr int Most = 10'000;
    QString error;
    struct Set {
        QString name; // an author, a type
        qint64 size = 0;
    };
    std::vector<Set> sets; // by name
    bool more = false; // there are others
};
struct AudienceMembers {
    QString error;
    QStringList users; // shorter ids first, so that numbers are in their order
};
struct AudienceChange {
    AudienceKind kind = AudienceKind::Followers;
    QString set;
    QStringList users; // to add, or to remove
    bool remove = false; // without users: the whole set
};

enum class HubState { Stopped, Starting, Listening, Draining, Failed };

// What the shell shows of a hub. A plain value.
// The hub's certificate, where it speaks TLS. A plain value.
struct TlsStatus {
    bool isOn = false;
    QString subject; // "CN=hub.example"
    QString issuer; // who has signed it; the subject, where it is its own
    QStringList names; // that clients may call the hub by
    qint64 validFromMs = 0; // UTC, milliseconds since the epoch
    qint64 validUntilMs = 0;
    bool asksClients = false; // for a certificate
    qint64 readAtMs = 0; // from its file
    QString problem; // why it could not be read anew when that was asked for; empty: it could
};

struct HubStatus {
    HubState state = HubState::Stopped;
    QString url; // "http://127.0.0.1:3000" while listening, else what it would be
    QStringList urls; // all it listens on, the first one of TCP among them; empty while it does not
    QString localhostUrl; // the same by name where it listens on localhost: for copy as curl
    TlsStatus tls;
    BrokerStatus broker;
    QString instance;
    QString error; // why it failed, in words a user can act on
    quint16 suggestedPort = 0; // free when it was looked for, after a port in use; else 0
    qint64 startedAtMs = 0;
    quint64 fileLimit = 0;
    int shards = 0;
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::ConnectionSnapshotPtr)
Q_DECLARE_METATYPE(fanlight::WatchedConnection)
Q_DECLARE_METATYPE(fanlight::HubStatus)
Q_DECLARE_METATYPE(fanlight::InstanceSnapshotPtr)
Q_DECLARE_METATYPE(fanlight::ReceiptSnapshot)
Q_DECLARE_METATYPE(fanlight::RedisSnapshot)
Q_DECLARE_METATYPE(fanlight::TapBatch)
