// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_makers.h"

#ifdef FANLIGHT_WITH_RABBITMQ
#include "sources/amqp_kind.h"
#include "sources/amqp_source.h"
#endif
#ifdef FANLIGHT_WITH_POSTGRESQL
#include "sources/postgres_kind.h"
#include "sources/postgres_source.h"
#endif
#include "sources/redis_stream_kind.h"
#include "sources/redis_stream_source.h"
#include "sources/sqs_kind.h"
#include "sources/sqs_source.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

std::unique_ptr<Source> makeSource(
    const source_kinds::Given& given, [[maybe_unused]] std::size_t mostBody)
{
    const QString& kind = given.kind->name;
    if (kind == "redis-stream"_L1) {
        RedisStreamPlace place;
        RedisStreamPlace::read(given.url, &place);
        return std::make_unique<RedisStreamSource>(place);
    }
    if (kind == "sqs"_L1) {
        SqsPlace place;
        readSqsPlace(given.url, &place);
        return std::make_unique<SqsSource>(place);
    }
#ifdef FANLIGHT_WITH_RABBITMQ
    if (kind == "amqp"_L1) {
        AmqpPlace place;
        AmqpPlace::read(given.url, &place);
        return std::make_unique<AmqpSource>(place, mostBody);
    }
#endif
#ifdef FANLIGHT_WITH_POSTGRESQL
    if (kind == "postgres"_L1) {
        PostgresPlace place;
        PostgresPlace::read(given.url, &place);
        return std::make_unique<PostgresSource>(place, mostBody);
    }
#endif
    return nullptr;
}

} // namespace fanlight
