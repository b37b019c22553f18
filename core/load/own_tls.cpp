// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/own_tls.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

namespace fanlight::own_tls {

void trust(QNetworkRequest& request, const LoadTls& tls)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!tls.caFile.isEmpty())
        configuration.addCaCertificates(tls.caFile);
    // Qt does not ask for the chain then, and whom it talks to is not looked at
    if (tls.trustsAnyone)
        configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
    tls.own.use(configuration);
    request.setSslConfiguration(configuration);
}

// Of a pinned certificate nothing but that it is this very one counts.
void trust(QNetworkReply* reply, const LoadTls& tls)
{
    if (tls.trustsAnyone) {
        reply->ignoreSslErrors();
        return;
    }
    if (tls.pinnedFile.isEmpty())
        return;
    const auto pinned = QSslCertificate::fromPath(tls.pinnedFile);
    if (pinned.isEmpty())
        return;
    const QSslCertificate& own = pinned.constFirst();
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [reply, own = own] {
        if (reply->sslConfiguration().peerCertificate() == own)
            reply->ignoreSslErrors();
    });
}

} // namespace fanlight::own_tls
