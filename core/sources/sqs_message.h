// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"

#include <QJsonArray>
#include <QJsonObject>

#include <vector>

namespace fanlight {

// A message as ReceiveMessage hands it out. A plain value.
struct SqsMessage {
    QString id; // MessageId: the same each time
    QString receipt; // of this taking
    QString body;
    QJsonObject attributes; // MessageAttributes, as they came
    QString group; // FIFO: whose order it is part of; empty: none
    int receives = 1;
    qint64 sentAtMs = 0; // UTC; to the queue it lies in
    bool isMovedBySqs = false; // by the redrive policy of another queue

    // Those of an answer; what has no id, receipt or body is none.
    static std::vector<SqsMessage> readAll(const QJsonObject& answer);
    // The value of a text or number attribute; null: it is not there.
    QString text(const QString& attribute) const;
    SourceContent content() const;
    // As one of the dead: why and how often it was refused stands in attributes of ours.
    DeadLetter letter() const;
    // What is sent to the queue of the dead.
    QJsonObject burial(
        const QString& queueUrl, bool isFifo, const QString& reason, int tries) const;

    // What ReceiveMessage is asked for.
    static QJsonObject request(const QString& queueUrl, int most, int waitSeconds, int hideSeconds);
};

// What GetQueueAttributes says of a queue. A plain value.
struct SqsQueueFacts {
    static constexpr int UsualHideSeconds = 30;
    static constexpr int MostHideSeconds = 43'200; // 12 hours

    int hideSeconds = UsualHideSeconds; // its VisibilityTimeout, or the usual one for none
    double waiting = Unknown; // messages
    QString redrivePolicy; // JSON; empty: it has none
    int mostReceives = 0; // before SQS moves a message by itself; 0: it does not

    static SqsQueueFacts read(const QJsonObject& answer);
};

// Entries of a batch call whose ids are their places, "0" to "9".
constexpr std::size_t MostInSqsBatch = 10;
// What failed of a batch, by its place; `isOurs`: it would fail again.
struct SqsFailure {
    std::size_t place = 0;
    bool isOurs = false;
    QString code;
};
std::vector<SqsFailure> sqsFailures(const QJsonObject& answer);

} // namespace fanlight
