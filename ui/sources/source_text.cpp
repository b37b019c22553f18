// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_text.h"

#include "format.h"
#include "sources/source_kinds.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight::source_text {

namespace {

struct SourceTextWords {
    Q_DECLARE_TR_FUNCTIONS(fanlight::SourceText)
};

// A line that works where the queue's server is the usual one of this machine.
struct Example {
    QLatin1StringView kind;
    QLatin1StringView url;
};
constexpr std::array Examples{
    Example{"redis-stream"_L1, "redis-stream://127.0.0.1:6379/0?key=outbox&group=fanlight"_L1},
    Example{"amqp"_L1, "amqp://guest:guest@127.0.0.1/?queue=notifications"_L1},
    Example{"sqs"_L1, "sqs://eu-central-1/notifications"_L1},
    Example{"nats"_L1, "nats://127.0.0.1:4222?stream=notifications&durable=fanlight"_L1},
    Example{"postgres"_L1, "postgres://127.0.0.1/app?table=fanlight_outbox"_L1},
};

// What is larger is not taken apart for a cell of a table.
constexpr std::size_t MostRead = 16 << 10;

QString textOf(const QJsonValue& value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'f', 0) : value.toString();
}

QString named(const QString& user)
{
    if (user.isEmpty())
        return SourceTextWords::tr("everyone");
    return user;
}

Addressee ofJson(const QJsonObject& object)
{
    Addressee read;
    read.type = object.value("type"_L1).toString();
    const QJsonArray users = object.value("userIds"_L1).toArray();
    if (object.value("broadcast"_L1).toBool())
        read.to = named({});
    else if (users.size() == 1)
        read.to = textOf(users.first());
    else if (!users.isEmpty())
        read.to = SourceTextWords::tr("%1 user(s)", nullptr, format::plural(double(users.size())))
                      .arg(format::count(double(users.size())));
    else
        read.to = textOf(object.value("userId"_L1));
    return read;
}

} // namespace

QString kind(const QString& kind)
{
    const SourceKind* known = source_kinds::find(kind);
    return known ? known->title : kind;
}

QString state(SourceFigures::State state)
{
    switch (state) {
    case SourceFigures::State::Closed:
        break;
    case SourceFigures::State::Connecting:
        return SourceTextWords::tr("Connecting");
    case SourceFigures::State::Taking:
        return SourceTextWords::tr("Taking");
    case SourceFigures::State::Paused:
        return SourceTextWords::tr("Paused");
    case SourceFigures::State::Waiting:
        return SourceTextWords::tr("Waiting for the broker");
    }
    return SourceTextWords::tr("Closed");
}

bool isAway(const SourceRow& row)
{
    using State = SourceFigures::State;
    const State state = row.figures.state;
    return (state == State::Connecting || state == State::Closed) && !row.figures.error.isEmpty();
}

Mark mark(const SourceRow& row)
{
    switch (row.figures.state) {
    case SourceFigures::State::Closed:
        break;
    case SourceFigures::State::Connecting:
        return Mark::Triangle;
    case SourceFigures::State::Taking:
        return Mark::Disc;
    case SourceFigures::State::Paused:
        return Mark::Bars;
    case SourceFigures::State::Waiting:
        return Mark::Ring;
    }
    return Mark::Square;
}

Theme::Role ink(const SourceRow& row)
{
    switch (tone(row)) {
    case Pill::Tone::Good:
        return Theme::Role::Good;
    case Pill::Tone::Warning:
        return Theme::Role::Warning;
    case Pill::Tone::Bad:
        return Theme::Role::Bad;
    case Pill::Tone::Neutral:
        break;
    }
    return Theme::Role::Dim;
}

Pill::Tone tone(const SourceRow& row)
{
    if (isAway(row))
        return Pill::Tone::Bad;
    switch (row.figures.state) {
    case SourceFigures::State::Taking:
        return Pill::Tone::Good;
    case SourceFigures::State::Connecting:
    case SourceFigures::State::Waiting:
        return Pill::Tone::Warning;
    case SourceFigures::State::Paused:
    case SourceFigures::State::Closed:
        break;
    }
    return Pill::Tone::Neutral;
}

QStringList commands(const QStringList& kinds)
{
    QStringList lines;
    for (const Example& one : Examples) {
        if (kinds.contains(one.kind))
            lines << u"fanlightd --source '%1'"_s.arg(one.url);
    }
    return lines;
}

bool isRaw(const SourceContent& content)
{
    return content.user || content.type || content.event;
}

Addressee addressee(const SourceContent& content)
{
    if (isRaw(content))
        return {content.user ? named(QString::fromStdString(*content.user)) : QString(),
            QString::fromStdString(content.type.value_or(std::string()))};
    if (content.body.size() > MostRead)
        return {};
    return ofJson(QJsonDocument::fromJson(
        QByteArray::fromRawData(content.body.data(), qsizetype(content.body.size())))
                      .object());
}

} // namespace fanlight::source_text
