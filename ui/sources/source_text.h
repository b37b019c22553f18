// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source_rows.h"
#include "theme/theme.h"
#include "widgets/pill.h"

#include <QString>
#include <QStringList>

namespace fanlight {

// What the window says of sources, in words. Pure functions; any thread.
namespace source_text {

// "RabbitMQ" of "amqp"; a kind that has no name of its own is its scheme.
QString kind(const QString& kind);
QString state(SourceFigures::State state);
// It should take and does not: it is away, or was never reached.
bool isAway(const SourceRow& row);
// How the state is marked: one colour and one shape each.
enum class Mark { Disc, Ring, Triangle, Bars, Square };
Mark mark(const SourceRow& row);
Theme::Role ink(const SourceRow& row);
Pill::Tone tone(const SourceRow& row);
// A line for a terminal with a source of each of these kinds; those it knows no example of are
// left out.
QStringList commands(const QStringList& kinds);
// Where a content goes to as far as its publisher said so: a user, "everyone", "3 users"; empty:
// it does not say, or cannot be read.
struct Addressee {
    QString to;
    QString type;
};
Addressee addressee(const SourceContent& content);
// With any of the headers the body is raw data, else it is the JSON of a publish.
bool isRaw(const SourceContent& content);

} // namespace source_text

} // namespace fanlight
