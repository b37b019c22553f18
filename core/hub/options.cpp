// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/options.h"

#include "broker/redis_keys.h"
#include "metrics/nearest_name.h"
#include "qtredis/redis_url.h"

#include <QHostAddress>
#include <QSettings>
#include <QUrl>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QString quoted(QStringView text)
{
    return u"“"_s % text % u"”"_s;
}

bool hasControl(QStringView text)
{
    return std::any_of(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool isPrintableAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

// An option: what stands in help, and the way from text to value and back. `set` answers with what
// is wrong, without the option's name, and leaves the options as they were; empty when taken.

struct Option {
    OptionSpec spec;
    QString accepts; // bounds in words, "1s to 1h"; may be empty
    std::function<QString(HubOptions&, const QString&)> set;
    std::function<QString(const HubOptions&)> text;
    bool isList = false; // may be given several times; the values are joined by commas
};

// A number in any unit, with its bounds. Where there is a word for zero, zero is taken as well.
template <typename Value> struct Range {
    Value least;
    Value most;
    QLatin1StringView zeroWord = {};

    bool takesZero() const { return !zeroWord.isEmpty(); }
    bool contains(Value value) const
    {
        return (value >= least && value <= most) || (takesZero() && value == Value{});
    }
};

template <typename Value> struct Notation {
    QString what; // "is not …"
    std::optional<Value> (*parse)(QStringView);
    QString (*text)(Value);
};

template <typename Value, typename Member>
Option bounded(OptionSpec spec, Member HubOptions::*member, Range<Value> range,
    const Notation<Value>& notation)
{
    const QString accepts = (range.takesZero() ? range.zeroWord % u" or "_s : QString())
        % notation.text(range.least) % u" to "_s % notation.text(range.most);
    const auto set = [=](HubOptions& options, const QString& text) -> QString {
        const bool isZeroWord = range.takesZero() && text == range.zeroWord;
        const std::optional<Value> value = isZeroWord ? Value{} : notation.parse(text);
        if (!value)
            return quoted(text) % u" is not "_s % notation.what % u"; use "_s % accepts;
        if (!range.contains(*value))
            return quoted(text) % u" is out of bounds; use "_s % accepts;
        options.*member = static_cast<Member>(*value);
        return {};
    };
    const auto text = [=](const HubOptions& options) -> QString {
        const Value value = options.*member;
        return range.takesZero() && value == Value{} ? range.zeroWord : notation.text(value);
    };
    return {spec, accepts, set, text};
}

Option duration(OptionSpec spec, milliseconds HubOptions::*member, Range<milliseconds> range)
{
    return bounded<milliseconds>(spec, member, range,
        {u"a duration like 500ms, 15s, 10m or 1h"_s, parseDuration, durationText});
}

Option size(OptionSpec spec, qint64 HubOptions::*member, Range<qint64> range)
{
    return bounded<qint64>(
        spec, member, range, {u"a size like 64KiB or 1MiB"_s, parseByteSize, byteSizeText});
}

std::optional<qint64> parseCount(QStringView text)
{
    return parseWholeNumber(text);
}

QString countText(qint64 count)
{
    return QString::number(count);
}

Option count(OptionSpec spec, int HubOptions::*member, Range<qint64> range)
{
    return bounded<qint64>(spec, member, range, {u"a whole number"_s, parseCount, countText});
}

// Any text that `objection` has nothing to say against.
Option text(OptionSpec spec, QString HubOptions::*member, QString (*objection)(const QString&))
{
    const auto set = [=](HubOptions& options, const QString& value) -> QString {
        QString wrong = objection(value);
        if (wrong.isEmpty())
            options.*member = value;
        return wrong;
    };
    return {spec, {}, set, [=](const HubOptions& options) { return options.*member; }};
}

// Listening address

bool isHostName(QStringView host)
{
    return std::all_of(host.begin(), host.end(), [](QChar c) {
        return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'.'
            || c == u'-';
    });
}

bool isIpv6(QStringView host)
{
    const QHostAddress address(host.toString());
    return address.protocol() == QHostAddress::IPv6Protocol;
}

bool isLoopback(const QString& host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0
        || QHostAddress(host).isLoopback();
}

QString setListen(HubOptions& options, const QString& value)
{
    constexpr auto usage = "; use HOST:PORT, like localhost:3000, 0.0.0.0:3000 or [::1]:3000"_L1;
    const qsizetype colon = value.lastIndexOf(u':');
    if (colon < 0)
        return quoted(value) % u" has no port"_s % usage;
    QStringView host = QStringView(value).first(colon);
    const QStringView portText = QStringView(value).sliced(colon + 1);

    if (host.isEmpty())
        return quoted(value) % u" names no host"_s % usage;
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed)
        host = host.sliced(1, host.size() - 2);
    if (!bracketed && host.contains(u':'))
        return quoted(value) % u" is an IPv6 address without brackets"_s % usage;
    if (bracketed ? !isIpv6(host) : !isHostName(host))
        return quoted(host) % u" is not a host"_s % usage;

    const std::optional<qint64> port = parseWholeNumber(portText);
    if (!port || *port > std::numeric_limits<quint16>::max())
        return quoted(portText) % u" is not a port; use 0 to 65535, 0 picks a free one"_s;
    options.listenHost = host.toString();
    options.listenPort = static_cast<quint16>(*port);
    return {};
}

QString listenText(const HubOptions& options)
{
    const bool brackets = options.listenHost.contains(u':');
    return (brackets ? QString(u'[' % options.listenHost % u']') : options.listenHost) % u':'
        % QString::number(options.listenPort);
}

// History: count per channel and age

constexpr Range<qint64> HistoryCount{0, 100'000};
constexpr Range<milliseconds> HistoryAge{std::chrono::seconds(1), std::chrono::hours(7 * 24)};

QString historyAccepts()
{
    return u"off or COUNT/AGE: %1 to %2 events a channel, %3 to %4, like 100/1h"_s
        .arg(HistoryCount.least)
        .arg(HistoryCount.most)
        .arg(durationText(HistoryAge.least), durationText(HistoryAge.most));
}

QString setHistory(HubOptions& options, const QString& value)
{
    if (value == OffWord) {
        options.historyCount = 0;
        return {};
    }
    const QStringView text(value);
    const qsizetype slash = text.indexOf(u'/');
    const auto events = parseWholeNumber(text.first(std::max<qsizetype>(slash, 0)));
    const auto age = parseDuration(text.sliced(slash + 1));
    if (slash < 0 || !events || !age)
        return quoted(value) % u" is not a history; use "_s % historyAccepts();
    if (!HistoryCount.contains(*events) || !HistoryAge.contains(*age))
        return quoted(value) % u" is out of bounds; use "_s % historyAccepts();
    options.historyCount = static_cast<int>(*events);
    options.historyAge = *age;
    return {};
}

QString historyText(const HubOptions& options)
{
    if (options.historyCount == 0)
        return OffWord;
    return QString::number(options.historyCount) % u'/' % durationText(options.historyAge);
}

// Origins

// As browsers send it: lower case, the scheme's own port left out. Empty when it is none.
QString normalizedOrigin(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool bare
        = url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || url.scheme().isEmpty() || url.host().isEmpty() || !bare)
        return {};
    const bool ownPort = (url.scheme() == "http"_L1 && url.port() == 80)
        || (url.scheme() == "https"_L1 && url.port() == 443);
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(ownPort ? -1 : url.port());
    return origin.toString(QUrl::FullyEncoded);
}

QString setCorsOrigins(HubOptions& options, const QString& value)
{
    QStringList origins;
    for (const QString& part : value.split(u',', Qt::SkipEmptyParts)) {
        const QString text = part.trimmed();
        if (text == "*"_L1)
            return u"“*” would let any web page read every stream; name each origin, like https://app.example"_s;
        const QString origin = normalizedOrigin(text);
        if (origin.isEmpty())
            return quoted(text)
                % u" is not an origin; use scheme://host[:port], like https://app.example"_s;
        if (!origins.contains(origin))
            origins.append(origin);
    }
    options.corsOrigins = origins;
    return {};
}

// Names

QString setHostNames(HubOptions& options, const QString& value)
{
    QStringList names;
    for (const QString& part : value.split(u',', Qt::SkipEmptyParts)) {
        QString name = part.trimmed().toLower();
        if (name == "*"_L1)
            return u"“*” would let any web page in under a name of its own; give each name, or *.example.com for all below one"_s;
        if (name.endsWith(u'.'))
            name.chop(1);
        const QString bare = name.startsWith("*."_L1) ? name.mid(2) : name;
        const bool bracketed = bare.size() > 2 && bare.startsWith(u'[') && bare.endsWith(u']');
        if (bare.isEmpty()
            || !(bracketed ? isIpv6(QStringView(bare).sliced(1).chopped(1))
                           : isHostName(bare) || isIpv6(bare)))
            return quoted(part.trimmed())
                % u" is not a name; use one like hub.example.com or *.example.com, without scheme and port"_s;
        if (bracketed)
            name = bare.sliced(1).chopped(1);
        if (!names.contains(name))
            names.append(name);
    }
    options.hostNames = names;
    return {};
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

// One of the words, in the order of the member's values; `wrong` is said of any other.
template <typename Value>
Option word(OptionSpec spec, Value HubOptions::*member, std::vector<QLatin1StringView> words,
    const QString& wrong)
{
    const auto set = [=](HubOptions& options, const QString& value) -> QString {
        const auto found = std::find(words.begin(), words.end(), value);
        if (found == words.end())
            return quoted(value) % wrong;
        options.*member = static_cast<Value>(found - words.begin());
        return {};
    };
    return {spec, {}, set, [=](const HubOptions& options) -> QString {
                return words[static_cast<std::size_t>(options.*member)];
            }};
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

// The token is not repeated: errors end up in logs.
QString publishTokenObjection(const QString& value)
{
    constexpr qsizetype longest = 512;
    if (value.size() > longest || !isPrintableAscii(value))
        return u"a token has at most %1 printable ASCII characters and no blanks"_s.arg(longest);
    return {};
}

// On when it is given without a value.
Option flag(OptionSpec spec, bool HubOptions::*member)
{
    const auto set = [=](HubOptions& options, const QString& value) -> QString {
        const bool isOn
            = value.isEmpty() || value == "on"_L1 || value == "true"_L1 || value == "1"_L1;
        if (!isOn && value != OffWord && value != "false"_L1 && value != "0"_L1)
            return quoted(value) % u" is neither on nor off"_s;
        options.*member = isOn;
        return {};
    };
    return {spec, {}, set,
        [=](const HubOptions& options) -> QString { return options.*member ? u"on"_s : OffWord; }};
}

std::vector<Option> makeOptions()
{
    using namespace std::chrono_literals;
    constexpr qint64 KiB = 1LL << 10;
    constexpr qint64 GiB = 1LL << 30;
    using O = HubOptions;
    std::vector<Option> options{
        {{"listen", "HOST:PORT",
             "where to listen; localhost is both 127.0.0.1 and ::1, port 0 picks a free one"},
            {}, setListen, listenText},
        {{"broker", "memory|redis://[user:password@]host:port/db",
             "where published notifications go"},
            {}, setBroker, [](const O& o) { return o.broker; }},
        count({"shards", "N|auto", "threads that hold connections; auto is one for each core"},
            &O::shards, {1, 64, "auto"_L1}),
        text({"channel-prefix", "PREFIX", "what a user's channel is called before the user id"},
            &O::channelPrefix, channelPrefixObjection),
        word({"type-as", "member|event|off",
                 "where a client finds the type of what is published: a member of the data, the "
                 "event's name, nowhere"},
            &O::typeAs, {"member"_L1, "event"_L1, "off"_L1},
            u" is no place for a type; use member, event or off"_s),
        {{"history", "COUNT/AGE|off", "events kept for replay, for each channel"}, historyAccepts(),
            setHistory, historyText},
        size({"history-bytes", "SIZE", "memory for history, over all channels"}, &O::historyBytes,
            {64 * KiB, 64 * GiB}),
        word({"batch", "asked|all",
                 "what is gathered into batches: publishes that ask for it, or all of them"},
            &O::batchAll, {"asked"_L1, "all"_L1}, u" is not a way to batch; use asked or all"_s),
        duration({"batch-window", "DURATION|off",
                     "how long notifications for a client are gathered into one event"},
            &O::batchWindow, {1ms, 10s, OffWord}),
        count({"batch-max", "N", "notifications of one event at most"}, &O::batchMax, {2, 1000}),
        count({"max-connections", "N", "connection cap; 0 is as many as descriptors allow"},
            &O::maxConnections, {0, 1'000'000}),
        count({"max-per-user", "N",
                  "streams of one user; of more the oldest is ended and told to stay away. 0 is no "
                  "cap"},
            &O::maxPerUser, {0, 1'000'000}),
        duration({"max-lifetime", "DURATION|off",
                     "ends streams after 80 to 100 % of it, so that clients come back spread out"},
            &O::maxLifetime, {1s, 720h, OffWord}),
        duration({"heartbeat", "DURATION", "a comment on connections idle for so long"},
            &O::heartbeat, {1s, 1h}),
        duration({"retry", "DURATION", "how long clients wait before they reconnect"}, &O::retry,
            {100ms, 1h}),
        size({"backlog-limit", "SIZE", "unsent bytes at which a client is too slow"},
            &O::backlogLimit, {4 * KiB, 64 * 1024 * KiB}),
        word({"slow-client", "disconnect|drop",
                 "a client over the limit is disconnected, or loses its oldest events"},
            &O::slowClient, {"disconnect"_L1, "drop"_L1},
            u" is not a policy; use disconnect or drop"_s),
        {{"cors-origin", "ORIGIN",
             "an origin whose pages may read, beside loopback ones; several times or comma "
             "separated"},
            {}, setCorsOrigins, [](const O& o) { return o.corsOrigins.join(u','); }, true},
        {{"host", "NAME",
             "a name the hub goes by besides those it listens on, as proxies and services call it; "
             "*.example.com is all below "
             "one; several times or comma separated"},
            {}, setHostNames, [](const O& o) { return o.hostNames.join(u','); }, true},
        text({"publish-token", "TOKEN",
                 "the bearer token that publishing and administration ask for"},
            &O::publishToken, publishTokenObjection),
        text({"instance-name", "NAME",
                 "what this instance is called, unlike any other; by default host name, process id "
                 "and four letters or digits at random"},
            &O::instanceName, instanceNameObjection),
        text({"log-level", "debug|info|warning|error", "the least that is logged"}, &O::logLevel,
            logLevelObjection),
        text({"log-file", "FILE", "where the log goes as well as to stderr"}, &O::logFile,
            [](const QString&) { return QString(); }),
        size({"log-file-size", "SIZE", "at which the log file is rotated"}, &O::logFileSize,
            {64 * KiB, GiB}),
        count({"log-files", "N", "older log files that are kept, FILE.1 being the last"},
            &O::logFiles, {0, 100}),
        flag({"allow-faults", "", "lets the API break things on purpose, under /api/faults"},
            &O::allowFaults),
    };
    return options;
}

const std::vector<Option>& options()
{
    static const std::vector<Option> Options = makeOptions();
    return Options;
}

const Option* findOption(QStringView name)
{
    const auto at = std::find_if(options().begin(), options().end(),
        [name](const Option& option) { return name == QLatin1StringView(option.spec.name); });
    return at == options().end() ? nullptr : &*at;
}

constexpr std::array<QStringView, 7> LiveOptions{u"heartbeat", u"retry", u"backlog-limit",
    u"slow-client", u"max-lifetime", u"max-connections", u"max-per-user"};

// Names that come close

constexpr OptionSpec HelpSpec{"help", "", "print this and exit"};
constexpr OptionSpec VersionSpec{"version", "", "print the version and exit"};

bool takesValue(const OptionSpec& spec)
{
    return spec.value && *spec.value;
}

QString nearestOption(QStringView name, const std::vector<OptionSpec>& extra)
{
    std::vector<OptionSpec> known = hubOptionSpecs();
    known.insert(known.end(), extra.begin(), extra.end());
    known.insert(known.end(), {HelpSpec, VersionSpec});
    QStringList names;
    for (const OptionSpec& spec : known)
        names.append(QString::fromLatin1(spec.name));
    return nearestName(name, names);
}

QString unknownOption(QStringView name, const std::vector<OptionSpec>& extra)
{
    const QString nearest = nearestOption(name, extra);
    const QString hint = nearest.isEmpty() ? u"--help lists all"_s
                                           : QString(u"did you mean --"_s % nearest % u'?');
    return u"--"_s % name % u": there is no such option; "_s % hint;
}

// Reading a command line

QString environmentName(const char* option)
{
    return u"FANLIGHT_"_s % QString::fromLatin1(option).toUpper().replace(u'-', u'_');
}

QString settingsKey(const char* option)
{
    return u"hub/"_s % QString::fromLatin1(option);
}

// Takes the arguments apart into hub options, by name, and everything else.
class CommandLine {
public:
    CommandLine(const std::vector<OptionSpec>& extra, ParsedArguments& result)
        : m_extra(extra)
        , m_result(result)
    {
    }

    QHash<QString, QString> read(const QStringList& arguments)
    {
        for (m_at = 0; m_at < arguments.size() && m_result.error.isEmpty(); ++m_at)
            readOne(arguments);
        return m_hub;
    }

private:
    void readOne(const QStringList& arguments)
    {
        const QString& argument = arguments[m_at];
        if (argument == "-h"_L1) {
            m_result.help = true;
        } else if (!argument.startsWith("--"_L1) || argument.size() == 2) {
            m_result.error = quoted(argument) % u" is not an option; --help lists all"_s;
        } else {
            const qsizetype equals = argument.indexOf(u'=');
            const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
            readOption(arguments, name,
                equals < 0 ? std::nullopt : std::optional(argument.mid(equals + 1)));
        }
    }

    void readOption(const QStringList& arguments, const QString& name, std::optional<QString> value)
    {
        const OptionSpec* spec = specOf(name);
        if (!spec) {
            m_result.error = unknownOption(name, m_extra);
            return;
        }
        if (!takesValue(*spec) && value)
            m_result.error = u"--"_s % name % u": takes no value"_s;
        else if (!takesValue(*spec))
            store(name, {});
        else if (value)
            store(name, *value);
        else if (m_at + 1 < arguments.size() && !arguments[m_at + 1].startsWith("--"_L1))
            store(name, arguments[++m_at]);
        else
            m_result.error
                = u"--"_s % name % u": needs a value, "_s % QString::fromUtf8(spec->value);
    }

    const OptionSpec* specOf(const QString& name) const
    {
        if (const Option* option = findOption(name))
            return &option->spec;
        for (const OptionSpec* spec : {&HelpSpec, &VersionSpec}) {
            if (name == QLatin1StringView(spec->name))
                return spec;
        }
        const auto at = std::find_if(m_extra.begin(), m_extra.end(),
            [&](const OptionSpec& spec) { return name == QLatin1StringView(spec.name); });
        return at == m_extra.end() ? nullptr : &*at;
    }

    void store(const QString& name, const QString& value)
    {
        const OptionSpec* spec = specOf(name);
        const Option* known = findOption(name);
        if (takesValue(*spec) && !(known && known->isList)
            && (m_hub.contains(name) || m_result.extra.contains(name))) {
            m_result.error = u"--"_s % name % u": is given twice, and takes one value"_s
                % (name == "listen"_L1
                        ? u"; localhost is both 127.0.0.1 and ::1, 0.0.0.0 and [::] are all addresses"_s
                        : QString());
            return;
        }
        if (name == QLatin1StringView(HelpSpec.name))
            m_result.help = true;
        else if (name == QLatin1StringView(VersionSpec.name))
            m_result.version = true;
        else if (const Option* option = findOption(name); !option)
            m_result.extra.insert(name, value);
        else if (option->isList && m_hub.contains(name))
            m_hub[name] += u',' % value;
        else
            m_hub.insert(name, value);
    }

    const std::vector<OptionSpec>& m_extra;
    ParsedArguments& m_result;
    QHash<QString, QString> m_hub;
    qsizetype m_at = 0;
};

// A value and the words that tell the user where it stands.
struct Given {
    QString source;
    QString value;
};

std::optional<Given> givenFor(const Option& option, const QHash<QString, QString>& commandLine,
    const QHash<QString, QString>& environment, const QSettings* settings)
{
    const QString name = QString::fromLatin1(option.spec.name);
    if (const auto at = commandLine.constFind(name); at != commandLine.cend())
        return Given{u"--"_s % name, *at};
    const QString variable = environmentName(option.spec.name);
    if (const QString value = environment.value(variable); !value.isEmpty())
        return Given{variable, value};
    const QString key = settingsKey(option.spec.name);
    // A settings file gives an unquoted value with commas as a list.
    if (settings && settings->contains(key))
        return Given{
            key % u" in "_s % settings->fileName(), settings->value(key).toStringList().join(u',')};
    return std::nullopt;
}

// Help

constexpr qsizetype HelpColumn = 34; // where explanations begin
constexpr qsizetype HelpWidth = 100;

// The explanation, broken between words, so that its lines stand below each other.
QString wrapped(const QString& text)
{
    QStringList lines{QString()};
    for (const QString& word : text.split(u' ')) {
        const bool fits = HelpColumn + lines.last().size() + 1 + word.size() <= HelpWidth;
        if (lines.last().isEmpty())
            lines.last() = word;
        else if (fits)
            lines.last() += u' ' % word;
        else
            lines += word;
    }
    return lines.join(u'\n' % QString(HelpColumn, u' '));
}

QString helpLine(const OptionSpec& spec, const QString& remarks)
{
    QString usage = u"  --"_s % QString::fromLatin1(spec.name);
    if (takesValue(spec))
        usage += u' ' % QString::fromUtf8(spec.value);
    if (usage.size() >= HelpColumn)
        usage += u'\n' % QString(HelpColumn, u' ');
    return usage.leftJustified(HelpColumn) % wrapped(QString::fromUtf8(spec.help) % remarks)
        % u'\n';
}

QString remarksOn(const Option& option)
{
    QStringList remarks;
    if (!option.accepts.isEmpty())
        remarks += option.accepts;
    if (const QString value = option.text(HubOptions{}); !value.isEmpty())
        remarks += u"default "_s % value;
    return remarks.isEmpty() ? QString() : u" ("_s % remarks.join(u"; "_s) % u')';
}

} // namespace

const std::vector<OptionSpec>& hubOptionSpecs()
{
    static const std::vector<OptionSpec> Specs = [] {
        std::vector<OptionSpec> specs;
        for (const Option& option : options())
            specs.push_back(option.spec);
        return specs;
    }();
    return Specs;
}

QString setHubOption(HubOptions& options, QStringView name, const QString& value)
{
    const Option* option = findOption(name);
    if (!option)
        return unknownOption(name, {});
    const QString wrong = option->set(options, value);
    return wrong.isEmpty() ? QString() : u"--"_s % name % u": "_s % wrong;
}

QString hubOptionText(const HubOptions& options, QStringView name)
{
    const Option* option = findOption(name);
    return option ? option->text(options) : QString();
}

QString checkHubOptions(const HubOptions& options)
{
    if (!isLoopback(options.listenHost) && options.publishToken.isEmpty())
        return u"--listen: %1 can be reached from other machines; set --publish-token (or FANLIGHT_PUBLISH_TOKEN), or listen on localhost"_s
            .arg(listenText(options));
    return {};
}

bool isLiveOption(QStringView name)
{
    return std::find(LiveOptions.begin(), LiveOptions.end(), name) != LiveOptions.end();
}

HubOptions withLiveOptions(const HubOptions& running, const HubOptions& wanted)
{
    HubOptions options = running;
    for (const QStringView name : LiveOptions)
        findOption(name)->set(options, findOption(name)->text(wanted));
    return options;
}

ParsedArguments parseArguments(const QStringList& arguments,
    const QHash<QString, QString>& environment, const QSettings* settings,
    const std::vector<OptionSpec>& extra)
{
    ParsedArguments result;
    const QHash<QString, QString> commandLine = CommandLine(extra, result).read(arguments);
    if (!result.error.isEmpty() || result.help || result.version)
        return result;
    for (const Option& option : options()) {
        const std::optional<Given> given = givenFor(option, commandLine, environment, settings);
        if (!given)
            continue;
        if (const QString wrong = option.set(result.hub, given->value); !wrong.isEmpty()) {
            result.error = given->source % u": "_s % wrong;
            return result;
        }
    }
    result.error = checkHubOptions(result.hub);
    return result;
}

QString helpText(
    const QString& program, const QString& summary, const std::vector<OptionSpec>& extra)
{
    QString text = u"Usage: "_s % program % u" [options]\n"_s % summary % u"\n\n"_s;
    for (const OptionSpec& spec : extra)
        text += helpLine(spec, {});
    for (const OptionSpec& spec : {HelpSpec, VersionSpec})
        text += helpLine(spec, {});
    text += u"\nHub options:\n"_s;
    for (const Option& option : options())
        text += helpLine(option.spec, remarksOn(option));
    const char* example = "max-lifetime";
    text += u"\nA hub option may also stand in the environment or in the settings file:\n"
            "--%1 as %2 or %3.\n"
            "The command line goes before the environment, that before the settings file.\n"_s.arg(
                QString::fromLatin1(example), environmentName(example), settingsKey(example));
    return text;
}

} // namespace fanlight
