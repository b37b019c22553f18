// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace fanlight::redis {

// A host and a port. A plain value.
struct Endpoint {
    QString host; // a name or an address, IPv6 without brackets
    quint16 port = 6379;

    QString text() const; // "host:port", "[::1]:port"
    bool operator==(const Endpoint&) const = default;
};

// Where Redis is and as whom to come, as the user wrote it. A plain value.
struct RedisUrl {
    enum class Kind { Plain, Tls, Sentinel };

    Kind kind = Kind::Plain;
    QString user; // empty: Redis' default user
    QString password; // null: none is given; empty: an empty one is
    int db = 0;
    QList<Endpoint> endpoints; // one, or the sentinels
    QString masterName; // Sentinel only: what the sentinels call the primary
    QString caFile; // Tls only: PEM file of the authorities to trust; empty: those of the system
    QString certificateFile = {}; // Tls only: PEM file of a client certificate; empty: none
    QString keyFile = {}; // … and of its private key; empty: it stands in the same file

    // Reads one of acceptedForms(). IPv6 addresses stand in brackets; user, password, master name
    // and file may have percent-escapes. Without a port: 6379, and 26379 for sentinels. On failure
    // `error` (may be null) is one line that names what is wrong and what is accepted, without the
    // password.
    static std::optional<RedisUrl> parse(const QString& text, QString* error);
    static QString acceptedForms();

    // In the form that is parsed, but without the password, for logs and the window:
    // "redis://user:…@host:6379/0".
    QString display() const;

    bool operator==(const RedisUrl&) const = default;
};

} // namespace fanlight::redis
