// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string>

#include <netinet/in.h>
#include <sys/socket.h>

namespace fanlight {

// Where a plan's host is: the first of its addresses that takes a connection.
struct LoadAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
};
// Blocks up to some seconds. Empty, and `error` says why, when nothing answers.
std::optional<LoadAddress> findAddress(const std::string& host, std::uint16_t port, QString& error);

} // namespace fanlight
