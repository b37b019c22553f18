// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_message.h"

#include "sources/amqp_link.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <string_view>

namespace fanlight {

using namespace std::string_view_literals;

namespace {

constexpr std::size_t MostAmqpReason = 1000; // bytes
constexpr std::size_t MostAmqpHeadersKept = 64 << 10; // bytes; they must fit a frame with ours

constexpr auto AmqpReasonHeader = "fan-reason";
constexpr auto AmqpTriesHeader = "fan-tries";
constexpr auto AmqpDiedAtHeader = "fan-died-at";
constexpr auto AmqpQueueHeader = "fan-queue";
constexpr auto AmqpExchangeHeader = "fan-exchange";
constexpr auto AmqpKeyHeader = "fan-routing-key";

bool isAmqpText(const amqp_field_value_t& value)
{
    return value.kind == AMQP_FIELD_KIND_UTF8 || value.kind == AMQP_FIELD_KIND_BYTES;
}

std::int64_t amqpNumber(const amqp_field_value_t& value)
{
    switch (value.kind) {
    case AMQP_FIELD_KIND_I8:
        return value.value.i8;
    case AMQP_FIELD_KIND_U8:
        return value.value.u8;
    case AMQP_FIELD_KIND_I16:
        return value.value.i16;
    case AMQP_FIELD_KIND_U16:
        return value.value.u16;
    case AMQP_FIELD_KIND_I32:
        return value.value.i32;
    case AMQP_FIELD_KIND_U32:
        return value.value.u32;
    case AMQP_FIELD_KIND_I64:
        return value.value.i64;
    case AMQP_FIELD_KIND_U64:
    case AMQP_FIELD_KIND_TIMESTAMP:
        return std::int64_t(value.value.u64);
    default:
        return 0;
    }
}

const amqp_field_value_t* findAmqpEntry(const amqp_table_t& table, std::string_view key)
{
    for (int i = 0; i < table.num_entries; ++i) {
        if (amqpText(table.entries[i].key) == key)
            return &table.entries[i].value;
    }
    return nullptr;
}

std::string amqpTextOf(const amqp_table_t& table, std::string_view key)
{
    const amqp_field_value_t* const value = findAmqpEntry(table, key);
    return value && isAmqpText(*value) ? std::string(amqpText(value->value.bytes)) : std::string();
}

void readAmqpHeader(const amqp_table_entry_t& header, AmqpDelivery* delivery)
{
    const std::string_view key = amqpText(header.key);
    if (key == "x-delivery-count"sv) {
        delivery->earlierTries
            = int(std::clamp<std::int64_t>(amqpNumber(header.value), 0, Source::MostTries));
        return;
    }
    std::optional<std::string>* const place = key == "fan-user"sv ? &delivery->content.user
        : key == "fan-type"sv                                     ? &delivery->content.type
        : key == "fan-event"sv                                    ? &delivery->content.event
                                                                  : nullptr;
    if (!place)
        return;
    if (isAmqpText(header.value))
        place->emplace(amqpText(header.value.value.bytes));
    else
        delivery->objection = "The header " + std::string(key) + " is no text.";
}

void readAmqpEncoding(std::string_view encoding, AmqpDelivery* delivery)
{
    std::string name(encoding);
    std::transform(name.begin(), name.end(), name.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    // Some libraries name the character set here.
    constexpr std::array Plain
        = {""sv, "identity"sv, "utf-8"sv, "utf8"sv, "us-ascii"sv, "binary"sv};
    if (std::find(Plain.begin(), Plain.end(), name) == Plain.end())
        delivery->objection = "Its content-encoding is " + name.substr(0, 40)
            + "; a body has to be as it is, without one.";
}

} // namespace

AmqpReader::Step AmqpReader::take(const amqp_frame_t& frame)
{
    switch (frame.frame_type) {
    case AMQP_FRAME_METHOD:
        if (frame.payload.method.id == AMQP_BASIC_DELIVER_METHOD)
            begin(*static_cast<const amqp_basic_deliver_t*>(frame.payload.method.decoded));
        return Step::None;
    case AMQP_FRAME_HEADER:
        return m_isInside ? takeHead(frame) : Step::None;
    case AMQP_FRAME_BODY:
        return m_isInside ? takeBody(frame.payload.body_fragment) : Step::None;
    default:
        return Step::None;
    }
}

void AmqpReader::begin(const amqp_basic_deliver_t& method)
{
    m_delivery = {};
    m_delivery.tag = method.delivery_tag;
    m_delivery.exchange = amqpText(method.exchange);
    m_delivery.routingKey = amqpText(method.routing_key);
    m_received = 0;
    m_isInside = true;
}

AmqpReader::Step AmqpReader::takeHead(const amqp_frame_t& frame)
{
    m_delivery.properties = amqpText(frame.payload.properties.raw);
    m_delivery.bodyBytes = frame.payload.properties.body_size;
    const auto& properties
        = *static_cast<const amqp_basic_properties_t*>(frame.payload.properties.decoded);
    if (properties._flags & AMQP_BASIC_MESSAGE_ID_FLAG)
        m_delivery.content.id = amqpText(properties.message_id);
    if (properties._flags & AMQP_BASIC_CONTENT_ENCODING_FLAG)
        readAmqpEncoding(amqpText(properties.content_encoding), &m_delivery);
    if (properties._flags & AMQP_BASIC_HEADERS_FLAG) {
        for (int i = 0; i < properties.headers.num_entries; ++i)
            readAmqpHeader(properties.headers.entries[i], &m_delivery);
    }
    if (isOversized())
        m_delivery.objection = "Its body has " + std::to_string(m_delivery.bodyBytes)
            + " bytes, and " + std::to_string(m_mostBody) + " may be.";
    else
        m_delivery.content.body.reserve(m_delivery.bodyBytes);
    m_isInside = m_delivery.bodyBytes > 0;
    return m_isInside ? Step::Head : Step::Message;
}

AmqpReader::Step AmqpReader::takeBody(amqp_bytes_t fragment)
{
    m_received += fragment.len;
    if (!isOversized())
        m_delivery.content.body.append(amqpText(fragment));
    m_isInside = m_received < m_delivery.bodyBytes;
    return m_isInside ? Step::None : Step::Message;
}

AmqpDeadHead::AmqpDeadHead(const AmqpDelivery& delivery, const std::string& reason, int tries,
    qint64 nowMs, const std::string& queue)
    : m_reason(reason.substr(0, MostAmqpReason))
    , m_diedAt(
          QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).toString(Qt::ISODateWithMs).toStdString())
    , m_queue(queue)
{
    init_amqp_pool(&m_pool, 4096);
    void* decoded = nullptr;
    if (delivery.properties.size() <= MostAmqpHeadersKept
        && amqp_decode_properties(
               AMQP_BASIC_CLASS, &m_pool, amqpBytes(delivery.properties), &decoded)
            == AMQP_STATUS_OK)
        m_properties = *static_cast<const amqp_basic_properties_t*>(decoded);
    constexpr std::array Replaced = {std::string_view(AmqpReasonHeader),
        std::string_view(AmqpTriesHeader), std::string_view(AmqpDiedAtHeader),
        std::string_view(AmqpQueueHeader), std::string_view(AmqpExchangeHeader),
        std::string_view(AmqpKeyHeader), "CC"sv, "BCC"sv, "x-delivery-count"sv};
    if (m_properties._flags & AMQP_BASIC_HEADERS_FLAG) {
        const amqp_table_t& headers = m_properties.headers;
        std::copy_if(headers.entries, headers.entries + headers.num_entries,
            std::back_inserter(m_headers), [&](const amqp_table_entry_t& entry) {
                return std::find(Replaced.begin(), Replaced.end(), amqpText(entry.key))
                    == Replaced.end();
            });
    }
    add(AmqpReasonHeader, m_reason);
    add(AmqpDiedAtHeader, m_diedAt);
    add(AmqpQueueHeader, m_queue);
    add(AmqpExchangeHeader, delivery.exchange);
    add(AmqpKeyHeader, delivery.routingKey);
    amqp_table_entry_t count{};
    count.key = amqp_cstring_bytes(AmqpTriesHeader);
    count.value.kind = AMQP_FIELD_KIND_I32;
    count.value.value.i32 = tries;
    m_headers.push_back(count);

    m_properties._flags &= ~amqp_flags_t(AMQP_BASIC_USER_ID_FLAG | AMQP_BASIC_EXPIRATION_FLAG);
    m_properties._flags |= AMQP_BASIC_HEADERS_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG;
    m_properties.delivery_mode = AMQP_DELIVERY_PERSISTENT;
    m_properties.headers = {int(m_headers.size()), m_headers.data()};
}

AmqpDeadHead::~AmqpDeadHead()
{
    empty_amqp_pool(&m_pool);
}

void AmqpDeadHead::add(const char* key, const std::string& text)
{
    amqp_table_entry_t entry{};
    entry.key = amqp_cstring_bytes(key);
    entry.value.kind = AMQP_FIELD_KIND_UTF8;
    entry.value.value.bytes = amqpBytes(text);
    m_headers.push_back(entry);
}

namespace {

// The newest of what the server itself wrote down when it made a dead letter of it.
void readAmqpDeath(const amqp_table_t& headers, DeadLetter* letter)
{
    const amqp_field_value_t* const deaths = findAmqpEntry(headers, "x-death"sv);
    if (!deaths || deaths->kind != AMQP_FIELD_KIND_ARRAY || deaths->value.array.num_entries == 0
        || deaths->value.array.entries[0].kind != AMQP_FIELD_KIND_TABLE)
        return;
    const amqp_table_t& death = deaths->value.array.entries[0].value.table;
    letter->reason = "RabbitMQ put it here: " + amqpTextOf(death, "reason"sv) + " (queue "
        + amqpTextOf(death, "queue"sv) + ").";
    if (const auto* const time = findAmqpEntry(death, "time"sv))
        letter->diedAtMs = amqpNumber(*time) * 1000;
    if (const auto* const count = findAmqpEntry(death, "count"sv))
        letter->tries = int(amqpNumber(*count));
}

} // namespace

DeadLetter amqpDeadLetter(AmqpDelivery&& delivery, const QByteArray& digest)
{
    DeadLetter letter;
    amqp_pool_t pool{};
    init_amqp_pool(&pool, 4096);
    void* decoded = nullptr;
    std::string diedAt;
    if (amqp_decode_properties(AMQP_BASIC_CLASS, &pool, amqpBytes(delivery.properties), &decoded)
        == AMQP_STATUS_OK) {
        const auto& properties = *static_cast<const amqp_basic_properties_t*>(decoded);
        if (properties._flags & AMQP_BASIC_HEADERS_FLAG) {
            const amqp_table_t& headers = properties.headers;
            readAmqpDeath(headers, &letter);
            if (const std::string own = amqpTextOf(headers, AmqpReasonHeader); !own.empty())
                letter.reason = own;
            if (const auto* const tries = findAmqpEntry(headers, AmqpTriesHeader))
                letter.tries = int(amqpNumber(*tries));
            diedAt = amqpTextOf(headers, AmqpDiedAtHeader);
        }
    }
    empty_amqp_pool(&pool);
    const QDateTime when = QDateTime::fromString(QString::fromStdString(diedAt), Qt::ISODateWithMs);
    if (when.isValid())
        letter.diedAtMs = when.toMSecsSinceEpoch();
    if (delivery.content.body.size() < delivery.bodyBytes)
        letter.reason += " (" + std::to_string(delivery.bodyBytes) + " bytes, too many to show.)";
    // What stays the same however often it is looked at: a queue may count that in the headers.
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string& part :
        {delivery.content.id, delivery.exchange, delivery.routingKey, letter.reason, diedAt}) {
        hash.addData(QByteArray::number(qsizetype(part.size())));
        hash.addData(QByteArray::fromStdString(part));
    }
    hash.addData(digest);
    constexpr qsizetype Digits = 32;
    letter.handle = hash.result().toHex().left(Digits).toStdString();
    letter.content = std::move(delivery.content);
    return letter;
}

} // namespace fanlight
