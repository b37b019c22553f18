// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"
#include "sources/source_kinds.h"
#include "sources/source_url.h"

#include <QString>

namespace fanlight {

// A queue of RabbitMQ and where its dead go, as the address says it. A plain value; it is read
// whether or not the client library is built in.
struct AmqpPlace {
    static constexpr quint16 Port = 5672;
    static constexpr quint16 TlsPort = 5671;

    SourceUrl url; // hosts, user, password (or its file)
    bool isTls = false;
    QString vhost;
    QString queue;
    int prefetch = Source::DefaultPrefetch;
    // The queue of the dead: `queue`.dead unless named. Empty only with an exchange.
    QString deadQueue;
    QString deadExchange; // the dead are published to it; empty: straight to deadQueue
    QString deadKey; // with it; null: by the key they came with
    QString caFile, certificateFile, keyFile; // PEM, of TLS

    // What is wrong with an address, in a sentence's part, or nothing.
    static QString read(const SourceUrl& url, AmqpPlace* place);
    // The server asks the certificate who we are (SASL EXTERNAL).
    bool isNamedByCertificate() const { return url.user.isEmpty() && !certificateFile.isEmpty(); }
};

SourceKind amqpKind();

} // namespace fanlight
