// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/publish_parser.h"

#include "http/parameters.h"
#include "sse/foreign_json.h"
#include "sse/json_text.h"
#include "sse/utf8.h"

#include <QJsonDocument>

#include <simdjson.h>

namespace fanlight {

namespace dom = simdjson::dom;

namespace {

enum Field : unsigned {
    UserId = 1,
    UserIds = 2,
    Broadcast = 4,
    Type = 8,
    Data = 16,
    Event = 32,
    Id = 64,
    Retry = 128,
    AuthorId = 256,
    Batch = 512,
    WithReceipt = 1024,
    OnceKey = 2048
};

struct FieldName {
    Field field;
    http::Parameter name; // with what people take it for
};
constexpr FieldName Fields[] = {
    {UserId, {"userId", false, "user uid to recipient"}},
    {UserIds, {"userIds", false, "users uids recipients"}},
    {Broadcast, {"broadcast", false, "all everyone"}},
    {AuthorId, {"authorId", false, "author"}},
    {Type, {"type", false, "types eventtype kind"}},
    {Data, {"data", false, "payload message body content"}},
    {Event, {"event", false, "eventname name"}},
    {Id, {"id", false, "eventid messageid"}},
    {Retry, {"retry", false, "retryms"}},
    {Batch, {"batch", false, "batched"}},
    {WithReceipt, {"receipt", false, "receipts"}},
    {OnceKey, {"once", false, "oncekey idempotencykey idempotency dedupkey deduplicationid"}},
};

constexpr unsigned AnyPublish = Type | Data | Event | Id | Retry | Batch | WithReceipt | OnceKey;

struct KindSpec {
    unsigned fields;
    const char* name;
};

const KindSpec& specOf(PublishKind kind)
{
    static constexpr KindSpec Specs[] = {{AnyPublish | UserId | UserIds | Broadcast, "publish"},
        {AnyPublish | AuthorId, "fan-out"}, {AnyPublish | AuthorId, "selective publish"}};
    return Specs[static_cast<std::size_t>(kind)];
}

Field fieldOf(std::string_view name, const KindSpec& spec)
{
    for (const auto& [field, known] : Fields) {
        if (known.name == name && (spec.fields & field))
            return field;
    }
    return Field(0);
}

std::string unknownField(std::string_view name, const KindSpec& spec)
{
    std::vector<http::Parameter> known;
    for (const FieldName& one : Fields) {
        if (spec.fields & one.field)
            known.push_back(one.name);
    }
    return std::string(name) + ": is not a field of a " + spec.name + "; "
        + http::whatIsKnown(name, known);
}

// What the body is where it is no UTF-8 (RFC 8259 §8.1); empty: it is.
std::string otherEncoding(std::string_view body)
{
    constexpr std::string_view Wanted = "; send the JSON in UTF-8";
    const auto isZero = [&](std::size_t i) { return i < body.size() && body[i] == '\0'; };
    if (body.starts_with("\x1F\x8B"))
        return "the body is compressed (gzip); send the JSON as it is, in UTF-8";
    if (body.starts_with(std::string_view("\xFF\xFE\0\0", 4))
        || body.starts_with(std::string_view("\0\0\xFE\xFF", 4)) || (isZero(0) && isZero(1))
        || (isZero(2) && isZero(3) && isZero(1)))
        return "the body is in UTF-32" + std::string(Wanted);
    if (body.starts_with("\xFF\xFE") || body.starts_with("\xFE\xFF") || isZero(0)
        || (isZero(1) && isZero(3)))
        return "the body is in UTF-16" + std::string(Wanted);
    return {};
}

// What to say of a text that simdjson refuses and Qt's parser, which is more lenient, does not.
std::string whatIsTooMuch(simdjson::error_code code)
{
    switch (code) {
    case simdjson::UNESCAPED_CHARS:
        return "the body is not valid JSON: a string holds a control character that is not escaped "
               "(a line break is \\n)";
    case simdjson::DEPTH_ERROR:
        return "the body is nested too deeply";
    default:
        return std::string("the body is not valid JSON: ") + simdjson::error_message(code);
    }
}

// Where Qt's parser, which tells the offset, sees the mistake.
std::string whereItIsWrong(std::string_view text, simdjson::error_code code)
{
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
        return "the body is not valid JSON: byte " + std::to_string(nul) + " is NUL";
    if (const std::size_t wrong = firstNotUtf8(text); wrong != std::string_view::npos)
        return "the body is not valid JSON: byte " + std::to_string(wrong)
            + " is not UTF-8, in which JSON is sent";
    QJsonParseError error;
    QJsonDocument::fromJson(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), &error);
    if (error.error == QJsonParseError::NoError)
        return whatIsTooMuch(code);
    const std::string_view before = text.substr(
        0, std::min<std::size_t>(text.size(), static_cast<std::size_t>(std::max(0, error.offset))));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = before.size()
        - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1);
    return "the body is not valid JSON: line " + std::to_string(line) + ", column "
        + std::to_string(std::max<std::size_t>(1, column)) + ": "
        + error.errorString().toStdString();
}

bool isWhole(std::string_view number)
{
    return number.find_first_not_of("0123456789", number.starts_with('-') ? 1 : 0)
        == std::string_view::npos;
}

// A user id may be given as a number too, as databases have them. `raw` is how it stands in the
// text, where its value does not tell (it needs more than 64 bits); else empty.
bool textOf(dom::element value, std::string_view raw, std::string& text)
{
    std::string_view view;
    std::int64_t integer = 0;
    std::uint64_t natural = 0;
    if (value.get_string().get(view) == simdjson::SUCCESS)
        text = view;
    else if (value.is_number() && !raw.empty() && isWhole(raw))
        text = raw;
    else if (value.is_int64() && value.get_int64().get(integer) == simdjson::SUCCESS)
        text = std::to_string(integer);
    else if (value.is_uint64() && value.get_uint64().get(natural) == simdjson::SUCCESS)
        text = std::to_string(natural);
    else
        return false;
    return true;
}

// Reads a body whatever RFC 8259 lets its writer do.
struct BodyReader {
    dom::parser parser;
    std::string plain; // with long numbers blanked
    bool hasLongNumbers = false;
    int status = 200;

    // Empty, or why it cannot be read; mends `body` in place.
    std::string read(std::string& body, dom::element& root)
    {
        status = 400;
        body.erase(0, body.size() - withoutByteOrderMark(body).size());
        mendHalfSurrogates(body);
        body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
        hasLongNumbers = false;
        auto code = parser.parse(body.data(), body.size(), false).get(root);
        if (code == simdjson::NUMBER_ERROR) {
            plain = body;
            plain.reserve(plain.size() + simdjson::SIMDJSON_PADDING);
            hasLongNumbers = blankLongNumbers(plain);
            code = parser.parse(plain.data(), plain.size(), false).get(root);
        }
        if (code == simdjson::SUCCESS)
            return {};
        if (std::string other = otherEncoding(body); !other.empty()) {
            status = 415;
            return other;
        }
        return whereItIsWrong(body, code);
    }
};

} // namespace

struct PublishParser::Private {
    std::size_t dataLimit;
    TypeAs typeAs;
    BodyReader reader;
    ParsedPublish result;

    void fail(std::string error, int status = 400)
    {
        if (!result.error.empty())
            return;
        result.error = std::move(error);
        result.status = status;
    }
    void readName(std::string_view field, dom::element value, std::string& into);
    void readId(
        std::string_view field, dom::element value, std::string_view raw, std::string& into);
    void readUserIds(dom::element value, std::string_view raw);
    void readRetry(dom::element value);
    void readBatch(dom::element value);
    void readField(Field field, std::string_view name, dom::element value, std::string_view raw);
    void takeData(dom::element data, std::size_t member, const std::string& body);
    bool lookForType(dom::element data, bool isAsked);
};

PublishParser::PublishParser(std::size_t dataLimit, TypeAs typeAs)
    : m(std::make_unique<Private>())
{
    m->dataLimit = dataLimit;
    m->typeAs = typeAs;
}

PublishParser::~PublishParser() = default;

void PublishParser::Private::readName(std::string_view field, dom::element value, std::string& into)
{
    if (!value.is_string() || !textOf(value, {}, into))
        fail(std::string(field) + ": must be a string");
    else if (into.empty())
        fail(std::string(field) + ": must not be empty"); // where it is not given it is, too
}

void PublishParser::Private::readId(
    std::string_view field, dom::element value, std::string_view raw, std::string& into)
{
    if (!textOf(value, raw, into))
        fail(std::string(field) + ": must be a string or a whole number");
    else if (into.empty())
        fail(std::string(field) + ": must not be empty");
}

void PublishParser::Private::readUserIds(dom::element value, std::string_view raw)
{
    dom::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) {
        fail("userIds: must be an array of strings");
        return;
    }
    const std::vector<std::string_view> elements
        = raw.empty() ? std::vector<std::string_view>() : JsonText(raw).elements();
    std::size_t at = 0;
    for (const dom::element one : array) {
        readId("userIds", one, raw.empty() ? std::string_view() : elements[at++],
            result.userIds.emplace_back());
        if (!result.error.empty())
            return;
    }
}

void PublishParser::Private::readRetry(dom::element value)
{
    std::int64_t ms = -1;
    if (value.get_int64().get(ms) != simdjson::SUCCESS || ms < 0)
        fail("retry: must be a whole number of milliseconds from 0 to "
            + std::to_string(publish_limits::RetryMs));
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
    bool hasWindow = false;
    bool hasMost = false;
    for (const dom::key_value_pair pair : object) {
        std::int64_t number = 0;
        const bool isWindow = pair.key == "windowMs";
        if (!isWindow && pair.key != "max")
            return fail(
                "batch: " + std::string(pair.key) + " is not known; known are windowMs, max");
        if (std::exchange(isWindow ? hasWindow : hasMost, true))
            return fail("batch: " + std::string(pair.key) + " is given twice");
        const int most = isWindow ? BatchWish::MaxWindowMs : BatchWish::MaxMost;
        if (pair.value.get_int64().get(number) != simdjson::SUCCESS || number < 1 || number > most)
            return fail("batch: " + std::string(pair.key) + " must be a whole number from 1 to "
                + std::to_string(most));
        (isWindow ? result.batch.windowMs : result.batch.most) = static_cast<int>(number);
    }
}

void PublishParser::Private::readField(
    Field field, std::string_view name, dom::element value, std::string_view raw)
{
    switch (field) {
    case UserId:
        readId(name, value, raw, result.userIds.emplace_back());
        break;
    case UserIds:
        readUserIds(value, raw);
        break;
    case Broadcast:
        if (value.get_bool().get(result.broadcast) != simdjson::SUCCESS)
            fail("broadcast: must be true or false");
        break;
    case Type:
        readName(name, value, result.type);
        break;
    case AuthorId:
        readId(name, value, raw, result.authorId);
        break;
    case Event:
        readName(name, value, result.event);
        break;
    case Id:
        readId(name, value, raw, result.id);
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
    case OnceKey:
        readId(name, value, raw, result.once);
        break;
    case Data:
        break; // taken once the rest is known
    }
}

// A string goes on the wire as it is; anything else as the text it was, without blanks.
void PublishParser::Private::takeData(
    dom::element data, std::size_t member, const std::string& body)
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

// Of members with one name the last counts, as for JSON.parse().
bool PublishParser::Private::lookForType(dom::element data, bool isAsked)
{
    dom::object object;
    if (data.get_object().get(object) != simdjson::SUCCESS)
        return false;
    bool hasType = false;
    std::string_view type;
    for (const dom::key_value_pair pair : object) {
        if (pair.key != "type")
            continue;
        hasType = true;
        if (pair.value.get_string().get(type) != simdjson::SUCCESS)
            type = {};
    }
    if (isAsked && checkName("type", type).empty())
        result.type = type;
    return hasType;
}

const ParsedPublish& PublishParser::parse(std::string& body, PublishKind kind)
{
    Private& p = *m;
    ParsedPublish& result = p.result;
    result.userIds.clear();
    for (std::string* text : {&result.authorId, &result.type, &result.data, &result.event,
             &result.id, &result.once, &result.error, &result.warning})
        text->clear();
    result.broadcast = result.isJson = result.receipt = false;
    result.retryMs = -1;
    result.batch = {};
    result.status = 200;

    dom::element root;
    dom::object object;
    if (std::string error = p.reader.read(body, root); !error.empty()) {
        p.fail(std::move(error), p.reader.status);
        return result;
    }
    if (root.get_object().get(object) != simdjson::SUCCESS) {
        p.fail("the body must be a JSON object");
        return result;
    }
    unsigned seen = 0;
    unsigned given = 0; // and not null
    dom::element data;
    std::size_t dataMember = 0;
    std::size_t member = 0;
    for (const dom::key_value_pair pair : object) {
        const Field field = fieldOf(pair.key, specOf(kind));
        if (field == 0)
            p.fail(unknownField(pair.key, specOf(kind)));
        else if (seen & field)
            p.fail(std::string(pair.key) + ": is given twice");
        seen |= field;
        if (field == Data) {
            data = pair.value;
            dataMember = member;
        }
        if (result.error.empty() && (field == Data || !pair.value.is_null())) {
            given |= field;
            const bool mayBeLong = p.reader.hasLongNumbers
                && (field & (UserId | UserIds | AuthorId | Id | OnceKey)) != 0;
            p.readField(field, pair.key, pair.value,
                mayBeLong ? JsonText(body).memberValue(member) : std::string_view());
        }
        ++member;
        if (!result.error.empty())
            return result;
    }
    const int targets
        = int((given & UserId) != 0) + int((given & UserIds) != 0) + int(result.broadcast);
    if (kind == PublishKind::Named && targets != 1)
        p.fail(targets == 0 ? "userId: is missing; name a userId, userIds or broadcast: true"
                            : "userId: give one of userId, userIds and broadcast, not several");
    else if (!(seen & Data))
        p.fail("data: is missing");
    if (!result.error.empty())
        return result;

    p.takeData(data, dataMember, body);
    putTypeOnWire(result, p.typeAs, p.lookForType(data, (given & Type) == 0));
    if (result.error.empty())
        checkPublish(result, p.dataLimit, kind);
    return result;
}

std::string parseNames(std::string& body, std::string_view field, std::vector<std::string>& names)
{
    BodyReader reader;
    dom::element root;
    dom::array array;
    const std::string name(field);
    if (std::string error = reader.read(body, root); !error.empty())
        return error;
    if (root.get_array().get(array) != simdjson::SUCCESS)
        return "the body must be a JSON array of " + name;
    const std::vector<std::string_view> elements
        = reader.hasLongNumbers ? JsonText(body).elements() : std::vector<std::string_view>();
    std::size_t at = 0;
    for (const dom::element one : array) {
        std::string text;
        if (!textOf(one, reader.hasLongNumbers ? elements[at++] : std::string_view(), text))
            return name + ": must be strings or whole numbers";
        if (std::string error = checkName(name, text); !error.empty())
            return error;
        names.push_back(std::move(text));
    }
    return {};
}

} // namespace fanlight
