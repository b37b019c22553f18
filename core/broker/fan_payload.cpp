// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/fan_payload.h"

#include "http/query.h"
#include "sse/foreign_json.h"
#include "sse/json_string.h"
#include "sse/utf8.h"

#include <simdjson.h>

#include <charconv>

namespace fanlight {

namespace {

constexpr std::string_view Begin = "{\"$fan\":\"";
constexpr const char* NotUtf8 = "not UTF-8";
constexpr std::string_view DataMember = ",\"data\":";

template <class Number> bool readNumber(std::string_view text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

// simdjson needs room behind the text, so it is copied to where there is some.
struct TypeReader::Private {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string text;

    bool parse(std::string_view json)
    {
        text.assign(json);
        mendHalfSurrogates(text);
        auto code = parseText();
        if (code == simdjson::NUMBER_ERROR && blankLongNumbers(text))
            code = parseText();
        return code == simdjson::SUCCESS;
    }

private:
    simdjson::error_code parseText()
    {
        text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
        return parser.parse(text.data(), text.size(), false).get(root);
    }
};

TypeReader::TypeReader()
    : m(std::make_unique<Private>())
{
}

TypeReader::~TypeReader() = default;

TypeReader::Seen TypeReader::look(std::string_view data)
{
    Seen seen;
    seen.isJson = m->parse(data);
    if (!seen.isJson) {
        seen.type = typeOfNearlyJson(data);
        seen.hasType = !seen.type.empty();
        return seen;
    }
    simdjson::dom::object object;
    if (m->root.get_object().get(object) != simdjson::SUCCESS)
        return seen;
    // of several the last counts, as for JSON.parse()
    for (const simdjson::dom::key_value_pair pair : object) {
        if (pair.key != "type")
            continue;
        seen.hasType = true;
        if (pair.value.get_string().get(seen.type) != simdjson::SUCCESS)
            seen.type = {};
    }
    return seen;
}

std::string_view TypeReader::typeOf(std::string_view data)
{
    const std::size_t first = data.find_first_not_of(" \t\r\n");
    const bool mayHaveOne = first != std::string_view::npos && data[first] == '{'
        && (data.find("\"type\"") != std::string_view::npos
            || data.find("\\u00") != std::string_view::npos);
    return mayHaveOne ? look(data).type : std::string_view();
}

bool TypeReader::isJson(std::string_view data)
{
    return m->parse(data);
}

struct FanPayloadWriter::Private {
    TypeReader types;
};

FanPayloadWriter::FanPayloadWriter()
    : m(std::make_unique<Private>())
{
}

FanPayloadWriter::~FanPayloadWriter() = default;

std::string FanPayloadWriter::afterId(const FanFields& fields)
{
    const TypeReader::Seen seen = m->types.look(fields.data);
    const bool isJson = seen.isJson;
    // A text with blanks around an object is no object to cut a member from.
    const bool isObject = isJson && fields.data.front() == '{' && fields.data.back() == '}';
    const std::string_view ownType = isObject ? seen.type : std::string_view();

    std::string text = ',' + std::to_string(fields.publishedUs);
    const auto extra = [&](std::string_view name, std::string_view value) {
        text += ';';
        text += name;
        text += '=';
        text += http::percentEncode(value);
    };
    if (!fields.event.empty())
        extra("event", fields.event);
    if (!fields.customId.empty())
        extra("id", fields.customId);
    if (fields.retryMs >= 0)
        extra("retry", std::to_string(fields.retryMs));
    if (fields.batch.windowMs >= 0)
        extra("batch",
            std::to_string(fields.batch.windowMs)
                + (fields.batch.most > 0 ? '.' + std::to_string(fields.batch.most)
                                         : std::string()));
    if (!fields.receipt.empty())
        extra("receipt", fields.receipt);
    if (!fields.by.empty())
        extra("by", fields.by);
    if (fields.type != ownType)
        extra("type", fields.type);
    if (isObject) {
        const std::string_view members = fields.data.substr(1);
        text += members.find_first_not_of(" \t\r\n") == members.size() - 1 ? "\"" : "\",";
        return text += members;
    }
    text += isJson ? ";json\"" : ";text\"";
    text += DataMember;
    if (isJson)
        text += fields.data;
    else
        text += jsonString(fields.data);
    return text += '}';
}

std::string_view FanPayloadReader::keepDecoded(std::string& into, std::string_view encoded)
{
    into = toUtf8(http::percentDecode(encoded, false).value_or(std::string(encoded)));
    // whoever wrote it, it goes on a line
    std::erase_if(into, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return into;
}

FramePtr FanPayloadReader::Payload::frame() const
{
    return Frame::event(
        {customId.empty() ? idText : customId, event, data, retryMs, isJson, batch.batching()},
        type);
}

FanPayloadReader::Payload& FanPayloadReader::read(std::string_view payload)
{
    m_payload = {};
    if (!isUtf8(payload)) {
        m_payload.refusal = NotUtf8;
        return m_payload;
    }
    if (payload.starts_with(Begin)) {
        const std::string_view rest = payload.substr(Begin.size());
        const std::size_t comma = rest.find(',');
        const std::string_view idText = rest.substr(0, comma);
        if (const auto id = EventId::parse(idText);
            id && comma != std::string_view::npos && readFan(rest.substr(comma))) {
            m_payload.id = id;
            m_payload.idText = idText;
            return m_payload;
        }
        m_payload = {};
    }
    m_payload.data = withoutByteOrderMark(payload); // no reader of JSON in a page skips one
    if (m_looksAtForeign) {
        const TypeReader::Seen seen = m_types.look(m_payload.data);
        m_payload.type = seen.type;
        m_payload.isJson = seen.isJson;
    } else {
        m_payload.type = m_types.typeOf(m_payload.data);
    }
    return m_payload;
}

const FanPayloadReader::Payload& FanPayloadReader::readHistory(
    std::string_view id, std::string_view afterId)
{
    m_payload = {};
    if (!isUtf8(afterId)) { // an event that is left out would be one that is lost
        m_mended = toUtf8(afterId);
        afterId = m_mended;
    }
    if (!readFan(afterId)) {
        m_payload = {};
        m_payload.data = afterId;
    }
    m_payload.id = EventId::parse(id);
    m_payload.idText = id;
    return m_payload;
}

// `,microseconds;name=value;…"` and what follows.
bool FanPayloadReader::readFan(std::string_view afterId)
{
    const std::size_t quote = afterId.find('"');
    if (quote == std::string_view::npos || afterId.front() != ',')
        return false;
    bool ownType = true;
    enum { Object, Json, Text } form = Object;
    std::string_view names = afterId.substr(1, quote - 1);
    const std::size_t end = std::min(names.find(';'), names.size());
    if (!readNumber(names.substr(0, end), m_payload.publishedUs))
        return false;
    names.remove_prefix(end);
    while (!names.empty()) {
        names.remove_prefix(1);
        const std::string_view extra = names.substr(0, names.find(';'));
        names.remove_prefix(extra.size());
        ownType = ownType && !extra.starts_with("type=");
        if (extra == "json")
            form = Json;
        else if (extra == "text")
            form = Text;
        else if (!readExtra(extra))
            return false;
    }
    std::string_view rest = afterId.substr(quote + 1); // behind the member
    if (form != Object) {
        if (!rest.starts_with(DataMember) || rest.back() != '}')
            return false;
        rest = rest.substr(DataMember.size(), rest.size() - DataMember.size() - 1);
        m_payload.data = rest;
        m_payload.isJson = form == Json && m_types.isJson(rest); // whoever wrote it may be wrong
        if (form == Text) {
            simdjson::dom::parser parser;
            simdjson::dom::element root;
            std::string_view text;
            if (parser.parse(rest.data(), rest.size()).get(root) != simdjson::SUCCESS
                || root.get_string().get(text) != simdjson::SUCCESS)
                return false;
            m_data = toUtf8(text);
            m_payload.data = m_data;
        }
        return true;
    }
    if (rest.empty()
        || (rest.front() != ',' && rest.find_first_not_of(" \t\r\n") != rest.size() - 1)
        || rest.back() != '}')
        return false;
    m_data = '{';
    m_data += rest.front() == ',' ? rest.substr(1) : rest;
    m_payload.data = m_data;
    const TypeReader::Seen seen = m_types.look(m_data);
    m_payload.isJson = seen.isJson;
    if (ownType)
        m_payload.type = seen.type;
    return true;
}

bool FanPayloadReader::readBatch(std::string_view value)
{
    BatchWish& batch = m_payload.batch;
    const std::size_t dot = std::min(value.find('.'), value.size());
    if (!readNumber(value.substr(0, dot), batch.windowMs)
        || (dot < value.size() && !readNumber(value.substr(dot + 1), batch.most)))
        return false;
    batch.windowMs = std::clamp(batch.windowMs, 0, BatchWish::HubsWindow);
    batch.most = std::clamp(batch.most, 0, BatchWish::MaxMost);
    return true;
}

bool FanPayloadReader::readExtra(std::string_view extra)
{
    const std::size_t equals = extra.find('=');
    if (equals == std::string_view::npos)
        return false;
    const std::string_view name = extra.substr(0, equals);
    const std::string_view value = extra.substr(equals + 1);
    if (name == "event")
        m_payload.event = keepDecoded(m_event, value);
    else if (name == "id")
        m_payload.customId = keepDecoded(m_customId, value);
    else if (name == "type")
        m_payload.type = keepDecoded(m_type, value);
    else if (name == "retry")
        return readNumber(value, m_payload.retryMs);
    else if (name == "batch")
        return readBatch(value);
    else if (name == "receipt")
        m_payload.receipt = value;
    else if (name == "by")
        m_payload.by = value;
    else if (name == "p")
        m_payload.before = value;
    return true; // of a newer version, perhaps
}

} // namespace fanlight
