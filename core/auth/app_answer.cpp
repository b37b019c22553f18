// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/app_answer.h"

#include "auth/jwt/strict_json.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace fanlight::auth {

namespace {

using Object = simdjson::dom::object;

// One line of printable text, cut between characters.
std::string tidied(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
        if (line.size() > AppAnswer::MaxReasonBytes)
            break;
    }
    if (line.size() > AppAnswer::MaxReasonBytes) {
        std::size_t cut = AppAnswer::MaxReasonBytes;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xc0) == 0x80)
            --cut;
        line.resize(cut);
    }
    line.resize(line.find_last_not_of(' ') + 1);
    return line;
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

std::string refusalReason(int status, std::string_view body)
{
    jwt::StrictJson json;
    std::string reason;
    if (isUtf8(body)) {
        const bool isObject = json.read(body).empty();
        if (isObject)
            reason = tidied(jwt::textOf(json.object(), "error").value_or(""));
        else if (body.find('<') == std::string_view::npos) // no page
            reason = tidied(body);
    }
    if (reason.empty())
        reason = status == 401 ? "the app does not know you; sign in" : "the app does not allow it";
    return reason;
}

// A text, or a whole number as some name their users.
bool readUser(const Object& json, AppAnswer& answer)
{
    if (!jwt::has(json, "userId") || json.at_key("userId").is_null())
        return true;
    std::int64_t number = 0;
    if (const auto text = jwt::textOf(json, "userId"))
        answer.user = std::string(*text);
    else if (json.at_key("userId").get_int64().get(number) == simdjson::SUCCESS)
        answer.user = std::to_string(number);
    return answer.user.has_value();
}

// A list of texts, or one text with commas.
bool readTypeList(const Object& json, AppAnswer& answer)
{
    if (!jwt::has(json, "types") || json.at_key("types").is_null())
        return true;
    if (const auto text = jwt::textOf(json, "types")) {
        answer.types = std::string(*text);
        return true;
    }
    simdjson::dom::array list;
    if (json.at_key("types").get_array().get(list) != simdjson::SUCCESS)
        return false;
    answer.types.emplace();
    for (const simdjson::dom::element one : list) {
        std::string_view type;
        if (one.get_string().get(type) != simdjson::SUCCESS
            || type.find(',') != std::string_view::npos)
            return false;
        *answer.types += answer.types->empty() ? "" : ",";
        *answer.types += type;
    }
    return true;
}

// Seconds since 1970, as in tokens, or ISO 8601 with a zone.
bool readEnd(const Object& json, AppAnswer& answer)
{
    if (!jwt::has(json, "expiresAt") || json.at_key("expiresAt").is_null())
        return true;
    constexpr double Latest = 253'402'300'800; // the year 10000
    double seconds = 0;
    if (json.at_key("expiresAt").get_double().get(seconds) == simdjson::SUCCESS) {
        if (!std::isfinite(seconds) || seconds <= 0)
            return false;
        answer.expiresAtMs = static_cast<std::int64_t>(std::min(seconds, Latest) * 1000);
        return true;
    }
    const auto text = jwt::textOf(json, "expiresAt");
    if (!text)
        return false;
    const QDateTime time = QDateTime::fromString(
        QString::fromUtf8(text->data(), qsizetype(text->size())), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return false;
    answer.expiresAtMs = std::max<qint64>(1, time.toMSecsSinceEpoch());
    return true;
}

AppAnswer letIn(std::string_view body)
{
    AppAnswer answer;
    answer.kind = AppAnswer::Kind::LetIn;
    answer.status = 200;
    if (body.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return answer;
    jwt::StrictJson json;
    if (const std::string wrong = json.read(body); !wrong.empty())
        return AppAnswer::none("it lets in with something that " + wrong
            + "; expected is nothing, or an object with userId, types and expiresAt");
    if (!readUser(json.object(), answer))
        return AppAnswer::none("its userId is neither a text nor a whole number");
    if (!readTypeList(json.object(), answer))
        return AppAnswer::none("its types are no list of texts");
    if (answer.types && answer.types->empty())
        return AppAnswer::none("its types name none; without types it is all");
    if (!readEnd(json.object(), answer))
        return AppAnswer::none(
            "its expiresAt is neither a number of seconds since 1970 nor a time with "
            "its zone, like 2026-11-30T12:00:00Z");
    return answer;
}

} // namespace

AppAnswer AppAnswer::none(std::string why)
{
    AppAnswer answer;
    answer.reason = std::move(why);
    return answer;
}

AppAnswer AppAnswer::of(int status, std::string_view body)
{
    if (status >= 200 && status < 300)
        return letIn(body);
    if (status == 401 || status == 403) {
        AppAnswer answer;
        answer.kind = Kind::Refused;
        answer.status = status;
        answer.reason = refusalReason(status, body);
        return answer;
    }
    return none("it answers " + std::to_string(status)
        + (status >= 300 && status < 400
                ? ", and a redirect is no answer: expected is 2xx, 401 or 403"
                : ""));
}

} // namespace fanlight::auth
