// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/rate_limit.h"
#include "delivery/type_on_wire.h"
#include "metrics/units.h"
#include "net/listen_address.h"
#include "options/option_reader.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

class QSettings;

namespace fanlight {

enum class SlowClientPolicy { Disconnect, Drop };

// Who gets a stream without proving who it is.
enum class Anonymous {
    Auto, // All on loopback, where no key is set; else None
    All, // whoever names a user has that user's; with a key: Broadcasts
    Broadcasts, // who names none
    None,
};

// Everything a hub can be told, with its defaults. A plain value.
struct HubOptions {
    // The first address of TCP it listens on. localhost: both 127.0.0.1 and ::1; empty: there is
    // none
    QString listenHost = QStringLiteral("localhost");
    quint16 listenPort = 3000; // 0 picks one
    QStringList moreListeners; // the others, as ListenAddress::text()
    QString broker = QStringLiteral("memory");
    QStringList sources; // URLs of queues that feed it, with their secrets
    int shards = 0; // 0: one for each core this process may use
    TypeAs typeAs = TypeAs::Member; // where clients find the type of what is published
    QString channelPrefix = QStringLiteral("notifications:");
    int historyCount = 100; // per channel; 0: off
    std::chrono::milliseconds historyAge = std::chrono::hours(1);
    qint64 historyBytes = 256LL << 20; // over all channels
    bool batchAll = false; // whatever is published, unless it says otherwise; else what asks for it
    std::chrono::milliseconds batchWindow{100};
    int batchMax = 100; // notifications of one event
    int maxConnections = 0; // 0: as many as descriptors allow
    int maxPerUser = 0; // streams; of more the oldest is ended. 0: no cap
    std::chrono::milliseconds maxLifetime{0}; // 0: off
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);
    std::chrono::milliseconds retry = std::chrono::seconds(2);
    qint64 backlogLimit = 256LL << 10; // bytes a connection
    SlowClientPolicy slowClient = SlowClientPolicy::Disconnect;
    QStringList corsOrigins;
    QStringList hostNames; // it goes by as well, lower case; "*.example.com": by all below that one
    QStringList trustedProxies; // addresses and CIDR ranges, "unix"
    QStringList corsHeaders; // names that every preflight is granted
    // Of one address, or of one token.
    auth::RateLimit limitStreams = auth::RateLimit::automatic(); // new ones
    auth::RateLimit limitRequests = auth::RateLimit::automatic(); // all others but publishes
    auth::RateLimit limitPublishes;
    // Lists as they were given, NAME=TOKEN, NAME=@FILE or TOKEN, with commas between
    QString adminToken;
    QString publishToken;
    QString monitorToken;
    Anonymous anonymous = Anonymous::Auto;
    QStringList jwtKeys; // files
    QString jwtSecret; // or @FILE
    QString jwtSecretPrevious; // likewise
    QString jwksUrl; // keys of an issuer; empty: none
    QString authorizeUrl; // the app, which is asked about each stream; empty: nobody is
    QString jwtIssuer; // empty: any
    QString jwtAudience; // empty: tokens that name one are refused
    QString jwtUserClaim = QStringLiteral("sub");
    std::chrono::milliseconds jwtLeeway = std::chrono::seconds(30);
    bool jwtAllowNoExp = false;
    bool jwtInUrl = false;
    QString tlsCert; // files; empty: plain HTTP …
    QString tlsKey; // … in the certificate's …
    QString tlsClientCa; // … clients need no certificate
    QString instanceName; // empty: host name, process id and a random part
    QString logLevel = QStringLiteral("info"); // debug, info, warning, error
    QString logFile; // empty: stderr only
    qint64 logFileSize = 10LL << 20; // bytes at which it is rotated
    int logFiles = 5; // kept beside the one that is written to
    QString auditFile; // empty: what was done by hand is kept in memory only
    bool allowFaults = false; // over the API; the window may anyway

    qint64 headerLimit = 16 << 10; // bytes of a request's header
    qint64 bodyLimit = 1 << 20; // bytes of a request's body
    qint64 dataLimit = 256 << 10; // bytes of an event's data
    std::chrono::milliseconds jwksInterval = std::chrono::seconds(10); // between requests, at least

    std::vector<ListenAddress> listeners() const; // the first one first
    bool hasKey() const; // that proofs of a user can be checked with
    // Each stream is somebody's who has proved it, by whatever way.
    bool knowsReaders() const { return hasKey() || !authorizeUrl.isEmpty(); }
    // A token of some role is set: whatever is not open to all asks for one.
    bool hasRoleToken() const;
    // Other machines reach it: it listens for them, or goes by a name that a proxy passes on.
    bool isReachable() const;
    Anonymous admits() const; // as `anonymous` says, but never Auto

    bool operator==(const HubOptions&) const = default;
};

// The table of them: each may also stand in the environment, FANLIGHT_MAX_LIFETIME, and in the
// settings file, hub/max-lifetime.
const std::vector<OptionSpec>& hubOptionSpecs();

// Sets one option from its text. Empty when it was taken, else one line that says what is wrong and
// what is accepted ("--max-lifetime: “fast” is not a duration; use off, 60s, 15m, 1h").
QString setHubOption(HubOptions& options, QStringView name, const QString& value);
// The text setHubOption() would take for the current value.
QString hubOptionText(const HubOptions& options, QStringView name);
// Whether HubPort::changeOptions() takes it over: heartbeat, retry, backlog-limit, slow-client,
// max-lifetime, max-connections, max-per-user, the limits of addresses and tokens, and what
// concerns the log.
bool isLiveOption(QStringView name);
// Tokens of roles, keys and secrets: taken over, too, as long as there are some of a kind before
// and after, so that nobody is let in or shut out who was not asked for a proof before.
bool isExchangedOption(QStringView name);
// `running` with the live options of `wanted`, and what can be exchanged.
HubOptions withLiveOptions(const HubOptions& running, const HubOptions& wanted);
// Checks that concern several options (a hub that can be reached needs a token and a key).
QString checkHubOptions(const HubOptions& options);

struct ParsedArguments {
    HubOptions hub;
    OptionOrigins origins; // of all that stand anywhere
    OptionPlaces places; // likewise
    QString configFile; // that was read instead of the settings; empty: none
    // All that is wrong, `error` being the first of them; and what is odd and does no harm.
    std::vector<OptionFault> faults;
    QStringList notes;
    // The program's own options, by name: as they were given, or by their default. Those that were
    // not given and have none are not here.
    QHash<QString, QString> extra;
    bool help = false;
    bool version = false;
    bool checkConfig = false;
    QString error; // one line; the program prints it and exits with 2

    // "--tls-cert: cannot read …" as a line about where that option stands.
    OptionFault located(const QString& wrong) const;
};
// Command line > environment > the file of an option --config of `extra`, or else the settings
// file. `arguments` without the program's name. `extra` are the program's own options; settings may
// be null.
ParsedArguments parseArguments(const QStringList& arguments,
    const QHash<QString, QString>& environment, const QSettings* settings,
    const std::vector<OptionSpec>& extra);
// Those of the hub, the program's own, and those that both programs with a hub have.
std::vector<OptionSpec> allOptionSpecs(const std::vector<OptionSpec>& extra);
QString helpText(
    const QString& program, const QString& summary, const std::vector<OptionSpec>& extra);

} // namespace fanlight
