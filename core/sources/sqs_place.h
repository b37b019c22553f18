// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"

#include <QProcessEnvironment>
#include <QUrl>

namespace fanlight {

// Which queue of SQS, and how it is taken from. A plain value.
struct SqsPlace {
    QString region;
    QString queue; // its name, not its URL
    QString account; // whose it is, 12 digits; empty: of the credentials
    QString deadQueue; // empty: of its redrive policy, else QUEUE-dead
    QString profile; // of the shared credentials file; empty: the usual ways
    QUrl endpoint; // https://sqs.REGION.amazonaws.com unless it is given
    int prefetch = Source::DefaultPrefetch;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();

    bool isFifo() const { return queue.endsWith(QStringLiteral(".fifo")); }
    // "QUEUE-dead", "QUEUE-dead.fifo"
    QString usualDeadQueue() const;
};

// How long things take that are no matter of taste but of a test's patience.
struct SqsPace {
    int waitSeconds = 20; // a call for messages that finds none
    int restSeconds = 2; // until a refused message is tried again
    int holdBackSeconds = 900; // until one is that should be buried, and has nowhere to go
    int figuresMs = 15'000; // between two looks at how many wait
};

} // namespace fanlight
