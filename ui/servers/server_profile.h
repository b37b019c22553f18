// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace fanlight {

// A hub on a server that a window may look at: what it is called, where it is, how to get there.
// Its token is no part of it (SecretStore has it). A plain value.
struct ServerProfile {
    static constexpr qsizetype MostNameCharacters = 60; // also of a group
    static constexpr qsizetype MostUrlCharacters = 300;
    static constexpr qsizetype MostAliasCharacters = 100;
    static constexpr int Colors = 8;

    QString id; // eight hexadecimal digits, of its files and its token; never changed
    QString name; // one line without commas; unique, whatever its case
    QUrl url; // of the API, scheme, host and port alone; as the machine sees it that SSH leads to
    int color = 1; // 0 to Colors - 1
    QString group; // empty: none
    QString sshAlias; // of ~/.ssh/config, or user@host; empty: it is reached without
    bool isProduction = false; // it asks before what cannot be taken back
    bool needsToken = false; // one is kept, or asked for

    bool operator==(const ServerProfile&) const = default;

    static QString newId();
    static bool isId(QStringView text);
    // “https://eu-1.example:3000”, also without the scheme. Invalid where it will not do, and
    // `problem` says why, in a sentence that says what to do.
    static QUrl readUrl(const QString& text, QString& problem);
    // Each a sentence; empty: it will do.
    static QString nameProblem(const QString& name);
    static QString aliasProblem(const QString& alias); // also where it could pass for an option
    QString problem() const; // of all of it, the first
    // What is to be known of the way, though it will do: a token in clear over a network.
    QString warning() const;
    // One that was not saved, named after its address.
    static ServerProfile passing(const QUrl& url);

    static QColor colorOf(int color, bool dark);
    static QStringList colorNames();
};

} // namespace fanlight
