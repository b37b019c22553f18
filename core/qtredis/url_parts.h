// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

// What addresses of Redis and of sources have in common: RFC 3986's escapes, and secrets that stand
// in a file instead. Any thread.
namespace fanlight::url_parts {

constexpr qsizetype MostSecretBytes = 64 << 10; // of a file

// Takes the escapes out. Returns what is wrong, as a sentence's part; then `plain` stays as it is.
QString unescape(QStringView text, QString* plain);
QString escape(const QString& text, const QByteArray& but = {}); // those of `but` stay
// What stands in a file now, without the ends of its last lines. `what` is what the errors call it:
// "password". Returns what prevents it, as a sentence; then `secret` stays as it is.
QString readSecretFile(const QString& path, QStringView what, QString* secret);

} // namespace fanlight::url_parts
