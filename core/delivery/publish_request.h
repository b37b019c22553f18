// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace fanlight {

// One notification to publish, as POST /api/publish takes it. A plain value.
struct PublishRequest {
    QStringList userIds; // ignored for a broadcast
    bool broadcast = false;
    QString type; // what selective delivery looks at; empty: the top-level "type" of the data
    QByteArray data; // what goes on the wire, UTF-8, as it is: compact JSON, or a plain text
    QString event; // SSE event name; empty: none, so that onmessage gets it
    QString id; // empty: assigned by the hub
    int retryMs = -1; // SSE retry field; -1: none
};

// What a publish led to. `error` is empty when it was accepted.
struct PublishResult {
    QString error;
    QString id;
    int channels = 0;
    quint64 recipients = 0; // connections on this instance that were sent it
    LatencyHistogram write; // publish -> handed to the kernel, of these deliveries; may be empty
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::PublishResult)
