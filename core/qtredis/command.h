// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <initializer_list>
#include <span>
#include <string_view>

namespace fanlight::redis {

// Appends one command to `out` as Redis reads it, an array of bulk strings (RESP2, "Sending
// commands to a Redis server"). Arguments may hold any bytes. Byte for byte what
// redisFormatCommandArgv() of hiredis writes, but straight into the buffer of many commands:
// hiredis allocates each.
void appendCommand(QByteArray& out, std::span<const std::string_view> args);
inline void appendCommand(QByteArray& out, std::initializer_list<std::string_view> args)
{
    appendCommand(out, std::span(args.begin(), args.size()));
}

} // namespace fanlight::redis
