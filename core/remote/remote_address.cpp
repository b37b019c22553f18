// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_address.h"

namespace fanlight {

QString RemoteAddress::objection(const QUrl& url)
{
    if (!url.isValid() || url.host().isEmpty())
        return RemoteText::tr("This is no address of a hub; it looks like https://hub.example.");
    if (url.scheme() != u"http" && url.scheme() != u"https")
        return RemoteText::tr("A hub is asked over http:// or https://, not %1://.")
            .arg(url.scheme());
    if (!url.userName().isEmpty() || !url.password().isEmpty())
        return RemoteText::tr("A token does not belong into the address: give it beside it.");
    if (url.hasQuery() || url.hasFragment())
        return RemoteText::tr("The address of a hub ends before “?” and “#”.");
    return {};
}

QString RemoteAddress::shownName() const
{
    return name.isEmpty() ? url.authority() : name;
}

} // namespace fanlight
