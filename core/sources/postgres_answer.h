// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/postgres_library.h"
#include "sources/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

struct PostgresPlace;

// What PostgreSQL answered to one command: rows, an error, or nothing, since the link was lost. It
// is valid during the callback that gets it. The thread of its link.
class PostgresAnswer {
public:
    PostgresAnswer() = default; // the link was lost; whether it was executed is not known
    PostgresAnswer(const PostgresLibrary& library, PGresult* result)
        : m_library(&library)
        , m_result(result)
    {
    }

    bool isLost() const { return !m_result; }
    bool isError() const;
    std::string_view sqlState() const { return field(PG_DIAG_SQLSTATE); } // five letters
    QString message() const; // of an error, the server's own words, in one line

    int rows() const;
    int affected() const; // rows that were changed
    // A column that is not there, or null, is empty, or 0.
    bool isNull(int row, int column) const;
    std::string_view text(int row, int column) const;
    std::int64_t number(int row, int column) const;
    std::optional<std::string> optionalText(int row, int column) const;

    // An error as a sentence that says what to do.
    QString explain(const PostgresPlace& place) const;
    // What a library or a server says, in one line, of bounded length, with its full stop.
    static QString sentence(std::string_view text);

private:
    std::string_view field(int code) const;

    const PostgresLibrary* m_library = nullptr;
    PGresult* m_result = nullptr; // the link's
};

// A row of the outbox that was taken. A plain value.
struct PostgresRow {
    std::int64_t id = 0; // of the row
    SourceContent content; // without a body that is too large
    std::int64_t bytes = 0; // of the body, as a text
    int tries = 1; // this one included

    // Of the columns id, bytes, body, fan_user, fan_type, fan_event, message_id, tries.
    static PostgresRow of(const PostgresAnswer& answer, int row);
};

// One of the dead, of the columns dead_id, id, bytes, body, fan_user, fan_type, fan_event,
// message_id, tries, reason, died (milliseconds). Without a body it is as if raw data had no
// recipient, so that it can be mended or removed, and not sent as it is.
DeadLetter postgresDeadLetter(const PostgresAnswer& answer, int row);

} // namespace fanlight
