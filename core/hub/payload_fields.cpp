// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/payload_fields.h"

#include <simdjson.h>

#include <charconv>

namespace fanlight {

namespace {

namespace od = simdjson::ondemand;
using simdjson::SUCCESS;

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string_view withoutTail(std::string_view text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

double numberOf(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : Unknown;
}

// The data of one message while it is looked into; the memory is used again for the next.
class Payload {
public:
    bool open(const Frame& frame)
    {
        m_text.clear();
        frame.appendData(m_text);
        const std::size_t first = m_text.find_first_not_of(" \t\n");
        if (first == std::string::npos || (m_text[first] != '{' && m_text[first] != '['))
            return false;
        m_text.reserve(m_text.size() + simdjson::SIMDJSON_PADDING);
        return m_parser.iterate(m_text.data(), m_text.size(), m_text.capacity()).get(m_document)
            == SUCCESS;
    }

    PayloadValue value(std::string_view path)
    {
        m_document.rewind();
        od::value found;
        od::value root;
        if (m_document.get_value().get(root) != SUCCESS || !find(root, path, found))
            return {};
        return read(found);
    }

    void visit(const PayloadVisit& visit)
    {
        od::value root;
        int left = MostPayloadFields;
        if (m_document.get_value().get(root) == SUCCESS)
            visitIn(root, {}, MostPayloadDepth, left, visit);
    }

private:
    static bool find(od::value in, std::string_view path, od::value& found)
    {
        od::json_type type{};
        if (in.type().get(type) != SUCCESS)
            return false;
        if (type == od::json_type::array)
            return findInArray(in, path, found);
        od::object object;
        if (type != od::json_type::object || in.get_object().get(object) != SUCCESS)
            return false;
        if (object.find_field_unordered(path).get(found) == SUCCESS)
            return true;
        const std::size_t dot = path.find('.');
        od::value inner;
        return dot != std::string_view::npos
            && object.find_field_unordered(path.substr(0, dot)).get(inner) == SUCCESS
            && find(inner, path.substr(dot + 1), found);
    }

    static bool findInArray(od::value in, std::string_view path, od::value& found)
    {
        std::size_t place = 0;
        const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), place);
        const auto read = static_cast<std::size_t>(end - path.data());
        od::array array;
        if (error != std::errc() || (read < path.size() && path[read] != '.')
            || in.get_array().get(array) != SUCCESS || array.at(place).get(found) != SUCCESS)
            return false;
        return read == path.size() || find(found, path.substr(read + 1), found);
    }

    static PayloadValue read(od::value value)
    {
        using Kind = PayloadValue::Kind;
        od::json_type type{};
        if (value.type().get(type) != SUCCESS)
            return {};
        std::string_view text;
        switch (type) {
        case od::json_type::string:
            if (value.get_string().get(text) != SUCCESS)
                return {};
            return {Kind::Text, numberOf(text), utf8(text)};
        case od::json_type::number:
            text = withoutTail(value.raw_json_token());
            return {Kind::Number, numberOf(text), utf8(text)};
        case od::json_type::boolean:
            return {Kind::Bool, Unknown, utf8(withoutTail(value.raw_json_token()))};
        case od::json_type::null:
            return {Kind::Null, Unknown, QStringLiteral("null")};
        default:
            break;
        }
        if (simdjson::to_json_string(value).get(text) != SUCCESS)
            return {};
        return {Kind::Composite, Unknown, utf8(text)};
    }

    static void visitIn(
        od::value in, const std::string& path, int depth, int& left, const PayloadVisit& visit)
    {
        od::json_type type{};
        if (left <= 0 || in.type().get(type) != SUCCESS)
            return;
        if (type != od::json_type::object) {
            if (!path.empty() && type != od::json_type::array) {
                --left;
                visit(path, read(in));
            }
            return;
        }
        od::object object;
        if (depth == 0 || in.get_object().get(object) != SUCCESS)
            return;
        for (auto member : object) {
            std::string_view name;
            od::value value;
            if (left <= 0 || member.unescaped_key().get(name) != SUCCESS)
                return;
            std::string inner = path.empty() ? std::string(name) : path + '.' + std::string(name);
            if (member.value().get(value) != SUCCESS)
                return;
            visitIn(value, inner, depth - 1, left, visit);
        }
    }

    std::string m_text;
    od::parser m_parser;
    od::document m_document;
};

Payload& payload()
{
    static thread_local Payload one;
    return one;
}

} // namespace

PayloadValue payloadValue(const Frame& frame, std::string_view path)
{
    Payload& data = payload();
    return data.open(frame) ? data.value(path) : PayloadValue();
}

std::vector<PayloadValue> payloadValues(const Frame& frame, const std::vector<std::string>& paths)
{
    std::vector<PayloadValue> values(paths.size());
    Payload& data = payload();
    if (paths.empty() || !data.open(frame))
        return values;
    for (std::size_t i = 0; i < paths.size(); ++i)
        values[i] = data.value(paths[i]);
    return values;
}

void visitPayload(const Frame& frame, const PayloadVisit& visit)
{
    Payload& data = payload();
    if (data.open(frame))
        data.visit(visit);
}

} // namespace fanlight
