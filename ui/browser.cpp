// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "browser.h"

#include <QDesktopServices>
#include <QUrl>

namespace fanlight::browser {

bool isWebAddress(const QUrl& url)
{
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty()
        && (scheme == QLatin1String("https") || scheme == QLatin1String("http"));
}

void open(const QString& url)
{
    if (const QUrl address(url, QUrl::StrictMode); isWebAddress(address))
        QDesktopServices::openUrl(address);
}

} // namespace fanlight::browser
