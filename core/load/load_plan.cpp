// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_plan.h"

#include "load/load_time.h"
#include "metrics/csv_reader.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::int64_t MostRandomLength = 4096;

bool isUnsafe(char c, LoadText::Place place)
{
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    return place == LoadText::Place::Path ? control || c == ' ' : place == LoadText::Place::Header && control;
}

void appendSafely(std::string& out, std::string_view text, LoadText::Place place)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        if (!isUnsafe(c, place))
            out += c;
        else if (place == LoadText::Place::Path)
            (out += '%') += {digits[static_cast<unsigned char>(c) >> 4], digits[static_cast<unsigned char>(c) & 15]};
    }
}

bool names(const QStringList& headers, QLatin1StringView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const QString& header) { return header.section(u':', 0, 0).trimmed().compare(name, Qt::CaseInsensitive) == 0; });
}

// The header of a request but for its first line, Host, Last-Event-ID and the length of the body.
QString headerLines(const LoadStep& step, const QStringList& common)
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
    unless("User-Agent"_L1, u"Fanlight load tester"_s);
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
            return fail(u"clients' file: cannot read %1: %2"_s.arg(m_scenario.clientsFile, file.errorString()));
        if (file.size() > LoadPlan::MostFileBytes)
            return fail(u"clients' file: at most 64 MiB"_s);
        CsvReader reader(file);
        while (const auto row = reader.next()) {
            if (!row->problem.isEmpty())
                return fail(u"clients' file, line %1: %2"_s.arg(row->line).arg(row->problem));
            if (m_names.empty()) {
                for (const QString& name : row->cells)
                    m_names.push_back(name.trimmed());
                continue;
            }
            if (row->cells.size() != qsizetype(m_names.size()))
                return fail(u"clients' file, line %1: has %2 cells where the first row has %3"_s.arg(row->line).arg(row->cells.size()).arg(m_names.size()));
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

    void nameVariables()
    {
        for (const auto& [name, value] : m_scenario.variables)
            m_plan.variables[placeOf(name)] = value.toStdString();
        for (const LoadFlow& flow : m_scenario.flows)
            nameCaptures(flow.steps);
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
            for (const LoadStep::Capture& capture : step.captures)
                placeOf(capture.as);
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
        to.events = static_cast<std::uint64_t>(from.events);
        to.reconnects = from.reconnects;
        to.expectStatus = from.expectStatus;
        to.count = static_cast<std::uint64_t>(from.count);
        for (const LoadStep::Capture& capture : from.captures) {
            const auto pointer = jsonPointer(capture.json);
            if (!pointer)
                return fail(u"capture: “%1” is no path; write $.member.items[0]"_s.arg(capture.json));
            to.captures.push_back({*pointer, placeOf(capture.as)});
        }
        if (from.kind == LoadStep::Kind::Loop)
            return compile(from.steps, to.steps);
        if (from.kind == LoadStep::Kind::Think)
            return true;
        to.method = from.kind == LoadStep::Kind::Get ? "GET" : from.method.isEmpty() ? "POST" : from.method.toUpper().toStdString();
        to.hasBody = from.kind == LoadStep::Kind::Post;
        QString path = from.path;
        if (path.startsWith("http:"_L1))
            path = u'/' + path.section(u'/', 3);
        return text(path, LoadText::Place::Path, to.path) && text(headerLines(from, m_scenario.headers), LoadText::Place::Header, to.headers)
            && text(from.body, LoadText::Place::Body, to.body);
    }

    const LoadScenario& m_scenario;
    LoadPlan& m_plan;
    std::vector<QString> m_names;
};
} // namespace

std::optional<LoadText> LoadText::parse(const QString& text, Place place, const std::vector<QString>& names, QString& error)
{
    static const QRegularExpression Marked(u"\\{i\\}|\\{\\{\\s*(.*?)\\s*\\}\\}"_s);
    LoadText result;
    result.m_place = place;
    qsizetype at = 0;
    const auto literal = [&](qsizetype end) {
        if (end > at)
            result.m_pieces.push_back({.text = text.mid(at, end - at).toStdString()});
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
        result.m_pieces.push_back(std::move(*piece));
    }
    literal(text.size());
    return result;
}

std::optional<LoadText::Piece> LoadText::expression(const QString& text, const std::vector<QString>& names, QString& error)
{
    static const QRegularExpression Number(u"^\\$randomNumber\\(\\s*(\\d{1,15})\\s*,\\s*(\\d{1,15})\\s*\\)$"_s);
    static const QRegularExpression String(u"^\\$randomString\\(\\s*(\\d{0,6})\\s*\\)$"_s);
    constexpr std::int64_t UsualLength = 10;
    if (const auto found = std::find(names.begin(), names.end(), text); found != names.end())
        return Piece {.kind = Piece::Kind::Variable, .text = {}, .variable = static_cast<std::size_t>(found - names.begin())};
    if (const auto match = Number.match(text); match.hasMatch() && match.captured(1).toLongLong() <= match.captured(2).toLongLong())
        return Piece {.kind = Piece::Kind::RandomNumber, .text = {}, .least = match.captured(1).toLongLong(), .most = match.captured(2).toLongLong()};
    if (const auto match = String.match(text); match.hasMatch() && match.captured(1).toLongLong() <= MostRandomLength)
        return Piece {.kind = Piece::Kind::RandomString, .text = {}, .most = match.captured(1).isEmpty() ? UsualLength : match.captured(1).toLongLong()};
    error = u"{{ %1 }} is no column of the clients' file, no variable and nothing captured"_s.arg(text);
    return std::nullopt;
}

void LoadText::appendTo(std::string& out, std::uint64_t user, const std::vector<std::string>& variables, Random& random) const
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
    const QUrl target(scenario.target);
    plan->host = target.host().toStdString();
    plan->port = static_cast<std::uint16_t>(target.port(80));
    const bool isV6 = target.host().contains(u':');
    plan->authority = (isV6 ? u'[' + target.host() + u']' : target.host()).toStdString() + (target.port() < 0 ? std::string() : ':' + std::to_string(plan->port));
    plan->population = static_cast<std::uint64_t>(scenario.population());

    std::vector<LoadFlow> flows = scenario.flows;
    if (flows.empty()) {
        LoadStep stream;
        stream.path = FanlightStreamPath;
        flows.emplace_back().steps = {stream};
    }
    Compiler compiler(scenario, *plan);
    const bool readable = compiler.readFile();
    compiler.nameVariables();
    for (const LoadFlow& flow : flows) {
        Flow& compiled = plan->flows.emplace_back();
        compiled.weight = flow.weight;
        if (!readable || !compiler.compile(flow.steps, compiled.steps)) {
            error = compiler.error;
            return nullptr;
        }
    }
    return plan;
}

std::optional<std::string> jsonPointer(const QString& path)
{
    static const QRegularExpression Path(u"^\\$?((\\.?[^.\\[\\]~/]+)|(\\[\\d+\\]))*$"_s);
    static const QRegularExpression Part(u"[^.\\[\\]]+"_s);
    if (path.isEmpty() || !Path.match(path).hasMatch())
        return std::nullopt;
    std::string pointer;
    for (auto parts = Part.globalMatch(path.startsWith(u'$') ? path.mid(1) : path); parts.hasNext();)
        pointer += '/' + parts.next().captured().toStdString();
    return pointer;
}

} // namespace fanlight
