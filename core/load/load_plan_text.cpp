// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// LoadText: the texts of a plan.
#include "load/load_plan.h"

#include "http/query.h"
#include "load/load_time.h"
#include "net/clock.h"

#include <algorithm>

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

void LoadText::appendTo(std::string& out, std::string_view user,
    const std::vector<std::string>& variables, Random& random) const
{
    for (const Piece& piece : m_pieces) {
        switch (piece.kind) {
        case Piece::Kind::Literal:
            out += piece.text;
            break;
        case Piece::Kind::User:
            out += m_place == Place::Path ? http::percentEncode(user) : std::string(user);
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

} // namespace fanlight
