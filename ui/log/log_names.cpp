// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_names.h"

#include "hub/snapshots.h"

#include <QRegularExpression>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

QString connectionIdIn(const QString& text)
{
    static const QRegularExpression form(u"\\bc-[0-9a-z]+\\b"_s);
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        if (QString id = matches.next().captured(); parseConnectionId(id))
            return id;
    }
    return {};
}

LogNames namesIn(const LogLine& line)
{
    // A user's id may hold anything, also " from " or a number of recipients: it ends where the
    // last of what the hub writes begins.
    static const QRegularExpression connected(
        u"^(c-[0-9a-z]+) connected: user (.+) from \\S+:\\d+(, types .*)?$"_s);
    static const QRegularExpression published(
        u"^(\\d+-\\d+) published(?: by hand| by the demo)? to (?:user (.+)|.+): \\d+ recipients?$"_s);
    LogNames names;
    if (line.category == "fanlight.publish"_L1) {
        const QRegularExpressionMatch match = published.match(line.text);
        names.event = match.captured(1);
        names.user = match.captured(2);
        return names; // an id of a user that looks like a connection's is none
    }
    names.connection = connectionIdIn(line.text);
    if (line.category == "fanlight.stream"_L1)
        names.user = connected.match(line.text).captured(2);
    return names;
}

} // namespace fanlight
