// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_plan.h"

#include "load/load_time.h"
#include "load/own_traffic.h"
#include "metrics/csv_reader.h"
#include "metrics/process_stats.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString TokenVariable = u"$token"_s;
const QString TicketVariable = u"$ticket"_s;

template <class Is> bool anyStep(const std::vector<LoadStep>& steps, const Is& is)
{
    return std::any_of(steps.begin(), steps.end(),
        [&](const LoadStep& step) { return is(step.path) || anyStep(step.steps, is); });
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

    // Where each client keeps its token and its ticket; no name a file could have, but one that
    // its texts may use.
    bool nameTokens()
    {
        if (m_plan.tokens)
            m_plan.tokenVariable = placeOf(TokenVariable);
        if (m_scenario.access.tickets)
            m_plan.ticketVariable = placeOf(TicketVariable);
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
        LoadUrl url = loadUrl(from.path, m_scenario.target);
        to.origin = originOf(url.origin);
        LoadStep said = from;
        if (to.origin == 0) // nobody else is shown what proves who they are
            prove(said, url);
        if (to.origin == 0 && m_scenario.access.tickets && isStream(from)
            && !compileTicket(to.ticket.emplace_back()))
            return false;
        return text(url.path, LoadText::Place::Path, to.path)
            && text(headerLines(said, m_scenario.headers, url.origin), LoadText::Place::Header,
                to.headers)
            && text(from.body, LoadText::Place::Body, to.body);
    }

    static bool isStream(const LoadStep& step)
    {
        return step.kind == LoadStep::Kind::Get && step.reconnects;
    }
    static void addParameter(QString& path, const QString& name, const QString& variable)
    {
        path += (path.contains(u'?') ? u"&"_s : u"?"_s) + name + u"={{ "_s + variable + u" }}"_s;
    }

    // Adds what a client proves who it is by. What the step says itself stays.
    void prove(LoadStep& step, LoadUrl& url)
    {
        const LoadAccess& access = m_scenario.access;
        if (access.tickets) {
            if (isStream(step))
                addParameter(url.path, u"ticket"_s, TicketVariable);
            return;
        }
        if (!m_plan.tokens)
            return;
        switch (access.as) {
        case LoadAccess::As::Bearer:
            if (!names(step.headers, "Authorization"_L1))
                step.headers << u"Authorization: Bearer {{ %1 }}"_s.arg(TokenVariable);
            break;
        case LoadAccess::As::Cookie:
            addCookie(step);
            break;
        case LoadAccess::As::Url:
            addParameter(url.path, u"token"_s, TokenVariable);
            break;
        }
    }

    // A request has one Cookie field (RFC 6265 §5.4).
    void addCookie(LoadStep& step)
    {
        const QString cookie = u"fanlight_token={{ %1 }}"_s.arg(TokenVariable);
        if (!names(step.headers, "Cookie"_L1)) {
            for (const QString& header : m_scenario.headers) {
                if (names({header}, "Cookie"_L1))
                    step.headers << header;
            }
        }
        for (QString& header : step.headers) {
            if (names({header}, "Cookie"_L1)) {
                header += u"; "_s + cookie;
                return;
            }
        }
        step.headers << u"Cookie: "_s + cookie;
    }

    // Asks the hub for a ticket, as the client itself or as who publishes.
    bool compileTicket(LoadPlan::Step& to)
    {
        LoadStep ask;
        ask.kind = LoadStep::Kind::Post;
        ask.body = u"{\"userId\":\"{i}\"}"_s;
        ask.captures.push_back(
            {.json = u"$.ticket"_s, .as = TicketVariable, .header = {}, .regexp = {}});
        if (m_plan.tokens) {
            ask.headers << u"Authorization: Bearer {{ %1 }}"_s.arg(TokenVariable);
        } else {
            for (const QString& header : m_scenario.publishing.headers) {
                if (names({header}, "Authorization"_L1))
                    ask.headers << header;
            }
        }
        const LoadUrl url = loadUrl(u"/api/tickets"_s, m_scenario.target);
        to.kind = ask.kind;
        to.method = "POST";
        to.hasBody = true;
        to.readsBody = true;
        to.origin = 0;
        return compile(ask.captures.front(), to.captures.emplace_back())
            && text(url.path, LoadText::Place::Path, to.path)
            && text(headerLines(ask, m_scenario.headers, url.origin), LoadText::Place::Header,
                to.headers)
            && text(ask.body, LoadText::Place::Body, to.body);
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
        const auto found = std::find_if(
            m_plan.origins.begin(), m_plan.origins.end(), [&](const LoadOrigin& one) {
                return one.authority == origin.authority && one.isTls == origin.isTls;
            });
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
    if (!plan->findAccess(error))
        return nullptr;
    Compiler compiler(scenario, *plan);
    const bool readable = compiler.readFile() && compiler.nameVariables() && compiler.nameTokens();
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

// Who the clients are, and whom they trust.
bool LoadPlan::findAccess(QString& error)
{
    tokens = ClientTokens::make(scenario.access, error);
    if (!error.isEmpty())
        return false;
    if (tokens && !tokens->users().empty()) {
        if (population > tokens->users().size() && scenario.users > 0) {
            error
                = u"token file: has %L1 users where --users says %L2"_s.arg(tokens->users().size())
                      .arg(scenario.users);
            return false;
        }
        if (scenario.users == 0)
            population = tokens->users().size();
    }
    const auto isHttps
        = [](const QString& url) { return url.startsWith("https://"_L1, Qt::CaseInsensitive); };
    const bool needsTls = isHttps(scenario.target) || isHttps(scenario.publishing.url)
        || std::any_of(scenario.flows.begin(), scenario.flows.end(),
            [&](const LoadFlow& flow) { return anyStep(flow.steps, isHttps); });
    if (needsTls)
        tls = TlsClient::make(scenario.tls, error);
    return error.isEmpty();
}

std::string LoadPlan::nameOf(std::uint64_t user) const
{
    const bool isNamed = tokens && user >= 1 && user <= tokens->users().size();
    return isNamed ? tokens->users()[user - 1] : std::to_string(user);
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
        origin.isTls = place.scheme() == "https"_L1;
        origin.port = static_cast<std::uint16_t>(place.port(origin.isTls ? 443 : 80));
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
    if (url.startsWith("http://"_L1, Qt::CaseInsensitive)
        || url.startsWith("https://"_L1, Qt::CaseInsensitive)) {
        result.origin = takeApart(url, result.path);
        if (!result.path.startsWith(u'/'))
            result.path.prepend(u'/');
        if (result.origin.authority == main.authority && result.origin.isTls == main.isTls
            && result.origin.credentials.empty())
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
