// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/hub_address.h"

#include "doctor/doctor.h"

#include <QHostAddress>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString HubPath = u"/api/notifications"_s;

bool isLoopback(const QString& host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || QHostAddress(host).isLoopback();
}

} // namespace

QUrl hubUrlFromText(const QString& text, QString* problem)
{
    QString address = text.trimmed();
    problem->clear();
    if (address.isEmpty()) {
        *problem = Doctor::tr("Give the address under which browsers reach the hub.");
        return {};
    }
    if (!address.contains("://"_L1)) {
        const QUrl guess(QString(u"http://"_s + address), QUrl::StrictMode);
        address = (isLoopback(guess.host()) ? u"http://"_s : u"https://"_s) + address;
    }
    QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
        *problem = Doctor::tr(
            "“%1” is not an address; use one like https://app.example/api/notifications.")
                       .arg(text.trimmed().left(100));
        return {};
    }
    if (url.path().isEmpty() || url.path() == "/"_L1)
        url.setPath(HubPath);
    url.setFragment({});
    return url;
}

QString originOf(const QUrl& url)
{
    const bool tls = url.scheme() == "https"_L1;
    if (url.host().isEmpty() || (!tls && url.scheme() != "http"_L1))
        return {};
    const QString host
        = url.host().contains(u':') ? u"[%1]"_s.arg(url.host()) : url.host(QUrl::FullyEncoded);
    const int usual = tls ? 443 : 80;
    const QString port = url.port(usual) == usual ? QString() : u":%1"_s.arg(url.port());
    return url.scheme() + u"://"_s + host + port;
}

} // namespace fanlight
