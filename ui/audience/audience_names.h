// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QStringList>

namespace fanlight {

// What the two kinds of sets are called. Pure functions; any thread.

QString setNoun(AudienceKind kind); // "author", "type": as the API and a CSV file name them
QString memberCount(AudienceKind kind, qint64 n); // "1 follower", "1,204 users"
QString setTitle(
    AudienceKind kind, const QString& set); // "Followers of author 42", "Users who want “like”"
// An id or a type as it is named in a title or a question: of a long one the middle is left out.
QString shortName(const QString& name);
QString addManyTitle(
    AudienceKind kind, const QString& set); // "Add many to the followers of author 42"

// Ids that were typed or pasted.
struct ParsedIds {
    static constexpr qsizetype MostIds = 200'000;
    static constexpr qsizetype MostRefusalsKept = 20;

    QStringList ids; // each once, in the order given
    qint64 twice = 0;
    qint64 refused = 0;
    QStringList refusals; // the first few: "line 3: must not be longer than 256 bytes"
    QString problem; // why none of it is taken; empty: it is
    QString text() const; // "1,204 users, 3 twice, 2 refused: line 3: …"
};

// Ids separated by blanks, commas, semicolons or lines; or a JSON array of them.
ParsedIds parseIds(const QString& text);

// Why a set or a user cannot be called so, in the API's words; empty: it can.
QString audienceNameProblem(const QString& field, const QString& name);

} // namespace fanlight
