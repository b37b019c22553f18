// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace fanlight {

// Where a text stops being JSON (RFC 8259, any value at the top level) and what would have been
// right there.
struct JsonProblem {
    // UTF-16 units from the start; the text's length when it ended too early
    qsizetype position = 0;
    int line = 1; // from 1; CR, LF and CRLF end a line
    int column = 1; // from 1, UTF-16 units
    QString expected; // "“,” or “}”"
    QString text() const; // "line 3, column 7: expected “,” or “}”"
};

// Nothing when `text` is valid JSON. Pure functions; any thread.
std::optional<JsonProblem> checkJson(QStringView text);

// The same JSON without and with blanks between its tokens; order of members and spelling of
// numbers stay as they are. `json` must be valid.
QString compactJson(QStringView json);
QString prettyJson(QStringView json);

// What a JSON text stands for when it is one string; nothing when it is anything else.
std::optional<QString> jsonStringValue(QStringView json);
// `text` as a JSON string with its quotes.
QString jsonString(const QString& text);

} // namespace fanlight
