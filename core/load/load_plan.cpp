// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_plan.h"

#include "load/load_time.h"
#include "load/own_traffic.h"
#include "metrics/csv_reader.h"
#include "metrics/process_stats.h"
#include "net/clock.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::int64_t MostRandomLength = 4096;

bool isUnsafe(char c, LoadText::Place place)
{
    const auto byte = static_cast<unsigned char>(c);
    const bool control = byte < 0x20 || byte == 0x7f;
    return place == LoadText::Place::Path ? control || byte == ' ' || byte > 0x7f
                                          : place == LoadText::Place::Header && control;
}

void appendSafely(std::string& out, std::string_view text, LoadText::Place place)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        if (!isUnsafe(c, place))
            out += c;
        else if (place == LoadText::Place::Path)
            (out += '%') += {digits[static_cast<unsigned char>(c) >> 4],
                digits[static_cast<unsigned char>(c) & 15]};
    }
}

std::string randomUuid(LoadText::Random& random)
{
    std::string uuid = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx"; // RFC 9562 §5.4
    constexpr std::string_view digits = "0123456789abcdef";
    for (char& c : uuid) {
        const auto digit = (random() >> 8) % 16;
        if (c == 'x')
            c = digits[digit];
        else if (c == 'y')
            c = digits[8 + digit % 4];
    }
    return uuid;
}

bool names(const QStringList& headers, QLatin1StringView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const QString& header) {
        return header.section(u':', 0, 0).trimmed().compare(name, Qt::CaseInsensitive) == 0;
    });
}

// The header of a request but for its first line, Host, Last-Event-ID and the length of the body.
QString headerLines(const LoadStep& step, const QStringList& common, const LoadOrigin& origin)
{
    QStringList lines;
    QStringList own = step.headers;
    for (const QString& header : common) {
        if (!names(own, QLatin1StringView(header.section(u':', 0, 0).trimmed().toLatin1())))
            own << header;
    }
    const auto unless = [&](QLatin1StringView name, const QString& value) {
        if (!names(own, name))
            lines << name + u": "_s + value;
    };
    unless("User-Agent"_L1, QString(own_traffic::LoadTester));
    if (!origin.credentials.empty() && !names(own, "Authorization"_L1))
        lines << QString::fromStdString(origin.credentials);
    if (step.kind == LoadStep::Kind::Get) {
        unless("Accept"_L1, u"text/event-stream"_s);
        unless("Cache-Control"_L1, u"no-cache"_s);
    } else {
        unless("Content-Type"_L1, u"application/json"_s);
        unless("Connection"_L1, u"close"_s);
    }
    lines << own;
    return lines.join("\r\n"_L1) + u"\r\n"_s;
}

// Flows taken apart, with the variables they may name.
class Compiler {
public:
    Compiler(const LoadScenario& scenario, LoadPlan& plan)
        : m_scenario(scenario)
        , m_plan(plan)
    {
    }

    QString error;

    bool readFile()
    {
        if (m_scenario.clientsFile.isEmpty())
            return true;
        QFile file(m_scenario.clientsFile);
        if (!file.open(QIODevice::ReadOnly))
            return fail(u"clients' file: cannot read %1: %2"_s.arg(
                m_scenario.clientsFile, file.errorString()));
        if (file.size() > LoadPlan::MostFileBytes)
            return fail(u"clients' file: at most 64 MiB"_s);
        CsvReader reader(file);
        bool skipsRow = m_scenario.clientsSkipFirst && !m_scenario.clientsFields.isEmpty();
        for (const QString& name : m_scenario.clientsFields)
            m_names.push_back(name.trimmed());
        while (const auto row = reader.next()) {
            if (!row->problem.isEmpty())
                return fail(u"clients' file, line %1: %2"_s.arg(row->line).arg(row->problem));
            if (std::exchange(skipsRow, false))
                continue;
            if (m_names.empty()) {
                for (const QString& name : row->cells)
                    m_names.push_back(name.trimmed());
                continue;
            }
            if (row->cells.size() != qsizetype(m_names.size()))
                return fail(u"clients' file, line %1: has %2 cells where there are %3 columns"_s
                                .arg(row->line)
                                .arg(row->cells.size())
                                .arg(m_names.size()));
            std::vector<std::string>& cells = m_plan.rows.emplace_back();
            for (const QString& cell : row->cells)
                cells.push_back(cell.toStdString());
        }
        if (!reader.error().isEmpty())
            return fail(u"clients' file: "_s + reader.error());
        if (m_plan.rows.empty())
            return fail(u"clients' file: holds no clients; the first row names the columns"_s);
        m_plan.fileVariables = m_names.size();
        m_plan.variables.resize(m_names.size());
        return true;
    }

    bool nameVariables()
    {
        for (const auto& [name, value] : m_scenario.variables) {
            if (!expanded(name, value, m_plan.variables[placeOf(name)]))
                return false;
        }
        for (const auto& [name, values] : m_scenario.choices) {
            std::vector<std::string> texts(static_cast<std::size_t>(values.size()));
            for (qsizetype i = 0; i < values.size(); ++i) {
                if (!expanded(name, values[i], texts[static_cast<std::size_t>(i)]))
                    return false;
            }
            m_plan.choices.emplace_back(placeOf(name), std::move(texts));
        }
        for (const LoadFlow& flow : m_scenario.flows)
            nameCaptures(flow.steps);
        return true;
    }

    bool compile(const std::vector<LoadStep>& from, std::vector<LoadPlan::Step>& to)
    {
        for (const LoadStep& step : from) {
            if (!compile(step, to.emplace_back()))
                return false;
        }
        return true;
    }

private:
    bool fail(const QString& text)
    {
        error = text;
        return false;
    }

    bool expanded(const QString& name, QString value, std::string& to)
    {
        QString missing;
        if (!expandEnvironment(value, missing))
            return fail(u"variable %1: %2"_s.arg(name, missing));
        to = value.toStdString();
        return true;
    }

    std::size_t placeOf(const QString& name)
    {
        const auto found = std::find(m_names.begin(), m_names.end(), name);
        const auto place = static_cast<std::size_t>(found - m_names.begin());
        if (found == m_names.end()) {
            m_names.push_back(name);
            m_plan.variables.emplace_back();
        }
        return place;
    }

    void nameCaptures(const std::vector<LoadStep>& steps)
    {
        for (const LoadStep& step : steps) {
            for (const LoadStep::Capture& capture : step.captures) {
                if (!capture.as.isEmpty())
                    placeOf(capture.as);
            }
            nameCaptures(step.steps);
        }
    }

    bool text(const QString& from, LoadText::Place place, LoadText& to)
    {
        std::optional<LoadText> parsed = LoadText::parse(from, place, m_names, error);
        if (parsed)
            to = std::move(*parsed);
        return parsed.has_value();
    }

    bool compile(const LoadStep& from, LoadPlan::Step& to)
    {
        to.kind = from.kind;
        to.holdNs = toNs(from.hold);
        to.mostHoldNs = toNs(from.mostHold);
        to.events = static_cast<std::uint64_t>(from.events);
        to.reconnects = from.reconnects;
        to.statuses = from.expectStatuses;
        to.count = static_cast<std::uint64_t>(from.count);
        if (from.kind == LoadStep::Kind::Loop)
            return compile(from.steps, to.steps);
        if (from.kind == LoadStep::Kind::Think)
            return true;
        for (const LoadStep::Capture& capture : from.captures) {
            if (!compile(capture, to.captures.emplace_back()))
                return false;
            to.readsBody = to.readsBody || capture.header.isEmpty();
        }
        for (const LoadStep::Check& check : from.checks) {
            if (!compile(check, to.checks.emplace_back()))
                return false;
            using Kind = LoadStep::Check::Kind;
            to.readsBody = to.readsBody || check.kind == Kind::HasProperty
                || check.kind == Kind::NotHasProperty || check.kind == Kind::PropertyEquals
                || check.kind == Kind::Matches;
        }
        to.method = from.kind == LoadStep::Kind::Get ? "GET"
            : from.method.isEmpty()                  ? "POST"
                                                     : from.method.toUpper().toStdString();
        to.hasBody = from.kind == LoadStep::Kind::Post && to.method != "HEAD";
        const LoadUrl url = loadUrl(from.path, m_scenario.target);
        to.origin = originOf(url.origin);
        return text(url.path, LoadText::Place::Path, to.path)
            && text(headerLines(from, m_scenario.headers, url.origin), LoadText::Place::Header,
                to.headers)
            && text(from.body, LoadText::Place::Body, to.body);
    }

    bool compile(const LoadStep::Capture& from, LoadPlan::Capture& to)
    {
        using From = LoadPlan::Capture::From;
        if (!from.as.isEmpty())
            to.variable = placeOf(from.as);
        to.from = !from.header.isEmpty() ? From::Header
            : !from.regexp.isEmpty()     ? From::Regexp
                                         : From::Json;
        to.what = from.header.toStdString();
        if (to.from == From::Regexp)
            return expression(from.regexp, to.expression);
        return to.from == From::Header || pointer(from.json, to.what);
    }

    bool compile(const LoadStep::Check& from, LoadPlan::Check& to)
    {
        using Kind = LoadStep::Check::Kind;
        to.kind = from.kind;
        to.name = from.name.toStdString();
        to.text = from.name.isEmpty() ? from.value
            : from.value.isEmpty()    ? from.name
                                      : QString(from.name + u" = "_s + from.value);
        const bool isPath = from.kind == Kind::HasProperty || from.kind == Kind::NotHasProperty
            || from.kind == Kind::PropertyEquals;
        if (isPath && !pointer(from.name, to.name))
            return false;
        if (from.kind == Kind::Matches)
            return expression(from.value, to.expression);
        return (from.kind != Kind::Equal || text(from.name, LoadText::Place::Body, to.left))
            && text(from.value, LoadText::Place::Body, to.value);
    }

    bool pointer(const QString& path, std::string& to)
    {
        const auto found = jsonPointer(path);
        if (!found)
            return fail(u"“%1” is no path in JSON; write $.member.items[0]"_s.arg(path));
        to = *found;
        return true;
    }

    bool expression(const QString& text, std::shared_ptr<const QRegularExpression>& to)
    {
        auto parsed = std::make_shared<QRegularExpression>(text);
        if (!parsed->isValid())
            return fail(u"“%1” is no regular expression: %2"_s.arg(text, parsed->errorString()));
        parsed->optimize();
        to = std::move(parsed);
        return true;
    }

    std::size_t originOf(const LoadOrigin& origin)
    {
        // who connects where is one thing, what it says there another: credentials stand in the
        // header
        const auto found = std::find_if(m_plan.origins.begin(), m_plan.origins.end(),
            [&](const LoadOrigin& one) { return one.authority == origin.authority; });
        const auto index = static_cast<std::size_t>(found - m_plan.origins.begin());
        if (found == m_plan.origins.end())
            m_plan.origins.push_back(origin);
        return index;
    }

    const LoadScenario& m_scenario;
    LoadPlan& m_plan;
    std::vector<QString> m_names;
};
} // namespace

std::optional<LoadText> LoadText::parse(
    const QString& text, Place place, const std::vector<QString>& names, QString& error)
{
    static const QRegularExpression Marked(u"\\{i\\}|\\{\\{\\s*(.*?)\\s*\\}\\}"_s);
    LoadText result;
    result.m_place = place;
    qsizetype at = 0;
    const auto literal = [&](qsizetype end) {
        if (end <= at)
            return;
        Piece& piece = result.m_pieces.emplace_back();
        const std::string as = text.mid(at, end - at).toStdString();
        if (place == Place::Path)
            appendSafely(piece.text, as, place);
        else
            piece.text = as;
    };
    for (auto matches = Marked.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        literal(match.capturedStart());
        at = match.capturedEnd();
        if (match.captured() == "{i}"_L1) {
            result.m_pieces.push_back({.kind = Piece::Kind::User, .text = {}});
            continue;
        }
        std::optional<Piece> piece = expression(match.captured(1), names, error);
        if (!piece)
            return std::nullopt;
        if (piece->kind == Piece::Kind::Literal) { // of the environment: as safe as a variable
            std::string safe;
            appendSafely(safe, piece->text, place);
            piece->text = std::move(safe);
        }
        result.m_pieces.push_back(std::move(*piece));
    }
    literal(text.size());
    return result;
}

std::optional<LoadText::Piece> LoadText::expression(
    const QString& text, const std::vector<QString>& names, QString& error)
{
    static const QRegularExpression Number(
        u"^\\$randomNumber\\(\\s*(\\d{1,15})\\s*,\\s*(\\d{1,15})\\s*\\)$"_s);
    static const QRegularExpression String(u"^\\$randomString(?:\\(\\s*(\\d{0,6})\\s*\\))?$"_s);
    static const QRegularExpression Environment(u"^\\$(?:env|processEnvironment)\\.(\\w+)$"_s);
    constexpr std::int64_t UsualLength = 10;
    if (const auto found = std::find(names.begin(), names.end(), text); found != names.end())
        return Piece{.kind = Piece::Kind::Variable,
            .text = {},
            .variable = static_cast<std::size_t>(found - names.begin())};
    if (const auto match = Number.match(text);
        match.hasMatch() && match.captured(1).toLongLong() <= match.captured(2).toLongLong())
        return Piece{.kind = Piece::Kind::RandomNumber,
            .text = {},
            .least = match.captured(1).toLongLong(),
            .most = match.captured(2).toLongLong()};
    if (const auto match = String.match(text);
        match.hasMatch() && match.captured(1).toLongLong() <= MostRandomLength)
        return Piece{.kind = Piece::Kind::RandomString,
            .text = {},
            .most = match.captured(1).isEmpty() ? UsualLength : match.captured(1).toLongLong()};
    if (text == "$uuid"_L1)
        return Piece{.kind = Piece::Kind::Uuid, .text = {}};
    if (text == "$timestamp"_L1)
        return Piece{.kind = Piece::Kind::Timestamp, .text = {}};
    if (const auto match = Environment.match(text); match.hasMatch()) {
        const QString name = match.captured(1);
        if (qEnvironmentVariableIsSet(name.toLocal8Bit().constData()))
            return Piece{
                .text = qEnvironmentVariable(name.toLocal8Bit().constData()).toStdString()};
        error = u"{{ %1 }}: the environment has no %2"_s.arg(text, name);
        return std::nullopt;
    }
    if (text.startsWith(u'$'))
        error
            = u"{{ %1 }} is not known here; there are $env.NAME, $uuid, $timestamp, $randomNumber(1,9), $randomString(10)"_s
                  .arg(text);
    else
        error
            = u"{{ %1 }} is no column of the clients' file, no variable and nothing captured"_s.arg(
                text);
    return std::nullopt;
}

void LoadText::appendTo(std::string& out, std::uint64_t user,
    const std::vector<std::string>& variables, Random& random) const
{
    for (const Piece& piece : m_pieces) {
        switch (piece.kind) {
        case Piece::Kind::Literal:
            out += piece.text;
            break;
        case Piece::Kind::User:
            out += std::to_string(user);
            break;
        case Piece::Kind::Variable:
            appendSafely(out, variables[piece.variable], m_place);
            break;
        case Piece::Kind::RandomNumber:
            out += std::to_string(std::uniform_int_distribution(piece.least, piece.most)(random));
            break;
        case Piece::Kind::RandomString:
            for (std::int64_t i = 0; i < piece.most; ++i)
                out += static_cast<char>('a' + random() % 26);
            break;
        case Piece::Kind::Uuid:
            out += randomUuid(random);
            break;
        case Piece::Kind::Timestamp:
            out += std::to_string(realtimeNs() / MillisecondNs);
            break;
        }
    }
}

std::shared_ptr<const LoadPlan> LoadPlan::make(const LoadScenario& scenario, QString& error)
{
    error = scenario.check();
    if (!error.isEmpty())
        return nullptr;
    auto plan = std::make_shared<LoadPlan>();
    plan->scenario = scenario;
    plan->origins = {loadUrl({}, scenario.target).origin};
    plan->population = static_cast<std::uint64_t>(scenario.population());

    std::vector<LoadFlow> flows = scenario.flows;
    if (flows.empty()) {
        LoadStep stream;
        stream.path = FanlightStreamPath;
        flows.emplace_back().steps = {stream};
    }
    Compiler compiler(scenario, *plan);
    const bool readable = compiler.readFile() && compiler.nameVariables();
    for (const LoadFlow& flow : flows) {
        Flow& compiled = plan->flows.emplace_back();
        compiled.weight = flow.weight;
        if (!readable || !compiler.compile(flow.steps, compiled.steps)) {
            error = compiler.error;
            return nullptr;
        }
    }
    const LoadPublishing& publishing = scenario.publishing;
    for (const QString& text :
        QStringList{publishing.url, publishing.body, publishing.channel} + publishing.headers) {
        if (publishing.rate > 0 && !LoadText::parse(text, LoadText::Place::Body, {}, error)) {
            error = u"publishing: "_s + error;
            return nullptr;
        }
    }
    return plan;
}

LoadUrl loadUrl(const QString& url, const QString& target)
{
    const auto takeApart = [](const QString& whole, QString& path) {
        static const QRegularExpression Begin(
            u"^[a-z]+://[^/?#]*"_s, QRegularExpression::CaseInsensitiveOption);
        const QString begin = Begin.match(whole).captured();
        path = whole.sliced(begin.size());
        const QUrl place(begin);
        LoadOrigin origin;
        const QString host = place.host(QUrl::FullyEncoded);
        origin.host
            = (host.startsWith(u'[') ? host.sliced(1, host.size() - 2) : host).toStdString();
        origin.port = static_cast<std::uint16_t>(place.port(80));
        const QString shown
            = host.contains(u':') && !host.startsWith(u'[') ? QString(u'[' + host + u']') : host;
        origin.authority = shown.toStdString()
            + (place.port() < 0 ? std::string() : ':' + std::to_string(origin.port));
        if (!place.userInfo().isEmpty()) {
            const QString both
                = place.userName(QUrl::FullyDecoded) + u':' + place.password(QUrl::FullyDecoded);
            origin.credentials = "Authorization: Basic " + both.toUtf8().toBase64().toStdString();
        }
        return origin;
    };
    LoadUrl result;
    QString base;
    const LoadOrigin main = takeApart(target, base);
    if (url.startsWith("http://"_L1, Qt::CaseInsensitive)) {
        result.origin = takeApart(url, result.path);
        if (!result.path.startsWith(u'/'))
            result.path.prepend(u'/');
        if (result.origin.authority == main.authority && result.origin.credentials.empty())
            result.origin.credentials = main.credentials;
        return result;
    }
    while (base.endsWith(u'/'))
        base.chop(1);
    result.origin = main;
    result.path = base + url;
    return result;
}

QString descriptorProblem(const LoadScenario& scenario)
{
    constexpr std::int64_t Spare = 64; // for all else
    const std::int64_t needed = scenario.mostAtOnce()
        + (scenario.publishing.rate > 0 ? scenario.publishing.connections : 0) + Spare;
    const auto limit = static_cast<std::int64_t>(std::min<std::uint64_t>(
        process_stats::fileLimit().soft, std::numeric_limits<std::int64_t>::max()));
    const auto open = static_cast<std::int64_t>(process_stats::openFiles().value_or(0));
    if (scenario.mostAtOnce() == 0 || needed <= limit - open)
        return {};
    return u"clients: %L1 at once need %L2 file descriptors and this process may have %L3; raise the limit (ulimit -n %4, LimitNOFILE=), or let at most %L5 be there"_s
        .arg(scenario.mostAtOnce())
        .arg(needed)
        .arg(limit - open)
        .arg(needed + open)
        .arg(std::max<std::int64_t>(limit - open - (needed - scenario.mostAtOnce()), 0));
}

std::optional<std::string> jsonPointer(const QString& path)
{
    static const QRegularExpression Path(u"^\\$?((\\.?[^.\\[\\]~/]+)|(\\[\\d+\\]))*$"_s);
    static const QRegularExpression Part(u"[^.\\[\\]]+"_s);
    if (path.isEmpty() || !Path.match(path).hasMatch())
        return std::nullopt;
    std::string pointer;
    for (auto parts = Part.globalMatch(path.startsWith(u'$') ? path.mid(1) : path);
         parts.hasNext();)
        pointer += '/' + parts.next().captured().toStdString();
    return pointer;
}

} // namespace fanlight
