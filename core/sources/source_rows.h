// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"

#include <QMetaType>

#include <memory>

namespace fanlight {

// One of --source, as page, API and metrics show it. A plain value; raw numbers, no display text.
struct SourceRow {
    QString name; // unique: of the queue, or given by ?name=
    QString kind; // "redis-stream", "amqp", "sqs", "postgres", …: the scheme, without TLS
    QString url; // without secrets
    SourceFigures figures;
    double perSecond = Unknown; // acknowledged, over the last sample
    bool isPaused = false; // by hand, whatever its state
};

// All, in the order of the options, at one moment.
struct SourceSnapshot {
    qint64 takenAtMs = 0;
    std::vector<SourceRow> rows;
};
using SourceSnapshotPtr = std::shared_ptr<const SourceSnapshot>;

// "taking", as API, metrics and tests have it.
inline QString sourceStateName(SourceFigures::State state)
{
    switch (state) {
    case SourceFigures::State::Connecting:
        return QStringLiteral("connecting");
    case SourceFigures::State::Taking:
        return QStringLiteral("taking");
    case SourceFigures::State::Paused:
        return QStringLiteral("paused");
    case SourceFigures::State::Waiting:
        return QStringLiteral("waiting");
    case SourceFigures::State::Closed:
        break;
    }
    return QStringLiteral("closed");
}
constexpr int SourceStateCount = 5;

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::SourceSnapshotPtr)
