// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/fan_payload.h"

#include "http/query.h"
#include "http/response.h"

#include <simdjson.h>

#include <charconv>

namespace fanlight {

namespace {

constexpr std::string_view Begin = "{\"$fan\":\"";
constexpr std::string_view DataMember = ",\"data\":";

template<class Number>
bool readNumber(std::string_view text, Number& number)
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
        text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
        return parser.parse(text.data(), text.size(), false).get(root) == simdjson::SUCCESS;
    }
};

TypeReader::TypeReader()
    : m(std::make_unique<Private>())
{
}

TypeReader::~TypeReader() = default;

std::string_view TypeReader::typeOf(std::string_view data)
{
    std::string_view type;
    if (data.empty() || data.front() != '{' || data.find("\"type\"") == std::string_view::npos || !m->parse(data) || !m->root.is_object())
        return {};
    return m->root["type"].get_string().get(type) == simdjson::SUCCESS ? type : std::string_view();
}

bool TypeReader::isJson(std::string_view data) { return m->parse(data); }

bool TypeReader::hasType(std::string_view data)
{
    return m->parse(data) && m->root.is_object() && m->root["type"].error() == simdjson::SUCCESS;
}

struct FanPayloadWriter::Private {
    simdjson::dom::parser parser;
};

FanPayloadWriter::FanPayloadWriter()
    : m(std::make_unique<Private>())
{
}

FanPayloadWriter::~FanPayloadWriter() = default;

std::string FanPayloadWriter::afterId(const FanFields& fields)
{
    simdjson::dom::element root;
    const bool isJson = m->parser.parse(fields.data.data(), fields.data.size()).get(root) == simdjson::SUCCESS;
    // A text with blanks around an object is no object to cut a member from.
    const bool isObject = isJson && root.is_object() && fields.data.front() == '{' && fields.data.back() == '}';
    std::string_view ownType;
    if (isObject)
        std::ignore = root["type"].get_string().get(ownType);

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
        extra("batch", std::to_string(fields.batch.windowMs) + (fields.batch.most > 0 ? '.' + std::to_string(fields.batch.most) : std::string()));
    if (!fields.receipt.empty())
        extra("receipt", fields.receipt);
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
    into = http::percentDecode(encoded, false).value_or(std::string(encoded));
    std::erase_if(into, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }); // whoever wrote it, it goes on a line
    return into;
}

FramePtr FanPayloadReader::Payload::frame() const
{
    return Frame::event({customId.empty() ? idText : customId, event, data, retryMs, isJson, batch.batching()}, type);
}

const FanPayloadReader::Payload& FanPayloadReader::read(std::string_view payload)
{
    m_payload = {};
    if (payload.starts_with(Begin)) {
        const std::string_view rest = payload.substr(Begin.size());
        const std::size_t comma = rest.find(',');
        const std::string_view idText = rest.substr(0, comma);
        if (const auto id = EventId::parse(idText); id && comma != std::string_view::npos && readFan(rest.substr(comma))) {
            m_payload.id = id;
            m_payload.idText = idText;
            return m_payload;
        }
        m_payload = {};
    }
    m_payload.data = payload;
    m_payload.type = m_types.typeOf(payload);
    m_payload.isJson = m_looksAtForeign && m_types.isJson(payload);
    return m_payload;
}

const FanPayloadReader::Payload& FanPayloadReader::readHistory(std::string_view id, std::string_view afterId)
{
    m_payload = {};
    if (!readFan(afterId))
        m_payload.data = afterId;
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
    m_payload.isJson = form != Text;
    std::string_view rest = afterId.substr(quote + 1); // behind the member
    if (form != Object) {
        if (!rest.starts_with(DataMember) || rest.back() != '}')
            return false;
        rest = rest.substr(DataMember.size(), rest.size() - DataMember.size() - 1);
        m_payload.data = rest;
        if (form == Text) {
            simdjson::dom::parser parser;
            simdjson::dom::element root;
            std::string_view text;
            if (parser.parse(rest.data(), rest.size()).get(root) != simdjson::SUCCESS || root.get_string().get(text) != simdjson::SUCCESS)
                return false;
            m_data = text;
            m_payload.data = m_data;
        }
        return true;
    }
    if (rest.empty() || (rest.front() != ',' && rest.front() != '}'))
        return false;
    m_data = '{';
    m_data += rest.front() == ',' ? rest.substr(1) : rest;
    m_payload.data = m_data;
    if (ownType)
        m_payload.type = m_types.typeOf(m_data);
    return true;
}

bool FanPayloadReader::readBatch(std::string_view value)
{
    BatchWish& batch = m_payload.batch;
    const std::size_t dot = std::min(value.find('.'), value.size());
    if (!readNumber(value.substr(0, dot), batch.windowMs) || (dot < value.size() && !readNumber(value.substr(dot + 1), batch.most)))
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
    return true; // of a newer version, perhaps
}

} // namespace fanlight
