// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QNetworkReply>
#include <QString>

class QSslError;

namespace fanlight {

// Why nothing comes of a hub elsewhere, in words that say what to do. A plain value.
struct LinkProblem {
    enum class Kind {
        None,
        Away, // it does not answer, or answered too late: tried again
        Unwilling, // it is there and does not want this window, or is no hub
    };
    Kind kind = Kind::None;
    QString text; // one sentence
    int status = 0; // of HTTP; 0: it came to no answer

    bool isNone() const { return kind == Kind::None; }
    bool isOfToken() const { return status == 401 || status == 403; } // another one may do
};

namespace link_problem {

// Of a request that came to no answer. `sslErrors`: what was wrong with the certificate.
LinkProblem ofNetwork(const QUrl& url, QNetworkReply::NetworkError error, const QString& detail,
    const QList<QSslError>& sslErrors);
// Of an answer with another status than 2xx; `said`: the hub's own sentence, or nothing.
// `hasToken`: one was shown.
LinkProblem ofStatus(
    const QUrl& url, int status, const QString& said, const QUrl& redirect, bool hasToken);
LinkProblem notFanlight(const QUrl& url);

// A sentence of the hub's, made fit to be shown: one line, not too long.
QString tidied(const QString& said);

} // namespace link_problem

} // namespace fanlight
