// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace fanlight {

struct SourceHost {
    QString name; // a name or an address, IPv6 without brackets
    quint16 port = 0; // 0: none is given, the kind knows its own

    QString text() const; // "host", "host:port", "[::1]:port"
    bool operator==(const SourceHost&) const = default;
};

// Where a queue is, as the user wrote it: what all kinds have in common of RFC 3986. What hosts,
// path and parameters mean, and which may be there, is its kind's (SourceKind). A plain value.
struct SourceUrl {
    QString scheme; // lower case: "redis-stream", "amqps"
    QString user;
    QString password; // null: none is given; empty: an empty one is
    QString passwordFile; // where the password stands instead; empty: nowhere
    QList<SourceHost> hosts; // may be none
    QString path; // behind the slash, without its escapes; "a/b"
    bool hasPath = false; // a slash is there, perhaps with nothing behind it
    // Behind the question mark, without their escapes, each once, in their order; those of user and
    // password are above, and name is below.
    QList<std::pair<QString, QString>> parameters;
    QString name; // of ?name=; empty: the kind names it after its queue

    static constexpr qsizetype MostNameLength = 64; // characters

    // `error` (may be null) says what is wrong in a sentence's part, without any secret.
    static std::optional<SourceUrl> parse(const QString& text, QString* error);
    // Those of one option: with commas between, of which those are no part of a URL that a scheme
    // follows.
    static QStringList split(const QString& list);

    QString value(QStringView key) const; // of a parameter; null: it is not there
    bool holdsSecret() const; // that stands in the URL itself
    // Puts the password there that stands in a file now, so that one which was changed is taken by
    // the next connection. Returns what prevents it, as a sentence.
    QString readPassword();
    // What a parameter says: itself, or with @FILE what stands in that file now. Likewise.
    static QString readSecret(const QString& value, QString* secret);

    // In the form that is parsed, but without secrets, for logs and the window.
    QString display() const;

    bool operator==(const SourceUrl&) const = default;
};

} // namespace fanlight
