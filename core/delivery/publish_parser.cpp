// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/publish_parser.h"

#include "net/seeded_hash.h"

#include <QJsonDocument>

#include <bit>

#include <simdjson.h>

namespace fanlight {

namespace dom = simdjson::dom;

namespace {

enum Field : unsigned { UserId = 1, UserIds = 2, Broadcast = 4, Type = 8, Data = 16, Event = 32, Id = 64, Retry = 128, AuthorId = 256, Batch = 512, WithReceipt = 1024 };

constexpr std::pair<std::string_view, Field> Fields[] = {{"userId", UserId}, {"userIds", UserIds}, {"broadcast", Broadcast},
    {"authorId", AuthorId}, {"type", Type}, {"data", Data}, {"event", Event}, {"id", Id}, {"retry", Retry}, {"batch", Batch}, {"receipt", WithReceipt}};

constexpr unsigned AnyPublish = Type | Data | Event | Id | Retry | Batch | WithReceipt;

struct KindSpec {
    unsigned fields;
    const char* name;
};

const KindSpec& specOf(PublishKind kind)
{
    static constexpr KindSpec Specs[] = {{AnyPublish | UserId | UserIds | Broadcast, "publish"}, {AnyPublish | AuthorId, "fan-out"}, {AnyPublish | AuthorId, "selective publish"}};
    return Specs[static_cast<std::size_t>(kind)];
}

Field fieldOf(std::string_view name, const KindSpec& spec)
{
    for (const auto& [known, field] : Fields) {
        if (known == name && (spec.fields & field))
            return field;
    }
    return Field(0);
}

std::string knownFields(const KindSpec& spec)
{
    std::string names;
    for (const auto& [name, field] : Fields) {
        if (spec.fields & field)
            names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return names;
}

// What to say of a text that simdjson refuses and Qt's parser, which is more lenient, does not.
std::string whatIsTooMuch(simdjson::error_code code)
{
    switch (code) {
    case simdjson::UNESCAPED_CHARS:
        return "the body is not valid JSON: a string holds a control character that is not escaped (a line break is \\n)";
    case simdjson::DEPTH_ERROR:
        return "the body is nested too deeply";
    case simdjson::NUMBER_ERROR:
        return "the body holds a number beyond 64 bits; send it as a string";
    default:
        return std::string("the body is not valid JSON: ") + simdjson::error_message(code);
    }
}

// Where Qt's parser, which tells the offset, sees the mistake.
std::string whereItIsWrong(std::string_view text, simdjson::error_code code)
{
    QJsonParseError error;
    QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), &error);
    if (error.error == QJsonParseError::NoError)
        return whatIsTooMuch(code);
    const std::string_view before = text.substr(0, std::min<std::size_t>(text.size(), static_cast<std::size_t>(std::max(0, error.offset))));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = before.size() - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1);
    return "the body is not valid JSON: line " + std::to_string(line) + ", column " + std::to_string(std::max<std::size_t>(1, column)) + ": "
        + error.errorString().toStdString();
}

// A user id may be given as a number too, as databases have them.
bool textOf(dom::element value, std::string& text)
{
    std::string_view view;
    std::int64_t integer = 0;
    if (value.get_string().get(view) == simdjson::SUCCESS)
        text = view;
    else if (value.is_int64() && value.get_int64().get(integer) == simdjson::SUCCESS)
        text = std::to_string(integer);
    else
        return false;
    return true;
}

// Walks over text that has been checked to be JSON.
class JsonText {
public:
    explicit JsonText(std::string_view text) : m_text(text) { }

    // The value of member `index` of the object the text is, as it stands there.
    std::string_view memberValue(std::size_t index)
    {
        skipTo('{');
        for (;;) {
            skipTo('"');
            --m_at;
            skipValue();
            skipTo(':');
            skipBlanks();
            const std::size_t begin = m_at;
            skipValue();
            if (index-- == 0)
                return m_text.substr(begin, m_at - begin);
        }
    }

private:
    void skipTo(char c) { m_at = m_text.find(c, m_at) + 1; }
    void skipBlanks() { m_at = m_text.find_first_not_of(" \t\r\n", m_at); }
    void skipString()
    {
        m_at = m_text.find_first_of("\"\\", m_at + 1);
        while (m_text[m_at] == '\\')
            m_at = m_text.find_first_of("\"\\", m_at + 2);
        ++m_at;
    }
    void skipValue()
    {
        if (m_text[m_at] == '"')
            return skipString();
        if (m_text[m_at] != '{' && m_text[m_at] != '[') {
            m_at = std::min(m_text.find_first_of(",}] \t\r\n", m_at), m_text.size());
            return;
        }
        int depth = 0;
        do {
            m_at = m_text.find_first_of("\"{}[]", m_at);
            const char c = m_text[m_at];
            if (c == '"') {
                skipString();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : -1;
            ++m_at;
        } while (depth > 0);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

// Keeps the first of each, in their order. Sorting 1,000 names costs as much as delivering to some of them.
void removeRepeated(std::vector<std::string>& names)
{
    if (names.size() < 2)
        return;
    std::vector<std::uint32_t> table(std::bit_ceil(2 * names.size())); // places of names by hash, from 1; 0: free
    const std::size_t mask = table.size() - 1;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::size_t at = SeededHash()(names[i]) & mask;
        while (table[at] != 0 && names[table[at] - 1] != names[i])
            at = (at + 1) & mask;
        if (table[at] != 0)
            continue;
        if (kept != i)
            names[kept] = std::move(names[i]);
        table[at] = static_cast<std::uint32_t>(++kept);
    }
    names.resize(kept);
}

} // namespace

std::string checkName(std::string_view field, std::string_view text)
{
    const std::string name(field);
    if (text.empty())
        return name + ": must not be empty";
    if (text.size() > publish_limits::NameBytes)
        return name + ": must not be longer than " + std::to_string(publish_limits::NameBytes) + " bytes";
    if (text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
        return name + ": must not contain CR, LF or NUL";
    return {};
}

void checkPublish(ParsedPublish& publish, std::size_t dataLimit, PublishKind kind)
{
    const auto refuse = [&](std::string error, int status = 400) {
        publish.error = std::move(error);
        publish.status = status;
    };
    if (kind == PublishKind::Named && !publish.broadcast && publish.userIds.empty())
        return refuse("userIds: must not be empty");
    if (kind == PublishKind::Fanout && publish.authorId.empty())
        return refuse("authorId: is missing; it is the author whose followers get this");
    if (kind == PublishKind::Selective && publish.type.empty())
        return refuse("type: is missing; those interested in it get this");
    if (publish.userIds.size() > publish_limits::UserIds)
        return refuse("userIds: must not hold more than " + std::to_string(publish_limits::UserIds) + " users; send several requests", 413);
    for (const std::string& userId : publish.userIds) {
        if (std::string error = checkName(publish.userIds.size() == 1 ? "userId" : "userIds", userId); !error.empty())
            return refuse(std::move(error));
    }
    for (const auto& [field, text] : {std::pair {"authorId", &publish.authorId}, {"type", &publish.type}, {"event", &publish.event}, {"id", &publish.id}}) {
        if (std::string error = text->empty() ? std::string() : checkName(field, *text); !error.empty())
            return refuse(std::move(error));
    }
    if (publish.retryMs < -1 || publish.retryMs > publish_limits::RetryMs)
        return refuse("retry: must be a whole number of milliseconds from 0 to " + std::to_string(publish_limits::RetryMs));
    if (publish.data.size() > dataLimit)
        return refuse("data: " + std::to_string(publish.data.size()) + " bytes are over the limit of " + std::to_string(dataLimit), 413);
    removeRepeated(publish.userIds); // the same user twice is one recipient
}

struct PublishParser::Private {
    std::size_t dataLimit;
    TypeAs typeAs;
    dom::parser checker;
    ParsedPublish result;

    void fail(std::string error, int status = 400)
    {
        if (!result.error.empty())
            return;
        result.error = std::move(error);
        result.status = status;
    }
    void readName(std::string_view field, dom::element value, std::string& into, bool numbersToo = false);
    void readUserIds(dom::element value);
    void readRetry(dom::element value);
    void readBatch(dom::element value);
    void readField(Field field, std::string_view name, dom::element value);
    void takeData(dom::element data, std::size_t member, const std::string& body);
};

PublishParser::PublishParser(std::size_t dataLimit, TypeAs typeAs)
    : m(std::make_unique<Private>())
{
    m->dataLimit = dataLimit;
    m->typeAs = typeAs;
}

PublishParser::~PublishParser() = default;

void PublishParser::Private::readName(std::string_view field, dom::element value, std::string& into, bool numbersToo)
{
    if (!(value.is_string() || numbersToo) || !textOf(value, into))
        fail(std::string(field) + ": must be a string");
    else if (into.empty())
        fail(std::string(field) + ": must not be empty"); // where it is not given it is, too
}

void PublishParser::Private::readUserIds(dom::element value)
{
    dom::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) {
        fail("userIds: must be an array of strings");
        return;
    }
    for (const dom::element one : array) {
        readName("userIds", one, result.userIds.emplace_back(), true);
        if (!result.error.empty())
            return;
    }
}

void PublishParser::Private::readRetry(dom::element value)
{
    std::int64_t ms = -1;
    if (value.get_int64().get(ms) != simdjson::SUCCESS || ms < 0)
        fail("retry: must be a whole number of milliseconds from 0 to " + std::to_string(publish_limits::RetryMs));
    else
        result.retryMs = static_cast<int>(std::min<std::int64_t>(ms, publish_limits::RetryMs + 1));
}

// true: the hub's window; false: never; {"windowMs":…,"max":…}: one of its own.
void PublishParser::Private::readBatch(dom::element value)
{
    bool wanted = false;
    dom::object object;
    if (value.get_bool().get(wanted) == simdjson::SUCCESS) {
        result.batch.windowMs = wanted ? BatchWish::HubsWindow : 0;
        return;
    }
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return fail("batch: must be true, false or an object with windowMs and max");
    result.batch.windowMs = BatchWish::HubsWindow;
    for (const dom::key_value_pair pair : object) {
        std::int64_t number = 0;
        const bool isWindow = pair.key == "windowMs";
        if (!isWindow && pair.key != "max")
            return fail("batch: " + std::string(pair.key) + " is not known; known are windowMs, max");
        const int most = isWindow ? BatchWish::MaxWindowMs : BatchWish::MaxMost;
        if (pair.value.get_int64().get(number) != simdjson::SUCCESS || number < 1 || number > most)
            return fail("batch: " + std::string(pair.key) + " must be a whole number from 1 to " + std::to_string(most));
        (isWindow ? result.batch.windowMs : result.batch.most) = static_cast<int>(number);
    }
}

void PublishParser::Private::readField(Field field, std::string_view name, dom::element value)
{
    switch (field) {
    case UserId:
        readName(name, value, result.userIds.emplace_back(), true);
        break;
    case UserIds:
        readUserIds(value);
        break;
    case Broadcast:
        if (value.get_bool().get(result.broadcast) != simdjson::SUCCESS)
            fail("broadcast: must be true or false");
        break;
    case Type:
        readName(name, value, result.type);
        break;
    case AuthorId:
        readName(name, value, result.authorId, true);
        break;
    case Event:
        readName(name, value, result.event);
        break;
    case Id:
        readName(name, value, result.id);
        break;
    case Retry:
        readRetry(value);
        break;
    case Batch:
        readBatch(value);
        break;
    case WithReceipt:
        if (value.get_bool().get(result.receipt) != simdjson::SUCCESS)
            fail("receipt: must be true or false");
        break;
    case Data:
        break; // taken once the rest is known
    }
}

// A string goes on the wire as it is; anything else as the text it was, without blanks.
void PublishParser::Private::takeData(dom::element data, std::size_t member, const std::string& body)
{
    std::string_view text;
    if (data.get_string().get(text) == simdjson::SUCCESS) {
        result.data = text;
        return;
    }
    result.isJson = true;
    const std::string_view raw = JsonText(body).memberValue(member);
    result.data.resize(raw.size());
    std::size_t size = 0;
    if (simdjson::minify(raw.data(), raw.size(), result.data.data(), size) != simdjson::SUCCESS)
        fail("data: cannot be read");
    result.data.resize(size);
}

const ParsedPublish& PublishParser::parse(std::string& body, PublishKind kind)
{
    Private& p = *m;
    ParsedPublish& result = p.result;
    result.userIds.clear();
    for (std::string* text : {&result.authorId, &result.type, &result.data, &result.event, &result.id, &result.error})
        text->clear();
    result.broadcast = result.isJson = result.receipt = false;
    result.retryMs = -1;
    result.batch = {};
    result.status = 200;

    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    dom::element root;
    dom::object object;
    if (const auto code = p.checker.parse(body.data(), body.size(), false).get(root); code != simdjson::SUCCESS) {
        p.fail(whereItIsWrong(body, code));
        return result;
    }
    if (root.get_object().get(object) != simdjson::SUCCESS) {
        p.fail("the body must be a JSON object");
        return result;
    }
    unsigned seen = 0;
    dom::element data;
    std::size_t dataMember = 0;
    std::size_t member = 0;
    for (const dom::key_value_pair pair : object) {
        const Field field = fieldOf(pair.key, specOf(kind));
        if (field == 0)
            p.fail(std::string(pair.key) + ": is not a field of a " + specOf(kind).name + "; known are " + knownFields(specOf(kind)));
        else if (seen & field)
            p.fail(std::string(pair.key) + ": is given twice");
        seen |= field;
        if (field == Data) {
            data = pair.value;
            dataMember = member;
        }
        ++member;
        if (result.error.empty())
            p.readField(field, pair.key, pair.value);
        if (!result.error.empty())
            return result;
    }
    const int targets = int((seen & UserId) != 0) + int((seen & UserIds) != 0) + int(result.broadcast);
    if (kind == PublishKind::Named && targets != 1)
        p.fail(targets == 0 ? "userId: is missing; name a userId, userIds or broadcast: true" : "userId: give one of userId, userIds and broadcast, not several");
    else if (!(seen & Data))
        p.fail("data: is missing");
    if (!result.error.empty())
        return result;

    p.takeData(data, dataMember, body);
    std::string_view type;
    if (!(seen & Type) && data.is_object() && data["type"].get_string().get(type) == simdjson::SUCCESS && checkName("type", type).empty())
        result.type = type;
    putTypeOnWire(result, p.typeAs, data.is_object() && data["type"].error() == simdjson::SUCCESS);
    if (result.error.empty())
        checkPublish(result, p.dataLimit, kind);
    return result;
}

std::string parseNames(std::string& body, std::string_view field, std::vector<std::string>& names)
{
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    dom::parser parser;
    dom::element root;
    dom::array array;
    const std::string name(field);
    if (const auto code = parser.parse(body.data(), body.size(), false).get(root); code != simdjson::SUCCESS)
        return whereItIsWrong(body, code);
    if (root.get_array().get(array) != simdjson::SUCCESS)
        return "the body must be a JSON array of " + name;
    for (const dom::element one : array) {
        std::string text;
        if (!textOf(one, text))
            return name + ": must be strings";
        if (std::string error = checkName(name, text); !error.empty())
            return error;
        names.push_back(std::move(text));
    }
    return {};
}

} // namespace fanlight
