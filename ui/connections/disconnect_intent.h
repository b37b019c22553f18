// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace fanlight {

// What a client is told before its stream ends. A plain value.
struct DisconnectIntent {
    static constexpr std::size_t MostWithoutAsking = 10; // connections ended without a question
    static constexpr int MostSeconds = 24 * 3600; // a client can be told to stay away
    static constexpr int SecondsAtFirst = 10;

    QString text;
    qint64 retryMs; // as HubPort::disconnectConnections() has it

    // Those to choose from; the first is what the Delete key does.
    static const std::vector<DisconnectIntent>& all();
    static DisconnectIntent after(int seconds); // to MostSeconds
};

} // namespace fanlight
