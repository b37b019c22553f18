// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace fanlight::redis {

// A host and a port, or the path of a Unix socket. A plain value.
struct Endpoint {
    QString host; // a name or an address, IPv6 without brackets; or a path, which begins with "/"
    quint16 port = 6379;

    bool isUnix() const { return host.startsWith(u'/'); }
    QString text() const; // "host:port", "[::1]:port", "/path"
    bool operator==(const Endpoint&) const = default;
};

// Where Redis is and as whom to come, as the user wrote it. A plain value.
struct RedisUrl {
    enum class Kind { Plain, Tls, Sentinel, Unix, Cluster };

    Kind kind = Kind::Plain;
    QString user; // empty: Redis' default user
    QString password; // null: none is given; empty: an empty one is
    int db = 0;
    QList<Endpoint> endpoints; // one, or the sentinels, or some nodes; of Unix a path
    QString masterName; // Sentinel only: what the sentinels call the primary
    QString caFile; // TLS only: PEM file of the authorities to trust; empty: those of the system
    QString certificateFile = {}; // TLS only: PEM file of a client certificate; empty: none
    QString keyFile = {}; // … and of its private key; empty: it stands in the same file
    QString passwordFile = {}; // where the password stands instead; empty: nowhere
    bool isOverTls = false; // Sentinel and Cluster only: all of them speak TLS
    // Sentinel only: as whom to come to the sentinels; as above
    QString sentinelUser = {};
    QString sentinelPassword = {};
    QString sentinelPasswordFile = {};
    bool isSharded = false; // Cluster only: SPUBLISH and SSUBSCRIBE, which Redis has since 7

    // Reads one of acceptedForms(). IPv6 addresses stand in brackets; user, passwords, master name
    // and files may have percent-escapes. Without a port: 6379, and 26379 for sentinels. On failure
    // `error` (may be null) is one line that names what is wrong and what is accepted, without the
    // passwords.
    static std::optional<RedisUrl> parse(const QString& text, QString* error);
    static QString acceptedForms();

    bool hasTls() const { return kind == Kind::Tls || isOverTls; }
    // Puts the password there that stands in a file now, so that one which was changed is taken by
    // the next connection. Returns what prevents it, as a sentence.
    QString readPassword();
    // Sentinel only: how to come to the sentinels themselves.
    RedisUrl ofSentinels() const;
    // Cluster only: how to come to one of its nodes.
    RedisUrl ofNode(const Endpoint& node) const;

    // In the form that is parsed, but without passwords, for logs and the window:
    // "redis://user:…@host:6379/0".
    QString display() const;

    bool operator==(const RedisUrl&) const = default;
};

} // namespace fanlight::redis
