// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_answer.h"

#include "sources/postgres_kind.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostPostgresWords = 300; // characters of what it says

int postgresTries(std::int64_t number)
{
    return int(std::clamp<std::int64_t>(number, 0, std::numeric_limits<int>::max()));
}

void readPostgresContent(
    const PostgresAnswer& answer, int row, int first, std::int64_t id, SourceContent* content)
{
    content->body = answer.text(row, first);
    content->user = answer.optionalText(row, first + 1);
    content->type = answer.optionalText(row, first + 2);
    content->event = answer.optionalText(row, first + 3);
    // One that names itself by nothing is known by its place in the table.
    content->id = answer.text(row, first + 4);
    if (content->id.empty())
        content->id = std::to_string(id);
}

} // namespace

std::string_view PostgresAnswer::field(int code) const
{
    const char* const text = m_result ? m_library->resultErrorField(m_result, code) : nullptr;
    return text ? std::string_view(text) : std::string_view();
}

bool PostgresAnswer::isError() const
{
    if (!m_result)
        return false;
    const ExecStatusType status = m_library->resultStatus(m_result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

QString PostgresAnswer::message() const
{
    const std::string_view text = field(PG_DIAG_MESSAGE_PRIMARY);
    return sentence(text.empty() ? std::string_view("It answers with what was not asked.") : text);
}

int PostgresAnswer::rows() const
{
    return m_result ? m_library->ntuples(m_result) : 0;
}

int PostgresAnswer::affected() const
{
    int count = 0;
    const std::string_view text = m_result ? m_library->cmdTuples(m_result) : "";
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

bool PostgresAnswer::isNull(int row, int column) const
{
    return row >= rows() || column >= m_library->nfields(m_result)
        || m_library->getisnull(m_result, row, column) != 0;
}

std::string_view PostgresAnswer::text(int row, int column) const
{
    if (isNull(row, column))
        return {};
    return {m_library->getvalue(m_result, row, column),
        std::size_t(m_library->getlength(m_result, row, column))};
}

std::int64_t PostgresAnswer::number(int row, int column) const
{
    const std::string_view digits = text(row, column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::optional<std::string> PostgresAnswer::optionalText(int row, int column) const
{
    return isNull(row, column) ? std::nullopt : std::optional<std::string>(text(row, column));
}

QString PostgresAnswer::sentence(std::string_view text)
{
    static const QString Ends = u".?!:…"_s;
    QStringList lines; // libpq's hints stand on lines of their own
    for (const QString& each :
        QString::fromUtf8(text.data(), qsizetype(text.size())).split(u'\n')) {
        const QString line = each.simplified();
        if (!line.isEmpty())
            lines << (Ends.contains(line.back()) ? line : QString(line % u'.'));
    }
    const QString all = lines.join(u' ');
    return all.size() > MostPostgresWords ? QString(all.left(MostPostgresWords) % u'…') : all;
}

QString PostgresAnswer::explain(const PostgresPlace& place) const
{
    const std::string_view state = sqlState();
    QString says = u"PostgreSQL says: "_s % message();
    if (state == "42P01" || state == "3F000" || state == "42703") // a table, schema, column
        return says % u" Both tables are as contrib/postgresql/outbox.sql has them."_s;
    if (state == "42501") // privilege
        return says
            % u" The user needs SELECT, UPDATE and DELETE on “%1”, and SELECT, INSERT and DELETE "
              "on “%2”."_s.arg(place.table.text(), place.dead.text());
    return says;
}

PostgresRow PostgresRow::of(const PostgresAnswer& answer, int row)
{
    PostgresRow one;
    one.id = answer.number(row, 0);
    one.bytes = answer.number(row, 1);
    readPostgresContent(answer, row, 2, one.id, &one.content);
    one.tries = std::max(1, postgresTries(answer.number(row, 7)));
    return one;
}

DeadLetter postgresDeadLetter(const PostgresAnswer& answer, int row)
{
    DeadLetter letter;
    letter.handle = answer.text(row, 0);
    readPostgresContent(answer, row, 3, answer.number(row, 1), &letter.content);
    letter.tries = postgresTries(answer.number(row, 8));
    letter.reason = answer.text(row, 9);
    letter.diedAtMs = answer.number(row, 10);
    if (answer.isNull(row, 3) && answer.number(row, 2) > 0) {
        letter.content.user.reset();
        letter.reason += " (" + std::string(answer.text(row, 2)) + " bytes, too many to show.)";
    }
    return letter;
}

} // namespace fanlight
