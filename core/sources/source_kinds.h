// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"
#include "sources/source_url.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace fanlight {

// A kind of source and its addresses; source_makers.h makes one. Those whose client library this
// build lacks are here as well, so that whoever names one is told what to do. Constant; any thread.
struct SourceKind {
    // As SourceRow::kind, API and metrics have it: the scheme, without TLS.
    QString name;
    QString title; // "RabbitMQ", for a sentence
    // How an address looks, in one line: "amqp[s]://…".
    QString form;
    QStringList schemes; // lower case
    QStringList parameters; // that may be there, beside user, password and name
    QString library; // its client is; empty: our own
    // What is wrong with an address, in a sentence's part; `queue` gets what the source is called
    // without ?name=.
    QString (*read)(const SourceUrl& url, QString* queue) = nullptr;
    bool isBuiltIn = true;
};

namespace source_kinds {

const std::vector<SourceKind>& all();
const SourceKind* find(QStringView scheme); // null: there is none

// One of --source, checked.
struct Given {
    SourceUrl url;
    const SourceKind* kind = nullptr; // never null
    QString name; // of ?name=, else of its queue
};
// Nothing, with `error` one line without secrets that says what is wrong and what to do.
std::optional<Given> read(const QString& text, QString* error);
// All of an option; besides the above no two may go by one name. Empty, or what is wrong.
QString readAll(const QStringList& texts, std::vector<Given>* given);

// "redis-stream, sqs built in; not in this build: amqp (librabbitmq)", for --help.
QString builtIn();

constexpr int MostSources = 32; // of one hub
constexpr int MostPrefetch = 10'000;

// What several kinds read alike. Each answers with what is wrong, or nothing.
// A whole number; `number` stays as it was where the parameter is not there.
QString readCount(const SourceUrl& url, QStringView key, qint64 least, qint64 most, int* number);
// One that has to be there, and is not empty.
QString readNeeded(const SourceUrl& url, QStringView key, const QString& what, QString* text);

} // namespace source_kinds
} // namespace fanlight
