// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_statements.h"

#include <string_view>

namespace fanlight {

namespace {

// A statement in which %T is the outbox, and %D the table of the dead.
QByteArray postgresStatement(std::string_view text, const QByteArray& table, const QByteArray& dead)
{
    QByteArray statement;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '%' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == 'T' || next == 'D') {
            statement += next == 'T' ? table : dead;
            ++i;
        } else {
            statement += text[i];
        }
    }
    return statement;
}

} // namespace

// A machine that vanished is noticed after 25 seconds, in which its lease ends, too.
const char* const PostgresStatements::SetUp
    = "SELECT pg_try_advisory_lock($1::int, $2::int),"
      " set_config('statement_timeout', $3, false),"
      " set_config('default_transaction_isolation', 'read committed', false),"
      " set_config('tcp_keepalives_idle', '10', false),"
      " set_config('tcp_keepalives_interval', '5', false),"
      " set_config('tcp_keepalives_count', '3', false),"
      " set_config('tcp_user_timeout', '25000', false)";

PostgresStatements PostgresStatements::of(
    const QByteArray& table, const QByteArray& dead, const QByteArray& channel)
{
    const auto said = [&](std::string_view text) { return postgresStatement(text, table, dead); };
    PostgresStatements all;
    all.listen = "LISTEN ";
    all.listen += channel;
    all.lookAtTable = said(
        "SELECT id, body::text, fan_user::text, fan_type::text, fan_event::text, message_id::text,"
        " tries, taken_by, taken_until FROM %T LIMIT 0");
    all.lookAtDead
        = said("SELECT dead_id, id, body::text, fan_user::text, fan_type::text, fan_event::text,"
               " message_id::text, tries, reason, died_at FROM %D LIMIT 0");
    // Rows that another takes at this moment are passed over, and each body is read once.
    all.take = said(
        "WITH due AS MATERIALIZED ("
        " SELECT id, least(octet_length(body::text), $5::bigint) AS bytes FROM %T"
        " WHERE taken_until IS NULL OR taken_until < now() OR taken_by = ANY($1::int[])"
        " ORDER BY id LIMIT $2::bigint FOR NO KEY UPDATE SKIP LOCKED),"
        " fit AS (SELECT id FROM"
        " (SELECT id, sum(bytes) OVER (ORDER BY id) - bytes AS before FROM due) AS summed"
        " WHERE before < $6::bigint),"
        " taken AS (UPDATE %T AS o SET tries = o.tries + 1, taken_by = $3::int,"
        " taken_until = now() + $4::bigint * interval '1 ms' FROM fit WHERE o.id = fit.id"
        " RETURNING o.id, o.body::text AS body, o.fan_user::text AS fan_user,"
        " o.fan_type::text AS fan_type, o.fan_event::text AS fan_event,"
        " o.message_id::text AS message_id, o.tries)"
        " SELECT id, octet_length(body), CASE WHEN octet_length(body) <= $5::bigint THEN body END,"
        " fan_user, fan_type, fan_event, message_id, tries FROM taken ORDER BY id");
    all.keep = said("UPDATE %T SET taken_until = now() + $3::bigint * interval '1 ms'"
                    " WHERE id = ANY($1::bigint[]) AND taken_by = $2::int RETURNING id");
    all.tryAgain = said("UPDATE %T SET tries = tries + 1"
                        " WHERE id = ANY($1::bigint[]) AND taken_by = $2::int");
    all.acknowledge = said("DELETE FROM %T WHERE id = ANY($1::bigint[]) AND taken_by = $2::int");
    all.bury = said(
        "WITH given AS ("
        " SELECT * FROM json_to_recordset($1::json) AS g(id bigint, tries int, reason text)),"
        " gone AS (DELETE FROM %T AS o USING given WHERE o.id = given.id AND o.taken_by = $2::int"
        " RETURNING o.id, o.body, o.fan_user, o.fan_type, o.fan_event, o.message_id, given.tries,"
        " given.reason)"
        " INSERT INTO %D (id, body, fan_user, fan_type, fan_event, message_id, tries, reason,"
        " died_at)"
        " SELECT id, body, fan_user, fan_type, fan_event, message_id, tries, reason, now()"
        " FROM gone ORDER BY id");
    all.reclaim = said("UPDATE %T SET taken_by = $2::int,"
                       " taken_until = now() + $3::bigint * interval '1 ms'"
                       " WHERE id = ANY($1::bigint[]) AND taken_by = ANY($4::int[]) RETURNING id");
    all.giveBack = said(
        "WITH finished AS (DELETE FROM %T WHERE id = ANY($1::bigint[]) AND taken_by = $3::int)"
        " UPDATE %T SET taken_by = NULL, taken_until = NULL, tries = greatest(tries - 1, 0)"
        " WHERE id = ANY($2::bigint[]) AND taken_by = $3::int");
    // A session's lock is had before its first row, and its number is given to no other: whoever
    // has a row and no lock is gone for good.
    all.figures = said(
        "WITH looked AS MATERIALIZED ("
        " SELECT taken_by, taken_until FROM %T ORDER BY id LIMIT $3::bigint),"
        " others AS (SELECT DISTINCT taken_by FROM looked"
        " WHERE taken_until >= now() AND taken_by <> $1::int),"
        " gone AS (SELECT taken_by FROM others WHERE NOT EXISTS ("
        " SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
        " AND classid = $2::int::oid AND objid = taken_by::oid"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))"
        " SELECT (SELECT count(*) FROM looked WHERE taken_until IS NULL OR taken_until < now()),"
        " (SELECT count(*) FROM looked),"
        " (SELECT reltuples::bigint FROM pg_class WHERE oid = $4::text::regclass),"
        " (SELECT count(*) FROM (SELECT FROM %D LIMIT $3::bigint) AS dead),"
        " (SELECT coalesce(array_agg(taken_by), '{}') FROM gone),"
        " (SELECT count(*) FROM others) - (SELECT count(*) FROM gone)");
    all.listDead = said(
        "SELECT dead_id, id, octet_length(fan_shown),"
        " CASE WHEN octet_length(fan_shown) <= $2::bigint AND fan_before < $3::bigint"
        " THEN fan_shown END,"
        " fan_user::text, fan_type::text, fan_event::text, message_id::text, tries, reason::text,"
        " (extract(epoch FROM died_at) * 1000)::bigint FROM"
        " (SELECT *, body::text AS fan_shown, sum(least(octet_length(body::text), $2::bigint))"
        " OVER (ORDER BY dead_id DESC) - least(octet_length(body::text), $2::bigint) AS fan_before"
        " FROM (SELECT * FROM %D ORDER BY dead_id DESC LIMIT $1::bigint) AS newest) AS summed"
        " ORDER BY dead_id DESC");
    all.removeDead = said("DELETE FROM %D WHERE dead_id = $1::bigint");
    return all;
}

std::string PostgresStatements::array(const std::vector<std::int64_t>& numbers)
{
    std::string text = "{";
    for (const std::int64_t number : numbers) {
        if (text.size() > 1)
            text += ',';
        text += std::to_string(number);
    }
    text += '}';
    return text;
}

} // namespace fanlight
