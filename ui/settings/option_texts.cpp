// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_texts.h"

#include "format.h"
#include "hub/capacity.h"
#include "qtredis/redis_url.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(fanlight::Words)
};

struct Place {
    const char* option;
    SettingsGroup group;
    const char* title;
    const char* description;
};

constexpr auto Network = SettingsGroup::Network;
constexpr auto Broker = SettingsGroup::Broker;
constexpr auto Streams = SettingsGroup::Streams;
constexpr auto Batches = SettingsGroup::Batches;
constexpr auto AccessGroup = SettingsGroup::Access;
constexpr auto Limits = SettingsGroup::Limits;
constexpr auto LogAndFiles = SettingsGroup::LogAndFiles;

// In the order they are shown in.
constexpr std::array Places{
    Place{"listen", Network, QT_TRANSLATE_NOOP("fanlight::Words", "Address"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "where the hub listens; localhost is both 127.0.0.1 and ::1. Others with commas "
            "between, a Unix socket as unix:/PATH?mode=0660")},
    Place{"host", Network, QT_TRANSLATE_NOOP("fanlight::Words", "Other names of this hub"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "as proxies and services call it, with commas between; *.example.com is "
            "every name below that one")},
    Place{"trusted-proxy", Network,
        QT_TRANSLATE_NOOP("fanlight::Words", "Proxies that are believed"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "addresses and ranges like 10.0.0.0/8, with commas between, and unix for those who "
            "come over a Unix socket; what they say of a client's address counts")},
    Place{"cors-origin", AccessGroup,
        QT_TRANSLATE_NOOP("fanlight::Words", "Web pages that may read"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "their origins, like https://app.example, with commas between; pages of "
            "this computer always may")},
    Place{"cors-header", Network,
        QT_TRANSLATE_NOOP("fanlight::Words", "Headers those pages may send"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "beside the ones they ask for by name, which are allowed in any case; with commas "
            "between")},
    Place{"anonymous", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Streams without a token"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "who gets one; automatic is everybody while only this computer reaches the hub and "
            "no key is set, else nobody. With a key a user's stream always needs the user's "
            "token")},
    Place{"publish-token", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Publish token"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "what publishing and the audience ask for, as a bearer token; needed where other "
            "machines can reach the hub. Several with names and commas: ci=…,dev=@FILE")},
    Place{"monitor-token", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Monitor token"),
        QT_TRANSLATE_NOOP("fanlight::Words", "reads figures, /metrics and connections; likewise")},
    Place{"admin-token", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Administrator token"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "may do all, disconnecting and faults, too; likewise")},
    Place{"jwt-key", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Keys of users' tokens"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "files with public keys (PEM, JWK or JWKS), with commas between; a stream is then "
            "that of its token's user")},
    Place{"jwt-secret", AccessGroup,
        QT_TRANSLATE_NOOP("fanlight::Words", "Secret of users' tokens"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "32 bytes or more, shared with who signs the tokens; or @FILE")},
    Place{"jwt-secret-previous", AccessGroup,
        QT_TRANSLATE_NOOP("fanlight::Words", "The secret before"),
        QT_TRANSLATE_NOOP("fanlight::Words", "tokens signed with it are still taken; or @FILE")},
    Place{"jwks-url", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Keys of an issuer"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "the URL under which who signs the tokens publishes its keys (JWKS); they are fetched "
            "again when they are old")},
    Place{"authorize", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Ask the app"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "a URL of the app that is asked about each new stream, with the client's cookies; it "
            "says whose it is, or no")},
    Place{"jwt-issuer", AccessGroup,
        QT_TRANSLATE_NOOP("fanlight::Words", "Issuer of users' tokens"),
        QT_TRANSLATE_NOOP("fanlight::Words", "the “iss” a token must have; empty: any")},
    Place{"jwt-audience", AccessGroup,
        QT_TRANSLATE_NOOP("fanlight::Words", "Audience of users' tokens"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "the “aud” a token must have; empty: tokens that have one are refused")},
    Place{"jwt-user-claim", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Claim of the user"),
        QT_TRANSLATE_NOOP("fanlight::Words", "which member of a token names its user")},
    Place{"jwt-leeway", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Clocks may differ by"),
        QT_TRANSLATE_NOOP("fanlight::Words", "those of the hub and of who signs tokens")},
    Place{"jwt-allow-no-exp", AccessGroup,
        QT_TRANSLATE_NOOP("fanlight::Words", "Tokens that never expire"),
        QT_TRANSLATE_NOOP("fanlight::Words", "are taken, too")},
    Place{"jwt-in-url", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Tokens in the URL"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "are taken from ?token=, too; they end up in the logs of proxies and in histories")},
    Place{"tls-cert", Network, QT_TRANSLATE_NOOP("fanlight::Words", "Certificate"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "a file in PEM; the hub speaks HTTPS with it, its own certificate first, then those up "
            "to an authority's")},
    Place{"tls-key", Network, QT_TRANSLATE_NOOP("fanlight::Words", "Key of the certificate"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "a file in PEM; empty: it is in the file of the certificate")},
    Place{"tls-client-ca", Network, QT_TRANSLATE_NOOP("fanlight::Words", "Authority of clients"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "a file in PEM; only clients with a certificate it has signed are let in")},
    Place{"instance-name", Network, QT_TRANSLATE_NOOP("fanlight::Words", "Name of this instance"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "unlike any other behind the same Redis; without one it is made of host "
            "name, process id and four random characters")},
    Place{"allow-faults", AccessGroup, QT_TRANSLATE_NOOP("fanlight::Words", "Faults over HTTP"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "requests to /api/faults may break things on purpose; this window may "
            "anyway")},
    Place{"broker", Broker, QT_TRANSLATE_NOOP("fanlight::Words", "Broker"),
        QT_TRANSLATE_NOOP("fanlight::Words", "where published notifications go")},
    Place{"source", Broker, QT_TRANSLATE_NOOP("fanlight::Words", "Sources"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "queues whose messages are published, as addresses with commas between: "
            "redis-stream://host/0?key=outbox")},
    Place{"channel-prefix", Broker, QT_TRANSLATE_NOOP("fanlight::Words", "Channel prefix"),
        QT_TRANSLATE_NOOP("fanlight::Words", "what a user's channel is called before the user id")},
    Place{"max-lifetime", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "Longest life of a stream"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "ended after 80 to 100 % of it, so that clients come back spread out")},
    Place{"heartbeat", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "Heartbeat"),
        QT_TRANSLATE_NOOP("fanlight::Words", "a comment on streams that are idle for so long")},
    Place{"retry", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "Clients come back after"),
        QT_TRANSLATE_NOOP("fanlight::Words", "sent as retry: with each stream")},
    Place{"slow-client", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "A client that is too slow"),
        QT_TRANSLATE_NOOP("fanlight::Words", "what happens to it")},
    Place{"backlog-limit", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "Unsent bytes at most"),
        QT_TRANSLATE_NOOP("fanlight::Words", "a client for which more waits is too slow")},
    Place{"history", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "History"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "events kept for each channel, for clients that come back")},
    Place{"history-bytes", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "Memory for history"),
        QT_TRANSLATE_NOOP("fanlight::Words", "over all channels")},
    Place{"type-as", Streams, QT_TRANSLATE_NOOP("fanlight::Words", "Clients find the type"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "of what is published: in the data, as the name of the event, or nowhere")},
    Place{"batch", Batches, QT_TRANSLATE_NOOP("fanlight::Words", "What is gathered"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "into batches: publishes that ask for it, or all of them")},
    Place{"batch-window", Batches, QT_TRANSLATE_NOOP("fanlight::Words", "Gathered for"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "how long notifications for a client wait to become one event")},
    Place{"batch-max", Batches, QT_TRANSLATE_NOOP("fanlight::Words", "Notifications of one event"),
        QT_TRANSLATE_NOOP("fanlight::Words", "at most; with so many the event is sent at once")},
    Place{"max-connections", Limits, QT_TRANSLATE_NOOP("fanlight::Words", "Connections at most"),
        QT_TRANSLATE_NOOP("fanlight::Words", "more are told to come back later")},
    Place{"max-per-user", Limits,
        QT_TRANSLATE_NOOP("fanlight::Words", "Streams of one user at most"),
        QT_TRANSLATE_NOOP("fanlight::Words", "of more the oldest is ended and told to stay away")},
    Place{"limit-streams", Limits,
        QT_TRANSLATE_NOOP("fanlight::Words", "New streams of an address"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "like 20/s, or 20/s:100 with how many may come at once; beyond they are told to come "
            "back. auto is 50/s for those from other machines, where they reach the hub")},
    Place{"limit-requests", Limits, QT_TRANSLATE_NOOP("fanlight::Words", "Requests of an address"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "beside streams and publishes; likewise, and auto is 200/s")},
    Place{"limit-publishes", Limits, QT_TRANSLATE_NOOP("fanlight::Words", "Publishes with a token"),
        QT_TRANSLATE_NOOP("fanlight::Words", "like 1000/s, or off; beyond they get 429")},
    Place{"shards", Limits, QT_TRANSLATE_NOOP("fanlight::Words", "Threads that hold connections"),
        QT_TRANSLATE_NOOP(
            "fanlight::Words", "one for each core this process may use, or as many as you say")},
    Place{"log-level", LogAndFiles, QT_TRANSLATE_NOOP("fanlight::Words", "What is logged"),
        QT_TRANSLATE_NOOP("fanlight::Words", "from this level up")},
    Place{"log-file", LogAndFiles, QT_TRANSLATE_NOOP("fanlight::Words", "Log file"),
        QT_TRANSLATE_NOOP("fanlight::Words", "where the log goes as well as to stderr")},
    Place{"log-file-size", LogAndFiles, QT_TRANSLATE_NOOP("fanlight::Words", "A new log file at"),
        QT_TRANSLATE_NOOP("fanlight::Words", "the one before is kept beside it, as FILE.1")},
    Place{"log-files", LogAndFiles, QT_TRANSLATE_NOOP("fanlight::Words", "Older log files kept"),
        QT_TRANSLATE_NOOP("fanlight::Words", "FILE.1 is the youngest of them")},
    Place{"audit-file", LogAndFiles, QT_TRANSLATE_NOOP("fanlight::Words", "Audit file"),
        QT_TRANSLATE_NOOP("fanlight::Words",
            "who did what to the hub by hand, and who was refused, a JSON object a line; kept "
            "and rotated as the log file is")},
};

struct ChoiceText {
    const char* option;
    const char* word;
    const char* label;
};
constexpr std::array Choices{
    ChoiceText{
        "slow-client", "disconnect", QT_TRANSLATE_NOOP("fanlight::Words", "is disconnected")},
    ChoiceText{
        "slow-client", "drop", QT_TRANSLATE_NOOP("fanlight::Words", "loses its oldest events")},
    ChoiceText{"anonymous", "auto", QT_TRANSLATE_NOOP("fanlight::Words", "automatic")},
    ChoiceText{"anonymous", "all", QT_TRANSLATE_NOOP("fanlight::Words", "everybody")},
    ChoiceText{"anonymous", "broadcasts",
        QT_TRANSLATE_NOOP("fanlight::Words", "broadcasts for everybody")},
    ChoiceText{"anonymous", "none", QT_TRANSLATE_NOOP("fanlight::Words", "nobody")},
    ChoiceText{"type-as", "member", QT_TRANSLATE_NOOP("fanlight::Words", "in the data")},
    ChoiceText{"type-as", "event", QT_TRANSLATE_NOOP("fanlight::Words", "as the event's name")},
    ChoiceText{"type-as", "off", QT_TRANSLATE_NOOP("fanlight::Words", "nowhere")},
    ChoiceText{"batch", "asked", QT_TRANSLATE_NOOP("fanlight::Words", "what asks for it")},
    ChoiceText{"batch", "all", QT_TRANSLATE_NOOP("fanlight::Words", "everything")},
    ChoiceText{"log-level", "debug", QT_TRANSLATE_NOOP("fanlight::Words", "Debug")},
    ChoiceText{"log-level", "info", QT_TRANSLATE_NOOP("fanlight::Words", "Info")},
    ChoiceText{"log-level", "warning", QT_TRANSLATE_NOOP("fanlight::Words", "Warning")},
    ChoiceText{"log-level", "error", QT_TRANSLATE_NOOP("fanlight::Words", "Error")},
};
constexpr std::array Presets{
    ChoiceText{"max-lifetime", "off", QT_TRANSLATE_NOOP("fanlight::Words", "no limit")},
    ChoiceText{"max-lifetime", "1m", QT_TRANSLATE_NOOP("fanlight::Words", "60 s")},
    ChoiceText{"max-lifetime", "15m", QT_TRANSLATE_NOOP("fanlight::Words", "15 min")},
};

const Place* placeOf(QStringView option)
{
    const auto* const found = std::find_if(Places.begin(), Places.end(),
        [option](const Place& one) { return option == QLatin1StringView(one.option); });
    return found == Places.end() ? nullptr : found;
}

template <std::size_t Count>
QList<OptionChoice> of(QStringView option, const std::array<ChoiceText, Count>& all)
{
    QList<OptionChoice> found;
    for (const ChoiceText& one : all) {
        if (option == QLatin1StringView(one.option))
            found.append({QString::fromLatin1(one.word), Words::tr(one.label)});
    }
    return found;
}

double seconds(std::chrono::milliseconds duration)
{
    return double(duration.count()) / 1000;
}

QString lifetimeConsequence(const HubOptions& options, double connections)
{
    if (options.maxLifetime.count() == 0)
        return Words::tr("streams are never ended for their age");
    const double length = seconds(options.maxLifetime);
    return Words::tr("about %1 reconnects a second at %2 stream(s); up to %3 a second after "
                     "all of them came at once",
        nullptr, format::plural(connections))
        .arg(format::rate(reconnectsPerSecond(connections, length)), format::count(connections),
            format::rate(reconnectsAfterBurst(connections, length)));
}

} // namespace

QString option_texts::groupTitle(SettingsGroup group)
{
    switch (group) {
    case SettingsGroup::Appearance:
        return Words::tr("Appearance");
    case SettingsGroup::Network:
        return Words::tr("Network");
    case SettingsGroup::Broker:
        return Words::tr("Broker");
    case SettingsGroup::Streams:
        return Words::tr("Streams");
    case SettingsGroup::Batches:
        return Words::tr("Batches");
    case SettingsGroup::Access:
        return Words::tr("Access");
    case SettingsGroup::Limits:
        return Words::tr("Limits");
    case SettingsGroup::LogAndFiles:
        break;
    }
    return Words::tr("Log and files");
}

bool option_texts::isPlaced(QStringView option)
{
    return placeOf(option) != nullptr;
}

SettingsGroup option_texts::group(QStringView option)
{
    const Place* const place = placeOf(option);
    return place ? place->group : LogAndFiles;
}

int option_texts::place(QStringView option)
{
    const Place* const place = placeOf(option);
    return place ? int(place - Places.data()) : int(Places.size());
}

QString option_texts::title(QStringView option)
{
    const Place* const place = placeOf(option);
    return place ? Words::tr(place->title) : option.toString();
}

QString option_texts::description(QStringView option)
{
    if (const Place* const place = placeOf(option))
        return Words::tr(place->description);
    const OptionSpec* const spec = findOption(hubOptionSpecs(), option);
    return spec ? QString::fromUtf8(spec->help) : QString();
}

QString option_texts::consequence(QStringView option, const HubOptions& options, double connections)
{
    const QString now = format::count(connections);
    const int plural = format::plural(connections);
    if (option == "max-connections"_L1)
        return options.maxConnections == 0
            ? Words::tr("as many as descriptors allow; %1 now").arg(now)
            : Words::tr("%1 now").arg(now);
    if (option == "max-per-user"_L1)
        return options.maxPerUser == 0
            ? Words::tr("a user may have any number")
            : Words::tr("of more the oldest is ended and told to stay away");
    if (option == "max-lifetime"_L1)
        return lifetimeConsequence(options, connections);
    if (option == "heartbeat"_L1)
        return Words::tr(
            "at most %1 comments a second, while all of %2 stream(s) are idle", nullptr, plural)
            .arg(format::rate(connections / seconds(options.heartbeat)), now);
    if (option == "backlog-limit"_L1)
        return Words::tr("at most %1 if all of %2 client(s) were slow", nullptr, plural)
            .arg(format::bytes(connections * double(options.backlogLimit)), now);
    if (option == "slow-client"_L1)
        return options.slowClient == SlowClientPolicy::Disconnect
            ? Words::tr("it resumes by Last-Event-ID as far as history reaches")
            : Words::tr("they are counted as dropped");
    if (option == "history"_L1 && options.historyCount == 0)
        return Words::tr("nothing is kept; a client that comes back has missed what was sent");
    if (option == "batch-window"_L1 && options.batchWindow.count() == 0)
        return Words::tr("nothing is gathered");
    if (option == "listen"_L1 && options.listenPort == 0)
        return Words::tr("a free port is picked with each start");
    return {};
}

QList<OptionChoice> option_texts::choices(QStringView option)
{
    QList<OptionChoice> known = of(option, Choices);
    const OptionSpec* const spec = findOption(hubOptionSpecs(), option);
    if (known.isEmpty() && spec && spec->kind == OptionKind::Word) {
        for (const QString& word : QString::fromUtf8(spec->value).split(u'|'))
            known.append({word, word});
    }
    return known;
}

QList<OptionChoice> option_texts::presets(QStringView option)
{
    return of(option, Presets);
}

Quantity option_texts::quantity(QStringView option)
{
    using Kind = Quantity::Kind;
    using Steps = Quantity::Steps;
    if (option == "max-lifetime"_L1)
        return {Kind::Duration, OffWord, Words::tr("no limit")};
    if (option == "batch-window"_L1)
        return {Kind::Duration, OffWord, Words::tr("off")};
    if (option == "jwt-leeway"_L1)
        return {Kind::Duration, OffWord, Words::tr("not at all")};
    if (option == "max-connections"_L1)
        return {Kind::Count, u"0"_s, Words::tr("no cap")};
    if (option == "max-per-user"_L1)
        return {Kind::Count, u"0"_s, Words::tr("no cap"), Steps::Ones};
    if (option == "shards"_L1)
        return {Kind::Count, u"auto"_s, Words::tr("one a core"), Steps::Ones};
    if (option == "log-files"_L1)
        return {Kind::Count, u"0"_s, Words::tr("none"), Steps::Ones};
    const OptionSpec* const spec = findOption(hubOptionSpecs(), option);
    if (spec && spec->kind == OptionKind::Duration)
        return {Kind::Duration};
    if (spec && spec->kind == OptionKind::Size)
        return {Kind::Size};
    return {};
}

Quantity option_texts::historyCount()
{
    return {Quantity::Kind::Count, u"0"_s, Words::tr("off")};
}

Quantity option_texts::historyAge()
{
    return {Quantity::Kind::Duration};
}

Quantity option_texts::port()
{
    return {Quantity::Kind::Port, u"0"_s, Words::tr("any free one"), Quantity::Steps::Ones};
}

bool option_texts::isSecret(QStringView option)
{
    const OptionSpec* const spec = findOption(hubOptionSpecs(), option);
    return spec && spec->isSecret;
}

QString option_texts::valueLabel(QStringView option, const QString& text)
{
    if (isSecret(option))
        return text.isEmpty() ? Words::tr("none") : Words::tr("one that is not shown");
    for (const OptionChoice& choice : choices(option) + presets(option)) {
        if (choice.word == text)
            return choice.label;
    }
    if (option == "broker"_L1) {
        const auto url = redis::RedisUrl::parse(text, nullptr);
        if (url)
            return url->display();
        return text == "memory"_L1 ? Words::tr("Memory")
                                   : Words::tr("an address that cannot be read"); // nor shown
    }
    const OptionSpec* const spec = findOption(hubOptionSpecs(), option);
    const bool isQuantity = spec
        && (spec->kind == OptionKind::Duration || spec->kind == OptionKind::Size
            || spec->kind == OptionKind::Whole);
    if (isQuantity) {
        const Quantity kind = quantity(option);
        const auto value = kind.parse(text);
        return value ? kind.label(*value) : text;
    }
    return text.isEmpty() ? Words::tr("none") : text;
}

QString option_texts::optionOf(const QString& error)
{
    static const QRegularExpression name(u"^--([a-z][a-z-]*): "_s);
    return name.match(error).captured(1);
}

QString option_texts::inWords(const QString& error)
{
    static const QRegularExpression front(u"^--[a-z][a-z-]*: "_s);
    static const QRegularExpression variable(u" \\(or FANLIGHT_[A-Z_]+\\)"_s);
    static const QRegularExpression name(u"--([a-z][a-z-]*)"_s);
    QString text = error;
    text.remove(front).remove(variable);
    QList<QRegularExpressionMatch> found;
    for (auto all = name.globalMatch(text); all.hasNext();)
        found.prepend(all.next()); // from the end, so that places stay right
    for (const QRegularExpressionMatch& one : found) {
        if (const QString option = one.captured(1); isPlaced(option))
            text.replace(
                one.capturedStart(), one.capturedLength(), Words::tr("“%1”").arg(title(option)));
    }
    return text;
}

} // namespace fanlight
