// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace fanlight::auth {

// Where the hub asks about proofs: https, or http where the way is short: to this machine, to
// private addresses, to names that only a local network knows (without a dot, or below .internal,
// .local, .localhost, .svc, .lan or .home.arpa). Whoever sits on a longer way could let himself in.
enum class EndpointFault { None, TooLong, NoUrl, HasUser, OpenHttp };
EndpointFault endpointFault(const QString& text);
// Empty when it will do, else why not, without the URL, which may hold a secret.
QString endpointObjection(const QString& text);
QUrl endpointUrl(const QString& text); // of one that will do
// http beyond this machine: worth a warning.
bool isOpenOnTheWay(const QUrl& url);
// Without what may be secret: user, password, query.
QString shownUrl(const QUrl& url);
// What Qt says of a request, of which some messages name the URL.
QString shownError(QString text, const QUrl& url);

} // namespace fanlight::auth
