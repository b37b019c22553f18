// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"

#include <QDateTime>

namespace fanlight {

// A message to user `n` with the data {"n":…}, published just now.
inline MessageRecord testMessage(
    std::uint64_t n, std::string_view type = "like", std::string_view data = {})
{
    MessageRecord message;
    message.timeMs = QDateTime::currentMSecsSinceEpoch();
    message.users = 1;
    message.userId = std::to_string(n);
    const std::string id = "1700000000000-" + std::to_string(n);
    const std::string usual
        = "{\"n\":" + std::to_string(n) + ",\"type\":\"" + std::string(type) + "\"}";
    message.frame = Frame::event({id, {}, data.empty() ? std::string_view(usual) : data, -1}, type);
    return message;
}

// What became of the message with this number since.
inline MessageFigures testFigures(
    std::uint64_t number, std::uint64_t recipients, std::uint64_t writeNs)
{
    MessageFigures figures;
    figures.number = number;
    figures.recipients = recipients;
    figures.isKnown = true;
    figures.write.record(writeNs, recipients);
    return figures;
}

} // namespace fanlight
