// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/options.h"

#include "auth/token_list.h"
#include "broker/redis_keys.h"
#include "hub/address_options.h"
#include "hub/history_options.h"
#include "hub/limit_options.h"
#include "hub/listen_options.h"
#include "hub/proof_options.h"
#include "hub/source_options.h"
#include "hub/tls_options.h"
#include "options/option_help.h"
#include "options/option_values.h"
#include "qtredis/redis_url.h"

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using option_values::quoted;

namespace {

bool hasControl(QStringView text)
{
    return std::any_of(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

// Words and texts

QString setBroker(HubOptions& options, const QString& value)
{
    if (value != "memory"_L1) {
        QString error; // names what is wrong without repeating the value, which may hold a password
        if (!redis::RedisUrl::parse(value, &error))
            return QString(error.chopped(error.endsWith(u'.') ? 1 : 0) % u"; or use memory"_s);
    }
    options.broker = value;
    return {};
}

QString logLevelObjection(const QString& value)
{
    constexpr std::array Levels{"debug"_L1, "info"_L1, "warning"_L1, "error"_L1};
    const bool known = std::find(Levels.begin(), Levels.end(), value) != Levels.end();
    return known ? QString()
                 : quoted(value) % u" is not a level; use debug, info, warning or error"_s;
}

constexpr qsizetype NameLength = 64; // of instance names and channel prefixes, characters

QString instanceNameObjection(const QString& value)
{
    if (value.size() > NameLength)
        return u"a name has at most %1 characters, this one has %2"_s.arg(NameLength)
            .arg(value.size());
    return hasControl(value) ? u"a name has no control characters"_s : QString();
}

QString channelPrefixObjection(const QString& value)
{
    const bool blank = std::any_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
    if (value.isEmpty() || value.size() > NameLength || blank || hasControl(value))
        return quoted(value)
            % u" is not a prefix; use 1 to %1 characters without blanks"_s.arg(NameLength);
    if (const std::string why = RedisKeys::objection(value.toStdString()); !why.empty())
        return quoted(value) % u" is not a prefix: "_s % QString::fromStdString(why);
    return {};
}

// The tokens of a role; they are not repeated: errors end up in logs.
Option<HubOptions> tokens(OptionSpec spec, QString HubOptions::*member)
{
    spec.repeat = OptionRepeat::Joined;
    spec.isSecret = true;
    const auto set = [member](HubOptions& options, const QString& value) -> QString {
        std::vector<auth::GivenToken> given;
        QString wrong = auth::parseTokens(value, given);
        if (wrong.isEmpty())
            options.*member = value;
        return wrong;
    };
    return {std::move(spec), set, [member](const HubOptions& options) { return options.*member; }};
}

QString setJwtKeys(HubOptions& options, const QString& value)
{
    options.jwtKeys.clear();
    for (const QString& path : option_values::commaSeparated(value)) {
        if (!path.isEmpty() && !options.jwtKeys.contains(path))
            options.jwtKeys.append(path);
    }
    return {};
}

QString secretObjection(const QString& value)
{
    constexpr qsizetype longest = 4096;
    return value.size() > longest
        ? u"a secret has at most %1 characters; a longer one stands in a @FILE"_s.arg(longest)
        : QString();
}

QString claimObjection(const QString& value)
{
    return value.isEmpty() ? u"a claim has a name, such as sub"_s : QString();
}

QString anyText(const QString&)
{
    return {};
}

using O = HubOptions;
namespace values = option_values;

std::vector<OptionGroup<O>> hubOptionGroups()
{
    using namespace std::chrono_literals;
    using Repeat = OptionRepeat;
    constexpr qint64 KiB = 1LL << 10;
    constexpr qint64 GiB = 1LL << 30;
    return {
        {"Hub",
            {
                {{.name = "listen",
                     .value = "HOST:PORT|unix:/PATH[?mode=0660]",
                     .help = "where to listen; localhost is both 127.0.0.1 and ::1, [::] all "
                             "addresses of both families, port 0 picks a free one; several times "
                             "or comma separated",
                     .kind = OptionKind::Address,
                     .repeat = Repeat::Joined},
                    listen_options::set, listen_options::text},
                {{.name = "broker",
                     .value = "memory|redis://[user:password@]host:port/db",
                     .help = "where published notifications go: memory, one Redis, rediss:// with "
                             "TLS, unix:///path, redis+sentinel://host:port,host:port/master or "
                             "redis+cluster://host:port,host:port; ?password=@FILE keeps a "
                             "password out of the list of processes",
                     .kind = OptionKind::Url},
                    setBroker, [](const O& o) { return o.broker; }},
                source_options::row(),
                values::count({"shards", "N|auto",
                                  "threads that hold connections; auto is one for each core"},
                    &O::shards, {1, 64, "auto"_L1}),
                values::text({"channel-prefix", "PREFIX",
                                 "what a user's channel is called before the user id"},
                    &O::channelPrefix, channelPrefixObjection),
                values::word({"type-as", "member|event|off",
                                 "where a client finds the type of what is published: a member of "
                                 "the data, the event's name, nowhere"},
                    &O::typeAs, {"member"_L1, "event"_L1, "off"_L1},
                    u" is no place for a type; use member, event or off"_s),
            }},
        {"History", history_options::rows()},
        {"Batches",
            {
                values::word({"batch", "asked|all",
                                 "what is gathered into batches: publishes that ask for it, or all "
                                 "of them"},
                    &O::batchAll, {"asked"_L1, "all"_L1},
                    u" is not a way to batch; use asked or all"_s),
                values::duration({"batch-window", "DURATION|off",
                                     "how long notifications for a client are gathered into one "
                                     "event"},
                    &O::batchWindow, {1ms, 10s, OffWord}),
                values::count({"batch-max", "N", "notifications of one event at most"},
                    &O::batchMax, {2, 1000}),
            }},
        {"Streams",
            {
                values::count(
                    {"max-connections", "N", "connection cap; 0 is as many as descriptors allow"},
                    &O::maxConnections, {0, 1'000'000}),
                values::count({"max-per-user", "N",
                                  "streams of one user; of more the oldest is ended and told to "
                                  "stay away. 0 is no cap"},
                    &O::maxPerUser, {0, 1'000'000}),
                values::duration({"max-lifetime", "DURATION|off",
                                     "ends streams after 80 to 100 % of it, so that clients come "
                                     "back spread out"},
                    &O::maxLifetime, {1s, 720h, OffWord}),
                values::duration(
                    {"heartbeat", "DURATION", "a comment on connections idle for so long"},
                    &O::heartbeat, {1s, 1h}),
                values::duration(
                    {"retry", "DURATION", "how long clients wait before they reconnect"}, &O::retry,
                    {100ms, 1h}),
                values::size(
                    {"backlog-limit", "SIZE", "unsent bytes at which a client is too slow"},
                    &O::backlogLimit, {4 * KiB, 64 * 1024 * KiB}),
                values::word({"slow-client", "disconnect|drop",
                                 "a client over the limit is disconnected, or loses its oldest "
                                 "events"},
                    &O::slowClient, {"disconnect"_L1, "drop"_L1},
                    u" is not a policy; use disconnect or drop"_s),
            }},
        {"Access",
            {
                {{.name = "cors-origin",
                     .value = "ORIGIN",
                     .help = "an origin whose pages may read, beside loopback ones; several times "
                             "or comma separated",
                     .repeat = Repeat::Joined},
                    address_options::setCorsOrigins,
                    [](const O& o) { return o.corsOrigins.join(u','); }},
                {{.name = "cors-header",
                     .value = "NAME",
                     .help = "a header that pages of those origins may send, whether or not they "
                             "ask for it by its name; what they ask for is allowed in any case. "
                             "Several times or comma separated",
                     .repeat = Repeat::Joined},
                    address_options::setCorsHeaders,
                    [](const O& o) { return o.corsHeaders.join(u','); }},
                {{.name = "host",
                     .value = "NAME",
                     .help = "a name the hub goes by besides those it listens on, as proxies and "
                             "services call it; *.example.com is all below one; several times or "
                             "comma separated",
                     .repeat = Repeat::Joined},
                    address_options::setHostNames,
                    [](const O& o) { return o.hostNames.join(u','); }},
                {{.name = "trusted-proxy",
                     .value = "ADDRESS|CIDR|unix",
                     .help = "a proxy that is believed when it tells the client's address, name "
                             "and scheme it was asked for (PROXY protocol, Forwarded, "
                             "X-Forwarded-For, -Host, -Proto); unix is whoever comes over a Unix "
                             "socket; several times or comma separated",
                     .repeat = Repeat::Joined},
                    address_options::setTrustedProxies,
                    [](const O& o) { return o.trustedProxies.join(u','); }},
                tokens({"admin-token", "[NAME=]TOKEN|@FILE",
                           "a bearer token that may do all; with any token of a role set, each "
                           "request needs one that may do what it asks for; several times with "
                           "names, or comma separated"},
                    &O::adminToken),
                tokens({"publish-token", "[NAME=]TOKEN|@FILE",
                           "a bearer token that publishes and keeps the audience; likewise"},
                    &O::publishToken),
                tokens({"monitor-token", "[NAME=]TOKEN|@FILE",
                           "a bearer token that reads figures, /metrics and connections; likewise"},
                    &O::monitorToken),
                values::word({"anonymous", "auto|all|broadcasts|none",
                                 "who gets a stream without a proof: whoever names a user, who "
                                 "names none, nobody; auto is all on loopback without a key, else "
                                 "none. With a key a user's stream always needs the user's token"},
                    &O::anonymous, {"auto"_L1, "all"_L1, "broadcasts"_L1, "none"_L1},
                    u" is nobody; use auto, all, broadcasts or none"_s),
            }},
        {"Limits of an address or a token", limit_options::rows()},
        {"Tokens of users",
            {
                {{.name = "jwt-key",
                     .value = "FILE",
                     .help = "public keys that users' tokens are signed with: PEM, JWK or JWKS; "
                             "several times or comma separated",
                     .kind = OptionKind::File,
                     .repeat = Repeat::Joined},
                    setJwtKeys, [](const O& o) { return o.jwtKeys.join(u','); }},
                values::text({.name = "jwt-secret",
                                 .value = "TEXT|@FILE",
                                 .help = "a secret of 32 bytes or more shared with who signs "
                                         "users' tokens (HS256, HS384, HS512)",
                                 .isSecret = true},
                    &O::jwtSecret, secretObjection),
                values::text({.name = "jwt-secret-previous",
                                 .value = "TEXT|@FILE",
                                 .help = "the secret before, whose tokens are still taken",
                                 .isSecret = true},
                    &O::jwtSecretPrevious, secretObjection),
                proof_options::jwksUrl(),
                proof_options::authorize(),
                values::text({"jwt-issuer", "TEXT", "who must have issued a token (iss)"},
                    &O::jwtIssuer, anyText),
                values::text({"jwt-audience", "TEXT",
                                 "whom a token must be for (aud); without it, tokens that name an "
                                 "audience are refused"},
                    &O::jwtAudience, anyText),
                values::text({"jwt-user-claim", "NAME", "the claim that names the user"},
                    &O::jwtUserClaim, claimObjection),
                values::duration({"jwt-leeway", "DURATION",
                                     "by how much the clocks of hub and issuer may differ"},
                    &O::jwtLeeway, {1s, 10min, OffWord}),
                values::flag({"jwt-allow-no-exp", "", "takes tokens that never expire, too"},
                    &O::jwtAllowNoExp),
                values::flag({"jwt-in-url", "",
                                 "takes a token in ?token=, too, which ends up in the logs of "
                                 "proxies and in histories"},
                    &O::jwtInUrl),
            }},
        {"TLS", tls_options::rows()},
        {"Name and log",
            {
                values::text({"instance-name", "NAME",
                                 "what this instance is called, unlike any other; by default host "
                                 "name, process id and four letters or digits at random"},
                    &O::instanceName, instanceNameObjection),
                values::text({.name = "log-level",
                                 .value = "debug|info|warning|error",
                                 .help = "the least that is logged",
                                 .kind = OptionKind::Word},
                    &O::logLevel, logLevelObjection),
                values::text({.name = "log-file",
                                 .value = "FILE",
                                 .help = "where the log goes as well as to stderr",
                                 .kind = OptionKind::File},
                    &O::logFile, [](const QString&) { return QString(); }),
                values::size({"log-file-size", "SIZE", "at which the log file is rotated"},
                    &O::logFileSize, {64 * KiB, GiB}),
                values::count(
                    {"log-files", "N", "older log files that are kept, FILE.1 being the last"},
                    &O::logFiles, {0, 100}),
                values::text({.name = "audit-file",
                                 .value = "FILE",
                                 .help = "where it is written down who did what to the hub by "
                                         "hand, and who was refused, a JSON object a line; "
                                         "rotated as the log file is",
                                 .kind = OptionKind::File},
                    &O::auditFile, anyText),
            }},
        {"Testing",
            {
                values::flag(
                    {"allow-faults", "", "lets the API break things on purpose, under /api/faults"},
                    &O::allowFaults),
            }},
    };
}

constexpr const char* HubGroup = "hub"; // of the settings file

const OptionTable<O>& table()
{
    static const OptionTable<O> Table(hubOptionGroups(), [](OptionSpec& spec) {
        spec.hasVariable = true;
        spec.settingsGroup = HubGroup;
        spec.helpAddsRange = true;
    });
    return Table;
}

constexpr std::array<QStringView, 15> LiveOptions{u"heartbeat", u"retry", u"backlog-limit",
    u"slow-client", u"max-lifetime", u"max-connections", u"max-per-user", u"limit-streams",
    u"limit-requests", u"limit-publishes", u"log-level", u"log-file", u"log-file-size",
    u"log-files", u"audit-file"};

constexpr QStringView ConfigName = u"config";

std::vector<OptionSpec> commonOptions()
{
    return {checkConfigOption(), helpOption(), versionOption()};
}

// The file that stands for the settings, where one is named.
std::optional<ConfigFile> configFileOf(const std::vector<OptionSpec>& specs,
    const GivenOptions& commandLine, const QHash<QString, QString>& environment)
{
    const OptionSpec* const config = findOption(specs, ConfigName);
    const auto given = config ? lookUp(*config, commandLine, {environment}) : std::nullopt;
    return given ? std::optional(ConfigFile::read(given->value, QLatin1StringView(HubGroup), specs))
                 : std::nullopt;
}

} // namespace

std::vector<OptionSpec> allOptionSpecs(const std::vector<OptionSpec>& extra)
{
    std::vector<OptionSpec> all = hubOptionSpecs();
    all.insert(all.end(), extra.begin(), extra.end());
    const std::vector<OptionSpec> common = commonOptions();
    all.insert(all.end(), common.begin(), common.end());
    return all;
}

const std::vector<OptionSpec>& hubOptionSpecs()
{
    return table().specs();
}

QString setHubOption(HubOptions& options, QStringView name, const QString& value)
{
    const Option<O>* const option = table().find(name);
    if (!option)
        return unknownOption(name, allOptionSpecs({}));
    const QString wrong = option->set(options, value);
    return wrong.isEmpty() ? QString() : u"--"_s % name % u": "_s % wrong;
}

QString hubOptionText(const HubOptions& options, QStringView name)
{
    const Option<O>* const option = table().find(name);
    return option ? option->text(options) : QString();
}

bool HubOptions::hasRoleToken() const
{
    return !adminToken.isEmpty() || !publishToken.isEmpty() || !monitorToken.isEmpty();
}

bool HubOptions::hasKey() const
{
    return !jwtKeys.isEmpty() || !jwtSecret.isEmpty() || !jwtSecretPrevious.isEmpty()
        || !jwksUrl.isEmpty();
}

bool HubOptions::isReachable() const
{
    const std::vector<ListenAddress> all = listeners();
    return !hostNames.isEmpty() || !std::all_of(all.begin(), all.end(), listen_options::isLoopback);
}

Anonymous HubOptions::admits() const
{
    if (anonymous == Anonymous::Auto)
        return knowsReaders() || isReachable() ? Anonymous::None : Anonymous::All;
    return anonymous == Anonymous::All && knowsReaders() ? Anonymous::Broadcasts : anonymous;
}

QString checkHubOptions(const HubOptions& options)
{
    if (QString wrong = tls_options::objection(options); !wrong.isEmpty())
        return wrong;
    if (!options.isReachable())
        return {};
    const std::vector<ListenAddress> all = options.listeners();
    const auto beyond = std::find_if_not(all.begin(), all.end(), listen_options::isLoopback);
    const bool listensBeyond = beyond != all.end();
    const QString who = listensBeyond
        ? u"--listen: %1 can be reached from other machines"_s.arg(beyond->text())
        : u"--host: who calls the hub %1 reaches it through a proxy"_s.arg(
            options.hostNames.first());
    if (options.publishToken.isEmpty() && options.adminToken.isEmpty())
        return who % u"; set --publish-token (or FANLIGHT_PUBLISH_TOKEN)"_s
            % (listensBeyond ? u", or listen on localhost"_s : QString());
    if (!options.knowsReaders() && options.anonymous == Anonymous::Auto)
        return who
            % u", and any of them could read any user's stream; set --jwt-key, --jwks-url, --jwt-secret or --authorize to know who reads, --anonymous none where tickets are all there is, or insist with --anonymous all"_s;
    return {};
}

bool isLiveOption(QStringView name)
{
    return std::find(LiveOptions.begin(), LiveOptions.end(), name) != LiveOptions.end();
}

HubOptions withLiveOptions(const HubOptions& running, const HubOptions& wanted)
{
    HubOptions options = running;
    for (const QStringView name : LiveOptions) {
        const Option<O>& option = *table().find(name);
        option.set(options, option.text(wanted));
    }
    proof_options::exchange(options, wanted);
    return options;
}

ParsedArguments parseArguments(const QStringList& arguments,
    const QHash<QString, QString>& environment, const QSettings* settings,
    const std::vector<OptionSpec>& extra)
{
    ParsedArguments result;
    const std::vector<OptionSpec> specs = allOptionSpecs(extra);
    const GivenOptions given = readCommandLine(arguments, specs);
    if (!given.error.isEmpty())
        result.faults.push_back({given.error});
    result.error = given.error;
    result.help = given.contains(QLatin1StringView(helpOption().name));
    result.version = given.contains(QLatin1StringView(versionOption().name));
    result.checkConfig = given.contains(QLatin1StringView(checkConfigOption().name));
    const auto config = configFileOf(specs, given, environment);
    const OptionSources sources{environment, settings, config ? &*config : nullptr};
    if (config) {
        result.configFile = config->path();
        result.notes = config->notes();
        for (const QString& fault : config->faults())
            result.faults.push_back({fault, OptionOrigin::SettingsFile});
    }
    for (const OptionSpec& spec : extra) {
        const QString name = QString::fromLatin1(spec.name);
        if (const auto one = lookUp(spec, given, sources)) {
            result.extra.insert(name, one->value);
            result.origins.insert(name, one->origin);
            result.places.insert(name, one->source);
        } else if (!spec.defaultValue.isEmpty())
            result.extra.insert(name, spec.defaultValue);
    }
    if (result.help || result.version)
        return result;
    for (OptionFault& fault :
        table().fillAll(result.hub, given, sources, &result.origins, &result.places))
        result.faults.push_back(std::move(fault));
    if (result.faults.empty()) {
        if (const QString wrong = checkHubOptions(result.hub); !wrong.isEmpty())
            result.faults.push_back(result.located(wrong));
    }
    if (!result.faults.empty())
        result.error = result.faults.front().text;
    return result;
}

OptionFault ParsedArguments::located(const QString& wrong) const
{
    const qsizetype colon = wrong.indexOf(u':');
    const QString name
        = wrong.startsWith("--"_L1) && colon > 2 ? wrong.sliced(2, colon - 2) : QString();
    const OptionOrigin origin = origins.value(name, OptionOrigin::CommandLine);
    const auto place = places.constFind(name);
    return place == places.constEnd() ? OptionFault{wrong, origin}
                                      : OptionFault{*place % wrong.sliced(name.size() + 2), origin};
}

QString helpText(
    const QString& program, const QString& summary, const std::vector<OptionSpec>& extra)
{
    const std::vector<OptionSpec> specs = allOptionSpecs(extra);
    const OptionSpec& example = *findOption(specs, u"max-lifetime");
    const bool hasConfig = findOption(extra, ConfigName);
    return u"Usage: "_s % program % u" [options]\n"_s % summary
        % groupedHelp(specs,
            {u"Window"_s, u"Hub"_s, u"Program"_s, u"Access"_s, u"Tokens of users"_s, u"TLS"_s})
        % u"\nA hub option may also stand in the environment or in the settings file:\n"
          "%1 as %2 or %3.\n"
          "The command line goes before the environment, that before the settings file%4.\n"_s.arg(
              example.option(), example.variable(), example.settingsKey(),
              hasConfig ? u",\nor that of --config"_s : QString());
}

} // namespace fanlight
