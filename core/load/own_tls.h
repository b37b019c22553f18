// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_access.h"

class QNetworkReply;
class QNetworkRequest;

// The same trust as TlsClient's, for what Qt asks. Functions; the thread of their argument.
namespace fanlight::own_tls {

void trust(QNetworkRequest& request, const LoadTls& tls);
// Once it is under way, and before it is answered.
void trust(QNetworkReply* reply, const LoadTls& tls);

} // namespace fanlight::own_tls
