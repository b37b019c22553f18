// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

// A place where a hub listens: a host and a port, or the path of a Unix socket. A plain value.
struct ListenAddress {
    static constexpr int DefaultMode = 0660; // owner and group
    static constexpr qsizetype MaxPathBytes = 107; // unix(7): sun_path, with its end

    QString host = {}; // of TCP
    quint16 port = 0; // 0 picks one
    QString path = {}; // of a Unix socket; empty: it is TCP
    int mode = DefaultMode; // of its file

    bool isUnix() const { return !path.isEmpty(); }
    // As --listen takes it: “localhost:3000”, “[::1]:3000”, “unix:/run/fanlight.sock?mode=0600”.
    QString text() const
    {
        if (isUnix())
            return mode == DefaultMode
                ? QStringLiteral("unix:") + path
                : QStringLiteral("unix:%1?mode=0%2").arg(path).arg(mode, 0, 8);
        return (
            host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
            .arg(host)
            .arg(port);
    }
    bool operator==(const ListenAddress&) const = default;
};

} // namespace fanlight
